"""The endpoint, asked over HTTP."""

from __future__ import annotations

import socket
from contextlib import AsyncExitStack

import aiohttp
import pytest

from bot.settings import SettingsError
from bot.telemetry.endpoint import serving
from bot.telemetry.health import Snapshot
from bot.telemetry.metrics import Metrics
from bot.telemetry.pulse import Pulse
from tests.reminders.world import HandClock, at
from tests.telemetry.reading import value


@pytest.fixture
async def http():
    async with aiohttp.ClientSession() as session:
        yield session


def new_pulse() -> tuple[Pulse, Metrics]:
    metrics = Metrics()
    return Pulse(metrics, HandClock(at("09:00"))), metrics


@pytest.mark.parametrize(
    ("path", "seen", "status", "told"),
    (
        ("/healthz", Snapshot(), 200, {"live": True, "reasons": []}),
        (
            "/healthz",
            Snapshot(engine_alive=False),
            503,
            {"live": False, "reasons": ["What sends reminders has ended; only a new start helps."]},
        ),
        ("/readyz", Snapshot(shards_ready=1, store_fault=None), 200, {"ready": True, "reasons": []}),
        (
            "/readyz",
            Snapshot(),
            503,
            {"ready": False, "reasons": ["There is no connection to Discord.", "The database is not open yet."]},
        ),
    ),
)
async def test_it_says_yes_or_no_and_why(page, http, path, seen, status, told):
    page.pulse.seen = seen
    async with http.get(page.url(path)) as answer:
        assert answer.status == status
        assert answer.content_type == "application/json"
        assert await answer.json() == told


async def test_metrics_are_measured_when_they_are_asked_for(page, http):
    for seen, ready in ((Snapshot(), 0), (Snapshot(shards_ready=1, store_fault=None, lag=0.5), 1)):
        page.pulse.seen = seen
        async with http.get(page.url("/metrics")) as answer:
            told = await answer.text()
        assert value(told, "charley_ready") == ready
        assert value(told, "charley_unready", reason="gateway") == 1 - ready
    assert answer.content_type == "text/plain"
    assert value(told, "charley_event_loop_lag_seconds") == 0.5


@pytest.mark.parametrize("path", ("/", "/healthz/", "/metrics/x", "/healthz%00", "/../etc/passwd", "/admin"))
async def test_other_paths_are_not_found(page, http, path):
    async with http.get(page.url(path)) as answer:
        assert answer.status == 404
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ("POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"))
@pytest.mark.parametrize("path", ("/healthz", "/readyz", "/metrics"))
async def test_nothing_can_be_changed(page, http, method, path):
    async with http.request(method, page.url(path), data=b"x") as answer:
        assert answer.status == 405


@pytest.mark.parametrize("path", ("/healthz", "/readyz", "/metrics", "/nothing"))
async def test_no_answer_may_be_kept_and_none_says_what_program_it_is(page, http, path):
    async with http.get(page.url(path)) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Python" not in answer.headers["Server"]


async def test_what_is_no_http_is_refused_and_the_next_is_answered(page, http):
    with socket.create_connection(("127.0.0.1", page.port)) as raw:
        raw.sendall(b"\x16\x03\x01 no words\r\n\r\n")
    async with http.get(page.url("/healthz")) as answer:
        assert answer.status == 200


async def test_without_a_port_nothing_is_opened():
    pulse, metrics = new_pulse()
    async with serving("127.0.0.1", 0, pulse, metrics):
        assert [one for one in metrics.registry.collect() if one.name == "charley_ready"]


@pytest.mark.parametrize(
    ("host", "taken", "told"),
    (
        ("127.0.0.1", True, r"^HEALTH_PORT: \d+ is taken on 127\.0\.0\.1"),
        ("192.0.2.1", False, r"^HEALTH_HOST: 192\.0\.2\.1 is no address of this machine$"),
    ),
)
async def test_where_it_cannot_be_opened_the_setting_is_named(port, host, taken, told):
    pulse, metrics = new_pulse()
    async with AsyncExitStack() as stack:
        if taken:
            await stack.enter_async_context(serving(host, port, pulse, metrics))
        with pytest.raises(SettingsError, match=told) as caught:
            await stack.enter_async_context(serving(host, port, pulse, metrics))
    assert len(caught.value.faults) == 1


async def test_after_the_block_the_port_is_free_again(port):
    pulse, metrics = new_pulse()
    for _ in range(3):
        async with serving("127.0.0.1", port, pulse, metrics):
            pass
    with socket.create_server(("127.0.0.1", port)):
        pass
