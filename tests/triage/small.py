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
    "hypothetical": ["if", "suppose", "asked about", "asked whether", "look for"],
    "past": ["once", "once more again", "last spring"],
    "past-before": ["used to"],
    "past-life": ["at school"],
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
    "thing": ["defence"],
    "figure": ["numb with joy", "dead bored"],
    "figure-after": ["in spirit"],
    "deniable": ["fever"],
    "result": ["normal", "all normal"],
    "trouble": ["bother"],
    "afterwards": ["after that"],
    "well": ["i am well"],
    "recovered": ["wore off"],
}
SHOWN = (
    *("numb", "weak arm", "arm weak", "my foot", "now weak", "why weak", "suppose weak", "used to weak", "weak folk"),
    *("fell", "is weak", "neighbour weak", "dog weak"),
)
COUNTS = None


def rule(name: str, level: Level = Level.DOCTOR, frame: Frame = "person") -> SignRule:
    return SignRule(name, level, SHOWN, frame=frame)


@cache
def _triage() -> Triage:
    """Return the signs, built once: what builds them has tests of its own, which do not come here."""
    return Triage([rule("sign")], {}, LISTS)


def verdict(text: str) -> tuple[str, str | None] | None:
    """Return the reason why the one mention of a text does not count, with its cue in small letters, or None."""
    assessment = _triage().assess(text)
    if assessment.findings:
        assert not assessment.discounted
        return COUNTS
    [one] = assessment.discounted
    return str(one.why), text[slice(*one.cue)].lower() if one.cue else None


def la(number: int) -> str:
    return "la " * number
