"""Find cards for a free question: BM25 over title, aliases and text, and an honest measure of confidence.

Cards are ranked by words and by pairs of neighbours, so that *how much* and *what is* count as what they ask. The
confidence looks at telling words alone.

A question may name what the library does not have, so the best card alone says little. The confidence is the score
times a power of the coverage (how much of the question's weight the card holds) times a topic gate (lower where no
word of our topics occurs). A word of our topics weighs something even where every card holds it, and an everyday word
that no card holds weighs little.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.knowledge.models import Card, CardKind, Glossary
from bot.text.repair import Vocabulary
from bot.text.stems import stem
from bot.text.words import Stop, Text, read

_SATURATION: Final = 4.0
_LENGTH_SHARE: Final = 0.75
_FIELD_WEIGHTS: Final = (3.0, 3.0, 1.0)
_NEAR_TOPIC, _OFF_TOPIC = 0.5, 0.2
_TOPIC_WEIGHT, _NEAR_WEIGHT = 2.5, 1.0
_EVERYDAY: Final = 0.1
_ASKED: Final = 2.0
_NAMED: Final = 0.25
_PAIR: Final = 0.4
"""What a pair of neighbouring words counts, beside one word as rare."""
_LONGEST: Final = 6_000
_SENTENCES: Final = 12
_LONG_WORD: Final = 5
_COVERED: Final = 1.5
"""Power of the coverage: a question half of which the card lacks counts for much less than half."""

_HALF: Final = 1.75
"""Raw confidence that becomes one half, the line between known and unknown."""
_KNOWN: Final = 0.5

_FIRST: Final = {CardKind.SYMPTOM: 1.03, CardKind.CAUSE: 1.1}
"""A person who names a trigger or a symptom is better served by its card than by one on prevention that speaks of it."""

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

_GRAMMAR_WORDS: Final = """
a am an and are at be been did do does for i in is it its me my of on or so that the this to was were with you your
"""
_GRAMMAR: Final = frozenset(map(stem, _GRAMMAR_WORDS.split()))
"""Words that count in no ranking by themselves, only beside another word."""


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


@dataclass(frozen=True, slots=True)
class _Part:
    """Hold one sentence: its telling words, what cards are found by, and whether it is a question."""

    stems: list[str]
    marks: list[str]
    is_question: bool


class Index:
    """Search the cards; unchanged once built."""

    def __init__(
        self,
        cards: Iterable[Card],
        glossary: Glossary,
        common: Iterable[str] = (),
        spelt: Container[str] = (),
    ) -> None:
        """Weigh every word of every card; *common* words and *spelt* forms are not taken for a typo of another."""
        self._cards = tuple(cards)
        self._read_as = _read_as(glossary)
        texts = [tuple(tuple(map(read, field)) for field in _fields(card)) for card in self._cards]
        # Each text is told in words once: there are thousands of aliases.
        told = [tuple([self._words(text) for text in field] for field in fields) for fields in texts]
        self._topics = self._stems_of(glossary.topics)
        self._near_topics = self._stems_of(glossary.near_topics)
        self._everyday = self._stems_of(glossary.everyday)
        self._names = [_names(title + aliases) for title, aliases, _ in told]
        self._weights = _weights(
            [tuple([mark for words in field for mark in _marks(words)] for field in fields) for fields in told]
        )
        named = {word for title, aliases, _ in texts for text in (*title, *aliases) for word in text.words}
        meant = (*glossary.names, *glossary.topics, *glossary.near_topics, *glossary.synonyms, *glossary.misspellings)
        wanted = {word for word in named if len(word) >= _LONG_WORD}.union(*(read(word).words for word in meant))
        self._repair = Vocabulary(wanted, [*common, *glossary.everyday, *self._read_as], spelt).repair
        self._exact: dict[tuple[str, ...], int] = {}
        for number, (title, aliases, _) in enumerate(told):
            self._exact.update((tuple(words), number) for words in (*aliases, *title))
        repaired = {word: self._repair(word) for word in named}
        for number, (title, aliases, _) in enumerate(texts):
            self._exact.update((tuple(map(repaired.__getitem__, text.words)), number) for text in (*aliases, *title))
        self._exact.pop((), None)  # A name of signs alone has no words; a text without words must not find it.
        self._rarest = _rarity(len(self._cards), 0)
        self._rarities = {
            name: _rarity(len(self._cards), len(found)) * (_PAIR if " " in name else 1.0)
            for name, found in self._weights.items()
        }
        self._by_rarest = self._by_rarest_word()

    def search(self, text: str, limit: int) -> Result:
        """Return the best cards for a text."""
        words = read(text[:_LONGEST], self._repair)
        parts = self._parts(words)
        marks: dict[str, float] = {}
        asked: dict[str, float] = {}
        for part in parts:
            weight = _ASKED if part.is_question and len(parts) > 1 else 1.0
            for found, names in ((marks, part.marks), (asked, part.stems)):
                found.update((name, max(found.get(name, 0.0), weight)) for name in names)
        scores = self._scores(marks)
        if (named := self._exact.get(words.words, self._exact.get(tuple(self._words(words))))) is not None:
            scores[named] = max(scores.values(), default=0.0) + 1.0
        best = sorted(scores, key=lambda number: (-scores[number], number))[: max(limit, 0)]
        confidence = 1.0 if named is not None else self._confidence([asked, *self._by_part(parts)], best)
        if self._is_spoken_of(asked.keys(), best):
            confidence = max(confidence, _KNOWN)
        return Result(
            tuple(Hit(self._cards[number], round(scores[number], 4)) for number in best),
            round(confidence, 4),
            known=bool(best) and confidence >= _KNOWN,
        )

    @staticmethod
    def _by_part(parts: Sequence[_Part]) -> list[dict[str, float]]:
        """Return what each sentence asks for by itself: a long story holds much that no card has."""
        return [dict.fromkeys(part.stems, 1.0) for part in parts[:_SENTENCES]] if len(parts) > 1 else []

    def _confidence(self, queries: Iterable[Mapping[str, float]], best: Sequence[int]) -> float:
        raw = max((self._raw_confidence(query, number) for query in queries if query for number in best), default=0.0)
        return raw / (raw + _HALF)

    def _is_spoken_of(self, asked: AbstractSet[str], best: Sequence[int]) -> bool:
        """Say whether the text holds a whole name of the best card, of two words or more and with a topic's word."""
        names = (name for number in best[:1] for name in self._names[number])
        return any(len(name) > 1 and name <= asked and not name.isdisjoint(self._topics) for name in names)

    def _parts(self, text: Text) -> list[_Part]:
        """Return the sentences of a text."""
        parts: list[_Part] = []
        start = 0
        for place, stop in enumerate(text.stops, start=1):
            if stop >= Stop.PAUSE or place == len(text):
                words = self._words(text, start, place)
                if marks := _marks(words):
                    parts.append(_Part(_telling(words), marks, stop is Stop.QUESTION))
                start = place
        return parts

    def _words(self, text: Text, start: int = 0, end: int | None = None) -> list[str]:
        """Return the stems of a text without figures, each synonym as the word it stands for."""
        names: list[str] = []
        for word, name in zip(text.words[start:end], text.stems[start:end], strict=True):
            names.extend(self._read_as.get(word) or self._read_as.get(name) or (name,))
        return [name for name in names if not name.isdecimal()]

    def _scores(self, asked: Mapping[str, float]) -> dict[int, float]:
        scores: defaultdict[int, float] = defaultdict(float)
        for name, share in asked.items():
            for number, weight in self._weights.get(name, {}).items():
                scores[number] += share * self._rarities[name] * weight
        for number, weight in self._named(asked.keys()).items():
            scores[number] += _NAMED * weight
        return {number: score * _FIRST.get(self._cards[number].kind, 1.0) for number, score in scores.items()}

    def _named(self, asked: AbstractSet[str]) -> dict[int, float]:
        """Return the cards of which a text holds a whole title or alias, with the weight of the weightiest."""
        found: defaultdict[int, float] = defaultdict(float)
        for word in asked:
            for number, name, weight in self._by_rarest.get(word, ()):
                if name <= asked:
                    found[number] = max(found[number], weight)
        return found

    def _by_rarest_word(self) -> dict[str, list[tuple[int, frozenset[str], float]]]:
        """Return each name with its card and weight, under its rarest word."""
        found: defaultdict[str, list[tuple[int, frozenset[str], float]]] = defaultdict(list)
        for number, names in enumerate(self._names):
            for name in names:
                rarest = max(sorted(name), key=self._rarities.__getitem__)
                found[rarest].append((number, name, sum(map(self._rarities.__getitem__, sorted(name)))))
        return dict(found)

    def _raw_confidence(self, asked: Mapping[str, float], number: int) -> float:
        weights = {name: share * self._weight(name) for name, share in asked.items()}
        held = {name: weight for name, weight in weights.items() if number in self._weights.get(name, {})}
        score = sum(weight * self._weights[name][number] for name, weight in held.items())
        coverage = sum(held.values()) / sum(weights.values())
        return score * coverage**_COVERED * self._gate(asked.keys())

    def _weight(self, name: str) -> float:
        if name in self._topics:
            return max(self._rarities.get(name, self._rarest), _TOPIC_WEIGHT)
        if name in self._near_topics:
            return max(self._rarities.get(name, self._rarest), _NEAR_WEIGHT)
        return self._rarities.get(name, self._rarest * (_EVERYDAY if name in self._everyday else 1.0))

    def _gate(self, names: AbstractSet[str]) -> float:
        if names & self._topics:
            return 1.0
        return _NEAR_TOPIC if names & self._near_topics else _OFF_TOPIC

    def _stems_of(self, terms: Iterable[str]) -> frozenset[str]:
        return frozenset(name for term in terms for name in _telling(self._words(read(term))))


def _fields(card: Card) -> tuple[Iterable[str], ...]:
    return (card.title,), card.aliases, (statement.text for statement in card.statements())


def _telling(words: Iterable[str]) -> list[str]:
    """Return the words that say what a text is about."""
    return [word for word in words if word not in STOP_WORDS]


def _names(told: Iterable[Sequence[str]]) -> tuple[frozenset[str], ...]:
    """Return the telling words of each title and alias that has any."""
    return tuple(name for name in map(frozenset, map(_telling, told)) if name)


def _marks(words: Sequence[str]) -> list[str]:
    """Return what a card is found by: the words, and each pair of neighbours."""
    return [*(word for word in words if word not in _GRAMMAR), *map(" ".join, pairwise(words))]


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
