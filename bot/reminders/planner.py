"""Decide what becomes of an occurrence: pure, from what is stored and the present instant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, auto
from typing import Final

from bot.reminders.limits import HYDRATE_LATE, STRETCH_LATE
from bot.reminders.models import OBSTACLES, Kind, Occurrence, Person, Reason, Reminder, State
from bot.reminders.quiet import Quiet, end_of_quiet, is_quiet
from bot.reminders.rule import LONGEST, Rule, next_due
from bot.reminders.wall import first_instant, shown, zone_of

LEASE: Final = timedelta(minutes=2)
"""How long a claim lasts; it ends while Discord surely remembers the nonce, so until then the same message is no second one."""

LOOKED_FOR: Final = timedelta(days=1)
"""How long a message that may have been sent is looked for, while Discord does not answer."""

SUMMARY_LATE: Final = timedelta(days=1)

LATE: Final = {Kind.HYDRATE: HYDRATE_LATE, Kind.STRETCH: STRETCH_LATE, Kind.SUMMARY: SUMMARY_LATE}

MOST_NIGHTS: Final = 60
"""Nights in a row that a rule is followed into; one that is quiet in all of them is always quiet."""

MOST_COUNTED: Final = 1000
"""Occurrences passed over that are counted, so that a clock set years ahead costs no more than a moment."""

_NO_TIME: Final = timedelta(0)
_MOMENT: Final = timedelta.resolution
_BACKOFF: Final = timedelta(seconds=2)
_LONGEST_BACKOFF: Final = timedelta(minutes=1)
_MOST_ASKED_FOR: Final = 24 * 3600.0


class Act(Enum):
    """Say what to do about an occurrence that is due."""

    SEND = auto()
    SKIP = auto()
    LOOK = auto()
    """Look whether it was sent already."""
    WAIT = auto()
    """Look later: what was sent may still be on its way."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Hold what to do: `reason` to skip, how many occurrences are passed over with it, and the one to plan next."""

    act: Act
    reason: Reason | None = None
    missed: int = 0
    following: datetime | None = None


def upcoming(reminder: Reminder, person: Person | None, after: datetime) -> datetime | None:
    """Return when a reminder is due next, strictly after *after*: not before its pause ends, and not in quiet hours."""
    if reminder.reason is not None:
        if reminder.until is None:
            return None
        after = max(after, reminder.until - _MOMENT)
    quiet = person.quiet if person is not None else None
    return _loud(reminder.rule, quiet, after, person.barrier if person is not None else None)


def _loud(rule: Rule, quiet: Quiet | None, after: datetime, barrier: datetime | None) -> datetime | None:
    for _ in range(MOST_NIGHTS):
        instant = next_due(rule, after, barrier)
        if instant is None or quiet is None or not is_quiet(instant, quiet, rule.zone):
            return instant
        after = end_of_quiet(instant, quiet, rule.zone) - _MOMENT
    return None


def judge(occurrence: Occurrence, reminder: Reminder, person: Person | None, now: datetime) -> Verdict:
    """Return what to do about an occurrence at *now*, when something is due to be done about it.

    Late reminders are skipped, each kind by its own limit, and so is one that the next of its rule has overtaken: after
    an outage nobody gets two at once. What may have been sent already is sent again only while Discord remembers its
    nonce; later it is looked for first, and also where the clock was set back, so that nobody knows how much later it is.
    """
    if occurrence.tried is not None and not _NO_TIME <= now - occurrence.tried < LEASE:
        return Verdict(Act.LOOK)
    following, passed = later(occurrence, reminder, person, now)
    reason = _reason_to_skip(occurrence, reminder, person, now)
    if passed:
        return Verdict(Act.SKIP, Reason.LATE, passed - 1, following)
    if reason is None:
        return Verdict(Act.SEND, following=following)
    # What may have been sent is not skipped before that is found out, once it has settled.
    return Verdict(Act.WAIT) if occurrence.tried is not None else Verdict(Act.SKIP, reason, following=following)


