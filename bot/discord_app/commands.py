"""The slash commands and the context menu. Each parses, asks the desk, and replies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.discord_app import replying
from bot.discord_app.errors import UserError, record
from bot.discord_app.forms import ask_form
from bot.discord_app.messages import words_of
from bot.discord_app.privacy_commands import PRIVACY
from bot.discord_app.reminding.commands import remind
from bot.discord_app.server_commands import SERVER
from bot.replies import about
from bot.replies.cards import TOPIC_KINDS

if TYPE_CHECKING:
    from bot.discord_app.client import Charley
    from bot.knowledge.models import CardKind

CHECK_MENU = "Check for warning signs"


async def _offer(
    interaction: discord.Interaction[Charley], current: str, command: str
) -> list[app_commands.Choice[str]]:
    try:
        found = interaction.client.desk.library.choices(
            current, TOPIC_KINDS[command], "popular" if command == "cause" else command
        )
    except Exception as error:  # noqa: BLE001 - the library drops it and leaves the list loading; free text still works
        record(error, f"{command} autocomplete")
        found = ()
    return [app_commands.Choice(name=choice.title, value=choice.card_id) for choice in found]


async def _reply_topic(
    interaction: discord.Interaction[Charley], topic: str, kinds: Sequence[CardKind], matter: str = ""
) -> None:
    await replying.show(interaction, interaction.client.desk.topic(topic, kinds, matter))


@app_commands.command(name="cause", description="Look up a symptom and its common causes, or one cause or condition")
@app_commands.describe(topic="A symptom, a cause or a condition, in your own words")
async def cause(interaction: discord.Interaction[Charley], topic: str) -> None:
    """Show a symptom with its common causes, or one cause or condition."""
    await _reply_topic(interaction, topic, TOPIC_KINDS["cause"])


@cause.autocomplete("topic")
async def _offer_causes(interaction: discord.Interaction[Charley], current: str) -> list[app_commands.Choice[str]]:
    return await _offer(interaction, current, "cause")


@app_commands.command(name="relief", description="What helps now, and what prevents")
@app_commands.describe(topic="What you want relief from, or what you want to prevent")
async def relief(interaction: discord.Interaction[Charley], topic: str) -> None:
    """Show what helps now, or what prevents."""
    await _reply_topic(interaction, topic, TOPIC_KINDS["relief"])


@relief.autocomplete("topic")
async def _offer_relief(interaction: discord.Interaction[Charley], current: str) -> list[app_commands.Choice[str]]:
    return await _offer(interaction, current, "relief")


@app_commands.command(
    name="magnesium", description="What magnesium does, who must ask a doctor first, what the evidence says"
)
@app_commands.describe(topic="What you want to know about magnesium; leave it out for an overview")
async def magnesium(interaction: discord.Interaction[Charley], topic: str | None = None) -> None:
    """Show what the library says on magnesium."""
    await _reply_topic(interaction, topic or "magnesium", TOPIC_KINDS["magnesium"], "magnesium")


@magnesium.autocomplete("topic")
async def _offer_magnesium(interaction: discord.Interaction[Charley], current: str) -> list[app_commands.Choice[str]]:
    return await _offer(interaction, current, "magnesium")


@app_commands.command(name="redflags", description="The warning signs by level, and a check of your own")
@app_commands.describe(topic="A topic whose warning signs you want; leave it out for all")
async def redflags(interaction: discord.Interaction[Charley], topic: str | None = None) -> None:
    """Show the warning signs by level."""
    await replying.show(interaction, interaction.client.desk.redflags(topic))


@redflags.autocomplete("topic")
async def _offer_redflags(interaction: discord.Interaction[Charley], current: str) -> list[app_commands.Choice[str]]:
    return await _offer(interaction, current, "redflags")


@app_commands.command(name="ask", description="Ask in your own words; warning signs are looked for first")
@app_commands.describe(question="Your question in your own words; leave it out for a large field")
async def ask(interaction: discord.Interaction[Charley], question: str | None = None) -> None:
    """Answer a free text, or open a form for it."""
    if question is None:
        await interaction.response.send_modal(ask_form())
        return
    await replying.show(interaction, interaction.client.desk.ask(question).page)


@app_commands.command(name="learn", description="Words, how muscles work, tests, treatments and conditions")
@app_commands.describe(topic="A word, how muscles work, a test, a treatment or a condition")
async def learn(interaction: discord.Interaction[Charley], topic: str) -> None:
    """Explain a word, a mechanism, a test, a treatment or a condition."""
    await _reply_topic(interaction, topic, TOPIC_KINDS["learn"])


@learn.autocomplete("topic")
async def _offer_learn(interaction: discord.Interaction[Charley], current: str) -> list[app_commands.Choice[str]]:
    return await _offer(interaction, current, "learn")


@app_commands.command(name="about", description="What Charley is and is not, its sources, privacy and version")
async def about_charley(interaction: discord.Interaction[Charley]) -> None:
    """Show what Charley is and is not."""
    desk = interaction.client.desk
    await replying.show(interaction, about.about_page(desk.content, desk.version))


@app_commands.context_menu(name=CHECK_MENU)
async def check_message(interaction: discord.Interaction[Charley], message: discord.Message) -> None:
    """Read one message for warning signs, for the reader alone."""
    text = words_of(message)
    if not text:
        raise UserError(
            "I see no words in this message, so I cannot look for warning signs in it. "
            "Tell me in your own words with `/ask`."
        )
    await replying.show(interaction, interaction.client.desk.check(text))


COMMANDS: tuple[Any, ...] = (  # pyright: ignore[reportUnknownVariableType] - the library's decorators lose the group
    cause,
    relief,
    magnesium,
    redflags,
    ask,
    learn,
    about_charley,
    PRIVACY,
    SERVER,
    remind,
    check_message,
)
