"""Say in words what is wrong with the database, and what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bot.reminders import ports
from bot.reminders.rule import RuleError


class StoreError(ports.StoreError):
    """Tell in one line what is wrong with the database, and what to do."""


class RowError(StoreError, ports.RowError):
    """Tell which row is stored with a value that cannot be read; all others can."""


NO_SPACE: Final = ("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "ENOSPC", "EDQUOT")
"""Names of a full disk; the second is that of the index beside the log, which cannot grow."""

NOT_WRITABLE: Final = (
    "SQLITE_READONLY",
    "SQLITE_CANTOPEN",
    "SQLITE_PERM",
    "EACCES",
    "EPERM",
    "EROFS",
    "ENOTDIR",
    "EEXIST",
)
"""How the names begin of what may not be written; the last two are files where a folder should be."""

_WORDS: Final[Mapping[str, str]] = {
    "FULL": "no space is left for it; free some on its disk and try again",
    "READONLY": "it may not be written; make it and its folder writable for the user that runs Charley",
    "BUSY": "another program keeps it locked; end that program, maybe a second Charley, and try again",
    "LOCKED": "another program keeps it locked; end that program, maybe a second Charley, and try again",
    "CORRUPT": "it is damaged; keep it, and put a backup in its place (`charley db backup` makes them)",
    "NOTADB": "it is no database, or damaged from its first byte; keep it, and put a backup in its place",
    "CANTOPEN": "it cannot be opened; let the user that runs Charley read and write it and its folder",
    "PERM": "it cannot be opened; let the user that runs Charley read and write it and its folder",
    "IOERR": "its disk cannot be read or written; look at the disk, and try again",
    "CONSTRAINT": "it refuses a value that breaks its rules",
}


def told(error: sqlite3.Error, path: Path) -> StoreError:
    """Return an error of SQLite in words."""
    code = getattr(error, "sqlite_errorname", "")  # what sqlite3 itself complains of has none
    kind = "FULL" if code in NO_SPACE else code.removeprefix("SQLITE_").partition("_")[0]
    return StoreError(f"{path}: {_WORDS.get(kind, 'it failed')} ({code or type(error).__name__}: {error})", code)


def refused(error: OSError, path: Path) -> StoreError:
    """Return what the system refused to do with a file or folder, in words."""
    line = f"{path}: {error.strerror}; give the user that runs Charley a folder to write in"
    return StoreError(line, errno.errorcode.get(error.errno or 0, ""))


@contextmanager
def reading_row(what: str, name: object) -> Generator[None, None, None]:
    """Raise RowError, naming the row, where a stored value cannot be read."""
    try:
        yield
    except (RuleError, ValueError, OverflowError) as error:
        line = "; ".join(str(error).splitlines())
        raise RowError(f"{what} {name} is stored with a value that cannot be read: {line}") from error
