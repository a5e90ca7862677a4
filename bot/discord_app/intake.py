"""What Discord sends is read by the library; what it cannot read costs one answer at most, never the connection."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

import discord

from bot.discord_app.errors import record

if TYPE_CHECKING:
    from bot.discord_app.client import Charley

Reader = Callable[[Any], Any]

VITAL: Final = frozenset({"READY", "RESUMED"})
"""Events without which nothing works: there an error ends the connection, and it is made anew."""

ANSWERED: Final = frozenset({2, 3, 4, 5})
"""Kinds of interactions that people wait for: commands, presses, what is being typed, and forms."""

LAST_ID: Final = 2**63 - 1


def guard(client: Charley, state: Any) -> None:
    """Let an event that the library cannot read be noted and dropped; whoever asked something with it is answered.

    *state* is the library's, which knows the reader of each event.
    """
    readers: MutableMapping[str, Reader] = state.parsers
    for name, read in readers.items():
        if name not in VITAL:
            readers[name] = partial(_read, client, state, name, read)


def _read(client: Charley, state: Any, name: str, read: Reader, event: Any) -> None:
    try:
        read(event)
    except Exception as error:  # noqa: BLE001 - whatever it is, the library would let the connection end
        asked = bare(event, client.application_id) if name == "INTERACTION_CREATE" else None
        if asked is None:
            record(error, name)
        else:
            client.dispatch("unreadable", discord.Interaction[Any](data=asked, state=state), error)


def bare(event: Any, application: int | None) -> Any:
    """Return as much of an interaction as an answer needs, None if nobody can be answered."""
    if not isinstance(event, dict):
        return None
    told = cast("dict[str, Any]", event)
    number, token, kind = told.get("id"), told.get("token"), told.get("type")
    if not (isinstance(number, str) and number.isascii() and number.isdecimal() and 0 < int(number) <= LAST_ID):
        return None
    if not (isinstance(token, str) and token) or type(kind) is not int or kind not in ANSWERED:
        return None
    return {
        "id": number,
        "token": token,
        "type": kind,
        "version": 1,
        "application_id": str(application),
        "attachment_size_limit": 0,
    }
