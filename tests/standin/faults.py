"""Faults on demand: what to do wrong, with how many of which requests. The dice are seeded."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from dataclasses import dataclass, field

SENDS = r"POST /channels/\{channel\}/messages"
EVERYTHING = ""
KINDS = ("error", "reset", "lost", "hang", "limit", "page", "slow")


@dataclass
class Fault:
    """One fault. `only` is a pattern that begins the method and route; `share` is of the requests that match.

    error  answers `status` (500, 502 or 503 by lot) without doing anything
    reset  resets the connection without doing anything
    lost   does what is asked and then resets the connection
    hang   does what is asked and then holds the connection open, silent, for `seconds`
    limit  answers 429 with a wait of `seconds`; `everywhere` says that it is the limit over all routes
    page   answers 200 with a page, as a network does that wants a password first, without doing anything
    slow   waits `seconds` first
    It begins after `after` requests that match, and ends after `times` more or `lasts` real seconds, if they are given.
    """

    kind: str
    share: float = 1.0
    only: str = SENDS
    after: int = 0
    times: int | None = None
    lasts: float | None = None
    status: int | None = None
    seconds: float = 1.0
    everywhere: bool = False
    begun: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such fault: {self.kind}; there are {', '.join(KINDS)}")

    def is_over(self) -> bool:
        return self.times == 0 or (self.lasts is not None and time.monotonic() - self.begun > self.lasts)


class Faults:
    """The faults in force; `counts` says how often each kind struck, and is raised when it has."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.active: list[Fault] = []
        self.counts: Counter[str] = Counter()

    def pick(self, request: str) -> Fault | None:
        """Return the fault that strikes *request* (method and route), if any."""
        self.active = [one for one in self.active if not one.is_over()]
        for fault in self.active:
            if not re.match(fault.only, request):
                continue
            if fault.after:
                fault.after -= 1
            elif self.dice.random() < fault.share:
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None
