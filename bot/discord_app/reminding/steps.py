"""The steps of setting up a reminder: the question of safety, the time zone, the panel, and saving.

Each step is a page that carries the sketch on; whichever comes next is found anew from what is stored.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

import discord

from bot.discord_app import layout, replying
from bot.discord_app.errors import OUT_OF_REACH
from bot.reminders.drafts import Draft, GoneError, Listed, ReminderError
from bot.reminders.models import Fluids, Kind, Person, Reason
from bot.reminders.rule import RuleError
from bot.reminders.wall import shown, zone_of
from bot.replies import panels
from bot.replies.page import Page
from bot.replies.quote import quote
from bot.replies.reminding import first_page
from bot.replies.rule_words import rule_words
from bot.replies.sketch import Sketch, packed

if TYPE_CHECKING:
    from bot.discord_app.client import Charley

TIMEOUT: Final = 12.0
"""Seconds that Discord is given to take the first message; the interaction itself lives for 15 minutes."""

CLOSED: Final = (
    "Discord does not let me send you direct messages, so nothing was saved. Open a server that we share, choose its "
    "Privacy Settings, allow direct messages, and press **{}** again."
)
REFUSALS: Final = {
    50007: CLOSED,
    # Discord gives this one too, where direct messages to somebody who has added only the app are closed.
    50001: CLOSED,
    50278: "We have no server in common, so Discord does not deliver my messages to you, and nothing was saved. Join a "
    "server where I am, and press **{}** again.",
    40003: "I opened too many direct messages in a short time, so nothing was saved. Please press **{}** again in ten "
    "minutes.",
}
"""What Discord's refusals of the first message mean, and what to do; `{}` is the button that was pressed."""

NO_ANSWER: Final = "Discord did not answer, so nothing was saved. Please press **{}** again in a minute."

OPEN_AGAIN: Final = (Reason.CLOSED, Reason.NO_SERVER)
"""Why a reminder was paused, where a message shows whether that is over."""


async def next_page(interaction: discord.Interaction[Charley], sketch: Sketch, failed: tuple[str, ...] = ()) -> Page:
    """Return the next page on the way to a reminder: a question that is still open, or the panel."""
    client, text = interaction.client, packed(sketch)
    person = await client.reminders.person(interaction.user.id)
    if sketch.kind is Kind.HYDRATE and person.fluids is not Fluids.MAY:
        content = client.desk.content
        return panels.question_page(content, text) if person.fluids is None else panels.no_page(content, text)
    if person.zone is None:
        return asked_zone(interaction, text)
    around = await _around(interaction, sketch, person, person.zone)
    return panels.setup_page(client.desk.content, sketch, replace(around, failed=failed))


def asked_zone(interaction: discord.Interaction[Charley], then: str, typed: str = "") -> Page:
    """Return the question for a time zone; those of the countries where a person's language is spoken come first."""
    now = interaction.client.reminders.now()
    return panels.zone_page(then, interaction.client.zones.choices(typed, interaction.locale.value, now), quote(typed))


def zone_label(client: Charley, zone: str) -> str:
    """Return a zone as people read it; one that is not offered by its key."""
    try:
        return client.zones.label(zone, client.reminders.now())
    except KeyError:
        return zone


def today(client: Charley, zone: str) -> date:
    """Return the date in a zone."""
    return shown(client.reminders.now(), zone_of(zone)).date()


async def save(interaction: discord.Interaction[Charley], sketch: Sketch) -> Page:
    """Store what a panel shows, and return the page that says so, or the panel with what is to be changed."""
    # Two presses in quick succession are two interactions: the second finds what the first has stored.
    async with interaction.client.saving(interaction.user.id):
        return await _save(interaction, sketch)


