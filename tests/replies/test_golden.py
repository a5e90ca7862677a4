"""Typical replies look as they did when somebody last looked at them."""

from __future__ import annotations

import json

from bot.triage.models import Level
from tests.replies.golden import PLACE, drawn, pages

AGAIN = "run `python -m tests.replies.golden --write` and look at the change as a picture before it is committed"


def test_layouts_are_those_that_were_looked_at(desk):
    changed = []
    for name, page in pages(desk).items():
        file = PLACE / f"{name}.json"
        if not file.exists() or json.loads(file.read_text(encoding="utf-8")) != drawn(page):
            changed.append(name)
    assert changed == [], AGAIN


def test_no_layout_is_left_over(desk):
    assert {file.stem for file in PLACE.glob("*.json")} == set(pages(desk)), AGAIN


def test_the_typical_pages_are_what_their_names_say(desk):
    made = pages(desk)
    assert made["ask-emergency"].level is Level.EMERGENCY
    assert made["ask-doctor-and-card"].level is Level.DOCTOR
    assert len(made["ask-doctor-and-card"].blocks) > 3, "a card stands below the warning"
    assert made["crisis"].buttons == ()
    assert made["ask-unknown"].menu is not None
    assert "Where sources disagree" not in made["differences"].text().partition("\n")[0]
    assert "do not contradict" not in made["differences"].text(), "the card has sources that disagree"
