"""Log in to Discord, stay connected, and leave when told to."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import discord
import discord.gateway
import discord.http
import structlog
import yarl

if TYPE_CHECKING:
    from bot.discord_app.client import Charley
    from bot.reminders.engine import Engine

log = structlog.get_logger("charley.connection")

STOPPED = 0
REFUSED = 3
UNREACHABLE = 4
"""Exit codes: after a refused token starting again will not help; without a network it may."""


async def stay_connected(charley: Charley, engine: Engine, token: str, api_url: str | None, stop: asyncio.Event) -> int:
    """Run *charley* and, once it is logged in, *engine* until *stop* is set; return the exit code.

    Deliveries under way are finished before the connection is closed.

    *api_url* is another address of Discord's API, such as a rate-limit proxy; it is asked for the gateway too.
    """
    if api_url is not None:
        discord.http.Route.BASE = api_url
    try:
        await charley.login(token)
    except discord.LoginFailure:
        log.error(  # noqa: TRY400 - one clear line; the traceback says nothing more
            "Discord refused the token. Copy it again: developer portal, Bot, Reset Token."
        )
        return REFUSED
    except (aiohttp.ClientError, OSError) as error:
        log.error("Discord cannot be reached. Check the network.", error=type(error).__name__)  # noqa: TRY400 - as above
        return UNREACHABLE
    if api_url is not None:
        told = await charley.http.request(discord.http.Route("GET", "/gateway"))
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(told["url"])
    running = asyncio.create_task(charley.connect())
    delivering = asyncio.create_task(engine.run())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if stop.is_set():
        log.info("stopping")
    engine.stop()
    await delivering
    if stop.is_set():
        await charley.close()
    await running
    return STOPPED