async def _save(interaction: discord.Interaction[Charley], sketch: Sketch) -> Page:
    service, person = interaction.client.reminders, await interaction.client.reminders.person(interaction.user.id)
    if person.zone is None or (sketch.kind is Kind.HYDRATE and person.fluids is not Fluids.MAY):
        return await next_page(interaction, sketch)
    old = await service.get(person.id, sketch.reminder) if sketch.reminder else None
    server = await server_of(interaction, sketch.channel)
    try:
        draft = drafted(sketch, person.zone)
        same = await _same(interaction, draft) if old is None else None
        made = same if same is not None and same.reminder.reason is None else None
        if same is not None and made is None:
            # It is there, but paused: whoever sets it up again wants it to run.
            old, sketch = same, replace(sketch, reminder=same.reminder.id)
        if made is None:
            await service.preview(person.id, draft, sketch.reminder, server)
            if draft.channel is None and not _arrives(old):
                page = first_page(interaction.client.desk.content, draft.kind, rule_words(draft.rule))
                if refused := await first_message(interaction, page, "Save"):
                    return await next_page(interaction, sketch, (refused,))
            if old is None:
                made = await service.add(person.id, draft, server)
            else:
                made = await service.change(person.id, sketch.reminder, draft, server)
    except GoneError:
        raise
    except (ReminderError, RuleError):
        # The panel finds the faults once more, and shows them beside what is to be changed.
        return await next_page(interaction, sketch)
    return panels.saved_page(draft.kind, rule_words(draft.rule), draft.channel, made.next)


def drafted(sketch: Sketch, zone: str) -> Draft:
    """Return what a sketch asks for; raise RuleError with every fault."""
    return Draft(kind=sketch.kind, rule=sketch.rule(zone), variant=sketch.variant, channel=sketch.channel)


async def server_of(interaction: discord.Interaction[Charley], channel: int | None) -> int | None:
    """Return the server of a channel where a person is, or where a reminder of theirs is posted; None for any other.

    Nobody posts where they are not, or learns what is allowed there. A channel that Charley does not see is taken for
    one of the server here.
    """
    if channel is None:
        return None
    if channel == interaction.channel_id:
        return interaction.guild_id
    if channel not in {one.reminder.channel for one in await interaction.client.reminders.listed(interaction.user.id)}:
        return None
    found = interaction.client.get_channel(channel)
    return found.guild.id if isinstance(found, discord.abc.GuildChannel | discord.Thread) else interaction.guild_id


async def _around(
    interaction: discord.Interaction[Charley], sketch: Sketch, person: Person, zone: str
) -> panels.Around:
    client = interaction.client
    dues, faults = (), ()
    try:
        dues = await client.reminders.preview(
            person.id, drafted(sketch, zone), sketch.reminder, await server_of(interaction, sketch.channel)
        )
    except (ReminderError, RuleError) as error:
        faults = error.faults
    return panels.Around(
        zone=zone_label(client, zone),
        today=today(client, zone),
        quiet=person.quiet,
        here=await _allowed_here(interaction),
        dues=dues,
        faults=faults,
    )


async def _allowed_here(interaction: discord.Interaction[Charley]) -> int | None:
    """Return the channel of an interaction if members may have their reminders posted in it."""
    if interaction.guild_id is None or interaction.channel_id is None:
        return None
    server = await interaction.client.schedules.server(interaction.guild_id)
    return interaction.channel_id if server.personal and interaction.channel_id in server.channels else None


def _arrives(old: Listed | None) -> bool:
    """Say whether the direct messages of a reminder are known to arrive."""
    return old is not None and old.reminder.channel is None and old.reminder.reason not in OPEN_AGAIN


async def _same(interaction: discord.Interaction[Charley], draft: Draft) -> Listed | None:
    """Return a person's reminder that is just what they ask for, if they have it already."""
    for one in await interaction.client.reminders.listed(interaction.user.id):
        own = one.reminder
        if Draft(kind=own.kind, rule=own.rule, variant=own.variant, channel=own.channel) == draft:
            return one
    return None


async def first_message(interaction: discord.Interaction[Charley], page: Page, button: str) -> str:
    """Send the first message to a person's direct messages; return why Discord did not take it, or nothing."""
    client = interaction.client
    try:
        async with asyncio.timeout(TIMEOUT):
            channel = await interaction.user.create_dm()
            await channel.send(view=layout.layout(page, client.command_ids), allowed_mentions=replying.NOBODY)
    except discord.HTTPException as refused:
        if refused.code in REFUSALS:
            return REFUSALS[refused.code].format(button)
        if refused.status >= 500:  # noqa: PLR2004 - Discord failed
            return NO_ANSWER.format(button)
        raise
    except OUT_OF_REACH:
        return NO_ANSWER.format(button)
    await client.reminders.remember_dm(interaction.user.id, channel.id)
    return ""
