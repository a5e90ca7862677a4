"""The systemd unit: read by systemd's own tools, and compared with what it must agree with."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from bot import exit_codes
from bot.reminders import engine
from tests.machine import unit
from tests.machine.conftest import lacking
from tests.machine.sandbox import ROOT

EXPOSURE = 15
"""Tenths, at most: 11 were measured with systemd 252, where a service that restricts nothing has 96."""


@pytest.fixture
def analyse(tmp_path: Path):
    """Return a function that asks systemd-analyze about the unit, with one text in it replaced by another."""
    if unit.analyser() is None:
        lacking("systemd-analyze is not installed: apt-get install systemd")

    def ask(*words: str, old: str = "", new: str = "") -> subprocess.CompletedProcess[str]:
        file = unit.installed(tmp_path)
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        command = ["systemd-analyze", *words, "--no-pager", str(file)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return ask


def test_systemd_reads_it_without_a_complaint(analyse):
    done = analyse("verify")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    (
        ("ProtectSystem=", "ProtectSystems=", "Unknown key 'ProtectSystems'"),
        ("ProtectSystem=strict", "ProtectSystem=strictly", "strictly"),
        ('charley" run', 'no-such-charley" run', "not executable"),
    ),
)
def test_what_systemd_would_not_understand_is_found(analyse, old, new, complaint):
    assert complaint in analyse("verify", old=old, new=new).stderr


def test_it_is_exposed_to_little(analyse):
    done = analyse("security", "--offline=true", f"--threshold={EXPOSURE}")
    assert done.returncode == 0, done.stdout
    weaker = analyse("security", "--offline=true", f"--threshold={EXPOSURE}", old="CapabilityBoundingSet=\n")
    assert weaker.returncode != 0


def test_it_is_not_started_again_where_that_cannot_help():
    assert [int(word) for word in unit.one("RestartPreventExitStatus").split()] == list(exit_codes.FINAL)


def test_deliveries_under_way_are_finished_before_it_is_killed():
    assert float(unit.one("TimeoutStopSec").removesuffix("s")) >= engine.CLOSING + 5


def test_its_starts_do_not_use_up_what_discord_grants_for_a_day():
    assert unit.one("StartLimitIntervalSec", "Unit") == "1d"
    assert int(unit.one("StartLimitBurst", "Unit")) * 2 <= 1_000, "with two shards too"


def test_it_runs_as_nobody_who_could_change_the_program():
    assert unit.one("User") == unit.one("Group") == "charley"
    assert unit.one("WorkingDirectory") == f"%S/{unit.one('StateDirectory')}"
    assert f"DATA_DIR={unit.one('WorkingDirectory')}" in unit.settings()["Environment"]
    assert "ReadWritePaths" not in unit.settings()


def test_it_is_limited_as_the_container_is():
    service = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]["charley"]
    assert unit.one("MemoryMax").casefold() == service["mem_limit"]
    assert int(unit.one("TasksMax")) == service["pids_limit"]
    assert unit.one("TimeoutStopSec") == service["stop_grace_period"]
    assert int(unit.one("LimitCORE")) == service["ulimits"]["core"]


def test_the_example_of_settings_reads_alike_for_systemd():
    """To systemd a # within a line is part of the value, and what the file sets wins over the unit."""
    assert unit.one("EnvironmentFile").startswith("/"), "a missing file is a fault, as a token is needed"
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    set_ = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in set_ if not re.fullmatch(r"[A-Z_]+=[^#\s]*", line)] == []
    assert [line for line in set_ if line.startswith("DATA_DIR=")] == []
