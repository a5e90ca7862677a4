"""Pages on what a person has set up: the list, one reminder, how long to pause it, and the settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from bot.reminders.drafts import Listed
from bot.reminders.models import Fluids, Kind, Person, Reason, Reminder
from bot.reminders.quiet import Quiet
from bot.replies import rule_words as words
from bot.replies.cards import IN_PLACE, LIST_ROOM, page_count, paginate, turn
from bot.replies.page import Action, Block, Bullets, Button, Heading, Option, Page, Paragraph, Select, Weight
from bot.replies.panels import SETTINGS

ON_A_PAGE: Final = 10
"""Reminders on one page of the list."""

PAUSES: Final = (1, 2, 3, 7, 14, 28)
"""Days after which a pause may end."""

OPEN_END: Final = "open"
"""The value that means a pause until the reminder is resumed."""

QUIETS: Final = (
    Quiet(time(21), time(7)),
    Quiet(time(22), time(7)),
    Quiet(time(22), time(8)),
    Quiet(time(23), time(7)),
    Quiet(time(23), time(9)),
    Quiet(time(0), time(8)),
)
"""Quiet hours that the settings offer; others are typed."""

NO_QUIET: Final = "off"
TURN_ON: Final = "Turn the summary on"
JOINED: Final = "s"
"""Stands before the id of a schedule, where a reminder's could stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Hold what the page of settings shows.

    `zone` is the time zone as people read it, None if there is none yet; `paused` says why the summary cannot come.
    """

    person: Person
    zone: str | None
    summary: bool
    paused: Reason | None = None


def list_page(own: Sequence[Listed], joined: Sequence[Listed], number: int) -> Page:
    """Return page *number* (from 1) of a person's reminders and of the schedules they joined."""
    new = (
        Button(Action.START, "New: drink", (Kind.HYDRATE.value,), first=True),
        Button(Action.START, "New: stretch", (Kind.STRETCH.value,)),
        Button(Action.SETTINGS, "Settings"),
    )
    if not own and not joined:
        blocks = (Heading("Your reminders", 2), Paragraph("You have none. Would you like one?"))
        return Page(blocks, buttons=new)
    rows = [*((f"{one.reminder.id}", one) for one in own), *((f"{JOINED}{one.reminder.id}", one) for one in joined)]
    lines = [f"**{place}. {name(one.reminder)}.** {state(one)}" for place, (_, one) in enumerate(rows, 1)]
    pages = paginate(lines, LIST_ROOM)
    here = min(max(number, 1), len(pages))
    before = sum(map(len, pages[: here - 1]))
    options = tuple(
        Option(f"{place}. {_short(one.reminder)}", value)
        for place, (value, one) in enumerate(rows[before : before + len(pages[here - 1])], before + 1)
    )
    blocks = (Heading("Your reminders", 2), Bullets(pages[here - 1]), *page_count(here, len(pages)))
    select = Select(Action.OPEN, "Choose one to change or stop it", options)
    return Page(blocks, buttons=(*turn(Action.LIST, here, len(pages), ()), *new), selects=(select,))


def one_page(one: Listed, note: str = "") -> Page:
    """Return one of a person's own reminders, with what can be done about it; *note* says what was just done."""
    reminder, ids = one.reminder, (str(one.reminder.id), "0")
    blocks: list[Block] = [Heading(name(reminder), 2)]
    if note:
        blocks.append(Paragraph(f"**{note}**"))
    blocks.append(Paragraph(state(one)))
    run = (
        Button(Action.RESUME, "Resume", ids, Weight.MAIN)
        if reminder.reason is not None
        else Button(Action.PAUSE, "Pause", ids)
    )
    buttons = (
        Button(Action.EDIT, "Edit", ids[:1]),
        run,
        Button(Action.STOP, "Stop", ids),
        Button(Action.LIST, "Back to the list", ("1", IN_PLACE)),
    )
    return Page(tuple(blocks), buttons=buttons)


def joined_page(one: Listed) -> Page:
    """Return a schedule that a person has joined, with **Leave**."""
    blocks = (Heading(name(one.reminder), 2), Paragraph(state(one)))
    buttons = (
        Button(Action.LEAVE, "Leave", (str(one.reminder.id), "0")),
        Button(Action.LIST, "Back to the list", ("1", IN_PLACE)),
    )
    return Page(blocks, buttons=buttons)


def stopped_page(reminder: Reminder) -> Page:
    """Return that a reminder is stopped, and how to set it up again."""
    purpose = words.PURPOSE[reminder.kind]
    blocks = (Heading("Stopped", 2), Paragraph(stopped_words(reminder)))
    if reminder.kind is Kind.SUMMARY:
        return Page(blocks, buttons=(Button(Action.SETTINGS, "Settings"), _to_list()))
    return Page(blocks, buttons=(Button(Action.START, f"Set up: {purpose}", (reminder.kind.value,)), _to_list()))


def stopped_words(reminder: Reminder) -> str:
    """Return that a reminder is stopped, and how to set it up again, in a sentence or two."""
    if reminder.kind is Kind.SUMMARY:
        return "This is stopped. What I had counted is deleted. `/remind settings` turns it on again."
    return f"This reminder is stopped and deleted. `/remind {reminder.kind.value}` sets up a new one."


def snooze_page(buttons: tuple[Button, ...]) -> Page:
    """Return the question for how long a reminder is put off."""
    return Page((Heading("Snooze", 2), Paragraph("When shall it come again?")), buttons=buttons)


