"""Write Hindi from its own script in Latin letters, as people type it: दर्द becomes *dard*."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from unicodedata import normalize

_TYPED_CONSONANTS: Final = "k kh g gh n ch chh j jh n t th d dh n t th d dh n p ph b bh m y r l l v sh sh s h"
_TYPED_VOWELS: Final = "a i i u u ri e e e ai o o o au"
_CONSONANTS: Final = dict(zip("कखगघङचछजझञटठडढणतथदधनपफबभमयरलळवशषसह", _TYPED_CONSONANTS.split(), strict=True))
_SIGNS: Final = dict(zip("ािीुूृॅॆेैॉॊोौ", _TYPED_VOWELS.split(), strict=True))
_VOWELS: Final = {"अ": "a", **dict(zip("आइईउऊऋऍऎएऐऑऒओऔ", _TYPED_VOWELS.split(), strict=True))}
_NASAL: Final = frozenset("ँं")
_LIPS: Final = frozenset("pbm")
_SILENT: Final = "्"
_NUKTA: Final = "़"
_BREATH: Final = "\u0903"
_DOTTED: Final = {"j": "z", "ph": "f"}
"""What a dot below makes of a letter; of the others it changes what is heard, not what is typed."""
_MARKS: Final = {**dict(zip("०१२३४५६७८९", "0123456789", strict=True)), "।": ".", "॥": "."}

Letter = tuple[str, int]
"""What is written, and the place of the sign that it stands for."""


class _Syllable:
    """Hold a consonant and the vowel behind it; one that nobody wrote is `None`, one that is silenced is empty."""

    __slots__ = ("consonant", "nasal", "place", "vowel", "vowel_place")

    def __init__(self, consonant: str, place: int, vowel: str | None = None) -> None:
        self.consonant = consonant
        self.vowel = vowel
        self.nasal = False
        self.place = self.vowel_place = place

    @property
    def sounds(self) -> bool:
        """Tell whether a vowel is heard in it."""
        return self.vowel != ""


def is_devanagari(text: str) -> bool:
    """Tell whether a text holds letters of Hindi's own script."""
    return not text.isascii() and any("\u0900" <= sign <= "\u097f" for sign in text)


def latin(text: str) -> tuple[str, Sequence[int]]:
    """Return a text with Hindi's own letters in Latin ones, and for each letter the place it came from.

    The vowel that goes without saying is left out where it is not heard: at the end of a word, and in the middle of one
    where a vowel stands on either side, as in *bachpan*.
    """
    letters: list[Letter] = []
    word: list[_Syllable] = []
    signs = ((sign, place) for place, whole in enumerate(text) for sign in normalize("NFD", whole))
    for sign, place in signs:
        if _grows(word, sign, place):
            continue
        letters += _written(word)
        word.clear()
        letters.append((_MARKS.get(sign, sign), place))
    letters += _written(word)
    return "".join(letter for letter, _ in letters), [place for letter, place in letters for _ in letter]


def _grows(word: list[_Syllable], sign: str, place: int) -> bool:
    """Add a sign to a word; False if it belongs to none."""
    if (consonant := _CONSONANTS.get(sign)) is not None:
        word.append(_Syllable(consonant, place))
    elif (vowel := _VOWELS.get(sign)) is not None:
        word.append(_Syllable("", place, vowel))
    elif not word:
        return False
    elif (vowel := _SIGNS.get(sign)) is not None:
        word[-1].vowel, word[-1].vowel_place = vowel, place
    elif sign == _BREATH:
        word.append(_Syllable("h", place, ""))
    elif sign == _SILENT:
        word[-1].vowel = ""
    elif sign in _NASAL:
        word[-1].nasal = True
    elif sign == _NUKTA:
        word[-1].consonant = _DOTTED.get(word[-1].consonant, word[-1].consonant)
    else:
        return False
    return True


def _written(word: Sequence[_Syllable]) -> list[Letter]:
    """Return the letters of a word, its unheard vowels left out."""
    heard = _heard(word)
    letters: list[Letter] = []
    for number, (syllable, vowel) in enumerate(zip(word, heard, strict=True)):
        letters.append((syllable.consonant, syllable.place))
        letters.append((vowel, syllable.vowel_place))
        if syllable.nasal:
            following = word[number + 1].consonant[:1] if number + 1 < len(word) else ""
            letters.append(("m" if following in _LIPS and following else "n", syllable.vowel_place))
    return letters


def _heard(word: Sequence[_Syllable]) -> list[str]:
    """Return the vowel of each syllable as it is heard, from the end of the word on."""
    heard = ["a" if syllable.vowel is None else syllable.vowel for syllable in word]
    for number in range(len(word) - 1, 0, -1):
        syllable = word[number]
        if syllable.vowel is not None or syllable.nasal:
            continue
        ends = number == len(word) - 1
        between = not ends and word[number - 1].sounds and heard[number + 1] and word[number + 1].consonant
        if ends or between:
            heard[number] = ""
    return heard
