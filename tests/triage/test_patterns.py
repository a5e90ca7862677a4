"""Reading patterns, classes and cues, and what is said of bad ones."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.triage.assess import Triage
from bot.triage.models import Level, SignRule
from bot.triage.patterns import PatternError

CLASSES = {
    "place": ["arm", "(left|right)? leg", "{tip}"],
    "tip": ["finger tip"],
    "maybe": ["very?", "odd"],
    "all-optional": ["(so? very?|odd)"],
    "region-arm": ["arm"],
}


def triage(*patterns: str, unless: tuple[str, ...] = (), classes=CLASSES, cues=None) -> Triage:
    rule = SignRule("sign", Level.DOCTOR, patterns, unless)
    return Triage([rule], classes, {"wall": ["not"], "filler": ["my"]} if cues is None else cues)


def shows(pattern: str, text: str) -> bool:
    return bool(triage(pattern).assess(text).findings)


@pytest.mark.parametrize(
    ("pattern", "text"),
    (
        ("numb", "NUMBNESS"),
        ("=fits", "two fits"),
        ("{place} numb", "left leg numb"),
        ("{place} numb", "finger tip numb"),
        ("numb arm", "numb my arm"),
        ("{place} ~2 numb", "arm goes very numb"),
        ("{place} ~~2 numb", "numb in arm"),
        ("{place} ~~2 numb", "arm is numb"),
        ("(cold|dead {place}) now", "dead arm now"),
        ("very? numb", "numb"),
        ("very? ~1 numb arm", "numb arm"),
        ("arm ~1 very? ~1 numb", "arm is so numb"),
        ("(very|so)? numb", "so numb"),
        ("numb & cramp", "cramp. And numb"),
        ("can't move", "cannot move"),
        ("for {duration>14d}", "for three weeks"),
        ("{age<2} & numb", "18 months old, numb"),
        ("numb ({duration>14d}|ages)", "numb ages"),
        ("{dose>=600mg}", "1000 mg"),
        ("{maybe} numb", "odd numb"),
        ("{maybe} numb", "very odd and very numb"),
        ("(bad {place}|so {maybe}) now", "so very now"),
        ("({place} hurts|ow)", "finger my tip hurts"),
        ("({place} hurts|ow)", "left my leg hurts"),
        ("arm ~1 very ~1 numb ~1 now", "arm is very very numb right now"),
        ("{place}? cold", "cold"),
        ("arm ~12 numb", f"arm {'la ' * 12} numb"),
        ("arm ~~12 numb", f"numb {'la ' * 12} arm"),
        ("arm ~1 very ~1 numb", "arm la very la numb"),
        ("arm ~1 very? ~2 numb", "arm la la la numb"),
        ("arm ~1 odd? very? ~1 numb", "arm la la numb"),
        ("odd? ~3 arm numb", "arm numb"),
        ("odd ~~2 arm ~1 numb", "arm la numb la la odd"),
        ("odd ~1 cold ~~2 arm numb", "arm numb la la odd la cold"),
        ("odd ~1 cold ~~2 arm numb", "odd la cold la la arm numb"),
        ("numb & cramp & odd", "cramp. Odd. Numb"),
        ("{ place } numb", "arm numb"),
        ("{age>=1.4}", "18 months old"),
        ("  numb   arm ", "numb arm"),
    ),
)
def test_holds(pattern, text):
    assert shows(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    (
        ("=fits", "fitness"),
        ("{place} ~2 numb", "arm one two three numb"),
        ("{place} ~2 numb", "arm not numb"),
        ("{place} ~2 numb", "arm. Numb"),
        ("{place} ~2 numb", "numb arm"),
        ("numb & cramp", "numb"),
        ("finger tip", "finger. tip"),
        ("for {duration>14d}", "for two weeks"),
        ("{maybe} numb", "numb"),
        ("{all-optional} numb", "numb"),
        ("arm ~1 very ~1 numb", "arm very one two three numb"),
        ("({place} hurts|ow)", "leg. hurts"),
        ("arm ~12 numb", f"arm {'la ' * 13} numb"),
        ("arm ~1 very? ~2 numb", "arm la la la la numb"),
        ("odd ~~2 arm ~1 numb", "arm la la numb odd"),
        ("odd ~~2 arm numb", "odd la la la arm numb"),
        ("odd ~~2 arm numb", "odd la arm la"),
        ("odd ~1 cold ~~2 arm numb", "cold odd arm numb"),
        ("numb & cramp & odd", "cramp. Numb"),
    ),
)
def test_does_not_hold(pattern, text):
    assert not shows(pattern, text)


def test_unless_sets_a_match_aside():
    [aside] = triage("weak", unless=("weak signal",)).assess("a weak signal").discounted
    assert (aside.why, aside.words, aside.cue) == ("figure", (2, 6), (2, 13))


def test_one_unmeant_part_sets_the_whole_aside():
    made = triage("numb & cramp", cues={"denial": ["no"]})
    assert not made.assess("numb. no cramp").findings


def test_words_of_a_graver_sign_are_not_repeated():
    rules = [SignRule("mild", Level.DOCTOR, ("weak",)), SignRule("grave", Level.EMERGENCY, ("weak arm",))]
    made = Triage(rules, {}, {})
    assert [one.sign for one in made.assess("weak arm").findings] == ["grave"]
    assert [one.sign for one in made.assess("weak arm, weak").findings] == ["grave", "mild"]


FACTS = "age, dose, duration, gestation, regions, spell, temperature, words"


@pytest.mark.parametrize(
    ("pattern", "fault"),
    (
        ("{plaice}", "there is no class 'plaice'"),
        ("{ Place }", "'{Place}' is neither a class such as {place} nor a fact such as {duration>14d}"),
        ("{length>3}", f"there is no fact 'length': use {FACTS}"),
        ("{age>3d}", "'age' is not counted in 'd': use no unit"),
        ("a ~ b", "cannot be read from '~ b' on"),
        ("a  b~", "cannot be read from 'b~' on"),
        ("a ~3", "ends in a gap"),
        ("a ~~3", "ends in a gap"),
        ("~3 a", "has a part without a first word"),
        ("a & ", "has a part without a first word"),
        ("& a", "has a part without a first word"),
        ("a & ~3 b", "has a part without a first word"),
        ("a ~1 ~2 b", "has two gaps in a row"),
        ("a ~1 b ~1 ~2 c", "has two gaps in a row"),
        ("a ~13 b", "'~13' is no gap: write ~1 to ~12"),
        ("a ~0 b", "'~0' is no gap: write ~1 to ~12"),
        ("a ~~13 b", "'~~13' is no gap: write ~1 to ~12"),
        ("a ~~2 b ~~2 c", "has more than one ~~"),
        ("a ~1 ~~2 b", "ends in a gap"),
        ("(a|)", "an alternative is empty"),
        ("(a|(b|c))", "cannot be read from '(a|(b|c))' on"),
        ("(a ~2 b)", "'~2' cannot stand inside brackets"),
        ("(a & b)", "'&' cannot stand inside brackets"),
        ("(a {age>3})", "a fact must stand alone between the bars"),
        ("a?", "has a part whose every word may be missing"),
        ("a & b? c?", "has a part whose every word may be missing"),
        ("a? ~~1 b", "has a part whose every word may be missing"),
        ("!!", "'!!' holds no word"),
    ),
)
def test_bad_pattern(pattern, fault):
    with pytest.raises(PatternError) as caught:
        triage(pattern)
    assert caught.value.faults == (f"sign sign, any: '{pattern}' {fault}",)


def test_every_fault_is_shown_on_a_line_of_its_own():
    error = PatternError(("one", "two"))
    assert (str(error), error.faults) == ("one\ntwo", ("one", "two"))


@pytest.mark.parametrize(
    ("classes", "fault"),
    (
        ({"a": ["{b}"], "b": ["{a}"]}, "class a: the classes a > b > a hold one another"),
        ({"a": ["{c}"]}, "class a: there is no class 'c'"),
        ({"a": [""]}, "class a: it has an empty line"),
        ({"a": ["{age>3}"]}, "class a: '{age>3}' is a fact, which only a pattern can hold"),
        ({"a": ["(a|b|c|d|e|f|g|h|i) " * 4]}, "class a: it has more than 4000 phrases"),
    ),
)
def test_bad_class(classes, fault):
    with pytest.raises(PatternError) as caught:
        triage("x", classes=classes)
    assert fault in caught.value.faults


def test_phrases_that_are_written_twice_count_once():
    assert triage("{a}", classes={"a": ["(week|weeks) (b|c|d)? (b|c|d)? (b|c|d)? (b|c|d)? (b|c|d)? (b|c|d)?"]})


@pytest.mark.parametrize(
    ("lines", "text"),
    (
        (["one {inner} four"], "one two three four"),
        (["one {inner} four"], "one my three four"),
        (["{inner} four"], "two three four"),
        (["{inner}"], "three"),
        (["one {inner}? four"], "one four"),
        (["one {inner}? four"], "one two three four"),
        (["({inner}|five) (six|=fits)"], "two three six"),
        (["({inner}|five) (six|=fits)"], "five fits"),
        (["{inner}? six"], "six"),
        (["{inner}? six"], "three six"),
        (["can't? move"], "cannot move"),
    ),
)
def test_lines_hold_choices_in_choices(lines, text):
    [found] = triage("{outer}", classes={"outer": lines, "inner": ["two? three"]}).assess(f"well {text} then").findings
    assert found.words == ((5, 5 + len(text)),)


def test_a_text_read_twice_or_by_two_threads_is_read_alike():
    lines = [f"go {{inner}} {number}" for number in "bcdefghijkl"]
    made = triage("{outer}", classes={"outer": lines, "inner": ["a", "o"]})
    texts = [f"go {word}" for word in (*map(str, range(100)), "a b", "o l", "a b", "1", "1")]
    with ThreadPoolExecutor(4) as threads:
        assert [bool(one.findings) for one in threads.map(made.assess, texts * 3)] == (
            [False] * 100 + [True] * 3 + [False] * 2
        ) * 3


def test_bad_cues_and_every_fault_at_once():
    with pytest.raises(PatternError) as caught:
        triage("{x}", unless=("~1",), cues={"denail": ["no"], "denial": ["{y}"], "common": ["ordinary"]})
    assert [said.partition(":")[0] for said in caught.value.faults] == [
        "cues",
        "cues denial",
        "sign sign, any",
        "sign sign, unless",
    ]
    assert str(caught.value).count("\n") == 3
