"""docs/operations.md has a section for each alert, and names no count that the program does not have."""

from __future__ import annotations

import re

import pytest
import yaml

from bot.reminders.limits import HYDRATE_LATE, STRETCH_LATE
from bot.settings import Settings
from bot.telemetry import questions
from bot.telemetry.metrics import Metrics
from tests.packaging.pages import ROOT, code, page, parts, rows

TEXT = page("docs/operations.md")
PARTS = parts(TEXT)
RULES = (ROOT / "deploy/alerts.yaml").read_text(encoding="utf-8")
ALERTS = {rule["alert"]: rule for group in yaml.safe_load(RULES)["groups"] for rule in group["rules"]}


def test_each_alert_has_its_section_and_there_is_no_other() -> None:
    told = [heading.removeprefix("Alert ") for heading in PARTS if heading.startswith("Alert ")]
    assert sorted(told) == sorted(ALERTS)


@pytest.mark.parametrize("alert", ALERTS)
def test_an_alert_leads_to_its_section(alert: str) -> None:
    assert ALERTS[alert]["annotations"]["runbook"] == f"docs/operations.md#alert-{alert.lower()}"


@pytest.mark.parametrize("alert", ALERTS)
def test_an_alert_says_how_grave_it_is_and_what_to_do(alert: str) -> None:
    section = PARTS[f"Alert {alert}"].strip()
    assert section.startswith(f"*{ALERTS[alert]['labels']['severity'].capitalize()}.*\n")
    told = re.findall(r"^- \*\*([\w ]+)\*\*: .{20,}", section, re.MULTILINE)
    assert told == ["People", "Look first", "Do"]


def test_what_alerts_say_of_late_reminders_is_true() -> None:
    minutes = (late.total_seconds() / 60 for late in (HYDRATE_LATE, STRETCH_LATE))
    told = " ".join(PARTS["Alert RemindersLate"].split())
    assert "to drink after {:.0f} minutes and to stretch after {:.0f}".format(*minutes) in told


def test_each_count_that_is_named_is_one() -> None:
    known = {family.name for family in Metrics().registry.collect()}
    named = {name.removesuffix("_total") for name in re.findall(r"`((?:charley|process)_[a-z_]+)`", TEXT)}
    assert len(named) >= 15
    assert named - known == set()


def test_the_addresses_are_those_that_are_open_unless_told_otherwise() -> None:
    host, port = (Settings.model_fields[name].default for name in ("health_host", "health_port"))
    for path in ("healthz", "readyz", "metrics"):
        assert f"`http://{host}:{port}/{path}`" in PARTS["Is it well?"]


def test_the_ways_in_which_health_ends_are_told() -> None:
    told = [int(row[0]) for row in rows(PARTS["Is it well?"]) if row[0].isdigit()]
    assert told == [questions.WELL, questions.UNWELL, questions.UNUSABLE, questions.SILENT]


def test_prometheus_is_told_the_job_that_the_rules_are_for() -> None:
    (shown,) = [one for one in code(PARTS["Is it well?"]) if "scrape_configs" in one]
    (job,) = yaml.safe_load(shown)["scrape_configs"]
    assert set(re.findall(r'job="(\w+)"', RULES)) == {job["job_name"]}
    port = Settings.model_fields["health_port"].default
    assert [one["targets"] for one in job["static_configs"]] == [[f"127.0.0.1:{port}"]]
