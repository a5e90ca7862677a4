"""**Join**, **Leave** and **Who should not** under a schedule's posts: ephemeral, for years, after the question on fluids."""

from __future__ import annotations

import pytest

from bot.reminders.models import Fluids, Kind
from tests.discord import admins
from tests.discord.admins import everything, sound
from tests.discord.conftest import World, labels, said, texts
from tests.discord.delivering import berlin, delivering

MAY = "None of these fits me"


async def members(world: World) -> int:
    return await world.bot.schedules.count_members((await admins.only(world)).reminder.id)


async def test_the_question_comes_before_joining_reminders_to_drink_and_may_joins_at_once(world: World) -> None:
    post = await admins.made(world, admins.admin(world))
    asked = sound(await world.alice.click(post, label="Join"))
    assert asked.ephemeral
    assert "Has a doctor told you to limit how much you drink?" in said(asked)
    assert await members(world) == 0
    await world.restart()
    joined = sound(await world.alice.click(asked.response, label=MAY))
    assert said(joined).startswith("## You have joined\n")
    assert joined.response.id == asked.response.id
    assert await members(world) == 1
    person = await world.bot.reminders.person(world.alice.id)
    assert (person.fluids, person.fluids_on) == (Fluids.MAY, world.env.now().date())


@pytest.mark.parametrize("label", ("Yes, one fits me", "I am not sure"))
async def test_whoever_may_not_or_is_not_sure_is_not_reminded_to_drink(world: World, label: str) -> None:
    post = await admins.made(world, admins.admin(world))
    asked = await world.alice.click(post, label="Join")
    told = sound(await world.alice.click(asked.response, label=label))
    assert "I will not remind you to drink." in said(told)
    assert await members(world) == 0
    again = await world.alice.click(post, label="Join")
    assert "I will not remind you to drink." in said(again)
    assert await members(world) == 0


async def test_whoever_has_answered_joins_with_one_press_and_stretching_asks_nothing(world: World) -> None:
    admin = admins.admin(world)
    post = await admins.made(world, admin)
    await world.bot.reminders.answer_fluids(world.bob.id, may=True)
    joined = sound(await world.bob.click(post, label="Join"))
    assert joined.ephemeral
    assert said(joined).startswith("## You have joined\n")
    stretch = await admins.made(world, admin, Kind.STRETCH)
    assert said(await world.alice.click(stretch, label="Join")).startswith("## You have joined\n")


async def test_leaving_ends_it_from_the_post_and_from_the_answer_after_a_restart(world: World) -> None:
    post = await admins.made(world, admins.admin(world), Kind.STRETCH)
    joined = await world.alice.click(post, label="Join")
    await world.bob.click(post, label="Join")
    assert await members(world) == 2
    await world.restart()
    left = sound(await world.alice.click(joined.response, label="Leave"))
    assert left.response.ephemeral
    assert await members(world) == 1
    assert (await world.bob.click(post, label="Leave")).ephemeral
    assert await members(world) == 0
    assert (await world.bob.click(post, label="Leave")).ephemeral


async def test_who_should_not_is_answered_to_the_one_who_asks(world: World) -> None:
    post = await admins.made(world, admins.admin(world))
    shown = sound(await world.alice.click(post, label="Who should not"))
    assert shown.ephemeral
    assert "You have heart failure." in said(shown)
    assert "call your local emergency number" in said(await world.alice.click(post, label="Too much?"))


async def test_joining_a_schedule_that_is_gone_is_answered(world: World) -> None:
    post = await admins.made(world, admins.admin(world))
    asked = await world.alice.click(post, label="Join")
    await world.bot.schedules.stop(world.guild.id, (await admins.only(world)).reminder.id)
    await world.restart()
    gone = await world.bob.click(post, label="Join")
    assert "This reminder is gone" in everything(gone)
    assert "This reminder is gone" in everything(await world.bob.click(post, label="Leave"))
    assert "This reminder is gone" in everything(await world.alice.click(asked.response, label=MAY))


async def test_seventeen_reminders_to_drink_a_day_cannot_be_joined_together(world: World) -> None:
    admin = admins.admin(world)
    first = await admins.made(world, admin)
    shown = await admins.choose(admin, await admins.setup(world, admin), "How often", "60")
    await admin.click(shown.response, label=admins.SAVE)
    second = world.channel.history()[-1]
    await world.bot.reminders.answer_fluids(world.alice.id, may=True)
    await world.alice.click(second, label="Join")
    refused = await world.alice.click(first, label="Join")
    assert "16 is the limit" in everything(refused)
    assert "then press **Join** again" in everything(refused)
    (joined,) = await world.bot.schedules.joined(world.alice.id)
    assert joined.reminder.id == (await admins.schedules(world))[1].reminder.id


async def test_a_member_presses_nothing_of_the_admins_under_a_post(world: World) -> None:
    post = await admins.made(world, admins.admin(world))
    assert labels(post) == ["Join", "Leave", "Who should not", "Too much?"]


async def test_a_member_who_erases_everything_or_may_not_drink_is_not_mentioned_again(world: World) -> None:
    await admins.made(world, admins.admin(world), Kind.HYDRATE)
    number = (await admins.only(world)).reminder.id
    for person in (world.alice, world.bob):
        await world.bot.reminders.answer_fluids(person.id, may=True)
        await world.bot.schedules.join(person.id, number)
    async with delivering(world) as delivery:
        await delivery.until(berlin("01 09:01"))
        post = world.channel.history()[-1]
        assert texts(post).startswith(f"<@{world.alice.id}> <@{world.bob.id}>\n")
        await world.bot.reminders.erase(world.alice.id)
        await delivery.until(berlin("01 11:01"))
        post = world.channel.history()[-1]
        assert texts(post).startswith(f"<@{world.bob.id}>\n")
        assert str(world.alice.id) not in texts(post)
        *_, body = world.requests("POST", f"/channels/{world.channel.id}/messages")
        assert [int(one) for one in body["allowed_mentions"]["users"]] == [world.bob.id]
        await world.bot.reminders.answer_fluids(world.bob.id, may=False)
        await delivery.until(berlin("01 13:01"))
        assert world.channel.history()[-1].id == post.id, "nobody is left, so nothing is posted"
