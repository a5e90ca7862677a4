"""Classes, cues and patterns as they are read, on a few words."""

from __future__ import annotations

import pytest

from bot.text.words import Tongue, read
from bot.triage.facts import Fact
from bot.triage.lexicon import MOST_PHRASES, Lexicon
from bot.triage.patterns import PatternFaultError
from bot.triage.tree import scan


def phrases(line: str, text: str, tongue: Tongue | None = None, **classes: list[str]) -> list[str]:
    """Return the passages of a text that one line of a class stands for."""
    lexicon = Lexicon({"line": [line], **classes}) if tongue is None else Lexicon({"line": [line]}, tongue)
    assert lexicon.faults == []
    words = read(text) if tongue is None else read(text, tongue=tongue)
    hits = scan(lexicon.tree, words, frozenset()).get(lexicon.class_atom("line"), {})
    return [text[slice(*words.span(start, end))] for start, ends in hits.items() for end in ends]


@pytest.mark.parametrize(
    ("line", "text", "found"),
    (
        ("cold arm", "cold arms. Cold. Arm", ["cold arms"]),
        ("cannot move", "can not move", ["can not move"]),
        ("can't move", "cannot move", ["cannot move"]),
        ("cant", "can not", ["can not"]),
        ("=fits", "fits, fit", ["fits"]),
        ("fit", "fits, fit", ["fits", "fit"]),
        ("two =fits", "two fits, two fit", ["two fits"]),
        ("(cold|numb) arm", "cold arm, numb arm", ["cold arm", "numb arm"]),
        ("(cold|ice cold) arm", "ice cold arm", ["ice cold arm", "cold arm"]),
        ("(so cold|numb)? arm", "so cold arm", ["so cold arm", "arm"]),
        ("(=fits|cold) now", "fits now, fit now, cold now", ["fits now", "cold now"]),
        ("(cannot|will not) move", "can not move, won't move", ["can not move", "won't move"]),
        ("so? cold", "so cold, cold", ["so cold", "cold", "cold"]),
        ("=fits? now", "fits now, fit now", ["fits now", "now", "now"]),
        ("{limb} cold", "left arm cold", ["left arm cold", "arm cold"]),
        ("{limb}? cold", "left arm cold", ["left arm cold", "arm cold", "cold"]),
        ("(my {limb}|it)? hurts", "it hurts", ["it hurts", "hurts"]),
        ("(my {limb}|it) hurts", "my left arm hurts, it hurts", ["my left arm hurts", "it hurts"]),
        ("1 arm", "1 arm", ["1 arm"]),
    ),
)
def test_a_line_stands_for(line, text, found):
    assert sorted(phrases(line, text, limb=["left arm", "arm"])) == sorted([*found])


def test_another_language_brings_its_own_stems():
    three = Tongue(
        lambda word: word[:3], lambda word: ("not", word[2:]) if word.startswith("xx") else (word,), {"xxgone"}
    )
    assert phrases("brazo frio", "brazos fria", three) == ["brazos fria"]
    assert phrases("xxgone", "not gone", three) == ["not gone"]


@pytest.mark.parametrize(
    ("classes", "fault"),
    (
        ({"a": ["{b}"]}, "class a: there is no class 'b'"),
        ({"a": ["so {a}"]}, "class a: the classes a > a hold one another"),
        ({"a": ["so", " "]}, "class a: it has an empty line"),
        ({"a": ["(so {age>3})"]}, "class a: an alternative"),
        ({"a": ["{age>3}"]}, "class a: '{age>3}' is a fact, which only a pattern can hold"),
        ({"a": ["{age>3}?"]}, "class a: '{age>3}' is a fact, which only a pattern can hold"),
        ({"a": ["!!"]}, "class a: '!!' holds no word"),
    ),
)
def test_what_is_wrong_with_a_class(classes, fault):
    [said] = Lexicon(classes).faults
    assert said.startswith(fault.removesuffix(": an alternative"))


def test_a_class_that_holds_a_bad_one_is_bad_and_the_others_are_read():
    lexicon = Lexicon({"a": ["{b}"], "b": ["{c}"], "d": ["so"]})
    assert lexicon.faults == ["class a: there is no class 'c'", "class b: there is no class 'c'"]
    assert lexicon.class_atom("d") == lexicon.class_atom("d")


LETTERS = "abcdefghijklmnopqrst"
FOUR_THOUSAND = " ".join(f"({'|'.join(first + letter for letter in LETTERS[:most])})" for first, most in (("q", 20), ("x", 20), ("z", 10)))  # fmt: skip


def test_a_class_may_have_so_many_phrases_and_no_more():
    assert MOST_PHRASES == 4_000
    assert Lexicon({"a": [FOUR_THOUSAND]}).faults == []
    assert Lexicon({"a": [FOUR_THOUSAND, "one more"]}).faults == ["class a: it has more than 4000 phrases"]
    assert Lexicon({"a": [FOUR_THOUSAND, "qa xa za"]}).faults == [], "what is written twice counts once"


def test_the_words_of_classes_and_patterns_are_those_to_repair_to():
    lexicon = Lexicon({"limb": ["left arms", "(hand|foot)?", "=fits", "cannot {more}", "toe?"], "more": ["tingle"]})
    lexicon.compile("{limb} ~2 numbness & don't {age>3} (cold|stiff {limb})")
    lexicon.cue("denial", ["never"])
    assert lexicon.words == {
        *("left", "arms", "hand", "foot", "fits", "can", "not", "toe", "tingle"),
        *("numbness", "don't", "cold", "stiff", "never"),
    }


