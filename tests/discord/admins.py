"""What the admins of a server do in tests, and what they are shown."""

from __future__ import annotations

from typing import Any

import discord
from simcord.components import walk_components

from bot.reminders.drafts import Listed
from bot.reminders.models import Kind
from tests.discord.conftest import World, labels, message_components, said
from tests.replies.rules import all_faults

ZONE = "Europe/Berlin"
SAVE = "Save and post"
ALLOW = "Allow reminders in this channel"
NO_SENDING = discord.PermissionOverwrite(view_channel=True, send_messages=False)
NO_SEEING = discord.PermissionOverwrite(view_channel=False, send_messages=False)
MANAGE = discord.Permissions(manage_guild=True, view_channel=True, send_messages=True)


def admin(world: World, name: str = "carol") -> Any:
    """Return a new member with Manage Server, who can otherwise do no more than read and write."""
    role = world.guild.create_role(f"admins {name}", permissions=MANAGE)
    return world.guild.add_member(world.env.create_user(name), roles=[role])


def dismiss(world: World, name: str = "carol") -> None:
    """Take Manage Server away again."""
    role = world.guild.roles[f"admins {name}"]
    world.env.backend.edit_role(world.guild.id, role.id, {"permissions": 0})


async def setup(world: World, who: Any, kind: Kind = Kind.HYDRATE) -> Any:
    """Open the panel of a new schedule in the channel, and allow reminders there if that is still to be done."""
    shown = await who.slash(world.channel, "server schedule", kind=kind.value, zone=ZONE)
    if ALLOW in labels(shown.response):
        shown = await who.click(shown.response, label=ALLOW)
    return shown


async def made(world: World, who: Any, kind: Kind = Kind.HYDRATE) -> Any:
    """Set up a schedule as it is offered, and return the channel's first post of it."""
    shown = await setup(world, who, kind)
    await who.click(shown.response, label=SAVE)
    return world.channel.history()[-1]


async def opened(world: World, who: Any, place: int = 0) -> Any:
    """Open the page of a schedule from the list."""
    shown = await who.slash(world.channel, "server list")
    menu = menus(shown)["Choose one to change or stop it"]
    return await who.select(shown.response, [menu["options"][place]["value"]], custom_id=menu["custom_id"])


async def choose(who: Any, shown: Any, prompt: str, *values: Any) -> Any:
    """Choose in the menu with the words *prompt*."""
    return await who.select(shown.response, list(values), custom_id=menus(shown)[prompt]["custom_id"])


async def schedules(world: World) -> list[Listed]:
    """Return the schedules of the server, as they are stored."""
    return await world.bot.schedules.schedules(world.guild.id)


async def only(world: World) -> Listed:
    """Return the only schedule of the server, as it is stored."""
    (one,) = await schedules(world)
    return one


def menus(shown: Any) -> dict[str, dict[str, Any]]:
    """Return the menus of an answer by their words."""
    parts = walk_components(message_components(shown.response))
    return {part["placeholder"]: part for part in parts if part["type"] in {3, 8}}


def sound(shown: Any) -> Any:
    """Return an answer that keeps the rules of every page."""
    assert all_faults(message_components(shown.response)) == []
    return shown


def swap(components: Any, old: str, new: str) -> None:
    """Change the ends of custom_ids in a stored message, as a forged press would."""
    for part in components:
        if part.get("custom_id", "").endswith(old):
            part["custom_id"] = part["custom_id"].removesuffix(old) + new
        swap(part.get("components", ()), old, new)


def everything(result: Any) -> str:
    """Return all that a press was answered with, after it had been deferred or not."""
    return "\n".join([said(result) if result.response is not None else "", *(one.content for one in result.followups)])
