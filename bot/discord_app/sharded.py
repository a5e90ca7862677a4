"""A client of as many shards as Discord wants, each of which keeps its own connection and comes back by itself.

The library's AutoShardedClient mends one shard at a time, sleeping up to 1,024 s for each, ends when its first connection
fails, and starts sessions without looking at what is left of the day's budget. So connecting is done here; what goes over
the connections, and what becomes of it, stays the library's.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn

import discord
import discord.http
import discord.shard
import discord.state
import structlog
import yarl
from discord.gateway import DiscordWebSocket, ReconnectWebSocket

from bot.discord_app.errors import record
from bot.discord_app.patience import TROUBLE, TRY, Patience, is_told
from bot.exit_codes import ExitCode

log = structlog.get_logger("charley.connection")

APART: Final = 5.0
"""Seconds between two sessions that begin in the same bucket; Discord refuses the second otherwise."""

LATE: Final = 8.0
"""Seconds that an answer to a heartbeat may be late. With Discord's 41.25 s between two, silence is noticed within 50."""

LASTING: Final = 10.0
"""Seconds after which a connection is no failure, so that the next one is tried at once."""

RESUMES: Final = 3
"""Failures in a row after which a session is given up for a new one: it, or its own address, may be what fails."""

CLOSING: Final = 2.0
"""Seconds that the other side is given to take its leave."""

LOST: Final = "IDENTIFY"
"""The library's word for a session that cannot be resumed."""

UNAUTHORIZED: Final = 401

REFUSALS: Final = {
    4004: (ExitCode.TOKEN, "Discord refused the token. Copy it again: developer portal, Bot, Reset Token."),
    4010: (
        ExitCode.SHARDS,
        "Discord refused this number of shards. The next start asks it anew how many there are to be.",
    ),
    4011: (ExitCode.SHARDS, "Discord wants more shards by now. The next start asks it anew how many there are to be."),
    4012: (ExitCode.VERSION, "Discord no longer speaks this version of its gateway. A newer Charley is needed."),
    4013: (ExitCode.INTENTS, "Discord does not know an intent that Charley asks for. A newer Charley is needed."),
    4014: (
        ExitCode.INTENTS,
        "Discord does not allow this application an intent. Charley needs no privileged one: is it an unchanged Charley?",
    ),
}
"""Close codes after which the same session would be refused again, each with what to do."""


class RefusedError(Exception):
    """Discord refuses Charley for good; tell in one line why, and hold the exit code for it."""

    def __init__(self, close_code: int) -> None:
        self.code, line = REFUSALS[close_code]
        super().__init__(line)


