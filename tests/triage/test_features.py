"""What is said of a text in short strings."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.words import read
from bot.triage.features import (
    FEW,
    LONGEST_WORD,
    MOST_BESIDE,
    MOST_WORDS,
    NEAR,
    PLAIN,
    SHORT,
    Reading,
    by_sentence,
    features,
    joined,
    told,
)


def reading(text: str, classes=(), masked=(), fillers=(), named=(), sure=None):
    """Return a reading in which all words that name a sign do so without more, unless told otherwise."""
    sure = named if sure is None else sure
    return Reading(read(text), dict(classes), frozenset(fillers), frozenset(masked), frozenset(named), frozenset(sure))


def words(text: str, **more):
    """Return the features without the runs of letters."""
    return {one: place for one, place in features(reading(text, **more)).items() if one[:1] != "#" or len(one) < 5}


def test_features_are_words_neighbours_and_letters():
    found = features(reading("Cold leg. Why 3?"))
    assert {"cold", "leg", "cold leg", "whi", "whi #", "?", "#<col", "#cold>"} <= set(found)
    assert "leg whi" not in found, "a full stop parts neighbours"


def test_classes_join_words_and_each_other():
    found = features(reading("my leg went cold", {"limb": [1], "cold": [3]}.items()))
    assert {"{limb}", "{limb}>{cold}", "go{cold}", "my{limb}", "{limb}go"} <= set(found)
    assert "{cold}>{limb}" not in found


def test_what_is_masked_is_not_read():
    found = features(reading("no cold leg but tired since the hill", {"limb": [2]}.items(), masked=(0, 1, 2)))
    assert {"-", "- but"} <= set(found)
    assert not {"cold", "leg", "{limb}", "#<col", "#cold>"} & set(found)


def test_a_sentence_that_only_denies_says_nothing():
    told = reading("My toe hops. I have no cold leg.")
    denied = Reading(told.text, {}, frozenset(), frozenset(range(5, 8)))
    assert features(denied) == features(reading("My toe hops."))


def test_a_hostile_text_costs_little():
    assert len(features(reading("a" * 6_000))) < 10 * LONGEST_WORD
    assert max(features(reading("word " * 3_000)).values()) < MOST_WORDS


def test_every_feature_of_a_short_text_stands_at_its_word():
    assert features(reading("cold my leg?", {"limb": [2]}.items(), fillers=[1])) == {
        "?": 2,
        "cold": 0,
        "leg": 2,
        "cold leg": 2,
        "{limb}": 2,
        "cold{limb}": 2,
        "#<col": 0,
        "#cold": 0,
        "#old>": 0,
        "#<cold": 0,
        "#cold>": 0,
        "#<my>": 1,
        "#<leg": 2,
        "#leg>": 2,
        "#<leg>": 2,
    }


@pytest.mark.parametrize(
    ("text", "found"),
    (
        pytest.param(
            "leg so cold now",
            {"leg": 0, "so": 1, "cold": 2, "now": 3}
            | {"leg so": 1, "so cold": 2, "cold now": 3, "leg_cold": 2, "so_now": 3},
            id="words, neighbours, one between",
        ),
        pytest.param("cold; cold", {"cold": 0, "cold cold": 1}, id="a word stands where it stands first"),
        pytest.param("leg. Cold! now", {"leg": 0, "cold": 1, "now": 2}, id="sentences part neighbours"),
        pytest.param("leg 3 or 40", {"leg": 0, "#": 1, "or": 2, "leg #": 1, "# or": 2, "or #": 3, "leg_or": 2, "#_#": 3},
            id="figures are alike"),
        pytest.param("", {}, id="no words"),
    ),
)  # fmt: skip
def test_words_and_their_neighbours(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    ("masked", "found"),
    (
        pytest.param([0], {"-": 0, "- so": 1, "-_cold": 2}, id="one word"),
        pytest.param([0, 1], {"-": 0, "- cold": 2, "-_now": 3}, id="a passage counts as one word"),
        pytest.param([0, 2], {"-": 0, "- so": 1, "so -": 2, "- now": 3, "-_-": 2, "-_then": 4}, id="two passages"),
    ),
)
def test_a_masked_passage_is_one_word(masked, found):
    told = words("leg so cold now then", masked=masked)
    assert {one: place for one, place in told.items() if "-" in one} == found


@pytest.mark.parametrize(
    ("text", "masked", "says"),
    (
        pytest.param("leg so cold", [0], False, id="two words beside a denial say nothing"),
        pytest.param("leg so cold now", [0], True, id="three do"),
        pytest.param("leg so cold now", [0, 3], False, id="each passage left out"),
        pytest.param("so cold", [], True, id="without a denial two do"),
    ),
)
def test_a_sentence_that_only_denies(text, masked, says):
    assert bool(words(text, masked=masked)) == says


def test_another_sentence_still_speaks():
    assert words("leg. Now cold. Then", masked=[0]) == {"now": 1, "cold": 2, "now cold": 2, "then": 3}


def test_no_letters_are_told_of_a_sentence_that_only_denies():
    told = features(reading("leg so hops. Now cold then", masked=[0]))
    assert {one for one in told if one.startswith("#<") and len(one) == 5} == {"#<now", "#<col", "#<the"}


@pytest.mark.parametrize(("text", "place"), (("leg. Cold?", 1), ("leg? Cold.", 0), ("leg so? Cold?", 1)))
def test_a_question_is_told_where_the_first_one_ends(text, place):
    assert features(reading(text))["?"] == place


@pytest.mark.parametrize("text", ("leg. Cold.", "leg"))
def test_no_question_is_told_of_none(text):
    assert "?" not in features(reading(text))


@pytest.mark.parametrize(
    ("classes", "found"),
    (
        ({"limb": [0]}, {"{limb}": 0, "{limb}so": 0}),
        ({"limb": [3]}, {"{limb}": 3, "cold{limb}": 3}),
        ({"limb": [2]}, {"{limb}": 2, "so{limb}": 2, "{limb}now": 2}),
        ({"limb": [1]}, {"{limb}": 1, "leg{limb}": 1, "{limb}cold": 1}),
        ({"limb": [1], "a": [1]}, {one.format("{limb}"): 1 for one in ("{}", "leg{}", "{}cold")}
            | {one.format("{a}"): 1 for one in ("{}", "leg{}", "{}cold")}),
        ({"limb": [0], "a": [3]}, {"{limb}": 0, "{limb}so": 0, "{a}": 3, "cold{a}": 3, "{limb}>{a}": 0}),
    ),
)  # fmt: skip
def test_classes_stand_beside_words(classes, found):
    told = words("leg so cold now", classes=classes)
    assert {one: place for one, place in told.items() if "{" in one} == found


def test_a_class_inside_a_masked_passage_is_not_told():
    assert not [one for one in words("leg so cold now then", classes={"limb": [1]}, masked=[1]) if "limb" in one]


@pytest.mark.parametrize(("between", "paired"), ((NEAR - 1, True), (NEAR, False)))
def test_classes_pair_only_when_near(between, paired):
    text = "leg " + "so " * between + "cold"
    assert ("{a}>{b}" in words(text, classes={"a": [0], "b": [between + 1]})) == paired


def test_every_class_at_a_place_is_paired_with_every_later_one():
    told = words("leg so cold", classes={"a": [0], "b": [0], "c": [2], "d": [2], "e": [1]})
    assert {one for one in told if ">" in one} == {
        f"{{{first}}}>{{{second}}}" for first, second in ("ac", "ad", "ae", "bc", "bd", "be", "ec", "ed")
    }


def test_a_pair_stands_where_it_stands_first():
    told = words("leg cold. Leg cold", classes={"a": [0, 2], "b": [1, 3], "c": [2]})
    assert {one: place for one, place in told.items() if ">" in one} == {"{a}>{b}": 0, "{c}>{b}": 2}


def test_classes_of_two_sentences_are_no_pair():
    assert "{a}>{b}" not in words("leg. Cold", classes={"a": [0], "b": [1]})


def test_the_last_words_of_a_long_text_are_not_read():
    text = "so " * (MOST_WORDS - 1) + "leg cold"
    told = words(text, classes={"a": [MOST_WORDS - 1], "b": [MOST_WORDS]})
    assert (told["leg"], told["{a}"]) == (MOST_WORDS - 1, MOST_WORDS - 1)
    assert not {"cold", "{b}", "{a}>{b}"} & told.keys()


@pytest.mark.parametrize(("length", "end"), ((LONGEST_WORD, "#aab>"), (LONGEST_WORD + 1, "#aaa>")))
def test_a_long_word_is_read_so_far(length, end):
    assert end in features(reading("a" * (length - 1) + "b"))


# --- sentence by sentence


def test_each_sentence_is_told_by_itself_with_its_places():
    given = reading("leg so cold? Now. Then so", {"limb": [0, 4]})
    told = by_sentence(given)
    assert [places for places, _ in told] == [range(3), range(3, 4), range(4, 6)]
    assert [found.get("?") for _, found in told] == [2, None, None]
    assert [found.get("so") for _, found in told] == [1, None, 5]
    assert [found.get("{limb}") for _, found in told] == [0, None, 4]
    assert joined([found for _, found in told]) == features(given)


def test_a_sentence_that_only_denies_is_not_told():
    assert [places for places, _ in by_sentence(reading("leg. So cold. Then", masked=[1]))] == [range(1), range(3, 4)]


def test_a_pause_parts_no_sentences():
    assert [places for places, _ in by_sentence(reading("leg; so\ncold"))] == [range(3)]


def test_nothing_said_is_nothing_told():
    assert by_sentence(reading("")) == []
    assert joined([]) == {}


def test_sentences_are_joined_by_the_first_place_of_each_feature():
    assert joined([{"a": 3, "b": 1}, {"b": 7, "c": 9}, {"a": 11}]) == {"a": 3, "b": 1, "c": 9}
    assert joined([{"a": 3}]) == {"a": 3}


def heard(text: str, *named: int, **more):
    """Return the number of words and the words themselves of each telling."""
    found = told(reading(text, named=named, **more))
    return [
        (one.size, " ".join(sorted(word for word in found.features(one) if word.isalpha()))) for one in found.tellings
    ]


@pytest.mark.parametrize(
    ("text", "named", "found"),
    (
        pytest.param("a b", (), [], id="too few words to weigh"),
        pytest.param("a b", (0,), [], id="named or not"),
        pytest.param("a b c", (), [(3, "a b c")], id="enough"),
        pytest.param("a b. c d", (), [(4, "a b c d")], id="nothing is left out where nothing is named"),
        pytest.param("a b c", (0,), [(0, "")], id="all of it names"),
        pytest.param("a b c d e", (0,), [(0, "")], id="few words that name stand by their names"),
        pytest.param("a b c d e f", (0,), [(6, "a b c d e f"), (0, "")], id="more do not"),
        pytest.param("a b. c d e", (0,), [(3, "c d e")], id="the first names"),
        pytest.param("a b. c d e", (1,), [(3, "c d e")], id="by any word"),
        pytest.param("a b. c d e", (2,), [(2, "a b")], id="the second names"),
        pytest.param("a b. c d e", (1, 2), [(3, "c d e"), (2, "a b"), (0, "")], id="each in turn, and both"),
        pytest.param("a b. c d. e f", (2,), [(6, "a b c d e f"), (4, "a b e f")], id="the one between"),
        pytest.param(
            "a b. c d. e f",
            (0, 5),
            [(6, "a b c d e f"), (4, "c d e f"), (4, "a b c d"), (2, "c d")],
            id="the whole comes first",
        ),
    ),
)
def test_a_text_is_told_whole_and_without_sentences_that_name(text, named, found):
    assert heard(text, *named) == found


def test_few_words_that_only_may_name_a_sign_are_told_whole():
    assert heard("a b. c d e", 0, sure=()) == [(5, "a b c d e"), (3, "c d e")]
    assert heard("a b. c d e", 0, 2, sure=(2,)) == [(3, "c d e"), (2, "a b"), (0, "")]


def test_the_bounds_of_what_is_told():
    words = [chr(ord("a") + place) for place in range(26)]
    assert [bool(heard(" ".join(words[:size]))) for size in (FEW - 1, FEW)] == [False, True]
    assert [len(heard(" ".join(words[:size]), 0)) for size in (SHORT - 1, SHORT)] == [1, 2]
    assert [len(heard(" ".join(words[:size]) + ". X Y Z", 0)) for size in (PLAIN, PLAIN + 1)] == [2, 1]


def test_only_so_many_sentences_are_left_out():
    count = MOST_BESIDE + 2
    found = heard(". ".join("abcdefgh"[:count]), *range(count))
    choices = [chosen for size in range(MOST_BESIDE + 1) for chosen in combinations("abcde", size)]
    assert [size for size, _ in found] == [count - len(chosen) for chosen in choices]
    assert [tuple(sorted(set("abcdefgh"[:count]) - set(words))) for _, words in found] == choices


def test_a_sentence_left_out_leaves_every_word_of_it_out():
    # What is told of a text without a sentence is what the text without it tells.
    found = told(reading("cold. So then leg hurts. Now", {"limb": [3], "chill": [0]}, named=[0]))
    _, one = found.tellings
    assert one.size == 5
    assert found.features(one) == features(reading("so then leg hurts. Now", {"limb": [2]})).keys()


def test_a_sentence_that_only_denies_is_no_telling_and_its_words_do_not_count():
    assert heard("a b. c. d e f g", 0, masked=[2])[0] == (6, "a b d e f g")
    assert heard("a b. c. d e f", 5, masked=[2]) == [(2, "a b")]


def test_only_what_no_other_sentence_says_is_untold():
    found = told(reading("cold leg. So cold leg hurts then", named=[0]))
    whole, one = found.tellings
    assert whole == (7, ())
    assert found.whole == features(reading("cold leg. So cold leg hurts then"))
    assert found.features(whole) == found.features(one) == found.whole.keys(), "the other sentence says all of it"
    found = told(reading("cold toe. So cold leg hurts then", named=[0]))
    untold = found.whole.keys() - found.features(found.tellings[1])
    assert {"toe", "cold toe"} <= untold
    assert not {"cold", "#cold", "leg"} & untold


def test_what_two_sentences_say_is_untold_when_both_are_left_out():
    found = told(reading("cold toe. Cold knee. So then leg hurts", named=[0, 2]))
    _, first, second, both = [{"cold", "toe", "knee", "leg"} - found.features(one) for one in found.tellings]
    assert (first, second, both) == ({"toe"}, {"knee"}, {"cold", "knee", "toe"})


WORDS = st.sampled_from(("cold", "leg", "so", "then", "hurts", "toe"))
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=MOST_BESIDE + 1)


@given(SENTENCES, st.sets(st.integers(0, 4 * (MOST_BESIDE + 1))))
def test_every_telling_has_the_features_of_the_sentences_that_are_left(sentences, named):
    given = reading(". ".join(map(" ".join, sentences)), named=named)
    apart = by_sentence(given)
    plain = [number for number, (places, _) in enumerate(apart) if not given.named.isdisjoint(places)][:MOST_BESIDE]
    left = [
        [one for number, one in enumerate(apart) if number not in chosen]
        for count in range(len(plain) + 1)
        for chosen in combinations(plain, count)
    ]
    wanted = [(sum(len(places) for places, _ in rest), joined([found for _, found in rest]).keys()) for rest in left]
    found = told(given)
    if found.tellings:
        assert [(one.size, found.features(one)) for one in found.tellings] == wanted[-len(found.tellings) :]
    assert sum(map(len, found.parts)) == len(set().union(*found.parts)), "no two parts share a feature"
