"""What people do, and the rules for answering them, with commands and buttons of discord.py."""

from __future__ import annotations

import aiohttp
import discord
import pytest
from discord import app_commands

from tests.standin.conftest import Bot
from tests.standin.interactions import payload
from tests.standin.world import EPHEMERAL, LOADING


class Form(discord.ui.Modal, title="How often"):
    often = discord.ui.TextInput(label="Times", custom_id="often")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert interaction.message
        await interaction.response.edit_message(content=f"{self.often.value} times, {interaction.message.content}")


class Panel(discord.ui.View):
    @discord.ui.button(label="Done", custom_id="done")
    async def done(self, interaction: discord.Interaction, _: discord.ui.Button) -> None:
        await interaction.response.edit_message(content="well done", view=None)

    @discord.ui.button(label="Edit", custom_id="edit")
    async def edit(self, interaction: discord.Interaction, _: discord.ui.Button) -> None:
        await interaction.response.send_modal(Form())

    @discord.ui.select(cls=discord.ui.ChannelSelect, custom_id="place", row=1)
    async def place(self, interaction: discord.Interaction, select: discord.ui.ChannelSelect) -> None:
        await interaction.response.send_message(f"in {select.values[0].name}", ephemeral=True)


class WithCommands(Bot):
    async def setup_hook(self) -> None:
        tree = app_commands.CommandTree(self)
        group = app_commands.Group(name="remind", description="Reminders")

        @group.command(name="stretch", description="Stretch")
        async def stretch(interaction: discord.Interaction, minutes: int) -> None:
            await interaction.response.send_message(f"every {minutes} minutes", view=Panel())

        @group.command(name="slowly", description="Answer later")
        async def slowly(interaction: discord.Interaction) -> None:
            await interaction.response.defer(ephemeral=True)
            shown = discord.ui.LayoutView().add_item(discord.ui.TextDisplay("at last"))
            await interaction.followup.send(view=shown)
            more = await interaction.followup.send("and more", wait=True)
            await more.edit(content="and that")
            await interaction.delete_original_response()

        @stretch.autocomplete("minutes")
        async def minutes(_: discord.Interaction, typed: str) -> list[app_commands.Choice[int]]:
            return [app_commands.Choice(name=f"{typed} minutes", value=30)]

        @tree.context_menu(name="Look closely")
        async def look(interaction: discord.Interaction, message: discord.Message) -> None:
            await interaction.response.send_message(f"I read: {message.content}")

        tree.add_command(group)
        await tree.sync()


@pytest.fixture
async def place(here, connect):
    """Return a person and a server that has a bot with commands."""
    ann = here.person("ann", locale="de")
    cramps = here.server("Cramps", managers=[ann])
    await connect(WithCommands())
    return ann, cramps


async def test_a_command_is_answered_and_the_time_is_kept(here, place):
    ann, cramps = place
    asked = await here.command(ann, cramps, "remind stretch", {"minutes": 30})
    assert (asked.type, asked.message.content) == (4, "every 30 minutes")
    assert 0 < asked.seconds < 3
    assert here.world.history(here.channels(cramps)[0]) == [asked.message]
    assert not here.ledger.messages, "an answer is no message of the bot's own"
    payload = asked.payload
    assert (payload["locale"], payload["context"]) == ("de", 0)
    assert int(payload["member"]["permissions"]) & discord.Permissions(manage_guild=True).value
    alone = await here.command(ann, None, "remind stretch", {"minutes": 60})
    assert (alone.payload["context"], alone.message.channel) == (1, here.direct(ann))


async def test_choices_are_offered_while_typing(here, place):
    ann, cramps = place
    assert await here.type(ann, cramps, "remind stretch", "minutes", "3") == [{"name": "3 minutes", "value": 30}]


async def test_an_answer_may_be_deferred_followed_up_and_deleted(here, place):
    ann, cramps = place
    asked = await here.command(ann, cramps, "remind slowly")
    assert asked.type == 5
    await here.until(lambda: asked.message.deleted)
    told = [one["content"] for one in asked.message.components]
    assert told == ["at last"], "the first follow-up is what was deferred"
    assert asked.message.flags & (EPHEMERAL | LOADING) == EPHEMERAL
    assert [one.content for one in asked.followups] == ["and that"]


async def test_buttons_menus_and_forms(here, place):
    ann, cramps = place
    message = (await here.command(ann, cramps, "remind stretch", {"minutes": 30})).message
    chosen = await here.select(ann, message.id, "place", [str(here.channels(cramps)[0])])
    assert chosen.message.content == "in general"
    assert chosen.message not in here.world.history(here.channels(cramps)[0]), "only its reader sees it"
    form = await here.press(ann, message.id, "edit")
    assert form.type == 9
    await here.submit(ann, form.id, {"often": "3"})
    assert message.content == "3 times, every 30 minutes"
    await here.press(ann, message.id, "done")
    assert (message.content, message.components) == ("well done", [])
    with pytest.raises(LookupError, match="done is not among nothing"):
        await here.press(ann, message.id, "done")


async def test_a_message_is_picked_from_the_context_menu(here, place):
    ann, cramps = place
    message = here.say(here.person("bob"), here.channels(cramps)[0], "my calf twitches")
    asked = await here.menu(ann, message, "Look closely")
    assert asked.message.content == "I read: my calf twitches"
    with pytest.raises(LookupError, match="remind is not among Look closely"):
        await here.menu(ann, message, "remind")


async def test_a_command_is_used_where_the_bot_is_not(here, place):
    ann, elsewhere = place[0], here.server("Elsewhere")
    here.remove_bot(elsewhere)
    asked = await here.command(ann, elsewhere, "remind stretch", {"minutes": 30})
    assert asked.payload["authorizing_integration_owners"] == {"1": str(ann)}
    assert asked.message.content == "every 30 minutes"
    told = [event["t"] for session in here.gateway.live for event in session.events]
    assert "MESSAGE_CREATE" not in told, "nobody is told of a message where they are not"


async def test_nobody_can_ask_what_is_not_there(here, place):
    ann, cramps = place
    for name, options in (("remind", {}), ("remind hydrate", {}), ("remind stretch", {"hours": 1})):
        with pytest.raises(LookupError):
            await here.command(ann, cramps, name, options)


@pytest.mark.parametrize(("wait", "codes"), ((0, [None, 40060]), (4, [10062, 10062])))
async def test_an_answer_counts_once_and_in_time(here, wait, codes):
    """Answered by hand, as no client would: twice, or too late."""
    channel = here.direct(here.person("ann"))
    asked = payload(here.world, 2, here.world.channels[channel].person, channel, {"name": "ask"}, None)
    here.answers.interactions[asked.id] = asked
    here.advance(wait)
    told = []
    async with aiohttp.ClientSession() as session:
        for _ in codes:
            answer = {"type": 4, "data": {"content": "drink"}}
            async with session.post(f"{here.url}/interactions/{asked.id}/{asked.token}/callback", json=answer) as said:
                told.append((await said.json())["code"] if said.status != 204 else None)
        here.advance(900)
        async with session.get(f"{here.url}/webhooks/1000/{asked.token}/messages/@original") as said:
            assert (await said.json())["code"] == (50027 if asked.answer else 10015)
    assert told == codes
