"""What exists in this Discord: people, servers, channels and messages, and the payload Discord sends of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.standin.clock import Clock

TOKEN = "stand-in.token"
APPLICATION = 1_000
"""The id of the bot and of its application."""

TEXT, DIRECT = 0, 1
"""Types of channel."""
EPHEMERAL, LOADING = 1 << 6, 1 << 7
"""Flags of a message."""
MANAGER = str(1 << 5 | 1 << 10 | 1 << 11 | 1 << 16)
MEMBER = str(1 << 10 | 1 << 11 | 1 << 16)
"""Permissions: view channel, send messages and read history; a manager may also manage the server."""
_EPOCH = 1_420_070_400_000
"""Milliseconds between 1970 and the first of 2015, from which ids count."""

Payload = dict[str, Any]


@dataclass
class Person:
    """Somebody with an account; `dms` is `open`, `closed` or `strangers` (no server in common with the bot)."""

    id: int
    name: str
    dms: str = "open"
    locale: str = "en-US"

    def payload(self) -> Payload:
        bot = {"bot": True} if self.id == APPLICATION else {}
        return {"id": str(self.id), "username": self.name, "discriminator": "0000", "avatar": None} | bot


@dataclass
class Channel:
    """A text channel of a server, or the direct messages with one person; `refuses` is the error of every call."""

    id: int
    guild: int | None = None
    person: int | None = None
    name: str = ""
    refuses: int | None = None
    messages: list[Message] = field(default_factory=list)


@dataclass
class Server:
    """A server; only `managers` may manage it. `there` is false once the bot is removed, `up` in an outage.

    `more` stands in what is told of it besides: channels, roles and whatever else a big one has.
    """

    id: int
    name: str
    managers: set[int] = field(default_factory=set)
    there: bool = True
    up: bool = True
    more: Payload = field(default_factory=dict[str, Any])


@dataclass
class Message:
    """One message, also after it was deleted. `made` is by the stand-in's clock, `at` by the real one."""

    id: int
    channel: int
    author: int
    made: float
    at: float
    nonce: str | None = None
    content: str = ""
    components: list[Payload] = field(default_factory=list)
    embeds: list[Payload] = field(default_factory=list)
    allowed_mentions: Payload | None = None
    flags: int = 0
    interaction: int | None = None
    edits: int = 0
    deleted: bool = False

    def write(self, body: Payload) -> None:
        """Take over the parts that *body* gives; an edit leaves the others as they are."""
        self.content = body.get("content", self.content) or ""
        self.components = body.get("components", self.components) or []
        self.embeds = body.get("embeds", self.embeds) or []
        self.flags = body.get("flags", self.flags) or 0
        self.allowed_mentions = body.get("allowed_mentions", self.allowed_mentions)
        for number, part in enumerate(walk(self.components), start=1):
            part.setdefault("id", number)


def walk(parts: list[Payload]) -> Iterator[Payload]:
    """Yield every component, those inside others included."""
    for part in parts:
        yield part
        inner = [*part.get("components", ()), *(part[name] for name in ("component", "accessory") if name in part)]
        yield from walk(inner)


class World:
    """All that exists. Everything is named by its id, as in Discord's API."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.people = {APPLICATION: Person(APPLICATION, "charley")}
        self.servers: dict[int, Server] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self.commands: list[Payload] = []
        self._direct: dict[int, Channel] = {}
        self._last = 0

    def new_id(self) -> int:
        """Return an id of now, above all others, even if the clock was set back."""
        self._last = max(self._last + 1, (int(self.clock.now() * 1000) - _EPOCH) << 22)
        return self._last

    def direct(self, person: int) -> Channel:
        """Return the direct messages with *person*: always the same channel."""
        if person not in self._direct:
            made = self._direct[person] = Channel(self.new_id(), person=person)
            self.channels[made.id] = made
        return self._direct[person]

    def history(self, channel: int) -> list[Message]:
        """Return what stands in a channel for all to see, oldest first."""
        return [one for one in self.channels[channel].messages if not (one.deleted or one.flags & EPHEMERAL)]

    def channel_payload(self, channel: Channel) -> Payload:
        if channel.person is not None:
            recipient = self.people[channel.person].payload()
            return {"id": str(channel.id), "type": DIRECT, "last_message_id": None, "recipients": [recipient]}
        place = {"guild_id": str(channel.guild), "name": channel.name, "position": 0, "permission_overwrites": []}
        return {"id": str(channel.id), "type": TEXT} | place

    def server_payload(self, server: Server) -> Payload:
        role = {"id": str(server.id), "name": "@everyone", "permissions": MEMBER, "position": 0, "color": 0}
        role |= {"colors": {"primary_color": 0}, "hoist": False, "managed": False, "mentionable": False, "flags": 0}
        inside = [self.channel_payload(one) for one in self.channels.values() if one.guild == server.id]
        plain = {"id": str(server.id), "name": server.name, "owner_id": "1", "roles": [role], "features": []}
        empty = {key: [] for key in ("emojis", "stickers", "threads", "voice_states", "presences", "stage_instances")}
        members = [self.member_payload(APPLICATION, server)]
        whole = {"channels": inside, "members": members, "member_count": 2, "preferred_locale": "en-US"}
        return plain | empty | whole | server.more

    def member_payload(self, person: int, server: Server) -> Payload:
        plain = {"roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0}
        rights = MANAGER if person in server.managers else MEMBER
        return plain | {"user": self.people[person].payload(), "permissions": rights}

    def message_payload(self, message: Message) -> Payload:
        edited = _stamp(self.clock.now()) if message.edits else None
        empty = {key: [] for key in ("mentions", "mention_roles", "attachments")}
        said = {"content": message.content, "components": message.components, "embeds": message.embeds}
        place: Payload = {"id": str(message.id), "channel_id": str(message.channel), "flags": message.flags}
        if message.nonce is not None:
            place["nonce"] = message.nonce
        when = {"timestamp": _stamp(message.made), "edited_timestamp": edited}
        plain = {"type": 0 if message.interaction is None else 20, "tts": False, "pinned": False}
        author = self.people[message.author].payload()
        return place | said | when | plain | empty | {"author": author, "mention_everyone": False}


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
