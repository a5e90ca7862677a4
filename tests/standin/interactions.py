"""Interactions: the payloads people's clicks become, and the rules for answering them."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.standin.world import APPLICATION, LOADING, MEMBER, Message, Payload, World, walk

COMMAND, COMPONENT, AUTOCOMPLETE, FORM = 2, 3, 4, 5
MESSAGE_MENU = 3
"""Types of interaction."""
MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
"""Types of answer."""
FIRST_ANSWER, TOKEN_LIFE = 3.0, 900.0
"""Seconds by the stand-in's clock: for the first answer, and in which more may follow."""
_SUBCOMMANDS = (1, 2)
_USER, _CHANNEL = 6, 7
"""Types of option whose value is an id."""
_USER_SELECT, _CHANNEL_SELECT = 5, 8


@dataclass
class Interaction:
    """One interaction. `at` is real time; `answer` is the body of the first answer, `seconds` the real time until it came."""

    id: int
    token: str
    payload: Payload
    made: float
    at: float = field(default_factory=time.time)
    began: float = field(default_factory=time.monotonic)
    answer: Payload | None = None
    seconds: float | None = None
    message: Message | None = None
    """The answer as a message (`@original`); of a click that updates, the message clicked on."""
    followups: list[Message] = field(default_factory=list)

    @property
    def type(self) -> int | None:
        return self.answer["type"] if self.answer else None

    def is_told(self) -> bool:
        """Say whether the person sees an answer: anything but *is thinking …*."""
        return self.answer is not None and not (self.message and self.message.flags & LOADING)

    def as_json(self) -> Payload:
        return asdict(self) | {"payload": None, "message": self.message and asdict(self.message)}


def payload(world: World, kind: int, user: int, channel: int, data: Payload, message: Message | None) -> Interaction:
    """Return an interaction with everything Discord sends of it."""
    made = Interaction(world.new_id(), secrets.token_hex(40), {}, world.clock.now())
    place, person = world.channels[channel], world.people[user]
    made.payload = {
        "id": str(made.id),
        "application_id": str(APPLICATION),
        "type": kind,
        "token": made.token,
        "version": 1,
        "data": data,
        "channel_id": str(channel),
        "channel": world.channel_payload(place),
        "locale": person.locale,
        "app_permissions": MEMBER,
        "attachment_size_limit": 10_485_760,
        "entitlements": [],
        "entitlement_sku_ids": [],
    }
    if place.guild is None:
        owners = {"1": str(user)} if person.dms == "strangers" else {"0": "0"}
        made.payload |= {"user": person.payload(), "context": 1, "authorizing_integration_owners": owners}
    else:
        server = world.servers[place.guild]
        guild = {"id": str(server.id), "locale": "en-US", "features": []}
        made.payload |= {"guild_id": str(server.id), "guild": guild, "guild_locale": "en-US", "context": 0}
        made.payload |= {"member": world.member_payload(user, server)}
        # Where Charley is not, only who has added it to their own account can use it.
        owners = {"0": str(server.id)} if server.there else {"1": str(user)}
        made.payload |= {"authorizing_integration_owners": owners}
        made.payload["channel"]["permissions"] = made.payload["member"]["permissions"]
    if message is not None:
        made.payload["message"] = world.message_payload(message)
    return made


def command_data(world: World, name: str, options: Mapping[str, Any], focused: str | None) -> Payload:
    """Return the data of the command *name* ("group command" for one in a group); raise LookupError if there is none."""
    top, *below = name.split()
    known = _named(world.commands, top)
    place = known
    chosen = {"id": known["id"], "name": top, "type": known.get("type", 1), "options": []}
    inner, resolved = chosen["options"], {}
    for part in below:
        place = _named(place.get("options", ()), part)
        inner.append({"name": part, "type": place["type"], "options": []})
        inner = inner[-1]["options"]
    if any(one["type"] in _SUBCOMMANDS for one in place.get("options", ())):
        raise LookupError(f"/{name} is a group")
    for key, value in options.items():
        option = _named(place.get("options", ()), key)
        by_id = option["type"] in {_USER, _CHANNEL}
        filled = {"name": key, "type": option["type"], "value": str(value) if by_id else value}
        inner.append(filled | ({"focused": True} if key == focused else {}))
        if by_id:
            _resolve(world, resolved, [int(value)])
    return chosen | ({"resolved": resolved} if resolved else {})


def menu_data(world: World, name: str, message: Message) -> Payload:
    """Return the data of a command of a message's context menu."""
    known = _named([one for one in world.commands if one.get("type") == MESSAGE_MENU], name)
    shown = {str(message.id): world.message_payload(message)}
    chosen = {"id": known["id"], "name": name, "type": MESSAGE_MENU, "target_id": str(message.id)}
    return chosen | {"resolved": {"messages": shown}}


def component_data(world: World, message: Message, custom_id: str, values: Sequence[str] | None) -> Payload:
    """Return the data of a click or a choice; raise LookupError if *message* shows nothing of that id."""
    part = _shown(message.components, custom_id)
    data = {"custom_id": custom_id, "component_type": part["type"], "id": part["id"]}
    if values is None:
        return data
    resolved: Payload = {}
    if part["type"] in {_USER_SELECT, _CHANNEL_SELECT}:
        _resolve(world, resolved, [int(value) for value in values])
    return data | {"values": list(values)} | ({"resolved": resolved} if resolved else {})


def form_data(form: Payload, fields: Mapping[str, Any]) -> Payload:
    """Return the data of the answered *form*, its fields filled: text, or a list of values."""
    for name in fields:
        _shown(form["components"], name)

    def filled(part: Payload) -> Payload:
        told: Payload = {"type": part["type"], "id": part.get("id", 1)}
        if "custom_id" in part:
            value = fields.get(part["custom_id"], part.get("value", ""))
            told |= {"custom_id": part["custom_id"], "values" if isinstance(value, list) else "value": value}
        if "component" in part:
            told["component"] = filled(part["component"])
        if "components" in part:
            told["components"] = [filled(one) for one in part["components"]]
        return told

    return {"custom_id": form["custom_id"], "components": [filled(part) for part in form["components"]]}


def _named(known: Sequence[Payload], name: str) -> Payload:
    for one in known:
        if one["name"] == name:
            return one
    raise LookupError(f"{name} is not among {', '.join(one['name'] for one in known) or 'nothing'}")


def _shown(components: list[Payload], custom_id: str) -> Payload:
    shown = {part["custom_id"]: part for part in walk(components) if "custom_id" in part}
    if custom_id not in shown:
        raise LookupError(f"{custom_id} is not among {', '.join(shown) or 'nothing'}")
    if shown[custom_id].get("disabled"):
        raise LookupError(f"{custom_id} is disabled")
    return shown[custom_id]


def _resolve(world: World, resolved: Payload, ids: Sequence[int]) -> None:
    for one in ids:
        if one in world.people:
            resolved.setdefault("users", {})[str(one)] = world.people[one].payload()
        else:
            shown = world.channel_payload(world.channels[one]) | {"permissions": MEMBER}
            resolved.setdefault("channels", {})[str(one)] = shown
