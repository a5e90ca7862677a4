"""The measuring itself works; what it measures is in the table of `make bench`, never in a test."""

from __future__ import annotations

import pytest

from bot.app import build
from tests.bench.__main__ import first_answer, load_row, memory, memory_row, reply_rows, show, start_row
from tests.bench.questions import LONGEST, questions
from tests.bench.stand_in import StandIn


def test_questions_are_different_short_and_always_the_same():
    content = build().content
    asked = questions(content, 320)
    assert len(set(asked)) == 320
    assert max(map(len, asked)) <= LONGEST
    assert questions(content, 320) == asked


@pytest.mark.slow
@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", ("bare", "charley"))
async def test_both_bots_start_answer_and_are_measured(name, tmp_path):
    async with StandIn.start() as here:
        assert 0 < await first_answer(name, here, str(tmp_path)) < 60
        assert 20 < await memory(name, here, str(tmp_path), ["my calf cramps", "my chest hurts"]) < 500
        assert here.commands


def test_the_table_says_which_goal_is_met(capsys):
    met = start_row({"bare": [1.0, 1.0], "charley": [1.4, 1.5]})
    missed = memory_row({"bare": 40.0, "charley": 90.0})
    show([met, missed, *reply_rows([1.0] * 299 + [20.0]), load_row([100.0, 200.0, 900.0])])
    lines = capsys.readouterr().out.splitlines()
    assert [line.endswith("NOT MET") for line in lines[2:]] == [False, True, False, False, False]
    assert "1.45 x" in lines[2]
    assert "+50.0 MiB" in lines[3]
    assert "200 ms" in lines[-1]
