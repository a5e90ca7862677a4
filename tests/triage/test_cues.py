"""Where cues stand, and what those do that make a mention a figure, a possibility or a question, on a few words."""

from __future__ import annotations

import pytest

from bot.text.words import Stop, read
from bot.triage.assess import Triage
from bot.triage.context import CUES, Context
from bot.triage.cues import Cues
from bot.triage.models import Frame, Level
from tests.triage.small import COUNTS, LISTS, la, rule, verdict


def test_every_list_but_the_wall_has_its_rows_here():
    assert set(LISTS) == CUES - {"wall"}


@pytest.mark.parametrize(
    ("text", "found"),
    (
        pytest.param("used to numb", ("past", "used to"), id="whole"),
        pytest.param("used, to numb", COUNTS, id="a comma stands in none that tells of others or of long ago"),
        pytest.param("used; to numb", COUNTS, id="nor does any other stop"),
        pytest.param("used to, numb", ("past", "used to"), id="behind it one may"),
        pytest.param("la, used to numb", ("past", "used to"), id="or before it"),
        pytest.param("numb, fine, again", ("past", "fine, again"), id="or in another cue"),
        pytest.param("once more again numb", ("past", "once more again"), id="the longest cue at a place"),
        pytest.param("once more, again numb", ("past", "once"), id="that is whole"),
        pytest.param("once, more again numb", ("past", "once"), id="or a single word"),
        pytest.param("last, spring numb", COUNTS, id="no part of one counts"),
        pytest.param("article, la numb", ("other", "article"), id="single words are whole"),
    ),
)
def test_what_breaks_a_cue(text, found):
    assert verdict(text) == found


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        ("people mr. numb", "people"),
        ("people mr la. numb", COUNTS),
        ("people mr. la. numb", COUNTS),
        ("people! Numb", COUNTS),
        ("people; numb", COUNTS),
        ("people, numb", "people"),
        ("numb. La mr.", COUNTS),
        ("people numb mr.", "people"),
    ),
)
def test_sentences_end_at_stops_but_not_behind_a_title(text, cue):
    assert verdict(text) == (cue and ("other", cue))


def cues(text: str, **lists: list[str]) -> Cues:
    """Return the cues of a text; each is one word."""
    words = read(text)
    hits = {
        atom: {place: (place + 1,) for place, word in enumerate(words.words) if word in cue}
        for atom, cue in enumerate(lists.values())
    }
    return Cues(words, hits, {name: atom for atom, name in enumerate(lists)})


def test_cues_are_told_in_text_order_and_between_two_places():
    found = cues("b a b c a", x=["a", "b"], y=["c"])
    assert found.ranges("x") == [(0, 1), (1, 2), (2, 3), (4, 5)]
    assert list(found.within("x", 1, 4)) == [(1, 2), (2, 3)]
    assert list(found.within("x", 3, 5)) == [(4, 5)]
    assert list(found.within("x", 5, 9)) == []
    assert [found.any("x", *bounds) for bounds in ((0, 1), (3, 4), (3, 5), (4, 4), (5, 9))] == [1, 0, 1, 0, 0]
    assert [found.at("y", place) for place in (2, 3, 4)] == [False, True, False]
    assert (found.ranges("z"), list(found.within("z", 0, 5)), found.any("z", 0, 5), found.at("z", 3)) == (
        [], [], False, False)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "close", "relative"),
    (
        ("my la", True, False),
        ("la my", True, False),
        ("la me la", True, False),
        ("my aunt la", True, True),
        ("aunt la", True, True),
        ("la aunt la", False, False),
        ("la, aunt la", True, True),
        ("la aunt. Aunt", True, True),
        ("la aunt and aunt", True, True),
        ("la la", False, False),
    ),
)
def test_who_is_close(text, close, relative):
    found = cues(text, close=["my", "me", "aunt"])
    size = len(found.text)
    assert (found.close(0, size), found.relative(0, size)) == (close, relative)


def test_who_is_close_is_told_between_two_places():
    found = cues("aunt la my aunt la my", close=["my", "aunt"])
    assert [found.close(*bounds) for bounds in ((0, 1), (1, 2), (4, 5), (4, 6))] == [True, False, False, True]
    assert [found.relative(*bounds) for bounds in ((0, 1), (1, 3), (1, 4), (4, 6))] == [True, False, True, False]


