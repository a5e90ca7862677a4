"""PRIVACY.md says what the program does: every column, every period, and one place for whoever runs it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from importlib import import_module

import pytest

from bot.replies import privacy
from bot.store.migrations import shipped
from tests.packaging.pages import ROOT, page, parts, rows

TEXT = page("PRIVACY.md")
PARTS = parts(TEXT)
UNITS = {"seconds": timedelta(seconds=1), "days": timedelta(days=1), "weeks": timedelta(weeks=1)}
BARE = {"WINDOW": "seconds", "WEEKS_KEPT": "weeks"}
"""Constants that are plain numbers, and of what."""


def columns() -> set[str]:
    """Return every column that the migrations make."""
    with closing(sqlite3.connect(":memory:")) as made:
        for migration in shipped():
            made.executescript(migration.sql)
        tables = [name for (name,) in made.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        kept = [name for name in tables if not name.startswith("sqlite_")]
        return {f"{table}.{row[1]}" for table in kept for row in made.execute(f"PRAGMA table_info({table})")}


def test_each_column_is_told_and_no_other() -> None:
    told = [row[0].strip("`") for row in rows(PARTS["Each column of the database"])]
    assert set(told) == columns()
    assert len(told) == len(set(told))


def test_of_each_column_it_is_told_what_it_holds_and_about_whom() -> None:
    for name, what, whom in rows(PARTS["Each column of the database"]):
        assert what, name
        assert whom in {"you", "a server", "you or a server"}, name


def test_what_is_about_a_person_alone_is_said_to_be() -> None:
    whom = {row[0].strip("`"): row[2] for row in rows(PARTS["Each column of the database"])}
    personal = {name for name in whom if name.partition(".")[0] in {"people", "members", "weeks"}}
    assert {name for name in personal if whom[name] != "you"} == set()


def test_the_periods_are_those_of_the_program() -> None:
    told: dict[str, timedelta] = {}
    for _, how_long, name in rows(PARTS["How long"]):
        if name:
            number, unit = how_long.split()
            told[name.strip("`")] = int(number) * UNITS[unit]
    real: dict[str, timedelta] = {}
    for name in told:
        module, _, constant = name.rpartition(".")
        value = getattr(import_module(module), constant)
        real[name] = value if isinstance(value, timedelta) else value * UNITS[BARE[constant]]
    assert told == real
    assert {name.rpartition(".")[2] for name in told} == {"KEPT", "GRACE", "WEEKS_KEPT", "WINDOW"}


@pytest.mark.parametrize("constant", ("KEPT", "GRACE"))
def test_what_privacy_show_says_of_periods_is_on_the_page(constant: str) -> None:
    days = getattr(import_module("bot.reminders.engine"), constant).days
    assert [line for line in privacy.HOW_LONG if re.search(rf"\b{days} days\b", line)]
    assert re.search(rf"\| {days} days \|", PARTS["How long"])


def test_a_backup_lives_as_long_here_as_the_bot_tells() -> None:
    (told,) = [line for line in privacy.HOW_LONG if "backup" in line]
    days = re.findall(r"\d+ days", told)
    assert len(days) == 1
    assert days == re.findall(r"\d+ days", next(line for line in TEXT.splitlines() if "delete each within" in line))
    assert re.findall(r"\d+ days", privacy.deleted_page().text()) == days
    assert f"at most {days[0].split()[0]}]" in PARTS["Who runs this Charley"]


def test_each_way_of_privacy_is_named() -> None:
    for wish in ("show", "export", "delete"):
        assert f"`/privacy {wish}`" in PARTS["See it, take it, delete it"]


def test_there_is_one_place_to_fill_in() -> None:
    assert PARTS["Who runs this Charley"].count("[FILL IN: ") == TEXT.count("FILL IN") >= 6
    others = (path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")) if path.name != "PRIVACY.md")
    assert [path.name for path in others if "[FILL IN" in path.read_text(encoding="utf-8")] == []


def test_the_terms_lead_to_that_place() -> None:
    assert page("TERMS.md").count("(PRIVACY.md#who-runs-this-charley)") == 2
