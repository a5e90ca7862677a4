"""What a reminder or a schedule is to be, how many there may be, and what is told if it cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.reminders.limits import HYDRATE_A_DAY, REMINDERS_A_PERSON, SCHEDULES_A_SERVER, most_in_a_day
from bot.reminders.models import Kind, Person, Reminder
from bot.reminders.planner import resumed, upcoming
from bot.reminders.ports import Reading
from bot.reminders.rule import Rule, next_due
from bot.reminders.texts import Variant

ECHOED: Final = 3
"""Coming reminders that are shown before one is saved."""

FEWER: Final = "Choose a longer interval, fewer times or shorter hours."


class ReminderError(Exception):
    """Tell a user everything that is wrong; each of *faults* is a sentence or two that say what to do."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class GoneError(ReminderError):
    """Say that a reminder is not stored any more, or is not for the one who asks.

    Both in the same words: nobody can read from an answer whether somebody else has a reminder of some id.
    """

    def __init__(self) -> None:
        super().__init__("This reminder is gone, or it is somebody else's. You can set up your own with `/remind`.")


@dataclass(frozen=True, slots=True)
class Limits:
    """Hold how many reminders a person, schedules a server, and reminders to drink a day and person there may be."""

    reminders: int = REMINDERS_A_PERSON
    schedules: int = SCHEDULES_A_SERVER
    hydrate_a_day: int = HYDRATE_A_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Hold what a reminder or a schedule is to be; `channel` None means direct messages."""

    kind: Kind
    rule: Rule
    variant: Variant = Variant.BOTH
    channel: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Hold a reminder and when it is due next; None if it is paused without an end."""

    reminder: Reminder
    next: datetime | None


async def listed_as(seen: Reading, reminder: Reminder, now: datetime) -> Listed:
    """Return a reminder as it is now: a pause that is over is noted only when the next one comes."""
    planned = await seen.planned(reminder.id)
    return Listed(resumed(reminder, now), planned.due if planned is not None else None)


def reminder_of(draft: Draft, *, owner: int | None = None, server: int | None = None) -> Reminder:
    """Return what a draft makes for a person or a server, not stored yet."""
    return Reminder(
        kind=draft.kind, rule=draft.rule, variant=draft.variant, channel=draft.channel, owner=owner, server=server
    )


def over_the_day(rules: list[Rule], zone: str | None, most: int, then: str = FEWER) -> list[str]:
    """Return the fault of rules that bring more reminders to drink in some day than a day may have, or nothing.

    *then* says what to do.
    """
    count = most_in_a_day(rules, zone)
    if count <= most:
        return []
    told = (
        f"That makes up to {count} reminders to drink in one day, and {most} is the limit, all of yours taken together."
    )
    return [f"{told} {then}"]


def first_dues(reminder: Reminder, person: Person | None, now: datetime) -> tuple[datetime, ...]:
    """Return when a reminder would be due first, quiet hours left out."""
    found: list[datetime] = []
    while len(found) < ECHOED and (due := upcoming(reminder, person, found[-1] if found else now)) is not None:
        found.append(due)
    return tuple(found)


def never_due(rule: Rule, now: datetime) -> str:
    """Return the fault of a rule that is never due: it has ended, or lies in quiet hours as a whole."""
    if next_due(rule, now) is None:
        return "This would end before the first reminder. Choose a later end."
    return "All of this falls into your quiet hours. Choose other hours here, or change them with `/remind settings`."
