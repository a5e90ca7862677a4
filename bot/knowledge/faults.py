"""Say in plain words what a model found wrong, and what it expected."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic import BaseModel, ValidationError

from bot.knowledge.nodes import Fault, Parsed, Path

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

_PATTERNS: Final = {
    "^[a-z][a-z0-9]*": "an id: lower-case letters, digits and single hyphens, such as calf-cramp-night",
    "^[a-z0-9]+(": "a key: lower-case letters, digits and single hyphens, such as ten-minutes",
    "^[a-z0-9-]+:": "a source: write source:part, such as nhs-leg-cramps:ten-minutes",
    "^[a-z0-9-]+/": "a statement: write card/statement, such as caffeine/link",
    "^[0-9]{4}": "a day: write it as 2026-11-21",
    "^[abc]": "a row of the list of warning signs: write a, b or c and a number, such as b14",
}


class ContentError(Exception):
    """Tell every fault of the content at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def model_faults(error: ValidationError, model: type[BaseModel], parsed: Parsed, prefix: Path) -> Iterator[Fault]:
    """Yield one fault for each thing a model found wrong, at the value or key that is to blame."""
    complaints = error.errors(include_url=False, include_context=True)
    places = [details["loc"] for details in complaints]
    for details, place in zip(complaints, places, strict=True):
        if details["type"] == "too_short" and any(other[: len(place)] == place != other for other in places):
            continue  # Only the sound entries were counted; those with faults are told by themselves.
        at_key = details["type"] == "extra_forbidden" or place[-1:] == ("[key]",)
        path = place[:-1] if place[-1:] == ("[key]",) else place
        where = (*prefix, *(path[:-1] if details["type"] == "missing" else path))
        yield parsed.fault(where, _sentence(_Wrong(details, model, path)), key=at_key)


def unknown(what: str, word: str, allowed: Iterable[str], *, most: int = 12) -> str:
    """Return a sentence on a word that is not one of those allowed, with the nearest ones."""
    names = list(allowed)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f"{what} `{shorten(word)}`; did you mean `{near[0]}`?"
    if len(names) <= most:
        return f"{what} `{shorten(word)}`; expected one of: {', '.join(names)}"
    return f"{what} `{shorten(word)}`"


def shorten(text: object, limit: int = 40) -> str:
    """Return a text in one line, cut to a length that a message can hold."""
    line = " ".join(str(text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


@dataclass(frozen=True, slots=True)
class _Wrong:
    """Hold one complaint of a model, in the parts that a sentence is made from."""

    details: ErrorDetails
    model: type[BaseModel]
    path: Sequence[str | int]

    @property
    def name(self) -> str:
        return next((f"`{step}`" for step in reversed(self.path) if isinstance(step, str)), "the file")

    @property
    def given(self) -> Any:
        return self.details["input"]

    @property
    def context(self) -> Mapping[str, Any]:
        return self.details.get("ctx", {})

    @property
    def around(self) -> Mapping[str, FieldInfo]:
        """Return the fields of the mapping that the complaint is about."""
        return _model_at(self.model, self.path[:-1]).model_fields


def _missing(wrong: _Wrong) -> str:
    needed = ", ".join(key for key, field in wrong.around.items() if field.is_required())
    return f"the key {wrong.name} is missing; needed here: {needed}"


def _extra(wrong: _Wrong) -> str:
    return unknown("unknown key", str(wrong.path[-1]), wrong.around, most=30)


def _long_text(wrong: _Wrong) -> str:
    limit: int = wrong.context["max_length"]
    length = len(wrong.given.strip())
    return f"{wrong.name} has {length} characters, {length - limit} over the limit of {limit}"


def _few(wrong: _Wrong) -> str:
    return f"{wrong.name} holds {wrong.context['actual_length']}; at least {wrong.context['min_length']} needed"


def _many(wrong: _Wrong) -> str:
    return f"{wrong.name} holds {len(wrong.given)}; at most {wrong.context['max_length']} allowed"


def _pattern(wrong: _Wrong) -> str:
    pattern: str = wrong.context["pattern"]
    expected = next((text for start, text in _PATTERNS.items() if pattern.startswith(start)), f"of the form {pattern}")
    return f"`{shorten(wrong.given)}` is not {expected}"


def _other_word(wrong: _Wrong) -> str:
    allowed = str(wrong.context["expected"]).replace(" or ", ", ").replace("'", "")
    return f"{wrong.name} is `{shorten(wrong.given)}`; expected one of: {allowed}"


def _sentence(wrong: _Wrong) -> str:
    """Return what is wrong and what is expected."""
    kind = wrong.details["type"]
    if kind in _SHAPES:
        return f"{wrong.name} is {_shape(wrong.given)}; {_SHAPES[kind]}"
    if kind in _SENTENCES:
        return _SENTENCES[kind](wrong)
    return f"{wrong.name}: {wrong.details['msg']}"


_SENTENCES: Final[Mapping[str, Callable[[_Wrong], str]]] = {
    "missing": _missing,
    "extra_forbidden": _extra,
    "string_too_long": _long_text,
    "string_too_short": lambda wrong: f"{wrong.name} is empty; a text is expected",
    "too_short": _few,
    "too_long": _many,
    "string_pattern_mismatch": _pattern,
    "enum": _other_word,
    "literal_error": _other_word,
    "value_error": lambda wrong: f"`{shorten(wrong.given)}`: {wrong.context['error']}",
}
_LIST: Final = "a list is expected, one entry a line, each after a hyphen"
_MAPPING: Final = "keys with values are expected"
_SHAPES: Final[Mapping[str, str]] = {
    "bool_parsing": "write true or false",
    "bool_type": "write true or false",
    "tuple_type": _LIST,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "string_type": "a text is expected",
}


def _shape(value: object) -> str:
    """Name what was written instead."""
    if isinstance(value, str):
        return f"the text `{shorten(value)}`" if value else "empty"
    return "a list" if isinstance(value, list) else "a mapping"


def _model_at(model: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel]:
    """Return the model of the mapping that stands at a path."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = _model_in(model.model_fields[step].annotation) or model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model that an annotation speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model_in(inner))), None)
