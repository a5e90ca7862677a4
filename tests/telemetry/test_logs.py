"""Logs: one line each, for people or for programs, without anybody's words."""

from __future__ import annotations

import asyncio
import gc
import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.telemetry.logs import QUIET, set_up_logs

WORDS = "my chest hurts since tuesday"
FORMS = ("json", "human")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    """Give the process back the logging that it had."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    quiet = {name: logging.getLogger(name).level for name in QUIET}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in quiet.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


def written(form: Any, level: str = "DEBUG", stream: io.StringIO | None = None) -> io.StringIO:
    out = stream or io.StringIO()
    set_up_logs(level, form, out)
    return out


def fail(text: str) -> None:
    raise ValueError(text)


def test_a_json_line_has_level_logger_time_and_fields():
    out = written("json")
    structlog.get_logger("charley.test").info("commands sent", count=8)
    (line,) = out.getvalue().splitlines()
    record = json.loads(line)
    assert record.pop("timestamp").endswith("Z")
    assert record == {"event": "commands sent", "level": "info", "logger": "charley.test", "count": 8}


def test_lines_of_libraries_look_the_same():
    out = written("json")
    logging.getLogger("discord.client").warning("shard %s is late", 3)
    record = json.loads(out.getvalue())
    assert (record["event"], record["level"], record["logger"]) == ("shard 3 is late", "warning", "discord.client")


def test_a_human_line_is_for_people():
    out = written("human")
    structlog.get_logger("charley.test").warning("could not answer", where="ask")
    line = out.getvalue()
    assert "could not answer" in line
    assert "where" in line
    assert "\x1b[" not in line, "colours are for terminals only"
    with pytest.raises(json.JSONDecodeError):
        json.loads(line)


def test_auto_is_human_on_a_terminal_and_json_elsewhere():
    json.loads(_one_line(written("auto")))
    with pytest.raises(json.JSONDecodeError):
        json.loads(_one_line(written("auto", stream=Terminal())))


def _one_line(out: io.StringIO) -> str:
    structlog.get_logger("charley.test").info("ready")
    return out.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_an_error_is_logged_by_its_type_without_its_message(form):
    out = written(form)
    for log in (structlog.get_logger("charley.test"), logging.getLogger("discord.ui.view")):
        try:
            fail(WORDS)
        except ValueError:
            log.exception("a press failed")
        try:
            fail(WORDS)
        except ValueError as error:
            log.error("a press failed", exc_info=error)  # noqa: TRY400 - another way to hand over the error
    assert out.getvalue().count("ValueError") == 4
    assert len(re.findall(r"test_logs\.py:\d+ fail\b", out.getvalue())) == 4, "where it was raised"
    assert WORDS not in out.getvalue()
    assert "chest" not in out.getvalue()
    assert "Traceback" not in out.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_the_chain_of_an_error_is_not_logged(form):
    out = written(form)
    try:
        try:
            fail(WORDS)
        except ValueError as error:
            raise RuntimeError(WORDS) from error
    except RuntimeError:
        logging.getLogger("asyncio").exception("task failed")
    assert "RuntimeError" in out.getvalue()
    assert "chest" not in out.getvalue()


@pytest.mark.parametrize("level", ("DEBUG", "INFO", "WARNING", "ERROR"))
def test_libraries_never_log_what_discord_sends(level):
    """At DEBUG they repeat whole payloads, with what people wrote."""
    out = written("json", level)
    for name in (*QUIET, "discord.gateway", "discord.http", "discord.webhook.async_", "aiohttp.access"):
        logging.getLogger(name).debug("For Shard ID None: WebSocket Event: %s", {"content": WORDS})
    assert out.getvalue() == ""


def test_our_own_debug_lines_are_written_only_at_debug():
    for level, lines in (("DEBUG", 1), ("INFO", 0)):
        out = written("json", level)
        structlog.get_logger("charley.test").debug("a detail")
        assert len(out.getvalue().splitlines()) == lines


def test_setting_up_twice_writes_each_line_once():
    first = written("json")
    second = written("json")
    structlog.get_logger("charley.test").info("ready")
    assert first.getvalue() == ""
    assert len(second.getvalue().splitlines()) == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_line_break_cannot_forge_a_line(form):
    out = written(form)
    structlog.get_logger("charley.test").info("ready", name="x\n2026 [error] forged")
    assert len(out.getvalue().splitlines()) == 1


@pytest.mark.parametrize("form", FORMS)
def test_an_error_in_a_callback_of_the_loop_is_logged_without_its_words(form):
    out = written(form)

    async def run() -> None:
        asyncio.get_running_loop().call_soon(fail, WORDS)
        await asyncio.sleep(0)

    asyncio.run(run())
    assert "Exception in callback fail" in out.getvalue()
    assert "ValueError" in out.getvalue()
    assert "chest" not in out.getvalue(), "neither the error's message nor what the callback was called with"


@pytest.mark.parametrize("form", FORMS)
def test_an_error_of_a_task_that_nobody_awaits_is_logged_without_its_words(form):
    out = written(form)

    async def failing(text: str) -> None:
        fail(text)

    async def run() -> None:
        task = asyncio.create_task(failing(WORDS))
        await asyncio.wait([task])
        del task
        gc.collect()

    asyncio.run(run())
    assert "Task exception was never retrieved" in out.getvalue()
    assert "ValueError" in out.getvalue()
    assert "chest" not in out.getvalue()


def test_what_the_library_says_of_an_address_holds_no_id_and_no_token():
    out = io.StringIO()
    set_up_logs("INFO", "json", out)
    log = logging.getLogger("discord.http")
    log.warning("We are being rate limited. POST https://discord.com/api/v10/webhooks/123/tOk3n responded with 429.")
    log.warning("POST https://discord.com/api/v10/channels/1574001505952858113/messages responded with 429.")
    log.info("Shard 1 is 1574001505952858113")
    said = out.getvalue()
    assert said.count("429") == 2
    assert "tOk3n" not in said
    assert "1574001505952858113" not in said


@pytest.mark.parametrize("form", FORMS)
def test_an_id_in_the_words_of_an_error_is_left_out(form):
    out = written(form)
    fault = "person 1574001505952858113 is stored with a value that cannot be read"
    structlog.get_logger("charley.reminders").warning("the database fails at 1574001505952858113", fault=fault)
    said = out.getvalue()
    assert "is stored with a value that cannot be read" in said
    assert "15740015059" not in said
