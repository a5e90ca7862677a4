"""The gateway: sessions that outlive their connections, and everything it may do to a client."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import time
import zlib
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.standin.clock import Clock
from tests.standin.ledger import Ledger
from tests.standin.world import APPLICATION, TOKEN, Payload, World

DISPATCH, RECONNECT, INVALID, HELLO, ACK = 0, 7, 9, 10, 11
"""What the gateway says; what a client says stands in `_take`."""
UNKNOWN_OPCODE, NOT_AUTHENTICATED, WRONG_TOKEN, DISALLOWED_INTENTS = 4001, 4003, 4004, 4014
INVALID_SHARD, SHARDING_REQUIRED, INVALID_VERSION = 4010, 4011, 4012
VERSION = "10"
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12
MESSAGE_CONTENT = 1 << 15
PRIVILEGED = 1 << 1 | 1 << 8 | MESSAGE_CONTENT
RESUMABLE = 180.0
"""Seconds for which a session without a connection is kept."""


class Line:
    """One connection; frames go out in order, compressed if the client asked for it."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self.transport = request.transport
        self.version = request.query.get("v", VERSION)
        self.is_shut = False
        """Whether it is the gateway that closed it."""
        self.is_dead = False
        """Whether nothing is sent on it any more, though it stands: a zombie."""
        self._frames: asyncio.Queue[Payload | list[Any] | int] = asyncio.Queue()
        # One stream over the whole connection: a frame can be read only after all those before it.
        self._deflate = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None

    def put(self, op: int, data: Any = None, **more: Any) -> None:
        self._frames.put_nowait({"op": op, "d": data} | more)

    def close(self, code: int) -> None:
        self.is_shut = True
        self._frames.put_nowait(code)

    def babble(self) -> None:
        """Say what is no frame of a gateway."""
        self._frames.put_nowait([])

    def drop(self) -> None:
        """Cut the connection without a word."""
        if self.transport is not None:
            self.transport.abort()

    async def write(self) -> None:
        """Send what is put, until the connection ends."""
        with contextlib.suppress(ConnectionError):
            while not isinstance(frame := await self._frames.get(), int):
                if self.is_dead:
                    continue
                text = json.dumps(frame)
                if self._deflate is None:
                    await self.socket.send_str(text)
                else:
                    data = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
                    await self.socket.send_bytes(data)
            await self.socket.close(code=frame)


@dataclass
class Session:
    """One shard's session: its events are numbered and kept, so that a new connection can catch up."""

    id: str
    shard: int
    shards: int
    intents: int
    line: Line | None
    left: float = 0.0
    events: list[Payload] = field(default_factory=list)

    def send(self, name: str, data: Payload) -> None:
        event = {"t": name, "s": len(self.events) + 1, "d": data}
        self.events.append(event)
        if self.line is not None:
            self.line.put(DISPATCH, data=data, t=name, s=event["s"])


