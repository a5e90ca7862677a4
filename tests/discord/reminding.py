"""What tests of reminders share: menus, settings of a person, and a reminder as the engine would send it."""

from __future__ import annotations

from functools import partial
from typing import Any

from simcord.components import walk_components

from bot.discord_app.messenger import DiscordMessenger
from bot.reminders.drafts import Draft, Listed
from bot.reminders.models import Delivery, Kind, Occurrence, Reminder
from bot.reminders.pace import Pace
from bot.replies.reminding import delivery_page
from bot.replies.sketch import DEFAULTS
from tests.discord.conftest import World, message_components

BERLIN = "Europe/Berlin"
OCCURRENCE = 777

PROMPT = "Choose one to change or stop it"
"""What the menu of the list says."""


def menus(message: Any) -> dict[str, dict[str, Any]]:
    """Return the menus of a message by their prompts."""
    found = [part for part in walk_components(message_components(message)) if part.get("type") == 3]
    return {part["placeholder"]: part for part in found}


def options(message: Any, prompt: str) -> dict[str, str]:
    """Return what a menu offers: value by label."""
    return {option["label"]: option["value"] for option in menus(message)[prompt]["options"]}


def shown(message: Any, prompt: str) -> list[str]:
    """Return what is chosen in a menu."""
    return [option["label"] for option in menus(message)[prompt]["options"] if option.get("default")]


async def choose(person: Any, message: Any, prompt: str, *labels: str) -> Any:
    """Choose in a menu by the labels of its options."""
    offered = options(message, prompt)
    return await person.select(
        message, [offered[label] for label in labels], custom_id=menus(message)[prompt]["custom_id"]
    )


async def place_them(world: World, person: Any) -> None:
    """Let a person have a time zone, and may be reminded to drink."""
    await world.bot.reminders.set_zone(person.id, BERLIN)
    await world.bot.reminders.answer_fluids(person.id, may=True)


async def set_up(world: World, kind: Kind = Kind.HYDRATE, person: Any = None, **more: Any) -> Listed:
    """Store a reminder with the defaults of its kind."""
    person = person or world.alice
    await place_them(world, person)
    rule = DEFAULTS[kind].rule(BERLIN)
    return await world.bot.reminders.add(person.id, Draft(kind=kind, rule=rule, **more))


async def deliver(world: World, reminder: Reminder, channel: int | None = None, **more: Any) -> Any:
    """Send a reminder as the engine would, and return its message; to direct messages without a channel."""
    now = world.env.now()
    occurrence = Occurrence(id=OCCURRENCE, reminder=reminder.id, due=now, at=now)
    delivery = Delivery(occurrence, reminder, channel, to=None if channel else reminder.owner, **more)
    draw = partial(delivery_page, world.parts.content)
    await DiscordMessenger(world.bot, draw, Pace(world.bot.clock)).send(delivery)
    await world.env.settle()
    return world.channel.last_message if channel else world.dm(world.alice)[-1]
