"""Pages for the admins of a server: its settings, its schedules, and the panel in which one is set up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from bot.knowledge.loader import Content
from bot.reminders.drafts import Listed
from bot.reminders.models import Reason, Reminder, Server
from bot.replies import panels
from bot.replies import rule_words as words
from bot.replies.page import (
    Action,
    Block,
    Bullets,
    Button,
    ChannelSelect,
    Heading,
    Option,
    Page,
    Paragraph,
    Select,
    Weight,
)
from bot.replies.reminding import line, sheet_buttons
from bot.replies.sketch import Sketch, packed

MOST_CHANNELS: Final = 25
"""Channels that one of Discord's menus can hold."""

REASONS: Final = {
    Reason.ASKED: "An admin paused it.",
    Reason.NO_ACCESS: "I do not see its channel any more. Give me **View Channel** there, and press **Resume**.",
    Reason.NO_PERMISSION: "I may not write in its channel. Give me **Send Messages** there, and press **Resume**.",
    Reason.GONE: "Its channel was deleted. Choose another channel with **Edit**, or stop it.",
    Reason.ARCHIVED: "Its thread is archived. Open the thread again, and press **Resume**.",
    Reason.FORBIDDEN: "Reminders are not allowed in its channel any more. Allow the channel in `/server settings`.",
    Reason.REMOVED: "I had been removed from this server. Press **Resume** to go on.",
    Reason.ENDED: "Its last day is over. Choose a new end with **Edit**, or stop it.",
}
"""Why a schedule is paused, and what an admin can do."""

_OTHER: Final = "Discord refused its last post. Press **Resume** to try again."
_NO_NOTICE: Final = frozenset({None, Reason.ASKED, Reason.ENDED})
"""What an admin knows without being told."""

_LABEL: Final = 90
"""Characters of a menu's line, with room for the number before it."""


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a schedule as the list shows it."""

    listed: Listed
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Hold what the panel of a schedule shows beside its sketch.

    `allowed` says whether reminders may be posted in its channel. Without `dues`, `faults` say what is to be changed;
    `trouble` is what hindered saving, and may be over at the next try.
    """

    zone: str
    today: date
    allowed: bool
    dues: tuple[datetime, ...] = ()
    faults: tuple[str, ...] = ()
    trouble: str = ""


def settings_page(server: Server, channels: Sequence[int], schedules: Sequence[Listed], note: str = "") -> Page:
    """Return the settings of a server. *channels* are those allowed that still are there, *note* what was just done."""
    personal = (
        f"**Reminders of members in these channels**: {_on(server.personal)}. "
        "Only members who set one up get it, and only they are mentioned."
    )
    mentions = (
        f"**Answers when somebody mentions me**: {_on(server.mentions)}. "
        "While they are off, I answer no mention at all, not even one that tells of an emergency."
    )
    where = ", ".join(f"<#{channel}>" for channel in channels) or "none yet"
    blocks: list[Block] = [
        Heading("Settings of this server", 2),
        *_noted(note),
        *notices(schedules),
        Paragraph(f"**Channels where reminders may be posted**: {where}."),
        Bullets((personal, mentions)),
    ]
    menu = ChannelSelect(
        Action.SERVER_CHANNELS, "Channels where reminders may be posted", tuple(channels), (), 0, MOST_CHANNELS
    )
    buttons = (
        _switch("personal", server.personal, "Allow members' reminders", "Stop members' reminders"),
        _switch("mentions", server.mentions, "Answer mentions", "Do not answer mentions"),
        Button(Action.SERVER, "Schedules", ("list",), first=True),
    )
    return Page(tuple(blocks), buttons=buttons, channels=menu)


def list_page(rows: Sequence[Row], most: int, note: str = "") -> Page:
    """Return the schedules of a server, with a menu to change one; *most* is how many it may have."""
    blocks: list[Block] = [
        Heading("Schedules of this server", 2),
        *_noted(note),
        *notices([row.listed for row in rows]),
    ]
    to_settings = Button(Action.SERVER, "Settings", ("settings",))
    if not rows:
        blocks.append(Paragraph("There are none. `/server schedule` sets one up."))
        return Page(tuple(blocks), buttons=(to_settings,))
    blocks.append(Bullets(tuple(f"**{place}. {_described(row)}" for place, row in enumerate(rows, 1))))
    blocks.append(Paragraph(f"-# {len(rows)} of at most {most}. `/server schedule` sets up another one."))
    options = tuple(
        Option(f"{place}. {_short(row.listed.reminder)}", str(row.listed.reminder.id))
        for place, row in enumerate(rows, 1)
    )
    select = Select(Action.SCHEDULE_OPEN, "Choose one to change or stop it", options)
    return Page(tuple(blocks), buttons=(to_settings,), selects=(select,))


