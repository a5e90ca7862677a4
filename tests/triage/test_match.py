"""Where parts of patterns hold, on lexicons of a few words."""

from __future__ import annotations

import pytest

from bot.text.words import read
from bot.triage.facts import Fact
from bot.triage.lexicon import Lexicon, Step
from bot.triage.match import Ground, Parts, Plan, Stage, ranges
from bot.triage.tree import scan

FILLER, WALL = "my", "not"


def ground(text: str) -> Ground:
    words = read(text)
    places = {
        kind: frozenset(place for place, word in enumerate(words.words) if word == kind) for kind in (FILLER, WALL)
    }
    return Ground(words, places[FILLER], places[WALL])


def parts(patterns: list[str], text: str, classes=None) -> tuple[Parts, list[int]]:
    lexicon = Lexicon(classes or {})
    compiled = [part for pattern in patterns for part in lexicon.compile(pattern)]
    hits = scan(lexicon.tree, read(text), frozenset({FILLER}))
    return Plan(lexicon).parts(hits, ground(text)), compiled


def held(pattern: str, text: str, classes=None) -> list[tuple[int, int]]:
    found, (part,) = parts([pattern], text, classes)
    return found.get(part)


@pytest.mark.parametrize(
    ("text", "end", "gap", "furthest"),
    (
        # Places:                    0   1  2  3  4
        pytest.param("cold arm is so numb", 1, 0, 1, id="without a gap the next word"),
        pytest.param("cold arm is so numb", 1, 1, 2, id="one word may be passed"),
        pytest.param("cold arm is so numb", 1, 3, 4, id="just as far as the last word"),
        pytest.param("cold arm is so numb", 1, 9, 4, id="no further than the last word"),
        pytest.param("cold arm is so numb", 5, 3, -1, id="nothing follows the last word"),
        pytest.param("cold my arm is numb", 1, 0, 2, id="a small word costs nothing"),
        pytest.param("cold my my arm is", 1, 1, 4, id="nor do two"),
        pytest.param("my cold arm is numb", 2, 0, 2, id="small words before it change nothing"),
        pytest.param("cold arm is my my", 2, 1, 4, id="nor those at the end of the text"),
        pytest.param("cold arm not so numb", 1, 3, 2, id="a wall is reached and never passed"),
        pytest.param("not arm is so numb", 1, 3, 4, id="a wall before it does not count"),
        pytest.param("cold arm is. So numb", 1, 3, 2, id="a full stop ends the reach at the word before it"),
        pytest.param("cold. Arm is so numb", 1, 3, -1, id="a full stop right behind ends it at once"),
        pytest.param("cold? Arm is so numb", 1, 3, -1, id="so does a question mark"),
        pytest.param("cold; arm is, so numb", 1, 3, 4, id="a pause or a comma does not"),
        pytest.param("cold. Arm is so numb", 2, 1, 3, id="a full stop further back does not"),
    ),
)
def test_a_gap_reaches(text, end, gap, furthest):
    assert ground(text).furthest(end, gap) == furthest


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    (
        ("numb", "numb, so numb", [(0, 1), (2, 3)]),
        ("arm numb", "arm numb arm numb", [(0, 2), (2, 4)]),
        ("arm ~1 numb", "arm is numb numb", [(0, 3)]),
        ("arm ~3 numb", "arm arm numb", [(0, 3), (1, 3)]),
        ("arm ~2 very ~1 numb", "arm is very so numb", [(0, 5)]),
        ("arm ~2 very ~1 numb", "arm is very so oh numb", []),
        ("arm ~2 very ~1 numb", "arm so so so very numb", []),
        ("arm ~3 very numb", "arm very odd very numb", [(0, 5)]),
        ("arm ~3 very numb", "arm very. Very numb", []),
        ("arm very numb", "arm very", []),
        ("arm very numb", "very numb arm", []),
        ("arm very numb", "numb arm very", []),
        ("arm ~2 numb", "arm. Numb. Arm numb", [(2, 4)]),
        ("arm ~~1 numb", "numb arm numb", [(0, 2), (1, 3)]),
        ("(arm|leg) numb", "leg numb arm numb", [(0, 2), (2, 4)]),
        ("very? numb", "very numb", [(0, 2), (1, 2)]),
    ),
)
def test_a_part_holds_at(pattern, text, found):
    assert held(pattern, text) == found


LIMB = {"limb": ["left arm", "left", "arm of mine"], "end": ["tip", "tip toe"]}


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    (
        pytest.param("{limb}", "left arm", [(0, 2)], id="alone, the longest phrase counts"),
        pytest.param("{limb} numb", "left arm numb", [(0, 3)], id="every end of the first item is tried"),
        pytest.param("{limb} numb", "left numb", [(0, 2)], id="the short end too"),
        pytest.param("so {limb} numb", "so left arm numb", [(0, 4)], id="every end of an item between is tried"),
        pytest.param("so {end}", "so tip toe", [(0, 3)], id="of the last item the longest phrase counts"),
        pytest.param("so ~3 {end}", "so tip then tip toe", [(0, 2)], id="and its nearest place"),
        pytest.param("{limb} ~2 numb", "left arm numb numb", [(0, 3)], id="the nearest from whichever end"),
        pytest.param("({limb}|{end}) numb", "tip numb, left numb", [(0, 2), (2, 4)], id="two classes at one place"),
        pytest.param("({limb}|left arm) numb", "left arm numb", [(0, 3)], id="a class and words that begin alike"),
        pytest.param("({limb}|left arm of) numb", "left arm of numb", [(0, 4)], id="the words may reach further"),
        pytest.param("({limb}|{end}) numb", "leg numb", [], id="neither class is there"),
    ),
)
def test_phrases_of_several_lengths(pattern, text, found):
    assert held(pattern, text, LIMB) == found


