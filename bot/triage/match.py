"""Find where the parts of patterns hold in a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple, TypeAlias

from bot.text.words import Stop, Text
from bot.triage.lexicon import Lexicon, Track
from bot.triage.tree import Hits

Range: TypeAlias = tuple[int, int]
"""The first word and the word after the last."""


class Ground:
    """Hold what a gap may pass: words of weight count, walls and ends of sentences stop it."""

    def __init__(self, text: Text, fillers: frozenset[int], walls: frozenset[int]) -> None:
        """Keep the text, and the places of its small words and of its walls."""
        self.text = text
        self.fillers = fillers
        self.walls = walls

    @cached_property
    def _weighty(self) -> list[int]:
        """Return the places of words of weight."""
        return [place for place in range(len(self.text)) if place not in self.fillers]

    @cached_property
    def _before(self) -> list[int]:
        """Return for each place how many words of weight stand before it."""
        counts: list[int] = []
        counted = 0
        for place in range(len(self.text)):
            counts.append(counted)
            counted += place not in self.fillers
        return counts

    @cached_property
    def _barriers(self) -> list[int]:
        """Return for each place the first one from there on that nothing reaches beyond."""
        barriers: list[int] = []
        barrier = len(self.text) - 1
        for place in reversed(range(len(self.text))):
            if place in self.walls or self.text.stops[place] >= Stop.FULL:
                barrier = place
            barriers.append(barrier)
        return barriers[::-1]

    def furthest(self, end: int, gap: int) -> int:
        """Return the last place where something may begin that follows a phrase ending here, -1 for none."""
        if end == len(self.text) or self.text.stops[end - 1] >= Stop.FULL:
            return -1
        weighty = self._before[end] + gap
        return min(self._barriers[end], self._weighty[weighty]) if weighty < len(self._weighty) else self._barriers[end]


class Stage:
    """Hold where something stands in a text."""

    def __init__(self, places: Sequence[Mapping[int, tuple[int, ...]]]) -> None:
        """Take the places of several atoms as one."""
        self.ends: Mapping[int, tuple[int, ...]] = places[0] if len(places) == 1 else _union(places)
        self.starts = sorted(self.ends)


class Lead(NamedTuple):
    """Hold a track, the slots that it cannot do without, and the part that it is one of."""

    track: Track
    needs: frozenset[int]
    part: int


class Plan:
    """Know for each atom which tracks to look at; unchanged once built."""

    def __init__(self, lexicon: Lexicon) -> None:
        """File each track under one of its slots."""
        slots: dict[int, set[int]] = {}
        for atoms, slot in lexicon.slots.items():
            for atom in atoms:
                slots.setdefault(atom, set()).add(slot)
        self._atoms = tuple(lexicon.slots)
        self._slots = {atom: frozenset(found) for atom, found in slots.items()}
        leads = [
            Lead(track, frozenset([step.slot for step in track]), part)
            for tracks, part in lexicon.parts.items()
            for track in tracks
        ]
        # What few patterns ask for is seldom there: the rarest slot of a track spares the most looks at it.
        common = Counter(chain.from_iterable(lead.needs for lead in leads))
        self._leads: dict[int, list[Lead]] = {}
        for lead in leads:
            self._leads.setdefault(min(lead.needs, key=common.__getitem__), []).append(lead)

    def parts(self, hits: Hits, ground: Ground) -> Parts:
        """Return the parts of patterns that may hold in a text."""
        there = frozenset[int]().union(*(self._slots[atom] for atom in self._slots.keys() & hits))
        possible: dict[int, list[Track]] = {}
        for slot in self._leads.keys() & there:
            for track, needs, part in self._leads[slot]:
                if needs <= there:
                    possible.setdefault(part, []).append(track)
        return Parts(possible, self._atoms, hits, ground)


class Parts:
    """Tell where parts of patterns hold in one text; each is worked out when it is asked for."""

    def __init__(
        self, possible: Mapping[int, Sequence[Track]], atoms: Sequence[tuple[int, ...]], hits: Hits, ground: Ground
    ) -> None:
        """Keep the tracks of each part whose words are all there; *atoms* are those of each slot."""
        self.possible = possible
        self._atoms = atoms
        self._hits = hits
        self._ground = ground
        self._stages: dict[int, Stage] = {}
        self._known: dict[int, list[Range]] = {}

    def get(self, part: int) -> list[Range]:
        """Return where a part holds, in text order."""
        if (known := self._known.get(part)) is None:
            found = [self._ranges(track) for track in self.possible.get(part, ())]
            known = self._known[part] = found[0] if len(found) == 1 else sorted(set(chain.from_iterable(found)))
        return known

    def _ranges(self, track: Track) -> list[Range]:
        stages: list[Stage] = []
        for step in track:
            if (stage := self._stages.get(step.slot)) is None:
                places = [self._hits[atom] for atom in self._atoms[step.slot] if atom in self._hits]
                stage = self._stages[step.slot] = Stage(places)
            stages.append(stage)
        return ranges(track, stages, self._ground)


def ranges(track: Track, stages: Sequence[Stage], ground: Ground) -> list[Range]:
    """Return where a track holds, one match from each start, in text order."""
    first, last = stages[0], stages[-1]
    if len(track) == 1:
        return [(start, max(first.ends[start])) for start in first.starts]
    found: list[Range] = []
    for start in first.starts:
        ends: Iterable[int] = first.ends[start]
        for step, stage in zip(track[1:-1], stages[1:-1], strict=True):
            ends = _onward(ends, step.gap, stage, ground)
        # The nearest last item wins, and of its phrases the longest: "bugs that are not there", not "bugs".
        if (place := _nearest(ends, track[-1].gap, last, ground)) is not None:
            found.append((start, max(last.ends[place])))
    return found


def _nearest(ends: Iterable[int], gap: int, stage: Stage, ground: Ground) -> int | None:
    """Return the first place where the next step may stand when the last one has these ends."""
    nearest: int | None = None
    for end in ends:
        at = bisect_left(stage.starts, end)
        if at == len(stage.starts):
            continue
        place = stage.starts[at]
        if (nearest is None or place < nearest) and place <= ground.furthest(end, gap):
            nearest = place
    return nearest


def _onward(ends: Iterable[int], gap: int, stage: Stage, ground: Ground) -> set[int]:
    """Return where the next step may end when the last one has these ends."""
    reached: set[int] = set()
    for end in ends:
        at = bisect_left(stage.starts, end)
        if at == len(stage.starts) or stage.starts[at] > (last := ground.furthest(end, gap)):
            continue
        for place in stage.starts[at : bisect_right(stage.starts, last)]:
            reached.update(stage.ends[place])
    return reached


def _union(stage: Iterable[Mapping[int, tuple[int, ...]]]) -> dict[int, tuple[int, ...]]:
    """Return the places of several atoms as one."""
    union: dict[int, tuple[int, ...]] = {}
    for places in stage:
        for start, ends in places.items():
            union[start] = (*union.get(start, ()), *ends)
    return union
