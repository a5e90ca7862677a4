"""Which connections to Discord's gateway are up, from what the client is told of its shards."""

from __future__ import annotations

from typing import Any, Final

import discord

from bot.telemetry.metrics import GATEWAY_EVENTS, Metrics

LIBRARY: Final = discord.__version__

OF_A_SHARD: Final = "shard_"
"""How the library begins the names of events that tell a shard's number."""


class Gateway:
    """Know which shards are up, and count how often one came up, was resumed, or went."""

    def __init__(self, metrics: Metrics) -> None:
        self.up: set[int] = set()
        self._metrics = metrics

    def told(self, event: str, *args: Any) -> None:
        """Take note of an event of the library."""
        name = event.removeprefix(OF_A_SHARD)
        if name == event or name not in GATEWAY_EVENTS:
            return
        self._metrics.gateway_events.labels(name).inc()
        (self.up.discard if name == "disconnect" else self.up.add)(args[0])


def wanted(client: discord.AutoShardedClient) -> int:
    """Return how many connections a client keeps; one as long as Discord has not said how many."""
    return client.shard_count or 1


def latency(client: discord.AutoShardedClient) -> float:
    """Return the seconds that the slowest answer to a heartbeat took; not a number before the first."""
    return max((seconds for _, seconds in client.latencies), default=client.latency)
