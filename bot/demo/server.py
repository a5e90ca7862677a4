"""Start the real bot against a simulated Discord and show its page."""

from __future__ import annotations

import asyncio
import signal
from typing import Any

import discord
import simcord

from bot.app import build, client
from bot.discord_app.client import Charley
from bot.discord_app.layout import layout
from bot.discord_app.presses import CheckPress, custom_id
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

Stop with Ctrl-C."""

PUMP = 1.0
"""Seconds between two ticks of the simulated clock, which does not run by itself."""


async def serve(port: int) -> None:
    """Show the demo until SIGINT or SIGTERM, then close it in order."""
    bot = client(build())
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        async with simcord.run(bot, check_errors=False, settle_timeout=10) as env:
            guild = env.create_guild("Cramps and twitches")
            channel = guild.create_text_channel("ask-charley", topic="Type / to see what Charley can do")
            viewer = guild.add_member(env.create_user("you", global_name="You"))
            await _furnish(bot, channel.id)
            await env.settle()
            async with env.preview(channel, viewers=[viewer], layout="channel", port=port) as preview:
                print(TRY.format(url=preview.url), flush=True)
                pump = asyncio.create_task(_pump(env, preview))
                await stop.wait()
                pump.cancel()
                await asyncio.wait({pump})
    finally:
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
        view.add_item(
            CheckPress(discord.ui.Button(label="Check for warning signs", custom_id=custom_id(Action.CHECK_DEMO)))
        )
        view.stop()
        await channel.send(text, view=view)


async def _pump(env: Any, preview: Any) -> None:
    """Let the simulated clock run, and refresh the page when a message came."""
    seen: object = None
    while True:
        await asyncio.sleep(PUMP)
        try:
            await env.advance_time(PUMP)
            now = [(message.id, message.edited_at) for message in preview.channel.history()]
            if now != seen:
                seen = now
                await preview.refresh()
        except (simcord.SetupError, TimeoutError):
            # The page is carrying out an action: the next tick does it.
            continue
