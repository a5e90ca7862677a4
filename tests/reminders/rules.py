"""Rules of every shape, in every zone, for the properties."""

from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import strategies as st

from bot.reminders.rule import Rule
from tests.reminders.walked import ZONES

MINUTES = st.builds(time, st.integers(0, 23), st.sampled_from((0, 1, 15, 29, 30, 44, 45, 59)) | st.integers(0, 59))
NIGHT = st.builds(time, st.integers(0, 4), st.sampled_from((0, 1, 15, 29, 30, 44, 45, 59)))
CLOCKS = MINUTES | NIGHT
WEEKDAYS = st.just(frozenset(range(7))) | st.frozensets(st.integers(0, 6), min_size=1)
UNTIL = st.none() | st.dates(date(1970, 1, 1), date(2037, 12, 31))


ANYWHERE = st.sampled_from(ZONES)


def rules(zones=ANYWHERE, until=UNTIL):
    times = st.lists(CLOCKS, min_size=1, max_size=8).map(tuple)
    hours = st.tuples(CLOCKS, CLOCKS).filter(lambda pair: pair[0] != pair[1])
    every = st.integers(30, 360).map(lambda minutes: timedelta(minutes=minutes))
    return st.builds(Rule, weekdays=WEEKDAYS, zone=zones, times=times, until=until) | st.builds(
        Rule, weekdays=WEEKDAYS, zone=zones, every=every, hours=hours, until=until
    )
