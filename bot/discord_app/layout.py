"""Draw a page as a Components V2 layout."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import discord

from bot.discord_app.answering import PICK, custom_id
from bot.replies.page import (
    ROW,
    Block,
    Button,
    ChannelSelect,
    Drawing,
    Gap,
    Heading,
    Menu,
    Page,
    Select,
    Weight,
    markdown,
)
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

_COMMAND = re.compile(r"`/([a-z]+)( [a-z]+)?`")


def layout(page: Page, commands: Mapping[str, int]) -> discord.ui.LayoutView:
    """Return *page* as a view that is already stopped.

    Every item is found again by its custom_id, so the library need not remember the view: a stored one would
    slow later actions and die after 15 minutes. *commands* maps names to ids, to make commands clickable.
    """
    container: discord.ui.Container[discord.ui.LayoutView] = discord.ui.Container(accent_colour=ACCENTS[page.level])
    for part in _parts(page.blocks):
        container.add_item(_display(part, commands))
    if page.menu:
        container.add_item(discord.ui.ActionRow(_menu(page.menu)))
    if page.channels:
        container.add_item(discord.ui.ActionRow(_channel_select(page.channels)))
    for row in (*select_rows(page.selects), *button_rows(page.buttons)):
        container.add_item(row)
    view = discord.ui.LayoutView(timeout=None)
    if page.mentions:
        view.add_item(discord.ui.TextDisplay(" ".join(f"<@{person}>" for person in page.mentions)))
    view.add_item(container)
    view.stop()
    return view


def pictures(page: Page, drawn: Mapping[str, bytes]) -> list[discord.File]:
    """Return the files that go with *page*; *drawn* maps the names of pictures to their bytes."""
    shown = [block for block in page.blocks if isinstance(block, Drawing)]
    return [discord.File(io.BytesIO(drawn[one.file]), one.file, description=one.alt) for one in shown]


Part = str | Gap | Drawing


def _parts(blocks: Iterable[Block]) -> list[Part]:
    """Return what to display: a heading and what follows it become one text, every other block a text of its own."""
    parts: list[Part] = []
    joined = False
    for block in blocks:
        last = parts[-1] if parts else None
        if isinstance(block, Gap | Drawing):
            parts.append(block)
        elif joined and isinstance(last, str):
            parts[-1] = f"{last}\n{markdown(block)}"
        else:
            parts.append(markdown(block))
        joined = isinstance(block, Heading)
    return parts


def _display(part: Part, commands: Mapping[str, int]) -> discord.ui.Item[discord.ui.LayoutView]:
    match part:
        case str():
            return discord.ui.TextDisplay(_clickable(part, commands))
        case Gap():
            return discord.ui.Separator()
        case Drawing(file=file, alt=alt):
            return discord.ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{file}", description=alt))


def _clickable(text: str, commands: Mapping[str, int]) -> str:
    def link(match: re.Match[str]) -> str:
        name = match[1]
        return f"</{name}{match[2] or ''}:{commands[name]}>" if name in commands else match[0]

    return _COMMAND.sub(link, text)


def select_rows(selects: Sequence[Select]) -> Iterator[discord.ui.ActionRow[Any]]:
    """Yield a row for each select."""
    return (discord.ui.ActionRow(_select(select)) for select in selects)


def button_rows(buttons: Sequence[Button]) -> Iterator[discord.ui.ActionRow[Any]]:
    """Yield rows of at most five buttons; one that is `first` begins a new row."""
    row: list[Button] = []
    for button in buttons:
        if row and (button.first or len(row) == ROW):
            yield discord.ui.ActionRow(*map(_button, row))
            row = []
        row.append(button)
    if row:
        yield discord.ui.ActionRow(*map(_button, row))


def _button(button: Button) -> discord.ui.Item[Any]:
    name = custom_id(button.action, *button.args)
    label = button.label if len(button.label) <= LABEL else button.label[: LABEL - 1] + "…"
    return discord.ui.Button(label=label, style=STYLES[button.weight], custom_id=name)


def _menu(menu: Menu) -> discord.ui.Item[Any]:
    options = [discord.SelectOption(label=choice.label, value=choice.card) for choice in menu.choices]
    return discord.ui.Select(custom_id=PICK, placeholder=menu.prompt, options=options)


def _select(select: Select) -> discord.ui.Item[Any]:
    options = [
        discord.SelectOption(label=option.label, value=option.value, default=option.chosen) for option in select.options
    ]
    name = custom_id(select.action, *select.args)
    return discord.ui.Select(
        custom_id=name,
        placeholder=select.prompt,
        options=options,
        min_values=select.fewest,
        max_values=select.most,
    )


def _channel_select(select: ChannelSelect) -> discord.ui.Item[Any]:
    kind = discord.SelectDefaultValueType.channel
    return discord.ui.ChannelSelect(
        custom_id=custom_id(select.action, *select.args),
        placeholder=select.prompt,
        channel_types=[discord.ChannelType.text, discord.ChannelType.news],
        default_values=[discord.SelectDefaultValue(id=channel, type=kind) for channel in select.chosen],
        min_values=select.fewest,
        max_values=select.most,
    )
