"""The texts for Discord's directory keep its limits and are true to the program."""

from __future__ import annotations

import re

import discord
import pytest

from bot.cli import LOGIN_HELP
from bot.discord_app.client import intents
from bot.discord_app.commands import COMMANDS
from bot.discord_app.limiter import ANSWERS, WINDOW
from bot.reminders.engine import GRACE, KEPT
from bot.reminders.limits import REMINDERS_A_PERSON, SCHEDULES_A_SERVER
from tests.packaging.pages import ROOT, code, page, parts, rows

TEXT = page("docs/app-directory.md")
PARTS = parts(TEXT)

LIMITS = {"Summary": 200, "Description": 400, "Expanded description": 2000}
TAGS, TAG = 5, 20


def text(heading: str) -> str:
    (found,) = code(PARTS[heading])
    return found


@pytest.mark.parametrize("field", LIMITS)
def test_each_text_fits(field: str) -> None:
    assert 0 < len(text(field)) <= LIMITS[field]
    (limit,) = [row[2] for row in rows(PARTS["Limits"]) if row[0] == field]
    assert f"{LIMITS[field]:,} characters" in limit


def test_tags_are_few_and_short() -> None:
    tags = text("Tags").splitlines()
    assert len(set(tags)) == len(tags) <= TAGS
    assert [tag for tag in tags if not 0 < len(tag) <= TAG or tag != tag.strip()] == []
    assert [row[2] for row in rows(PARTS["Limits"]) if row[0] == "Tags"] == [f"{TAGS} tags, {TAG} characters each"]


def test_each_language_that_charley_has_gets_a_summary_that_fits() -> None:
    told = dict(rows(PARTS["The summary in other languages"]))
    assert set(told) == {path.stem for path in (ROOT / "content/languages").glob("*.yaml")}
    assert {name for name, summary in told.items() if not 80 <= len(summary) <= LIMITS["Summary"]} == set()


def test_each_command_in_the_texts_is_one() -> None:
    groups = {one.name: {inner.name for inner in getattr(one, "commands", ())} for one in COMMANDS}
    for field in ("Summary", "Description", "Expanded description"):
        for name, second in re.findall(r"(?<!\w)/([a-z]+)(?: ([a-z]+)`)?", text(field)):
            assert name in groups, name
            assert not second or second in groups[name], (name, second)


def asked(kind: str) -> set[str]:
    cells = [row[0] for row in rows(PARTS["What Charley asks for, and why"])]
    return {cell.split("`")[1] for cell in cells if cell.startswith(kind)}


def test_what_is_asked_for_is_what_the_link_and_the_client_ask_for() -> None:
    (scopes,) = re.findall(r"scope=([a-z.+]+)", LOGIN_HELP)
    assert asked("scope") == set(scopes.split("+"))
    (permissions,) = re.findall(r"permissions=(\d+)", LOGIN_HELP)
    assert discord.Permissions(**dict.fromkeys(asked("permission"), True)) == discord.Permissions(int(permissions))
    assert asked("intent") == {name for name, given in intents() if given} - {"messages"}


def test_no_intent_is_privileged() -> None:
    privileged = discord.Intents(message_content=True, members=True, presences=True)
    assert intents().value & privileged.value == 0
    assert "No privileged intent: no message content, no members, no presences." in TEXT


def test_numbers_in_the_answers_are_those_of_the_program() -> None:
    answers = " ".join(PARTS["Answers to the usual questions"].split())
    assert f"kept for {KEPT.days} days. What a server has set is kept for {GRACE.days} days after" in answers
    assert f"at most {REMINDERS_A_PERSON} reminders, a server {SCHEDULES_A_SERVER} schedules" in answers
    assert WINDOW == 60
    assert f"at most {ANSWERS} answers a minute" in answers
