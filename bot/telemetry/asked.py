"""Follow one interaction or message from its coming to its end: its id in every line of the log, its times, its outcome."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from typing import Final

import structlog

from bot.reminders.ports import Clock
from bot.telemetry.metrics import OUTCOMES, Metrics

_CURRENT: Final[ContextVar[Asked | None]] = ContextVar("asked", default=None)


def current() -> Asked | None:
    """Return what this task is about, None if that is no interaction."""
    return _CURRENT.get()


class Asked:
    """Follow one interaction or message.

    *id* is a name of its own for the log, and for the person if something goes wrong; Discord's own id is in neither.
    """

    def __init__(self, metrics: Metrics, clock: Clock, kind: str, name: str) -> None:
        self.id = name
        self.kind = kind
        self._metrics = metrics
        self._clock = clock
        self._came = clock.steady()
        self._command = ""
        self._outcome: str | None = None
        self._is_answered = self._has_answered
        self._first: float | None = None
        metrics.received.labels(kind).inc()

    def begin(self, command: str, is_answered: Callable[[], bool] | None = None) -> None:
        """Take the running task, and all that it starts, as being about this; it is counted when that task ends.

        *command* is from a closed set; *is_answered* says, at the end, whether Discord took an answer, where nothing else
        has called `answered`.
        """
        if self._command:
            return
        task = asyncio.current_task()
        assert task is not None  # only a task can answer
        self._command, self._is_answered = command, is_answered or self._has_answered
        _CURRENT.set(self)
        structlog.contextvars.bind_contextvars(id=self.id)
        self._metrics.asking.inc()
        task.add_done_callback(self._end)

    def turned_out(self, outcome: str) -> None:
        """Say what becomes of it, where that is not simply an answer; the last word counts."""
        assert outcome in OUTCOMES
        self._outcome = outcome

    def answered(self) -> None:
        """Say that Discord has just taken an answer; only the first one is timed."""
        if self._first is None:
            self._first = self._clock.steady() - self._came
            self._metrics.first_answer.labels(self.kind).observe(self._first)

    def _has_answered(self) -> bool:
        return self._first is not None

    def _end(self, _: asyncio.Task[None]) -> None:
        is_answered = self._is_answered()
        if is_answered:
            self.answered()
        outcome = self._outcome or ("answered" if is_answered else "unanswered")
        self._metrics.asking.dec()
        self._metrics.whole_answer.labels(self.kind).observe(self._clock.steady() - self._came)
        self._metrics.ended(self.kind, self._command, outcome)
