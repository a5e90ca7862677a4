"""What people may do with their reminders, on a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.reminders.drafts import Draft, GoneError, Limits, ReminderError
from bot.reminders.limits import SNOOZES
from bot.reminders.models import OBSTACLES, Fluids, Kind, Person, Reason, Server, State, Tallied
from bot.reminders.quiet import NIGHT, Quiet
from bot.reminders.service import ReminderService
from bot.reminders.texts import Variant
from bot.reminders.wall import shown, zone_of
from tests.reminders.world import ADA, BEN, CHANNEL, SERVER, at, daily, often, refused

STRETCH = Draft(kind=Kind.STRETCH, rule=daily("09:00", "15:00"))
HYDRATE = Draft(kind=Kind.HYDRATE, rule=daily("09:00", "15:00"))
MONDAY = "2026-11-23"


@pytest.fixture
def people(world):
    return world.people


async def faults(call):
    with pytest.raises(ReminderError) as caught:
        await call
    return list(caught.value.faults)


# --- setting up


async def test_who_is_unknown_has_the_defaults(people):
    assert await people.person(ADA) == Person(id=ADA)
    assert await people.listed(ADA) == []
    assert await people.export(ADA) == {}
    assert not await people.has_summary(ADA)


async def test_a_reminder_is_set_up_and_listed(world, people):
    made = await people.add(ADA, replace(STRETCH, variant=Variant.SEATED))
    assert made.next == at("09:00")
    assert (made.reminder.owner, made.reminder.variant, made.reminder.reason) == (ADA, Variant.SEATED, None)
    assert world.changed.is_set()
    assert await people.listed(ADA) == [made]
    assert await people.get(ADA, made.reminder.id) == made
    assert people.now() == at("08:50")


async def test_the_next_three_are_shown_before_it_is_saved(people):
    assert await people.preview(ADA, STRETCH) == (at("09:00"), at("15:00"), at(f"{MONDAY} 09:00"))
    assert await people.listed(ADA) == []


async def test_one_that_ends_soon_shows_fewer(people):
    draft = replace(STRETCH, rule=daily("09:00", until=date(2026, 11, 23)))
    assert await people.preview(ADA, draft) == (at("09:00"), at(f"{MONDAY} 09:00"))


async def test_the_first_reminder_tells_the_zone(people):
    await people.add(ADA, Draft(kind=Kind.STRETCH, rule=daily("09:00", zone="Asia/Tokyo")))
    assert (await people.person(ADA)).zone == "Asia/Tokyo"
    await people.set_zone(ADA, "UTC")
    # It was 17:50 in Tokyo: nine had been there.
    assert [one.next for one in await people.listed(ADA)] == [at(f"{MONDAY} 09:00")]


async def test_ten_reminders_are_the_limit_and_the_summary_does_not_count(people):
    await people.set_zone(ADA, "UTC")
    await people.set_summary(ADA, on=True)
    made = [await people.add(ADA, STRETCH) for _ in range(10)]
    assert await faults(people.add(ADA, STRETCH)) == ["You have 10 reminders, and 10 is the limit. Stop one first."]
    assert await people.change(ADA, made[0].reminder.id, STRETCH)
    await people.add(BEN, STRETCH)


async def test_the_limits_are_settings(world):
    people = ReminderService(world.store, world.clock, world.changed, Limits(reminders=1))
    await people.add(ADA, STRETCH)
    assert await faults(people.add(ADA, STRETCH)) == ["You have 1 reminders, and 1 is the limit. Stop one first."]


async def test_reminders_to_drink_need_an_answer_first(people):
    told = ["Reminders to drink need your answer to one question first. Use `/remind hydrate`."]
    assert await faults(people.preview(ADA, HYDRATE)) == told
    await people.answer_fluids(ADA, may=False)
    assert await faults(people.add(ADA, HYDRATE)) == told
    await people.answer_fluids(ADA, may=True)
    assert (await people.add(ADA, HYDRATE)).next == at("09:00")


async def test_sixteen_a_day_over_all_reminders_and_schedules(world, people):
    schedule = await world.serves(rule=often(60, "08:00", "13:00"), kind=Kind.HYDRATE)
    await people.answer_fluids(ADA, may=True)
    await world.schedules.join(ADA, schedule)
    first = await people.add(ADA, Draft(kind=Kind.HYDRATE, rule=often(60, "08:00", "15:00")))
    assert await faults(people.add(ADA, Draft(kind=Kind.HYDRATE, rule=daily("09:00", "11:00", "12:00")))) == [
        (
            "That makes up to 17 reminders to drink in one day, and 16 is the limit, all of yours taken together. "
            "Choose a longer interval, fewer times or shorter hours."
        )
    ]
    await people.add(ADA, HYDRATE)
    await people.add(ADA, STRETCH)
    # What is changed does not count beside itself.
    await people.change(ADA, first.reminder.id, Draft(kind=Kind.HYDRATE, rule=often(60, "08:00", "14:30")))


async def test_a_channel_must_allow_it(world, people):
    draft = replace(STRETCH, channel=CHANNEL)
    told = ["This server does not allow personal reminders here. Choose direct messages instead."]
    assert await faults(people.add(ADA, draft)) == told
    assert await faults(people.add(ADA, draft, SERVER)) == told
    await world.schedules.set_channels(SERVER, frozenset({CHANNEL}))
    assert await faults(people.add(ADA, draft, SERVER)) == told
    await world.schedules.set_personal(SERVER, on=True)
    assert (await people.add(ADA, draft, SERVER)).reminder.channel == CHANNEL
    assert await faults(people.add(ADA, replace(draft, channel=CHANNEL + 1), SERVER)) == told


async def test_what_is_never_due_is_not_stored_and_all_faults_are_told_at_once(people):
    ended = replace(STRETCH, rule=daily("09:00", until=date(2026, 11, 21)))
    assert await faults(people.add(ADA, ended)) == ["This would end before the first reminder. Choose a later end."]
    night = Draft(kind=Kind.HYDRATE, rule=daily("23:00"), channel=5)
    assert await faults(people.add(ADA, night)) == [
        "Reminders to drink need your answer to one question first. Use `/remind hydrate`.",
        "This server does not allow personal reminders here. Choose direct messages instead.",
        "All of this falls into your quiet hours. Choose other hours here, or change them with `/remind settings`.",
    ]


# --- changing


async def test_a_change_keeps_the_number_of_texts_shown_and_ends_a_pause(world, people):
    made = await people.add(ADA, STRETCH)
    world.begin()
    await world.until("09:01")
    await people.pause(ADA, made.reminder.id, None)
    changed = await people.change(ADA, made.reminder.id, replace(STRETCH, rule=daily("12:00")))
    assert (changed.next, changed.reminder.number, changed.reminder.reason) == (at("12:00"), 1, None)
    assert await people.listed(ADA) == [changed]


async def test_who_owns_nothing_changes_nothing(people):
    number = (await people.add(ADA, STRETCH)).reminder.id

    def calls(person, reminder):
        return [
            people.get(person, reminder),
            people.change(person, reminder, STRETCH),
            people.pause(person, reminder, None),
            people.resume(person, reminder),
            people.stop(person, reminder),
            people.snooze(person, reminder, SNOOZES[0]),
            people.done(person, reminder, 1),
        ]

    # In the same words: whether somebody has a reminder of some id is not for others to know.
    for call in (*calls(BEN, number), *calls(ADA, number + 1)):
        with pytest.raises(GoneError, match="gone, or it is somebody else's"):
            await call
    assert (await people.get(ADA, number)).next == at("09:00")


async def test_a_schedule_is_nobodys_own(world, people):
    number = await world.serves(ADA)
    with pytest.raises(GoneError):
        await people.stop(ADA, number)


async def test_paused_until_a_moment_it_runs_again_from_then_on(world, people):
    number = (await people.add(ADA, STRETCH)).reminder.id
    await people.snooze(ADA, number, SNOOZES[2])
    paused = await people.pause(ADA, number, at("10:00"))
    assert (paused.next, paused.reminder.reason, paused.reminder.until) == (at("15:00"), Reason.ASKED, at("10:00"))
    world.begin()
    await world.until("15:01")
    assert world.post.came() == [at("15:00")]
    again = await people.get(ADA, number)
    assert (again.reminder.reason, again.reminder.until) == (None, None)
    snoozed = [one for one in await world.occurrences() if one.snoozed]
    assert [(one.state, one.reason) for one in snoozed] == [(State.SKIPPED, Reason.ASKED)]


async def test_paused_without_an_end_it_waits_to_be_resumed(world, people):
    number = (await people.add(ADA, STRETCH)).reminder.id
    assert (await people.pause(ADA, number, None)).next is None
    world.begin()
    await world.until("09:30")
    assert (await people.resume(ADA, number)).next == at("15:00")
    await world.until("15:30")
    assert world.post.came() == [at("15:00")]


async def test_a_pause_longer_than_the_rule_is_its_end(people):
    number = (await people.add(ADA, replace(STRETCH, rule=daily("09:00", until=date(2026, 11, 24))))).reminder.id
    paused = await people.pause(ADA, number, at("2026-12-01 00:00"))
    assert (paused.next, paused.reminder.reason) == (None, Reason.ENDED)
    assert (await people.resume(ADA, number)).next == at("09:00")


@pytest.mark.parametrize("reason", sorted(OBSTACLES))
async def test_a_pause_of_an_hour_does_not_make_an_obstacle_pass(world, people, reason):
    number = (await people.add(ADA, STRETCH)).reminder.id
    async with world.store.writing() as tx:
        await tx.save_reminder(replace((await tx.reminder(number)), reason=reason))
        await tx.unplan(number)
    assert (await people.pause(ADA, number, at("10:00"))).reminder.reason is reason
    assert "cannot be sent" in (await faults(people.snooze(ADA, number, SNOOZES[0])))[0]
    world.begin()
    await world.until("16:00")
    assert world.post.calls == []
    assert (await people.pause(ADA, number, None)).reminder.reason is Reason.ASKED


async def test_a_pause_does_not_lead_past_what_the_server_forbids(world, people):
    await world.serves()
    number = (await people.add(ADA, replace(STRETCH, channel=CHANNEL), SERVER)).reminder.id
    await world.schedules.set_personal(SERVER, on=False)
    told = ["This server does not allow personal reminders here. Choose direct messages instead."]
    assert await faults(people.resume(ADA, number)) == told
    await world.schedules.set_channels(SERVER, frozenset())
    assert await faults(people.resume(ADA, number)) == told
    await world.schedules.set_channels(SERVER, frozenset({CHANNEL}))
    await people.pause(ADA, number, None)
    await world.schedules.set_personal(SERVER, on=True)
    assert (await people.get(ADA, number)).reminder.reason is Reason.ASKED
    assert (await people.resume(ADA, number)).next == at("09:00")


async def test_what_is_stopped_is_gone(world, people):
    number = (await people.add(ADA, STRETCH)).reminder.id
    await people.snooze(ADA, number, SNOOZES[0])
    assert (await people.stop(ADA, number)).id == number
    assert await people.listed(ADA) == []
    assert await world.occurrences() == []


# --- snoozing


@pytest.mark.parametrize("wait", SNOOZES)
async def test_snoozed_it_comes_once_more(world, people, wait):
    number = (await people.add(ADA, STRETCH)).reminder.id
    world.begin()
    await world.until("09:03")
    assert await people.snooze(ADA, number, wait) == at("09:03") + wait
    await world.until("10:30")
    assert world.post.came() == [at("09:00"), at("09:03") + wait]
    assert (await people.get(ADA, number)).next == at("15:00")


async def test_the_last_snooze_counts_and_odd_ones_do_not(world, people):
    number = (await people.add(ADA, STRETCH)).reminder.id
    await people.snooze(ADA, number, SNOOZES[2])
    await people.snooze(ADA, number, SNOOZES[0])
    with pytest.raises(ValueError, match="0:11:00"):
        await people.snooze(ADA, number, timedelta(minutes=11))
    world.begin()
    await world.until("12:00")
    assert world.post.came() == [at("09:00"), at("09:00")]


async def test_snoozed_to_a_moment_at_which_it_came_already_it_comes_a_second_later(world, people):
    number = (await people.add(ADA, STRETCH)).reminder.id
    world.begin()
    await people.snooze(ADA, number, SNOOZES[0])
    await world.until("09:05")
    world.clock.set(at("08:50"))
    assert await people.snooze(ADA, number, SNOOZES[0]) == at("09:00:01")


async def test_a_snooze_outlives_a_move_and_other_quiet_hours(world, people):
    number = (await people.add(ADA, STRETCH)).reminder.id
    await people.set_zone(ADA, "UTC")
    await people.snooze(ADA, number, SNOOZES[1])
    await people.set_quiet(ADA, None)
    await people.set_zone(ADA, "Europe/Berlin")
    world.begin()
    await world.until("10:00")
    assert at("09:20") in world.post.came()


async def test_a_snooze_of_a_paused_reminder_is_wanted(world, people):
    number = (await people.add(ADA, STRETCH)).reminder.id
    await people.pause(ADA, number, None)
    await people.snooze(ADA, number, SNOOZES[0])
    world.begin()
    await world.until("16:00")
    assert world.post.came() == [at("09:00")]


# --- fluids


async def test_who_may_not_drink_more_is_no_longer_reminded_to(world, people):
    schedule = await world.serves(kind=Kind.HYDRATE, rule=daily("10:00"))
    stretching = (await people.add(ADA, STRETCH)).reminder.id
    assert await people.answer_fluids(ADA, may=True) == 0
    assert ((await people.person(ADA)).fluids, (await people.person(ADA)).fluids_on) == (Fluids.MAY, date(2026, 11, 22))
    await people.add(ADA, HYDRATE)
    await world.schedules.join(ADA, schedule)
    assert await people.answer_fluids(ADA, may=False) == 2
    assert [one.reminder.id for one in await people.listed(ADA)] == [stretching]
    assert await world.schedules.joined(ADA) == []
    assert (await people.person(ADA)).fluids is Fluids.MAY_NOT


async def test_the_answer_has_the_date_of_the_person(people):
    await people.set_zone(ADA, "Pacific/Kiritimati")
    await people.answer_fluids(ADA, may=True)
    assert (await people.person(ADA)).fluids_on == date(2026, 11, 22)
    await people.set_zone(ADA, "Pacific/Pago_Pago")
    await people.answer_fluids(ADA, may=True)
    assert (await people.person(ADA)).fluids_on == date(2026, 11, 21)


# --- zones, quiet hours, summary


@pytest.mark.parametrize(
    "zones", (("Asia/Tokyo", "America/New_York", "Pacific/Apia"), ("Pacific/Honolulu", "Asia/Tokyo"))
)
async def test_who_moves_gets_nothing_twice_and_everything_at_its_wall_time(world, people, zones):
    await people.set_zone(ADA, "UTC")
    await people.set_quiet(ADA, None)
    await people.add(ADA, Draft(kind=Kind.STRETCH, rule=often(60, "00:00", "23:00")))
    world.begin()
    await world.until("12:30")
    for number, zone in enumerate(zones):
        await people.set_zone(ADA, zone)
        await world.until(at("12:30") + (number + 1) * timedelta(hours=3))
    await world.until("2026-11-25 12:00")
    walls = [shown(one.occurrence.due, zone_of(one.reminder.rule.zone)) for one in world.post.messages]
    assert len(walls) == len(set(walls))
    assert walls == sorted(walls)
    assert (await people.listed(ADA))[0].reminder.rule.zone == zones[-1]


async def test_a_zone_is_known_or_refused_and_the_same_one_changes_nothing(world, people):
    assert await faults(people.set_zone(ADA, "Middle/Earth")) == [
        "I do not know this time zone. Please choose one from the list, such as Europe/Berlin."
    ]
    await people.set_zone(ADA, "UTC")
    world.changed.clear()
    await people.set_zone(ADA, "UTC")
    assert not world.changed.is_set()
    assert (await people.person(ADA)).barrier is None


async def test_what_is_due_this_moment_is_not_lost_by_a_change_of_settings(world, people):
    await people.set_zone(ADA, "UTC")
    await people.add(ADA, STRETCH)
    world.clock.set(at("09:00:05"))
    await people.set_quiet(ADA, None)
    await people.set_zone(ADA, "Europe/Lisbon")
    world.begin()
    await world.until("09:10")
    assert world.post.came() == [at("09:00")]
    assert [one.next for one in await people.listed(ADA)] == [at("15:00")]


async def test_quiet_hours_put_off_what_falls_into_them_and_what_they_ended_heals(people):
    number = (await people.add(ADA, STRETCH)).reminder.id
    await people.set_quiet(ADA, Quiet(time(8), time(16)))
    quiet = await people.get(ADA, number)
    assert (quiet.next, quiet.reminder.reason) == (None, Reason.QUIET)
    await people.set_quiet(ADA, Quiet(time(8), time(12)))
    assert ((await people.get(ADA, number)).next, (await people.get(ADA, number)).reminder.reason) == (
        at("15:00"),
        None,
    )
    await people.set_quiet(ADA, None)
    assert (await people.get(ADA, number)).next == at("09:00")


async def test_one_that_has_ended_says_so_and_runs_again_with_a_later_end(world, people):
    ending = replace(STRETCH, rule=daily("09:00", until=date(2026, 11, 22)))
    number = (await people.add(ADA, ending)).reminder.id
    world.begin()
    await world.until("10:00")
    assert (await people.get(ADA, number)).reminder.reason is Reason.ENDED
    await people.set_quiet(ADA, None)
    assert (await people.get(ADA, number)).reminder.reason is Reason.ENDED
    later = await people.change(ADA, number, replace(STRETCH, rule=daily("09:00", until=date(2026, 11, 23))))
    assert (later.next, later.reminder.reason) == (at(f"{MONDAY} 09:00"), None)


async def test_the_summary_needs_a_zone_and_comes_on_monday_after_quiet_hours(world, people):
    assert await faults(people.set_summary(ADA, on=True)) == [
        "I need your time zone first. Set it with `/remind settings`."
    ]
    await people.set_zone(ADA, "UTC")
    await people.set_summary(ADA, on=True)
    await people.set_summary(ADA, on=True)
    assert await people.has_summary(ADA)
    assert await people.listed(ADA) == []
    world.begin()
    await world.until(f"{MONDAY} 09:30")
    await people.set_quiet(ADA, Quiet(time(22), time(10, 30)))
    await world.until("2026-11-30 12:00")
    assert world.post.came() == [at(f"{MONDAY} 09:00"), at("2026-11-30 10:30")]


async def test_who_has_no_quiet_hours_has_the_summary_at_nine(world, people):
    await people.set_zone(ADA, "Asia/Tokyo")
    await people.set_quiet(ADA, None)
    await people.set_summary(ADA, on=True)
    world.begin()
    await world.until(f"{MONDAY} 09:30")
    assert world.post.came() == [at(f"{MONDAY} 00:00")]


async def test_the_summary_is_switched_on_again_after_messages_were_refused(world, people):
    await people.set_zone(ADA, "UTC")
    await people.set_summary(ADA, on=True)
    async with world.store.writing() as tx:
        (summary,) = await tx.reminders_of(ADA)
        await tx.save_reminder(replace(summary, reason=Reason.CLOSED))
        await tx.unplan(summary.id)
    await people.set_summary(ADA, on=True)
    world.begin()
    await world.until(f"{MONDAY} 09:30")
    assert len(world.post.messages) == 1


async def test_a_tally_is_kept_only_while_the_summary_is_on(world, people):
    number = (await people.add(ADA, replace(STRETCH, rule=daily("09:00", "10:00", "11:00")))).reminder.id
    world.begin()
    await world.until("09:30")
    (before,) = [one.id for one in await world.occurrences(number) if one.state is State.SENT]
    await people.done(ADA, number, before)
    await people.set_summary(ADA, on=True)
    await world.until("10:30")
    came = [one.id for one in await world.occurrences(number)]
    for one in came:
        await people.done(ADA, number, one)
    await world.until("11:30")
    async with world.store.reading() as seen:
        (week,) = await seen.weeks(ADA)
        (summary,) = [one for one in await seen.reminders_of(ADA) if one.kind is Kind.SUMMARY]
    assert (week.monday, week.kind, week.came, week.done) == (date(2026, 11, 16), Kind.STRETCH, 2, 1)
    (told,) = [one.id for one in await world.occurrences(summary.id)]
    await people.done(ADA, summary.id, told)
    await world.until(f"{MONDAY} 09:30")
    assert [len(one.weeks) for one in world.post.messages if one.reminder.kind is Kind.SUMMARY] == [1]
    async with world.store.reading() as seen:
        assert await seen.tallied(came[1]) is Tallied.DONE
    await people.set_summary(ADA, on=False)
    async with world.store.reading() as seen:
        assert await seen.weeks(ADA) == []
        assert [await seen.tallied(one) for one in came] == [None] * 3
    assert not await people.has_summary(ADA)
    assert await people.summary(ADA) is None


async def test_done_is_counted_once_and_never_more_than_came(world, people):
    number = (await people.add(ADA, replace(STRETCH, rule=daily("09:00", "10:00", "11:00")))).reminder.id
    other = (await people.add(ADA, replace(STRETCH, rule=daily("12:00")))).reminder.id
    await people.set_summary(ADA, on=True)
    world.begin()
    await world.until("11:30")
    first, second, _ = [one.id for one in await world.occurrences(number) if one.state is State.SENT]
    for _ in range(3):
        await people.done(ADA, number, first)
    await people.done(ADA, number, 0)
    await people.done(ADA, number, 999)
    await people.done(ADA, other, second)
    async with world.store.reading() as seen:
        (week,) = await seen.weeks(ADA)
    assert (week.came, week.done) == (3, 1)


async def test_done_is_counted_in_the_week_in_which_it_came(world, people):
    number = (await people.add(ADA, replace(STRETCH, rule=daily("21:00")))).reminder.id
    await people.set_summary(ADA, on=True)
    world.begin()
    await world.until(f"{MONDAY} 08:00")
    (sunday,) = [one.id for one in await world.occurrences(number) if one.state is State.SENT]
    await people.done(ADA, number, sunday)
    await world.until(f"{MONDAY} 09:30")
    (summary,) = [one for one in world.post.messages if one.reminder.kind is Kind.SUMMARY]
    assert [(week.monday, week.came, week.done) for week in summary.weeks] == [(date(2026, 11, 16), 1, 1)]


async def test_done_pressed_before_it_is_known_to_have_come_counts_both_once(world, people):
    number = (await people.add(ADA, replace(STRETCH, rule=daily("09:00")))).reminder.id
    await people.set_summary(ADA, on=True)
    world.post.faults = ["lost"]
    world.begin()
    await world.until("09:00:01")
    (pressed,) = [one.id for one in await world.occurrences(number) if one.tries]
    await people.done(ADA, number, pressed)
    await people.done(ADA, number, pressed)
    await world.until("09:30")
    assert len(world.post.messages) == 1
    async with world.store.reading() as seen:
        assert [(week.came, week.done) for week in await seen.weeks(ADA)] == [(1, 1)]


async def test_the_summary_tells_the_last_four_weeks_that_are_over(world, people):
    await people.set_zone(ADA, "UTC")
    await people.set_summary(ADA, on=True)
    mondays = [date(2026, 11, 23) - timedelta(weeks=weeks) for weeks in range(6)]
    async with world.store.writing() as tx:
        for monday in mondays:
            await tx.tally(ADA, monday, Kind.STRETCH, came=1)
    world.begin()
    await world.until(f"{MONDAY} 09:30")
    assert [week.monday for week in world.post.messages[0].weeks] == sorted(mondays[1:5])


async def test_a_pause_that_is_over_is_none(world, people):
    number = (await people.add(ADA, replace(STRETCH, rule=daily("21:00")))).reminder.id
    await people.pause(ADA, number, at("10:00"))
    assert (await people.get(ADA, number)).reminder.until == at("10:00")
    world.clock.set(at("10:00"))
    for one in (await people.get(ADA, number), *await people.listed(ADA)):
        assert (one.reminder.reason, one.reminder.until, one.next) == (None, None, at("21:00"))


async def test_a_channel_of_direct_messages_that_takes_none_is_opened_anew(world, people):
    number = (await people.add(ADA, replace(STRETCH, rule=daily("09:00", "10:00")))).reminder.id
    await people.remember_dm(ADA, 77)
    world.post.faults = [refused(Reason.CLOSED, 50007)]
    world.begin()
    await world.until("09:30")
    assert (await people.get(ADA, number)).reminder.reason is Reason.CLOSED
    assert (await people.person(ADA)).dm is None
    await people.resume(ADA, number)
    await world.until("10:30")
    assert world.post.came(ADA) == [at("10:00")]


async def test_a_summary_forgets_what_it_will_not_show_again(world, people):
    await people.set_zone(ADA, "UTC")
    await people.set_summary(ADA, on=True)
    mondays = [date(2026, 11, 23) - timedelta(weeks=weeks) for weeks in range(6)]
    async with world.store.writing() as tx:
        for monday in mondays:
            await tx.tally(ADA, monday, Kind.STRETCH, came=1)
    world.begin()
    await world.until(f"{MONDAY} 09:30")
    async with world.store.reading() as seen:
        assert [week.monday for week in await seen.weeks(ADA)] == sorted(mondays[:4])


# --- erasing


async def test_what_is_erased_is_gone_though_a_message_is_on_its_way(world, people):
    await people.add(ADA, STRETCH)
    await people.remember_dm(ADA, 77)
    assert (await people.person(ADA)).dm == 77
    world.post.faults = [5.0]
    world.begin()
    await world.until("09:00:01")
    await people.erase(ADA)
    assert await people.export(ADA) == {}
    await world.until("09:30")
    assert await people.export(ADA) == {}
    assert await world.occurrences() == []
    async with world.store.reading() as seen:
        assert await seen.person(ADA) is None


async def test_everything_is_exported(people):
    await people.add(ADA, STRETCH)
    assert await people.export(ADA)


async def test_the_defaults_are_quiet_at_night(people):
    assert Person(id=1).quiet == NIGHT
    assert (await people.preview(ADA, Draft(kind=Kind.STRETCH, rule=often(60, "00:00", "23:00"))))[0] == at("09:00")
    assert Server(id=1).channels == frozenset()
