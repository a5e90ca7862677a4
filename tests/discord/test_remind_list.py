"""`/remind list` and `/remind settings`: what is set up, and everything that can be done about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from bot.reminders.drafts import Draft
from bot.reminders.models import Fluids, Kind, Reason
from bot.reminders.quiet import Quiet
from bot.replies.rule_words import REASONS
from bot.replies.sketch import DEFAULTS
from tests.discord.conftest import World, said, texts
from tests.discord.reminding import BERLIN, PROMPT, choose, options, place_them, set_up
from tests.replies.reminder_pages import LONGEST_RULE


async def listed(world: World) -> Any:
    return await world.alice.slash(world.channel, "remind list")


async def opened(world: World) -> Any:
    """Return the page of alice's first reminder."""
    page = (await listed(world)).response
    return await choose(world.alice, page, PROMPT, next(iter(options(page, PROMPT))))


async def test_an_empty_list_offers_to_begin(world: World) -> None:
    page = await listed(world)
    assert page.ephemeral
    assert "You have none." in said(page)
    panel = await world.alice.click(page.response, label="New: stretch")
    assert said(panel).startswith("## Where are you?\n")


async def test_the_list_tells_rule_place_and_next_time_of_each(world: World) -> None:
    await set_up(world, Kind.HYDRATE)
    await set_up(world, Kind.STRETCH)
    text = said(await listed(world))
    assert "1. Drink every 2 hours from 09:00 to 21:00, every day, in direct messages.** Next: <t:" in text
    assert "2. Stretch every hour from 09:00 to 17:00, Monday to Friday, in direct messages.** Next: <t:" in text


async def test_only_one_s_own_are_listed(world: World) -> None:
    await set_up(world, Kind.STRETCH, world.bob)
    assert "You have none." in said(await listed(world))


async def test_edit_opens_the_panel_with_what_is_set_and_saving_changes_it(world: World) -> None:
    one = await set_up(world, Kind.STRETCH)
    panel = await world.alice.click((await opened(world)).response, label="Edit")
    assert said(panel).startswith("## Change: reminders to stretch\n")
    panel = await choose(world.alice, panel.response, "How often", "Every 3 hours")
    before = len(world.dm(world.alice))
    saved = await world.alice.click(panel.response, label="Save")
    assert said(saved).startswith("## Saved\n")
    (changed,) = await world.bot.reminders.listed(world.alice.id)
    assert (changed.reminder.id, changed.reminder.rule.every) == (one.reminder.id, timedelta(hours=3))
    assert len(world.dm(world.alice)) == before, "where it comes is known"


async def test_pause_resume_and_stop_from_the_list(world: World) -> None:
    await set_up(world, Kind.STRETCH)
    asked = await world.alice.click((await opened(world)).response, label="Pause")
    paused = await choose(world.alice, asked.response, "Until a day", "Until I resume it")
    assert "Paused. You paused it." in said(paused)
    assert "Paused. You paused it." in said(await listed(world))
    resumed = await world.alice.click(paused.response, label="Resume")
    assert "It runs again." in said(resumed)
    stopped = await world.alice.click(resumed.response, label="Stop")
    assert said(stopped).startswith("## Stopped\n")
    assert await world.bot.reminders.listed(world.alice.id) == []


async def test_back_from_pausing_and_back_to_the_list(world: World) -> None:
    await set_up(world, Kind.STRETCH)
    page = await opened(world)
    asked = await world.alice.click(page.response, label="Pause")
    back = await world.alice.click(asked.response, label="Back")
    assert said(back) == said(page)
    again = await world.alice.click(back.response, label="Back to the list")
    assert said(again) == said(await listed(world))


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not Reason.ASKED])
async def test_why_a_reminder_is_paused_is_told_with_what_to_do(world: World, reason: Reason) -> None:
    one = await set_up(world, Kind.STRETCH)
    async with world.store.writing() as tx:
        await tx.unplan(one.reminder.id)
        await tx.save_reminder(replace(one.reminder, reason=reason))
    told, _, _ = REASONS[reason].partition("`")  # Discord shows a command as a link
    assert told in said(await listed(world))


async def test_schedules_joined_are_listed_and_left(world: World) -> None:
    await world.bot.schedules.set_channels(world.guild.id, frozenset({world.channel.id}))
    draft = Draft(kind=Kind.STRETCH, rule=DEFAULTS[Kind.STRETCH].rule(BERLIN), channel=world.channel.id)
    number = (await world.bot.schedules.add(world.guild.id, draft)).reminder.id
    await world.bot.schedules.join(world.alice.id, number)
    assert f"in <#{world.channel.id}>" in said(await listed(world))
    async with world.store.writing() as tx:
        await tx.save_reminder(
            replace((await world.bot.schedules.get(world.guild.id, number)).reminder, reason=Reason.GONE)
        )
    told = said(await listed(world))
    assert "Paused. An admin of its server can resume it." in told
    assert "Edit" not in told, "a member cannot"
    left = await world.alice.click((await opened(world)).response, label="Leave")
    assert "You have left." in said(left)
    async with world.store.reading() as seen:
        assert await seen.members(number) == []


