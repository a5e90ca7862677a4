"""Copy the database into a new file, whether or not a bot is using it."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from bot.store.connection import connect
from bot.store.errors import StoreError, refused
from bot.store.examine import sound, there
from bot.store.migrations import pending, shipped


async def back_up(folder: Path, target: Path) -> None:
    """Write the database of a folder, as it is at one moment, into a new file that only this user may read.

    The copy is one file, put in order, without what was erased; it is checked before it gets its name. Raise StoreError
    if there is something of that name already, or no database to copy.
    """
    path = there(folder)
    if path is None:
        raise StoreError(f"{folder}: there is no database yet, so there is nothing to copy")
    with _new(target) as part:
        async with connect(path) as source:
            await pending(source, shipped())
            await source.fetch("VACUUM INTO ?", str(part))
        async with connect(part, reads_only=True) as copy:
            await sound(copy)


@contextmanager
def _new(target: Path) -> Generator[Path, None, None]:
    """Give a path to write to, and its content the name of the target at the end: all of it, or nothing."""
    part = target.with_name(f"{target.name}.part")
    made: list[Path] = []
    try:
        for file in (target, part):
            # The empty target keeps the name; a file that is there is never opened.
            os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
            made.append(file)
        yield part
        _to_disk(part)
        part.replace(target)
        made.clear()
        _to_disk(target.parent)
    except FileExistsError as error:
        raise StoreError(f"{error.filename}: there is such a file already; choose another name") from error
    except OSError as error:
        raise refused(error, target) from error
    finally:
        for file in made:
            file.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, outlast a loss of power: SQLite does not for a copy."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
