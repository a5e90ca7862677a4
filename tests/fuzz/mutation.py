"""Break what was whole: JSON of any shape, and the custom_ids of buttons."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from typing import Any

from tests.fuzz.nasty import Texts

HUGE: tuple[Any, ...] = (0, -1, 1, 2**31, 2**53, 2**63, 2**64, 10**40, 10**400, 1e308, float("inf"), float("nan"), 0.5)


class Breaker:
    """Change JSON in ways that no sender should."""

    def __init__(self, dice: random.Random, texts: Texts) -> None:
        self._dice = dice
        self._texts = texts

    def value(self, depth: int = 0) -> Any:
        """Return any JSON."""
        kind = self._dice.randint(0, 9 if depth < 3 else 6)
        if kind == 7:
            return [self.value(depth + 1) for _ in range(self._dice.randint(0, 3))]
        if kind > 7:
            return {self._key(): self.value(depth + 1) for _ in range(self._dice.randint(0, 4))}
        if kind in {3, 4}:
            return self._texts.piece()
        number = self._dice.choice(HUGE)
        return self._dice.choice((None, True, False, number, str(number), [], {}, "", "1", 1))

    def _key(self) -> str:
        usual = (
            "id",
            "type",
            "token",
            "data",
            "custom_id",
            "components",
            "name",
            "options",
            "user",
            "member",
            "message",
            "flags",
        )
        return self._dice.choice(usual) if self._dice.random() < 0.8 else self._texts.piece()

    def broken(self, whole: Any) -> Any:
        """Return a copy of *whole* with one to three places changed."""
        made = copy.deepcopy(whole)
        for _ in range(self._dice.choice((1, 1, 1, 2, 3))):
            places = _places(made)
            if places:
                self._break(*self._dice.choice(places))
        return made

    def _break(self, holder: Any, key: Any) -> None:
        match self._dice.randint(0, 5):
            case 0 | 1:
                del holder[key]
            case 2:
                holder[key] = [holder[key]]
            case 3 if isinstance(holder, dict):
                holder[self._key()] = holder.pop(key)
            case 3 if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
            case _:
                holder[key] = self.value()


def _places(part: Any) -> list[tuple[Any, Any]]:
    """Return every place of a JSON value: what holds it, and under which key."""
    found: list[tuple[Any, Any]] = []
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in inner:
        found.append((part, key))
        found += _places(value)
    return found


class Names:
    """Change custom_ids: shorter, swapped, of another version, with other numbers, other people's ids."""

    def __init__(self, dice: random.Random, texts: Texts) -> None:
        self._dice = dice
        self._texts = texts
        self._changes: tuple[Callable[[list[str]], None], ...] = (
            self._number, self._number, self._foreign, self._foreign, self._swap, self._nasty, self._cut, self._twice, self._version, self._case,
        )  # fmt: skip
        self.ids: list[str] = ["1"]
        """Ids of reminders of everybody."""
        self.seen: list[str] = ["c1:ask"]
        """Real custom_ids, whose parts are put into others."""

    def changed(self, name: str) -> str:
        """Return a custom_id that Charley may not have made, of 1 to 100 characters as Discord takes them."""
        parts = name.split(":")
        for _ in range(self._dice.choice((1, 1, 2, 3))):
            if parts:
                self._dice.choice(self._changes)(parts)
        return ":".join(parts)[:100] or "x"

    def _at(self, parts: list[str]) -> int:
        return self._dice.randrange(len(parts))

    def _number(self, parts: list[str]) -> None:
        places = [place for place, part in enumerate(parts) if part.lstrip(".-").isdecimal()] or [self._at(parts)]
        numbers = (
            "0",
            "-1",
            "1",
            "007",
            "9" * 18,
            "9" * 19,
            "9" * 20,
            str(2**63 - 1),
            str(2**63),
            "1e400",
            "\u0661\u0662",
            "\u00b2",
            "1.5",
            "",
        )
        parts[self._dice.choice(places)] = self._dice.choice(numbers)

    def _foreign(self, parts: list[str]) -> None:
        places = [place for place, part in enumerate(parts) if part.lstrip(".").isdecimal()] or [self._at(parts)]
        parts[self._dice.choice(places)] = self._dice.choice(self.ids)

    def _swap(self, parts: list[str]) -> None:
        other = self._dice.choice(self.seen).split(":")
        parts[self._at(parts)] = self._dice.choice(other)

    def _nasty(self, parts: list[str]) -> None:
        parts[self._at(parts)] = self._texts.short(40)

    def _cut(self, parts: list[str]) -> None:
        place = self._at(parts)
        parts[place] = parts[place][: self._dice.randint(0, len(parts[place]))]

    def _twice(self, parts: list[str]) -> None:
        parts.insert(self._at(parts), self._dice.choice(parts))

    def _version(self, parts: list[str]) -> None:
        parts[0] = self._dice.choice(("c0", "c2", "c10", "C1", "", "c1 "))

    def _case(self, parts: list[str]) -> None:
        place = self._at(parts)
        parts[place] = self._dice.choice((parts[place].upper(), parts[place] + "\n", parts[place] + "\x00", "~" * 75))
