"""Metrics: a registry of their own, names as Prometheus wants them, and labels from closed sets."""

from __future__ import annotations

import re
import subprocess
import sys

import prometheus_client
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from bot.reminders.models import Kind
from bot.telemetry.metrics import ANSWER_SECONDS, DELIVERED, KINDS, OUTCOMES, SCOPES, Metrics
from tests.telemetry.reading import counted, samples, value

LABELS = {
    *("kind", "command", "outcome", "reason", "event", "answer", "status", "scope", "le"),
    *("version", "python", "discord_py"),
}


def test_two_charleys_in_a_process_count_for_themselves():
    one, other = Metrics(), Metrics()
    one.received.labels("command").inc()
    assert value(one, "charley_interactions_received_total", kind="command") == 1
    assert value(other, "charley_interactions_received_total", kind="command") == 0


def test_the_registry_that_all_programs_share_holds_nothing_of_ours():
    Metrics()
    assert [one.name for one in prometheus_client.REGISTRY.collect() if one.name.startswith("charley")] == []


def test_nothing_is_counted_at_import():
    code = "import bot.telemetry.metrics, prometheus_client as p; print([m.name for m in p.REGISTRY.collect()])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "charley" not in done.stdout


def test_names_say_what_is_counted_and_in_what():
    for family in text_string_to_metric_families(Metrics().text().decode()):
        assert re.fullmatch(r"(charley|process)(_[a-z]+)+", family.name), family.name
        assert family.documentation.endswith("."), family.name
        if family.type == "counter":
            assert all(one.name.endswith("_total") for one in family.samples), family.name
        if family.type == "histogram":
            assert family.name.endswith("_seconds"), family.name


def test_labels_are_few_and_hold_only_words_and_numbers():
    metrics = Metrics()
    metrics.built("0.1.0", "2.7.1")
    for one in samples(metrics):
        assert set(one.labels) <= LABELS, one
        assert all(re.fullmatch(r"[a-z_]*|\+Inf|[\d.]+|[1-5]xx", text) for text in one.labels.values()), one


def test_the_process_is_measured():
    metrics = Metrics()
    assert value(metrics, "process_resident_memory_bytes") > 1e6
    assert value(metrics, "process_open_fds") >= 3
    assert value(metrics, "process_cpu_seconds_total") > 0


def test_what_alerts_ask_for_is_there_before_it_happens():
    """Of a series that begins with 1, Prometheus sees no growth: its first failure would not ring."""
    metrics = Metrics()
    for outcome in OUTCOMES:
        assert value(metrics, "charley_interactions_total", outcome=outcome) == 0
    for kind in Kind:
        for outcome in DELIVERED:
            assert value(metrics, "charley_deliveries_total", kind=kind.value, outcome=outcome) == 0


def test_with_the_first_end_of_a_command_its_other_outcomes_are_there():
    metrics = Metrics()
    metrics.ended("command", "ask", "answered")
    shown = {one.labels["outcome"]: one.value for one in samples(metrics) if one.labels.get("command") == "ask"}
    assert shown == dict.fromkeys(OUTCOMES, 0) | {"answered": 1}


def test_three_seconds_have_bounds_around_them():
    assert {2.0, 3.0} <= set(ANSWER_SECONDS)
    assert list(ANSWER_SECONDS) == sorted(ANSWER_SECONDS)
    assert max(ANSWER_SECONDS) > 3


@given(st.text(), st.floats(-10, 1e6))
def test_no_word_of_discord_becomes_a_label(scope, seconds):
    metrics = Metrics()
    metrics.limited(scope, seconds)
    assert {one for (one,) in counted(metrics, "charley_rate_limits_total", "scope")} <= set(SCOPES)
    assert value(metrics, "charley_rate_limits_total") == 1
    assert value(metrics, "charley_rate_limit_wait_seconds_total") == max(seconds, 0)


def test_what_is_followed_is_asked_whenever_it_is_read():
    metrics, servers = Metrics(), [1]
    metrics.follow(
        shards=lambda: 3,
        shards_ready=lambda: 2,
        latency=lambda: 0.25,
        servers=lambda: len(servers),
        delivering=lambda: 7,
        refused_recently=lambda: 11,
    )
    servers.append(2)
    told = metrics.text().decode()
    for name, wanted in (
        ("charley_gateway_shards", 3),
        ("charley_gateway_shards_ready", 2),
        ("charley_gateway_latency_seconds", 0.25),
        ("charley_servers", 2),
        ("charley_deliveries_under_way", 7),
        ("charley_refused_requests_recent", 11),
    ):
        assert value(told, name) == wanted, name


@pytest.mark.parametrize("kind", KINDS)
def test_every_way_to_speak_to_charley_is_timed_from_the_start(kind):
    metrics = Metrics()
    for name in ("charley_first_answer_seconds_count", "charley_whole_answer_seconds_count"):
        assert value(metrics, name, kind=kind) == 0
