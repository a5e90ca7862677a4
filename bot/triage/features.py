"""Say what stands in a text in short strings, for the net to weigh.

What was denied, past or somebody else's is masked before: the net must not be told of it as if it were so. Kinds:
`stem`, `stem stem` (neighbours), `stem_stem` (one word between), `{class}`, `{class}>{class}` (in this order, a few
words apart), `{class}stem` and `stem{class}` (neighbours), `#abcd` (letters of a word, `<` and `>` its ends, which a
slip of the finger leaves mostly whole), `-` (something masked), `?` (a question).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Final, NamedTuple, TypeAlias

from bot.text.words import Stop, Text
from bot.triage.models import Level

NEAR: Final = 8
"""Two classes further apart than so many words seldom belong together."""

LETTERS: Final = (4, 5)
"""Letters in a row that are read as a feature of their own."""

LONGEST_WORD: Final = 24
"""Letters read of one word: no word is longer, and a text without spaces is none."""

MASK: Final = "-"
BARE: Final = 2
"""Words of weight besides the denied ones, up to which a sentence only denies: *I have no weakness*."""

FEW: Final = 3
"""Words below which the net is not asked: *so then* says nothing to weigh."""

SHORT: Final = 6
"""Words below which what was named stands: of *my arm is weak* the lexicon has read every word."""

PLAIN: Final = 12
"""Words of a sentence that may do no more than name a sign: *left calf double size, hot and sore*.

Were longer ones left out too, one doctor question of the tune part in seventeen more would be asked whether it is an
emergency; with these it is one in eighty more than with sentences of four words.
"""

MOST_BESIDE: Final = 5
"""Such sentences that are left out, in every choice of them; a text of more says enough by its names."""

MOST_WORDS: Final = 400
"""Words read; whatever a person has to say is said by then, and a hostile text cannot cost more."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what was read in a text: its words, the places of each class and fact, and the words not to be read.

    `named` are the words by which signs were named, `sure` those of them that name one without more; `hinted` is the
    highest level of the signs that were named by the others.
    """

    text: Text
    classes: Mapping[str, Iterable[int]]
    fillers: frozenset[int]
    masked: frozenset[int]
    named: frozenset[int] = frozenset()
    sure: frozenset[int] = frozenset()
    hinted: Level = Level.NONE


class Telling(NamedTuple):
    """Hold one way to tell a text: the number of words told, and the places of the parts that are left out."""

    size: int
    untold: tuple[int, ...] = ()


class Told(NamedTuple):
    """Hold all features of a text, the parts of them that only plain sentences tell, and every way to tell it.

    No two parts share a feature: what is left out weighs as much as its parts together.
    """

    whole: Mapping[str, int]
    parts: Sequence[Sequence[str]]
    tellings: Sequence[Telling]

    def features(self, telling: Telling) -> AbstractSet[str]:
        """Return the features that are told in one way."""
        return self.whole.keys() - chain.from_iterable(self.parts[place] for place in telling.untold)


def told(reading: Reading) -> Told:
    """Return a text as it is told, and the same without plain sentences that name a sign, in every choice of them.

    What is told beside a named sign must not weigh less for it: *he talks nonsense* with or without *my leg is weak*.
    As every choice is told, adding one such sentence only adds tellings. A text of few words is not told at all.
    """
    sentences = by_sentence(reading)
    size = sum(len(places) for places, _ in sentences)
    whole = joined([found for _, found in sentences])
    if size < FEW:
        return Told(whole, (), ())
    plain = [
        number
        for number, (places, _) in enumerate(sentences)
        if len(places) <= PLAIN and not reading.named.isdisjoint(places)
    ][:MOST_BESIDE]
    others = set(chain.from_iterable(found for number, (_, found) in enumerate(sentences) if number not in plain))
    parts = _parts([sentences[number][1].keys() - others for number in plain])
    tellings = [Telling(size)] if size >= SHORT or not reading.sure else []
    for count in range(1, len(plain) + 1):
        for chosen in combinations(range(len(plain)), count):
            words = sum(len(sentences[plain[place]][0]) for place in chosen)
            untold = tuple(place for place, by in enumerate(parts) if by.issubset(chosen))
            tellings.append(Telling(size - words, untold))
    return Told(whole, tuple(parts.values()), tellings)


def _parts(sentences: Sequence[AbstractSet[str]]) -> dict[frozenset[int], list[str]]:
    """Return the features of some sentences by the places of those that hold them."""
    holders: dict[str, tuple[int, ...]] = {}
    for place, found in enumerate(sentences):
        for feature in found:
            holders[feature] = (*holders.get(feature, ()), place)
    parts: dict[tuple[int, ...], list[str]] = {}
    for feature, places in holders.items():
        parts.setdefault(places, []).append(feature)
    return {frozenset(places): found for places, found in parts.items()}


def features(reading: Reading) -> dict[str, int]:
    """Return every feature of a text with the place of the word where it first stands."""
    return joined([found for _, found in by_sentence(reading)])


def by_sentence(reading: Reading) -> list[tuple[range, dict[str, int]]]:
    """Return the places of each sentence that does more than deny, and its features."""
    sentences: list[tuple[range, dict[str, int]]] = []
    at = _classes_at(reading)
    for sentence, places in _sentences(reading):
        if _only_denies(sentence):
            continue
        found: dict[str, int] = {}
        if reading.text.stops[places[-1]] is Stop.QUESTION:
            found["?"] = places[-1]
        _words(sentence, found)
        _classes(sentence, at, found)
        for place in places:
            if place not in reading.masked:
                _letters(reading.text.words[place], place, found)
        sentences.append((places, found))
    return sentences


def joined(sentences: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Return the features of several sentences as those of one text."""
    found: dict[str, int] = {}
    # From the last to the first, so that the first place stays; a loop over the features takes several times as long.
    for one in reversed(sentences):
        found.update(one)
    return found


