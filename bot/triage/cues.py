"""Find where the cue words of a text stand, and in which sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from bot.text.words import Stop, Text
from bot.triage.match import Range
from bot.triage.tree import Places

UNBROKEN: Final = frozenset(
    ("acquaintance", "document", "lesson", "other", "past", "past-before", "setting", "told", "work"),
)
"""No comma stands inside these: "in the back, in the neck" is no "back in"."""
REACH_CLAUSE: Final = 16
TITLES: Final = frozenset({"mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr"})
"""The dot behind these ends no sentence."""
SELF: Final = frozenset({"i", "me", "my", "mine", "myself", "our", "ours", "mi", "meself", "mesel"})
OURS: Final = frozenset({"my", "our", "me", "and", "but", "now", "when", "because", "is", "has", "since", "so"})
"""Before a relative these say that it is the asker's own; a film has aunts and husbands too."""


class Cues:
    """Hold the cues of one text."""

    def __init__(self, text: Text, hits: Mapping[int, Places], atoms: Mapping[str, int]) -> None:
        """Keep the text, what was found in it, and the atom of each cue list."""
        self.text = text
        self._hits = hits
        self._atoms = atoms
        self._known: dict[str, list[Range]] = {}

    def ranges(self, name: str) -> list[Range]:
        """Return where the cues of a list stand, in text order."""
        if (known := self._known.get(name)) is None:
            found = ((start, self._end(name, start, ends)) for start, ends in self._places(name).items())
            known = self._known[name] = sorted((start, end) for start, end in found if end)
        return known

    def _end(self, name: str, start: int, ends: tuple[int, ...]) -> int:
        """Return where the longest cue ends that begins at a place, 0 if each of them is broken by a stop."""
        if name in UNBROKEN:
            ends = tuple(end for end in ends if not any(self.text.stops[start : end - 1]))
        return max(ends, default=0)

    def at(self, name: str, place: int) -> bool:
        """Tell whether a cue of a list begins at a place."""
        return place in self._places(name)

    def _places(self, name: str) -> Places:
        """Return where the cues of a list stand, each with all its ends."""
        if (atom := self._atoms.get(name, -1)) in self._hits:
            return self._hits[atom]
        return {}

    def within(self, name: str, start: int, end: int) -> Iterator[Range]:
        """Return the cues of a list that begin between two places, one after the other."""
        cues = self.ranges(name)
        return iter(cues[bisect_left(cues, (start, 0)) : bisect_left(cues, (end, 0))] if cues else ())

    def any(self, name: str, start: int, end: int) -> bool:
        """Tell whether a cue of a list begins between two places."""
        cues = self.ranges(name)
        at = bisect_left(cues, (start, 0))
        return at < len(cues) and cues[at][0] < end

    def close(self, start: int, end: int) -> bool:
        """Tell whether the asker or theirs are named between two places; *her husband* is the husband of a story."""
        return any(self._is_ours(place) for place, _ in self.within("close", start, end))

    def relative(self, start: int, end: int) -> bool:
        """Tell whether somebody of the asker's is named between two places, the asker left out."""
        words = self.text.words
        return any(words[place] not in SELF and self._is_ours(place) for place, _ in self.within("close", start, end))

    def _is_ours(self, place: int) -> bool:
        """Tell whether a word that may mean the asker or theirs does: *my aunt* and *mum* do, *the wicked aunt* not."""
        words, before = self.text.words, place - 1
        opens = place == 0 or self.text.stops[before] != Stop.NONE
        return words[place] in SELF or opens or words[before] in OURS

    def stopped(self, start: int, end: int, stop: Stop = Stop.PAUSE) -> bool:
        """Tell whether a stop of this weight stands before `end`, from the word before `start` on."""
        return any(mark >= stop for mark in self.text.stops[start - 1 : end])

    def ends(self, place: int) -> bool:
        """Tell whether what is said ends before a place: the text, a sentence, or what stands before a comma."""
        return place == len(self.text) or self.text.stops[place - 1] != Stop.NONE

    @cached_property
    def _sentences(self) -> list[Range]:
        """Return for each word the sentence that holds it."""
        bounds: list[Range] = []
        first = 0
        for place, stop in enumerate(self.text.stops):
            # "Ms. Smith" goes on, "my friend has MS. My foot ..." does not.
            is_title = self.text.words[place] in TITLES and not self.at("subject", place + 1)
            ends = stop >= Stop.PAUSE and not is_title
            if ends or place == len(self.text) - 1:
                bounds += [(first, place + 1)] * (place + 1 - first)
                first = place + 1
        return bounds

    def sentence(self, place: int) -> Range:
        """Return the sentence that holds a word."""
        return self._sentences[place]

    def before(self, place: int, count: int) -> Iterator[Range]:
        """Yield the sentences before the one that holds a word, the nearest first."""
        first = self._sentences[place][0]
        while count and first:
            yield (bounds := self._sentences[first - 1])
            first, count = bounds[0], count - 1

    def end_after(self, place: int, count: int) -> int:
        """Return where the last of some sentences behind the one that holds a word ends."""
        end = self._sentences[place][1]
        while count and end < len(self.text):
            end, count = self._sentences[end][1], count - 1
        return end

    def clause(self, place: int) -> int:
        """Return where the clause that holds a word begins, as far as it matters."""
        furthest = max(0, place - REACH_CLAUSE)
        while place > furthest and self.text.stops[place - 1] == Stop.NONE:
            place -= 1
        return place
