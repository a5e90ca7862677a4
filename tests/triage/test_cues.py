"""Where cues stand, and in which order they are asked why a mention does not count, on a few words."""

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
