"""Read the corpus of labelled questions, and leave out what only repeats another row."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bot.triage.models import Level

CORPUS = Path(__file__).parent / "corpus"
PARTS = ("build", "tune", "final")

ALIKE = 0.8
"""Share of common words from which on two rows count as one."""

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")


@dataclass(frozen=True)
class Row:
    """Hold one labelled question; its writer is imagined, and wrote for one part alone.

    `second` is the level that a second reader gave it without seeing the first, `?` for unclear, and empty where there was none.
    """

    id: str
    text: str
    label: Level
    signs: tuple[str, ...]
    kind: str
    language: str
    writer: str
    second: str


def read(part: str) -> list[Row]:
    """Return the rows of one part."""
    lines = (CORPUS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_row(json.loads(line)) for line in lines]


def agreed(rows: list[Row]) -> list[Row]:
    """Return the rows whose label no second reader doubts."""
    return [row for row in rows if row.second in {"", row.label.word}]


def is_forum(row: Row) -> bool:
    """Tell whether a row of tune or final is written as in a patients' forum, not as in Discord."""
    return row.writer.startswith(("t4-", "f4-"))


def _row(found: dict) -> Row:
    label = Level[found["label"].upper()]
    return Row(
        found["id"],
        found["text"],
        label,
        tuple(found["signs"]),
        found["kind"],
        found["language"],
        found["writer"],
        found.get("second", ""),
    )


def words(text: str) -> frozenset[str]:
    """Return the words of a text, numbers and names masked: a capital inside a sentence makes a name."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        inside = match.start() > 1 and text[match.start() - 2] not in ".!?\n"
        if word.isdigit():
            found.append("#")
        elif inside and word.istitle() and len(word) > 1 and not text.istitle():
            found.append("@")
        else:
            found.append(word.lower())
    return frozenset(found)


def without_echoes(rows: list[Row]) -> list[Row]:
    """Return the rows without those that share 0.8 or more of their words with an earlier one.

    Two sets that alike must share one of their rarest words: only rows that do are compared.
    """
    sets = [words(row.text) for row in rows]
    common = Counter(word for one in sets for word in one)
    seen: dict[str, list[int]] = {}
    kept: list[Row] = []
    for place, (row, mine) in enumerate(zip(rows, sets, strict=True)):
        rare = sorted(mine, key=lambda word: (common[word], word))[: int(len(mine) * (1 - ALIKE)) + 1]
        near = {other for word in rare for other in seen.get(word, ())}
        if any(len(mine & sets[other]) >= ALIKE * len(mine | sets[other]) for other in near):
            continue
        kept.append(row)
        for word in rare:
            seen.setdefault(word, []).append(place)
    return kept
