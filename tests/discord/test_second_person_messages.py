"""What others were shown is of no use to a second person: the very buttons of their messages, private or public."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.discord_app.layout import layout
from bot.reminders.models import Reminder
from bot.replies.serving import opening_page
from bot.replies.sketch import sketch_of
from tests.discord import carried, neighbours, raw, watching
from tests.discord.conftest import World, buttons, message_components, said, texts
from tests.discord.neighbours import Neighbours, move_in
from tests.discord.reminding import deliver
from tests.discord.trying import Trial

pytestmark = pytest.mark.timeout(240)

SHARED, SHARED_PUBLIC, OWN_SERVER, DIRECT = range(4)


@pytest.mark.parametrize("whose", ("alice", "carol"))
async def test_the_very_buttons_that_somebody_was_shown(world: World, whose: str) -> None:
    near = await move_in(world)
    places = watching.stands(near)
    other = near.carol.id if whose == "carol" else world.alice.id
    parts, forms = await carried.shown(near, other, places[SHARED])
    named = str(near.schedules[0] if whose == "carol" else near.reminders[0].id)
    assert any(named in name for name in parts)
    for number in (SHARED_PUBLIC, OWN_SERVER, DIRECT):
        trial = Trial(near, world.bob.id, places[number])
        for name, part in parts.items():
            for data in carried.press(part):
                await trial.look(name, raw.COMPONENT, data, part)
        for name, data in forms.items():
            await trial.look(name, raw.FORM, data)
        assert not trial.faults, "\n".join(trial.faults)
        assert trial.count > 100


async def public_messages(near: Neighbours) -> list[Any]:
    """Return what all see in the channel: a shared card, the posts of a schedule, and a reminder of Alice's."""
    world = near.world
    asked = await world.alice.slash(world.channel, "cause", topic="caffeine")
    shared = (await world.alice.click(asked.response, label="Share")).response
    schedule = await of_server(near)
    page = opening_page(world.parts.content, sketch_of(schedule), schedule.id, "Nairobi", None)
    opening = await world.post(view=layout(page, {}))
    people = (world.alice.id, near.dora.id)
    post = await deliver(world, schedule, world.channel.id, mentions=people)
    return [shared, opening, post, *near.public]


def all_see(world: World) -> int:
    """Return how many messages of the channel all can see."""
    return sum(not one.flags.ephemeral for one in world.channel.history())


async def of_server(near: Neighbours) -> Reminder:
    return (await near.world.bot.schedules.get(near.world.guild.id, near.schedules[1])).reminder


async def test_a_press_on_what_all_see_answers_the_one_who_pressed_alone(world: World) -> None:
    near = await move_in(world)
    shown = await public_messages(near)
    before = [message_components(one) for one in shown]
    standing, direct = all_see(world), len(world.dm(world.alice))
    counted = 0
    for message in shown:
        for button in buttons(message):
            result = await world.bob.click(message, custom_id=button["custom_id"])
            counted += 1
            # Whoever shares once more wants that to be seen.
            public = button["label"] == "Share"
            told = [one for one in (result.response, *result.followups) if one is not None and one.id != message.id]
            assert result.modal is not None or [one.ephemeral for one in told] == [not public] * len(told)
            assert result.modal is not None or told
            said_to_bob = "\n".join(map(texts, told))
            assert str(near.dora.id) not in said_to_bob
            assert str(world.alice.id) not in said_to_bob
            standing += public
            assert all_see(world) == standing
            neighbours.restore(world, near.begun)
    assert counted >= 14
    assert [message_components(one) for one in shown] == before
    assert len(world.dm(world.alice)) == direct


async def test_the_export_holds_what_is_one_s_own_and_nothing_else(world: World) -> None:
    near = await move_in(world)
    mine = await world.bob.slash(world.channel, "privacy export")
    (file,) = mine.response.attachments
    text = (await file.read()).decode()
    assert json.loads(text)["person"] == str(world.bob.id)
    assert str(near.own) in [one["id"] for one in json.loads(text)["reminders"]]
    assert [secret for secret in near.secrets() | near.secrets_of_server() if secret in text] == []


async def test_to_delete_everything_deletes_what_is_one_s_own_and_nothing_else(world: World) -> None:
    near = await move_in(world)
    hers = await world.bot.reminders.export(world.alice.id)
    asked = await world.bob.slash(world.channel, "privacy delete")
    done = await world.bob.click(asked.response, label="Yes, delete everything")
    assert said(done).startswith("## Deleted\n")
    assert await world.bot.reminders.export(world.bob.id) == {}
    assert await world.bot.reminders.export(world.alice.id) == hers
    assert neighbours.of_others(neighbours.stored(world), {world.bob.id}, ()) == neighbours.of_others(
        near.begun, {world.bob.id}, ()
    )
