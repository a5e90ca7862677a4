"""Claim what is due, and record what became of it: each in one transaction with all that follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice, pairwise
from typing import Final

from bot.reminders.limits import HYDRATE_A_DAY
from bot.reminders.models import Delivery, Kind, Occurrence, Person, Reason, Reminder, State
from bot.reminders.planner import LEASE, LOOKED_FOR, Act, Verdict, backoff, judge, midnight, monday, resumed
from bot.reminders.planning import owner_of, plan
from bot.reminders.ports import RowError, Store, Writing

MENTIONS: Final = 100
"""Mentions that Discord allows in one message."""

WEEKS_KEPT: Final = 4
"""Weeks that a summary looks back on."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold one claimed occurrence: to be sent, or first to be looked for. `tried` is as in Occurrence, before this claim."""

    delivery: Delivery
    look: bool
    tried: datetime | None


async def claim(store: Store, now: datetime, room: int, hydrate_a_day: int = HYDRATE_A_DAY) -> list[Claim]:
    """Claim up to *room* occurrences that are due, and plan what follows them, in one transaction."""
    claims: list[Claim] = []
    async with store.writing() as tx:
        for occurrence in await tx.due(now, room):
            try:
                reminder = await tx.reminder(occurrence.reminder)
            except RowError:
                # One that cannot be read must not keep all others waiting.
                await tx.save_occurrence(ended(occurrence, State.FAILED, now, Reason.UNREADABLE))
                continue
            assert reminder is not None  # occurrences go with their reminder
            person = await owner_of(tx, reminder)
            verdict = judge(occurrence, reminder, person, now)
            if verdict.act is Act.SEND and await _has_enough(tx, reminder, person, now, hydrate_a_day):
                verdict = replace(verdict, act=Act.SKIP, reason=Reason.ENOUGH)
            taken = await _carry_out(tx, occurrence, reminder, person, verdict, now)
            claims += [taken] if taken else []
    return claims


async def _carry_out(
    tx: Writing, occurrence: Occurrence, reminder: Reminder, person: Person | None, verdict: Verdict, now: datetime
) -> Claim | None:
    if verdict.act is Act.WAIT:
        assert occurrence.tried is not None
        await tx.save_occurrence(replace(occurrence, state=State.RETRY, at=occurrence.tried + LEASE))
        return None
    first = occurrence.state is State.SCHEDULED
    whole = first and not occurrence.snoozed and not occurrence.part
    reminder = resumed(reminder, now)
    delivery: Delivery | None = None
    if verdict.act is Act.SKIP:
        await tx.save_occurrence(ended(occurrence, State.SKIPPED, now, verdict.reason, missed=verdict.missed))
    else:
        if first and not occurrence.part:
            occurrence = replace(occurrence, number=reminder.number)
            reminder = replace(reminder, number=reminder.number + 1)
        if whole and reminder.server is not None:
            occurrence = await _split(tx, occurrence, now)
        claimed = replace(
            occurrence, state=State.CLAIMED, at=now + LEASE, tries=occurrence.tries + 1, tried=occurrence.tried or now
        )
        delivery = await _addressed(tx, claimed, reminder, person)
        if verdict.act is Act.SEND and reminder.server is not None and not delivery.mentions:
            delivery = None
            claimed = ended(occurrence, State.SKIPPED, now, Reason.NOBODY)
        await tx.save_occurrence(claimed)
    if whole:
        await plan(tx, reminder, verdict.following, now)
    else:
        await tx.save_reminder(reminder)
    return Claim(delivery, verdict.act is Act.LOOK, occurrence.tried) if delivery else None


async def _split(tx: Writing, occurrence: Occurrence, now: datetime) -> Occurrence:
    """Return the first part of a post; the others are stored, each for the members of a range of ids.

    Who joins or leaves meanwhile moves nobody else from one part into another.
    """
    members = await tx.members(occurrence.reminder)
    bounds = [*islice(members, MENTIONS, None, MENTIONS), None]
    for part, (first, last) in enumerate(pairwise(bounds), 1):
        await tx.add_occurrence(replace(occurrence, id=0, at=now, part=part, first=first, last=last))
    return replace(occurrence, last=bounds[0])


async def _addressed(tx: Writing, claimed: Occurrence, reminder: Reminder, person: Person | None) -> Delivery:
    """Return what to send and to whom."""
    if person is None:
        members = await tx.members(reminder.id, claimed.first, claimed.last, MENTIONS)
        return Delivery(claimed, reminder, reminder.channel, mentions=tuple(members))
    if reminder.channel is not None:
        return Delivery(claimed, reminder, reminder.channel, mentions=(person.id,))
    weeks = await tx.weeks(person.id) if reminder.kind is Kind.SUMMARY else []
    return Delivery(claimed, reminder, person.dm, to=person.id, weeks=tuple(weeks))