def test_stops_are_weighed_from_the_word_before_on():
    found = cues("a, b; c d")
    stopped = [found.stopped(1, end) for end in (1, 2, 3)]
    assert stopped == [False, True, True]
    assert [found.stopped(start, 4) for start in (2, 3, 4)] == [True, False, False]
    assert found.stopped(1, 1, Stop.COMMA)
    assert not found.stopped(3, 3, Stop.COMMA)


def test_sentences_before_and_behind():
    found = cues("a b. c! d e? f")
    assert [found.sentence(place) for place in range(6)] == [(0, 2), (0, 2), (2, 3), (3, 5), (3, 5), (5, 6)]
    assert list(found.before(5, 2)) == [(3, 5), (2, 3)]
    assert list(found.before(4, 9)) == [(2, 3), (0, 2)]
    assert list(found.before(1, 1)) == list(found.before(5, 0)) == []
    assert [found.end_after(0, count) for count in range(6)] == [2, 3, 5, 6, 6, 6]
    assert found.end_after(3, 1) == 6


def test_clauses_begin_behind_a_stop_as_far_as_it_matters():
    found = cues("a b, c d. e " + la(20))
    assert [found.clause(place) for place in range(6)] == [0, 0, 2, 2, 4, 4]
    assert [found.clause(place) for place in (20, 21, 22)] == [4, 5, 6]


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
        pytest.param("at defence numb", COUNTS, id="a place"),
        pytest.param("at la defence numb", COUNTS, id="two words before"),
        pytest.param("at la la defence numb", "defence", id="not three"),
        pytest.param("at, defence numb", "defence", id="nor in another clause"),
        pytest.param("at defence la defence numb", "defence", id="another thing"),
        pytest.param("my defence. Defence numb", "defence", id="the asker in another sentence"),
        pytest.param("numb in spirit", "in spirit", id="a word right behind"),
        pytest.param("numb, in spirit", "in spirit", id="a comma between"),
        pytest.param("numb la in spirit", COUNTS, id="not further on"),
    ),
)
def test_figures_of_speech(text, cue):
    assert verdict(text) == (cue and ("figure", cue))


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
        pytest.param("if now la if numb", "if", id="another possibility"),
        pytest.param("asked about numb", "asked about", id="asked of a possibility"),
        pytest.param("asked about my foot", COUNTS, id="asked of what there is"),
        pytest.param("asked whether my foot", "asked whether", id="asked whether there is"),
        pytest.param("asked about la my foot", "asked about", id="right behind the question"),
        pytest.param("suppose my foot", "suppose", id="nobody asks"),
        pytest.param("asked whether la and i numb", COUNTS, id="asked, and answered"),
        pytest.param("asked whether la and numb", "asked whether", id="asked on"),
        pytest.param("asked whether and i la or numb", COUNTS, id="the first joiner answers"),
        pytest.param("asked whether la or la and i numb", COUNTS, id="or the second"),
        pytest.param("asked whether numb and i la", "asked whether", id="answered behind the mention"),
        pytest.param("and i la asked whether numb", "asked whether", id="told before it was asked"),
        pytest.param("if la and i numb", "if", id="nobody asked"),
        pytest.param(f"look for {la(9)} numb", "look for", id="looked for"),
        pytest.param(f"look for {la(10)} numb", COUNTS, id="near by"),
        pytest.param(f"look for {la(10)}, for numb", "look for", id="or for one thing more"),
        pytest.param(f"look for {la(10)}, for so numb", "look for", id="small words between"),
        pytest.param(f"if {la(10)}, for numb", COUNTS, id="where it was looked for"),
        pytest.param(f"look for. {la(10)}, for numb", COUNTS, id="in this sentence"),
    ),
)
def test_possibilities(text, cue):
    assert verdict(text) == (cue and ("hypothetical", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("does la numb", "does", id="a question"),
        pytest.param("why weak", "why", id="that may begin the mention"),
        pytest.param("numb does", COUNTS, id="not behind it"),
        pytest.param("does la. Numb", COUNTS, id="nor in the sentence before"),
        pytest.param("does my foot", COUNTS, id="not of the asker"),
        pytest.param("does la numb i", COUNTS, id="wherever they are named"),
        pytest.param("I la. Does la numb. My la", "does", id="in this sentence"),
        pytest.param("Today. Does la numb. Today", "does", id="of this sentence"),
        pytest.param("can it numb", "can", id="can opens a question"),
        pytest.param("can barely numb", COUNTS, id="unless it tells"),
        pytest.param("la does numb", COUNTS, id="only where a clause begins"),
        pytest.param("la, does numb", "does", id="as behind a comma"),
        pytest.param("la. Does numb", "does", id="or a full stop"),
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
