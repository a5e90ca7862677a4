"""The short form of `make fuzz` for interactions: the same grammar with fixed dice, and with dice that Hypothesis throws."""

from __future__ import annotations

import asyncio
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import Parts
from bot.discord_app import presses
from tests.fuzz import payloads
from tests.fuzz.grammar import Case, Grade
from tests.fuzz.judging import Judge, is_private
from tests.fuzz.ledger import Ledger
from tests.fuzz.nasty import CANARY


@pytest.mark.parametrize("seed", range(4))
async def test_every_interaction_gets_one_sound_answer(parts: Parts, seed: int) -> None:
    ledger = Ledger(seed)
    await payloads.run(parts, 500, random.Random(seed), ledger)
    assert not ledger.breaches, ledger.table("payloads")
    assert {*ledger.grades} == {*Grade}
    assert not ledger.outcomes["real", "went wrong"]


async def test_the_grammar_reaches_most_buttons(parts: Parts) -> None:
    ledger = Ledger(11)
    await payloads.run(parts, 1_000, random.Random(11), ledger)
    pressed = {about.removesuffix(" forged") for about in ledger.handlers}
    reached = [kind for kind in presses.ALL if kind.__name__ in pressed]
    assert len(reached) > 0.8 * len(presses.ALL)


@given(st.randoms(use_true_random=False))
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_whatever_the_dice_say(parts: Parts, dice: random.Random) -> None:
    ledger = Ledger(0)
    asyncio.run(payloads.run(parts, 15, dice, ledger))
    assert not ledger.breaches, ledger.table("payloads")


BREACHES: dict[str, dict[str, Any]] = {
    "everybody is called": {"content": "hello", "allowed_mentions": {"parse": ["everyone"]}},
    "mentions are left open": {"content": "hello"},
    "a ping": {"content": "hello <@1>", "allowed_mentions": {"parse": []}},
    "a person's words": {"content": CANARY, "allowed_mentions": {"parse": []}},
    "a person's words beside a quote": {
        "content": f"You mentioned: “chest” {CANARY}",
        "allowed_mentions": {"parse": []},
    },
    "an open quote": {"content": "You mentioned: “**chest**”", "allowed_mentions": {"parse": []}},
    "a link": {"content": "See https://evil.example", "allowed_mentions": {"parse": []}},
    "hidden signs": {"content": "hello \u202e", "allowed_mentions": {"parse": []}},
    "a traceback": {"content": "Traceback (most recent call last):", "allowed_mentions": {"parse": []}},
    "too much": {"content": "a " * 1_001, "allowed_mentions": {"parse": []}},
    "nothing": {"content": "", "allowed_mentions": {"parse": []}},
    "a button of nobody's": {
        "content": "hello",
        "allowed_mentions": {"parse": []},
        "components": [
            {"type": 1, "components": [{"type": 2, "style": 1, "label": "See", "custom_id": f"c1:{CANARY}"}]}
        ],
    },
}


@pytest.mark.parametrize("body", BREACHES.values(), ids=BREACHES)
def test_the_judge_sees_every_kind_of_breach(parts: Parts, body: dict[str, Any]) -> None:
    judge = Judge(parts)
    sound = {"content": "hello", "allowed_mentions": {"parse": []}}
    assert judge.body_faults("POST", "/interactions/1/x/callback", {"type": 4, "data": sound}) == []
    assert judge.body_faults("POST", "/interactions/1/x/callback", {"type": 4, "data": body})
    assert judge.body_faults("PATCH", "/webhooks/1/x/messages/@original", body)


def test_the_judge_knows_a_word_of_charley_s_that_was_cut(parts: Parts) -> None:
    judge = Judge(parts)
    assert [*judge.text_faults("Stretch every hour until 8 Janua…")] == []
    assert [*judge.text_faults(f"Stretch every hour until 8 {CANARY}…")]


def test_the_log_is_looked_through() -> None:
    assert is_private(f"asked {CANARY}", ())
    assert is_private("user 400", (400,))
    assert not is_private("unexpected error", (400,))


@pytest.mark.parametrize(
    ("payload", "readable"),
    (
        (None, False),
        ({}, False),
        ({"id": "1", "type": 1, "token": "1." + "f" * 40}, False),
        ({"id": "1", "type": 2, "token": "1." + "f" * 40}, True),
        ({"id": "0", "type": 2, "token": "1." + "f" * 40}, False),
        ({"id": str(2**63), "type": 2, "token": "1." + "f" * 40}, False),
        ({"id": 1, "type": 2, "token": "1." + "f" * 40}, False),
        ({"id": "1", "type": 2}, False),
        ({"id": "1", "type": "2", "token": "1." + "f" * 40}, False),
    ),
)
def test_what_can_be_answered_at_all(payload: Any, readable: bool) -> None:
    assert Case("x", Grade.NOISE, payload).is_readable is readable
