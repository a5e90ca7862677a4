"""Every reminder reads every text, in an order of its own, and none again within ten."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.texts import APART, Variant, fitting, pick


@dataclass(frozen=True)
class Stretch:
    id: str
    variant: str = "seated"


def some(count: int) -> list[Stretch]:
    return [Stretch(f"text-{number}") for number in range(count)]


SEEDS = st.text(max_size=20)
COUNTS = st.integers(1, 40)


@given(SEEDS, COUNTS, st.integers(0, 10**12))
def test_each_text_comes_once_a_round(seed, count, turn):
    texts = some(count)
    shown = [pick(texts, seed, turn * count + place) for place in range(count)]
    assert Counter(shown) == Counter(texts)


@given(SEEDS, COUNTS, st.integers(0, 10**12))
def test_no_text_comes_again_within_ten_also_across_rounds(seed, count, first):
    texts = some(count)
    shown = [pick(texts, seed, first + step) for step in range(3 * count)]
    near = min(APART, count - 1)
    for place, text in enumerate(shown):
        assert text not in shown[place + 1 : place + 1 + near]


@given(SEEDS, st.lists(st.text(max_size=10), min_size=1, max_size=30, unique=True), st.randoms(), st.integers(0, 10**9))
def test_the_order_of_the_file_does_not_matter(seed, names, chance, number):
    texts = [Stretch(name) for name in names]
    mixed = texts.copy()
    chance.shuffle(mixed)
    assert pick(texts, seed, number) == pick(mixed, seed, number)


def test_two_reminders_have_different_orders_and_so_have_two_rounds():
    texts = some(30)
    rounds = {
        tuple(pick(texts, seed, turn * 30 + n).id for n in range(30)) for seed in "abcdefghij" for turn in range(3)
    }
    assert len(rounds) == 30


def test_any_text_can_come_first():
    first = Counter(pick(some(12), f"reminder-{number}", 0).id for number in range(600))
    assert set(first) == {text.id for text in some(12)}
    assert max(first.values()) < 100


def test_another_process_picks_the_same():
    """A salted hash would pick other texts after each start."""
    code = (
        "from bot.reminders.texts import pick; from types import SimpleNamespace as S;"
        "print([pick([S(id=f'text-{n}') for n in range(12)], 'r', k).id for k in range(24)])"
    )
    here = [pick(some(12), "r", number).id for number in range(24)]
    for salt in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": salt, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout.strip() == str(here)


@pytest.mark.parametrize(("variant", "names"), ((Variant.SEATED, "ac"), (Variant.STANDING, "b"), (Variant.BOTH, "abc")))
def test_a_person_gets_the_stretches_for_the_chosen_posture(variant, names):
    texts = [Stretch("a", "seated"), Stretch("b", "standing"), Stretch("c", "seated")]
    assert "".join(text.id for text in fitting(texts, variant)) == names


@pytest.mark.parametrize(("count", "number"), ((0, 0), (3, -1)))
def test_nothing_to_pick_from_is_refused(count, number):
    with pytest.raises(ValueError, match="one or more texts"):
        pick(some(count), "seed", number)
