"""The buttons under a reminder and under a schedule's post: for their owner, after a restart, and when all is gone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from discord import SelectOption, ui

from bot.discord_app.messenger import occurrences_in
from bot.reminders.drafts import Draft
from bot.reminders.models import Fluids, Kind, Reason, Week
from bot.replies.sketch import DEFAULTS, packed
from tests.discord.conftest import World, labels, said, texts
from tests.discord.reminding import BERLIN, OCCURRENCE, choose, deliver, options, place_them, set_up

GONE = "This reminder is gone, or it is somebody else's."


async def reminded(world: World, kind: Kind = Kind.HYDRATE) -> tuple[Any, int]:
    """Return a reminder's message in alice's direct messages, and its id."""
    one = await set_up(world, kind)
    return await deliver(world, one.reminder), one.reminder.id


async def test_a_reminder_has_its_text_its_line_of_safety_and_its_buttons(world: World) -> None:
    message, _ = await reminded(world)
    assert "**Not if you were told to limit fluids.**" in texts(message)
    assert labels(message) == ["Done", "Snooze", "Pause", "Stop", "Who should not", "Too much?"]
    channel = world.bot.get_partial_messageable(world.alice.user.dm_channel.id)
    fetched = await channel.fetch_message(message.id)
    assert occurrences_in(fetched.components) == {OCCURRENCE}, "the engine finds it in the channel"


async def test_done_is_noted_on_the_message_and_stop_stays_in_reach(world: World) -> None:
    message, _ = await reminded(world)
    before = texts(message)
    done = await world.alice.user.click(message, label="Done")
    assert done.response.id == message.id
    assert said(done).startswith(before)
    assert "**Done** at <t:" in said(done)
    assert labels(done.response) == ["Stop", "Who should not", "Too much?"]


@pytest.mark.parametrize("minutes", (10, 30, 60))
async def test_snooze_brings_it_once_more(world: World, minutes: int) -> None:
    message, reminder = await reminded(world)
    asked = await world.alice.user.click(message, label="Snooze")
    assert asked.response.id == message.id
    assert said(asked) == texts(message), "the text stays"
    assert "Who should not" in labels(asked.response), "and whom it is not for"
    snoozed = await world.alice.user.click(asked.response, label=f"{minutes} minutes")
    assert "Snoozed. It comes again at <t:" in said(snoozed)
    async with world.store.reading() as seen:
        again = await seen.snoozed(reminder)
    assert again is not None
    assert timedelta() <= again.due - (world.env.now() + timedelta(minutes=minutes)) < timedelta(minutes=1)


async def test_back_gives_the_buttons_back(world: World) -> None:
    message, _ = await reminded(world)
    before = labels(message)
    for label in ("Snooze", "Pause"):
        asked = await world.alice.user.click(message, label=label)
        assert labels(asked.response) != before
        back = await world.alice.user.click(asked.response, label="Back")
        assert (said(back), labels(back.response)) == (texts(message), before)


async def test_pause_for_an_hour_and_resume(world: World) -> None:
    message, reminder = await reminded(world)
    asked = await world.alice.user.click(message, label="Pause")
    assert "Who should not" in labels(asked.response)
    paused = await world.alice.user.click(asked.response, label="For 1 hour")
    one = (await world.bot.reminders.get(world.alice.id, reminder)).reminder
    assert one.reason is Reason.ASKED
    assert one.until is not None
    assert abs(one.until - world.env.now() - timedelta(hours=1)) < timedelta(minutes=1)
    assert "Paused until <t:" in said(paused)
    resumed = await world.alice.user.click(paused.response, label="Resume")
    assert "It runs again." in said(resumed)
    assert "Paused" not in said(resumed), "one note at a time"
    assert (await world.bot.reminders.get(world.alice.id, reminder)).reminder.reason is None


async def test_pause_for_today_ends_at_midnight_where_the_person_is(world: World) -> None:
    message, reminder = await reminded(world)
    await world.bot.reminders.set_zone(world.alice.id, "Pacific/Auckland")
    asked = await world.alice.user.click(message, label="Pause")
    await world.alice.user.click(asked.response, label="For today")
    until = (await world.bot.reminders.get(world.alice.id, reminder)).reminder.until
    assert until is not None
    local = until.astimezone(ZoneInfo("Pacific/Auckland"))
    assert (local.hour, local.minute) == (0, 0)
    assert timedelta() < until - world.env.now() <= timedelta(days=1)


async def test_pause_until_a_day_or_until_resumed(world: World) -> None:
    message, reminder = await reminded(world)
    asked = await world.alice.user.click(message, label="Pause")
    await choose(world.alice.user, asked.response, "Until a day", "Until I resume it")
    one = (await world.bot.reminders.get(world.alice.id, reminder)).reminder
    assert (one.reason, one.until) == (Reason.ASKED, None)


async def test_a_day_that_has_come_is_no_pause(world: World) -> None:
    message, reminder = await reminded(world)
    asked = await world.alice.user.click(message, label="Pause")
    await world.env.advance_time(3 * 86_400)
    first = next(iter(options(asked.response, "Until a day")))
    told = await choose(world.alice.user, asked.response, "Until a day", first)
    assert texts(told.followups[0]).startswith("This day has come already.")
    assert (await world.bot.reminders.get(world.alice.id, reminder)).reminder.reason is None


async def test_stop_removes_at_once_and_says_how_to_begin_again(world: World) -> None:
    message, _ = await reminded(world)
    stopped = await world.alice.user.click(message, label="Stop")
    assert stopped.response.id == message.id
    assert "**Stopped.** This reminder is stopped and deleted." in said(stopped)
    assert await world.bot.reminders.listed(world.alice.id) == []
    panel = await world.alice.user.click(stopped.response, label="Set up: drink")
    assert panel.response.id != message.id
    assert said(panel).startswith("## Reminders to drink\n")


@pytest.mark.parametrize("label", ("Done", "Snooze", "Pause", "Stop"))
async def test_after_a_restart_and_years_later_every_button_works(world: World, label: str) -> None:
    message, _ = await reminded(world)
    await world.restart()
    result = await world.alice.user.click(message, label=label)
    assert result.response.id == message.id
    assert labels(result.response) != labels(message) or said(result) != texts(message)


@pytest.mark.parametrize("label", ("Done", "Snooze", "Pause", "Stop"))
async def test_a_reminder_that_is_gone_says_so(world: World, label: str) -> None:
    message, reminder = await reminded(world)
    await world.bot.reminders.stop(world.alice.id, reminder)
    before = texts(message)
    result = await world.alice.user.click(message, label=label)
    assert [texts(one) for one in result.followups] == [f"{GONE} You can set up your own with `/remind`."]
    assert texts(message) == before


@pytest.mark.parametrize("label", ("Done", "Snooze", "Pause", "Stop"))
async def test_in_a_channel_only_the_owner_s_presses_count(world: World, label: str) -> None:
    await world.bot.schedules.set_channels(world.guild.id, frozenset({world.channel.id}))
    await world.bot.schedules.set_personal(world.guild.id, on=True)
    await place_them(world, world.alice)
    draft = Draft(kind=Kind.STRETCH, rule=DEFAULTS[Kind.STRETCH].rule(BERLIN), channel=world.channel.id)
    one = await world.bot.reminders.add(world.alice.id, draft, world.guild.id)
    message = await deliver(world, one.reminder, world.channel.id, mentions=(world.alice.id,))
    assert texts(message).startswith(f"<@{world.alice.id}>\n")
    before = texts(message)
    result = await world.bob.click(message, label=label)
    (told,) = result.followups or [result.response]
    assert texts(told).startswith(GONE)
    assert told.ephemeral
    assert texts(world.channel.last_message) == before
    assert await world.bot.reminders.listed(world.alice.id) != []


@pytest.mark.parametrize(
    "name",
    (
        "rdone:{}:777", "rsnooze:{}:777", "rsnoozefor:{}:777:10", "rpause:{}:777", "rpausefor:{}:777:hour",
        "rpausefor:{}:0:today", "rresume:{}:0", "rback:{}:777", "rstop:{}:0", "redit:{}",
    ),
)  # fmt: skip
async def test_no_press_reaches_a_reminder_of_somebody_else(world: World, name: str) -> None:
    one = await set_up(world, Kind.STRETCH)
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("forged"))
    view.add_item(ui.ActionRow(ui.Button(label="Forged", custom_id="c1:" + name.format(one.reminder.id))))
    view.stop()
    message = await world.post(view=view)
    result = await world.bob.click(message, label="Forged")
    (told,) = result.followups or [result.response]
    assert texts(told).startswith(GONE)
    assert await world.bot.reminders.listed(world.alice.id) == [one]


async def test_in_a_channel_choices_are_shown_to_the_owner_alone(world: World) -> None:
    await world.bot.schedules.set_channels(world.guild.id, frozenset({world.channel.id}))
    await world.bot.schedules.set_personal(world.guild.id, on=True)
    await place_them(world, world.alice)
    draft = Draft(kind=Kind.STRETCH, rule=DEFAULTS[Kind.STRETCH].rule(BERLIN), channel=world.channel.id)
    one = await world.bot.reminders.add(world.alice.id, draft, world.guild.id)
    message = await deliver(world, one.reminder, world.channel.id, mentions=(world.alice.id,))
    asked = await world.alice.click(message, label="Snooze")
    assert asked.ephemeral
    snoozed = await world.alice.click(asked.response, label="10 minutes")
    assert "Snoozed." in said(snoozed)
    asked = await world.alice.click(message, label="Pause")
    assert asked.ephemeral
    paused = await world.alice.click(asked.response, label="For 1 hour")
    assert "Paused until" in said(paused)
    done = await world.alice.click(message, label="Done")
    assert "**Done**" in said(done)
    assert done.response.id == message.id


@pytest.mark.parametrize(
    ("kind", "label", "sheet"),
    (
        (Kind.HYDRATE, "Who should not", "hydrate-who"),
        (Kind.HYDRATE, "Too much?", "too-much"),
        (Kind.STRETCH, "When not to", "stretch-when"),
        (Kind.STRETCH, "Who should ask first", "stretch-who"),
    ),
)
async def test_whom_it_is_not_for_is_one_click_away(world: World, kind: Kind, label: str, sheet: str) -> None:
    message, _ = await reminded(world, kind)
    result = await world.alice.user.click(message, label=label)
    assert result.response.id != message.id
    assert all(line.text in said(result) for line in world.parts.content.reminders.lines(sheet))


async def schedule(world: World, kind: Kind) -> Any:
    """Return the post of a schedule, and its id."""
    await world.bot.schedules.set_channels(world.guild.id, frozenset({world.channel.id}))
    draft = Draft(kind=kind, rule=DEFAULTS[kind].rule(BERLIN), channel=world.channel.id)
    one = await world.bot.schedules.add(world.guild.id, draft)
    return await deliver(world, one.reminder, world.channel.id), one.reminder.id


async def test_join_and_leave_a_schedule(world: World) -> None:
    post, number = await schedule(world, Kind.STRETCH)
    assert labels(post)[:2] == ["Join", "Leave"]
    joined = await world.bob.click(post, label="Join")
    assert joined.ephemeral
    assert said(joined).startswith("## You have joined\n")
    async with world.store.reading() as seen:
        assert await seen.members(number) == [world.bob.id]
    left = await world.bob.click(post, label="Leave")
    assert "You have left." in said(left)
    again = await world.bob.click(post, label="Leave")
    assert "You had not joined" in said(again)


async def test_joining_to_drink_asks_the_same_question_first(world: World) -> None:
    post, number = await schedule(world, Kind.HYDRATE)
    assert "**Not if you were told to limit fluids.**" in texts(post)
    assert "Who should not" in labels(post)
    asked = await world.bob.click(post, label="Join")
    assert asked.ephemeral
    assert said(asked).startswith("## Before your first reminder to drink\n")
    no = await world.bob.click(asked.response, label="Yes, one fits me")
    assert (await world.bot.reminders.person(world.bob.id)).fluids is Fluids.MAY_NOT
    refused = await world.bob.click(post, label="Join")
    assert said(refused) == said(no)
    again = await world.bob.click(refused.response, label="Answer again")
    joined = await world.bob.click(again.response, label="None of these fits me")
    assert said(joined).startswith("## You have joined\n")
    async with world.store.reading() as seen:
        assert await seen.members(number) == [world.bob.id]


async def test_a_schedule_that_is_gone_says_so(world: World) -> None:
    post, number = await schedule(world, Kind.STRETCH)
    await world.bot.schedules.stop(world.guild.id, number)
    result = await world.bob.click(post, label="Join")
    (told,) = result.followups or [result.response]
    assert texts(told).startswith(GONE)


async def test_the_weekly_summary_counts_and_is_stopped_by_its_button(world: World) -> None:
    await place_them(world, world.alice)
    await world.bot.reminders.set_summary(world.alice.id, on=True)
    async with world.store.reading() as seen:
        (one,) = [one for one in await seen.reminders_of(world.alice.id) if one.kind is Kind.SUMMARY]
    weeks = (Week(person=world.alice.id, monday=date(2026, 11, 16), kind=Kind.HYDRATE, came=10, done=4),)
    message = await deliver(world, one, weeks=weeks)
    assert "**Drink**: 10 came, 4 done." in texts(message)
    stopped = await world.alice.user.click(message, label="Stop these summaries")
    assert "stopped" in said(stopped)
    assert not await world.bot.reminders.has_summary(world.alice.id)


@pytest.mark.parametrize(
    "name",
    (
        "c1:rsave:0",
        "c1:rset:often:0",
        "c1:rtype:times:0",
        "c1:rfluids:no:0",
        "c1:rfluids:no:.x",
        "c1:rsheet:no-such-page",
        "c1:rsheet:about",
    ),
)
async def test_what_an_older_charley_left_is_told_to_be_old(world: World, name: str) -> None:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("an old panel"))
    view.add_item(ui.ActionRow(ui.Button(label="Old", custom_id=name)))
    view.stop()
    message = await world.post(view=view)
    result = await world.alice.click(message, label="Old")
    (told,) = result.followups or [result.response]
    assert "from an older Charley" in texts(told)
    person = await world.bot.reminders.person(world.alice.id)
    assert (person.fluids, person.zone) == (None, None), "nothing is kept of it"


@pytest.mark.parametrize(
    ("name", "value"),
    (("c1:rpauseuntil:{}:0", "someday"), ("c1:rquiet", "night"), ("c1:ropen", "x"), ("c1:rset:often:{sketch}", "soon")),
)
async def test_a_choice_that_no_menu_of_this_version_offers_is_told_to_be_old(
    world: World, name: str, value: str
) -> None:
    one = await set_up(world, Kind.STRETCH)
    name = name.format(one.reminder.id, sketch=packed(DEFAULTS[Kind.STRETCH]))
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("an old page"))
    view.add_item(ui.ActionRow(ui.Select(custom_id=name, options=[SelectOption(label="Old", value=value)])))
    view.stop()
    message = await world.post(view=view)
    result = await world.alice.select(message, [value], custom_id=name)
    (told,) = result.followups or [result.response]
    assert "from an older Charley" in texts(told)
    assert [kept.reminder for kept in await world.bot.reminders.listed(world.alice.id)] == [one.reminder]
