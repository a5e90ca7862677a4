"""Answer /healthz, /readyz and /metrics over HTTP, on this machine unless told otherwise."""

from __future__ import annotations

import errno
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import prometheus_client
from aiohttp import web

from bot.settings import SettingsError
from bot.telemetry.health import live_faults, ready_faults
from bot.telemetry.metrics import Metrics
from bot.telemetry.pulse import Pulse

FAULTY = 503


@asynccontextmanager
async def serving(host: str, port: int, pulse: Pulse, metrics: Metrics) -> AsyncGenerator[None]:
    """Answer at *host* and *port* until the end of the block, nothing if *port* is 0; raise SettingsError if it is taken."""
    if port == 0:
        yield
        return
    runner = web.AppRunner(_application(pulse, metrics), access_log=None, handle_signals=False)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise SettingsError((_unbound(error, host, port),)) from error
        yield
    finally:
        await runner.cleanup()


def _unbound(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"HEALTH_PORT: {port} is taken on {host}, maybe by a second Charley; choose another, or 0 for no health page"
    if error.errno == errno.EACCES:
        return f"HEALTH_PORT: {port} may not be opened by this user; choose one from 1024 on"
    return f"HEALTH_HOST: {host} is no address of this machine"


def _application(pulse: Pulse, metrics: Metrics) -> web.Application:
    async def healthz(_: web.Request) -> web.Response:
        return _told("live", live_faults(pulse.snapshot()))

    async def readyz(_: web.Request) -> web.Response:
        return _told("ready", ready_faults(pulse.snapshot()))

    async def tell_metrics(_: web.Request) -> web.Response:
        pulse.measure()
        return web.Response(body=metrics.text(), headers={"Content-Type": prometheus_client.CONTENT_TYPE_LATEST})

    application = web.Application()
    application.add_routes(
        [
            web.get("/healthz", healthz, allow_head=False),
            web.get("/readyz", readyz, allow_head=False),
            web.get("/metrics", tell_metrics, allow_head=False),
        ]
    )
    application.on_response_prepare.append(_prepared)
    return application


def _told(what: str, faults: dict[str, str]) -> web.Response:
    text = json.dumps({what: not faults, "reasons": list(faults.values())})
    return web.Response(text=f"{text}\n", status=FAULTY if faults else 200, content_type="application/json")


async def _prepared(_: web.Request, response: web.StreamResponse) -> None:
    """Forbid that an answer is kept: what was true a moment ago helps nobody. What answers is nobody's business."""
    response.headers.update({"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Server": "charley"})
