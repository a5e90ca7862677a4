"""What the buttons and menus of reminders share: the ids and the sketch that their custom_ids carry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord

from bot.discord_app import replying
from bot.discord_app.answering import Answering
from bot.discord_app.errors import UserError
from bot.discord_app.reminding.rewriting import rewritten
from bot.reminders.models import Kind
from bot.replies.page import Button, Page, Select
from bot.replies.reminding import sheet_buttons
from bot.replies.sketch import ROOM, Sketch, unpacked

if TYPE_CHECKING:
    from bot.discord_app.client import Charley

NUMBER = r"\d{1,18}"
"""The id of what is stored; more figures are none, and 19 may be more than the database can hold."""

REMINDER = rf"(?P<reminder>{NUMBER})"
OCCURRENCE = rf"(?P<occurrence>{NUMBER})"
IDS = f"{REMINDER}:{OCCURRENCE}"
SKETCH = rf"(?P<sketch>[A-Za-z0-9_~+/-]{{1,{ROOM}}})"
THEN = rf"(?P<then>[A-Za-z0-9_~+/.-]{{1,{ROOM}}})"
"""What follows an answer: a sketch, the settings, or the joining of a schedule."""

OLD_PANEL = "This comes from an older Charley and no longer works. Please set your reminder up again with `/remind`."


def sketch_in(text: str) -> Sketch:
    """Return the sketch that a custom_id carries; raise UserError if this version cannot read it."""
    try:
        return unpacked(text)
    except ValueError:
        raise UserError(OLD_PANEL) from None


class ReminderPress(Answering, template=r"(?!)"):
    """Answer a press that is about one reminder; only `press` asks the store whose it is."""

    @property
    def reminder(self) -> int:
        """Return the reminder's id."""
        return int(self.given["reminder"])

    @property
    def occurrence(self) -> int:
        """Return the occurrence's id, 0 if the button stands on no message of a reminder."""
        return int(self.given["occurrence"])

    def is_under_it(self, interaction: discord.Interaction[Charley]) -> bool:
        """Say whether the button stands on the message of the reminder itself."""
        return self.occurrence != 0 and interaction.message is not None and not interaction.message.flags.ephemeral

    async def change(
        self,
        interaction: discord.Interaction[Charley],
        note: str,
        buttons: Sequence[Button],
        selects: Sequence[Select] = (),
    ) -> None:
        """Write a note under the reminder's message and give it other buttons; the interaction was deferred for that."""
        view = rewritten(interaction.message, note, buttons, selects)
        await interaction.edit_original_response(view=view)

    async def offer(self, interaction: discord.Interaction[Charley], page: Page, kind: Kind) -> None:
        """Show choices: in place of the buttons in direct messages, and to its owner alone where others read.

        Whom a reminder of this *kind* is not for stays one click away.
        """
        if self.is_under_it(interaction) and replying.in_direct_message(interaction):
            await self.change(interaction, "", (*page.buttons, *sheet_buttons(kind)), page.selects)
        else:
            await replying.finish(interaction, page)
