"""Find where the parts of patterns hold in a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, repeat
from typing import NamedTuple, TypeAlias

from bot.text.words import Stop, Text
from bot.triage.facts import Fact
from bot.triage.lexicon import Lexicon, Track
from bot.triage.tree import Hits, Places, union

Range: TypeAlias = tuple[int, int]
"""The first word and the word after the last."""


class Ground:
    """Hold what a gap may pass: words of weight count, walls and ends of sentences stop it."""

    def __init__(self, text: Text, fillers: frozenset[int], walls: frozenset[int], facts: Iterable[Fact] = ()) -> None:
        """Keep the text, the places of its small words and of its walls, and its facts, which full stops may stand in."""
        self.text = text
        self._size = len(text)
        self.fillers = fillers
        self.walls = walls
        self._facts = facts

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

    @cached_property
    def stretches(self) -> list[int]:
        """Return for each place its stretch, as one set bit; no part of a pattern holds across two of them.

        A stretch is a sentence, or several that a fact joins: *82. Years old*.
        """
        inside = {place for fact in self._facts for place in range(fact.start, fact.end - 1)}
        stretches: list[int] = []
        stretch = 1
        for place, stop in enumerate(self.text.stops):
            stretches.append(stretch)
            if stop >= Stop.FULL and place not in inside:
                stretch <<= 1
        return stretches

    def furthest(self, end: int, gap: int) -> int:
        """Return the last place where something may begin that follows a phrase ending here, -1 for none."""
        if end == self._size or self.text.stops[end - 1] >= Stop.FULL:
            return -1
        weighty = self._before[end] + gap
        return min(self._barriers[end], self._weighty[weighty]) if weighty < len(self._weighty) else self._barriers[end]


class Stage:
    """Hold where something stands in a text."""

    def __init__(self, places: Sequence[Places]) -> None:
        """Take the places of several atoms as one."""
        self.ends = union(places)
        self.starts = sorted(self.ends)


class Lead(NamedTuple):
    """Hold a track, the other slots that it cannot do without, the rarest apart, and the part that it is one of."""

    track: Track
    other: int
    more: tuple[int, ...]
    part: int


class Plan:
    """Know for each atom which tracks to look at; unchanged once built."""

    def __init__(self, lexicon: Lexicon) -> None:
        """File each track under one of its slots."""
        slots: dict[int, list[int]] = {}
        for atoms, slot in lexicon.slots.items():
            for atom in atoms:
                slots.setdefault(atom, []).append(slot)
        self._atoms = tuple(lexicon.slots)
        self._slots = {atom: tuple(found) for atom, found in slots.items()}
        needs = [
            (track, {step.slot for step in track}, part) for tracks, part in lexicon.parts.items() for track in tracks
        ]
        # What few patterns ask for is seldom there: the rarest slot of a track spares the most looks at it.
        common = Counter(chain.from_iterable(slots for _, slots, _ in needs))
        self._leads: dict[int, list[Lead]] = {}
        for track, slots_of, part in needs:
            rarest, *others = sorted(slots_of, key=common.__getitem__)
            # A track of one slot has itself for the other: it is there whenever it is looked at.
            self._leads.setdefault(rarest, []).append(Lead(track, [*others, rarest][0], tuple(others[1:]), part))

    def parts(self, hits: Hits, ground: Ground) -> Parts:
        """Return the parts of patterns that may hold in a text."""
        there = self._stretches(hits, ground.stretches)
        possible: dict[int, list[Track]] = {}
        for slot in self._leads.keys() & there:
            here = there[slot]
            for track, other, more, part in self._leads[slot]:
                # In a long text most tracks have all their words there, but in different sentences.
                if other in there and (shared := here & there[other]):
                    for one in more:
                        shared &= there.get(one, 0)
                    if shared:
                        possible.setdefault(part, []).append(track)
        return Parts(possible, self._atoms, hits, ground)

    def _stretches(self, hits: Hits, of: Sequence[int]) -> dict[int, int]:
        """Return for each slot in a text the stretches that it begins in, as bits; *of* holds that of each place."""
        if not of or of[-1] == 1:
            # All of a short text is one stretch.
            return dict.fromkeys(chain.from_iterable(map(self._slots.get, hits.keys(), repeat(()))), 1)
        there: defaultdict[int, int] = defaultdict(int)
        for atoms, places in hits.steps:
            bits = 0
            for place in places:
                bits |= of[place]
            for slot in chain.from_iterable(map(self._slots.get, atoms, repeat(()))):
                there[slot] |= bits
        return there


class Parts:
    """Tell where parts of patterns hold in one text; each is worked out when it is asked for."""

    def __init__(
        self, possible: Mapping[int, Sequence[Track]], atoms: Sequence[tuple[int, ...]], hits: Hits, ground: Ground
    ) -> None:
        """Keep the tracks of each part whose words stand in one stretch; *atoms* are those of each slot."""
        self.possible = possible
        self._atoms = atoms
        self._hits = hits
        self._ground = ground
        self._stages: dict[int, Stage] = {}
        self._known: dict[int, list[Range]] = {}

    def get(self, part: int) -> list[Range]:
        """Return where a part holds, in text order."""
        if part not in self.possible:
            return []
        if (known := self._known.get(part)) is None:
            found = [self._ranges(track) for track in self.possible[part]]
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
