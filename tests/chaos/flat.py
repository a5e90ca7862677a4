"""Whether memory and descriptors stay flat over a life: the slope by Theil and Sen, which a few outliers do not move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

from tests.chaos.process import Life

WARM_UP = 180.0
"""Seconds after the start that are left out: caches of words fill, and patterns are read when they are first needed.

Under this load, with nothing going wrong, a process has 130 MB after one minute, 133 after four and 134.5 after seven.
"""
LONG_ENOUGH = 120.0
"""Seconds of a life after its warm-up without which a slope says nothing."""
MOST = 120
"""Samples that a slope is made of; of more, evenly as many are taken."""
RSS_LIMIT = 0.5
"""MB a minute; ten times less than the 5 MB a minute that would fill a 1 GB machine within three hours."""
DESCRIPTORS_LIMIT = 0.2
"""Descriptors a minute."""
MB = 1 << 20


@dataclass(frozen=True)
class Slope:
    """How one life went: minutes measured; MB and descriptors at the beginning and the end, and their slope a minute."""

    minutes: float
    rss: tuple[float, float]
    rss_slope: float
    descriptors: tuple[int, int]
    descriptors_slope: float

    @property
    def is_flat(self) -> bool:
        return self.rss_slope <= RSS_LIMIT and self.descriptors_slope <= DESCRIPTORS_LIMIT


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Return the median of the slopes between any two points."""
    step = max(1, len(points) // MOST)
    pairs = combinations(points[::step], 2)
    return median([(later[1] - former[1]) / (later[0] - former[0]) for former, later in pairs])


def measured(life: Life) -> Slope | None:
    """Return how a life went after its warm-up; None if it was too short to say."""
    kept = [one for one in life.samples if one.at >= life.begun + WARM_UP]
    if not kept or kept[-1].at - kept[0].at < LONG_ENOUGH:
        return None
    rss = [(one.at / 60, one.rss / MB) for one in kept]
    descriptors = [(one.at / 60, float(one.descriptors)) for one in kept]
    return Slope(
        (kept[-1].at - kept[0].at) / 60,
        (rss[0][1], rss[-1][1]),
        slope(rss),
        (kept[0].descriptors, kept[-1].descriptors),
        slope(descriptors),
    )
