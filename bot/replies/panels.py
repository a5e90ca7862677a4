"""The panels in which a person sets up a reminder: the question of safety, the time zone, and the choices themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from bot.knowledge.loader import Content
from bot.reminders.models import Kind
from bot.reminders.quiet import Quiet
from bot.reminders.texts import Variant
from bot.reminders.zones import ZoneChoice
from bot.replies import rule_words as words
from bot.replies.page import Action, Block, Bullets, Button, Heading, Option, Page, Paragraph, Select, Weight
from bot.replies.reminding import line, sheet_buttons
from bot.replies.sketch import ALL_DAYS, Sketch, packed

SETTINGS: Final = "."
"""What stands in place of a sketch where the settings are to be shown afterwards."""

ANSWERS: Final = {"no": "None of these fits me", "yes": "Yes, one fits me", "unsure": "I am not sure"}
"""The answers to the question on fluids; only the first allows reminders to drink."""

INTERVALS: Final = (30, 60, 90, 120, 180, 240, 300, 360)
"""Minutes between two reminders that a panel offers."""

HOURS: Final = (
    (time(7), time(15)),
    (time(8), time(17)),
    (time(9), time(17)),
    (time(9), time(21)),
    (time(10), time(22)),
    (time(18), time(2)),
)
"""Active hours that a panel offers: early, office, day, gamers' evenings. Others are typed."""

WEEKS: Final = (1, 2, 4, 12)
"""After how many weeks a reminder may end."""

DIRECT: Final = "0"
"""The value that means direct messages, where a channel could stand."""

NEVER: Final = "0"
OWN_TIMES: Final = "0"
"""The value that stands for the typed times of day, where an interval could stand."""

