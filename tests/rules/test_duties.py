"""Rules 21, 23 and 24: only what is needed, an answer to every failure, and nothing kept."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from bot.app import Parts
from bot.discord_app.client import Charley
from bot.discord_app.limiter import WINDOW
from bot.knowledge.library import Library
from bot.replies.desk import Desk
from tests.discord.conftest import World, desk_with, said, texts
from tests.discord.raw import COMPONENT, FORM, Place, click, form, send

SECRET = "marmalade"


def without(parts: Parts, card: str) -> Desk:
    """Return a desk whose library has one card less."""
    kept = {name: one for name, one in parts.content.cards.items() if name != card}
    content = dataclasses.replace(parts.content, cards=kept)
    return Desk(content, Library(content), parts.triage, parts.desk.version)


def held(bot: Charley) -> str:
    """Return all that the client itself holds beside its content, as text."""
    own = {name: value for name, value in vars(bot).items() if name not in {"desk", "names"}}
    limiter = bot.limiter
    return repr((own, limiter._given, limiter._told, bot._connection._messages, bot._connection._view_store._modals))


async def test_rule_21_only_what_is_needed(world: World, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    question = f"my calf cramps at night with {SECRET}"
    await world.alice.slash(world.channel, "ask", question=question)
    await world.alice.send(world.channel, f"{world.mention} {question}")
    await world.alice.send_dm(question)
    assert SECRET not in held(world.bot), "no question stays in memory"
    assert SECRET not in world.output.getvalue(), "nor in the log"
    assert list(tmp_path.iterdir()) == [], "nor on the disk"
    sent = [one.json for one in world.env.http_requests if one.json is not None]
    assert SECRET not in repr(sent), "nor is it repeated where no sign was found"
    about = said(await world.alice.slash(world.channel, "about"))
    assert world.parts.content.notices["about-privacy"].text in about


async def test_rule_23_every_failure_is_answered_with_what_to_do(world: World):
    """An unknown button and form, a card that is gone, and an error of our own: in private, with a next step."""
    unknown = await send(world, COMPONENT, click("c0:gone"), Place(), message=await _in_dm(world))
    old_form = await send(world, FORM, form("c0:form:gone"), Place())
    card = await world.alice.slash(world.channel, "cause", topic="caffeine")
    shared = await world.alice.click(card.response, label="Share")
    await world.restart(without(world.parts, "caffeine"))
    gone = await world.alice.click(shared.response, label="Sources and grades")
    # An error of our own: the fixed texts that a page needs are not there.
    await world.restart(desk_with(world.parts, notices={}))
    broken = await world.alice.slash(world.channel, "redflags")
    world.expected_errors = 1
    for result in (unknown, old_form, gone, broken):
        assert result.ephemeral
        told = result.response.content or said(result)
        assert re.search(r"again|reload|open", told), told
    error = world.errors()[-1]["id"]
    assert f"`{error}`" in (broken.response.content or said(broken))


async def _in_dm(world: World) -> Any:
    await world.alice.send_dm("hello")
    return world.dm(world.alice)[-1]


async def test_rule_24_nothing_of_a_server_or_a_person_is_kept(world: World):
    """Charley keeps no data of servers or people; what it counts to pace its answers is gone after a minute."""
    await world.alice.send(world.channel, f"{world.mention} my calf cramps at night")
    assert str(world.alice.id) in held(world.bot), "the answer was counted"
    await world.env.advance_time(WINDOW + 1)
    await world.bob.send_dm("my calf cramps at night")
    assert str(world.alice.id) not in repr(world.bot.limiter), "and forgotten"
    world.env.backend.emit("GUILD_DELETE", {"id": str(world.guild.id)})
    await world.env.settle()
    assert list(world.bot.guilds) == []
    assert str(world.guild.id) not in repr(world.bot.limiter)
    assert texts(world.dm(world.bob)[-1]), "and goes on answering"
