"""Buttons and menus that work for ever: what each one means stands in its custom_id.

Every custom_id begins with `c1:` and the name of an action; the templates are disjoint. Nothing here is remembered
between messages, so a button answers after a restart and years later.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Self

import discord

from bot.discord_app import replying
from bot.discord_app.copies import all_text, lasting
from bot.discord_app.errors import UserError, answer_error
from bot.discord_app.forms import ask_form, check_form
from bot.knowledge.models import SignLevel
from bot.replies import about, cards, signs, why
from bot.replies.page import Action

if TYPE_CHECKING:
    from bot.discord_app.client import Charley
    from bot.knowledge.models import Card

PREFIX = "c1"
"""Version of the custom_ids. A change of their shape needs a new one, so that old messages are recognised as old."""

OLD = "This button comes from an older Charley and no longer works. Please ask again, for example with `/ask`."

CLOSED = (50007, 50278, 40003)
"""Discord's codes for direct messages: closed by their owner, no server in common, too many opened at once."""

CARD = r"(?P<card>[a-z0-9-]{1,40})"
MODE = r"(?P<mode>[en])"
NUMBER = r"(?P<number>\d{1,3})"
LEVEL = r"(?P<level>emergency|doctor)"


def custom_id(action: Action, *args: str) -> str:
    """Return the custom_id of an action; at most 100 characters."""
    return ":".join((PREFIX, action.value, *args))


class _Answering(discord.ui.DynamicItem[Any], template=r"(?!)"):
    """Answer everything that the library would swallow: a fault while building, a refused check, an error of a press."""

    def __init__(self, item: discord.ui.Item[Any], match: re.Match[str] | None = None) -> None:
        super().__init__(item)
        found = match or self.template.fullmatch(self.custom_id)
        self.given: dict[str, str] = found.groupdict() if found else {}

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
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

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
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
    def in_place(self) -> bool:
        """Say whether the message itself may change."""
        return self.given.get("mode") == cards.IN_PLACE

    def card(self, interaction: discord.Interaction[Charley]) -> Card:
        """Return the card named in the custom_id; raise UserError if it is gone."""
        card = interaction.client.desk.card(self.given["card"])
        if card is None:
            raise UserError(OLD)
        return card


class CardPress(_Answering, template=rf"{PREFIX}:card:{CARD}:{MODE}"):
    """Show a card."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        page = cards.card_page(interaction.client.desk.content, self.card(interaction))
        await replying.show(interaction, page, in_place=self.in_place)


class SourcesPress(_Answering, template=rf"{PREFIX}:src:{CARD}:{NUMBER}:{MODE}"):
    """Show the sources and grades of a card."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        page = cards.sources_page(interaction.client.desk.content, self.card(interaction), int(self.given["number"]))
        await replying.show(interaction, page, in_place=self.in_place)


class DifferencesPress(_Answering, template=rf"{PREFIX}:dif:{CARD}:{MODE}"):
    """Show where the sources of a card disagree."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        page = cards.differences_page(self.card(interaction))
        await replying.show(interaction, page, in_place=self.in_place)


class SharePress(_Answering, template=rf"{PREFIX}:share:{CARD}"):
    """Post a card for everybody; never the question."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        page = cards.shared_page(interaction.client.desk.content, self.card(interaction))
        await replying.show(interaction, page, public=True)


class SendPress(_Answering, template=rf"{PREFIX}:send"):
    """Send the reader a lasting copy of what they see, because ephemeral replies vanish."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        message = interaction.message
        if message is None:
            raise UserError(OLD)
        await interaction.response.defer(ephemeral=True, thinking=True)
        copy, files = lasting(message, self.custom_id, interaction.client.desk.content.pictures)
        try:
            await interaction.user.send(view=copy, files=files, allowed_mentions=replying.NOBODY)
        except discord.HTTPException as refused:
            if refused.code not in CLOSED:
                raise
            raise UserError(
                "Discord did not let me send you a direct message. Open the server's menu, choose Privacy Settings, "
                "allow direct messages, and press the button again."
            ) from refused
        await interaction.followup.send("Sent. Look in your direct messages.", ephemeral=True)


class SignsPress(_Answering, template=rf"{PREFIX}:signs:{LEVEL}:{NUMBER}:{MODE}"):
    """Show every warning sign of one level."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        level = SignLevel(self.given["level"])
        page = signs.signs_page(interaction.client.desk.content, level, int(self.given["number"]))
        await replying.show(interaction, page, in_place=self.in_place)


