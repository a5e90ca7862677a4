"""The engine killed at every step in turn, and begun anew on the same store: each comes once, or says why not."""

from __future__ import annotations

import random
import shutil
from datetime import timedelta

import pytest

from bot.reminders.models import Kind, Reason, State
from bot.store.store import open_store
from tests.reminders.world import ADA, BEN, CHANNEL, Life, World, at, daily, often

MEMBERS = range(1000, 1101)
SOON, LATER = 1.0, 240.0
"""Seconds until the program runs again: while Discord remembers a nonce, and when it has forgotten it."""


async def prepared(folder):
    """Store what is due at nine: two direct messages, one in a channel, and a post in two parts."""
    async with open_store(folder) as store:
        world = World(store, at("08:59:58"))
        await world.serves(*MEMBERS, rule=daily("09:00", "09:20"))
        await world.reminds(ADA, often(30))
        await world.reminds(BEN, daily("09:00"), Kind.HYDRATE)
        await world.reminds(BEN, daily("09:00"), channel=CHANNEL)


async def lived(folder, steps, pause, faults=()):
    """Run a world whose engine dies at a step, and return it with how many steps it took."""
    async with open_store(folder) as store:
        world = World(store, at("08:59:58"))
        world.post.faults = list(faults)
        world.begin(Life(steps))
        if not await world.until("09:05"):
            await world.kill()
            world.clock.advance(pause)
            world.begin()
        taken = world.life.steps
        await world.until("09:50")
        await world.end()
        return world, taken, await world.occurrences()


def check(world, occurrences):
    """Fail if anything was lost or doubled."""
    came = [(one.reminder.id, one.occurrence.due, one.occurrence.part) for one in world.post.messages]
    assert len(came) == len(set(came)), "doubled"
    ended = {(one.reminder, one.due, one.part): one.state for one in occurrences}
    assert {key for key, state in ended.items() if state is State.SENT} == set(came)
    for one in occurrences:
        if one.due <= at("09:30"):
            # With a history that can be read, and time enough, there is no reason not to come.
            assert one.state is State.SENT, one
    dues = {(number, due) for number, due, _ in came}
    assert dues >= {
        (1, at("09:00")),
        (1, at("09:20")),
        (2, at("09:00")),
        (2, at("09:30")),
        (3, at("09:00")),
        (4, at("09:00")),
    }
    for due in (at("09:00"), at("09:20")):
        mentioned = [
            one for message in world.post.messages if message.occurrence.due == due for one in message.mentions
        ]
        assert sorted(one for one in mentioned if one >= MEMBERS.start) == list(MEMBERS)
    posts = [one for one in world.post.standing() if one.reminder.id == 1]
    assert {one.occurrence.due for one in posts} == {at("09:20")}


async def test_killed_at_every_step_nothing_is_lost_and_nothing_doubled(tmp_path):
    await prepared(tmp_path / "prepared")
    shutil.copytree(tmp_path / "prepared", tmp_path / "whole")
    world, steps, occurrences = await lived(tmp_path / "whole", None, SOON)
    check(world, occurrences)
    assert steps > 20
    for step in range(steps):
        shutil.copytree(tmp_path / "prepared", tmp_path / str(step))
        world, _, occurrences = await lived(tmp_path / str(step), step, LATER if step % 2 else SOON)
        check(world, occurrences)


@pytest.mark.parametrize("seed", range(12))
async def test_killed_while_answers_are_lost_nothing_is_lost_and_nothing_doubled(tmp_path, seed):
    chance = random.Random(seed)
    await prepared(tmp_path)
    faults = chance.choices([None, "later", "lost", "dropped", 3.0], k=12)
    world, _, occurrences = await lived(tmp_path, chance.randrange(45), chance.choice((SOON, LATER)), faults)
    check(world, occurrences)


@pytest.mark.parametrize("step", range(3, 30, 5))
async def test_where_history_cannot_be_read_nothing_is_doubled_and_what_is_unknown_says_so(tmp_path, step):
    await prepared(tmp_path)
    async with open_store(tmp_path) as store:
        world = World(store, at("08:59:58"))
        world.post.unreadable = {CHANNEL, ADA + 1_000_000, BEN + 1_000_000}
        world.begin(Life(step))
        assert not await world.until("09:05")
        await world.kill()
        world.clock.advance(LATER)
        world.begin()
        await world.until("09:50")
        await world.end()
        occurrences = [one for one in await world.occurrences() if one.due < at("09:50")]
    came = [(one.reminder.id, one.occurrence.due, one.occurrence.part) for one in world.post.messages]
    assert len(came) == len(set(came))
    assert {one.state for one in occurrences} <= {State.SENT, State.UNKNOWN}
    unknown = [one for one in occurrences if one.state is State.UNKNOWN]
    assert world.told.names().count("unknown") == len(unknown)


async def test_after_a_day_everything_says_why_it_did_not_come(tmp_path):
    await prepared(tmp_path)
    async with open_store(tmp_path) as store:
        world = World(store, at("2026-11-23 12:00") + timedelta(minutes=20))
        world.begin()
        await world.until("2026-11-23 12:25")
        await world.end()
        past = [one for one in await world.occurrences() if one.due <= world.clock.now()]
    assert {one.reason for one in past if one.state is State.SKIPPED} == {Reason.LATE}
    assert [(one.reminder.id, one.occurrence.due) for one in world.post.messages] == [(2, at("2026-11-23 12:00"))]
