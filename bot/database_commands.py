"""What `charley db` can do: arguments in, one call on the store, an exit code out."""

from __future__ import annotations

import argparse
import asyncio
import json
from pathlib import Path
from typing import Any, Final

OK: Final = 0


def add_commands(commands: Any) -> None:
    """Add what `charley db` can do."""
    making = commands.add_parser("migrate", help="make the database, or bring it to the shape this version needs")
    making.set_defaults(work=migrate)
    copying = commands.add_parser("backup", help="copy the database into a new file, while the bot runs too")
    copying.add_argument("file", type=Path, help="the new file, such as charley-backup.db")
    copying.set_defaults(work=backup)
    telling = commands.add_parser("info", help="say where the database is, whether it is sound, and how much it holds")
    telling.add_argument("--json", action="store_true", help="print it as JSON")
    telling.set_defaults(work=info)
    erasing = commands.add_parser("erase", help="delete all that is stored about a person, while the bot runs too")
    erasing.add_argument("person", type=int, help="the person's id at Discord, a number of 17 to 20 digits")
    erasing.set_defaults(work=erase)


def migrate(_: argparse.Namespace) -> int:
    """Make the database, or bring it to the shape of this version; say which steps that took."""
    from bot.settings import read_settings
    from bot.store.store import open_store

    async def brought() -> str:
        async with open_store(read_settings().data_dir) as store:
            if not store.migrated:
                return f"{store.path} is up to date."
            return f"{store.path}: {', '.join(store.migrated)} applied."

    print(asyncio.run(brought()))
    return OK


def backup(parsed: argparse.Namespace) -> int:
    """Copy the database into a new file; raise StoreError if that cannot be done."""
    from bot.settings import read_settings
    from bot.store.backup import back_up

    asyncio.run(back_up(read_settings().data_dir, parsed.file))
    print(f"{parsed.file} is a copy of the database, and sound. It holds what people have stored: keep it safe.")
    return OK


def erase(parsed: argparse.Namespace) -> int:
    """Delete all that is stored about a person; raise StoreError if there is no database."""
    from bot.settings import read_settings
    from bot.store.errors import StoreError
    from bot.store.examine import there
    from bot.store.store import open_store

    folder = read_settings().data_dir
    if there(folder) is None:
        raise StoreError(f"{folder}: there is no database yet, so there is nothing to erase")

    async def erased() -> bool:
        async with open_store(folder) as store, store.writing() as block:
            before = await block.counts()
            await block.erase_person(parsed.person)
            return before != await block.counts()

    known = asyncio.run(erased())
    print("Nothing is stored about this person any more." if known else "Nothing was stored about this person.")
    return OK


def info(parsed: argparse.Namespace) -> int:
    """Say what the database holds; raise StoreError if there is none, or it is damaged."""
    from bot.settings import read_settings
    from bot.store.errors import StoreError
    from bot.store.examine import examine

    folder = read_settings().data_dir
    found = asyncio.run(examine(folder))
    if found is None:
        raise StoreError(f"{folder}: there is no database yet; `charley db migrate` makes it")
    rows = {
        "path": str(found.path),
        "bytes": found.size,
        "version": found.version,
        "pending": list(found.pending),
        "integrity": "ok",
        "counts": found.counts,
    }
    if parsed.json:
        print(json.dumps(rows, indent=2))
        return OK
    for name, value in (rows | {"pending": ", ".join(found.pending) or "nothing"} | found.counts).items():
        if name != "counts":
            print(f"{name:<10} {value}")
    return OK
