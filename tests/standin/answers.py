"""Answers to interactions: the first, within three seconds, and those that may follow for a quarter of an hour."""

from __future__ import annotations

import time

from aiohttp import web

from tests.standin import interactions
from tests.standin.clock import Clock
from tests.standin.interactions import Interaction
from tests.standin.refusals import Refused, plain
from tests.standin.rest import Rest, as_routes, check_body, read_body
from tests.standin.world import APPLICATION, EPHEMERAL, LOADING, Message, Payload, World

ORIGINAL = "@original"
"""The name of the first answer's message, or of the message that was clicked on if the answer updates that."""


class Answers:
    """The handlers, and every interaction there was."""

    def __init__(self, world: World, clock: Clock, rest: Rest) -> None:
        self.world, self.clock, self.rest = world, clock, rest
        self.interactions: dict[int, Interaction] = {}

    def routes(self, base: str) -> list[web.RouteDef]:
        hook = "/webhooks/{application}/{token}"
        table = {
            "POST /interactions/{interaction}/{token}/callback": self.callback,
            f"POST {hook}": self.follow_up,
            f"GET {hook}/messages/{{message}}": self.read,
            f"PATCH {hook}/messages/{{message}}": self.edit,
            f"DELETE {hook}/messages/{{message}}": self.delete,
        }
        return as_routes(table, base)

    async def callback(self, request: web.Request) -> web.Response:
        asked = self.interactions.get(int(request.match_info["interaction"]))
        if asked is None or asked.token != request.match_info["token"]:
            raise Refused(10062)
        if asked.answer is not None:
            raise Refused(40060)
        if self.clock.now() - asked.made > interactions.FIRST_ANSWER:
            raise Refused(10062)
        body = await read_body(request)
        said: Payload = body.get("data") or {}
        if body["type"] == interactions.MESSAGE:
            check_body(said)
        asked.answer, asked.seconds = body, time.monotonic() - asked.began
        clicked = asked.payload.get("message")
        if body["type"] in {interactions.MESSAGE, interactions.DEFERRED}:
            waits = LOADING if body["type"] == interactions.DEFERRED else 0
            asked.message = self._answer(asked, said | {"flags": (said.get("flags") or 0) | waits})
        elif clicked is not None:
            asked.message = self.world.messages[int(clicked["id"])]
            if body["type"] == interactions.UPDATE:
                asked.message.write(said)
                asked.message.edits += 1
        if request.query.get("with_response") not in {"1", "true"}:
            return web.Response(status=204)
        shown = asked.message and self.rest.told(asked.message)
        told = {"id": str(asked.id), "type": asked.payload["type"], "response_message_loading": not asked.is_told()}
        told |= {"response_message_id": shown["id"]} if shown else {}
        return plain({"interaction": told, "resource": {"type": body["type"]} | ({"message": shown} if shown else {})})

    async def follow_up(self, request: web.Request) -> web.Response:
        asked, body = self._asked(request), await read_body(request)
        if asked.message is not None and asked.message.flags & LOADING:
            return plain(self.rest.told(self._rewrite(asked.message, body)))
        check_body(body)
        asked.followups.append(self._answer(asked, body))
        return plain(self.rest.told(asked.followups[-1]))

    async def read(self, request: web.Request) -> web.Response:
        return plain(self.rest.told(self._answer_message(request)))

    async def edit(self, request: web.Request) -> web.Response:
        message, body = self._answer_message(request), await read_body(request)
        return plain(self.rest.told(self._rewrite(message, body)))

    async def delete(self, request: web.Request) -> web.Response:
        message = self._answer_message(request)
        self.rest.remove(message, self.world.channels[message.channel])
        return web.Response(status=204)

    def _answer(self, asked: Interaction, said: Payload) -> Message:
        return self.rest.new_message(int(asked.payload["channel_id"]), APPLICATION, said, interaction=asked.id)

    @staticmethod
    def _rewrite(message: Message, body: Payload) -> Message:
        kept = message.flags & EPHEMERAL
        message.write(body)
        message.flags = (message.flags & ~LOADING) | kept
        message.edits += 1
        return message

    def _asked(self, request: web.Request) -> Interaction:
        token = request.match_info["token"]
        asked = next((one for one in self.interactions.values() if one.token == token), None)
        if asked is None or asked.answer is None:
            raise Refused(10015)
        if self.clock.now() - asked.made > interactions.TOKEN_LIFE:
            raise Refused(50027)
        return asked

    def _answer_message(self, request: web.Request) -> Message:
        asked, wanted = self._asked(request), request.match_info["message"]
        for message in filter(None, (asked.message, *asked.followups)):
            is_wanted = message is asked.message if wanted == ORIGINAL else str(message.id) == wanted
            if is_wanted and not message.deleted:
                return message
        raise Refused(10008)
