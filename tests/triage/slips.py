"""Let fingers slip, always in the same way for the same text."""

from __future__ import annotations

import random
import re

BESIDE = {
    "q": "wa",
    "w": "qes",
    "e": "wrd",
    "r": "etf",
    "t": "ryg",
    "y": "tuh",
    "u": "yij",
    "i": "uok",
    "o": "ipl",
    "p": "ol",
    "a": "qsz",
    "s": "adwx",
    "d": "sfec",
    "f": "dgrv",
    "g": "fhtb",
    "h": "gjyn",
    "j": "hkum",
    "k": "jli",
    "l": "kop",
    "z": "asx",
    "x": "zsc",
    "c": "xdv",
    "v": "cfb",
    "b": "vgn",
    "n": "bhm",
    "m": "njk",
}
"""The keys beside each key."""

_WORD = re.compile(r"[A-Za-z]{3,}")


def slipped(text: str, seed: str, share: float) -> str:
    """Return the text with a slip in a share of its words of three letters and more."""
    chance = random.Random(seed)
    return _WORD.sub(lambda word: slip(word[0], chance) if chance.random() < share else word[0], text)


def slip(word: str, chance: random.Random) -> str:
    """Return a word with one letter missing, struck twice, swapped with the next, or from the key beside.

    The first letter stays, as it does in nearly all slips of people.
    """
    place = chance.randrange(1, len(word))
    before, letter, after = word[:place], word[place], word[place + 1 :]
    match chance.randrange(4):
        case 0:
            return before + after
        case 1:
            return before + letter + letter + after
        case 2:
            return before + after[:1] + letter + after[1:]
        case _:
            return before + chance.choice(BESIDE.get(letter.lower(), letter)) + after
