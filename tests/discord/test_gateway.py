"""Which shards are up, as a table of what the library tells."""

from __future__ import annotations

import pytest

from bot.discord_app.gateway import Gateway
from bot.telemetry.metrics import Metrics
from tests.telemetry.reading import counted

TOLD = (
    ((), set(), {}),
    ((("shard_connect", 0),), {0}, {("connect",): 1}),
    ((("connect",), ("shard_connect", 1), ("shard_ready", 1), ("ready",)), {1}, {("connect",): 1}),
    ((("shard_connect", 0), ("shard_connect", 1), ("disconnect",), ("shard_disconnect", 0)), {1}, None),
    (
        (("shard_connect", 0), ("shard_disconnect", 0), ("resumed",), ("shard_resumed", 0)),
        {0},
        {("connect",): 1, ("disconnect",): 1, ("resumed",): 1},
    ),
    ((("shard_disconnect", 0), ("shard_disconnect", 0)), set(), {("disconnect",): 2}),
    ((("guild_join", object()), ("message", object()), ("shard_zebra", 7)), set(), {}),
)


@pytest.mark.parametrize(("events", "up", "counts"), TOLD)
def test_a_shard_is_up_from_its_session_to_its_end(events, up, counts):
    metrics = Metrics()
    gateway = Gateway(metrics)
    for event, *args in events:
        gateway.told(event, *args)
    assert gateway.up == up
    if counts is not None:
        assert counted(metrics, "charley_gateway_events_total", "event") == counts
