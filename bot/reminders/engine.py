"""Deliver what is due: sleep until the next due moment, claim, send at a steady pace, record."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from weakref import WeakValueDictionary

from bot.reminders import claims
from bot.reminders.claims import Claim
from bot.reminders.limits import HYDRATE_A_DAY
from bot.reminders.models import Delivery, Reason, Server, State
from bot.reminders.pace import Budget, Pace
from bot.reminders.planner import LEASE, LOOKED_FOR, upcoming
from bot.reminders.planning import owner_of, replan
from bot.reminders.ports import (
    Clock,
    LaterError,
    Messenger,
    RefusedError,
    RowError,
    Store,
    StoreError,
    UncertainError,
    UnreadableError,
    Watcher,
    Writing,
)

TIMEOUT: Final = 15.0
"""Seconds after which an answer is given up; the message may have been sent all the same."""

BATCH: Final = 8
"""Occurrences claimed at a time: a fifth of a second of the pace, so that a wish to stop comes too late for no longer."""

UNDER_WAY: Final = 200
"""Deliveries that wait for Discord's answer at a time."""

LINE: Final = 30
"""Deliveries that wait for one channel at a time: Discord takes about one a second, so this is half of a lease."""

CROWDED: Final = timedelta(seconds=20)
"""After what time a delivery for a channel with such a line is claimed again, so that all others go on meanwhile."""

CLOSING: Final = 20.0
"""Seconds that deliveries under way are given when the program stops."""

KEPT: Final = timedelta(days=14)
"""How long a finished occurrence is kept."""

GRACE: Final = timedelta(days=30)
"""How long a server's data is kept after Charley was removed from it."""

CHORES: Final = timedelta(hours=1)
PAGE: Final = 500
"""Rows that a chore touches in one transaction, so that nobody waits for it."""

SET_BACK: Final = timedelta(minutes=1)
"""By how much a clock must be set back for everything to be planned anew."""

MARGIN: Final = timedelta(minutes=5)
"""How much Discord's clock may differ from ours, when a message is looked for."""

AROUND: Final = timedelta(minutes=10)
"""How long after it was first tried a message may have been sent: a lease, a time-out, and clocks that differ."""

LONG: Final = 1.0
"""Seconds until the next turn, from which on it is left when Charley stops."""

TROUBLE: Final = 5.0
"""Seconds until the store is tried again."""