class Gateway:
    """All sessions of the bot. `silent` stops the answers to heartbeats: a zombie; `is_mute` greets nobody."""

    def __init__(self, world: World, ledger: Ledger, clock: Clock, heartbeat: float, shards: int) -> None:
        self.world, self.ledger, self.clock = world, ledger, clock
        self.heartbeat, self.shards = heartbeat, shards
        self.url = ""
        self.identifies_left = 1000
        """What remains of the day's budget; a bot that spends it loses its token."""
        self.resets_after = 86_400.0
        """Seconds until that budget is whole again, as it is told."""
        self.at_a_time, self.apart = 1, 0.0
        """Sessions that may begin at a time, and seconds between those of one bucket: Discord wants 1 and 5.0 of most bots.

        0.0 unless a test sets it, as tests start a bot again sooner than people do.
        """
        self.least_shards = 1
        """With fewer, a bot of so many servers is sent away."""
        self.refuses: int | None = None
        """A close code for everyone who identifies."""
        self.absent: set[int] = set()
        """Shards that get no session."""
        self.silent = self.is_mute = False
        self.sessions: dict[str, Session] = {}
        self._began: dict[int, float] = {}

    @property
    def live(self) -> list[Session]:
        """Return the sessions that have a connection."""
        return [one for one in self.sessions.values() if one.line is not None and not one.line.is_dead]

    @property
    def is_whole(self) -> bool:
        """Say whether every shard of the bot has a connection."""
        return bool(self.live) and len({one.shard for one in self.live}) == self.live[0].shards

    def bot(self) -> Payload:
        """Return what GET /gateway/bot tells."""
        limit = {"total": 1000, "remaining": self.identifies_left, "max_concurrency": self.at_a_time}
        limit["reset_after"] = int(self.resets_after * 1000)
        return {"url": self.url, "shards": self.shards, "session_start_limit": limit}

    def send(self, name: str, data: Payload, *, guild: int | None, needs: int = 0) -> None:
        """Send an event to the sessions whose shard it concerns and that have the intent it *needs*."""
        for session in self.sessions.values():
            if session.shard == ((guild or 0) >> 22) % session.shards and session.intents & needs == needs:
                session.send(name, _without_words(name, data, session))

    def drop(self) -> None:
        """Cut every connection without a word."""
        for line in self._lines():
            line.drop()

    def deaden(self) -> None:
        """Say nothing more on any connection there is, heartbeats included; new ones are as ever."""
        for line in self._lines():
            line.is_dead = True

    def forget(self) -> None:
        """Cut every connection and forget its session: whoever resumes is refused."""
        lines = self._lines()
        self.sessions.clear()
        for line in lines:
            line.drop()

    def close(self, code: int) -> None:
        for line in self._lines():
            line.close(code)

    def reconnect(self) -> None:
        """Ask every client to connect again and to resume."""
        for line in self._lines():
            line.put(RECONNECT)

    def invalidate(self, *, resumable: bool) -> None:
        """Tell every client that its session is invalid, and forget it unless it is *resumable*."""
        for line in self._lines():
            line.put(INVALID, resumable)
        if not resumable:
            self.sessions.clear()

    def _lines(self) -> list[Line]:
        return [one.line for one in self.sessions.values() if one.line is not None]

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection from HELLO to its end."""
        socket = web.WebSocketResponse()
        socket.headers["Date"] = self.clock.date()
        await socket.prepare(request)
        line = Line(socket, request)
        if not self.is_mute:
            line.put(HELLO, {"heartbeat_interval": int(self.heartbeat * 1000)})
        writing = asyncio.create_task(line.write())
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                self._take(line, json.loads(frame.data))
                self.ledger.changed()
        writing.cancel()
        self._leave(line, socket.close_code)
        return socket

    def _take(self, line: Line, frame: Payload) -> None:
        match frame:
            case {"op": 1}:  # heartbeat
                if not self.silent:
                    line.put(ACK)
            case {"op": 2, "d": told}:  # identify
                self._identify(line, told)
            case {"op": 6, "d": told}:  # resume
                self._resume(line, told)
            case {"op": 3 | 4 | 8}:  # presence, voice, members: nothing comes of them here
                if line not in self._lines():
                    line.close(NOT_AUTHENTICATED)
            case _:
                line.close(UNKNOWN_OPCODE)

    def _identify(self, line: Line, told: Payload) -> None:
        if told["token"] != TOKEN or self.identifies_left == 0:
            self._refuse(line, WRONG_TOKEN)
            return
        shard, shards = told.get("shard", (0, 1))
        if code := self._fault_of(line, told["intents"], shard, shards):
            self._refuse(line, code)
            return
        bucket, now = shard % self.at_a_time, time.monotonic()
        if now - self._began.get(bucket, float("-inf")) < self.apart:
            self.ledger.gateway.append("IDENTIFY too soon")
            line.put(INVALID, data=False)
            return
        if shard in self.absent:
            self.ledger.gateway.append("IDENTIFY in vain")
            line.put(INVALID, data=False)
            return
        self._began[bucket] = now
        self.ledger.gateway.append("IDENTIFY")
        self.identifies_left -= 1
        # Who identifies anew does not come back to an older session.
        self.sessions = {key: one for key, one in self.sessions.items() if one.line or one.shard != shard}
        session = Session(secrets.token_hex(16), shard, shards, told["intents"], line)
        self.sessions[session.id] = session
        mine = [one for one in self.world.servers.values() if one.there and (one.id >> 22) % shards == shard]
        session.send("READY", self._ready(session, [{"id": str(one.id), "unavailable": True} for one in mine]))
        for server in mine:
            if server.up and session.intents & GUILDS:
                session.send("GUILD_CREATE", self.world.server_payload(server) | {"unavailable": False})

    def _fault_of(self, line: Line, intents: int, shard: int, shards: int) -> int | None:
        """Return the close code for who may not identify like this."""
        if self.refuses is not None:
            return self.refuses
        if line.version != VERSION:
            return INVALID_VERSION
        if not 0 <= shard < shards:
            return INVALID_SHARD
        if shards < self.least_shards:
            return SHARDING_REQUIRED
        return DISALLOWED_INTENTS if intents & PRIVILEGED else None

    def _ready(self, session: Session, guilds: list[Payload]) -> Payload:
        application = {"id": str(APPLICATION), "flags": 0}
        plain = {"v": 10, "user": self.world.people[APPLICATION].payload(), "guilds": guilds, "private_channels": []}
        place = {"session_id": session.id, "resume_gateway_url": self.url, "shard": [session.shard, session.shards]}
        return plain | place | {"application": application}

    def _resume(self, line: Line, told: Payload) -> None:
        session = self.sessions.get(told["session_id"])
        if told["token"] != TOKEN:
            self._refuse(line, WRONG_TOKEN)
        elif session is None or (session.line is None and self.clock.now() - session.left > RESUMABLE):
            self.ledger.gateway.append("RESUME refused")
            line.put(INVALID, data=False)
        else:
            self.ledger.gateway.append("RESUME")
            session.line = line
            for event in session.events[told["seq"] or 0 :]:
                line.put(DISPATCH, data=event["d"], t=event["t"], s=event["s"])
            session.send("RESUMED", {})

    def _refuse(self, line: Line, code: int) -> None:
        self.ledger.gateway.append(f"refused with {code}")
        line.close(code)

    def _leave(self, line: Line, code: int | None) -> None:
        for session in [one for one in self.sessions.values() if one.line is line]:
            session.line, session.left = None, self.clock.now()
            # A client that closes properly is done; one that was cut off or sent away may come back.
            if code in {1000, 1001} and not line.is_shut:
                del self.sessions[session.id]
        self.ledger.gateway.append("gone")
        self.ledger.changed()


def _without_words(name: str, data: Payload, session: Session) -> Payload:
    """Return a server's message without its content, unless the bot wrote it, is mentioned or may read all."""
    if name != "MESSAGE_CREATE" or "guild_id" not in data or session.intents & MESSAGE_CONTENT:
        return data
    if data["author"]["id"] == str(APPLICATION) or f"<@{APPLICATION}>" in data["content"]:
        return data
    return data | {"content": "", "components": [], "embeds": []}