async def _has_enough(tx: Writing, reminder: Reminder, person: Person | None, now: datetime, most: int) -> bool:
    """Say whether a person had as many reminders to drink today as a day may have; rules keep to it, but not with snoozes."""
    if reminder.kind is not Kind.HYDRATE or person is None:
        return False
    return await tx.sent_since(person.id, Kind.HYDRATE, midnight(now, reminder.rule.zone)) >= most


async def record_sent(
    store: Store, delivery: Delivery, channel: int, message: int, now: datetime
) -> Sequence[Occurrence]:
    """Record that a message was sent, and return the earlier posts of a schedule that it replaces."""
    occurrence, reminder = delivery.occurrence, delivery.reminder
    async with store.writing() as tx:
        await tx.save_occurrence(replace(ended(occurrence, State.SENT, now), message=message))
        if delivery.to is not None:
            person = await tx.person(delivery.to)
            if person is not None and person.dm != channel:
                await tx.save_person(replace(person, dm=channel))
        if reminder.owner is not None:
            await _count(tx, reminder, reminder.owner, now)
        if reminder.server is None or occurrence.part:
            return ()
        return [post for post in await tx.posts(reminder.id) if post.due < occurrence.due]


async def record_removed(store: Store, posts: Sequence[Occurrence]) -> None:
    """Record that posts were removed from their channel."""
    async with store.writing() as tx:
        for post in posts:
            await tx.save_occurrence(replace(post, removed=True))


async def record_refused(store: Store, delivery: Delivery, reason: Reason, now: datetime) -> None:
    """Record that Discord will not deliver, and pause the reminder for that reason."""
    async with store.writing() as tx:
        await tx.save_occurrence(ended(delivery.occurrence, State.FAILED, now, reason))
        reminder = await tx.reminder(delivery.reminder.id)
        if reminder is not None and reminder.channel == delivery.reminder.channel:
            await tx.save_reminder(replace(reminder, reason=reason, until=None))
            await tx.unplan(reminder.id)


async def record_retry(
    store: Store, claimed: Claim, now: datetime, chance: float, *, tried: datetime | None, least: float = 0.0
) -> None:
    """Record that a delivery is to be tried again; *tried* is as in Occurrence."""
    occurrence = claimed.delivery.occurrence
    at = now + backoff(occurrence.tries, chance, least)
    async with store.writing() as tx:
        await tx.save_occurrence(replace(occurrence, state=State.RETRY, at=at, tried=tried))


async def record_not_found(store: Store, claimed: Claim, now: datetime) -> None:
    """Record that a message was looked for and is not there: it may be sent, if it is not late."""
    async with store.writing() as tx:
        await tx.save_occurrence(replace(claimed.delivery.occurrence, state=State.RETRY, at=now, tried=None))


async def record_unseen(store: Store, claimed: Claim, now: datetime, chance: float) -> bool:
    """Record that nobody could look whether a message is there; say whether that is given up, after a day."""
    occurrence = claimed.delivery.occurrence
    if now - occurrence.due > LOOKED_FOR:
        await record_unknown(store, claimed.delivery, now)
        return True
    await record_retry(store, claimed, now, chance, tried=occurrence.tried)
    return False


async def record_unknown(store: Store, delivery: Delivery, now: datetime) -> None:
    """Record that nobody will know whether a message was sent; it is never sent again."""
    async with store.writing() as tx:
        await tx.save_occurrence(ended(delivery.occurrence, State.UNKNOWN, now))


def ended(
    occurrence: Occurrence, state: State, now: datetime, reason: Reason | None = None, *, missed: int = 0
) -> Occurrence:
    """Return an occurrence in a final state."""
    return replace(occurrence, state=state, at=None, ended=now, reason=reason, missed=missed)


async def _count(tx: Writing, reminder: Reminder, owner: int, now: datetime) -> None:
    """Count what came, while its owner wants a weekly summary; after a summary, forget what it will not show again."""
    week = monday(now, reminder.rule.zone)
    if reminder.kind is Kind.SUMMARY:
        await tx.forget_tally(owner, week - timedelta(weeks=WEEKS_KEPT))
    elif any(one.kind is Kind.SUMMARY for one in await tx.reminders_of(owner)):
        await tx.tally(owner, week, reminder.kind, came=1)
