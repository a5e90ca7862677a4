"""The ledger of a run: what was sent, how it was answered, what took long, and every breach."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

SHOWN = 5
"""Breaches, and slow ones, that are printed whole."""


@dataclass
class Ledger:
    """Count what happened; a run with a breach has failed."""

    seed: int
    grades: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    handlers: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    breaches: list[tuple[str, Any]] = field(default_factory=list)
    seconds: float = 0.0

    def note(self, grade: str, outcome: str, about: str, seconds: float) -> None:
        """Count one payload or text."""
        self.grades[grade] += 1
        self.outcomes[grade, outcome] += 1
        self.handlers[about] += 1
        if len(self.slowest) < SHOWN or seconds > self.slowest[-1][0]:
            self.slowest = sorted([*self.slowest, (seconds, about)], reverse=True)[:SHOWN]

    def breach(self, what: str, case: Any) -> None:
        """Keep a breach with the whole case."""
        self.breaches.append((what, case))

    def table(self, title: str) -> str:
        """Return the ledger as text."""
        total = sum(self.grades.values())
        lines = [f"{title}: {total:,} in {self.seconds:,.0f} s, seed {self.seed}, {len(self.breaches)} breaches", ""]
        outcomes = sorted({outcome for _, outcome in self.outcomes})
        lines.append(f"{'':<10}{'all':>9}" + "".join(f"{one:>16}" for one in outcomes))
        for grade, count in self.grades.most_common():
            lines.append(f"{grade:<10}{count:>9,}" + "".join(f"{self.outcomes[grade, one]:>16,}" for one in outcomes))
        if self.kinds:
            lines += ["", "answers: " + ", ".join(f"{count:,} {kind}" for kind, count in self.kinds.most_common())]
        lines += ["", f"what they were about ({len(self.handlers)}):"]
        lines += [f"  {count:>7,}  {about}" for about, count in self.handlers.most_common()]
        lines += ["", "slowest: " + ", ".join(f"{1000 * seconds:.0f} ms {about}" for seconds, about in self.slowest)]
        for what, case in self.breaches[:SHOWN]:
            lines += ["", f"BREACH: {what}", json.dumps(case, default=str)]
        if len(self.breaches) > SHOWN:
            rest = Counter(what[:160] for what, _ in self.breaches[SHOWN:])
            lines += ["", "and more:", *(f"  {count:>6}  {what}" for what, count in rest.most_common(30))]
        return "\n".join(lines)
