"""The composition root: build everything, run it, close it in order."""

from __future__ import annotations

import asyncio
import gc
import os
import random
import signal
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot import __version__
from bot.discord_app import gateway
from bot.discord_app.client import Charley, Services
from bot.discord_app.connection import stay_connected
from bot.discord_app.messenger import DiscordMessenger
from bot.discord_app.names import Names
from bot.exit_codes import ExitCode
from bot.knowledge.library import Library
from bot.knowledge.loader import Content, ContentError, Fault, load_content, load_net
from bot.knowledge.models import Sign
from bot.knowledge.place import content_place
from bot.knowledge.zone_tables import load_zone_tables
from bot.reminders.clock import WallClock
from bot.reminders.drafts import Limits
from bot.reminders.engine import Engine
from bot.reminders.pace import RATE, Budget, Pace
from bot.reminders.ports import Clock, Reading, Store, StoreError, Writing
from bot.reminders.schedules import ScheduleService
from bot.reminders.service import ReminderService
from bot.reminders.zones import Zones
from bot.replies.desk import Desk
from bot.replies.reminding import delivery_page
from bot.settings import Settings
from bot.store.store import open_store
from bot.telemetry.deliveries import DeliveryCount, DeliveryLog, Watchers
from bot.telemetry.endpoint import serving
from bot.telemetry.metrics import Metrics
from bot.telemetry.pulse import Body, Pulse
from bot.telemetry.store import CountedStore
from bot.triage.assess import Triage
from bot.triage.models import Level, SignRule
from bot.triage.net import Net, NetError, net_of
from bot.triage.patterns import PatternError


@dataclass(frozen=True, slots=True)
class Parts:
    """Hold what every way into Charley needs."""

    content: Content
    library: Library
    triage: Triage
    desk: Desk


def build(place: Path | None = None) -> Parts:
    """Return the parts made from the content at *place* (the shipped content if None).

    Raises ContentError with every fault of the content or the net's weights, PatternError with every bad pattern of a sign.
    """
    # What is built here stays until the end: looking it through for garbage would only cost time, now and later.
    gc.disable()
    try:
        return _built(place or content_place())
    finally:
        gc.freeze()
        gc.enable()


def _built(place: Path) -> Parts:
    content = load_content(place)
    library = Library(content)
    try:
        triage = triage_of(content, net_of(load_net(place)))
    except PatternError as error:
        raise PatternError(tuple(_placed(fault, content.places) for fault in error.faults)) from None
    except NetError as error:
        raise ContentError([Fault("net.json", 1, 1, str(error))]) from error
    return Parts(content, library, triage, Desk(content, library, triage, __version__))


def _placed(fault: str, places: Mapping[str, str]) -> str:
    """Return *fault*, which begins with what it is about, behind the file and line of that."""
    place = next((place for what, place in places.items() if fault.startswith((f"{what}:", f"{what},"))), None)
    return f"{place}: {fault}" if place else fault


def triage_of(content: Content, net: Net | None) -> Triage:
    """Return the triage of the signs of some content, or raise PatternError with every bad pattern."""
    classes = {**content.classes, **content.lexicon["common"]}
    rules = [rule_of(sign) for sign in content.signs]
    return Triage(rules, classes, content.cues, content.words, net, usual=content.usual)


def rule_of(sign: Sign) -> SignRule:
    """Return what triage needs of a sign."""
    return SignRule(sign.id, Level[sign.level.name], sign.any, sign.unless, sign.frame, sign.maybe)


class NoStore:
    """Stand where no database is open: whoever asks it for anything is told so."""

    def reading(self) -> AbstractAsyncContextManager[Reading]:
        """Raise StoreError."""
        raise StoreError("No database is open.")

    def writing(self) -> AbstractAsyncContextManager[Writing]:
        """Raise StoreError."""
        raise StoreError("No database is open.")


