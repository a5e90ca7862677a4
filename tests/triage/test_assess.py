"""Assessing a text, with a few signs, classes and cues."""

from __future__ import annotations

import pytest

from bot.text.words import Tongue, read
from bot.triage.assess import Rule, Triage, _by_rarest_part, _merged, _without_echoes
from bot.triage.context import CUES
from bot.triage.features import features
from bot.triage.models import Assessment, Discounted, Finding, Level, SignRule, Why
from bot.triage.net import Net
from bot.triage.patterns import PatternError

N, D, E = Level.NONE, Level.DOCTOR, Level.EMERGENCY

SIGNS = (
    SignRule("numb-arm", D, ("{region-arm} numb", "numb {region-arm}")),
    SignRule("numb", D, ("numb",), ("numb with joy", "half numb", "radio")),
    SignRule("stroke", E, ("face ~2 hangs", "sudden & {region-arm} numb")),
    SignRule("spread", D, ("twitches & {regions>=2}",)),
    SignRule("long", D, ("cramps & {duration>14d}",)),
    SignRule("breath", E, ("gasping",), frame="any"),
)
CLASSES = {"region-arm": ["arm", "hand"], "region-leg": ["leg"], "cold": ["cold"], "common": ["crimps"]}
CUE_LISTS = {
    "denial": ["no"],
    "past": ["once"],
    "filler": ["my", "so"],
    "wall": ["but"],
    "common": ["grasping"],
    "general": ["does"],
}


def triage(net: Net | None = None, **more) -> Triage:
    return Triage(SIGNS, CLASSES, CUE_LISTS, net=net, **more)


def shown(text: str) -> list[str]:
    return [finding.sign for finding in triage().assess(text).findings]


@pytest.mark.parametrize("text", ("", " ", "?!", "https://example.org"))
def test_no_words_no_level(text):
    assert triage().assess(text) == Assessment(N)


@pytest.mark.parametrize(
    ("text", "level", "signs"),
    (
        ("nothing of note", N, []),
        ("numb", D, ["numb"]),
        ("my face hangs", E, ["stroke"]),
        ("my face so hangs", E, ["stroke"]),
        ("my face but hangs", N, []),
        ("numb toe, numb leg", D, ["numb"]),
        ("face hangs, numb", E, ["stroke", "numb"]),
        ("numb, face hangs", E, ["stroke", "numb"]),
        ("leg twitches", N, []),
        ("leg, arm: twitches", D, ["spread"]),
        ("arm, hand: twitches", N, []),
        ("arm but leg twitches", N, []),
        ("cramps for 3 weeks", D, ["long"]),
        ("cramps for 3 days", N, []),
        ("sudden. Arm numb", E, ["stroke"]),
        ("does it go numb", N, []),
        ("gasping, arm numb", E, ["breath", "numb", "numb-arm"]),
    ),
)
def test_the_highest_level_of_all_signs_counts(text, level, signs):
    assessment = triage().assess(text)
    assert assessment.level is level
    assert sorted(finding.sign for finding in assessment.findings) == sorted(signs)


def test_findings_come_by_level_then_by_place_then_by_name():
    signs = [SignRule(name, level, (word,)) for name, level, word in (
        ("z", D, "one"), ("b", D, "two"), ("a", D, "two"), ("y", E, "six"), ("x", E, "four"))]  # fmt: skip
    found = Triage(signs, {}, {}).assess("one two six four").findings
    assert [(finding.sign, finding.level) for finding in found] == [("y", E), ("x", E), ("z", D), ("a", D), ("b", D)]


@pytest.mark.parametrize(
    ("text", "sign", "passages"),
    (
        ("oh numb", "numb", ["numb"]),
        ("numb, so numb", "numb", ["numb", "numb"]),
        ("arm numb arm", "numb-arm", ["arm numb arm"]),
        ("arm numb, hand numb. Hand numb", "numb-arm", ["arm numb, hand numb", "Hand numb"]),
        ("cramps for 3 weeks", "long", ["cramps", "3 weeks"]),
        ("3 weeks of cramps", "long", ["3 weeks", "cramps"]),
    ),
)
def test_the_words_of_a_finding_are_passages_in_text_order(text, sign, passages):
    [finding] = [one for one in triage().assess(text).findings if one.sign == sign]
    assert [text[slice(*span)] for span in finding.words] == passages


