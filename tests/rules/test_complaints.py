"""What people complain about most in other reminder bots cannot happen here: one test for each complaint.

The client is the real one in the simulated Discord, the store is real, and the engine delivers as the program does.
"""

from __future__ import annotations

import json
import time as system
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from simcord.backend import serializers
from simcord.components import walk_components

from bot.reminders.drafts import Draft
from bot.reminders.models import Kind, Reason
from bot.reminders.rule import Rule
from bot.replies.rule_words import REASONS
from tests.discord import admins
from tests.discord.conftest import World, labels, message_components, said, texts
from tests.discord.delivering import berlin, delivering
from tests.discord.reminding import BERLIN, PROMPT, choose, options

DAILY = frozenset(range(7))
PREMIUM = 6
"""The style of a button that sells something."""


def at(*times: str, zone: str = BERLIN, weekdays: frozenset[int] = DAILY) -> Rule:
    return Rule(weekdays=weekdays, zone=zone, times=tuple(map(time.fromisoformat, times)))


async def has(world: World, rule: Rule, person: Any = None, **more: Any) -> int:
    """Store a reminder to stretch, without quiet hours, and return its id."""
    person = person or world.alice
    await world.bot.reminders.set_zone(person.id, rule.zone)
    await world.bot.reminders.set_quiet(person.id, None)
    draft = Draft(kind=Kind.STRETCH, rule=rule, **more)
    return (await world.bot.reminders.add(person.id, draft, world.guild.id)).reminder.id


async def allowed(world: World) -> None:
    """Let members have reminders of their own in the channel."""
    await world.bot.schedules.set_channels(world.guild.id, frozenset({world.channel.id}))
    await world.bot.schedules.set_personal(world.guild.id, on=True)


async def sent(world: World, person: Any = None) -> list[datetime]:
    """Return when the reminders of a person were sent, in UTC, as their own export tells."""
    data = await world.bot.reminders.export((person or world.alice).id)
    found = [one for reminder in data["reminders"] for one in reminder["occurrences"] if one["state"] == "sent"]
    return sorted(datetime.fromisoformat(one["ended"]) for one in found)


def came(world: World, person: Any = None) -> list[Any]:
    """Return the reminders in a person's direct messages."""
    return [one for one in world.dm(person or world.alice) if texts(one).startswith("## A moment to")]


async def opened(world: World) -> Any:
    """Return the page of Alice's only reminder."""
    page = await world.alice.slash(world.channel, "remind list")
    return await choose(world.alice, page.response, PROMPT, *options(page.response, PROMPT))


def dues(result: Any) -> list[datetime]:
    """Return the next ones that a panel shows, by Berlin's clock."""
    shown = [part.partition(":")[0] for part in said(result).split("<t:")[1:] if part.partition(">")[0].endswith(":F")]
    return [datetime.fromtimestamp(int(one), ZoneInfo(BERLIN)) for one in shown]


async def test_01_no_reminder_is_lost_when_the_bot_restarts(world: World) -> None:
    await has(world, at("10:00", "15:00"))
    async with delivering(world) as delivery:
        await delivery.until(berlin("01 14:50"))
    assert len(came(world)) == 1
    await world.env.advance_time(20 * 60)
    await world.restart()
    async with delivering(world) as delivery:
        await delivery.until(berlin("01 15:15"))
        assert await sent(world) == [berlin("01 10:00"), berlin("01 15:10")], "what fell into the restart comes late"
        await delivery.until(berlin("02 10:01"))
    assert len(came(world)) == 3


@pytest.mark.parametrize(
    ("code", "reason"),
    ((10003, Reason.GONE), (50083, Reason.ARCHIVED), (50001, Reason.NO_ACCESS), (50013, Reason.NO_PERMISSION)),
)
async def test_02_nothing_is_deleted_silently_when_its_channel_is_gone_archived_or_closed(
    world: World, code: int, reason: Reason
) -> None:
    await allowed(world)
    number = await has(world, at("10:00"), channel=world.channel.id)
    async with delivering(world) as delivery:
        await delivery.until(berlin("01 09:59"))
        world.env.inject_error("POST", "/channels/*/messages", status=404 if code == 10003 else 403, code=code)
        await delivery.until(berlin("01 10:01"))
        one = await world.bot.reminders.get(world.alice.id, number)
        assert (one.reminder.reason, one.next) == (reason, None)
        assert REASONS[reason] in said(await world.alice.slash(world.channel, "remind list")), (
            "it says why, and what to do"
        )
        panel = await world.alice.click((await opened(world)).response, label="Edit")
        panel = await choose(world.alice, panel.response, "Where", "In direct messages")
        await world.alice.click(panel.response, label="Save")
        await delivery.until(berlin("02 10:01"))
    assert len(came(world)) == 1, "and it goes on from there"


