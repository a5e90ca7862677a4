"""Read or copy a message of Charley's own. A copy lasts: it is without what belongs to the original alone, and with its pictures sent anew."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import discord


def lasting(
    message: discord.Message, without: str, drawn: Mapping[str, bytes]
) -> tuple[discord.ui.LayoutView, list[discord.File]]:
    """Return a stopped copy of *message* and its files.

    The button *without* is left out, and its row with it if nothing else stands there. *drawn* maps the names of
    pictures to their bytes: the address of an ephemeral message's picture dies with the message.
    """
    copy = discord.ui.LayoutView.from_message(message, timeout=None)
    for row in [item for item in copy.walk_children() if isinstance(item, discord.ui.ActionRow)]:
        _leave_out(row, without)
    files = list(_anew(copy, drawn))
    copy.stop()
    return copy, files


def all_text(message: discord.Message) -> str:
    """Return what a message of Charley's own says, one text after the other."""
    shown = discord.ui.LayoutView.from_message(message, timeout=None)
    shown.stop()
    return "\n".join(item.content for item in shown.walk_children() if isinstance(item, discord.ui.TextDisplay))


def _leave_out(row: discord.ui.ActionRow[Any], name: str) -> None:
    for item in row.children:
        if getattr(item, "custom_id", None) == name:
            row.remove_item(item)
    if not row.children and isinstance(row.parent, discord.ui.Container):
        row.parent.remove_item(row)


def _anew(copy: discord.ui.LayoutView, drawn: Mapping[str, bytes]) -> Iterator[discord.File]:
    """Yield a file for each picture of *copy*, which shows that file from then on."""
    for gallery in copy.walk_children():
        if isinstance(gallery, discord.ui.MediaGallery):
            for shown in gallery.items:
                name = PurePosixPath(urlsplit(shown.media.url).path).name
                if name in drawn:
                    shown.media = f"attachment://{name}"
                    yield discord.File(io.BytesIO(drawn[name]), name, description=shown.description)
