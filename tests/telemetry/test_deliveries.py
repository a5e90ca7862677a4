"""What the engine tells is logged once and counted once, whatever it is."""

from __future__ import annotations

import json
from io import StringIO

import pytest
import structlog

from bot.reminders.models import Reason
from bot.telemetry.deliveries import DeliveryCount, DeliveryLog, Watchers
from bot.telemetry.metrics import DELIVERED, EVENTS, Metrics
from tests.telemetry.reading import counted, value

OF_ONE = {"occurrence": 7, "kind": "stretch", "tries": 1}

TOLD = (
    ("sent", OF_ONE | {"late": 2.5}, ("stretch", "sent", "none")),
    ("found", OF_ONE | {"late": 300.0}, ("stretch", "found", "none")),
    ("refused", OF_ONE | {"reason": Reason.NO_ACCESS, "code": 50001}, ("stretch", "refused", "no_access")),
    ("put off", OF_ONE | {"why": "503"}, ("stretch", "put_off", "none")),
    ("uncertain", OF_ONE | {"why": "TimeoutError"}, ("stretch", "uncertain", "none")),
    ("not found", OF_ONE, ("stretch", "not_found", "none")),
    ("not looked", OF_ONE, ("stretch", "not_looked", "none")),
    ("unknown", OF_ONE, ("stretch", "unknown", "none")),
    ("skipped", OF_ONE | {"reason": Reason.LATE}, ("stretch", "skipped", "late")),
    ("failed", OF_ONE | {"kind": None, "reason": Reason.UNREADABLE}, ("other", "failed", "unreadable")),
)


@pytest.mark.parametrize(("what", "more", "labels"), TOLD)
def test_each_try_is_counted_by_kind_outcome_and_reason(what, more, labels):
    metrics = Metrics()
    DeliveryCount(metrics).happened(what, **more)
    assert counted(metrics, "charley_deliveries_total", "kind", "outcome", "reason") == {labels: 1}
    assert counted(metrics, "charley_engine_events_total", "event") == {}


def test_the_table_has_every_outcome():
    assert {what.replace(" ", "_") for what, _, _ in TOLD} == set(DELIVERED)


@pytest.mark.parametrize(("late", "shown"), ((2.5, 2.5), (-1.0, 0.0)))
def test_what_was_sent_is_measured_for_lateness_and_nothing_else(late, shown):
    metrics = Metrics()
    count = DeliveryCount(metrics)
    count.happened("sent", **OF_ONE, late=late)
    count.happened("found", **OF_ONE, late=999.0)
    assert value(metrics, "charley_delivery_lateness_seconds_count", kind="stretch") == 1
    assert value(metrics, "charley_delivery_lateness_seconds_sum", kind="stretch") == shown


@pytest.mark.parametrize("event", (*EVENTS, "never heard of"))
def test_what_is_no_try_is_an_event(event):
    metrics = Metrics()
    DeliveryCount(metrics).happened(event.replace("_", " "), seconds=1, occurrence=7)
    known = event if event in EVENTS else "other"
    assert counted(metrics, "charley_engine_events_total", "event") == {(known,): 1}
    assert counted(metrics, "charley_deliveries_total", "outcome") == {}


@pytest.mark.parametrize("what", ("sent", "unknown", "delivery failed"))
def test_a_line_and_a_count_come_of_one_event(what):
    out, metrics = StringIO(), Metrics()
    structlog.configure(
        processors=[structlog.processors.JSONRenderer(default=str)], logger_factory=structlog.PrintLoggerFactory(out)
    )
    try:
        error = {"error": ValueError("x")} if what == "delivery failed" else {"late": 0.0}
        Watchers(DeliveryLog(), DeliveryCount(metrics)).happened(what, **OF_ONE, **error)
    finally:
        structlog.reset_defaults()
    (line,) = out.getvalue().splitlines()
    assert json.loads(line)["occurrence"] == 7
    assert value(metrics, "charley_deliveries_total") + value(metrics, "charley_engine_events_total") == 1
