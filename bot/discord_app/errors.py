"""Answer what went wrong: a fault of the user with what to do next, any other error with an id that the log has too."""

from __future__ import annotations

import secrets
import traceback
from typing import Any, Final

import aiohttp
import discord
import structlog

from bot.reminders.drafts import ReminderError
from bot.telemetry.asked import current

log = structlog.get_logger("charley.errors")

OUT_OF_REACH = (discord.HTTPException, aiohttp.ClientError, OSError)
"""What sending raises when Discord refuses or cannot be reached; not every lost connection is an OSError."""


EXPIRED: Final = frozenset({10015, 10062})
"""Discord's codes for who was answered too late: after 3 seconds at first, after 15 minutes for good."""


class UserError(Exception):
    """Say to the user, in whole sentences, what did not work and what to do next."""


def record(error: BaseException, where: str) -> str:
    """Log *error* without its message, which may hold a person's words, and return the id it is logged under.

    That is the id of the interaction or message that this task is about, if it is about one.
    """
    asked = current()
    name = secrets.token_hex(4) if asked is None else asked.id
    turned_out("failed")
    frames = [
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    log.error("unexpected error", id=name, where=where, error=type(error).__name__, frames=frames)
    return name


def words(error: BaseException, where: str) -> str:
    """Return what a user is told about *error*."""
    if isinstance(error, UserError | ReminderError):
        turned_out("user_error")
        return str(error) if isinstance(error, UserError) else " ".join(error.faults)
    return (
        "Something went wrong on Charley's side. Please try again in a minute. "
        "If you feel very unwell, call your local emergency number, such as 112, 911 or 999. "
        f"If it happens again, tell the person who runs this server or this bot: error `{record(error, where)}`."
    )


async def answer_error(interaction: discord.Interaction[Any], error: BaseException, where: str) -> None:
    """Tell the user about *error*, privately, whether or not the interaction has been answered already."""
    if isinstance(error, discord.NotFound) and error.code in EXPIRED:
        # After an outage there are hundreds: one line for each, and nobody to tell.
        turned_out("unreachable")
        log.warning("answered too late", where=where)
        return
    text = words(error, where)
    try:
        if interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True, allowed_mentions=discord.AllowedMentions.none())
        else:
            await interaction.response.send_message(
                text, ephemeral=True, allowed_mentions=discord.AllowedMentions.none()
            )
    except OUT_OF_REACH as lost:
        # The interaction expired or Discord is out of reach: there is nobody left to tell.
        turned_out("unreachable")
        log.warning("could not answer", where=where, error=type(lost).__name__)


def turned_out(outcome: str) -> None:
    """Say what becomes of the interaction or message that this task is about, if it is about one."""
    asked = current()
    if asked is not None:
        asked.turned_out(outcome)
