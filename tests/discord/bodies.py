"""Rules for what Charley sends, written from Discord's documents and not from Charley's own code.

Discord's API description does not hold them: it allows an empty message, a button without custom_id, 2,001 characters,
a layout together with content, and any key it does not know.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from simcord.components import walk_components

Body = Mapping[str, Any]

LAYOUT = 1 << 15
"""The flag of a message made of components."""

ROW, BUTTON, SELECT, TEXT, GALLERY, CONTAINER, LABEL, CHECKBOXES = 1, 2, 3, 10, 12, 17, 18, 22
CHANNELS = 8
LINK, PREMIUM = 5, 6
MESSAGE, UPDATE, CHOICES, MODAL = 4, 7, 8, 9

IN_SERVERS = {"server"}
"""Commands that are of use in a server alone; all others work everywhere."""


def faults(method: str, path: str, body: Any) -> list[str]:
    """Return one line for everything that Discord would refuse, or that Charley must never send."""
    if path.endswith("/callback"):
        return list(_callback(body))
    if (
        method == "POST" and re.fullmatch(r"/(channels/\d+/messages|webhooks/\d+/[^/]+)", path)
    ) or "/@original" in path:
        return list(_message(body))
    if method == "PUT" and path.endswith("/commands"):
        return [fault for command in body for fault in _command(command)]
    return []


def _callback(body: Body) -> Iterator[str]:
    data = body.get("data") or {}
    if body["type"] in {MESSAGE, UPDATE}:
        yield from _message(data)
    elif body["type"] == CHOICES:
        if len(data["choices"]) > 25:
            yield "more than 25 choices"
        yield from (
            f"a choice of {len(choice['name'])} characters"
            for choice in data["choices"]
            if not 1 <= len(choice["name"]) <= 100
        )
    elif body["type"] == MODAL:
        yield from _modal(data)


def _message(data: Body) -> Iterator[str]:
    parts = list(walk_components(data.get("components") or []))
    content = data.get("content") or ""
    if any(part["type"] in {TEXT, CONTAINER} for part in parts):
        yield from _layout(data, parts)
    elif not content.strip():
        yield "an empty message"
    if len(content) > 2_000:
        yield "more than 2,000 characters of content"
    if data.get("allowed_mentions", {}).get("parse") != []:
        yield "mentions are not switched off"
    if len(str(data.get("nonce", ""))) > 25:
        yield "a nonce of more than 25 characters"
    sent = {file["filename"] for file in data.get("attachments") or ()}
    for address in _addresses(parts):
        if address.startswith("attachment://") and address.removeprefix("attachment://") not in sent:
            yield f"{address} is not sent along"
    yield from _components(parts)


def _layout(data: Body, parts: list[Any]) -> Iterator[str]:
    if data.get("content") or data.get("embeds"):
        yield "a layout together with content"
    if data.get("flags") is not None and not data["flags"] & LAYOUT:
        yield "a layout without its flag"
    said = [part["content"] for part in parts if part["type"] == TEXT]
    if not all(text.strip() for text in said):
        yield "an empty text"
    if sum(map(len, said)) > 4_000:
        yield "more than 4,000 characters of text"


def _addresses(parts: list[Any]) -> Iterator[str]:
    yield from (one["media"]["url"] for part in parts if part["type"] == GALLERY for one in part["items"])


def _components(parts: list[Any]) -> Iterator[str]:
    if len(parts) > 40:
        yield f"{len(parts)} components"
    names = [part.get("custom_id") for part in parts if part["type"] in {BUTTON, SELECT, CHANNELS}]
    if len(set(names)) != len(names):
        yield "a custom_id stands twice"
    for part in parts:
        inside = part.get("components", ())
        if part["type"] == ROW and not (
            1 <= len(inside) <= 5 and (len(inside) == 1 or all(one["type"] == BUTTON for one in inside))
        ):
            yield f"a row of {[one['type'] for one in inside]}"
        if part["type"] == BUTTON and part["style"] not in {LINK, PREMIUM}:
            yield from _button(part)
        if part["type"] == SELECT:
            yield from _select(part)
        if part["type"] == CHANNELS and len(part.get("default_values") or ()) > part.get("max_values", 1):
            yield "a menu of channels with more of them chosen than can be"
        if part["type"] == GALLERY:
            yield from (f"a picture without words: {one}" for one in part["items"] if not one.get("description"))


def _button(part: Body) -> Iterator[str]:
    if not 1 <= len(part.get("custom_id") or "") <= 100:
        yield f"a button with the custom_id {part.get('custom_id')!r}"
    if not 1 <= len((part.get("label") or "").strip()) <= 80:
        yield f"a button with the label {part.get('label')!r}"


def _select(part: Body) -> Iterator[str]:
    values = [option["value"] for option in part["options"]]
    if not 1 <= len(values) <= 25 or len(set(values)) != len(values):
        yield f"a menu with the values {values}"
    if not all(1 <= len(option["label"]) <= 100 for option in part["options"]):
        yield "a menu with an entry that is empty or too long"
    if len(part.get("placeholder") or "") > 150:
        yield "a menu with a placeholder of more than 150 characters"


def _modal(data: Body) -> Iterator[str]:
    fields = data["components"]
    if not 1 <= len(data["title"]) <= 45 or not 1 <= len(data["custom_id"]) <= 100:
        yield "a form's title or custom_id"
    if not 1 <= len(fields) <= 5:
        yield f"a form of {len(fields)} fields"
    for field in fields:
        inner = field.get("component") or {}
        if field["type"] != LABEL or not 1 <= len(field["label"]) <= 45 or len(field.get("description") or "") > 100:
            yield f"a field {field.get('label')!r}"
        if inner.get("type") == CHECKBOXES:
            texts = [option[key] for option in inner["options"] for key in ("label", "value")]
            if not 1 <= len(inner["options"]) <= 10 or not all(1 <= len(text) <= 100 for text in texts):
                yield f"the checkboxes of {field['label']!r}"


def _command(command: Body) -> Iterator[str]:
    if command.get("type", 1) == 1:
        yield from _option(command)
    else:
        names = (command["name"], *(command.get("name_localizations") or {}).values())
        yield from (f"a menu named {name!r}" for name in names if not 1 <= len(name) <= 32)
    where = (sorted(command.get("contexts") or ()), sorted(command.get("integration_types") or ()))
    if where != (([0], [0]) if command["name"] in IN_SERVERS else ([0, 1, 2], [0, 1])):
        yield f"{command['name']} works in {where}"


def _may_stand_in_a_name(letter: str) -> bool:
    """Say so of letters, figures, a few marks, and all signs of Devanagari and Thai."""
    return letter.isalnum() or letter in "-_'" or unicodedata.name(letter, "").startswith(("DEVANAGARI", "THAI"))


def _option(part: Body) -> Iterator[str]:
    for name in (part["name"], *(part.get("name_localizations") or {}).values()):
        if not 1 <= len(name) <= 32 or name != name.lower() or not all(map(_may_stand_in_a_name, name)):
            yield f"the name {name!r}"
    for text in (part["description"], *(part.get("description_localizations") or {}).values()):
        if not 1 <= len(text) <= 100:
            yield f"the description {text!r}"
    for option in part.get("options", ()):
        yield from _option(option)
