"""Measure how hard a text is to read: the Flesch-Kincaid grade, with a syllable count of our own.

The tests measure with textstat; this count is close to it and needs no dictionary, so that the command line can
print a grade where only the bot's own packages are installed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from bot.knowledge.models import Card

_SENTENCE: Final = re.compile(r"[^.!?]+(?:[.!?](?=\w)[^.!?]+)*[.!?]*")
_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(
    r"(?:(?<![^aeiouy]l)(?<![^aeiouy]r)(?<=[^aeiouy])e"  # late, whole; not muscle, fibre
    r"|(?<=[^aeiouytd])ed"  # jumped; not lasted
    r"|(?<![^aeiouy]l)(?<![^aeiouy]r)(?<=[^aeiouyscxzgh])es)$"  # tubes; not muscles, twitches
    r"|(?<=[^aeiouy])e(?=ly$|ment|ful$|less|ness|thing$|one$|body$|line)"
)
_SPLIT: Final = re.compile(r"ia|io(?!n|us)|iu|uou|ying|ism|ie(?=t)|ui(?=d)|ua(?=te)")
_LONE: Final = re.compile(r"^[aeiou](?=[^aeiouyx][aeiouy])|(?<=[aeiou][^aeiouylr])y$")
_EASY: Final = "muscle"
"""Two syllables: what a medical name, which has no plainer word, counts as."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what was counted in a text."""

    sentences: int
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        """Return the school year in which the text can be read."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def words_a_sentence(self) -> float:
        """Return the mean length of a sentence."""
        return self.words / self.sentences if self.sentences else 0.0


def reading(text: str, names: Collection[str] = ()) -> Reading:
    """Return the counts of a text; each of the medical names counts as one easy word."""
    eased = ease(text, names)
    sentences = sum(1 for found in _SENTENCE.findall(eased) if _WORD.search(found))
    words = _WORD.findall(eased)
    return Reading(sentences, len(words), sum(map(syllables, words)))


def grade(texts: Iterable[str], names: Collection[str] = ()) -> float:
    """Return the grade of points read one after the other."""
    return reading(lines(texts), names).grade


def ease(text: str, names: Collection[str]) -> str:
    """Return a text with an easy word in place of each medical name."""
    if not names:
        return text
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", _EASY, text, flags=re.IGNORECASE)


def syllables(word: str) -> int:
    """Return about how many syllables an English word has; at least one.

    As with textstat, which counts by hyphenation, a single letter at either end (a-bout, bod-y) is no syllable.
    """
    plain = word.casefold().replace("'", "").replace("\u2019", "")
    count = len(_VOWELS.findall(plain)) - len(_SILENT.findall(plain)) + len(_SPLIT.findall(plain))
    return max(1, count - len(_LONE.findall(plain)))


def lines(texts: Iterable[str]) -> str:
    """Return points as running text: each ends as a sentence does."""
    return " ".join(text if text.endswith((".", "?", "!")) else f"{text}." for text in texts)


def card_text(card: Card) -> str:
    """Return all that a card says, as it is read."""
    return lines(statement.text for statement in card.statements())
