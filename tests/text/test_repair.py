"""Repairing slips of the finger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.repair import Vocabulary

WORDS = Vocabulary({"numb", "weakness", "seizure", "chest", "cramp", "twitch", "limp"}, {"train", "cramps", "crimson"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    (
        ("seziure", "seizure"),
        ("seizre", "seizure"),
        ("seizzure", "seizure"),
        ("seizurr", "seizure"),
        ("weekness", "weakness"),
        ("nubm", "numb"),
        # the first letter is never wrong
        ("deizure", "deizure"),
        # two slips are too many
        ("szure", "szure"),
        # short words only with two letters swapped
        ("numg", "numg"),
        ("nub", "nub"),
        ("chet", "chet"),
        # known words, and forms of known words, stay
        ("train", "train"),
        ("cramps", "cramps"),
        ("training", "training"),
        ("qwertyu", "qwertyu"),
        ("b12345", "b12345"),
        ("crimp", "cramp"),
    ),
)
def test_repair(typed, meant):
    assert WORDS.repair(typed) == meant


@given(st.text())
def test_repair_is_total_and_settled(word):
    assert WORDS.repair(WORDS.repair(word)) == WORDS.repair(word)
