"""Answer direct messages and mentions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord
import structlog

from bot.discord_app import tracing
from bot.discord_app.errors import OUT_OF_REACH, turned_out, words
from bot.discord_app.layout import layout, pictures
from bot.discord_app.replying import NOBODY
from bot.reminders.ports import StoreError
from bot.replies.page import Heading, Page, Paragraph
from bot.triage.models import Level

if TYPE_CHECKING:
    from bot.discord_app.client import Charley
    from bot.telemetry.asked import Asked

log = structlog.get_logger("charley.messages")


async def on_message(client: Charley, message: discord.Message) -> None:
    """Answer a message that is meant for Charley; ignore every other."""
    me = client.user
    if me is None or message.author.bot or message.webhook_id is not None or message.is_system():
        return
    direct = isinstance(message.channel, discord.DMChannel)
    if not direct and not is_meant(message.content, me.id):
        return
    asked = tracing.heard(client, "message" if direct else "mention")
    if not direct and not await _may_answer(client, message):
        asked.turned_out("declined")
        return
    page = _paced(client, message, asked, direct=direct)
    if page is not None:
        await _send(client, message, page, asked)


async def _may_answer(client: Charley, message: discord.Message) -> bool:
    """Say whether the admins of a server let Charley answer mentions; where that cannot be read, it answers."""
    if message.guild is None:
        return True
    try:
        return (await client.schedules.server(message.guild.id)).mentions
    except StoreError:
        # A warning sign told in a mention must not go unanswered because of a damaged disk.
        log.warning("cannot read whether mentions are answered")
        return True


def is_meant(text: str, me: int) -> bool:
    """Say whether a server message speaks to Charley: its own mention stands in the text, not only a reply's ping."""
    return re.search(rf"<@!?{me}>", text) is not None


def without_mention(text: str, me: int) -> str:
    """Return *text* without Charley's own mention."""
    return re.sub(rf"<@!?{me}>", " ", text).strip()


def words_of(message: discord.Message) -> str:
    """Return the words of *message*, those of what it forwards included."""
    return "\n".join((message.content, *(part.content for part in message.message_snapshots))).strip()


def _paced(client: Charley, message: discord.Message, asked: Asked, *, direct: bool) -> Page | None:
    """Return the answer, or the request to wait, or nothing if the person was already asked to wait.

    An emergency sign is always answered, however much its writer has written before.
    """
    now = client.clock.steady()
    wait = client.limiter.wait(message.author.id, now)
    text = without_mention(words_of(message), client.user.id if client.user else 0)
    if wait > 0 and client.desk.triage.assess(text).level is not Level.EMERGENCY:
        asked.turned_out("put_off")
        return _wait_page(client, wait) if client.limiter.tell(message.author.id, now) else None
    return client.desk.message(text) if direct else client.desk.mention(text, message.author.id)


def _wait_page(client: Charley, wait: float) -> Page:
    at = int(client.clock.now().timestamp() + wait) + 1
    return Page(
        (
            Heading("One moment, please", 2),
            Paragraph(f"That was a lot of messages. I answer again <t:{at}:R>, within a minute."),
            Paragraph(client.desk.content.notices["emergency-action"].text),
        )
    )


async def _send(client: Charley, message: discord.Message, page: Page, asked: Asked) -> None:
    try:
        # The nonce is the message's own id: if this very answer is sent again, Discord keeps one.
        await message.channel.send(
            view=layout(page, client.command_ids),
            files=pictures(page, client.desk.content.pictures),
            allowed_mentions=NOBODY,
            nonce=str(message.id),
        )
        asked.answered()
    except discord.Forbidden:
        # Charley may not write there: there is no place to say so.
        asked.turned_out("unreachable")
        log.info("no permission to answer")


async def answer_failure(client: Charley, message: discord.Message, error: BaseException) -> None:
    """Tell the person who wrote that something went wrong, with the id that the log has too."""
    text = words(error, "message")
    meant = isinstance(message.channel, discord.DMChannel) or (
        client.user is not None and is_meant(message.content, client.user.id)
    )
    if meant:
        try:
            await message.channel.send(text, allowed_mentions=NOBODY)
        except OUT_OF_REACH as lost:
            # The error may have been that very thing: there is no way left to tell.
            turned_out("unreachable")
            log.warning("could not answer", where="message", error=type(lost).__name__)
