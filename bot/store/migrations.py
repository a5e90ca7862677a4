"""Bring a database to the shape that this program knows, one migration after another, each whole or not at all."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from typing import Final

from bot.store.connection import Connection
from bot.store.errors import StoreError
from bot.store.instants import down

APPLICATION: Final = int.from_bytes(b"Chly")
"""Stands in the header of the file and says that it is ours."""

_TABLE: Final = """
    CREATE TABLE IF NOT EXISTS migrations (
        name       TEXT PRIMARY KEY,
        digest     TEXT NOT NULL,
        applied_at INTEGER NOT NULL
    ) STRICT
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """Hold one step of the database's shape."""

    name: str
    sql: str

    @property
    def digest(self) -> str:
        """Return what tells a changed migration from the one that was applied; line ends do not matter."""
        return hashlib.sha256("\n".join(self.sql.splitlines()).encode()).hexdigest()

    def statements(self) -> Iterator[str]:
        """Yield the statements one by one, so that they fit into a transaction with the record."""
        statement = ""
        for part in self.sql.split(";")[:-1]:
            statement += f"{part};"
            if sqlite3.complete_statement(statement):  # no: the semicolon stands in a comment, a text or a trigger
                yield statement
                statement = ""


def shipped() -> tuple[Migration, ...]:
    """Return the migrations of this program, in order."""
    files = (resources.files("bot.store") / "migrations").iterdir()
    return tuple(
        Migration(file.name.removesuffix(".sql"), file.read_text(encoding="utf-8"))
        for file in sorted(files, key=lambda file: file.name)
        if file.name.endswith(".sql")
    )


async def pending(connection: Connection, known: Sequence[Migration]) -> list[Migration]:
    """Return the migrations that a database has still to take; changes nothing.

    Raise StoreError if it is not ours, newer than this program, or was made by a migration that has changed since.
    """
    application = await connection.value("PRAGMA application_id")
    if application != APPLICATION:
        if application or await connection.value("SELECT count(*) FROM sqlite_schema"):
            raise StoreError(
                f"{connection.path}: it is the database of another program; move it away, or choose another DATA_DIR"
            )
        return list(known)
    applied: Mapping[str, str] = dict(await connection.fetch("SELECT name, digest FROM migrations ORDER BY name"))
    names = {migration.name for migration in known}
    if newer := [name for name in applied if name not in names]:
        raise StoreError(
            f"{connection.path}: a newer Charley has written it (this one does not know {', '.join(newer)}); "
            "install that version, or put an older backup in its place; nothing was changed"
        )
    for migration in known:
        if applied.get(migration.name, migration.digest) != migration.digest:
            raise StoreError(
                f"{connection.path}: the migration {migration.name} is not the one that made it; "
                "install the version of Charley that did; nothing was changed"
            )
    return [migration for migration in known if migration.name not in applied]


async def migrate(connection: Connection, known: Sequence[Migration], now: datetime) -> tuple[str, ...]:
    """Apply what is pending, each with its record in one transaction, and return the names; raise StoreError."""
    done: list[str] = []
    while await pending(connection, known):
        async with connection.transaction("BEGIN IMMEDIATE"):
            # Asked again: another process may have been faster.
            if not (waiting := await pending(connection, known)):
                break
            await connection.fetch(f"PRAGMA application_id = {APPLICATION}")
            await connection.fetch(_TABLE)
            for statement in waiting[0].statements():
                await connection.fetch(statement)
            await connection.fetch(
                "INSERT INTO migrations (name, digest, applied_at) VALUES (?, ?, ?)",
                waiting[0].name,
                waiting[0].digest,
                down(now),
            )
            done.append(waiting[0].name)
    return tuple(done)