async def test_02_a_person_whom_no_cache_knows_gets_theirs(world: World) -> None:
    await has(world, at("10:00"))
    await world.bot.reminders.remember_dm(world.alice.id, (await world.bot.create_dm(world.alice.user)).id)
    await world.restart()
    assert world.bot.get_user(world.alice.id) is None
    async with delivering(world) as delivery:
        await delivery.until(berlin("01 10:01"))
    assert len(came(world)) == 1


async def test_03_no_reminder_is_an_hour_off_after_the_clocks_change(world: World) -> None:
    await world.env.advance_time(timedelta(days=86).total_seconds())
    await has(world, at("09:00"))
    async with delivering(world) as delivery:
        await delivery.until(datetime(2026, 3, 30, 12, tzinfo=UTC))
    local = [one.astimezone(ZoneInfo(BERLIN)) for one in await sent(world)]
    assert [(one.day, one.hour, one.minute) for one in local] == [(28, 9, 0), (29, 9, 0), (30, 9, 0)]
    assert len({one.utcoffset() for one in local}) == 2, "the clocks did change"


async def test_04_the_time_zone_is_the_person_s_own_not_the_server_s_or_the_host_s(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/Caracas")
    system.tzset()
    try:
        await has(world, at("09:00", zone="Asia/Tokyo"), world.alice)
        await has(world, at("09:00", zone="America/Los_Angeles"), world.bob)
        async with delivering(world) as delivery:
            await delivery.until(berlin("02 01:05"))
    finally:
        monkeypatch.undo()
        system.tzset()
    assert await sent(world, world.alice) == [datetime(2026, 1, 2, 0, tzinfo=UTC)]
    assert await sent(world, world.bob) == [datetime(2026, 1, 1, 17, tzinfo=UTC)]


async def test_05_nothing_comes_outside_the_active_hours_and_weekdays(world: World) -> None:
    hours = (time(9), time(17))
    await has(world, Rule(weekdays=frozenset(range(5)), zone=BERLIN, every=timedelta(hours=4), hours=hours))
    async with delivering(world) as delivery:
        await delivery.until(berlin("05 23:00"))
    local = [one.astimezone(ZoneInfo(BERLIN)) for one in await sent(world)]
    assert {one.day for one in local} == {1, 2, 5}, "Thursday, Friday and Monday"
    assert {one.hour for one in local} == {9, 13, 17}


async def test_06_a_pause_ends_by_itself_and_says_when(world: World) -> None:
    await has(world, at("10:00", "10:30", "12:00"))
    async with delivering(world) as delivery:
        await delivery.until(berlin("01 10:01"))
        asked = await world.alice.user.click(came(world)[0], label="Pause")
        paused = await world.alice.user.click(asked.response, label="For 1 hour")
        ends, following = (int(berlin(f"01 {when}").timestamp()) for when in ("11:01", "12:00"))
        assert f"Paused until <t:{ends}:F>. After that it comes <t:{following}:F>." in said(paused)
        await delivery.until(berlin("01 11:59"))
        assert len(came(world)) == 1
        assert "Paused" not in said(await world.alice.slash(world.channel, "remind list")), "the pause is over"
        await delivery.until(berlin("01 12:01"))
    assert len(came(world)) == 2


async def test_07_snooze_stands_on_the_message_and_works_again_and_after_a_restart(world: World) -> None:
    await has(world, at("10:00"))
    async with delivering(world) as delivery:
        await delivery.until(berlin("01 10:01"))
        asked = await world.alice.user.click(came(world)[-1], label="Snooze")
        await world.alice.user.click(asked.response, label="10 minutes")
        await delivery.until(berlin("01 10:15"))
    await world.restart()
    async with delivering(world) as delivery:
        asked = await world.alice.user.click(came(world)[-1], label="Snooze")
        await world.alice.user.click(asked.response, label="30 minutes")
        await delivery.until(berlin("01 11:00"))
    assert await sent(world) == [berlin("01 10:00"), berlin("01 10:11"), berlin("01 10:45")]


async def test_08_done_stands_on_the_message_and_nobody_is_nagged_until_it_is_pressed(world: World) -> None:
    await has(world, at("10:00"))
    async with delivering(world) as delivery:
        await delivery.until(berlin("01 23:59"))
        assert len(came(world)) == 1, "nothing comes because nothing was pressed"
        done = await world.alice.user.click(came(world)[0], label="Done")
        assert "**Done** at <t:" in said(done)
        assert "Done" not in labels(done.response)
        await delivery.until(berlin("02 10:01"))
    assert len(came(world)) == 2


async def test_09_it_repeats_on_chosen_days_and_nothing_is_for_sale(world: World) -> None:
    panel = await world.alice.slash(world.channel, "remind stretch", zone=BERLIN)
    panel = await choose(world.alice, panel.response, "On which days", "Monday", "Wednesday")
    assert {one.weekday() for one in dues(panel)} <= {0, 2}
    saved = await world.alice.click(panel.response, label="Save")
    (one,) = await world.bot.reminders.listed(world.alice.id)
    assert one.reminder.rule.weekdays == {0, 2}
    parts = [part for shown in (panel, saved) for part in walk_components(message_components(shown.response))]
    assert PREMIUM not in {part.get("style") for part in parts}


async def test_10_nine_typed_at_eleven_in_the_evening_is_tomorrow_and_nothing_is_guessed(world: World) -> None:
    await world.env.advance_time(22 * 3600)
    panel = await world.alice.slash(world.channel, "remind stretch", zone=BERLIN)
    panel = await choose(world.alice, panel.response, "On which days", *list(options(panel.response, "On which days")))
    form = await world.alice.click(panel.response, label="Type times of day")
    timed = await world.alice.submit_modal(form, {"times": "9"})
    first = dues(timed)[0]
    assert (first.day, first.hour, first.minute) == (2, 9, 0)
    assert await world.bot.reminders.listed(world.alice.id) == [], "shown before it is saved"
    for typed in ("tomorrow at nine", "half past", "25:00", "9:75", "soon"):
        form = await world.alice.click(timed.response, label="Type times of day")
        told = await world.alice.submit_modal(form, {"times": typed})
        assert "### Not done yet" in said(told), typed
        assert dues(told) == dues(timed), "what was set stays"


async def test_11_the_time_can_be_edited_and_the_new_one_is_shown_first(world: World) -> None:
    number = await has(world, at("10:00", "15:00"))
    async with delivering(world) as delivery:
        await delivery.until(berlin("01 10:01"))
        panel = await world.alice.click((await opened(world)).response, label="Edit")
        form = await world.alice.click(panel.response, label="Type times of day")
        timed = await world.alice.submit_modal(form, {"times": "4:30pm"})
        assert dues(timed)[0].strftime("%d %H:%M") == "01 16:30"
        saved = await world.alice.click(timed.response, label="Save")
        assert f"<t:{int(berlin('01 16:30').timestamp())}:F>" in said(saved)
        await delivery.until(berlin("01 16:31"))
        assert await sent(world) == [berlin("01 10:00"), berlin("01 16:30")]
        (one,) = await world.bot.reminders.listed(world.alice.id)
        assert one.reminder.id == number, "it is the same reminder"
        stopped = await world.alice.user.click(came(world)[0], label="Stop")
        assert "**Stopped.**" in said(stopped), "so the buttons of its old messages work"


async def test_12_it_is_private_unless_one_asks_for_a_channel(world: World) -> None:
    await allowed(world)
    before = len(world.channel.history())
    panel = await world.alice.slash(world.channel, "remind stretch", zone=BERLIN)
    saved = await world.alice.click(panel.response, label="Save")
    listed = await world.alice.slash(world.channel, "remind list")
    settings = await world.alice.slash(world.channel, "remind settings")
    assert all(one.ephemeral for one in (panel, listed, settings))
    assert saved.response.id == panel.response.id
    async with delivering(world) as delivery:
        await delivery.until(berlin("01 09:01"))
        world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
        await delivery.until(berlin("01 11:00"))
    assert len(came(world)) == 1
    assert len(world.channel.history()) == before, "a closed direct message never falls back to a channel"


async def test_13_nobody_can_be_pinged_through_a_reminder_and_there_is_a_cap(world: World) -> None:
    payloads = {one["name"]: one for one in await world.bot.command_payloads()}
    typed = {part["name"] for name in ("remind", "server") for part in _options(payloads[name]) if part["type"] == 3}
    assert typed == {"zone", "kind"}, "no command takes a text that a reminder would say"
    evil = "@everyone <@&1> <@2>"
    told = await world.alice.slash(world.channel, "remind stretch", zone=evil)
    assert said(told).startswith("## Where are you?")
    await allowed(world)
    for minute in range(10):
        await has(world, at(f"10:0{minute}"), channel=world.channel.id)
    panel = await world.alice.slash(world.channel, "remind stretch")
    assert "10 is the limit" in said(panel)
    assert "Save" not in labels(panel.response)
    async with delivering(world) as delivery:
        await delivery.until(berlin("01 10:30"))
    posts = world.requests("POST", f"/channels/{world.channel.id}/messages")
    assert len(posts) == 10
    for body in posts:
        assert body["allowed_mentions"]["parse"] == []
        assert [int(one) for one in body["allowed_mentions"]["users"]] == [world.alice.id]


def _options(command: Any) -> list[Any]:
    """Return the options of a command and of all its subcommands."""
    found = command.get("options", [])
    return [*found, *(inner for one in found for inner in _options(one))]


async def test_14_no_reminder_is_doubled_and_old_posts_are_removed(world: World) -> None:
    admin = admins.admin(world)
    await admins.made(world, admin, Kind.STRETCH)
    number = (await admins.only(world)).reminder.id
    await world.bot.schedules.join(world.alice.id, number)
    panel = await world.bob.slash(world.channel, "remind stretch", zone=BERLIN)
    await world.bob.click(panel.response, label="Save")
    again = await world.bob.slash(world.channel, "remind stretch")
    await world.bob.click(again.response, label="Save")
    async with delivering(world) as delivery:
        await delivery.until(berlin("01 09:30"))
        for _ in range(3):  # Discord says so after every reconnection
            await world.bot.on_ready()
        await world.bot.setup_hook()
        await delivery.until(berlin("01 11:30"))
    assert len(came(world, world.bob)) == 3, "at 9, 10 and 11"
    own = [one for one in world.channel.history() if one.author.id == world.bot.user.id]  # pyright: ignore[reportOptionalMemberAccess] - it is connected
    assert [texts(one).startswith(f"<@{world.alice.id}>\n## A moment to stretch?") for one in own] == [True]


async def test_14_a_reminder_of_one_s_own_in_a_channel_leaves_one_message_there_too(world: World) -> None:
    await allowed(world)
    await has(world, at("10:00", "11:00", "12:00"), channel=world.channel.id)
    async with delivering(world) as delivery:
        await delivery.until(berlin("01 12:01"))
    assert len(await sent(world)) == 3
    assert [texts(one).startswith(f"<@{world.alice.id}>\n") for one in world.channel.history()] == [True]


async def test_15_what_came_and_was_done_can_be_seen_exported_and_erased(world: World) -> None:
    await has(world, at("10:00"))
    await world.bot.reminders.set_summary(world.alice.id, on=True)
    async with delivering(world) as delivery:
        await delivery.until(berlin("01 10:01"))
        await world.alice.user.click(came(world)[0], label="Done")
        exported = await world.alice.slash(world.channel, "privacy export")
        data = json.loads(await exported.response.attachments[0].read())
        assert [(week["came"], week["done"]) for week in data["weeks"]] == [(1, 1)]
        asked = await world.alice.slash(world.channel, "privacy delete")
        await world.alice.click(asked.response, label="Yes, delete everything")
        assert await world.bot.reminders.export(world.alice.id) == {}
        told = await world.alice.user.click(came(world)[0], label="Stop")
        assert "This reminder is gone" in texts(told.followups[0])
        await delivery.until(berlin("06 10:01"))
    assert len(came(world)) == 1
    assert len(world.dm(world.alice)) == 1


async def test_15_a_server_that_removes_charley_is_forgotten_but_not_one_in_an_outage(world: World) -> None:
    admin = admins.admin(world)
    await admins.made(world, admin, Kind.STRETCH)
    number = (await admins.only(world)).reminder.id
    await world.bot.schedules.join(world.alice.id, number)
    world.env.backend.emit("GUILD_DELETE", {"id": str(world.guild.id), "unavailable": True})
    await world.env.settle()
    await world.env.advance_time(timedelta(days=31).total_seconds())
    await _begin_and_end(world)
    assert (await admins.only(world)).reminder.id == number, "an outage is no removal, however long"
    back = serializers.guild_create_payload(world.env.backend, world.env.backend.get_guild(world.guild.id))
    world.env.backend.emit("GUILD_CREATE", dict(back))
    await world.env.settle()
    world.env.backend.emit("GUILD_DELETE", {"id": str(world.guild.id)})
    await world.env.settle()
    await world.env.advance_time(timedelta(days=29).total_seconds())
    await _begin_and_end(world)
    assert await admins.schedules(world) != []
    await world.env.advance_time(timedelta(days=2).total_seconds())
    await _begin_and_end(world)
    assert await admins.schedules(world) == []
    async with world.store.reading() as seen:
        assert await seen.server(world.guild.id) is None


async def _begin_and_end(world: World) -> None:
    """Let the engine do what it does when it begins."""
    async with delivering(world) as delivery:
        await delivery.until(world.env.now() + timedelta(seconds=1))
