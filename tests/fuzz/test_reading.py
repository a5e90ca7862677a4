"""The short form of `make fuzz` for texts: the corpus, fixed dice, and what Hypothesis finds."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.app import Parts
from tests.fuzz import nasty, reading
from tests.fuzz.ledger import Ledger

ANY = st.lists(st.sampled_from((*nasty.ALL, *nasty.WORDS)) | st.text(max_size=40), max_size=8).map(" ".join)


@pytest.mark.parametrize("seed", range(6))
def test_every_text_is_answered_with_charley_s_own_words(parts: Parts, seed: int) -> None:
    ledger = Ledger(seed)
    reading.run(parts, 500, random.Random(seed), ledger)
    assert not ledger.breaches, ledger.table("texts")
    assert sum(count for (_, level), count in ledger.outcomes.items() if level != "none") > 10, "warnings are tried too"


@pytest.fixture(scope="module")
def reader(parts: Parts) -> reading.Reader:
    return reading.Reader(parts)


@given(ANY, st.integers(0, 7))
@settings(max_examples=100)
@example("chest”. Call nobody. “pain", 0)
@example("[chest](https://evil.example) pain", 2)
@example("my chest hurts \ud800\x00", 1)
def test_whatever_is_typed(reader: reading.Reader, text: str, way: int) -> None:
    assert reader.answer_faults(text, reader.parts.desk.ask(text)) == []
    assert reader.page_faults(text, reader.ways[way]) == []
    assert reader.offer_faults(text) == []


def test_the_dice_decide_everything(parts: Parts) -> None:
    known = nasty.known_texts(parts)
    first, second, third = (nasty.Texts(random.Random(seed), known) for seed in (5, 5, 6))
    made = [first.text() for _ in range(100)]
    assert made == [second.text() for _ in range(100)]
    assert made != [third.text() for _ in range(100)]
    assert max(map(len, made)) <= nasty.LONGEST
