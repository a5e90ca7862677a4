"""Assess a text: read it, find the signs, set aside what is not meant, and take the highest level."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from bot.text.repair import Vocabulary
from bot.text.words import ENGLISH, Span, Text, Tongue, meant, read
from bot.triage import facts
from bot.triage.context import CUES, Context, Verdict
from bot.triage.features import Reading, told
from bot.triage.lexicon import Compiled, Lexicon
from bot.triage.match import Ground, Parts, Plan, Range
from bot.triage.models import Assessment, Discounted, Finding, Level, SignRule, Why
from bot.triage.net import Net
from bot.triage.patterns import PatternError, PatternFaultError
from bot.triage.tree import Hits, scan

COMMON = "common"
"""The class that holds no sign words but ordinary ones, which are never repaired."""

REGION = "region-"


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold one sign, ready to run: the first patterns, `sure` of them, name it without more."""

    sign: SignRule
    patterns: tuple[Compiled, ...]
    sure: int
    unless: tuple[Compiled, ...]


class Triage:
    """Know the signs; unchanged once built."""

    def __init__(
        self,
        signs: Sequence[SignRule],
        classes: Mapping[str, Sequence[str]],
        cues: Mapping[str, Sequence[str]],
        spelt: Container[str] = (),
        net: Net | None = None,
        tongue: Tongue = ENGLISH,
        usual: Sequence[str] = (),
    ) -> None:
        """Compile everything, or raise PatternError with every fault.

        *spelt* words are not taken for a typo; *usual* ones, the most used first, are what a typo may have been meant for.
        """
        self._net = net
        self._tongue = tongue
        common = [*classes.get(COMMON, ()), *cues.get(COMMON, ())]
        lexicon = Lexicon({name: lines for name, lines in classes.items() if name != COMMON}, tongue)
        faults = lexicon.faults
        self._cues: dict[str, int] = {}
        for name, lines in cues.items():
            if name == COMMON:
                continue
            if name not in CUES:
                faults.append(f"cues: there is no use for a list '{name}'; the lists are {', '.join(sorted(CUES))}")
                continue
            try:
                self._cues[name] = lexicon.cue(name, lines)
            except PatternFaultError as fault:
                faults.append(f"cues {name}: {fault}")
        self._fillers = frozenset(cues.get("filler", ()))
        self._rules = tuple(self._rule(lexicon, sign, faults) for sign in signs)
        if faults:
            raise PatternError(tuple(faults))
        self._classes = {lexicon.class_atom(name): name for name in classes if name != COMMON}
        self._regions = {name: atom for atom, name in self._classes.items() if name.startswith(REGION)}
        self._lexicon = lexicon
        self._plan = Plan(lexicon)
        self._patterns = _by_rarest_part(self._rules)
        # An ordinary word is no goal: "spacy" is no slip of "space", though a pattern happens to hold that word.
        self._vocabulary = Vocabulary(lexicon.words.difference(common), common, spelt, tongue, usual)
        lexicon.forget()

    @staticmethod
    def _rule(lexicon: Lexicon, sign: SignRule, faults: list[str]) -> Rule:
        """Return a sign ready to run, adding what is wrong with it to the faults."""
        compiled: dict[str, list[Compiled]] = {"any": [], "maybe": [], "unless": []}
        for key, patterns in (("any", sign.any), ("maybe", sign.maybe), ("unless", sign.unless)):
            for pattern in patterns:
                try:
                    compiled[key].append(lexicon.compile(pattern))
                except PatternFaultError as fault:
                    faults.append(f"sign {sign.id}, {key}: '{pattern}' {fault}")
        naming = (*compiled["any"], *compiled["maybe"])
        return Rule(sign, naming, len(compiled["any"]), tuple(compiled["unless"]))

    def assess(self, text: str) -> Assessment:
        """Return the level of a text, the signs that it shows, and the words that were not counted."""
        words = read(text, self._vocabulary.repair, self._tongue)
        if not len(words):
            return Assessment(Level.NONE)
        run = self._run(words)
        named = run.assessment(Level.NONE)
        if self._net is None or named.level is Level.EMERGENCY:
            return named
        return self._weighed(named, run, self._net)

    def _weighed(self, named: Assessment, run: _Run, net: Net) -> Assessment:
        """Return the assessment at the level that the net asks for, if that is higher."""
        reading = self._reading(run)
        heard = told(reading)
        if not heard.tellings:
            return named
        # Only what is left out is weighed anew, and that once: a long text has thousands of features.
        whole, parts = net.weigh(heard.whole), [net.weigh(part) for part in heard.parts]
        levels = [
            net.level_of(whole.without(parts[place] for place in one.untold), one.size, reading.hinted)
            for one in heard.tellings
        ]
        level = max(levels)
        if level <= named.level:
            return named
        assessment = run.assessment(level)
        if not assessment.soft:
            return assessment
        signs = (rule.sign.id for rule in self._rules if rule.sign.level is level)
        found = heard.features(heard.tellings[levels.index(level)])
        return replace(assessment, suspects=net.suspects(found, signs))

    def named(self, text: str) -> Assessment:
        """Return what the words of a text name, the net left out."""
        return self._run(read(text, self._vocabulary.repair, self._tongue)).assessment(Level.NONE)

    def shown_by(self, text: str) -> Iterator[tuple[SignRule, str]]:
        """Yield each pattern that shows a sign in a text, as it is written, whatever else shows it."""
        run = self._run(read(text, self._vocabulary.repair, self._tongue))
        for rule, numbers in self._possible(run.parts.possible):
            for number in numbers:
                found = run.look(rule, [number])
                if found.sure or found.unsure:
                    yield rule.sign, (*rule.sign.any, *rule.sign.maybe)[number]

    def reading(self, text: str) -> Reading:
        """Return what the net is given of a text."""
        return self._reading(self._run(read(text, self._vocabulary.repair, self._tongue)))

    def _reading(self, run: _Run) -> Reading:
        """Return what the net is given of the text of a run."""
        classes = {self._classes[atom]: run.hits[atom] for atom in self._classes.keys() & run.hits.keys()}
        denied = {place for pair in run.denied() for at in pair for place in range(*at)}
        named = run.sure | run.unsure
        masked = frozenset((run.masked | denied) - named)
        return Reading(run.text, classes, run.fillers, masked, frozenset(named), frozenset(run.sure), run.hinted)

    def _run(self, words: Text) -> _Run:
        """Return the run that found what the words of a text name."""
        hits = scan(self._lexicon.tree, words, self._fillers)
        walls = self._places("wall", hits)
        places = {name: hits[atom] for name, atom in self._regions.items() if atom in hits}
        said = meant(words, self._tongue)
        stated = [*facts.find(said), *facts.regions(words, places, walls)]
        for atom, at in self._lexicon.facts(stated).items():
            hits.add((atom,), at)
        fillers = self._places("filler", hits)
        parts = self._plan.parts(hits, Ground(words, fillers, walls, stated))
        run = _Run(words, hits, fillers, parts, Context(said, hits, self._cues))
        run.named += (run.look(rule, numbers) for rule, numbers in self._possible(run.parts.possible))
        return run

    def _possible(self, parts: Mapping[int, object]) -> Iterator[tuple[Rule, list[int]]]:
        """Yield the signs whose patterns may hold, each with the numbers of those patterns, in the order they are written."""
        places = sorted(place for part in self._patterns.keys() & parts for place in self._patterns[part])
        here: list[int] = []
        for (place, number), (later, _) in pairwise([*places, (len(self._rules), 0)]):
            rule = self._rules[place]
            if all(part in parts for part in rule.patterns[number]):
                here.append(number)
            if here and later != place:
                yield rule, here
                here = []

    def _places(self, cue: str, hits: Hits) -> frozenset[int]:
        """Return where the single words of a cue list stand."""
        return frozenset(hits.get(self._cues.get(cue, -1), ()))