def test_words_denied_in_one_place_count_in_another():
    assessment = triage().assess("no numb toe. Numb leg")
    assert [(one.sign, one.words) for one in assessment.findings] == [("numb", ((13, 17),))]
    assert assessment.discounted == ()


def test_what_is_denied_says_nothing_of_what_else_its_sign_would_need():
    text = "if arm, leg. No twitches"
    assert {one.words for one in triage().assess(text).discounted} == {(16, 24)}
    alone = triage().reading("if arm, leg").masked
    assert triage().reading(text).masked - alone == {3, 4}


def test_what_was_not_counted_is_told_once_in_text_order_with_its_reason():
    assessment = triage().assess("no twitches in arm, leg. No face hangs. Once gasping")
    assert assessment.discounted == (
        Discounted("spread", (3, 11), Why.DENIED, (0, 2)),
        Discounted("stroke", (28, 38), Why.DENIED, (25, 27)),
    )
    assert [one.sign for one in assessment.findings] == ["breath"]
    assert triage().assess("no numb arm").discounted == (
        Discounted("numb", (3, 7), Why.DENIED, (0, 2)),
        Discounted("numb-arm", (3, 11), Why.DENIED, (0, 2)),
    )


def test_a_part_that_does_not_count_leaves_the_other_words_out():
    assessment = triage().assess("sudden cramp. No arm numb")
    assert not [one for one in assessment.findings if one.sign == "stroke"]
    assert ("stroke", (17, 25)) in [(one.sign, one.words) for one in assessment.discounted]
    assert sorted(shown("no sudden cramp. Arm numb")) == ["numb", "numb-arm"]


@pytest.mark.parametrize(
    ("text", "found"),
    (
        ("numb with joy", [("figure", "numb with joy")]),
        ("half numb", [("figure", "half numb")]),
        ("radio numb", []),
        ("numb radio", []),
        ("so numb. Later numb with joy", []),
    ),
)
def test_unless_sets_aside_only_what_it_overlaps(text, found):
    assert [(one.why, text[slice(*one.cue or ())]) for one in triage().assess(text).discounted] == found


# --- the net


def net(**weights: tuple[int, int]) -> Net:
    """Return a net in which words speak for *doctor* and *emergency*."""
    signs = {"numb": {"cold": 2}, "long": {"cold": 3}, "stroke": {"cold": 5}, "breath": {"cold": 9}}
    return Net({word: (1, *weight) for word, weight in weights.items()}, (10, 10), signs)


COLD, GRAVE = net(cold=(10, 0)), net(cold=(10, 10))


@pytest.mark.parametrize(
    ("made", "text", "level", "suspects"),
    (
        pytest.param(COLD, "cold like ice", D, ("long", "numb", "numb-arm"), id="it raises to doctor"),
        pytest.param(GRAVE, "cold like ice", E, ("breath", "stroke"), id="or to emergency"),
        pytest.param(COLD, "warm like tea", N, (), id="or not at all"),
        pytest.param(GRAVE, "cold ice", N, (), id="two words say nothing"),
        pytest.param(COLD, "cold numb so like ice tea", D, (), id="it names nothing at a level that is named"),
        pytest.param(GRAVE, "cold numb so like ice tea", E, ("breath", "stroke"), id="it goes beyond one"),
        pytest.param(GRAVE, "cold numb like ice tea", D, (), id="not where so few words are all read"),
        pytest.param(COLD, "gasping so cold like ice tea", E, (), id="it lowers nothing"),
        pytest.param(None, "cold like ice", N, (), id="no net asks nothing"),
    ),
)
def test_the_net_only_raises(made, text, level, suspects):
    told = triage(made).assess(text)
    assert (told.level, told.suspects) == (level, suspects)
    assert told.soft == bool(suspects)
    assert told.findings == triage().assess(text).findings


