"""charley health asks the endpoint from outside: its line, and its exit code."""

from __future__ import annotations

import asyncio
import socket
from functools import partial

import pytest
from aiohttp import web

from bot.telemetry import questions
from bot.telemetry.health import Snapshot
from bot.telemetry.questions import SILENT, UNUSABLE, UNWELL, WELL, ask_health


async def asked(port: int, *, live: bool = False, host: str = "127.0.0.1") -> tuple[int, str]:
    """Ask as another process would: while the event loop goes on."""
    return await asyncio.to_thread(partial(ask_health, host, port, live=live))


@pytest.mark.parametrize(
    ("seen", "live", "code", "line"),
    (
        (Snapshot(shards_ready=1, store_fault=None), False, WELL, "Charley is ready."),
        (Snapshot(), True, WELL, "Charley is alive."),
        (
            Snapshot(store_fault=None),
            False,
            UNWELL,
            "Charley is not ready: There is no connection to Discord.",
        ),
        (
            Snapshot(engine_alive=False),
            True,
            UNWELL,
            "Charley is not alive: What sends reminders has ended; only a new start helps.",
        ),
    ),
)
async def test_what_is_asked_is_told_in_one_line(page, seen, live, code, line):
    page.pulse.seen = seen
    assert await asked(page.port, live=live) == (code, line)


@pytest.mark.parametrize("host", ("0.0.0.0", "localhost"))
async def test_who_listens_everywhere_is_asked_here(page, host):
    assert (await asked(page.port, host=host))[0] == WELL


@pytest.mark.parametrize(("host", "shown"), (("127.0.0.1", "127.0.0.1"), ("::", "[::1]"), ("::1", "[::1]")))
async def test_where_nothing_answers_that_is_said(port, host, shown):
    told = f"Nothing answers at {shown}:{port}. Is Charley running, with the same settings?"
    assert await asked(port, host=host) == (SILENT, told)


async def test_what_stands_still_does_not_answer(port, monkeypatch):
    monkeypatch.setattr(questions, "PATIENCE", 0.05)
    with socket.create_server(("127.0.0.1", port)):
        assert (await asked(port))[0] == SILENT


@pytest.mark.parametrize("text", ("", "hello", "[]", "{}", '{"live": true}', '{"ready": true, "reasons": 3}', "null"))
async def test_another_program_is_not_taken_for_charley(port, text):
    async def answer(_: web.Request) -> web.Response:
        return web.Response(text=text)

    app = web.Application()
    app.router.add_get("/readyz", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        assert await asked(port) == (SILENT, f"What answers at 127.0.0.1:{port} is not Charley.")
    finally:
        await runner.cleanup()


async def test_a_program_that_speaks_no_http_is_not_taken_for_charley(port):
    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example ready\r\n")
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", port):
        assert (await asked(port))[0] == SILENT


def test_switched_off_it_is_a_matter_of_the_settings():
    assert ask_health("127.0.0.1", 0, live=True) == (UNUSABLE, "HEALTH_PORT is 0: Charley's health cannot be asked.")


def test_the_codes_differ():
    assert len({WELL, UNWELL, UNUSABLE, SILENT}) == 4