class Named(NamedTuple):
    """Hold the words that name a sign, without more or where something else speaks for its level, and what does not count."""

    sign: SignRule
    sure: list[Span]
    unsure: list[Span]
    doubts: list[Discounted]


class _Run:
    """Run the rules over one text."""

    def __init__(self, text: Text, hits: Hits, fillers: frozenset[int], parts: Parts, context: Context) -> None:
        """Keep the text, what was found in it, where the parts of patterns hold, and what stands around them."""
        self.text = text
        self.hits = hits
        self.fillers = fillers
        self.parts = parts
        self._context = context
        self.named: list[Named] = []
        self.masked: set[int] = set()
        self.sure: set[int] = set()
        self.unsure: set[int] = set()

    @property
    def hinted(self) -> Level:
        """Return the highest level of the signs that some words may name."""
        return max((one.sign.level for one in self.named if one.unsure), default=Level.NONE)

    def assessment(self, level: Level) -> Assessment:
        """Return what the words name, where something else speaks for a level."""
        sure = max((one.sign.level for one in self.named if one.sure), default=Level.NONE)
        level = max(level, sure)
        findings: list[Finding] = []
        discounted: dict[Discounted, None] = {}
        for one in self.named:
            spans = one.sure + one.unsure if one.sign.level <= level else one.sure
            if spans:
                findings.append(Finding(one.sign.id, one.sign.level, _merged(spans)))
            else:
                discounted.update(dict.fromkeys(one.doubts))
        findings.sort(key=lambda finding: (-finding.level, finding.words, finding.sign))
        found = tuple(_without_echoes(findings))
        return Assessment(level, found, tuple(sorted(discounted, key=lambda one: (one.words, one.sign))))

    def look(self, rule: Rule, numbers: Iterable[int]) -> Named:
        """Return the words that show a sign by its patterns of these numbers, and the words of it that do not count."""
        sure: list[Span] = []
        unsure: list[Span] = []
        doubts: list[Discounted] = []
        figures: list[Range] | None = None
        # Patterns of one sign overlap: what was judged for one of them holds for all.
        judged: dict[Range, Verdict | None] = {}
        for number in numbers:
            pattern = rule.patterns[number]
            if not all(map(self.parts.get, pattern)):
                continue
            if figures is None:
                figures = [place for one in rule.unless for part in one for place in self.parts.get(part)]
            kept: list[Range] = []
            for part in pattern:
                places = self._judged(part, rule, figures, judged)
                counted = [place for place in places if judged[place] is None]
                if not counted:
                    places = self._denied_beside(pattern, part, rule, figures, judged) or places
                self._discount(places, rule.sign.id, judged, doubts)
                if not counted:
                    break
                kept += counted
            else:
                # Only a pattern that holds counts: its one part is not told of anything when the other was denied.
                spans, words = (sure, self.sure) if number < rule.sure else (unsure, self.unsure)
                spans += [self.text.span(*place) for place in kept]
                words.update(*(range(*place) for place in kept))
        return Named(rule.sign, sure, unsure, doubts)

    def _judged(
        self, part: int, rule: Rule, figures: list[Range], judged: dict[Range, Verdict | None]
    ) -> Sequence[Range]:
        """Return the places of a part of a pattern, having judged each."""
        places = self.parts.get(part)
        for place in places:
            if place not in judged:
                judged[place] = self._verdict(place, rule.sign, figures)
        return places

    def _verdict(self, place: Range, sign: SignRule, figures: list[Range]) -> Verdict | None:
        """Return why a mention of a sign does not count, with the words that say so, or None."""
        for figure in figures:
            around = figure[0] < place[1] and place[0] < figure[1]
            if around and self._context.holds(figure, *place, sign.level):
                return Why.FIGURE, figure
        return self._context.judge(place, sign.frame, sign.level)

    def _denied_beside(
        self, pattern: Compiled, part: int, rule: Rule, figures: list[Range], judged: dict[Range, Verdict | None]
    ) -> Sequence[Range]:
        """Return the places of another part of a pattern, if that is denied and this one discounted for another reason.

        *Can exercise hurt? I have no weakness*: then the denial alone is set aside, and says nothing of the question.
        """
        # Where this one is denied itself, it is found first.
        for other in (part, *pattern):
            places = self._judged(other, rule, figures, judged)
            if all((verdict := judged[place]) and verdict[0] is Why.DENIED for place in places):
                return places
        return ()

    def _discount(
        self, places: Iterable[Range], sign: str, judged: Mapping[Range, Verdict | None], doubts: list[Discounted]
    ) -> None:
        """Set aside those places that do not count, each with the words that say so."""
        for place in places:
            if (verdict := judged[place]) is not None:
                why, cue = verdict
                self.masked.update(range(*place), range(*(cue or (0, 0))))
                span = self.text.span(*cue) if cue else None
                doubts.append(Discounted(sign, self.text.span(*place), why, span))

    def denied(self) -> Iterator[tuple[Range, Range]]:
        """Yield what is denied of troubles that are no sign alone, each with the words that deny it."""
        return self._context.denied()


def _by_rarest_part(rules: Sequence[Rule]) -> dict[int, list[tuple[int, int]]]:
    """Return the place of each pattern, as the numbers of rule and pattern, by the part that fewest patterns have."""
    common = Counter(part for rule in rules for pattern in rule.patterns for part in pattern)
    found: dict[int, list[tuple[int, int]]] = {}
    for place, rule in enumerate(rules):
        for number, pattern in enumerate(rule.patterns):
            found.setdefault(min(pattern, key=lambda part: (common[part], part)), []).append((place, number))
    return found


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return passages in text order, overlapping ones as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _without_echoes(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, the gravest first, without those whose words only repeat part of a graver one."""
    kept: list[Finding] = []
    for _, equals in groupby(findings, key=attrgetter("level")):
        spans = sorted(span for finding in kept for span in finding.words)
        starts = [start for start, _ in spans]
        furthest = list(accumulate((end for _, end in spans), max, initial=0))
        kept += [
            finding
            for finding in equals
            if not all(end <= furthest[bisect_right(starts, start)] for start, end in finding.words)
        ]
    return kept
