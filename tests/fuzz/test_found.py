"""What the fuzz has found, each once: payloads that were answered with an error, or not at all, or ended the connection."""

from __future__ import annotations

import random
from typing import Any

import pytest

from bot.app import Parts
from bot.discord_app.answering import OLD
from tests.fuzz.arena import ALICE, CAROL, HERE, ROOM, Arena, arena
from tests.fuzz.grammar import AUTOCOMPLETE, BUTTON, COMMAND, COMPONENT, SELECT, SERVER, Grammar, Place
from tests.fuzz.nasty import Texts
from tests.fuzz.wire import Asked
from tests.replies.rules import text_of
from tests.standin.world import APPLICATION, EPHEMERAL, Message, Payload

PLACE = Place(SERVER, ROOM, HERE)
CHANGED = "This command has changed."
V2 = 1 << 15


def sent(here: Arena, kind: int, data: Payload, person: int = ALICE, message: Message | None = None) -> Payload:
    """Return an interaction as Discord sends it."""
    dice = random.Random(0)
    made = Grammar(here, dice, Texts(dice, ["x"])).envelope(kind, data, person, PLACE)
    return made | ({"message": here.world.message_payload(message)} if message else {})


async def answer(here: Arena, payload: Payload) -> Any:
    """Give Charley an interaction, and return the body that it is answered with; the connection must live on."""
    here.wire.begin()
    asked = here.wire.asked[payload["token"]] = Asked(payload)
    assert await here.feed("INTERACTION_CREATE", payload) is None
    assert await here.tasks.settle()
    return asked.answer


def said(here: Arena) -> str:
    """Return all that was said since."""
    bodies = [one.body.get("data") or one.body for one in here.wire.sent if one.body]
    told = [f"{body.get('content') or ''}{text_of(body.get('components') or [])}" for body in bodies]
    return "\n".join(filter(None, told))


def showing(here: Arena, *parts: Payload) -> Message:
    """Return an ephemeral message of Charley's with these buttons and menus."""
    rows = [{"type": 1, "components": [part]} for part in parts]
    components = [{"type": 17, "components": [{"type": 10, "content": "## A page"}, *rows]}]
    made = Message(here.world.new_id(), ROOM, APPLICATION, here.world.clock.now(), 0, flags=EPHEMERAL | V2)
    made.write({"components": components, "flags": made.flags})
    here.world.messages[made.id] = made
    return made


def button(name: str) -> Payload:
    return {"type": BUTTON, "style": 2, "label": "Press", "custom_id": name}


def menu(name: str, *values: str) -> Payload:
    return {"type": SELECT, "custom_id": name, "options": [{"label": one, "value": one} for one in values]}


def pressed(part: Payload, **more: Any) -> Payload:
    return {"custom_id": part["custom_id"], "component_type": part["type"], "id": 3} | more


def command(name: str, *options: Payload) -> Payload:
    return {"id": "1", "name": name, "type": 1, "options": list(options)}


UNREADABLE: dict[str, dict[str, Any]] = {
    "no size of files": {"attachment_size_limit": None},
    "a channel that is none": {"channel": [1]},
    "owners that are none": {"authorizing_integration_owners": [1]},
    "a member without a name": {"member": {"user": {"id": "1"}}},
    "a message that is none": {"message": 1},
}


@pytest.mark.parametrize("change", UNREADABLE.values(), ids=UNREADABLE)
async def test_what_the_library_cannot_read_is_answered_and_the_connection_lives(parts: Parts, change: Any) -> None:
    async with arena(parts) as here:
        payload = {
            key: value for key, value in (sent(here, COMMAND, command("about")) | change).items() if value is not None
        }
        assert (await answer(here, payload))["type"] == 4
        line = next(line for line in here.lines() if '"level": "error"' in line)
        assert line.split('"id": "')[1][:8] in said(here)
        payload = sent(here, AUTOCOMPLETE, {}) | {"attachment_size_limit": [], "authorizing_integration_owners": [1]}
        assert (await answer(here, payload))["data"] == {"choices": []}
        assert (await answer(here, sent(here, COMMAND, command("about"))))["type"] == 4


@pytest.mark.parametrize("event", (None, 1, "x", [], {}, {"id": "x", "token": "y", "type": 2}))
@pytest.mark.parametrize("name", ("INTERACTION_CREATE", "MESSAGE_CREATE", "GUILD_CREATE", "CHANNEL_DELETE"))
async def test_what_nobody_can_read_is_noted_and_the_connection_lives(parts: Parts, name: str, event: Any) -> None:
    async with arena(parts) as here:
        assert await here.feed(name, event) is None
        assert await here.tasks.settle()
        assert not here.wire.sent[len(here.wire.commands) :]
        assert [f'"where": "{name}"' in line for line in here.lines() if '"level": "error"' in line] == [True]


async def test_a_command_without_a_name_is_answered(parts: Parts) -> None:
    async with arena(parts) as here:
        assert (await answer(here, sent(here, COMMAND, {"id": "1"})))["type"] == 4


async def test_a_choice_that_this_version_does_not_have_is_told_so(parts: Parts) -> None:
    async with arena(parts) as here:
        kind = {"name": "kind", "type": 3, "value": "breathe"}
        await answer(here, sent(here, COMMAND, command("server", command("schedule", kind)), CAROL))
        assert CHANGED in said(here)


async def test_typing_where_nothing_is_offered_any_more_is_answered_with_nothing(parts: Parts) -> None:
    async with arena(parts) as here:
        typed = {"name": "question", "type": 3, "value": "my calf", "focused": True}
        assert (await answer(here, sent(here, AUTOCOMPLETE, command("ask", typed))))["data"] == {"choices": []}


async def test_a_click_on_what_its_message_does_not_show_is_answered(parts: Parts) -> None:
    async with arena(parts) as here:
        message = showing(here, button("c1:card:caffeine:e"))
        await answer(here, sent(here, COMPONENT, pressed(button("c1:ask")), message=message))
        assert said(here) == OLD
