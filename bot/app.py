"""The composition root: build everything, run it, close it in order."""

from __future__ import annotations

import asyncio
import signal
from dataclasses import dataclass
from pathlib import Path

import discord.http
import structlog

from bot import __version__
from bot.discord_app.client import Charley
from bot.discord_app.names import Names
from bot.knowledge.library import Library
from bot.knowledge.loader import Content, load_content
from bot.knowledge.models import Sign
from bot.knowledge.place import content_place
from bot.replies.desk import Desk
from bot.settings import Settings
from bot.triage.assess import Triage
from bot.triage.models import Level, SignRule

log = structlog.get_logger("charley.app")

REFUSED = 3
"""Exit code after a refused token: starting again will not help."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Hold what every way into Charley needs."""

    content: Content
    library: Library
    triage: Triage
    desk: Desk


def build(place: Path | None = None) -> Parts:
    """Return the parts made from the content at *place* (the shipped content if None).

    Raises ContentError with every fault of the content, PatternError with every bad pattern of a sign.
    """
    content = load_content(place or content_place())
    library = Library(content)
    triage = Triage([rule_of(sign) for sign in content.signs], content.classes, content.cues)
    return Parts(content, library, triage, Desk(content, library, triage, __version__))


def rule_of(sign: Sign) -> SignRule:
    """Return what triage needs of a sign."""
    return SignRule(sign.id, Level[sign.level.name], sign.any, sign.unless, sign.frame)


def client(parts: Parts) -> Charley:
    """Return a client that is not connected yet."""
    return Charley(parts.desk, Names({}))


async def run(settings: Settings) -> int:
    """Run Charley until SIGINT or SIGTERM, and return the exit code: 0, or `REFUSED` if Discord refuses the token."""
    if settings.discord_token is None:
        raise ValueError("the token is checked before")
    if settings.discord_api_url is not None:
        discord.http.Route.BASE = settings.discord_api_url
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    async with client(build()) as charley:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, stop.set)
        running = asyncio.create_task(charley.start(settings.discord_token.get_secret_value()))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if stop.is_set():
            log.info("stopping")
            await charley.close()
        try:
            await running
        except discord.LoginFailure:
            log.error(  # noqa: TRY400 - one clear line; the traceback says nothing more
                "Discord refused the token: copy it again from the developer portal, Bot, Reset Token"
            )
            return REFUSED
    return 0
