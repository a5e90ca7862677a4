"""Draw a page as a Components V2 layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import discord

from bot.discord_app.presses import CardMenu, custom_id, press_for
from bot.replies.page import ROW, Block, Bullets, Button, Gap, Menu, Page, Weight, markdown
from bot.triage.models import Level

ACCENTS = {
    Level.EMERGENCY: discord.Colour(0xB3261E),
    Level.DOCTOR: discord.Colour(0xB26A00),
    Level.NONE: discord.Colour(0x2E7D6B),
}
"""One accent a level. It only repeats what the heading says in words."""

STYLES = {Weight.MAIN: discord.ButtonStyle.primary, Weight.PLAIN: discord.ButtonStyle.secondary}

LABEL = 80
"""Characters that Discord allows on a button."""

_COMMAND = re.compile(r"`/([a-z]+)`")


def layout(page: Page, commands: Mapping[str, int]) -> discord.ui.LayoutView:
    """Return *page* as a view that is already stopped.

    Every item is found again by its custom_id, so the library need not remember the view: a stored one would
    slow later actions and die after 15 minutes. *commands* maps names to ids, to make commands clickable.
    """
    container: discord.ui.Container[discord.ui.LayoutView] = discord.ui.Container(accent_colour=ACCENTS[page.level])
    for part in _parts(page.blocks):
        container.add_item(discord.ui.TextDisplay(_clickable(part, commands)) if part else discord.ui.Separator())
    if page.menu:
        container.add_item(discord.ui.ActionRow(_menu(page.menu)))
    for row in _rows(page.buttons):
        container.add_item(discord.ui.ActionRow(*(_button(button) for button in row)))
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(container)
    view.stop()
    return view


def _parts(blocks: Iterable[Block]) -> list[str]:
    """Return the texts to display; blocks that follow each other share one, and an empty text is a separator.

    What follows a list begins a new text: on a line of its own below the list it would read as its last point.
    """
    parts: list[str] = []
    joined = False
    for block in blocks:
        if joined and not isinstance(block, Gap):
            parts[-1] += "\n" + markdown(block)
        else:
            parts.append(markdown(block))
        joined = not isinstance(block, Gap | Bullets)
    return parts


def _clickable(text: str, commands: Mapping[str, int]) -> str:
    def link(match: re.Match[str]) -> str:
        name = match[1]
        return f"</{name}:{commands[name]}>" if name in commands else match[0]

    return _COMMAND.sub(link, text)


def _rows(buttons: Sequence[Button]) -> Iterable[Sequence[Button]]:
    return (buttons[start : start + ROW] for start in range(0, len(buttons), ROW))


def _button(button: Button) -> discord.ui.Item[Any]:
    name = custom_id(button.action, *button.args)
    label = button.label if len(button.label) <= LABEL else button.label[: LABEL - 1] + "…"
    return press_for(button.action)(discord.ui.Button(label=label, style=STYLES[button.weight], custom_id=name))


def _menu(menu: Menu) -> discord.ui.Item[Any]:
    options = [discord.SelectOption(label=choice.label, value=choice.card) for choice in menu.choices]
    return CardMenu(discord.ui.Select(custom_id=CardMenu.NAME, placeholder=menu.prompt, options=options))
