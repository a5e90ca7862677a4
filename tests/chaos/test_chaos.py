"""The short form of every fault of `make chaos`: people are busy, it strikes, all is well again, and the ledger holds.

One Charley, the real process, goes through all that one worker runs; some of its waits are shorter than in production.
tests/crash has more of kill -9, of clocks and of disks, with every reminder due at that moment.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.chaos.chaos import Chaos, chaos, reached
from tests.chaos.faults import FAULTS
from tests.chaos.ledger import RECOVERED, ledger

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="module")]

VISITS = 12.0
"""Visits a second; so many things are asked after a fault, too."""
LEAP = 200.0
"""Seconds by which clocks are set on after each fault: then claims are over, and Discord has forgotten the nonces."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def run(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Chaos]:
    async with chaos(tmp_path_factory.mktemp("chaos"), seed=1, minutes=90, size=12, quick=True) as made:
        yield made


def answered(run: Chaos) -> int:
    return sum(one.is_told() for _, one in run.load.asked)


@pytest.mark.parametrize("name", tuple(FAULTS))
async def test_charley_gets_over(run: Chaos, name: str) -> None:
    busy = asyncio.create_task(run.load.busy(VISITS))
    window = await run.strike(FAULTS[name], briefly=True)
    before = answered(run)
    await reached(run.here, lambda: answered(run) >= before + VISITS)
    busy.cancel()
    await run.load.over()
    until = await run.settle(LEAP)
    await run.scrape()
    lines, told, due = ledger(run, until)
    print(window, told, due)
    assert window.recovery <= RECOVERED
    new = {f"{one.name}: {fault}" for one in lines for fault in one.faults} - run.known
    run.known |= new
    assert new == set()
    assert told.answered
    assert due.due