class Engine:
    """Deliver reminders. *changed* is set by whoever changes what is planned; *chance* gives numbers from 0 to 1."""

    def __init__(
        self,
        store: Store,
        messenger: Messenger,
        *,
        clock: Clock,
        pace: Pace,
        budget: Budget,
        watcher: Watcher,
        changed: asyncio.Event,
        chance: Callable[[], float],
        hydrate_a_day: int = HYDRATE_A_DAY,
    ) -> None:
        self._store = store
        self._messenger = messenger
        self._clock = clock
        self._pace = pace
        self._budget = budget
        self._watcher = watcher
        self._changed = changed
        self._chance = chance
        self._hydrate_a_day = hydrate_a_day
        self._stopping = False
        self._under_way: set[asyncio.Task[None]] = set()
        self._turns: set[asyncio.Task[None]] = set()
        self._lines: WeakValueDictionary[tuple[str, int], asyncio.Lock] = WeakValueDictionary()
        self._lengths: Counter[tuple[str, int]] = Counter()
        self._chores_at = clock.now()
        self._seen = clock.now()
        self._is_first = True
        self._has_ended = False

    @property
    def under_way(self) -> int:
        """Return how many deliveries are being carried out."""
        return len(self._under_way)

    @property
    def is_alive(self) -> bool:
        """Say whether it delivers, or will once `run` is called; false when `run` has ended without `stop`."""
        return not self._has_ended or self._stopping

    @property
    def is_stopping(self) -> bool:
        """Say whether `stop` was called."""
        return self._stopping

    async def run(self) -> None:
        """Deliver until `stop` is called; then give what is under way some time, and return when all of it has ended."""
        try:
            await self._deliver()
        finally:
            self._has_ended = True
            # Some are left only where this was cancelled: nothing of them may outlive the store.
            for task in (left := set(self._under_way)):
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    async def _deliver(self) -> None:
        while not self._stopping:
            try:
                await self._turn()
            except StoreError as error:
                self._watcher.happened("store failed", fault=str(error))
                await self._clock.sleep(TROUBLE)
            except Exception as error:  # noqa: BLE001 - whatever went wrong with one, the others still want theirs
                self._watcher.happened("engine failed", error=error)
                await self._clock.sleep(TROUBLE)

        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=CLOSING)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def stop(self) -> None:
        """Let `run` claim and send no more; what waits for its turn is left to the next start."""
        self._stopping = True
        self._changed.set()
        for turn in self._turns:
            turn.cancel()

    async def _turn(self) -> None:
        """Do what is due now, then wait until something is."""
        self._changed.clear()
        if (wait := self._budget.wait()) > 0:
            self._watcher.happened("stopped for refusals", seconds=round(wait))
            await self._clock.wait(self._changed, self._clock.now() + timedelta(seconds=wait))
            return
        now = await self._now()
        if now >= self._chores_at:
            await self._chores(now)
        room = min(BATCH, UNDER_WAY - len(self._under_way))
        taken = await claims.claim(self._store, now, room, self._hydrate_a_day) if room > 0 else claims.NOTHING
        for skip in taken.ended:
            self._tell_ended(skip)
        for one in taken.claims:
            key = _line(one.delivery)
            if self._lengths[key] >= LINE:
                await claims.put_off(self._store, one, now + CROWDED)
                continue
            await self._in_turn()
            task = asyncio.create_task(self._carry_out(one, key))
            self._under_way.add(task)
            self._lengths[key] += 1
            task.add_done_callback(partial(self._end, key, one.delivery.occurrence.id))
        if taken.claims or self._stopping:
            return
        async with self._store.reading() as seen:
            soonest = await seen.soonest() if room > 0 else None
        due = self._chores_at if soonest is None else min(soonest, self._chores_at)
        await self._clock.wait(self._changed, due)

    async def _in_turn(self) -> None:
        """Wait until one more request may be made, or until `stop` where that takes long, as after a global 429."""
        if self._stopping:
            return
        if self._pace.wait() < LONG:
            await self._pace.turn()
            return
        turn = asyncio.create_task(self._pace.turn())
        self._turns.add(turn)
        try:
            await asyncio.wait({turn})
        finally:
            self._turns.discard(turn)
            turn.cancel()

    def _end(self, key: tuple[str, int], occurrence: int, task: asyncio.Task[None]) -> None:
        self._lengths[key] -= 1
        if not self._lengths[key]:
            del self._lengths[key]
        full = len(self._under_way) >= UNDER_WAY
        self._under_way.discard(task)
        if full:
            self._changed.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            # Its claim ends by itself; then it is looked for.
            self._watcher.happened("delivery failed", occurrence=occurrence, error=error)

    async def _carry_out(self, claimed: Claim, key: tuple[str, int]) -> None:
        """Send what was claimed, or look for it; one at a time in each channel."""
        line = self._lines.setdefault(key, asyncio.Lock())
        waits = line.locked()
        async with line:
            if waits and not self._stopping:
                # Its turn is over; and whoever has changed their mind meanwhile was answered that nothing comes.
                await self._in_turn()
            if waits or self._stopping or self._budget.wait() > 0:
                confirmed = await self._confirmed(claimed)
                if confirmed is None:
                    return
                claimed = confirmed
            await (self._look(claimed) if claimed.look else self._send(claimed))

    async def _confirmed(self, claimed: Claim) -> Claim | None:
        now = self._clock.now()
        if self._stopping or self._budget.wait() > 0:
            await claims.put_off(self._store, claimed, now)
            return None
        confirmed = await claims.confirm(self._store, claimed, now)
        self._changed.set()
        return confirmed

    async def _send(self, claimed: Claim) -> None:
        delivery = claimed.delivery
        try:
            async with asyncio.timeout(TIMEOUT):
                channel, message = await self._messenger.send(delivery)
        except RefusedError as refused:
            await claims.record_refused(self._store, delivery, refused.reason, self._clock.now())
            self._tell(delivery, "refused", reason=refused.reason, code=refused.code)
        except LaterError as later:
            await self._retry(claimed, tried=claimed.tried, least=later.seconds)
            self._tell(delivery, "put off", why=str(later))
        except (UncertainError, TimeoutError) as lost:
            await self._retry(claimed, tried=delivery.occurrence.tried)
            self._tell(delivery, "uncertain", why=type(lost).__name__)
        else:
            await self._sent(delivery, State.SENT.value, channel, message)

    async def _look(self, claimed: Claim) -> None:
        delivery = claimed.delivery
        tried, now = delivery.occurrence.tried, self._clock.now()
        assert tried is not None  # this is why it is looked for
        # If the clock was set back, nobody knows which of its times were right: Discord's may be any of the last day.
        since = now - LOOKED_FOR if now < tried else tried - MARGIN
        try:
            async with asyncio.timeout(TIMEOUT):
                found = await self._messenger.find(delivery, since, tried + AROUND)
        except (UnreadableError, RefusedError):
            await claims.record_unknown(self._store, delivery, self._clock.now())
            self._tell(delivery, State.UNKNOWN.value)
        except (LaterError, UncertainError, TimeoutError):
            given_up = await claims.record_unseen(self._store, claimed, self._clock.now(), self._chance())
            self._tell(delivery, State.UNKNOWN.value if given_up else "not looked")
        else:
            if found is not None:
                await self._sent(delivery, "found", *found)
            else:
                await claims.record_not_found(self._store, claimed, self._clock.now())
                self._tell(delivery, "not found")
        self._changed.set()

    async def _sent(self, delivery: Delivery, what: str, channel: int, message: int) -> None:
        now = self._clock.now()
        replaced = await claims.record_sent(self._store, delivery, channel, message, now)
        self._tell(delivery, what, late=(now - delivery.occurrence.due).total_seconds())
        if not replaced:
            return
        try:
            async with asyncio.timeout(TIMEOUT):
                await self._messenger.remove(channel, [post.message for post in replaced if post.message is not None])
        except RefusedError:
            # Then it stays: what Discord will not let go of is no reason to try for ever.
            self._tell(delivery, "not removed")
        except (LaterError, UncertainError, TimeoutError):
            self._tell(delivery, "removal put off")
            return
        await claims.record_removed(self._store, replaced)

    async def _retry(self, claimed: Claim, *, tried: datetime | None, least: float = 0.0) -> None:
        now = self._clock.now()
        await claims.record_retry(self._store, claimed, now, self._chance(), tried=tried, least=least)
        self._changed.set()

    def _tell(self, delivery: Delivery, what: str, **more: object) -> None:
        occurrence = delivery.occurrence
        self._watcher.happened(
            what, occurrence=occurrence.id, kind=delivery.reminder.kind.value, tries=occurrence.tries, **more
        )

    def _tell_ended(self, skip: claims.Ended) -> None:
        occurrence = skip.occurrence
        kind = None if skip.kind is None else skip.kind.value
        self._watcher.happened(
            occurrence.state.value,
            occurrence=occurrence.id,
            kind=kind,
            tries=occurrence.tries,
            reason=occurrence.reason,
        )

    async def _now(self) -> datetime:
        """Return the present instant; if the clock was set back, plan everything anew from it."""
        now = self._clock.now()
        if now < self._seen - SET_BACK:
            self._watcher.happened("clock set back", seconds=(self._seen - now).total_seconds())
            await self._plan_anew(now)
            self._chores_at = min(self._chores_at, now + CHORES)
        self._seen = now
        return now

    async def _plan_anew(self, now: datetime) -> None:
        """Plan every reminder from *now* on that the wrong clock has put off for longer, or ended too soon.

        What was tried is looked for as soon as that has settled: by the wrong clock, it may have been put off for years.
        """
        async with self._store.writing() as tx:
            await tx.hasten(now + LEASE)
        page = [0]
        while page:
            async with self._store.writing() as tx:
                page = await tx.reminder_ids_after(page[-1], PAGE)
                for one in page:
                    with contextlib.suppress(RowError):  # told when it is due; the others are planned
                        await self._plan_sooner(tx, one, now)

    async def _plan_sooner(self, tx: Writing, one: int, now: datetime) -> None:
        reminder = await tx.reminder(one)
        assert reminder is not None  # found in the same transaction
        if reminder.reason is Reason.ENDED:
            reminder = replace(reminder, reason=None)
        first = upcoming(reminder, await owner_of(tx, reminder), now)
        planned = await tx.planned(one)
        if first is not None and (planned is None or first < planned.due):
            await replan(tx, reminder, now)

    async def _chores(self, now: datetime) -> None:
        """Forget what is over, and servers that Charley was removed from long ago."""
        async with self._store.reading() as seen:
            latest = await seen.latest_deed()
            servers = [one.id for one in await seen.servers() if _is_over(one, now)]
        if self._is_first and latest is not None and latest > self._seen:
            # Something was done after now: the clock was set back while the program was not running.
            self._seen = latest
            await self._now()
        self._is_first = False
        forgotten = PAGE
        while forgotten == PAGE:
            async with self._store.writing() as tx:
                forgotten = await tx.forget_finished(now - KEPT, PAGE)
        for server in servers:
            async with self._store.writing() as tx:
                known = await tx.server(server)
                # It may have come back this very moment.
                if known is not None and _is_over(known, now):
                    await tx.erase_server(server)
        self._chores_at = now + CHORES


def _line(delivery: Delivery) -> tuple[str, int]:
    """Return what a delivery goes to, one at a time."""
    return ("person", delivery.to) if delivery.to is not None else ("channel", delivery.channel or 0)


def _is_over(server: Server, now: datetime) -> bool:
    return server.left is not None and server.left <= now - GRACE
