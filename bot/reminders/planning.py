"""Write what is planned into the store; used when a reminder is set up, changed or fired."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.reminders.models import Occurrence, Person, Reason, Reminder
from bot.reminders.planner import upcoming
from bot.reminders.ports import Reading, Writing
from bot.reminders.rule import next_due


async def owner_of(store: Reading, reminder: Reminder) -> Person | None:
    """Return the person whose quiet hours and moves count for a reminder; None for a schedule."""
    return None if reminder.owner is None else await store.person(reminder.owner)


async def replan(store: Writing, reminder: Reminder, now: datetime) -> datetime | None:
    """Plan a reminder anew from *now* on, in place of what was planned, and return when it is due next.

    What is due already, and only waits for its turn, stays: the next is planned when it is claimed. A moment at which
    it was due already, as before a clock was set back, is not planned twice.
    """
    due = upcoming(reminder, await owner_of(store, reminder), now)
    planned = await store.planned(reminder.id)
    if planned is not None and planned.due <= now and reminder.reason is None:
        await store.save_reminder(reminder)
        return due
    await store.unplan(reminder.id)
    return await plan(store, reminder, due, now)


async def plan(store: Writing, reminder: Reminder, due: datetime | None, now: datetime) -> datetime | None:
    """Store a reminder with its next occurrence, or the first one after it that was not there before; return when that is due.

    A reminder that will never be due is stored as paused, with the reason.
    """
    while due is not None and await store.add_occurrence(Occurrence(reminder=reminder.id, due=due, at=due)) is None:
        due = upcoming(reminder, await owner_of(store, reminder), due)
    if due is None and (reminder.reason is None or reminder.until is not None):
        is_over = next_due(reminder.rule, max(now, reminder.until or now)) is None
        reminder = replace(reminder, reason=Reason.ENDED if is_over else Reason.QUIET, until=None)
    await store.save_reminder(reminder)
    return due
