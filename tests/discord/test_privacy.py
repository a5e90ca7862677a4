"""`/privacy`: everything stored about the one who asks, in words and as a file, and its erasure."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.app import Parts
from bot.discord_app.layout import layout
from bot.reminders.drafts import Draft
from bot.reminders.models import Kind, Occurrence, Reminder, State, Tallied
from bot.reminders.planner import monday
from bot.replies import privacy
from bot.replies.about import about_page
from bot.replies.page import Heading, Page, Paragraph
from bot.replies.reminding import own_buttons
from bot.replies.sketch import DEFAULTS
from tests.discord import admins, raw
from tests.discord.admins import sound
from tests.discord.conftest import World, labels, said

NOTHING = "Nothing is stored about you."


async def fill(world: World) -> int:
    """Store everything that can be about Alice, and return her reminder."""
    reminders, person = world.bot.reminders, world.alice.id
    await reminders.set_zone(person, "Asia/Tokyo")
    await reminders.set_zone(person, admins.ZONE)
    await reminders.answer_fluids(person, may=True)
    await reminders.remember_dm(person, 4242)
    made = await reminders.add(person, Draft(kind=Kind.HYDRATE, rule=DEFAULTS[Kind.HYDRATE].rule(admins.ZONE)))
    await reminders.set_summary(person, on=True)
    await count_one(world, person, made.reminder)
    await reminders.snooze(person, made.reminder.id, timedelta(minutes=10))
    post = await admins.made(world, admins.admin(world), Kind.STRETCH)
    await world.alice.click(post, label="Join")
    return made.reminder.id


async def count_one(world: World, person: int, reminder: Reminder) -> None:
    """Let a reminder have come and been done, as the summary counts it."""
    async with world.store.writing() as tx:
        due = world.env.now()
        sent = await tx.add_occurrence(
            Occurrence(reminder=reminder.id, due=due, state=State.SENT, ended=due, message=1, tries=1)
        )
        assert sent is not None
        await tx.tally(person, monday(due, reminder.rule.zone), reminder.kind, came=1)
        await tx.mark_tallied(sent, Tallied.CAME)
    await world.bot.reminders.done(person, reminder.id, sent)


async def exported(result: Any) -> dict[str, Any]:
    """Return what is in the file of an answer."""
    (file,) = result.response.attachments
    assert file.filename == "charley-data.json"
    return json.loads(await file.read())


async def test_of_who_asked_for_nothing_nothing_is_stored(world: World) -> None:
    shown = sound(await world.alice.slash(world.channel, "privacy show"))
    assert shown.ephemeral
    assert NOTHING in said(shown)
    assert "Your questions, your messages" in said(shown)
    assert labels(shown.response) == []
    assert NOTHING in said(await world.alice.slash(world.channel, "privacy export"))
    await world.alice.slash(world.channel, "ask", question="my chest hurts")
    await world.alice.send(world.channel, f"{world.mention} my calf cramps")
    assert NOTHING in said(await world.alice.slash(world.channel, "privacy show"))


async def test_show_says_all_of_it_in_words(world: World) -> None:
    await fill(world)
    told = said(sound(await world.alice.slash(world.channel, "privacy show")))
    for words in (
        "**Time zone**: Europe/Berlin.",
        "**Quiet hours**: from 22:00 to 08:00.",
        "you may get reminders to drink. You answered on",
        "**Weekly summary**: on. I keep counts of 1 week.",
        "I know their channel.",
        "when you last changed the time zone",
        "Drink every 2 hours from 09:00 to 21:00, every day (Europe/Berlin), in direct messages: next <t:",
        "Stretch every hour from 09:00 to 17:00, Monday to Friday (Europe/Berlin), in <#",
        "14 days",
        "30 days",
    ):
        assert words in told


async def test_the_file_holds_everything_that_is_stored(world: World) -> None:
    reminder = await fill(world)
    result = await world.alice.slash(world.channel, "privacy export")
    assert result.ephemeral
    data = await exported(result)
    assert data == await world.bot.reminders.export(world.alice.id)
    assert data["person"] == str(world.alice.id)
    assert data["settings"]["time zone"] == admins.ZONE
    assert data["settings"]["channel of direct messages"] == "4242"
    assert str(reminder) in [one["id"] for one in data["reminders"]]
    assert [one["kind"] for one in data["schedules joined"]] == ["stretch"]
    assert [week["done"] for week in data["weeks"]] == [1]
    assert str(world.bob.id) not in json.dumps(data)


async def test_every_stored_column_about_a_person_is_in_the_file(world: World) -> None:
    await fill(world)
    data = json.dumps(await exported(await world.alice.slash(world.channel, "privacy export")))
    person = await world.bot.reminders.person(world.alice.id)
    assert person.barrier is not None
    for value in (person.zone, person.fluids, str(person.fluids_on), str(person.dm), person.barrier.isoformat()[:16]):
        assert str(value) in data


async def test_deletion_is_asked_about_and_then_immediate_and_complete(world: World) -> None:
    reminder = await fill(world)
    await world.bot.reminders.answer_fluids(world.bob.id, may=True)
    asked = sound(await world.alice.slash(world.channel, "privacy delete"))
    assert asked.ephemeral
    assert await world.bot.reminders.export(world.alice.id)
    kept = await world.alice.click(asked.response, label="Keep it")
    assert said(kept).startswith("## What I store about you\n")
    assert await world.bot.reminders.export(world.alice.id)
    asked = await world.alice.click(kept.response, label="Delete everything")
    await world.restart()
    done = sound(await world.alice.click(asked.response, label="Yes, delete everything"))
    assert said(done).startswith("## Deleted\n")
    assert "30 days" in said(done)
    assert await world.bot.reminders.export(world.alice.id) == {}
    assert await world.bot.schedules.count_members((await admins.only(world)).reminder.id) == 0
    async with world.store.reading() as seen:
        assert await seen.person(world.alice.id) is None
        assert await seen.reminder(reminder) is None
        assert await seen.reminders_of(world.alice.id) == []
        assert await seen.weeks(world.alice.id) == []
        assert await seen.planned(reminder) is None
        assert await seen.snoozed(reminder) is None
    assert await world.bot.reminders.export(world.bob.id) != {}
    assert NOTHING in said(await world.alice.slash(world.channel, "privacy show"))


async def test_the_export_button_gives_the_file_and_leaves_the_page(world: World) -> None:
    await fill(world)
    shown = await world.alice.slash(world.channel, "privacy show")
    result = await world.alice.click(shown.response, label="Export as a file")
    assert await exported(result) == await world.bot.reminders.export(world.alice.id)
    assert result.response.id != shown.response.id


@pytest.mark.parametrize("label", ("Done", "Snooze", "Pause", "Stop"))
async def test_the_buttons_of_an_erased_reminder_say_that_it_is_gone(world: World, label: str) -> None:
    reminder = await fill(world)
    page = Page((Heading("A moment to drink?", 2), Paragraph("-")), buttons=own_buttons(Kind.HYDRATE, reminder, 1))
    post = await world.post(view=layout(page, {}))
    await world.bot.reminders.erase(world.alice.id)
    await world.restart()
    result = await world.alice.click(post, label=label)
    told = [said(result)] if result.response is not None else []
    assert any("This reminder is gone" in one for one in [*told, *(more.content for more in result.followups)])


PLACES = [raw.Place(raw.WITH_BOT), raw.Place(), raw.Place(raw.SERVER, guild=999_999_999_999_999_999)]


@pytest.mark.parametrize("place", PLACES, ids=["own direct messages", "private channel", "foreign server"])
@pytest.mark.parametrize("name", ("show", "export", "delete"))
async def test_it_works_wherever_charley_is_used(world: World, name: str, place: raw.Place) -> None:
    await world.bot.reminders.set_zone(world.alice.id, admins.ZONE)
    known = world.env.backend.find_command("privacy", None)
    data = {"id": known["id"], "name": "privacy", "type": 1, "options": [{"name": name, "type": 1, "options": []}]}
    result = await raw.send(world, raw.COMMAND, data, place)
    assert result.ephemeral is (place.context != raw.WITH_BOT)
    words = {"show": "Europe/Berlin", "export": "This file holds everything", "delete": "Delete everything about you?"}
    assert words[name] in said(result)


async def test_the_page_holds_the_most_that_can_be_stored(world: World) -> None:
    reminders, person = world.bot.reminders, world.alice.id
    await reminders.set_zone(person, "America/Argentina/ComodRivadavia")
    for minute in range(10):
        rule = DEFAULTS[Kind.STRETCH].rule("America/Argentina/ComodRivadavia")
        times = tuple(rule.hours[0].replace(hour=hour, minute=minute) for hour in range(9, 17))  # pyright: ignore[reportOptionalSubscript] - the default has hours
        await reminders.add(person, Draft(kind=Kind.STRETCH, rule=replace(rule, times=times, every=None, hours=None)))
    told = said(sound(await world.alice.slash(world.channel, "privacy show")))
    assert "more. The file holds them all." in told
    assert len(told) < 4_000


def test_about_tells_of_storing_as_the_page_does(parts: Parts) -> None:
    told = about_page(parts.content, "1").text()
    assert "No question is stored or logged." in told
    assert "30 days after I am removed" in told
    assert "`/privacy show`" in told


def test_no_button_of_the_page_is_for_somebody_else(parts: Parts) -> None:
    names = [button.args for page in (privacy.delete_page(), privacy.deleted_page()) for button in page.buttons]
    assert names == [("delete",), ("show",)]
