"""The REST routes, but for the answers to interactions: what each does, and what it refuses."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web

from tests.standin.clock import Clock
from tests.standin.gateway import DIRECT_MESSAGES, GUILD_MESSAGES, Gateway
from tests.standin.limits import Limits
from tests.standin.refusals import Refused, plain
from tests.standin.world import APPLICATION, EPHEMERAL, Channel, Message, Payload, World

Handler = Callable[[web.Request], Awaitable[web.Response]]
NONCE_REMEMBERED = 180.0
"""Seconds for which a message's nonce is known; Discord says *the past few minutes*."""
LONGEST_NONCE, LONGEST_CONTENT = 25, 2_000
PAGE, LARGEST_PAGE = 50, 100


class Rest:
    """The handlers. Each reads the request, does one thing to the world and tells it."""

    def __init__(self, world: World, clock: Clock, limits: Limits, gateway: Gateway) -> None:
        self.world, self.clock, self.limits, self.gateway = world, clock, limits, gateway
        self._opened: set[int] = set()

    def routes(self, base: str) -> list[web.RouteDef]:
        channel, messages = "/channels/{channel}", "/channels/{channel}/messages"
        table = {
            "GET /users/@me": self.me,
            "GET /oauth2/applications/@me": self.application,
            "GET /gateway": self.gateway_url,
            "GET /gateway/bot": self.gateway_bot,
            "GET /applications/{application}/commands": self.commands,
            "PUT /applications/{application}/commands": self.replace_commands,
            "GET /guilds/{guild}": self.guild,
            "POST /users/@me/channels": self.open_direct,
            f"GET {channel}": self.channel,
            f"GET {messages}": self.history,
            f"POST {messages}": self.send,
            f"GET {messages}/{{message}}": self.message,
            f"PATCH {messages}/{{message}}": self.edit,
            f"DELETE {messages}/{{message}}": self.delete,
        }
        return as_routes(table, base)

    # --- the bot itself

    async def me(self, _: web.Request) -> web.Response:
        return plain(self.world.people[APPLICATION].payload())

    async def application(self, _: web.Request) -> web.Response:
        owner = {"id": "1", "username": "owner", "discriminator": "0000", "avatar": None}
        told = {
            "id": str(APPLICATION),
            "name": "charley",
            "description": "",
            "icon": None,
            "verify_key": "",
            "flags": 0,
        }
        return plain(told | {"owner": owner, "team": None, "bot_public": True, "bot_require_code_grant": False})

    async def gateway_url(self, _: web.Request) -> web.Response:
        return plain({"url": self.gateway.url})

    async def gateway_bot(self, _: web.Request) -> web.Response:
        return plain(self.gateway.bot())

    async def commands(self, _: web.Request) -> web.Response:
        return plain(self.world.commands)

    async def replace_commands(self, request: web.Request) -> web.Response:
        kept = {(one.get("type", 1), one["name"]): one["id"] for one in self.world.commands}
        wanted = await request.json()
        more = {"application_id": str(APPLICATION), "version": "1"}
        self.world.commands = [
            {"description": ""}
            | one
            | more
            | {"id": kept.get((one.get("type", 1), one["name"]), str(self.world.new_id()))}
            for one in wanted
        ]
        return plain(self.world.commands)

    # --- servers and channels

    async def guild(self, request: web.Request) -> web.Response:
        server = self.world.servers.get(int(request.match_info["guild"]))
        if server is None or not server.there:
            raise Refused(10004)
        return plain(self.world.server_payload(server))

    async def open_direct(self, request: web.Request) -> web.Response:
        person = int((await request.json())["recipient_id"])
        if person not in self.world.people:
            raise Refused(10013)
        # Closed direct messages can be opened all the same: only a message finds out.
        if person not in self._opened and self.limits.openings.take():
            raise Refused(40003)
        self._opened.add(person)
        return plain(self.world.channel_payload(self.world.direct(person)))

    async def channel(self, request: web.Request) -> web.Response:
        return plain(self.world.channel_payload(self._channel(request)))

    # --- messages

    async def history(self, request: web.Request) -> web.Response:
        shown = self.world.history(self._channel(request).id)
        limit = int(request.query.get("limit", PAGE))
        if not 1 <= limit <= LARGEST_PAGE:
            raise Refused(50035)
        if "after" in request.query:
            shown = [one for one in shown if one.id > int(request.query["after"])][:limit]
        elif "around" in request.query:
            middle = int(request.query["around"])
            before = [one for one in shown if one.id < middle][-(limit // 2) :] if limit > 1 else []
            shown = (before + [one for one in shown if one.id >= middle])[:limit]
        else:
            shown = [one for one in shown if one.id < int(request.query.get("before", 1 << 63))][-limit:]
        # Newest first, whichever way was asked.
        return plain([self.told(one) for one in reversed(shown)])

    async def send(self, request: web.Request) -> web.Response:
        channel, body = self._channel(request), await read_body(request)
        self._may_write(channel)
        check_body(body)
        nonce = None if body.get("nonce") is None else str(body["nonce"])
        if body.get("enforce_nonce") and (known := self._remembered(channel, nonce)):
            return plain(self.told(known))
        message = self.new_message(channel.id, APPLICATION, body, nonce=nonce)
        return plain(self.told(message))

    async def message(self, request: web.Request) -> web.Response:
        return plain(self.told(self._message(request)))

    async def edit(self, request: web.Request) -> web.Response:
        message, body = self._message(request), await read_body(request)
        if message.author != APPLICATION:
            raise Refused(50005)
        message.write(body)
        message.edits += 1
        return plain(self.told(message))

    async def delete(self, request: web.Request) -> web.Response:
        message = self._message(request)
        channel = self.world.channels[message.channel]
        if message.author != APPLICATION:
            raise Refused(50013)
        self.remove(message, channel)
        return web.Response(status=204)

    def new_message(self, channel: int, author: int, body: Payload, **more: Any) -> Message:
        """Make a message and tell the gateway, unless only one person sees it."""
        message = Message(self.world.new_id(), channel, author, self.clock.now(), time.time(), **more)
        message.write(body)
        self.world.messages[message.id] = message
        place = self.world.channels[channel]
        place.messages.append(message)
        is_told = place.guild is None or self.world.servers[place.guild].there
        if is_told and not message.flags & EPHEMERAL:
            needs = DIRECT_MESSAGES if place.guild is None else GUILD_MESSAGES
            server = {} if place.guild is None else {"guild_id": str(place.guild)}
            told = self.told(message) | server
            self.gateway.send("MESSAGE_CREATE", told, guild=place.guild, needs=needs)
        return message

    def remove(self, message: Message, channel: Channel) -> None:
        """Delete a message and tell the gateway."""
        message.deleted = True
        told = {"id": str(message.id), "channel_id": str(channel.id)}
        told |= {} if channel.guild is None else {"guild_id": str(channel.guild)}
        needs = DIRECT_MESSAGES if channel.guild is None else GUILD_MESSAGES
        self.gateway.send("MESSAGE_DELETE", told, guild=channel.guild, needs=needs)

    # --- what requests name

    def _channel(self, request: web.Request) -> Channel:
        channel = self.world.channels.get(int(request.match_info["channel"]))
        if channel is None:
            raise Refused(10003)
        if channel.refuses is not None:
            raise Refused(channel.refuses)
        if channel.guild is not None and not self.world.servers[channel.guild].there:
            raise Refused(50001)
        return channel

    def _message(self, request: web.Request) -> Message:
        channel = self._channel(request)
        message = self.world.messages.get(int(request.match_info["message"]))
        if message is None or message.channel != channel.id or message.deleted or message.flags & EPHEMERAL:
            raise Refused(10008)
        return message

    def _may_write(self, channel: Channel) -> None:
        if channel.person is not None:
            refused = {"closed": 50007, "strangers": 50278}.get(self.world.people[channel.person].dms)
            if refused is not None:
                raise Refused(refused)

    def _remembered(self, channel: Channel, nonce: str | None) -> Message | None:
        """Return the message that the bot sent here with this nonce, as long as the nonce is remembered."""
        since = self.clock.now() - NONCE_REMEMBERED
        same = (one for one in reversed(channel.messages) if one.nonce == nonce and one.author == APPLICATION)
        return next((one for one in same if one.made > since), None) if nonce is not None else None

    def told(self, message: Message) -> Payload:
        return self.world.message_payload(message)


def as_routes(table: Mapping[str, Handler], base: str) -> list[web.RouteDef]:
    """Return the routes of a table of "METHOD /path" under *base*."""
    parted = ((*name.split(" "), handler) for name, handler in table.items())
    return [web.route(method, base + path, handler) for method, path, handler in parted]


async def read_body(request: web.Request) -> Payload:
    """Return the JSON of a request, also of one that brings files."""
    if request.content_type.startswith("multipart/"):
        return json.loads(str((await request.post())["payload_json"]))
    return await request.json()


def check_body(body: Payload) -> None:
    """Refuse a message that is empty or too long."""
    if len(body.get("content") or "") > LONGEST_CONTENT or len(str(body.get("nonce") or "")) > LONGEST_NONCE:
        raise Refused(50035)
    if not any(body.get(part) for part in ("content", "components", "embeds", "attachments")):
        raise Refused(50006)
