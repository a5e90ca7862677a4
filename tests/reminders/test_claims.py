"""Claims and records on a real store: what overtakes what, and what is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.reminders import claims
from bot.reminders.models import Delivery, Kind, Occurrence, Person, Reason, Reminder, State
from tests.reminders.world import ADA, BEN, CHANNEL, at, daily

NINE = at("09:00")
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


async def claimed(world, now=NINE, room=8):
    return (await claims.claim(world.store, now, room)).claims


async def stored(world, claim):
    async with world.store.reading() as seen:
        return await seen.occurrence(claim.delivery.occurrence.id)


async def broken(world, number):
    """Store a rule that this version cannot read."""
    async with world.store.writing() as tx:
        await tx._fetch("UPDATE reminders SET rule = '{}' WHERE id = ?", number)


async def test_a_claim_says_all_that_sending_needs(world):
    await world.has(ADA, dm=77)
    number = await world.reminds(rule=daily("09:00", "15:00"))
    (claim,) = await claimed(world)
    assert claim.delivery.occurrence == Occurrence(
        id=1, reminder=number, due=NINE, state=State.CLAIMED, at=NINE + 2 * MINUTE, tries=1, tried=NINE
    )
    assert (claim.delivery.channel, claim.delivery.to, claim.look, claim.tried) == (77, ADA, False, None)
    assert await claimed(world) == []
    async with world.store.reading() as seen:
        planned = await seen.planned(number)
    assert planned is not None
    assert planned.due == at("15:00")


async def test_no_more_are_claimed_than_there_is_room_for(world):
    numbers = [await world.reminds(person, daily("09:00")) for person in range(20, 25)]
    found = [one.delivery.reminder.id for _ in range(3) for one in await claimed(world, room=2)]
    assert found == numbers


async def test_one_that_cannot_be_read_keeps_no_other_waiting(world):
    bad, good = await world.reminds(), await world.reminds(BEN)
    await broken(world, bad)
    (claim,) = await claimed(world)
    assert claim.delivery.reminder.id == good
    assert [(one.state, one.reason) for one in await world.occurrences(bad)] == [(State.FAILED, Reason.UNREADABLE)]


async def test_an_owner_who_cannot_be_read_keeps_no_other_waiting(world):
    bad, good = await world.reminds(), await world.reminds(BEN)
    async with world.store.writing() as tx:
        await tx._fetch("UPDATE people SET quiet = 'odd' WHERE id = ?", ADA)
    (claim,) = await claimed(world)
    assert claim.delivery.reminder.id == good
    assert [(one.state, one.reason) for one in await world.occurrences(bad)] == [(State.FAILED, Reason.UNREADABLE)]


async def test_one_that_cannot_be_read_does_not_stop_planning_anew(world):
    await world.reminds(BEN)
    bad = await world.reminds()
    await broken(world, bad)
    good = await world.reminds(20)
    world.begin()
    await world.until("08:55")
    world.clock.set(at("08:20"))
    await world.until("08:35")
    assert [one.reminder.id for one in world.post.messages if one.occurrence.due == at("08:30")] == [1, good]


async def test_what_may_have_been_sent_is_not_skipped_before_it_was_looked_for(world):
    number = await world.reminds(rule=daily("09:00"))
    (claim,) = await claimed(world)
    await claims.record_retry(world.store, claim, NINE, 0, tried=NINE)
    await world.people.pause(ADA, number, None)
    assert await claimed(world, NINE + 10 * SECOND) == []
    waiting = await stored(world, claim)
    assert (waiting.state, waiting.at, waiting.tried) == (State.RETRY, NINE + 2 * MINUTE, NINE)
    (again,) = await claimed(world, NINE + 2 * MINUTE)
    assert again.look
    assert await claims.record_sent(world.store, again.delivery, 77, 1, NINE + 2 * MINUTE) == ()
    assert (await stored(world, claim)).state is State.SENT


async def test_a_post_that_may_have_been_sent_is_looked_for_though_all_have_left(world):
    number = await world.serves(ADA, rule=daily("09:00"))
    (claim,) = await claimed(world)
    await claims.record_retry(world.store, claim, NINE, 0, tried=NINE)
    await world.schedules.leave(ADA, number)
    assert await claimed(world, NINE + 10 * SECOND) == []
    (again,) = await claimed(world, NINE + 2 * MINUTE)
    assert again.look


async def overtaken(world):
    """Return a claim whose lease has ended, and the one that followed it."""
    (first,) = await claimed(world)
    (second,) = await claimed(world, NINE + 3 * MINUTE)
    assert second.look
    return first, second


RECORDS = {
    "retry": lambda store, claim: claims.record_retry(store, claim, NINE, 0, tried=None),
    "not found": lambda store, claim: claims.record_not_found(store, claim, NINE),
    "unknown": lambda store, claim: claims.record_unknown(store, claim.delivery, NINE),
    "put off": lambda store, claim: claims.put_off(store, claim, NINE),
    "unseen": lambda store, claim: claims.record_unseen(store, claim, NINE, 0),
    "refused": lambda store, claim: claims.record_refused(store, claim.delivery, Reason.CLOSED, NINE),
}


@pytest.mark.parametrize("record", sorted(RECORDS))
async def test_a_claim_that_was_overtaken_records_nothing(world, record):
    await world.reminds(rule=daily("09:00"))
    first, second = await overtaken(world)
    before = await stored(world, second)
    await RECORDS[record](world.store, first)
    assert await stored(world, second) == before


@pytest.mark.parametrize("record", sorted(RECORDS))
async def test_what_was_sent_stays_sent(world, record):
    await world.reminds(rule=daily("09:00"))
    first, second = await overtaken(world)
    await claims.record_sent(world.store, first.delivery, 77, 1, NINE)
    await RECORDS[record](world.store, second)
    assert (await stored(world, second)).state is State.SENT


async def test_what_was_sent_and_then_found_is_counted_once(world):
    await world.reminds(rule=daily("09:00"))
    await world.people.set_summary(ADA, on=True)
    first, second = await overtaken(world)
    await claims.record_sent(world.store, first.delivery, 77, 1, NINE)
    await claims.record_sent(world.store, second.delivery, 77, 1, NINE)
    async with world.store.reading() as seen:
        assert [week.came for week in await seen.weeks(ADA)] == [1]


async def test_a_place_that_was_left_meanwhile_pauses_nothing(world):
    number = await world.reminds(rule=daily("09:00"))
    (claim,) = await claimed(world)
    elsewhere = replace(claim.delivery.reminder, channel=5)
    async with world.store.writing() as tx:
        await tx.save_reminder(elsewhere)
    await claims.record_refused(world.store, claim.delivery, Reason.CLOSED, NINE)
    assert (await stored(world, claim)).state is State.FAILED
    assert (await world.reminder(number)).reason is None


async def test_what_is_gone_is_recorded_nowhere(world):
    number = await world.reminds(rule=daily("09:00"))
    (claim,) = await claimed(world)
    await world.people.stop(ADA, number)
    for record in RECORDS.values():
        await record(world.store, claim)
    assert await claims.record_sent(world.store, claim.delivery, 77, 1, NINE) == ()
    assert await claims.confirm(world.store, claim, NINE) is None
    assert await world.occurrences() == []
    assert await world.reminder(number) is None


@pytest.mark.parametrize("what", ("pause", "late", "leave"))
async def test_a_claim_that_had_to_wait_is_given_back_if_it_is_not_wanted(world, what):
    number = await world.serves(ADA, rule=daily("09:00"))
    (claim,) = await claimed(world)
    now = NINE + SECOND
    if what == "pause":
        await world.schedules.pause(900, number)
    elif what == "leave":
        await world.schedules.leave(ADA, number)
    else:
        now = NINE + 61 * SECOND
    assert await claims.confirm(world.store, claim, now) is None
    back = await stored(world, claim)
    assert (back.state, back.tried) == (State.RETRY, None)


async def test_a_claim_that_had_to_wait_mentions_who_is_still_there(world):
    number = await world.serves(ADA, BEN, rule=daily("09:00"))
    (claim,) = await claimed(world)
    await world.schedules.leave(ADA, number)
    await world.has(20)
    await world.schedules.join(20, number)
    confirmed = await claims.confirm(world.store, claim, NINE + SECOND)
    assert confirmed is not None
    assert confirmed.delivery.mentions == (BEN,)


async def test_looking_is_not_asked_for_anew(world):
    number = await world.reminds(rule=daily("09:00"))
    _, second = await overtaken(world)
    await world.people.pause(ADA, number, None)
    confirmed = await claims.confirm(world.store, second, NINE + 3 * MINUTE)
    assert confirmed is not None
    assert confirmed.look


async def test_parts_that_grow_each_find_a_number_of_their_own(world):
    people = range(1000, 1200)
    number = await world.serves(*people, rule=daily("09:00"))
    first, second = await claimed(world), await claimed(world)
    found = [*first, *second]
    assert [one.delivery.occurrence.part for one in found] == [0, 1]
    for claim in found:
        await claims.put_off(world.store, claim, NINE)
    async with world.store.writing() as tx:
        for person in (1, 2, 3000):
            await tx.save_person(Person(id=person))
            await tx.join(number, person)
    grown = [one for _ in range(4) for one in await claimed(world)]
    assert sorted(one.delivery.occurrence.part for one in grown) == [0, 1, 2, 3]
    mentioned = [person for one in grown for person in one.delivery.mentions]
    assert sorted(mentioned) == [1, 2, *people, 3000]


async def test_a_post_tried_before_is_no_longer_split_as_it_may_stand(world):
    number = await world.serves(*range(1000, 1100), rule=daily("09:00"))
    (claim,) = await claimed(world)
    await claims.record_retry(world.store, claim, NINE, 0, tried=NINE)
    await world.has(1)
    await world.schedules.join(1, number)
    again = await claimed(world, NINE + 3 * SECOND)
    assert [len(one.delivery.mentions) for one in again] == [100]


async def test_a_post_replaces_those_before_it_and_its_parts_not_each_other(world):
    await world.serves(*range(1000, 1150), rule=daily("09:00", "10:00"))
    posts = [*(await claimed(world)), *(await claimed(world))]
    for number, one in enumerate(posts):
        assert await claims.record_sent(world.store, one.delivery, CHANNEL, number + 1, NINE) in ((), [])
    first, second = [*(await claimed(world, at("10:00"))), *(await claimed(world, at("10:00")))]
    assert await claims.record_sent(world.store, second.delivery, CHANNEL, 5, at("10:00")) == ()
    replaced = await claims.record_sent(world.store, first.delivery, CHANNEL, 4, at("10:00"))
    assert [post.message for post in replaced] == [1, 2]
    await claims.record_removed(world.store, replaced)
    async with world.store.reading() as seen:
        assert [post.message for post in await seen.posts(1)] == [4, 5]


async def test_a_summary_brings_the_weeks_and_a_channel_its_own_mention(world):
    await world.serves()
    await world.has(ADA)
    async with world.store.writing() as tx:
        await tx.tally(ADA, date(2026, 11, 9), Kind.STRETCH, came=3)
    await world.reminds(rule=daily("09:00"), kind=Kind.SUMMARY)
    await world.reminds(rule=daily("09:00"), channel=CHANNEL)
    _, summary, own = [None, *(one.delivery for one in await claimed(world) if one.delivery.reminder.owner)]
    assert [week.came for week in summary.weeks] == [3]
    assert (own.mentions, own.channel, own.to, own.weeks) == ((ADA,), CHANNEL, None, ())
    assert isinstance(own, Delivery)
    assert isinstance(own.reminder, Reminder)
