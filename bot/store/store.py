"""The database charley.db: opened, made or brought up to date, read and written in blocks, and closed."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.store.connection import After, Connection, connect
from bot.store.errors import refused
from bot.store.examine import NAME, sound
from bot.store.migrations import Migration, migrate, pending, shipped
from bot.store.reading import StoredReading
from bot.store.writing import StoredWriting


class CharleyStore:
    """Open blocks of reading and of writing on an open database.

    `migrated` names the migrations that opening it has applied. Blocks of reading wait for each other, and so do blocks
    of writing, but neither for the other kind. A block must not be opened inside another of its kind.
    """

    def __init__(self, writer: Connection, reader: Connection, migrated: tuple[str, ...]) -> None:
        self.path = writer.path
        self.migrated = migrated
        self._writer = writer
        self._reader = reader

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[StoredReading, None]:
        """Return a block in which everything read is of one moment: that of the first look."""
        async with self._reader.transaction("BEGIN"):
            block = StoredReading(self._reader)
            try:
                yield block
            finally:
                block.end()

    @asynccontextmanager
    async def writing(self) -> AsyncGenerator[StoredWriting, None]:
        """Return a block whose changes last if it ends well, and never were if it raises or is cancelled.

        Only a cancellation that comes when the block has ended, while its changes are made to last, comes too late.
        """
        async with self._writer.transaction("BEGIN IMMEDIATE"):
            block = StoredWriting(self._writer)
            try:
                yield block
            finally:
                block.end()


def _now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def open_store(
    folder: Path,
    *,
    after: After | None = None,
    now: Callable[[], datetime] = _now,
    known: Sequence[Migration] | None = None,
) -> AsyncGenerator[CharleyStore, None]:
    """Open charley.db in a folder, made or migrated if needed, and close it at the end; raise StoreError.

    A database that is damaged, newer, or another program's is left as it is. *after* is called with every statement of
    the writer when it has run, so that tests can crash there; *known* are other migrations than those shipped.
    """
    path = _place(folder)
    known = shipped() if known is None else known
    async with connect(path, after=after) as writer:
        await pending(writer, known)
        await sound(writer)
        await writer.fetch("PRAGMA journal_mode = WAL")
        migrated = await migrate(writer, known, now())
        # What an erased person left in the log, if the program was killed before it was emptied.
        await writer.fetch("PRAGMA wal_checkpoint(TRUNCATE)")
        async with connect(path, reads_only=True) as reader:
            yield CharleyStore(writer, reader, migrated)


def _place(folder: Path) -> Path:
    """Return the path of the database, which nobody else may read; an empty file if there was none."""
    path = folder / NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # The log beside it takes over its mode.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise refused(error, path) from error
    return path


if TYPE_CHECKING:
    from bot.reminders.ports import Store

    _FITS: Callable[[Connection, Connection, tuple[str, ...]], Store] = CharleyStore
