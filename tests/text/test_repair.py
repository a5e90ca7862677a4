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
        # the first letter is never wrong, but it may come second or be missing
        ("deizure", "deizure"),
        ("esizure", "seizure"),
        ("eizure", "seizure"),
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


USUAL = ("the", "not", "then", "that", "leg", "legs", "head", "hand", "had", "talking", "taking", "house", "horse")


@pytest.mark.parametrize(
    ("typed", "meant"),
    (
        # swapped letters and letters struck twice are likelier than a usual word
        ("haed", "head"),
        ("taaking", "taking"),
        # of two slips of the same kind, the usual word is meant
        ("talkin", "talking"),
        ("hoose", "house"),
        # four letters: a usual word may be meant, a rare one only with letters swapped
        ("hnad", "hand"),
        ("hadd", "had"),
        ("hend", "head"),
        ("limb", "limb"),
        # three letters: swapped, one letter missing, or one wrong in a word that everybody uses
        ("nto", "not"),
        ("lgs", "legs"),
        ("thd", "the"),
        # two letters say too little
        ("nt", "nt"),
        # a rare word is no goal for a short one
        ("nub", "nub"),
    ),
)
def test_repair_to_usual_words(typed, meant):
    assert Vocabulary({"numb", "limp"}, (), usual=USUAL).repair(typed) == meant


def test_a_short_word_is_only_repaired_to_a_word_used_often():
    rare = [f"w{'abcdefghij'[n % 10]}{'abcdefghij'[n // 10 % 10]}{'abcdefghij'[n // 100]}ing" for n in range(1000)]
    assert Vocabulary((), (), usual=["the", "legs"]).repair("lgs") == "legs"
    assert Vocabulary((), (), usual=[*rare, "the", "legs"]).repair("lgs") == "lgs"
    assert Vocabulary((), (), usual=[*rare, "the", "legs"]).repair("thd") == "thd"
    assert Vocabulary((), (), usual=[*rare, "the", "legs"]).repair("teh") == "teh"
    assert Vocabulary((), (), usual=[*rare, "the", "legs"]).repair("lesg") == "legs"


@given(st.text())
def test_repair_is_total_and_settled(word):
    assert WORDS.repair(WORDS.repair(word)) == WORDS.repair(word)
