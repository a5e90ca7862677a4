"""Offer cards while a person types: by title, alias and known misspelling, with slips of the finger forgiven."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from bot.knowledge.models import CARD_MENUS, Card, CardKind, Glossary, Menu
from bot.text.words import fold

MOST: Final = 25
LONGEST_TITLE: Final = 100
"""Choices of one autocomplete, and characters of a choice; Discord's own limits."""

_LONGEST: Final = 100
_WORD: Final = re.compile(r"[^\W_]+")
_WORTH: Final = 62.0
_BEGUN, _WORD_BEGUN, _INSIDE = 0.97, 0.95, 0.90
_ALIAS: Final = 0.97
_LENGTH: Final = 2.0
_POPULAR: Final = 1.0
_SHORT: Final = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold one line of an autocomplete list."""

    title: str
    card_id: str


class Chooser:
    """Offer cards for a few typed letters; unchanged once built."""

    def __init__(self, cards: Iterable[Card], glossary: Glossary, menu: Menu) -> None:
        """Put every name of every card in a row."""
        self._cards = {card.id: card for card in cards}
        self._menus = {key: tuple(getattr(menu, key)) for key in CARD_MENUS}
        self._names: list[str] = []
        self._owners: list[tuple[Card, float]] = []
        for card in self._cards.values():
            for name, trust in _names(card, glossary):
                self._names.append(name)
                self._owners.append((card, trust))

    def choices(self, text: str, kinds: Collection[CardKind] = (), menu: str | None = None) -> tuple[Choice, ...]:
        """Return the cards that fit what was typed, best first; for nothing typed, those of the menu."""
        typed = _plain(text[:_LONGEST])
        if not typed:
            return self._offered(kinds, menu)
        best: dict[str, float] = {}
        for place, likeness in self._likenesses(typed):
            card, trust = self._owners[place]
            score = likeness * trust + _LENGTH * len(typed) / max(len(typed), len(self._names[place]))
            if not kinds or card.kind in kinds:
                best[card.id] = max(score, best.get(card.id, 0.0))
        for name in self._menus["popular"]:
            if name in best:
                best[name] += _POPULAR
        ranked = sorted(best, key=lambda name: -best[name])
        return tuple(_choice(self._cards[name]) for name in ranked[:MOST])

    def _offered(self, kinds: Collection[CardKind], menu: str | None) -> tuple[Choice, ...]:
        lists = [self._menus[menu]] if menu in self._menus else list(self._menus.values())
        offered = dict.fromkeys(name for names in lists for name in names if name in self._cards)
        fitting = [self._cards[name] for name in offered if not kinds or self._cards[name].kind in kinds]
        return tuple(_choice(card) for card in fitting[:MOST])

    def _likenesses(self, typed: str) -> Iterator[tuple[int, float]]:
        """Yield the place of each name that is like what was typed, with a likeness up to 100."""
        size = len(typed)
        beginnings = [name[:size] for name in self._names]
        whole = process.extract(typed, self._names, scorer=fuzz.ratio, score_cutoff=_WORTH, limit=None)
        begun = process.extract(typed, beginnings, scorer=fuzz.ratio, score_cutoff=_WORTH, limit=None)
        yield from ((place, likeness) for _, likeness, place in whole)
        yield from ((place, likeness * _BEGUN) for _, likeness, place in begun)
        inside = f" {typed}"
        for place, name in enumerate(self._names):
            if inside in name:
                yield place, 100 * _WORD_BEGUN
            elif size >= _SHORT and typed in name:
                yield place, 100 * _INSIDE


def _names(card: Card, glossary: Glossary) -> Iterator[tuple[str, float]]:
    """Yield the names of a card, and how far each is trusted: its title, aliases, and known other spellings of it."""
    title = _plain(card.title)
    yield title, 1.0
    for alias in card.aliases:
        yield _plain(alias), _ALIAS
    for lists in (glossary.misspellings, glossary.synonyms):
        for word, others in lists.items():
            if word in title.split():
                yield from ((title.replace(word, _plain(other)), _ALIAS) for other in others)


def _choice(card: Card) -> Choice:
    return Choice(card.title[:LONGEST_TITLE], card.id)


def _plain(text: str) -> str:
    """Return the letters and figures of a text, in lower case, with single spaces."""
    return " ".join(_WORD.findall(fold(text)[0].replace("'", "")))
