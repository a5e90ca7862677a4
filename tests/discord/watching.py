"""Let somebody do something anywhere, and look at all that comes of it: what is sent, to whom, and what is stored."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from simcord import InteractionResult

from bot.discord_app.layout import layout
from bot.discord_app.replying import NOBODY
from bot.replies.page import Page, Paragraph
from bot.replies.rule_words import clock, rule_words
from bot.replies.sketch import unpacked
from tests.discord import neighbours, raw
from tests.discord.neighbours import Names, Neighbours, Rows

EPHEMERAL = 64
MESSAGE, LATER, LATER_IN_PLACE, UPDATE, CHOICES, FORM = 4, 5, 6, 7, 8, 9
FOREIGN = 999_999_999_999_999_999
PLAIN = "A message of mine."


@dataclass(frozen=True)
class Stand:
    """Hold where somebody is, and whether the message that they press is theirs alone."""

    name: str
    place: raw.Place
    hidden: bool = True

    @property
    def direct(self) -> bool:
        """Say whether these are the direct messages with Charley, which nobody else reads."""
        return self.place.context == raw.WITH_BOT


def stands(near: Neighbours) -> tuple[Stand, ...]:
    """Return everywhere that somebody can be: the first two are the server where Alice is."""
    shared = raw.Place(raw.SERVER, near.world.guild.id, near.world.channel.id)
    return (
        Stand("shared server", shared),
        Stand("shared server, public message", shared, hidden=False),
        Stand("own server", raw.Place(raw.SERVER, near.bobs.id, near.bobs_channel.id)),
        Stand("direct messages", raw.Place(raw.WITH_BOT), hidden=False),
        Stand("server without Charley", raw.Place(raw.SERVER, FOREIGN)),
        Stand("private channel", raw.Place()),
        Stand("private channel, public message", raw.Place(), hidden=False),
    )


@dataclass
class Seen:
    """Hold what came of one deed."""

    who: int
    stand: Stand
    given: str
    requests: list[Any]
    result: Any
    files: str
    rows: Rows
    modal: str = ""
    name: str = ""

    def said(self) -> str:
        """Return all that was sent, as one text, with what its custom_ids hold in words."""
        return told([one.json for one in self.requests]) + self.files


@dataclass
class Watch:
    """Let people act, and know a message of Charley's at every stand on which a press can be."""

    near: Neighbours
    resting: set[asyncio.Task[Any]] = field(default_factory=asyncio.all_tasks)
    carriers: dict[tuple[int, int], Any] = field(default_factory=dict)

    async def act(
        self, who: int, stand: Stand, kind: int, data: dict[str, Any], part: Mapping[str, Any] | None = None
    ) -> Seen:
        """Let somebody do something; *part* is what they press, on a message that has nothing else."""
        world = self.near.world
        under = {} if part is None else {"components": carried(part), "flags": 1 << 15 | EPHEMERAL * stand.hidden}
        message = None if part is None else await self._carrier(who, stand)
        world.env.http_requests.clear()
        result = await self._done(raw.deliver(world, kind, data, stand.place, message, who, **under))
        requests = list(world.env.http_requests)
        world.env.http_requests.clear()
        files = ""
        if result.response is not None:
            read = [await file.read() for file in result.response.attachments if file.filename.endswith(".json")]
            files = "\n".join(content.decode() for content in read)
        seen = Seen(who, stand, told(data), requests, result, files, neighbours.stored(world))
        seen.modal = (result.modal or {}).get("custom_id", "")
        return seen

    async def _done(self, record: Any) -> Any:
        """Wait until nothing is under way any more; the simulator's own waiting takes ten times as long."""
        here = asyncio.current_task()
        while begun := asyncio.all_tasks() - self.resting - {here}:
            await asyncio.wait(begun, timeout=10)
        return InteractionResult(self.near.world.env, record)

    async def _carrier(self, who: int, stand: Stand) -> Any:
        world = self.near.world
        place = stand.place.channel or world.env.backend.get_dm_channel(who).id
        if (who, place) not in self.carriers:
            view = layout(Page((Paragraph(PLAIN),)), {})
            sent = await world.bot.get_partial_messageable(place).send(view=view, allowed_mentions=NOBODY)
            await world.env.settle()
            self.carriers[who, place] = sent
        return self.carriers[who, place]


