"""Five hundred nasty texts through the simulated Discord, by every way in which people can say something."""

from __future__ import annotations

import asyncio
import io
import random
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import Parts
from tests.discord import raw
from tests.discord.conftest import World, open_world, said, texts
from tests.fuzz import nasty
from tests.fuzz.arena import logging_to
from tests.fuzz.judging import Judge, is_private

ROUNDS = 4
"""Of the corpus and the dice; Hypothesis adds the rest."""

A_ROUND, AN_EXAMPLE, EXAMPLES = 100, 20, 5
MESSAGE = 2_000
"""Characters that Discord takes in a message of a person without a subscription."""


async def say(world: World, judge: Judge, text: str, way: int) -> None:
    """Say *text* in one of five ways, and judge what comes back."""
    alice, channel = world.alice, world.channel
    match way:
        case 0:
            reply = said(await alice.slash(channel, "ask", question=text))
        case 1:
            reply = said(await raw.send(world, raw.FORM, raw.form("c1:form:ask", question=text[:4_000]), raw.Place()))
        case 2:
            reply = said(
                await raw.send(world, raw.COMMAND, raw.menu(world, "Check for warning signs", text), raw.Place())
            )
        case 3:
            world.bot.limiter.__init__()
            await alice.send_dm(f"{text[: MESSAGE - 2]} ." if not text.strip() else text[:MESSAGE])
            reply = texts(world.dm(alice)[-1])
        case _:
            world.bot.limiter.__init__()
            await alice.send(channel, f"{world.mention}{text}"[:MESSAGE])
            reply = texts(channel.history()[-1])
    assert [*judge.text_faults(reply)] == [], repr(text)


async def say_all(parts: Parts, said: Sequence[str]) -> None:
    """Say every text in a world of its own, which checks at its end that nothing stayed unanswered or went wrong."""
    output, judge = io.StringIO(), Judge(parts)
    with logging_to(output):
        async with open_world(parts, output) as world:
            for number, text in enumerate(said):
                await say(world, judge, text, number % 5)
            people = (world.alice.id, world.bob.id)
    assert not [line for line in output.getvalue().splitlines() if is_private(line, people)]


@pytest.mark.parametrize("number", range(ROUNDS))
async def test_the_corpus(parts: Parts, number: int) -> None:
    dice = random.Random(number)
    made = nasty.Texts(dice, nasty.known_texts(parts))
    corpus = nasty.ALL[number::ROUNDS]
    await say_all(parts, [*corpus, *(made.text() for _ in range(A_ROUND - len(corpus)))])


@given(st.lists(st.text(max_size=200), min_size=AN_EXAMPLE, max_size=AN_EXAMPLE))
@settings(max_examples=EXAMPLES, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_any_text(parts: Parts, made: list[str]) -> None:
    asyncio.run(say_all(parts, made))
