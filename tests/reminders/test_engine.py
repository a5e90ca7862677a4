"""The engine on a real store, with a clock moved by hand and a post office that fails on demand."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.reminders import engine as engine_module
from bot.reminders.drafts import Draft
from bot.reminders.engine import UNDER_WAY
from bot.reminders.models import Kind, Person, Reason, Reminder, State
from bot.reminders.planning import replan
from bot.reminders.ports import LaterError, StoreError, UncertainError
from tests.reminders.world import ADA, BEN, CHANNEL, SERVER, Life, at, daily, often, refused


async def states(world, reminder=None):
    return [(f"{one.due:%H:%M}", one.state.value) for one in await world.occurrences(reminder)]


def lates(world):
    return [(one.at - one.occurrence.due).total_seconds() for one in world.post.messages]


async def test_each_comes_once_and_on_time_and_the_next_is_planned(world):
    await world.reminds()
    world.begin()
    await world.until("10:10")
    assert world.post.came() == [at("09:00"), at("09:30"), at("10:00")]
    assert lates(world) == [0, 0, 0]
    assert await states(world) == [("09:00", "sent"), ("09:30", "sent"), ("10:00", "sent"), ("10:30", "scheduled")]
    assert [one.number for one in await world.occurrences()] == [0, 1, 2, 0]


async def test_a_direct_message_is_opened_once(world):
    await world.reminds()
    world.begin()
    await world.until("09:40")
    person = await world.people.person(ADA)
    assert person.dm == world.post.messages[0].channel
    assert [one.channel for one in world.post.messages] == [person.dm] * 2


@pytest.mark.parametrize("fault", ("later", "lost", "dropped"))
async def test_what_fails_is_tried_again_as_the_same_message(world, fault):
    await world.reminds(rule=daily("09:00"))
    world.post.faults = [fault, fault]
    world.begin()
    await world.until("09:30")
    assert world.post.came() == [at("09:00")]
    assert (await states(world))[0] == ("09:00", "sent")
    assert [what for what, _ in world.post.calls] == ["send"] * 3


async def test_an_answer_lost_and_the_nonce_forgotten_is_looked_for(world):
    await world.reminds(rule=daily("09:00"))
    world.post.faults = ["lost", LaterError("429", 150)]
    world.begin()
    await world.until("09:30")
    assert world.post.came() == [at("09:00")]
    assert [what for what, _ in world.post.calls] == ["send", "send", "find"]
    assert (await states(world))[0] == ("09:00", "sent")


async def test_what_is_looked_for_and_not_there_is_sent(world):
    await world.reminds(rule=daily("09:00"))
    world.post.faults = ["dropped", LaterError("429", 150)]
    world.begin()
    await world.until("09:30")
    assert world.post.came() == [at("09:00")]
    assert [what for what, _ in world.post.calls] == ["send", "send", "find", "send"]


async def test_what_is_not_there_but_late_by_now_is_skipped(world):
    await world.reminds(rule=daily("09:00"), kind=Kind.HYDRATE)
    world.post.faults = ["dropped"]
    life = Life()
    world.begin(life)
    await world.until("08:59:59")
    life.most = life.steps + 3
    assert not await world.until("09:00:01")
    await world.kill()
    world.clock.advance(1200)
    world.begin()
    await world.until("09:50")
    (first, _) = await world.occurrences()
    assert (first.state, first.reason) == (State.SKIPPED, Reason.LATE)
    assert world.post.came() == []


@pytest.mark.parametrize("fault", (None, refused(Reason.NO_ACCESS)))
async def test_a_history_that_cannot_be_read_leaves_it_unknown_and_never_sent_again(world, fault):
    await world.reminds(rule=daily("09:00"))
    world.post.faults = ["lost", LaterError("429", 150)]
    world.post.find_faults = [fault] if fault else []
    world.post.unreadable = set() if fault else {ADA + 1_000_000}
    world.begin()
    await world.until("12:00")
    assert world.post.came() == [at("09:00")]
    assert (await states(world))[0] == ("09:00", "unknown")
    assert "unknown" in world.told.names()


async def test_looking_is_given_up_after_a_day(world):
    await world.reminds(rule=daily("09:00", until=at("09:00").date()))
    world.post.faults = ["lost", LaterError("429", 150)]
    world.post.find_faults = [LaterError("503"), UncertainError(), TimeoutError()] * 1000
    world.begin()
    await world.until("09:10")
    world.clock.set(at("2026-11-23 08:55"))
    await world.until("2026-11-23 08:59")
    assert (await states(world))[0] == ("09:00", "retry")
    await world.until("2026-11-23 09:05")
    assert (await states(world))[0] == ("09:00", "unknown")
    assert len(world.post.messages) == 1


async def test_a_message_that_takes_too_long_is_given_up_and_tried_again(world, monkeypatch):
    monkeypatch.setattr(engine_module, "TIMEOUT", 0.01)
    await world.reminds(rule=daily("09:00"))
    world.post.faults = [40.0]
    world.begin()
    await world.until("09:00")
    await asyncio.gather(*world.engine._under_way)  # none, where the machine was slow enough
    await world.until("09:30")
    assert world.post.came() == [at("09:00")]
    assert ("uncertain", "TimeoutError") in [(what, more.get("why")) for what, more in world.told]


@pytest.mark.parametrize(
    "reason", (Reason.CLOSED, Reason.NO_SERVER, Reason.NO_ACCESS, Reason.GONE, Reason.ARCHIVED, Reason.REFUSED)
)
async def test_what_is_refused_is_paused_with_its_reason_and_not_tried_again(world, reason):
    number = await world.reminds()
    await world.people.snooze(ADA, number, timedelta(minutes=30))
    world.post.faults = [refused(reason, 50007)]
    world.begin()
    await world.until("2026-11-23 12:00")
    assert len(world.post.calls) == 1
    assert (await world.reminder(number)).reason is reason
    assert [(one.state, one.reason) for one in await world.occurrences()] == [
        (State.FAILED, reason),
        (State.SKIPPED, reason),
    ]
    await world.people.resume(ADA, number)
    await world.until("2026-11-23 12:40")
    assert world.post.came() == [at("2026-11-23 12:30")]


async def test_the_last_occurrence_of_a_rule_is_tried_again_though_the_rule_is_over(world):
    number = await world.reminds(rule=daily("09:00", until=at("09:00").date()))
    world.post.faults = ["later"]
    world.begin()
    await world.until("09:30")
    assert world.post.came() == [at("09:00")]
    assert (await world.reminder(number)).reason is Reason.ENDED


# --- schedules


async def test_a_schedule_of_250_mentions_each_member_once_in_three_messages(world):
    members = range(1000, 1250)
    number = await world.serves(*members, rule=daily("09:00", "10:00"))
    world.begin()
    await world.until("09:30")
    assert [len(one.mentions) for one in world.post.standing()] == [100, 100, 50]
    assert sorted(one for message in world.post.messages for one in message.mentions) == list(members)
    await world.until("10:30")
    assert len(world.post.messages) == 6
    assert {one.occurrence.due for one in world.post.standing()} == {at("10:00")}
    assert await world.reminder(number)


async def test_who_joins_or_leaves_between_the_parts_moves_nobody_else(world):
    members = range(1000, 1250)
    number = await world.serves(*members, rule=daily("09:00"))
    life = Life()
    world.begin(life)
    await world.until("08:59")
    # dies when the first part is claimed and nothing of it sent: the others are stored by then
    life.most = life.steps + 4
    await world.until("09:05")
    assert life.is_over
    await world.kill()
    await world.has(1, 2, 1251)
    for person in (1, 2, 1251):
        await world.schedules.join(person, number)
    for person in (1000, 1110, 1249):
        await world.schedules.leave(person, number)
    world.begin()
    await world.until("09:20")
    mentioned = [one for message in world.post.messages for one in message.mentions]
    assert len(mentioned) == len(set(mentioned))
    assert set(mentioned) >= set(members) - {1000, 1110, 1249}
    assert not set(mentioned) & {1000, 1110, 1249}


async def test_a_part_that_has_grown_is_split_once_more(world):
    members = [*range(1000, 1100), *range(2000, 2100)]
    number = await world.serves(*members, rule=daily("09:00"))
    world.post.faults = ["later"] * 2
    world.begin()
    await world.until("09:00")
    assert world.post.messages == []
    await world.has(1500, 1501)
    for person in (1500, 1501):
        await world.schedules.join(person, number)
    await world.until("09:10")
    assert sorted(one for message in world.post.messages for one in message.mentions) == sorted([*members, 1500, 1501])
    assert max(len(message.mentions) for message in world.post.messages) == 100


async def test_a_schedule_nobody_has_joined_says_nothing_and_goes_on(world):
    number = await world.serves(rule=daily("09:00", "10:00"))
    world.begin()
    await world.until("09:10")
    await world.has(ADA)
    await world.schedules.join(ADA, number)
    await world.until("10:10")
    assert [(one.occurrence.due, one.mentions) for one in world.post.messages] == [(at("10:00"), (ADA,))]
    assert (await world.occurrences())[0].reason is Reason.NOBODY


@pytest.mark.parametrize(("fault", "left"), ((refused(Reason.NO_PERMISSION), 2), (LaterError("503"), 1)))
async def test_a_post_that_cannot_be_removed_stays_or_goes_with_the_next(world, fault, left):
    await world.serves(ADA, rule=daily("09:00", "10:00", "11:00"))
    world.post.remove_faults = [fault]
    world.begin()
    await world.until("10:30")
    assert len(world.post.standing()) == 2
    await world.until("11:30")
    assert len(world.post.standing()) == left


async def test_who_has_had_sixteen_is_not_mentioned_though_a_schedule_was_changed(world):
    number = await world.serves(ADA, BEN, rule=daily("09:00"), kind=Kind.HYDRATE)
    await world.has(ADA, BEN)
    await world.reminds(ADA, often(60, "09:00", "20:00"), Kind.HYDRATE)
    draft = Draft(kind=Kind.HYDRATE, rule=often(60, "09:30", "20:30"), channel=CHANNEL)
    await world.schedules.change(SERVER, number, draft)
    world.begin()
    await world.until("23:00")
    ada = [one for one in world.post.messages if one.reminder.owner == ADA or ADA in one.mentions]
    ben = [one for one in world.post.messages if BEN in one.mentions]
    assert (len(ada), len(ben)) == (16, 12)


async def test_sixteen_a_day_and_person_with_snoozes_at_the_same_moment(world):
    await world.has(ADA)
    world.clock.set(at("05:50"))
    rules = [often(60, "06:00", "11:00"), often(60, "12:00", "16:00"), often(60, "17:00", "20:00")]
    numbers = [await world.reminds(ADA, rule, Kind.HYDRATE) for rule in rules]
    world.begin()
    await world.until("19:30")
    assert len(world.post.messages) == 14
    for number in numbers:
        await world.people.snooze(ADA, number, timedelta(minutes=30))
    await world.until("23:00")
    assert len(world.post.messages) == 16
    skipped = [one.reason for one in await world.occurrences() if one.state is State.SKIPPED]
    assert skipped == [Reason.ENOUGH] * 2


# --- outages and clocks


async def test_after_a_day_without_the_program_nobody_gets_a_burst(world):
    number = await world.reminds()
    await world.reminds(BEN, daily("09:00", "21:45"), Kind.HYDRATE)
    world.clock.set(at("2026-11-23 09:14:59"))
    world.begin()
    await world.until("2026-11-23 09:20")
    assert world.post.came(ADA) == [at("2026-11-23 09:00")]
    assert world.post.came(BEN) == [at("2026-11-23 09:00")]
    past = [one for one in await world.occurrences(number) if one.state is State.SKIPPED]
    assert [(one.due, one.reason, one.missed) for one in past] == [(at("09:00"), Reason.LATE, 24)]


async def test_after_a_day_without_the_program_what_is_late_waits_for_its_next(world):
    await world.reminds(BEN, daily("09:00"), Kind.HYDRATE)
    world.clock.set(at("2026-11-23 09:15:01"))
    world.begin()
    await world.until("2026-11-24 09:20")
    assert world.post.came() == [at("2026-11-24 09:00")]


@pytest.mark.parametrize("restarted", (False, True))
@pytest.mark.parametrize("back", (timedelta(hours=1), timedelta(days=365)))
async def test_a_clock_set_back_doubles_nothing_and_reminders_come_again(world, back, restarted):
    for person in range(20, 26):
        await world.reminds(person)
    ending = await world.reminds(ADA, often(until=(at("08:00") + timedelta(days=3)).date()))
    world.begin()
    await world.until("10:10")
    if restarted:
        await world.end()
    world.clock.set(world.clock.now() - back)
    if restarted:
        world.begin()
    await world.until(at("10:40") if back == timedelta(hours=1) else at("11:10") - back)
    for person in (*range(20, 26), ADA):
        came = world.post.came(person)
        assert len(came) == len(set(came))
        first = at("10:30") if back == timedelta(hours=1) else at("10:30") - back
        assert first in came
    assert (await world.reminder(ending)).reason is None
    assert world.told.names().count("clock set back") == 1


async def test_a_clock_set_back_a_little_leaves_what_is_planned(world):
    number = await world.reminds(rule=daily("15:00"))
    world.begin()
    await world.until("09:00")
    world.clock.set(at("08:45"))
    await world.until("15:10")
    first, _ = await world.occurrences(number)
    assert (first.id, first.state) == (1, State.SENT)
    assert "clock set back" in world.told.names()


async def test_a_clock_far_ahead_ends_nothing_for_good(world, monkeypatch):
    monkeypatch.setattr(engine_module, "PAGE", 2)
    ending = await world.reminds(ADA, often(until=at("2026-11-25 08:00").date()))
    for person in range(20, 25):
        await world.reminds(person)
    world.begin()
    await world.until("09:10")
    world.clock.set(at("2027-11-22 09:15"))
    await world.until("2027-11-22 09:35")
    assert (await world.reminder(ending)).reason is Reason.ENDED
    world.clock.set(at("09:20"))
    await world.until("10:45")
    assert (await world.reminder(ending)).reason is None
    for person in (ADA, *range(20, 25)):
        # That of 09:30 was skipped as late when the clock had run away, and is not taken back.
        came = [one for one in world.post.came(person) if one < at("11:00")]
        assert came == [at("09:00"), at("10:00"), at("10:30")]


# --- keeping and forgetting


async def test_what_is_over_is_forgotten_after_14_days(world):
    await world.reminds(rule=daily("09:00"))
    world.begin()
    await world.until("09:10")
    world.clock.set(at("2026-12-06 07:30"))
    await world.until("2026-12-06 08:45")
    assert (await world.occurrences())[0].due == at("09:00")
    await world.until("2026-12-06 10:30")
    assert (await world.occurrences())[0].due > at("09:00")


async def test_a_server_is_erased_30_days_after_charley_was_removed_and_not_before(world):
    number = await world.serves(ADA)
    await world.schedules.server_left(SERVER)
    world.begin()
    await world.until("09:00")
    world.clock.set(at("2026-12-22 07:00"))
    await world.until("2026-12-22 08:30")
    assert (await world.reminder(number)).reason is Reason.REMOVED
    await world.until("2026-12-22 10:00")
    assert await world.reminder(number) is None
    assert world.post.messages == []


async def test_many_finished_ones_are_forgotten_page_by_page(world, monkeypatch):
    monkeypatch.setattr(engine_module, "PAGE", 3)
    await world.reminds()
    world.begin()
    await world.until("13:10")
    await world.end()
    world.clock.set(at("2026-12-07 08:00"))
    world.begin()
    await world.settle()
    assert all(one.due > at("13:00") for one in await world.occurrences())


# --- order, pace, trouble


async def test_the_oldest_come_first_and_first_tries_before_retries(world):
    late = await world.reminds(ADA, daily("09:00"))
    world.post.faults = [LaterError("429", 1795)]
    world.begin()
    await world.until("09:10")
    first = await world.reminds(BEN, daily("09:30"))
    second = await world.reminds(13, daily("09:29"))
    await world.kill()
    world.clock.set(at("09:30:05"))
    world.begin()
    await world.until("09:40")
    assert [one.reminder.id for one in world.post.messages] == [second, first, late]


async def test_two_in_one_channel_go_one_after_the_other(world):
    await world.serves(personal=True)
    numbers = [await world.reminds(person, daily("09:00"), channel=CHANNEL) for person in (ADA, BEN, 13)]
    world.post.faults = [5.0, 5.0, 5.0]
    world.begin()
    await world.until("09:01")
    assert [one.reminder.id for one in world.post.messages] == numbers
    assert [one.at for one in world.post.messages] == [at("09:00:05"), at("09:00:10"), at("09:00:15")]


async def test_who_stops_pauses_or_leaves_while_a_line_is_waited_in_gets_nothing(world):
    number = await world.serves(ADA, BEN, rule=daily("09:00"))
    people = (21, 22, 23)
    stopped, paused, kept = [await world.reminds(one, daily("09:00"), channel=CHANNEL) for one in people]
    world.post.faults = [10.0]
    world.begin()
    await world.until("09:00:01")
    assert world.post.messages == []
    await world.people.stop(21, stopped)
    await world.people.pause(22, paused, None)
    await world.until("09:10")
    assert [one.reminder.id for one in world.post.messages] == [number, kept]
    assert [one.reason for one in await world.occurrences(paused)] == [Reason.ASKED]


async def test_members_who_leave_while_the_line_is_waited_in_are_not_mentioned(world):
    await world.has(20, 21)
    before = await world.reminds(20, daily("09:00"))
    async with world.store.writing() as tx:
        await tx.remove_reminder(before)
    number = await world.serves(ADA, BEN, rule=daily("09:01"))
    await world.reminds(20, daily("09:00"), channel=CHANNEL)
    world.post.faults = [70.0]
    world.begin()
    await world.until("09:00:59")
    world.clock.advance(2)
    await world.settle()
    await world.schedules.leave(BEN, number)
    await world.until("09:10")
    assert [one.mentions for one in world.post.messages][-1] == (ADA,)


async def test_a_claim_that_waits_longer_than_half_its_lease_is_judged_anew(world):
    await world.serves(personal=True)
    people = range(20, 25)
    for person in people:
        await world.reminds(person, daily("09:00"), channel=CHANNEL)
    world.post.faults = [21.0] * 5
    world.begin()
    await world.until("09:10")
    assert [one.reminder.owner for one in world.post.messages] == list(people)
    assert {what for what, _ in world.post.calls} == {"send"}
    tries = [one.tries for one in await world.occurrences() if one.due == at("09:00") and one.reminder > 1]
    assert tries == [1, 1, 1, 2, 2]


async def test_what_waited_for_longer_than_its_lease_comes_once_all_the_same(world):
    await world.serves(personal=True)
    people = range(20, 25)
    for person in people:
        await world.reminds(person, daily("09:00"), channel=CHANNEL)
    world.post.faults = [130.0]
    world.begin()
    await world.until("09:30")
    assert [one.reminder.owner for one in world.post.messages] == list(people)
    assert [one.state.value for one in await world.occurrences() if one.due == at("09:00")][1:] == ["sent"] * 5


async def test_a_channel_with_a_long_line_keeps_nobody_else_waiting(world):
    await world.serves(personal=True)
    people = range(1000, 1000 + UNDER_WAY + 20)
    async with world.store.writing() as tx:
        for person in people:
            await tx.save_person(Person(id=person, zone="UTC", quiet=None))
            made = Reminder(kind=Kind.HYDRATE, rule=daily("09:00"), owner=person, channel=CHANNEL)
            await replan(tx, replace(made, id=await tx.add_reminder(made)), world.clock.now())
    await world.reminds(ADA, daily("09:01"))
    world.post.faults = [1.0] * 60
    world.begin()
    await world.until("09:02")
    (ada,) = [one for one in world.post.messages if one.reminder.owner == ADA]
    assert ada.at - at("09:01") < timedelta(seconds=1)
    await world.until("09:10")
    assert sorted(one.reminder.owner for one in world.post.messages)[1:] == list(people)
    assert {what for what, _ in world.post.calls} == {"send"}


async def test_the_budget_stops_everything_and_says_so(world):
    for person in range(20, 30):
        await world.reminds(person, daily("09:00", "09:30"))
    world.begin(most=3)
    await world.until("08:59")
    for _ in range(3):
        world.budget.refuse()
    await world.until("09:05")
    assert world.post.calls == []
    assert "stopped for refusals" in world.told.names()
    await world.until("09:20")
    assert len(world.post.messages) == 10


async def test_the_budget_stops_those_that_are_claimed_already(world):
    await world.serves(personal=True)
    for person in (20, 21):
        await world.reminds(person, daily("09:00"), channel=CHANNEL)
    world.post.faults = [5.0]
    world.begin(most=1)
    await world.until("09:00:01")
    world.budget.refuse()
    await world.until("09:09")
    assert len(world.post.messages) == 1
    await world.until("09:20")
    assert len(world.post.messages) == 2


async def test_no_more_than_so_many_are_under_way(world):
    for person in range(20, 20 + UNDER_WAY + 5):
        await world.reminds(person, daily("09:00"))
    world.post.faults = [10.0] * (UNDER_WAY + 5)
    world.begin(rate=1000.0)
    await world.until("09:00:05")
    assert len(world.post.calls) == UNDER_WAY
    await world.until("09:01")
    assert len(world.post.messages) == UNDER_WAY + 5


async def test_a_store_that_fails_and_errors_of_ours_stop_nothing(world):
    await world.reminds()
    world.begin()
    await world.until("08:55")
    real = world.engine._store
    faults = [StoreError("the disk is full"), ValueError("ours")]

    class Failing:
        def reading(self):
            return real.reading()

        def writing(self):
            if faults:
                raise faults.pop(0)
            return real.writing()

    world.engine._store = Failing()
    await world.until("09:10")
    assert world.post.came() == [at("09:00")]
    assert {"store failed", "engine failed"} <= set(world.told.names())


async def test_a_record_that_cannot_be_written_is_made_good_by_looking(world):
    await world.reminds(rule=daily("09:00"))
    world.begin()
    await world.until("08:59:59")
    real = world.engine._store

    class Failing:
        def reading(self):
            return real.reading()

        def writing(self):
            if world.post.messages and "delivery failed" not in world.told.names():
                raise StoreError("the disk is full")
            return real.writing()

    world.engine._store = Failing()
    await world.until("09:10")
    assert world.post.came() == [at("09:00")]
    assert (await states(world))[0] == ("09:00", "sent")
    assert "delivery failed" in world.told.names()


async def test_stopping_waits_for_what_is_under_way(world):
    await world.reminds(rule=daily("09:00"))
    world.post.faults = [5.0]
    world.begin()
    await world.until("09:00:01")
    world.engine.stop()
    await world.end()
    assert (await states(world))[0] == ("09:00", "sent")


async def test_stopping_does_not_wait_until_discord_takes_requests_again(world):
    for person in (20, 21, 22):
        await world.reminds(person, daily("09:00"))
    world.begin()
    await world.until("08:59")
    world.engine._pace.hold(3_600)
    await world.until("09:00:01")
    assert world.clock.now() < at("09:01")
    world.engine.stop()
    await asyncio.wait_for(world.running, 5)
    assert world.clock.now() < at("09:01")
    assert world.post.calls == []
    assert not world.engine._under_way
    assert sorted(await states(world)) == [("09:00", "retry")] * 3 + [("09:00", "scheduled")] * 3, (
        "today's, and tomorrow's"
    )


async def test_deliveries_under_way_end_with_a_run_that_is_cancelled(world):
    await world.reminds(rule=daily("09:00"))
    world.post.faults = [5000.0]
    world.begin()
    await world.until("09:00:01")
    (task,) = world.engine._under_way
    world.running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await world.running
    assert task.cancelled()


async def test_stopping_gives_up_what_takes_too_long(world, monkeypatch):
    monkeypatch.setattr(engine_module, "CLOSING", 0.01)
    await world.reminds(rule=daily("09:00"))
    world.post.faults = [5000.0]
    world.begin()
    await world.until("09:00:01")
    world.engine.stop()
    await asyncio.wait_for(world.running, 5)
    assert (await states(world))[0] == ("09:00", "claimed")


async def test_service_calls_wait_for_one_transaction_at_most(world):
    for person in range(20, 120):
        await world.reminds(person, daily("09:00"))
    number = await world.reminds(ADA, daily("12:00"))
    world.post.faults = [10.0] * 100
    world.begin()
    await world.until("09:00:01")
    assert world.engine._under_way
    before = world.clock.now()
    await world.people.pause(ADA, number, None)
    assert world.clock.now() == before


@pytest.mark.parametrize("restarted", (False, True))
async def test_what_was_lost_before_a_clock_was_set_back_is_found_and_not_sent_again(world, restarted):
    await world.reminds(ADA, often())
    world.post.faults = ["lost"]
    world.begin()
    await world.until("09:00:01")
    if restarted:
        await world.kill()
    world.clock.set(at("08:00:01"))
    if restarted:
        world.begin()
    await world.until("09:10")
    assert world.post.came(ADA).count(at("09:00")) == 1
    assert ("09:00", "sent") in await states(world)


async def test_stopping_leaves_those_that_wait_in_a_line_to_the_next_start(world):
    for person in range(20, 24):
        await world.reminds(person, daily("09:00"), channel=CHANNEL)
    world.post.faults = [5.0]
    world.begin()
    await world.until("09:00:01")
    world.engine.stop()
    await world.end()
    assert Counter(state for _, state in await states(world)) == {"sent": 1, "retry": 3, "scheduled": 4}
    assert [one.tried for one in await world.occurrences() if one.state is State.RETRY] == [None] * 3
    assert len(world.post.messages) == 1


async def test_what_is_skipped_is_told_with_its_reason_once_it_is_stored(world):
    number = await world.reminds(rule=daily("09:00"))
    world.clock.set(at("13:00"))
    world.begin()
    await world.until("13:01")
    (skipped,) = [more for what, more in world.told if what == "skipped"]
    assert (skipped["reason"], skipped["kind"]) == (Reason.LATE, "stretch")
    assert [one.id for one in await world.occurrences(number) if one.state is State.SKIPPED] == [skipped["occurrence"]]


async def test_what_cannot_be_read_is_told_without_a_kind(world):
    number = await world.reminds(rule=daily("09:00"))
    async with world.store.writing() as tx:
        await tx._fetch("UPDATE reminders SET rule = '{}' WHERE id = ?", number)
    world.begin()
    await world.until("09:01")
    assert [(more["kind"], more["reason"]) for what, more in world.told if what == "failed"] == [
        (None, Reason.UNREADABLE)
    ]


async def test_an_engine_says_how_it_is(world):
    await world.reminds(rule=daily("09:00"))
    world.post.faults = [5.0]
    world.begin()
    engine = world.engine
    assert (engine.is_alive, engine.is_stopping, engine.under_way) == (True, False, 0)
    await world.until(at("09:00") + timedelta(seconds=1))
    assert engine.under_way == 1
    await world.until("09:01")
    assert engine.under_way == 0
    await world.end()
    assert (engine.is_alive, engine.is_stopping) == (True, True)


async def test_an_engine_that_ended_without_being_told_to_is_not_alive(world):
    world.begin()
    await world.settle()
    engine = world.engine
    world.running.cancel()
    await asyncio.gather(world.running, return_exceptions=True)
    assert not engine.is_alive
    assert not engine.is_stopping
    world.engine = world.running = None
