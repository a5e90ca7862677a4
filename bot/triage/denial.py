"""Judge whether a mention is denied, by words before it, behind it, or in answer to it."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import Final

from bot.text.words import Stop
from bot.triage.cues import Cues
from bot.triage.match import Range

REACH: Final = 5
REACH_NEAR: Final = 3
REACH_LIST: Final = 16
REACH_AFTER: Final = 3
REACH_INABILITY: Final = 6
REACH_ANSWER: Final = 2
"""How many sentences behind a list of questions its answer may stand."""
LONGEST_QUESTION: Final = 10
LONGEST_ITEM: Final = 3
LIKE: Final = frozenset({"nothing", "anything", "none", "something"})
"""Before *like that* these go on denying: "no weakness, nothing like that"."""
NOES: Final = frozenset({"nope", "nah", "naw", "nae"})
REST: Final = frozenset({"else", "other", "others", "rest"})
"""What was tested besides a mention: *slurred speech, the rest all fine*."""
ANSWERS: Final = frozenset({"no", "not", "never", "nothing", "neither", "none", "without"})
"""Before a comma these answer what was asked before and deny nothing behind."""


class Denials:
    """Know the denials of one text."""

    def __init__(self, cues: Cues) -> None:
        """Keep the cues."""
        self._cues = cues
        self._text = cues.text
        self._told: dict[Range, list[Range]] = {}

    def of(self, start: int, end: int, *, urgent: bool) -> Range | None:
        """Return the words that deny a mention; an *urgent* one is no item in a list of what was tested."""
        for cue, reach in self._before:
            if cue[1] <= start and start - cue[1] <= REACH_LIST and self._reaches(cue[1], start, end, reach):
                return cue
        return (
            self._after(end)
            or self._whole(start, end)
            or self._passed(start, end)
            or self._answered(start)
            or self._found(end, urgent=urgent)
        )

    # --- words before a mention

    @cached_property
    def _before(self) -> list[tuple[Range, int]]:
        """Return the cues that deny what follows, each with its reach, the nearest to the end first."""
        pseudo = self._cues.ranges("pseudo-denial")
        cues = [(cue, REACH) for cue in self._cues.ranges("denial")]
        cues += [(cue, REACH_NEAR) for cue in self._cues.ranges("denial-near")]
        return sorted((cue for cue in cues if not self._is_pseudo(cue[0], pseudo)), reverse=True)

    def _is_pseudo(self, cue: Range, pseudo: list[Range]) -> bool:
        """Tell whether a cue is part of words that deny nothing."""
        start, end = cue
        words = self._text.words
        if words[start] == "without" and self._cues.any("inability", start - REACH_INABILITY, start):
            return True
        if words[start] == "no" and end == start + 1 and end < len(words) and self._cues.at("subject", end):
            return True
        # "Can not find any" denies although "can not" does not: the longer cue decides.
        return any(a < end and start < b and not (start <= a and b < end) for a, b in pseudo)

    def _reaches(self, begin: int, start: int, end: int, reach: int) -> bool:
        """Tell whether a denial that ends at `begin` still holds for a mention."""
        # "No, my chest hurts": the comma makes the denial an answer. "I exclude: weakness" does not answer.
        answers = self._text.stops[begin - 1] != Stop.NONE and self._text.words[begin - 1] in ANSWERS
        if answers or self._text.stops[begin - 1] >= Stop.PAUSE or self._cues.stopped(begin + 1, start):
            return False
        if self._cues.any("terminator", begin, start) or self._undone(begin, start, end):
            return False
        return self._same_list(begin, start, end, reach)

    def _undone(self, begin: int, start: int, end: int) -> bool:
        """Tell whether words near a mention turn its denial round: *never had pain like this*, *never such pain*."""
        words = self._text.words
        if "such" in words[begin:start]:
            return True
        undoing = self._cues.within("denial-undo", end, end + REACH_NEAR + 1)
        return any(words[cue - 1] not in LIKE for cue, _ in undoing)

    def _same_list(self, begin: int, start: int, end: int, reach: int) -> bool:
        """Tell whether a mention is near the denial, or one more item of the list that it opens."""
        joined = ""
        chunk = begin
        for place in range(begin, start):
            joiner = self._cues.at("joiner", place)
            if not joiner and self._text.stops[place] != Stop.COMMA:
                continue
            if self._weight(chunk, place) > reach or (joined and not self._lists(chunk, place, joined)):
                return False
            joined = self._text.words[place] if joiner else ","
            chunk = place + 1
        if self._weight(chunk, start) > reach:
            return False
        said_of = joined == "," and end - start > 1 and (reach == REACH_NEAR or self._cues.at("predicate", end - 1))
        return not joined or (self._lists(chunk, end, joined) and not said_of)

    def _weight(self, start: int, end: int) -> int:
        """Return how many words of weight stand between two places."""
        return sum(not self._cues.at("filler", place) for place in range(start, end))

    def _lists(self, start: int, end: int, joined: str) -> bool:
        """Tell whether words after a comma or an *and* are one more item of a list, no clause of their own."""
        if joined in {"or", "nor"}:
            return True
        return not (self._cues.at("subject", start) or self._cues.any("verb", start, end))

    # --- words behind it

    def _after(self, end: int) -> Range | None:
        """Return the words behind a mention that deny it: *numbness: none*, *weakness? no*."""
        text = self._text
        for start, stop in self._cues.within("denial-after", end, end + REACH_AFTER + 1):
            answers = start == end and text.stops[end - 1] in {Stop.QUESTION, Stop.COMMA}
            if self._cues.stopped(end, start, Stop.COMMA) and not answers:
                continue
            # "No" answers only where the answer ends there: "numbness, no idea why" answers nothing.
            ends = stop == len(text) or text.stops[stop - 1] != Stop.NONE
            if text.words[start - 1] != "not" and ends and not self._is_question(start):
                return start, stop
        return None

    def _is_question(self, place: int) -> bool:
        """Tell whether a place is inside a question."""
        return self._text.stops[self._cues.sentence(place)[1] - 1] == Stop.QUESTION

    # --- a whole list answered

    def _whole(self, start: int, end: int) -> Range | None:
        """Return the words that answer for all that a sentence asks: *numbness, falls? No to the lot*."""
        first, last = self._cues.sentence(start)
        for cue in self._cues.within("denial-all", end, self._cues.end_after(start, REACH_ANSWER)):
            if not self._is_full(cue):
                continue
            if cue[0] == last and not self._is_told(first, last, start, end):
                return cue
            # "He asked about fits, falls: no to all" answers; "he talks, none of it real words" does not.
            is_behind = cue[0] < last and self._text.stops[cue[0] - 1] != Stop.NONE
            if is_behind and self._text.words[cue[0]] in ANSWERS | NOES and "of" not in self._text.words[slice(*cue)]:
                return cue
            if cue[0] > last and self._asked(first, start, end):
                return cue
        return None

    def _is_told(self, first: int, last: int, start: int, end: int) -> bool:
        """Tell whether a sentence tells what befell somebody, so that nothing answers it: *I passed out. All good now*."""
        is_question = self._text.stops[last - 1] == Stop.QUESTION
        return not is_question and self._cues.any("person", first, end) and not self._asked(first, start, end)

    def _is_full(self, cue: Range) -> bool:
        """Tell whether an answer is complete: *no, no* and *I had not* are where nothing follows, *no, no idea why* not."""
        start, end = cue
        words, stops = self._text.words, self._text.stops
        is_bare = set(words[start:end]) == {"no"} or words[end - 1] == "not"
        return not is_bare or end == len(words) or stops[end - 1] != Stop.NONE

    def _answered(self, start: int) -> Range | None:
        """Return the *no* that answers a short question of an examiner, as in *heart, thyroid, sugar? No*."""
        first, last = self._cues.sentence(start)
        is_short = last - first <= LONGEST_QUESTION and self._text.stops[last - 1] == Stop.QUESTION
        if not is_short or any(self._cues.any(name, first, last) for name in ("person", "present", "verb")):
            return None
        answers = self._cues.within("denial-after", last, last + 1)
        return next((cue for cue in answers if self._cues.ends(cue[1])), None)

    def _found(self, end: int, *, urgent: bool) -> Range | None:
        """Return the good result that a mention has in a list of them: *thyroid normal, magnesium fine*."""
        first, last = self._cues.sentence(end - 1)
        stops = self._text.stops
        results = self._results(first, last)
        for cue in results:
            is_whole = self._text.words[cue[0]] in {"all", "both"}
            if cue[0] == end and not stops[end - 1] and (is_whole or len(results) > 1):
                return cue
            # "Chest pain, blood pressure all fine" may praise the second alone.
            if not urgent and is_whole and end < cue[0] and stops[end - 1] == Stop.COMMA and self._is_list(end, cue[0]):
                return cue
        return None

    def _results(self, first: int, last: int) -> list[Range]:
        """Return the good results that a sentence tells of; a question tells of none."""
        if (first, last) not in self._told:
            is_question = self._text.stops[last - 1] == Stop.QUESTION
            results = () if is_question else self._cues.within("result", first, last)
            self._told[first, last] = [cue for cue in results if self._cues.ends(cue[1])]
        return self._told[first, last]

    def _is_list(self, start: int, end: int) -> bool:
        """Tell whether only things of a word or two stand between two places, and nothing is said of them."""
        lists = ("verb", "subject", "terminator", "person", "present")
        breaks = [start, *(place for place in range(start, end) if self._text.stops[place]), end]
        if REST.intersection(self._text.words[start:end]):
            return False
        is_short = all(later - place <= LONGEST_ITEM for place, later in pairwise(breaks))
        return is_short and not any(self._cues.any(name, start, end) for name in lists)

    def _passed(self, start: int, end: int) -> Range | None:
        """Return the test that a mention is part of, unless it was failed: *she made me walk on my toes*."""
        first, last = self._cues.sentence(start)
        cue = next(self._cues.within("tested", first, end), None)
        failed = cue is not None and (self._cues.any("failed", first, last) or self._cues.any("present", first, last))
        return None if failed else cue

    def _asked(self, first: int, start: int, end: int) -> bool:
        """Tell whether a mention stands among questions put to the asker."""
        return self._cues.any("asked", first, start) and not self._cues.any("turn", start, end)
