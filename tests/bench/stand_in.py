"""A stand-in for Discord on this machine: as much of its gateway and REST as a bot needs to answer commands."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

TOKEN = "stand-in.token"
APPLICATION, GUILD, CHANNEL, PERSON = 100, 200, 300, 400
ME = {"id": str(APPLICATION), "username": "bot", "discriminator": "0000", "avatar": None, "bot": True}
HEARTBEAT = 41_250
"""Milliseconds between heartbeats; Discord's own figure."""


def _plain(body: Any, status: int = 200) -> web.Response:
    # discord.py reads JSON only where the type is exactly this, without a charset.
    return web.Response(body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json"})


@dataclass
class StandIn:
    """One application's Discord. `address` is what the bot takes for Discord's API."""

    address: str = ""
    gateway: str = ""
    commands: list[dict[str, Any]] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)
    """Method and path of every request, in order."""
    _socket: web.WebSocketResponse | None = None
    _connected: asyncio.Event = field(default_factory=asyncio.Event)
    _gone: asyncio.Event = field(default_factory=asyncio.Event)
    _sequence: int = 0
    _next_id: int = 1_000
    _answers: dict[str, asyncio.Future[tuple[float, dict[str, Any]]]] = field(default_factory=dict)

    @classmethod
    @contextlib.asynccontextmanager
    async def start(cls) -> AsyncIterator[StandIn]:
        here = cls()
        app = web.Application(middlewares=[here._count])
        app.add_routes(
            [
                web.get("/gateway/", here._serve_gateway),
                web.get("/api/gateway", here._tell_gateway),
                web.get("/api/users/@me", here._tell(ME)),
                web.get("/api/oauth2/applications/@me", here._tell({"id": str(APPLICATION), **_APPLICATION})),
                web.get("/api/applications/{id}/commands", here._list_commands),
                web.put("/api/applications/{id}/commands", here._keep_commands),
                web.post("/api/interactions/{id}/{token}/callback", here._answered),
            ]
        )
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        _, port = runner.addresses[0]
        here.address, here.gateway = f"http://127.0.0.1:{port}/api", f"ws://127.0.0.1:{port}/gateway/"
        try:
            yield here
        finally:
            await runner.cleanup()

    async def command(self, name: str, **options: str) -> tuple[float, dict[str, Any]]:
        """Send one slash command as soon as the bot is there; return when its answer came, and the answer."""
        await self._connected.wait()
        self._next_id += 1
        number, token = str(self._next_id), f"token{self._next_id}"
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        chosen = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        known = next((one["id"] for one in self.commands if one["name"] == name), "1")
        await self._send(
            "INTERACTION_CREATE", _interaction(number, token, {"id": known, "name": name, "options": chosen})
        )
        try:
            return await answer
        finally:
            del self._answers[number]

    async def wait_until_gone(self) -> None:
        """Wait until the bot has closed its connection."""
        await self._gone.wait()

    @web.middleware
    async def _count(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.requests.append((request.method, request.path))
        if request.path.startswith("/api/users") and request.headers.get("Authorization") != f"Bot {TOKEN}":
            return _plain({"message": "401: Unauthorized", "code": 0}, status=401)
        return await handler(request)

    @staticmethod
    def _tell(body: Any) -> Any:
        async def tell(_: web.Request) -> web.Response:
            return _plain(body)

        return tell

    async def _tell_gateway(self, _: web.Request) -> web.Response:
        return _plain({"url": self.gateway})

    async def _list_commands(self, _: web.Request) -> web.Response:
        return _plain(self.commands)

    async def _keep_commands(self, request: web.Request) -> web.Response:
        wanted = await request.json()
        self.commands = [
            {**one, "id": str(5_000 + place), "application_id": str(APPLICATION), "version": "1"}
            for place, one in enumerate(wanted)
        ]
        return _plain(self.commands)

    async def _answered(self, request: web.Request) -> web.Response:
        came = time.perf_counter()
        body = await request.json()
        number = request.match_info["id"]
        answer = self._answers.get(number)
        if answer is not None and not answer.done():
            answer.set_result((came, body))
        made = {"id": number, "type": 2, "response_message_id": "900", "response_message_loading": False}
        return _plain({"interaction": made, "resource": {"type": body["type"], "message": _message(body)}})

    async def _serve_gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": HEARTBEAT}})
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            match json.loads(frame.data):
                case {"op": 1}:
                    await socket.send_json({"op": 11})
                case {"op": 2}:
                    self._socket = socket
                    self._gone.clear()
                    await self._send("READY", {**_READY, "resume_gateway_url": self.gateway})
                    self._connected.set()
        self._connected.clear()
        self._gone.set()
        return socket

    async def _send(self, name: str, data: dict[str, Any]) -> None:
        assert self._socket is not None
        self._sequence += 1
        await self._socket.send_json({"op": 0, "t": name, "s": self._sequence, "d": data})


_APPLICATION = {
    "name": "bot",
    "description": "",
    "icon": None,
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "",
    "flags": 0,
    "team": None,
    "owner": {"id": "1", "username": "owner", "discriminator": "0000", "avatar": None},
}
_READY = {
    "v": 10,
    "user": ME,
    "guilds": [],
    "private_channels": [],
    "session_id": "one",
    "application": {"id": str(APPLICATION), "flags": 0},
}


def _interaction(number: str, token: str, data: dict[str, Any]) -> dict[str, Any]:
    person = {"id": str(PERSON), "username": "person", "discriminator": "0000", "avatar": None}
    return {
        "id": number,
        "application_id": str(APPLICATION),
        "type": 2,
        "token": token,
        "version": 1,
        "data": {"type": 1, **data},
        "context": 0,
        "guild_id": str(GUILD),
        "guild": {"id": str(GUILD), "locale": "en-US", "features": []},
        "guild_locale": "en-US",
        "channel_id": str(CHANNEL),
        "channel": {"id": str(CHANNEL), "type": 0, "name": "general", "guild_id": str(GUILD), "position": 0},
        "member": {
            "user": person,
            "roles": [],
            "joined_at": "2026-01-01T00:00:00+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
            "permissions": "0",
        },
        "locale": "en-US",
        "app_permissions": "3072",
        "attachment_size_limit": 10_485_760,
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(GUILD)},
    }


def _message(body: dict[str, Any]) -> dict[str, Any]:
    said = body.get("data") or {}
    return {
        "id": "900",
        "channel_id": str(CHANNEL),
        "author": ME,
        "content": said.get("content", ""),
        "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": said.get("components", []),
        "flags": said.get("flags", 0),
        "pinned": False,
        "type": 20,
    }
