"""The door: every request passes it, is written down, and may meet a fault, a wrong token or a rate limit."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import time
from collections.abc import Awaitable, Callable

from aiohttp import web

from tests.standin.clock import Clock
from tests.standin.faults import Fault, Faults
from tests.standin.ledger import Ledger, Request
from tests.standin.limits import Limits, TooMany
from tests.standin.refusals import Refused, plain
from tests.standin.world import TOKEN

BASE = "/api/v10"
GATEWAY, CONTROL = "/gateway-socket", "/control"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_INVALID = (401, 403, 429)
_AFTERWARDS = ("lost", "hang")
_FREE = ("GET /gateway", "POST /interactions/{interaction}/{token}/callback")
"""What needs no token in its headers, as have the routes of webhooks."""


class Door:
    """Lets requests through to their handlers, or not."""

    def __init__(self, ledger: Ledger, faults: Faults, limits: Limits, clock: Clock) -> None:
        self.ledger, self.faults, self.limits, self.clock = ledger, faults, limits, clock
        self.closing = asyncio.Event()
        """Set at the end, so that connections held open are let go."""
        self.broken: list[Exception] = []
        """Errors of our own handlers: they must not be taken for Discord's."""
        self.watch: Callable[[Request], None] = nothing
        """Called when a request came, and again when it was carried out, before its answer is sent."""

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith(CONTROL):
            return await handler(request)
        resource = request.match_info.route.resource
        route = resource.canonical.removeprefix(BASE) if resource else request.path
        entry = Request(request.method, request.path.removeprefix(BASE), route)
        self.ledger.requests.append(entry)
        self.ledger.changed()
        self.watch(entry)
        fault = self.faults.pick(f"{request.method} {route}")
        entry.fault = fault.kind if fault else None
        response = await self._pass(request, handler, entry, fault)
        entry.status = response.status if response else 0
        entry.seconds = time.time() - entry.at
        shared = response is not None and response.headers.get("X-RateLimit-Scope") == "shared"
        entry.invalid = entry.status in _INVALID and not shared
        if entry.invalid:
            self.limits.invalid.times.append(time.monotonic())
        self.ledger.changed()
        self.watch(entry)
        # Without a response the connection is gone, and nobody reads this one.
        return response or web.Response()

    async def _pass(
        self, request: web.Request, handler: Handler, entry: Request, fault: Fault | None
    ) -> web.StreamResponse | None:
        counts, kind = self.faults.counts, fault.kind if fault else ""
        if fault is None or kind in _AFTERWARDS:
            response = await self._answer(request, handler, entry)
            # An answer that was refused is told: only what was accepted can be lost.
            if fault is None or response.status >= 300:
                entry.fault = None
                return response
            counts[kind] += 1
            self.ledger.changed()
            if kind == "hang":
                await self._wait(fault.seconds)
            return _reset(request)
        counts[kind] += 1
        self.ledger.changed()
        if kind == "slow":
            await self._wait(fault.seconds)
            return await self._answer(request, handler, entry)
        return self._instead(request, fault)

    def _instead(self, request: web.Request, fault: Fault) -> web.StreamResponse | None:
        """Answer without doing anything."""
        if fault.kind == "error":
            return _error(fault.status or self.faults.dice.choice((500, 502, 503)))
        if fault.kind == "page":
            return web.Response(text="<title>Please log in</title>", content_type="text/html")
        if fault.kind == "limit":
            return _too_many(TooMany(fault.seconds, everywhere=fault.everywhere), {})
        return _reset(request)

    async def _answer(self, request: web.Request, handler: Handler, entry: Request) -> web.StreamResponse:
        name = f"{entry.method} {entry.route}"
        if entry.route == GATEWAY:
            try:
                return await handler(request)
            except ConnectionError:
                # Killed before it was connected.
                return web.Response(status=499)
        if self.limits.is_shut_out():
            # The firewall's answer: no JSON, no Via, and no telling when it ends.
            return web.Response(status=429, text="error code: 1015", headers={"Retry-After": "3600"})
        needs_token = name not in _FREE and not entry.route.startswith("/webhooks/")
        if needs_token and request.headers.get("Authorization") != f"Bot {TOKEN}":
            return plain({"message": "401: Unauthorized", "code": 0}, 401)
        too_many, headers = self.limits.take(
            name, request.match_info.get("channel", request.match_info.get("token", ""))
        )
        if too_many is not None:
            return _too_many(too_many, headers)
        try:
            response = await handler(request)
        except Refused as refused:
            response = refused.response()
        except web.HTTPException as error:
            response = plain({"message": f"{error.status}: {error.reason}", "code": 0}, error.status)
        except (ConnectionError, web.RequestPayloadError):
            # The client went away, or was killed, while it wrote: nobody reads this.
            response = web.Response(status=499)
        except Exception as error:
            self.broken.append(error)
            raise
        response.headers.update(headers)
        response.headers["Date"] = self.clock.date()
        return response

    async def _wait(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.closing.wait(), seconds)


def nothing(_: Request) -> None:
    """Watch nothing."""


def _reset(request: web.Request) -> None:
    """Reset the connection: the client sees *connection reset by peer*, not an end."""
    if request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()


def _too_many(why: TooMany, headers: dict[str, str]) -> web.Response:
    return plain(why.body(), 429, headers | why.headers())


def _error(status: int) -> web.Response:
    if status == 500:
        return plain({"message": "500: Internal Server Error", "code": 0}, status)
    # These come from in front of Discord, as a page.
    return web.Response(status=status, text=f"<html><title>{status}</title></html>", content_type="text/html")
