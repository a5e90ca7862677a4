"""What goes into triage, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Literal

from bot.text.words import Span

Frame = Literal["person", "question", "any"]
"""Where a sign counts.

`person`: only said of a person, now. `question`: also asked about in general, such as a medicine with an illness.
`any`: wherever it is spoken of, unless denied.
"""


class Level(IntEnum):
    """Say how soon a person needs help; levels compare."""

    NONE = 0
    DOCTOR = 1
    EMERGENCY = 2

    @property
    def word(self) -> str:
        """Return the level as it is written in files and answers."""
        return self.name.lower()


class Why(StrEnum):
    """Say why the words of a sign were not counted."""

    DENIED = "denied"
    PAST = "past"
    OTHER = "other"
    HYPOTHETICAL = "hypothetical"
    GENERAL = "general"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class SignRule:
    """Hold what triage needs of a sign.

    What `any` finds shows it. What `maybe` finds is harmless as often as not, and shows it where another sign or the net
    speaks for its level. What `unless` finds is a figure of speech.
    """

    id: str
    level: Level
    any: tuple[str, ...]
    unless: tuple[str, ...] = ()
    frame: Frame = "person"
    maybe: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold a sign that a text shows, with the very words that show it."""

    sign: str
    level: Level
    words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Discounted:
    """Hold words of a sign that were not counted, with the reason and the words that gave it."""

    sign: str
    words: Span
    why: Why
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """Hold what a text shows: the level, the signs (highest first, then in text order), and what was not counted.

    `soft` says that the level is the net's guess, higher than what the words name: the reply then only asks whether
    one of the `suspects` applies, the likeliest first.
    """

    level: Level
    findings: tuple[Finding, ...] = ()
    discounted: tuple[Discounted, ...] = ()
    suspects: tuple[str, ...] = ()

    @property
    def soft(self) -> bool:
        """Tell whether the reply only asks if a sign applies."""
        return self.level > max((finding.level for finding in self.findings), default=Level.NONE)
