"""Phrases in a text, from a tree of a few lines."""

from __future__ import annotations

import pytest

from bot.text.words import read
from bot.triage.tree import FEW, LONGEST, MOST_MISSES, Choice, Goal, Hits, Node, Tree, node_of, scan

TOO = Choice([("too",), ("so", "so")], optional=True)
LIMB = Choice([("arm",), ("left", "leg")])
COLD = Choice([("cold",), (TOO, "stiff")])


def scanned(lines, text, fillers=(), exact=()):
    tree = Tree()
    tree.exact.update(exact)
    tree.add(lines, 7)
    return scan(tree, read(text), frozenset(fillers)).get(7, {})


@pytest.mark.parametrize(
    ("line", "text", "found"),
    (
        pytest.param(("cold",), "cold, so cold", {0: (1,), 2: (3,)}, id="a word, wherever it stands"),
        pytest.param(("cold", "leg"), "a cold leg", {1: (3,)}, id="two words"),
        pytest.param(("cold", "leg"), "cold. Leg", {}, id="no phrase runs across a full stop"),
        pytest.param(("cold", "leg"), "cold? Leg", {}, id="nor across a question mark"),
        pytest.param(("cold", "leg"), "cold, leg", {0: (2,)}, id="but across a comma"),
        pytest.param(("cold", "leg"), "cold; leg", {0: (2,)}, id="and a pause"),
        pytest.param(("cold", "leg"), "leg cold", {}, id="in this order only"),
        pytest.param((LIMB, "cold"), "arm cold, left leg cold", {0: (2,), 2: (5,)}, id="either line of a choice"),
        pytest.param((LIMB, "cold"), "left cold, leg cold", {}, id="a line of a choice only whole"),
        pytest.param((TOO, "stiff"), "stiff", {0: (1,)}, id="an optional choice is missing"),
        pytest.param((TOO, "stiff"), "so so stiff", {0: (3,), 2: (3,)}, id="or there"),
        pytest.param(("arm", TOO, "stiff"), "arm stiff, arm too stiff", {0: (2,), 2: (5,)}, id="in the middle"),
        pytest.param(("arm", TOO), "arm so so", {0: (1, 3)}, id="at the end, with both ends"),
        pytest.param((TOO, LIMB, "cold"), "too left leg cold", {0: (4,), 1: (4,)}, id="two choices in a row"),
        pytest.param((TOO, TOO, "stiff"), "too so so stiff", {0: (4,), 1: (4,), 3: (4,)}, id="twice the same"),
        pytest.param((LIMB, COLD), "arm too stiff", {0: (3,)}, id="a choice in a choice"),
        pytest.param((LIMB, COLD), "left leg stiff", {0: (3,)}, id="whose first words may be missing"),
        pytest.param((LIMB, COLD), "left leg so so stiff", {0: (5,)}, id="or there"),
        pytest.param((TOO, TOO), "calm", {}, id="nothing at all is no phrase"),
    ),
)
def test_a_line_stands_at(line, text, found):
    assert {start: tuple(sorted(ends)) for start, ends in scanned([line], text).items()} == found


@pytest.mark.parametrize(
    ("text", "found"),
    (
        pytest.param("cold my leg", {0: (3,)}, id="inside a phrase"),
        pytest.param("cold my my leg", {0: (4,)}, id="two of them"),
        pytest.param("my cold leg", {1: (3,)}, id="never as its first word"),
        pytest.param("cold some leg", {}, id="other words may not"),
        pytest.param("cold my. Leg", {}, id="the full stop behind one counts"),
    ),
)
def test_a_filler_may_stand(text, found):
    assert scanned([("cold", "leg")], text, fillers=("my",)) == found


def test_a_filler_may_be_a_word_of_the_phrase_too():
    assert scanned([("cold", "my", "leg")], "cold my leg", fillers=("my",)) == {0: (3,)}


