"""Try again what Discord or the network did not let happen: with growing waits, and for ever.

Back within a minute of Discord's return, whatever the outage was: a try that is under way then may hang for TRY, the wait
after it is LONGEST at most, and what remains is a connection and Discord's five seconds between two sessions; of many
shards each takes these five seconds more. The library waits up to 1,024 s, and for one shard after the other.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import aiohttp
import discord
import structlog

from bot.reminders.ports import Clock

T = TypeVar("T")
log = structlog.get_logger("charley.connection")

TRY: Final = 15.0
"""Seconds after which a try is given up; the library's own retries of an answer 500 are part of it."""

FIRST: Final = 1.0
LONGEST: Final = 20.0
"""Seconds of the first and of the longest wait; with TRY less than a minute."""

TROUBLE: Final = (OSError, aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound)
"""What goes by itself: no network yet, a wrong clock that fits no certificate, Discord's own errors. TimeoutError is an OSError."""


TOO_MANY: Final = 429

PATHS: Final = ("/users/@me", "/oauth2/applications/@me", "/gateway/bot")
"""What is asked before there is a session. A try ends sooner than a wait that Discord asks for: that goes on after it."""


def wait(failures: int, chance: float, longest: float) -> float:
    """Return the seconds until the next try after so many failures in a row; *chance*, from 0 to 1, spreads many bots.

    It is half of what doubles with every failure, and by chance up to the whole of it; never more than *longest*.
    """
    if failures == 0:
        return 0.0
    return min(longest, FIRST * 2 ** min(failures - 1, 10)) * (1 + chance) / 2


def is_told(failures: int) -> bool:
    """Say whether this failure is worth a line: the first, then ever fewer."""
    return failures & (failures - 1) == 0


class Patience:
    """Try until it works. *chance* gives numbers from 0 to 1."""

    def __init__(self, clock: Clock, chance: Callable[[], float]) -> None:
        self.clock = clock
        self.chance = chance
        self._held: dict[str, float] = {}

    async def look(self, _: object, __: object, params: aiohttp.TraceRequestEndParams) -> None:
        """Note for how long Discord wants no further request to one of PATHS."""
        answer = params.response
        path = next((one for one in PATHS if answer.url.path.endswith(one)), None)
        if path is not None and answer.status == TOO_MANY:
            with contextlib.suppress(KeyError, ValueError):
                self._held[path] = self.clock.steady() + float(answer.headers["Retry-After"])

    def wait(self, failures: int) -> float:
        """Return the seconds until the next try after so many failures in a row."""
        return wait(failures, self.chance(), LONGEST)

    async def until_done(self, what: str, do: Callable[[], Awaitable[T]], *paths: str) -> T:
        """Return what *do* returns as soon as it raises no trouble; it asks these *paths* (of PATHS)."""
        failures = 0
        while True:
            try:
                async with asyncio.timeout(TRY):
                    done = await do()
            except TROUBLE as error:
                failures += 1
                seconds = max(self.wait(failures), *(self._left(path) for path in paths))
                if is_told(failures):
                    told = getattr(error, "status", None) or type(error).__name__
                    log.warning(
                        "Discord cannot be reached; Charley keeps trying.",
                        what=what, error=told, tries=failures, next_in=round(seconds, 1),
                    )  # fmt: skip
                await self.clock.sleep(seconds)
            else:
                if failures:
                    log.info("Discord can be reached again.", what=what, tries=failures + 1)
                return done

    def _left(self, path: str) -> float:
        return self._held.get(path, float("-inf")) - self.clock.steady()
