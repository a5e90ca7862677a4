"""A lexicon of a few words, on which the judging of mentions is tested; *la* stands for any word without a meaning."""

from __future__ import annotations

from functools import cache

from bot.triage.assess import Triage
from bot.triage.models import Frame, Level, SignRule

LISTS = {
    "denial": ["no", "no such", "without", "i exclude", "can not find"],
    "denial-near": ["not", "no way"],
    "denial-after": ["none", "no", "ruled out"],
    "denial-undo": ["like this"],
    "denial-all": ["no to all", "nope to all", "none of it", "all clear", "no no", "i have not"],
    "asked": ["asked"],
    "tested": ["made me", "arm push"],
    "failed": ["failed"],
    "pseudo-denial": ["not only", "no doubt", "can not", "no way"],
    "inability": ["unable"],
    "terminator": ["but"],
    "joiner": ["or", "nor", "and"],
    "verb": ["looks"],
    "subject": ["it", "my"],
    "predicate": ["weak"],
    "filler": ["so"],
    "person": ["i", "my", "him"],
    "present": ["today", "woke", "keeps"],
    "tense": ["is"],
    "turn": ["now"],
    "general": ["does", "can", "why"],
    "general-after": ["meaning"],
    "fresh": ["also", "my"],
    "lead-in": ["hi", "please"],
    "hypothetical": ["if", "suppose", "asked about", "asked whether", "look for", "googled"],
    "past": ["once", "once more again", "last spring", "in the past"],
    "past-before": ["used to"],
    "past-life": ["at school", "in matric", "in that year"],
    "past-maybe": ["at nine"],
    "while-ago": ["in july"],
    "over": ["never since"],
    "ending": ["fine since", "well today", "none again"],
    "relapse": ["again", "lately"],
    "resolved": ["gone"],
    "fine-now": ["fine again"],
    "comes-back": ["every"],
    "other": ["people", "my friend", "old weak", "weak folk"],
    "acquaintance": ["neighbour"],
    "animal": ["dog", "horse"],
    "document": ["article", "arm page"],
    "told": ["heard about"],
    "teller": ["told"],
    "work": ["film"],
    "setting": ["radio"],
    "lesson": ["scenario"],
    "third": ["she"],
    "close": ["my", "aunt", "husband"],
    "thing": ["defence", "server"],
    "figure": ["numb with joy", "dead bored"],
    "figure-after": ["in spirit"],
    "deniable": ["fever"],
    "result": ["normal", "all normal", "both normal"],
    "trouble": ["bother"],
    "afterwards": ["after that"],
    "well": ["i am well"],
    "recovered": ["wore off"],
}
SHOWN = (
    *("numb", "weak arm", "arm weak", "my foot", "now weak", "why weak", "suppose weak", "used to weak", "weak folk"),
    *("fell", "is weak", "neighbour weak", "dog weak", "want harm", "player harm", "dark thoughts"),
)
COUNTS = None


def rule(name: str, level: Level = Level.DOCTOR, frame: Frame = "person", unless: tuple[str, ...] = ()) -> SignRule:
    return SignRule(name, level, SHOWN, unless, frame)


@cache
def triage(level: Level = Level.DOCTOR, *unless: str) -> Triage:
    """Return the sign, built once for each level: what builds it has tests of its own, which do not come here."""
    return Triage([rule("sign", level, unless=unless)], {}, LISTS)


def verdict(text: str, level: Level = Level.DOCTOR, *unless: str) -> tuple[str, str | None] | None:
    """Return the reason why the one mention of a text does not count, with its cue in small letters, or None.

    The sign is of this level, and its words are none in a figure of speech that one of *unless* finds.
    """
    assessment = triage(level, *unless).assess(text)
    if assessment.findings:
        assert not assessment.discounted
        return COUNTS
    [one] = assessment.discounted
    return str(one.why), text[slice(*one.cue)].lower() if one.cue else None


def la(number: int) -> str:
    return "la " * number
