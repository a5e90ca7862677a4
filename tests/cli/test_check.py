"""check: all faults at once, of settings, content and commands, and an exit code for scripts."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.knowledge.place import content_place


@pytest.fixture
def faulty_content(tmp_path: Path) -> Path:
    """Return a folder with a copy of the package whose content has two faults."""
    place = tmp_path / "copy"
    shutil.copytree(content_place().parent / "bot", place / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(content_place(), place / "content")
    with (place / "content/menu.yaml").open("a", encoding="utf-8") as menu:
        menu.write("surprise: 1\n")
    (place / "content/glossary.yaml").write_text("names: [a]\n", encoding="utf-8")
    return place


def test_a_sound_house_is_said_to_be_in_order(shell):
    done = shell("charley check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "in order" in done.stdout


def test_every_faulty_setting_is_listed_and_no_value_is_repeated(shell):
    secret = "not a token at all"
    done = shell(
        "charley check",
        DISCORD_TOKEN=secret,
        DISCORD_API_URL="http://example.invalid/secret",
        LOG_LEVEL="loud-secret",
        LOG_FORMAT="secret",
    )
    assert done.returncode == 1
    *told, last = done.stderr.splitlines()
    assert [line.partition(":")[0] for line in told] == ["DISCORD_TOKEN", "DISCORD_API_URL", "LOG_LEVEL", "LOG_FORMAT"]
    assert last == "4 faults in the settings."
    assert "secret" not in done.stderr
    assert secret not in done.stderr
    assert "in order" not in done.stdout


def test_faults_of_settings_and_content_are_told_together(shell, faulty_content):
    done = shell("python -m bot check", LOG_LEVEL="loud", PYTHONPATH=str(faulty_content))
    assert done.returncode == 1
    assert "LOG_LEVEL: " in done.stderr
    assert "menu.yaml:" in done.stderr
    assert "glossary.yaml:1:1: " in done.stderr
    assert "faults in the content." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("place", ("file", "file/below"))
def test_a_data_folder_that_cannot_be_made_is_told_beside_faulty_settings(shell, tmp_path, place):
    (tmp_path / "file").touch()
    done = shell("charley check", DATA_DIR=place, LOG_LEVEL="loud")
    assert done.returncode == 1
    assert done.stderr.splitlines()[1:] == [
        "1 fault in the settings.",
        f"{place}/charley.db: Not a directory; give the user that runs Charley a folder to write in",
        "1 fault in the database.",
    ]
    assert "in order" not in done.stdout


def test_a_damaged_database_is_told_beside_faulty_settings(shell, tmp_path):
    (tmp_path / ".env").write_text("DATA_DIR=kept\nLOG_FORMAT=xml\n")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/charley.db").write_text("no database" * 100)
    done = shell("charley check")
    assert done.returncode == 1
    assert "LOG_FORMAT: " in done.stderr
    assert "kept/charley.db: it is no database" in done.stderr


def test_nothing_is_made_where_there_was_no_database(shell, tmp_path):
    assert shell("charley check", DATA_DIR="not/there/yet").returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_faults_of_the_content_stop_every_command_that_needs_it(shell, faulty_content):
    for line in ("ask hello", "triage", "content", "content caffeine"):
        done = shell(f"python -m bot {line}", PYTHONPATH=str(faulty_content))
        assert done.returncode == 1, line
        assert "menu.yaml:" in done.stderr, line
        assert "Traceback" not in done.stderr, line


def test_a_bad_pattern_of_a_sign_is_a_fault_of_the_content(shell, faulty_content):
    for file in ("menu.yaml", "glossary.yaml"):
        shutil.copy(content_place() / file, faulty_content / "content")
    signs = next((faulty_content / "content/signs").glob("*.yaml"))
    signs.write_text(signs.read_text().replace("    any:\n", '    any:\n      - "(unclosed"\n', 1))
    done = shell("python -m bot check", PYTHONPATH=str(faulty_content))
    assert done.returncode == 1
    assert "(unclosed" in done.stderr
    assert "1 fault in the content." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_of_another_language_is_a_fault_of_the_content(shell, faulty_content):
    for file in ("menu.yaml", "glossary.yaml"):
        shutil.copy(content_place() / file, faulty_content / "content")
    spanish = faulty_content / "content/languages/es.yaml"
    spanish.write_text(spanish.read_text().replace("    any:\n", '    any:\n      - "(unclosed"\n', 1))
    (faulty_content / "content/languages/fr.yaml").write_text("name: [x]\n")
    done = shell("python -m bot check", PYTHONPATH=str(faulty_content))
    assert done.returncode == 1
    assert re.search(r"^languages/es\.yaml:\d+:\d+: sign [a-z-]+, any: '\(unclosed' ", done.stderr, re.MULTILINE)
    assert "languages/fr.yaml:1:7: `name` is a list" in done.stderr
    assert "faults in the content." in done.stderr
    assert "in order" not in done.stdout
    assert "Traceback" not in done.stderr


def test_run_names_every_faulty_setting(shell):
    done = shell("charley run", LOG_LEVEL="loud", LOG_FORMAT="odd")
    assert done.returncode == 2
    assert "2 faults in the settings." in done.stderr
