"""Send reminders to Discord, and say in the engine's words what came of it."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import discord
import structlog

from bot.discord_app.layout import layout
from bot.reminders.models import Delivery, Reason
from bot.reminders.pace import Pace
from bot.reminders.ports import LaterError, RefusedError, UncertainError, UnreadableError

if TYPE_CHECKING:
    from bot.discord_app.client import Charley
    from bot.replies.page import Page

REASONS: Final = {
    50007: Reason.CLOSED,
    50278: Reason.NO_SERVER,
    50001: Reason.NO_ACCESS,
    50013: Reason.NO_PERMISSION,
    10003: Reason.GONE,
    50083: Reason.ARCHIVED,
}
"""What Discord's codes mean for a reminder."""

OF_CHANNELS: Final = frozenset({Reason.NO_ACCESS, Reason.NO_PERMISSION, Reason.GONE, Reason.ARCHIVED})
"""What would be told of a channel; of direct messages it says that they are closed, which their owner can mend."""

TOO_MANY_OPENED: Final = 40003
"""Discord's code for opening direct messages too fast; it wants to be left alone for a while."""

OPEN_LATER: Final = 60.0
"""Seconds until direct messages are opened again after that."""

MOST_READ: Final = 1000
"""Messages of a channel that are read to look for one; in a channel that is busier, nobody knows."""

UNKNOWN_MESSAGE: Final = 10008


class DiscordMessenger:
    """Carry out the engine's deliveries. *draw* makes the page of one; *pace* counts the requests made beside it."""

    def __init__(self, client: Charley, draw: Callable[[Delivery], Page], pace: Pace) -> None:
        self._client = client
        self._draw = draw
        self._pace = pace

    async def send(self, delivery: Delivery) -> tuple[int, int]:
        """Send a message and return its channel and its id; the nonce makes a second call soon after the same message."""
        _about(delivery)
        async with _told(direct=delivery.to is not None):
            channel = await self._channel(delivery)
        view = layout(self._draw(delivery), self._client.command_ids)
        async with _told(direct=delivery.to is not None):
            sent = await channel.send(view=view, nonce=nonce(delivery), allowed_mentions=_only(delivery.mentions))
        return channel.id, sent.id

    async def find(self, delivery: Delivery, since: datetime, until: datetime) -> tuple[int, int] | None:
        """Return channel and id of a delivery's message if it was sent after *since* and before *until*."""
        _about(delivery)
        async with _told():
            channel = await self._channel(delivery)
            if delivery.to is None and not self._sees_history(channel.id):
                raise UnreadableError
            # Messages tell their time by Discord's clock.
            ahead = self._client.answers.ahead
            read = 0
            async for message in channel.history(
                limit=MOST_READ, after=since + ahead, before=until + ahead, oldest_first=True
            ):
                read += 1
                if delivery.occurrence.id in occurrences_in(message.components):
                    return channel.id, message.id
        if read == MOST_READ:
            raise UnreadableError
        return None

    async def remove(self, channel: int, messages: Sequence[int]) -> None:
        """Remove messages of Charley's own; those that are gone already do not matter."""
        place = self._client.get_partial_messageable(channel)
        for message in messages:
            self._pace.spend()
            try:
                async with _told():
                    await place.get_partial_message(message).delete()
            except RefusedError as refused:
                if refused.code != UNKNOWN_MESSAGE:
                    raise

    async def _channel(self, delivery: Delivery) -> discord.PartialMessageable:
        """Return where a delivery goes, and open a person's direct messages if they never were."""
        if delivery.channel is not None:
            return self._client.get_partial_messageable(delivery.channel)
        assert delivery.to is not None  # without a channel it goes to a person
        self._pace.spend()
        opened = await self._client.create_dm(discord.Object(delivery.to))
        return self._client.get_partial_messageable(opened.id)

    def _sees_history(self, place: int) -> bool:
        """Say whether Charley may read what was written in a channel; without that, Discord shows it as empty.

        Raise LaterError as long as that is not known: before Charley is connected, or in an outage of the server.
        """
        channel = self._client.get_channel(place)
        if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            raise LaterError("the channel is not known yet")
        return channel.permissions_for(channel.guild.me).read_message_history


def _about(delivery: Delivery) -> None:
    """Let every line that this task logs from here on, those of the library too, say which occurrence it is about.

    The engine carries out each delivery in a task of its own, so this ends with it.
    """
    structlog.contextvars.bind_contextvars(occurrence=delivery.occurrence.id)


def nonce(delivery: Delivery) -> str:
    """Return the name under which Discord knows a message for a few minutes; at most 25 characters."""
    return f"c{delivery.occurrence.id}"


def occurrences_in(components: Iterable[Any]) -> set[int]:
    """Return the ids of the occurrences that the buttons of a message are about."""
    found: set[int] = set()
    for part in components:
        found |= occurrences_in(getattr(part, "children", ()))
        if (match := _ABOUT.fullmatch(getattr(part, "custom_id", None) or "")) is not None:
            found.add(int(match[1]))
    return found


_ABOUT: Final = re.compile(r"c\d+:[a-z0-9]+:\d+:(\d+)")


def _only(people: Sequence[int]) -> discord.AllowedMentions:
    named = [discord.Object(person) for person in people]
    return discord.AllowedMentions(everyone=False, roles=False, replied_user=False, users=named)


@asynccontextmanager
async def _told(*, direct: bool = False) -> AsyncGenerator[None]:
    """Raise what went wrong with a request as the engine knows it; *direct* says that it goes to direct messages."""
    try:
        yield
    except discord.HTTPException as error:
        fault = _fault(error)
        if direct and isinstance(fault, RefusedError) and fault.reason in OF_CHANNELS:
            fault = RefusedError(Reason.CLOSED, fault.code)
        raise fault from error
    except aiohttp.ClientConnectorError as error:
        # Nothing was sent: there was no connection to send it on.
        raise LaterError("Discord cannot be reached") from error
    except (aiohttp.ClientError, OSError) as error:
        raise UncertainError(type(error).__name__) from error


def _fault(error: discord.HTTPException) -> LaterError | RefusedError | UncertainError:
    if error.status >= 500:  # noqa: PLR2004 - Discord failed, and may have done it all the same
        return UncertainError(str(error.status))
    if error.code == TOO_MANY_OPENED:
        return LaterError("too many direct messages were opened", OPEN_LATER)
    if error.status in {401, 429}:
        return LaterError(str(error.status), OPEN_LATER)
    if error.status == 404:  # noqa: PLR2004 - not found
        return RefusedError(REASONS.get(error.code, Reason.GONE), error.code)
    return RefusedError(REASONS.get(error.code, Reason.REFUSED), error.code)
