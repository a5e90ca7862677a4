"""Tell Discord the commands, only when they differ from what it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

import discord.http
import structlog

from bot.discord_app.errors import record
from bot.discord_app.patience import TROUBLE, wait

if TYPE_CHECKING:
    from bot.discord_app.client import Charley

log = structlog.get_logger("charley.commands")

PROMPT: Final = 5.0
"""Seconds for which the first connection waits for the commands to be sent."""

LONGEST: Final = 600.0
"""Seconds of the longest wait between two tries: Discord takes new commands only so many times a day."""

_DEFAULTS: Mapping[str, Any] = {
    "type": 1,
    "description": "",
    "nsfw": False,
    "required": False,
    "autocomplete": False,
    "options": [],
    "choices": [],
    "name_localizations": {},
    "description_localizations": {},
    "default_member_permissions": None,
    "dm_permission": True,
}
"""What Discord adds or drops without a change of meaning."""

_KEPT = frozenset(
    {*_DEFAULTS, "name", "contexts", "integration_types", "min_length", "max_length", "min_value", "max_value"}
)

_TRANSLATED = ("name_localizations", "description_localizations")


def canonical(value: Any) -> Any:
    """Return a command's description in a form in which equal commands are equal."""
    if isinstance(value, Mapping):
        part = cast("Mapping[str, Any]", value)
        # Translations are kept as they are: `id` is a language in there, and a number outside.
        kept = {key: inner if key in _TRANSLATED else canonical(inner) for key, inner in part.items() if key in _KEPT}
        if (asked := kept.get("default_member_permissions")) is not None:
            # Discord gives back as text what it takes as a number.
            kept["default_member_permissions"] = str(asked)
        return {key: inner for key, inner in kept.items() if inner is not None and _DEFAULTS.get(key, ...) != inner}
    if isinstance(value, Sequence) and not isinstance(value, str):
        items = [canonical(inner) for inner in cast("Sequence[Any]", value)]
        return sorted(items) if all(isinstance(item, int) for item in items) else items
    return value


def by_name(commands: Sequence[Mapping[str, Any]]) -> dict[tuple[int, str], Any]:
    """Return commands by type and name, each in canonical form."""
    return {(command.get("type", 1), command["name"]): canonical(command) for command in commands}


async def keep_trying(client: Charley) -> None:
    """Send the commands if they changed; if Discord does not take them, try again until it does.

    The commands of the last start work meanwhile, and so do buttons and reminders.
    """
    failures = 0
    while True:
        try:
            await sync(client)
        except Exception as error:  # noqa: BLE001 - an answer that cannot be read is no reason to end without a word
            failures += 1
            seconds = wait(failures, client.patience.chance(), LONGEST)
            told = getattr(error, "status", None) or type(error).__name__
            if not isinstance(error, TROUBLE):
                record(error, "commands")
            log.warning("The commands could not be sent; Charley tries again.", error=told, next_in=round(seconds))
            await client.clock.sleep(seconds)
        else:
            return


async def sync(client: Charley) -> bool:
    """Send the commands if they changed, remember their ids, and say whether they were sent."""
    application = client.application_id
    if application is None:
        raise RuntimeError("commands can be sent only after login")
    wanted = await client.command_payloads()
    route = discord.http.Route("GET", "/applications/{application_id}/commands", application_id=application)
    # The library's own call leaves out the translations, without which every start would look like a change.
    had: Sequence[Mapping[str, Any]] = await client.http.request(route, params={"with_localizations": "true"})
    changed = by_name(had) != by_name(wanted)
    if changed:
        had = await client.http.bulk_upsert_global_commands(application, payload=wanted)
    client.command_ids = {command["name"]: int(command["id"]) for command in had if command.get("type", 1) == 1}
    log.info("commands sent" if changed else "commands unchanged", count=len(wanted))
    return changed
