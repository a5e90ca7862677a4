"""What each list of cues does to a mention, on a lexicon of a few words; *la* stands for any word without a meaning."""

from __future__ import annotations

import pytest

from bot.text.words import read
from bot.triage.assess import Triage
from bot.triage.context import CUES, Context
from bot.triage.models import Frame, Level, SignRule

LISTS = {
    "denial": ["no", "no such", "without", "i exclude", "can not find"],
    "denial-near": ["not", "no way"],
    "denial-after": ["none", "no", "ruled out"],
    "denial-undo": ["like this"],
    "pseudo-denial": ["not only", "no doubt", "can not", "no way"],
    "inability": ["unable"],
    "terminator": ["but"],
    "joiner": ["or", "nor", "and"],
    "verb": ["looks"],
    "subject": ["it", "my"],
    "predicate": ["weak"],
    "filler": ["so"],
    "person": ["i", "my"],
    "present": ["today"],
    "turn": ["now"],
    "general": ["does", "can", "why"],
    "general-after": ["meaning"],
    "fresh": ["also", "my"],
    "lead-in": ["hi", "please"],
    "hypothetical": ["if", "suppose"],
    "past": ["once"],
    "past-before": ["used to"],
    "resolved": ["gone"],
    "fine-now": ["fine again"],
    "comes-back": ["every"],
    "other": ["people", "my friend", "old weak", "weak folk"],
    "document": ["article", "arm page"],
    "close": ["my", "aunt"],
    "thing": ["defence"],
    "denial-all": ["no to all"],
    "over": ["never since"],
    "figure": ["numb with joy", "dead bored"],
}
SHOWN = ("numb", "weak arm", "arm weak", "my foot", "now weak", "why weak", "suppose weak", "used to weak", "weak folk")
COUNTS = None


def rule(name: str, level: Level = Level.DOCTOR, frame: Frame = "person") -> SignRule:
    return SignRule(name, level, SHOWN, frame=frame)


def verdict(text: str) -> tuple[str, str | None] | None:
    """Return the reason why the one mention of a text does not count, with its cue, or None."""
    assessment = Triage([rule("sign")], {}, LISTS).assess(text)
    if assessment.findings:
        assert not assessment.discounted
        return COUNTS
    [one] = assessment.discounted
    return str(one.why), text[slice(*one.cue)] if one.cue else None


def la(number: int) -> str:
    return "la " * number