async def test_a_reminder_stopped_meanwhile_is_gone_from_its_page_too(world: World) -> None:
    one = await set_up(world, Kind.STRETCH)
    page = await opened(world)
    await world.bot.reminders.stop(world.alice.id, one.reminder.id)
    for label in ("Edit", "Pause", "Stop"):
        result = await world.alice.click(page.response, label=label)
        assert "This reminder is gone" in str([texts(one) for one in result.followups])


async def test_settings_tell_what_is_set(world: World) -> None:
    page = await world.alice.slash(world.channel, "remind settings")
    assert page.ephemeral
    for text in ("not set yet", "from 22:00 to 08:00", "**Weekly summary**: off", "you have not been asked yet"):
        assert text in said(page)
    await place_them(world, world.alice)
    page = await world.alice.slash(world.channel, "remind settings")
    assert "Berlin, Germany" in said(page)
    assert "yes, you may get them. You answered on" in said(page)


async def test_quiet_hours_are_chosen_typed_and_switched_off(world: World) -> None:
    page = await world.alice.slash(world.channel, "remind settings")
    chosen = await choose(world.alice, page.response, "Quiet hours", "Quiet from 23:00 to 07:00")
    assert (await world.bot.reminders.person(world.alice.id)).quiet == Quiet(time(23), time(7))
    form = await world.alice.click(chosen.response, label="Type other quiet hours")
    typed = await world.alice.submit_modal(form, {"start": "20:30", "end": "6"})
    assert "from 20:30 to 06:00" in said(typed)
    assert (await world.bot.reminders.person(world.alice.id)).quiet == Quiet(time(20, 30), time(6))
    off = await choose(world.alice, typed.response, "Quiet hours", "No quiet hours")
    assert "**Quiet hours**: off.\n" in said(off)
    assert (await world.bot.reminders.person(world.alice.id)).quiet is None


@pytest.mark.parametrize(
    ("start", "end", "told"),
    (("soon", "7", "Soon is no time"), ("7", "7", "choose two different times"), ("7, 8", "9", "One time is enough")),
)
async def test_quiet_hours_that_cannot_be_read_are_told_and_nothing_changes(
    world: World, start: str, end: str, told: str
) -> None:
    page = await world.alice.slash(world.channel, "remind settings")
    form = await world.alice.click(page.response, label="Type other quiet hours")
    typed = await world.alice.submit_modal(form, {"start": start, "end": end})
    assert told in said(typed)
    assert (await world.bot.reminders.person(world.alice.id)).quiet == Quiet(time(22), time(8))


async def test_the_summary_is_switched_on_and_off_and_needs_a_zone(world: World) -> None:
    page = await world.alice.slash(world.channel, "remind settings")
    refused = await world.alice.click(page.response, label="Turn the summary on")
    assert "time zone first" in str([texts(one) for one in refused.followups])
    await place_them(world, world.alice)
    on = await world.alice.click(page.response, label="Turn the summary on")
    assert "**Weekly summary**: on" in said(on)
    off = await world.alice.click(on.response, label="Turn the summary off")
    assert "**Weekly summary**: off" in said(off)
    assert not await world.bot.reminders.has_summary(world.alice.id)


async def test_the_zone_is_changed_and_reminders_keep_their_wall_times(world: World) -> None:
    await set_up(world, Kind.STRETCH)
    page = await world.alice.slash(world.channel, "remind settings")
    asked = await world.alice.click(page.response, label="Change time zone")
    form = await world.alice.click(asked.response, label="Type another place")
    moved = await world.alice.submit_modal(form, {"place": "Tokyo"})
    assert "Tokyo, Japan" in said(moved)
    (one,) = await world.bot.reminders.listed(world.alice.id)
    assert (one.reminder.rule.zone, one.reminder.rule.hours) == ("Asia/Tokyo", (time(9), time(17)))


async def test_the_question_on_fluids_is_answered_again_and_a_yes_stops_reminders_to_drink(world: World) -> None:
    await set_up(world, Kind.HYDRATE)
    page = await world.alice.slash(world.channel, "remind settings")
    asked = await world.alice.click(page.response, label="Answer the question on fluids")
    no = await world.alice.click(asked.response, label="Yes, one fits me")
    assert "Stopped with your answer: 1." in said(no)
    assert await world.bot.reminders.listed(world.alice.id) == []
    again = await world.alice.click(no.response, label="Answer again")
    back = await world.alice.click(again.response, label="None of these fits me")
    assert said(back).startswith("## Settings of your reminders\n")
    assert (await world.bot.reminders.person(world.alice.id)).fluids is Fluids.MAY


async def test_list_and_settings_lead_to_each_other(world: World) -> None:
    await set_up(world, Kind.STRETCH)
    page = await listed(world)
    settings = await world.alice.click(page.response, label="Settings")
    assert said(settings).startswith("## Settings of your reminders\n")
    back = await world.alice.click(settings.response, label="My reminders")
    assert said(back) == said(page)
    assert back.response.id == page.response.id


async def test_a_long_list_is_turned_page_by_page(world: World) -> None:
    await place_them(world, world.alice)
    for _ in range(10):
        await world.bot.reminders.add(world.alice.id, Draft(kind=Kind.STRETCH, rule=LONGEST_RULE))
    first = await listed(world)
    before = list(options(first.response, PROMPT))
    second = await world.alice.click(first.response, label="Next page")
    offered = [*before, *options(second.response, PROMPT)]
    assert [int(label.partition(".")[0]) for label in offered] == list(range(1, 11))
