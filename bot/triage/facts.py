"""Find what a text says in numbers: how long, how old, how hot, and in how many parts of the body.

Units: `duration` in s, m (minutes), h or d; `spell` likewise, but only what is told in seconds, minutes or hours;
`age` in years; `gestation` in weeks, told as *30 weeks.* and no more; `temperature` in degrees Celsius; `dose` in milligrams; `words` in words of a text of a few words; `regions` in parts of the body named in one
sentence (classes `region-…` of the lexicon).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.text.spelling import number
from bot.text.words import Stop, Text

DAYS: Final[dict[str, float]] = {
    "second": 1 / 86_400,
    "sec": 1 / 86_400,
    "minut": 1 / 1_440,
    "h": 1 / 24,
    "hour": 1 / 24,
    "day": 1,
    "night": 1,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "year": 365,
    "decad": 3_650,
}
_VAGUE: Final = {"weeks": 21, "months": 60, "years": 730, "decades": 3_650, "hours": 3 / 24, "days": 3}
TESTS: Final[dict[str, Callable[[float, float], bool]]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
_TIMES: Final[Mapping[str, float]] = {"s": 1 / 86_400, "m": 1 / 1_440, "h": 1 / 24, "d": 1}
UNITS: Final[dict[str, Mapping[str, float]]] = {
    "duration": _TIMES,
    "spell": _TIMES,
    "dose": {"": 1, "mg": 1},
    "gestation": {"": 1},
    "age": {"": 1},
    "temperature": {"": 1},
    "regions": {"": 1},
    "words": {"": 1},
}
_MORE: Final = frozenset({"over", "above", "than", "past", "least", "plus", "beyond", "nearly", "almost"})
_CHILD: Final = frozenset({"son", "daughter", "boy", "girl", "kid", "child", "toddler", "babi", "grandson", "nephew"})
_OLDER: Final = frozenset(
    {"mum", "mom", "mother", "dad", "father", "nan", "gran", "grandma", "grandad", "grandfather", "grandmoth"}
)
_HOT: Final = frozenset({"temperatur", "temp", "fever", "degre", "celsius", "c"})
_HOT_F: Final = frozenset({"temperatur", "temp", "fever", "degre", "fahrenheit", "f"})
_LOWEST, _HIGHEST = 37.9, 43.5
_LOWEST_F, _HIGHEST_F = 100.2, 110
_OLDEST: Final = 110
_FEW: Final = 5
_NO_AGE: Final = frozenset({"a", "an", "one", "couple", "few", "several"})
_SIDE: Final = 3
_YOUNGEST: Final = 13
_NO_HOUR: Final = 25
"""No clock goes so far: *at 76 I fell* tells an age, *at 3 I woke* does not."""
_PRONOUNS: Final = frozenset({"i", "my", "he", "she", "we", "his", "her"})


@dataclass(frozen=True, slots=True)
class Fact:
    """Hold one figure, with the words that gave it."""

    name: str
    value: float
    start: int
    end: int


def find(text: Text) -> list[Fact]:
    """Return the ages, durations and temperatures of a text."""
    facts: list[Fact] = [Fact("words", len(text), 0, 1)] if len(text) <= _FEW else []
    taken: set[int] = set()
    for reader in (_gestations, _ages, _temperatures, _doses, _durations):
        found = [fact for fact in reader(text) if taken.isdisjoint(range(fact.start, fact.end))]
        if reader is not _gestations:
            # "20 weeks." may be both how far on and how long.
            taken.update(place for fact in found for place in range(fact.start, fact.end))
        facts += found
    return facts


def regions(text: Text, places: Mapping[str, Mapping[int, tuple[int, ...]]], walls: frozenset[int]) -> list[Fact]:
    """Return, at each part of the body, how many different ones the words between walls and full stops name."""
    facts: list[Fact] = []
    named: dict[int, list[str]] = {}
    for name, hits in places.items():
        for place in hits:
            named.setdefault(place, []).append(name)
    seen: set[str] = set()
    starts: list[int] = []
    last = len(text) - 1
    for place, stop in enumerate(text.stops):
        if place in named:
            starts.append(place)
            seen.update(named[place])
        if starts and (place in walls or stop > Stop.PAUSE or place == last):
            facts += [Fact("regions", len(seen), start, start + 1) for start in starts]
            seen, starts = set(), []
    return facts


def _word(text: Text, place: int) -> str:
    """Return the stem at a place, or nothing outside the text."""
    return text.stems[place] if 0 <= place < len(text) else ""


def _ages(text: Text) -> Iterator[Fact]:
    """Yield every age that is told, in years."""
    for place, word in enumerate(text.words):
        if word not in _NO_AGE and "." not in word and (value := number(word)) is not None and value <= _OLDEST:
            yield from _age(text, place, value)


def _age(text: Text, place: int, value: float) -> Iterator[Fact]:
    """Yield the age that a number tells, if it tells one."""
    before, after, later = _word(text, place - 1), _word(text, place + 1), _word(text, place + 2)
    if after in DAYS:
        if later == "old":
            yield Fact("age", value * DAYS[after] / DAYS["year"], place, place + 3)
    elif after in {"f", "m", "male", "femal"}:
        yield Fact("age", value, place, place + 2)
    elif (before in {"f", "m"} and place == 1) or before in {"age", "turn"}:
        yield Fact("age", value, place - 1, place + 1)
    elif before == "of" and _word(text, place - 2) in _CHILD:
        yield Fact("age", value, place - 2, place + 1)
    elif after == "s" and before in {"my", "her", "his", "late", "earli", "mid"}:
        yield Fact("age", value, place, place + 2)
    elif (
        (_is_said_of_person(text, place) and _ends_clause(text, place))
        or _opens(text, place, value)
        or (before == "at" and value >= _NO_HOUR and after in _PRONOUNS)
    ):
        yield Fact("age", value, place, place + 1)


def _opens(text: Text, place: int, value: float) -> bool:
    """Tell whether a text begins with an age, as in *82, first cramps ever* or *14 and my legs twitch*."""
    if place or value < _YOUNGEST or len(text) == 1 or number(text.words[1]) is not None:
        return False
    return text.stops[0] > Stop.NONE or text.words[1] in {"and", "here"}


def _is_said_of_person(text: Text, place: int) -> bool:
    """Tell whether a bare number follows *I am*, *he is* or a member of the family."""
    before, earlier = _word(text, place - 1), _word(text, place - 2)
    if before in {"am", "is"}:
        return earlier in {"i", "he", "she", "who", "babi"} | _CHILD | _OLDER
    return before in _CHILD | _OLDER


def _ends_clause(text: Text, place: int) -> bool:
    """Tell whether a number ends what is said, as in *I am 58, drive lorries*."""
    if place + 1 >= len(text) or text.stops[place] > Stop.NONE:
        return True
    return text.words[place + 1] in {"and", "with", "but", "so", "now", "has", "have", "is", "was", "been", "keeps"}


def _temperatures(text: Text) -> Iterator[Fact]:
    """Yield every body temperature above normal, in degrees Celsius."""
    for place, word in enumerate(text.words):
        if not word[:1].isdecimal() or (value := number(word)) is None:
            continue
        near = set(text.stems[max(0, place - _SIDE) : place + 2])
        if _LOWEST <= value <= _HIGHEST and (near & _HOT or ("." in word and _word(text, place + 1) not in _DISTANCES)):
            yield Fact("temperature", value, place, place + 1)
        elif _LOWEST_F <= value <= _HIGHEST_F and (near & _HOT_F or "." in word):
            yield Fact("temperature", (value - 32) * 5 / 9, place, place + 1)


_MILLIGRAMS: Final = {"mg": 1, "milligram": 1, "g": 1_000, "gram": 1_000, "mcg": 0.001, "microgram": 0.001}


def _doses(text: Text) -> Iterator[Fact]:
    """Yield every dose, in milligrams."""
    for place, word in enumerate(text.words):
        weight = _MILLIGRAMS.get(_word(text, place + 1))
        if weight and word[:1].isdecimal() and (value := number(word)) is not None:
            yield Fact("dose", value * weight, place, place + 2)


_LONGEST_GESTATION: Final = 42


def _gestations(text: Text) -> Iterator[Fact]:
    """Yield every bare number of weeks that is a sentence of its own, as pregnant people write it."""
    for place in range(1, len(text)):
        alone = place == 1 or text.stops[place - 2] > Stop.NONE
        if text.stems[place] == "week" and alone and text.stops[place] > Stop.NONE:
            value = number(text.words[place - 1]) or 0
            if value <= _LONGEST_GESTATION:
                yield Fact("gestation", value, place - 1, place + 1)


_DISTANCES: Final = frozenset({"km", "k", "mile", "kg", "kilo", "percent", "lb"})


def _durations(text: Text) -> Iterator[Fact]:
    """Yield every stretch of time, in days."""
    for place, word in enumerate(text.stems):
        if word not in DAYS:
            continue
        start = _number_before(text, place)
        if start is not None:
            value = number(text.words[start])
            before = set(text.words[max(0, start - 2) : place])
            # "Over two weeks" is more than two weeks, if only by an hour.
            more = 1.01 if before & _MORE or _word(text, place + 1) in {"plus", "and"} else 1
            length = (value or 0) * DAYS[word] * more
            yield Fact("duration", length, start, place + 1)
            if DAYS[word] < 1:
                yield Fact("spell", length, start, place + 1)
        elif text.words[place] in _VAGUE and text.words[place - 1 : place] != ("these",):
            yield Fact("duration", _VAGUE[text.words[place]], place, place + 1)


def _number_before(text: Text, place: int) -> int | None:
    """Return the place of the number that counts a unit, as in *3 weeks*, *a few weeks* or *a good 3 weeks*."""
    for step in (1, 2):
        at = place - step
        if at < 0 or text.stops[at] > Stop.COMMA:
            return None
        if number(text.words[at]) is not None:
            return at
        if text.words[at] not in {"of", "more", "good", "full", "whole", "plus", "solid", "straight"}:
            return None
    return None
