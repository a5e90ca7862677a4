"""Tell in which language a text is written, by its small words, its letters and its script.

When unsure, it is English: that is what Charley reads best, and a slip there costs most.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from typing import Final, Literal

from bot.text.tongues import ENGLISH, FRENCH, GERMAN, HINDI, OTHERS, PORTUGUESE, SPANISH

Language = Literal["en", "es", "fr", "de", "pt", "hi", "other"]

LONGEST: Final = 1_200
"""Characters read: enough to know any language, and a hostile text cannot cost more."""

SHORT: Final = 6
"""Below this number of words a text is taken for another language only when that is sure."""

_SKIPPED: Final = re.compile(r"https?://\S+|<[^<>\s]{1,60}>|`[^`]*`")
_WORD: Final = re.compile(r"[a-z]+")
_WEIGHTS: Final = (0, 4, 3, 2)
"""What a word weighs that is known in one, two or three languages; in more it weighs 1."""

_NAMED: Final[Mapping[str, Iterable[str]]] = {
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "de": GERMAN,
    "pt": PORTUGUESE,
    "hi": HINDI,
}

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
    r"ght|ck|wh|^th|th$|ing$|in$|tion|ness$|sh|oo|ea|ee|ow|ay|[^aeiou]y$|ly$|ed$|'s$|ould|ous$|[^s]s$|mp|tch|kn|er$|ew|aw"
)


def language(text: str, spelt: Container[str] = ()) -> Language:
    """Return the language of a text; *spelt* holds ordinary English words in all their forms, asked only in doubt."""
    lower = _SKIPPED.sub(" ", text[:LONGEST]).lower()
    if (script := _script(lower)) is not None:
        return script
    words = _WORD.findall(_plain(lower))
    scores = _scores(words)
    _weigh_letters(lower, scores)
    return _decided(words, scores, spelt)


def _plain(lower: str) -> str:
    """Return a text in plain letters, apostrophes dropped where English drops them."""
    if lower.isascii():
        return lower.replace("'", "") if "'" in lower else lower
    return _joined(unicodedata.normalize("NFKD", lower.replace("’", "'").replace("ß", "ss")))


def _joined(text: str) -> str:
    return "".join(sign for sign in text if sign != "'" and not unicodedata.combining(sign))
