"""How the reports of pip-audit 2.10 are read; the lists themselves are asked by `make audit` alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.audit import CLEAN, FAULTY, UNKNOWN, verdict

ROOT = Path(__file__).parents[2]

SOUND = {"name": "yarl", "version": "1.25.1", "vulns": []}
FAULT = {"id": "PYSEC-2026-1", "fix_versions": ["0.1.3"], "aliases": [], "description": "Loops for ever."}
BAD = {"name": "mdurl", "version": "0.1.2", "vulns": [FAULT, FAULT | {"id": "PYSEC-2026-2", "fix_versions": []}]}
MISSED = {
    "name": "regex",
    "skip_reason": "Dependency not found on PyPI and could not be audited: regex (2026.11.15)",
}
FAILED = ""
"""It has raised an error: its traceback is not among what it reports."""


def report(*packages: object) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


@pytest.mark.parametrize(
    ("reports", "code", "lines"),
    (
        pytest.param([report(SOUND)], CLEAN, ["Locked packages looked up: 1. Known faults: none."], id="all sound"),
        pytest.param(
            [report(SOUND), report(SOUND, BAD)],
            FAULTY,
            [
                "mdurl 0.1.2: PYSEC-2026-1, mended in 0.1.3",
                "mdurl 0.1.2: PYSEC-2026-2, not mended yet",
                "Locked packages looked up: 2. Known faults: 2.",
            ],
            id="two locks, with faults in one package",
        ),
        pytest.param(
            [report(SOUND, MISSED)],
            UNKNOWN,
            ["Not everything was audited: regex could not be looked up. Packages looked up: 1."],
            id="one package is on no list",
        ),
        pytest.param(
            [report(BAD, MISSED)],
            FAULTY,
            [
                "mdurl 0.1.2: PYSEC-2026-1, mended in 0.1.3",
                "mdurl 0.1.2: PYSEC-2026-2, not mended yet",
                "Not everything was audited: regex could not be looked up. Packages looked up: 1.",
            ],
            id="faults, and one package is on no list",
        ),
        pytest.param(
            [report(SOUND), FAILED],
            UNKNOWN,
            ["Not everything was audited: a whole lock could not be looked up. Packages looked up: 1."],
            id="the lists are gone half way",
        ),
    ),
)
def test_what_was_looked_up_is_told(reports, code, lines):
    assert verdict(reports) == (code, lines)


@pytest.mark.parametrize(
    "reports",
    (
        pytest.param([report(MISSED)], id="no package is found"),
        pytest.param([FAILED], id="no connection"),
        pytest.param(["[]"], id="something else"),
        pytest.param(["{}"], id="an empty object"),
        pytest.param([report()], id="an empty lock"),
        pytest.param([], id="no lock"),
    ),
)
def test_nothing_audited_is_never_called_sound(reports):
    code, (line,) = verdict(reports)
    assert code == UNKNOWN
    assert line == "The public lists of known faults cannot be reached from here: nothing was audited."


def test_audit_asks_about_every_lock_of_what_runs():
    (recipe,) = re.findall(r"^audit:.*\n\t(.*)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert "-m tests.audit requirements/run.txt requirements/demo.txt" in recipe
    assert "make audit" not in (ROOT / ".ci/run").read_text()
