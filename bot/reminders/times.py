"""Read a typed list of clock times: `9, 13:30, 5pm, 7.15 am, noon, 0900`.

Nothing else is read: no dates, no *tomorrow*, no *in two hours*. Free text guessed wrong is what people complain of in
other reminder bots; a list of clock times leaves nothing to guess, except that a bare number means the 24-hour clock.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import time
from typing import Final

from bot.reminders.rule import MOST_TIMES

MOST_CHARACTERS: Final = 200
"""Longer than any list of eight times; it bounds how many faults one text can have."""

_HALF: Final = re.compile(r"(?<=[0-9])\s*([ap])\.?\s?m\b\.?")
"""`am` and `pm` as people write them: 7 a.m., 7AM, 7 p m."""

_BETWEEN: Final = re.compile(r"[\s,;&]+(?:and[\s,;&]+)?")

_TIME: Final = re.compile(r"([0-9]{1,2})(?:[:.h]?([0-9]{2}))?h?([ap]m)?")
"""9, 13:30, 13.30, 13h30, 0900, 930, 5pm, 7.15am."""

_PLAIN: Final = re.compile(r"-?[^\W_]+(?:[.:+'\-][^\W_]+)*")
"""An entry that may be repeated as it is: nothing in it is a mark, a mention, an address, or hides or turns text around."""

_WORDS: Final = {"noon": time(12), "midday": time(12), "midnight": time(0)}


class TimesError(Exception):
    """Tell every fault of a typed list of times; each of *faults* is a sentence that says what to write."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_times(text: str) -> tuple[time, ...]:
    """Return the clock times of a list, in order and each once; raise TimesError with every fault.

    At least one time and at most eight. Commas, semicolons, spaces, line breaks and *and* stand between them. The faults
    repeat an entry only where nothing in it can act.
    """
    if len(text) > MOST_CHARACTERS:
        raise TimesError((f"the list has {len(text)} characters; write at most {MOST_TIMES} times, such as 9, 13:30",))
    plain = _HALF.sub(r"\1m", unicodedata.normalize("NFKC", text).lower())
    found: set[time] = set()
    faults: dict[str, None] = {}
    for typed in filter(None, (part.strip("?!.") for part in _BETWEEN.split(plain))):
        at = _time(typed)
        if at is None:
            named = typed if _PLAIN.fullmatch(typed) else "one of the entries"
            faults[f"{named} is no time; {_instead(typed)}"] = None
        else:
            found.add(at)
    if len(found) > MOST_TIMES:
        faults[f"{len(found)} times are too many; keep at most {MOST_TIMES}"] = None
    if not found and not faults:
        faults["no time is given; write one or more, such as 9, 13:30, 5pm"] = None
    if faults:
        raise TimesError(tuple(faults))
    return tuple(sorted(found))


def _time(typed: str) -> time | None:
    """Return the time that one entry names, or None."""
    if typed in _WORDS:
        return _WORDS[typed]
    match = _TIME.fullmatch(typed)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half is not None:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - hours of a clock with am and pm
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _instead(typed: str) -> str:
    """Return what to write in place of an entry that is no time."""
    bare = typed.removesuffix("am").removesuffix("pm")
    meant = _time(bare)
    if bare != typed and meant is not None:
        return f"write {meant:%H:%M}, or leave am and pm for 1 to 12"
    if typed.startswith("24"):
        return "write 0:00 or midnight"
    return "write 13:30 or 1:30pm"
