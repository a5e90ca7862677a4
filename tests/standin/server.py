"""The stand-in: everything put together, what tests may do to it, and what its people do.

A request passes the door (faults, token, limits, ledger) to rest or answers, which change the world; the gateway tells
the bot what happened. Gateway and REST behave as Discord documents them, or as bots see them where it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Self, TypeVar

from aiohttp import web

from tests.standin import control, interactions
from tests.standin.answers import Answers
from tests.standin.clock import Clock
from tests.standin.door import BASE, CONTROL, GATEWAY, Door
from tests.standin.faults import EVERYTHING, Fault, Faults
from tests.standin.gateway import GUILDS, Gateway
from tests.standin.interactions import Interaction
from tests.standin.ledger import Ledger
from tests.standin.limits import Limits
from tests.standin.rest import Rest
from tests.standin.world import TOKEN, Channel, Message, Person, Server, World

T = TypeVar("T")


class StandIn:
    """A Discord of its own on 127.0.0.1: `async with StandIn() as discord`, and the bot is pointed at `discord.url`.

    People, servers, channels and messages are named by their ids. `heartbeat` is in seconds, *seed* is of the faults.
    """

    token = TOKEN

    def __init__(self, *, seed: int = 0, heartbeat: float = 41.25, shards: int = 1, port: int = 0) -> None:
        self.clock = Clock()
        self.world = World(self.clock)
        self.ledger = Ledger(self.world)
        self.limits = Limits()
        self.faults = Faults(seed)
        self.gateway = Gateway(self.world, self.ledger, self.clock, heartbeat, shards)
        self.rest = Rest(self.world, self.clock, self.limits, self.gateway)
        self.answers = Answers(self.world, self.clock, self.rest)
        self.door = Door(self.ledger, self.faults, self.limits, self.clock)
        self.url = ""
        self._port = port

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=[self.door.middleware])
        app.add_routes([*self.rest.routes(BASE), *self.answers.routes(BASE), web.get(GATEWAY, self.gateway.serve)])
        app.add_routes(control.routes(self, CONTROL))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        host, port = self._runner.addresses[0][:2]
        self.url, self.gateway.url = f"http://{host}:{port}{BASE}", f"ws://{host}:{port}{GATEWAY}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.door.closing.set()
        self.gateway.drop()
        await self._runner.cleanup()
        if self.door.broken:
            raise ExceptionGroup("the stand-in met what it does not know", self.door.broken)

    # --- what exists

    def person(self, name: str, *, dms: str = "open", locale: str = "en-US") -> int:
        made = Person(self.world.new_id(), name, dms, locale)
        self.world.people[made.id] = made
        return made.id

    def server(self, name: str, *, managers: Sequence[int] = ()) -> int:
        """Make a server that the bot was added to, with one channel."""
        made = Server(self.world.new_id(), name, set(managers))
        self.world.servers[made.id] = made
        self.channel(made.id, "general")
        self.gateway.send("GUILD_CREATE", self.world.server_payload(made), guild=made.id, needs=GUILDS)
        return made.id

    def channel(self, server: int, name: str) -> int:
        made = Channel(self.world.new_id(), guild=server, name=name)
        self.world.channels[made.id] = made
        if len(self.channels(server)) > 1:
            self.gateway.send("CHANNEL_CREATE", self.world.channel_payload(made), guild=server, needs=GUILDS)
        return made.id

    def channels(self, server: int) -> list[int]:
        return [one.id for one in self.world.channels.values() if one.guild == server]

    def direct(self, person: int) -> int:
        """Return the id of the direct messages with *person*."""
        return self.world.direct(person).id

    # --- what goes wrong

    def fault(self, kind: str, **more: Any) -> Fault:
        """Put a fault in force; see `Fault`."""
        made = Fault(kind, **more)
        self.faults.active.append(made)
        return made

    def outage(self) -> None:
        """Cut every connection, and reset every new one until `heal()`."""
        self.fault("reset", only=EVERYTHING)
        self.gateway.drop()

    def heal(self) -> None:
        """End every fault."""
        self.faults.active.clear()

    def set_dms(self, person: int, dms: str) -> None:
        self.world.people[person].dms = dms

    def refuse(self, channel: int, code: int | None) -> None:
        """Answer everything about *channel* with this error, such as 50001, 50013 or 50083; None ends it."""
        self.world.channels[channel].refuses = code

    def delete_channel(self, channel: int) -> None:
        gone = self.world.channels.pop(channel)
        self.gateway.send("CHANNEL_DELETE", self.world.channel_payload(gone), guild=gone.guild, needs=GUILDS)

    def remove_bot(self, server: int) -> None:
        self.world.servers[server].there = False
        self.gateway.send("GUILD_DELETE", {"id": str(server)}, guild=server, needs=GUILDS)

    def set_up(self, server: int, *, up: bool) -> None:
        """Begin or end an outage of one server, which is no removal."""
        self.world.servers[server].up = up
        whole = self.world.server_payload(self.world.servers[server]) | {"unavailable": False}
        name, told = ("GUILD_CREATE", whole) if up else ("GUILD_DELETE", {"id": str(server), "unavailable": True})
        self.gateway.send(name, told, guild=server, needs=GUILDS)

    def advance(self, seconds: float) -> None:
        """Push the stand-in's clock; a negative number sets it back."""
        self.clock.advance(seconds)

    # --- what people do

    def say(self, user: int, channel: int, text: str) -> int:
        """Write *text* as *user*; return the message's id."""
        return self.rest.new_message(channel, user, {"content": text}).id

    def delete_message(self, message: int) -> None:
        gone = self.world.messages[message]
        self.rest.remove(gone, self.world.channels[gone.channel])

    async def command(
        self, user: int, guild: int | None, name: str, options: dict[str, Any] | None = None, channel: int | None = None
    ) -> Interaction:
        """Use the command *name* in *channel* (the first of *guild*, or direct messages) and return it answered."""
        await self.connected()
        data = interactions.command_data(self.world, name, options or {}, None)
        return await self._interact(interactions.COMMAND, user, channel or self._place(user, guild), data)

    async def type(self, user: int, guild: int | None, name: str, option: str, text: str) -> list[dict[str, Any]]:
        """Type *text* into an option of a command and return the choices offered."""
        await self.connected()
        data = interactions.command_data(self.world, name, {option: text}, option)
        asked = await self._interact(interactions.AUTOCOMPLETE, user, self._place(user, guild), data)
        assert asked.answer is not None
        return asked.answer["data"]["choices"]

    async def menu(self, user: int, message: int, name: str) -> Interaction:
        """Use the command *name* of the context menu of a message."""
        await self.connected()
        picked = self.world.messages[message]
        data = interactions.menu_data(self.world, name, picked)
        return await self._interact(interactions.COMMAND, user, picked.channel, data)

    async def press(self, user: int, message: int, custom_id: str) -> Interaction:
        """Press a button and return the answered interaction; LookupError if the message shows no such button."""
        return await self._click(user, self.world.messages[message], custom_id, None)

    async def select(self, user: int, message: int, custom_id: str, values: Sequence[str]) -> Interaction:
        """Choose *values* (ids, where people or channels are chosen) in a menu of a message."""
        return await self._click(user, self.world.messages[message], custom_id, values)

    async def submit(self, user: int, asked: int, fields: dict[str, Any]) -> Interaction:
        """Fill in the form with which the interaction *asked* was answered: texts, or lists of values."""
        before = self.answers.interactions[asked]
        assert before.answer is not None
        data = interactions.form_data(before.answer["data"], fields)
        clicked = before.payload.get("message")
        message = self.world.messages[int(clicked["id"])] if clicked else None
        return await self._interact(interactions.FORM, user, int(before.payload["channel_id"]), data, message)

    async def connected(self) -> None:
        """Wait until every shard of the bot has a session."""
        await self.until(lambda: self.gateway.is_whole)

    async def until(self, check: Callable[[], T], within: float = 20.0) -> T:
        """Return what *check* gives as soon as it is true; raise TimeoutError after *within* seconds."""
        return await self.ledger.until(check, within)

    async def _click(self, user: int, message: Message, custom_id: str, values: Sequence[str] | None) -> Interaction:
        await self.connected()
        data = interactions.component_data(self.world, message, custom_id, values)
        return await self._interact(interactions.COMPONENT, user, message.channel, data, message)

    async def _interact(
        self, kind: int, user: int, channel: int, data: dict[str, Any], message: Message | None = None
    ) -> Interaction:
        asked = self.ask(kind, user, channel, data, message)
        await self.until(asked.is_told)
        return asked

    def ask(
        self, kind: int, user: int, channel: int, data: dict[str, Any], message: Message | None = None
    ) -> Interaction:
        """Tell the gateway of an interaction, whether or not anybody listens, and return it, not answered yet."""
        asked = interactions.payload(self.world, kind, user, channel, data, message)
        self.answers.interactions[asked.id] = asked
        self.gateway.send("INTERACTION_CREATE", asked.payload, guild=self.world.channels[channel].guild)
        return asked

    def _place(self, user: int, guild: int | None) -> int:
        return self.direct(user) if guild is None else self.channels(guild)[0]
