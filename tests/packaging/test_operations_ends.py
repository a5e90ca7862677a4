"""docs/operations.md tells each way in which the program ends, and whether starting again helps."""

from __future__ import annotations

from bot.exit_codes import ExitCode
from bot.reminders.engine import CLOSING
from tests.packaging.pages import ROOT, page, parts, rows

PART = parts(page("docs/operations.md"))["How it ended"]


def test_the_table_of_exit_codes_is_that_of_the_program() -> None:
    told = [row[:3] for row in rows(PART)]
    assert told == [[str(code.value), code.words, "no" if code.is_final else "yes"] for code in ExitCode]


def test_after_each_there_is_something_to_do() -> None:
    assert [row[0] for row in rows(PART) if not row[3]] == []


def test_the_time_that_stopping_takes_is_that_of_the_program() -> None:
    assert f"within {CLOSING:.0f} seconds, and ends with 0" in " ".join(PART.split())


def test_what_systemd_does_after_a_code_is_what_is_told() -> None:
    unit = (ROOT / "deploy/charley.service").read_text(encoding="utf-8")
    told = {name: value for name, _, value in (line.partition("=") for line in unit.splitlines())}
    prevented = {int(code) for code in told["RestartPreventExitStatus"].split()}
    assert prevented == {code.value for code in ExitCode if code.is_final}
    assert f"starts it again after {told['RestartSec'].removesuffix('s')} seconds" in PART
    assert f"After {told['StartLimitBurst']} starts in a day" in PART
