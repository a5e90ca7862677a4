"""What the log and the metrics say of deliveries: what happened to which occurrence, and nothing of whose it is."""

from __future__ import annotations

from typing import Any, Final

import structlog

from bot.reminders.ports import Watcher
from bot.telemetry.metrics import DELIVERED, EVENTS, NONE, OTHER, Metrics

log = structlog.get_logger("charley.reminders")

LOUD: Final = {
    "engine failed": "The engine met an error and goes on in a moment.",
    "store failed": "The database cannot be used; it is tried again in a moment.",
    "delivery failed": "A delivery met an error; it is looked for when its claim ends.",
    "stopped for refusals": "Discord refused too many requests: nothing is sent until that is over. Look at the log before this line.",
    "clock set back": "The clock was set back: everything is planned anew.",
    "unknown": "Nobody knows whether this was sent; it is not sent again.",
}
"""What an operator should look at, in words."""


class DeliveryLog:
    """Write down what the engine tells: one line an event."""

    def happened(self, what: str, **more: Any) -> None:
        """Take note of an event; *more* holds no name and no id of a person."""
        if what in LOUD:
            error = more.pop("error", None)
            log.error(LOUD[what], exc_info=error, **more) if error is not None else log.warning(LOUD[what], **more)
        else:
            log.info(what, **more)


class DeliveryCount:
    """Count what the engine tells."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def happened(self, what: str, **more: Any) -> None:
        """Count an event."""
        name = what.replace(" ", "_")
        if name in DELIVERED:
            kind, reason = more.get("kind") or OTHER, more.get("reason") or NONE
            self._metrics.deliveries.labels(kind, name, str(reason).replace(" ", "_")).inc()
            # One that was looked for had been sent before, nobody knows when.
            if name == "sent":
                self._metrics.lateness.labels(kind).observe(max(more["late"], 0.0))
        else:
            self._metrics.events.labels(name if name in EVENTS else OTHER).inc()


class Watchers:
    """Tell several watchers the same."""

    def __init__(self, *watchers: Watcher) -> None:
        self._watchers = watchers

    def happened(self, what: str, **more: Any) -> None:
        """Tell each, the first one first."""
        for one in self._watchers:
            one.happened(what, **more)
