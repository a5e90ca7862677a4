"""The ledger for people: a table in the terminal, and the one in docs/reliability.md.

python -m tests.chaos.report docs/reliability.md writes the table of the faults anew, which a new one needs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from tests.chaos import faults
from tests.chaos.timeline import ERROR, UNANSWERED

RUN, FAULTS = "the full run", "the faults"
"""The places in the page: each lies between two markers."""
SHOWN = 12
"""Faults of a line that are printed; the JSON has all."""


def printed(whole: dict[str, Any]) -> str:
    """Return the ledger for a terminal."""
    lines: list[str] = []
    for one in whole["lines"]:
        lines.append(f"{'holds ' if one['holds'] else 'BROKEN'}  {one['name']}: {one['figures']}")
        lines += [f"            {fault}" for fault in one["faults"][:SHOWN]]
        if len(one["faults"]) > SHOWN:
            lines.append(f"            and {len(one['faults']) - SHOWN} more")
    broken = sum(not one["holds"] for one in whole["lines"])
    return "\n".join([*lines, f"{broken} lines do not hold." if broken else "Every line holds."])


def table(whole: dict[str, Any]) -> str:
    """Return the ledger as Markdown."""
    head = (
        f"Commit `{whole['commit']}`, {whole['began'][:10]}, seed {whole['seed']}, {whole['minutes']:g} minutes, "
        f"{whole['cores']} cores. Disk full: {whole['disk']}."
    )
    rows = [f"| {one['name']} | {one['figures']} | {'yes' if one['holds'] else '**no**'} |" for one in whole["lines"]]
    windows: dict[str, list[float]] = {}
    for one in whole["windows"]:
        windows.setdefault(one["fault"], []).append(one["recovery"])
    struck = [
        f"| {name} | {len(times)} | {max(times):.1f} | {whole['lost'].get(name, 0)} | {whole['failed'].get(name, 0)} |"
        for name, times in sorted(windows.items())
    ]
    return "\n".join(
        [
            head,
            "",
            "| what is promised | what was counted | holds |",
            "| --- | --- | --- |",
            *rows,
            "",
            "| fault | times | s until well, at most | unanswered meanwhile | told of an error |",
            "| --- | ---: | ---: | ---: | ---: |",
            *struck,
        ]
    )


def faults_table() -> str:
    """Return what goes wrong, and what that excuses, as rows of Markdown."""
    head = ("| fault | what happens | unanswered | told of an error | short form |", "| --- | --- | --- | --- | --- |")
    rows = (
        f"| {one.name} | {one.about} | {_may(UNANSWERED, one)} | {_may(ERROR, one)} | `test_charley_gets_over[{one.name}]` |"
        for one in faults.FAULTS.values()
    )
    return "\n".join((*head, *rows))


def _may(what: str, fault: faults.Fault) -> str:
    return "may be" if what in fault.excuses else "no"


def write(page: Path, place: str, told: str) -> None:
    """Put a table into its place in a page; raise ValueError if there is none."""
    text, (begin, end) = page.read_text(encoding="utf-8"), marks(place)
    before, is_begun, rest = text.partition(begin)
    _, is_ended, after = rest.partition(end)
    if not is_begun or not is_ended:
        raise ValueError(f"{page} has no place for {place}, which is between {begin} and {end}")
    page.write_text(f"{before}{begin}\n\n{told}\n\n{end}{after}", encoding="utf-8")


def between(text: str, place: str) -> str:
    """Return what stands in a place of a page."""
    begin, end = marks(place)
    return text.partition(begin)[2].partition(end)[0].strip()


def marks(place: str) -> tuple[str, str]:
    """Return the comments between which a place lies."""
    return f"<!-- {place} -->", f"<!-- end of {place} -->"


if __name__ == "__main__":
    write(Path(sys.argv[1]), FAULTS, faults_table())