def test_a_second_phrase_goes_on_behind_the_filler():
    lines = [("cold", "my", "toe"), ("cold", "leg")]
    assert scanned(lines, "cold my leg", fillers=("my",)) == {0: (3,)}


@pytest.mark.parametrize(("words", "found"), ((LONGEST, {0: (LONGEST,)}), (LONGEST + 1, {})))
def test_no_phrase_is_longer_than_the_longest(words, found):
    assert scanned([("go",) * words], "go " * words) == found


@pytest.mark.parametrize(
    ("key", "exact", "text", "found"),
    (
        ("=fits", ("=fits",), "fits", {0: (1,)}),
        ("=fits", ("=fits",), "fit", {}),
        ("fit", (), "fits", {0: (1,)}),
        ("fit", ("=fits",), "fits", {0: (1,)}),
    ),
)
def test_a_key_is_a_stem_or_the_very_word(key, exact, text, found):
    assert scanned([(key,)], text, exact=exact) == found


def test_the_very_word_may_stand_inside_a_phrase():
    assert scanned([("two", "=fits")], "two fits, two fit", exact=("=fits",)) == {0: (2,)}


def test_each_atom_has_its_own_places():
    tree = Tree()
    tree.add([("cold", "leg"), ("cold",)], 1)
    tree.add([("leg",)], 2)
    tree.add([("toe",)], 3)
    assert scan(tree, read("cold leg"), frozenset()) == {1: {0: (1, 2)}, 2: {1: (2,)}}


def test_a_line_that_begins_with_a_class_goes_on_from_its_phrases():
    tree = Tree()
    limb = Choice([("arm",), ("left", "leg")], name="limb")
    tree.add(limb.lines, 1, "limb")
    tree.add([(limb, "cold"), (limb, TOO, "stiff")], 2)
    found = scan(tree, read("left leg cold. Arm so so stiff. Arm"), frozenset())
    assert found == {1: {0: (2,), 3: (4,), 7: (8,)}, 2: {0: (3,), 3: (7,)}}
    assert list(tree._items) == ["arm", "left"], "the phrases of the class stand in the tree once"


def test_a_class_that_may_be_missing_lets_the_next_word_begin():
    tree = Tree()
    limb = Choice([("arm",)], name="limb")
    tree.add(limb.lines, 1, "limb")
    maybe = Choice([(limb,)], optional=True)
    tree.add([(maybe, "cold")], 2)
    assert scan(tree, read("cold, arm cold"), frozenset())[2] == {0: (1,), 1: (3,), 2: (3,)}


def test_a_class_that_begins_with_a_class_in_a_choice_keeps_what_follows():
    tree = Tree()
    limb = Choice([("arm",)], name="limb")
    tree.add(limb.lines, 1, "limb")
    tree.add([(Choice([(limb, "of")]), "mine")], 2)
    assert scan(tree, read("arm of mine, arm of, arm mine"), frozenset())[2] == {0: (3,)}


def test_an_end_reached_in_two_ways_is_one_end():
    assert scanned([(Choice([("cold", "leg")]),), ("cold", LIMB), ("cold", "leg")], "cold leg") == {0: (2,)}
    assert scanned([("cold", TOO), ("cold",)], "cold") == {0: (1,)}
    once = Choice([("left",), ("left",)])
    assert scanned([(once, "arm")], "left arm") == {0: (2,)}


def test_the_places_of_an_atom_are_those_of_all_its_steps():
    hits = Hits([((1, 2), {0: (1,)}), ((2, 3), {0: (2,), 4: (5,)})])
    assert hits == {1: {0: (1,)}, 2: {0: (1, 2), 4: (5,)}, 3: {0: (2,), 4: (5,)}}
    hits.add((4,), {7: (8,)})
    assert (len(hits), list(hits), hits[4], 5 in hits) == (4, [1, 2, 3, 4], {7: (8,)}, False)
    assert hits[2] is hits[2]


# --- choices


