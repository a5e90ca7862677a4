"""docs/reliability.md lists every fault with its short form, and has its place for the full run."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.chaos import report, test_chaos
from tests.chaos.faults import FAULTS

PAGE = Path(__file__).parents[2] / "docs/reliability.md"

WHOLE: dict[str, Any] = {
    "commit": "abc1234", "began": "2026-11-22T13:00:00+00:00", "seed": 7, "minutes": 30.0, "cores": 2, "disk": "filled up",
    "lines": [{"name": "nothing twice", "figures": "5 messages", "holds": True, "faults": []},
              {"name": "all well", "figures": "1 fault", "holds": False, "faults": ["outage: well after 61 s"]}],
    "windows": [{"fault": "outage", "recovery": 61.0}, {"fault": "outage", "recovery": 3.0}, {"fault": "op 7", "recovery": 0.0}],
    "lost": {"outage": 12}, "failed": {},
}  # fmt: skip


def test_every_fault_stands_in_the_page_with_its_short_form() -> None:
    assert report.between(PAGE.read_text(encoding="utf-8"), report.FAULTS) == report.faults_table()
    names = re.findall(r"`(test_charley_\w+)\[?", report.faults_table() + PAGE.read_text(encoding="utf-8"))
    assert {name for name in names if not hasattr(test_chaos, name)} == set()
    marks = vars(test_chaos.test_charley_gets_over)["pytestmark"]
    (parameters,) = [one for one in marks if one.name == "parametrize"]
    assert parameters.args[1] == tuple(FAULTS)


def test_a_run_is_written_into_its_place_and_nowhere_else(tmp_path: Path) -> None:
    page = Path(shutil.copy(PAGE, tmp_path))
    before = page.read_text(encoding="utf-8")
    report.write(page, report.RUN, report.table(WHOLE))
    report.write(page, report.RUN, report.table(WHOLE))
    after = page.read_text(encoding="utf-8")
    told = report.between(after, report.RUN)
    begin, end = report.marks(report.RUN)
    assert (after.partition(begin)[0], after.partition(end)[2]) == (
        before.partition(begin)[0],
        before.partition(end)[2],
    )
    assert "Commit `abc1234`, 2026-11-22, seed 7, 30 minutes, 2 cores. Disk full: filled up." in told
    assert "| all well | 1 fault | **no** |" in told
    assert "| op 7 | 1 | 0.0 | 0 | 0 |\n| outage | 2 | 61.0 | 12 | 0 |" in told


def test_a_page_without_a_place_for_it_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing")
    with pytest.raises(ValueError, match="has no place"):
        report.write(page, report.RUN, report.table(WHOLE))
    assert page.read_text() == "nothing"


def test_the_run_in_the_page_held_every_line() -> None:
    told = report.between(PAGE.read_text(encoding="utf-8"), report.RUN)
    assert re.match(r"Commit `[0-9a-f]{10}`, \d{4}-\d\d-\d\d, seed \d+, \d+ minutes, \d+ cores\.", told)
    rows = re.findall(r"^\| (.+?) \| .+ \| (yes|\*\*no\*\*) \|$", told, re.MULTILINE)
    assert len(rows) >= 9
    assert {name for name, holds in rows if holds != "yes"} == set()
    assert {one for one in FAULTS if f"\n| {one} |" not in told} == set()
