"""A question that is not in English, in every place where Charley is asked."""

from __future__ import annotations

from typing import Any

from tests.discord.conftest import World, labels, said, texts

CHEST = "me duele mucho el pecho y se me duerme el brazo izquierdo"
TITLE = "## Busca ayuda ya\n"


def spanish(world: World) -> Any:
    return world.bot.desk.foreign.speeches.get("es")


async def test_a_command_in_spanish_is_answered_in_spanish_to_the_asker_alone(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question=CHEST)
    heading, action, *_ = said(result).split("\n")
    assert result.ephemeral
    assert f"{heading}\n" == TITLE
    assert action == spanish(world).text("emergency-action")
    assert "pecho" in said(result)
    assert "duerme" not in said(result)


async def test_a_topic_in_spanish_is_answered_as_a_question(world: World) -> None:
    result = await world.alice.slash(world.channel, "magnesium", topic="qué alimentos tienen mucho magnesio?")
    assert said(result).startswith(f"## {spanish(world).file.titles.none}\n")
    offered = next(label for label in labels(result.response) if "agnesium" in label)
    card = await world.alice.click(result.response, label=offered)
    assert offered in said(card)


async def test_a_direct_message_in_spanish_is_answered_in_spanish(world: World) -> None:
    await world.alice.send_dm(CHEST)
    assert texts(world.dm(world.alice)[-1]).startswith(TITLE)


async def test_a_mention_in_spanish_is_answered_in_spanish_in_public_and_in_private(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {CHEST}")
    answer = world.channel.history()[-1]
    label = spanish(world).file.private
    assert texts(answer).startswith(TITLE)
    assert labels(answer) == [label]
    mine = await world.alice.click(answer, label=label)
    assert mine.ephemeral
    assert said(mine).startswith(TITLE)
    theirs = await world.bob.click(answer, label=label)
    assert "for the person who asked" in said(theirs)


async def test_the_context_menu_reads_spanish(world: World) -> None:
    message = await world.bob.send(world.channel, CHEST)
    result = await world.alice.context_menu(world.channel, "Check for warning signs", message)
    assert result.ephemeral
    assert said(result).startswith(TITLE)


async def test_an_unsupported_language_is_asked_for_english(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} łapie mnie skurcz łydki każdej nocy, co robić")
    answer = world.channel.history()[-1]
    assert texts(answer).startswith("## I read English best\n")
    mine = await world.alice.click(answer, label="Answer me privately")
    assert said(mine).startswith("## I read English best\n")


async def test_every_command_and_option_has_its_name_and_description_in_each_language(world: World) -> None:
    languages = set(world.parts.content.locales)
    assert {name.partition("-")[0] for name in languages} == {"de", "es", "fr", "hi", "pt"}
    for command in await world.bot.command_payloads():
        for part in (command, *command.get("options", ())):
            for key in ("name", "description"):
                if part.get(key):
                    assert set(part[f"{key}_localizations"]) >= languages, (part["name"], key)


async def test_both_kinds_of_spanish_show_the_same_names(world: World) -> None:
    table = world.parts.content.locales
    assert table["es-419"] == table["es-ES"]
    for command in await world.bot.command_payloads():
        names = command["name_localizations"]
        assert names["es-419"] == names["es-ES"]
