"""The ledger finds what it is there to find: on a stand-in at which nobody answers, and a program that never ran."""

from __future__ import annotations

import random
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chaos.chaos import TROUBLE, Chaos, Metrics
from tests.chaos.ledger import Answered, _log, _metrics, _recovery, _struck, interactions_of, messages_of
from tests.chaos.load import Load, Written
from tests.chaos.people import CANARY, populate
from tests.chaos.process import Life, Program
from tests.chaos.timeline import ERROR, UNANSWERED, Window
from tests.standin import interactions
from tests.standin.interactions import Interaction
from tests.standin.ledger import Request
from tests.standin.server import StandIn
from tests.standin.world import APPLICATION, TOKEN


@pytest.fixture
async def run(tmp_path: Path) -> AsyncIterator[Chaos]:
    async with StandIn() as here:
        people, dice = populate(here, 2), random.Random(0)
        yield Chaos(here, Program(here, tmp_path, quick=True), people, Load(here, people, dice), dice, tmp_path, False)


def asked(run: Chaos) -> Interaction:
    """Ask something that nobody answers."""
    user = run.people.askers[1]
    one = run.here.ask(interactions.COMMAND, user, run.here.direct(user), {"name": "about"})
    run.load.asked.append(("/about", one))
    return one


def now_wrong(run: Chaos, *excuses: str) -> None:
    run.timeline.windows.append(Window("outage", frozenset(excuses), time.time() - 1))


def what(told: Answered) -> list[str]:
    return [fault.partition("): ")[2] for fault in told.faults]


async def test_who_is_not_answered_is_found(run: Chaos) -> None:
    asked(run)
    assert what(interactions_of(run)) == ["unanswered, and nothing was wrong"]
    now_wrong(run, ERROR)
    assert what(interactions_of(run)) == ["unanswered, and nothing was wrong"]
    now_wrong(run, UNANSWERED)
    told = interactions_of(run)
    assert (told.faults, told.lost, told.answered.total()) == ([], {"outage": 1}, 0)


async def test_who_is_told_of_an_error_is_found(run: Chaos) -> None:
    asked(run).answer = {"type": interactions.MESSAGE, "data": {"content": f"{TROUBLE}. Please try again."}}
    assert what(interactions_of(run)) == ["error, and nothing was wrong"]
    now_wrong(run, UNANSWERED)
    assert what(interactions_of(run)) == ["error, and nothing was wrong"]
    now_wrong(run, ERROR)
    told = interactions_of(run)
    assert (told.faults, told.failed, told.answered.total()) == ([], {"outage": 1}, 1)


async def test_who_is_answered_twice_is_found(run: Chaos) -> None:
    one = asked(run)
    one.answer = {"type": interactions.MESSAGE, "data": {"content": "hello"}}
    path = f"/interactions/{one.id}/{one.token}/callback"
    run.here.ledger.requests += [Request("POST", path, "", status=status) for status in (500, 0, 204)]
    assert interactions_of(run).faults == []
    run.here.ledger.requests.append(Request("POST", path, "", status=400))
    assert what(interactions_of(run)) == ["answered again"]


async def test_messages_are_answered_once(run: Chaos) -> None:
    place = run.here.direct(run.people.askers[1])
    told = Answered()
    run.load.written.append(Written(run.here.say(run.people.askers[1], place, "hello"), time.time(), "direct message"))
    messages_of(run, told)
    assert what(told) == ["unanswered, and nothing was wrong"]
    for faults in ([], ["answered again"]):
        run.here.rest.new_message(place, APPLICATION, {"content": "hi"}, nonce=str(run.load.written[0].id))
        told = Answered()
        messages_of(run, told)
        assert what(told) == faults


async def test_what_must_not_be_logged_is_found(run: Chaos) -> None:
    run.program.log += ['{"event": "sent", "occurrence": 123456789012345678}']
    assert _log(run).faults == []
    person = run.people.keepers[0]
    bad = ("Traceback (most recent call last):", f'{{"t": "{TOKEN}"}}', f'{{"t": "{CANARY}"}}', f'{{"id": {person}}}')
    run.program.log += bad
    assert len(_log(run).faults) == len(bad) + 1, "a traceback is no JSON either"


async def test_a_fault_that_nobody_felt_or_got_over_is_found(run: Chaos) -> None:
    run.timeline.windows.append(Window("outage", frozenset(), 100.0, 110.0, 150.0, signs=[bool]))
    assert (len(_struck(run).faults), _recovery(run).faults) == (1, [])
    run.timeline.windows[0].ready = 171.0
    run.timeline.windows[0].struck = True
    assert _struck(run).faults == []
    assert [one.partition("): ")[2] for one in _recovery(run).faults] == ["well after 61 s"]
    run.timeline.windows[0].ready = None
    assert [one.partition("): ")[2] for one in _recovery(run).faults] == ["well after inf s"]


async def test_metrics_that_do_not_agree_are_found(run: Chaos) -> None:
    run.program.lives.append(Life(1, time.time() - 10))
    asked(run)
    for number in range(3):
        run.here.rest.new_message(run.here.direct(run.people.keepers[0]), APPLICATION, {}, nonce=f"c{number}")

    def faults(sent: int, found: int, received: int) -> int:
        told = (
            f'charley_deliveries_total{{kind="stretch",outcome="sent",reason="none"}} {sent}\n'
            f'charley_deliveries_total{{kind="stretch",outcome="found",reason="none"}} {found}\n'
            f'charley_interactions_received_total{{kind="command"}} {received}\n'
        )
        return len(_metrics(run, Metrics(time.time(), told, time.time())).faults)

    assert _metrics(run, None).faults
    assert [faults(3, 0, 1), faults(2, 1, 0), faults(3, 2, 1)] == [0, 0, 0]
    assert [faults(4, 0, 1), faults(2, 0, 1), faults(3, 0, 2), faults(2, 0, 2)] == [1, 1, 1, 2]
