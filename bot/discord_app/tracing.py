"""Follow each interaction from the moment it comes.

The library runs a command, a press and `on_interaction` as tasks of their own. The one moment which all three share is
when it tells the client of the interaction, before any of these tasks has begun: `came` is called there, and keeps what
it makes with the interaction, whose `extras` the library leaves to us. Each of the three then calls `begin` first.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.replies.page import Action
from bot.telemetry.asked import Asked
from bot.telemetry.metrics import OTHER

if TYPE_CHECKING:
    from bot.discord_app.client import Charley

KINDS: Final = {
    discord.InteractionType.application_command: "command",
    discord.InteractionType.autocomplete: "autocomplete",
    discord.InteractionType.component: "button",
    discord.InteractionType.modal_submit: "form",
}

BUTTONS: Final = frozenset({"pick", *(action.value for action in Action)})
FORMS: Final = frozenset({"ask", "mine", "mine2", "rtimes", "rhours", "rquiet", "rzone", "vtimes"})

_ASKED: Final = "charley.asked"


def came(client: Charley, interaction: discord.Interaction[Any]) -> None:
    """Take note that an interaction came; Discord's pings are none."""
    kind = KINDS.get(interaction.type)
    if kind is not None:
        interaction.extras[_ASKED] = Asked(client.metrics, client.clock, kind, secrets.token_hex(4))


def begin(interaction: discord.Interaction[Any]) -> None:
    """Let the running task be about an interaction; a second call changes nothing."""
    asked: Asked | None = interaction.extras.get(_ASKED)
    if asked is not None:
        asked.begin(name_of(interaction), interaction.response.is_done)


def heard(client: Charley, command: str) -> Asked:
    """Let the running task be about a message that is meant for Charley."""
    asked = Asked(client.metrics, client.clock, "message", secrets.token_hex(4))
    asked.begin(command)
    return asked


def name_of(interaction: discord.Interaction[Any]) -> str:
    """Return the name of what is used, from a closed set: nothing that Discord or a person sends is repeated."""
    if interaction.data is None:
        return OTHER  # the library could not read it
    if interaction.type in {discord.InteractionType.application_command, discord.InteractionType.autocomplete}:
        return _command(interaction)
    words = str(interaction.data.get("custom_id", "")).split(":")
    if interaction.type is discord.InteractionType.modal_submit:
        return _known(words, 2, FORMS)
    return _known(words, 1, BUTTONS)


def _command(interaction: discord.Interaction[Any]) -> str:
    try:
        command = interaction.command
    except Exception:  # noqa: BLE001 - the library could not read it; that is answered where it tries again
        return OTHER
    return command.qualified_name.lower() if command else OTHER


def _known(words: list[str], place: int, names: frozenset[str]) -> str:
    return words[place] if len(words) > place and words[place] in names else OTHER
