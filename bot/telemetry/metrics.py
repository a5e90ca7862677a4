"""Counts, times and states, as Prometheus reads them. No label holds an id, a name or a text."""

from __future__ import annotations

import platform
from collections.abc import Callable
from typing import Final

import prometheus_client
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info
from prometheus_client.process_collector import ProcessCollector

from bot.reminders.models import Kind

KINDS: Final = ("command", "autocomplete", "button", "form", "message")
"""Ways to speak to Charley."""

OUTCOMES: Final = ("answered", "user_error", "failed", "unreachable", "put_off", "declined", "unanswered")
"""What can become of an interaction; all but the last two were told to the person, or could not be told any more."""

DELIVERED: Final = (
    *("sent", "found", "refused", "put_off", "uncertain"),
    *("not_found", "not_looked", "unknown", "skipped", "failed"),
)
"""What can become of one try to deliver; `found` was looked for after a crash, and had been sent."""

EVENTS: Final = (
    *("engine_failed", "store_failed", "delivery_failed", "stopped_for_refusals", "clock_set_back"),
    *("not_removed", "removal_put_off"),
)
"""What the engine tells that is no outcome of a try."""

GATEWAY_EVENTS: Final = ("connect", "resumed", "disconnect")

ANSWERS: Final = ("1xx", "2xx", "3xx", "4xx", "5xx", "lost")
"""Classes of Discord's answers; `1xx` opens a connection to the gateway, `lost`: none came."""

REFUSED: Final = (401, 403, 429)
"""Answers that Discord counts: at ten thousand in ten minutes it bans the address."""

SCOPES: Final = ("user", "shared", "global", "other")
"""For whom a rate limit holds, in Discord's words."""

STORE_FAULTS: Final = (
    *("full", "readonly", "busy", "locked", "corrupt", "notadb", "cantopen", "perm", "ioerr", "constraint", "row"),
    "other",
)
"""SQLite's names of errors; `row`: a row is stored with a value that cannot be read."""

UNREADY: Final = ("gateway", "store", "reminders", "refusals", "loop", "engine")
"""What /readyz can complain of."""

ANSWER_SECONDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 5.0, 10.0)
"""Discord waits 3 s for a first answer: most bounds lie below, and two above for what came too late."""

LATE_SECONDS: Final = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0)
"""A reminder is to come within a minute; after an outage it may come later, by its own rules."""