def test_every_list_but_the_wall_has_its_rows_here():
    assert set(LISTS) == CUES - {"wall"}


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("numb with joy", "numb with joy", id="the mention is part of it"),
        pytest.param("la dead bored weak arm", COUNTS, id="a figure before it is none"),
        pytest.param("weak arm dead bored", COUNTS, id="a figure behind it is none"),
        pytest.param("no numb with joy", "numb with joy", id="it comes before a denial"),
        pytest.param("defence numb", "defence", id="said of a thing"),
        pytest.param(f"defence {la(4)} numb", "defence", id="a few words off"),
        pytest.param(f"defence {la(5)} numb", COUNTS, id="not further off"),
        pytest.param("numb defence", COUNTS, id="a thing behind it"),
        pytest.param("defence, numb", COUNTS, id="a comma parts them"),
        pytest.param("defence la, numb", COUNTS, id="so does a later one"),
        pytest.param("la, defence numb, la", "defence", id="one outside does not"),
        pytest.param("defence my foot", COUNTS, id="said of the asker"),
        pytest.param("my defence weak arm", "defence", id="of the asker's thing"),
        pytest.param("defence la aunt numb", "defence", id="some aunt"),
        pytest.param("defence and aunt numb", COUNTS, id="and the asker's"),
        pytest.param("defence. Defence numb", "defence", id="the thing that is near"),
        pytest.param("defence numb and aunt", "defence", id="an aunt behind the mention"),
    ),
)
def test_figures_of_speech(text, cue):
    found = verdict(text)
    assert (found and (found[0], (found[1] or "").lower())) == (cue and ("figure", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("no numb", "no", id="a denial"),
        pytest.param(f"no {la(5)} numb", "no", id="reaches five words"),
        pytest.param(f"no {la(6)} numb", COUNTS, id="not six"),
        pytest.param(f"no {'so ' * 16} numb", "no", id="of weight, if the text goes not on for ever"),
        pytest.param(f"no {'so ' * 17} numb", COUNTS, id="as here"),
        pytest.param("numb la no la", COUNTS, id="only what follows it"),
        pytest.param(f"not {la(3)} numb", "not", id="a near one three"),
        pytest.param(f"not {la(4)} numb", COUNTS, id="not four"),
        pytest.param("no la not numb", "not", id="the nearest is named"),
        pytest.param(f"no not {la(4)} numb", "no", id="or the one that reaches"),
        pytest.param("weak arm no numb", COUNTS, id="another mention of the sign still counts"),
        # words that deny nothing
        pytest.param("not only numb", COUNTS, id="a pseudo denial"),
        pytest.param("can not numb", COUNTS, id="that begins before"),
        pytest.param("can not find numb", "can not find", id="in a longer denial"),
        pytest.param("no way numb", COUNTS, id="as long as the denial"),
        pytest.param("no doubt not numb", "not", id="before another denial"),
        pytest.param("not no doubt numb", "not", id="behind another denial"),
        pytest.param("unable la without numb", COUNTS, id="what the asker is unable to do without"),
        pytest.param(f"unable {la(5)} without numb", COUNTS, id="six words before"),
        pytest.param(f"unable {la(6)} without numb", "without", id="not seven"),
        pytest.param("unable la no numb", "no", id="nor before other denials"),
        pytest.param("without numb unable la", "without", id="nor behind it"),
        pytest.param("no my foot", COUNTS, id="a no that answers"),
        pytest.param("no it numb", COUNTS, id="with any subject"),
        pytest.param("without it numb", "without", id="without answers nothing"),
        pytest.param("no such it numb", "no such", id="nor does no such"),
        # ends of a denial
        pytest.param("no la but numb", COUNTS, id="a terminator"),
        pytest.param("no but numb", COUNTS, id="right behind"),
        pytest.param("but no numb", "no", id="before it"),
        pytest.param("no numb but la", "no", id="behind the mention"),
        pytest.param("no, numb", COUNTS, id="a no with a comma answers"),
        pytest.param("I exclude: numb", "I exclude", id="other words with one do not"),
        pytest.param("I exclude; numb", COUNTS, id="a pause ends it"),
        pytest.param("I exclude. Numb", COUNTS, id="so does a full stop"),
        pytest.param("no la; numb", COUNTS, id="a later one too"),
        pytest.param("no la\nnumb", COUNTS, id="and a new line"),
        pytest.param("la; no numb; la", "no", id="not one outside"),
        pytest.param("la, it no numb", "no", id="nor a clause outside"),
        pytest.param("no numb like this", COUNTS, id="undone"),
        pytest.param(f"no numb {la(3)} like this", COUNTS, id="a few words behind"),
        pytest.param(f"no numb {la(4)} like this", "no", id="not more"),
        pytest.param("like this no numb", "no", id="nor before"),
        pytest.param("no la numb nothing like this", "no", id="nothing like this denies on"),
        # lists
        pytest.param("no la or numb", "no", id="joined by or"),
        pytest.param("no la and numb", "no", id="by and"),
        pytest.param("no la, numb", "no", id="by a comma"),
        pytest.param("no la, la, la, la, la, la, numb", "no", id="a list is as long as it is"),
        pytest.param(f"no {la(5)}, {la(5)}, numb", "no", id="of items as long as the reach"),
        pytest.param(f"no {la(7)}, numb", COUNTS, id="no longer"),
        pytest.param(f"no la, {la(7)}, numb", COUNTS, id="in the middle either"),
        pytest.param(f"no {la(5)} or numb", "no", id="as long before or"),
        pytest.param(f"no {la(6)} or numb", COUNTS, id="and no longer there"),
        pytest.param(f"no la, {la(6)} numb", COUNTS, id="nor at the end"),
        pytest.param("no la and it numb", COUNTS, id="a clause of its own"),
        pytest.param("no la, looks numb", COUNTS, id="by its verb"),
        pytest.param("no la, la looks numb", COUNTS, id="wherever that stands"),
        pytest.param("no la, my foot", COUNTS, id="by the subject in the mention"),
        pytest.param("no looks, numb", "no", id="a verb before the comma makes none"),
        pytest.param("no la, it la, numb", COUNTS, id="a clause in the middle"),
        pytest.param("no la, la looks la, numb", COUNTS, id="by its verb too"),
        pytest.param("no la or it la, numb", "no", id="behind or there is none"),
        pytest.param("no la or looks numb", "no", id="none behind or"),
        pytest.param("no la nor it numb", "no", id="none behind nor"),
        pytest.param("no la, arm weak", COUNTS, id="what is said of the arm is no item"),
        pytest.param("no la and arm weak", "no", id="behind and it is"),
        pytest.param("no arm weak", "no", id="and alone"),
        pytest.param("no la, weak arm", "no", id="other words are an item"),
        pytest.param("not la, weak arm", COUNTS, id="behind a near denial they are not"),
        pytest.param("not la, numb", "not", id="a single word is"),
        # behind the mention
        pytest.param("numb none", "none", id="behind it"),
        pytest.param(f"numb {la(3)} none", "none", id="a few words behind"),
        pytest.param(f"numb {la(4)} none", COUNTS, id="not more"),
        pytest.param("none la numb", COUNTS, id="nor before"),
        pytest.param("none weak arm none", "none", id="one before hinders none"),
        pytest.param("numb, none", "none", id="an answer behind a comma"),
        pytest.param("numb? None", "None", id="behind a question"),
        pytest.param("numb; none", COUNTS, id="not behind a pause"),
        pytest.param("numb. None", COUNTS, id="nor a full stop"),
        pytest.param("numb la, none", COUNTS, id="nor a comma further on"),
        pytest.param("la, numb la none", "none", id="one before does not matter"),
        pytest.param("numb la none, la", "none", id="nor one behind it"),
        pytest.param("numb, no idea", COUNTS, id="a no that goes on"),
        pytest.param("numb, no, la", "no", id="or stops"),
        pytest.param("numb la no la none", "none", id="the one that stops"),
        pytest.param("numb not ruled out", COUNTS, id="not ruled out"),
        pytest.param("numb, none?", COUNTS, id="a question denies nothing"),
        pytest.param("la? numb, none", "none", id="another question does not matter"),
        pytest.param("numb la. No to all.", "No to all", id="a sentence that denies all of the last"),
        pytest.param("numb la. La no to all.", COUNTS, id="only at its beginning"),
        pytest.param("numb. La. No to all.", COUNTS, id="only the last"),
        pytest.param("numb la no to all", COUNTS, id="only in a sentence of its own"),
    ),
)
def test_denials(text, cue):
    assert verdict(text) == (cue and ("denied", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("article numb", "article", id="what is read"),
        pytest.param("article. Numb", COUNTS, id="is told in its own sentence"),
        pytest.param("numb article", "article", id="the mention may come first"),
        pytest.param("numb. Article", COUNTS, id="not from a sentence before"),
        pytest.param("article my foot", COUNTS, id="but not of the asker"),
        pytest.param("my article numb", "article", id="whose article it may be"),
        pytest.param("my foot article", COUNTS, id="named before"),
        pytest.param("article numb and aunt", "article", id="not named behind the mention"),
        pytest.param("article la aunt numb", "article", id="some aunt is in the story"),
        pytest.param("article and aunt numb", COUNTS, id="the asker's is not"),
        pytest.param("article numb my", "article", id="nor is the asker behind the mention"),
        pytest.param("article, aunt numb", COUNTS, id="one that begins a clause is the asker's"),
        pytest.param("aunt numb article", COUNTS, id="one that begins the text too"),
        pytest.param("la aunt numb article and", "article", id="the last word says nothing of her"),
        pytest.param("weak arm page", COUNTS, id="a page that is itself weak"),
        pytest.param("people numb", "people", id="others"),
        pytest.param(f"people {la(12)} numb", "people", id="some words on"),
        pytest.param(f"people {la(13)} numb", COUNTS, id="not further"),
        pytest.param("people. Numb", COUNTS, id="not in the next sentence"),
        pytest.param("numb people", COUNTS, id="not behind the mention"),
        pytest.param("weak folk", "weak folk", id="others in the mention"),
        pytest.param("old weak arm", "old weak", id="or begun before it"),
        pytest.param("people my foot", COUNTS, id="beside the asker"),
        pytest.param("people la my numb", COUNTS, id="right before the mention"),
        pytest.param("people my la numb", "people", id="not further before"),
        pytest.param("my friend numb", "my friend", id="the asker's friend is no asker"),
        pytest.param("people numb my", "people", id="not behind it"),
        pytest.param("people numb today", COUNTS, id="told as of today"),
        pytest.param("today people numb", COUNTS, id="wherever that stands"),
        pytest.param("people numb. Today", "people", id="in this sentence"),
        pytest.param("Today. People numb", "People", id="and no other"),
        pytest.param("people my foot people", COUNTS, id="the next others are looked at too"),
    ),
)
def test_stories_of_others(text, cue):
    assert verdict(text) == (cue and ("other", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("if numb", "if", id="a possibility"),
        pytest.param(f"if {la(9)} numb", "if", id="some words on"),
        pytest.param(f"if {la(10)} numb", COUNTS, id="not further"),
        pytest.param("numb if la", COUNTS, id="not behind the mention"),
        pytest.param("if la. Numb", COUNTS, id="not in the next sentence"),
        pytest.param("if la suppose numb", "suppose", id="the nearest is named"),
        pytest.param("if la now numb", COUNTS, id="a turn ends it"),
        pytest.param("if now numb", COUNTS, id="right behind"),
        pytest.param("now if numb", "if", id="not before"),
        pytest.param("if numb now", "if", id="nor behind the mention"),
        pytest.param("if now weak", COUNTS, id="but in the mention"),
        pytest.param("suppose weak", COUNTS, id="nor is it one that the sign itself is made of"),
        pytest.param("if la, also numb", COUNTS, id="something else is begun"),
        pytest.param("if la also numb", "if", id="behind a stop only"),
        pytest.param("la, also if numb", "if", id="behind the cue only"),
        pytest.param("if la, my foot", COUNTS, id="by the mention itself"),
        pytest.param("if numb, also la", "if", id="not behind the mention"),
    ),
)
def test_possibilities(text, cue):
    assert verdict(text) == (cue and ("hypothetical", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("once numb", "once", id="before the mention"),
        pytest.param("numb once", "once", id="behind it"),
        pytest.param("once. Numb. Once", COUNTS, id="in its sentence"),
        pytest.param(f"once {la(15)} numb", "once", id="some words before"),
        pytest.param(f"once {la(16)} numb", COUNTS, id="not more"),
        pytest.param(f"numb {la(15)} once", "once", id="some words behind"),
        pytest.param(f"numb {la(16)} once", COUNTS, id="not more behind"),
        pytest.param("once numb today", COUNTS, id="what is told of today is not past"),
        pytest.param("once numb. Today", "once", id="in its sentence alone"),
        pytest.param("Today. Once numb", "Once", id="not in the one before"),
        # a turn
        pytest.param("once la now numb", COUNTS, id="a turn ends what is past"),
        pytest.param("once now weak", COUNTS, id="in the mention too"),
        pytest.param("now once numb", "once", id="or begins it"),
        pytest.param("now once now numb", COUNTS, id="the last turn decides"),
        pytest.param("numb now once", COUNTS, id="behind the mention, what follows is another story"),
        pytest.param("once numb now", "once", id="what stands before is not"),
        pytest.param("once numb now today", "once", id="today may follow the turn"),
        pytest.param("today now once numb", "once", id="or stand before it"),
        pytest.param("once numb today now", COUNTS, id="not before a later one"),
        pytest.param("once la. Now la. Once numb", "Once", id="a turn in another sentence is none"),
        # years
        pytest.param("numb in 2019", "2019", id="a year"),
        pytest.param("numb 1950", "1950", id="the first"),
        pytest.param("numb 1949", COUNTS, id="and before"),
        pytest.param("numb 2099", "2099", id="the last"),
        pytest.param("numb 2100", COUNTS, id="and beyond"),
        pytest.param("2019 mg numb", COUNTS, id="an amount is no year"),
        pytest.param("numb in 93", "93", id="a short one"),
        pytest.param("numb since 93", "93", id="since it"),
        pytest.param("numb summer 93", "93", id="in its summer"),
        pytest.param("numb winter 93", "93", id="in its winter"),
        pytest.param("numb christmas 93", "93", id="at its end"),
        pytest.param("numb la 93", COUNTS, id="not without such a word"),
        pytest.param("93 numb", COUNTS, id="nor at the beginning"),
        pytest.param("numb in 60", "60", id="sixty is a year"),
        pytest.param("numb in 59", COUNTS, id="below may be minutes"),
        pytest.param("numb in 08", "08", id="nobody writes minutes so"),
        pytest.param("numb in 195", COUNTS, id="three figures are no year"),
        pytest.param("numb in 9", COUNTS, id="nor is one"),
        pytest.param("numb in 1999.5", COUNTS, id="nor a broken number"),
        # used to
        pytest.param("used to numb", "used to", id="used to"),
        pytest.param("numb used to", COUNTS, id="makes past what follows"),
        pytest.param("used to. Numb", COUNTS, id="in its sentence"),
        pytest.param("used to weak", COUNTS, id="not the sign that is made of it"),
        pytest.param("used to now numb", COUNTS, id="up to a turn"),
        pytest.param(f"used to {la(14)} numb", "used to", id="and no further"),
        pytest.param(f"used to {la(15)} numb", COUNTS, id="than this"),
        # over
        pytest.param("once numb today never since", "once", id="over, whatever is told of today"),
        pytest.param("once numb today. Never since", "once", id="in the next sentence too"),
        pytest.param("once la. Numb. Never since", "once", id="what was said before is past then"),
        pytest.param("once la. Numb never since", "once", id="said in one sentence"),
        pytest.param("once la. La numb never since, la", "once", id="wherever the mention stands in it"),
        pytest.param("in 2019 la. Numb. Never since", "2019", id="a year said before"),
        pytest.param("once la. Numb. La. Never since", COUNTS, id="not two sentences on"),
        pytest.param("once la. Never since numb", COUNTS, id="nor before the mention"),
        pytest.param("once. La. Numb. Never since", COUNTS, id="nor of what was said long before"),
        pytest.param("once la. Numb once. Never since", "once", id="where the sentence is past itself"),
        pytest.param("numb. Never since once", COUNTS, id="nothing was said before"),
        # gone
        pytest.param("numb gone", "gone", id="gone"),
        pytest.param("numb la gone", "gone", id="a word behind"),
        pytest.param("numb la la gone", COUNTS, id="not two"),
        pytest.param("gone numb", COUNTS, id="nor before"),
        pytest.param("gone weak arm gone", "gone", id="one before hinders none"),
        pytest.param("numb, gone", COUNTS, id="nor behind a comma"),
        pytest.param("numb la, gone", COUNTS, id="nor a later one"),
        pytest.param("la, numb gone", "gone", id="one before does not matter"),
        pytest.param("numb gone, la", "gone", id="nor one behind it"),
        pytest.param("numb, fine again", "fine again", id="fine behind a comma"),
        pytest.param("numb, la, fine again.", "fine again", id="a later one"),
        pytest.param("numb fine again", COUNTS, id="not without"),
        pytest.param("numb; fine again", COUNTS, id="nor behind a pause"),
        pytest.param("numb, fine again la", COUNTS, id="nor before the end"),
        pytest.param("la, fine again numb", COUNTS, id="nor before the mention"),
        pytest.param("numb every la, fine again", COUNTS, id="what comes back is not past"),
        pytest.param("every numb, fine again", COUNTS, id="wherever that stands"),
        pytest.param("Every. Numb, fine again. Every", "fine again", id="in this sentence"),
        pytest.param("numb gone every la", "gone", id="gone is gone"),
    ),
)
def test_old_stories(text, cue):
    assert verdict(text) == (cue and ("past", cue if text.count(cue) else cue.capitalize()))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("does la numb", "does", id="a question"),
        pytest.param("why weak", "why", id="that may begin the mention"),
        pytest.param("numb does", COUNTS, id="not behind it"),
        pytest.param("does la. Numb", COUNTS, id="nor in the sentence before"),
        pytest.param("does my foot", COUNTS, id="not of the asker"),
        pytest.param("does la numb i", COUNTS, id="wherever they are named"),
        pytest.param("I la. Does la numb. My la", "Does", id="in this sentence"),
        pytest.param("does la numb today", COUNTS, id="not of today"),
        pytest.param("Today. Does la numb. Today", "Does", id="of this sentence"),
        pytest.param("can it numb", "can", id="can opens a question"),
        pytest.param("can barely numb", COUNTS, id="unless it tells"),
        pytest.param("la does numb", COUNTS, id="only where a clause begins"),
        pytest.param("la, does numb", "does", id="as behind a comma"),
        pytest.param("la. Does numb", "Does", id="or a full stop"),
        pytest.param("hi does numb", "does", id="or small talk"),
        pytest.param("hi please does numb", "does", id="however much"),
        pytest.param("la hi does numb", COUNTS, id="that begins the clause"),
        pytest.param("la, hi does numb", "does", id="as here"),
        pytest.param("la. Hi does numb", "does", id="or the sentence"),
        pytest.param("la hi, does numb", "does", id="a comma is enough"),
        pytest.param("la does, does numb", "does", id="the one that opens counts"),
        pytest.param("does la, also numb", COUNTS, id="something else is told"),
        pytest.param("numb meaning", "meaning", id="asked behind"),
        pytest.param("weak arm, la meaning", "meaning", id="further behind"),
        pytest.param("numb. Meaning", COUNTS, id="not in the next sentence"),
        pytest.param("meaning numb", COUNTS, id="nor before"),
    ),
)
def test_questions_in_general(text, cue):
    assert verdict(text) == (cue and ("general", cue))


