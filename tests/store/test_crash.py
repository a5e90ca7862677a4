"""Killed by SIGKILL after every statement in turn: each block happened whole or not at all."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store.examine import NAME, examine
from bot.store.store import open_store
from tests.store.crashing import BLOCKS, DAY, dump

ROOT = Path(__file__).parents[2]


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """Return a folder with one database for each statement that it was killed after."""
    subprocess.run([sys.executable, "-m", "tests.store.crashing", str(tmp_path)], check=True, cwd=ROOT)
    return tmp_path


@pytest.mark.slow
async def test_each_block_is_whole_or_never_was(crashed: Path):
    statements: list[str] = json.loads((crashed / "statements.json").read_text())
    # After opening, and after each block: how many statements had run, and what was stored.
    snapshots: list[tuple[int, dict]] = json.loads((crashed / "dumps.json").read_text())
    assert len({json.dumps(stored) for _, stored in snapshots}) == len(BLOCKS) + 1
    commits = [number for number, sql in enumerate(statements) if sql == "COMMIT"]
    assert len(commits) == len(BLOCKS) + 1  # and the migration

    seen = set()
    for last in range(len(statements)):
        folder = crashed / str(last)
        whole = sum(commit <= last for commit in commits)
        seen.add(whole)
        found = await examine(folder)
        assert found is not None
        assert bool(found.pending) == (whole == 0), statements[last]
        assert found.pending == () or dump(folder) == {}, statements[last]
        async with open_store(folder, now=lambda: DAY):
            pass
        assert [file.name for file in folder.iterdir()] == [NAME]
        assert dump(folder) == snapshots[max(whole - 1, 0)][1], statements[last]
    assert seen == set(range(len(BLOCKS) + 2))
    print(f"{len(statements)} crashes, each block whole or not at all")
