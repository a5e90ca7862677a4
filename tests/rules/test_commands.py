"""Rules 1 to 3, 9 to 12 and 18: the commands, as Discord is told them.

The numbers are those of the 24 rules for Discord that Charley keeps; each has one test that names it.
Rule 17 (shards) is tried with real processes in tests/crash/test_connection.py, rule 20 (verification) in tests/packaging.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import discord
import pytest

from bot.app import client
from bot.discord_app.payload_rules import faults
from tests.discord.conftest import World, said, texts

NAME = re.compile(r"[-_'\w\u0900-\u097f\u0e00-\u0e7f]{1,32}")
"""Letters and figures; Discord also takes the vowel signs of the Devanagari and Thai scripts."""

LOCALES = {locale.value for locale in discord.Locale}
SLASH, MESSAGE_MENU = 1, 3

ADMINS = "server"
"""The command that is for the admins of a server alone."""


@pytest.fixture
async def payloads(parts) -> list[dict[str, Any]]:
    return await client(parts).command_payloads()


def named(payloads: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield each command and each of its options."""
    for part in payloads:
        yield part
        yield from named(part.get("options") or [])


async def test_rule_01_names_and_limits(payloads):
    assert faults(payloads) == [], "the check that `charley check` runs"
    slash = [one for one in payloads if one["type"] == SLASH]
    menus = [one for one in payloads if one["type"] == MESSAGE_MENU]
    assert {one["name"] for one in slash} == {
        "cause", "relief", "magnesium", "redflags", "ask", "learn", "about", "privacy", "remind", "server",
    }  # fmt: skip
    assert [one["name"] for one in menus] == ["Check for warning signs"]
    assert len(payloads) == len(slash) + len(menus)
    for part in named(slash):
        for name in (part["name"], *part["name_localizations"].values()):
            assert NAME.fullmatch(name), name
            assert name == name.lower()
        for text in (part["description"], *part["description_localizations"].values()):
            assert 1 <= len(text) <= 100
        assert len(part.get("options") or []) <= 25
        needed = [bool(option.get("required")) for option in part.get("options") or []]
        assert needed == sorted(needed, reverse=True)
    assert all(1 <= len(name) <= 32 for one in menus for name in (one["name"], *one["name_localizations"].values()))


async def test_rule_02_names_in_other_languages(payloads, parts, world: World, monkeypatch):
    """Names and descriptions are translated; the library itself is English, and says so to whoever writes otherwise."""
    for part in named(payloads):
        assert set(part["name_localizations"]) <= LOCALES
        assert set(part["name_localizations"]) == set(payloads[0]["name_localizations"]), part["name"]
        if part.get("description"):
            assert set(part["description_localizations"]) == set(payloads[0]["description_localizations"]), part["name"]
    assert {"de", "fr"} <= set(payloads[0]["name_localizations"])
    from simcord import interactions

    made = interactions.base_payload

    def german(*args: Any, **kwargs: Any) -> Any:
        record, payload = made(*args, **kwargs)
        return record, payload | {"locale": "de"}

    monkeypatch.setattr(interactions, "base_payload", german)
    assert "See a doctor" in said(await world.alice.slash(world.channel, "cause", topic="caffeine"))


async def test_rule_03_autocomplete_and_free_text(world: World):
    for command in ("cause", "relief", "magnesium", "redflags", "learn"):
        for typed in ("", "c", "cofee", "x" * 100, "*", "\u202e"):
            offered = await world.alice.autocomplete(world.channel, command, "topic", typed)
            assert len(offered) <= 25
            assert all(1 <= len(one["name"]) <= 100 and 1 <= len(one["value"]) <= 100 for one in offered)
        # What was typed and not chosen still arrives; signs are looked for in it.
        result = await world.alice.slash(world.channel, command, topic="coffee and my chest hurts")
        assert said(result).startswith("## Get help now")


async def test_rule_09_message_command_instead_of_an_intent(world: World):
    message = await world.bob.send(world.channel, "my chest hurts and I cannot breathe")
    result = await world.alice.context_menu(world.channel, "Check for warning signs", message)
    assert said(result).startswith("## Get help now")
    assert result.ephemeral


async def test_rule_10_installs_and_contexts(payloads):
    for one in payloads:
        alone = one["name"] == ADMINS
        assert sorted(one["integration_types"]) == ([0] if alone else [0, 1]), "to a server and to a user"
        assert sorted(one["contexts"]) == ([0] if alone else [0, 1, 2]), "in servers, direct messages, private channels"


async def test_rule_11_one_command_is_for_admins_and_none_changes_a_server(payloads, world: World):
    """What admins set is Charley's own; none asks Discord to change anything."""
    for one in payloads:
        asked = discord.Permissions(manage_guild=True).value if one["name"] == ADMINS else None
        assert one.get("default_member_permissions") == asked
    assert {option["type"] for one in named(payloads) for option in one.get("options") or []} == {1, 3}, "words only"
    await world.alice.slash(world.channel, "redflags")
    await world.alice.slash(world.channel, "about")
    changes = [one.path for one in world.env.http_requests if one.method in ("POST", "PATCH", "PUT", "DELETE")]
    assert all(re.search(r"/callback$|/applications/\d+/commands$", path) for path in changes), changes


async def test_rule_12_least_intents(parts):
    wanted = client(parts).intents
    assert {name for name, value in wanted if value} == {"guilds", "guild_messages", "dm_messages"}
    assert not wanted.value & discord.Intents(message_content=True, members=True, presences=True).value, "privileged"


async def test_rule_18_commands_sent_only_when_changed_and_clickable(world: World):
    assert len(world.requests("PUT", "/commands")) == 1
    await world.restart()
    assert len(world.requests("PUT", "/commands")) == 1, "unchanged commands are not sent again"
    await world.alice.send_dm("hello")
    (answer,) = [one for one in world.dm(world.alice) if one.author.id != world.alice.id]
    ids = world.bot.command_ids
    assert f"</ask:{ids['ask']}>" in texts(answer)
    assert not re.search(r"`/\w+`", texts(answer)), "every command that is named can be clicked"
