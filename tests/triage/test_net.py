from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.place import content_place
from bot.text.words import read
from bot.triage.features import LONGEST_WORD, MOST_WORDS, Reading, features
from bot.triage.models import Level
from bot.triage.net import ROOM, SUSPECTS, Net, NetError, net_of

NET = Net(
    {"cold": (100, 0, 900), "leg": (100, 500, 0), "tea": (100, -900, -900)},
    (40, 60),
    {"cold-limb": {"cold": 5}, "weakness": {"leg": 4}, "wasting": {"leg": 9}},
)


def reading(text: str, classes=(), masked=()):
    return Reading(read(text), dict(classes), frozenset(), frozenset(masked))


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


def test_unknown_features_weigh_nothing():
    assert NET.scores(["leg", *map(str, range(500))]) == NET.scores(["leg"])


def test_suspects_are_the_likeliest_signs_first():
    assert NET.suspects(["leg"], ["cold-limb", "weakness", "wasting"])[:2] == ("wasting", "weakness")
    assert len(NET.suspects([], [str(number) for number in range(9)])) == SUSPECTS


@given(st.permutations(["cold", "leg", "tea", "so", "much"]))
def test_the_order_changes_nothing(order):
    assert NET.scores(order) == NET.scores(sorted(order))


@pytest.mark.parametrize(
    "parsed",
    (
        [],
        {},
        {"thresholds": [1], "weights": {}, "signs": {}},
        {"thresholds": [1, 2], "weights": {"a": [1, 2]}, "signs": {}},
        {"thresholds": [1, 2], "weights": {"a": [1, 2, "x"]}, "signs": {}},
        {"thresholds": [1, 2], "weights": {}, "signs": {"a": 3}},
    ),
)
def test_what_is_no_net_is_refused(parsed):
    with pytest.raises(NetError, match="make train"):
        net_of(parsed)


def test_a_folder_without_weights_has_no_net():
    assert net_of(None) is None


def test_the_shipped_weights_are_a_net_and_small():
    path = content_place() / "net.json"
    assert path.stat().st_size <= ROOM
    net = net_of(json.loads(path.read_bytes()))
    assert net is not None
    assert len(net.weights) > 1_000


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


def test_triage_masks_what_was_denied(triage):
    found = features(triage.reading("no weakness, but my toes have been numb since the hill"))
    assert "-" in found
    assert "numb" in found
    assert "weak" not in found
