"""Hold the short forms that people type, each with the words it stands for."""

from __future__ import annotations

from typing import Final

SHORT: Final[dict[str, tuple[str, ...]]] = {
    "ain't": ("is", "not"),
    "can't": ("can", "not"),
    "shan't": ("shall", "not"),
    "won't": ("will", "not"),
    "aint": ("is", "not"),
    "arent": ("are", "not"),
    "cannot": ("can", "not"),
    "cant": ("can", "not"),
    "couldnt": ("could", "not"),
    "didnt": ("did", "not"),
    "doesnt": ("does", "not"),
    "dont": ("do", "not"),
    "hadnt": ("had", "not"),
    "hasnt": ("has", "not"),
    "havent": ("have", "not"),
    "isnt": ("is", "not"),
    "shouldnt": ("should", "not"),
    "wasnt": ("was", "not"),
    "werent": ("were", "not"),
    "wont": ("will", "not"),
    "wouldnt": ("would", "not"),
    "dunno": ("do", "not", "know"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "youre": ("you", "are"),
    "theyre": ("they", "are"),
    "hes": ("he", "is"),
    "shes": ("she", "is"),
    "thats": ("that", "is"),
    "whats": ("what", "is"),
    "theres": ("there", "is"),
    "it's": ("it", "is"),
    "that's": ("that", "is"),
    "what's": ("what", "is"),
    "there's": ("there", "is"),
    "here's": ("here", "is"),
    "he's": ("he", "is"),
    "she's": ("she", "is"),
    "who's": ("who", "is"),
    "how's": ("how", "is"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "kinda": ("kind", "of"),
    "sorta": ("sort", "of"),
    "n": ("and",),
    "u": ("you",),
    "ur": ("your",),
    "r": ("are",),
    "w/": ("with",),
    "w/o": ("without",),
    "bc": ("because",),
    "bcos": ("because",),
    "cos": ("because",),
    "cuz": ("because",),
    "coz": ("because",),
    "tho": ("though",),
    "rn": ("right", "now"),
    "pls": ("please",),
    "plz": ("please",),
    "abt": ("about",),
    "b4": ("before",),
    "ppl": ("people",),
    "doc": ("doctor",),
    "docs": ("doctor",),
    "gp": ("doctor",),
    "hr": ("hour",),
    "hrs": ("hour",),
    "min": ("minute",),
    "mins": ("minute",),
    "wk": ("week",),
    "wks": ("week",),
    "mo": ("month",),
    "mos": ("month",),
    "mth": ("month",),
    "mths": ("month",),
    "yr": ("year",),
    "yrs": ("year",),
    "yo": ("year", "old"),
    "meds": ("medicine",),
    "med": ("medicine",),
    "mag": ("magnesium",),
    "preg": ("pregnant",),
    "legday": ("leg", "day"),
    "alot": ("a", "lot"),
    "outta": ("out", "of"),
    "feelin": ("feeling",),
    "goin": ("going",),
    "gettin": ("getting",),
    "havin": ("having",),
    "somethin": ("something",),
    "nothin": ("nothing",),
    "nowt": ("nothing",),
    "owt": ("anything",),
    "tonite": ("tonight",),
    "2day": ("today",),
}
"""Words typed short, in lower case. `ill`, `id`, `were` and `its` are left out: each is a word of its own."""

ENDINGS: Final[dict[str, tuple[str, ...]]] = {
    "n't": ("not",),
    "'re": ("are",),
    "'ve": ("have",),
    "'ll": ("will",),
    "'m": ("am",),
    "'d": ("would",),
    "'s": (),
}
"""What is left of a contraction after its first word; a bare 's is dropped, for it is mostly a possessive."""

NUMBERS: Final[dict[str, float]] = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "couple": 2,
    "three": 3,
    "few": 3,
    "several": 4,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}


def spell_out(word: str) -> tuple[str, ...]:
    """Return the words that a typed word in lower case stands for."""
    if (short := SHORT.get(word)) is not None:
        return short
    if "'" in word:
        for ending, rest in ENDINGS.items():
            if word.endswith(ending) and len(word) > len(ending):
                return (word.removesuffix(ending), *rest)
        return (word.replace("'", ""),)
    return (word,)


def number(word: str) -> float | None:
    """Return the value of a number in figures or words, or None."""
    if word[:1].isdecimal() and word.isascii():
        return float(word) if word.count(".") <= 1 else None
    return NUMBERS.get(word)
