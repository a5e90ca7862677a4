"""The form in which an admin types the times of day of a schedule; the sketch stands in its custom_id."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.discord_app import replying, serving
from bot.discord_app.admins import server_of
from bot.discord_app.errors import UserError
from bot.reminders.times import MOST_CHARACTERS, TimesError, read_times
from bot.replies import rule_words as words
from bot.replies.sketch import packed

if TYPE_CHECKING:
    from bot.discord_app.client import Charley
    from bot.replies.sketch import Sketch

BEGUN = "c1:form:vtimes:"
FIELD = "times"


def times_form(sketch: Sketch) -> discord.ui.Modal:
    """Return the form with one field for a list of times."""
    form = discord.ui.Modal(title="Times of day", custom_id=f"{BEGUN}{packed(sketch)}", timeout=None)
    field = discord.ui.TextInput[discord.ui.Modal](
        custom_id=FIELD,
        max_length=MOST_CHARACTERS,
        placeholder="9, 13:30, 5pm",
        default=", ".join(map(words.clock, sketch.times)) or None,
    )
    form.add_item(
        discord.ui.Label(text="At which times?", description="Up to 8 times, such as 9, 13:30, 5pm", component=field)
    )
    form.stop()
    return form


async def submit(interaction: discord.Interaction[Charley], name: str, text: str) -> None:
    """Show the panel again with the typed times; raise UserError with every fault of them."""
    server_of(interaction)
    try:
        sketch = replace(serving.sketch_in(name.removeprefix(BEGUN)), times=read_times(text))
    except TimesError as error:
        raise UserError(" ".join(words.sentences(error.faults))) from None
    await replying.defer(interaction, in_place=True)
    await replying.finish(interaction, await serving.panel(interaction, sketch))