def carried(part: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the components of a message with one thing to press."""
    row = {"type": 1, "id": 3, "components": [part]}
    return [{"type": 17, "id": 1, "components": [{"type": 10, "id": 2, "content": PLAIN}, row]}]


# --- what a text tells


def told(body: Any) -> str:
    """Return a body as text, followed by what the sketches in its custom_ids hold in words."""
    return "\n".join((json.dumps(body, ensure_ascii=False), *_sketches(body)))


def _sketches(body: Any) -> Iterator[str]:
    if isinstance(body, dict):
        for key, value in body.items():
            yield from _unpacked(value) if key == "custom_id" else _sketches(value)
    elif isinstance(body, list):
        for one in body:
            yield from _sketches(one)


def _unpacked(name: str) -> Iterator[str]:
    for text in name.split(":")[2:]:
        try:
            sketch = unpacked(text)
        except ValueError:
            continue
        said = (
            rule_words(sketch.rule(sketch.zone or "UTC")) if sketch.times or sketch.hours[0] != sketch.hours[1] else ""
        )
        yield f"{said} {' '.join(map(clock, sketch.hours))} {sketch.channel} {sketch.reminder} {sketch.zone}"


def leaked(seen: Seen, secrets: set[str]) -> list[str]:
    """Return which secrets stand in an answer, but for those that the one who asked has said."""
    found = re.compile(rf"(?<!\d)(?:{'|'.join(sorted(map(re.escape, secrets), key=len, reverse=True))})(?!\d)")
    return sorted(set(found.findall(seen.said())) - set(found.findall(seen.given)))


def outline(seen: Seen, names: Names, given: Collection[str]) -> list[str]:
    """Return what was sent without the ids that were *given*: what remains is the same for ids that never were."""
    known = {str(getattr(names, name)): name for name in given}
    ids = re.compile(rf"(?<!\d)(?:{'|'.join(known)})(?!\d)")
    lines = [f"{one.method} {one.path} {told(_opened(one.json))}" for one in seen.requests]
    return [_ANY_ID.sub("#", ids.sub(lambda found: known[found[0]], line)) for line in (*lines, seen.files)]


_ANY_ID = re.compile(r"simcord_interaction_\d+|\d{17,}")


def _opened(body: Any) -> Any:
    """Return a body whose custom_ids hold sketches in words."""
    if isinstance(body, dict):
        return {
            key: " ".join((*value.split(":")[:2], *(_opened_part(one) for one in value.split(":")[2:])))
            if key == "custom_id"
            else _opened(value)
            for key, value in body.items()
        }
    return [_opened(one) for one in body] if isinstance(body, list) else body


def _opened_part(text: str) -> str:
    try:
        return str(unpacked(text))
    except ValueError:
        return text


# --- to whom it goes


def astray(near: Neighbours, seen: Seen, *, shares: bool, posts: frozenset[int], own: bool) -> Iterator[str]:
    """Yield every request that others than the one who acted would see.

    Whoever *shares* wants it seen; *posts* are the channels where an admin may have Charley post; a message that is
    their *own* may change where all see it.
    """
    places = {near.world.env.backend.get_dm_channel(seen.who).id, *posts}
    for one in seen.requests:
        if one.path.endswith("/callback") or one.path.startswith("/webhooks/"):
            if not (seen.stand.direct or shares):
                yield from _public(seen, one, own=own)
        elif one.path == "/users/@me/channels":
            if int(one.json["recipient_id"]) != seen.who:
                yield f"direct messages are opened with {one.json['recipient_id']}"
        elif one.method != "POST" or one.path not in {f"/channels/{place}/messages" for place in places}:
            yield f"{one.method} {one.path}"


def _public(seen: Seen, one: Any, *, own: bool) -> Iterator[str]:
    """Yield whether an answer is seen by all who are there."""
    body = one.json or {}
    hidden = bool(((body.get("data") or body).get("flags") or 0) & EPHEMERAL)
    if one.path.endswith("/callback"):
        if body["type"] in {MESSAGE, LATER} and not hidden:
            yield f"a public answer of type {body['type']}"
        if body["type"] == UPDATE and not seen.stand.hidden:
            yield "a public message is changed"
    elif one.method == "PATCH" and one.path.endswith("/messages/@original"):
        in_place = any((earlier.json or {}).get("type") == LATER_IN_PLACE for earlier in seen.requests)
        if in_place and not (seen.stand.hidden or own):
            yield "a public message is changed later"
    elif one.method != "POST" or not hidden:
        yield f"a public follow-up: {one.method} {one.path}"
