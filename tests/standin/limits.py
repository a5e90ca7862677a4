"""Discord's rate limits. They keep to real time, as a client waits in real time.

Documented: 50 requests a second over all routes but those of interactions; a bucket for each route and channel, told in
headers; 10,000 answers of 401, 403 or 429 within ten minutes and the address is shut out, by answers without JSON.
The sizes of buckets are not published: those here are what bots commonly see.
"""

from __future__ import annotations

import hashlib
import math
import time
from collections import deque
from dataclasses import dataclass, field

SIZES = {
    "POST /channels/{channel}/messages": (5, 5.0),
    "PATCH /channels/{channel}/messages/{message}": (5, 5.0),
    "DELETE /channels/{channel}/messages/{message}": (5, 1.0),
    "GET /channels/{channel}/messages": (5, 1.0),
    "POST /webhooks/{application}/{token}": (5, 2.0),
}
"""Requests and seconds of a route's buckets; any other route has none."""


@dataclass
class Window:
    """At most `size` in any `seconds`."""

    size: float
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def take(self) -> float:
        """Count one, or return the seconds until there is room for one."""
        if self.count() >= self.size:
            oldest = self.times[0] if self.times else time.monotonic()
            return oldest + self.seconds - time.monotonic()
        self.times.append(time.monotonic())
        return 0.0

    def count(self) -> int:
        while self.times and self.times[0] <= time.monotonic() - self.seconds:
            self.times.popleft()
        return len(self.times)


@dataclass
class Bucket:
    """`size` requests, all given back `seconds` after the first of them."""

    name: str
    size: int
    seconds: float
    left: int = 0
    resets: float = 0.0

    def take(self) -> float:
        """Take one, or return the seconds until the bucket is full again."""
        now = time.monotonic()
        if now >= self.resets:
            self.left, self.resets = self.size, now + self.seconds
        if self.left == 0:
            return self.resets - now
        self.left -= 1
        return 0.0

    def headers(self) -> dict[str, str]:
        wait = max(0.0, self.resets - time.monotonic())
        told = {"Limit": self.size, "Remaining": self.left, "Reset-After": f"{wait:.3f}", "Bucket": self.name}
        told["Reset"] = f"{time.time() + wait:.3f}"
        return {f"X-RateLimit-{name}": str(value) for name, value in told.items()}


@dataclass
class TooMany:
    """Why a request is refused, and for how many seconds."""

    wait: float
    everywhere: bool = False

    def body(self) -> dict[str, object]:
        return {"message": "You are being rate limited.", "retry_after": self.wait, "global": self.everywhere}

    def headers(self) -> dict[str, str]:
        # A 429 without Via is taken for one of the firewall's, which no client waits out.
        told = {"Retry-After": str(math.ceil(self.wait)), "Via": "1.1 google"}
        told["X-RateLimit-Scope"] = "global" if self.everywhere else "user"
        return told | ({"X-RateLimit-Global": "true"} if self.everywhere else {})


class Limits:
    """Every limit of one bot. Any of them may be set while the stand-in runs."""

    def __init__(self) -> None:
        self.sizes = dict(SIZES)
        self.everywhere = Window(50, 1.0)
        self.invalid = Window(10_000, 600.0)
        self.openings = Window(math.inf, 600.0)
        """New direct-message channels; how many are too many is Discord's secret."""
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def is_shut_out(self) -> bool:
        return self.invalid.count() >= self.invalid.size

    def take(self, route: str, place: str) -> tuple[TooMany | None, dict[str, str]]:
        """Count a request to *route* about *place*; return why it is too many, if it is, and the headers."""
        free = route.startswith("POST /interactions/") or "/webhooks/" in route
        if not free and (wait := self.everywhere.take()):
            return TooMany(wait, everywhere=True), {}
        if route not in self.sizes:
            return None, {}
        name = hashlib.sha256(route.encode()).hexdigest()[:32]
        bucket = self._buckets.setdefault((route, place), Bucket(name, *self.sizes[route]))
        wait = bucket.take()
        return TooMany(wait) if wait else None, bucket.headers()
