"""Build the wheel without network, install it elsewhere and ask it a question from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq"]

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    done = subprocess.run(command, cwd=cwd, env=kept | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(*PIP, "wheel", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("charley-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    target = tmp_path_factory.mktemp("installed")
    run(*PIP, "install", "--no-index", "--no-deps", "--target", target, wheel, cwd=target)
    return target


def test_wheel_holds_the_bot_and_its_content_and_nothing_else(wheel):
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    content = {f"bot/_content/{path.relative_to(ROOT / 'content').as_posix()}" for path in files(ROOT / "content")}
    bot = {path.relative_to(ROOT).as_posix() for path in files(ROOT / "bot")}
    assert names == content | bot


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def test_installed_bot_answers_from_any_folder(installed, tmp_path):
    where = run(sys.executable, "-c", "import bot; print(bot.__file__)", cwd=tmp_path, PYTHONPATH=str(installed))
    assert Path(where.strip()).is_relative_to(installed), "the installed bot is what answers, not this folder's"
    command = [sys.executable, "-m", "bot", "ask", "Why does my calf cramp at night?"]
    answer = run(*command, cwd=tmp_path, PYTHONPATH=str(installed))
    assert "cramp" in answer.lower()
    assert "doctor" in answer.lower()
    assert list(tmp_path.iterdir()) == [], "asking leaves nothing behind"
