"""Channels that go, servers that remove Charley, and outages, which are no removals."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from simcord.backend import serializers

from bot.reminders.drafts import Draft
from bot.reminders.models import Kind, Reason
from bot.replies.sketch import DEFAULTS
from tests.discord import admins
from tests.discord.conftest import World, said, texts

PAUSED = "### Paused, please look at this"
GONE = "Its channel was deleted. Choose another channel with **Edit**, or stop it."


async def with_schedule(world: World) -> tuple[Any, Any]:
    """Return an admin, and a channel of its own with a schedule."""
    admin, channel = admins.admin(world), world.guild.create_text_channel("water")
    await world.env.settle()
    shown = await admin.slash(channel, "server schedule", kind="stretch", zone=admins.ZONE)
    shown = await admin.click(shown.response, label=admins.ALLOW)
    await admin.click(shown.response, label=admins.SAVE)
    return admin, channel


async def personal(world: World, channel: int) -> int:
    """Return a reminder of Alice's that is posted in a channel."""
    await world.bot.schedules.set_personal(world.guild.id, on=True)
    await world.bot.reminders.set_zone(world.alice.id, admins.ZONE)
    draft = Draft(kind=Kind.STRETCH, rule=DEFAULTS[Kind.STRETCH].rule(admins.ZONE), channel=channel)
    return (await world.bot.reminders.add(world.alice.id, draft, world.guild.id)).reminder.id


async def test_a_deleted_channel_pauses_what_is_posted_there_and_the_next_admin_is_told(world: World) -> None:
    admin, channel = await with_schedule(world)
    own = await personal(world, channel.id)
    world.env.backend.delete_channel(channel.id)
    await world.env.settle()
    one = await admins.only(world)
    assert (one.reminder.reason, one.next) == (Reason.GONE, None)
    assert (await world.bot.reminders.get(world.alice.id, own)).reminder.reason is Reason.GONE
    for name, options in (("settings", {}), ("list", {}), ("schedule", {"kind": "stretch", "zone": admins.ZONE})):
        shown = admins.sound(await admin.slash(world.channel, f"server {name}", **options))
        told = said(shown)
        assert PAUSED in told
        assert GONE in told
        assert told.index(PAUSED) < 200, "what needs the admin comes first"


async def test_the_admin_who_next_uses_charley_for_anything_is_told_once(world: World) -> None:
    admin, channel = await with_schedule(world)
    world.env.backend.delete_channel(channel.id)
    await world.env.settle()
    assert (await world.alice.slash(world.channel, "redflags")).followups == [], "a member is not"
    shown = await admin.slash(world.channel, "redflags")
    assert PAUSED not in said(shown), "what was asked for comes first"
    (told,) = shown.followups
    assert told.ephemeral
    assert PAUSED in texts(told)
    assert GONE in texts(told)
    opened = await admin.click(told, label="Schedules")
    assert said(opened).startswith("## Schedules of this server")
    assert (await admin.slash(world.channel, "about")).followups == [], "the same is told once"
    number = (await admins.only(world)).reminder.id
    await world.bot.schedules.stop(world.guild.id, number)
    assert (await admin.slash(world.channel, "about")).followups == []


async def test_a_schedule_whose_channel_went_is_moved_with_edit_and_runs_again(world: World) -> None:
    admin, channel = await with_schedule(world)
    world.env.backend.delete_channel(channel.id)
    await world.env.settle()
    shown = await admin.click((await admins.opened(world, admin)).response, label="Edit")
    shown = await admins.choose(admin, shown, "In which channel", world.channel)
    shown = await admin.click(shown.response, label=admins.ALLOW)
    await admin.click(shown.response, label=admins.SAVE)
    one = await admins.only(world)
    assert (one.reminder.reason, one.reminder.channel) == (None, world.channel.id)
    assert PAUSED not in said(await admin.slash(world.channel, "server list"))


