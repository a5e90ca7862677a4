"""Which connections to Discord's gateway are up, from what the library tells the client."""

from __future__ import annotations

from typing import Any, Final

import discord

from bot.telemetry.metrics import GATEWAY_EVENTS, Metrics

LIBRARY: Final = discord.__version__

ONLY: Final = 0
"""The number of the connection of a client that has only one, and no word for it."""


class Gateway:
    """Know which connections are up; those of a client with many tell their number."""

    def __init__(self, metrics: Metrics) -> None:
        self.up: set[int] = set()
        self._metrics = metrics

    def told(self, event: str, client: discord.Client, *args: Any) -> None:
        """Take note of an event of the library."""
        if event in GATEWAY_EVENTS:
            self._metrics.gateway_events.labels(event).inc()
            if client.shard_count is None:
                self._take(event, ONLY)
        elif event.startswith("shard_"):
            self._take(event.removeprefix("shard_"), args[0])

    def _take(self, event: str, shard: int) -> None:
        if event in {"connect", "resumed"}:
            self.up.add(shard)
        elif event == "disconnect":
            self.up.discard(shard)


def wanted(client: discord.Client) -> int:
    """Return how many connections a client keeps."""
    return client.shard_count or 1


def latency(client: discord.Client) -> float:
    """Return the seconds that the slowest answer to a heartbeat took; not a number before the first."""
    if isinstance(client, discord.AutoShardedClient):
        return max((seconds for _, seconds in client.latencies), default=client.latency)
    return client.latency
