"""The texts of reminders: what a reminder says, and the fixed pages around it, with the rules they keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field

from bot.knowledge.checks import Entry, Known, dead_source, same_ids
from bot.knowledge.faults import unknown
from bot.knowledge.models import Day, Grade, Id, Model, SourceRef, Statement, Text
from bot.knowledge.nodes import Fault

FEWEST: Final = 24
"""Texts of each kind of reminder, so that a person seldom reads the same one."""

FEWEST_OF_A_VARIANT: Final = 12
"""Texts for one posture: no text may come back within ten, and a little chance needs a few more."""

HYDRATE_WORDS: Final = 30
STRETCH_WORDS: Final = 60
"""Words of one text; a reminder is read in passing."""

NEEDED_SHEETS: Final = (
    "hydrate-question",
    "hydrate-who",
    "hydrate-no",
    "hydrate-line",
    "too-much",
    "stretch-line",
    "stretch-who",
    "stretch-when",
)
"""Pages that the bot asks for by name."""

_ABOUT_CHARLEY: Final = "about-"


class Posture(StrEnum):
    """Say whether a stretch is done sitting or standing."""

    SEATED = "seated"
    STANDING = "standing"


BodyPart = Literal[
    "calf", "foot", "toes", "thigh", "hip", "hand", "forearm", "arm", "neck", "shoulder", "chest", "back", "jaw",
    "eyes", "whole-body",
]  # fmt: skip


class ReminderText(Statement):
    """Hold what one reminder says; `reviewed` is the day on which it was held against its sources."""

    reviewed: Day


class StretchText(ReminderText):
    """Hold what one reminder to stretch says, for which posture and which part of the body."""

    variant: Posture
    part: BodyPart


class SheetLine(Model):
    """Hold one sentence or point of a page; like a fixed text, it goes without a source only where it is about Charley."""

    id: Id
    text: Annotated[Text, Field(max_length=300)]
    grade: Grade | None = None
    sources: tuple[SourceRef, ...] = ()


class Sheet(Model):
    """Hold one fixed page or line; `then` names the page whose lines follow below."""

    id: Id
    title: Annotated[Text, Field(max_length=60)]
    lines: Annotated[tuple[SheetLine, ...], Field(min_length=1, max_length=14)]
    then: Id | None = None
    reviewed: Day


class Reminders(Model):
    """Hold all that reminders say."""

    hydrate: Annotated[tuple[ReminderText, ...], Field(min_length=FEWEST)]
    stretch: Annotated[tuple[StretchText, ...], Field(min_length=FEWEST)]
    sheets: Annotated[tuple[Sheet, ...], Field(min_length=1)]

    def sheet(self, name: str) -> Sheet:
        """Return a page by its id, or raise KeyError; those of NEEDED_SHEETS are there."""
        for sheet in self.sheets:
            if sheet.id == name:
                return sheet
        raise KeyError(name)

    def lines(self, name: str) -> tuple[SheetLine, ...]:
        """Return the lines of a page, and those of the page that follows it; raise KeyError for an unknown one."""
        sheet = self.sheet(name)
        return sheet.lines if sheet.then is None else (*sheet.lines, *self.sheet(sheet.then).lines)


def check_reminders(entry: Entry[Reminders], known: Known) -> Iterator[Fault]:
    """Yield the faults of the texts of reminders."""
    for key, room, texts in (
        ("hydrate", HYDRATE_WORDS, entry.item.hydrate),
        ("stretch", STRETCH_WORDS, entry.item.stretch),
    ):
        places = [Entry(text, entry.parsed, (key, place)) for place, text in enumerate(texts)]
        yield from same_ids((text.item.id, text.parsed, text.path) for text in places)
        for text in places:
            yield from _dead(text, text.item.sources, known)
            if (long := len(text.item.text.split())) > room:
                yield text.fault(f"`text` has {long} words, {long - room} over the limit of {room}", "text")
    yield from _variants(entry)
    yield from _sheets(entry, known)


def _variants(entry: Entry[Reminders]) -> Iterator[Fault]:
    found = Counter(text.variant for text in entry.item.stretch)
    for posture in Posture:
        if found[posture] < FEWEST_OF_A_VARIANT:
            text = f"{found[posture]} texts are {posture.value}; at least {FEWEST_OF_A_VARIANT} are needed"
            yield entry.fault(text, "stretch")


def _sheets(entry: Entry[Reminders], known: Known) -> Iterator[Fault]:
    sheets = [Entry(sheet, entry.parsed, ("sheets", place)) for place, sheet in enumerate(entry.item.sheets)]
    names = [sheet.item.id for sheet in sheets]
    yield from same_ids((sheet.item.id, sheet.parsed, sheet.path) for sheet in sheets)
    for sheet in sheets:
        if sheet.item.then is not None and sheet.item.then not in names:
            yield sheet.fault(unknown("no page has the id", sheet.item.then, names), "then")
        lines = [
            Entry(line, entry.parsed, (*sheet.path, "lines", place)) for place, line in enumerate(sheet.item.lines)
        ]
        yield from same_ids((line.item.id, line.parsed, line.path) for line in lines)
        yield from _lines(lines, known)
    for name in NEEDED_SHEETS:
        if name not in names:
            yield entry.fault(f"the page `{name}` is missing; the bot needs it", "sheets")


def _lines(lines: Iterable[Entry[SheetLine]], known: Known) -> Iterator[Fault]:
    for line in lines:
        yield from _dead(line, line.item.sources, known)
        if not line.item.sources and not line.item.id.startswith(_ABOUT_CHARLEY):
            yield line.fault("the line needs a source; only lines about Charley go without")
        elif line.item.sources and line.item.grade is None:
            yield line.fault("a line with a source needs a `grade`")


def _dead(entry: Entry[ReminderText] | Entry[SheetLine], sources: Sequence[str], known: Known) -> Iterator[Fault]:
    for place, source in enumerate(sources):
        if text := dead_source(source, known):
            yield entry.fault(text, "sources", place)
