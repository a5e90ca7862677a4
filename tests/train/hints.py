"""Find the patterns of signs that belong under `maybe`: `python -m tests.train.hints`.

A pattern decides a question where it alone speaks for the level: no other pattern does, nor the net, which has not seen
the question's writer. One that decides more harmless questions than ill ones takes them for ill for nothing: the net
finds the ill ones without it. Under `maybe` it needs the net to lean its way. What a sign's own test phrases need is
kept, and so should be, by hand, what names a sign in its plain words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from bot.app import Parts, build
from bot.triage.assess import Triage
from bot.triage.models import Level
from tests.train.__main__ import HINTED, LENGTHS, WEIGHTS, Model, Sheet, names
from tests.triage.rows import Row, read, without_echoes

FOLDS: Final = 5

FEWEST: Final = 2
"""Harmless questions that a pattern must decide, if it decides ill ones as well: one of each is chance."""

LOWERED: Final = 2.0
UNANSWERED: Final = 50.0
"""What it weighs that an emergency is sent to a doctor only, or answered with nothing, beside a doctor question lost."""

STILL_ALARMED: Final = 0.3
LOWERED_DOCTOR: Final = 0.15
"""What it spares that a harmless or a doctor question is no longer asked about an emergency, if it is about a doctor."""

PHRASE: Final = "phrase"

Pattern: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Heard:
    """Hold a question: its level, which may have to be kept, what the net says, alone and where words hint, its patterns."""

    label: Level
    kept: bool
    net: Level
    leaning: Level
    patterns: dict[Pattern, Level]

    def level(self, hints: Container[Pattern], other: Pattern | None = None) -> Level:
        """Return the answer's level where these patterns, and the other one, only hint."""
        found = self.net
        for pattern, level in self.patterns.items():
            found = max(found, min(level, self.leaning) if pattern == other or pattern in hints else level)
        return found


def main() -> None:
    parts = build()
    triage, net = parts.triage, parts.triage._net
    assert net is not None
    rows = [*without_echoes(read("build")), *phrases(parts)]
    sheet, known = Sheet(triage, rows), Sheet(triage, names(parts))
    doctor, emergency = out_of_fold(rows, sheet, known)
    scale = LENGTHS**0.5 / WEIGHTS
    mild, grave = (limit * scale for limit in net.thresholds)
    less = HINTED * scale
    questions = [
        Heard(
            row.label,
            row.kind == PHRASE,
            said(one, two, mild, grave),
            said(one, two, mild - less, grave - less),
            patterns,
        )
        for row, one, two, patterns in zip(rows, doctor, emergency, found_in(triage, rows), strict=True)
    ]
    hints = chosen(questions)
    written = {(sign.id, pattern) for sign in parts.content.signs for pattern in sign.maybe}
    for kind, some in (("maybe", hints.keys() - written), ("any", written - hints.keys())):
        for sign, pattern in sorted(some):
            print(f"{kind:5} {sign}: {pattern}  {hints.get((sign, pattern), '')}")
    print(f"{len(hints)} patterns belong under `maybe`; {len(written)} stand there")


def phrases(parts: Parts) -> list[Row]:
    """Return the test phrases of the signs, as if one more person had written them."""
    return [
        Row(f"{sign.id}-{place}", hit, Level[sign.level.name], (sign.id,), PHRASE, "en", "the library", "")
        for sign in parts.content.signs
        for place, hit in enumerate(sign.tests.hit)
    ]


def out_of_fold(rows: list[Row], sheet: Sheet, known: Sheet) -> tuple[list[float], list[float]]:
    """Return what both heads say of each row, trained on the rows of other writers."""
    writers = sorted({row.writer for row in rows})
    order = np.random.RandomState(1).permutation(len(writers))
    fold_of = {writers[place]: number % FOLDS for number, place in enumerate(order)}
    folds = np.array([fold_of[row.writer] for row in rows])
    doctor, emergency = np.zeros(len(rows)), np.zeros(len(rows))
    for fold in range(FOLDS):
        seen, unseen = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        features = [sheet.features[place] for place in seen] + known.features
        model = Model(features, np.concatenate([sheet.labels[seen], known.labels]))
        doctor[unseen], emergency[unseen] = model.scores([sheet.tellings[place] for place in unseen])
    return list(doctor), list(emergency)


def said(doctor: float, emergency: float, mild: float, grave: float) -> Level:
    """Return the level that the heads speak for."""
    return Level.EMERGENCY if emergency >= grave else Level.DOCTOR if doctor >= mild else Level.NONE


def found_in(triage: Triage, rows: list[Row]) -> Iterator[dict[Pattern, Level]]:
    """Yield the patterns that show a sign in each row, whatever else does."""
    for row in rows:
        yield {(sign.id, pattern): sign.level for sign, pattern in triage.shown_by(row.text)}


def chosen(questions: list[Heard]) -> dict[Pattern, str]:
    """Return the patterns that are to hint only, one after another, with what each decides."""
    at: dict[Pattern, list[Heard]] = defaultdict(list)
    for question in questions:
        for pattern in question.patterns:
            at[pattern].append(question)
    hints: dict[Pattern, str] = {}
    while True:
        worth = {}
        for pattern, held in at.items():
            if pattern not in hints:
                spared, lost = weighed(held, hints, pattern)
                if spared > lost and spared >= (FEWEST if lost else 1):
                    worth[pattern] = spared - lost, spared, lost
        if not worth:
            return hints
        # What one pattern decides changes with each other one that is taken out: never more than one of a question.
        best = max(worth, key=lambda pattern: (worth[pattern][0], pattern))
        hints[best] = "spares {1:.1f}, loses {2:.1f}".format(*worth[best])


def weighed(questions: list[Heard], hints: Container[Pattern], pattern: Pattern) -> tuple[float, float]:
    """Return what is spared and what is lost if one more pattern only hints."""
    spared = lost = 0.0
    for one in questions:
        before, after = one.level(hints), one.level(hints, pattern)
        if before is after:
            continue
        if one.label is Level.NONE:
            spared += 1 if after is Level.NONE else STILL_ALARMED
        elif one.kept and after < one.label:
            lost += UNANSWERED
        elif one.label is Level.DOCTOR:
            if after is Level.NONE:
                lost += 1
            elif before is Level.EMERGENCY:
                spared += LOWERED_DOCTOR
        else:
            lost += UNANSWERED if after is Level.NONE else LOWERED
    return spared, lost


if __name__ == "__main__":
    main()
