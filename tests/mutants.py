"""Count how many mutants of the triage a test has noticed, and fail where that is too few: `make mutants`.

What survives, and why, stands in docs/mutants.md.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

LEAST = 0.85
"""Share of all mutants that a test must notice."""

RESULTS = Path("mutants/bot/triage")

NOTICED = {1, 3, 36, 24, -24, 152, 255}
"""How a run of pytest ends that noticed: a failed test, an error, or no end at all."""

UNCHECKED = None


def read(results: Path) -> dict[str, dict[str, int | None]]:
    """Return for each module its mutants, each with how the tests ended that were run on it."""
    files = sorted(results.glob("*.py.meta"))
    found = {file.name.removesuffix(".py.meta"): json.loads(file.read_bytes())["exit_code_by_key"] for file in files}
    return {module: mutants for module, mutants in found.items() if mutants}


def report(found: Mapping[str, Mapping[str, int | None]]) -> tuple[str, bool]:
    """Return the figures as lines to read, with every survivor, and whether enough was noticed."""
    lines = [f"{'module':<12} {'mutants':>7} {'noticed':>7}   share"]
    whole: Counter[str] = Counter()
    survivors: list[str] = []
    for module, mutants in found.items():
        checked = {name: code for name, code in mutants.items() if code is not UNCHECKED}
        noticed = sum(code in NOTICED for code in checked.values())
        survivors += [name for name, code in checked.items() if code not in NOTICED]
        whole.update(mutants=len(checked), noticed=noticed, unchecked=len(mutants) - len(checked))
        if checked:
            lines.append(_line(module, len(checked), noticed))
    if not whole["mutants"]:
        return "No mutant was checked.", False
    lines += [_line("all", whole["mutants"], whole["noticed"]), "", "Survivors (mutmut show NAME):"]
    lines += [f"  {name}" for name in survivors] or ["  none"]
    if whole["unchecked"]:
        lines += ["", f"{whole['unchecked']} were not checked."]
    enough = whole["noticed"] / whole["mutants"] >= LEAST
    lines += ["", f"{'Enough' if enough else 'Too few'}: at least {LEAST:.0%} must be noticed."]
    return "\n".join(lines), enough


def _line(name: str, mutants: int, noticed: int) -> str:
    return f"{name:<12} {mutants:>7} {noticed:>7}  {noticed / mutants:>6.1%}"


if __name__ == "__main__":
    told, enough = report(read(RESULTS))
    print(told)
    sys.exit(not enough)
