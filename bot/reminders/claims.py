"""Claim what is due, and record what became of it: each in one transaction with all that follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice, pairwise
from typing import Final

from bot.reminders import tally
from bot.reminders.limits import HYDRATE_A_DAY
from bot.reminders.models import OBSTACLES, Delivery, Kind, Occurrence, Person, Reason, Reminder, State
from bot.reminders.planner import LEASE, LOOKED_FOR, Act, Verdict, backoff, ended, judge, midnight, resumed
from bot.reminders.planning import owner_of, plan
from bot.reminders.ports import Reading, RowError, Store, Writing

MENTIONS: Final = 100
"""Mentions that Discord allows in one message."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold one claimed occurrence: to be sent, or first to be looked for. `tried` is as in Occurrence, before this claim."""

    delivery: Delivery
    look: bool
    tried: datetime | None


@dataclass(frozen=True, slots=True)
class Ended:
    """Hold one occurrence that came to its end without being claimed; the kind is None if it cannot be read."""

    occurrence: Occurrence
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Taken:
    """Hold what came of what was due."""

    claims: Sequence[Claim]
    ended: Sequence[Ended]


NOTHING: Final = Taken((), ())


async def claim(store: Store, now: datetime, room: int, hydrate_a_day: int = HYDRATE_A_DAY) -> Taken:
    """Claim up to *room* occurrences that are due, and plan what follows them, in one transaction."""
    claims: list[Claim] = []
    over: list[Ended] = []
    async with store.writing() as tx:
        for occurrence in await tx.due(now, room):
            try:
                reminder = await tx.reminder(occurrence.reminder)
                assert reminder is not None  # occurrences go with their reminder
                person = await owner_of(tx, reminder)
            except RowError:
                # One that cannot be read must not keep all others waiting.
                unreadable = ended(occurrence, State.FAILED, now, Reason.UNREADABLE)
                await tx.save_occurrence(unreadable)
                over.append(Ended(unreadable, None))
                continue
            verdict = judge(occurrence, reminder, person, now)
            counts_itself = occurrence.tried is not None
            if verdict.act is Act.SEND and person is not None and not counts_itself:
                is_enough = await _has_enough(tx, reminder, person, now, hydrate_a_day)
                verdict = replace(verdict, act=Act.SKIP, reason=Reason.ENOUGH) if is_enough else verdict
            taken = await _carry_out(tx, occurrence, reminder, person, verdict, now, hydrate_a_day)
            if isinstance(taken, Claim):
                claims.append(taken)
            elif taken is not None:
                over.append(Ended(taken, reminder.kind))
    return Taken(claims, over)


async def _carry_out(
    tx: Writing,
    occurrence: Occurrence,
    reminder: Reminder,
    person: Person | None,
    verdict: Verdict,
    now: datetime,
    hydrate_a_day: int,
) -> Claim | Occurrence | None:
    """Return a claim, or the occurrence as it ended, or nothing if it is to wait."""
    if verdict.act is Act.WAIT:
        await tx.save_occurrence(_settling(occurrence))
        return None
    first = occurrence.state is State.SCHEDULED and not occurrence.part
    reminder = resumed(reminder, now)
    taken: Claim | Occurrence | None
    if verdict.act is Act.SKIP:
        taken = ended(occurrence, State.SKIPPED, now, verdict.reason, missed=verdict.missed)
        await tx.save_occurrence(taken)
    else:
        occurrence = replace(occurrence, number=reminder.number) if first else occurrence
        taken = await _take(tx, occurrence, reminder, person, now, hydrate_a_day, look=verdict.act is Act.LOOK)
    if first and isinstance(taken, Claim):
        reminder = replace(reminder, number=reminder.number + 1)
    if first and not occurrence.snoozed:
        await plan(tx, reminder, verdict.following, now)
    else:
        await tx.save_reminder(reminder)
    return taken


