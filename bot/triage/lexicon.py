"""Read patterns, classes and cues into one tree that is walked once a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from bot.text.words import ENGLISH, Tongue, forms
from bot.triage.facts import TESTS, UNITS, Fact
from bot.triage.patterns import (
    ClassName,
    FactTest,
    PatternFaultError,
    Phrase,
    Sequence_,
    Words,
    parse,
    parse_item,
    parse_part,
)
from bot.triage.tree import Choice, Keys, Line, Places, Tree

MOST_PHRASES: Final = 4_000
"""A class that grows beyond this was written by mistake."""

_PLAIN: Final = re.compile(r"[a-z]+(?:[ |][a-z]+)*")
"""Bare words, which no fault can be in, and bars between them where the line stands in brackets."""

_PIECE: Final = re.compile(r"\([^()]*\)\??|\{[^{}]*\}\??|[^\s(){}]+")
_WORD: Final = re.compile(r"(?<![{\w>-])[a-z']+(?![\w}>-])")


class Step(NamedTuple):
    """Hold one place of a sequence: the number of the slot that stands there, and the words that may come before."""

    slot: int
    gap: int


Track = tuple[Step, ...]


Compiled = tuple[int, ...]
"""A pattern ready to run: the numbers of its parts, all of which must hold."""


class Lexicon:
    """Hold the classes, and give each phrase, class and fact a number: an atom.

    A slot is what may stand at one place of a pattern, one or more atoms; a part of a pattern is one or more tracks.
    """

    def __init__(self, classes: Mapping[str, Sequence[str]], tongue: Tongue = ENGLISH) -> None:
        """Read the classes; what is wrong with them stands in `faults`."""
        self.faults: list[str] = []
        self.tree = Tree()
        self.words: set[str] = set()
        self.fact_tests: dict[int, FactTest] = {}
        self.slots: dict[tuple[int, ...], int] = {}
        self.parts: dict[tuple[Track, ...], int] = {}
        self._written = classes
        self._tongue = tongue
        # Thousands of lines hold the same words.
        self._read = cache(self._forms)
        self._key = cache(self._keys)
        self._word = cache(self._noted)
        self._pieces: dict[str, Line] = {}
        self._classes: dict[str, tuple[int, Choice]] = {}
        self._open: list[str] = []
        self._atoms: dict[object, int] = {}
        self._items: dict[str, tuple[Phrase, ...]] = {}
        self._item_slots: dict[str, int] = {}
        for name in classes:
            try:
                self._class(name)
            except PatternFaultError as fault:
                self.faults.append(f"class {name}: {fault}")

    def cue(self, name: str, written: Iterable[str]) -> int:
        """Return the atom of a list of cues, or raise PatternFaultError."""
        return self._plant(("cue", name), self._choice(written).lines)

    def class_atom(self, name: str) -> int:
        """Return the atom of a class, or raise PatternFaultError."""
        return self._class(name)[0]

    def compile(self, pattern: str) -> Compiled:
        """Return a pattern ready to run, or raise PatternFaultError."""
        self.words.update(_WORD.findall(pattern))
        parsed = parse(pattern, self._item)
        return tuple(self._part(tuple(map(self._track, part))) for part in parsed)

    def forget(self) -> None:
        """Give back the memory that only reading needs."""
        for known in (self._read, self._key, self._word):
            known.cache_clear()
        for notes in (self._pieces, self._atoms, self._items, self._item_slots):
            notes.clear()

    def facts(self, facts: Iterable[Fact]) -> dict[int, Places]:
        """Return where each test is passed by one of these facts."""
        passed: dict[int, dict[int, tuple[int, ...]]] = {}
        for fact in facts:
            for atom, test in self.fact_tests.items():
                if fact.name != test.name or not TESTS[test.test](fact.value, test.value * UNITS[test.name][test.unit]):
                    continue
                ends = passed.setdefault(atom, {})
                ends[fact.start] = (*ends.get(fact.start, ()), fact.end)
        return dict(passed)

    # --- classes and cues

    def _class(self, name: str) -> tuple[int, Choice]:
        """Return the atom of a class, and the choice of its lines."""
        if (known := self._classes.get(name)) is not None:
            return known
        if name not in self._written:
            message = f"there is no class '{name}'"
            raise PatternFaultError(message)
        if name in self._open:
            message = f"the classes {' > '.join([*self._open, name])} hold one another"
            raise PatternFaultError(message)
        self._open.append(name)
        try:
            choice = self._choice(self._written[name], name=name)
        finally:
            self._open.pop()
        made = self._classes[name] = self._plant(("class", name), choice.lines, name), choice
        return made

    def _choice(self, written: Iterable[str], *, optional: bool = False, name: str = "") -> Choice:
        """Return lines as a choice; one may hold `{class}`, `(a|b)` and `word?`."""
        lines: list[Line] = []
        for line in written:
            if _PLAIN.fullmatch(line) is not None and "|" not in line:
                lines += _split(line, self._word)
                continue
            pieces = _PIECE.findall(line)
            if not pieces:
                message = "it has an empty line"
                raise PatternFaultError(message)
            lines.append(tuple(chain.from_iterable(map(self._piece, pieces))))
        choice = Choice(lines, optional=optional, name=name)
        # Only where the product is too great are phrases made, to count those once that are written twice.
        if choice.count > MOST_PHRASES and _has_too_many(choice):
            message = f"it has more than {MOST_PHRASES} phrases"
            raise PatternFaultError(message)
        return choice

    def _forms(self, written: str) -> tuple[Keys, Keys]:
        """Return the words that stand for a written one, and their stems."""
        if written.isalpha() and written.isascii() and written.islower() and written not in self._tongue.short:
            return (written,), (self._tongue.stem(written),)
        return forms(written, self._tongue)

    def _keys(self, written: str) -> Keys:
        """Return the keys of a written word."""
        return self._read(written)[1]

    def _noted(self, written: str) -> Keys:
        """Return the keys of a written word, noting what it is spelt out to."""
        words, keys = self._read(written)
        self.words.update(words)
        return keys

    def _piece(self, written: str) -> Line:
        """Return what one piece of a line stands for."""
        if (known := self._pieces.get(written)) is None:
            known = self._pieces[written] = self._read_piece(written)
        return known

    def _read_piece(self, written: str) -> Line:
        core = written.removesuffix("?")
        if core.startswith("("):
            inner = core[1:-1]
            if _PLAIN.fullmatch(inner) is not None:
                return (Choice(_split(inner, self._word), optional=core != written),)
            return (self._choice(inner.split("|"), optional=core != written),)
        part = parse_part(core, self._read)
        if isinstance(part, FactTest):
            message = f"'{core}' is a fact, which only a pattern can hold"
            raise PatternFaultError(message)
        line: Line
        if isinstance(part, Words):
            self._word(core.removeprefix("="))
            line = self._known(part.keys)
        else:
            line = (self._class(part.name)[1],)
        return line if core == written else (Choice((line,), optional=True),)

    def _known(self, keys: Keys) -> Keys:
        """Return the keys of words, noting them if they stand for this very form."""
        if keys and keys[0].startswith("="):
            self.tree.exact.update(keys)
        return keys

    def _plant(self, key: object, lines: Iterable[Line], name: str = "") -> int:
        """Return the atom of a key, planting its lines in the tree the first time."""
        if (known := self._atoms.get(key)) is not None:
            return known
        atom = self._atoms[key] = len(self._atoms)
        self.tree.add(lines, atom, name)
        return atom

    # --- patterns

    def _item(self, written: str) -> tuple[Phrase, ...]:
        """Return the phrases of an item of a pattern, nothing for bare words, or raise PatternFaultError."""
        if (known := self._items.get(written)) is None:
            is_plain = _PLAIN.fullmatch(_bare(written)) is not None
            known = self._items[written] = () if is_plain else parse_item(written, self._read)
        return known

    def _part(self, tracks: tuple[Track, ...]) -> int:
        """Return the number of a part."""
        return self.parts.setdefault(tracks, len(self.parts))

    def _track(self, sequence: Sequence_) -> Track:
        """Return the steps of a sequence."""
        return tuple(Step(self._slot(item.written), item.gap) for item in sequence)

    def _slot(self, written: str) -> int:
        """Return the slot of an item of a pattern."""
        if (known := self._item_slots.get(written)) is None:
            phrases = self._item(written)
            atoms = self._alternatives(phrases) if phrases else (self._phrases(_split(_bare(written), self._key)),)
            known = self._item_slots[written] = self.slots.setdefault(atoms, len(self.slots))
        return known

    def _alternatives(self, phrases: tuple[Phrase, ...]) -> tuple[int, ...]:
        """Return the atoms of the phrases that may stand at one place."""
        atoms: list[int] = []
        mixed: list[Phrase] = []
        for phrase in phrases:
            match phrase:
                case (ClassName(name),):
                    atoms.append(self.class_atom(name))
                case (FactTest() as test,):
                    atoms.append(self._fact(test))
                case _:
                    mixed.append(phrase)
        if mixed:
            atoms.append(self._phrases(map(self._spelt, mixed)))
        return tuple(atoms)

    def _phrases(self, lines: Iterable[Line]) -> int:
        """Return the atom of phrases that stand in no class."""
        key = tuple(lines)
        return self._plant(key, key)

    def _spelt(self, phrase: Phrase) -> Line:
        """Return a phrase of words and classes as a line."""
        line: list[str | Choice] = []
        for part in phrase:
            if isinstance(part, FactTest):
                message = "a fact must stand alone between the bars"
                raise PatternFaultError(message)
            if isinstance(part, Words):
                line += self._known(part.keys)
            else:
                line.append(self._class(part.name)[1])
        return tuple(line)

    def _fact(self, test: FactTest) -> int:
        """Return the atom of a fact."""
        if test.name not in UNITS:
            message = f"there is no fact '{test.name}': use {', '.join(sorted(UNITS))}"
            raise PatternFaultError(message)
        if test.unit not in UNITS[test.name]:
            units = ", ".join(unit or "no unit" for unit in UNITS[test.name])
            message = f"'{test.name}' is not counted in '{test.unit}': use {units}"
            raise PatternFaultError(message)
        atom = self._plant(test, ())
        self.fact_tests[atom] = test
        return atom


def _bare(written: str) -> str:
    """Return a written item without its brackets."""
    return written[1:-1] if written.startswith("(") else written


def _split(written: str, read: Callable[[str], Keys]) -> list[Line]:
    """Return bare words as lines, one for each stretch between bars."""
    lines = written.split("|")
    if " " not in written:
        return list(map(read, lines))
    return [tuple(chain.from_iterable(map(read, line.split(" ")))) for line in lines]


def _has_too_many(choice: Choice) -> bool:
    """Tell whether a choice stands for more different phrases than a class may have."""
    made: set[object] = set()
    for phrase in choice.phrases():
        made.add(phrase)
        if len(made) > MOST_PHRASES:
            return True
    return False