def test_only_tracks_whose_every_word_is_there_are_possible():
    found, (first, second, third) = parts(["arm ~2 numb", "arm ~2 cold", "leg"], "my arm is numb")
    assert set(found.possible) == {first}
    assert [found.get(part) for part in (first, second, third)] == [[(1, 4)], [], []]


@pytest.mark.parametrize(
    ("pattern", "text", "possible"),
    (
        pytest.param("arm ~9 numb", "arm. Numb", False, id="in two sentences"),
        pytest.param("arm ~9 numb", "arm. Leg, arm so numb", True, id="in one of two"),
        pytest.param("arm ~9 numb", "arm. Numb. Arm; numb", True, id="a pause parts nothing"),
        pytest.param("arm ~9 very ~9 numb", "arm very. Arm numb. Very numb", False, id="two by two"),
        pytest.param("arm ~9 very ~9 numb", "odd. Arm very numb", True, id="all three"),
        pytest.param("(arm|leg) ~9 numb", "arm. Leg numb", True, id="either word of an item"),
        pytest.param("arm & numb", "arm. Numb", True, id="two parts may be far apart"),
    ),
)
def test_only_tracks_whose_words_stand_in_one_sentence_are_possible(pattern, text, possible):
    found, compiled = parts([pattern], text)
    assert all(part in found.possible for part in compiled) == possible
    assert all(map(found.get, compiled)) == possible


def test_a_fact_may_run_across_a_full_stop():
    """*Arm since 5. Weeks and numb*: what stands before and behind the fact belongs to one pattern."""
    lexicon = Lexicon({})
    (part,) = lexicon.compile("arm ~3 {duration>1d} ~3 numb")
    text = read("arm for 5. weeks and numb")
    fact = Fact("duration", 35, 2, 4)
    for facts, found in (([fact], [(0, 6)]), ([], [])):
        hits = scan(lexicon.tree, text, frozenset())
        for atom, places in lexicon.facts([fact]).items():
            hits.add((atom,), places)
        assert Plan(lexicon).parts(hits, Ground(text, frozenset(), frozenset(), facts)).get(part) == found


def test_each_place_has_its_stretch():
    text = read("arm, leg. Toe? Now; so. Cold")
    none: frozenset[int] = frozenset()
    assert Ground(text, none, none).stretches == [1, 1, 2, 4, 4, 8]
    assert Ground(text, none, none, [Fact("age", 8, 1, 3)]).stretches == [1, 1, 1, 2, 2, 4]
    assert Ground(text, none, none, [Fact("age", 8, 2, 3)]).stretches == [1, 1, 2, 4, 4, 8]


def test_of_two_tracks_of_a_part_the_possible_one_is_kept():
    found, (part,) = parts(["(arm|leg) very? cold"], "leg cold")
    assert len(found.possible[part]) == 1
    assert found.get(part) == [(0, 2)]


def test_a_part_is_filed_under_its_rarest_slot():
    """Else a common word would have every pattern that holds it looked at in every text."""
    lexicon = Lexicon({})
    for pattern in ("arm numb", "arm cold", "arm stiff"):
        lexicon.compile(pattern)
    words = read("my arm")
    looked_at = Plan(lexicon)
    assert all(len(leads) == 1 for leads in looked_at._leads.values())
    assert not looked_at.parts(scan(lexicon.tree, words, frozenset()), ground("my arm")).possible


def test_places_of_several_atoms_count_as_one():
    stage = Stage([{4: (5,), 0: (1,)}, {4: (6,), 2: (3,)}])
    assert stage.starts == [0, 2, 4]
    assert {start: sorted(ends) for start, ends in stage.ends.items()} == {0: [1], 2: [3], 4: [5, 6]}


def test_an_earlier_end_may_reach_what_a_later_one_has_passed():
    """A phrase that ends early finds a word inside the longer phrase that begins at the same place."""
    track = (Step(0, 0), Step(1, 0))
    first, last = Stage([{0: (3, 1)}]), Stage([{1: (2,), 3: (4,)}])
    assert ranges(track, [first, last], ground("go on and stop")) == [(0, 2)]
    assert ranges(track, [Stage([{0: (1, 3)}]), last], ground("go on and stop")) == [(0, 2)]


def test_an_end_behind_which_nothing_stands_spoils_no_other():
    track = (Step(0, 0), Step(1, 0), Step(2, 0))
    assert ranges(track[:2], [Stage([{0: (4, 1)}]), Stage([{1: (2,)}])], ground("go on and stop")) == [(0, 2)]
    stages = [Stage([{0: (4, 1)}]), Stage([{1: (4, 2)}]), Stage([{2: (3,)}])]
    assert ranges(track, stages, ground("go on and stop")) == [(0, 3)]


def test_an_end_that_reaches_nothing_spoils_no_other():
    track = (Step(0, 0), Step(1, 0), Step(2, 0))
    stages = [Stage([{0: (1, 2)}]), Stage([{2: (3,)}]), Stage([{3: (4,)}])]
    assert ranges(track, stages, ground("go on and stop")) == [(0, 4)]
