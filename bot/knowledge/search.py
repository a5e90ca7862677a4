"""Find cards for a free question: BM25 over title, aliases and text, and an honest measure of confidence.

A question may name what the library does not have, so the best card alone says little. The confidence is the score
times the square root of the coverage (how much of the question's weight the card holds) times a topic gate (lower
where no word of our topics occurs).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.knowledge.models import Card, Glossary
from bot.text.repair import Vocabulary
from bot.text.stems import stem
from bot.text.words import Stop, Text, read

_SATURATION: Final = 1.2
_LENGTH_SHARE: Final = 0.75
_FIELD_WEIGHTS: Final = (3.0, 3.0, 1.0)
_OFF_TOPIC: Final = 0.4
_ASKED: Final = 2.0
_LONGEST: Final = 6_000
_SENTENCES: Final = 12
_HALF: Final = 6.0
"""Raw confidence that becomes one half, the line between known and unknown."""
_KNOWN: Final = 0.5

_STOP_WORDS: Final = """
a about after again all also always am an and any are as at be because been before being but by can could did do
does doing down else ever every few for from get give go had happen has have having he help her here hey hi him
his how i if in into is it its just keep kind know let like lot make many may maybe me mean means might more
most much my myself need never new no not now of off often ok okay on one only or other our out over own people
please plus quite really right same say see she should since so some someone something sometimes sort still
stuff such take tell than thank thanks that the their them then there these they thing things think this those
though to too up us use very want was way we well were what when where which while who why will with without
would yes you your
"""
STOP_WORDS: Final = frozenset(map(stem, _STOP_WORDS.split()))
"""Words that say nothing about what a question is about."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold a found card and its score."""

    card: Card
    score: float


@dataclass(frozen=True, slots=True)
class Result:
    """Hold the best cards, how sure the search is, and whether that is enough to call the question known."""

    hits: tuple[Hit, ...]
    confidence: float
    known: bool


class Index:
    """Search the cards; unchanged once built."""

    def __init__(self, cards: Iterable[Card], glossary: Glossary, common: Iterable[str] = ()) -> None:
        """Weigh every word of every card; `common` are words that must not be taken for a typo of another."""
        self._cards = tuple(cards)
        self._read_as = _read_as(glossary)
        texts = [tuple(read(field) for field in _fields(card)) for card in self._cards]
        self._topics = frozenset(name for topic in glossary.topics for name in self._stems(read(topic)))
        self._weights = _weights([tuple(self._stems(text) for text in fields) for fields in texts])
        wanted = {word for fields in texts for text in fields for word in text.words}
        self._repair = Vocabulary(wanted, [*common, *self._read_as]).repair
        self._rarest = _rarity(len(self._cards), 0)
        self._rarities = {name: _rarity(len(self._cards), len(found)) for name, found in self._weights.items()}

    def search(self, text: str, limit: int) -> Result:
        """Return the best cards for a text."""
        parts = self._parts(read(text[:_LONGEST], self._repair))
        asked: dict[str, float] = {}
        for names, is_question in parts:
            weight = _ASKED if is_question and len(parts) > 1 else 1.0
            for name in names:
                asked[name] = max(asked.get(name, 0.0), weight)
        scores = self._scores(asked)
        best = sorted(scores, key=lambda number: (-scores[number], number))[: max(limit, 0)]
        queries = (
            [asked] if len(parts) == 1 else [asked, *(dict.fromkeys(names, 1.0) for names, _ in parts[:_SENTENCES])]
        )
        raw = max((self._raw_confidence(query, number) for query in queries for number in best), default=0.0)
        confidence = raw / (raw + _HALF)
        return Result(
            tuple(Hit(self._cards[number], round(scores[number], 4)) for number in best),
            round(confidence, 4),
            known=confidence >= _KNOWN,
        )

    def _parts(self, text: Text) -> list[tuple[list[str], bool]]:
        """Return the stems of each sentence, and whether it is a question."""
        parts: list[tuple[list[str], bool]] = []
        start = 0
        for place, stop in enumerate(text.stops, start=1):
            if stop >= Stop.PAUSE or place == len(text):
                if names := self._stems(text, start, place):
                    parts.append((names, stop is Stop.QUESTION))
                start = place
        return parts

    def _stems(self, text: Text, start: int = 0, end: int | None = None) -> list[str]:
        """Return the telling stems of a text, each synonym as the word it stands for."""
        names: list[str] = []
        for word, name in zip(text.words[start:end], text.stems[start:end], strict=True):
            names.extend(self._read_as.get(word) or self._read_as.get(name) or (name,))
        return [name for name in names if name not in STOP_WORDS and not name.isdecimal()]

    def _scores(self, asked: Mapping[str, float]) -> dict[int, float]:
        scores: defaultdict[int, float] = defaultdict(float)
        for name, share in asked.items():
            for number, weight in self._weights.get(name, {}).items():
                scores[number] += share * self._rarities[name] * weight
        return scores

    def _raw_confidence(self, asked: Mapping[str, float], number: int) -> float:
        weights = {name: share * self._rarities.get(name, self._rarest) for name, share in asked.items()}
        held = {name: weight for name, weight in weights.items() if number in self._weights.get(name, {})}
        score = sum(weight * self._weights[name][number] for name, weight in held.items())
        coverage = sum(held.values()) / sum(weights.values())
        gate = 1.0 if self._topics & asked.keys() else _OFF_TOPIC
        return score * math.sqrt(coverage) * gate


def _fields(card: Card) -> tuple[str, str, str]:
    """Return the texts of a card, each end of an alias or statement marked by a line's end."""
    return card.title, "\n".join(card.aliases), "\n".join(statement.text for statement in card.statements())


def _weights(cards: Sequence[Sequence[Sequence[str]]]) -> dict[str, dict[int, float]]:
    """Return how much each stem says for each card, by the fields BM25 weighs together."""
    weights: defaultdict[str, dict[int, float]] = defaultdict(dict)
    averages = [max(1.0, sum(len(fields[place]) for fields in cards) / max(1, len(cards))) for place in range(3)]
    for number, fields in enumerate(cards):
        frequency: defaultdict[str, float] = defaultdict(float)
        for names, average, weight in zip(fields, averages, _FIELD_WEIGHTS, strict=True):
            share = weight / (1 - _LENGTH_SHARE + _LENGTH_SHARE * len(names) / average)
            for name, count in Counter(names).items():
                frequency[name] += share * count
        for name, value in frequency.items():
            weights[name][number] = value / (value + _SATURATION)
    return dict(weights)


def _rarity(cards: int, holding: int) -> float:
    return math.log(1 + (cards - holding + 0.5) / (holding + 0.5))


def _read_as(glossary: Glossary) -> dict[str, tuple[str, ...]]:
    """Map each synonym and misspelling of one word, and its stem, to the stems of what it stands for."""
    found: dict[str, tuple[str, ...]] = {}
    for lists in (glossary.synonyms, glossary.misspellings):
        for meant, others in lists.items():
            for other in others:
                found.setdefault(other, read(meant).stems)
                found.setdefault(stem(other), read(meant).stems)
    return found
