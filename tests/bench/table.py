"""The table of goal and measured."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    goal: str
    measured: str
    met: bool


def p99(taken: Sequence[float]) -> float:
    return statistics.quantiles(taken, n=100, method="inclusive")[98]


def show(rows: Sequence[Row]) -> None:
    lines = [
        ("what", "goal", "measured", ""),
        *((r.what, r.goal, r.measured, "met" if r.met else "NOT MET") for r in rows),
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(3)]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, [*widths, 0], strict=True)).rstrip())
