"""Read YAML text into plain values, with the place of each.

Every plain scalar is text: `no` stays "no" and 1:30 stays "1:30". Keys that repeat, anchors, tags, tabs and
control characters are faults. The text is read event by event, so that deep nesting cannot exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn, TypeAlias

import yaml

Path: TypeAlias = tuple[str | int, ...]
Value: TypeAlias = "str | list[Value] | dict[str, Value]"

# libyaml reads about ten times as fast; where it is missing, the loader in plain Python gives the same events.
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST: Final = 12
_UNPRINTABLE: Final = re.compile("[^\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN_WORDS: Final = {
    "mapping values are not allowed in this context": "a colon followed by a space inside a text; put the text in quotes",
    "did not find expected key": "the indentation does not fit the lines above; a key was expected",
    "did not find expected '-' indicator": "the indentation does not fit the lines above; a list entry was expected",
    "found character that cannot start any token": "a text cannot start with this character; put the text in quotes",
    "could not find expected ':'": "a colon is missing after the key",
    "found unexpected end of stream": "a quotation mark is never closed",
    "did not find expected ',' or ']'": "a list in square brackets is never closed, or lacks a comma",
    "did not find expected ',' or '}'": "a mapping in curly brackets is never closed, or lacks a comma",
}


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Say what is wrong, and where; line and column count from one."""

    file: str
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        """Return the fault as one line that an editor can jump to."""
        return f"{self.file}:{self.line}:{self.column}: {self.text}"


@dataclass(frozen=True, slots=True)
class Parsed:
    """Hold what one file says, and where each value and key stands."""

    file: str
    value: Value | None
    values: Mapping[Path, tuple[int, int]]
    keys: Mapping[Path, tuple[int, int]]
    faults: tuple[Fault, ...]

    def fault(self, path: Path, text: str, *, key: bool = False) -> Fault:
        """Return a fault at a value, or at the nearest value around it that the file has."""
        if key and path in self.keys:
            return Fault(self.file, *self.keys[path], text)
        while path and path not in self.values:
            path = path[:-1]
        return Fault(self.file, *self.values.get(path, (1, 1)), text)


class _StopError(Exception):
    """Leave a file that cannot be understood any further."""


@dataclass(slots=True)
class _Builder:
    """Build plain values from YAML events."""

    file: str
    events: Iterator[Any]
    values: dict[Path, tuple[int, int]] = field(default_factory=dict[Path, tuple[int, int]])
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict[Path, tuple[int, int]])
    faults: list[Fault] = field(default_factory=list[Fault])

    def document(self) -> Value | None:
        """Return the value of the only document, or None for a file without one."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            self.faults.append(Fault(self.file, 1, 1, "the file is empty; its content is missing"))
            return None
        value = self._value(next(self.events), ())
        next(self.events)
        further = next(self.events)
        if not isinstance(further, yaml.StreamEndEvent):
            self._stop(further, "a second document begins here; a file holds one, without a line of three hyphens")
        return value

    def _value(self, event: Any, path: Path) -> Value:
        self.values[path] = _place(event)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self._stop(event, "anchors and aliases (& and *) are not used here; write the text out or put it in quotes")
        if event.tag is not None:
            self._note(event, f"tags such as {event.tag} are not used here; put a text that begins with ! in quotes")
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        if len(path) >= _DEEPEST:
            self._stop(event, f"nested more than {_DEEPEST} levels deep")
        if isinstance(event, yaml.SequenceStartEvent):
            inner = enumerate(self._until(yaml.SequenceEndEvent))
            return [self._value(entry, (*path, number)) for number, entry in inner]
        return self._mapping(path)

    def _mapping(self, path: Path) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for event in self._until(yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._stop(event, "a key must be one word or a short text")
            key = str(event.value)
            here = (*path, key)
            if key in found:
                self._note(event, f"the key `{key}` stands twice; the first is in line {self.keys[here][0]}")
                self._skip(next(self.events))
                continue
            self.keys[here] = _place(event)
            found[key] = self._value(next(self.events), here)
        return found

    def _skip(self, event: Any) -> None:
        """Read past a value that nobody wants."""
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth == 0:
                return
            event = next(self.events)

    def _until(self, end: type[yaml.Event]) -> Iterator[Any]:
        while not isinstance(event := next(self.events), end):
            yield event

    def _note(self, event: Any, text: str) -> None:
        self.faults.append(Fault(self.file, *_place(event), text))

    def _stop(self, event: Any, text: str) -> NoReturn:
        self._note(event, text)
        raise _StopError


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def parse(file: str, data: bytes) -> Parsed:
    """Return what the file says, or its faults."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        fault = Fault(file, line, column, "this byte is not UTF-8; save the file as UTF-8")
        return Parsed(file, None, {}, {}, (fault,))
    if faults := _unprintable(file, text):
        return Parsed(file, None, {}, {}, faults)
    builder = _Builder(file, iter(yaml.parse(text, Loader=_LOADER)))
    value = None
    try:
        value = builder.document()
    except _StopError:
        pass
    except (yaml.YAMLError, ValueError) as error:
        builder.faults.append(_syntax(file, error))
    return Parsed(file, value, builder.values, builder.keys, tuple(builder.faults))


def _unprintable(file: str, text: str) -> tuple[Fault, ...]:
    """Return a fault for the first tab or control character of each line."""
    faults: list[Fault] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _UNPRINTABLE.search(line):
            what = (
                "a tab; indent and separate with spaces"
                if found[0] == "\t"
                else (f"the character U+{ord(found[0]):04X} cannot be printed; remove it")
            )
            faults.append(Fault(file, number, found.start() + 1, what))
    return tuple(faults)


def _syntax(file: str, error: Exception) -> Fault:
    """Return the fault for text that is not YAML."""
    mark: Any = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or "it cannot be read")
    plain = _PLAIN_WORDS.get(problem, problem)
    return Fault(file, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, f"not valid YAML: {plain}")
