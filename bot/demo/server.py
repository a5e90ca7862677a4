"""Start the real bot against a simulated Discord and show its page."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import discord
import simcord

from bot.app import build, client, engine
from bot.demo.clock import DemoClock
from bot.discord_app.answering import custom_id
from bot.discord_app.client import Charley
from bot.discord_app.layout import layout
from bot.discord_app.presses import CheckPress
from bot.reminders.drafts import Draft
from bot.reminders.models import Kind
from bot.reminders.rule import Rule
from bot.replies import about
from bot.replies.page import Action
from bot.store.store import open_store

SAID = (
    "mia: my eyelid has been twitching since the exams started, too much coffee i guess",
    "jonas: Grandad's arm went weak this morning and his words come out wrong",
)
"""Messages that stand in the demo's channel, one harmless, one not."""

TRY = """Charley is running in a simulated Discord. Open this page:

    {url}

Try there:
  /cause         and start typing: eyelid, calf, coffee, jumpy …
  /ask           my calf twitches after coffee
  /ask           and send it empty: a form opens
  /redflags      then press “Check mine”
  /magnesium     then press “Where sources disagree”
  the button “Check for warning signs” under a message (in Discord: right-click a message, Apps)
  the menu “What people ask most” under Charley's own message
  /remind        stretch, then press “Save”; and hydrate, which asks a question first
  /server        list: what an admin sees
  /privacy       show

The clock runs fast: a minute takes a second. {comes}
Press Done, Snooze, Pause or Stop under one.

A reply stands at the end of the channel: press “jump to latest” if the page does not go there.

Stop with Ctrl-C."""

COMES: Final = {
    False: "So a reminder of your own comes every two minutes, and the server's schedule to stretch posts every half.",
    True: "So a reminder comes every minute. What you see is your direct messages with Charley.",
}

PUMP = 1.0
"""Seconds between two ticks of the simulated clock, which does not run by itself."""

FAST = 60.0
"""Simulated seconds in each of these."""

ADMIN: Final = discord.Permissions(manage_guild=True, view_channel=True, send_messages=True)

WHOLE_DAY: Final = (time(0), time(23, 59))


class PortTakenError(Exception):
    """Say that the page's port belongs to another program."""


@dataclass(frozen=True, slots=True)
class Place:
    """Hold where the demo happens, as the simulated Discord knows it."""

    guild: Any
    channel: Any
    viewer: Any


async def serve(port: int, *, dm: bool = False) -> None:
    """Show the demo until SIGINT or SIGTERM, then close it in order; raise PortTakenError if the port is taken.

    The page shows a server's channel, or direct messages with *dm*. What is stored is gone at the end.
    """
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    with tempfile.TemporaryDirectory(prefix="charley-") as folder:
        async with open_store(Path(folder)) as store:
            clock = DemoClock()
            bot = client(build(), store, clock)
            clock.env = env = _simulation(bot)
            await env.start()
            delivering = engine(bot, store)
            running = asyncio.create_task(delivering.run())
            try:
                await _show(bot, env, clock, stop, port, dm=dm)
            except simcord.SetupError as error:
                if isinstance(error.__cause__, OSError):
                    raise PortTakenError(
                        f"Port {port} is taken by another program; choose another or leave out --port."
                    ) from error
                raise
            finally:
                delivering.stop()
                clock.moved()
                await running
                await env.shutdown()
                await bot.close()
    print("Stopped.", flush=True)


def _simulation(bot: Charley) -> Any:
    """Return a simulated Discord for *bot*, whose clock begins now."""
    env: Any = simcord.Env(bot, check_errors=False, settle_timeout=10, shard_count=1)
    # What the simulator has no setting for: the bot's name, and today as the day its clock begins with.
    env.backend.bot_user.name = "Charley"
    env.backend.clock._epoch = datetime.now(UTC)  # noqa: SLF001 - simcord gives no other way to set its clock
    return env


async def _show(bot: Charley, env: Any, clock: DemoClock, stop: asyncio.Event, port: int, *, dm: bool) -> None:
    """Furnish the simulated Discord and show its page until *stop*."""
    guild = env.create_guild("Cramps and twitches")
    channel = guild.create_text_channel("ask-charley", topic="Type / to see what Charley can do")
    you = env.create_user("you", global_name="You")
    admins = guild.create_role("admins", permissions=ADMIN)
    place = Place(guild, channel, guild.add_member(you, roles=[admins]))
    if not dm:
        await _furnish(bot, channel.id)
    await _remind(bot, place, dm=dm)
    await env.settle()
    shown, viewer = (you.dm_channel, you) if dm else (channel, place.viewer)
    async with env.preview(shown, viewers=[viewer], layout="channel", port=port) as preview:
        print(TRY.format(url=preview.url, comes=COMES[dm]), flush=True)
        await _pump_until(stop, env, clock, preview)


async def _remind(bot: Charley, place: Place, *, dm: bool) -> None:
    """Let reminders come by day and by night, as the simulated hours pass in a minute each."""
    you = place.viewer.user.id
    await bot.reminders.set_zone(you, "UTC")
    await bot.reminders.set_quiet(you, None)
    await bot.schedules.set_channels(place.guild.id, frozenset({place.channel.id}))
    await bot.schedules.set_personal(place.guild.id, on=True)
    own = Draft(kind=Kind.STRETCH, rule=_all_day(60 if dm else 120), channel=None if dm else place.channel.id)
    await bot.reminders.add(you, own, place.guild.id)
    if not dm:
        shared = Draft(kind=Kind.STRETCH, rule=_all_day(30), channel=place.channel.id)
        schedule = await bot.schedules.add(place.guild.id, shared)
        await bot.schedules.join(you, schedule.reminder.id)


def _all_day(minutes: int) -> Rule:
    return Rule(weekdays=frozenset(range(7)), zone="UTC", every=timedelta(minutes=minutes), hours=WHOLE_DAY)


async def _furnish(bot: Charley, place: int) -> None:
    """Put Charley's hello and a few messages into the channel, each with the stand-in for the context menu."""
    channel = bot.get_channel(place)
    if not isinstance(channel, discord.TextChannel):
        raise TypeError("the demo's channel is a text channel")
    await channel.send(view=layout(about.greeting_page(bot.desk.content), bot.command_ids))
    for text in SAID:
        view = discord.ui.View(timeout=None)
        button = discord.ui.Button[discord.ui.View](
            label="Check for warning signs", custom_id=custom_id(Action.CHECK_DEMO)
        )
        view.add_item(CheckPress(button))
        view.stop()
        await channel.send(text, view=view)


async def _pump_until(stop: asyncio.Event, env: Any, clock: DemoClock, preview: Any) -> None:
    """Let the simulated clock run until *stop*, and refresh the page when a message came.

    The page's own actions and the pump take turns: an action that meets a running clock is refused and lost.
    """
    turn = asyncio.Lock()
    act = preview._action  # noqa: SLF001 - simcord acts on every click at once; see below

    async def act_in_turn(context: Any, body: Any) -> Any:
        async with turn:
            return await act(context, body)

    preview._action = act_in_turn  # noqa: SLF001 - as above
    seen: object = None
    while not stop.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), PUMP)
        async with turn:
            await env.advance_time(FAST)
            clock.moved()
            await env.settle()
            now = [(message.id, message.edited_at) for message in preview.channel.history()]
            if now != seen:
                seen = now
                await preview.refresh()