@dataclass(slots=True)
class _Bucket:
    """What may begin one session at a time, some seconds apart."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free: float = float("-inf")


@dataclass(frozen=True, slots=True)
class _Told:
    """What Discord tells of its gateway: its address, how many shards, how many sessions the day has left, for how long."""

    url: yarl.URL
    shards: int
    left: int
    reset: float


class _State(discord.state.AutoShardedConnectionState[Any]):
    """Forget servers that a new session of their shard no longer has, as the library does for a client of one shard."""

    opening: dict[int, DiscordWebSocket]

    def parse_ready(self, data: Any) -> None:
        shard, there = data["shard"][0], {int(one["id"]) for one in data["guilds"]}
        for guild in [one for one in self.guilds if one.shard_id == shard and one.id not in there]:
            self._remove_guild(guild)
        super().parse_ready(data)

    def _update_references(self, ws: DiscordWebSocket) -> None:
        # The one place that sees a connection before it is greeted: if that fails, nobody else could close it.
        self.opening[ws.shard_id or 0] = ws
        super()._update_references(ws)


class Sharded(discord.AutoShardedClient):
    """Keep a session for each shard, until closed; raise RefusedError where Discord will have none of it."""

    _opening: dict[int, DiscordWebSocket]

    def __init__(self, *, patience: Patience, **options: Any) -> None:
        super().__init__(**options)
        self.patience = patience
        self._clock = patience.clock
        self._at_a_time = 1
        self._buckets: dict[int, _Bucket] = {}
        self._keepers: list[asyncio.Task[NoReturn]] = []
        self._held: dict[int, DiscordWebSocket] = {}

    async def connect(self, *, reconnect: bool = True) -> None:  # noqa: ARG002 - the library's signature; always true here
        """Connect every shard and keep it connected, until cancelled or closed."""
        self._reconnect = True
        told = await self._ask()
        self.shard_count = self._connection.shard_count = told.shards
        self._connection.shard_ids = range(told.shards)
        log.info("connecting", shards=told.shards, sessions_left=told.left)
        self._keepers = [asyncio.create_task(self._keep(one), name=f"shard {one}") for one in range(told.shards)]
        try:
            await asyncio.gather(*self._keepers)
        finally:
            await self._end_keepers()

    async def leave(self) -> None:
        """Close every connection: no more events come, and requests can still be made."""
        await self._end_keepers()
        await asyncio.gather(*(_shut(one, 1000) for one in self._held.values()))

    async def close(self) -> None:
        await self.leave()
        await super().close()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait for nothing: sessions begin one after the other already."""

    def _get_state(self, **options: Any) -> _State:
        state = _State(dispatch=self.dispatch, handlers=self._handlers, hooks=self._hooks, http=self.http, **options)
        self._opening = state.opening = {}
        return state

    async def _end_keepers(self) -> None:
        for one in self._keepers:
            one.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)

    async def _keep(self, shard: int) -> NoReturn:
        """Keep one shard connected; raise RefusedError."""
        before: DiscordWebSocket | None = None
        failures = 0
        while True:
            before, why, lasted = await self._once(shard, before)
            failures = 0 if lasted else failures + 1
            if before is not None and (before.session_id is None or failures % (RESUMES + 1) == RESUMES):
                before = None
            seconds = self.patience.wait(failures)
            if why == LOST:
                # Discord asks for this before a new session.
                seconds += 1 + 4 * self.patience.chance()
            if is_told(failures):
                log.info("connection ended", shard=shard, why=why, next_in=round(seconds, 1), resume=before is not None)
            await self._clock.sleep(seconds)

    async def _once(self, shard: int, before: DiscordWebSocket | None) -> tuple[DiscordWebSocket | None, str, bool]:
        """Connect and take what comes until it ends; return what can be resumed, why it ended, and whether it had lasted."""
        began = math.inf
        try:
            ws = await (self._identify(shard) if before is None else self._open(shard, before.gateway, before))
            began = self._clock.steady()
            self._hold(shard, ws)
            before = ws
            await self._listen(ws)
        except Exception as error:  # noqa: BLE001 - a frame that cannot be read ends a connection, not the program
            why = _why(error)
            if isinstance(error, ReconnectWebSocket) and not error.resume:
                before = None
        finally:
            if began < math.inf:
                self.dispatch("disconnect")
                self.dispatch("shard_disconnect", shard)
        return before, why, self._clock.steady() - began > LASTING

    async def _listen(self, ws: DiscordWebSocket) -> NoReturn:
        """Take what comes; raise whatever ends the connection, silence included."""
        beat = ws._keep_alive  # noqa: SLF001 - the library tells the interval nowhere else  # pyright: ignore[reportPrivateUsage]
        silence = (beat.interval or 0.0 if beat else 0.0) + LATE
        try:
            while True:
                async with asyncio.timeout(silence):
                    await ws.poll_event()
        except Exception:
            # The library closes most, and waits 30 s for an answer from where none may come.
            await _shut(ws, 4000)
            raise

    async def _identify(self, shard: int) -> DiscordWebSocket:
        """Begin a session when it is this shard's turn, and the day's budget has one left."""
        bucket = self._buckets.setdefault(shard % self._at_a_time, _Bucket())
        async with bucket.lock:
            await self._clock.sleep(max(bucket.free - self._clock.steady(), 0.0))
            while (told := await self._ask()).left <= 0:
                # To begin one more would cost the bot its token.
                log.error("All sessions of the day are used up. Charley waits for the next.", seconds=round(told.reset))
                await self._clock.sleep(max(told.reset, APART))
            try:
                return await self._open(shard, told.url, None)
            finally:
                bucket.free = self._clock.steady() + APART

    async def _open(self, shard: int, url: yarl.URL, before: DiscordWebSocket | None) -> DiscordWebSocket:
        """Open a connection, and begin a session or resume that of *before*."""
        self._opening.pop(shard, None)
        try:
            async with asyncio.timeout(TRY):
                return await DiscordWebSocket.from_client(
                    self,
                    gateway=url,
                    shard_id=shard,
                    session=before.session_id if before else None,
                    sequence=before.sequence if before else None,
                    resume=before is not None,
                )
        except BaseException:
            if half := self._opening.get(shard):
                await _shut(half, 4000)
            raise

    def _hold(self, shard: int, ws: DiscordWebSocket) -> None:
        """Keep a connection, also where the library looks for it."""
        self._held[shard] = ws
        known: dict[int, discord.shard.Shard] = self.__dict__["_AutoShardedClient__shards"]
        known[shard] = discord.shard.Shard(ws, self, _nothing)

    async def _ask(self) -> _Told:
        """Ask for the gateway until there is an answer; raise RefusedError if the token is no longer taken."""

        async def ask() -> tuple[int, _Told]:
            try:
                return _told(await self.http.request(discord.http.Route("GET", "/gateway/bot")))
            except discord.HTTPException as error:
                if error.status == UNAUTHORIZED:
                    raise RefusedError(4004) from None
                raise

        self._at_a_time, told = await self.patience.until_done("gateway", ask, "/gateway/bot")
        return told


def _told(answer: Any) -> tuple[int, _Told]:
    """Return how many sessions may begin at a time, and the rest of what Discord tells of its gateway.

    Raises GatewayNotFound for what is no such answer, such as the page of a network that wants a password first.
    """
    try:
        limit = answer["session_start_limit"]
        told = _Told(
            yarl.URL(answer["url"]), int(answer["shards"]), int(limit["remaining"]), limit["reset_after"] / 1000
        )
        return max(int(limit["max_concurrency"]), 1), told
    except (KeyError, TypeError, ValueError):
        raise discord.GatewayNotFound from None


def _why(error: Exception) -> str:
    """Return in a word what ended a connection, or raise RefusedError where the next would end like it."""
    if isinstance(error, RefusedError):
        raise error
    if isinstance(error, ReconnectWebSocket):
        return error.op
    if isinstance(error, discord.ConnectionClosed):
        if error.code in REFUSALS:
            raise RefusedError(error.code) from None
        return f"closed with {error.code}"
    if not isinstance(error, TROUBLE):
        record(error, "gateway")
    return type(error).__name__


def _nothing(_: object) -> None:
    """Take no notice: the library's own shards tell their client what ends them; these are not launched."""


async def _shut(ws: DiscordWebSocket, code: int) -> None:
    """Close a connection, with or without the other side."""
    with contextlib.suppress(*TROUBLE):
        async with asyncio.timeout(CLOSING):
            await ws.close(code)
