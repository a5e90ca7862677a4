"""Setting up a reminder: the question of safety, the time zone, the panel, and the first direct message."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from bot.discord_app.reminding import forms
from bot.reminders.drafts import Draft
from bot.reminders.models import Fluids, Kind, Reason
from bot.reminders.quiet import Quiet
from bot.reminders.texts import Variant
from bot.replies.sketch import DEFAULTS, packed
from tests.discord import bodies, raw
from tests.discord.conftest import World, labels, said, texts
from tests.discord.reminding import BERLIN, PROMPT, choose, menus, options, place_them, set_up, shown
from tests.replies.reminder_pages import SKETCHES


async def stretch_panel(world: World) -> Any:
    return await world.alice.slash(world.channel, "remind stretch", zone=BERLIN)


async def stored(world: World) -> list[Any]:
    return [one.reminder for one in await world.bot.reminders.listed(world.alice.id)]


async def test_one_press_on_save_is_enough(world: World) -> None:
    panel = await stretch_panel(world)
    assert panel.ephemeral
    assert said(panel).startswith("## Reminders to stretch\n")
    assert said(panel).count(":F>") == 3, "the next three, each in the reader's own clock"
    saved = await world.alice.click(panel.response, label="Save")
    assert saved.response.id == panel.response.id
    assert said(saved).startswith("## Saved\n")
    (one,) = await stored(world)
    assert (one.kind, one.rule, one.channel) == (Kind.STRETCH, DEFAULTS[Kind.STRETCH].rule(BERLIN), None)
    (first,) = world.dm(world.alice)
    assert texts(first).startswith("## Your reminders will come here\n")
    person = await world.bot.reminders.person(world.alice.id)
    assert person.dm == world.alice.user.dm_channel.id


async def test_nothing_is_stored_before_save_but_the_place_asked_for(world: World) -> None:
    panel = await stretch_panel(world)
    cancelled = await world.alice.click(panel.response, label="Cancel")
    assert said(cancelled).startswith("## Nothing was changed\n")
    assert await stored(world) == []
    assert world.dm(world.alice) == []


async def test_the_same_reminder_saved_twice_is_one(world: World) -> None:
    panel, other = await stretch_panel(world), await stretch_panel(world)
    await world.alice.click(panel.response, label="Save")
    saved = await world.alice.click(other.response, label="Save")
    assert said(saved).startswith("## Saved\n")
    assert len(await stored(world)) == 1
    assert len(world.dm(world.alice)) == 1


@pytest.mark.parametrize("reason", (Reason.ASKED, Reason.CLOSED))
async def test_one_that_is_paused_runs_again_when_it_is_set_up_once_more(world: World, reason: Reason) -> None:
    panel = await stretch_panel(world)
    await world.alice.click(panel.response, label="Save")
    (one,) = await stored(world)
    async with world.store.writing() as tx:
        await tx.unplan(one.id)
        await tx.save_reminder(replace(one, reason=reason))
    panel = await stretch_panel(world)
    saved = await world.alice.click(panel.response, label="Save")
    assert "The next one comes <t:" in said(saved)
    assert [(kept.id, kept.reason) for kept in await stored(world)] == [(one.id, None)]
    assert len(world.dm(world.alice)) == (2 if reason is Reason.CLOSED else 1)


async def test_without_a_zone_the_places_of_the_locale_are_offered_first(world: World) -> None:
    asked = await world.alice.slash(world.channel, "remind stretch")
    assert said(asked).startswith("## Where are you?\n")
    offered = options(asked.response, "Choose a place with your clock")
    assert next(iter(offered)).startswith("New York, United States"), "the simulated locale is en-US"
    panel = await choose(world.alice, asked.response, "Choose a place with your clock", next(iter(offered)))
    assert said(panel).startswith("## Reminders to stretch\n")
    assert (await world.bot.reminders.person(world.alice.id)).zone == "America/New_York"
    again = await world.alice.slash(world.channel, "remind stretch")
    assert said(again).startswith("## Reminders to stretch\n"), "it is asked once"


@pytest.mark.parametrize(
    ("typed", "start"),
    (("berlin", "## Reminders to stretch\n"), ("Germany", ""), ("qqqqqq", "## Where are you?\n"), ("USA", "## Where")),
)
async def test_a_place_is_typed(world: World, typed: str, start: str) -> None:
    asked = await world.alice.slash(world.channel, "remind stretch")
    form = await world.alice.click(asked.response, label="Type another place")
    shown_page = await world.alice.submit_modal(form, {"place": typed})
    assert said(shown_page).startswith(start or "## ")
    if typed == "qqqqqq":
        assert "I do not know “qqqqqq”" in said(shown_page)
        assert "Type another place" in labels(shown_page.response)


async def test_a_place_in_the_command_that_is_none_is_asked_for(world: World) -> None:
    asked = await world.alice.slash(world.channel, "remind stretch", zone="United States")
    assert said(asked).startswith("## Where are you?\n")
    assert options(asked.response, "Choose a place with your clock")


async def test_places_are_offered_while_one_is_typed(world: World) -> None:
    offered = await world.alice.autocomplete(world.channel, "remind hydrate", "zone", "toky")
    assert [choice["value"] for choice in offered] == ["Asia/Tokyo"]
    assert all(len(choice["name"]) <= 100 for choice in offered)


async def test_the_question_of_safety_comes_first_and_no_leads_on(world: World) -> None:
    asked = await world.alice.slash(world.channel, "remind hydrate", zone=BERLIN)
    sheets = world.parts.content.reminders
    assert said(asked).startswith(f"## {sheets.sheet('hydrate-question').title}\n")
    for line in sheets.lines("hydrate-question"):
        assert line.text in said(asked)
    panel = await world.alice.click(asked.response, label="None of these fits me")
    assert said(panel).startswith("## Reminders to drink\n")
    saved = await world.alice.click(panel.response, label="Save")
    assert said(saved).startswith("## Saved\n")
    person = await world.bot.reminders.person(world.alice.id)
    assert (person.fluids, person.fluids_on) == (Fluids.MAY, world.env.now().date())
    (one,) = await stored(world)
    assert one.rule == DEFAULTS[Kind.HYDRATE].rule(BERLIN)


@pytest.mark.parametrize("label", ("Yes, one fits me", "I am not sure"))
async def test_yes_and_unsure_get_kind_words_and_stretching_instead(world: World, label: str) -> None:
    asked = await world.alice.slash(world.channel, "remind hydrate", zone=BERLIN)
    kind = await world.alice.click(asked.response, label=label)
    sheet = world.parts.content.reminders.sheet("hydrate-no")
    assert said(kind).startswith(f"## {sheet.title}\n")
    assert all(line.text in said(kind) for line in sheet.lines)
    assert (await world.bot.reminders.person(world.alice.id)).fluids is Fluids.MAY_NOT
    later = await world.alice.slash(world.channel, "remind hydrate")
    assert said(later) == said(kind), "nothing else is offered until it is answered again"
    panel = await world.alice.click(later.response, label="Set up stretching")
    assert said(panel).startswith("## Reminders to stretch\n")


async def test_the_question_can_be_answered_again(world: World) -> None:
    asked = await world.alice.slash(world.channel, "remind hydrate", zone=BERLIN)
    kind = await world.alice.click(asked.response, label="I am not sure")
    again = await world.alice.click(kind.response, label="Answer again")
    panel = await world.alice.click(again.response, label="None of these fits me")
    assert said(panel).startswith("## Reminders to drink\n")


async def test_every_choice_of_the_panel_is_taken_over_and_nothing_chosen_before_is_lost(world: World) -> None:
    panel = (await stretch_panel(world)).response
    for prompt, chosen in (
        ("How often", ("Every 1½ hours",)),
        ("Between which hours", ("From 10:00 to 22:00",)),
        ("On which days", ("Monday", "Wednesday", "Saturday")),
        ("Which stretches", ("Sitting stretches only",)),
    ):
        result = await choose(world.alice, panel, prompt, *chosen)
        assert result.response.id == panel.id
        panel = result.response
        assert shown(panel, prompt) == list(chosen)
    end = next(label for label in options(panel, "Until when") if label.startswith("For 2 weeks"))
    panel = (await choose(world.alice, panel, "Until when", end)).response
    await world.alice.click(panel, label="Save")
    (one,) = await stored(world)
    rule = one.rule
    assert (rule.every, rule.hours) == (timedelta(minutes=90), (time(10), time(22)))
    assert rule.weekdays == {0, 2, 5}
    assert rule.until == world.env.now().date() + timedelta(weeks=2)
    assert one.variant is Variant.SEATED


async def test_times_of_day_are_typed_and_take_the_place_of_the_interval(world: World) -> None:
    panel = (await stretch_panel(world)).response
    form = await world.alice.click(panel, label="Type times of day")
    timed = await world.alice.submit_modal(form, {"times": "9, 13:30, 5pm"})
    assert timed.response.id == panel.id
    assert shown(timed.response, "How often") == ["At 09:00, 13:30 and 17:00"]
    await world.alice.click(timed.response, label="Save")
    (one,) = await stored(world)
    assert one.rule.times == (time(9), time(13, 30), time(17))


async def test_what_cannot_be_read_is_told_in_the_panel_and_nothing_is_lost(world: World) -> None:
    panel = (await stretch_panel(world)).response
    panel = (await choose(world.alice, panel, "Which stretches", "Standing stretches only")).response
    form = await world.alice.click(panel, label="Type times of day")
    told = await world.alice.submit_modal(form, {"times": "9, 25:00, soon"})
    assert "25:00 is no time" in said(told)
    assert "Soon is no time" in said(told)
    assert shown(told.response, "Which stretches") == ["Standing stretches only"]
    assert "Save" in labels(told.response)


async def test_other_hours_are_typed(world: World) -> None:
    panel = (await stretch_panel(world)).response
    form = await world.alice.click(panel, label="Type other hours")
    typed = await world.alice.submit_modal(form, {"start": "20:15", "end": "1am"})
    assert shown(typed.response, "Between which hours") == ["From 20:15 to 01:00 on the next day"]
    form = await world.alice.click(typed.response, label="Type other hours")
    told = await world.alice.submit_modal(form, {"start": "9, 10", "end": "11"})
    assert "One time is enough for the start" in said(told)


async def test_a_panel_that_is_all_in_quiet_hours_says_so_and_cannot_be_saved(world: World) -> None:
    await place_them(world, world.alice)
    await world.bot.reminders.set_quiet(world.alice.id, Quiet(time(8), time(23)))
    panel = await world.alice.slash(world.channel, "remind stretch")
    assert "quiet hours" in said(panel)
    assert "Save" not in labels(panel.response)
    form = await world.alice.click(panel.response, label="Type times of day")
    mended = await world.alice.submit_modal(form, {"times": "23:30"})
    assert "Save" in labels(mended.response)


async def test_hours_that_end_where_they_begin_are_a_fault_in_the_panel(world: World) -> None:
    panel = await stretch_panel(world)
    form = await world.alice.click(panel.response, label="Type other hours")
    told = await world.alice.submit_modal(form, {"start": "9", "end": "9"})
    assert "### Please change this first" in said(told)
    assert "Save" not in labels(told.response)


@pytest.mark.parametrize(
    ("status", "code", "what"),
    ((403, 50007, "Privacy Settings"), (403, 50278, "no server in common"), (400, 40003, "ten minutes")),
)
async def test_closed_direct_messages_are_told_on_the_spot_and_nothing_is_saved(
    world: World, status: int, code: int, what: str
) -> None:
    panel = await stretch_panel(world)
    world.env.inject_error("POST", "/channels/*/messages", status=status, code=code)
    told = await world.alice.click(panel.response, label="Save")
    assert told.response.id == panel.response.id
    assert what in said(told)
    assert await stored(world) == []
    assert (await world.bot.reminders.person(world.alice.id)).dm is None
    saved = await world.alice.click(told.response, label="Save")
    assert said(saved).startswith("## Saved\n"), "the same panel saves once they are open"
    assert len(await stored(world)) == 1


async def test_nobody_posts_where_they_are_not_or_learns_what_is_allowed_there(world: World) -> None:
    await world.bot.schedules.set_channels(world.guild.id, frozenset({world.channel.id}))
    await world.bot.schedules.set_personal(world.guild.id, on=True)
    await place_them(world, world.alice)
    told = []
    for channel in (world.channel.id, world.channel.id - 1_000_000):
        sketch = packed(replace(DEFAULTS[Kind.STRETCH], channel=channel))
        shown = await raw.send(world, raw.FORM, raw.form(f"c1:form:rtimes:{sketch}", times="9"), raw.Place())
        assert "This server does not allow personal reminders here." in said(shown)
        assert "Save" not in labels(shown.response)
        told.append(said(shown).replace(str(channel), "there"))
    assert told[0] == told[1]


async def test_a_channel_is_offered_only_where_the_server_allows_it(world: World) -> None:
    panel = await stretch_panel(world)
    assert "Where" not in menus(panel.response)
    await world.bot.schedules.set_channels(world.guild.id, frozenset({world.channel.id}))
    await world.bot.schedules.set_personal(world.guild.id, on=True)
    panel = await stretch_panel(world)
    here = await choose(world.alice, panel.response, "Where", "In this channel, for all to see")
    await world.alice.click(here.response, label="Save")
    (one,) = await stored(world)
    assert one.channel == world.channel.id
    assert world.dm(world.alice) == [], "nobody is written to who did not ask for it"


async def test_a_panel_goes_on_after_a_restart(world: World) -> None:
    panel = (await stretch_panel(world)).response
    panel = (await choose(world.alice, panel, "How often", "Every 2 hours")).response
    await world.restart()
    panel = (await choose(world.alice, panel, "On which days", "Sunday")).response
    await world.alice.click(panel, label="Save")
    (one,) = await stored(world)
    assert (one.rule.every, one.rule.weekdays) == (timedelta(hours=2), {6})


async def test_the_limits_are_told_in_the_panel(world: World) -> None:
    for _ in range(10):
        await set_up(world, Kind.STRETCH)
    panel = await stretch_panel(world)
    assert "You have 10 reminders, and 10 is the limit." in said(panel)
    drink = await world.alice.slash(world.channel, "remind hydrate")
    assert "10 is the limit" in said(drink)


async def test_in_direct_messages_the_panel_stands_there(world: World) -> None:
    await world.alice.send_dm("hello")
    panel = await world.alice.user.slash("remind stretch", zone=BERLIN)
    saved = await world.alice.user.click(panel.response, label="Save")
    assert said(saved).startswith("## Saved\n")
    assert len(await stored(world)) == 1


async def test_a_failure_of_discord_s_is_told_in_the_panel_and_nothing_is_saved(world: World) -> None:
    panel = await stretch_panel(world)
    for _ in range(5):
        world.env.inject_error("POST", "/channels/*/messages", status=502)
    told = await world.alice.click(panel.response, label="Save")
    assert "Discord did not answer, so nothing was saved." in said(told)
    assert await stored(world) == []


async def test_a_refusal_that_nobody_knows_is_told_with_an_id(world: World) -> None:
    world.expected_errors = 1
    panel = await stretch_panel(world)
    world.env.inject_error("POST", "/channels/*/messages", status=400, code=50035)
    told = await world.alice.click(panel.response, label="Save")
    assert f"error `{world.errors()[0]['id']}`" in texts(told.followups[0])
    assert await stored(world) == []


async def test_an_answer_given_meanwhile_counts_when_an_open_panel_is_saved(world: World) -> None:
    await place_them(world, world.alice)
    panel = await world.alice.slash(world.channel, "remind hydrate")
    await world.bot.reminders.answer_fluids(world.alice.id, may=False)
    told = await world.alice.click(panel.response, label="Save")
    assert said(told).startswith("## No reminders to drink for you, for now\n")
    assert await stored(world) == []


async def test_a_limit_reached_meanwhile_is_told_in_the_panel(world: World) -> None:
    panel = await stretch_panel(world)
    rule = DEFAULTS[Kind.STRETCH].rule("UTC")
    for _ in range(10):
        await world.bot.reminders.add(world.alice.id, Draft(kind=Kind.STRETCH, rule=rule))
    told = await world.alice.click(panel.response, label="Save")
    assert "10 is the limit" in said(told)
    assert "Save" not in labels(told.response)
    assert len(await stored(world)) == 10


async def test_a_reminder_that_is_stopped_while_its_panel_is_open_is_gone(world: World) -> None:
    one = await set_up(world, Kind.STRETCH)
    panel = await world.alice.slash(world.channel, "remind list")
    page = await choose(world.alice, panel.response, PROMPT, *options(panel.response, PROMPT))
    edit = await world.alice.click(page.response, label="Edit")
    await world.bot.reminders.stop(world.alice.id, one.reminder.id)
    told = await world.alice.click(edit.response, label="Save")
    assert texts(told.followups[0]).startswith("This reminder is gone")
    assert await stored(world) == [], "it does not come back"


async def test_a_reminder_is_moved_to_direct_messages_only_if_they_arrive(world: World) -> None:
    await world.bot.schedules.set_channels(world.guild.id, frozenset({world.channel.id}))
    await world.bot.schedules.set_personal(world.guild.id, on=True)
    await place_them(world, world.alice)
    draft = Draft(kind=Kind.STRETCH, rule=DEFAULTS[Kind.STRETCH].rule(BERLIN), channel=world.channel.id)
    await world.bot.reminders.add(world.alice.id, draft, world.guild.id)
    panel = await world.alice.slash(world.channel, "remind list")
    page = await choose(world.alice, panel.response, PROMPT, *options(panel.response, PROMPT))
    edit = await world.alice.click(page.response, label="Edit")
    moved = await choose(world.alice, edit.response, "Where", "In direct messages")
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    refused = await world.alice.click(moved.response, label="Save")
    assert "Privacy Settings" in said(refused)
    (one,) = await stored(world)
    assert one.channel == world.channel.id, "it stays where it was"
    await world.alice.click(refused.response, label="Save")
    (one,) = await stored(world)
    assert one.channel is None


async def test_what_asks_the_store_is_deferred_at_once_and_stays_private(world: World) -> None:
    for command in ("remind hydrate", "remind stretch", "remind list", "remind settings"):
        await world.alice.slash(world.channel, command)
    deferred = world.requests("POST", "/callback")
    assert [(body["type"], body["data"]["flags"] & 64) for body in deferred] == [(5, 64)] * 4


async def test_every_form_fits_with_the_longest_sketch() -> None:
    text = packed(SKETCHES["longest"])
    made = [
        forms.times_form(SKETCHES["longest"]),
        forms.hours_form(SKETCHES["longest"]),
        forms.zone_form(text),
        forms.quiet_form(),
    ]
    for form in made:
        assert form.is_finished(), "the library would remember it"
        assert bodies.faults("POST", "/interactions/1/x/callback", {"type": bodies.MODAL, "data": form.to_dict()}) == []