@pytest.mark.parametrize(
    ("text", "frames"),
    (
        ("numb with joy", ()),
        ("no numb", ()),
        ("people numb", ("any",)),
        ("article numb", ("any",)),
        ("once numb", ("any",)),
        ("numb gone", ("any",)),
        ("if numb", ("question", "any")),
        ("does la numb", ("question", "any")),
        ("numb meaning", ("question", "any")),
        ("numb la", ("person", "question", "any")),
    ),
)
def test_a_frame_says_where_a_sign_counts(text, frames):
    every: tuple[Frame, ...] = ("person", "question", "any")
    signs = [rule(frame, frame=frame) for frame in every]
    assessment = Triage(signs, {}, LISTS).assess(text)
    assert {finding.sign for finding in assessment.findings} == set(frames)


@pytest.mark.parametrize(
    ("text", "levels"),
    (("numb gone", {"grave"}), ("numb, fine again", {"grave"}), ("once numb", set()), ("numb la", {"mild", "grave"})),
)
def test_what_looks_like_an_emergency_counts_although_it_has_passed(text, levels):
    # Of two signs by the same words only the graver is named.
    found = {}
    for name, level in (("mild", Level.DOCTOR), ("grave", Level.EMERGENCY)):
        found[name] = Triage([rule(name, level)], {}, LISTS).assess(text).findings
    assert {name for name, findings in found.items() if findings} == levels


