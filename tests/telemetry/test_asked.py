"""One interaction from its coming to its end: an id in every line, two times, one outcome."""

from __future__ import annotations

import asyncio

import pytest
import structlog

from bot.telemetry.asked import Asked, current
from bot.telemetry.metrics import OUTCOMES, Metrics
from tests.reminders.world import HandClock, at
from tests.telemetry.reading import counted, value


class Trial:
    """One interaction, and the task that answers it."""

    def __init__(self) -> None:
        self.metrics = Metrics()
        self.clock = HandClock(at("09:00"))
        self.asked = Asked(self.metrics, self.clock, "command", "ab12")
        self.is_answered = False

    async def run(self, work=None) -> None:
        async def answer() -> None:
            self.asked.begin("ask", lambda: self.is_answered)
            if work is not None:
                await work(self)

        await asyncio.gather(asyncio.create_task(answer()), return_exceptions=True)
        await asyncio.sleep(0)  # the task's end is told in the turn after it

    def outcomes(self) -> dict[tuple[str, ...], float]:
        return counted(self.metrics, "charley_interactions_total", "kind", "command", "outcome")


async def answered(trial: Trial) -> None:
    trial.clock.advance(0.25)
    trial.asked.answered()
    trial.clock.advance(1.75)
    trial.is_answered = True


async def failed(trial: Trial) -> None:
    trial.asked.turned_out("failed")
    trial.is_answered = True


async def lost(trial: Trial) -> None:
    await failed(trial)
    trial.asked.turned_out("unreachable")


async def dead(trial: Trial) -> None:
    raise ValueError


async def cancelled(trial: Trial) -> None:
    raise asyncio.CancelledError


@pytest.mark.parametrize(
    ("work", "outcome"),
    (
        (None, "unanswered"),
        (answered, "answered"),
        (failed, "failed"),
        (lost, "unreachable"),
        (dead, "unanswered"),
        (cancelled, "unanswered"),
    ),
)
async def test_it_is_counted_once_when_its_task_ends(work, outcome):
    trial = Trial()
    assert value(trial.metrics, "charley_interactions_received_total", kind="command") == 1
    await trial.run(work)
    assert trial.outcomes() == {("command", "ask", outcome): 1}
    assert value(trial.metrics, "charley_interactions_under_way") == 0
    assert value(trial.metrics, "charley_whole_answer_seconds_count", kind="command") == 1


async def test_the_first_answer_is_timed_when_discord_takes_it_and_the_whole_at_the_end():
    trial = Trial()
    trial.clock.advance(0.5)
    await trial.run(answered)
    assert value(trial.metrics, "charley_first_answer_seconds_sum", kind="command") == 0.75
    assert value(trial.metrics, "charley_whole_answer_seconds_sum", kind="command") == 2.5
    trial.asked.answered()
    assert value(trial.metrics, "charley_first_answer_seconds_count", kind="command") == 1


async def test_an_answer_that_nobody_saw_go_is_timed_at_the_end():
    trial = Trial()

    async def work(trial: Trial) -> None:
        trial.clock.advance(2)
        trial.is_answered = True

    await trial.run(work)
    assert value(trial.metrics, "charley_first_answer_seconds_sum", kind="command") == 2


async def test_what_is_never_answered_has_no_time_of_an_answer():
    trial = Trial()
    await trial.run()
    assert value(trial.metrics, "charley_first_answer_seconds_count", kind="command") == 0


async def test_its_id_is_in_every_line_of_its_task_and_of_those_it_begins_and_in_no_other():
    trial, seen = Trial(), []

    async def note() -> None:
        seen.append(structlog.contextvars.get_contextvars().get("id"))

    async def work(trial: Trial) -> None:
        assert current() is trial.asked
        await note()
        await asyncio.create_task(note())

    await trial.run(work)
    await note()
    assert seen == ["ab12", "ab12", None]
    assert current() is None


async def test_a_second_beginning_changes_nothing():
    trial = Trial()

    async def work(trial: Trial) -> None:
        trial.asked.begin("card")
        assert value(trial.metrics, "charley_interactions_under_way") == 1

    await trial.run(work)
    assert trial.outcomes() == {("command", "ask", "unanswered"): 1}


def test_an_outcome_is_from_a_closed_set():
    trial = Trial()
    for outcome in OUTCOMES:
        trial.asked.turned_out(outcome)
    with pytest.raises(AssertionError):
        trial.asked.turned_out("my calf twitches")
