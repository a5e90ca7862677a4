"""Measure triage against labelled questions: sensitivity, specificity, confusion, and every miss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from bot.triage.models import Level

_Z: Final = 1.959964
"""The normal quantile of a two-sided interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold one labelled question and the level that Charley gave it."""

    id: str
    text: str
    label: Level
    level: Level
    soft: bool = False

    @property
    def is_miss(self) -> bool:
        """Tell whether a person was told of less urgency than the label asks for."""
        return self.level < self.label

    @property
    def is_false_alarm(self) -> bool:
        """Tell whether a person was told of a sign that the label does not know."""
        return self.label is Level.NONE and self.level is not Level.NONE


@dataclass(frozen=True, slots=True)
class Share:
    """Hold how many of how many, with the interval that holds the true share 95 times of 100."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """Return the share, 1 where there was nothing to count."""
        return self.hits / self.of if self.of else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval after Wilson (1927), which holds for shares near 1 too."""
        if not self.of:
            return 0.0, 1.0
        z2 = _Z * _Z
        middle = self.value + z2 / (2 * self.of)
        reach = _Z * sqrt(self.value * (1 - self.value) / self.of + z2 / (4 * self.of * self.of))
        whole = 1 + z2 / self.of
        return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:.3f} ({self.hits} of {self.of}; 95 % interval {low:.3f} to {high:.3f})"


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold the figures of one set of questions.

    `emergency` counts emergencies found as such, `doctor` doctor questions found as doctor or emergency, `none`
    harmless questions left alone; `unanswered` is the number of emergencies answered with nothing.
    """

    emergency: Share
    doctor: Share
    none: Share
    unanswered: int
    confusion: dict[tuple[Level, Level], int]


def figures(rows: Iterable[Judged]) -> Figures:
    """Return the figures of judged questions; a soft answer counts as the level that it asks about."""
    confusion = Counter((row.label, row.level) for row in rows)
    of = {label: sum(confusion[label, level] for level in Level) for label in Level}
    return Figures(
        Share(confusion[Level.EMERGENCY, Level.EMERGENCY], of[Level.EMERGENCY]),
        Share(confusion[Level.DOCTOR, Level.DOCTOR] + confusion[Level.DOCTOR, Level.EMERGENCY], of[Level.DOCTOR]),
        Share(confusion[Level.NONE, Level.NONE], of[Level.NONE]),
        confusion[Level.EMERGENCY, Level.NONE],
        dict(confusion),
    )


def report(rows: Sequence[Judged]) -> str:
    """Return the figures of judged questions as lines to read, every miss and every false alarm among them."""
    found = figures(rows)
    lines = [
        f"{len(rows)} questions",
        f"emergency found as emergency   {found.emergency}",
        f"doctor found, or higher        {found.doctor}",
        f"none left alone                {found.none}",
        f"emergency answered as none     {found.unanswered}",
        f"soft answers                   {sum(row.soft for row in rows)}",
        "",
        "label \\ answer   none  doctor  emergency",
    ]
    for label in reversed(Level):
        counts = [found.confusion.get((label, level), 0) for level in Level]
        lines.append(f"{label.word:<14} {counts[0]:>6} {counts[1]:>7} {counts[2]:>10}")
    for title, wrong in (
        ("Missed", [row for row in rows if row.is_miss]),
        ("False alarms", [row for row in rows if row.is_false_alarm]),
    ):
        if wrong:
            lines += ["", f"{title}: {len(wrong)}"]
            lines += [f"  {row.id}: {row.label.word} answered as {row.level.word}: {row.text}" for row in wrong]
    return "\n".join(lines)
