"""The ledger: every request and every message, and what tests ask about them."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from tests.standin.world import APPLICATION, Message, World

T = TypeVar("T")


@dataclass
class Request:
    """One request. `at` is real time; status 0 means that it got no answer, `fault` why it went as it did."""

    method: str
    path: str
    route: str
    at: float = field(default_factory=time.time)
    seconds: float = 0.0
    status: int = 0
    invalid: bool = False
    fault: str | None = None


class Ledger:
    """Keeps all that came; `changed()` wakes who waits for more."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.requests: list[Request] = []
        self.gateway: list[str] = []
        """What happened at the gateway, in order: IDENTIFY, RESUME, REFUSED and the like."""
        self._change = asyncio.Event()

    def changed(self) -> None:
        self._change.set()
        self._change = asyncio.Event()

    async def until(self, check: Callable[[], T], within: float = 20.0) -> T:
        """Return what *check* gives as soon as it is true, or raise TimeoutError after *within* seconds."""
        async with asyncio.timeout(within):
            while not (found := check()):
                await self._change.wait()
        return found

    @property
    def messages(self) -> list[Message]:
        """Return what the bot wrote on its own, deleted messages included; answers to interactions are not there."""
        return [one for one in self.world.messages.values() if one.author == APPLICATION and one.interaction is None]

    def per_nonce(self) -> Counter[str]:
        """Return how many messages exist with each nonce."""
        return Counter(one.nonce for one in self.messages if one.nonce is not None)

    def doubled(self) -> list[str]:
        """Return the nonces of which there is more than one message."""
        return [nonce for nonce, count in self.per_nonce().items() if count > 1]

    def with_status(self, *statuses: int) -> list[Request]:
        return [one for one in self.requests if one.status in statuses]

    def invalid(self) -> int:
        """Return how many answers count towards being shut out."""
        return sum(one.invalid for one in self.requests)

    def peak(self, route: str = "") -> int:
        """Return the most requests in any one second whose method and route begin with *route*."""
        return _most(one.at for one in self.requests if f"{one.method} {one.route}".startswith(route))

    def as_json(self) -> dict[str, Any]:
        totals = {"requests": len(self.requests), "messages": len(self.messages), "peak": self.peak()}
        totals |= {"refused": len(self.with_status(429)), "invalid": self.invalid(), "doubled": len(self.doubled())}
        return {
            "totals": totals,
            "gateway": self.gateway,
            "requests": [asdict(one) for one in self.requests],
            "messages": [asdict(one) for one in self.world.messages.values()],
        }


def _most(times: Iterable[float]) -> int:
    most, window = 0, deque[float]()
    for time_ in sorted(times):
        window.append(time_)
        while window[0] <= time_ - 1.0:
            window.popleft()
        most = max(most, len(window))
    return most