@pytest.mark.parametrize(
    ("text", "level", "suspects"),
    (
        pytest.param(
            "numb tea here now. Like ice, so cold", E, ("breath", "stroke"), id="what is named hushes nothing"
        ),
        pytest.param("like ice, so cold. Numb tea here now", E, ("breath", "stroke"), id="wherever it stands"),
        pytest.param("numb tea. Like ice, so cold. Numb now", E, ("breath", "stroke"), id="one of two sentences"),
        pytest.param(
            "numb cold. Like ice, so. Numb tea", E, ("breath", "stroke"), id="a sentence that names speaks too"
        ),
        pytest.param("numb tea. Like ice, so cold. Numb tea", E, ("breath", "stroke"), id="both are left out together"),
        pytest.param(
            "so numb tea la la la la la la la la la. Like ice, so cold", E, ("breath", "stroke"), id="12 words"
        ),
        pytest.param("so numb tea la la la la la la la la la la. Like ice, so cold", D, (), id="13 are no mere name"),
        pytest.param("so numb tea here now, like ice, so cold", D, (), id="of one sentence nothing is left"),
    ),
)
def test_the_net_hears_a_text_without_each_sentence_that_names(text, level, suspects):
    told = triage(net(cold=(10, 10), tea=(-50, -50))).assess(text)
    assert (told.level, told.suspects) == (level, suspects)


@pytest.mark.parametrize(("words", "level"), ((16, D), (17, N)))
def test_the_net_is_told_how_long_a_text_is(words, level):
    longer = Net({"cold": (1, 10, 0)}, (10, 10), {}, longer=8)
    assert triage(longer).assess("cold" + " la" * (words - 1)).level is level


def test_what_is_named_leaves_the_net_out():
    made = triage(GRAVE)
    assert made.named("cold numb so like ice tea") == triage().assess("cold numb so like ice tea")
    assert made.named("cold like ice").level is N


# --- what may name a sign

HINTS = (
    SignRule("numb", D, ("numb",)),
    SignRule("dead", D, ("dead toe",), maybe=("dead",)),
    SignRule("stroke", E, ("face hangs",), maybe=("face",)),
)


def hinting(net: Net | None = None) -> Triage:
    return Triage(HINTS, {}, {"denial": ["no"]}, net=net)


@pytest.mark.parametrize(
    ("made", "text", "level", "signs", "soft"),
    (
        pytest.param(None, "so dead", N, [], False, id="alone it is none"),
        pytest.param(None, "dead toe", D, ["dead"], False, id="more words name it"),
        pytest.param(None, "dead, so numb", D, ["dead", "numb"], False, id="it counts beside a sign of its level"),
        pytest.param(None, "face, so numb", D, ["numb"], False, id="not beside a lesser one"),
        pytest.param(None, "dead, face hangs", E, ["stroke", "dead"], False, id="nor is a graver one too little"),
        pytest.param(None, "dead face", N, [], False, id="two of them are not enough"),
        pytest.param(COLD, "dead warm tea", N, [], False, id="the net does not speak for it"),
        pytest.param(COLD, "dead cold ice", D, ["dead"], False, id="the net speaks for it"),
        pytest.param(COLD, "face cold ice", D, [], True, id="not for one so grave"),
        pytest.param(GRAVE, "face cold ice", E, ["stroke"], False, id="for a grave one too"),
        pytest.param(GRAVE, "dead cold ice", E, ["dead"], True, id="what it says beyond is asked"),
    ),
)
def test_what_may_name_a_sign_does_so_where_something_else_speaks_for_its_level(made, text, level, signs, soft):
    assessment = hinting(made).assess(text)
    assert (assessment.level, [one.sign for one in assessment.findings], assessment.soft) == (level, signs, soft)
    assert bool(assessment.suspects) == soft


@pytest.mark.parametrize(
    ("text", "level"), (("like cold ice", N), ("dead cold ice", D), ("face cold ice", D), ("no dead cold ice", N))
)
def test_the_net_needs_less_where_words_may_name_a_sign(text, level):
    made = hinting(Net({"cold": (1, 8, 0)}, (10, 10), {}, hinted=3))
    assert made.assess(text).level is level


def test_what_may_name_a_sign_is_told_to_the_net_as_such():
    given = hinting().reading("dead tea, numb toe")
    assert (given.named, given.sure, given.hinted) == ({0, 2}, {2}, D)
    assert hinting().reading("dead, my face").hinted is hinting().reading("my face, dead").hinted is E
    assert hinting().reading("no dead. Numb").hinted is N
    assert hinting(GRAVE).named("dead cold ice").findings == ()