class SignSourcesPress(_Answering, template=rf"{PREFIX}:sgs:{LEVEL}:{NUMBER}:{MODE}"):
    """Show the sources of the warning signs of one level."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        level = SignLevel(self.given["level"])
        page = signs.sign_sources_page(interaction.client.desk.content, level, int(self.given["number"]))
        await replying.show(interaction, page, in_place=self.in_place)


class RedflagsPress(_Answering, template=rf"{PREFIX}:flags:{MODE}"):
    """Show the warning signs."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        page = signs.redflags_page(interaction.client.desk.content)
        await replying.show(interaction, page, in_place=self.in_place)


class DocumentsPress(_Answering, template=rf"{PREFIX}:docs:{NUMBER}:{MODE}"):
    """Show all sources."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        page = about.documents_page(interaction.client.desk.content, int(self.given["number"]))
        await replying.show(interaction, page, in_place=self.in_place)


class MinePress(_Answering, template=rf"{PREFIX}:(?P<step>mine2?)"):
    """Ask for the person's own signs: the emergencies first, the doctor signs second."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        level = SignLevel.EMERGENCY if self.given["step"] == Action.MINE.value else SignLevel.DOCTOR
        await interaction.response.send_modal(check_form(interaction.client.desk.content, level))


class AskPress(_Answering, template=rf"{PREFIX}:ask"):
    """Ask for a question in a large field."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await interaction.response.send_modal(ask_form())


class PrivatePress(_Answering, template=rf"{PREFIX}:priv:(?P<asker>\d{{1,20}}):{CARD}:(?P<signs>0[a-z2-7]*|[a-z2-7]+)"):
    """Give the private form of a public answer, to the one who asked."""

    def allow(self, interaction: discord.Interaction[Charley]) -> None:
        if interaction.user.id != int(self.given["asker"]):
            raise UserError("This button is for the person who asked. Use `/ask` for an answer of your own.")

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await replying.show(interaction, interaction.client.desk.privately(self.given["card"], self.given["signs"]))


class CheckPress(_Answering, template=rf"{PREFIX}:check"):
    """Read the message this button stands under; the demo's stand-in for the context menu."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        text = interaction.message.content if interaction.message else ""
        await replying.show(interaction, interaction.client.desk.check(text))


class WhyPress(_Answering, template=rf"{PREFIX}:why:(?P<notes>[a-z0-9.\-]+)"):
    """Unfold why words were read as a sign or not, from the places in the custom_id and the quotes in the message."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        if not why.is_packed(self.given["notes"]):
            raise UserError(OLD)
        shown = all_text(interaction.message) if interaction.message else ""
        await replying.show(interaction, interaction.client.desk.why(self.given["notes"], shown))


class CardMenu(_Answering, template=rf"{PREFIX}:pick"):
    """Show the card picked from a menu."""

    NAME: ClassVar[str] = f"{PREFIX}:pick"

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        self.given["card"] = self.item.values[0]
        page = cards.card_page(interaction.client.desk.content, self.card(interaction))
        await replying.show(interaction, page, in_place=True)


_PRESSES: dict[Action, type[_Answering]] = {
    Action.CARD: CardPress,
    Action.SOURCES: SourcesPress,
    Action.DIFFERENCES: DifferencesPress,
    Action.SHARE: SharePress,
    Action.SEND: SendPress,
    Action.SIGNS: SignsPress,
    Action.SIGN_SOURCES: SignSourcesPress,
    Action.REDFLAGS: RedflagsPress,
    Action.DOCUMENTS: DocumentsPress,
    Action.MINE: MinePress,
    Action.MINE_DOCTOR: MinePress,
    Action.ASK: AskPress,
    Action.PRIVATE: PrivatePress,
    Action.CHECK_DEMO: CheckPress,
    Action.WHY: WhyPress,
}

ALL: tuple[type[_Answering], ...] = (*dict.fromkeys(_PRESSES.values()), CardMenu)
"""Every kind of button and menu; the client registers them at start."""


def press_for(action: Action) -> type[_Answering]:
    """Return the kind of button that carries out *action*."""
    return _PRESSES[action]


def is_known(name: str) -> bool:
    """Say whether some button or menu of this version answers to the custom_id *name*."""
    return any(kind.__discord_ui_compiled_template__.fullmatch(name) for kind in ALL)
