"""The weekly summary from the switch to the message: what came and what was done, on Monday, and off again."""

from __future__ import annotations

from datetime import time
from typing import Any

from bot.reminders.drafts import Draft
from bot.reminders.models import Kind, Reason
from bot.reminders.rule import Rule
from bot.replies.rule_words import REASONS
from tests.discord import raw
from tests.discord.conftest import World, buttons, labels, said, texts
from tests.discord.delivering import berlin, delivering
from tests.discord.reminding import BERLIN, PROMPT, choose, options, place_them

TEN_AND_THREE = Rule(weekdays=frozenset(range(7)), zone=BERLIN, times=(time(10), time(15)))


async def turn(world: World, way: str) -> Any:
    page = await world.alice.slash(world.channel, "remind settings")
    return await world.alice.click(page.response, label=f"Turn the summary {way}")


async def weeks(world: World) -> list[tuple[Kind, int, int]]:
    async with world.store.reading() as seen:
        return [(week.kind, week.came, week.done) for week in await seen.weeks(world.alice.id)]


async def reminded(world: World) -> None:
    await place_them(world, world.alice)
    await world.bot.reminders.add(world.alice.id, Draft(kind=Kind.STRETCH, rule=TEN_AND_THREE))


async def test_on_monday_it_tells_what_came_and_what_was_done_and_its_button_turns_it_off(world: World) -> None:
    await reminded(world)
    assert "**Weekly summary**: on" in said(await turn(world, "on"))
    assert texts(world.dm(world.alice)[-1]).startswith("## Your weekly summary will come here")
    async with delivering(world) as delivery:
        await delivery.until(berlin("01 10:01"))
        first = world.dm(world.alice)[-1]
        (button,) = [part for part in buttons(first) if part["label"] == "Done"]
        data = raw.click(button["custom_id"]) | {"id": button["id"]}
        stale = world.env.backend.get_message(first.channel.id, first.id).components
        for _ in range(2):  # two quick presses, or one on each of two devices
            world.env.backend.get_message(first.channel.id, first.id).components = stale
            done = await raw.send(world, raw.COMPONENT, data, raw.Place(raw.WITH_BOT), message=first)
            assert "**Done** at" in said(done)
        await delivery.until(berlin("05 08:59"))
        assert "looking back" not in str([texts(one) for one in world.dm(world.alice)])
        await delivery.until(berlin("05 09:01"))
        summary = world.dm(world.alice)[-1]
        assert texts(summary).startswith(
            "## Your reminders, looking back\n"
            "### The week from 29 December 2025\n"
            "- **Stretch**: 8 came, 1 done.\n  Came ■■■■■■■■■■■■■■■■■■■■\n  Done ■■■\n"
        )
        assert "There is nothing to reach." in texts(summary)
        stopped = await world.alice.user.click(summary, label="Stop these summaries")
        assert "What I had counted is deleted." in said(stopped)
        assert await weeks(world) == []
        await delivery.until(berlin("12 09:01"))
        assert len([one for one in world.dm(world.alice) if "looking back" in texts(one)]) == 1
        assert await weeks(world) == []


async def test_nothing_is_counted_before_it_is_turned_on_nor_after_it_is_turned_off(world: World) -> None:
    await reminded(world)
    async with delivering(world) as delivery:
        await delivery.until(berlin("01 10:01"))
        await world.alice.user.click(world.dm(world.alice)[-1], label="Done")
        assert await weeks(world) == []
        await turn(world, "on")
        await delivery.until(berlin("01 15:01"))
        await world.alice.user.click(world.dm(world.alice)[-1], label="Done")
        assert await weeks(world) == [(Kind.STRETCH, 1, 1)]
        await turn(world, "off")
        assert await weeks(world) == []
        await delivery.until(berlin("02 10:01"))
        await world.alice.user.click(world.dm(world.alice)[-1], label="Done")
        assert await weeks(world) == []


async def test_closed_direct_messages_are_told_when_it_is_turned_on(world: World) -> None:
    await reminded(world)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    told = await turn(world, "on")
    assert "press **Turn the summary on** again" in texts(told.followups[0])
    assert not await world.bot.reminders.has_summary(world.alice.id)


async def test_a_summary_that_could_not_come_says_so_in_the_settings_and_is_resumed(world: World) -> None:
    await reminded(world)
    await turn(world, "on")
    async with delivering(world) as delivery:
        await delivery.until(berlin("04 15:01"))
        world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
        await delivery.until(berlin("05 09:01"))
        page = await world.alice.slash(world.channel, "remind settings")
        assert "**Weekly summary**: on, but paused. Discord does not let my direct messages" in said(page)
        resumed = await world.alice.click(page.response, label="Resume")
        assert "**Weekly summary**: on. " in said(resumed)
        assert "Resume" not in labels(resumed.response)
        assert texts(world.dm(world.alice)[-1]).startswith("## Your weekly summary will come here")
        await delivery.until(berlin("12 09:01"))
        assert "### The week from 29 December 2025" in texts(world.dm(world.alice)[-1])


async def test_direct_messages_closed_later_pause_the_reminder_and_resume_finds_out_at_once(world: World) -> None:
    await reminded(world)
    async with delivering(world) as delivery:
        await delivery.until(berlin("01 10:01"))
        world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
        await delivery.until(berlin("01 15:01"))
        (one,) = await world.bot.reminders.listed(world.alice.id)
        assert (one.reminder.reason, one.next) == (Reason.CLOSED, None)
        page = await world.alice.slash(world.channel, "remind list")
        assert REASONS[Reason.CLOSED] in said(page)
        page = await choose(world.alice, page.response, PROMPT, *options(page.response, PROMPT))
        world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
        told = await world.alice.click(page.response, label="Resume")
        assert "press **Resume** again" in texts(told.followups[0])
        (one,) = await world.bot.reminders.listed(world.alice.id)
        assert one.reminder.reason is Reason.CLOSED
        resumed = await world.alice.click(page.response, label="Resume")
        assert "It runs again." in said(resumed)
        assert texts(world.dm(world.alice)[-1]).startswith("## Your reminders will come here")
        await delivery.until(berlin("02 10:01"))
        assert texts(world.dm(world.alice)[-1]).startswith("## A moment to stretch?")
