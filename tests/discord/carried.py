"""Every button, menu and form that Charley has shown somebody: found by pressing all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.discord_app import presses
from tests.discord import neighbours, raw, trespasses
from tests.discord.neighbours import Neighbours
from tests.discord.watching import Stand, Watch

PRESSABLE = {2, 3, 8}
STORED = ("c1:r", "c1:v", "c1:privacy")
OF_A_KIND = 3
"""How many of one kind are pressed; of those that name a reminder, there is one for each."""


async def shown(near: Neighbours, who: int, stand: Stand) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return all parts of messages and all forms that somebody is shown, by their custom_ids."""
    watch, names = Watch(near), near.names()
    parts: dict[str, Any] = {}
    forms: dict[str, Any] = {}
    waiting: list[tuple[int, dict[str, Any], dict[str, Any] | None]] = [
        (raw.COMMAND, trespasses.asked(near, name, row, trespasses.blanks(names, near.world.channel.id)), None)
        for name, rows in trespasses.COMMANDS.items()
        for row in rows
    ]
    pressed: dict[str, int] = {}
    while waiting:
        kind, data, part = waiting.pop()
        seen = await watch.act(who, stand, kind, data, part)
        for one in seen.requests:
            for found in filter(_is_stored, _parts(one.json)):
                new = found["custom_id"] not in parts
                parts[found["custom_id"]] = found
                reader = _reader(found["custom_id"])
                if new and pressed.get(reader, 0) < OF_A_KIND:
                    pressed[reader] = pressed.get(reader, 0) + 1
                    waiting += [(raw.COMPONENT, data, found) for data in press(found)]
        if seen.modal:
            forms[seen.modal] = fill(seen.result.modal)
        if seen.rows != near.begun:
            neighbours.restore(near.world, near.begun)
    return parts, forms


def press(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the data of pressing a part: of a menu, of choosing its first and its last option."""
    data = raw.click(part["custom_id"]) | {"component_type": part["type"], "id": part.get("id", 9)}
    if part["type"] == 2:
        yield data
    elif part["type"] == 3:
        for option in {part["options"][0]["value"], part["options"][-1]["value"]}:
            yield data | {"values": [option]}
    else:
        chosen = [one["id"] for one in part.get("default_values", ())]
        found = {one: {"id": one, "name": "general", "type": 0, "permissions": "0"} for one in chosen}
        yield data | {"values": chosen, "resolved": {"channels": found}}


def fill(modal: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a form that was filled in with what fits most fields."""
    fields = [label["component"] for label in modal["components"]]
    typed = {one["custom_id"]: "9" for one in fields if one["type"] == 4}
    return raw.form(modal["custom_id"], **(typed or {"group0": []}))


def _parts(body: Any) -> Iterator[dict[str, Any]]:
    if isinstance(body, dict):
        if body.get("type") in PRESSABLE and "custom_id" in body:
            yield body
        for value in body.values():
            yield from _parts(value)
    elif isinstance(body, list):
        for one in body:
            yield from _parts(one)


def _is_stored(part: dict[str, Any]) -> bool:
    """Say whether a part is about what is stored; the library is the same for all."""
    return part["custom_id"].startswith(STORED)


def _reader(name: str) -> str:
    (kind,) = (one.__name__ for one in presses.ALL if one.__discord_ui_compiled_template__.fullmatch(name))
    return kind
