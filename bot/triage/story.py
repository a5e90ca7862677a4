"""Judge whether a mention belongs to somebody else's story: a stranger's, an animal's, on a screen, in a lesson."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain
from typing import Final

from bot.text.words import Stop
from bot.triage.cues import SELF, Cues
from bot.triage.match import Range
from bot.triage.past import Past

REACH_OTHER: Final = 12
REACH_STORY: Final = 3
"""How many sentences a film or a cow stays the subject."""
REACH_LESSON: Final = 2
REACH_WORK: Final = 5
REACH_WRITE: Final = 2
WRITES: Final = frozenset({"write", "writing", "wrote"})
TELLS_OF: Final = frozenset({"about", "called", "in", "of", "on", "that", "where", "who", "whose"})
"""Behind *writing a novel* these open what it tells."""
ABOUT: Final = frozenset({"about", "of", "how"})
PLACES: Final = frozenset((word,) for word in ("club", "class", "studio", "shop", "festival", "group", "set", "room"))
"""Behind *film* or *book* these make a place of it."""
NO_SUBJECT: Final = frozenset(
    {"as", "at", "behind", "by", "for", "from", "like", "of", "off", "on", "than", "to", "under", "with"}
)
"""Close before an animal these say that it does nothing itself: "as if kicked by a horse"."""
NO_ANIMAL: Final = frozenset({"charley", "charlie", "charly", "hot", "sea", "bird"})
"""Before an animal's name these make something else of it: a charley horse is a cramp."""
COMPOUND: Final = frozenset(
    {"drench", "flap", "food", "lead", "lick", "magnesium", "medicine", "pose", "stance", "walk"}
)
HOUSEHOLD: Final = frozenset(
    {
        "baby",
        "boyfriend",
        "child",
        "daughter",
        "girlfriend",
        "hubby",
        "husband",
        "kid",
        "missus",
        "partner",
        "son",
        "toddler",
    }
    | {"wife", "wean", "bairn"},
)
"""What befell these is told lightly only when it is over in every way."""
REACH_HAS: Final = 3
"""How near before a mention *has* tells it as of now."""
LONG: Final = 40
"""From so many words on a text tells a story."""
ORIGIN: Final = frozenset({"at", "from", "in", "of", "on"})
"""Between a person and *my* these only say where the person is known from."""
OBJECT: Final = frozenset({"him", "them"})
"""Before a mention these are no subject of it: "gave him claw hand"."""
ATTACK: Final = frozenset({"bit", "bite", "bites", "kicked", "ride", "riding"})
"""Behind an animal's name these tell of what befell a person."""


