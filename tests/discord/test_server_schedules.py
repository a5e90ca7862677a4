"""`/server schedule`: what an admin sets up, and what is told before anything is stored."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import discord
import pytest

from bot.discord_app.answering import OLD
from bot.discord_app.server_commands import NO_ZONE
from bot.reminders.models import Kind
from bot.reminders.texts import Variant
from tests.discord import admins
from tests.discord.admins import NO_SEEING, NO_SENDING, SAVE, everything
from tests.discord.conftest import World, buttons, labels, said, texts


async def test_the_panel_says_what_is_to_come_before_anything_is_stored(world: World) -> None:
    admin = admins.admin(world)
    shown = await admin.slash(world.channel, "server schedule", kind="hydrate", zone=admins.ZONE)
    assert shown.ephemeral
    assert SAVE not in labels(admins.sound(shown).response)
    shown = admins.sound(await admin.click(shown.response, label=admins.ALLOW))
    assert "Every 2 hours from 09:00 to 21:00, every day" in said(shown)
    assert said(shown).count(":F>, <t:") == 3
    assert "Not if you were told to limit fluids." in said(shown)
    assert await admins.schedules(world) == []
    assert len(world.channel.history()) == 0


async def test_save_stores_it_and_posts_what_will_come_with_join(world: World) -> None:
    admin = admins.admin(world)
    shown = await admins.setup(world, admin)
    done = admins.sound(await admin.click(shown.response, label=SAVE))
    assert done.response.id == shown.response.id
    assert said(done).startswith("## Saved\n")
    one = await admins.only(world)
    assert (one.reminder.kind, one.reminder.channel, one.reminder.rule.zone) == (
        Kind.HYDRATE,
        world.channel.id,
        admins.ZONE,
    )
    (post,) = world.channel.history()
    assert "every 2 hours from 09:00 to 21:00" in texts(post)
    assert "by the clock of Berlin, Germany." in texts(post)
    assert "**Not if you were told to limit fluids.**" in texts(post)
    assert labels(post) == ["Join", "Leave", "Who should not", "Too much?"]
    names = [button["custom_id"] for button in buttons(post)[:2]]
    assert names == [f"c1:rjoin:{one.reminder.id}:0", f"c1:rleave:{one.reminder.id}:0"]
    async with world.store.reading() as seen:
        assert [kept.message for kept in await seen.posts(one.reminder.id)] == [post.id], "its first post replaces it"


async def test_a_second_press_on_save_changes_nothing(world: World) -> None:
    admin = admins.admin(world)
    shown = await admins.setup(world, admin)
    name = next(button["custom_id"] for button in buttons(shown.response) if button["label"] == SAVE)
    again = await admins.setup(world, admin)
    await admin.click(shown.response, custom_id=name)
    done = await admin.click(again.response, custom_id=name)
    assert said(done).startswith("## Saved\n")
    await admins.only(world)
    assert len(world.channel.history()) == 1


async def test_one_that_is_paused_runs_again_when_it_is_set_up_once_more(world: World) -> None:
    who = admins.admin(world)
    await admins.made(world, who, Kind.STRETCH)
    number = (await admins.only(world)).reminder.id
    await world.bot.schedules.pause(world.guild.id, number)
    await admins.made(world, who, Kind.STRETCH)
    one = await admins.only(world)
    assert (one.reminder.id, one.reminder.reason) == (number, None)
    assert one.next is not None


async def test_every_menu_changes_the_sketch_even_after_a_restart(world: World) -> None:
    admin = admins.admin(world)
    other = world.guild.create_text_channel("stretch")
    shown = await admins.setup(world, admin, Kind.STRETCH)
    for prompt, values, words in (
        ("How often", ("90",), "Every 1½ hours"),
        ("Between which hours", ("10:00-22:00",), "from 10:00 to 22:00"),
        ("On which days", ("0", "2"), "on Monday and Wednesday"),
        ("Which stretches", ("seated",), "on Monday and Wednesday"),
        ("Until when", ("w1",), "until "),
        ("In which channel", (other,), f"in <#{other.id}>"),
    ):
        await world.restart()
        shown = admins.sound(await admins.choose(admin, shown, prompt, *values))
        assert words in said(shown)
    shown = await admin.click(shown.response, label=admins.ALLOW)
    await admin.click(shown.response, label=SAVE)
    reminder = (await admins.only(world)).reminder
    assert (reminder.kind, reminder.variant, reminder.channel) == (Kind.STRETCH, Variant.SEATED, other.id)
    rule = reminder.rule
    assert (rule.every, rule.hours, rule.weekdays) == (timedelta(minutes=90), (time(10), time(22)), {0, 2})
    assert rule.until is not None
    assert "Reminders to stretch" in texts(other.history()[-1])


async def test_times_of_day_are_typed_in_a_form_and_every_fault_is_told(world: World) -> None:
    admin = admins.admin(world)
    shown = await admins.setup(world, admin)
    form = await admin.click(shown.response, label="Type times of day")
    wrong = await admin.submit_modal(form, {"times": "25, half past, 9"})
    assert wrong.ephemeral
    assert "25 is no time" in said(wrong)
    assert "Half is no time" in said(wrong)
    form = await admin.click(shown.response, label="Type times of day")
    await world.restart()
    shown = admins.sound(await admin.submit_modal(form, {"times": "9, 13:30, 5pm"}))
    assert "At 09:00, 13:30 and 17:00, every day" in said(shown)
    await admin.click(shown.response, label=SAVE)
    assert (await admins.only(world)).reminder.rule.times == (time(9), time(13, 30), time(17))


async def test_too_many_reminders_to_drink_cannot_be_saved(world: World) -> None:
    admin = admins.admin(world)
    shown = await admins.choose(admin, await admins.setup(world, admin), "How often", "30")
    assert "Please change this first" in said(admins.sound(shown))
    assert "16 is the limit" in said(shown)
    assert SAVE not in labels(shown.response)


async def test_a_sixth_schedule_is_refused(world: World) -> None:
    admin = admins.admin(world)
    for every in ("60", "120", "180", "240", "300"):
        shown = await admins.choose(admin, await admins.setup(world, admin, Kind.STRETCH), "How often", every)
        await admin.click(shown.response, label=SAVE)
    assert len(await admins.schedules(world)) == 5
    shown = await admins.choose(admin, await admins.setup(world, admin, Kind.STRETCH), "How often", "360")
    assert "This server has 5 schedules, and 5 is the limit." in said(shown)
    assert SAVE not in labels(shown.response)
    listed = admins.sound(await admin.slash(world.channel, "server list"))
    assert all(f"- **{place}. Stretch every" in said(listed) for place in range(1, 6))


@pytest.mark.parametrize(
    ("overwrite", "words"), ((NO_SENDING, "**Send Messages**"), (NO_SEEING, "**View Channel**")), ids=["50013", "50001"]
)
async def test_where_charley_may_not_post_nothing_is_stored_and_it_says_what_to_do(
    world: World, overwrite: Any, words: str
) -> None:
    admin = admins.admin(world)
    closed = world.guild.create_text_channel("closed", overwrites={world.bot.user: overwrite})
    shown = await admins.choose(admin, await admins.setup(world, admin), "In which channel", closed)
    shown = await admin.click(shown.response, label=admins.ALLOW)
    shown = admins.sound(await admin.click(shown.response, label=SAVE))
    assert "### Nothing was saved" in said(shown)
    assert words in said(shown)
    assert await admins.schedules(world) == []
    shown = await admins.choose(admin, shown, "In which channel", world.channel)
    await admin.click(shown.response, label=SAVE)
    assert (await admins.only(world)).reminder.channel == world.channel.id


@pytest.mark.parametrize("lost", (None, ConnectionResetError, TimeoutError), ids=["500", "reset", "slow"])
async def test_when_discord_does_not_answer_nothing_is_stored(
    world: World, lost: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = admins.admin(world)
    shown = await admins.setup(world, admin)
    request = world.bot.http.request

    async def broken(route: Any, **more: Any) -> Any:
        if not route.path.endswith("/messages"):
            return await request(route, **more)
        if lost is None:
            raise discord.DiscordServerError(Answer(), {"code": 0, "message": "oh"})  # pyright: ignore[reportArgumentType] - what the library reads of it
        raise lost

    monkeypatch.setattr(world.bot.http, "request", broken)
    shown = admins.sound(await admin.click(shown.response, label=SAVE))
    monkeypatch.undo()
    assert "Discord did not answer" in said(shown)
    assert await admins.schedules(world) == []
    await admin.click(shown.response, label=SAVE)
    await admins.only(world)


class Answer:
    status, reason = 500, "Internal Server Error"


async def test_a_sketch_that_no_panel_offers_is_answered(world: World) -> None:
    admin = admins.admin(world)
    shown = await admins.setup(world, admin)
    message = world.env.backend.get_message(world.channel.id, shown.response.id)
    name = next(button["custom_id"] for button in buttons(shown.response) if button["label"] == SAVE)
    admins.swap(message.components, name, "c1:vsave:0")
    assert OLD in everything(await admin.click(shown.response, label=SAVE))


async def test_without_a_zone_the_admin_s_own_is_taken_and_else_asked_for(world: World) -> None:
    admin = admins.admin(world)
    for options in ({}, {"zone": "somewhere"}, {"zone": "America"}):
        shown = await admin.slash(world.channel, "server schedule", kind="stretch", **options)
        assert NO_ZONE in everything(shown)
    await world.bot.reminders.set_zone(admin.id, "Asia/Tokyo")
    shown = await admin.slash(world.channel, "server schedule", kind="stretch")
    assert "Tokyo" in said(shown)
    shown = await admin.slash(world.channel, "server schedule", kind="stretch", zone="Vienna")
    assert "Vienna" in said(shown)


async def test_zones_are_offered_while_typing(world: World) -> None:
    admin = admins.admin(world)
    offered = await admin.autocomplete(world.channel, "server schedule", "zone", "vien", kind="stretch")
    values = [choice["value"] for choice in getattr(offered, "autocomplete_choices", offered)]
    assert values[0] == "Europe/Vienna"


async def test_no_more_channels_are_allowed_than_the_settings_can_show(world: World) -> None:
    admin = admins.admin(world)
    there = [world.guild.create_text_channel(f"room-{number}").id for number in range(25)]
    await world.env.settle()
    await world.bot.schedules.set_channels(world.guild.id, frozenset(there))
    shown = await admin.slash(world.channel, "server schedule", kind="stretch", zone=admins.ZONE)
    refused = await admin.click(shown.response, label=admins.ALLOW)
    assert "in 25 channels already" in everything(refused)
    world.env.backend.delete_channel(there[0])
    await world.env.settle()
    shown = await admin.click(shown.response, label=admins.ALLOW)
    assert SAVE in labels(shown.response)
    admins.sound(await admin.slash(world.channel, "server settings"))


async def test_where_no_reminder_can_be_posted_a_channel_is_chosen(world: World) -> None:
    admin = admins.admin(world)
    voice = world.guild.create_voice_channel("voice")
    shown = admins.sound(await admin.slash(voice, "server schedule", kind="stretch", zone=admins.ZONE))
    assert "in no channel yet" in said(shown)
    assert SAVE not in labels(shown.response)
    shown = await admins.choose(admin, shown, "In which channel", world.channel)
    shown = await admin.click(shown.response, label=admins.ALLOW)
    assert SAVE in labels(shown.response)