def schedule_page(row: Row, note: str = "") -> Page:
    """Return one schedule with what can be done about it."""
    schedule = row.listed.reminder
    name = str(schedule.id)
    run = ("resume", "Resume") if schedule.reason is not None else ("pause", "Pause")
    blocks = (Heading(named(schedule), 2), *_noted(note), Paragraph(f"{state(row.listed)} {_joined(row.members)}"))
    buttons = (
        Button(Action.SCHEDULE, "Edit", ("edit", name)),
        Button(Action.SCHEDULE, run[1], (run[0], name)),
        Button(Action.SCHEDULE, "Stop", ("ask", name)),
        Button(Action.SERVER, "Back to the list", ("list",)),
    )
    return Page(blocks, buttons=buttons)


def stop_page(row: Row) -> Page:
    """Return the question whether a schedule is to be stopped for good."""
    name = str(row.listed.reminder.id)
    blocks = (
        Heading("Stop this schedule?", 2),
        Paragraph(f"{named(row.listed.reminder)}. {_joined(row.members)}"),
        Paragraph("It is deleted for good, and nobody is mentioned any more. **Pause** keeps it."),
    )
    buttons = (
        Button(Action.SCHEDULE, "Stop and delete", ("stop", name), Weight.MAIN),
        Button(Action.SCHEDULE, "Keep it", ("show", name)),
    )
    return Page(blocks, buttons=buttons)


def setup_page(content: Content, sketch: Sketch, beside: Beside) -> Page:
    """Return the panel of a schedule; nothing is stored or posted before **Save** is pressed."""
    title = panels.TITLES[sketch.kind]
    said = words.rule_words(sketch.rule(sketch.zone))
    where = "in no channel yet" if sketch.channel is None else words.place(sketch.channel)
    blocks: list[Block] = [
        Heading(f"{title} for a channel" if sketch.reminder == 0 else f"Change: {title.lower()} for a channel", 2),
        Paragraph(f"{said[:1].upper()}{said[1:]}, {where}. Its clock: {beside.zone}."),
        Paragraph("I mention only the members who press **Join** under it."),
    ]
    if beside.trouble:
        blocks += [Heading("Nothing was saved"), Paragraph(beside.trouble)]
    if beside.faults:
        blocks += [Heading("Please change this first"), Bullets(words.sentences(beside.faults))]
    else:
        dues = tuple(f"{words.moment(due)}, {words.moment(due, 'R')}" for due in beside.dues)
        blocks += [Heading("The next ones"), Bullets(dues)]
    blocks.append(Paragraph(line(content, sketch.kind)))
    text = packed(sketch)
    buttons = [
        Button(Action.SCHEDULE_TYPE, "Type times of day", (text,)),
        Button(Action.SERVER, "Cancel", ("list",)),
    ]
    if not beside.allowed and sketch.channel is not None:
        buttons.insert(0, Button(Action.SCHEDULE_ALLOW, "Allow reminders in this channel", (text,), Weight.MAIN))
    if not beside.faults:
        buttons.insert(0, Button(Action.SCHEDULE_SAVE, "Save and post", (text,), Weight.MAIN))
    place = ChannelSelect(
        Action.SCHEDULE_CHANNEL, "In which channel", () if sketch.channel is None else (sketch.channel,), (text,)
    )
    return Page(
        tuple(blocks),
        buttons=(*buttons, *sheet_buttons(sketch.kind)),
        selects=_choices(content, sketch, beside.today),
        channels=place,
    )


def saved_page(one: Listed, *, changed: bool) -> Page:
    """Return what was saved, and that the channel has been told."""
    schedule = one.reminder
    due = f" The next reminder comes {words.moment(one.next)}." if one.next is not None else ""
    blocks = (
        Heading("Saved", 2),
        Paragraph(f"{named(schedule)}.{due}"),
        Paragraph(
            f"I told <#{schedule.channel}> what {'has changed' if changed else 'will come'}, with a **Join** button. "
            "Nothing is posted while nobody has joined."
        ),
    )
    return Page(blocks, buttons=(Button(Action.SERVER, "Schedules", ("list",)),))


