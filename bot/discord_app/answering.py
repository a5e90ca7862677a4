"""What every button and menu is built on: it is found again by its custom_id, and answers whatever goes wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.discord_app import tracing
from bot.discord_app.errors import UserError, answer_error
from bot.replies import cards
from bot.replies.page import Action

if TYPE_CHECKING:
    from bot.discord_app.client import Charley

PREFIX = "c1"
"""Version of the custom_ids. A change of their shape needs a new one, so that old messages are recognised as old."""

PICK = f"{PREFIX}:pick"
"""The custom_id of the menu of cards; the one menu that is the same wherever it stands."""

OLD = "This button comes from an older Charley and no longer works. Please ask again, for example with `/ask`."

CLOSED = (50007, 50278, 40003)
"""Discord's codes for direct messages: closed by their owner, no server in common, too many opened at once."""


def custom_id(action: Action, *args: str) -> str:
    """Return the custom_id of an action; at most 100 characters."""
    return ":".join((PREFIX, action.value, *args))


class Answering(discord.ui.DynamicItem[Any], template=r"(?!)"):
    """Answer everything that the library would swallow: a fault while building, a refused check, an error of a press."""

    def __init__(self, item: discord.ui.Item[Any], match: re.Match[str] | None = None) -> None:
        super().__init__(item)
        found = match or self.template.fullmatch(self.custom_id)
        self.given: dict[str, str] = found.groupdict() if found else {}
        self._unread: Exception | None = None

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        tracing.begin(interaction)
        try:
            return cls(item, match)
        except Exception as error:
            await answer_error(interaction, error, cls.__name__)
            raise

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        try:
            self.allow(interaction)
        except Exception as error:  # noqa: BLE001 - the library drops whatever a check raises; here it is answered
            await answer_error(interaction, error, type(self).__name__)
            return False
        return True

    def _refresh_state(self, interaction: discord.Interaction[Any], data: dict[str, Any]) -> None:
        try:
            super()._refresh_state(interaction, data)
        except Exception as error:  # noqa: BLE001 - the library would drop the press; it is answered below
            self._unread = error

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        if self._unread is not None:
            await answer_error(interaction, self._unread, type(self).__name__)
            return
        try:
            await self.press(interaction)
        except Exception as error:  # noqa: BLE001 - the library only logs what a press raises; here it is answered
            await answer_error(interaction, error, type(self).__name__)

    def allow(self, interaction: discord.Interaction[Charley]) -> None:
        """Raise UserError if this person may not press."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        """Answer the press."""
        raise NotImplementedError

    @property
    def values(self) -> list[str]:
        """Return what was chosen, at least one; raise UserError if nothing was, or this is no menu."""
        chosen: list[str] = getattr(self.item, "values", [])
        if not (isinstance(self.item, discord.ui.Select) and chosen):
            raise UserError(OLD)
        return chosen

    @property
    def channels(self) -> list[int]:
        """Return the channels that were chosen; raise UserError if this is no menu of channels."""
        chosen: list[discord.abc.Snowflake] = getattr(self.item, "values", [])
        if not isinstance(self.item, discord.ui.ChannelSelect):
            raise UserError(OLD)
        return [channel.id for channel in chosen]

    @property
    def in_place(self) -> bool:
        """Say whether the message itself may change."""
        return self.given.get("mode") == cards.IN_PLACE
