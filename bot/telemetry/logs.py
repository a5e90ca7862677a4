"""Logs: human lines on a terminal, JSON otherwise. No line holds a question's text, a name or the token."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Iterable, MutableMapping
from typing import Any, Literal, TextIO, cast

import structlog

QUIET = ("discord", "aiohttp", "asyncio", "aiosqlite")
"""Libraries whose DEBUG lines repeat what Discord sends, people's words included; they log from INFO on."""


_PRIVATE = re.compile(r"(?<=/)(?:channels|webhooks|interactions|users|guilds)/\S+")
_ID = re.compile(r"\d{15,}")
"""An id at Discord's, such as a person's: the database tells of a row that it cannot read by that."""


def set_up_logs(level: str, form: Literal["auto", "human", "json"], stream: TextIO | None = None) -> None:
    """Send every log line of the process to *stream* (standard error if None) in one form."""
    out = stream or sys.stderr
    human = form == "human" or (form == "auto" and out.isatty())
    renderer: Any = structlog.dev.ConsoleRenderer(colors=out.isatty()) if human else structlog.processors.JSONRenderer()
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[_without_words, structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.INFO, root.level))
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _without_words(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep only the type of an error and where it was raised: its message can hold what a person typed or the token."""
    error = event.pop("exc_info", None)
    record = event.get("_record")
    if record is not None and record.exc_info:
        error = record.exc_info
        record.exc_info = None
        record.exc_text = None
    if record is not None and record.name.startswith("discord."):
        # The library tells the addresses it asks: they hold ids of people's channels, and tokens of interactions.
        event["event"] = _PRIVATE.sub("…", str(event["event"]))
    if record is not None and record.name == "asyncio":
        # The event loop goes on with the error's message, or with what the failed function was called with.
        event["event"] = str(event["event"]).partition("\n")[0].partition("(")[0]
    if error is True:
        error = sys.exception()
    elif isinstance(error, tuple):
        error = cast("tuple[Any, ...]", error)[1]
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        if frames := traceback.extract_tb(error.__traceback__):
            last = frames[-1]
            event["at"] = f"{last.filename.rpartition('/')[2]}:{last.lineno} {last.name}"
    for name, value in event.items():
        event[name] = _without_ids(value)
    return event


def _without_ids(value: Any) -> Any:
    """Return a value of a line with every long number left out, lists included."""
    if isinstance(value, str):
        return _ID.sub("…", value)
    if isinstance(value, int) and _ID.search(str(value)):
        return "…"
    if isinstance(value, list | tuple | set | frozenset):
        return [_without_ids(one) for one in cast("Iterable[Any]", value)]
    return value
