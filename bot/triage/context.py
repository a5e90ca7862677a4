"""Judge whether the words of a sign are meant: of a person, now, and not denied.

The order is that of how sure a reader can be: a figure of speech, a denial, somebody else's story, a mere
possibility, an old story, a question in general.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

from bot.text.words import Stop, Text
from bot.triage.lexicon import Hits
from bot.triage.match import Range
from bot.triage.models import Frame, Level, Why

CUES: Final = frozenset(
    {
        "denial",  # "no", "do not have": reaches over a list
        "denial-near",  # "not": reaches a few words
        "denial-after",  # "none", "ruled out", behind the sign
        "denial-undo",  # "never had pain like this" is pain
        "pseudo-denial",  # "not only", "can not": denies nothing
        "inability",  # "can not walk without falling" is a fall
        "terminator",  # ends a denial
        "joiner",  # "or", "and" in a list
        "verb",  # begins a clause of its own after a comma
        "subject",  # likewise
        "predicate",  # "no fever, chest tight": tight is said of the chest
        "filler",
        "wall",
        "person",
        "present",
        "turn",
        "general",
        "general-after",
        "fresh",  # "what helps a cramp, also my chest hurts": from here on something else is told
        "lead-in",
        "hypothetical",
        "past",
        "resolved",
        "fine-now",  # "numb after the flight, fine now"
        "comes-back",  # "numb every morning, fine now"
        "other",
        "document",
        "close",  # the asker and theirs: what a film shows of "she" is no news of them
        "thing",  # "the traffic is paralysed": things and teams have no symptoms
        "denial-all",  # "Numbness, weakness? No to the lot": the sentence before is denied
        "past-before",  # "used to" makes past what follows it, not what came of it
        "over",  # "never since": old and finished, whatever else is said
        "figure",
    },
)
REACH: Final = 5
REACH_NEAR: Final = 3
REACH_LIST: Final = 16
REACH_AFTER: Final = 3
REACH_IF: Final = 9
REACH_OTHER: Final = 12
REACH_THING: Final = 4
REACH_PAST: Final = 16
REACH_INABILITY: Final = 6
SELF: Final = frozenset({"i", "me", "my", "mine", "myself", "our", "ours", "mi", "meself", "mesel"})
OURS: Final = frozenset({"my", "our", "me", "and", "but", "now", "when", "because", "is", "has", "since", "so"})
"""Before a relative these say that it is the asker's own; a film has aunts and husbands too."""
LIKE: Final = frozenset({"nothing", "anything", "none", "something"})
"""Before *like that* these go on denying: "no weakness, nothing like that"."""
ANSWERS: Final = frozenset({"no", "not", "never", "nothing", "neither", "none", "without"})
"""Before a comma these answer what was asked before and deny nothing behind."""
TELLING: Final = frozenset((word,) for word in ("not", "barely", "hardly", "scarcely", "only", "feel", "see"))
"""Behind these *can* opens no question: "can't sleep", "can barely lift it"."""
COUNTED: Final = frozenset(
    (unit,) for unit in ("mg", "mcg", "ug", "iu", "ml", "g", "m", "metres", "steps", "calories", "kcal")
)
"""What makes a number between two years an amount."""
FIRST_YEAR, LAST_YEAR = 1950, 2099
FIRST_SHORT_YEAR: Final = 60
"""*In 93* is a year; *in 20* may be minutes."""

Verdict = tuple[Why, Range | None]
Check = Callable[[int, int], Range | None]


