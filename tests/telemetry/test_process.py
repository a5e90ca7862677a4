"""The health page of a real Charley, connected to the stand-in."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.standin.server import StandIn
from tests.telemetry.reading import counted, samples, value
from tests.telemetry.running import START, Running, ran, running, with_a_reminder
from tests.telemetry.test_alerts import RULES

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

OF_PROMETHEUS = {"up"}
"""What Prometheus measures itself."""


@pytest_asyncio.fixture
async def here() -> AsyncIterator[StandIn]:
    async with StandIn() as stand_in:
        yield stand_in


@pytest_asyncio.fixture
async def charley(here: StandIn, tmp_path: Path, port: int) -> AsyncIterator[Running]:
    async with running(here, tmp_path, port) as made:
        await made.ready()
        yield made


def named_in(expression: str) -> list[tuple[str, dict[str, tuple[str, str]]]]:
    """Return the metrics of a rule, each with what is asked of its labels: an operator and a text."""
    found: list[tuple[str, dict[str, tuple[str, str]]]] = []
    for name, labels in re.findall(r"\b((?:charley|process)_\w+|up)\b(?:\{([^}]*)\})?", expression):
        asked = {key: (how, text) for key, how, text in re.findall(r'(\w+)(=~|!=|=)"([^"]*)"', labels)}
        asked.pop("job", None)
        found.append((name, asked))
    return found


async def test_it_counts_what_people_ask_and_what_comes_to_them(here: StandIn, tmp_path: Path, port: int) -> None:
    ann, cramps = here.person("ann"), here.server("Cramps")
    await with_a_reminder(tmp_path, ann)
    async with running(here, tmp_path, port) as charley:
        await charley.ready()
        await here.until(lambda: here.ledger.messages, START)
        await here.command(ann, cramps, "about")
        await here.command(ann, cramps, "remind list")
        await here.type(ann, cramps, "learn", "topic", "calf")
        asked = await here.command(ann, None, "ask", {"question": "my calf twitches after coffee"})
        assert asked.message is not None
        here.say(ann, here.direct(ann), "my calf cramps at night")
        await here.until(lambda: len(here.ledger.messages) == 2)
        _, told = await charley.get("/metrics")
        assert await charley.stop() == 0
    assert counted(told, "charley_interactions_total", "kind", "command", "outcome") == {
        ("command", "about", "answered"): 1,
        ("command", "remind list", "answered"): 1,
        ("command", "ask", "answered"): 1,
        ("autocomplete", "learn", "answered"): 1,
        ("message", "message", "answered"): 1,
    }
    assert counted(told, "charley_deliveries_total", "kind", "outcome", "reason") == {("stretch", "sent", "none"): 1}
    assert 0 <= value(told, "charley_delivery_lateness_seconds_sum", kind="stretch") < START
    assert 0 < value(told, "charley_first_answer_seconds_sum", kind="command") < 3
    assert value(told, "charley_first_answer_seconds_count") == 5
    assert value(told, "charley_gateway_shards") == value(told, "charley_gateway_shards_ready") == 1
    assert value(told, "charley_servers") == 1
    assert value(told, "charley_discord_requests_total", answer="2xx") >= 8
    assert value(told, "charley_store_block_seconds_count", kind="writing") > 0
    assert value(told, "charley_build_info") == 1


async def test_what_it_answers_is_sound_and_has_every_metric_and_label_of_the_alerts(
    charley: Running, promtool: str
) -> None:
    _, told = await charley.get("/metrics")
    done = await ran(promtool, "check", "metrics", input=told)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    there = samples(told)
    lacking: list[Any] = []
    asked_for = [named for rule in RULES for named in named_in(rule["expr"])]
    assert len(asked_for) > len(RULES)
    for name, asked in asked_for:
        rows = [one.labels for one in there if one.name == name]
        lacking += [name] * (not rows and name not in OF_PROMETHEUS)
        for label, (how, text) in asked.items():
            values = {row.get(label) for row in rows}
            wanted = set(text.split("|")) if how == "=~" else {text}
            lacking += [(name, label, one) for one in wanted - values]
    assert lacking == []


async def test_while_discord_is_away_it_lives_and_is_not_ready(here: StandIn, charley: Running) -> None:
    here.outage()
    told = await charley.until("/readyz", 503)
    assert "There is no connection to Discord." in told
    assert (await charley.get("/healthz"))[0] == 200
    assert (await charley.charley("health", "--live")).returncode == 0
    asked = await charley.charley("health")
    assert (asked.returncode, asked.stdout) == (1, "")
    assert asked.stderr == "Charley is not ready: There is no connection to Discord.\n"
    here.heal()
    await charley.ready()
    asked = await charley.charley("health")
    assert (asked.returncode, asked.stdout, asked.stderr) == (0, "Charley is ready.\n", "")


async def test_it_can_be_asked_before_discord_was_ever_there(here: StandIn, tmp_path: Path, port: int) -> None:
    here.outage()
    async with running(here, tmp_path, port) as charley:
        assert "There is no connection to Discord." in await charley.until("/readyz", 503)
        assert (await charley.get("/healthz"))[0] == 200
        here.heal()
        await charley.ready()


async def test_a_second_charley_on_the_same_port_ends_with_one_line(charley: Running) -> None:
    second = await charley.charley("run", DATA_DIR="another")
    assert second.returncode == 2
    assert second.stdout == ""
    port = charley.settings["HEALTH_PORT"]
    told, count = second.stderr.splitlines()
    assert told.startswith(f"HEALTH_PORT: {port} is taken on 127.0.0.1")
    assert count == "1 fault in the settings."
    assert not (charley.folder / "another").exists(), "nothing is touched before the port is known to be free"
    assert (await charley.get("/readyz"))[0] == 200


async def test_when_it_has_stopped_nothing_answers(charley: Running) -> None:
    assert await charley.stop() == 0
    asked = await charley.charley("health", "--live")
    assert asked.returncode == 4
    assert asked.stderr.startswith("Nothing answers at 127.0.0.1:")