def _only_denies(sentence: list[Token]) -> bool:
    """Tell whether a sentence says nothing but what is not so: such a one may never raise a level."""
    words = [word for word, _ in sentence]
    return MASK in words and len(words) - words.count(MASK) <= BARE


Token: TypeAlias = tuple[str, int]
Pair: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]


def _classes_at(reading: Reading) -> dict[int, tuple[str, ...]]:
    """Return the classes that begin at each unmasked place, in a fixed order."""
    at: dict[int, list[str]] = {}
    for name in sorted(reading.classes):
        written = f"{{{name}}}"
        for place in reading.classes[name]:
            if place not in reading.masked and place < MOST_WORDS:
                at.setdefault(place, []).append(written)
    return {place: tuple(names) for place, names in at.items()}


def _sentences(reading: Reading) -> list[tuple[list[Token], range]]:
    """Return the words of weight of each sentence, a masked passage as one word, and its places."""
    text = reading.text
    sentences: list[tuple[list[Token], range]] = []
    here: list[Token] = []
    first, last = 0, min(len(text), MOST_WORDS) - 1
    for place in range(last + 1):
        if place in reading.masked:
            if not here or here[-1][0] != MASK:
                here.append((MASK, place))
        elif place not in reading.fillers:
            word = text.stems[place]
            here.append(("#" if word[0].isdigit() else word, place))
        if text.stops[place] >= Stop.FULL or place == last:
            sentences.append((here, range(first, place + 1)))
            here, first = [], place + 1
    return sentences


def _words(sentence: list[Token], found: dict[str, int]) -> None:
    """Add single words, neighbours, and words with one between."""
    before = further = ""
    for word, place in sentence:
        found.setdefault(word, place)
        if before:
            found.setdefault(f"{before} {word}", place)
        if further:
            found.setdefault(f"{further}_{word}", place)
        before, further = word, before


def _classes(sentence: list[Token], at: Mapping[int, tuple[str, ...]], found: dict[str, int]) -> None:
    """Add classes, pairs of them, and classes beside words."""
    # A hostile text says the same again and again; what has met once is not paired once more.
    paired: set[Pair] = set()
    for index, (_, place) in enumerate(sentence):
        if (here := at.get(place)) is None:
            continue
        before = sentence[index - 1][0] if index else None
        after = sentence[index + 1][0] if index + 1 < len(sentence) else None
        for one in here:
            found.setdefault(one, place)
            if before is not None:
                found.setdefault(f"{before}{one}", place)
            if after is not None:
                found.setdefault(f"{one}{after}", place)
        for _, later in sentence[index + 1 : index + 1 + NEAR]:
            if (there := at.get(later)) is not None and (here, there) not in paired:
                paired.add((here, there))
                for one in here:
                    for other in there:
                        found.setdefault(f"{one}>{other}", place)


def _letters(word: str, place: int, found: dict[str, int]) -> None:
    """Add the letters of a word in short runs."""
    whole = f"<{word[:LONGEST_WORD]}>"
    for size in LETTERS:
        for start in range(len(whole) - size + 1):
            found.setdefault(f"#{whole[start : start + size]}", place)