def test_all_words_of_a_sign_are_shown_where_it_counts():
    text = "dead. Oh dead toe"
    [finding] = hinting().assess(text).findings
    assert [text[slice(*span)] for span in finding.words] == ["dead", "dead toe"]


def test_what_may_name_a_sign_and_is_denied_is_told_as_denied():
    [one] = hinting().assess("no dead").discounted
    assert (one.sign, one.why) == ("dead", Why.DENIED)
    [one] = hinting().assess("dead. No dead").discounted
    assert one.words == (9, 13), "what else may name it does not count either"
    assert hinting().assess("dead. No dead. Numb").discounted == (), "where it counts, it is no doubt"


@pytest.mark.parametrize(
    ("text", "shown"),
    (
        ("nothing of note", []),
        ("dead toe. Numb", [("dead", "dead toe"), ("dead", "dead"), ("numb", "numb")]),
        ("no dead toe. My face hangs", [("stroke", "face hangs"), ("stroke", "face")]),
    ),
)
def test_each_pattern_that_shows_a_sign_is_told_whatever_else_does(text, shown):
    assert sorted((sign.id, pattern) for sign, pattern in hinting().shown_by(text)) == sorted(shown)


def test_a_sentence_that_may_name_a_sign_takes_nothing_from_what_stands_beside_it():
    made = hinting(net(cold=(10, 10), tea=(-50, -50)))
    assert made.assess("dead tea here now. Like ice, so cold").level is E


def test_what_other_words_mean_elsewhere_does_not_mask_what_may_name_a_sign():
    signs = [SignRule("a", D, ("numb",)), SignRule("b", D, ("cold",), frame="any", maybe=("numb",))]
    assert Triage(signs, {}, {"past": ["once"]}).reading("once my toe was so numb").masked == {0}


# --- reading


def test_the_net_is_given_words_classes_fillers_and_what_is_masked():
    given = triage().reading("my arm is cold, no numb toe")
    assert given.text == read("my arm is cold, no numb toe")
    assert {name: sorted(places) for name, places in given.classes.items()} == {"region-arm": [1], "cold": [3]}
    assert given.fillers == {0}
    assert given.masked == {4, 5}, "the denial and the denied"


def test_what_another_sign_counts_is_not_masked():
    signs = [SignRule("a", D, ("numb",)), SignRule("b", D, ("numb",), frame="any")]
    made = Triage(signs, {}, {"past": ["once"]})
    assert made.reading("once my toe was so numb").masked == {0}
    assert made.reading("my toe was so numb").masked == set()


def test_without_a_list_of_small_words_there_are_none():
    made = Triage([SignRule("a", D, ("numb",)), SignRule("b", D, ("cold",))], {}, {})
    assert made.reading("cold numb").fillers == frozenset()


def test_a_figure_by_unless_is_masked():
    assert triage().reading("oh numb with joy").masked == {1, 2, 3}


def test_triage_masks_what_was_denied():
    found = features(triage().reading("no numb arm, but cold toes since the hill"))
    assert "-" in found
    assert "cold" in found
    assert "numb" not in found


# --- words


@pytest.mark.parametrize(
    ("text", "signs"),
    (
        pytest.param("twiches in arm, leg", ["spread"], id="a slip is mended"),
        pytest.param("crumps for 3 weeks", ["long"], id="so is another"),
        pytest.param("crimps for 3 weeks", [], id="an ordinary word of a class is none"),
        pytest.param("gosping for air", ["breath"], id="one more is mended"),
        pytest.param("grasping for air", [], id="an ordinary word of a cue list is none"),
    ),
)
def test_slips_are_mended_towards_words_of_signs(text, signs):
    assert shown(text) == signs


def test_words_that_are_spelt_so_are_no_slips():
    assert triage(spelt={"twiches"}).assess("twiches in arm, leg").level is N
    assert triage().named("twiches in arm, leg").level is D
    assert triage().reading("twiches in arm").text.words[0] == "twitches"


def test_slips_of_usual_words_are_mended_too():
    assert triage(usual=("green",)).reading("grien leaves").text.words == ("green", "leaves")
    assert triage().reading("grien leaves").text.words == ("grien", "leaves")


