"""Offer cards while a person types: by title, alias and known misspelling, with slips of the finger forgiven."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from bot.knowledge.models import Card, CardKind, Glossary, Menu
from bot.text.words import fold

MOST: Final = 25
LONGEST_TITLE: Final = 100
"""Choices of one autocomplete, and characters of a choice; Discord's own limits."""

_LONGEST: Final = 100
_WORD: Final = re.compile(r"[^\W_]+")
_WORTH: Final = 62.0
_BEGINNING: Final = 0.97
_INSIDE: Final = 0.93
_SHORT: Final = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold one line of an autocomplete list."""

    title: str
    card_id: str


class Chooser:
    """Offer cards for a few typed letters; unchanged once built."""

    def __init__(self, cards: Iterable[Card], glossary: Glossary, menu: Menu) -> None:
        self._cards = {card.id: card for card in cards}
        self._menus = {key: tuple(getattr(menu, key)) for key in Menu.model_fields}
        self._names: list[str] = []
        self._owners: list[Card] = []
        for card in self._cards.values():
            for name in _names(card, glossary):
                self._names.append(name)
                self._owners.append(card)

    def choices(self, text: str, kinds: Collection[CardKind] = (), menu: str | None = None) -> tuple[Choice, ...]:
        """Return the cards that fit what was typed, best first; for nothing typed, those of the menu."""
        typed = _plain(text[:_LONGEST])
        if not typed:
            return self._offered(kinds, menu)
        best: dict[str, float] = {}
        for place, score in self._scores(typed):
            card = self._owners[place]
            if (not kinds or card.kind in kinds) and score > best.get(card.id, 0.0):
                best[card.id] = score
        ranked = sorted(best, key=lambda name: -best[name])
        return tuple(_choice(self._cards[name]) for name in ranked[:MOST])

    def _offered(self, kinds: Collection[CardKind], menu: str | None) -> tuple[Choice, ...]:
        lists = [self._menus[menu]] if menu in self._menus else list(self._menus.values())
        offered = dict.fromkeys(name for names in lists for name in names if name in self._cards)
        fitting = [self._cards[name] for name in offered if not kinds or self._cards[name].kind in kinds]
        rest = (card for card in self._cards.values() if card.kind in kinds and card.id not in offered)
        return tuple(_choice(card) for card in [*fitting, *rest][:MOST])

    def _scores(self, typed: str) -> Iterable[tuple[int, float]]:
        """Yield the place of each name that is like what was typed, with a score up to 100."""
        size = len(typed)
        beginnings = [name[:size] for name in self._names]
        whole = process.extract(typed, self._names, scorer=fuzz.ratio, score_cutoff=_WORTH, limit=None)
        begun = process.extract(typed, beginnings, scorer=fuzz.ratio, score_cutoff=_WORTH, limit=None)
        yield from ((place, score) for _, score, place in whole)
        yield from ((place, score * _BEGINNING) for _, score, place in begun)
        if size >= _SHORT:
            yield from ((place, 100 * _INSIDE) for place, name in enumerate(self._names) if typed in name)


def _names(card: Card, glossary: Glossary) -> Iterable[str]:
    """Yield the names of a card: title and aliases, and its title with each known misspelling."""
    title = _plain(card.title)
    yield title
    yield from (_plain(alias) for alias in card.aliases)
    for lists in (glossary.misspellings, glossary.synonyms):
        for word, others in lists.items():
            if word in title.split():
                yield from (title.replace(word, _plain(other)) for other in others)


def _choice(card: Card) -> Choice:
    return Choice(card.title[:LONGEST_TITLE], card.id)


def _plain(text: str) -> str:
    """Return the letters and figures of a text, in lower case, with single spaces."""
    return " ".join(_WORD.findall(fold(text)[0].replace("'", "")))
