"""The counting of mutants; the mutants themselves are run by `make mutants` alone."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.mutants import RESULTS, read, report

ROOT = Path(__file__).parents[2]
TOLD = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]


def ended(*codes: int | None) -> dict[str, int | None]:
    return {f"bot.triage.net.x__mutmut_{place}": code for place, code in enumerate(codes)}


@pytest.mark.parametrize(
    ("codes", "enough"),
    (
        pytest.param([1] * 17 + [0] * 3, True, id="just enough"),
        pytest.param([1] * 16 + [0] * 4, False, id="one too few"),
        pytest.param([3, 36, 24, -24, 152, 255], True, id="an error or no end is noticed"),
        pytest.param([33, 5, 2, -11], False, id="no test, or a broken run, notices nothing"),
        pytest.param([1, None, None], True, id="what was not run does not count"),
        pytest.param([None], False, id="nothing was run"),
        pytest.param([], False, id="nothing is there"),
    ),
)
def test_enough_must_be_noticed(codes, enough):
    assert report({"net": ended(*codes)})[1] == enough


def test_the_report_counts_each_module_and_names_what_survives():
    told, _ = report({"net": ended(1, 1, 1, 0), "match": {"bot.triage.match.y__mutmut_1": 36}})
    assert told.splitlines() == [
        "module       mutants noticed   share",
        "net                4       3   75.0%",
        "match              1       1  100.0%",
        "all                5       4   80.0%",
        "",
        "Survivors (mutmut show NAME):",
        "  bot.triage.net.x__mutmut_3",
        "",
        "Too few: at least 85% must be noticed.",
    ]


def test_results_are_read_by_module(tmp_path):
    for name, codes in (("net", ended(1, 0)), ("models", {})):
        (tmp_path / f"{name}.py.meta").write_text(json.dumps({"exit_code_by_key": codes}))
    assert read(tmp_path) == {"net": ended(1, 0)}


def test_what_is_mutated_is_what_is_counted():
    assert TOLD["only_mutate"] == [f"{RESULTS.relative_to('mutants')}/*"]


def test_every_test_that_is_selected_is_there():
    selected = [one.removeprefix("--deselect=") for one in TOLD["pytest_add_cli_args_test_selection"]]
    for one in selected:
        file, _, name = one.partition("::")
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8") or not name
