"""A store that counts how long its blocks take and how they fail, and knows whether the last write went well."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from bot.reminders.ports import Clock, Reading, RowError, Store, StoreError, Writing
from bot.telemetry.metrics import OTHER, STORE_FAULTS, Metrics


class CountedStore:
    """Open the blocks of another store, and take note of them.

    `fault` says in a few words why the last block of writing failed; None if it went well, or none was opened yet.
    """

    def __init__(self, store: Store, metrics: Metrics, clock: Clock) -> None:
        self.fault: str | None = None
        self._store = store
        self._metrics = metrics
        self._clock = clock

    def reading(self) -> AbstractAsyncContextManager[Reading]:
        """Return a block in which everything read is of one moment."""
        return self._read()

    def writing(self) -> AbstractAsyncContextManager[Writing]:
        """Return a block whose changes last if it ends well, and never were if it raises."""
        return self._write()

    @asynccontextmanager
    async def _read(self) -> AsyncGenerator[Reading]:
        began = self._clock.steady()
        try:
            async with self._store.reading() as block:
                yield block
        except StoreError as error:
            self._count(error)
            raise
        finally:
            self._time("reading", began)

    @asynccontextmanager
    async def _write(self) -> AsyncGenerator[Writing]:
        began = self._clock.steady()
        try:
            async with self._store.writing() as block:
                yield block
            self.fault = None
        except StoreError as error:
            reason = self._count(error)
            # One row that cannot be read keeps nothing else from being written.
            if not isinstance(error, RowError):
                self.fault = f"cannot be written ({reason})"
            raise
        finally:
            self._time("writing", began)
            self._metrics.writable.set(self.fault is None)

    def _count(self, error: StoreError) -> str:
        reason = reason_of(error)
        self._metrics.store_errors.labels(reason).inc()
        return reason

    def _time(self, kind: str, began: float) -> None:
        self._metrics.store_blocks.labels(kind).observe(self._clock.steady() - began)


def reason_of(error: StoreError) -> str:
    """Return SQLite's name for an error of the store, in lower case, without what follows it: `ioerr`, `full`."""
    if isinstance(error, RowError):
        return "row"
    name = error.code.removeprefix("SQLITE_").partition("_")[0].lower()
    return name if name in STORE_FAULTS else OTHER
