"""What is stored about a person can be seen whole, and goes without a trace."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.reminders.models import Fluids, Kind, Person, Reason, Server, State
from bot.reminders.quiet import NIGHT
from bot.store.examine import NAME
from bot.store.store import CharleyStore, open_store
from bot.store.writing import StoredWriting
from tests.store.values import ADA, BEN, CHANNEL, CYN, MINUTE, NOW, SERVER, ended, own, planned, schedule

MONDAY = date(2026, 11, 16)


async def full(block: StoredWriting, person: int) -> None:
    """Store something of every kind about a person."""
    await block.save_person(
        Person(
            id=person,
            zone="Europe/Berlin",
            quiet=NIGHT,
            fluids=Fluids.MAY,
            fluids_on=MONDAY,
            dm=person + 1,
            barrier=NOW.replace(tzinfo=None),
        )
    )
    mine = await block.add_reminder(own(person, reason=Reason.ASKED, until=NOW + MINUTE))
    await block.add_occurrence(ended(mine, NOW - MINUTE, message=person + 2))
    await block.add_occurrence(planned(mine, NOW + MINUTE))
    await block.save_server(Server(id=SERVER))
    joined = await block.add_reminder(schedule())
    await block.join(joined, person)
    await block.add_occurrence(planned(joined, NOW + 2 * MINUTE))
    await block.tally(person, MONDAY, Kind.HYDRATE, came=3, done=2)


async def test_the_export_tells_all_in_words_that_json_holds(store: CharleyStore):
    async with store.writing() as block:
        await full(block, ADA)
        await full(block, BEN)
    async with store.reading() as block:
        found = await block.export(ADA)
    assert json.loads(json.dumps(found)) == found
    assert found["person"] == str(ADA)
    assert found["settings"] == {
        "time zone": "Europe/Berlin",
        "quiet hours": "22:00-08:00",
        "reminders to drink": "may",
        "reminders to drink, answered on": "2026-11-16",
        "channel of direct messages": str(ADA + 1),
        "clocks had shown when last moved": "2026-11-22T09:00:00",
    }
    (mine,) = found["reminders"]
    assert mine["rule"] == {"weekdays": [0, 1, 2, 3, 4, 5, 6], "zone": "Europe/Berlin", "times": ["09:00", "13:30"]}
    assert (mine["channel"], mine["paused"]) == ("direct message", "asked")
    assert (mine["paused until"], mine["next"]) == ("2026-11-22T09:01:00Z", "2026-11-22T09:01:00Z")
    sent, coming = mine["occurrences"]
    assert (sent["state"], sent["message"], sent["ended"]) == ("sent", str(ADA + 2), "2026-11-22T08:59:00Z")
    assert (coming["state"], coming["message"], coming["next step"]) == ("scheduled", None, "2026-11-22T09:01:00Z")
    (joined,) = found["schedules joined"]
    assert (joined["server"], joined["channel"]) == (str(SERVER), str(CHANNEL))
    assert (joined["kind"], joined["next"]) == ("stretch", "2026-11-22T09:02:00Z")
    assert found["weeks"] == [{"monday": "2026-11-16", "kind": "hydrate", "came": 3, "done": 2}]
    assert str(BEN)[:12] not in json.dumps(found)


async def test_the_export_leaves_out_no_column(store: CharleyStore, tmp_path: Path):
    """A column that is added later must be exported, or be named here with the reason why it is not."""
    spared = {
        "people": {"id"},  # `person`
        "reminders": {"owner", "server"},  # the person; an own reminder has no server
        "occurrences": {"reminder", "part", "first", "last"},  # where it stands; own ones are never split
        "weeks": {"person"},
    }
    async with store.writing() as block:
        await full(block, ADA)
        found = await block.export(ADA)
    with sqlite3.connect(tmp_path / NAME) as plain:
        columns = {table: {row[1] for row in plain.execute(f"PRAGMA table_info({table})")} for table in spared}
    plain.close()
    told: dict[str, Any] = {
        "people": found["settings"],
        "reminders": {key: value for key, value in found["reminders"][0].items() if key not in {"next", "occurrences"}},
        "occurrences": found["reminders"][0]["occurrences"][0],
        "weeks": found["weeks"][0],
    }
    assert {table: len(columns[table] - spared[table]) for table in spared} == {
        table: len(values) for table, values in told.items()
    }


def holding(path: Path, person: int) -> list[str]:
    """Return the tables that hold a person's id, or the numbers right beside it, in any column."""
    plain = sqlite3.connect(path)
    tables = [name for (name,) in plain.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    found = [
        table
        for table in tables
        for row in plain.execute(f"SELECT * FROM {table}")
        for value in row
        if str(person)[:-1] in str(value)
    ]
    plain.close()
    return found


async def test_after_an_erasure_no_table_holds_the_person(store: CharleyStore, tmp_path: Path):
    async with store.writing() as block:
        for person in (ADA, BEN, CYN):
            await full(block, person)
        post = await block.add_reminder(schedule())
        for person in (ADA, BEN, CYN):
            await block.join(post, person)
        await block.add_occurrence(planned(post, part=0, last=BEN))
        await block.add_occurrence(planned(post, NOW + MINUTE, part=1, first=BEN, last=CYN))
        await block.add_occurrence(planned(post, NOW + MINUTE, part=2, first=CYN))
    assert set(holding(tmp_path / NAME, BEN)) == {"people", "reminders", "members", "occurrences", "weeks"}
    async with store.writing() as block:
        await block.erase_person(BEN)
        await block.erase_person(BEN)
    assert holding(tmp_path / NAME, BEN) == []
    async with store.reading() as block:
        assert await block.export(BEN) == {}
        assert (await block.export(ADA))["person"] == str(ADA)
        assert await block.members(post) == [ADA, CYN]


async def test_the_parts_of_a_post_reach_the_same_others_after_an_erasure(store: CharleyStore):
    async def reached(block: StoredWriting) -> list[list[int]]:
        found = []
        for one in parts:
            part = await block.occurrence(one)
            assert part is not None
            found.append(await block.members(post, part.first, part.last))
        return found

    async with store.writing() as block:
        await block.save_server(Server(id=SERVER))
        for person in (ADA, BEN, CYN):
            await block.save_person(Person(id=person))
        post = await block.add_reminder(schedule())
        for person in (ADA, BEN, CYN):
            await block.join(post, person)
        bounds = ((None, BEN), (BEN, CYN), (CYN, None))
        made = [
            await block.add_occurrence(planned(post, part=part, first=first, last=last, state=State.RETRY))
            for part, (first, last) in enumerate(bounds)
        ]
        parts = [one for one in made if one]
        assert await reached(block) == [[ADA], [BEN], [CYN]]
        await block.erase_person(BEN)
        assert await reached(block) == [[ADA], [], [CYN]]
        await block.erase_person(CYN)
        assert await reached(block) == [[ADA], [], []]
        await block.erase_person(ADA)
        assert await reached(block) == [[], [], []]


def raw(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_what_was_erased_is_in_no_file_while_the_bot_runs_on(tmp_path: Path):
    """Of two thousand people, every third is erased; their zones stand for what they have set."""

    def zone(person: int) -> str:
        return f"Zone/{person * 7919:09}-{'x' * (person % 50)}."

    async with open_store(tmp_path) as store:
        async with store.writing() as block:
            for person in range(1, 2001):
                await block.save_person(Person(id=person, zone=zone(person)))
        assert zone(3).encode() in raw(tmp_path)
        async with store.writing() as block:
            for person in range(3, 2001, 3):
                await block.erase_person(person)
        kept = set(re.findall(rb"Zone/[0-9]{9}-x*\.", raw(tmp_path)))
    assert kept == {zone(person).encode() for person in range(1, 2001) if person % 3}


async def test_what_a_reader_still_sees_leaves_the_files_with_the_next_change(tmp_path: Path):
    async with open_store(tmp_path) as store:
        async with store.writing() as block:
            await block.save_person(Person(id=ADA, zone="Zone/of-Ada"))
        async with store.reading() as reader:
            assert await reader.person(ADA)
            async with store.writing() as block:
                await block.erase_person(ADA)
            assert b"Zone/of-Ada" in raw(tmp_path)
            assert await reader.person(ADA)
        async with store.writing() as block:
            await block.save_person(Person(id=BEN))
        assert b"Zone/of-Ada" not in raw(tmp_path)


async def test_a_log_that_cannot_be_emptied_now_is_emptied_with_the_next_change(tmp_path: Path):
    async with open_store(tmp_path) as store:
        async with store.writing() as block:
            await block.save_person(Person(id=ADA, zone="Zone/of-Ada"))
            await block.save_person(Person(id=BEN))
        # SQLite empties no log while a statement of the same connection is under way.
        cursor = await store._writer._raw.execute("SELECT id FROM people")
        async with store.writing() as block:
            await block.erase_person(ADA)
        assert b"Zone/of-Ada" in raw(tmp_path)
        await cursor.close()
        async with store.writing() as block:
            await block.save_person(Person(id=CYN))
        assert b"Zone/of-Ada" not in raw(tmp_path)
        assert await store._writer.value("PRAGMA busy_timeout") == 5000


async def test_what_a_killed_bot_left_in_the_log_is_gone_after_opening(tmp_path: Path):
    folder = tmp_path / "killed"
    folder.mkdir()
    async with open_store(tmp_path) as store:
        async with store.writing() as block:
            await block.save_person(Person(id=ADA, zone="Zone/of-Ada"))
        async with store.reading() as reader:
            assert await reader.person(ADA)
            async with store.writing() as block:
                await block.erase_person(ADA)
            for name in (NAME, f"{NAME}-wal"):
                shutil.copy(tmp_path / name, folder)
    assert b"Zone/of-Ada" in raw(folder)
    async with open_store(folder) as store, store.reading() as reader:
        assert await reader.person(ADA) is None
        assert b"Zone/of-Ada" not in raw(folder)


@pytest.mark.parametrize("what", ("erase_person", "erase_server"))
async def test_an_erasure_that_is_taken_back_wipes_nothing(tmp_path: Path, what: str):
    told: list[str] = []

    async def write(store: CharleyStore) -> None:
        async with store.writing() as block:
            await getattr(block, what)(ADA)
            raise TimeoutError

    async with open_store(tmp_path, after=told.append) as store:
        del told[:]
        with pytest.raises(TimeoutError):
            await write(store)
        assert told[-1] == "ROLLBACK"
        async with store.writing() as block:
            await getattr(block, what)(ADA)
        assert "PRAGMA wal_checkpoint(TRUNCATE)" in told
