"""What each call of reading and writing gives, beyond giving back what was stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import pytest_asyncio

from bot.reminders.models import Kind, Person, Reason, Server, State
from bot.store.errors import StoreError
from bot.store.store import CharleyStore
from tests.store.values import ADA, BEN, CHANNEL, CYN, MINUTE, NOW, SERVER, ended, own, planned, schedule

DAY = timedelta(days=1)


@pytest_asyncio.fixture
async def block(store: CharleyStore):
    async with store.writing() as opened:
        for person in (ADA, BEN, CYN):
            await opened.save_person(Person(id=person))
        await opened.save_server(Server(id=SERVER, channels=frozenset({CHANNEL})))
        yield opened


async def test_what_is_not_stored_gives_none_or_nothing(store: CharleyStore):
    async with store.writing() as block:
        assert [
            await block.person(1),
            await block.server(1),
            await block.reminder(1),
            await block.occurrence(1),
            await block.planned(1),
            await block.snoozed(1),
            await block.soonest(),
        ] == [None] * 7
        assert [
            await block.servers(),
            await block.reminders_of(1),
            await block.schedules_of(1),
            await block.reminders_in(1),
            await block.joined(1),
            await block.members(1),
            await block.posts(1),
            await block.weeks(1),
            await block.due(NOW, 10),
        ] == [[]] * 9
        assert await block.export(1) == {}
        assert await block.sent_since(1, Kind.HYDRATE, NOW) == 0
        assert await block.forget_finished(NOW, 10) == 0
        assert set((await block.counts()).values()) == {0}


async def test_reminders_are_found_by_whose_and_where_they_are(block):
    one = await block.add_reminder(own())
    two = await block.add_reminder(own(channel=CHANNEL))
    three = await block.add_reminder(schedule())
    four = await block.add_reminder(own(BEN))
    assert [reminder.id for reminder in await block.reminders_of(ADA)] == [one, two]
    assert [reminder.id for reminder in await block.reminders_of(BEN)] == [four]
    assert [reminder.id for reminder in await block.schedules_of(SERVER)] == [three]
    assert [reminder.id for reminder in await block.reminders_in(CHANNEL)] == [two, three]
    assert await block.counts() == dict.fromkeys(State, 0) | {
        "people": 3,
        "servers": 1,
        "reminders": 3,
        "schedules": 1,
    }


async def test_an_id_is_never_given_again(block):
    first = await block.add_reminder(own())
    occurrence = await block.add_occurrence(planned(first))
    await block.remove_reminder(first)
    second = await block.add_reminder(own())
    assert second > first
    assert await block.add_occurrence(planned(second)) > occurrence


async def test_members_come_by_rising_id_within_bounds(block):
    reminder = await block.add_reminder(schedule())
    assert [await block.join(reminder, person) for person in (CYN, ADA, BEN, ADA)] == [True, True, True, False]
    assert await block.members(reminder) == [ADA, BEN, CYN]
    assert await block.members(reminder, limit=2) == [ADA, BEN]
    assert await block.members(reminder, first=BEN) == [BEN, CYN]
    assert await block.members(reminder, last=BEN) == [ADA]
    assert await block.members(reminder, ADA + 1, CYN, 5) == [BEN]
    assert [one.id for one in await block.joined(ADA)] == [reminder]
    assert [await block.leave(reminder, ADA), await block.leave(reminder, ADA)] == [True, False]
    assert await block.members(reminder) == [BEN, CYN]
    assert await block.joined(ADA) == []


async def test_only_who_is_stored_joins(block):
    reminder = await block.add_reminder(schedule())
    with pytest.raises(StoreError, match="FOREIGNKEY"):
        await block.join(reminder, 4)
    with pytest.raises(StoreError, match="FOREIGNKEY"):
        await block.join(reminder + 1, ADA)


async def test_what_is_gone_stays_gone(block):
    reminder = await block.add_reminder(own())
    occurrence = await block.add_occurrence(planned(reminder))
    await block.remove_reminder(reminder)
    await block.save_reminder(own(id=reminder))
    await block.save_occurrence(planned(reminder, id=occurrence))
    assert await block.add_occurrence(planned(reminder)) is None
    await block.tally(4, date(2026, 11, 16), Kind.HYDRATE, came=1)
    assert await block.reminder(reminder) is None
    assert await block.occurrence(occurrence) is None
    assert await block.weeks(4) == []


async def test_a_moment_and_part_of_a_reminder_is_stored_once(block):
    reminder = await block.add_reminder(schedule())
    assert await block.add_occurrence(ended(reminder))
    assert await block.add_occurrence(planned(reminder)) is None
    assert await block.add_occurrence(planned(reminder, part=1))
    assert await block.add_occurrence(planned(reminder, snoozed=True))


async def test_one_is_scheduled_by_the_rule_and_one_snoozed(block):
    reminder = await block.add_reminder(own())
    by_rule = await block.add_occurrence(planned(reminder))
    later = await block.add_occurrence(planned(reminder, snoozed=True))
    assert (await block.planned(reminder)).id == by_rule
    assert (await block.snoozed(reminder)).id == later
    with pytest.raises(StoreError, match="UNIQUE"):
        await block.add_occurrence(planned(reminder, NOW + MINUTE))


async def test_what_is_due_comes_oldest_first_and_first_tries_before_any_other(block):
    states = [
        # minutes from now, tries
        (-1, 1),
        (-9, 2),
        (-2, 0),
        (-5, 0),
        (1, 0),
        (0, 0),
    ]
    known = {}
    for minutes, tries in states:
        reminder = await block.add_reminder(own())
        state = State.RETRY if tries else State.SCHEDULED
        new = planned(reminder, NOW + minutes * MINUTE, tries=tries, state=state)
        known[await block.add_occurrence(new)] = minutes
        await block.add_occurrence(ended(reminder, NOW - 60 * MINUTE))

    async def due(limit):
        return [known[one.id] for one in await block.due(NOW, limit)]

    assert await due(10) == [-5, -2, 0, -9, -1]
    assert await due(4) == [-5, -2, 0, -9]
    assert await due(2) == [-5, -2]
    assert await block.soonest() == NOW - 9 * MINUTE


async def test_the_backlog_is_what_is_due_by_now_first_tries_and_others(block):
    assert await block.backlog(NOW) == 0
    await block.touch()
    for minutes, more in (
        (0, {}),
        (1, {}),
        (-1, {"state": State.RETRY, "tries": 1}),
        (1, {"state": State.RETRY, "tries": 2}),
    ):
        await block.add_occurrence(planned(await block.add_reminder(own()), NOW + minutes * MINUTE, **more))
    await block.add_occurrence(ended(await block.add_reminder(own()), NOW - MINUTE))
    assert (await block.backlog(NOW), await block.backlog(NOW + MINUTE)) == (2, 4)


async def test_the_soonest_is_of_first_tries_too(block):
    await block.add_occurrence(planned(await block.add_reminder(own()), NOW, state=State.RETRY, tries=1))
    assert await block.soonest() == NOW
    await block.add_occurrence(planned(await block.add_reminder(own()), NOW - MINUTE))
    assert await block.soonest() == NOW - MINUTE


async def test_the_latest_deed_is_known_even_if_it_is_to_come(block):
    reminder = await block.add_reminder(own())
    assert await block.latest_deed() is None
    for minutes in (3, 5, 1):
        await block.add_occurrence(ended(reminder, NOW + minutes * MINUTE))
    assert await block.latest_deed() == NOW + 5 * MINUTE
    for number, minutes in enumerate((4, 6)):
        trying = planned(reminder, NOW - number * MINUTE, state=State.RETRY, tries=1, tried=NOW + minutes * MINUTE)
        await block.add_occurrence(trying)
    assert await block.latest_deed() == NOW + 6 * MINUTE


async def test_only_what_was_tried_and_waits_for_longer_is_hastened(block):
    reminder, later = await block.add_reminder(own()), NOW + 60 * MINUTE
    tried = {"state": State.RETRY, "tries": 1}
    ids = [
        await block.add_occurrence(planned(reminder, later)),
        await block.add_occurrence(replace(planned(reminder, NOW, **tried), at=later)),
        await block.add_occurrence(replace(planned(reminder, NOW + MINUTE, **tried), at=NOW)),
        await block.add_occurrence(ended(reminder, NOW + 2 * MINUTE, tries=1)),
    ]
    await block.hasten(NOW + MINUTE)
    found = [await block.occurrence(one) for one in ids]
    assert [one and one.at for one in found] == [later, NOW + MINUTE, NOW, None]


async def test_what_was_sent_when_a_clock_was_ahead_does_not_count_today(block):
    mine = await block.add_reminder(own(kind=Kind.HYDRATE))
    for hours in (0, 24, 25, 365 * 24):
        await block.add_occurrence(ended(mine, NOW + hours * 60 * MINUTE))
    assert await block.sent_since(ADA, Kind.HYDRATE, NOW) == 2


async def test_unplanning_leaves_what_is_snoozed_split_off_or_under_way(block):
    reminder = await block.add_reminder(own())
    other = await block.add_occurrence(planned(await block.add_reminder(own())))
    kept = {}
    for number, state in enumerate(State):
        due = NOW + number * MINUTE
        made = ended if state in {State.SENT, State.SKIPPED, State.FAILED, State.UNKNOWN} else planned
        kept[state] = await block.add_occurrence(made(reminder, due, state=state))
    left = [await block.add_occurrence(one) for one in (planned(reminder, snoozed=True), planned(reminder, part=1))]

    async def states():
        return {state for state, one in kept.items() if await block.occurrence(one)}

    await block.unplan(reminder)
    assert None not in [await block.occurrence(one) for one in left]
    assert await states() == set(State) - {State.SCHEDULED}
    assert await block.occurrence(other)


async def test_posts_are_those_whose_message_stands(block):
    reminder = await block.add_reminder(schedule())
    first = await block.add_occurrence(ended(reminder, NOW, message=1))
    part = await block.add_occurrence(ended(reminder, NOW, part=1, message=2))
    await block.add_occurrence(ended(reminder, NOW + MINUTE, message=3, removed=True))
    await block.add_occurrence(ended(reminder, NOW + 2 * MINUTE, state=State.SKIPPED))
    assert [post.id for post in await block.posts(reminder)] == [first, part]


async def test_what_was_sent_to_a_person_counts_their_own_and_the_part_of_a_post_that_mentions_them(block):
    mine = await block.add_reminder(own())
    joined = await block.add_reminder(schedule(kind=Kind.HYDRATE))
    await block.join(joined, ADA)
    for other in (own(BEN), own(kind=Kind.STRETCH), schedule(kind=Kind.HYDRATE), schedule(kind=Kind.STRETCH)):
        await block.add_occurrence(ended(await block.add_reminder(other)))
    await block.add_occurrence(ended(mine, NOW - MINUTE))
    await block.add_occurrence(ended(mine, NOW))
    await block.add_occurrence(ended(mine, NOW + MINUTE, snoozed=True))
    await block.add_occurrence(ended(mine, NOW + 2 * MINUTE, state=State.SKIPPED, reason=Reason.LATE))
    await block.add_occurrence(ended(joined, NOW, part=0, last=BEN))
    await block.add_occurrence(ended(joined, NOW, part=1, first=BEN))
    assert await block.sent_since(ADA, Kind.HYDRATE, NOW) == 3
    assert await block.sent_since(ADA, Kind.HYDRATE, NOW + timedelta(microseconds=1)) == 1
    assert await block.sent_since(ADA, Kind.STRETCH, NOW) == 1
    await block.join(joined, CYN)
    assert await block.sent_since(CYN, Kind.HYDRATE, NOW) == 1


async def test_what_may_have_been_sent_counts_as_sent(block):
    mine = await block.add_reminder(own())
    moments = (NOW + number * MINUTE for number in range(9))
    for state in (State.CLAIMED, State.RETRY):
        await block.add_occurrence(planned(mine, next(moments), state=state, tries=1, tried=NOW))
    await block.add_occurrence(ended(mine, next(moments), state=State.UNKNOWN, tried=NOW))
    assert await block.sent_since(ADA, Kind.HYDRATE, NOW) == 3
    await block.add_occurrence(planned(mine, next(moments), state=State.RETRY, tries=1))
    await block.add_occurrence(ended(mine, next(moments), state=State.FAILED, tried=NOW))
    await block.add_occurrence(planned(mine, next(moments)))
    assert await block.sent_since(ADA, Kind.HYDRATE, NOW) == 3


async def test_reminders_are_gone_through_by_id(block):
    made = [await block.add_reminder(own()), await block.add_reminder(schedule()), await block.add_reminder(own())]
    assert await block.reminder_ids_after(0, 2) == made[:2]
    assert await block.reminder_ids_after(made[1], 2) == made[2:]
    assert await block.reminder_ids_after(made[2], 2) == []


async def test_a_channel_tells_its_server(block):
    there = Server(id=SERVER + 1, channels=frozenset({CHANNEL + 1, CHANNEL + 2}))
    await block.save_server(there)
    assert await block.server_of(CHANNEL + 2) == there
    assert await block.server_of(CHANNEL + 3) is None


async def test_finished_occurrences_are_forgotten_but_not_posts_that_stand(block):
    mine = await block.add_reminder(own())
    post = await block.add_reminder(schedule())
    gone = [
        await block.add_occurrence(ended(mine, NOW - 2 * DAY, message=1)),
        await block.add_occurrence(ended(post, NOW - 3 * DAY, message=2, removed=True)),
        await block.add_occurrence(ended(post, NOW - 4 * DAY, state=State.FAILED)),
    ]
    kept = [
        await block.add_occurrence(ended(post, NOW - 5 * DAY, message=3)),
        await block.add_occurrence(ended(mine, NOW)),
        await block.add_occurrence(planned(mine, NOW - 9 * DAY)),
    ]
    assert await block.forget_finished(NOW, 2) == 2
    assert await block.occurrence(gone[0])
    assert await block.forget_finished(NOW, 2) == 1
    assert await block.forget_finished(NOW, 2) == 0
    assert [await block.occurrence(one) for one in gone] == [None] * 3
    assert None not in [await block.occurrence(one) for one in kept]


async def test_the_tally_is_forgotten_up_to_a_monday_or_whole(block):
    mondays = [date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)]
    for monday in mondays:
        await block.tally(ADA, monday, Kind.STRETCH, came=1)
        await block.tally(BEN, monday, Kind.STRETCH, came=1)
    await block.forget_tally(ADA, mondays[1])
    assert [week.monday for week in await block.weeks(ADA)] == mondays[1:]
    await block.forget_tally(ADA)
    assert await block.weeks(ADA) == []
    assert len(await block.weeks(BEN)) == 3


async def test_a_server_goes_with_its_schedules_and_members_and_leaves_people_theirs(block):
    mine = await block.add_reminder(own(channel=CHANNEL))
    post = await block.add_reminder(schedule())
    await block.join(post, ADA)
    occurrence = await block.add_occurrence(planned(post))
    other = Server(id=SERVER + 1, channels=frozenset({CHANNEL + 1, CHANNEL + 2}))
    await block.save_server(other)
    await block.erase_server(SERVER)
    assert await block.servers() == [other]
    assert await block.reminder(post) is None
    assert await block.occurrence(occurrence) is None
    assert await block.members(post) == []
    assert await block.reminder(mine) == replace(own(channel=CHANNEL), id=mine)


@pytest.mark.parametrize(
    "change",
    (
        """rule = '{"weekdays":[0],"zone":"Gone/Zone","times":["09:00"]}'""",
        """rule = '{"weekdays":[7],"surprise":1}'""",
        """rule = '[]'""",
        """reason = 'a mood'""",
    ),
)
async def test_a_reminder_that_cannot_be_read_is_named(block, change):
    reminder = await block.add_reminder(own())
    await block._fetch(f"UPDATE reminders SET {change}")
    with pytest.raises(StoreError, match=f"^reminder {reminder} ") as caught:
        await block.reminder(reminder)
    assert "\n" not in str(caught.value)
    assert (await block.export(ADA))["reminders"][0]["id"] == str(reminder)
    await block.erase_person(ADA)
    assert await block.reminder(reminder) is None
