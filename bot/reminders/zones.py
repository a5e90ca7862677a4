"""Offer time zones while a person types: by city, country, old name, clock (est, cet) and offset (utc+2, +5:30).

The tables are those of the tz database, handed in as text: this room opens no file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rapidfuzz import fuzz, process

from bot.reminders.places import CITIES, COUNTRIES, LOCALES, MAIN, POPULOUS, SHORT
from bot.text.words import fold

MOST: Final = 25
LONGEST_LABEL: Final = 100
"""Choices of one autocomplete, and characters of a choice; Discord's own limits."""

UTC_KEY: Final = "Etc/UTC"
_UTC_LINKS: Final = (UTC_KEY, "Etc/GMT")
_CLOCKS: Final = ("CET", "EET", "EST", "GMT", "HST", "MET", "MST", "WET")
"""Old names that are also the short name of a clock: who types one may mean any place that has it."""

_LONGEST: Final = 100
_WORD: Final = re.compile(r"[^\W_]+")
_BRACKET: Final = re.compile(r"\([^()]*\)\s*$")
_OFFSET: Final = re.compile(r"(utc|gmt|z)?\s*([+-])?\s*(\d{1,2})(?::(\d{0,2})|(\d{2}))?")
_FARTHEST: Final = timedelta(hours=14)
_HALF_A_YEAR: Final = timedelta(days=182)
_LIKE: Final = 70.0
_SHORTEST_SLIP: Final = 3
_BEGUN, _WORD_BEGUN, _WORDS = 1, 10, 20
"""What a name is worth of which the beginning, a later word or only single words were typed; the kind is added."""

_UNKNOWN: Final = 10_000
_OWN: Final = 100_000


class _Kind(IntEnum):
    """Say what a name is, the more telling first."""

    CITY = 0
    OTHER_CITY = 1
    OLD = 2
    COUNTRY = 3
    CLOCK = 4
    CODE = 5
    REGION = 6


@dataclass(frozen=True, slots=True)
class ZoneChoice:
    """Hold one line of an autocomplete list: at most 100 characters to show, and the key to keep."""

    label: str
    key: str


@dataclass(frozen=True, slots=True)
class _Place:
    key: str
    zone: ZoneInfo
    shown: str
    codes: tuple[str, ...]
    order: int


@dataclass(frozen=True, slots=True)
class _Name:
    plain: str
    kind: _Kind
    key: str
    shown: str = ""


