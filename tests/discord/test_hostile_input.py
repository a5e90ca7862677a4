"""Whatever a person types, the reply is within Discord's limits, pings nobody, and repeats little of it, escaped.

The limits and the switched-off mentions of every request are checked at the end of each test, in the fixture `world`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.discord import raw
from tests.discord.conftest import World, said, texts

MENTIONS = "@everyone @here <@1> <@!1> <@&1> <#1> </ask:1> <id:home> <a:b:1> <t:0:R> "
HOSTILE = {
    "empty": "",
    "blanks": " \n\t\u00a0\u3000 ",
    "nothing visible": "\u200b\u200d\ufeff\u2060",
    "long": "calf cramp " * 545 + "done!",
    "one long word": "a" * 6_000,
    "zalgo": "".join(letter + "\u0335\u0321\u0353\u0351" * 3 for letter in "my calf twitches at night") * 10,
    "markdown": "# big\n## bigger\n> quote\n>>> all\n- list\n**bold** __under__ ~~gone~~ ||hidden|| [a](https://example.com)",
    "mentions": MENTIONS * 3,
    "code fence": "```py\nprint('my chest hurts')\n``` `/ask` ``x`` ```",
    "right to left": "\u202egnihctiwt si flac ym\u202c \u0639\u0636\u0644\u0629 \u05e9\u05e8\u05d9\u05e8 \u2067x\u2069",
    "emoji only": "😀🫠👨‍👩‍👧‍👦🇩🇪" * 50,
    "control characters": "\x00\x07\x1b[31m\x7f my calf",
    "lone surrogate": "my calf \ud83d twitches".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "other scripts": "मांसपेशी 筋肉 мышца กล้ามเนื้อ",
    "looks like a button": "c1:card:caffeine:e",
    "looks like a template": "{0} %s {content} ${x} \\",
}
LIMIT = 2_000
"""Characters that Discord takes in a message of a person without a subscription."""


@pytest.fixture(params=[*HOSTILE.values()], ids=[*HOSTILE])
def text(request: pytest.FixtureRequest) -> str:
    return request.param


def assert_harmless(reply: str) -> None:
    assert reply.startswith("## ")
    assert "@everyone" not in reply
    assert "@here" not in reply
    assert not re.search(r"<(?:@|#|a?:|id:)", reply)
    assert "```" not in reply
    assert "https://" not in reply.replace("https://findahelpline.com", "")
    assert len(reply) <= 1_500 + 200, "commands become longer when they can be clicked"


async def test_by_ask(world: World, text: str) -> None:
    assert_harmless(said(await world.alice.slash(world.channel, "ask", question=text)))


async def test_as_a_topic(world: World, text: str) -> None:
    for command in ("cause", "magnesium", "redflags"):
        assert_harmless(said(await world.alice.slash(world.channel, command, topic=text)))
    assert len(await world.alice.autocomplete(world.channel, "cause", "topic", text)) <= 25


async def test_in_the_form(world: World, text: str) -> None:
    data = raw.form("c1:form:ask", question=text[:4_000])
    assert_harmless(said(await raw.send(world, raw.FORM, data, raw.Place())))


async def test_by_the_context_menu(world: World, text: str) -> None:
    data = raw.menu(world, "Check for warning signs", text)
    result = await raw.send(world, raw.COMMAND, data, raw.Place())
    if text.strip():
        assert_harmless(said(result))
    else:
        assert "I see no words in this message" in said(result)


async def test_in_a_direct_message(world: World, text: str) -> None:
    channel = world.env.backend.get_dm_channel(world.alice.id)
    # Without words a message needs something else to show.
    picture = [] if text.strip() else world.env.backend.store_attachments(channel.id, [("leg.png", b"x")])
    await world.alice.send_dm(text[:LIMIT], attachments=picture)
    assert_harmless(texts(world.dm(world.alice)[-1]))


async def test_in_a_mention(world: World, text: str) -> None:
    await world.alice.send(world.channel, f"{world.mention}{text}"[:LIMIT])
    assert_harmless(texts(world.channel.history()[-1]))


def quotes(reply: str) -> Iterator[str]:
    """Yield what stands in quotation marks, without the escapes."""
    for quote in re.findall("“(.*?)”", reply, re.DOTALL):
        yield re.sub(r"\\(.)", r"\1", quote)


@pytest.mark.parametrize(
    "text",
    (
        f"chest {MENTIONS} pain",
        "chest **pain** [click](https://example.com) ||spoiler||",
        "my `chest` ```hurts```",
        "my ch\u0335est h\u0353urts",
        "\u202emy chest hurts\u202c",
        "my chest 😀 hurts",
        "chest " + "really " * 900 + "pain",
        (
            "my chest hurts and my face droops and my speech is slurred and I fainted and I cannot breathe "
            "and it is the worst headache of my life and I had a seizure"
        ),
    ),
)
async def test_a_warning_repeats_at_most_60_characters_escaped(world: World, text: str) -> None:
    reply = said(await world.alice.slash(world.channel, "ask", question=text[:6_000]))
    assert_harmless(reply)
    repeated = [part for quote in quotes(reply) for part in quote.split(" … ")]
    assert sum(map(len, repeated)) <= 60
    for quote in re.findall("“(.*?)”", reply, re.DOTALL):
        assert not re.search(r"(?<!\\)[*_~`|<@\[\]]", quote)
        assert "\n" not in quote


def test_what_is_tried_here_is_as_long_as_discord_allows() -> None:
    longest: Any = max(HOSTILE.values(), key=len)
    assert len(longest) == 6_000
