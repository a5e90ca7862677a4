"""Buttons and menus that work for ever: what each one means stands in its custom_id.

Every custom_id begins with `c1:` and the name of an action; the templates are disjoint. Nothing here is remembered
between messages, so a button answers after a restart and years later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord_app import privacy_commands, replying, server_presses
from bot.discord_app.answering import CLOSED, OLD, PICK, PREFIX, Answering
from bot.discord_app.copies import all_text, lasting
from bot.discord_app.errors import UserError
from bot.discord_app.forms import ask_form, check_form
from bot.discord_app.reminding import list_presses, message_presses, panel_presses
from bot.knowledge.models import SignLevel
from bot.replies import about, cards, signs, why
from bot.replies.page import Action

if TYPE_CHECKING:
    from bot.discord_app.client import Charley
    from bot.knowledge.models import Card

CARD = r"(?P<card>[a-z0-9-]{1,40})"
MODE = r"(?P<mode>[en])"
NUMBER = r"(?P<number>\d{1,3})"
LEVEL = r"(?P<level>emergency|doctor)"


class _CardAnswering(Answering, template=r"(?!)"):
    """Answer a press that is about a card."""

    def card(self, interaction: discord.Interaction[Charley]) -> Card:
        """Return the card named in the custom_id; raise UserError if it is gone."""
        card = interaction.client.desk.card(self.given["card"])
        if card is None:
            raise UserError(OLD)
        return card


class CardPress(_CardAnswering, template=rf"{PREFIX}:card:{CARD}:{MODE}"):
    """Show a card."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        page = cards.card_page(interaction.client.desk.content, self.card(interaction))
        await replying.show(interaction, page, in_place=self.in_place)


class SourcesPress(_CardAnswering, template=rf"{PREFIX}:src:{CARD}:{NUMBER}:{MODE}"):
    """Show the sources and grades of a card."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        page = cards.sources_page(interaction.client.desk.content, self.card(interaction), int(self.given["number"]))
        await replying.show(interaction, page, in_place=self.in_place)


class DifferencesPress(_CardAnswering, template=rf"{PREFIX}:dif:{CARD}:{MODE}"):
    """Show where the sources of a card disagree."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        page = cards.differences_page(self.card(interaction))
        await replying.show(interaction, page, in_place=self.in_place)


class SharePress(_CardAnswering, template=rf"{PREFIX}:share:{CARD}"):
    """Post a card for everybody; never the question."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        page = cards.shared_page(interaction.client.desk.content, self.card(interaction))
        await replying.show(interaction, page, public=True)


class SendPress(_CardAnswering, template=rf"{PREFIX}:send"):
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


class SignsPress(_CardAnswering, template=rf"{PREFIX}:signs:{LEVEL}:{NUMBER}:{MODE}"):
    """Show every warning sign of one level."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        level = SignLevel(self.given["level"])
        page = signs.signs_page(interaction.client.desk.content, level, int(self.given["number"]))
        await replying.show(interaction, page, in_place=self.in_place)


class SignSourcesPress(_CardAnswering, template=rf"{PREFIX}:sgs:{LEVEL}:{NUMBER}:{MODE}"):
    """Show the sources of the warning signs of one level."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        level = SignLevel(self.given["level"])
        page = signs.sign_sources_page(interaction.client.desk.content, level, int(self.given["number"]))
        await replying.show(interaction, page, in_place=self.in_place)


class RedflagsPress(_CardAnswering, template=rf"{PREFIX}:flags:{MODE}"):
    """Show the warning signs."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        page = signs.redflags_page(interaction.client.desk.content)
        await replying.show(interaction, page, in_place=self.in_place)


class DocumentsPress(_CardAnswering, template=rf"{PREFIX}:docs:{NUMBER}:{MODE}"):
    """Show all sources."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        page = about.documents_page(interaction.client.desk.content, int(self.given["number"]))
        await replying.show(interaction, page, in_place=self.in_place)


class MinePress(_CardAnswering, template=rf"{PREFIX}:(?P<step>mine2?)"):
    """Ask for the person's own signs: the emergencies first, the doctor signs second."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        level = SignLevel.EMERGENCY if self.given["step"] == Action.MINE.value else SignLevel.DOCTOR
        await interaction.response.send_modal(check_form(interaction.client.desk.content, level))


