"""The ledger for people: a table in the terminal, and the one in docs/reliability.md."""

from __future__ import annotations

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


def write(page: Path, whole: dict[str, Any]) -> None:
    """Put the run into its place in the page, and the faults in theirs; raise ValueError if there is none."""
    text = page.read_text(encoding="utf-8")
    if RUN not in _places(text) or FAULTS not in _places(text):
        raise ValueError(f"{page} has no place for the table: {marks(RUN)}")
    text = text.replace(_whole(text, RUN), f"{marks(RUN)[0]}\n\n{table(whole)}\n\n{marks(RUN)[1]}")
    text = text.replace(_whole(text, FAULTS), f"{marks(FAULTS)[0]}\n\n{faults_table()}\n\n{marks(FAULTS)[1]}")
    page.write_text(text, encoding="utf-8")


def between(text: str, place: str) -> str:
    """Return what stands in a place of a page."""
    begin, end = marks(place)
    return text.partition(begin)[2].partition(end)[0].strip()


def marks(place: str) -> tuple[str, str]:
    """Return the comments between which a place lies."""
    return f"<!-- {place} -->", f"<!-- end of {place} -->"


def _places(text: str) -> set[str]:
    return {place for place in (RUN, FAULTS) if all(mark in text for mark in marks(place))}


def _whole(text: str, place: str) -> str:
    begin, end = marks(place)
    return begin + text.partition(begin)[2].partition(end)[0] + end