class Stories:
    """Know the stories of one text."""

    def __init__(self, cues: Cues, past: Past) -> None:
        """Keep the cues, and what is told of long ago."""
        self._cues = cues
        self._past = past
        self._text = cues.text

    def other(self, start: int, end: int, *, urgent: bool) -> Range | None:
        """Return the words that make a mention somebody else's story.

        An *urgent* one of a friend or stranger counts if it happens before the asker's eyes.
        """
        cue = next((cue for check in self._checks if (cue := check(start, end)) is not None), None)
        if cue is not None or (urgent and self._is_seen(start, end)):
            return cue
        return self._somebody(start, end) or self._ended(start, end, urgent=urgent)

    def _is_seen(self, start: int, end: int) -> bool:
        """Tell whether a mention is told as of now: *a friend is having a seizure*, *a colleague has just collapsed*."""
        begin = max(self._cues.clause(start), start - REACH_HAS)
        if self._past.dates(*self._cues.sentence(start)):
            return False
        return self._past.is_now(start, end) or "has" in self._text.words[begin:end]

    @cached_property
    def _checks(self) -> list[Callable[[int, int], Range | None]]:
        """Return the checks for another's story whose words the text holds at all."""
        checks = (
            (self._document, ("document", "told", "teller", "work")),
            (self._setting, ("setting",)),
            (self._animal, ("animal",)),
            (self._goes_on, ("animal", "document", "told")),
            (self._lesson, ("lesson",)),
        )
        return [check for check, lists in checks if any(map(self._cues.ranges, lists))]

    def _document(self, start: int, end: int) -> Range | None:
        """Return the film, book or lecture in the same sentence that tells of a mention."""
        first, last = self._cues.sentence(start)
        for cue in self._cues.within("document", first, last):
            # "I read that she fainted" tells of her; "I fainted while reading" does not.
            between = (cue[1], end) if cue[0] < start else (first, end)
            # "The left half of the page has gone": what is seen to vanish tells no story.
            is_apart = cue[1] <= start or end <= cue[0]
            if is_apart and not (
                self._cues.close(*between) or self._reads(first, cue, start) or self._writes(cue, start)
            ):
                return cue
        told = chain(self._cues.within("told", first, start), self._told_by(first, start), self._works(first, start))
        return next((cue for cue in told if cue[1] <= start and not self._cues.close(cue[1], end)), None)

    def _reads(self, first: int, cue: Range, start: int) -> bool:
        """Tell whether one of the asker's only reads or watches: *my dad read a story and his words came out slurred*."""
        after = (place for place, _ in self._cues.within("joiner", cue[1], start))
        joined = any(self._cues.at("third", place + 1) for place in after)
        return joined and self._cues.relative(first, cue[0])

    def _writes(self, cue: Range, start: int) -> bool:
        """Tell whether somebody wrote when a thing befell them: *I am writing an essay and cannot feel my hand*."""
        words = self._text.words
        between = words[max(0, cue[0] - REACH_WRITE) : start]
        writes = not WRITES.isdisjoint(between)
        return writes and "and" in between and not TELLS_OF.intersection(between)

    def _told_by(self, first: int, start: int) -> Iterator[Range]:
        """Yield the words by which somebody tells of somebody: *a customer told me, with tears, how her brother*."""
        words = self._text.words
        for cue in self._cues.within("teller", first, start):
            about = next((place for place in range(cue[1], start) if words[place] in ABOUT), None)
            if about is None or self._cues.close(cue[1] + 1, about) or self._cues.relative(first, start):
                continue
            if not self._cues.any("tense", about, start):
                yield cue[0], about + 1

    def _works(self, first: int, start: int) -> Iterator[Range]:
        """Yield the film or book that a sentence opens with: *in the serial*."""
        words = self._text.words
        if words[first] not in {"in", "on"}:
            return
        for cue in self._cues.within("work", first, min(start, first + REACH_WORK)):
            is_title = words[cue[1] : cue[1] + 1] not in PLACES
            if is_title and not self._cues.stopped(first + 1, cue[1] - 1, Stop.COMMA):
                yield cue

    def _setting(self, start: int, end: int) -> Range | None:
        """Return what is shown or read, if nobody is there who might only sit before it: *on the radio: fainting*."""
        first, last = self._cues.sentence(start)
        if self._cues.any("present", first, last):
            return None
        for cue in self._cues.within("setting", first, start):
            opens = cue[0] == first and not self._cues.close(cue[1], end)
            if cue[1] <= start and (opens or not self._cues.any("person", first, last)):
                return cue
        return None

    def _somebody(self, start: int, end: int) -> Range | None:
        """Return the friend, stranger or crowd that a mention is said of in the same sentence."""
        return self._said_of(self._cues.within("other", self._cues.sentence(start)[0], start + 1), start, end)

    def _animal(self, start: int, end: int) -> Range | None:
        """Return the animal that a mention is said of in the same sentence."""
        first = self._cues.sentence(start)[0]
        animals = [cue for cue in self._animals if first <= cue[0] <= start and not self._cues.close(cue[1], end)]
        return self._said_of(animals, start, end)

    def _said_of(self, cues: Iterator[Range] | list[Range], start: int, end: int) -> Range | None:
        """Return the first of some subjects that a mention is near to, with no other person between."""
        bounds = self._cues.sentence(start)
        for cue in cues:
            # The mention may hold its own subject: "friend once had a seizure".
            begin = start if self._text.words[start - 1] in OBJECT else start - 1
            person = self._cues.any("person", max(cue[1], begin), end)
            if start <= cue[1] + REACH_OTHER and not person and not self._cues.any("present", *bounds):
                return cue
        return None

    @cached_property
    def _animals(self) -> list[Range]:
        """Return the animals that do something, or something is done to."""
        words = self._text.words
        return [
            (start, end)
            for start, end in self._cues.ranges("animal")
            if not NO_SUBJECT.intersection(words[max(self._cues.clause(start), start - 3) : start])
            and not NO_ANIMAL.intersection(words[max(0, start - 1) : start])
            # "He asked where the horses were put": what ends its clause does nothing.
            and self._text.stops[end - 1] == Stop.NONE
            and not (COMPOUND | ATTACK).intersection(words[end : end + 1])
        ]

    def _goes_on(self, start: int, end: int) -> Range | None:
        """Return the film or animal of a sentence before, if only they are spoken of since."""
        first, last = self._cues.sentence(start)
        if self._cues.any("present", first, last) or self._cues.any("turn", first, end):
            return None
        # Without "he" or "it" the asker speaks of himself again: "took the dog out. Left foot numb".
        if not self._cues.any("third", first, end):
            return None
        for begin, stop in chain([(first, last)], self._cues.before(start, REACH_STORY)):
            if begin < first and (cue := self._subject(begin, stop)) is not None:
                # "He" may be the husband told of before the dog.
                return None if self._cues.relative(0, begin) else cue
            if self._cues.close(begin, stop):
                return None
        return None

    def _subject(self, start: int, end: int) -> Range | None:
        """Return what a sentence makes the subject of the next ones: an animal, or whom a film tells of."""
        animal = next((cue for cue in self._animals if start <= cue[0] < end), None)
        if animal is not None and not self._cues.close(animal[1], end):
            return animal
        if self._cues.relative(start, end) or self._cues.any("present", start, end):
            return None
        return next(chain(self._cues.within("document", start, end), self._cues.within("told", start, end)), None)

    def _lesson(self, start: int, _end: int) -> Range | None:
        """Return the words near by that make a mention a case for learners."""
        first, last = self._cues.sentence(start)
        if self._cues.close(first, last) or self._cues.any("present", first, last):
            return None
        begin = next(self._cues.before(start, 1), (first, last))[0]
        return next(self._cues.within("lesson", begin, self._cues.end_after(start, REACH_LESSON)), None)

    def _ended(self, start: int, end: int, *, urgent: bool) -> Range | None:
        """Return whom a story is told of that is over: two of its date, its end and an asker who is well say so.

        An *urgent* one has a date at least: "she is at home now, I am fine" is said of who needs help as well.
        """
        first, last = self._cues.sentence(start)
        who = self._who(first, start)
        if who is None or self._cues.any("present", first, last) or self._past.relapse(end):
            return None
        if self._is_asker(who[1], end):
            return None
        told = self._cues.any("while-ago", who[0], last) or bool(self._past.dates(who[0], last))
        ended = self._past.ends(end, self._cues.end_after(start, REACH_STORY))
        said = told + ended + self._past.is_well
        if urgent and not told:
            return None
        if self._text.words[who[0]] in HOUSEHOLD:
            return who if said == len((told, ended, self._past.is_well)) else None
        # Who calls for help writes no long post, least of all how well he is.
        tells = self._past.is_well and len(self._text) >= LONG and not self._past.is_now(start, end)
        return who if said > 1 or (tells and self._cues.at("acquaintance", who[0])) else None

    def _is_asker(self, start: int, end: int) -> bool:
        """Tell whether the asker is named between two places; *a lad from my old school* is none of theirs."""
        words = self._text.words
        return any(words[place] in SELF and words[place - 1] not in ORIGIN for place in range(start, end))

    def _who(self, first: int, start: int) -> Range | None:
        """Return the last person that is spoken of up to a mention: the one named, or whom *he* or *she* stands for."""
        if (named := self._named(first, start + 1)) is not None:
            return named
        if not self._cues.any("third", first, start + 1):
            return None
        before = (self._named(*bounds) for bounds in self._cues.before(start, REACH_STORY))
        return next((cue for cue in before if cue is not None), None)

    def _named(self, start: int, end: int) -> Range | None:
        """Return the last person, not the asker, who is named between two places."""
        words = self._text.words
        people = [cue for cue in self._cues.within("close", start, end) if words[cue[0]] not in SELF]
        return max([*self._cues.within("acquaintance", start, end), *people], default=None)