BLOCK_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""A block of the store takes milliseconds; 5 s is how long a locked database is waited for."""

NONE: Final = "none"
"""The reason of what needs none."""

OTHER: Final = "other"
"""What a label says of what this version has no word for."""


class Metrics:
    """Hold everything that is counted, in a registry of its own. Counting never waits and never raises."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        # When a series began says nothing that its process's start does not, and would double what is sent.
        prometheus_client.disable_created_metrics()
        ProcessCollector(registry=registry)
        self.build = Info("charley_build", "What runs: versions.", registry=registry)
        self._count_interactions(registry)
        self._count_deliveries(registry)
        self._count_requests(registry)
        self._count_store(registry)
        self.ready = Gauge("charley_ready", "Whether /readyz says yes.", registry=registry)
        self.unready = Gauge("charley_unready", "Why /readyz says no.", ("reason",), registry=registry)
        for reason in UNREADY:
            self.unready.labels(reason)
        self.lag = Gauge(
            "charley_event_loop_lag_seconds",
            "For how long the event loop did not turn, at most, in the last seconds.",
            registry=registry,
        )

    def _count_interactions(self, registry: CollectorRegistry) -> None:
        self.received = Counter(
            "charley_interactions_received", "Interactions and messages that came.", ("kind",), registry=registry
        )
        self.interactions = Counter(
            "charley_interactions",
            "Interactions and messages that ended, by what became of them.",
            ("kind", "command", "outcome"),
            registry=registry,
        )
        self.asking = Gauge(
            "charley_interactions_under_way", "Interactions and messages being answered.", registry=registry
        )
        self.first_answer = Histogram(
            "charley_first_answer_seconds",
            "From the coming of an interaction to the first answer that Discord took.",
            ("kind",),
            buckets=ANSWER_SECONDS,
            registry=registry,
        )
        self.whole_answer = Histogram(
            "charley_whole_answer_seconds",
            "From the coming of an interaction to the end of all work for it.",
            ("kind",),
            buckets=ANSWER_SECONDS,
            registry=registry,
        )
        # What was never seen cannot be seen to grow: all that an alert asks for is there from the start.
        self._seen: set[tuple[str, str]] = set()
        for kind in KINDS:
            self.received.labels(kind)
            self.first_answer.labels(kind)
            self.whole_answer.labels(kind)
            for outcome in OUTCOMES:
                self.interactions.labels(kind, OTHER, outcome)

    def _count_deliveries(self, registry: CollectorRegistry) -> None:
        self.deliveries = Counter(
            "charley_deliveries",
            "What became of reminders that were due: one try each, so one that is tried again counts again.",
            ("kind", "outcome", "reason"),
            registry=registry,
        )
        self.lateness = Histogram(
            "charley_delivery_lateness_seconds",
            "How long after it was due a reminder was sent.",
            ("kind",),
            buckets=LATE_SECONDS,
            registry=registry,
        )
        for kind in Kind:
            self.lateness.labels(kind.value)
            for outcome in DELIVERED:
                self.deliveries.labels(kind.value, outcome, NONE)
        self.delivering = Gauge("charley_deliveries_under_way", "Deliveries being carried out.", registry=registry)
        self.events = Counter(
            "charley_engine_events", "What happened to the engine of reminders.", ("event",), registry=registry
        )
        for event in EVENTS:
            self.events.labels(event)
        self.queue = Gauge(
            "charley_queue_depth", "Occurrences that are due and not claimed yet, asked every 15 s.", registry=registry
        )
        self.oldest = Gauge(
            "charley_queue_oldest_seconds", "For how long the oldest of these has been due.", registry=registry
        )

    def _count_requests(self, registry: CollectorRegistry) -> None:
        self.shards = Gauge("charley_gateway_shards", "Connections to Discord's gateway to be kept.", registry=registry)
        self.shards_ready = Gauge("charley_gateway_shards_ready", "Those of them that are up.", registry=registry)
        self.latency = Gauge(
            "charley_gateway_latency_seconds", "The slowest answer to a heartbeat, of all shards.", registry=registry
        )
        self.gateway_events = Counter(
            "charley_gateway_events", "Connections that came up, were resumed, or went.", ("event",), registry=registry
        )
        for event in GATEWAY_EVENTS:
            self.gateway_events.labels(event)
        self.servers = Gauge("charley_servers", "Servers that Charley is in.", registry=registry)
        self.requests = Counter(
            "charley_discord_requests", "Requests to Discord, by class of answer.", ("answer",), registry=registry
        )
        for answer in ANSWERS:
            self.requests.labels(answer)
        self.refused = Counter(
            "charley_refused_requests",
            "Answers that Discord counts against Charley, and bans its address for.",
            ("status",),
            registry=registry,
        )
        for status in REFUSED:
            self.refused.labels(str(status))
        self.refused_recently = Gauge(
            "charley_refused_requests_recent",
            "Those of the last ten minutes: Charley stops sending at 1,000, Discord bans at 10,000.",
            registry=registry,
        )
        self.limits = Counter("charley_rate_limits", "Answers 429, by scope.", ("scope",), registry=registry)
        self.limit_seconds = Counter(
            "charley_rate_limit_wait_seconds",
            "Seconds that they asked to wait; what Charley waits by itself, to keep its pace, is no part of it.",
            ("scope",),
            registry=registry,
        )
        for scope in SCOPES:
            self.limits.labels(scope)
            self.limit_seconds.labels(scope)

    def _count_store(self, registry: CollectorRegistry) -> None:
        self.store_errors = Counter(
            "charley_store_errors", "Blocks of the database that failed.", ("reason",), registry=registry
        )
        for reason in STORE_FAULTS:
            self.store_errors.labels(reason)
        self.store_blocks = Histogram(
            "charley_store_block_seconds",
            "How long a block of the database took, the wait for its turn included.",
            ("kind",),
            buckets=BLOCK_SECONDS,
            registry=registry,
        )
        self.writable = Gauge("charley_store_writable", "Whether the last write went well.", registry=registry)

    def ended(self, kind: str, command: str, outcome: str) -> None:
        """Count an interaction that ended; with the first of a command, all its outcomes are there to be seen."""
        if (kind, command) not in self._seen:
            self._seen.add((kind, command))
            for one in OUTCOMES:
                self.interactions.labels(kind, command, one)
        self.interactions.labels(kind, command, outcome).inc()

    def limited(self, scope: str, seconds: float) -> None:
        """Count an answer 429 that asked to wait."""
        known = scope if scope in SCOPES else OTHER
        self.limits.labels(known).inc()
        self.limit_seconds.labels(known).inc(max(seconds, 0.0))

    def built(self, version: str, library: str) -> None:
        """Say what runs: Charley's own version, and that of the Discord library."""
        self.build.info({"version": version, "python": platform.python_version(), "discord_py": library})

    def follow(
        self,
        *,
        shards: Callable[[], int],
        shards_ready: Callable[[], int],
        latency: Callable[[], float],
        servers: Callable[[], int],
        delivering: Callable[[], int],
        refused_recently: Callable[[], int],
    ) -> None:
        """Ask these functions, whenever the metrics are read."""
        self.shards.set_function(shards)
        self.shards_ready.set_function(shards_ready)
        self.latency.set_function(latency)
        self.servers.set_function(servers)
        self.delivering.set_function(delivering)
        self.refused_recently.set_function(refused_recently)

    def text(self) -> bytes:
        """Return all of it in Prometheus's text format."""
        return prometheus_client.generate_latest(self.registry)
