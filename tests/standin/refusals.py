"""What Discord answers when it refuses: a status, and a body with a code of its own."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

WORDS = {
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    40003: (403, "You are opening direct messages too fast"),
    40060: (400, "Interaction has already been acknowledged."),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50027: (401, "Invalid Webhook Token"),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
}


class Refused(Exception):  # noqa: N818 - what happened, not a fault of ours
    """Discord refuses, with one of its codes."""

    def __init__(self, code: int) -> None:
        super().__init__(WORDS[code][1])
        self.code = code

    def response(self) -> web.Response:
        status, message = WORDS[self.code]
        return plain({"message": message, "code": self.code}, status)


def plain(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """Return JSON of exactly the type that clients look for, without a charset."""
    told = {"Content-Type": "application/json"} | (headers or {})
    return web.Response(body=json.dumps(body).encode(), status=status, headers=told)
