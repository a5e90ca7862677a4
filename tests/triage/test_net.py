from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.place import content_place
from bot.triage.models import Level
from bot.triage.net import ROOM, SUSPECTS, Net, NetError, Weight, net_of

NET = Net(
    {"cold": (100, 0, 900), "leg": (100, 500, 0), "tea": (100, -900, -900)},
    (40, 60),
    {"cold-limb": {"cold": 5}, "weakness": {"leg": 4}, "wasting": {"leg": 9}},
)


@pytest.mark.parametrize(
    ("seen", "level"),
    (
        ([], Level.NONE),
        (["unheard"], Level.NONE),
        (["leg"], Level.DOCTOR),
        (["cold"], Level.EMERGENCY),
        (["cold", "leg"], Level.EMERGENCY),
        (["cold", "leg", "tea"], Level.NONE),
    ),
)
def test_the_higher_head_that_says_yes_wins(seen, level):
    assert NET.level(seen) is level


@pytest.mark.parametrize(
    ("weight", "level"),
    (
        pytest.param((1, 39, 59), Level.NONE, id="below both thresholds"),
        pytest.param((1, 40, 59), Level.DOCTOR, id="just at the first"),
        pytest.param((1, 39, 60), Level.EMERGENCY, id="just at the second"),
        pytest.param((4, 80, 119), Level.DOCTOR, id="each over the root of what is common"),
    ),
)
def test_a_head_says_yes_from_its_threshold_on(weight, level):
    assert Net({"a": weight}, (40, 60), {}).level(["a"]) is level


@pytest.mark.parametrize(
    ("words", "level"), ((4, Level.DOCTOR), (16, Level.DOCTOR), (25, Level.NONE), (400, Level.NONE))
)
def test_a_longer_text_needs_more_to_be_sent_to_a_doctor(words, level):
    net = Net({"a": (1, 50, 0), "b": (1, 0, 60)}, (45, 60), {}, longer=6)
    assert net.level(["a"], words) is level
    assert net.level(["b"], words) is Level.EMERGENCY


@pytest.mark.parametrize(
    ("feature", "hinted", "level"),
    (
        pytest.param("a", Level.NONE, Level.NONE, id="just below the first threshold"),
        pytest.param("a", Level.DOCTOR, Level.DOCTOR, id="enough where words may name a sign"),
        pytest.param("a", Level.EMERGENCY, Level.DOCTOR, id="or one of an emergency"),
        pytest.param("b", Level.DOCTOR, Level.NONE, id="just below the second"),
        pytest.param("b", Level.EMERGENCY, Level.EMERGENCY, id="enough for an emergency that is hinted at"),
        pytest.param("c", Level.EMERGENCY, Level.NONE, id="too little all the same"),
    ),
)
def test_a_head_needs_less_where_words_hint_at_its_level(feature, hinted, level):
    net = Net({"a": (1, 41, 0), "b": (1, 0, 56), "c": (1, 40, 55)}, (45, 60), {}, hinted=4)
    assert net.level_of(net.weigh([feature]), hinted=hinted) is level


@pytest.mark.parametrize(
    ("seen", "scores"),
    (
        ([], (0, 0)),
        (["leg"], (50, 0)),
        (["cold"], (0, 90)),
        (["leg", "cold", "tea", "tea"], (-1_300 / 20, -900 / 20)),
    ),
)
def test_scores_are_sums_over_the_root_of_the_length(seen, scores):
    assert NET.weigh(seen).scores == scores


def test_unknown_features_weigh_nothing():
    assert NET.weigh(["leg", *map(str, range(500))]) == NET.weigh(["leg"])


def test_what_is_left_out_of_a_text_weighs_nothing():
    whole, part, other = NET.weigh(["leg", "cold", "tea"]), NET.weigh(["cold", "odd"]), NET.weigh(["tea"])
    assert whole.without([part]) == NET.weigh(["leg", "tea"])
    assert whole.without([part, other]) == NET.weigh(["leg"])
    assert whole.without([]) == whole.without([Weight()]) == whole
    assert NET.level_of(whole.without([part])) is NET.level(["leg", "tea"])


def test_suspects_are_the_likeliest_signs_first():
    assert NET.suspects(["leg"], ["cold-limb", "weakness", "wasting"])[:2] == ("wasting", "weakness")
    assert len(NET.suspects([], [str(number) for number in range(9)])) == SUSPECTS


def test_suspects_are_of_the_signs_given_by_name_where_they_are_as_likely():
    net = Net({}, (1, 1), {"b": {"leg": 2, "arm": 3}, "a": {"leg": 5}, "c": {"leg": 9}, "d": {"arm": -1}})
    assert net.suspects({"leg": 0, "arm": 1, "toe": 2}, ["d", "b", "a"]) == ("a", "b", "d")


def test_what_features_speak_for_a_sign_adds_up():
    net = Net({}, (1, 1), {"a": {"leg": 5}, "b": {"leg": 3, "arm": 3}})
    assert net.suspects(["leg", "arm"], ["a", "b"]) == ("b", "a")


@given(st.permutations(["cold", "leg", "tea", "so", "much"]))
def test_the_order_changes_nothing(order):
    assert NET.weigh(order) == NET.weigh(sorted(order))


@pytest.mark.parametrize(
    "parsed",
    (
        [],
        {},
        {"thresholds": [1], "weights": {}, "signs": {}, "longer": 1, "hinted": 1},
        {"thresholds": [1, 2], "weights": {"a": [1, 2]}, "signs": {}, "longer": 1, "hinted": 1},
        {"thresholds": [1, 2], "weights": {"a": [1, 2, "x"]}, "signs": {}, "longer": 1, "hinted": 1},
        {"thresholds": [1, 2], "weights": {}, "signs": {"a": 3}, "longer": 1, "hinted": 1},
        {"thresholds": [1, 2], "weights": {}, "signs": {"a": [[0, 3]]}, "longer": 1, "hinted": 1},
        {"thresholds": [1, 2], "weights": {}, "signs": {}, "longer": "much", "hinted": 1},
        {"thresholds": [1, 2], "weights": {}, "signs": {}, "hinted": 1},
        {"thresholds": [1, 2], "weights": {}, "signs": {}, "longer": 1},
    ),
)
def test_what_is_no_net_is_refused(parsed):
    with pytest.raises(NetError, match="make train"):
        net_of(parsed)


def test_a_net_is_read_from_what_was_parsed():
    parsed = {
        "thresholds": [4, 5],
        "weights": {"a": [1, 2, 3], "b": [7, 8, 9]},
        "signs": {"s": [[1, 6], [0, 4]]},
        "longer": 7,
        "hinted": 8,
    }
    assert net_of(parsed) == Net({"a": (1, 2, 3), "b": (7, 8, 9)}, (4, 5), {"s": {"b": 6, "a": 4}}, 7, 8)


def test_the_fault_says_what_to_do():
    with pytest.raises(NetError) as caught:
        net_of({})
    assert str(caught.value) == "the weights are no net; `make train` writes them anew"


def test_a_folder_without_weights_has_no_net():
    assert net_of(None) is None


def test_the_shipped_weights_are_a_net_and_small():
    path = content_place() / "net.json"
    assert path.stat().st_size <= ROOM
    net = net_of(json.loads(path.read_bytes()))
    assert net is not None
    assert len(net.weights) > 1_000
