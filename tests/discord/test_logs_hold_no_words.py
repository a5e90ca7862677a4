"""No line of the log, at any level, holds a word of what a person wrote, nor the token."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from tests.discord import raw
from tests.discord.conftest import World

TOKEN = "token-that-nobody-may-read"
CALM, GRAVE = "zebraword my calf twitches after coffee", "zebraword my chest hurts"


async def say_all(world: World, text: str) -> None:
    """Say *text* in every way in which Charley can be spoken to."""
    alice, channel = world.alice, world.channel
    await alice.slash(channel, "ask", question=text)
    for command in ("cause", "relief", "magnesium", "redflags", "learn"):
        await alice.autocomplete(channel, command, "topic", text)
        await alice.slash(channel, command, topic=text)
    shown = await alice.slash(channel, "ask")
    if shown.modal:
        await alice.submit_modal(shown, {"question": text})
    message = await world.bob.send(channel, text)
    await alice.context_menu(channel, "Check for warning signs", message)
    await alice.send_dm(text)
    await alice.send(channel, f"{world.mention} {text}")
    await alice.send(channel, text)
    for kind, data in (
        (raw.COMMAND, raw.slash(world, "ask", question=text)),
        (raw.COMMAND, raw.slash(world, "gone", topic=text)),
        (raw.COMMAND, raw.menu(world, "Check for warning signs", text)),
        (raw.AUTOCOMPLETE, raw.typing(world, "gone", "topic", text)),
        (raw.FORM, raw.form("c1:form:ask", question=text)),
        (raw.FORM, raw.form("c0:form:ask", question=text)),
        (raw.FORM, raw.form("c1:form:mine", group0=[text])),
    ):
        await raw.send(world, kind, data, raw.Place())


def written(world: World, caplog: pytest.LogCaptureFixture) -> Iterator[str]:
    """Yield what production writes, and each message as it came; an error's own text is left out by production alone."""
    yield world.output.getvalue()
    for record in caplog.get_records("call"):
        yield record.getMessage()


def assert_silent(world: World, caplog: pytest.LogCaptureFixture) -> None:
    assert logging.getLogger().level == logging.DEBUG
    lines = list(written(world, caplog))
    assert any("charley" in line for line in lines), "something was logged at all"
    for line in lines:
        assert "zebra" not in line
        assert TOKEN not in line


@pytest.mark.parametrize("text", (CALM, GRAVE))
async def test_when_all_goes_well(world: World, caplog: pytest.LogCaptureFixture, text: str) -> None:
    await say_all(world, text)
    assert_silent(world, caplog)


async def test_when_everything_fails(broken: World, caplog: pytest.LogCaptureFixture) -> None:
    await say_all(broken, CALM)
    broken.expected_errors = len(broken.errors())
    assert broken.expected_errors >= 10
    assert_silent(broken, caplog)


async def test_when_discord_fails(world: World, caplog: pytest.LogCaptureFixture) -> None:
    for path in ("/interactions/*/callback", "/channels/*/messages"):
        world.env.inject_error("POST", path, status=500, message=f"{CALM} was refused", times=None)
    await say_all(world, GRAVE)
    world.expected_errors = len(world.errors())
    assert world.expected_errors >= 10
    world.unanswered += world.env.backend.interactions.values()
    assert_silent(world, caplog)


async def test_when_a_library_logs_an_error_with_its_words(world: World, caplog: pytest.LogCaptureFixture) -> None:
    error = ValueError(GRAVE)
    logging.getLogger("discord.client").error("Ignoring exception in %s", "on_message", exc_info=error)
    world.expected_errors = 1
    assert "zebra" not in world.output.getvalue()
    assert world.errors()[0]["error"] == "ValueError"


async def test_the_token_is_in_no_line(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.bot.http.token = TOKEN
    await say_all(world, CALM)
    assert_silent(world, caplog)