class Context:
    """Hold the cues of one text, and judge mentions by them."""

    def __init__(self, text: Text, hits: Hits, cues: Mapping[str, int]) -> None:
        """Keep the text, what was found in it, and the atom of each cue list."""
        self._text = text
        self._hits = hits
        self._cues = cues
        self._known: dict[str, list[Range]] = {}
        self._verdicts: dict[tuple[Range, Frame, Level], Verdict | None] = {}

    def judge(self, mention: Range, frame: Frame, level: Level) -> Verdict | None:
        """Return why a mention does not count, with the words that say so, or None."""
        key = mention, frame, level
        if key not in self._verdicts:
            self._verdicts[key] = self._judged(*mention, frame, level)
        return self._verdicts[key]

    def _judged(self, start: int, end: int, frame: Frame, level: Level) -> Verdict | None:
        """Return the first reason why a mention does not count."""
        checks: list[tuple[Why, Check]] = [(Why.FIGURE, self._figure), (Why.DENIED, self._denied)]
        if frame != "any":
            checks.append((Why.OTHER, self._other))
        if frame == "person":
            checks.append((Why.HYPOTHETICAL, self._hypothetical))
        if frame != "any":
            checks.append((Why.PAST, self._past))
            if level is not Level.EMERGENCY:
                # What looks like a stroke or a seizure counts although it has passed.
                checks.append((Why.PAST, self._resolved))
        if frame == "person":
            checks.append((Why.GENERAL, self._general))
        return next(((why, cue) for why, check in checks if (cue := check(start, end)) is not None), None)

    def _ranges(self, name: str) -> list[Range]:
        """Return where the cues of a list stand, in text order."""
        if (known := self._known.get(name)) is None:
            places = self._hits.get(self._cues.get(name, -1), {})
            known = self._known[name] = sorted((start, max(ends)) for start, ends in places.items())
        return known

    def _at(self, name: str, place: int) -> bool:
        """Tell whether a cue of a list begins at a place."""
        return place in self._hits.get(self._cues.get(name, -1), ())

    def _any(self, name: str, start: int, end: int) -> bool:
        """Tell whether a cue of a list begins between two places."""
        cues = self._ranges(name)
        at = bisect_left(cues, (start, 0))
        return at < len(cues) and cues[at][0] < end

    def _close(self, start: int, end: int) -> bool:
        """Tell whether the asker or theirs are named between two places; *her husband* is the husband of a story."""
        return any(start <= a < end and self._is_ours(a) for a, _ in self._ranges("close"))

    def _is_ours(self, place: int) -> bool:
        """Tell whether a word that may mean the asker or theirs does: *my aunt* and *mum* do, *the wicked aunt* not."""
        words, before = self._text.words, place - 1
        opens = place == 0 or self._text.stops[before] != Stop.NONE
        return words[place] in SELF or opens or words[before] in OURS

    def _stopped(self, start: int, end: int, stop: Stop = Stop.PAUSE) -> bool:
        """Tell whether a stop of this weight stands before `end`, from the word before `start` on."""
        return any(mark >= stop for mark in self._text.stops[start - 1 : end])

    @cached_property
    def _sentences(self) -> list[Range]:
        """Return for each word the sentence that holds it."""
        bounds: list[Range] = []
        first = 0
        for place, stop in enumerate(self._text.stops):
            if stop >= Stop.PAUSE or place == len(self._text) - 1:
                bounds += [(first, place + 1)] * (place + 1 - first)
                first = place + 1
        return bounds

    # --- figures of speech

    def _figure(self, start: int, end: int) -> Range | None:
        """Return a figure of speech that the mention is part of, or the thing that it is said of."""
        spoken = next(((a, b) for a, b in self._ranges("figure") if a < end and start < b), None)
        return spoken or self._said_of_thing(start, end)

    def _said_of_thing(self, start: int, end: int) -> Range | None:
        """Return the team, machine or sum that the mention is said of: *the whole defence collapsed*."""
        for cue in self._ranges("thing"):
            near = cue[1] <= start <= cue[1] + REACH_THING and not self._stopped(cue[1], start, Stop.COMMA)
            if near and not self._close(cue[1], end):
                return cue
        return None

    # --- denials

    @cached_property
    def _denials(self) -> list[tuple[Range, int]]:
        """Return the cues that deny what follows, each with its reach, the nearest to the end first."""
        pseudo = self._ranges("pseudo-denial")
        cues = [(cue, REACH) for cue in self._ranges("denial")]
        cues += [(cue, REACH_NEAR) for cue in self._ranges("denial-near")]
        return sorted((cue for cue in cues if not self._is_pseudo(cue[0], pseudo)), reverse=True)

    def _is_pseudo(self, cue: Range, pseudo: list[Range]) -> bool:
        """Tell whether a cue is part of words that deny nothing."""
        start, end = cue
        words = self._text.words
        if words[start] == "without" and self._any("inability", start - REACH_INABILITY, start):
            return True
        if words[start] == "no" and end == start + 1 and end < len(words) and self._at("subject", end):
            return True
        # "Can not find any" denies although "can not" does not: the longer cue decides.
        return any(a < end and start < b and not (start <= a and b < end) for a, b in pseudo)

    def _denied(self, start: int, end: int) -> Range | None:
        """Return the words that deny a mention, before or behind it."""
        for cue, reach in self._denials:
            if cue[1] <= start and start - cue[1] <= REACH_LIST and self._reaches(cue[1], start, end, reach):
                return cue
        return self._denied_after(end) or self._denied_whole(start)

    def _denied_whole(self, place: int) -> Range | None:
        """Return the words that open the next sentence and deny all of this one."""
        after = self._sentences[place][1]
        return next((cue for cue in self._ranges("denial-all") if cue[0] == after), None)

    def _reaches(self, begin: int, start: int, end: int, reach: int) -> bool:
        """Tell whether a denial that ends at `begin` still holds for a mention."""
        # "No, my chest hurts": the comma makes the denial an answer. "I exclude: weakness" does not answer.
        answers = self._text.stops[begin - 1] != Stop.NONE and self._text.words[begin - 1] in ANSWERS
        if answers or self._text.stops[begin - 1] >= Stop.PAUSE or self._stopped(begin + 1, start):
            return False
        if self._any("terminator", begin, start) or self._undone(end):
            return False
        return self._same_list(begin, start, end, reach)

    def _undone(self, end: int) -> bool:
        """Tell whether words behind a mention turn its denial round: *never had pain like this*."""
        words = self._text.words
        reach = range(end, end + REACH_NEAR + 1)
        return any(cue in reach and words[cue - 1] not in LIKE for cue, _ in self._ranges("denial-undo"))

    def _same_list(self, begin: int, start: int, end: int, reach: int) -> bool:
        """Tell whether a mention is near the denial, or one more item of the list that it opens."""
        joined = ""
        chunk = begin
        for place in range(begin, start):
            joiner = self._at("joiner", place)
            if not joiner and self._text.stops[place] != Stop.COMMA:
                continue
            if self._weight(chunk, place) > reach or (joined and not self._lists(chunk, place, joined)):
                return False
            joined = self._text.words[place] if joiner else ","
            chunk = place + 1
        if self._weight(chunk, start) > reach:
            return False
        is_said_of = joined == "," and end - start > 1 and (reach == REACH_NEAR or self._at("predicate", end - 1))
        return not joined or (self._lists(chunk, end, joined) and not is_said_of)

    def _weight(self, start: int, end: int) -> int:
        """Return how many words of weight stand between two places."""
        return sum(not self._at("filler", place) for place in range(start, end))

    def _lists(self, start: int, end: int, joined: str) -> bool:
        """Tell whether words after a comma or an *and* are one more item of a list, no clause of their own."""
        if joined in {"or", "nor"}:
            return True
        return not (self._at("subject", start) or self._any("verb", start, end))

    def _denied_after(self, end: int) -> Range | None:
        """Return the words behind a mention that deny it: *numbness: none*, *weakness? no*."""
        text = self._text
        for start, stop in self._ranges("denial-after"):
            if not end <= start <= end + REACH_AFTER:
                continue
            answers = start == end and text.stops[end - 1] in {Stop.QUESTION, Stop.COMMA}
            if self._stopped(end, start, Stop.COMMA) and not answers:
                continue
            # "No" answers only where the answer ends there: "numbness, no idea why" answers nothing.
            ends = stop == len(text) or text.stops[stop - 1] != Stop.NONE
            if text.words[start - 1] != "not" and ends and not self._asked(start):
                return start, stop
        return None

    def _asked(self, place: int) -> bool:
        """Tell whether a place is inside a question."""
        return self._text.stops[self._sentences[place][1] - 1] == Stop.QUESTION

    # --- other frames

    def _other(self, start: int, end: int) -> Range | None:
        """Return the words that make a mention somebody else's story."""
        first, last = self._sentences[start]
        for cue in self._ranges("document"):
            # "I read that she fainted" tells of her; "I fainted while reading" does not.
            between = (cue[1], end) if cue[0] < start else (first, end)
            # "The left half of the page has gone": what is seen to vanish tells no story.
            is_apart = cue[1] <= start or end <= cue[0]
            if first <= cue[0] < last and is_apart and not self._close(*between):
                return cue
        for cue in self._ranges("other"):
            # The mention may hold its own subject: "friend once had a seizure".
            near = first <= cue[0] <= start <= cue[1] + REACH_OTHER
            if near and not self._any("person", max(cue[1], start - 1), end) and not self._any("present", first, last):
                return cue
        return None

    def _hypothetical(self, start: int, end: int) -> Range | None:
        """Return the words that make a mention a mere possibility."""
        first, _ = self._sentences[start]
        for cue in reversed(self._ranges("hypothetical")):
            near = first <= cue[0] < start <= cue[1] + REACH_IF
            if near and not self._any("turn", cue[1], end) and not self._afresh(cue[1], start):
                return cue
        return None

    def _afresh(self, start: int, end: int) -> bool:
        """Tell whether something else is begun between two places."""
        return any(start < a <= end and self._text.stops[a - 1] != Stop.NONE for a, _ in self._ranges("fresh"))

    def _past(self, start: int, end: int) -> Range | None:
        """Return the words that make a mention an old story."""
        first, last = self._sentences[start]
        over = next((cue for cue in self._ranges("over") if start <= cue[0] < self._end_of_next(start)), None)
        for turn, _ in self._ranges("turn"):
            first = turn if first < turn <= start else first
            last = turn if end <= turn < last else last
        if self._any("present", first, last) and over is None:
            return None
        near = range(max(first, start - REACH_PAST), min(last, end + REACH_PAST))
        cues = [cue for cue in (*self._ranges("past"), *self._years) if cue[0] in near]
        cues += [cue for cue in self._ranges("past-before") if first <= cue[0] < start and cue[0] in near]
        if over is not None and first and not cues:
            # "Got hit by lightning in 84. Could not feel my arm. No bother since."
            before = self._sentences[first - 1][0]
            cues = [cue for cue in (*self._ranges("past"), *self._years) if before <= cue[0] < first]
        return cues[0] if cues else None

    def _end_of_next(self, place: int) -> int:
        """Return where the sentence after the one of a place ends."""
        end = self._sentences[place][1]
        return self._sentences[end][1] if end < len(self._text) else end

    @cached_property
    def _years(self) -> list[Range]:
        """Return every year that something is said to have been in."""
        words = self._text.words
        return [
            (place, place + 1)
            for place, word in enumerate(words)
            if word.isdecimal() and words[place + 1 : place + 2] not in COUNTED and self._is_year(place)
        ]

    def _is_year(self, place: int) -> bool:
        """Tell whether a number is a year: *2019*, *in 08*, *in 93*."""
        word, before = self._text.words[place], self._text.words[place - 1 : place]
        if len(word) == len("2019"):
            return FIRST_YEAR <= int(word) <= LAST_YEAR
        is_short = len(word) == len("93") and before in {("in",), ("since",), ("summer",), ("winter",), ("christmas",)}
        return is_short and (word[0] == "0" or int(word) >= FIRST_SHORT_YEAR)

    def _resolved(self, start: int, end: int) -> Range | None:
        """Return the words behind a mention that say that it has gone."""
        for cue in self._ranges("resolved"):
            if end <= cue[0] <= end + 1 and not self._stopped(end, cue[0], Stop.COMMA):
                return cue
        first, last = self._sentences[start]
        if self._any("comes-back", first, last):
            return None
        for cue in self._ranges("fine-now"):
            if end <= cue[0] and cue[1] == last and self._text.stops[cue[0] - 1] == Stop.COMMA:
                return cue
        return None

    def _general(self, start: int, end: int) -> Range | None:
        """Return the words that make a mention part of a question about nobody in particular."""
        first, last = self._sentences[start]
        if self._any("person", first, last) or self._any("present", first, last):
            return None
        for cue in self._ranges("general"):
            asks = first <= cue[0] <= start and self._text.words[cue[1] : cue[1] + 1] not in TELLING
            if asks and self._opens(cue[0], first) and not self._afresh(cue[1], start):
                return cue
        return next((cue for cue in self._ranges("general-after") if end <= cue[0] < last), None)

    def _opens(self, place: int, first: int) -> bool:
        """Tell whether a place begins a sentence or a clause, small talk before it set aside."""
        while place > first and self._text.stops[place - 1] == Stop.NONE and self._at("lead-in", place - 1):
            place -= 1
        return place == first or self._text.stops[place - 1] != Stop.NONE
