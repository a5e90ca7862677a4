"""Alice, Bob and an admin do things in any order, and what each does stays: still nobody reads what is another's."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from bot.app import Parts
from tests.discord import watching
from tests.discord.conftest import open_world
from tests.discord.neighbours import Neighbours, move_in
from tests.discord.trespasses import Deed, everything
from tests.discord.trying import AdminTrial, Trial
from tests.discord.watching import Seen, Watch

DEEDS = st.sampled_from(list(everything()))
HERS = st.sampled_from(
    # Without all of hers there is nothing to read; and what is snoozed comes when that of others may.
    [(what, deed) for what, deed in everything() if not deed.shape.startswith(("privacy:delete", "rsnoozefor:"))]
)
SUBJECTS, STANDS = st.integers(0, 4), st.integers(0, 6)


class OwnTrial(Trial):
    """Let Alice do what she likes with what is hers, her own messages too; what she changes and sends counts.

    Her reminders may come in the channel where one of them does already, wherever she is when she says so.
    """

    def wrong(self, seen: Seen) -> Any:
        return (
            fault
            for fault in super().wrong(seen)
            if not fault.startswith(("tells", "a public message is changed later", "a reminder of theirs comes"))
        )


class Neighbourhood(RuleBasedStateMachine):
    """Let what each does stay; `parts` are given before it runs."""

    parts: Parts

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.near: Neighbours = self.run_it(self.begin())

    def run_it(self, doing: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(doing)

    async def begin(self) -> Neighbours:
        world = await self.stack.enter_async_context(open_world(self.parts, io.StringIO()))
        near = await move_in(world)
        self.watch = Watch(near)
        return near

    def teardown(self) -> None:
        self.run_it(self.stack.aclose())
        self.runner.close()

    async def act(self, kind: type[Trial], who: int, number: int, doing: tuple[str, Deed], subject: int) -> None:
        trial = kind(self.near, who, watching.stands(self.near)[number], self.watch)
        await trial.once(*doing, self.near.names(subject))
        assert not trial.faults, "\n".join(trial.faults)

    @rule(doing=DEEDS, number=STANDS, subject=SUBJECTS)
    def bob(self, doing: tuple[str, Deed], number: int, subject: int) -> None:
        self.run_it(self.act(Trial, self.near.world.bob.id, number, doing, subject))

    @rule(doing=DEEDS, subject=SUBJECTS)
    def carol(self, doing: tuple[str, Deed], subject: int) -> None:
        self.run_it(self.act(AdminTrial, self.near.carol.id, 0, doing, subject))

    @rule(doing=HERS, number=st.sampled_from((0, 1, 3, 5)), subject=SUBJECTS)
    def alice(self, doing: tuple[str, Deed], number: int, subject: int) -> None:
        self.run_it(self.act(OwnTrial, self.near.world.alice.id, number, doing, subject))


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_in_any_order_nobody_reads_or_changes_what_is_another_s(parts: Parts) -> None:
    Neighbourhood.parts = parts
    # The same turns in every run. Neither made smaller nor explained: each try needs a Charley of its own, and what went wrong is told in words.
    turns = settings(max_examples=10, stateful_step_count=20, deadline=None, derandomize=True, phases=(Phase.generate,))
    run_state_machine_as_test(Neighbourhood, settings=turns)
