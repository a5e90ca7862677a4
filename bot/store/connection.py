"""One connection to the database: statements, and blocks of them that happen together or not at all."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import aiosqlite

from bot.store.errors import StoreError, told

Row = tuple[Any, ...]
After = Callable[[str], None]

BUSY_SECONDS: Final = 5.0
"""How long a statement waits for another program that holds the database."""

_SETUP: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # what was committed outlasts a loss of power too
    "PRAGMA secure_delete = ON",  # what was erased is overwritten
    "PRAGMA cell_size_check = ON",  # damage is found before it is read as something else
    "PRAGMA temp_store = MEMORY",  # what is sorted is put aside in memory: no other folder need be writable
)

_Found = TypeVar("_Found")


async def finish(work: Coroutine[Any, Any, _Found]) -> _Found:
    """Await some work to its end, also when this task is cancelled meanwhile; then the cancellation goes on."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError as error:
            cancelled = error
    found = task.result()
    if cancelled is not None:
        raise cancelled
    return found


class Connection:
    """Run statements on one open database; `after` is called with each when it has run."""

    def __init__(self, path: Path, raw: aiosqlite.Connection, after: After | None) -> None:
        self.path = path
        self._raw = raw
        self._after = after
        self._one_at_a_time = asyncio.Lock()
        self._to_wipe = False

    async def fetch(self, sql: str, *values: str | int | None) -> list[Row]:
        """Run one statement and return its rows; raise StoreError."""
        try:
            found = [tuple(row) for row in await self._raw.execute_fetchall(sql, values)]
        except sqlite3.Error as error:
            raise told(error, self.path) from error
        except OverflowError as error:
            raise StoreError(f"{self.path}: a number of more than 64 bits is stored nowhere") from error
        self._tell(sql)
        return found

    async def value(self, sql: str, *values: str | int | None) -> Any:
        """Run one statement and return the first column of its first row."""
        return (await self.fetch(sql, *values))[0][0]

    @asynccontextmanager
    async def transaction(self, begin: str) -> AsyncGenerator[None, None]:
        """Begin a transaction, and commit it at the end of the block; roll it back if the block raises or is cancelled.

        A second one waits for the first. A cancellation that comes while the commit runs is raised after it.
        """
        async with self._one_at_a_time:
            try:
                await finish(self.fetch(begin))
                yield
                await asyncio.sleep(0)  # a cancellation asked for by now is raised here, while there is still a choice
                await finish(self.fetch("COMMIT"))
            except BaseException:
                # The thread of the connection ends a statement under way first; SQLite itself may have rolled back.
                await finish(self._roll_back())
                raise
            if self._to_wipe:
                await finish(self._wipe())

    def wipe(self) -> None:
        """Ask that what this transaction erases leaves the log of the database too, once it is committed."""
        self._to_wipe = True

    async def _roll_back(self) -> None:
        self._to_wipe = False
        try:
            await self._raw.rollback()
        except sqlite3.Error as error:
            raise told(error, self.path) from error
        self._tell("ROLLBACK")

    async def _wipe(self) -> None:
        """Move the log into the database and empty it: only then is what was erased in neither.

        A block of reading may need the log still, and the disk may fail: the transaction is committed all the same, so
        nothing is raised, and the next one tries again.
        """
        try:
            await self.fetch("PRAGMA busy_timeout = 0")
            self._to_wipe = bool(await self.value("PRAGMA wal_checkpoint(TRUNCATE)"))
        except StoreError:
            return
        finally:
            await self.fetch(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")

    def _tell(self, sql: str) -> None:
        if self._after is not None:
            self._after(sql)


@asynccontextmanager
async def connect(
    path: Path, *, reads_only: bool = False, after: After | None = None
) -> AsyncGenerator[Connection, None]:
    """Open a database file that exists; raise StoreError. Always closes, and its thread ends with it."""
    failed: list[sqlite3.Error] = []

    def opened() -> sqlite3.Connection:
        try:
            return sqlite3.connect(_address(path), uri=True, isolation_level=None, timeout=BUSY_SECONDS)
        except sqlite3.Error as error:
            failed.append(error)
            # An open connection can be closed like any other; aiosqlite does not wait for the thread of a failed one.
            return sqlite3.connect(":memory:")

    raw = aiosqlite.Connection(opened, iter_chunk_size=64)
    try:
        await finish(_started(raw))
        if failed:
            raise told(failed[0], path) from failed[0]
        connection = Connection(path, raw, after)
        for pragma in _SETUP:
            await connection.fetch(pragma)
        if reads_only:
            await connection.fetch("PRAGMA query_only = ON")
        yield connection
    finally:
        await finish(raw.close())


def _address(path: Path) -> str:
    """Return the URI of a path: only there can be said that no file is to be made."""
    return f"{path.absolute().as_uri()}?mode=rw"


async def _started(raw: aiosqlite.Connection) -> None:
    await raw


class Block:
    """Read and write in one transaction of a connection; over when the transaction is."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._is_over = False

    def end(self) -> None:
        """Let nothing more be read or written: it would be in no transaction, or in another's."""
        self._is_over = True

    async def _fetch(self, sql: str, *values: str | int | None) -> list[Row]:
        if self._is_over:
            raise RuntimeError("this block of reading or writing is over; open another")
        return await self._connection.fetch(sql, *values)

    async def _one(self, sql: str, *values: str | int | None) -> Row | None:
        """Return the only row there can be."""
        rows = await self._fetch(sql, *values)
        return rows[0] if rows else None
