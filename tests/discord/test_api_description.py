"""Every request body that the tests of this folder produce is checked against Discord's own API description.

The check itself runs at the end of each test, in the fixture `world`; it needs the description, which lies beside the
repository where it is developed and is skipped elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

DESCRIPTION = Path(__file__).parents[2] / "../shared/discord-openapi.json"

here = pytest.mark.skipif(
    not DESCRIPTION.exists(), reason="Discord's API description is not on this machine: request bodies go unchecked"
)

NUMBERS = frozenset({"recipient_id", "attachments", "users", "default_values"})
"""Where discord.py sends an id as a number and the description wants text; Discord takes both."""


@cache
def _description() -> Any:
    return json.loads(DESCRIPTION.read_text(encoding="utf-8"))


@cache
def _template(method: str, path: str) -> str | None:
    """Return the described path that *path* is one of; the one with the fewest blanks, if there are several."""
    fitting = [
        template
        for template, operations in _description()["paths"].items()
        if method.lower() in operations and re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path)
    ]
    return min(fitting, key=lambda template: template.count("{"), default=None)


@cache
def _validator(method: str, template: str) -> Any:
    operation = _description()["paths"][template][method.lower()]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    return jsonschema.Draft202012Validator({**schema, "components": _description()["components"]})


def _as_described(part: Any, *, numbers: bool = False) -> Any:
    """Return *part* without the false alarms."""
    if isinstance(part, Mapping):
        return {
            key: _as_described(value, numbers=key in NUMBERS or (numbers and key == "id"))
            for key, value in part.items()
        }
    if isinstance(part, list):
        return [_as_described(one, numbers=numbers) for one in part]
    return str(part) if numbers and isinstance(part, int) else part


_valid: set[tuple[str, str]] = set()


def faults(method: str, path: str, body: Any) -> list[str]:
    """Return what Discord's description says against a body; nothing where the description is missing."""
    if body is None or not DESCRIPTION.exists():
        return []
    template = _template(method, path)
    if template is None:
        return [f"{method} {path} is not described"]
    body = _as_described(body)
    known = (template, json.dumps(body, sort_keys=True))
    if known in _valid:
        return []
    found = [
        f"{template} {error.json_path}: {error.message[:300]}"
        for error in _validator(method, template).iter_errors(body)
    ]
    if not found:
        _valid.add(known)
    return found


CALLBACK = "/interactions/1/token/callback"
SAID = {"type": 4, "data": {"content": "hello", "flags": 64}}


@here
def test_the_description_knows_the_requests_that_charley_makes() -> None:
    assert faults("POST", CALLBACK, SAID) == []
    assert faults("POST", "/channels/1/messages", {"content": "hello", "nonce": "1"}) == []
    assert faults("POST", "/webhooks/1/token", {"content": "hello"}) == []
    assert faults("POST", "/users/@me/channels", {"recipient_id": 1}) == []


@here
@pytest.mark.parametrize(
    ("method", "path", "body"),
    (
        ("POST", CALLBACK, {"type": 4, "data": {"content": 5}}),
        ("POST", CALLBACK, {"type": 9, "data": {"title": "x" * 46, "custom_id": "x", "components": []}}),
        ("POST", "/channels/1/messages", {"components": [{"type": 99}]}),
        ("POST", "/channels/1/messages", {"content": "x" * 4_001}),
        ("PUT", "/applications/1/commands", [{"name": "x" * 33}]),
        ("POST", "/nowhere", {}),
    ),
)
def test_a_wrong_body_is_found(method: str, path: str, body: Any) -> None:
    assert faults(method, path, body)
