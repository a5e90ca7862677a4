"""What is stored comes back as it was, whatever it is."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.models import Kind, Occurrence, Person, Reason, Reminder, Server, State, Week
from bot.store.store import CharleyStore, open_store
from bot.store.writing import StoredWriting
from tests.store import values
from tests.store.values import ADA, NOW, SERVER

Run = Callable[[Callable[[StoredWriting], Awaitable[Any]]], Any]


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """Return a function that runs one block on a database that is open for all examples, and takes it back."""
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
        stack = AsyncExitStack()
        store: CharleyStore = runner.run(stack.enter_async_context(open_store(Path(folder))))

        async def one(work: Callable[[StoredWriting], Awaitable[Any]]) -> Any:
            async with store.writing() as block:
                await block.erase_person(ADA)
                await block.erase_server(SERVER)
                await block.save_person(Person(id=ADA))
                await block.save_server(Server(id=SERVER))
                return await work(block)

        yield lambda work: runner.run(one(work))
        runner.run(stack.aclose())


@given(before=values.people(), after=values.people())
def test_a_person(run: Run, before: Person, after: Person):
    async def work(block: StoredWriting):
        await block.save_person(replace(before, id=ADA))
        await block.save_person(replace(after, id=ADA))
        return await block.person(ADA)

    assert run(work) == replace(after, id=ADA)


@given(before=values.servers, after=values.servers)
def test_a_server(run: Run, before: Server, after: Server):
    async def work(block: StoredWriting):
        await block.save_server(replace(before, id=SERVER))
        await block.save_server(replace(after, id=SERVER))
        return await block.server(SERVER), await block.servers()

    expected = replace(after, id=SERVER)
    assert run(work) == (expected, [expected])


@given(before=values.reminders(), after=values.reminders())
def test_a_reminder(run: Run, before: Reminder, after: Reminder):
    async def work(block: StoredWriting):
        new = await block.add_reminder(before)
        first = await block.reminder(new)
        await block.save_reminder(replace(after, id=new))
        return new, first, await block.reminder(new)

    new, first, second = run(work)
    assert (first, second) == (replace(before, id=new), replace(after, id=new))


@given(before=values.occurrences(), after=values.occurrences())
def test_an_occurrence(run: Run, before: Occurrence, after: Occurrence):
    async def work(block: StoredWriting):
        reminder = await block.add_reminder(values.own())
        new = await block.add_occurrence(replace(before, reminder=reminder))
        first = await block.occurrence(new or 0)
        await block.save_occurrence(replace(after, id=new or 0, reminder=reminder))
        return new, reminder, first, await block.occurrence(new or 0)

    new, reminder, first, second = run(work)
    assert first == replace(before, id=new, reminder=reminder)
    assert second == replace(after, id=new, reminder=reminder)


@given(
    added=st.lists(
        st.tuples(
            st.dates(date(2026, 1, 1), date(2026, 2, 1)),
            st.sampled_from([Kind.HYDRATE, Kind.STRETCH]),
            st.integers(0, 9),
            st.integers(0, 9),
        )
    )
)
def test_a_tally_is_the_sum_of_what_was_added(run: Run, added: list[tuple[date, Kind, int, int]]):
    async def work(block: StoredWriting):
        for monday, kind, came, done in added:
            await block.tally(ADA, monday, kind, came, done)
        return await block.weeks(ADA)

    keys = sorted({(monday, kind) for monday, kind, _, _ in added})
    assert run(work) == [
        Week(
            person=ADA,
            monday=monday,
            kind=kind,
            came=sum(row[2] for row in added if row[:2] == (monday, kind)),
            done=sum(row[3] for row in added if row[:2] == (monday, kind)),
        )
        for monday, kind in keys
    ]


@given(micro=st.integers(1, 999_999))
def test_fractions_of_seconds_make_nothing_early_and_overlook_nothing(run: Run, micro: int):
    fraction = timedelta(microseconds=micro)

    async def work(block: StoredWriting):
        reminder = await block.add_reminder(values.own(reason=Reason.ASKED, until=NOW + fraction))
        new = await block.add_occurrence(
            values.planned(reminder, NOW + fraction, state=State.CLAIMED, tried=NOW + fraction)
        )
        assert not await block.due(NOW + fraction, 9)
        assert len(await block.due(NOW + timedelta(seconds=1), 9)) == 1
        return await block.reminder(reminder), await block.occurrence(new or 0)

    reminder, occurrence = run(work)
    later = NOW + timedelta(seconds=1)
    assert (reminder.until, occurrence.due, occurrence.at) == (later, later, later)
    assert occurrence.tried == NOW
