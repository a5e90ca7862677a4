"""Discord's rules for commands, checked before Discord is asked.

Source: the application command pages of Discord's developer documentation, as of 2026-08.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Payload = Mapping[str, Any]
"""A command, or an option of one, as Discord is told it."""

NAME = re.compile(r"[-_'\w\u0900-\u097F\u0E00-\u0E7F]{1,32}")
"""Letters and figures of any script; the vowel signs of Devanagari and Thai are allowed though they are no letters."""

DESCRIPTION = 100
OPTIONS = 25
CHOICES = 25
CHOICE = 100
"""Characters of a choice's name, and of its value."""

WHOLE = 4_000
"""Characters of a command's names, descriptions and values together, each in its longest language; later pages allow more."""

MOST = {1: 100, 2: 15, 3: 15}
"""Commands of each type: slash, user menu, message menu."""

SLASH = 1
MENU_NAME = 32


def faults(payloads: Sequence[Payload]) -> list[str]:
    """Return one line for everything that Discord would refuse in *payloads*."""
    found = [
        f"{len(same)} commands of type {kind}; at most {most} are allowed"
        for kind, most in MOST.items()
        if len(same := _of(payloads, kind)) > most
    ]
    names = [(command.get("type", SLASH), command["name"]) for command in payloads]
    found += [f"`{name}` is named twice" for kind, name in dict.fromkeys(names) if names.count((kind, name)) > 1]
    for command in payloads:
        if command.get("type", SLASH) == SLASH:
            found += _named(command, f"/{command['name']}")
            if (size := _size(command)) > WHOLE:
                found.append(f"/{command['name']}: all its texts have {size} characters; at most {WHOLE} are allowed")
            continue
        for name in (command["name"], *_translations(command, "name_localizations")):
            if not 1 <= len(name) <= MENU_NAME:
                found.append(f"menu `{name}`: a name has 1 to {MENU_NAME} characters")
    return found


def _of(payloads: Sequence[Payload], kind: int) -> list[Payload]:
    return [command for command in payloads if command.get("type", SLASH) == kind]


def _named(part: Payload, where: str) -> Iterator[str]:
    """Yield the faults of a command or an option, and of the options inside it."""
    for name in (part["name"], *_translations(part, "name_localizations")):
        if not NAME.fullmatch(name) or name != name.lower():
            yield f"{where}: the name `{name}` must have 1 to 32 lower-case letters, figures, hyphens or underscores"
    for text in (part.get("description", ""), *_translations(part, "description_localizations")):
        if not 1 <= len(text) <= DESCRIPTION:
            yield f"{where}: the description `{text[:30]}…` has {len(text)} characters; 1 to {DESCRIPTION} are allowed"
    options = part.get("options", ())
    if len(options) > OPTIONS:
        yield f"{where}: {len(options)} options; at most {OPTIONS} are allowed"
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        yield f"{where}: required options must come before the others"
    names = [option["name"] for option in options]
    yield from (f"{where}: `{name}` is named twice" for name in dict.fromkeys(names) if names.count(name) > 1)
    yield from _offered(part.get("choices") or (), where)
    for option in options:
        yield from _named(option, f"{where} {option['name']}")


def _offered(choices: Sequence[Payload], where: str) -> Iterator[str]:
    """Yield the faults of what an option offers."""
    if len(choices) > CHOICES:
        yield f"{where}: {len(choices)} choices; at most {CHOICES} are allowed"
    for choice in choices:
        for text in (choice["name"], *_translations(choice, "name_localizations"), str(choice["value"])):
            if not 1 <= len(text) <= CHOICE:
                yield f"{where}: the choice `{text[:30]}…` has {len(text)} characters; 1 to {CHOICE} are allowed"


def _size(part: Payload) -> int:
    """Return how many characters Discord counts in a command, an option or a choice."""
    own = sum(
        max(len(text) for text in (part.get(key, ""), *_translations(part, f"{key}_localizations")))
        for key in ("name", "description")
    )
    inner = (*(part.get("options") or ()), *(part.get("choices") or ()))
    return own + len(str(part.get("value", ""))) + sum(map(_size, inner))


def _translations(part: Payload, key: str) -> tuple[str, ...]:
    table: Mapping[str, str] = part.get(key) or {}
    return tuple(table.values())