_POSES: Final = {
    Variant.BOTH: "Sitting and standing stretches",
    Variant.SEATED: "Sitting stretches only",
    Variant.STANDING: "Standing stretches only",
}
TITLES: Final = {Kind.HYDRATE: "Reminders to drink", Kind.STRETCH: "Reminders to stretch"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Hold what a panel shows beside its sketch: the place of its clocks, where it may post, and what comes of it.

    `here` is a channel that allows personal reminders. Without `dues`, `faults` say what is to be changed; `failed`
    says why saving did not work although nothing needs to be changed.
    """

    zone: str
    today: date
    quiet: Quiet | None = None
    here: int | None = None
    dues: tuple[datetime, ...] = ()
    faults: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def setup_page(content: Content, sketch: Sketch, around: Around) -> Page:
    """Return the panel of a reminder; nothing is stored before **Save** is pressed."""
    said = words.rule_words(sketch.rule("UTC")) if _is_whole(sketch) else "not set yet"
    title = TITLES[sketch.kind] if sketch.reminder == 0 else f"Change: {TITLES[sketch.kind].lower()}"
    blocks: list[Block] = [
        Heading(title, 2),
        Paragraph(f"{said[:1].upper()}{said[1:]}, {words.place(sketch.channel)}. Your clock: {around.zone}."),
    ]
    if around.failed:
        blocks += [Heading("Not done yet"), Bullets(words.sentences(around.failed))]
    if around.faults:
        blocks += [Heading("Please change this first"), Bullets(words.sentences(around.faults))]
    else:
        dues = tuple(f"{words.moment(due)}, {words.moment(due, 'R')}" for due in around.dues)
        blocks += [Heading("The next ones"), Bullets(dues)]
    if around.quiet is not None:
        blocks.append(Paragraph(f"-# Nothing comes in your quiet hours, {words.quiet_words(around.quiet)}."))
    blocks.append(Paragraph(line(content, sketch.kind)))
    text = packed(sketch)
    buttons = [
        Button(Action.TYPE, "Type times of day", ("times", text)),
        Button(Action.TYPE, "Type other hours", ("hours", text)),
        Button(Action.ZONE, "Change time zone", (text,)),
        Button(Action.CANCEL, "Cancel"),
    ]
    if not around.faults:
        buttons.insert(0, Button(Action.SAVE, "Save", (text,), Weight.MAIN))
    return Page(tuple(blocks), buttons=(*buttons, *sheet_buttons(sketch.kind)), selects=_selects(sketch, around))


def chosen(sketch: Sketch, field: str, values: Sequence[str], today: date) -> Sketch:
    """Return a sketch after a choice in one of its selects; raise ValueError for a choice that none offers."""
    try:
        return replace(sketch, **_changes(field, values, today))
    except OverflowError as error:
        raise ValueError("no select offers so large a number") from error


def _changes(field: str, values: Sequence[str], today: date) -> dict[str, Any]:
    """Return what a choice changes about a sketch; raise ValueError or OverflowError for one that no select offers."""
    first = values[0] if values else ""
    match field:
        case "often":
            return {} if first == OWN_TIMES else {"every": timedelta(minutes=int(first)), "times": ()}
        case "hours":
            start, end = map(time.fromisoformat, first.split("-"))
            return {"hours": (start, end), "times": ()}
        case "days":
            return {"weekdays": frozenset(map(int, values))}
        case "place":
            return {"channel": None if first == DIRECT else int(first)}
        case "pose":
            return {"variant": Variant(first)}
        case "end":
            return {"until": _end(first, today)}
        case _:
            raise ValueError(field)


def _end(value: str, today: date) -> date | None:
    if value.startswith("w"):
        return today + timedelta(weeks=int(value[1:]))
    return None if value == NEVER else date.fromisoformat(value)


def question_page(content: Content, then: str) -> Page:
    """Return the question that comes before the first reminder to drink; *then* says what follows the answer."""
    sheets = content.reminders
    question = sheets.sheet("hydrate-question")
    blocks: list[Block] = [Heading(question.title, 2), *(Paragraph(one.text) for one in question.lines)]
    if question.then is not None:
        who = sheets.sheet(question.then)
        blocks += [Heading(who.title), Bullets(tuple(one.text for one in who.lines))]
    buttons = tuple(Button(Action.FLUIDS, label, (answer, then)) for answer, label in ANSWERS.items())
    return Page(tuple(blocks), buttons=buttons)


def no_page(content: Content, then: str, stopped: int = 0) -> Page:
    """Return the kind words for whom reminders to drink are not; *stopped* are those that ended with the answer."""
    sheet = content.reminders.sheet("hydrate-no")
    blocks: list[Block] = [Heading(sheet.title, 2), *(Paragraph(one.text) for one in sheet.lines)]
    if stopped:
        blocks.append(Paragraph(f"Stopped with your answer: {stopped}."))
    buttons = (
        Button(Action.START, "Set up stretching", (Kind.STRETCH.value,), Weight.MAIN),
        Button(Action.SHEET, "Who should ask first", ("stretch-who",)),
        Button(Action.ASK_FLUIDS, "Answer again", (then,)),
    )
    return Page(tuple(blocks), buttons=buttons)


def zone_page(then: str, offered: Sequence[ZoneChoice], typed: str = "") -> Page:
    """Return the question for a person's time zone; *typed* is what they wrote if it was not one place alone."""
    if typed and offered:
        told = f"Several places fit “{typed}”. Please choose one."
    elif typed:
        told = f"I do not know “{typed}”. Try the largest city near you, your country, or an offset such as UTC+2."
    else:
        told = "Reminders follow the clock of your place, also when it changes to summer time."
    blocks = (
        Heading("Where are you?", 2),
        Paragraph(told),
        Paragraph("I keep only the time zone, such as Europe/Berlin."),
    )
    options = tuple(Option(choice.label, choice.key) for choice in offered)
    selects = (Select(Action.ZONE_PICK, "Choose a place with your clock", options, (then,)),) if options else ()
    buttons = (Button(Action.ZONE_TYPE, "Type another place", (then,)), Button(Action.CANCEL, "Cancel"))
    return Page(blocks, buttons=buttons, selects=selects)


def saved_page(kind: Kind, rule: str, channel: int | None, due: datetime | None) -> Page:
    """Return what was saved: the words of its rule, its place, and when it comes next."""
    blocks: list[Block] = [
        Heading("Saved", 2),
        Paragraph(f"I will remind you to {words.PURPOSE[kind]} {rule}, {words.place(channel)}."),
    ]
    if due is not None:
        blocks.append(Paragraph(f"The next one comes {words.moment(due)}."))
    blocks.append(Paragraph("Each one has a **Stop** button. Change it any time with `/remind list`."))
    buttons = (Button(Action.LIST, "My reminders", ("1", "e")), Button(Action.SETTINGS, "Settings"))
    return Page(tuple(blocks), buttons=buttons)


def cancelled_page() -> Page:
    """Return that nothing was changed."""
    blocks = (
        Heading("Nothing was changed", 2),
        Paragraph("You can set up a reminder any time with `/remind hydrate` or `/remind stretch`."),
    )
    return Page(blocks, buttons=(Button(Action.LIST, "My reminders", ("1", "e")),))


def _is_whole(sketch: Sketch) -> bool:
    """Say whether a sketch makes a rule at all: hours that begin and end at once do not."""
    return bool(sketch.times) or sketch.hours[0] != sketch.hours[1]


def _selects(sketch: Sketch, around: Around) -> tuple[Select, ...]:
    text = packed(sketch)

    def select(field: str, prompt: str, options: Sequence[Option], most: int = 1) -> Select:
        return Select(Action.SET, prompt, tuple(options), (field, text), most=most)

    found = [select("often", "How often", _often(sketch))]
    if not sketch.times:
        found.append(select("hours", "Between which hours", _hours(sketch)))
    days = [Option(name, str(number), number in sketch.weekdays) for number, name in enumerate(words.DAYS)]
    found.append(select("days", "On which days", days, len(ALL_DAYS)))
    if sketch.kind is Kind.STRETCH:
        poses = [Option(label, variant.value, variant is sketch.variant) for variant, label in _POSES.items()]
        found.append(select("pose", "Which stretches", poses))
    if len(places := _places(sketch, around)) > 1:
        found.append(select("place", "Where", places))
    found.append(select("end", "Until when", _ends(sketch, around.today)))
    return tuple(found)


def _often(sketch: Sketch) -> list[Option]:
    now = None if sketch.times else sketch.every
    offered = sorted({timedelta(minutes=minutes) for minutes in INTERVALS} | ({now} if now else set[timedelta]()))
    options = [
        Option(words.interval(every).capitalize(), str(every // timedelta(minutes=1)), every == now)
        for every in offered
    ]
    if sketch.times:
        options.append(Option(f"At {words.listed([words.clock(at) for at in sketch.times])}", OWN_TIMES, chosen=True))
    return options


def _hours(sketch: Sketch) -> list[Option]:
    offered = HOURS if sketch.hours in HOURS else (sketch.hours, *HOURS)
    return [
        Option(
            f"From {words.clock(start)} to {words.clock(end)}{' on the next day' if end < start else ''}",
            f"{words.clock(start)}-{words.clock(end)}",
            (start, end) == sketch.hours,
        )
        for start, end in offered
    ]


def _places(sketch: Sketch, around: Around) -> list[Option]:
    options = [Option("In direct messages", DIRECT, sketch.channel is None)]
    if around.here is not None:
        options.append(Option("In this channel, for all to see", str(around.here), sketch.channel == around.here))
    if sketch.channel not in {None, around.here}:
        options.append(Option("In the channel where it is now", str(sketch.channel), chosen=True))
    return options


def _ends(sketch: Sketch, today: date) -> list[Option]:
    options = [Option("No end date", NEVER, sketch.until is None)]
    for weeks in WEEKS:
        until = today + timedelta(weeks=weeks)
        label = f"For {weeks} weeks" if weeks > 1 else "For 1 week"
        options.append(Option(f"{label}, until {words.day(until)}", f"w{weeks}", until == sketch.until))
    if sketch.until is not None and not any(option.chosen for option in options):
        options.append(Option(f"Until {words.day(sketch.until)}", sketch.until.isoformat(), chosen=True))
    return options
