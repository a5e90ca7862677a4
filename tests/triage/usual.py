"""List the words that people use here, the most used first: what a slip of the finger may have been meant for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bot.knowledge.place import content_place
from bot.text.words import read
from tests.triage.rows import Row

FILE = content_place() / "words/usual.txt"

FEWEST = 4
"""Questions that must hold a word; with fewer, what one writer misspelt would count as a word."""

SHORTEST = 3
"""Letters of a word: shorter ones are not repaired."""


def usual(rows: Iterable[Row]) -> list[str]:
    """Return the usual words of some questions; `make train` writes those of the build part to a file."""
    held = Counter(word for row in rows for word in set(read(row.text).words) if word.isalpha())
    found = [word for word, count in held.items() if count >= FEWEST and len(word) >= SHORTEST]
    return sorted(found, key=lambda word: (-held[word], word))
