"""`/server list`: the schedules of a server, and what an admin changes about one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.reminders.models import Kind, Reason
from tests.discord import admins
from tests.discord.admins import NO_SENDING, SAVE, everything
from tests.discord.conftest import World, said, texts


async def test_the_list_shows_rule_place_members_and_the_next_time(world: World) -> None:
    admin = admins.admin(world)
    shown = admins.sound(await admin.slash(world.channel, "server list"))
    assert "There are none." in said(shown)
    await admins.made(world, admin, Kind.STRETCH)
    one = await admins.only(world)
    for person in (world.alice, world.bob):
        await world.bot.schedules.join(person.id, one.reminder.id)
    shown = admins.sound(await admin.slash(world.channel, "server list"))
    assert shown.ephemeral
    assert one.next is not None
    for words in (
        "Stretch every hour from 09:00 to 17:00, Monday to Friday (Europe/Berlin)",
        f"<#{world.channel.id}>",
        "Joined: 2.",
        f"<t:{int(one.next.timestamp())}:F>",
        "1 of at most 5",
    ):
        assert words in said(shown)


async def test_a_schedule_is_paused_resumed_and_stopped_from_the_list(world: World) -> None:
    admin = admins.admin(world)
    post = await admins.made(world, admin, Kind.STRETCH)
    await world.alice.click(post, label="Join")
    shown = admins.sound(await admins.opened(world, admin))
    shown = admins.sound(await admin.click(shown.response, label="Pause"))
    assert "Paused. An admin paused it." in said(shown)
    assert (await admins.only(world)).reminder.reason is Reason.ASKED
    await world.restart()
    shown = await admin.click(shown.response, label="Resume")
    assert (await admins.only(world)).reminder.reason is None
    shown = admins.sound(await admin.click(shown.response, label="Stop"))
    assert "Joined: 1." in said(shown)
    kept = await admin.click(shown.response, label="Keep it")
    assert len(await admins.schedules(world)) == 1
    shown = await admin.click(kept.response, label="Stop")
    shown = await admin.click(shown.response, label="Stop and delete")
    assert "It is stopped and deleted." in said(shown)
    assert await admins.schedules(world) == []


async def test_an_edited_schedule_keeps_its_members_and_tells_the_channel(world: World) -> None:
    admin = admins.admin(world)
    post = await admins.made(world, admin, Kind.STRETCH)
    await world.alice.click(post, label="Join")
    shown = await admin.click((await admins.opened(world, admin)).response, label="Edit")
    assert "## Change: reminders to stretch" in said(admins.sound(shown))
    shown = await admins.choose(admin, shown, "How often", "120")
    done = await admin.click(shown.response, label=SAVE)
    assert "what has changed" in said(done)
    assert (await admins.only(world)).reminder.rule.every == timedelta(hours=2)
    assert await world.bot.schedules.count_members((await admins.only(world)).reminder.id) == 1
    told = texts(world.channel.history()[-1])
    assert told.startswith("## Changed: reminders to stretch in this channel\n")
    assert "every 2 hours" in told


async def test_a_change_that_the_channel_cannot_be_told_is_not_made(world: World) -> None:
    admin = admins.admin(world)
    await admins.made(world, admin, Kind.STRETCH)
    before = await admins.only(world)
    closed = world.guild.create_text_channel("closed", overwrites={world.bot.user: NO_SENDING})
    shown = await admin.click((await admins.opened(world, admin)).response, label="Edit")
    shown = await admins.choose(admin, shown, "In which channel", closed)
    shown = await admin.click(shown.response, label=admins.ALLOW)
    shown = await admin.click(shown.response, label=SAVE)
    assert "### Nothing was saved" in said(shown)
    assert await admins.only(world) == before


@pytest.mark.parametrize("label", ("Edit", "Pause", "Stop"))
async def test_what_is_done_about_a_schedule_that_is_gone_is_answered(world: World, label: str) -> None:
    admin = admins.admin(world)
    await admins.made(world, admin)
    shown = await admins.opened(world, admin)
    await world.bot.schedules.stop(world.guild.id, (await admins.only(world)).reminder.id)
    assert "This reminder is gone" in everything(await admin.click(shown.response, label=label))


async def test_a_panel_of_a_schedule_that_is_gone_saves_nothing(world: World) -> None:
    admin = admins.admin(world)
    await admins.made(world, admin)
    shown = await admin.click((await admins.opened(world, admin)).response, label="Edit")
    await world.bot.schedules.stop(world.guild.id, (await admins.only(world)).reminder.id)
    assert "The schedule that you wanted to change is gone." in said(await admin.click(shown.response, label=SAVE))
    assert await admins.schedules(world) == []
    assert len(world.channel.history()) == 1


async def test_a_schedule_of_another_server_is_as_if_it_were_gone(world: World) -> None:
    admin = admins.admin(world)
    await admins.made(world, admin)
    mine = (await admins.only(world)).reminder.id
    second = world.env.create_guild("Another one")
    role = second.create_role("admins", permissions=admins.MANAGE)
    channel = second.create_text_channel("talk")
    dave = second.add_member(world.env.create_user("dave"), roles=[role])
    await world.env.settle()
    await world.bot.schedules.set_channels(second.id, frozenset({channel.id}))
    shown = await dave.slash(channel, "server schedule", kind="stretch", zone=admins.ZONE)
    await dave.click(shown.response, label=SAVE)
    (other,) = await world.bot.schedules.schedules(second.id)
    listed = await dave.slash(channel, "server list")
    one = await admins.choose(dave, listed, "Choose one to change or stop it", str(other.reminder.id))
    message = world.env.backend.get_message(channel.id, one.response.id)
    admins.swap(message.components, f":{other.reminder.id}", f":{mine}")
    for label in ("Edit", "Pause", "Stop"):
        assert "This reminder is gone" in everything(await dave.click(one.response, label=label))
    assert (await admins.only(world)).reminder.reason is None
