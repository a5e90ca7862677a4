"""Judge whether a mention is an old story: dated long ago, or gone."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import Final

from bot.text.words import Stop
from bot.triage.cues import Cues
from bot.triage.match import Range

REACH_PAST: Final = 16
REACH_DATE: Final = 60
"""How many words a date governs when what it dates is told to the end."""
REACH_BEHIND: Final = 3
"""How many sentences behind a story its year may stand."""
AMOUNTS: Final = frozenset(("g", "mg", "mcg", "ug", "iu", "ml", "m", "metres", "steps", "calories", "kcal"))
SPANS: Final = frozenset(("years", "year", "days", "hours", "minutes", "min"))
"""Behind a number these make it no year."""
FIRST_YEAR, LAST_YEAR = 1950, 2099
FIRST_SHORT_YEAR: Final = 60
"""*In 93* is a year; *in 20* may be minutes."""
SHORT_YEAR: Final = frozenset(
    {"back", "be", "christmas", "early", "in", "late", "of", "since", "spring", "summer", "winter"}
)
"""Before two digits these say that they are a year."""
BEGUN: Final = frozenset({"woke", "waking", "began", "begun", "started", "diagnosed"})
WOKE: Final = frozenset({"woke", "waking"})
"""*Years ago I woke up* is of then."""
CLOCK: Final = frozenset((word,) for word in ("past", "to", "oclock", "am", "pm", "this", "sharp"))
"""Behind a number these make it an hour, and so does *in the*."""
NO_END: Final = frozenset({"not", "never", "hasnae", "nae", "if", "before", "nothing"})
"""Before an ending these say that it has not come."""
REACH_NONE: Final = 4
REACH_QUIET: Final = 8
NONE: Final = frozenset({"nary", "never", "no", "nor", "not", "nothing", "without", "zero"})
"""Before trouble these say that there was none."""
BEING: Final = frozenset({"am", "are", "is"})
RETURNS: Final = frozenset({"again", "back", "deja", "returned", "same", "second", "still", "then", "until"})
"""Of what has come back these alone speak for the old story once that is said to be over."""
UNNAMED: Final = frozenset({"it", "same", "that", "this"})
"""A sentence that opens with these speaks of what was told before."""
PRONOUNS: Final = frozenset({"it", "them", "they", "this"})
"""What has come back is called so as well: *today it is back*."""
RELATIVE: Final = frozenset({"who", "which", "that", "whose"})
"""Between a mention and a year these give the year to something else: "asks for her mother, who died in 1981"."""


class Past:
    """Know what a text tells of long ago."""

    def __init__(self, cues: Cues) -> None:
        """Keep the cues."""
        self._cues = cues
        self._text = cues.text
        self._dates: dict[Range, list[Range]] = {}

    def of(self, start: int, end: int, *, urgent: bool) -> Range | None:
        """Return the words that make a mention an old story; for an *urgent* one it must be told to its end."""
        if not self._is_dated or self._is_back(end):
            return None
        over = next(self._cues.within("over", start, self._cues.end_after(start, 1)), None)
        if over is None and self.is_now(start, end):
            return None
        return self._dated(start, end, over) or self._told_out(start, end, urgent=urgent)

    @cached_property
    def _is_dated(self) -> bool:
        """Tell whether the text holds any words of long ago."""
        lists = ("past", "past-life", "past-before", "past-maybe")
        return bool(self._years) or any(self._cues.ranges(name) for name in lists)

    def is_now(self, start: int, end: int) -> bool:
        """Tell whether the clause of a mention is told in the present: *my youngest is in year 3 and his arm is weak*."""
        begin = self._cues.clause(start)
        dates = {place for place, _ in self.dates(begin, end)}
        return any(stop not in dates for _, stop in self._cues.within("tense", begin, end))

    def _dated(self, start: int, end: int, over: Range | None) -> Range | None:
        """Return the date in the sentence of a mention."""
        first, last = self._cues.sentence(start)
        for turn, _ in self._cues.within("turn", first, last) if over is None else ():
            first = turn if first < turn <= start else first
            last = turn if end <= turn < last else last
        now = (place for place, _ in self._cues.within("present", first, last))
        if over is None and any(self._text.words[place] not in WOKE for place in now):
            return None
        near = max(first, start - REACH_PAST), min(last, end + REACH_PAST)
        cues = [cue for cue in self.dates(*near) if not RELATIVE.intersection(self._text.words[end : cue[0]])]
        cues += self._cues.within("past-before", near[0], start)
        return cues[0] if cues else None

    def _told_out(self, start: int, end: int, *, urgent: bool) -> Range | None:
        """Return the date, some sentences away, of a story that is told to its end: *in 84 ... no bother since*."""
        first, last = self._cues.sentence(start)
        # "I am fine" ends no story by itself: "I am 25. Chest pain. Otherwise I am fine".
        ended = self.ends(end, len(self._text)) or (not urgent and any(cue[0] >= end for cue in self._well))
        if not ended or self.relapse(start) or self._happens(first, last):
            return None
        # An age dates what is urgent only where nothing has come of it since.
        ages = not urgent or any(cue[0] >= end for cue in self._over)
        date = self._date(max(0, start - REACH_DATE), last, ages=ages)
        if date is not None and self._happens(date[1], first):
            return None
        return date or self._dated_after(start, last)

    def _date(self, start: int, end: int, *, ages: bool) -> Range | None:
        """Return the last date between two places, be it a mere age where *ages* count."""
        words = self._text.words
        dates = [
            (place, stop)
            for place, stop in self._cues.within("past-maybe", start, end)
            if ages and words[stop : stop + 1] not in CLOCK and words[stop : stop + 2] != ("in", "the")
        ]
        return max([*self.dates(start, end), *dates], default=None)

    def _dated_after(self, start: int, last: int) -> Range | None:
        """Return the year that the sentences behind give to a story: *that was 2005*."""
        text = self._text
        for place, end in self._years_between(last, self._cues.end_after(start, REACH_BEHIND)):
            # The year stands alone: "that file is closed: 2008".
            is_alone = text.stops[place - 1] != Stop.NONE and (end == len(text) or text.stops[place] >= Stop.PAUSE)
            if is_alone or text.words[place - 1] in {"was", "in"}:
                return place, end
        return None

    def _happens(self, start: int, end: int) -> bool:
        """Tell whether something between two places is of now; *fine since* is not, nor *I woke up*."""
        words, endings = self._text.words, self._in_endings
        now = self._cues.within("present", start, end)
        return any(place not in endings and words[place] not in BEGUN for place, _ in now)

    def _is_back(self, end: int) -> bool:
        """Tell whether a sentence behind a mention says of *it* that it has come back: *it happened again today*."""
        words = self._text.words
        return any(
            RETURNS.intersection(words[place:stop])
            and place not in self._in_endings
            and words[stop : stop + 1] != ("to",)
            and (words[self._cues.sentence(place)[0]] in UNNAMED or PRONOUNS.intersection(words[place - 2 : stop]))
            for place, stop in self._cues.within("relapse", end, len(self._text))
        )

    def relapse(self, start: int) -> bool:
        """Tell whether something comes back behind a place; *it never happened again* is no relapse.

        Once nothing has come of it since, what is of today is another matter, unless it is said to be back.
        """
        words = self._text.words
        over = min((cue for cue in self._over if cue[0] >= start), default=None)
        for place, end in self._cues.within("relapse", start, len(self._text)):
            apart = over is not None and over[0] < place and not RETURNS.intersection(words[place:end])
            if place not in self._in_endings and not apart:
                return True
        return False

    def ends(self, start: int, end: int) -> bool:
        """Tell whether something between two places closes a story."""
        return any(start <= place < end for place, _ in self._endings)

    @cached_property
    def _endings(self) -> list[Range]:
        """Return the words that close a story; *not fine since* and *never finished* do not."""
        words = self._text.words
        endings = chain(self._over, self._cues.ranges("ending"), self._cues.ranges("recovered"))
        return [cue for cue in endings if not NO_END.intersection(words[max(0, cue[0] - 2) : cue[0]])]

    @cached_property
    def _in_endings(self) -> frozenset[int]:
        """Return the places of the words that close a story."""
        endings = chain(self._over, self._cues.ranges("ending"), self._cues.ranges("recovered"), self._well)
        return frozenset(place for ending in endings for place in range(*ending))

    @cached_property
    def _over(self) -> list[Range]:
        """Return the words that say that nothing has come of it since: *never since*, *no bother at all after that*."""
        words = self._text.words
        found = self._cues.ranges("over")
        for start, end in self._cues.ranges("trouble"):
            before = max(0, start - REACH_NONE)
            none = next((place for place in range(start - 1, before - 1, -1) if words[place] in NONE), None)
            if none is not None and not self._cues.stopped(none + 1, start):
                later = self._cues.within("afterwards", end, end + REACH_QUIET)
                found = [*found, *((none, stop) for place, stop in later if not self._cues.stopped(end, place))]
        return found

    @property
    def is_well(self) -> bool:
        """Tell whether the asker says to be well, or that nobody is ill."""
        return bool(self._well)

    @cached_property
    def _well(self) -> list[Range]:
        """Return the words by which the asker says to be well; *I am fine apart from* does not."""
        well = self._cues.ranges("well")
        return [cue for cue in well if self._cues.ends(cue[1]) or self._cues.at("joiner", cue[1])]

    def dates(self, start: int, end: int) -> list[Range]:
        """Return the words between two places that date something long ago."""
        if (start, end) not in self._dates:
            written = chain(self._cues.within("past", start, end), self._cues.within("past-life", start, end))
            found = [*(cue for cue in written if not self._lasts(*cue)), *self._years_between(start, end)]
            self._dates[start, end] = found
        return self._dates[start, end]

    def _lasts(self, start: int, end: int) -> bool:
        """Tell whether one is still in that part of life: *I am in year 11*; *it is in the past* is over."""
        words = self._text.words
        is_now = bool(BEING.intersection(words[max(0, start - 1) : start]))
        return is_now and words[start] == "in" and words[end - 1] != "past"

    def _years_between(self, start: int, end: int) -> list[Range]:
        """Return the years between two places."""
        return [cue for cue in self._years if start <= cue[0] < end]

    @cached_property
    def _years(self) -> list[Range]:
        """Return every year that something is said to have been in."""
        words = self._text.words
        return [
            (place, place + 1)
            for place, word in enumerate(words)
            if word.isdecimal()
            and not (AMOUNTS | SPANS).intersection(words[place + 1 : place + 2])
            and self._is_year(place)
        ]

    def _is_year(self, place: int) -> bool:
        """Tell whether a number is a year: *2019*, *in 08*, *in 93*."""
        word, before = self._text.words[place], self._text.words[place - 1 : place]
        if len(word) == len("2019"):
            return FIRST_YEAR <= int(word) <= LAST_YEAR
        is_short = len(word) == len("93") and bool(SHORT_YEAR.intersection(before))
        return is_short and (word[0] == "0" or int(word) >= FIRST_SHORT_YEAR)

    def resolved(self, start: int, end: int) -> Range | None:
        """Return the words behind a mention that say that it has gone."""
        if self._is_back(end):
            return None
        for cue in self._cues.within("resolved", end, end + 2):
            if not self._cues.stopped(end, cue[0], Stop.COMMA):
                return cue
        first, last = self._cues.sentence(start)
        if self._cues.any("comes-back", first, last):
            return None
        for cue in self._cues.within("fine-now", end, last):
            if cue[1] == last and self._text.stops[cue[0] - 1] == Stop.COMMA:
                return cue
        return None
