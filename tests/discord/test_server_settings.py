"""`/server settings`: where reminders may be posted, whether members may have theirs there, answers to mentions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from discord import ui

from bot.app import client
from bot.discord_app.admins import NO_SERVER, NOT_ADMIN
from bot.discord_app.client import Charley
from bot.discord_app.serving import GONE
from bot.reminders.drafts import Draft
from bot.reminders.models import Kind, Reason
from bot.replies.sketch import DEFAULTS, packed
from tests.discord import admins, raw
from tests.discord.conftest import World, labels, said, texts

PROMPT = "Channels where reminders may be posted"
OUTSIDE = [raw.Place(raw.WITH_BOT), raw.Place(), raw.Place(raw.SERVER, guild=999_999_999_999_999_999)]


async def settings(world: World, who: Any) -> Any:
    return admins.sound(await who.slash(world.channel, "server settings"))


async def test_channels_are_chosen_in_a_menu_of_the_server_s_text_channels(world: World) -> None:
    admin, other = admins.admin(world), world.guild.create_text_channel("water")
    shown = await settings(world, admin)
    assert shown.ephemeral
    assert "none yet" in said(shown)
    assert admins.menus(shown)[PROMPT]["channel_types"] == [0, 5]
    shown = admins.sound(await admins.choose(admin, shown, PROMPT, world.channel, other))
    assert f"<#{world.channel.id}>, <#{other.id}>" in said(shown)
    chosen = [int(one["id"]) for one in admins.menus(shown)[PROMPT]["default_values"]]
    assert chosen == sorted([world.channel.id, other.id])
    assert (await world.bot.schedules.server(world.guild.id)).channels == {world.channel.id, other.id}
    shown = await admins.choose(admin, shown, PROMPT)
    assert "none yet" in said(shown)
    assert (await world.bot.schedules.server(world.guild.id)).channels == frozenset()


async def test_members_reminders_are_switched_on_and_off_and_a_paused_one_runs_again(world: World) -> None:
    admin, schedules, reminders = admins.admin(world), world.bot.schedules, world.bot.reminders
    await schedules.set_channels(world.guild.id, frozenset({world.channel.id}))
    shown = await admin.click((await settings(world, admin)).response, label="Allow members' reminders")
    assert "**Reminders of members in these channels**: on" in said(admins.sound(shown))
    await reminders.set_zone(world.alice.id, admins.ZONE)
    draft = Draft(kind=Kind.STRETCH, rule=DEFAULTS[Kind.STRETCH].rule(admins.ZONE), channel=world.channel.id)
    made = await reminders.add(world.alice.id, draft, world.guild.id)
    shown = await admin.click(shown.response, label="Stop members' reminders")
    assert "**Reminders of members in these channels**: off" in said(shown)
    assert (await reminders.get(world.alice.id, made.reminder.id)).reminder.reason is Reason.FORBIDDEN
    await admin.click(shown.response, label="Allow members' reminders")
    assert (await reminders.get(world.alice.id, made.reminder.id)).reminder.reason is None


async def test_a_channel_of_another_server_is_not_allowed(world: World) -> None:
    elsewhere = world.env.create_guild("Elsewhere")
    other = elsewhere.create_text_channel("theirs")
    await world.bot.schedules.set_channels(elsewhere.id, frozenset({other.id}))
    for channel in (other.id, other.id - 1_000_000):
        sketch = replace(DEFAULTS[Kind.STRETCH], zone=admins.ZONE, channel=channel)
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay("forged"))
        view.add_item(ui.ActionRow(ui.Button(label="Forged", custom_id=f"c1:vallow:{packed(sketch)}")))
        view.stop()
        pressed = await admins.admin(world, str(channel)).click(await world.post(view=view), label="Forged")
        assert admins.everything(pressed).endswith(GONE)
    assert (await world.bot.schedules.server(world.guild.id)).channels == frozenset()


async def test_a_channel_that_is_taken_out_pauses_its_schedule_and_says_so(world: World) -> None:
    admin = admins.admin(world)
    await admins.made(world, admin)
    shown = await admins.choose(admin, await settings(world, admin), PROMPT)
    assert "Paused, please look at this" in said(admins.sound(shown))
    assert "not allowed in its channel any more" in said(shown)
    shown = await admins.choose(admin, shown, PROMPT, world.channel)
    assert "Paused" not in said(shown)
    assert (await admins.only(world)).reminder.reason is None


async def test_switched_off_a_mention_gets_no_answer_whatever_it_says(world: World) -> None:
    admin = admins.admin(world)
    shown = await admin.click((await settings(world, admin)).response, label="Do not answer mentions")
    assert "not even one that tells of an emergency" in said(shown)
    before = len(world.channel.history())
    await world.alice.send(world.channel, f"{world.mention} my chest hurts")
    await world.alice.send(world.channel, world.mention)
    assert len(world.channel.history()) == before + 2
    await world.alice.send_dm("my chest hurts")
    assert texts(world.dm(world.alice)[-1]).startswith("## Get help now\n")
    await admin.click(shown.response, label="Answer mentions")
    await world.alice.send(world.channel, f"{world.mention} my chest hurts")
    assert texts(world.channel.history()[-1]).startswith("## Get help now\n")


async def test_the_switch_holds_after_a_restart_and_for_its_server_alone(world: World) -> None:
    await world.bot.schedules.set_mentions(world.guild.id, on=False)
    await world.restart()
    before = len(world.channel.history())
    await world.alice.send(world.channel, f"{world.mention} my chest hurts")
    assert len(world.channel.history()) == before + 1
    second = world.env.create_guild("Another one")
    channel, dave = second.create_text_channel("talk"), second.add_member(world.env.create_user("dave"))
    await world.env.settle()
    await dave.send(channel, f"{world.mention} my chest hurts")
    assert texts(channel.history()[-1]).startswith("## Get help now\n")


async def test_where_the_database_cannot_be_read_a_mention_is_answered_all_the_same(world: World) -> None:
    old = world.bot
    await world.env.restart_bot(Charley(world.parts.desk, old.names, client(world.parts).services))
    await old.close()
    # Which servers have gone could not be looked up at the start.
    world.expected_errors = 1
    await world.alice.send(world.channel, f"{world.mention} my chest hurts")
    assert texts(world.channel.history()[-1]).startswith("## Get help now\n")
    assert "cannot read whether mentions are answered" in [line["event"] for line in world.lines()]


@pytest.mark.parametrize("name", ("settings", "list"))
async def test_a_member_without_manage_server_is_refused_by_charley_too(world: World, name: str) -> None:
    # Admins can lift Discord's own check of a command, so that anybody is shown it.
    shown = await as_member(world, command(name))
    assert said(shown) == NOT_ADMIN


async def test_a_schedule_is_not_set_up_by_a_member(world: World) -> None:
    options = [{"name": "kind", "type": 3, "value": "hydrate"}, {"name": "zone", "type": 3, "value": admins.ZONE}]
    assert said(await as_member(world, command("schedule", options))) == NOT_ADMIN


@pytest.mark.parametrize("place", OUTSIDE, ids=["own direct messages", "private channel", "foreign server"])
async def test_outside_of_its_servers_it_says_where_it_works(world: World, place: raw.Place) -> None:
    assert said(await raw.send(world, raw.COMMAND, command("settings"), place)) == NO_SERVER


async def test_an_admin_who_is_one_no_more_can_press_nothing(world: World) -> None:
    admin = admins.admin(world)
    await admins.made(world, admin)
    settings_shown = await settings(world, admin)
    list_shown = await admin.slash(world.channel, "server list")
    one = await admins.opened(world, admin)
    edit = await admin.click(one.response, label="Edit")
    before = await admins.only(world), await world.bot.schedules.server(world.guild.id)
    admins.dismiss(world)
    refused = [
        *[await admin.click(settings_shown.response, label=label) for label in labels(settings_shown.response)],
        *[await admin.click(list_shown.response, label=label) for label in labels(list_shown.response)],
        await admins.choose(admin, settings_shown, PROMPT),
        await admins.choose(admin, edit, "How often", "60"),
        await admins.choose(admin, edit, "In which channel", world.channel),
        *[
            await admin.click(edit.response, label=label)
            for label in labels(edit.response)
            if label not in {"Who should not", "Too much?"}
        ],
    ]
    assert {said(one) for one in refused} == {NOT_ADMIN}
    assert (await admins.only(world), await world.bot.schedules.server(world.guild.id)) == before


async def test_discord_is_told_to_wait_before_the_store_is_asked(world: World) -> None:
    admin = admins.admin(world)
    await admins.made(world, admin)
    for label in ("Allow members' reminders", "Schedules"):
        shown = await settings(world, admin)
        await admin.click(shown.response, label=label)
    for name in ("settings", "list"):
        await admin.slash(world.channel, f"server {name}")
    await world.alice.slash(world.channel, "privacy show")
    await world.alice.slash(world.channel, "privacy export")
    assert {one["type"] for one in world.requests("POST", "/callback")} == {raw.LATER, raw.LATER_IN_PLACE}


def command(name: str, options: Any = ()) -> dict[str, Any]:
    """Return the data of a subcommand of /server."""
    return {"id": "1", "name": "server", "type": 1, "options": [{"name": name, "type": 1, "options": list(options)}]}


async def as_member(world: World, data: dict[str, Any]) -> Any:
    """Use a command in the server as a member without any permission of an admin."""
    return await raw.send(world, raw.COMMAND, data, raw.Place(raw.SERVER, guild=world.guild.id))
