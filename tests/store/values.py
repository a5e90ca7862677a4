"""Values to store: some by hand, and any at all for properties."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.reminders.models import FINAL, Fluids, Kind, Occurrence, Person, Reason, Reminder, Server, State
from bot.reminders.quiet import Quiet
from bot.reminders.rule import Rule
from bot.reminders.texts import Variant

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
RULE = Rule(weekdays=frozenset(range(7)), zone="Europe/Berlin", times=(time(9), time(13, 30)))

ADA, BEN, CYN = 1_111_111_111_111_111_111, 2_222_222_222_222_222_222, 3_333_333_333_333_333_333
SERVER, CHANNEL = 5_555_555_555_555_555_555, 6_666_666_666_666_666_666


def own(owner: int = ADA, **more: Any) -> Reminder:
    return Reminder(**{"kind": Kind.HYDRATE, "rule": RULE, "owner": owner} | more)


def schedule(server: int = SERVER, **more: Any) -> Reminder:
    return Reminder(**{"kind": Kind.STRETCH, "rule": RULE, "server": server, "channel": CHANNEL} | more)


def planned(reminder: int, due: datetime = NOW, **more: Any) -> Occurrence:
    return Occurrence(**{"reminder": reminder, "due": due, "at": due} | more)


def ended(reminder: int, due: datetime = NOW, **more: Any) -> Occurrence:
    return Occurrence(**{"reminder": reminder, "due": due, "state": State.SENT, "ended": due} | more)


ids = st.integers(1, 2**63 - 1)
moments = st.integers(0, 200_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
zones = st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia"])
quiets = st.lists(clocks, min_size=2, max_size=2, unique=True).map(lambda two: Quiet(*two))
weekdays = st.frozensets(st.integers(0, 6), min_size=1)
dates = st.dates(date(1970, 1, 1))

rules = st.one_of(
    st.builds(
        Rule,
        weekdays=weekdays,
        zone=zones,
        times=st.lists(clocks, min_size=1, max_size=8).map(tuple),
        until=st.none() | dates,
    ),
    st.builds(
        Rule,
        weekdays=weekdays,
        zone=zones,
        every=st.integers(30, 360).map(lambda minutes: timedelta(minutes=minutes)),
        hours=st.lists(clocks, min_size=2, max_size=2, unique=True).map(tuple),
        until=st.none() | dates,
    ),
)


@st.composite
def people(draw: st.DrawFn) -> Person:
    fluids = draw(st.none() | st.sampled_from(Fluids))
    return Person(
        id=draw(ids),
        zone=draw(st.none() | zones),
        quiet=draw(st.none() | quiets),
        fluids=fluids,
        fluids_on=None if fluids is None else draw(dates),
        dm=draw(st.none() | ids),
        barrier=draw(st.none() | st.datetimes()),
    )


servers = st.builds(
    Server,
    id=ids,
    personal=st.booleans(),
    mentions=st.booleans(),
    channels=st.frozensets(ids, max_size=5),
    left=st.none() | moments,
)


@st.composite
def reminders(draw: st.DrawFn) -> Reminder:
    is_own = draw(st.booleans())
    reason = draw(st.none() | st.sampled_from(Reason))
    return Reminder(
        kind=draw(st.sampled_from(Kind)),
        rule=draw(rules),
        owner=ADA if is_own else None,
        server=None if is_own else SERVER,
        channel=draw(st.none() | ids) if is_own else draw(ids),
        variant=draw(st.sampled_from(Variant)),
        reason=reason,
        until=None if reason is None else draw(st.none() | moments),
        number=draw(st.integers(0, 2**62)),
    )


@st.composite
def occurrences(draw: st.DrawFn, reminder: int = 0) -> Occurrence:
    state = draw(st.sampled_from(State))
    final = state in FINAL
    return Occurrence(
        reminder=reminder,
        due=draw(moments),
        snoozed=draw(st.booleans()),
        part=draw(st.integers(0, 50)),
        first=draw(st.none() | ids),
        last=draw(st.none() | ids),
        state=state,
        at=None if final else draw(moments),
        tries=draw(st.integers(0, 20)),
        tried=draw(st.none() | moments),
        reason=draw(st.none() | st.sampled_from(Reason)),
        missed=draw(st.integers(0, 1000)),
        number=draw(st.integers(0, 2**62)),
        message=draw(st.none() | ids),
        removed=draw(st.booleans()),
        ended=draw(moments) if final else None,
    )
