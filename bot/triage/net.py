"""Weigh the features of a text: a linear net, trained on the corpus, that may only raise a level.

Weights are whole numbers, so that a sum is the same on every machine and in every order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final

from bot.triage.models import Level

SUSPECTS: Final = 4
"""Signs asked about in one soft answer."""


@dataclass(frozen=True, slots=True)
class Net:
    """Hold the trained weights, in thousandths.

    `weights` holds, for each feature, what it speaks for *doctor or more* and for *emergency*; `thresholds` from which
    sum on each is said; `signs` what a feature speaks for each sign.
    """

    weights: Mapping[str, tuple[int, int]]
    thresholds: tuple[int, int]
    signs: Mapping[str, Mapping[str, int]]

    def level(self, features: Iterable[str]) -> Level:
        """Return the level that the features speak for."""
        doctor = emergency = count = 0
        for feature in features:
            if (weight := self.weights.get(feature)) is not None:
                doctor += weight[0]
                emergency += weight[1]
                count += 1
        # A long text holds more of everything; the root keeps a short cry for help as loud.
        root = sqrt(count or 1)
        if emergency / root >= self.thresholds[1]:
            return Level.EMERGENCY
        return Level.DOCTOR if doctor / root >= self.thresholds[0] else Level.NONE

    def suspects(self, features: Iterable[str], signs: Iterable[str]) -> tuple[str, ...]:
        """Return the signs, of those given, that the features speak for most, the likeliest first."""
        known = [feature for feature in features if feature in self.weights]
        scored: list[tuple[int, str]] = []
        for sign in signs:
            weights = self.signs.get(sign, {})
            scored.append((-sum(weights.get(feature, 0) for feature in known), sign))
        return tuple(sign for score, sign in sorted(scored)[:SUSPECTS] if score < 0)