def test_signs_of_other_levels_are_judged_each_for_itself():
    signs = [rule("mild"), rule("grave", Level.EMERGENCY)]
    assessment = Triage(signs, {}, LISTS).assess("numb gone")
    assert [one.sign for one in assessment.findings] == ["grave"]
    assert [one.sign for one in assessment.discounted] == ["mild"]


@pytest.mark.parametrize(
    ("text", "why"),
    (
        ("people if numb", "other"),
        ("if once numb", "hypothetical"),
        ("does once numb", "past"),
        ("no people numb", "denied"),
        ("people numb gone", "other"),
        ("once numb gone", "past"),
    ),
)
def test_the_surest_reason_is_named(text, why):
    assert (verdict(text) or ("",))[0] == why


def test_a_list_that_is_not_there_borrows_no_place_of_another():
    text = read("no la la la la la la numb")
    hits = {0: {0: (1,)}, 1: {place: (place + 1,) for place in range(1, 7)}}
    assert Context(text, hits, {"denial": 0}).judge((7, 8), "person", Level.DOCTOR) is None
    assert Context(text, hits, {"denial": 0, "filler": 1}).judge((7, 8), "person", Level.DOCTOR) == ("denied", (0, 1))


def test_a_text_without_cues_has_none():
    assert Triage([rule("sign")], {}, {}).assess("no once if people numb gone").findings
