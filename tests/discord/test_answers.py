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
from bot.telemetry.metrics import Metrics
from tests.standin.server import StandIn


def shown(metrics: Metrics, name: str) -> dict[str, float]:
    """Return what a counter with one label has counted, by the values of the label."""
    samples = [one for family in metrics.registry.collect() for one in family.samples if one.name == name]
    assert samples, name
    return {next(iter(one.labels.values())): one.value for one in samples if one.value}


async def asked(here: StandIn, answers: Answers, token: str) -> int:
    async with (
        aiohttp.ClientSession(trace_configs=[answers.trace()]) as session,
        session.get(f"{here.url}/users/@me", headers={"Authorization": f"Bot {token}"}) as answer,
    ):
        return answer.status


async def answered(answers: Answers, status: int, headers: dict[str, str]) -> None:
    """Let the answers see one request that is answered so."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, headers=headers)

    app = web.Application()
    app.router.add_get("/", answer)
    async with (
        TestServer(app) as server,
        aiohttp.ClientSession(trace_configs=[answers.trace()]) as session,
        session.get(server.make_url("/")),
    ):
        pass


@pytest.mark.parametrize("ahead", (-3600, 0, 600))
async def test_discords_clock_is_known_from_its_answers(ahead: float) -> None:
    clock = WallClock()
    answers = Answers(clock, Budget(clock), Pace(clock), Metrics())
    async with StandIn() as here:
        here.advance(ahead)
        assert await asked(here, answers, here.token) == 200
    assert abs(answers.ahead - timedelta(seconds=ahead)) <= timedelta(seconds=2)


async def test_only_what_discord_refuses_is_counted() -> None:
    clock = WallClock()
    budget = Budget(clock, most=2)
    metrics = Metrics()
    answers = Answers(clock, budget, Pace(clock), metrics)
    async with StandIn() as here:
        await asked(here, answers, here.token)
        await asked(here, answers, "wrong")
        assert budget.wait() == 0
        await asked(here, answers, "wrong")
        assert budget.wait() > 0
    assert shown(metrics, "charley_discord_requests_total") == {"2xx": 1, "4xx": 2}
    assert shown(metrics, "charley_refused_requests_total") == {"401": 2}
    assert shown(metrics, "charley_rate_limits_total") == {}


async def test_a_request_without_an_answer_is_counted() -> None:
    clock, metrics = WallClock(), Metrics()
    answers = Answers(clock, Budget(clock), Pace(clock), metrics)
    async with StandIn() as here:
        here.fault("reset", only="GET ")
        with pytest.raises(aiohttp.ClientError):
            await asked(here, answers, here.token)
    assert shown(metrics, "charley_discord_requests_total") == {"lost": 1}


@pytest.mark.parametrize(
    ("headers", "status", "refused", "limits", "seconds"),
    (
        ({"X-RateLimit-Scope": "user", "Retry-After": "1.5"}, 429, {"429": 1}, {"user": 1}, {"user": 1.5}),
        ({"X-RateLimit-Scope": "shared", "Retry-After": "2"}, 429, {}, {"shared": 1}, {"shared": 2}),
        ({"X-RateLimit-Scope": "global", "Retry-After": "0.5"}, 429, {"429": 1}, {"global": 1}, {"global": 0.5}),
        ({"X-RateLimit-Scope": "1574001505952858113", "Retry-After": "1"}, 429, {"429": 1}, {"other": 1}, {"other": 1}),
        ({"Retry-After": "soon"}, 429, {"429": 1}, {"other": 1}, {}),
        ({}, 429, {"429": 1}, {"other": 1}, {}),
        ({}, 403, {"403": 1}, {}, {}),
        ({"X-RateLimit-Scope": "user"}, 404, {}, {}, {}),
    ),
)
async def test_limits_and_refusals_are_counted_by_scope(headers, status, refused, limits, seconds) -> None:
    clock, metrics = WallClock(), Metrics()
    answers = Answers(clock, Budget(clock), Pace(clock), metrics)
    await answered(answers, status, headers)
    assert shown(metrics, "charley_refused_requests_total") == refused
    assert shown(metrics, "charley_rate_limits_total") == limits
    assert shown(metrics, "charley_rate_limit_wait_seconds_total") == seconds


@pytest.mark.parametrize("header", ("X-RateLimit-Global", "X-RateLimit-Bucket"))
async def test_a_limit_on_all_requests_holds_the_pace(header: str) -> None:
    clock = WallClock()
    pace = Pace(clock)
    answers = Answers(clock, Budget(clock), pace, Metrics())
    await answered(answers, 429, {header: "true", "Retry-After": "0.3"})
    start = clock.steady()
    await pace.turn()
    assert (clock.steady() - start > 0.2) == (header == "X-RateLimit-Global")
