"""Look at a database without changing it: whether it is sound and ours, and how much it holds."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.store.connection import Connection, connect
from bot.store.errors import StoreError, refused
from bot.store.migrations import Migration, pending, shipped
from bot.store.reading import StoredReading

NAME: Final = "charley.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """Hold what is to be known of a database; `size` is in bytes, with its log.

    `version` is the last migration it has taken, None before the first. There are no counts while migrations are pending.
    """

    path: Path
    size: int
    version: str | None
    pending: tuple[str, ...]
    counts: dict[str, int]


def there(folder: Path) -> Path | None:
    """Return the path of a folder's database, None if there is none; raise StoreError if the folder may not be looked into."""
    path = folder / NAME
    try:
        return path if path.exists() else None
    except OSError as error:
        raise refused(error, path) from error


def writable(folder: Path) -> None:
    """Raise StoreError if a folder's database could not be made or written; nothing is made and nothing changed."""
    path = folder.absolute() / NAME
    nearest = next(place for place in path.parents if os.path.lexists(place))
    if not nearest.is_dir():
        raise refused(OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)), folder / NAME)
    may = os.access(nearest, os.W_OK | os.X_OK) and (not os.path.lexists(path) or os.access(path, os.R_OK | os.W_OK))
    if not may:
        is_fixed = os.statvfs(nearest).f_flag & os.ST_RDONLY
        code = errno.EROFS if is_fixed else errno.EACCES
        raise refused(OSError(code, os.strerror(code)), folder / NAME)


async def examine(folder: Path, known: Sequence[Migration] | None = None) -> Info | None:
    """Return what is to be known of a folder's database, None if there is none; it is read as a whole.

    Raise StoreError if it is damaged, newer than this program, or not ours. Nothing is made and nothing changed.
    """
    path = there(folder)
    if path is None:
        return None
    known = shipped() if known is None else known
    async with connect(path, reads_only=True) as connection:
        async with connection.transaction("BEGIN"):
            waiting = await pending(connection, known)
            await sound(connection, "integrity_check")
            applied = [migration.name for migration in known if migration not in waiting]
            block = StoredReading(connection)
            counts = {} if waiting else await block.counts()
        size = sum(file.stat().st_size for file in (path, path.with_name(f"{NAME}-wal")) if file.exists())
        return Info(
            path=path,
            size=size,
            version=applied[-1] if applied else None,
            pending=tuple(migration.name for migration in waiting),
            counts=counts,
        )


async def sound(connection: Connection, check: str = "quick_check") -> None:
    """Raise StoreError if the database is damaged; reads all of it, and with `integrity_check` compares the indexes."""
    # The rules of the tables were held when they were written; to ask them again takes six times as long.
    await connection.fetch("PRAGMA ignore_check_constraints = ON")
    faults = [str(row[0]) for row in await connection.fetch(f"PRAGMA {check}(3)")]
    await connection.fetch("PRAGMA ignore_check_constraints = OFF")
    if faults != ["ok"]:
        line = " ".join("; ".join(faults).split())
        raise StoreError(
            f"{connection.path}: it is damaged; keep it, and put a backup in its place ({line})", "SQLITE_CORRUPT"
        )
