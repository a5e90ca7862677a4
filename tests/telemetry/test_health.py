"""Whether Charley lives and is ready, as a table: what is wrong, and what is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telemetry.health import LAG, LATE, Snapshot, live_faults, ready_faults
from bot.telemetry.metrics import UNREADY

WELL = {"shards_ready": 1, "store_fault": None}

READY = (
    (WELL, {}),
    (WELL | {"shards": 3, "shards_ready": 3}, {}),
    (WELL | {"overdue": LATE, "lag": LAG}, {}),
    ({"store_fault": None}, {"gateway": "There is no connection to Discord."}),
    (WELL | {"shards": 3, "shards_ready": 2}, {"gateway": "Only 2 of 3 connections to Discord are up."}),
    ({"shards_ready": 1}, {"store": "The database is not open yet."}),
    (WELL | {"store_fault": "cannot be written (full)"}, {"store": "The database cannot be written (full)."}),
    (WELL | {"overdue": 61.0}, {"reminders": "Reminders are late: the oldest has been due for 61 seconds."}),
    (
        WELL | {"refusals": 599.6},
        {"refusals": "Discord refused too many requests: no reminder is sent for 600 seconds."},
    ),
    (WELL | {"lag": 2.25}, {"loop": "The program stood still for 2.2 seconds; answers may come too late."}),
    (WELL | {"engine_alive": False}, {"engine": "What sends reminders has ended; only a new start helps."}),
    (WELL | {"is_stopping": True}, {"engine": "Charley is stopping."}),
    (WELL | {"is_stopping": True, "engine_alive": False}, {"engine": "Charley is stopping."}),
)


@pytest.mark.parametrize(("seen", "told"), READY)
def test_ready_unless_something_is_wrong_which_is_told(seen, told):
    assert ready_faults(Snapshot(**seen)) == told


def test_all_that_is_wrong_is_told_at_once():
    seen = Snapshot(shards_ready=0, overdue=100, refusals=5, lag=9, engine_alive=False)
    assert set(ready_faults(seen)) == set(UNREADY)


@pytest.mark.parametrize(
    ("seen", "is_live"),
    ((Snapshot(), True), (Snapshot(overdue=9_999, refusals=9, lag=9), True), (Snapshot(engine_alive=False), False)),
)
def test_only_what_a_new_start_mends_is_no_life(seen, is_live):
    assert (not live_faults(seen)) == is_live


@given(
    st.builds(
        Snapshot,
        shards=st.integers(1, 999),
        shards_ready=st.integers(0, 999),
        store_fault=st.none() | st.just("does not answer"),
        overdue=st.floats(0, 1e6),
        refusals=st.floats(0, 600),
        lag=st.floats(0, 100),
    )
)
def test_every_reason_is_a_sentence_and_has_its_word_in_the_metrics(seen):
    faults = ready_faults(seen)
    assert set(faults) <= set(UNREADY)
    assert all(line[0].isupper() and line.endswith(".") and "\n" not in line for line in faults.values())