def test_an_ordinary_word_is_no_goal():
    made = Triage([SignRule("space", D, ("space",))], {"common": ["space"]}, {})
    assert not made.assess("spacy").findings
    assert made.assess("space").findings


THREE = Tongue(lambda word: word[:3], lambda word: (word,), (), ("o",), {"semanas": "weeks", "tres": "three"})


def test_another_language_is_read_by_its_own_stems_and_meanings():
    made = Triage([SignRule("long", D, ("calambre & {duration>14d}",))], {}, {}, tongue=THREE)
    assert made.assess("calambritos de tres semanas").findings
    assert made.named("calambritos de tres semanas").findings
    assert made.reading("calambritos de tres semanas").text.stems == ("cal", "de", "tre", "sem")
    assert not made.assess("calambritos de tres").findings


def test_another_language_has_endings_of_its_own():
    made = Triage([SignRule("cramp", D, ("calambre",))], {}, {}, tongue=THREE)
    assert made.reading("calambro calambru").text.words == ("calambro", "calambre")


# --- faults


def test_every_fault_says_where_it_is():
    with pytest.raises(PatternError) as caught:
        Triage(
            [SignRule("sign", D, ("numb", "~1 numb"), ("{odd}",), maybe=("cold ~1",)), SignRule("next", D, ("a ~1",))],
            {"limb": ["{odd}"]},
            {"denail": ["no"], "denial": ["{odd}"], "past": ["once"], "common": ["tea"]},
        )
    assert caught.value.faults == (
        "class limb: there is no class 'odd'",
        f"cues: there is no use for a list 'denail'; the lists are {', '.join(sorted(CUES))}",
        "cues denial: there is no class 'odd'",
        "sign sign, any: '~1 numb' has a part without a first word",
        "sign sign, maybe: 'cold ~1' ends in a gap",
        "sign sign, unless: '{odd}' there is no class 'odd'",
        "sign next, any: 'a ~1' ends in a gap",
    )


def test_the_common_class_stands_in_no_pattern():
    with pytest.raises(PatternError, match="there is no class 'common'"):
        Triage([SignRule("sign", D, ("{common}",))], {"common": ["tea"]}, {})


# --- small parts


@pytest.mark.parametrize(
    ("spans", "merged"),
    (
        ([], ()),
        ([(4, 6), (0, 2)], ((0, 2), (4, 6))),
        ([(0, 4), (2, 6)], ((0, 6),)),
        ([(0, 6), (2, 4)], ((0, 6),)),
        ([(0, 2), (2, 4)], ((0, 2), (2, 4))),
        ([(0, 2), (0, 4), (3, 5), (7, 8)], ((0, 5), (7, 8))),
        ([(0, 1), (2, 5), (4, 6)], ((0, 1), (2, 6))),
    ),
)
def test_overlapping_passages_are_one(spans, merged):
    assert _merged(spans) == merged


@pytest.mark.parametrize(
    ("level", "words", "kept"),
    (
        pytest.param(D, ((2, 4),), False, id="inside a graver one"),
        pytest.param(D, ((2, 6),), False, id="just as long"),
        pytest.param(D, ((1, 6),), True, id="it begins before"),
        pytest.param(D, ((2, 7),), True, id="it ends behind"),
        pytest.param(D, ((2, 4), (8, 9)), True, id="some words of its own"),
        pytest.param(E, ((2, 4),), True, id="no less grave"),
        pytest.param(D, ((2, 4), (10, 12)), False, id="words of two passages"),
    ),
)
def test_an_echo_of_a_graver_finding_is_left_out(level, words, kept):
    grave = Finding("grave", E, ((2, 6), (10, 12)))
    assert (Finding("other", level, words) in _without_echoes([grave, Finding("other", level, words)])) == kept


def test_patterns_are_filed_under_the_part_that_fewest_have():
    sign = SignRule("sign", D, ())
    rules = [Rule(sign, ((0, 1), (0, 2)), 2, ()), Rule(sign, ((2, 0), (3,)), 1, ((1,),))]
    assert _by_rarest_part(rules) == {1: [(0, 0)], 2: [(0, 1), (1, 0)], 3: [(1, 1)]}
