"""Look cards up and search them: the one door to the cards for the rest of the house."""

from __future__ import annotations

from collections.abc import Collection

from bot.knowledge.choices import Choice, Chooser
from bot.knowledge.content import Content
from bot.knowledge.models import Card, CardKind
from bot.knowledge.search import Hit, Index, Result

__all__ = ["Choice", "Hit", "Library", "Result"]


class Library:
    """Answer look-ups and searches over one loaded content; unchanged once built."""

    def __init__(self, content: Content) -> None:
        self.content = content
        common = [word for lists in content.lexicon.values() for words in lists.values() for word in words]
        self._index = Index(content.cards.values(), content.glossary, common, content.words)
        self._chooser = Chooser(content.cards.values(), content.glossary, content.menu)

    def card(self, name: str) -> Card | None:
        """Return the card with an id, or None."""
        return self.content.cards.get(name)

    def exact(self, value: str, kinds: Collection[CardKind] = ()) -> Card | None:
        """Return the card whose id is exactly the value of an offered choice, or None; no kinds means any kind."""
        card = self.content.cards.get(value)
        return card if card is not None and (not kinds or card.kind in kinds) else None

    def cards_of(self, kinds: Collection[CardKind]) -> tuple[Card, ...]:
        """Return the cards of some kinds, in the order of their files."""
        return tuple(card for card in self.content.cards.values() if card.kind in kinds)

    def search(self, text: str, limit: int = 3) -> Result:
        """Return the best cards for a free text, and whether the library knows the matter."""
        return self._index.search(text, limit)

    def choices(self, text: str, kinds: Collection[CardKind] = (), menu: str | None = None) -> tuple[Choice, ...]:
        """Return at most 25 cards that fit what was typed so far; `menu` names the list for nothing typed."""
        return self._chooser.choices(text, kinds, menu)
