"""What a test needs of the machine: elsewhere it may be lacking, in CI it may not."""

from __future__ import annotations

import subprocess

import pytest

from tests.machine import sandbox
from tests.machine.conftest import lacking
from tests.machine.sandbox import ROOT


@pytest.mark.parametrize(
    ("ci", "outcome"), ((None, pytest.skip.Exception), ("", pytest.skip.Exception), ("true", pytest.fail.Exception))
)
def test_a_test_is_skipped_but_fails_in_ci(monkeypatch, ci, outcome):
    monkeypatch.delenv("CI", raising=False)
    if ci is not None:
        monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="no such thing"):
        lacking("no such thing")


def test_ci_says_that_it_is_ci_and_brings_the_tools():
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "export CI=true" in script
    for command, package in (("bwrap", "bubblewrap"), ("systemd-analyze", "systemd")):
        assert f"command -v {command} >/dev/null || missing+=({package})" in script


@pytest.mark.parametrize("found", (None, "/usr/bin/bwrap"), ids=("not installed", "not allowed"))
def test_why_there_is_no_sandbox_is_told(monkeypatch, found):
    refused = subprocess.CompletedProcess([], 1, "", "bwrap: No permissions to create new namespace\n")
    monkeypatch.setattr(sandbox.shutil, "which", lambda _: found)
    monkeypatch.setattr(sandbox.subprocess, "run", lambda *_, **__: refused)
    reason = sandbox.unusable.__wrapped__()
    assert reason == (
        "bubblewrap may not make a sandbox here: bwrap: No permissions to create new namespace"
        if found
        else "bubblewrap is not installed: apt-get install bubblewrap"
    )