def pause_page(one: Listed, occurrence: int, today: date) -> Page:
    """Return the question for how long a reminder is paused."""
    blocks = (Heading("Pause", 2), Paragraph(f"{name(one.reminder)}. Until when shall it pause?"))
    buttons, selects = pause_choices(one.reminder.id, occurrence, today)
    return Page(blocks, buttons=buttons, selects=selects)


def pause_choices(reminder: int, occurrence: int, today: date) -> tuple[tuple[Button, ...], tuple[Select, ...]]:
    """Return what offers how long a reminder is paused; *today* is the day of its zone."""
    ids = (str(reminder), str(occurrence))
    days = [(count, today + timedelta(days=count)) for count in PAUSES]
    options = tuple(
        Option(f"Until {words.DAYS[on.weekday()]}, {words.day(on)}", on.isoformat()) for count, on in days if count > 1
    )
    select = Select(Action.PAUSE_UNTIL, "Until a day", (*options, Option("Until I resume it", OPEN_END)), ids)
    buttons = (
        Button(Action.PAUSE_FOR, "For 1 hour", (*ids, "hour")),
        Button(Action.PAUSE_FOR, "For today", (*ids, "today")),
        Button(Action.BACK, "Back", ids),
    )
    return buttons, (select,)


def settings_page(settings: Settings, note: str = "") -> Page:
    """Return a person's settings; *note* says what was just done."""
    person = settings.person
    night = (
        "off."
        if person.quiet is None
        else f"{words.quiet_words(person.quiet)}. Nothing comes in them, except what you snooze."
    )
    blocks: list[Block] = [Heading("Settings of your reminders", 2)]
    if note:
        blocks.append(Paragraph(f"**{note}**"))
    summary = f"**Weekly summary**: {'on' if settings.summary else 'off'}. It tells what came and what was done. I count only while it is on."
    if settings.paused is not None:
        summary = f"**Weekly summary**: on, but paused. {words.REASONS[settings.paused]}"
    lines = (
        f"**Time zone**: {settings.zone or 'not set yet'}",
        f"**Quiet hours**: {night}",
        summary,
        f"**Reminders to drink**: {_fluids(person)}",
    )
    blocks.append(Bullets(lines))
    turn_to, label = ("off", "Turn the summary off") if settings.summary else ("on", TURN_ON)
    again = (Button(Action.SUMMARY, "Resume", ("on",), Weight.MAIN),) if settings.paused is not None else ()
    buttons = (
        *again,
        Button(Action.ZONE, "Change time zone", (SETTINGS,)),
        Button(Action.QUIET_TYPE, "Type other quiet hours"),
        Button(Action.SUMMARY, label, (turn_to,)),
        Button(Action.ASK_FLUIDS, "Answer the question on fluids", (SETTINGS,), first=True),
        _to_list(),
    )
    return Page(tuple(blocks), buttons=buttons, selects=(_quiet_select(person.quiet),))


def quiet_of(value: str) -> Quiet | None:
    """Return the quiet hours of a chosen value, None for off; raise ValueError for a value that is none."""
    if value == NO_QUIET:
        return None
    start, end = value.split("-")
    return Quiet(time.fromisoformat(start), time.fromisoformat(end))


def name(reminder: Reminder) -> str:
    """Return what a reminder is, when and where."""
    rule = words.rule_words(reminder.rule)
    return f"{words.PURPOSE[reminder.kind].capitalize()} {rule}, {words.place(reminder.channel)}"


def state(one: Listed) -> str:
    """Return whether a reminder runs and when it comes next, or why it is paused and what to do.

    Why a server's schedule is paused, and what to do about it, is for its admins.
    """
    reminder = one.reminder
    if reminder.reason is not None and reminder.server is not None:
        return "It has ended." if reminder.reason is Reason.ENDED else "Paused. An admin of its server can resume it."
    if reminder.reason is None:
        return f"Next: {words.moment(one.next)}." if one.next is not None else "It has ended."
    if reminder.until is not None:
        following = f" After that it comes {words.moment(one.next)}." if one.next is not None else ""
        return f"Paused until {words.moment(reminder.until)}.{following}"
    told = "Press **Resume** when you want it again." if reminder.reason is Reason.ASKED else ""
    return f"Paused. {words.REASONS[reminder.reason]} {told}".strip()


def _short(reminder: Reminder) -> str:
    text = f"{words.PURPOSE[reminder.kind].capitalize()} {words.rule_words(reminder.rule)}"
    return text if len(text) <= 90 else f"{text[:89]}…"  # noqa: PLR2004 - room for the number before it


def _fluids(person: Person) -> str:
    on = f" You answered on {words.day(person.fluids_on)}." if person.fluids_on is not None else ""
    match person.fluids:
        case None:
            return "you have not been asked yet."
        case Fluids.MAY:
            return f"yes, you may get them.{on}"
        case Fluids.MAY_NOT:
            return f"no, you get none.{on}"


def _quiet_select(now: Quiet | None) -> Select:
    offered = QUIETS if now is None or now in QUIETS else (now, *QUIETS)
    options = [
        Option(
            f"Quiet {words.quiet_words(quiet)}", f"{words.clock(quiet.start)}-{words.clock(quiet.end)}", quiet == now
        )
        for quiet in offered
    ]  # fmt: skip
    return Select(Action.QUIET, "Quiet hours", (*options, Option("No quiet hours", NO_QUIET, now is None)))


def _to_list() -> Button:
    return Button(Action.LIST, "My reminders", ("1", IN_PLACE))
