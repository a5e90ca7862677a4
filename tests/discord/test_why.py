"""*Why this?* under a reply."""

from __future__ import annotations

from tests.discord.conftest import World, labels, said

ASKED = "no weakness, no fever, but my toes are numb"


async def test_why_unfolds_what_was_read_from_the_reply_itself(world: World) -> None:
    shown = await world.alice.slash(world.channel, "ask", question=ASKED)
    assert "Why this?" in labels(shown.response)
    told = await world.alice.click(shown.response, label="Why this?")
    assert told.ephemeral
    assert told.response.id != shown.response.id, "the warning stays in sight"
    assert "toes are numb" in said(told)
    assert "“no weakness” (**weakness**): you wrote that it is not so." in said(told)


async def test_why_works_after_a_restart(world: World) -> None:
    shown = await world.alice.slash(world.channel, "ask", question=ASKED)
    await world.restart()
    told = await world.alice.click(shown.response, label="Why this?")
    assert "“no weakness”" in said(told)


async def test_no_word_of_the_question_stands_in_a_custom_id_or_the_log(world: World) -> None:
    await world.alice.slash(world.channel, "ask", question=ASKED)
    (body,) = world.requests("POST", "/callback")
    ids = [part["custom_id"] for part in walk(body) if "custom_id" in part]
    assert any(name.startswith("c1:why:") for name in ids)
    assert not any(word in name for name in ids for word in ("weakness", "fever", "numb", "toes"))
    assert "toes" not in world.output.getvalue()


def walk(part: object):
    """Yield every object inside a body."""
    if isinstance(part, dict):
        yield part
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from walk(inner)
