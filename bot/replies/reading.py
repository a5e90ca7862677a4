"""Read a text for signs as a person who typed it into a command means it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.triage.assess import Triage
from bot.triage.models import Assessment, Finding

_GOES_ON = re.compile(r"\s*(?:[,;:.!?/\-\u2013\u2014\n]|\b(?:and|also|with|plus|but)\b)", re.IGNORECASE)


class Reader:
    """Assess texts; what follows a card's name is read by itself too.

    The words of a title, such as *testing for* or *what is*, would otherwise make a sign behind them sound general.
    """

    def __init__(self, triage: Triage, names: Iterable[str]) -> None:
        self._triage = triage
        longest_first = sorted({name.lower() for name in names}, key=len, reverse=True)
        self._name = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)

    def read(self, text: str, matter: str = "") -> Assessment:
        """Return the gravest assessment of *text*; *matter* is what its command is about."""
        found = [self._triage.assess(text), *self._others(text, matter)]
        return max(found, key=lambda one: one.level)

    def _others(self, text: str, matter: str) -> Iterator[Assessment]:
        name = self._name.match(text)
        if name and _GOES_ON.match(text, name.end()):
            yield _moved(self._triage.assess(text[name.end() :]), name.end())
        if matter:
            before = f"{matter} "
            yield _moved(self._triage.assess(before + text), -len(before))


def _moved(one: Assessment, by: int) -> Assessment:
    """Return an assessment with its places moved; words before the text itself are dropped."""
    return replace(one, findings=tuple(_shifted(finding, by) for finding in one.findings), discounted=())


def _shifted(finding: Finding, by: int) -> Finding:
    words = ((start + by, end + by) for start, end in finding.words)
    return replace(finding, words=tuple((start, end) for start, end in words if start >= 0))
