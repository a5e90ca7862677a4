"""Every answer of Discord's is looked at: for what it holds against us, and for what time it is there."""

from __future__ import annotations

from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.discord_app.client import Answers
from bot.reminders.clock import WallClock
from bot.reminders.pace import Budget, Pace
from tests.standin.server import StandIn


async def asked(here: StandIn, answers: Answers, token: str) -> int:
    async with (
        aiohttp.ClientSession(trace_configs=[answers.trace()]) as session,
        session.get(f"{here.url}/users/@me", headers={"Authorization": f"Bot {token}"}) as answer,
    ):
        return answer.status


@pytest.mark.parametrize("ahead", (-3600, 0, 600))
async def test_discords_clock_is_known_from_its_answers(ahead: float) -> None:
    clock = WallClock()
    answers = Answers(clock, Budget(clock), Pace(clock))
    async with StandIn() as here:
        here.advance(ahead)
        assert await asked(here, answers, here.token) == 200
    assert abs(answers.ahead - timedelta(seconds=ahead)) <= timedelta(seconds=2)


async def test_only_what_discord_refuses_is_counted() -> None:
    clock = WallClock()
    budget = Budget(clock, most=2)
    answers = Answers(clock, budget, Pace(clock))
    async with StandIn() as here:
        await asked(here, answers, here.token)
        await asked(here, answers, "wrong")
        assert budget.wait() == 0
        await asked(here, answers, "wrong")
        assert budget.wait() > 0


@pytest.mark.parametrize("header", ("X-RateLimit-Global", "X-RateLimit-Bucket"))
async def test_a_limit_on_all_requests_holds_the_pace(header: str) -> None:
    clock = WallClock()
    pace = Pace(clock)
    answers = Answers(clock, Budget(clock), pace)

    async def refuse(_: web.Request) -> web.Response:
        return web.Response(status=429, headers={header: "true", "Retry-After": "0.3"})

    app = web.Application()
    app.router.add_get("/", refuse)
    async with (
        TestServer(app) as server,
        aiohttp.ClientSession(trace_configs=[answers.trace()]) as session,
        session.get(server.make_url("/")),
    ):
        pass
    start = clock.steady()
    await pace.turn()
    assert (clock.steady() - start > 0.2) == (header == "X-RateLimit-Global")
