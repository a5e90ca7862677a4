"""Find phrases in a text without ever writing them all out.

The lines of the lexicon are choices within choices: `(no|not) (a|any) {pain}` stands for hundreds of phrases. Only what
a text walks through is worked out, one word at a time, and kept for the next text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, product
from typing import Final, TypeAlias

from bot.text.words import Stop, Text

LONGEST: Final = 12
"""No phrase spans more words than this, fillers counted; it bounds the time that a hostile text can cost."""

Keys: TypeAlias = tuple[str, ...]
"""A phrase: each key is a stem, or `=` and a word for this very form."""

Line: TypeAlias = "tuple[str | Choice, ...]"
"""A phrase with choices in it."""

Openings: TypeAlias = dict[str, list[Line]]
"""For each first word what may come after it."""

FEW: Final = 8
"""Choices that are asked as fast as a note would be found."""

MOST_MISSES: Final = 64
"""Notes kept at one step, so that no text can fill the memory with words that lead nowhere."""

Places: TypeAlias = Mapping[int, tuple[int, ...]]
"""Where something starts, each with the places where it may end; never changed, for several atoms share them."""


class Choice:
    """Stand for one of several lines, or for nothing at all if it is optional."""

    __slots__ = ("_openings", "count", "lines", "name", "optional")

    def __init__(self, lines: Iterable[Line], *, optional: bool = False, name: str = "") -> None:
        """Keep the lines that hold something, each once; *name* is that of the class whose lines they are.

        `count` is how many phrases they stand for, those counted twice that stand twice.
        """
        self.lines: tuple[Line, ...] = tuple(filter(None, dict.fromkeys(lines)))
        self.optional = optional
        self.name = name
        self.count = sum(map(_count, self.lines))
        self._openings: Openings | None = None

    @property
    def openings(self) -> Openings:
        """Return for each first word what may come after it."""
        if self._openings is None:
            if len(self.lines) == 1 and len(self.lines[0]) == 1 and isinstance(only := self.lines[0][0], Choice):
                return only.openings
            # Set only when whole, so that a second thread at worst does the same once more.
            found: Openings = {}
            for line in self.lines:
                _open(line, found)
            self._openings = found
        return self._openings

    def phrases(self) -> Iterator[Keys]:
        """Yield every phrase, some of them more than once."""
        for line in self.lines:
            runs = [_runs(piece) for piece in line]
            yield from filter(None, (tuple(chain.from_iterable(run)) for run in product(*runs)))


def _count(line: Line) -> int:
    """Return how many phrases a line stands for."""
    found = 1
    for piece in line:
        if not isinstance(piece, str):
            found *= piece.count + piece.optional
    return found


def _runs(piece: str | Choice) -> list[Keys]:
    """Return the runs of keys that a piece of a line may stand for."""
    if isinstance(piece, str):
        return [(piece,)]
    return [*([()] if piece.optional else []), *piece.phrases()]


def _open(line: Line, found: Openings) -> None:
    """Add each first word of a line, with what may come after it."""
    for place, piece in enumerate(line, 1):
        rest = line[place:]
        if isinstance(piece, str):
            found.setdefault(piece, []).append(rest)
            return
        for word, lines in piece.openings.items():
            found.setdefault(word, []).extend(one + rest for one in lines)
        if not piece.optional:
            return


@dataclass(slots=True, eq=False)
class Goal:
    """Hold what is reached where a phrase ends: an atom, and what goes on from there."""

    atom: int
    onward: list[Item] = field(default_factory=list["Item"])


Item: TypeAlias = tuple[Line, Goal]
"""What is left of a line, and what its end reaches."""


@dataclass(slots=True, eq=False)
class Node:
    """Hold one step into the phrases: what is complete here, and what may follow."""

    atoms: list[int] = field(default_factory=list[int])
    words: dict[str, list[Item]] = field(default_factory=dict[str, list[Item]])
    choices: list[tuple[Openings, Item]] = field(default_factory=list["tuple[Openings, Item]"])
    steps: dict[str, Node] = field(default_factory=dict[str, "Node"])
    misses: set[str] = field(default_factory=set[str])

    def step(self, word: str) -> Node | None:
        """Return the step that a word leads to."""
        if (known := self.steps.get(word)) is not None:
            return known
        if word in self.misses:
            return None
        items = list(self.words.get(word, ()))
        for openings, (rest, goal) in self.choices:
            if (lines := openings.get(word)) is not None:
                items += [(line + rest, goal) for line in lines]
        if not items:
            self._miss(word)
            return None
        # Set only when whole, so that a second thread at worst makes the same step once more.
        node = self.steps[word] = node_of(items)
        return node

    def _miss(self, word: str) -> None:
        """Note a word that leads nowhere, where it takes long to find out."""
        if len(self.choices) > FEW:
            if len(self.misses) >= MOST_MISSES:
                self.misses.clear()
            self.misses.add(word)


def node_of(items: Iterable[Item]) -> Node:
    """Return the step at which these items stand."""
    node = Node()
    todo = list(dict.fromkeys(items))
    reached: set[Goal] = set()
    while todo:
        line, goal = todo.pop()
        if not line:
            if goal not in reached:
                reached.add(goal)
                node.atoms.append(goal.atom)
                todo += goal.onward
            continue
        piece, rest = line[0], (line[1:], goal)
        if isinstance(piece, str):
            node.words.setdefault(piece, []).append(rest)
        else:
            node.choices.append((piece.openings, rest))
            if piece.optional:
                todo.append(rest)
    return node


class Tree:
    """Hold all lines by their first words; the branch of a word grows when a text first holds that word."""

    def __init__(self) -> None:
        """Begin with no line."""
        self._items: defaultdict[str, list[Item]] = defaultdict(list)
        self._grown: dict[str, Node] = {}
        self._classes: dict[str, Goal] = {}
        self.exact: set[str] = set()

    def add(self, lines: Iterable[Line], atom: int, name: str = "") -> None:
        """Add the lines of an atom; *name* is that of the class which they make up."""
        goal = Goal(atom)
        if name:
            self._classes[name] = goal
        self._add(lines, (), goal)

    def _add(self, lines: Iterable[Line], after: Line, goal: Goal) -> None:
        """Add lines below their first words; *after* is what follows them, and no part of them."""
        for line in lines:
            for place, piece in enumerate(line, 1):
                rest = line[place:] + after
                if isinstance(piece, str):
                    self._items[piece].append((rest, goal))
                    break
                if (whole := self._classes.get(piece.name)) is not None:
                    # The phrases of a class stand here already: what begins with the class goes on from their ends.
                    whole.onward.append((rest, goal))
                else:
                    self._add(piece.lines, rest, goal)
                if not piece.optional:
                    break

    def branch(self, word: str) -> Node | None:
        """Return the step that a first word leads to."""
        if (grown := self._grown.get(word)) is not None:
            return grown
        if (items := self._items.get(word)) is None:
            return None
        node = self._grown[word] = node_of(items)
        return node


def scan(tree: Tree, text: Text, fillers: frozenset[str]) -> Hits:
    """Return where each atom stands in a text; no phrase runs across the end of a sentence."""
    # Many atoms share a step, and a long text comes by the same steps again and again: places are noted by step first.
    found: dict[Node, dict[int, tuple[int, ...]]] = {}
    size = len(text)
    exact = (f"={word}" for word in text.words)
    keys = [(stem, word) if word in tree.exact else (stem,) for stem, word in zip(text.stems, exact, strict=True)]
    for start in range(size):
        reached = [step for key in keys[start] if (step := tree.branch(key)) is not None]
        nodes: list[Node] = []
        for place in range(start, min(size, start + LONGEST)):
            if place > start:
                reached = [step for node in nodes for key in keys[place] if (step := node.step(key)) is not None]
            end = (place + 1,)
            for node in reached:
                if node.atoms:
                    ends = found.setdefault(node, {})
                    ends[start] = ends[start] + end if start in ends else end
            # A filler may stand inside a phrase: "lost all my strength" is still "lost all strength".
            nodes = [*reached, *nodes] if place > start and text.words[place] in fillers else reached
            if not nodes or text.stops[place] >= Stop.FULL:
                break
    return Hits((node.atoms, places) for node, places in found.items())


class Hits(Mapping[int, Places]):
    """Hold the places of each atom in a text.

    Atoms share steps, and a text completes many more atoms than anybody asks for: the places of the steps of an atom
    become one only when it is asked for.
    """

    def __init__(self, found: Iterable[tuple[Sequence[int], Places]] = ()) -> None:
        """Take the places of each step, with the atoms that it completes."""
        self.steps: list[tuple[Sequence[int], Places]] = []
        self._by_atom: dict[int, list[Places]] = {}
        self._known: dict[int, Places] = {}
        for atoms, places in found:
            self.add(atoms, places)

    def add(self, atoms: Sequence[int], places: Places) -> None:
        """Add places to some atoms, none of which was asked for yet."""
        self.steps.append((atoms, places))
        by_atom = self._by_atom
        for atom in atoms:
            if atom in by_atom:
                by_atom[atom].append(places)
            else:
                by_atom[atom] = [places]

    def __getitem__(self, atom: int) -> Places:
        if (known := self._known.get(atom)) is None:
            known = self._known[atom] = union(self._by_atom[atom])
        return known

    def __contains__(self, atom: object) -> bool:
        return atom in self._by_atom

    def __iter__(self) -> Iterator[int]:
        return iter(self._by_atom)

    def keys(self) -> KeysView[int]:
        """Return the atoms, as a view that is quick to intersect."""
        return self._by_atom.keys()

    def __len__(self) -> int:
        return len(self._by_atom)


def union(several: Sequence[Places]) -> Places:
    """Return places of several kinds as one."""
    if len(several) == 1:
        return several[0]
    made: dict[int, tuple[int, ...]] = {}
    for places in several:
        for start, ends in places.items():
            made[start] = made[start] + ends if start in made else ends
    return made