class Zones:
    """Offer and recognise time zones; unchanged once built."""

    def __init__(
        self, table: str, countries: str, links: str, now: datetime, load: Callable[[str], ZoneInfo] = ZoneInfo
    ) -> None:
        """Read `zone.tab` (or `zone1970.tab`), `iso3166.tab` and the links (lines `L key old-name`) of `tzdata.zi`.

        Zones that *load* does not know are left out. *now* only tells the short names of clocks. Raises ValueError
        for a row of a table without its columns.
        """
        named = {code: name for code, name, *_ in (row.split("\t") for row in _rows(countries))}
        self._named = named | {code: names[0] for code, names in COUNTRIES.items() if code in named}
        self._places = {place.key: place for place in self._read(table, load)}
        self._old = dict(self._links(links))
        self._keys = {key.lower(): key for key in self._places} | {old.lower(): key for old, key in self._old.items()}
        told: dict[tuple[str, str], _Name] = {}
        for name in sorted(self._all_names(table, now), key=lambda name: name.kind):
            told.setdefault((name.key, name.plain), name)
        self._names = [*told.values()]
        self._plain = [name.plain for name in self._names]
        self._words: dict[str, set[str]] = {}
        for name in self._names:
            self._words.setdefault(name.key, set()).update(name.plain.split())

    @property
    def keys(self) -> tuple[str, ...]:
        """Return every zone that can be offered."""
        return tuple(self._places)

    def choices(self, text: str, locale: str, now: datetime) -> tuple[ZoneChoice, ...]:
        """Return at most 25 zones for what was typed, best first; for nothing, those of a Discord locale and the most populous.

        *now* is the instant of which a label tells the offset.
        """
        offset = _offset(text[:_LONGEST])
        if offset is not None:
            return self._labelled(((key, "") for key in self._with_offset(offset, locale, now)), now)
        typed = _plain(_BRACKET.sub("", text[:_LONGEST]))
        if not typed:
            return self._labelled(((key, "") for key in self._first(locale)), now)
        return self._labelled(self._called(typed, locale), now)

    def exact(self, text: str) -> str | None:
        """Return the key that a whole text means: a key, an old name, or the name of one place alone; else None."""
        if key := self._keys.get(text.strip().lower()):
            return key
        typed = _plain(_BRACKET.sub("", text[:_LONGEST]))
        for kinds in ((_Kind.CITY, _Kind.OTHER_CITY, _Kind.OLD), (_Kind.COUNTRY,)):
            meant = {name.key for name in self._names if name.plain == typed and name.kind in kinds}
            if meant:
                return meant.pop() if len(meant) == 1 else None
        return None

    def label(self, key: str, now: datetime) -> str:
        """Return how a zone is shown, such as *Berlin, Germany (UTC+01:00 now)*; raise KeyError for one not offered."""
        return _label(self._places[key], "", now)

    def _read(self, table: str, load: Callable[[str], ZoneInfo]) -> Iterator[_Place]:
        ranks = {key: rank for rank, key in enumerate(POPULOUS)}
        rows = [row.split("\t") for row in _rows(table)]
        for number, (codes, _, key, *_) in enumerate(rows):
            all_codes = tuple(codes.split(","))
            zone = _loaded(key, load)
            if zone is not None:
                shown = ", ".join(dict.fromkeys((_city(key), self._named.get(all_codes[0], all_codes[0]))))
                yield _Place(key, zone, shown, all_codes, ranks.get(key, _UNKNOWN + number))
        if (zone := _loaded(UTC_KEY, load)) is not None:
            yield _Place(UTC_KEY, zone, "UTC, the same all year", (), 2 * _UNKNOWN)

    def _links(self, links: str) -> Iterator[tuple[str, str]]:
        """Yield each old name with the key that is kept for it."""
        targets = {old: key for _, key, old in (row.split() for row in _rows(links) if row.startswith("L "))}
        for old, key in targets.items():
            if old not in self._places and old not in _CLOCKS:
                kept = UTC_KEY if key in _UTC_LINKS else key
                if kept in self._places:
                    yield old, kept

    def _all_names(self, table: str, now: datetime) -> Iterator[_Name]:
        for place in self._places.values():
            yield _Name(_plain(_city(place.key)), _Kind.CITY, place.key)
            yield _Name(_plain(place.shown), _Kind.CITY, place.key)
            for code in place.codes:
                shown, *others = COUNTRIES.get(code, (self._named.get(code, code),))
                yield from (_Name(_plain(name), _Kind.COUNTRY, place.key) for name in (shown, *others))
                yield _Name(code.lower(), _Kind.CODE, place.key)
            moments = (now, now + _HALF_A_YEAR)
            clocks = {str(moment.astimezone(place.zone).tzname()).lower() for moment in moments}
            yield from (_Name(clock, _Kind.CLOCK, place.key) for clock in sorted(clocks) if clock.isalpha())
            yield from (_Name(new, _Kind.CLOCK, place.key) for new, clock in SHORT.items() if clock in clocks)
        for _, _, key, *comment in (row.split("\t") for row in _rows(table)):
            if comment and key in self._places:
                yield _Name(_plain(comment[0]), _Kind.REGION, key)
        for old, key in self._old.items():
            yield _Name(_plain(_city(old)), _Kind.OLD, key)
            yield _Name(_plain(old), _Kind.OLD, key)
        yield from (
            _Name(_plain(city), _Kind.OTHER_CITY, key, city) for city, key in CITIES.items() if key in self._places
        )

    def _first(self, locale: str) -> Iterator[str]:
        """Yield the zones of a locale's countries, then those where most people live."""
        for code in LOCALES.get(locale, ()):
            own = [place for place in self._places.values() if code in place.codes]
            yield from MAIN.get(code) or (place.key for place in sorted(own, key=lambda place: place.order))
        yield from POPULOUS

    def _order(self, key: str, locale: str) -> int:
        """Return the place of a zone among equally good ones: the locale's countries first, then where most people live."""
        place = self._places[key]
        own = any(code in LOCALES.get(locale, ()) for code in place.codes)
        return place.order - (_OWN if own else 0)

    def _with_offset(self, offset: timedelta, locale: str, now: datetime) -> list[str]:
        """Return the zones with an offset now, then those with it in half a year."""
        ranked: list[tuple[bool, int, str]] = []
        for place in self._places.values():
            if now.astimezone(place.zone).utcoffset() == offset:
                ranked.append((False, self._order(place.key, locale), place.key))
            elif (now + _HALF_A_YEAR).astimezone(place.zone).utcoffset() == offset:
                ranked.append((True, self._order(place.key, locale), place.key))
        return [key for *_, key in sorted(ranked)]

    def _called(self, typed: str, locale: str) -> list[tuple[str, str]]:
        """Return the zones with a name like the typed one, each with the other city that was meant, if one was."""
        best: dict[str, tuple[float, str]] = {}
        for worth, name in self._hits(typed) or self._slips(typed):
            if name.key not in best or (worth, name.shown) < best[name.key]:
                best[name.key] = (worth, name.shown)
        ranked = sorted((worth, self._order(key, locale), key, shown) for key, (worth, shown) in best.items())
        return [(key, shown) for _, _, key, shown in ranked]

    def _hits(self, typed: str) -> list[tuple[float, _Name]]:
        """Return the names that hold what was typed, each with its worth; less is better."""
        hits: list[tuple[float, _Name]] = []
        # Each of thousands of names is looked at on every key stroke: the plain test comes first.
        for name in [self._names[place] for place, plain in enumerate(self._plain) if typed in plain]:
            if name.plain == typed:
                hits.append((0, name))
            elif name.kind in (_Kind.CLOCK, _Kind.CODE):
                continue
            elif name.plain.startswith(typed):
                hits.append((_BEGUN + name.kind, name))
            elif f" {typed}" in name.plain:
                hits.append((_WORD_BEGUN + name.kind, name))
        if " " in typed:
            hits += [(_WORDS, _Name("", _Kind.CITY, key)) for key in self._with_words(typed.split())]
        return hits

    def _with_words(self, words: list[str]) -> Iterator[str]:
        """Yield the zones of whose words some begin with each of the typed ones."""
        for key, own in self._words.items():
            if all(any(word.startswith(begun) for word in own) for begun in words):
                yield key

    def _slips(self, typed: str) -> Iterator[tuple[float, _Name]]:
        """Yield the names of which the whole or the beginning is like what was typed."""
        size = len(typed)
        if size < _SHORTEST_SLIP:
            return
        for names in (self._plain, [name[:size] for name in self._plain]):
            for _, likeness, place in process.extract(typed, names, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=None):
                yield 100 - likeness, self._names[place]

    def _labelled(self, found: Iterable[tuple[str, str]], now: datetime) -> tuple[ZoneChoice, ...]:
        chosen: dict[str, ZoneChoice] = {}
        for key, meant in found:
            if len(chosen) == MOST:
                break
            if key in self._places and key not in chosen:
                chosen[key] = ZoneChoice(_label(self._places[key], meant, now), key)
        return tuple(chosen.values())


