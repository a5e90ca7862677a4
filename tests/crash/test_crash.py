"""Kill -9 at any moment: nothing lost, nothing doubled. `make crash` does the same with 2,000 reminders and 200 kills."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.crash.charleys import nursery
from tests.crash.trial import Trial, finished, killed_often, one_life
from tests.standin.server import StandIn

SMALL = 4
"""Occurrences of a sweep: a schedule, one in a channel, direct messages that are open and that are not yet."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.mark.parametrize("kind", ("statements", "moments"))
async def test_a_crash_after_every_statement_and_request_in_turn(tmp_path: Path, kind: str) -> None:
    """Each life is killed one step later than the one before, until one gets to its end."""
    async with StandIn() as here, nursery(here, tmp_path) as charleys:
        step, trial = 0, Trial(here, tmp_path, random.Random(0), struck=True)
        while trial.struck:
            step += 1
            trial.wanted.clear()
            await trial.prepare(SMALL)
            await one_life(trial, charleys, **{kind: step})
            trial.advance(200 if step % 2 else 125)
            await finished(trial, charleys)
            assert trial.outcome() == all_well(SMALL, step), step
        print(f"{kind}: {step} lives, none lost, none doubled")
        assert step > SMALL


@pytest.mark.parametrize("wrong", (-1200, 1200))
async def test_a_clock_that_is_wrong_all_along_doubles_nothing(tmp_path: Path, wrong: float) -> None:
    """What was sent is looked for by Discord's clock, not by Charley's."""
    async with StandIn() as here, nursery(here, tmp_path) as charleys:
        trial = Trial(here, tmp_path, random.Random(0))
        trial.set_clock(wrong)
        for moments in (12, 14, 16, 18):
            trial.wanted.clear()
            await trial.prepare(SMALL)
            await one_life(trial, charleys, moments=moments)
            trial.advance(200)
            await finished(trial, charleys)
            assert trial.outcome() == all_well(SMALL, trial.kills), moments


async def test_twenty_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    async with StandIn() as here, nursery(here, tmp_path) as charleys:
        trial = Trial(here, tmp_path, random.Random(20))
        await trial.prepare(200)
        await killed_often(trial, charleys, 20)
        assert trial.outcome() == all_well(200, 20)


def all_well(due: int, kills: int) -> dict[str, int]:
    return {"due": due, "kills": kills, "sent": due, "lost": 0, "doubled": 0}