@pytest.mark.parametrize(
    ("lines", "phrases"),
    (
        ([("a",), ("b", "c")], [("a",), ("b", "c")]),
        ([("a",), ("a",), ()], [("a",)]),
        ([(LIMB, "cold")], [("arm", "cold"), ("left", "leg", "cold")]),
        ([(TOO, "cold")], [("cold",), ("too", "cold"), ("so", "so", "cold")]),
        ([(LIMB, TOO)], [(*limb, *too) for limb in (("arm",), ("left", "leg")) for too in ((), ("too",), ("so",) * 2)]),
        ([(LIMB, LIMB)], [(*a, *b) for a in (("arm",), ("left", "leg")) for b in (("arm",), ("left", "leg"))]),
        ([(COLD,)], [("cold",), ("stiff",), ("too", "stiff"), ("so", "so", "stiff")]),
    ),
)  # fmt: skip
def test_a_choice_stands_for(lines, phrases):
    made = Choice(lines)
    assert list(made.phrases()) == phrases
    assert made.count == len(phrases)


def test_the_phrase_without_words_is_counted_but_never_made():
    made = Choice([(TOO,)])
    assert list(made.phrases()) == [("too",), ("so", "so")]
    assert made.count == 3


def test_a_choice_opens_with_every_word_that_may_come_first():
    made = Choice([(TOO, "stiff", "arm"), ("so", "cold"), (LIMB, "hurts")])
    assert made.openings == {
        "too": [("stiff", "arm")],
        "so": [("so", "stiff", "arm"), ("cold",)],
        "stiff": [("arm",)],
        "arm": [("hurts",)],
        "left": [("leg", "hurts")],
    }


def test_a_choice_of_nothing_but_a_choice_opens_as_that_does():
    assert Choice([(LIMB,)]).openings is LIMB.openings
    assert Choice([(LIMB,), ("toe",)]).openings == {"arm": [()], "left": [("leg",)], "toe": [()]}
    assert Choice([("toe",)]).openings == {"toe": [()]}


def test_openings_are_worked_out_once():
    made = Choice([("a",), ("b",)])
    assert made.openings is made.openings


# --- steps


def walked(node: Node, *words: str) -> Node:
    for word in words:
        step = node.step(word)
        assert step is not None, word
        node = step
    return node


def test_a_step_is_made_once():
    node = node_of([(("a", "b"), Goal(1))])
    assert walked(node, "a") is walked(node, "a")
    assert (walked(node, "a").atoms, walked(node, "a", "b").atoms) == ([], [1])


def test_a_branch_is_grown_once_and_only_for_a_known_word():
    tree = Tree()
    tree.add([("cold",)], 1)
    assert tree.branch("cold") is tree.branch("cold") is not None
    assert tree.branch("warm") is None
    assert "warm" not in tree._items


def choices(number: int):
    return node_of([((Choice([(f"word{place}", "on")]),), Goal(place)) for place in range(number)])


@pytest.mark.parametrize(("number", "notes"), ((FEW, set()), (FEW + 1, {"odd"})))
def test_a_miss_is_noted_only_where_there_is_much_to_ask(number, notes):
    node = choices(number)
    assert node.step("odd") is None
    assert node.step("odd") is None
    assert node.misses == notes
    assert node.step("word1") is not None


def test_no_text_fills_the_memory_with_misses():
    node = choices(FEW + 1)
    for place in range(MOST_MISSES):
        node.step(f"odd{place}")
    assert len(node.misses) == MOST_MISSES
    assert node.step("one more") is None
    assert node.misses == {"one more"}


def test_a_step_joins_words_and_choices():
    node = node_of([(("arm", "one"), Goal(1)), ((LIMB, "two"), Goal(2)), ((TOO, "arm"), Goal(3))])
    assert [walked(node, "arm", *more).atoms for more in ((), ("one",), ("two",))] == [[3], [1], [2]]
