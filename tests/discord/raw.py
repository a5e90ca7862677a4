"""Interactions that the simulator's people cannot start: user installs, private channels, and what is long gone.

Each is a payload as Discord sends it over the gateway; the answer is recorded like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simcord import InteractionResult, interactions
from simcord.backend import serializers

from tests.discord.conftest import World

COMMAND, COMPONENT, AUTOCOMPLETE, FORM = 2, 3, 4, 5
LATER, LATER_IN_PLACE = 5, 6
"""Answers that only say that the answer comes."""

SERVER, WITH_BOT, PRIVATE = 0, 1, 2
"""Where an interaction happens: a server, the direct messages with Charley, or a private channel between people."""

ELSEWHERE = {
    "id": "777",
    "type": 3,
    "name": "elsewhere",
    "last_message_id": None,
    "permissions": "0",
    "recipients": [],
    "position": 0,
}


@dataclass
class Place:
    """Where somebody uses Charley: a private channel, or a server it was not added to; with a `channel` it is there."""

    context: int = PRIVATE
    guild: int | None = None
    channel: int | None = None


async def send(world: World, kind: int, data: dict[str, Any], place: Place, message: Any = None) -> Any:
    """Deliver one interaction of Alice's and return what it was answered with."""
    record = deliver(world, kind, data, place, message)
    await world.env.settle()
    return InteractionResult(world.env, record)


def deliver(
    world: World,
    kind: int,
    data: dict[str, Any],
    place: Place,
    message: Any = None,
    who: int | None = None,
    **more: Any,
) -> Any:
    """Deliver one interaction of Alice's, or of *who*, and return the simulator's record of it.

    *more* are parts of the message's payload that differ from what the simulator keeps of it.
    """
    backend = world.env.backend
    person = world.alice.id if who is None else who
    # Where the simulator keeps the answer.
    store = place.channel if place.channel is not None else backend.get_dm_channel(person).id
    record, payload = interactions.base_payload(
        backend,
        type=kind,
        channel_id=store,
        guild_id=None if place.channel is None else place.guild,
        user_id=person,
        data=data,
    )
    payload |= {"context": place.context, "authorizing_integration_owners": {"1": str(person)}}
    if place.channel is None and place.context != WITH_BOT:
        channel = ELSEWHERE | ({"type": 0} if place.guild else {})
        payload |= {"channel_id": channel["id"], "channel": channel}
    if place.channel is None and place.guild:
        member = {"roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0}
        payload["member"] = member | {"permissions": "0", "user": payload.pop("user")}
        payload |= {"guild_id": str(place.guild), "guild_locale": "en-US"}
        payload["guild"] = {"id": str(place.guild), "locale": "en-US", "features": []}
    if message is not None:
        record.source_message_id = message.id
        kept = dict(serializers.message_payload(backend, backend.get_message(store, message.id)))
        payload["message"] = kept | more
    backend.emit("INTERACTION_CREATE", payload)
    return record


def slash(world: World, name: str, **options: str) -> dict[str, Any]:
    """Return the data of a slash command; of one that Discord still shows and Charley no longer has, if need be."""
    known = world.env.backend.find_command(name, None)
    filled = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
    return {"id": known["id"] if known else "1", "name": name, "type": 1, "options": filled}


def typing(world: World, name: str, option: str, text: str) -> dict[str, Any]:
    """Return the data of an option being typed."""
    data = slash(world, name, **{option: text})
    data["options"][0]["focused"] = True
    return data


def menu(world: World, name: str, text: str) -> dict[str, Any]:
    """Return the data of a message menu over a message that stands where Charley is not."""
    known = world.env.backend.find_command(name, None, type=3)
    author = dict(serializers.user_payload(world.env.backend.get_user(world.bob.id)))
    message = {
        "id": "778", "channel_id": "777", "type": 0, "content": text, "author": author, "attachments": [],
        "embeds": [], "mentions": [], "mention_roles": [], "mention_everyone": False, "pinned": False, "tts": False,
        "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": None, "flags": 0, "components": [],
    }  # fmt: skip
    return {
        "id": known["id"] if known else "1",
        "name": name,
        "type": 3,
        "target_id": "778",
        "resolved": {"messages": {"778": message}},
    }


def click(name: str) -> dict[str, Any]:
    """Return the data of a click on the button *name*."""
    return {"custom_id": name, "component_type": 2, "id": 1}


def form(name: str, **fields: Any) -> dict[str, Any]:
    """Return the data of a submitted form: text for a text field, a list for checkboxes."""
    inner = [
        {"type": 22, "id": 2, "custom_id": key, "values": value}
        if isinstance(value, list)
        else {"type": 4, "id": 2, "custom_id": key, "value": value}
        for key, value in fields.items()
    ]
    return {"custom_id": name, "components": [{"type": 18, "id": 1, "component": one} for one in inner]}