async def test_a_deleted_thread_pauses_what_is_posted_there_known_or_not(world: World) -> None:
    for thread in (888, 889):
        await world.bot.schedules.set_channels(world.guild.id, frozenset({thread}))
        own = await personal(world, thread)
        payload = {"id": str(thread), "guild_id": str(world.guild.id), "parent_id": str(world.channel.id), "type": 11}
        if thread == 889:
            metadata = {
                "archived": False,
                "auto_archive_duration": 60,
                "archive_timestamp": "2026-01-01T00:00:00+00:00",
                "locked": False,
            }
            owner = {
                "name": "talk",
                "owner_id": "1",
                "member_count": 1,
                "message_count": 1,
                "thread_metadata": metadata,
            }
            world.env.backend.emit("THREAD_CREATE", {**payload, **owner})
        world.env.backend.emit("THREAD_DELETE", payload)
        await world.env.settle()
        assert (await world.bot.reminders.get(world.alice.id, own)).reminder.reason is Reason.GONE


@pytest.mark.parametrize(
    ("reason", "words"),
    (
        (Reason.NO_PERMISSION, "**Send Messages**"),
        (Reason.NO_ACCESS, "**View Channel**"),
        (Reason.FORBIDDEN, "`/server settings`"),
        (Reason.REFUSED, "Discord refused its last post."),
    ),
)
async def test_every_reason_for_a_pause_is_told_with_what_to_do(world: World, reason: Reason, words: str) -> None:
    admin, _ = await with_schedule(world)
    await pause(world, reason)
    told = said(await admin.slash(world.channel, "server list"))
    assert PAUSED in told
    # A command in a text can be clicked: it is drawn as a link.
    assert words.replace("`/server settings`", "</server settings:") in told


async def pause(world: World, reason: Reason) -> None:
    """Pause the schedule as the engine does when Discord refuses a post."""
    one = (await admins.only(world)).reminder
    async with world.store.writing() as tx:
        await tx.unplan(one.id)
        await tx.save_reminder(replace(one, reason=reason))


async def test_what_an_admin_paused_needs_no_notice(world: World) -> None:
    admin, _ = await with_schedule(world)
    await world.bot.schedules.pause(world.guild.id, (await admins.only(world)).reminder.id)
    told = said(await admin.slash(world.channel, "server list"))
    assert PAUSED not in told
    assert "An admin paused it." in told


async def test_a_server_that_removes_charley_is_noted_and_gets_back_what_it_had(world: World) -> None:
    await with_schedule(world)
    there = dict(serializers.guild_create_payload(world.env.backend, world.env.backend.get_guild(world.guild.id)))
    # Discord leaves it out where Charley has just been added; with it, an outage has ended.
    del there["unavailable"]
    world.env.backend.emit("GUILD_DELETE", {"id": str(world.guild.id)})
    await world.env.settle()
    assert (await world.bot.schedules.server(world.guild.id)).left == world.env.now()
    assert (await admins.only(world)).reminder.reason is Reason.REMOVED
    world.env.backend.emit("GUILD_CREATE", there)
    await world.env.settle()
    assert (await world.bot.schedules.server(world.guild.id)).left is None
    one = await admins.only(world)
    assert one.reminder.reason is None
    assert one.next is not None


async def test_an_outage_is_no_removal_even_across_a_start(world: World) -> None:
    await with_schedule(world)
    before = await admins.only(world)
    world.env.backend.emit("GUILD_DELETE", {"id": str(world.guild.id), "unavailable": True})
    await world.env.settle()
    assert [guild.unavailable for guild in world.bot.guilds] == [True]
    await world.bot.on_ready()
    assert (await world.bot.schedules.server(world.guild.id)).left is None
    assert await admins.only(world) == before


async def test_a_removal_while_charley_was_away_is_found_at_the_start(world: World) -> None:
    await with_schedule(world)
    server = world.guild.id
    world.env.create_guild("Another one")
    await world.env.settle()
    kept = world.env.backend.guilds.pop(server)
    await world.restart()
    assert (await world.bot.schedules.server(server)).left is not None
    world.env.backend.guilds[server] = kept
    await world.restart()
    assert (await world.bot.schedules.server(server)).left is None