def test_only_words_written_as_this_very_form_are_looked_for_as_such():
    lexicon = Lexicon({"a": ["=fits", "turns"]})
    lexicon.compile("=jerks twitches (=shakes|trips) (=leans on|cold)")
    assert lexicon.tree.exact == {"=fits", "=jerks", "=shakes", "=leans"}


# --- numbers


def test_each_class_cue_and_phrase_has_one_atom_of_its_own():
    lexicon = Lexicon({"a": ["cold"], "b": ["cold"]})
    atoms = [lexicon.class_atom("a"), lexicon.class_atom("b"), lexicon.cue("a", ["cold"]), lexicon.cue("c", ["cold"])]
    assert len(set(atoms)) == 4
    assert [lexicon.class_atom("a"), lexicon.cue("a", ["cold"])] == [atoms[0], atoms[2]]


def test_the_phrases_of_a_class_stand_in_the_tree_once_however_many_classes_begin_with_it():
    lexicon = Lexicon({"a": ["{limb} cold"], "limb": ["arm", "left leg"], "b": ["{limb} numb", "{limb}? stiff"]})
    assert {word: len(items) for word, items in lexicon.tree._items.items()} == {"arm": 1, "left": 1, "stiff": 1}


def test_a_class_that_is_not_written_has_no_atom():
    with pytest.raises(PatternFaultError, match="there is no class 'a'"):
        Lexicon({}).class_atom("a")


def test_what_is_written_alike_shares_its_slot_and_its_part():
    lexicon = Lexicon({"a": ["cold"]})
    assert lexicon.compile("cold arm") == lexicon.compile("cold arm") == (0,)
    assert lexicon.compile("(cold) (arm)") == (0,)
    assert lexicon.compile("colds arms") == (0,)
    assert lexicon.compile("arm cold") == (1,)
    assert lexicon.compile("cold ~1 arm") == (2,)
    assert lexicon.compile("arm cold & cold arm") == (1, 0)
    assert len(lexicon.slots) == 2
    assert lexicon.compile("{a}") == (3,)
    assert len(lexicon.slots) == 3


def test_a_slot_holds_an_atom_for_each_class_and_fact_and_one_for_all_words():
    lexicon = Lexicon({"a": ["cold"], "b": ["numb"]})
    lexicon.compile("({a}|{b}|{age>3}|so stiff|as {a})")
    [(first, second, fact, words)] = lexicon.slots
    assert (first, second) == (lexicon.class_atom("a"), lexicon.class_atom("b"))
    assert list(lexicon.fact_tests) == [fact]
    assert scan(lexicon.tree, read("as cold, so stiff"), frozenset())[words] == {0: (2,), 2: (4,)}


def test_after_reading_the_notes_are_given_back():
    lexicon = Lexicon({"a": ["(cold|numb) arm"]})
    lexicon.compile("{a} so (stiff|cold)")
    lexicon.forget()
    assert [*lexicon._pieces, *lexicon._atoms, *lexicon._items, *lexicon._item_slots] == []
    assert {known.cache_info().currsize for known in (lexicon._read, lexicon._key, lexicon._word)} == {0}


# --- facts


@pytest.mark.parametrize(
    ("pattern", "fact", "holds"),
    (
        ("{duration>14d}", Fact("duration", 14.1, 2, 4), True),
        ("{duration>14d}", Fact("duration", 14, 2, 4), False),
        ("{duration>=14d}", Fact("duration", 14, 2, 4), True),
        ("{duration<14d}", Fact("duration", 14, 2, 4), False),
        ("{duration<=14d}", Fact("duration", 14, 2, 4), True),
        ("{duration>36h}", Fact("duration", 1.6, 2, 4), True),
        ("{duration>36h}", Fact("duration", 1.4, 2, 4), False),
        ("{spell>=30m}", Fact("spell", 30 * (1 / 1_440), 2, 4), True),
        ("{spell>=30m}", Fact("duration", 30 * (1 / 1_440), 2, 4), False),
        ("{dose>600mg}", Fact("dose", 601, 2, 4), True),
        ("{dose>600}", Fact("dose", 600, 2, 4), False),
        ("{temperature>=38.5}", Fact("temperature", 38.5, 2, 4), True),
    ),
)
def test_a_fact_passes_a_test(pattern, fact, holds):
    lexicon = Lexicon({})
    lexicon.compile(pattern)
    assert list(lexicon.facts([fact]).values()) == ([{2: (4,)}] if holds else [])


def test_each_fact_and_each_test_stands_for_itself():
    lexicon = Lexicon({})
    for pattern in ("{age>10}", "{age>20}", "{dose>5}"):
        lexicon.compile(pattern)
    ten, twenty, five = lexicon.fact_tests
    passed = lexicon.facts([Fact("age", 15, 0, 1), Fact("age", 25, 3, 4), Fact("age", 25, 3, 5), Fact("dose", 6, 7, 9)])
    assert passed == {ten: {0: (1,), 3: (4, 5)}, twenty: {3: (4, 5)}, five: {7: (9,)}}


@pytest.mark.parametrize(
    ("pattern", "fault"),
    (
        (
            "{length>3}",
            "there is no fact 'length': use age, dose, duration, gestation, regions, spell, temperature, words",
        ),
        ("{duration>3w}", "'duration' is not counted in 'w': use s, m, h, d"),
        ("{dose>3g}", "'dose' is not counted in 'g': use no unit, mg"),
        ("({age>3} so|cold)", "a fact must stand alone between the bars"),
        ("{b}", "there is no class 'b'"),
        ("so (cold|{b})", "there is no class 'b'"),
        ("(so {b}|cold)", "there is no class 'b'"),
    ),
)
def test_what_is_wrong_with_a_pattern(pattern, fault):
    with pytest.raises(PatternFaultError) as caught:
        Lexicon({"a": ["cold"]}).compile(pattern)
    assert str(caught.value) == fault