class AskPress(_CardAnswering, template=rf"{PREFIX}:ask"):
    """Ask for a question in a large field."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await interaction.response.send_modal(ask_form())


class PrivatePress(
    _CardAnswering, template=rf"{PREFIX}:priv:(?P<asker>\d{{1,20}}):{CARD}:(?P<signs>0[a-z2-7]*|[a-z2-7]+)"
):
    """Give the private form of a public answer, to the one who asked."""

    def allow(self, interaction: discord.Interaction[Charley]) -> None:
        if interaction.user.id != int(self.given["asker"]):
            raise UserError("This button is for the person who asked. Use `/ask` for an answer of your own.")

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await replying.show(interaction, interaction.client.desk.privately(self.given["card"], self.given["signs"]))


class CheckPress(_CardAnswering, template=rf"{PREFIX}:check"):
    """Read the message this button stands under; the demo's stand-in for the context menu."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        text = interaction.message.content if interaction.message else ""
        await replying.show(interaction, interaction.client.desk.check(text))


class WhyPress(_CardAnswering, template=rf"{PREFIX}:why:(?P<notes>[a-z0-9.\-]+)"):
    """Unfold why words were read as a sign or not, from the places in the custom_id and the quotes in the message."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        if not why.is_packed(self.given["notes"]):
            raise UserError(OLD)
        shown = all_text(interaction.message) if interaction.message else ""
        await replying.show(interaction, interaction.client.desk.why(self.given["notes"], shown))


class CardMenu(_CardAnswering, template=PICK):
    """Show the card picked from a menu."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        self.given["card"] = self.values[0]
        page = cards.card_page(interaction.client.desk.content, self.card(interaction))
        await replying.show(interaction, page, in_place=True)


_PRESSES: dict[Action, type[Answering]] = {
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
    Action.DONE: message_presses.DonePress,
    Action.SNOOZE: message_presses.SnoozePress,
    Action.SNOOZE_FOR: message_presses.SnoozeForPress,
    Action.PAUSE: message_presses.PausePress,
    Action.PAUSE_FOR: message_presses.PauseForPress,
    Action.PAUSE_UNTIL: message_presses.PauseUntilMenu,
    Action.RESUME: message_presses.ResumePress,
    Action.STOP: message_presses.StopPress,
    Action.BACK: message_presses.BackPress,
    Action.SHEET: message_presses.SheetPress,
    Action.JOIN: message_presses.JoinPress,
    Action.LEAVE: message_presses.LeavePress,
    Action.START: panel_presses.StartPress,
    Action.FLUIDS: panel_presses.FluidsPress,
    Action.ASK_FLUIDS: panel_presses.AskFluidsPress,
    Action.SET: panel_presses.SetMenu,
    Action.TYPE: panel_presses.TypePress,
    Action.SAVE: panel_presses.SavePress,
    Action.CANCEL: panel_presses.CancelPress,
    Action.ZONE: panel_presses.ZonePress,
    Action.ZONE_PICK: panel_presses.ZoneMenu,
    Action.ZONE_TYPE: panel_presses.ZoneTypePress,
    Action.LIST: list_presses.ListPress,
    Action.OPEN: list_presses.OpenMenu,
    Action.EDIT: list_presses.EditPress,
    Action.SETTINGS: list_presses.SettingsPress,
    Action.QUIET: list_presses.QuietMenu,
    Action.QUIET_TYPE: list_presses.QuietTypePress,
    Action.SUMMARY: list_presses.SummaryPress,
    **server_presses.PRESSES,
    **privacy_commands.PRESSES,
}

ALL: tuple[type[Answering], ...] = (*dict.fromkeys(_PRESSES.values()), CardMenu)
"""Every kind of button and menu; the client registers them at start."""


def press_for(action: Action) -> type[Answering]:
    """Return the kind of button that carries out *action*."""
    return _PRESSES[action]


def is_known(name: str) -> bool:
    """Say whether some button or menu of this version answers to the custom_id *name*."""
    return any(kind.__discord_ui_compiled_template__.fullmatch(name) for kind in ALL)
