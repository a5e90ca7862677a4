"""What admins and members may do with schedules, on a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.reminders.drafts import Draft, GoneError, Limits, ReminderError
from bot.reminders.models import Fluids, Kind, Reason, Server, State
from bot.reminders.schedules import NOT_ANSWERED, NOT_HERE, ScheduleService
from tests.reminders.world import ADA, BEN, CHANNEL, SERVER, at, daily, often, refused

MONDAY = "2026-11-23"
STRETCH = Draft(kind=Kind.STRETCH, rule=daily("09:00", "15:00"), channel=CHANNEL)
HYDRATE = replace(STRETCH, kind=Kind.HYDRATE)
MINE = Draft(kind=Kind.STRETCH, rule=daily("09:00", "15:00"), channel=CHANNEL)


@pytest.fixture
def schedules(world):
    return world.schedules


async def faults(call):
    with pytest.raises(ReminderError) as caught:
        await call
    return list(caught.value.faults)


async def allowed(schedules, *channels):
    await schedules.set_channels(SERVER, frozenset(channels or {CHANNEL}))


# --- settings of a server


async def test_a_server_that_is_unknown_has_the_defaults(schedules):
    assert await schedules.server(SERVER) == Server(id=SERVER)
    assert await schedules.schedules(SERVER) == []


async def test_what_admins_set_is_kept(schedules):
    await schedules.set_mentions(SERVER, on=False)
    await schedules.set_personal(SERVER, on=True)
    await allowed(schedules)
    expected = Server(id=SERVER, personal=True, mentions=False, channels=frozenset({CHANNEL}))
    assert await schedules.server(SERVER) == expected


# --- setting up


async def test_a_schedule_is_set_up_shown_and_listed(world, schedules):
    await allowed(schedules)
    assert await schedules.preview(SERVER, STRETCH) == (at("09:00"), at("15:00"), at(f"{MONDAY} 09:00"))
    assert await schedules.schedules(SERVER) == []
    world.changed.clear()
    made = await schedules.add(SERVER, STRETCH)
    assert (made.next, made.reminder.server, made.reminder.owner) == (at("09:00"), SERVER, None)
    assert world.changed.is_set()
    assert await schedules.schedules(SERVER) == [made]
    assert (
        await schedules.get(SERVER, made.reminder.id) == await schedules.open_to(BEN, made.reminder.id, SERVER) == made
    )


async def test_what_told_of_a_schedule_is_replaced_by_its_first_post_and_was_a_reminder_for_nobody(world, schedules):
    await allowed(schedules)
    made = await schedules.add(SERVER, HYDRATE)
    await world.has(ADA, fluids=Fluids.MAY)
    await schedules.join(ADA, made.reminder.id)
    await schedules.opened(made.reminder.id, 77)
    async with world.store.reading() as seen:
        (post,) = await seen.posts(made.reminder.id)
        assert (post.message, post.due < made.next) == (77, True)
        assert await seen.sent_since(ADA, Kind.HYDRATE, at("00:00")) == 0


async def test_five_schedules_are_the_limit(world, schedules):
    await allowed(schedules)
    made = [await schedules.add(SERVER, STRETCH) for _ in range(5)]
    assert await faults(schedules.add(SERVER, STRETCH)) == [
        "This server has 5 schedules, and 5 is the limit. Stop one first."
    ]
    await schedules.change(SERVER, made[0].reminder.id, STRETCH)
    more = ScheduleService(world.store, world.clock, world.changed, Limits(schedules=6))
    await more.add(SERVER, STRETCH)


async def test_all_faults_are_told_at_once(schedules):
    much = Draft(kind=Kind.HYDRATE, rule=often(30, "08:00", "20:00", until=date(2026, 11, 21)), channel=CHANNEL)
    assert await faults(schedules.preview(SERVER, much)) == [
        (
            "That makes up to 25 reminders to drink in one day, and 16 is the limit, all of yours taken together. "
            "Choose a longer interval, fewer times or shorter hours."
        ),
        NOT_HERE,
        "This would end before the first reminder. Choose a later end.",
    ]


async def test_a_schedule_needs_a_channel(schedules):
    assert NOT_HERE in await faults(schedules.add(SERVER, replace(STRETCH, channel=None)))


# --- changing


async def test_a_change_keeps_the_members_unless_it_is_for_something_else(world, schedules):
    number = await world.serves(ADA, BEN, rule=daily("09:00"))
    changed = await schedules.change(SERVER, number, replace(STRETCH, rule=daily("12:00")))
    assert changed.next == at("12:00")
    assert [one.reminder.id for one in await schedules.joined(ADA)] == [number]
    await schedules.change(SERVER, number, HYDRATE)
    assert await schedules.joined(ADA) == await schedules.joined(BEN) == []


async def test_paused_it_waits_to_be_resumed(world, schedules):
    number = await world.serves(ADA, rule=daily("09:00", "15:00"))
    paused = await schedules.pause(SERVER, number)
    assert (paused.next, paused.reminder.reason) == (None, Reason.ASKED)
    world.begin()
    await world.until("09:30")
    assert (await schedules.resume(SERVER, number)).next == at("15:00")
    await world.until("15:30")
    assert world.post.came() == [at("15:00")]


async def test_a_pause_between_the_parts_of_a_post_holds_for_the_rest(world, schedules):
    number = await world.serves(*range(1000, 1150), rule=daily("09:00"))
    world.post.faults = [5.0]
    world.begin()
    await world.until("09:00:01")
    await schedules.pause(SERVER, number)
    await world.until("09:10")
    assert [one.occurrence.part for one in world.post.messages] == [0]
    assert [(one.state, one.reason) for one in await world.occurrences()] == [
        (State.SENT, None),
        (State.SKIPPED, Reason.ASKED),
    ]


async def test_a_change_between_the_parts_of_a_post_loses_nobody(world, schedules):
    number = await world.serves(*range(1000, 1150), rule=daily("09:00"))
    world.post.faults = [5.0]
    world.begin()
    await world.until("09:00:01")
    await schedules.change(SERVER, number, replace(STRETCH, rule=daily("15:00")))
    await world.until("09:10")
    assert sorted(one for message in world.post.messages for one in message.mentions) == list(range(1000, 1150))


async def test_what_is_stopped_is_gone_with_its_members(world, schedules):
    number = await world.serves(ADA)
    assert (await schedules.stop(SERVER, number)).id == number
    assert await schedules.joined(ADA) == []
    assert await world.occurrences() == []


async def test_other_servers_and_people_have_no_say(world, schedules):
    number = await world.serves(ADA)
    mine = (await world.people.add(ADA, replace(MINE, channel=None))).reminder.id
    for server, schedule in ((SERVER + 1, number), (SERVER, mine), (SERVER, 99)):
        for call in (
            schedules.get(server, schedule),
            schedules.change(server, schedule, STRETCH),
            schedules.pause(server, schedule),
            schedules.resume(server, schedule),
            schedules.stop(server, schedule),
        ):
            with pytest.raises(GoneError):
                await call
    for call in (schedules.open_to(ADA, mine, SERVER), schedules.open_to(ADA, 99, SERVER), schedules.join(ADA, mine)):
        with pytest.raises(GoneError):
            await call


# --- members


async def test_a_schedule_is_open_to_its_members_and_to_who_is_in_its_server(world, schedules):
    number = await world.serves(ADA)
    for server in (None, SERVER, SERVER + 1):
        assert (await schedules.open_to(ADA, number, server)).reminder.id == number
    assert (await schedules.open_to(BEN, number, SERVER)).reminder.id == number
    for server in (None, SERVER + 1):
        with pytest.raises(GoneError):
            await schedules.open_to(BEN, number, server)


async def test_members_join_and_leave(world, schedules):
    number = await world.serves(rule=daily("09:00"))
    assert (await schedules.join(ADA, number)).next == at("09:00")
    await schedules.join(ADA, number)
    assert [one.reminder.id for one in await schedules.joined(ADA)] == [number]
    assert await schedules.count_members(number) == 1
    assert await schedules.leave(ADA, number)
    assert not await schedules.leave(ADA, number)
    assert await schedules.joined(ADA) == []


async def test_who_joins_to_drink_has_answered_first(world, schedules):
    number = await world.serves(rule=daily("09:00"), kind=Kind.HYDRATE)
    assert await faults(schedules.join(ADA, number)) == [NOT_ANSWERED]
    await world.people.answer_fluids(ADA, may=False)
    assert await faults(schedules.join(ADA, number)) == [NOT_ANSWERED]
    await world.has(ADA, fluids=Fluids.MAY)
    await schedules.join(ADA, number)
    # Once more: it does not count beside itself.
    await schedules.join(ADA, number)


async def test_sixteen_a_day_with_what_is_joined(world, schedules):
    number = await world.serves(rule=often(60, "09:00", "18:00"), kind=Kind.HYDRATE)
    await world.has(ADA)
    await world.people.add(ADA, Draft(kind=Kind.HYDRATE, rule=often(60, "09:00", "15:00")))
    assert await faults(schedules.join(ADA, number)) == [
        (
            "That makes up to 17 reminders to drink in one day, and 16 is the limit, all of yours taken together. "
            "Stop one of your own, or leave another schedule, in `/remind list`; then press **Join** again."
        )
    ]
    assert await schedules.joined(ADA) == []


# --- channels


async def test_a_channel_no_longer_allowed_pauses_what_is_posted_there_and_allowed_again_it_goes_on(world, schedules):
    number = await world.serves(ADA, rule=daily("09:00", "15:00"))
    mine = (await world.people.add(ADA, MINE, SERVER)).reminder.id
    paused = (await world.people.add(BEN, MINE, SERVER)).reminder.id
    await world.people.pause(BEN, paused, None)
    short = (await world.people.add(BEN, MINE, SERVER)).reminder.id
    await world.people.pause(BEN, short, at("10:00"))
    await allowed(schedules, CHANNEL + 1)

    async def reasons():
        return [(await world.reminder(one)).reason for one in (number, mine, paused, short)]

    assert await reasons() == [Reason.FORBIDDEN, Reason.FORBIDDEN, Reason.ASKED, Reason.FORBIDDEN]
    assert await faults(schedules.resume(SERVER, number)) == [NOT_HERE]
    world.begin()
    await world.until("09:30")
    assert world.post.messages == []
    await allowed(schedules)
    assert await reasons() == [None, None, Reason.ASKED, None]
    await world.until("15:30")
    assert len(world.post.messages) == 3


async def test_personal_reminders_are_allowed_apart(world, schedules):
    number = await world.serves(ADA, rule=daily("09:00"))
    mine = (await world.people.add(ADA, MINE, SERVER)).reminder.id
    await schedules.set_personal(SERVER, on=False)
    await allowed(schedules, CHANNEL, CHANNEL + 1)
    assert (await world.reminder(mine)).reason is Reason.FORBIDDEN
    assert (await world.reminder(number)).reason is None
    await schedules.set_personal(SERVER, on=True)
    assert (await world.reminder(mine)).reason is None


async def test_a_schedule_of_another_server_is_left_alone(world, schedules):
    number = await world.serves(rule=daily("09:00"))
    other = SERVER + 1
    async with world.store.writing() as tx:
        await tx.save_server(Server(id=other, channels=frozenset({CHANNEL + 1})))
    there = await schedules.add(other, replace(STRETCH, channel=CHANNEL + 1))
    async with world.store.writing() as tx:
        await tx.save_reminder(replace(there.reminder, channel=CHANNEL))
    await allowed(schedules, CHANNEL + 2)
    assert (await world.reminder(number)).reason is Reason.FORBIDDEN
    assert (await world.reminder(there.reminder.id)).reason is None


async def test_a_channel_that_is_gone_pauses_what_is_posted_there(world, schedules):
    number = await world.serves(ADA, rule=daily("09:00"))
    mine = (await world.people.add(ADA, MINE, SERVER)).reminder.id
    await schedules.channel_gone(CHANNEL)
    assert [(await world.reminder(one)).reason for one in (number, mine)] == [Reason.GONE] * 2
    world.begin()
    await world.until("16:00")
    assert world.post.calls == []


# --- coming and going


async def test_a_server_left_is_paused_and_has_everything_again_when_it_is_back(world, schedules):
    number = await world.serves(ADA, rule=daily("09:00", "15:00"))
    paused = (await schedules.add(SERVER, STRETCH)).reminder.id
    await schedules.pause(SERVER, paused)
    mine = (await world.people.add(ADA, MINE, SERVER)).reminder.id
    await schedules.server_left(SERVER)
    assert (await schedules.server(SERVER)).left == at("08:50")
    world.clock.advance(60)
    await schedules.server_left(SERVER)
    assert (await schedules.server(SERVER)).left == at("08:50")
    assert [(await world.reminder(one)).reason for one in (number, paused, mine)] == [
        Reason.REMOVED,
        Reason.ASKED,
        Reason.REMOVED,
    ]
    world.begin()
    await world.until("09:30")
    assert world.post.calls == []
    await schedules.server_there(SERVER)
    await schedules.server_there(SERVER)
    assert (await schedules.server(SERVER)).left is None
    assert [(await world.reminder(one)).reason for one in (number, paused, mine)] == [None, Reason.ASKED, None]
    await world.until("15:30")
    assert len(world.post.messages) == 2


@pytest.mark.parametrize("told_first", (False, True))
async def test_a_delivery_that_met_the_removal_first_or_last_does_not_keep_it_paused(world, schedules, told_first):
    number = await world.serves(ADA, rule=daily("09:00", "15:00"))
    world.post.faults = [5.0]
    send = world.post.send

    async def removed(delivery):
        await send(delivery)
        raise refused(Reason.NO_ACCESS, 50001)

    world.post.send = removed
    world.begin()
    await world.until("09:00:01")
    if told_first:
        await schedules.server_left(SERVER)
    await world.until("09:10")
    if not told_first:
        await schedules.server_left(SERVER)
    assert (await world.reminder(number)).reason is (Reason.REMOVED if told_first else Reason.NO_ACCESS)
    await schedules.server_there(SERVER)
    assert (await schedules.get(SERVER, number)).next == at("15:00")


async def test_what_happened_while_the_program_did_not_run_is_noticed(world, schedules):
    await world.serves(ADA)
    other = SERVER + 1
    async with world.store.writing() as tx:
        await tx.save_server(Server(id=other, left=at("08:00")))
    await schedules.reconcile({other, 12345})
    assert (await schedules.server(SERVER)).left == at("08:50")
    assert (await schedules.server(other)).left is None
    await schedules.server_left(777)
    await schedules.server_there(777)
    assert await schedules.server(777) == Server(id=777)


async def test_a_server_that_comes_back_in_the_last_moment_is_not_erased(world, schedules):
    number = await world.serves(ADA)
    await schedules.server_left(SERVER)
    world.clock.set(at("08:50") + timedelta(days=31))
    world.begin()
    real = world.engine._store

    class Slow:
        def reading(self):
            return real.reading()

        def writing(self):
            return Late(real.writing())

    class Late:
        def __init__(self, block):
            self.block = block

        async def __aenter__(self):
            await schedules.server_there(SERVER)
            return await self.block.__aenter__()

        async def __aexit__(self, *error):
            return await self.block.__aexit__(*error)

    world.engine._store = Slow()
    await world.settle()
    assert await world.reminder(number) is not None
