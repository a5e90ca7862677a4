"""The waits between tries: they grow, have an end, and bring Charley back within a minute of Discord's return."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app import patience, sharded
from bot.discord_app.patience import is_told, wait

MINUTE = 60.0
CONNECTING = 2.0
"""Seconds for one connection that works, its greeting included."""

WAITS = (
    # failures in a row, chance, seconds
    (0, 1.0, 0.0),
    (1, 0.0, 0.5),
    (1, 1.0, 1.0),
    (2, 0.0, 1.0),
    (3, 1.0, 4.0),
    (5, 0.5, 12.0),
    (6, 0.0, 10.0),
    (6, 1.0, 20.0),
    (7, 1.0, 20.0),
    (10**6, 1.0, 20.0),
)


@pytest.mark.parametrize(("failures", "chance", "seconds"), WAITS)
def test_a_wait_doubles_up_to_the_longest(failures, chance, seconds):
    assert wait(failures, chance, 20.0) == seconds


@given(st.integers(1, 10**9), st.floats(0, 1), st.floats(1, 1000))
def test_no_wait_is_shorter_than_half_a_second_or_longer_than_the_longest(failures, chance, longest):
    assert 0.5 <= wait(failures, chance, longest) <= longest


def test_it_is_back_within_a_minute_of_discords_return():
    # A try hangs when Discord returns; then the longest wait; then the session is refused, as the outage was long
    # (Discord wants up to 5 s before the next), and the new one is begun when another has just begun.
    refused = CONNECTING + 5.0 + wait(1, 1.0, patience.LONGEST)
    assert sharded.TRY + patience.LONGEST + refused + sharded.APART + CONNECTING < MINUTE


def test_a_zombie_is_noticed_within_a_minute():
    heartbeat = 41.25  # seconds between two, as Discord tells
    assert heartbeat + sharded.LATE + sharded.CLOSING + CONNECTING < MINUTE


def test_an_hour_without_discord_is_told_in_a_few_lines():
    tries = 3600 // 10  # waits are 10 to 20 s by then
    assert [failures for failures in range(1, tries) if is_told(failures)] == [1, 2, 4, 8, 16, 32, 64, 128, 256]
