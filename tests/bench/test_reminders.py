"""Measuring reminders works, on small numbers; what is measured is in the table of `make bench`, never in a test."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from datetime import UTC, datetime

import pytest

from bot.reminders.claims import claim
from bot.store.examine import examine
from bot.store.store import NAME, open_store
from tests.bench import crowded, delivering
from tests.bench.bots import inside
from tests.bench.crowd import DAY, RULES, add_due, crowd, once
from tests.bench.crowded import Rested, claim_rows, crowd_memory_row, idle_row
from tests.bench.delivering import Answered, Sent, answer_row, answers, deliver, late_row, rate_row
from tests.bench.inside import BATCHES
from tests.bench.table import show

SOON = 2_000_000_000


async def test_a_crowd_is_a_sound_database_with_its_indexes(tmp_path):
    async with open_store(tmp_path / "plain"):
        pass
    await crowd(tmp_path / "crowd", 1_000, SOON)
    found = await examine(tmp_path / "crowd")
    assert found is not None
    assert (found.counts["people"], found.counts["reminders"], found.counts["scheduled"]) == (250, 1_000, 1_000)
    assert indexes(tmp_path / "crowd") == indexes(tmp_path / "plain")
    async with open_store(tmp_path / "crowd") as store, store.reading() as seen:
        soonest = await seen.soonest()
        assert soonest is not None
        assert 0 <= soonest.timestamp() - SOON < DAY / 1_000 * 2


async def test_what_is_added_is_due_when_it_says_and_claimed(tmp_path):
    await crowd(tmp_path, 100, SOON + 2)
    add_due(tmp_path, [(1, 11), (2, 12), (3, 13)], [SOON, SOON, SOON + 1], [once(SOON), *RULES])
    async with open_store(tmp_path) as store:
        taken = (await claim(store, datetime.fromtimestamp(SOON, UTC), 8)).claims
        assert {(one.delivery.to, one.delivery.channel) for one in taken} == {(1, 11), (2, 12)}
        assert len((await claim(store, datetime.fromtimestamp(SOON + 1, UTC), 8)).claims) == 1


async def test_a_rule_for_once_is_due_again_half_a_day_later(tmp_path):
    async with open_store(tmp_path) as store:
        add_due(tmp_path, [(1, 11)], [SOON], [once(SOON)])
        await claim(store, datetime.fromtimestamp(SOON, UTC), 8)
        async with store.reading() as seen:
            planned = await seen.planned(1)
        assert planned is not None
        assert 0.49 * DAY < planned.due.timestamp() - SOON <= 0.5 * DAY


@pytest.mark.slow
@pytest.mark.timeout(120)
async def test_deliveries_are_measured(monkeypatch):
    monkeypatch.setattr(delivering, "WAVE", 20)
    monkeypatch.setattr(delivering, "LULL", 1.0)
    burst, found = await asyncio.gather(deliver([0.0] * 40), answers(2))
    assert len(burst.sent) == 40
    assert 0 <= min(burst.late) <= max(burst.late) < 60
    assert burst.worked > 0
    assert min(map(len, [*found.idle, *found.busy])) >= 2
    assert all(taken > 0 for rounds in (found.idle, found.busy) for one in rounds for taken in one)


@pytest.mark.slow
@pytest.mark.timeout(120)
async def test_a_crowd_is_measured(monkeypatch, tmp_path):
    monkeypatch.setattr(crowded, "SETTLED", 10)
    monkeypatch.setattr(crowded, "WINDOW", 1.0)
    monkeypatch.setattr(crowded, "LEAD", 8)
    few, many = tmp_path / "few", tmp_path / "many"
    for folder, count in ((few, 10), (many, 2_000)):
        await crowd(folder, count, int(time.time()) + DAY)
    rested = await crowded.rested({10: few, 2_000: many}, 2)
    assert [len(one.idle) for one in rested.values()] == [2, 2]
    assert all(20 < one.memory < 500 and one.start > 0 for one in rested.values())
    taken = await crowded.claimed({10: few, 2_000: many})
    assert [len(spent) for of in taken.values() for spent in of.values()] == [BATCHES] * 6
    assert min(min(spent) for of in taken.values() for spent in of.values()) > 0


async def test_what_fails_inside_is_no_figure():
    with pytest.raises(RuntimeError, match="claims"):
        await inside("claims")


def test_deliveries_without_the_first_ones_make_the_rate():
    dues = [0.0] * 110
    sent = [0.1] * 9 + [0.1 + n / 40 for n in range(1, 102)]
    row = rate_row(Sent(dues, sent, refused=0, peak=48, doubled=0, worked=1_100.0))
    assert row.measured.startswith("1.000 x 40 / s")
    assert "10.0 ms of a core each" in row.measured
    assert row.met


@pytest.mark.parametrize(
    "wrong", ({"refused": 1}, {"peak": 51}, {"doubled": 1}, {"sent": [n / 30 for n in range(1, 111)]})
)
def test_a_rate_is_not_met_with_refusals_or_doubles_or_too_slow(wrong):
    sent = {"sent": [n / 40 for n in range(1, 111)], "refused": 0, "peak": 48, "doubled": 0, "worked": 1.0}
    assert rate_row(Sent([0.0] * 110, **sent)).met
    assert not rate_row(Sent([0.0] * 110, **sent | wrong)).met


@pytest.mark.parametrize(("late", "met"), (([0.0, 59.0], True), ([0.0, 61.0], False), ([-0.1, 1.0], False)))
def test_lateness_is_met_within_a_minute_and_never_early(late, met):
    dues = [100.0] * 100
    sent = [100 + late[n % 2] for n in range(100)]
    assert late_row("then", Sent(dues, sent, refused=0, peak=1, doubled=0, worked=1.0)).met is met


def test_the_table_says_which_goal_of_reminders_is_met(capsys):
    fast = {size: {"claim": [2.0], "soonest": [0.2], "waited": [3.0]} for size in crowded.SIZES}
    slow = fast | {crowded.MANY: {"claim": [3.1], "soonest": [0.31], "waited": [9.0]}}
    built = {crowded.MANY: 20.0}
    light = {size: Rested(100.0, [1.0, 2.0, 3.0], 1.0) for size in (0, crowded.FEW, crowded.MANY)}
    heavy = light | {crowded.MANY: Rested(131.0, [0.1, 3.0, 6.2], 9.0)}
    for claims, rested, busy in ((fast, light, 5.0), (slow, heavy, 5.5)):
        answered = Answered([[4.0] * 3] * 3, [[busy] * 3, [busy] * 3, [50.0] * 3])
        show([*claim_rows(claims, built), crowd_memory_row(rested), idle_row(rested), answer_row(answered)])
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("reminders")]
    assert [line.endswith("NOT MET") for line in lines] == [False] * 5 + [True] * 5
    assert not answer_row(Answered([[4.0] * 3], [[4.0] * 3], refused=1)).met
    assert "1.55 x" in lines[5]
    assert "+31.0 MiB" in lines[7]


def indexes(folder):
    with contextlib.closing(sqlite3.connect(folder / NAME)) as database:
        return set(database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'").fetchall())
