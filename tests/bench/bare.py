"""A bare discord.py bot with one command: what Charley's start and memory are compared with.

python -m tests.bench.bare API_ADDRESS GATEWAY_ADDRESS TOKEN
"""

from __future__ import annotations

import sys

import discord
import discord.gateway
import discord.http
import yarl
from discord import app_commands


class Bare(discord.Client):
    """Answer `/ask` with one word."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.none())
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        await self.tree.sync()


bot = Bare()


@bot.tree.command(name="ask", description="Answer with one word")
async def ask(interaction: discord.Interaction, question: str) -> None:
    await interaction.response.send_message("pong", ephemeral=True)


if __name__ == "__main__":
    _, discord.http.Route.BASE, gateway, token = sys.argv
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    bot.run(token, log_handler=None)