async def _take(
    tx: Writing,
    occurrence: Occurrence,
    reminder: Reminder,
    person: Person | None,
    now: datetime,
    hydrate_a_day: int,
    *,
    look: bool,
) -> Claim | Occurrence | None:
    """Claim one occurrence; a post that would mention nobody ends, or waits if it may have been sent."""
    if person is None and occurrence.tried is None:
        occurrence = await _split(tx, occurrence, now)
    claimed = replace(
        occurrence, state=State.CLAIMED, at=now + LEASE, tries=occurrence.tries + 1, tried=occurrence.tried or now
    )
    delivery = await _addressed(tx, claimed, reminder, person)
    if person is None and not look:
        # What was tried counts itself already.
        most = hydrate_a_day if occurrence.tried is None else hydrate_a_day + 1
        delivery = replace(delivery, mentions=await _thirsty(tx, reminder, delivery.mentions, now, most))
        if not delivery.mentions:
            if occurrence.tried is not None:
                await tx.save_occurrence(_settling(occurrence))
                return None
            nobody = ended(occurrence, State.SKIPPED, now, Reason.NOBODY)
            await tx.save_occurrence(nobody)
            return nobody
    await tx.save_occurrence(claimed)
    return Claim(delivery, look, occurrence.tried)


def _settling(occurrence: Occurrence) -> Occurrence:
    """Return an occurrence that may have been sent, to be looked for once that has settled."""
    assert occurrence.tried is not None  # only then may it have been sent
    return replace(occurrence, state=State.RETRY, at=occurrence.tried + LEASE)


async def _split(tx: Writing, occurrence: Occurrence, now: datetime) -> Occurrence:
    """Return the first part of a post, or of a part that has grown; the others are stored, each for a range of ids.

    Who joins or leaves meanwhile moves nobody else from one part into another.
    """
    members = await tx.members(occurrence.reminder, occurrence.first, occurrence.last)
    bounds = [*islice(members, MENTIONS, None, MENTIONS), occurrence.last]
    part = occurrence.part
    for first, last in pairwise(bounds):
        rest = replace(occurrence, id=0, state=State.SCHEDULED, at=now, tries=0, first=first, last=last)
        part += 1
        while await tx.add_occurrence(replace(rest, part=part)) is None:
            part += 1
    return replace(occurrence, last=bounds[0])


async def _addressed(seen: Reading, claimed: Occurrence, reminder: Reminder, person: Person | None) -> Delivery:
    """Return what to send and to whom."""
    if person is None:
        members = await seen.members(reminder.id, claimed.first, claimed.last, MENTIONS)
        return Delivery(claimed, reminder, reminder.channel, mentions=tuple(members))
    if reminder.channel is not None:
        return Delivery(claimed, reminder, reminder.channel, mentions=(person.id,))
    weeks = await tally.looked_back_on(seen, claimed, reminder) if reminder.kind is Kind.SUMMARY else ()
    return Delivery(claimed, reminder, person.dm, to=person.id, weeks=weeks)


async def _thirsty(
    seen: Reading, reminder: Reminder, members: Sequence[int], now: datetime, most: int
) -> tuple[int, ...]:
    """Return the members that have not had enough for today."""
    if reminder.kind is not Kind.HYDRATE:
        return tuple(members)
    people = [await seen.person(member) or Person(id=member) for member in members]
    return tuple([one.id for one in people if not await _has_enough(seen, reminder, one, now, most)])


async def _has_enough(seen: Reading, reminder: Reminder, person: Person, now: datetime, most: int) -> bool:
    """Say whether a person had as many reminders to drink today as a day may have.

    Rules keep to it when they are set up, but not snoozes, schedules that are changed later, and moves.
    """
    if reminder.kind is not Kind.HYDRATE:
        return False
    return await seen.sent_since(person.id, Kind.HYDRATE, midnight(now, person.zone or reminder.rule.zone)) >= most


async def confirm(store: Store, claimed: Claim, now: datetime) -> Claim | None:
    """Return a claim that had to wait as it is now; None if it is no longer wanted, or is to be judged anew.

    Meanwhile its reminder may have been stopped, paused or left, the time for it be over, or its lease about to end.
    """
    occurrence = claimed.delivery.occurrence
    async with store.reading() as seen:
        if not await _holds(seen, occurrence):
            return None
        reminder = await seen.reminder(occurrence.reminder)
        assert reminder is not None  # occurrences go with their reminder
        person = await owner_of(seen, reminder)
        delivery = await _addressed(seen, occurrence, reminder, person)
    if person is None:
        stayed = frozenset(delivery.mentions)
        delivery = replace(delivery, mentions=tuple(one for one in claimed.delivery.mentions if one in stayed))
    verdict = judge(replace(occurrence, tried=claimed.tried), reminder, person, now)
    in_time = occurrence.at is not None and now <= occurrence.at - LEASE / 2
    if in_time and (claimed.look or (verdict.act is Act.SEND and (person is not None or delivery.mentions))):
        return replace(claimed, delivery=delivery)
    await put_off(store, claimed, now)
    return None


