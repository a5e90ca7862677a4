"""The program itself, run as a person runs it: in a folder of its own, with nothing set."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import Settings

CHARLEY = Path(sys.executable).with_name("charley")

Done = subprocess.CompletedProcess[str]


@pytest.fixture
def environment() -> dict[str, str]:
    """Return this process's environment without settings, and with `charley` found first."""
    kept = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
    return kept | {"PATH": f"{CHARLEY.parent}:{os.environ['PATH']}"}


@pytest.fixture
def shell(environment: dict[str, str], tmp_path: Path) -> Callable[..., Done]:
    """Return a function that runs one line of shell."""

    def run(line: str, *, stdin: str | bytes = "", **settings: str) -> Done:
        done = subprocess.run(
            line,
            shell=True,
            cwd=tmp_path,
            env=environment | settings,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            check=False,
        )
        return subprocess.CompletedProcess(line, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
