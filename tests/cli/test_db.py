"""db: the database is made, copied and looked at without a token; each fault is one line and an exit code."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest


def test_migrate_makes_the_database_once(shell, tmp_path):
    done = shell("charley db migrate")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "data/charley.db: 0001_reminders applied.\n"
    assert shell("charley db migrate").stdout == "data/charley.db is up to date.\n"
    assert shell("charley db migrate", DATA_DIR=str(tmp_path / "else where")).returncode == 0
    assert (tmp_path / "else where" / "charley.db").is_file()


def test_info_tells_a_person_and_a_program(shell, tmp_path):
    shell("charley db migrate")
    with closing(sqlite3.connect(tmp_path / "data/charley.db", isolation_level=None)) as plain:
        plain.execute("INSERT INTO people (id) VALUES (1)")
    told = json.loads(shell("charley db info --json").stdout)
    assert told.pop("counts") == dict.fromkeys(
        ("servers", "reminders", "schedules", "scheduled", "claimed", "retry", "sent", "skipped", "failed", "unknown"),
        0,
    ) | {"people": 1}
    assert told == {
        "path": "data/charley.db",
        "bytes": (tmp_path / "data/charley.db").stat().st_size,
        "version": "0001_reminders",
        "pending": [],
        "integrity": "ok",
    }
    lines = dict(line.split(maxsplit=1) for line in shell("charley db info").stdout.splitlines())
    assert (lines["people"], lines["servers"], lines["pending"]) == ("1", "0", "nothing")
    assert (lines["integrity"], lines["path"]) == ("ok", "data/charley.db")


def test_backup_writes_a_new_file_and_never_over_one(shell, tmp_path):
    shell("charley db migrate")
    done = shell("charley db backup copy.db")
    assert (done.returncode, done.stderr) == (0, "")
    before = (tmp_path / "copy.db").read_bytes()
    again = shell("charley db backup copy.db")
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr == "copy.db: there is such a file already; choose another name\n1 fault in the database.\n"
    assert (tmp_path / "copy.db").read_bytes() == before


def test_erase_deletes_a_person_and_no_other(shell, tmp_path):
    shell("charley db migrate")
    people = (111_111_111_111_111_111, 222_222_222_222_222_222)
    with closing(sqlite3.connect(tmp_path / "data/charley.db", isolation_level=None)) as plain:
        plain.executemany("INSERT INTO people (id, zone) VALUES (?, 'Europe/Berlin')", [(one,) for one in people])
        plain.executemany(
            "INSERT INTO reminders (kind, rule, owner, variant, number) VALUES ('stretch', '{}', ?, 'both', 0)",
            [(one,) for one in people],
        )
    done = shell(f"charley db erase {people[0]}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Nothing is stored about this person any more.\n"
    with closing(sqlite3.connect(tmp_path / "data/charley.db")) as plain:
        assert plain.execute("SELECT id FROM people").fetchall() == [(people[1],)]
        assert plain.execute("SELECT owner FROM reminders").fetchall() == [(people[1],)]
    assert shell(f"charley db erase {people[0]}").stdout == "Nothing was stored about this person.\n"
    assert json.loads(shell("charley db info --json").stdout)["counts"]["people"] == 1


def test_erase_takes_an_id_and_no_name(shell, tmp_path):
    done = shell("charley db erase ada")
    assert done.returncode == 2
    assert "usage: charley db erase" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("line", ("charley db info", "charley db backup copy.db", "charley db erase 1"))
def test_without_a_database_there_is_nothing_to_tell_or_copy(shell, tmp_path, line):
    done = shell(line)
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no database yet" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "line",
    ("charley db info", "charley db backup copy.db", "charley db migrate", "charley db erase 1", "charley check"),
)
@pytest.mark.parametrize("fault", ("damaged", "newer"))
def test_a_damaged_or_newer_database_is_one_fault(shell, tmp_path, line, fault):
    shell("charley db migrate")
    path = tmp_path / "data/charley.db"
    if fault == "damaged":
        path.write_bytes(path.read_bytes()[:-5000])
    else:
        with closing(sqlite3.connect(path, isolation_level=None)) as plain:
            plain.execute("INSERT INTO migrations VALUES ('9999_later', '', 0)")
    before = path.read_bytes()
    done = shell(line)
    assert done.returncode == 1
    told, last = done.stderr.splitlines()
    assert told.startswith("data/charley.db: ")
    assert fault in told
    assert last == "1 fault in the database."
    assert path.read_bytes() == before
    assert not (tmp_path / "copy.db").exists()


def test_check_makes_no_database_and_reads_one_that_is_there(shell, tmp_path):
    assert shell("charley check").returncode == 0
    assert list(tmp_path.iterdir()) == []
    shell("charley db migrate")
    before = (tmp_path / "data/charley.db").read_bytes()
    done = shell("charley check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "database" in done.stdout
    assert (tmp_path / "data/charley.db").read_bytes() == before


@pytest.mark.parametrize("line", ("charley db", "charley db mend", "charley db backup"))
def test_wrong_usage_is_told_with_exit_code_2(shell, line):
    done = shell(line)
    assert done.returncode == 2
    assert "usage: charley db" in done.stderr


def test_wrong_settings_are_told_with_exit_code_2(shell):
    done = shell("charley db info", LOG_LEVEL="loud")
    assert (done.returncode, done.stdout) == (2, "")
    assert "LOG_LEVEL" in done.stderr
