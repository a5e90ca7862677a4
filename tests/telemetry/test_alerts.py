"""The alert rules: sound by promtool, each rings in its tests and tells what to do."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

DEPLOY = Path(__file__).parents[2] / "deploy"
RULES: list[dict[str, Any]] = yaml.safe_load((DEPLOY / "alerts.yaml").read_text())["groups"][0]["rules"]
TESTS: list[dict[str, Any]] = yaml.safe_load((DEPLOY / "alerts_test.yaml").read_text())["tests"]


@pytest.mark.parametrize("what", (("check", "rules", "alerts.yaml"), ("test", "rules", "alerts_test.yaml")))
def test_promtool_finds_nothing(promtool, what):
    done = subprocess.run([promtool, *what], cwd=DEPLOY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_each_says_how_bad_it_is_and_where_to_read_what_to_do(rule):
    assert rule["labels"] == {"severity": rule["labels"]["severity"]}
    assert rule["labels"]["severity"] in {"critical", "warning"}
    assert set(rule["annotations"]) == {"summary", "description", "runbook"}
    assert rule["annotations"]["runbook"] == f"docs/operations.md#alert-{rule['alert'].lower()}"
    assert rule["annotations"]["description"].endswith(".")


def test_each_rings_in_a_test_and_is_silent_in_another():
    names = {rule["alert"] for rule in RULES}
    rung: set[str] = set()
    for test in TESTS:
        for one in test.get("promql_expr_test", ()):
            assert one["expr"] == 'count by (alertname) (ALERTS{alertstate="firing"})'
            rung |= {re.findall(r'"(\w+)"', sample["labels"])[0] for sample in one["exp_samples"]}
    assert rung == names
    quiet = [one for test in TESTS for one in test.get("promql_expr_test", ()) if not one["exp_samples"]]
    assert len(quiet) > len(RULES)


def test_names_are_told_apart_without_their_capitals():
    assert len({rule["alert"].lower() for rule in RULES}) == len(RULES)
