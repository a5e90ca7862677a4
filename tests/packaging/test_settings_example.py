"""Check that .env.example shows every setting, and nothing that is none."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
SHOWN = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))


@pytest.fixture
def fields():
    from bot.settings import Settings

    return {(field.alias or name).upper(): field for name, field in Settings.model_fields.items()}


def test_every_setting_is_shown(fields):
    assert set(SHOWN) == set(fields)


def test_every_setting_is_explained_with_default_and_example():
    for paragraph in EXAMPLE.strip().split("\n\n")[1:]:
        *told, setting = paragraph.splitlines()
        name = setting.lstrip("#").partition("=")[0]
        text = " ".join(told)
        assert len(told) > 1, name
        assert "Default: " in text, name
        assert f"Example: {name}=" in text, name


def test_shown_defaults_are_the_real_ones(fields):
    for name, value in SHOWN.items():
        default = fields[name].get_default(call_default_factory=True)
        assert value == ("" if default is None or fields[name].is_required() else str(default)), name


def test_every_choice_is_named(fields):
    paragraphs = {name: text for text in EXAMPLE.split("\n\n") for name in SHOWN if f"{name}=" in text}
    for name, field in fields.items():
        if get_origin(field.annotation) is Literal:
            missing = [choice for choice in get_args(field.annotation) if choice not in paragraphs[name]]
            assert missing == [], name


def test_copying_the_example_changes_nothing(fields, tmp_path, monkeypatch):
    from bot.settings import Settings

    for name in fields:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(EXAMPLE)
    with_example = Settings()
    (tmp_path / ".env").unlink()
    assert with_example == Settings()


def test_no_token_can_be_committed():
    ignored = subprocess.run(["git", "check-ignore", ".env"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ignored.stdout.strip() == ".env"
    assert SHOWN["DISCORD_TOKEN"] == ""
