"""Whether Charley lives, whether it can serve, and in plain words why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LATE: Final = 60.0
"""Seconds after which what is due and untouched means that reminders are late."""

LAG: Final = 1.0
"""Seconds without a turn of the event loop after which an answer within 3 s is no longer sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Hold the state of a running Charley at one moment; each default is how it begins."""

    shards: int = 1
    """Connections to Discord's gateway that are to be kept."""
    shards_ready: int = 0
    store_fault: str | None = "is not open yet"
    """What is wrong with the database, None if its last write went well."""
    engine_alive: bool = True
    """False only if the engine of reminders ended without having been told to."""
    overdue: float = 0.0
    """For how many seconds the oldest occurrence has been due without being claimed."""
    refusals: float = 0.0
    """For how many seconds nothing is sent, because Discord refused too much."""
    lag: float = 0.0
    """For how many seconds the event loop did not turn, at most, of late."""
    is_stopping: bool = False


def live_faults(seen: Snapshot) -> dict[str, str]:
    """Return why only a new start can help; that the event loop turns is shown by whoever calls this on it."""
    return {} if seen.engine_alive else {"engine": _DEAD}


def ready_faults(seen: Snapshot) -> dict[str, str]:
    """Return each reason why not all is served, by what is at fault."""
    faults: dict[str, str] = {}
    if seen.is_stopping:
        faults["engine"] = "Charley is stopping."
    elif not seen.engine_alive:
        faults["engine"] = _DEAD
    if seen.shards_ready < seen.shards:
        faults["gateway"] = _away(seen.shards_ready, seen.shards)
    if seen.store_fault is not None:
        faults["store"] = f"The database {seen.store_fault}."
    if seen.overdue > LATE:
        faults["reminders"] = f"Reminders are late: the oldest has been due for {seen.overdue:.0f} seconds."
    if seen.refusals > 0:
        faults["refusals"] = f"Discord refused too many requests: no reminder is sent for {seen.refusals:.0f} seconds."
    if seen.lag > LAG:
        faults["loop"] = f"The program stood still for {seen.lag:.1f} seconds; answers may come too late."
    return faults


def _away(ready: int, shards: int) -> str:
    if ready == 0:
        return "There is no connection to Discord."
    return f"Only {ready} of {shards} connections to Discord are up."


_DEAD: Final = "What sends reminders has ended; only a new start helps."
