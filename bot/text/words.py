"""Read a text as words, each with its place in the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Final

from bot.text.devanagari import is_devanagari, latin
from bot.text.spelling import SHORT, spell_out
from bot.text.stems import stem

Span = tuple[int, int]
"""Start and end of a passage, counted in characters of the original text."""

_QUOTES: Final = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u0060\u00b4\u2032", "'"))
_DASHES: Final = str.maketrans(dict.fromkeys("\u2013\u2014\u2212", "-"))

# Lengths are bounded so that a hostile text cannot make the search for the end of a mention quadratic.
_TOKEN: Final = re.compile(
    r"(?P<skip>https?://\S+|<a?[@#:][^<>\s]{0,60}>)"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<word>w/o(?![^\W\d_])|w/(?![^\W\d_])|[^\W\d_]+(?:'[^\W\d_]+)*\d*|\+)"
    r"|(?P<stop>\.{2,}|[.!?;\n,:()/\[\]]|(?<=\s)-+(?=\s)|--+)",
)


class Stop(IntEnum):
    """Say what stands between a word and the next, weakest first."""

    NONE = 0
    COMMA = 1
    PAUSE = 2
    FULL = 3
    QUESTION = 4


_STOPS: Final[dict[str, Stop]] = {
    ",": Stop.COMMA,
    ":": Stop.COMMA,
    "(": Stop.COMMA,
    ")": Stop.COMMA,
    "[": Stop.COMMA,
    "]": Stop.COMMA,
    "/": Stop.COMMA,
    "-": Stop.COMMA,
    ";": Stop.PAUSE,
    "\n": Stop.PAUSE,
    ".": Stop.FULL,
    "!": Stop.FULL,
    "?": Stop.QUESTION,
}


@dataclass(frozen=True, slots=True)
class Text:
    """Hold a text as words; the tuples run in step."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    spans: tuple[Span, ...]
    stops: tuple[Stop, ...]

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.words)

    def span(self, start: int, end: int) -> Span:
        """Return the passage of the original that holds the words from `start` up to `end`."""
        return self.spans[start][0], self.spans[end - 1][1]


@dataclass(frozen=True, slots=True)
class Tongue:
    """Hold how the words of one language are read.

    `short` are typed forms that stand for other words, which `spell_out` returns; a word with one of the `endings` may be
    a mere form of a known word. `meanings` maps words that count or join to English ones, for what reads figures.
    """

    stem: Callable[[str], str]
    spell_out: Callable[[str], tuple[str, ...]]
    short: Container[str]
    endings: tuple[str, ...] = ("",)
    meanings: Mapping[str, str] = field(default_factory=dict[str, str])


ENGLISH: Final = Tongue(stem, spell_out, SHORT, ("s", "ed", "ing", "er", "ly"))

_EVERYWHERE: Final = frozenset({"mg", "mcg", "g", "kg", "km", "ml", "h", "c"})
"""Units that are written alike in every language."""

_UNSAID: Final = "-"
"""Stands for a word that means nothing to what reads English."""


def fold(text: str) -> tuple[str, Sequence[int]]:
    """Return the text in plain lower-case letters, and for each of them the place it came from."""
    if text.isascii():
        return text.lower(), range(len(text))
    if is_devanagari(text):
        written, origins = latin(text)
        plain, places = _folded(written)
        return plain, [origins[place] for place in places]
    return _folded(text)


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Return the text in plain lower-case letters, with their places."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character.translate(_QUOTES)).translate(_DASHES).lower():
            if unicodedata.category(part) not in {"Mn", "Cf"}:
                letters.append(part)
                places.append(place)
    return "".join(letters), places


def forms(text: str, tongue: Tongue = ENGLISH) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a text and their stems, bare words without the cost of reading them."""
    words = tuple(text.split(" "))
    if text.isascii() and text.islower() and all(word.isalpha() and word not in tongue.short for word in words):
        return words, tuple(map(tongue.stem, words))
    found = read(text, tongue=tongue)
    return found.words, found.stems


def read(text: str, repair: Callable[[str], str] | None = None, tongue: Tongue = ENGLISH) -> Text:
    """Return the words of a text, spelt out, repaired and cut to stems."""
    plain, places = fold(text)
    words: list[str] = []
    spans: list[Span] = []
    stops: list[Stop] = []
    for token in _TOKEN.finditer(plain):
        found, kind = token.group(), token.lastgroup
        if kind == "skip":
            continue
        if kind == "stop":
            if stops:
                # Several dots are a pause for thought, not the end of a sentence.
                stop = Stop.PAUSE if len(found) > 1 and found[0] == "." else _STOPS[found[0]]
                stops[-1] = max(stops[-1], stop)
            continue
        start, end = token.span()
        span = (places[start], places[end - 1] + 1)
        for word in tongue.spell_out("plus" if found == "+" else found):
            words.append(word if repair is None or kind == "number" else repair(word))
            spans.append(span)
            stops.append(Stop.NONE)
    return Text(tuple(words), tuple(map(tongue.stem, words)), tuple(spans), tuple(stops))


def meant(text: Text, tongue: Tongue) -> Text:
    """Return a text with its words that count or join in English, and nothing in place of the others."""
    if not tongue.meanings:
        return text
    words = tuple(
        tongue.meanings.get(word, word if word in _EVERYWHERE or word[0].isdecimal() else _UNSAID)
        for word in text.words
    )
    return replace(text, words=words, stems=tuple(map(stem, words)))
