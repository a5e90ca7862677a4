"""What is counted for the weekly summary: each occurrence once as come and once as done, and only while it is on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.reminders.models import Kind, Occurrence, Reminder, State, Tallied, Week
from bot.reminders.planner import monday
from bot.reminders.ports import Reading, Writing

WEEKS_KEPT: Final = 4
"""Weeks that a summary looks back on."""

MAY_HAVE_COME: Final = frozenset({State.CLAIMED, State.RETRY, State.UNKNOWN})
"""States of an occurrence that is not known to have come; whoever presses its button has seen it."""


async def wants_summary(seen: Reading, person: int) -> bool:
    """Say whether a person has the weekly summary, without which nothing is counted."""
    return any(one.kind is Kind.SUMMARY for one in await seen.reminders_of(person))


async def looked_back_on(seen: Reading, claimed: Occurrence, summary: Reminder) -> tuple[Week, ...]:
    """Return the weeks that a summary tells: the last ones that are over."""
    assert summary.owner is not None  # no server has a summary
    this = monday(claimed.due, summary.rule.zone)
    weeks = await seen.weeks(summary.owner)
    return tuple(week for week in weeks if this - timedelta(weeks=WEEKS_KEPT) <= week.monday < this)


async def count_came(tx: Writing, occurrence: Occurrence, reminder: Reminder, owner: int, now: datetime) -> None:
    """Count what came, while its owner wants a summary; after a summary, forget what no other one will show."""
    week = monday(now, reminder.rule.zone)
    if reminder.kind is Kind.SUMMARY:
        await tx.forget_tally(owner, week - timedelta(weeks=WEEKS_KEPT - 1))
    elif await wants_summary(tx, owner) and await tx.tallied(occurrence.id) is None:
        await tx.tally(owner, week, reminder.kind, came=1)
        await tx.mark_tallied(occurrence.id, Tallied.CAME)


async def count_done(tx: Writing, reminder: Reminder, owner: int, occurrence: int, now: datetime) -> None:
    """Count once that an occurrence was followed, in the week in which it came; not if its coming was not counted."""
    stored = await tx.occurrence(occurrence)
    if stored is None or stored.reminder != reminder.id or not await wants_summary(tx, owner):
        return
    tallied = await tx.tallied(occurrence)
    if tallied is Tallied.DONE or (tallied is None and stored.state not in MAY_HAVE_COME):
        return
    came = 0 if tallied is Tallied.CAME else 1
    await tx.tally(owner, monday(stored.ended or now, reminder.rule.zone), reminder.kind, came=came, done=1)
    await tx.mark_tallied(occurrence, Tallied.DONE)
