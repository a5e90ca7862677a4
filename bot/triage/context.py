"""Judge whether the words of a sign are meant: of a person, now, and not denied.

The order is that of how sure a reader can be: a figure of speech, a denial, somebody else's story, a mere
possibility, an old story, a question in general.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import Final

from bot.text.words import Stop, Text
from bot.triage.cues import Cues
from bot.triage.denial import Denials
from bot.triage.match import Range
from bot.triage.models import Frame, Level, Why
from bot.triage.past import Past
from bot.triage.story import Stories
from bot.triage.tree import Places

CUES: Final = frozenset(
    {
        "denial",  # "no", "do not have": reaches over a list
        "denial-near",  # "not": reaches a few words
        "denial-after",  # "none", "ruled out", behind the sign
        "result",  # "normal", "all fine": of what was tested
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
        "acquaintance",  # a neighbour's emergency counts, unless the story ends well
        "animal",
        "document",  # tells of what stands in its sentence
        "told",  # "I read about how": tells of what follows
        "teller",  # with "about": tells of what follows
        "work",  # behind "in" at the head of a sentence: likewise
        "setting",  # "on the radio": a story, or where the asker is
        "lesson",  # a case for learners
        "third",  # "he", "they": whoever was spoken of goes on being so
        "close",  # the asker and theirs: what a film shows of "she" is no news of them
        "thing",  # "the traffic is paralysed": things and teams have no symptoms
        "denial-all",  # "Numbness, weakness? No to the lot": the sentence before is denied
        "tested",  # "she made me walk on my heels": a test, passed
        "failed",  # unless this is in its sentence
        "past-before",  # "used to" makes past what follows it, not what came of it
        "past-life",  # "in sixth form"
        "past-maybe",  # "at nine": an age, if the story ends
        "while-ago",  # "in July": over, if it was another's and ended well
        "ending",  # closes a story that is known to be old, or another's
        "tense",  # "is", "keeps": told as of now
        "recovered",  # likewise
        "relapse",  # an old story is not over
        "asked",  # a list of questions put to the asker
        "over",  # "never since": old and finished, whatever else is said
        "trouble",  # "not a day's bother": over as well, with
        "afterwards",  # "since", "in thirty years" behind it
        "well",  # "I am perfectly healthy": the asker has nothing now
        "figure",
        "figure-after",  # "I lost consciousness, spiritually"
        "deniable",  # "no fever": no sign alone, but denied it is none of the text's troubles
    },
)
REACH_IF: Final = 9
REACH_THING: Final = 4
REACH_SPAN: Final = 4
SPANS: Final = frozenset({"day", "days", "month", "months", "week", "weeks"})
PLACED: Final = frozenset({"at", "in", "on", "from", "to", "by", "of", "near", "after", "with", "for", "outside"})
"""Before a thing these make it a place: "a man at the market went grey"."""
REACH_SUBJECT: Final = 2
"""How far behind *and* the subject of a new clause stands: *and then she*."""
REACH_HELP: Final = 3
PEOPLE: Final = frozenset(
    {"captain", "clerk", "colleague", "director", "driver", "keeper", "lead", "leader", "manager", "mate", "member"}
    | {"owner", "player", "rider", "sitter", "walker", "worker"},
)
"""Behind a thing or an animal these make a person of it: *team mate*, *dog walker*."""
WISHES: Final = frozenset({"thinking", "thoughts", "urge", "want", "wanted", "wants", "wish"})
"""A mention that begins with these is no mishap: *in the kitchen with a knife and want to hurt myself*."""
HELP: Final = frozenset(
    {"advice", "ambulance", "answer", "answers", "appointment", "bus", "doctor", "gp", "help", "keys", "opinion"}
    | {"mri", "opinions", "paramedic", "paramedics", "result", "results", "scan", "taxi", "tips", "train"}
    | {"being", "seeming", "sounding"}  # "at the risk of sounding silly"
    | {"counts", "helps", "important", "matters", "relevant"},  # "in case it matters"
)
"""Behind words of a possibility these are what one waits or looks for; what follows is real."""
READ: Final = frozenset({"google", "googled", "googling", "heard", "hearing", "read", "reading"})
ONSETS: Final = frozenset({"because", "cos", "since"})
"""A figure of speech does not run across these: *the muscle is smaller since it twitches*."""
CAUSES: Final = frozenset({"as", "because", "cos", "cause", "coz", "when", "while"})
TELLING: Final = frozenset((word,) for word in ("not", "barely", "hardly", "scarcely", "only", "feel", "see"))
"""Behind these *can* opens no question: "can't sleep", "can barely lift it"."""

Verdict = tuple[Why, Range | None]
Check = Callable[[int, int], Range | None]


class Context:
    """Hold the cues of one text, and judge mentions by them."""

    def __init__(self, text: Text, hits: Mapping[int, Places], cues: Mapping[str, int]) -> None:
        """Keep the text, what was found in it, and the atom of each cue list."""
        self._text = text
        self._cues = Cues(text, hits, cues)
        self._denials = Denials(self._cues)
        self._past = Past(self._cues)
        self._stories = Stories(self._cues, self._past)
        self._verdicts: dict[tuple[Range, Frame, Level], Verdict | None] = {}

    def judge(self, mention: Range, frame: Frame, level: Level) -> Verdict | None:
        """Return why a mention does not count, with the words that say so, or None."""
        key = mention, frame, level
        if key not in self._verdicts:
            self._verdicts[key] = self._judged(*mention, frame, level)
        return self._verdicts[key]

    def denied(self) -> Iterator[tuple[Range, Range]]:
        """Yield what is denied of troubles that are no sign alone, each with the words that deny it."""
        for trouble in self._cues.ranges("deniable"):
            if (cue := self._denials.of(*trouble, urgent=False)) is not None:
                yield trouble, cue

    def _judged(self, start: int, end: int, frame: Frame, level: Level) -> Verdict | None:
        """Return the first reason why a mention does not count."""
        urgent = level is Level.EMERGENCY
        denied = partial(self._denials.of, urgent=urgent)
        checks: list[tuple[Why, Check]] = [(Why.FIGURE, self._figure), (Why.DENIED, denied)]
        if frame != "any":
            checks.append((Why.OTHER, partial(self._stories.other, urgent=urgent)))
        if frame == "person":
            checks.append((Why.HYPOTHETICAL, self._hypothetical))
        if frame != "any":
            checks.append((Why.PAST, partial(self._past.of, urgent=urgent)))
            if not urgent:
                # What looks like a stroke or a seizure counts although it has passed.
                checks.append((Why.PAST, self._past.resolved))
        if frame == "person":
            checks.append((Why.GENERAL, self._general))
        return next(((why, cue) for why, check in checks if (cue := check(start, end)) is not None), None)

    # --- figures of speech

    def _figure(self, start: int, end: int) -> Range | None:
        """Return a figure of speech that the mention is part of, or the thing that it is said of."""
        spoken = next(((a, b) for a, b in self._cues.ranges("figure") if a < end and start < b), None)
        return spoken or self._spoken_after(end) or self._said_of_thing(start, end)

    def _spoken_after(self, end: int) -> Range | None:
        """Return the word right behind a mention that makes a figure of it: *the defence fainted, metaphorically*."""
        return next((cue for cue in self._cues.within("figure-after", end, end + 1)), None)

    def _said_of_thing(self, start: int, end: int) -> Range | None:
        """Return the team, machine or sum that the mention is said of: *the whole defence collapsed*."""
        for cue in self._cues.ranges("thing"):
            if not cue[1] <= start <= cue[1] + REACH_THING or self._cues.stopped(cue[1], start, Stop.COMMA):
                continue
            before = self._text.words[max(self._cues.clause(cue[0]), cue[0] - 2) : cue[0]]
            if PEOPLE.intersection(self._text.words[cue[1] : cue[1] + 1]):
                continue
            if not PLACED.intersection(before) and not self._cues.close(cue[1], end):
                return cue
        return None

    def holds(self, figure: Range, start: int, end: int, level: Level) -> bool:
        """Tell whether a figure of speech around a mention is of its clause.

        For an emergency a new subject begins a new clause: *the song ended and then she fainted*.
        """
        words = self._text.words
        if (PEOPLE | WISHES).intersection(words[start : start + 1]) and figure[0] < start:
            return False
        if ONSETS.intersection(words[end : figure[1]]):
            return False
        if level is not Level.EMERGENCY:
            return True
        joiners = (place for place, _ in self._cues.within("joiner", figure[0], start) if words[place] == "and")
        return not any(self._cues.any("subject", place + 1, place + 1 + REACH_SUBJECT) for place in joiners)

    # --- possibilities and questions

    def _hypothetical(self, start: int, end: int) -> Range | None:
        """Return the words that make a mention a mere possibility."""
        first, _ = self._cues.sentence(start)
        for cue in reversed(self._cues.ranges("hypothetical")):
            if not (first <= cue[0] < start and (start <= cue[1] + REACH_IF or self._is_sought(cue, start))):
                continue
            if HELP.intersection(self._text.words[cue[1] : min(start, cue[1] + REACH_HELP)]):
                continue
            turned = self._cues.any("turn", cue[1], end) or self._told(cue, end) or self._caused(cue, end)
            if not turned and not self._afresh(cue[1], start):
                return cue
        return None

    def _is_sought(self, cue: Range, start: int) -> bool:
        """Tell whether a mention is one more item of what was looked for: *she looked for tremor, for weakness*."""
        words = self._text.words
        place = start - 1
        while place > cue[1] and self._cues.at("filler", place):
            place -= 1
        return words[cue[1] - 1] == "for" == words[place]

    def _caused(self, cue: Range, end: int) -> bool:
        """Tell whether what happened is told behind a possibility: *worried about a stroke because my speech is slurred*."""
        words = self._text.words
        if any(words[place : place + 4] == ("that", "i", "can", "not") for place in range(cue[1], end)):
            return True
        causes = (place for place in range(cue[1], end) if words[place] in CAUSES)
        if words[cue[0]] in READ and ("and", "my") in pairwise(words[cue[1] : end]):
            return True
        return any(self._cues.any("subject", place + 1, place + 2) for place in causes)

    def _told(self, cue: Range, end: int) -> bool:
        """Tell whether somebody asks of what there is: *she asked about my numb hand*, *asked if it hurts and I said*."""
        words = self._text.words
        if not words[cue[0]].startswith("ask"):
            return False
        knows = words[cue[1] - 1] == "about" and words[cue[1] : cue[1] + 1] == ("my",)
        joiners = self._cues.within("joiner", cue[1], end)
        return knows or any(words[place + 1 : place + 2] == ("i",) for place, _ in joiners)

    def _afresh(self, start: int, end: int) -> bool:
        """Tell whether something else is begun between two places."""
        return any(start < a <= end and self._text.stops[a - 1] != Stop.NONE for a, _ in self._cues.ranges("fresh"))

    def _general(self, start: int, end: int) -> Range | None:
        """Return the words that make a mention part of a question about nobody in particular."""
        first, last = self._cues.sentence(start)
        if self._cues.any("person", first, last) or self._cues.any("present", first, last) or self._lasts(first, last):
            return None
        for cue in self._cues.ranges("general"):
            asks = first <= cue[0] <= start and self._text.words[cue[1] : cue[1] + 1] not in TELLING
            if asks and self._opens(cue[0], first) and not self._afresh(cue[1], start):
                return cue
        return next((cue for cue in self._cues.ranges("general-after") if end <= cue[0] < last), None)

    def _lasts(self, first: int, last: int) -> bool:
        """Tell whether a sentence says for how long a thing has been so: *normal that two fingers have been numb for weeks*."""
        words = self._text.words[first:last]
        spans = (words[place + 1 : place + 1 + REACH_SPAN] for place, word in enumerate(words) if word == "for")
        return "been" in words and any(SPANS.intersection(span) for span in spans)

    def _opens(self, place: int, first: int) -> bool:
        """Tell whether a place begins a sentence or a clause, small talk before it set aside."""
        while place > first and self._text.stops[place - 1] == Stop.NONE and self._cues.at("lead-in", place - 1):
            place -= 1
        return place == first or self._text.stops[place - 1] != Stop.NONE
