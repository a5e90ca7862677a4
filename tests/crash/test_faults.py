"""Discord's bad days and the machine's, small: nothing lost, nothing doubled. `make crash` has them at full size."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crash import bad_days, bad_machines

DUE = 40

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


def told(name: str, row: bad_days.Row) -> bad_days.Row:
    """Print what came of a day, and return the counts that must be exact."""
    print(f"{name}: {row}")
    return {key: row[key] for key in ("due", "sent", "lost", "doubled", "otherwise")}


def all_sent(due: int, **more: int) -> bad_days.Row:
    return {"due": due, "sent": due, "lost": 0, "doubled": 0, "otherwise": more}


async def test_errors_lost_answers_and_silence(tmp_path: Path) -> None:
    row = await bad_days.errors(tmp_path, DUE)
    assert told("errors", row) == all_sent(DUE)
    assert row["late"][2] < 60


@pytest.mark.parametrize("everywhere", (False, True), ids=("per route", "global"))
async def test_storms_of_429(tmp_path: Path, everywhere: bool) -> None:
    row = await bad_days.storm(tmp_path, DUE, everywhere=everywhere)
    assert told("storm", row) == all_sent(DUE)
    assert row["late"][2] < 60
    assert row["invalid"] < 200


@pytest.mark.parametrize("status", (401, 403))
async def test_a_storm_of_refusals_stops_everything(tmp_path: Path, status: int) -> None:
    row = await bad_days.refused_storm(tmp_path, DUE, status, 20)
    # 401 says nothing about a message, 403 does: that reminder is paused.
    paused = row["refused"] if status == 403 else 0
    expected = all_sent(DUE) | {"sent": DUE - paused, "otherwise": {"failed: refused": paused} if paused else {}}
    assert told(str(status), row) == expected
    assert 20 <= row["refused"] < 40


async def test_every_refusal_is_one_request_and_a_pause_with_its_reason(tmp_path: Path) -> None:
    row, reasons, requests = await bad_days.refusals(tmp_path)
    print(f"refusals: {row}")
    assert reasons == bad_days.REFUSALS
    assert requests == {1}
    assert (row["sent"], row["lost"], row["doubled"]) == (0, 0, 0)


async def test_direct_messages_opened_too_fast_are_opened_later(tmp_path: Path) -> None:
    assert told("40003", await bad_days.opened_too_fast(tmp_path, 12)) == all_sent(12)


async def test_a_day_off(tmp_path: Path) -> None:
    row = await bad_machines.a_day_off(tmp_path, 5)
    late = 5 * (bad_machines.DUES - 4)
    assert told("a day off", row)["otherwise"] == {"skipped: late": late - row["missed"]}
    assert (row["sent"], row["lost"], row["doubled"], row["most"], row["unplanned"]) == (20, 0, 0, 1, 0)


async def test_a_day_without_network(tmp_path: Path) -> None:
    row = await bad_machines.a_day_without_network(tmp_path, 5, steps=2)
    late = 5 * (bad_machines.DUES + 2 - 4)
    assert told("a day without network", row)["otherwise"] == {"skipped: late": late - row["missed"]}
    assert (row["sent"], row["lost"], row["doubled"], row["most"], row["unplanned"]) == (20, 0, 0, 1, 0)


@pytest.mark.parametrize("running", (True, False), ids=("running", "stopped"))
@pytest.mark.parametrize("seconds", (bad_days.HOUR, bad_days.YEAR), ids=("an hour", "a year"))
async def test_a_clock_set_back(tmp_path: Path, seconds: float, running: bool) -> None:
    row = await bad_machines.clock_set_back(tmp_path, 3, seconds, running=running)
    assert told("set back", row) == all_sent(12)
    assert row["unplanned"] == 0


async def test_a_clock_a_year_ahead(tmp_path: Path) -> None:
    row = await bad_machines.clock_forward_and_back(tmp_path, 2)
    # Of 18 in the day ahead the 16 that a day may have; twice when the clock is right again.
    skipped = {"skipped: enough": 2 * 2, "skipped: late": 2 * 2}
    assert told("ahead", row) == all_sent(2 * (16 + 2)) | {"due": 2 * (18 + 2 + 2), "otherwise": skipped}
    assert (row["ahead"], row["unplanned"]) == (2 * 16, 0)


@pytest.mark.parametrize("seconds", (bad_days.HOUR, bad_days.YEAR), ids=("an hour", "a year"))
async def test_answers_lost_and_a_clock_set_back(tmp_path: Path, seconds: float) -> None:
    assert told("lost, set back", await bad_machines.lost_and_set_back(tmp_path, 3, seconds)) == all_sent(3)


@pytest.mark.parametrize("kind", ("pages", "limit"))
async def test_a_full_disk(tmp_path: Path, kind: str) -> None:
    # So many that what they plan does not fit into the pages that are there.
    row = await bad_machines.disk_full(tmp_path, 120, kind)
    assert told("disk", row) == all_sent(120)


async def test_a_locked_database(tmp_path: Path) -> None:
    row = await bad_machines.locked(tmp_path, DUE)
    assert told("locked", row) == all_sent(DUE)


async def test_stopped_midway(tmp_path: Path) -> None:
    row = await bad_machines.stopped_midway(tmp_path, DUE)
    assert told("stopped", row) == all_sent(DUE)
    assert row["claimed"] == 0