def client(
    parts: Parts,
    store: Store | None = None,
    clock: Clock | None = None,
    limits: Limits | None = None,
    sends_a_second: float = RATE,
    metrics: Metrics | None = None,
) -> Charley:
    """Return a client that is not connected yet; without a store it can say its commands, and answer questions."""
    store, clock, changed = store or NoStore(), clock or WallClock(), asyncio.Event()
    services = Services(
        ReminderService(store, clock, changed, limits),
        ScheduleService(store, clock, changed, limits),
        Zones(*load_zone_tables(), clock.now()),
        clock,
        Budget(clock),
        Pace(clock, sends_a_second),
        metrics or Metrics(),
    )
    return Charley(parts.desk, Names(parts.content.locales), services)


def engine(charley: Charley, store: Store) -> Engine:
    """Return the engine that delivers through a client what its services have stored."""
    services = charley.services
    return Engine(
        store,
        DiscordMessenger(charley, partial(delivery_page, charley.desk.content), services.pace),
        clock=services.clock,
        pace=services.pace,
        budget=services.budget,
        watcher=Watchers(DeliveryLog(), DeliveryCount(services.metrics)),
        changed=services.reminders.changed,
        chance=random.random,
        hydrate_a_day=services.reminders.limits.hydrate_a_day,
    )


def stop_on_signals() -> asyncio.Event:
    """Return what is set at the first SIGINT or SIGTERM; a second one ends the program at once.

    What is under way then is left to the next start, as after a crash.
    """
    stop = asyncio.Event()

    def asked(number: signal.Signals) -> None:
        if stop.is_set():
            os._exit(128 + number)
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, asked, number)
    return stop


async def run(settings: Settings, parts: Parts, clock: Clock | None = None) -> ExitCode:
    """Run Charley until SIGINT or SIGTERM, and return the exit code; raise StoreError if the database is unusable."""
    if settings.discord_token is None:
        raise ValueError("DISCORD_TOKEN is needed; the command line asks for it before")
    stop = stop_on_signals()
    limits = Limits(settings.reminders_a_person, settings.schedules_a_server, settings.hydrate_a_day)
    clock, metrics = clock or WallClock(), Metrics()
    pulse = Pulse(metrics, clock)
    async with (
        # First, and closed last: whether Charley lives can be asked while Discord is away, too.
        serving(settings.health_host, settings.health_port, pulse, metrics),
        open_store(settings.data_dir) as opened,
    ):
        store = CountedStore(opened, metrics, clock)
        # A full disk or one that is read only is told now, not when the first person sets a reminder.
        async with store.writing() as tx:
            await tx.touch()
        async with client(parts, store, clock, limits, settings.sends_a_second, metrics) as charley:
            delivering = engine(charley, store)
            felt = body(charley, delivering, store)
            # Where nobody can ask how Charley is, its database is not troubled for it.
            async with pulse.beating(felt) if settings.health_port else nullcontext():
                token = settings.discord_token.get_secret_value()
                return await stay_connected(charley, delivering, token, settings.discord_api_url, stop)


def body(charley: Charley, engine: Engine, store: CountedStore) -> Body:
    """Return what is felt of a client, its engine and its store; the metrics ask them, too, whenever they are read."""
    charley.metrics.built(__version__, gateway.LIBRARY)
    charley.metrics.follow(
        shards=lambda: gateway.wanted(charley),
        shards_ready=lambda: len(charley.gateway.up),
        latency=lambda: gateway.latency(charley),
        servers=lambda: len(charley.guilds),
        delivering=lambda: engine.under_way,
        refused_recently=charley.services.budget.recent,
    )
    return Body(
        store=store,
        shards=lambda: gateway.wanted(charley),
        shards_ready=lambda: len(charley.gateway.up),
        engine_alive=lambda: engine.is_alive,
        refusals=charley.services.budget.wait,
        is_stopping=lambda: engine.is_stopping,
    )
