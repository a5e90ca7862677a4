"""Run the Makefile in a folder of its own, with a Python that only writes down what it is asked for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PYTHON = """#!/bin/sh
echo "$*" >> "{calls}"
case "$*" in
    *"{refuse}"*) echo "refused: $*" >&2; exit 1 ;;
    --version) echo "Python 3.9.18" ;;
    "-m venv --clear "*) mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
esac
"""


class Place:
    """A folder with a space in its name that holds a Makefile and locks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls_file = folder.parent / "calls"
        folder.mkdir()
        shutil.copy(ROOT / "Makefile", folder)
        shutil.copy(ROOT / "pyproject.toml", folder)
        shutil.copytree(ROOT / "requirements", folder / "requirements")
        self.age(100)
        self.allow_all_but("nothing at all")

    def age(self, seconds: int) -> None:
        """Make every file this old: what is written within one tick of the clock has the same time."""
        then = time.time() - seconds
        for file in self.folder.rglob("*"):
            os.utime(file, (then, then))

    def allow_all_but(self, refuse: str) -> None:
        for python in (self.folder / "python", self.folder / ".venv/bin/python"):
            if python.parent.is_dir():
                python.write_text(PYTHON.format(calls=self.calls_file, refuse=refuse))
                python.chmod(0o755)

    def make(self, *words: str) -> subprocess.CompletedProcess[str]:
        self.calls_file.write_text("")
        command = ["make", "--no-print-directory", "PYTHON=./python", *words]
        # Not the flags of the `make test` that runs this test.
        environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"}
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)

    @property
    def calls(self) -> str:
        return self.calls_file.read_text()


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path / "a folder")


def test_set_up_once_then_nothing_to_do(place):
    first = place.make("setup")
    assert first.returncode == 0, first.stderr
    assert "Ready." in first.stdout
    assert [lock for lock in ("build", "run", "dev", "demo", "lock") if f"requirements/{lock}.txt" in place.calls] == [
        "build",
        "run",
        "dev",
    ]
    second = place.make("setup")
    assert (second.stdout, place.calls) == ("Nothing to do: .venv is up to date.\n", "")


def test_only_what_changed_is_installed_again(place):
    place.make("setup")
    for changed, installed in (("requirements/dev.txt", "-r requirements/dev.txt"), ("pyproject.toml", "-e .")):
        place.age(10)
        (place.folder / changed).touch()
        assert "Ready." in place.make("setup").stdout
        (call,) = place.calls.splitlines()
        assert call.endswith(installed)


def test_a_failed_install_is_tried_again(place):
    place.allow_all_but("dev.txt")
    failed = place.make("setup")
    assert failed.returncode != 0
    assert "refused" in failed.stderr
    place.allow_all_but("nothing at all")
    assert "Ready." in place.make("setup").stdout
    assert re.findall(r"requirements/(\w+)", place.calls) == ["dev"]


def test_nothing_is_installed_without_a_hash(place):
    place.make("setup")
    installs = [call for call in place.calls.splitlines() if "install" in call]
    assert len(installs) == 4
    for call in installs:
        assert ("--require-hashes" in call and "--only-binary :all:" in call) or "--no-index --no-deps" in call


def test_running_the_bot_installs_no_tools(place):
    place.make("run")
    assert re.findall(r"requirements/(\w+)", place.calls) == ["build", "run"]


def test_an_old_python_is_told_in_one_line(place):
    place.allow_all_but("version_info")
    answer = place.make("setup")
    assert answer.returncode != 0
    told, *rest = answer.stderr.splitlines()
    assert "needs Python 3.11 or newer" in told
    assert "Python 3.9.18" in told
    assert [line for line in rest if not line.startswith("make: ***")] == []
    assert not (place.folder / ".venv").exists()


def test_help_names_every_target(place):
    text = (ROOT / "Makefile").read_text()
    documented = set(re.findall(r"^  make ([a-z-]+) ", place.make().stdout, re.MULTILINE))
    assert documented == set(re.findall(r"^([a-z][a-z-]*):.*##", text, re.MULTILINE))
    assert documented >= {"help", "setup", "demo", "test", "run", "check", "bench", "lock"}


def test_ci_script_can_be_read():
    script = ROOT / ".ci/run"
    subprocess.run(["bash", "-n", script], check=True)
    assert script.stat().st_mode & 0o111
    assert "set -euo pipefail" in script.read_text()
