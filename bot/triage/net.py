"""Weigh the features of a text: a linear net, trained on the corpus, that may only raise a level.

Weights are whole numbers, so that a sum is the same on every machine and in every order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import Any, Final, NamedTuple

from bot.triage.models import Level

SUSPECTS: Final = 3
"""Signs asked about in one soft answer."""

HEADS: Final = 2
"""Questions put to the features: *doctor or more?* and *emergency?*"""

USUAL: Final = 16
"""Words of a usual question."""

FEWEST: Final = 9
"""Words of a question that is as short as may be: one of fewer words needs no less."""

ROOM: Final = 1_000_000
"""Bytes of the file of weights, at most."""


class NetError(ValueError):
    """Say what is wrong with the file of weights."""


class Weight(NamedTuple):
    """Hold how rare some features are, squared, and what they speak for each head, as sums."""

    rare: int = 0
    doctor: int = 0
    emergency: int = 0

    def without(self, parts: Iterable[Weight]) -> Weight:
        """Return the weight of the features that are left when some parts of them are taken out."""
        rare, doctor, emergency = self
        for part in parts:
            rare, doctor, emergency = rare - part.rare, doctor - part.doctor, emergency - part.emergency
        return Weight(rare, doctor, emergency)

    @property
    def scores(self) -> tuple[float, float]:
        """Return what both heads are told."""
        # A long text holds more of everything; the root keeps a short cry for help as loud.
        root = sqrt(self.rare or 1)
        return self.doctor / root, self.emergency / root


@dataclass(frozen=True)
class Net:
    """Hold the trained weights.

    `weights` holds for each feature how rare it is, squared, and what it speaks for each head; `thresholds` from which
    sum on a head says yes, of a text of `USUAL` words; `longer` by how much more the first head needs for each step of the
    root of the number of words; `hinted` how much less a head needs where words that may name a sign of its level stand;
    `signs` what a feature speaks for each sign. All are whole numbers of no unit.
    """

    weights: Mapping[str, tuple[int, int, int]]
    thresholds: tuple[int, int]
    signs: Mapping[str, Mapping[str, int]]
    longer: int = 0
    hinted: int = 0

    def weigh(self, features: Iterable[str]) -> Weight:
        """Return what the features weigh together."""
        found = [weight for weight in map(self.weights.get, features) if weight is not None]
        return Weight(*map(sum, zip(*found, strict=True))) if found else Weight()

    def level(self, features: Iterable[str], words: int = USUAL) -> Level:
        """Return the level that the features of a text of so many words speak for."""
        return self.level_of(self.weigh(features), words)

    def level_of(self, weight: Weight, words: int = USUAL, hinted: Level = Level.NONE) -> Level:
        """Return the level that the weight of a text of so many words speaks for, some of which may name a sign."""
        doctor, emergency = weight.scores
        if emergency >= self.thresholds[1] - self.hinted * (hinted >= Level.EMERGENCY):
            return Level.EMERGENCY
        # A long story of a harmless cramp holds a little of every illness.
        enough = self.thresholds[0] + self.longer * (sqrt(max(words, FEWEST)) - sqrt(USUAL))
        return Level.DOCTOR if doctor >= enough - self.hinted * (hinted >= Level.DOCTOR) else Level.NONE

    @cached_property
    def _speaks_for(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        """Return for each feature the signs that it speaks for, and how loud."""
        found: dict[str, list[tuple[str, int]]] = {}
        for sign, weights in self.signs.items():
            for feature, weight in weights.items():
                found.setdefault(feature, []).append((sign, weight))
        return found

    def suspects(self, features: Iterable[str], signs: Iterable[str]) -> tuple[str, ...]:
        """Return the signs, of those given, that the features speak for most, the likeliest first."""
        sums = dict.fromkeys(signs, 0)
        for feature in self._speaks_for.keys() & features:
            for sign, weight in self._speaks_for[feature]:
                if sign in sums:
                    sums[sign] += weight
        return tuple(sorted(sums, key=lambda sign: (-sums[sign], sign))[:SUSPECTS])


def net_of(parsed: Any) -> Net | None:
    """Return the net of a parsed file of weights, None for none, or raise NetError."""
    if parsed is None:
        return None
    try:
        weights = {
            feature: (int(rare), int(doctor), int(grave))
            for feature, (rare, doctor, grave) in parsed["weights"].items()
        }
        # A sign's features are written as their places in the list above: their names would double the file.
        names = tuple(weights)
        signs = {
            sign: {names[place]: int(weight) for place, weight in found} for sign, found in parsed["signs"].items()
        }
        doctor, emergency = map(int, parsed["thresholds"])
        longer, hinted = int(parsed["longer"]), int(parsed["hinted"])
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise NetError("the weights are no net; `make train` writes them anew") from error
    return Net(weights, (doctor, emergency), signs, longer, hinted)
