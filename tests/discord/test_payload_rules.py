"""What Discord would refuse of a command is found before it is asked: each rule broken once, and all told together."""

from __future__ import annotations

from typing import Any

import pytest

from bot.discord_app.payload_rules import faults

Made = dict[str, Any]


def slash(name: str = "ask", **more: Any) -> Made:
    return {"type": 1, "name": name, "description": "Ask", **more}


def option(name: str = "topic", **more: Any) -> Made:
    return {"type": 3, "name": name, "description": "What", **more}


def choice(name: str = "a", value: str = "a") -> Made:
    return {"name": name, "value": value}


def crowd(options: int, size: int) -> list[Made]:
    return [option(f"topic{number}", description="x" * size) for number in range(options)]


@pytest.mark.parametrize(
    ("command", "line"),
    (
        (slash("Ask"), "/Ask: the name `Ask` must have 1 to 32 lower-case letters"),
        (slash("x" * 33), "the name `" + "x" * 33),
        (slash(name_localizations={"de": "zwei Worte"}), "/ask: the name `zwei Worte`"),
        (slash(description=""), "/ask: the description `…` has 0 characters"),
        (slash(description_localizations={"de": "x" * 101}), "has 101 characters; 1 to 100"),
        (slash(options=crowd(26, 1)), "/ask: 26 options; at most 25"),
        (slash(options=[option(), option("more", required=True)]), "/ask: required options must come before"),
        (slash(options=[option(), option()]), "/ask: `topic` is named twice"),
        (slash(options=[option("Topic")]), "/ask Topic: the name `Topic`"),
        (slash(options=[option(choices=[choice(str(one)) for one in range(26)])]), "/ask topic: 26 choices"),
        (slash(options=[option(choices=[choice("x" * 101)])]), "/ask topic: the choice `xxx"),
        (slash(options=[option(choices=[choice(value="")])]), "/ask topic: the choice `…` has 0 characters"),
        (slash(options=[option(f"o{n}", options=crowd(20, 50)) for n in range(4)]), "/ask: all its texts have 4"),
        ({"type": 3, "name": "x" * 33}, "a name has 1 to 32 characters"),
        ({"type": 3, "name": "Check", "name_localizations": {"de": ""}}, "menu ``: a name has 1 to 32"),
    ),
)
def test_each_rule_is_kept(command: Made, line: str) -> None:
    (told,) = faults([command])
    assert line in told


def test_all_faults_are_told_at_once() -> None:
    told = faults([slash("A"), slash("b", description=""), *(slash(f"c{number}") for number in range(99)), slash("c0")])
    assert len(told) == 4
    assert told[0] == "102 commands of type 1; at most 100 are allowed"
    assert told[1] == "`c0` is named twice"


def test_what_is_within_every_limit_is_no_fault() -> None:
    widest = option("t" * 32, description="x" * 100, choices=[choice(f"{one:0>100}", "v") for one in range(25)])
    assert faults([slash("ă" * 32, options=[widest]), {"type": 3, "name": "Check for Warning Signs"}]) == []
