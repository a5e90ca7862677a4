"""ask, triage and content: what they print, in which order, and what they do with bad input."""

from __future__ import annotations

import json

import pytest

from bot.app import Parts, build


@pytest.fixture(scope="module")
def parts() -> Parts:
    return build()


def lines(*rows: object) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_ask_prints_the_warning_first(shell, parts):
    done = shell("charley ask 'my chest hurts'")
    assert done.returncode == 0
    assert done.stdout.startswith("Get help now\n============\n")
    assert "112" in done.stdout


def test_ask_as_json_holds_every_part_of_the_answer(shell, parts):
    done = shell("charley ask --json 'my chest hurts and my calf cramps'")
    answer = json.loads(done.stdout)
    assert set(answer) == {"level", "soft", "signs", "cards", "known", "text"}
    assert answer["level"] == "emergency"
    (sign,) = answer["signs"]
    assert sign["id"] in {sign.id for sign in parts.content.signs}
    assert all(words in "my chest hurts and my calf cramps" for words in sign["words"])
    assert set(answer["cards"]) <= set(parts.content.cards)
    assert answer["text"].startswith("## Get help now")


def test_triage_answers_each_line_in_order(shell):
    asked = [
        {"id": "a", "text": "my chest hurts"},
        {"id": 2, "text": "which bicycle should I buy"},
        {"id": None, "text": ""},
        {"id": [3], "text": "my calf cramps at night \U0001f9b5", "level": "ignored"},
    ]
    done = shell("charley triage", stdin=lines(*asked[:2]) + "\n  \n" + lines(*asked[2:]))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert [answer["id"] for answer in answers] == ["a", 2, None, [3]]
    assert [answer["level"] for answer in answers] == ["emergency", "none", "none", "none"]
    assert [answer["known"] for answer in answers][1:] == [False, False, True]
    assert all(set(answer) == {"id", "level", "soft", "signs", "cards", "known"} for answer in answers)


def test_triage_says_the_number_of_each_bad_line_and_answers_the_others(shell):
    bad = ["{", "[1]", '"text"', '{"id": 1}', '{"text": "x"}', '{"id": 1, "text": 5}', "7"]
    stdin = lines({"id": 1, "text": "my chest hurts"}) + "\n".join(bad) + "\n" + lines({"id": 2, "text": "hello"})
    done = shell("charley triage", stdin=stdin)
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 2]
    told = done.stderr.splitlines()
    assert [line.partition(":")[0] for line in told] == [f"line {number}" for number in range(2, 9)]
    assert all("is expected" in line for line in told)
    assert "Traceback" not in done.stderr


def test_triage_bears_bytes_that_are_no_text_and_half_characters(shell):
    stdin = b'\xff\xfe bad bytes\n{"id": 1, "text": "my chest hurts \\ud800"}\n'
    done = shell("charley triage", stdin=stdin)
    assert done.returncode == 1
    assert done.stderr.startswith("line 1: ")
    assert json.loads(done.stdout)["level"] == "emergency"


def test_nothing_in_gives_nothing_out(shell):
    done = shell("charley triage", stdin="")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_content_prints_a_card_with_grade_and_sources(shell, parts):
    card = parts.content.cards["caffeine"]
    done = shell(f"charley content {card.id}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{card.title}\n====")
    assert "Reading grade " in done.stdout
    for statement in card.statements():
        assert f"{card.id}/{statement.id}: {statement.grade.value}. " in done.stdout


def test_content_without_a_card_is_the_whole_library_as_json(shell, parts):
    whole = json.loads(shell("charley content").stdout)
    assert set(whole) == {"cards", "signs", "sources", "notices", "reminders"}
    assert [card["id"] for card in whole["cards"]] == list(parts.content.cards)
    assert len(whole["signs"]) == len(parts.content.signs)
    assert len(whole["reminders"]["hydrate"]) == len(parts.content.reminders.hydrate)


def test_an_unknown_card_is_a_fault(shell):
    done = shell("charley content nothing-of-the-kind")
    assert done.returncode == 1
    assert "There is no card `nothing-of-the-kind`" in done.stderr


@pytest.mark.parametrize(
    "line", ("charley content | head -n 1", "charley content caffeine | head -n 1", "charley ask x | true")
)
def test_a_reader_that_goes_early_is_no_fault(line, shell):
    done = shell(f"bash -o pipefail -c '{line}'")
    assert (done.returncode, done.stderr) == (0, "")


def test_evaluate_tells_the_figures_and_every_miss(shell, tmp_path):
    rows = [
        {"id": "a", "text": "my chest hurts", "label": "emergency"},
        {"id": "b", "text": "my calf cramps at night", "label": "doctor"},
        {"id": "c", "text": "which bicycle should I buy", "label": "none"},
        {"id": "d", "text": "my chest hurts", "label": "none"},
    ]
    (tmp_path / "rows.jsonl").write_text(lines(*rows) + "\n\n", encoding="utf-8")
    done = shell("charley evaluate rows.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert "emergency found as emergency   1.000 (1 of 1;" in done.stdout
    assert "b: doctor answered as none: my calf cramps at night" in done.stdout
    assert "d: none answered as emergency: my chest hurts" in done.stdout


def test_evaluate_says_the_number_of_each_bad_line(shell, tmp_path):
    good = lines({"id": "a", "text": "my chest hurts", "label": "emergency"})
    (tmp_path / "rows.jsonl").write_text('{"id": 1, "text": "x", "label": "grave"}\n' + good + "{", encoding="utf-8")
    done = shell("charley evaluate rows.jsonl")
    assert done.returncode == 1
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["line 1", "line 3"]
    assert "labels are emergency, doctor and none" in done.stderr
    assert "1 questions" in done.stdout


def test_evaluate_says_that_a_file_is_missing(shell):
    done = shell("charley evaluate nowhere.jsonl")
    assert done.returncode == 2
    assert done.stderr == "nowhere.jsonl cannot be read: No such file or directory.\n"
