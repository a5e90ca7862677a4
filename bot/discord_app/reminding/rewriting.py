"""Change what stands under a message of Charley's own, and keep what it says, however old it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from bot.discord_app import layout
from bot.discord_app.answering import OLD
from bot.discord_app.errors import UserError
from bot.replies.page import Button, Select

NOTE = 900
"""The component that says what was done; it takes the place of an earlier one."""


def rewritten(
    message: discord.Message | None, note: str, buttons: Sequence[Button], selects: Sequence[Select] = ()
) -> discord.ui.LayoutView:
    """Return *message* as a stopped view with a note below its text, and with other buttons.

    Its text is not made anew: the content may have changed since, and the occurrence may be forgotten.
    """
    view = discord.ui.LayoutView() if message is None else discord.ui.LayoutView.from_message(message, timeout=None)
    view.stop()
    container = next((part for part in view.children if isinstance(part, discord.ui.Container)), None)
    if container is None:
        raise UserError(OLD)
    for part in list(container.children):
        if isinstance(part, discord.ui.ActionRow) or part.id == NOTE:
            container.remove_item(part)
    if note:
        shown: discord.ui.TextDisplay[Any] = discord.ui.TextDisplay(note, id=NOTE)
        container.add_item(shown)
    for row in (*layout.select_rows(selects), *layout.button_rows(buttons)):
        container.add_item(row)
    return view
