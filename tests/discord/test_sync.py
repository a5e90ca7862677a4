"""Commands are sent to Discord only when they changed, and can be clicked in texts."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.discord_app import commands, sync
from tests.discord.conftest import World, said, texts


def sent(world: World) -> int:
    return len(world.requests("PUT", "/commands"))


async def test_commands_are_sent_once_and_not_again_at_the_next_start(world: World) -> None:
    assert sent(world) == 1
    await world.restart()
    assert sent(world) == 1
    # Discord leaves out the translations otherwise, and every start would look like a change.
    asked = [one.params for one in world.env.http_requests if one.method == "GET" and one.path.endswith("/commands")]
    assert asked == [{"with_localizations": "true"}] * 2


async def test_a_changed_description_is_sent(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands.learn, "description", "Words and how muscles work")
    await world.restart()
    assert sent(world) == 2
    monkeypatch.undo()
    await world.restart()
    assert sent(world) == 3


async def test_a_command_that_came_or_went_is_sent(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "COMMANDS", commands.COMMANDS[:-1])
    await world.restart()
    assert sent(world) == 2
    assert len(world.requests("PUT", "/commands")[-1]) == len(commands.COMMANDS)


async def test_a_new_translation_is_sent(world: World) -> None:
    world.bot.names.table = {"sv-SE": {"learn": "lär"}}
    await world.restart()
    assert sent(world) == 2
    told = {command["name"]: command for command in world.requests("PUT", "/commands")[-1]}
    assert told["learn"]["name_localizations"] == {"sv-SE": "lär"}
    await world.restart()
    assert sent(world) == 2


async def test_what_discord_adds_on_its_own_is_no_change(world: World) -> None:
    for command in world.env.backend.commands[None].values():
        command |= {"version": "1", "application_id": "2", "handler": None, "default_permission": True}
        for part in (command, *(command.get("options") or ())):
            for key in ("name_localizations", "description_localizations"):
                part[key] = part.get(key) or None
        for option in command.get("options") or ():
            option["required"] = option.get("required", False)
        command["integration_types"] = command["integration_types"][::-1]
        if command.get("default_member_permissions") is not None:
            command["default_member_permissions"] = str(command["default_member_permissions"])
    await world.restart()
    assert sent(world) == 1


async def test_the_ids_are_remembered_whether_or_not_the_commands_were_sent(world: World) -> None:
    known = {
        command["name"]: int(command["id"])
        for command in world.env.backend.commands[None].values()
        if command.get("type", 1) == 1
    }
    assert world.bot.command_ids == known
    assert set(known) == {one.name for one in commands.COMMANDS[:-1]}
    await world.restart()
    assert world.bot.command_ids == known


async def test_a_command_in_a_text_can_be_clicked(world: World) -> None:
    await world.alice.send(world.channel, world.mention)
    text = texts(world.channel.history()[-1])
    assert f"</ask:{world.bot.command_ids['ask']}>" in text
    assert "`/ask`" not in text


async def test_a_command_in_a_person_s_own_words_does_not_become_one(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="chest `/ask` pain")
    assert "</ask:" not in said(result)


def test_equal_commands_are_equal_in_canonical_form() -> None:
    assert sync.canonical({"name": "a", "options": []}) == sync.canonical({"name": "a", "nsfw": False, "id": "5"})
    assert sync.canonical({"name": "a"}) != sync.canonical({"name": "a", "options": [{"name": "b", "type": 3}]})


async def test_a_second_try_to_log_in_sends_the_commands_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first may be sending them still, over connections that the second one has closed."""
    monkeypatch.setattr(sync, "PROMPT", 0.0)
    monkeypatch.setattr(sync, "sync", lambda _: asyncio.sleep(3600))
    begun: list[asyncio.Task[Any]] = []
    for _ in range(2):
        await world.bot.setup_hook()
        await asyncio.sleep(0)
        begun += [one for one in asyncio.all_tasks() if one.get_name() == "commands" and one not in begun]
    first, second = begun
    assert (first.cancelled(), second.done()) == (True, False)
    await world.bot.close()
    await asyncio.wait({second}, timeout=5)
    assert second.cancelled()


async def test_an_answer_that_cannot_be_read_is_told_and_asked_for_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[bool] = []

    async def once_a_page(_: object) -> None:
        tries.append(True)
        if len(tries) == 1:
            raise TypeError("string indices must be integers")

    monkeypatch.setattr(sync, "sync", once_a_page)
    monkeypatch.setattr(type(world.bot.clock), "sleep", lambda *_: asyncio.sleep(0))
    with capture_logs() as log:
        await asyncio.wait_for(sync.keep_trying(world.bot), 5)
    assert len(tries) == 2
    assert [line["event"] for line in log] == [
        "unexpected error",
        "The commands could not be sent; Charley tries again.",
    ]
