"""Log in to Discord, stay connected, and leave when told to."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

import discord
import discord.http
import structlog

from bot.discord_app.sharded import RefusedError
from bot.exit_codes import ExitCode
from bot.reminders.engine import CLOSING

if TYPE_CHECKING:
    from bot.discord_app.client import Charley
    from bot.reminders.engine import Engine

log = structlog.get_logger("charley.connection")

WRONG_TOKEN: Final = 4004
"""Discord's code for it at the gateway; at login it is an error of the library."""

LAST: Final = 3.0
"""Seconds that the last interactions are given at least: so long does Discord wait for an answer."""

ANSWERING: Final = ("CommandTree-invoker", "discord.py: on_", "discord-ui-")
"""How the library names the tasks that answer somebody."""


async def stay_connected(
    charley: Charley, engine: Engine, token: str, api_url: str | None, stop: asyncio.Event
) -> ExitCode:
    """Run *charley* and, once it is logged in, *engine* until *stop* is set; return the exit code.

    Without Discord or a network it keeps trying: after a power cut they often come later than the bot. Deliveries and
    answers under way are finished before the connection is closed.

    *api_url* is another address of Discord's API, such as a rate-limit proxy; it is asked for the gateway too.
    """
    if api_url is not None:
        discord.http.Route.BASE = api_url
    stopping = asyncio.create_task(stop.wait())
    try:
        if await _log_in(charley, token, stopping):
            await _live(charley, engine, stopping)
    except RefusedError as refused:
        log.error(str(refused), exit_code=refused.code.value)  # noqa: TRY400 - one clear line; the traceback says nothing more
        return refused.code
    finally:
        stopping.cancel()
    return ExitCode.STOPPED


async def _log_in(charley: Charley, token: str, stopping: asyncio.Task[Any]) -> bool:
    """Log in as soon as Discord can be reached, or return False if told to stop before; raise RefusedError."""

    async def try_once() -> None:
        if charley.http.connector is not discord.utils.MISSING:
            # The last try has opened them; the library makes both anew.
            await charley.http.close()
            charley.http.connector = discord.utils.MISSING
        try:
            await charley.login(token)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # No answer of Discord's, but the page of a network that wants a password first, for example.
            log.warning("An answer at login cannot be read.", exc_info=error)
            raise OSError("an answer that cannot be read") from error

    trying = asyncio.create_task(
        charley.patience.until_done("login", try_once, "/users/@me", "/oauth2/applications/@me")
    )
    await asyncio.wait({stopping, trying}, return_when=asyncio.FIRST_COMPLETED)
    if not trying.done():
        log.info("stopping")
        trying.cancel()
        await asyncio.gather(trying, return_exceptions=True)
        return False
    try:
        trying.result()
    except discord.LoginFailure:
        raise RefusedError(WRONG_TOKEN) from None
    return True


async def _live(charley: Charley, engine: Engine, stopping: asyncio.Task[Any]) -> None:
    """Stay connected and deliver until told to stop, and finish what is under way; raise what has ended it otherwise."""
    running = asyncio.create_task(charley.connect())
    delivering = asyncio.create_task(engine.run())
    ended, _ = await asyncio.wait({stopping, running, delivering}, return_when=asyncio.FIRST_COMPLETED)
    log.info("stopping")
    engine.stop()
    await _finish(charley, delivering)
    running.cancel()
    await asyncio.gather(running, delivering, return_exceptions=True)
    for one in ended:
        one.result()


async def _finish(charley: Charley, delivering: asyncio.Task[None]) -> None:
    """Let deliveries under way end, then take no more events, and let the answers under way end.

    Whoever asks Charley something while deliveries end is answered as always.
    """
    until = charley.clock.steady() + CLOSING
    # The engine gives up what takes longer by itself, and records that; the second more is for this.
    await asyncio.wait({delivering}, timeout=CLOSING + 1)
    delivering.cancel()
    await charley.leave()
    until = max(until, charley.clock.steady() + LAST)
    # Looked for again each time: the end of a command begins one more task, which may have something to add.
    while (answering := _answering()) and (left := until - charley.clock.steady()) > 0:
        await asyncio.wait(answering, timeout=left)
    if answering:
        log.warning("Not all could be answered before the end.", late=len(answering))


def _answering() -> set[asyncio.Task[Any]]:
    return {one for one in asyncio.all_tasks() if one.get_name().startswith(ANSWERING)}