def later(
    occurrence: Occurrence, reminder: Reminder, person: Person | None, now: datetime
) -> tuple[datetime | None, int]:
    """Return the occurrence of a rule to plan after one that was scheduled, and how many later ones are due by *now*.

    That is the latest that is due by now, else the next; None for an occurrence that no further one follows from.
    """
    if occurrence.snoozed or occurrence.part or occurrence.state is not State.SCHEDULED:
        return None, 0
    found, passed = upcoming(reminder, person, occurrence.due), 0
    while found is not None and found <= now:
        passed += 1
        if passed == MOST_COUNTED:
            # The rest is not counted: only what is not late by far may still be wanted.
            recent = upcoming(reminder, person, now - LONGEST)
            if recent is None:
                return None, passed
            found = max(found, recent)
        after = upcoming(reminder, person, found)
        if after is None or after > now:
            break
        found = after
    return found, passed


def _reason_to_skip(occurrence: Occurrence, reminder: Reminder, person: Person | None, now: datetime) -> Reason | None:
    if now - occurrence.due > LATE[reminder.kind] or _is_overtaken(occurrence, reminder, person, now):
        return Reason.LATE
    if _is_stopped(occurrence, reminder, now):
        return reminder.reason
    if occurrence.snoozed or person is None or person.quiet is None:
        return None
    # Due before the quiet hours, but held up until they had begun.
    return Reason.QUIET if is_quiet(now, person.quiet, reminder.rule.zone) else None


def _is_overtaken(occurrence: Occurrence, reminder: Reminder, person: Person | None, now: datetime) -> bool:
    """Say whether the next of its rule is due already; `later` says so of what is scheduled, and no rule overtakes a snooze."""
    if occurrence.snoozed or (occurrence.state is State.SCHEDULED and not occurrence.part):
        return False
    following = upcoming(reminder, person, occurrence.due)
    return following is not None and following <= now


def _is_stopped(occurrence: Occurrence, reminder: Reminder, now: datetime) -> bool:
    """Say whether the pause of a reminder holds for an occurrence.

    That its rule has no further occurrence does not: this one is the last. A pause that its owner asked for ended the
    snooze there was; one that came after it is wanted.
    """
    if reminder.reason is Reason.ASKED:
        asked_after = occurrence.snoozed and occurrence.state is State.SCHEDULED
        return not is_over(reminder, now) and not asked_after
    return reminder.reason in OBSTACLES


def is_over(reminder: Reminder, now: datetime) -> bool:
    """Say whether the pause of a reminder has ended."""
    return reminder.until is not None and reminder.until <= now


def resumed(reminder: Reminder, now: datetime) -> Reminder:
    """Return a reminder without a pause that has ended by *now*."""
    return replace(reminder, reason=None, until=None) if is_over(reminder, now) else reminder


def ended(
    occurrence: Occurrence, state: State, now: datetime, reason: Reason | None = None, *, missed: int = 0
) -> Occurrence:
    """Return an occurrence in a final state."""
    return replace(occurrence, state=state, at=None, ended=now, reason=reason, missed=missed)


def backoff(tries: int, chance: float, least: float = 0.0) -> timedelta:
    """Return how long to wait after *tries* tries: doubled each time up to a minute, plus up to a half by *chance* (0 to 1).

    *least* is what Discord asked for, in seconds; a day at most, as by then all is late.
    """
    wait = min(_BACKOFF * 2 ** min(tries - 1, 10), _LONGEST_BACKOFF)
    return max(wait, timedelta(seconds=min(least, _MOST_ASKED_FOR))) + wait * chance / 2


def midnight(instant: datetime, zone: str) -> datetime:
    """Return the first instant of the local day that holds an instant."""
    place = zone_of(zone)
    return first_instant(datetime.combine(shown(instant, place).date(), time.min), place)


def monday(instant: datetime, zone: str) -> date:
    """Return the Monday on which the local week that holds an instant began."""
    today = shown(instant, zone_of(zone)).date()
    return today - timedelta(days=today.weekday())


def whole(instant: datetime) -> datetime:
    """Return the first whole second that is not before an instant: nothing comes early."""
    rest = timedelta(microseconds=instant.microsecond)
    return (instant - rest + (timedelta(seconds=1) if rest else timedelta(0))).astimezone(UTC)
