"""The measuring itself works; what it measures is in the table of `make bench`, never in a test."""

from __future__ import annotations

import pytest

from bot.app import build
from tests.bench.__main__ import (
    first_answer,
    load_row,
    memory,
    reply_rows,
    start_row,
    triage_load_row,
    triage_memory_row,
    triage_speed_rows,
)
from tests.bench.__main__ import (
    memory_row as answers_memory_row,
)
from tests.bench.bots import inside
from tests.bench.questions import LONGEST, LONGEST_EVER, hostile, long_questions, questions
from tests.bench.servers import SERVERS, Held, answer_row, change_row, held, memory_row, message_row
from tests.bench.servers import start_row as servers_start_row
from tests.bench.table import show
from tests.standin.server import StandIn


def test_questions_are_different_short_and_always_the_same():
    content = build().content
    asked = questions(content, 320)
    assert len(set(asked)) == 320
    assert max(map(len, asked)) <= LONGEST
    assert questions(content, 320) == asked


def test_long_and_hostile_texts_are_as_long_as_they_say():
    content = build().content
    assert {len(text) for text in long_questions(content, 20, 1_500)} == {1_500}
    assert max(map(len, hostile(content).values())) == LONGEST_EVER


@pytest.mark.slow
@pytest.mark.timeout(120)
async def test_triage_is_measured_in_processes_of_its_own():
    lexicon, net, built = await inside("triage-load")
    assert min(lexicon, net, built) > 0
    assert 1 < (await inside("triage-memory"))[0] < 500
    speed = await inside("triage-speed")
    assert min(*speed["short"], *speed["long"], *speed["net"], *speed["hostile"].values()) > 0


@pytest.mark.slow
@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", ("bare", "charley"))
async def test_both_bots_start_answer_and_are_measured(name, tmp_path):
    async with StandIn() as here:
        assert 0 < await first_answer(name, here, str(tmp_path)) < 60
        assert 20 < await memory(name, here, str(tmp_path), ["my calf cramps", "my chest hurts"]) < 500
        assert here.world.commands


@pytest.mark.slow
@pytest.mark.timeout(120)
async def test_a_bot_in_big_servers_is_measured():
    took = await held(3)
    assert 50 < took.memory < 500
    assert 0 < took.message < took.answer
    assert min(took.start, took.answers_a_second) > 0


def test_the_table_says_which_goal_of_many_servers_is_met():
    none, small, great = Held(100, 2, 0, 1, 200), Held(150, 9, 0.1, 2, 200), Held(170, 21, 2, 11, 90)
    for many, met in ((small, True), (great, False)):
        rows = [memory_row(none, many), servers_start_row(none, many), message_row(many), answer_row(none, many)]
        assert [one.met for one in rows] == [met] * 4
    assert (change_row(80).met, change_row(79).met) == (True, False)
    assert "+50.0 MiB" in memory_row(none, small).measured
    assert f"{50 / SERVERS * 1024:.0f} KiB each" in memory_row(none, small).measured


def test_the_table_says_which_goal_is_met(capsys):
    met = start_row({"bare": [1.0, 1.0], "charley": [1.4, 1.5]})
    missed = answers_memory_row({"bare": 40.0, "charley": 90.0})
    show([met, missed, *reply_rows([1.0] * 299 + [20.0]), load_row([100.0, 200.0, 900.0])])
    lines = capsys.readouterr().out.splitlines()
    assert [line.endswith("NOT MET") for line in lines[2:]] == [False, True, False, False, False]
    assert "1.45 x" in lines[2]
    assert "+50.0 MiB" in lines[3]
    assert "200 ms" in lines[-1]


def test_the_table_says_which_goal_of_triage_is_met(capsys):
    fast = {"short": [2.0] * 100, "long": [9.0] * 100, "net": [0.5] * 100, "hostile": {"no no no": 20.0}}
    slow = {
        "short": [4.0] * 100,
        "long": [30.0] * 100,
        "net": [2.0] * 100,
        "hostile": {"no no no": 20.0, "quotes": 200.0},
    }
    show([triage_load_row([[50.0, 20.0, 200.0]] * 5), triage_memory_row(30.0), *triage_speed_rows(fast)])
    show([triage_load_row([[50.0, 20.0, 300.0]] * 5), triage_memory_row(50.0), *triage_speed_rows(slow)])
    lines = capsys.readouterr().out.splitlines()
    assert [line.endswith("NOT MET") for line in lines if line.startswith("triage")] == [False] * 6 + [True] * 6
    assert "quotes 200, no no no 20" in lines[-1]