def opening_page(
    content: Content, sketch: Sketch, schedule: int, zone: str, first: datetime | None, *, changed: bool = False
) -> Page:
    """Return the first post of a schedule: what will come, how often and when *first*, for whom it is not, and **Join**."""
    due = f" The next one comes {words.moment(first)}." if first is not None else ""
    purpose = words.PURPOSE[sketch.kind]
    title = f"Reminders to {purpose} in this channel"
    ids = (str(schedule), "0")
    blocks: list[Block] = [
        Heading(f"Changed: {title[:1].lower()}{title[1:]}" if changed else title, 2),
        Paragraph(
            f"I will post a short reminder to {purpose} here {words.rule_words(sketch.rule(sketch.zone))}, "
            f"by the clock of {zone}.{due}"
        ),
        Paragraph(
            "Press **Join** if you want to be mentioned. I mention only who has joined, and post nothing while nobody "
            "has. **Leave** ends it at once."
        ),
        Paragraph(f"**{line(content, sketch.kind)}**"),
    ]
    buttons = (Button(Action.JOIN, "Join", ids, Weight.MAIN), Button(Action.LEAVE, "Leave", ids))
    return Page(tuple(blocks), buttons=(*buttons, *sheet_buttons(sketch.kind)))


def notices(schedules: Iterable[Listed]) -> tuple[Block, ...]:
    """Return what was paused without an admin's doing, why, and what to do; nothing if all is well."""
    told = tuple(f"{named(one.reminder)}: {reason(one.reminder)}" for one in schedules if is_hindered(one.reminder))
    return (Heading("Paused, please look at this"), Bullets(told)) if told else ()


def notice_page(schedules: Iterable[Listed]) -> Page:
    """Return the page that stands alone, for an admin who asked for something else."""
    blocks = (Heading("For you as an admin of this server", 2), *notices(schedules))
    return Page(blocks, buttons=(Button(Action.SERVER, "Schedules", ("list",)),))


def with_notices(page: Page, schedules: Iterable[Listed]) -> Page:
    """Return a page with what was paused without an admin's doing below its title."""
    title, *rest = page.blocks
    return replace(page, blocks=(title, *notices(schedules), *rest))


def is_hindered(schedule: Reminder) -> bool:
    """Say whether something other than an admin, or its last day, has paused a schedule."""
    return schedule.reason not in _NO_NOTICE


def reason(schedule: Reminder) -> str:
    """Return why a schedule is paused, and what an admin can do."""
    return REASONS.get(schedule.reason, _OTHER) if schedule.reason is not None else ""


def named(schedule: Reminder) -> str:
    """Return what a schedule is: its kind, its rule, its zone and its place."""
    rule = schedule.rule
    return (
        f"{words.PURPOSE[schedule.kind].capitalize()} {words.rule_words(rule)} ({rule.zone}), "
        f"{words.place(schedule.channel)}"
    )


def state(one: Listed) -> str:
    """Return whether a schedule runs and when it comes next, or why it is paused and what to do."""
    if one.reminder.reason is not None:
        return f"Paused. {reason(one.reminder)}"
    return f"Next: {words.moment(one.next)}." if one.next is not None else "It has ended."


def _described(row: Row) -> str:
    return f"{named(row.listed.reminder)}.** {state(row.listed)} {_joined(row.members)}"


def _joined(members: int) -> str:
    return "Nobody has joined." if members == 0 else f"Joined: {members}."


def _short(schedule: Reminder) -> str:
    text = f"{words.PURPOSE[schedule.kind].capitalize()} {words.rule_words(schedule.rule)}"
    return text if len(text) <= _LABEL else f"{text[: _LABEL - 1]}…"


def _switch(name: str, on: bool, turn_on: str, turn_off: str) -> Button:  # noqa: FBT001 - what a switch shows
    return Button(Action.SERVER_SWITCH, turn_off if on else turn_on, (name, "off" if on else "on"))


def _on(on: bool) -> str:  # noqa: FBT001 - its only meaning
    return "on" if on else "off"


def _noted(note: str) -> tuple[Block, ...]:
    return (Paragraph(f"**{note}**"),) if note else ()


def _choices(content: Content, sketch: Sketch, today: date) -> tuple[Select, ...]:
    """Return the menus of a person's panel, but for the place, as menus of this one."""
    page = panels.setup_page(content, sketch, panels.Around(zone=sketch.zone, today=today))
    return tuple(replace(select, action=Action.SCHEDULE_SET) for select in page.selects if select.args[0] != "place")
