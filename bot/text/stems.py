"""Cut words down to stems, so that *twitches* and *twitching* meet."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import Stemmer

KEPT: Final[dict[str, str]] = {
    "several": "several",
    "general": "general",
    "generally": "general",
    "news": "news",
    "fitness": "fitness",
    "weekly": "weekly",
    "hardly": "hardly",
    "handy": "handy",
    "numerous": "numerous",
    "feet": "foot",
    "calves": "calf",
    "teeth": "tooth",
    "thighs": "thigh",
    "breathe": "breath",
    "died": "die",
    "lost": "lose",
    "losing": "lose",
    "fell": "fall",
    "fallen": "fall",
    "felt": "feel",
    "woke": "wake",
    "woken": "wake",
    "kept": "keep",
    "went": "go",
    "gone": "gone",
    "goes": "go",
    "going": "go",
    "took": "take",
    "taken": "take",
    "swollen": "swell",
    "shook": "shake",
    "shaken": "shake",
    "bit": "bit",
    "bitten": "bite",
    "froze": "freeze",
    "frozen": "freeze",
    "got": "get",
    "gotten": "get",
    "began": "begin",
    "begun": "begin",
    "drank": "drink",
    "drunk": "drunk",
    "ate": "eat",
    "eaten": "eat",
    "broke": "break",
    "broken": "break",
    "thought": "think",
    "slept": "sleep",
    "spoke": "speak",
    "couldn": "could",
}
"""Irregular forms, and words whose stem is that of quite another word (*several*, *severe*)."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a word in lower case."""
    if (kept := KEPT.get(word)) is not None:
        return kept
    # A stemmer holds the word it works on, so each call takes its own: the function stays safe in threads.
    return str(Stemmer.Stemmer("english").stemWord(word))


def stemmer(algorithm: str) -> Callable[[str], str]:
    """Return the stemmer of another language, by its name in Snowball."""

    @lru_cache(maxsize=5_000)
    def stem_of(word: str) -> str:
        return str(Stemmer.Stemmer(algorithm).stemWord(word))

    return stem_of


_LONG: Final = (("aa", "a"), ("ee", "i"), ("ii", "i"), ("oo", "u"), ("uu", "u"), ("w", "v"), ("z", "j"), ("ph", "f"))
_TWICE: Final = re.compile(r"([a-z])\1")
_NASAL: Final = re.compile(r"(?<=[aeiou])[nm]$")


@lru_cache(maxsize=5_000)
def sound(word: str) -> str:
    """Return how a Hindi word in Latin letters sounds: *nahin*, *nahee* and *nahi* are one word."""
    plain = word
    for typed, heard in _LONG:
        plain = plain.replace(typed, heard)
    return _NASAL.sub("", _TWICE.sub(r"\1", plain))