async def put_off(store: Store, claimed: Claim, now: datetime) -> None:
    """Give a claim back that nothing was done about; it is judged anew."""
    async with store.writing() as tx:
        occurrence = claimed.delivery.occurrence
        if await _holds(tx, occurrence):
            await tx.save_occurrence(replace(occurrence, state=State.RETRY, at=now, tried=claimed.tried))


async def _holds(seen: Reading, claimed: Occurrence) -> bool:
    """Say whether a claim is still the last one of its occurrence, and open: what waited too long is claimed again."""
    stored = await seen.occurrence(claimed.id)
    return stored is not None and stored.state is State.CLAIMED and stored.tries == claimed.tries


async def record_sent(
    store: Store, delivery: Delivery, channel: int, message: int, now: datetime
) -> Sequence[Occurrence]:
    """Record that a message was sent, and return the earlier posts in the channel that it replaces."""
    occurrence, reminder = delivery.occurrence, delivery.reminder
    async with store.writing() as tx:
        stored = await tx.occurrence(occurrence.id)
        if stored is None or stored.state is State.SENT:
            # Its reminder is gone; or it was looked for, and found, while its answer was still on the way.
            return ()
        await tx.save_occurrence(replace(ended(occurrence, State.SENT, now), message=message))
        if delivery.to is not None:
            person = await tx.person(delivery.to)
            if person is not None and person.dm != channel:
                await tx.save_person(replace(person, dm=channel))
        if reminder.owner is not None:
            await tally.count_came(tx, occurrence, reminder, reminder.owner, now)
        if reminder.channel is None or occurrence.part:
            return ()
        earlier = [post for post in await tx.posts(reminder.id) if post.id < occurrence.id]
        # Of one that somebody has for themselves in a channel, one message stands; before it moved there, it had others.
        return earlier if reminder.server is not None else earlier[-1:]


async def record_removed(store: Store, posts: Sequence[Occurrence]) -> None:
    """Record that posts were removed from their channel."""
    async with store.writing() as tx:
        for post in posts:
            await tx.save_occurrence(replace(post, removed=True))


async def record_refused(store: Store, delivery: Delivery, reason: Reason, now: datetime) -> None:
    """Record that Discord will not deliver, and pause the reminder for that reason."""
    async with store.writing() as tx:
        if await _holds(tx, delivery.occurrence):
            await tx.save_occurrence(ended(delivery.occurrence, State.FAILED, now, reason))
        if delivery.to is not None and (person := await tx.person(delivery.to)) is not None:
            # That channel may be the reason; the next message opens it anew.
            await tx.save_person(replace(person, dm=None))
        reminder = await tx.reminder(delivery.reminder.id)
        if reminder is None or reminder.channel != delivery.reminder.channel:
            return
        if reminder.reason not in OBSTACLES:
            # The first obstacle is the one that may be taken away.
            await tx.save_reminder(replace(reminder, reason=reason, until=None))
            await tx.unplan(reminder.id)


async def record_retry(
    store: Store, claimed: Claim, now: datetime, chance: float, *, tried: datetime | None, least: float = 0.0
) -> None:
    """Record that a delivery is to be tried again; *tried* is as in Occurrence."""
    occurrence = claimed.delivery.occurrence
    at = now + backoff(occurrence.tries, chance, least)
    async with store.writing() as tx:
        if await _holds(tx, occurrence):
            await tx.save_occurrence(replace(occurrence, state=State.RETRY, at=at, tried=tried))


async def record_not_found(store: Store, claimed: Claim, now: datetime) -> None:
    """Record that a message was looked for and is not there: it may be sent, if it is not late."""
    occurrence = claimed.delivery.occurrence
    async with store.writing() as tx:
        if await _holds(tx, occurrence):
            await tx.save_occurrence(replace(occurrence, state=State.RETRY, at=now, tried=None))


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
        if await _holds(tx, delivery.occurrence):
            await tx.save_occurrence(ended(delivery.occurrence, State.UNKNOWN, now))
