"""Control over HTTP, for a test that runs the stand-in as a process.

`POST /control/NAME` with a JSON object calls the method NAME of the stand-in with these arguments. `GET /control/ledger`
tells all that came; `GET /control/wait?messages=3&requests=9&sessions=1&within=20` answers when there is as much.
"""

from __future__ import annotations

import inspect
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.standin.interactions import Interaction

if TYPE_CHECKING:
    from tests.standin.server import StandIn

ACTIONS = (
    *(
        "person",
        "server",
        "channel",
        "channels",
        "direct",
        "set_dms",
        "refuse",
        "delete_channel",
        "remove_bot",
        "set_up",
    ),
    *("fault", "outage", "heal", "advance", "say", "delete_message", "command", "type", "press", "select", "submit"),
)
GATEWAY_ACTIONS = ("drop", "close", "reconnect", "invalidate")
"""These are the gateway's own: `POST /control/gateway/NAME`."""


def routes(discord: StandIn, base: str) -> list[web.RouteDef]:
    """Return the routes under *base* that control *discord*."""

    async def act(request: web.Request) -> web.Response:
        return await _call(discord, ACTIONS, request)

    async def act_gateway(request: web.Request) -> web.Response:
        return await _call(discord.gateway, GATEWAY_ACTIONS, request)

    async def ledger(_: web.Request) -> web.Response:
        answered = [one.as_json() for one in discord.answers.interactions.values()]
        told = {"interactions": answered, "faults": dict(discord.faults.counts), "offset": discord.clock.offset}
        return web.json_response(discord.ledger.as_json() | told)

    async def wait(request: web.Request) -> web.Response:
        wanted = {name: float(value) for name, value in request.query.items()}
        within = wanted.pop("within", 20.0)
        had = {
            "messages": lambda: len(discord.ledger.messages),
            "requests": lambda: len(discord.ledger.requests),
            "sessions": lambda: len(discord.gateway.live),
        }
        try:
            await discord.until(lambda: all(had[name]() >= value for name, value in wanted.items()), within)
        except TimeoutError:
            return web.json_response({name: had[name]() for name in wanted}, status=408)
        return web.json_response({})

    return [
        web.get(f"{base}/ledger", ledger),
        web.get(f"{base}/wait", wait),
        web.post(f"{base}/gateway/{{action}}", act_gateway),
        web.post(f"{base}/{{action}}", act),
    ]


async def _call(whose: object, actions: tuple[str, ...], request: web.Request) -> web.Response:
    action = request.match_info["action"]
    if action not in actions:
        return web.json_response({"error": f"no such action; there are {', '.join(actions)}"}, status=404)
    arguments: dict[str, Any] = await request.json() if request.can_read_body else {}
    try:
        done = getattr(whose, action)(**arguments)
        done = await done if inspect.isawaitable(done) else done
    except (AssertionError, LookupError, TypeError, ValueError, TimeoutError) as error:
        return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)
    if isinstance(done, Interaction):
        done = done.as_json()
    return web.json_response(asdict(done) if is_dataclass(done) and not isinstance(done, type) else done)
