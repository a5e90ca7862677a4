"""Turn patterns, classes and cues into one tree of stems that is walked once a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, product
from typing import Final, NamedTuple

from bot.text.words import ENGLISH, Stop, Text, Tongue, forms
from bot.triage.facts import TESTS, UNITS, Fact
from bot.triage.patterns import (
    ClassName,
    FactTest,
    PatternFaultError,
    Phrase,
    Sequence_,
    Words,
    parse,
    parse_part,
)

LONGEST: Final = 12
"""No phrase spans more words than this, fillers counted; it bounds the time that a hostile text can cost."""

MOST_PHRASES: Final = 4_000
"""A class that grows beyond this was written by mistake."""

_PLAIN: Final = re.compile(r"[a-z]+(?: [a-z]+)*")
_PIECE: Final = re.compile(r"\([^()]*\)\??|\{[^{}]*\}\??|[^\s(){}]+")
_WORD: Final = re.compile(r"(?<![{\w>-])[a-z']+(?![\w}>-])")

Keys = tuple[str, ...]


@dataclass(slots=True)
class Node:
    """Hold one step of the tree: what may follow, and what is complete here."""

    next: dict[str, Node] = field(default_factory=dict[str, "Node"])
    atoms: list[int] = field(default_factory=list[int])

    def plant(self, phrase: Keys, atom: int) -> None:
        """Add a phrase below this step."""
        node = self
        for word in phrase:
            node = node.next.setdefault(word, Node())
        node.atoms.append(atom)


class Tree:
    """Hold all phrases by their first word; the branch of a word grows when a text first holds that word.

    A text touches few of the thousands of first words, so that neither a start nor the memory pays for the others.
    """

    def __init__(self) -> None:
        """Begin with no phrase."""
        self._phrases: dict[str, list[tuple[Keys, int]]] = {}
        self._grown: dict[str, Node] = {}

    def add(self, phrases: Iterable[Keys], atom: int) -> None:
        """Add the phrases of an atom."""
        for phrase in phrases:
            if (known := self._phrases.get(phrase[0])) is None:
                known = self._phrases[phrase[0]] = []
            known.append((phrase, atom))

    def branch(self, word: str) -> Node | None:
        """Return the step that a first word leads to."""
        if (grown := self._grown.get(word)) is not None:
            return grown
        if (phrases := self._phrases.get(word)) is None:
            return None
        node = Node()
        for phrase, atom in phrases:
            node.plant(phrase[1:], atom)
        # Set only when whole, so that a second thread at worst grows the same branch once more.
        self._grown[word] = node
        return node


class Step(NamedTuple):
    """Hold one place of a sequence: the atoms that may stand there, and the words that may come before."""

    atoms: tuple[int, ...]
    gap: int


Track = tuple[Step, ...]


Compiled = tuple[int, ...]
"""A pattern ready to run: the numbers of its parts, all of which must hold."""


Hits = dict[int, dict[int, tuple[int, ...]]]
"""For each atom the places where it starts, each with the places where it may end."""


class Lexicon:
    """Hold the classes, and give each phrase, class and fact a number: an atom."""

    def __init__(self, classes: Mapping[str, Sequence[str]], tongue: Tongue = ENGLISH) -> None:
        """Read the classes; what is wrong with them stands in `faults`."""
        self._tongue = tongue
        self.faults: list[str] = []
        self.tree = Tree()
        self.words: set[str] = set()
        self.fact_tests: dict[int, FactTest] = {}
        self._written = classes
        self._phrases: dict[str, tuple[Keys, ...]] = {}
        self._open: list[str] = []
        self._atoms: dict[object, int] = {}
        self._parts: dict[tuple[Track, ...], int] = {}
        self.starts: dict[int, list[tuple[int, Track]]] = {}
        for name in classes:
            try:
                self.class_phrases(name)
            except PatternFaultError as fault:
                self.faults.append(f"class {name}: {fault}")

    def class_phrases(self, name: str) -> tuple[Keys, ...]:
        """Return every phrase of a class, as keys of the tree."""
        if (known := self._phrases.get(name)) is not None:
            return known
        if name not in self._written:
            message = f"there is no class '{name}'"
            raise PatternFaultError(message)
        if name in self._open:
            message = f"the classes {' > '.join([*self._open, name])} hold one another"
            raise PatternFaultError(message)
        self._open.append(name)
        try:
            phrases = self.phrases(self._written[name])
        finally:
            self._open.pop()
        self._phrases[name] = phrases
        return phrases

    def phrases(self, written: Iterable[str]) -> tuple[Keys, ...]:
        """Return every phrase that these lines stand for; a line may hold `{class}`, `(a|b)` and `word?`."""
        found: dict[Keys, None] = {}
        for line in written:
            if _PLAIN.fullmatch(line) is not None:
                words, stems = forms(line, self._tongue)
                self.words.update(words)
                found[stems] = None
                continue
            choices = [self._choices(piece) for piece in _PIECE.findall(line)]
            if not choices:
                message = "it has an empty line"
                raise PatternFaultError(message)
            if len(choices) == 1:
                found.update(dict.fromkeys(filter(None, choices[0])))
            else:
                found.update(
                    (keys, None) for choice in product(*choices) if (keys := tuple(chain.from_iterable(choice)))
                )
            if len(found) > MOST_PHRASES:
                message = f"it has more than {MOST_PHRASES} phrases"
                raise PatternFaultError(message)
        return tuple(found)

    def _choices(self, piece: str) -> list[Keys]:
        """Return the runs of keys that one piece of a line may stand for."""
        core = piece.removesuffix("?")
        choices: list[Keys] = [()] if core != piece else []
        if core.startswith("("):
            return [*choices, *self.phrases(core[1:-1].split("|"))]
        part = parse_part(core, self._tongue)
        if isinstance(part, Words):
            self.words.update(forms(core.removeprefix("="), self._tongue)[0])
            return [*choices, part.keys]
        if isinstance(part, ClassName):
            return [*choices, *self.class_phrases(part.name)]
        message = f"'{core}' is a fact, which only a pattern can hold"
        raise PatternFaultError(message)

    def add(self, key: object, phrases: Iterable[Keys]) -> int:
        """Return the atom of a key, planting its phrases in the tree the first time."""
        if (known := self._atoms.get(key)) is not None:
            return known
        atom = self._atoms[key] = len(self._atoms)
        self.tree.add(phrases, atom)
        return atom

    def compile(self, pattern: str) -> Compiled:
        """Return a pattern ready to run, or raise PatternFaultError."""
        self.words.update(_WORD.findall(pattern))
        return tuple(self._part(tuple(map(self._track, part))) for part in parse(pattern, self._tongue))

    def _part(self, tracks: tuple[Track, ...]) -> int:
        """Return the number of a part, noting with which atoms its tracks begin."""
        if (known := self._parts.get(tracks)) is not None:
            return known
        part = self._parts[tracks] = len(self._parts)
        for track in tracks:
            for atom in track[0].atoms:
                self.starts.setdefault(atom, []).append((part, track))
        return part

    def _track(self, sequence: Sequence_) -> Track:
        """Return the steps of a sequence."""
        return tuple(Step(self._alternatives(item.phrases), item.gap) for item in sequence)

    def _alternatives(self, phrases: tuple[Phrase, ...]) -> tuple[int, ...]:
        """Return the atoms of the phrases that may stand at one place."""
        atoms: list[int] = []
        mixed: list[Phrase] = []
        for phrase in phrases:
            match phrase:
                case (ClassName(name),):
                    atoms.append(self.add(("class", name), self.class_phrases(name)))
                case (FactTest() as test,):
                    atoms.append(self._fact(test))
                case _:
                    mixed.append(phrase)
        if mixed:
            keys: list[Keys] = []
            for phrase in mixed:
                keys += self._spelt(phrase)
            atoms.append(self.add(("phrases", tuple(mixed)), keys))
        return tuple(atoms)

    def _spelt(self, phrase: Phrase) -> list[Keys]:
        """Return the runs of keys of a phrase of words and classes."""
        runs: list[tuple[Keys, ...]] = []
        for part in phrase:
            if isinstance(part, FactTest):
                message = "a fact must stand alone between the bars"
                raise PatternFaultError(message)
            runs.append((part.keys,) if isinstance(part, Words) else self.class_phrases(part.name))
        return [tuple(chain.from_iterable(choice)) for choice in product(*runs)]

    def _fact(self, test: FactTest) -> int:
        """Return the atom of a fact."""
        if test.name not in UNITS:
            message = f"there is no fact '{test.name}': use {', '.join(sorted(UNITS))}"
            raise PatternFaultError(message)
        if test.unit not in UNITS[test.name]:
            units = ", ".join(unit or "no unit" for unit in UNITS[test.name])
            message = f"'{test.name}' is not counted in '{test.unit}': use {units}"
            raise PatternFaultError(message)
        atom = self.add(test, ())
        self.fact_tests[atom] = test
        return atom

    def facts(self, facts: Iterable[Fact], hits: Hits) -> None:
        """Add to the hits every fact that passes a test."""
        for fact in facts:
            for atom, test in self.fact_tests.items():
                limit = test.value * UNITS[test.name][test.unit]
                if fact.name == test.name and TESTS[test.test](fact.value, limit):
                    ends = hits.setdefault(atom, {})
                    ends[fact.start] = (*ends.get(fact.start, ()), fact.end)


def scan(tree: Tree, text: Text, fillers: frozenset[str]) -> Hits:
    """Return where each atom stands in a text; no phrase runs across the end of a sentence."""
    hits: Hits = {}
    size = len(text)
    for start in range(size):
        nodes: list[Node] = []
        place = start
        while place < min(size, start + LONGEST):
            word, stem = text.words[place], text.stems[place]
            exact = f"={word}"
            if place == start:
                reached = [step for key in (stem, exact) if (step := tree.branch(key)) is not None]
            else:
                reached = [step for node in nodes for key in (stem, exact) if (step := node.next.get(key)) is not None]
            for node in reached:
                for atom in node.atoms:
                    ends = hits.setdefault(atom, {})
                    ends[start] = (*ends.get(start, ()), place + 1)
            # A filler may stand inside a phrase: "lost all my strength" is still "lost all strength".
            nodes = [*reached, *nodes] if place > start and word in fillers else reached
            if not nodes or text.stops[place] >= Stop.FULL:
                break
            place += 1
    return hits
