"""What the fuzz has found, each once: payloads that were answered with an error, or not at all, or ended the connection."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from bot.app import Parts
from bot.discord_app.answering import OLD
from bot.discord_app.errors import words
from bot.discord_app.serving import GONE
from bot.reminders.drafts import Draft
from bot.reminders.models import Kind
from bot.replies.sketch import DEFAULTS, packed
from tests.fuzz.arena import ALICE, CAROL, HERE, ROOM, ROOM_THERE, THERE, Arena, arena
from tests.fuzz.grammar import AUTOCOMPLETE, BUTTON, CHANNELS, COMMAND, COMPONENT, FORM, SELECT, SERVER, Grammar, Place
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


TOO_LARGE = str(2**63 - 1)


@pytest.mark.parametrize(
    "name",
    (
        f"c1:rstop:{TOO_LARGE}:0", f"c1:rdone:1:{TOO_LARGE}", f"c1:rjoin:{2**63}:0", f"c1:redit:{2**64}", f"c1:vone:show:{10**19 - 1}",
        f"c1:vone:stop:{TOO_LARGE}",
    ),
)  # fmt: skip
async def test_ids_that_the_database_cannot_hold_are_those_of_old_buttons(parts: Parts, name: str) -> None:
    async with arena(parts) as here:
        await answer(here, sent(here, COMPONENT, pressed(button(name)), CAROL, showing(here, button(name))))
        assert said(here) == OLD


@pytest.mark.parametrize("value", (str(2**63), f"j{2**64}", "\u00b2", "", "1:2"))
async def test_menus_of_reminders_take_ids_alone(parts: Parts, value: str) -> None:
    async with arena(parts) as here:
        part = menu("c1:ropen", "1")
        await answer(here, sent(here, COMPONENT, pressed(part, values=[value]), message=showing(here, part)))
        assert "older Charley" in said(here)


@pytest.mark.parametrize(
    "name",
    ("c1:pick", "c1:ropen", "c1:rquiet", "c1:vopen", "c1:vchannels", "c1:rset:end:fYgUf3V", "c1:rpauseuntil:1:0"),
)
async def test_a_button_with_the_name_of_a_menu_is_an_old_one(parts: Parts, name: str) -> None:
    async with arena(parts) as here:
        await answer(here, sent(here, COMPONENT, pressed(button(name)), CAROL, showing(here, button(name))))
        assert "Something went wrong" not in said(here)
        assert not [line for line in here.lines() if '"level": "error"' in line]


@pytest.mark.parametrize("zone", ("", "~Nowhere", "~Europe", "~localtime", "~right/UTC"))
async def test_a_panel_whose_zone_is_none_is_an_old_one(parts: Parts, zone: str) -> None:
    async with arena(parts) as here:
        part = menu(f"c1:vset:hours:fYgUf3V{zone}", "09:00-17:00")
        shown = showing(here, part)
        await answer(here, sent(here, COMPONENT, pressed(part, values=["09:00-17:00"]), CAROL, shown))
        assert said(here) == OLD
        field = {"type": 18, "id": 1, "component": {"type": 4, "id": 2, "custom_id": "times", "value": "9"}}
        name = f"c1:form:vtimes:fYgUf3V{zone}"
        await answer(here, sent(here, FORM, {"custom_id": name, "components": [field]}, CAROL))
        assert said(here) == OLD


@pytest.mark.parametrize("day", ("9999-12-31", "0001-01-01", "10000-01-01"))
async def test_a_pause_until_a_day_at_the_end_of_time_is_refused(parts: Parts, day: str) -> None:
    async with arena(parts) as here:
        # There the first day of all begins in a year that UTC does not have.
        await here.charley.reminders.set_zone(ALICE, "Asia/Tokyo")
        rule = DEFAULTS[Kind.STRETCH].rule("Asia/Tokyo")
        made = await here.charley.reminders.add(ALICE, Draft(kind=Kind.STRETCH, rule=rule))
        part = menu(f"c1:rpauseuntil:{made.reminder.id}:0", day)
        shown = showing(here, part)  # kept only as long as somebody looks at it
        await answer(here, sent(here, COMPONENT, pressed(part, values=[day]), message=shown))
        assert "Something went wrong" not in said(here)
        assert not [line for line in here.lines() if '"level": "error"' in line]


async def test_a_menu_whose_choice_cannot_be_read_is_answered_and_changes_nothing(parts: Parts) -> None:
    async with arena(parts) as here:
        await here.charley.schedules.set_channels(HERE, frozenset({ROOM}))
        part = {"type": CHANNELS, "custom_id": "c1:vchannels", "max_values": 25}
        data = pressed(part, values=[str(ROOM)], resolved={"channels": {str(ROOM): {"id": [], "type": 0}}})
        assert (await answer(here, sent(here, COMPONENT, data, CAROL, showing(here, part))))["type"] == 4
        assert (await here.charley.schedules.server(HERE)).channels == {ROOM}


async def test_a_channel_of_another_server_is_not_taken(parts: Parts) -> None:
    async with arena(parts) as here:
        part = {"type": CHANNELS, "custom_id": "c1:vchannels", "max_values": 25}
        chosen = {str(one): {"id": str(one), "name": "x", "type": 0, "permissions": "0"} for one in (ROOM, ROOM_THERE)}
        data = pressed(part, values=[*chosen], resolved={"channels": chosen})
        await answer(here, sent(here, COMPONENT, data, CAROL, showing(here, part)))
        assert said(here) == GONE
        assert (await here.charley.schedules.server(HERE)).channels == set()


async def test_a_channel_of_another_server_is_not_allowed_from_a_panel(parts: Parts) -> None:
    async with arena(parts) as here:
        sketch = replace(DEFAULTS[Kind.STRETCH], channel=ROOM_THERE, zone="UTC")
        await here.charley.schedules.set_channels(THERE, frozenset({ROOM_THERE}))
        part = button(f"c1:vallow:{packed(sketch)}")
        await answer(here, sent(here, COMPONENT, pressed(part), CAROL, showing(here, part)))
        assert said(here) == GONE
        assert (await here.charley.schedules.server(HERE)).channels == set()


def test_an_error_s_own_words_are_told_to_nobody() -> None:
    assert "my chest" not in words(ValueError("my chest hurts"), "test")
