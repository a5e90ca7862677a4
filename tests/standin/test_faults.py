"""Each fault does what it says, as often as it says, and no more."""

from __future__ import annotations

import asyncio
import errno

import aiohttp
import pytest

from tests.standin.faults import EVERYTHING, Fault, Faults


@pytest.fixture
async def post(here):
    """Return a function that sends one message past discord.py, which would try again by itself."""
    place = here.direct(here.person("ann"))
    headers = {"Authorization": f"Bot {here.token}"}
    async with aiohttp.ClientSession(headers=headers, timeout=aiohttp.ClientTimeout(total=2)) as session:

        async def post(within: float = 2.0) -> int:
            async with asyncio.timeout(within):
                answer = await session.post(f"{here.url}/channels/{place}/messages", json={"content": "drink"})
                return answer.status

        yield post


@pytest.mark.parametrize("status", (500, 502, 503))
async def test_an_error_does_nothing(here, post, status):
    here.fault("error", status=status, times=1)
    assert await post() == status
    assert not here.ledger.messages
    assert await post() == 200
    assert here.faults.counts == {"error": 1}


async def test_a_reset_before_does_nothing(here, post):
    here.fault("reset", times=1)
    with pytest.raises(aiohttp.ClientOSError) as told:
        await post()
    assert told.value.errno == errno.ECONNRESET
    assert not here.ledger.messages
    assert [(one.status, one.fault) for one in here.ledger.requests] == [(0, "reset")]


async def test_a_lost_answer_comes_after_the_message_was_accepted(here, post):
    here.fault("lost", times=1)
    with pytest.raises(aiohttp.ClientError):
        await post()
    assert len(here.ledger.messages) == 1


async def test_a_hanging_answer_outlasts_the_client(here, post):
    here.fault("hang", seconds=60, times=1)
    with pytest.raises(TimeoutError):
        await post(within=0.1)
    await here.until(lambda: here.faults.counts["hang"])
    assert len(here.ledger.messages) == 1


async def test_a_storm_refuses_and_counts(here, post):
    here.fault("limit", seconds=7, times=3)
    assert [await post() for _ in range(4)] == [429, 429, 429, 200]
    assert here.ledger.invalid() == 3


async def test_a_limit_may_be_that_of_all_routes(here, post):
    here.fault("limit", seconds=7, times=1, everywhere=True)
    async with aiohttp.ClientSession() as session, session.post(f"{here.url}/channels/1/messages", json={}) as answer:
        assert (answer.status, answer.headers["X-RateLimit-Scope"]) == (429, "global")
        assert (await answer.json())["global"]


async def test_a_slow_answer_comes_late(here, post):
    here.fault("slow", seconds=0.1, times=1)
    assert await post() == 200
    assert here.ledger.requests[0].seconds >= 0.1


async def test_an_outage_resets_everything_until_it_is_healed(here, post):
    here.outage()
    for _ in range(2):
        with pytest.raises(aiohttp.ClientOSError):
            await post()
    here.heal()
    assert await post() == 200


async def test_a_fault_strikes_only_what_it_names(here, post):
    here.fault("error", only="GET ", status=500)
    assert await post() == 200
    async with aiohttp.ClientSession() as session, session.get(f"{here.url}/gateway") as answer:
        assert answer.status == 500


async def test_a_fault_may_wait_for_its_turn(here, post):
    here.fault("error", status=503, after=2, times=1)
    assert [await post() for _ in range(4)] == [200, 200, 503, 200]


async def test_only_what_was_accepted_can_be_lost(here, post):
    here.refuse(here.direct(next(iter(here.world.people.keys() - {1000}))), 50013)
    here.fault("lost")
    assert await post() == 403
    assert not here.faults.counts


async def test_a_fault_ends_by_itself(here, post):
    here.fault("error", lasts=0.0)
    assert await post() == 200


def test_a_share_is_one_of_many_and_the_same_for_a_seed():
    def struck(seed: int) -> list[bool]:
        faults = Faults(seed)
        faults.active.append(Fault("error", share=0.05, only=EVERYTHING))
        return [faults.pick("GET /gateway") is not None for _ in range(10_000)]

    assert 400 < sum(struck(1)) < 600
    assert struck(1) == struck(1) != struck(2)


def test_a_fault_of_no_kind_is_told():
    with pytest.raises(ValueError, match="there are error, reset"):
        Fault("eror")
