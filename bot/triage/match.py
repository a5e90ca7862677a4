"""Find where a pattern holds in a text."""

from __future__ import annotations

from dataclasses import dataclass

from bot.text.words import Stop, Text
from bot.triage.lexicon import Hits, Lexicon, Track

Range = tuple[int, int]
"""The first word and the word after the last."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Hold what a gap may pass: words of weight count, walls and ends of sentences stop it."""

    text: Text
    fillers: frozenset[int]
    walls: frozenset[int]


def parts(lexicon: Lexicon, hits: Hits, ground: Ground) -> dict[int, list[Range]]:
    """Return for each part of a pattern that holds somewhere in a text where it does."""
    found: dict[int, set[Range]] = {}
    done: set[tuple[int, int]] = set()
    for atom in hits:
        for part, track in lexicon.starts.get(atom, ()):
            # A track that may begin with several atoms is met once for each.
            if (part, id(track)) not in done and all(any(one in hits for one in step.atoms) for step in track):
                done.add((part, id(track)))
                found.setdefault(part, set()).update(ranges(track, hits, ground))
    return {part: sorted(places) for part, places in found.items() if places}


def ranges(track: Track, hits: Hits, ground: Ground) -> list[Range]:
    """Return where a track holds, one match from each start."""
    stages: list[dict[int, tuple[int, ...]]] = []
    for step in track:
        stage = [hits[atom] for atom in step.atoms if atom in hits]
        stages.append(stage[0] if len(stage) == 1 else _union(stage))
    found: list[Range] = []
    for start in sorted(stages[0]):
        # The nearest last item wins, and of its phrases the longest: "bugs that are not there", not "bugs".
        reached = {(start, end) for end in stages[0][start]}
        for step, stage in zip(track[1:], stages[1:], strict=True):
            ends = {end for _, end in reached}
            reached = {pair for here in ends for pair in _onward(here, step.gap, stage, ground)}
        if reached:
            first = min(place for place, _ in reached)
            found.append((start, max(end for place, end in reached if place == first)))
    return found


def _union(stage: list[dict[int, tuple[int, ...]]]) -> dict[int, tuple[int, ...]]:
    """Return the places of several atoms as one."""
    union: dict[int, tuple[int, ...]] = {}
    for places in stage:
        for start, ends in places.items():
            union[start] = (*union.get(start, ()), *ends)
    return union


def _onward(end: int, gap: int, stage: dict[int, tuple[int, ...]], ground: Ground) -> list[Range]:
    """Return where the next step may stand, when the last one ended here."""
    reached: list[Range] = []
    place, size = end, len(ground.text)
    while place < size and ground.text.stops[place - 1] < Stop.FULL:
        if place in stage:
            reached += [(place, last) for last in stage[place]]
        if place in ground.walls:
            break
        if place not in ground.fillers:
            gap -= 1
        if gap < 0:
            break
        place += 1
    return reached
