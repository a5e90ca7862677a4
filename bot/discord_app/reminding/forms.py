"""Forms for what no menu offers: times of day, hours, a place. What they belong to stands in their custom_ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Final

import discord

from bot.discord_app import replying
from bot.discord_app.errors import UserError
from bot.discord_app.reminding import settings
from bot.discord_app.reminding.following import follow
from bot.discord_app.reminding.pressing import OLD_PANEL, SKETCH, THEN, sketch_in
from bot.discord_app.reminding.steps import asked_zone, next_page
from bot.reminders.quiet import Quiet
from bot.reminders.times import MOST_CHARACTERS, TimesError, read_times
from bot.replies.rule_words import clock, sentences
from bot.replies.sketch import Sketch, packed

if TYPE_CHECKING:
    from bot.discord_app.client import Charley

BEGUN: Final = "c1:form:r"
"""How the custom_id of each of these forms begins."""

PLACE_ROOM: Final = 100
HOUR_ROOM: Final = 20

_NAMES: Final = re.compile(rf"{BEGUN}(?:(?P<what>times|hours):{SKETCH}|zone:{THEN}|(?P<quiet>quiet))")


def times_form(sketch: Sketch) -> discord.ui.Modal:
    """Return the form for times of day, filled with those that are set."""
    now = ", ".join(clock(at) for at in sketch.times)
    field = _field("times", "Times of day", "Up to 8, such as 9, 13:30, 5pm.", MOST_CHARACTERS, now)
    return _form("Times of day", f"{BEGUN}times:{packed(sketch)}", field)


def hours_form(sketch: Sketch) -> discord.ui.Modal:
    """Return the form for the hours between which a reminder comes."""
    start, end = sketch.hours
    return _form("Between which hours", f"{BEGUN}hours:{packed(sketch)}", *_hours(clock(start), clock(end)))


def quiet_form() -> discord.ui.Modal:
    """Return the form for quiet hours."""
    return _form("Quiet hours", f"{BEGUN}quiet", *_hours("", ""))


def zone_form(then: str) -> discord.ui.Modal:
    """Return the form for a place."""
    field = _field(
        "place", "A place with your clock", "A large city, a country, or an offset such as UTC+2.", PLACE_ROOM
    )
    return _form("Where are you?", f"{BEGUN}zone:{then}", field)


async def submit(interaction: discord.Interaction[Charley], name: str, filled: Mapping[str, str]) -> None:
    """Answer the submitted form *name*; *filled* are its fields."""
    found = _NAMES.fullmatch(name)
    if found is None:
        raise UserError(OLD_PANEL)
    if found["then"] is not None:
        await _submit_place(interaction, found["then"], filled.get("place", ""))
    elif found["quiet"] is not None:
        await _submit_quiet(interaction, filled)
    else:
        await _submit_sketch(interaction, sketch_in(found["sketch"]), found["what"], filled)


async def _submit_sketch(
    interaction: discord.Interaction[Charley], sketch: Sketch, what: str, filled: Mapping[str, str]
) -> None:
    await replying.defer(interaction, in_place=True)
    failed: tuple[str, ...] = ()
    try:
        if what == "times":
            sketch = replace(sketch, times=read_times(filled.get("times", "")))
        else:
            sketch = replace(sketch, hours=(_hour(filled, "start"), _hour(filled, "end")), times=())
    except TimesError as error:
        # The panel stays as it was, and tells what could not be read.
        failed = error.faults
    await replying.finish(interaction, await next_page(interaction, sketch, failed))


async def _submit_quiet(interaction: discord.Interaction[Charley], filled: Mapping[str, str]) -> None:
    await replying.defer(interaction, in_place=True)
    try:
        quiet = Quiet(_hour(filled, "start"), _hour(filled, "end"))
    except TimesError as error:
        note = " ".join(sentences(error.faults))
    except ValueError as error:
        note = " ".join(sentences([str(error)]))
    else:
        await interaction.client.reminders.set_quiet(interaction.user.id, quiet)
        note = "Saved."
    await replying.finish(interaction, await settings.page(interaction, note))


async def _submit_place(interaction: discord.Interaction[Charley], then: str, typed: str) -> None:
    await replying.defer(interaction, in_place=True)
    zone = interaction.client.zones.exact(typed)
    if zone is None:
        await replying.finish(interaction, asked_zone(interaction, then, typed))
        return
    await interaction.client.reminders.set_zone(interaction.user.id, zone)
    await replying.finish(interaction, await follow(interaction, then))


def _hour(filled: Mapping[str, str], field: str) -> time:
    """Return the one time of a field; raise TimesError with what to write instead."""
    first, *more = read_times(filled.get(field, ""))
    if more:
        raise TimesError((f"one time is enough for the {field}; write for example 9 or 21:30",))
    return first


def _hours(start: str, end: str) -> tuple[discord.ui.Label[discord.ui.Modal], ...]:
    return (
        _field("start", "From", "A time, such as 9, 22:30 or 7am.", HOUR_ROOM, start),
        _field("end", "To", "If it is earlier than the start, it is on the next day.", HOUR_ROOM, end),
    )


def _field(name: str, label: str, description: str, room: int, now: str = "") -> discord.ui.Label[discord.ui.Modal]:
    field = discord.ui.TextInput[discord.ui.Modal](custom_id=name, max_length=room, default=now or None)
    return discord.ui.Label(text=label, description=description, component=field)


def _form(title: str, name: str, *fields: discord.ui.Label[discord.ui.Modal]) -> discord.ui.Modal:
    form = discord.ui.Modal(title=title, custom_id=name, timeout=None)
    for field in fields:
        form.add_item(field)
    form.stop()
    return form