def _rows(table: str) -> Iterator[str]:
    """Yield the rows of a table without its comments."""
    return (line for line in table.splitlines() if line and not line.startswith("#"))


def _loaded(key: str, load: Callable[[str], ZoneInfo]) -> ZoneInfo | None:
    try:
        return load(key)
    except (ZoneInfoNotFoundError, ValueError):
        # The machine's own tables come before those of the package, and may be older than the list of keys.
        return None


def _city(key: str) -> str:
    """Return the name of the city in a key, with the state where the key has one."""
    _, *state, city = key.split("/") if "/" in key else ("", key)
    named = city.replace("_", " ")
    return f"{named}, {state[0].replace('_', ' ')}" if state and state[0] != "Argentina" else named


def _label(place: _Place, meant: str, now: datetime) -> str:
    offset = now.astimezone(place.zone).utcoffset() or timedelta()
    minutes = int(abs(offset).total_seconds()) // 60
    tail = f" (UTC{'-' if offset < timedelta() else '+'}{minutes // 60:02}:{minutes % 60:02} now)"
    shown = f"{place.shown}, for {meant}" if meant else place.shown
    return shown[: LONGEST_LABEL - len(tail)] + tail


def _offset(text: str) -> timedelta | None:
    """Return the offset that a text tells, if it tells one."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("\u2013", "-").strip().lower()
    found = _OFFSET.fullmatch(plain)
    if found is None or not (found[1] or found[2]):
        return None
    minutes = int((found[4] or found[5] or "0").ljust(2, "0"))
    offset = timedelta(hours=int(found[3]), minutes=minutes)
    if minutes >= 60 or offset > _FARTHEST:  # noqa: PLR2004 - minutes of an hour
        return None
    return -offset if found[2] == "-" else offset


def _plain(text: str) -> str:
    """Return the letters and figures of a text, in lower case, with single spaces."""
    return " ".join(_WORD.findall(fold(text)[0].replace("'", "")))
