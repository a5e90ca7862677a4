"""What becomes of an occurrence: tables by hand, and properties against an oracle that walks from one to the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.reminders import planner
from bot.reminders.limits import HYDRATE_LATE, STRETCH_LATE
from bot.reminders.models import OBSTACLES, Kind, Occurrence, Person, Reason, Reminder, Server, State
from bot.reminders.planner import LEASE, Act, Verdict, backoff, judge, later, midnight, monday, resumed, upcoming, whole
from bot.reminders.quiet import NIGHT, Quiet, is_quiet
from bot.reminders.rule import next_due
from bot.reminders.wall import shown, zone_of
from tests.reminders.rules import rules
from tests.reminders.world import at, daily, often

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
ADA = Person(id=1, zone="UTC", quiet=None)
SLEEPER = Person(id=1, zone="UTC", quiet=NIGHT)


def reminder(rule=None, kind=Kind.STRETCH, **more: Any):
    return Reminder(**{"id": 1, "kind": kind, "rule": rule or daily("09:00", "15:00"), "owner": 1} | more)


def planned(due: Any = "09:00", **more: Any):
    due = at(due) if isinstance(due, str) else due
    return Occurrence(**{"id": 1, "reminder": 1, "due": due, "at": due} | more)


def tried(state, when="09:00", **more):
    return planned(state=state, tries=1, tried=at(when), **more)


SEND, SKIP, LOOK, WAIT = Act.SEND, Act.SKIP, Act.LOOK, Act.WAIT
PAUSED: dict[str, Any] = {"reason": Reason.ASKED}
UNTIL: dict[str, Any] = {"reason": Reason.ASKED, "until": at("12:00")}
EVENING = Quiet(time(9, 2), time(9, 30))

VERDICTS = [
    # what, its reminder, whose, when -> what to do, and why it is skipped
    (planned(), reminder(), ADA, "09:00", SEND, None),
    (planned(), reminder(), ADA, "10:00", SEND, None),
    (planned(), reminder(), ADA, "10:00:01", SKIP, Reason.LATE),
    (planned(), reminder(kind=Kind.HYDRATE), ADA, "09:15", SEND, None),
    (planned(), reminder(kind=Kind.HYDRATE), ADA, "09:15:01", SKIP, Reason.LATE),
    (planned(), reminder(kind=Kind.SUMMARY), ADA, "14:59", SEND, None),
    # the next has come meanwhile
    (planned(), reminder(often()), ADA, "09:29:59", SEND, None),
    (planned(), reminder(often()), ADA, "09:30", SKIP, Reason.LATE),
    (planned(state=State.RETRY, tries=1), reminder(often()), ADA, "09:29:59", SEND, None),
    (planned(state=State.RETRY, tries=1), reminder(often()), ADA, "09:30", SKIP, Reason.LATE),
    (tried(State.RETRY, "09:29"), reminder(often()), ADA, "09:30", WAIT, None),
    (planned(snoozed=True), reminder(often()), ADA, "09:30", SEND, None),
    (planned(part=1), reminder(often(), owner=None, server=2, channel=3), None, "09:29:59", SEND, None),
    (planned(part=1), reminder(often(), owner=None, server=2, channel=3), None, "09:30", SKIP, Reason.LATE),
    # quiet hours that have begun meanwhile
    (planned(), reminder(), replace(ADA, quiet=EVENING), "09:01", SEND, None),
    (planned(), reminder(), replace(ADA, quiet=EVENING), "09:02", SKIP, Reason.QUIET),
    (planned(snoozed=True), reminder(), replace(ADA, quiet=EVENING), "09:02", SEND, None),
    # paused
    (planned(), reminder(**PAUSED), ADA, "09:00", SKIP, Reason.ASKED),
    (planned(), reminder(**UNTIL), ADA, "09:00", SKIP, Reason.ASKED),
    (planned("12:00"), reminder(**UNTIL), ADA, "12:00", SEND, None),
    (planned(state=State.RETRY, tries=1), reminder(**PAUSED), ADA, "09:00", SKIP, Reason.ASKED),
    (planned(snoozed=True), reminder(**PAUSED), ADA, "09:00", SEND, None),
    (planned(snoozed=True, state=State.RETRY, tries=1), reminder(**PAUSED), ADA, "09:00", SKIP, Reason.ASKED),
    # the last of its rule: that nothing follows it is no reason
    (planned(state=State.RETRY, tries=1), reminder(reason=Reason.ENDED), ADA, "09:01", SEND, None),
    (planned(state=State.RETRY, tries=1), reminder(reason=Reason.QUIET), ADA, "09:01", SEND, None),
    (planned(snoozed=True), reminder(reason=Reason.ENDED), ADA, "09:01", SEND, None),
    (planned(part=1), reminder(owner=None, server=2, channel=3, reason=Reason.ENDED), None, "09:01", SEND, None),
    # what may have been sent
    (tried(State.CLAIMED), reminder(), ADA, "09:01:59", SEND, None),
    (tried(State.CLAIMED), reminder(), ADA, "09:02", LOOK, None),
    (tried(State.RETRY), reminder(), ADA, "09:02", LOOK, None),
    (tried(State.CLAIMED), reminder(), ADA, "23:00", LOOK, None),
    (tried(State.CLAIMED), reminder(**PAUSED), ADA, "09:01", WAIT, None),
    (tried(State.CLAIMED), reminder(**PAUSED), ADA, "09:02", LOOK, None),
    (tried(State.RETRY, "10:00"), reminder(), ADA, "10:00:30", WAIT, None),
    (tried(State.RETRY), reminder(), replace(ADA, quiet=EVENING), "09:02", LOOK, None),
    # the clock was set back after it was claimed
    (tried(State.CLAIMED), reminder(), ADA, "08:00", LOOK, None),
]


@pytest.mark.parametrize(("occurrence", "of", "person", "now", "act", "reason"), VERDICTS)
def test_verdicts(occurrence, of, person, now, act, reason):
    verdict = judge(occurrence, of, person, at(now))
    assert (verdict.act, verdict.reason) == (act, reason)


@pytest.mark.parametrize("reason", sorted(OBSTACLES))
@pytest.mark.parametrize("more", ({}, {"snoozed": True}, {"state": State.RETRY, "tries": 1}))
def test_no_place_is_tried_again_that_takes_no_reminders(reason, more):
    assert judge(planned(**more), reminder(reason=reason), ADA, at("09:00")) == Verdict(SKIP, reason, following=None)


def test_every_reason_to_pause_is_an_obstacle_or_passes():
    others = {Reason.ASKED, Reason.ENDED, Reason.QUIET}
    of_occurrences = {Reason.LATE, Reason.ENOUGH, Reason.NOBODY, Reason.UNREADABLE}
    assert set(Reason) == OBSTACLES | others | of_occurrences


def test_what_is_passed_over_is_counted_and_the_latest_due_is_planned():
    verdict = judge(planned(), reminder(often()), ADA, at("11:10"))
    assert verdict == Verdict(SKIP, Reason.LATE, 3, at("11:00"))


def test_only_what_a_rule_has_planned_has_a_next():
    for more in ({"snoozed": True}, {"part": 1}, {"state": State.RETRY, "tries": 1}):
        assert later(planned(**more), reminder(), ADA, at("23:00")) == (None, 0)


def test_a_clock_set_years_ahead_costs_no_more_than_a_moment(monkeypatch):
    calls = 0

    def counted(*args):
        nonlocal calls
        calls += 1
        return next_due(*args)

    monkeypatch.setattr(planner, "next_due", counted)
    now = at("2126-11-22 15:05")
    assert later(planned(), reminder(), SLEEPER, now) == (at("2126-11-22 15:00"), planner.MOST_COUNTED)
    # one whose last date is over, and one that is due only once a week
    ending = reminder(daily("09:00", "15:00", until=date(2100, 1, 1)))
    assert later(planned(), ending, SLEEPER, now) == (None, planner.MOST_COUNTED)
    weekly = reminder(replace(daily("09:00"), weekdays=frozenset({6})))
    assert later(planned(), weekly, SLEEPER, now) == (at("2126-11-24 09:00"), planner.MOST_COUNTED)
    assert calls < 4 * 3 * planner.MOST_COUNTED


def test_a_rule_that_is_quiet_each_night_is_never_due():
    assert upcoming(reminder(daily("23:00")), SLEEPER, at("09:00")) is None
    assert upcoming(reminder(daily("23:00")), ADA, at("09:00")) == at("23:00")
    assert upcoming(reminder(daily("23:00")), None, at("09:00")) == at("23:00")


def test_a_pause_without_an_end_is_never_over_and_one_with_an_end_is_from_then_on():
    assert upcoming(reminder(**PAUSED), ADA, at("08:00")) is None
    assert upcoming(reminder(**UNTIL), ADA, at("08:00")) == at("15:00")
    assert upcoming(reminder(reason=Reason.ASKED, until=at("15:00")), ADA, at("08:00")) == at("15:00")
    assert resumed(reminder(**UNTIL), at("11:59")).reason is Reason.ASKED
    assert resumed(reminder(**UNTIL), at("12:00")) == reminder()
    assert resumed(reminder(**PAUSED), at("12:00")).reason is Reason.ASKED


def test_one_who_has_moved_is_not_reminded_of_what_has_been():
    moved = replace(ADA, barrier=datetime(2026, 11, 22, 15))  # noqa: DTZ001 - a wall time
    assert upcoming(reminder(daily("09:00", "15:00", zone="America/New_York")), moved, at("14:00")) == at(
        "2026-11-23 14:00"
    )


@pytest.mark.parametrize(
    ("tries", "chance", "least", "seconds"),
    (
        (1, 0, 0, 2),
        (2, 0, 0, 4),
        (3, 1, 0, 12),
        (5, 0, 0, 32),
        (6, 0, 0, 60),
        (6, 1, 0, 90),
        (10**9, 1, 0, 90),
        (1, 0, 30, 30),
        (1, 1, 30, 31),
        (1, 1, 1e300, 24 * 3600 + 1),
        (1, 1, float("inf"), 24 * 3600 + 1),
    ),
)
def test_backing_off(tries, chance, least, seconds):
    assert backoff(tries, chance, least) == timedelta(seconds=seconds)


def test_days_and_weeks_begin_where_the_person_is():
    assert midnight(at("09:00"), "UTC") == at("00:00")
    assert midnight(at("09:00"), "Pacific/Kiritimati") == at("2026-11-21 10:00")
    assert monday(at("23:59"), "UTC") == date(2026, 11, 16)
    assert monday(at("23:59"), "Asia/Tokyo") == date(2026, 11, 23)


def test_nothing_comes_early_by_being_rounded():
    assert whole(at("09:00")) == at("09:00")
    assert whole(at("09:00") + timedelta(microseconds=1)) == at("09:00:01")


def test_a_final_occurrence_has_no_next_moment():
    with pytest.raises(ValueError, match="next moment"):
        planned(state=State.SENT)
    with pytest.raises(ValueError, match="next moment"):
        planned(at=None)


@pytest.mark.parametrize(
    ("wrong", "said"),
    (({"server": 2, "channel": 3}, "either"), ({"owner": None}, "either"), ({"owner": None, "server": 2}, "channel")),
)
def test_a_reminder_belongs_to_a_person_or_a_server(wrong, said):
    with pytest.raises(ValueError, match=said):
        reminder(**wrong)
    assert Server(id=1).mentions


# --- properties

ANY_QUIET = st.none() | st.lists(
    st.builds(time, st.integers(0, 23), st.sampled_from((0, 30))), min_size=2, max_size=2, unique=True
).map(lambda two: Quiet(*two))
STARTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda wall: wall.replace(tzinfo=UTC))  # noqa: DTZ001 - Hypothesis takes naive bounds


def walked(rule, quiet, after, to):
    """Return all that is due after one instant up to another: one after the other, whatever is quiet left out."""
    found = []
    while (after := next_due(rule, after)) is not None and after <= to:
        if quiet is None or not is_quiet(after, quiet, rule.zone):
            found.append(after)
    return found


@given(rules(until=st.none()), ANY_QUIET, STARTS, st.timedeltas(timedelta(0), timedelta(days=9)))
def test_what_is_planned_next_is_the_first_that_is_not_quiet(rule, quiet, start, span):
    person = replace(ADA, quiet=quiet)
    due = upcoming(reminder(rule), person, start)
    expected = walked(rule, quiet, start, start + span)
    if expected:
        assert due == expected[0]
    else:
        assert due is None or due > start + span


@given(rules(until=st.none()), ANY_QUIET, STARTS, st.timedeltas(timedelta(0), timedelta(days=5)))
def test_what_comes_after_an_outage_is_the_latest_due_or_the_next(rule, quiet, start, outage):
    person, of = replace(ADA, quiet=quiet), reminder(rule)
    due = upcoming(of, person, start)
    assume(due is not None)
    now = due + outage
    found, passed = later(planned(due), of, person, now)
    expected = walked(rule, quiet, due, now)
    assert passed == len(expected)
    assert found == (expected[-1] if expected else upcoming(of, person, now))


@given(
    rules(until=st.none()),
    ANY_QUIET,
    st.sampled_from((Kind.HYDRATE, Kind.STRETCH)),
    STARTS,
    st.lists(st.timedeltas(timedelta(0), 2 * DAY), min_size=1, max_size=8),
)
def test_whenever_the_program_runs_nobody_gets_two_at_once_nor_one_early_late_or_in_quiet_hours(
    rule, quiet, kind, start, outages
):
    person, of = replace(ADA, quiet=quiet), reminder(rule, kind)
    due = upcoming(of, person, start)
    now = start
    for outage in outages:
        now += outage
        sent = []
        while due is not None and due <= now:
            verdict = judge(planned(due), of, person, now)
            assert verdict.act in {SEND, SKIP}
            if verdict.act is SEND:
                sent.append(due)
            else:
                assert verdict.reason in {Reason.LATE, Reason.QUIET}
            assert verdict.following is None or verdict.following > due
            due = verdict.following
        assert len(sent) <= 1
        if sent:
            assert timedelta(0) <= now - sent[0] <= (HYDRATE_LATE if kind is Kind.HYDRATE else STRETCH_LATE)
            assert quiet is None or not is_quiet(now, quiet, rule.zone)


@given(STARTS, st.sampled_from(("UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia")))
def test_midnight_is_the_start_of_the_day_that_is_shown(now, zone):
    start = midnight(now, zone)
    assert start <= now
    assert shown(start, zone_of(zone)).date() == shown(now, zone_of(zone)).date()
    assert shown(start - MINUTE, zone_of(zone)).date() < shown(now, zone_of(zone)).date()


def test_a_lease_ends_while_discord_surely_remembers_the_nonce():
    assert timedelta(minutes=3) - timedelta(seconds=15) > LEASE
