"""Tell in which language a text is written, by its small words, its letters and its script.

When unsure, it is English: that is what Charley reads best, and a slip there costs most.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from functools import cache
from typing import Final, Literal, cast

from bot.text.tongues import ENGLISH, FRENCH, GERMAN, HINDI, OTHERS, PORTUGUESE, SPANISH

Language = Literal["en", "es", "fr", "de", "pt", "hi", "other"]

LONGEST: Final = 1_000
"""Characters read: enough to know any language, and a hostile text cannot cost more."""

SHORT: Final = 6
"""Below this number of words a text is taken for another language only when that is sure."""

SURE: Final = 4
"""How far ahead of English another language must be in a short text."""

CLEAR: Final = 3
"""One part in so many of a word's weight, for each word, is a lead that leaves no doubt."""

LONG: Final = 4
"""Letters from which on a word says whether it is English."""

_SKIPPED: Final = re.compile(r"https?://\S+|<[^<>\s]{1,60}>")
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_OWN: Final[Mapping[str, str]] = {
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "de": GERMAN,
    "pt": PORTUGUESE,
    "hi": HINDI,
}
_WEIGHTS: Final = (0, 4, 3, 2)
"""What a word weighs that one, two or three languages have; where more have it, it weighs 1."""

_LETTERS: Final[Mapping[str, str]] = {
    "ñ": "es gl eu",
    "¿": "es",
    "¡": "es",
    "á": "es pt cs sk hu ga is vi",
    "í": "es pt cs sk hu ga is vi",
    "ó": "es pt pl hu ga is vi ca gl",
    "ú": "es pt cs sk hu ga is vi",
    "é": "fr es pt ca cs hu is ga",
    "è": "fr it ca ht",
    "ê": "fr pt vi",
    "ë": "sq nl",
    "à": "fr it ca pt vi",
    "â": "fr pt ro vi",
    "î": "fr ro",
    "ù": "fr it",
    "û": "fr",
    "ô": "fr pt sk vi",
    "œ": "fr",
    "ç": "fr pt ca tr sq",
    "ã": "pt vi",
    "õ": "pt et vi",
    "ä": "de sv fi et sk",
    "ö": "de sv fi et hu tr is",
    "ü": "de et hu tr",
    "ß": "de",
}
"""Letters beyond plain ones, with the languages they speak for; any other such letter speaks for none of ours."""

_ENGLISH_SHAPE: Final = re.compile(
    r"ght|ck|wh|^th|th$|ing$|tion|ness$|^sh|sh$|oo|ea|ee|ow|[^aeiou]y$|ly$|ed$|ould|ous$|tch|^kn|aw|ies$|esia$|ive$|tory$|pathy$",
)
_ELIDED: Final = re.compile(r"(?:j|l|d|qu|n|m|c|s|t)'")
_CONTRACTED: Final = re.compile(r"'(?:t|s|m|re|ve|ll|d)$")


def language(text: str, spelt: Container[str] = ()) -> Language:
    """Return the language of a text; *spelt* holds ordinary English words in every form, and is asked only in doubt."""
    lower = _SKIPPED.sub(" ", unicodedata.normalize("NFKC", text[:LONGEST]).lower().replace("\u2019", "'"))
    if (by_script := _by_script(lower)) is not None:
        return by_script
    scores: Counter[str] = Counter()
    words = [part for word in _WORD.findall(lower) for part in _parts(word, scores)]
    for word in words:
        for name, weight in _known().get(word, _NOBODY):
            scores[name] += weight
    _weigh_letters(lower, scores)
    return _decided(words, scores, spelt)


_NOBODY: Final[tuple[tuple[str, int], ...]] = ()


@cache
def _known() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Return for each small word the languages that have it, with its weight."""
    found: dict[str, list[str]] = {}
    for name, written in {**_OWN, **OTHERS}.items():
        for word in set(_plain(written).split()):
            found.setdefault(word, []).append(name)
    return {word: tuple((name, _weight(word, len(names))) for name in names) for word, names in found.items()}


def _weight(word: str, languages: int) -> int:
    """Return what a word weighs that so many languages have; a single letter says little."""
    return _WEIGHTS[languages] if len(word) > 1 and languages < len(_WEIGHTS) else 1


def _plain(text: str) -> str:
    """Return a text without the marks on its letters."""
    if text.isascii():
        return text
    spread = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def _parts(word: str, scores: Counter[str]) -> list[str]:
    """Return the plain words of one written word, noting what its apostrophe says."""
    if "'" in word:
        if _CONTRACTED.search(word):
            scores["en"] += 3
            return [_plain(word.replace("'", ""))]
        if _ELIDED.match(word):
            scores.update({"fr": 3, "it": 2, "ca": 2})
        return _plain(word).split("'")
    return [_plain(word)]


def _by_script(lower: str) -> Language | None:
    """Return the language of a text of which at least half is in other letters than Latin ones."""
    if lower.isascii():
        return None
    letters = [sign for sign in lower if sign.isalpha()]
    hindi = sum("\u0900" <= sign <= "\u097f" for sign in letters)
    latin = sum(sign < "\u0250" or "\u1e00" <= sign < "\u1f00" for sign in letters)
    foreign = len(letters) - latin - hindi
    if max(hindi, foreign) <= latin:
        return None
    return "hi" if hindi >= foreign else "other"


def _weigh_letters(lower: str, scores: Counter[str]) -> None:
    """Add what letters with marks speak for."""
    if lower.isascii():
        return
    for sign in lower:
        if sign > "\x7f" and (sign.isalpha() or sign in "¿¡"):
            for name in _LETTERS.get(sign, "rest").split():
                scores[name] += 2


def _decided(words: Sequence[str], scores: Mapping[str, int], spelt: Container[str]) -> Language:
    """Return the language that scores speak for, English unless another is clearly ahead."""
    english = scores.get("en", 0)
    others = {name: score for name, score in scores.items() if name != "en"}
    if not others:
        return _unknown(words, english, spelt)
    # Of equal scores one of our five comes first: a stranger's small words are mostly shared with them.
    best = max(others, key=lambda name: (others[name], name in _OWN, name))
    ahead = others[best] - english
    if len(words) < SHORT:
        # One word alone may be a slip of an English one: *crampe*.
        return _named(best) if len(words) > 1 and ahead >= SURE and english <= ahead // 2 else "en"
    if ahead * CLEAR <= len(words) and _is_english(words, spelt):
        return "en"
    return _named(best) if ahead * CLEAR > -len(words) else "en"


def _named(name: str) -> Language:
    """Return the name of a language as it leaves this house."""
    return cast("Language", name) if name in _OWN else "other"


def _unknown(words: Sequence[str], english: int, spelt: Container[str]) -> Language:
    """Return *other* for many words of which none is known."""
    return "other" if len(words) >= SHORT and not english and not _is_english(words, spelt) else "en"


def _is_english(words: Sequence[str], spelt: Container[str]) -> bool:
    """Tell whether most longer words of a text are English, or look so."""
    long = [word for word in words if len(word) >= LONG]
    known = sum(word in spelt or _ENGLISH_SHAPE.search(word) is not None for word in long)
    return not long or known * 2 > len(long)
