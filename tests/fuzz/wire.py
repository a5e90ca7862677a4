"""The far end of the wire: what Charley sends to Discord is written down here, as the bytes that would leave the machine.

It takes the place of aiohttp's session, so all of discord.py runs above it: bodies are serialised, answers are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

import aiohttp

from tests.standin.refusals import WORDS, Refused
from tests.standin.rest import check_body
from tests.standin.world import APPLICATION, EPHEMERAL, LOADING, Message, Payload, World

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9

_CALLBACK = re.compile(r"/interactions/(\d+)/([^/]+)/callback")
_HOOK = re.compile(r"/webhooks/(\d+)/([^/]+)(?:/messages/([^/]+))?")
_CHANNEL = re.compile(r"/channels/(\d+)/messages")


@dataclass(frozen=True, slots=True)
class Sent:
    """One request: what was asked for, and the status it was answered with."""

    method: str
    path: str
    body: Any
    status: int


@dataclass(slots=True)
class Asked:
    """One interaction and what came of it; `answer` is the body that was accepted as its first answer."""

    payload: Payload
    answer: Payload | None = None
    message: Message | None = None
    done: int = 0
    """How often the promise of a deferred answer was kept, or more was said."""


@dataclass
class Wire:
    """Answer as Discord does, and keep what was sent since `begin`."""

    world: World
    sent: list[Sent] = field(default_factory=list)
    asked: dict[str, Asked] = field(default_factory=dict)
    shown: list[Message] = field(default_factory=list)
    """Messages that were written or changed since `begin`."""
    commands: list[Payload] = field(default_factory=list)

    def begin(self) -> None:
        """Forget the interactions before; their messages stay in the world as long as somebody looks at them."""
        self.sent.clear()
        self.asked.clear()
        self.shown.clear()

    def request(self, method: str, url: Any, *, data: Any = None, **_: Any) -> _Exchange:
        """Take a request as aiohttp's session would."""
        path = urlsplit(str(url)).path.removeprefix("/api/v10")
        body = _body(data)
        try:
            status, told = 200, self._answer(method, path, body)
        except Refused as refused:
            status, words = WORDS[refused.code]
            told = {"code": refused.code, "message": words}
        if told is None:
            status = 204
        self.sent.append(Sent(method, path, body, status))
        return _Exchange(status, told)

    async def close(self) -> None:
        """Do nothing: there is no connection."""

    @property
    def closed(self) -> bool:
        return False

    def _answer(self, method: str, path: str, body: Any) -> Any:
        if found := _CALLBACK.fullmatch(path):
            return self._callback(found[2], body)
        if found := _HOOK.fullmatch(path):
            return self._hook(method, found[2], found[3], body)
        if path == "/users/@me/channels":
            person = int(body["recipient_id"])
            if person not in self.world.people:
                raise Refused(10013)
            return self.world.channel_payload(self.world.direct(person))
        if (found := _CHANNEL.fullmatch(path)) and method == "POST":
            return self._send(int(found[1]), body)
        if path.endswith("/commands") and method in {"GET", "PUT"}:
            if method == "PUT":
                self.commands = [one | {"id": str(500 + place)} for place, one in enumerate(body)]
            return self.commands
        raise LookupError(f"Charley asked for {method} {path}")

    def _callback(self, token: str, body: Payload) -> Any:
        asked = self.asked.get(token)
        if asked is None:
            raise Refused(10062)
        if asked.answer is not None:
            raise Refused(40060)
        said = body.get("data") or {}
        if body["type"] == MESSAGE:
            check_body(said)
        shown = asked.payload.get("message")
        clicked = str(shown.get("id")) if isinstance(shown, dict) else ""
        if body["type"] in {MESSAGE, DEFERRED}:
            waits = LOADING if body["type"] == DEFERRED else 0
            asked.message = self._new(asked, said | {"flags": (said.get("flags") or 0) | waits})
        elif body["type"] in {UPDATE, DEFERRED_UPDATE}:
            asked.message = self.world.messages.get(int(clicked)) if clicked.isdecimal() else None
            if asked.message is not None and body["type"] == UPDATE:
                self._write(asked.message, said)
        asked.answer = body
        told = {"id": asked.payload["id"], "type": asked.payload["type"]}
        resource: Payload = {"type": body["type"]}
        if asked.message is not None:
            resource["message"] = self.world.message_payload(asked.message)
        return {"interaction": told, "resource": resource}

    def _hook(self, method: str, token: str, message: str | None, body: Any) -> Any:
        asked = self.asked.get(token)
        if asked is None or asked.answer is None:
            raise Refused(10015)
        if method == "POST":
            asked.done += 1
            if asked.message is not None and asked.message.flags & LOADING:
                return self._written(asked.message, body)
            check_body(body)
            return self.world.message_payload(self._new(asked, body))
        if asked.message is None or message != "@original":
            raise Refused(10008)
        if method == "PATCH":
            asked.done += 1
            return self._written(asked.message, body)
        return self.world.message_payload(asked.message)

    def _written(self, message: Message, body: Payload) -> Payload:
        kept = message.flags & EPHEMERAL
        self._write(message, body)
        message.flags = (message.flags & ~LOADING) | kept
        message.edits += 1
        return self.world.message_payload(message)

    def _send(self, channel: int, body: Payload) -> Any:
        place = self.world.channels.get(channel)
        if place is None:
            raise Refused(10003)
        if place.refuses is not None:
            raise Refused(place.refuses)
        if place.person is not None:
            refused = {"closed": 50007, "strangers": 50278}.get(self.world.people[place.person].dms)
            if refused is not None:
                raise Refused(refused)
        check_body(body)
        return self.world.message_payload(self._make(channel, body, None))

    def _new(self, asked: Asked, said: Payload) -> Message:
        channel = str(asked.payload.get("channel_id"))
        return self._make(int(channel) if channel.isdecimal() else 1, said, int(asked.payload["id"]))

    def _make(self, channel: int, said: Payload, interaction: int | None) -> Message:
        at = self.world.clock.now()
        message = Message(self.world.new_id(), channel, APPLICATION, at, at, interaction=interaction)
        self.world.messages[message.id] = message
        self._write(message, said)
        return message

    def _write(self, message: Message, said: Payload) -> None:
        message.write(
            json.loads(json.dumps(said).replace('"attachment://', '"https://cdn.discordapp.com/attachments/1/2/'))
        )
        self.shown.append(message)


class _Exchange:
    """One request under way, as `async with session.request(...)` sees it."""

    def __init__(self, status: int, told: Any) -> None:
        self.status = status
        self.reason = "told"
        self.headers: Mapping[str, str] = {"content-type": "application/json"}
        self._text = "" if told is None else json.dumps(told)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def text(self, encoding: str = "utf-8") -> str:  # noqa: ARG002 - what aiohttp's takes
        return self._text


def _body(data: Any) -> Any:
    """Return the JSON of a request, also of one that brings files."""
    if isinstance(data, aiohttp.FormData):
        parts = {options["name"]: value for options, _, value in data._fields}
        data = parts["payload_json"]
    return None if data is None else json.loads(data)
