"""What is stored about somebody is never readable for somebody else, whatever they use, wherever they are.

Every command, button, menu and form is tried in every place, with the ids of what is somebody else's. After each: no
answer tells of the other person, nothing of theirs has changed, nothing is sent to anybody else, and the answer is the
same as for ids that never were.
"""

from __future__ import annotations

import re

import pytest
from discord import app_commands

from bot.app import Parts, client
from bot.discord_app import presses
from tests.discord import neighbours, trespasses, watching
from tests.discord.conftest import World
from tests.discord.neighbours import Names, Neighbours, move_in
from tests.discord.trespasses import COMMANDS, FORMS, MENUS, PRESSES
from tests.discord.trying import AdminTrial, Trial

pytestmark = pytest.mark.timeout(240)

STANDS = range(7)
SHARED, SHARED_PUBLIC, OWN_SERVER, DIRECT = range(4)
SOME = Names(reminder=1, occurrence=2, schedule=3, person=4, channel=5, own=6)


# --- everything is tried


def test_every_button_and_menu_is_tried() -> None:
    assert set(PRESSES) == {kind.__name__ for kind in presses.ALL}


@pytest.mark.parametrize("kind", presses.ALL, ids=lambda kind: kind.__name__)
def test_all_that_a_button_can_mean_is_tried(kind: type[presses.Answering]) -> None:
    template = kind.__discord_ui_compiled_template__
    filling = trespasses.blanks(SOME, 7)
    found = [template.fullmatch(f"c1:{deed.shape.format(**filling)}") for deed in PRESSES[kind.__name__]]
    assert all(found)
    for blank, choices in re.findall(r"\(\?P<(\w+)>([a-z0-9]+(?:\|[a-z0-9]+)+|\[en\])\)", template.pattern):
        meant = set("en") if choices == "[en]" else set(choices.split("|"))
        assert {match[blank] for match in found if match} == meant


def test_every_command_is_tried_with_all_its_options(parts: Parts) -> None:
    known = {one.qualified_name: one for one in client(parts).tree.walk_commands()}
    commands = {name: one for name, one in known.items() if isinstance(one, app_commands.Command)}
    assert set(COMMANDS) == set(commands)
    for name, rows in COMMANDS.items():
        options = {one.name: one for one in commands[name].parameters}
        assert {option for row in rows for option in row} == set(options)
        assert {option for option, one in options.items() if one.autocomplete} == set(options) & trespasses.OFFERED
    menus = [one for one in client(parts).tree.get_commands() if isinstance(one, app_commands.ContextMenu)]
    assert [one.name for one in menus] == list(MENUS)


def form_of(name: str) -> str:
    """Return which form a custom_id is of."""
    return ":".join(name.split(":")[1:3])


# --- and nothing comes of it


def assert_silent(near: Neighbours) -> None:
    """No line of the log names a person, or tells what is stored of one."""
    told = near.world.output.getvalue()
    assert told
    people = {str(one.id) for one in (near.world.alice, near.world.bob, near.carol, near.dora)}
    # Moments of the log itself may hold any digits.
    words = {word for word in near.secrets() if not re.fullmatch(r"\d{3}|\d\d:\d\d", word)}
    assert [word for word in sorted(words | people) if word in told] == []


@pytest.mark.parametrize("number", STANDS)
async def test_nobody_reads_or_changes_what_is_somebody_else_s(world: World, number: int) -> None:
    near = await move_in(world)
    trial = Trial(near, world.bob.id, watching.stands(near)[number])
    await trial.everything(near.names(0))
    # What names another reminder of hers is tried with each of the others at one place or more.
    await trial.named(near.names(1 + number % 4))
    assert not trial.faults, "\n".join(trial.faults)
    assert trial.count > 250
    if number == OWN_SERVER:
        # There everything may be pressed, so every form has opened.
        assert {form_of(name) for name in trial.opened} == set(FORMS)
    assert_silent(near)


@pytest.mark.parametrize("number", (OWN_SERVER, DIRECT))
async def test_of_whom_nothing_is_stored_reads_nothing_either(world: World, number: int) -> None:
    near = await move_in(world)
    await world.bot.reminders.erase(world.bob.id)
    near.begun = neighbours.stored(world)
    trial = Trial(near, world.bob.id, watching.stands(near)[number])
    await trial.everything(near.names(number))
    assert not trial.faults, "\n".join(trial.faults)
    assert_silent(near)


async def test_an_admin_has_the_schedules_of_the_server_and_nothing_of_its_members(world: World) -> None:
    near = await move_in(world)
    trial = AdminTrial(near, near.carol.id, watching.stands(near)[SHARED])
    await trial.everything(near.names(0))
    await trial.named(near.names(1))
    assert not trial.faults, "\n".join(trial.faults)
    assert_silent(near)
