"""Read the patterns of signs.

A pattern is written in words, which are compared by their stems. Besides words it may hold

* `=word` - this very form only, such as `=fits` (seizures), not *fitness*;
* `{class}` - any phrase of a class of the lexicon, such as `{place}`;
* `{name>3d}` - a fact of the text, such as `{duration>14d}`, `{age>=60}` or `{regions>=3}` (see `bot.triage.facts`);
* `(a|b c|{class})` - any one of these;
* `word?`, `(a|b)?` or `{class}?` - may be missing;
* `~3` - up to three other words between; never across a denial, a contrast or a full stop;
* `a ~~3 b` - the same in either order; once in a pattern, a group of items on each side;
* `a & b` - both somewhere in the text, each of them counted (not denied, past or somebody else's).

Small words of no weight, such as *my* or *really* (cue list `filler`), may stand between any two items.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

Forms: TypeAlias = Callable[[str], tuple[tuple[str, ...], tuple[str, ...]]]
"""Returns the words of a text and their stems."""

FURTHEST: Final = 12
"""The widest gap; beyond it two words seldom belong together."""

_ITEM: Final = re.compile(
    r"\s*(?:(?P<gap>~~?\d+)(?=\s|$)|(?P<and>&)(?=\s|$)"
    r"|(?P<item>\{[^{}]*\}|\([^()]*\)|=?[^\s(){}|&~?=]+)(?P<optional>\??)(?=\s|$))",
)
_PIECE: Final = re.compile(r"\{[^{}]*\}|[^\s{}]+")
_CLASS: Final = re.compile(r"[a-z][a-z0-9-]*")
_FACT: Final = re.compile(r"(?P<name>[a-z]+)(?P<test>>=|<=|>|<)(?P<value>\d+(?:\.\d+)?)(?P<unit>[a-z]*)")


class PatternError(ValueError):
    """Say which patterns, classes and cues cannot be read, all of them at once."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        """Keep the faults, and show one a line."""
        super().__init__("\n".join(faults))
        self.faults = faults


class PatternFaultError(ValueError):
    """Say what is wrong with one pattern."""


class Words(NamedTuple):
    """Stand for a phrase; each key is a stem, or `=` and a word for this very form."""

    keys: tuple[str, ...]


class ClassName(NamedTuple):
    """Stand for any phrase of a class."""

    name: str


class FactTest(NamedTuple):
    """Stand for a fact of a text, such as a duration above fourteen days."""

    name: str
    test: str
    value: float
    unit: str


Part = Words | ClassName | FactTest
Phrase = tuple[Part, ...]


class Item(NamedTuple):
    """Hold one place of a sequence: what is written there, nothing if it is missing, and how many words may come before."""

    written: str
    gap: int = 0


Sequence_ = tuple[Item, ...]
Pattern = tuple[tuple[Sequence_, ...], ...]
"""Parts joined by `&`; each part is one of several sequences."""

Check: TypeAlias = Callable[[str], object]
"""Raises PatternFaultError for a written item that cannot be read."""


def parse_part(text: str, forms: Forms) -> Part:
    """Return what one written piece stands for: words, a class or a fact."""
    if text.startswith("{"):
        inner = text[1:-1].strip()
        if (fact := _FACT.fullmatch(inner)) is not None:
            return FactTest(fact["name"], fact["test"], float(fact["value"]), fact["unit"])
        if _CLASS.fullmatch(inner) is None:
            message = f"'{{{inner}}}' is neither a class such as {{place}} nor a fact such as {{duration>14d}}"
            raise PatternFaultError(message)
        return ClassName(inner)
    words, keys = forms(text.removeprefix("="))
    if text.startswith("="):
        keys = tuple(f"={word}" for word in words)
    if "~" in text or "&" in text:
        message = f"'{text}' cannot stand inside brackets"
        raise PatternFaultError(message)
    if not keys:
        message = f"'{text}' holds no word"
        raise PatternFaultError(message)
    return Words(keys)


def parse_phrase(text: str, forms: Forms) -> Phrase:
    """Return the parts of a phrase of words, classes and facts."""
    pieces = _PIECE.findall(text)
    if not pieces:
        message = "an alternative is empty"
        raise PatternFaultError(message)
    return tuple(parse_part(piece, forms) for piece in pieces)


def parse_item(written: str, forms: Forms) -> tuple[Phrase, ...]:
    """Return the alternatives of one written item."""
    if written.startswith("("):
        return tuple(parse_phrase(choice, forms) for choice in written[1:-1].split("|"))
    return ((parse_part(written, forms),),)


def _pieces(text: str) -> list[re.Match[str]]:
    """Split a pattern into items, gaps and joins."""
    pieces: list[re.Match[str]] = []
    place = 0
    while text[place:].strip():
        piece = _ITEM.match(text, place)
        if piece is None:
            message = f"cannot be read from '{text[place:].strip()}' on"
            raise PatternFaultError(message)
        pieces.append(piece)
        place = piece.end()
    return pieces


def _variants(pieces: list[re.Match[str]], check: Check) -> list[Sequence_]:
    """Return the sequences of a run of items and gaps, one for each choice of what may be missing."""
    variants: list[Sequence_] = [()]
    gap = 0
    pending = False
    for piece in pieces:
        if piece["gap"] is not None:
            if pending:
                message = "has two gaps in a row"
                raise PatternFaultError(message)
            gap, pending = _width(piece["gap"]), True
            continue
        written = piece["item"]
        check(written)
        longer = [(*variant, Item(written, gap)) for variant in variants]
        if piece["optional"]:
            # The gap before a missing item stays, so that what follows may still be reached.
            longer += [(*variant, Item("", gap)) for variant in variants]
        variants, gap, pending = longer, 0, False
    if pending:
        message = "ends in a gap"
        raise PatternFaultError(message)
    closed = [_close(variant) for variant in variants]
    if not all(closed):
        message = "has a part whose every word may be missing"
        raise PatternFaultError(message)
    return closed


def _close(variant: Sequence_) -> Sequence_:
    """Return a sequence without its missing items, their gaps added to what follows."""
    closed: list[Item] = []
    gap = 0
    for item in variant:
        gap += item.gap
        if item.written:
            closed.append(Item(item.written, gap if closed else 0))
            gap = 0
    return tuple(closed)


def _width(written: str) -> int:
    """Return the width of a gap."""
    width = int(written.lstrip("~"))
    if not 1 <= width <= FURTHEST:
        message = f"'{written}' is no gap: write ~1 to ~{FURTHEST}"
        raise PatternFaultError(message)
    return width


def _sequences(pieces: list[re.Match[str]], check: Check) -> tuple[Sequence_, ...]:
    """Return the sequences of one part of a pattern."""
    swaps = [place for place, piece in enumerate(pieces) if (piece["gap"] or "").startswith("~~")]
    if not pieces or pieces[0]["gap"] is not None:
        message = "has a part without a first word"
        raise PatternFaultError(message)
    if len(swaps) > 1:
        message = "has more than one ~~"
        raise PatternFaultError(message)
    if not swaps or swaps[0] == len(pieces) - 1:
        return tuple(_variants(pieces, check))
    width = _width(pieces[swaps[0]]["gap"])
    left, right = _variants(pieces[: swaps[0]], check), _variants(pieces[swaps[0] + 1 :], check)
    return tuple(
        (*first, Item(second[0].written, width), *second[1:])
        for one in left
        for other in right
        for first, second in ((one, other), (other, one))
    )


def parse(text: str, check: Check) -> Pattern:
    """Return a pattern, or raise PatternFaultError with what is wrong; *check* is asked about each item."""
    parts: list[list[re.Match[str]]] = [[]]
    for piece in _pieces(text):
        if piece["and"]:
            parts.append([])
        else:
            parts[-1].append(piece)
    return tuple(_sequences(part, check) for part in parts)
