"""Start the real bot against a simulated Discord and show its page."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from datetime import UTC, datetime
from typing import Any

import discord
import simcord

from bot.app import build, client
from bot.discord_app.answering import custom_id
from bot.discord_app.client import Charley
from bot.discord_app.layout import layout
from bot.discord_app.presses import CheckPress
from bot.replies import about
from bot.replies.page import Action

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

A reply stands at the end of the channel: press “jump to latest” if the page does not go there.

Stop with Ctrl-C."""

PUMP = 1.0
"""Seconds between two ticks of the simulated clock, which does not run by itself."""


class PortTakenError(Exception):
    """Say that the page's port belongs to another program."""


async def serve(port: int) -> None:
    """Show the demo until SIGINT or SIGTERM, then close it in order; raise PortTakenError if the port is taken."""
    bot = client(build())
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    env: Any = simcord.Env(bot, check_errors=False, settle_timeout=10)
    # What the simulator has no setting for: the bot's name, and today as the day its clock begins with.
    env.backend.bot_user.name = "Charley"
    env.backend.clock._epoch = datetime.now(UTC)  # noqa: SLF001 - simcord gives no other way to set its clock
    await env.start()
    try:
        guild = env.create_guild("Cramps and twitches")
        channel = guild.create_text_channel("ask-charley", topic="Type / to see what Charley can do")
        viewer = guild.add_member(env.create_user("you", global_name="You"))
        await _furnish(bot, channel.id)
        await env.settle()
        async with env.preview(channel, viewers=[viewer], layout="channel", port=port) as preview:
            print(TRY.format(url=preview.url), flush=True)
            await _pump_until(stop, env, preview)
    except simcord.SetupError as error:
        if isinstance(error.__cause__, OSError):
            raise PortTakenError(
                f"Port {port} is taken by another program; choose another or leave out --port."
            ) from error
        raise
    finally:
        await env.shutdown()
        await bot.close()
    print("Stopped.", flush=True)


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


async def _pump_until(stop: asyncio.Event, env: Any, preview: Any) -> None:
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
            await env.advance_time(PUMP)
            now = [(message.id, message.edited_at) for message in preview.channel.history()]
            if now != seen:
                seen = now
                await preview.refresh()
