"""Every button and the menu: what each shows, and whether its own message changes."""

from __future__ import annotations

from typing import Any

import pytest

from bot.discord_app import presses
from bot.replies import cards
from tests.discord.conftest import World, buttons, has_menu, labels, said, texts


async def show(world: World, card: str) -> Any:
    return (await world.alice.slash(world.channel, "cause", topic=card)).response


def with_differences(world: World) -> str:
    return next(card.id for card in world.parts.content.cards.values() if card.disagree)


def with_causes(world: World) -> str:
    return next(card.id for card in world.parts.content.cards.values() if len(card.causes) > 1)


async def test_a_symptom_offers_its_causes_in_order_and_each_opens_in_place(world: World) -> None:
    content = world.parts.content
    card = content.cards[with_causes(world)]
    shown = await show(world, card.id)
    titles = [content.cards[cause].title for cause in card.causes]
    assert labels(shown)[: len(titles)] == titles
    result = await world.alice.click(shown, label=titles[0])
    assert said(result).startswith(f"## {titles[0]}\n")
    assert result.response.id == shown.id, "the message changed in place"


async def test_a_related_card_opens_in_place(world: World) -> None:
    content = world.parts.content
    card = next(card for card in content.cards.values() if card.related)
    shown = await show(world, card.id)
    result = await world.alice.click(shown, custom_id=f"c1:card:{card.related[0]}:e")
    assert said(result).startswith(f"## {content.cards[card.related[0]].title}\n")
    assert result.response.id == shown.id


async def test_sources_and_grades_are_shown_page_by_page_and_lead_back(world: World) -> None:
    content = world.parts.content
    longest = max(content.cards.values(), key=lambda card: len(cards.sources_page(content, card, 1).text()))
    shown = await show(world, longest.id)
    page = await world.alice.click(shown, label="Sources and grades")
    assert said(page).startswith(f"## {longest.title}: sources and grades\n")
    assert page.response.id == shown.id
    following = await world.alice.click(page.response, label="Next page")
    assert "Page 2 of" in said(following)
    before = await world.alice.click(following.response, label="Previous page")
    assert "Page 1 of" in said(before)
    back = await world.alice.click(before.response, label="Back to the card")
    assert said(back).startswith(f"## {longest.title}\n")


async def test_every_statement_of_a_card_is_found_with_its_grade(world: World) -> None:
    card = world.parts.content.cards["magnesium"]
    page = await world.alice.click(await show(world, "magnesium"), label="Sources and grades")
    found = said(page)
    while "Next page" in labels(page.response):
        page = await world.alice.click(page.response, label="Next page")
        found += said(page)
    for statement in card.statements():
        (line,) = [line for line in found.split("\n") if f"{statement.text} From " in line]
        assert line.startswith(f"- **{cards.GRADES[statement.grade]}.** ")


async def test_where_sources_disagree_is_shown_and_leads_back(world: World) -> None:
    card = world.parts.content.cards[with_differences(world)]
    page = await world.alice.click(await show(world, card.id), label="Where sources disagree")
    for statement in card.disagree:
        assert statement.text in said(page)
    back = await world.alice.click(page.response, label="Back to the card")
    assert said(back).startswith(f"## {card.title}\n")


@pytest.mark.parametrize(
    ("label", "title"),
    (("All emergency signs", "Emergency signs"), ("All signs for a doctor", "Signs to see a doctor")),
)
async def test_the_signs_of_a_level_are_shown_whole_with_their_sources(world: World, label: str, title: str) -> None:
    first = await world.alice.slash(world.channel, "redflags")
    page = await world.alice.click(first.response, label=label)
    assert said(page).startswith(f"## {title}")
    assert page.response.id == first.response.id
    sources = await world.alice.click(page.response, label="Sources")
    assert said(sources).startswith("## Sources of the warning signs\n")
    signs = await world.alice.click(sources.response, label="Back to the signs")
    again = await world.alice.click(signs.response, label="Back to the warning signs")
    assert said(again).startswith("## Warning signs\n")


async def test_about_leads_to_all_sources_and_to_the_signs(world: World) -> None:
    content = world.parts.content
    page = await world.alice.click(
        (await world.alice.slash(world.channel, "about")).response, label="Sources and grades"
    )
    found = said(page)
    while "Next page" in labels(page.response):
        page = await world.alice.click(page.response, label="Next page")
        found += said(page)
    assert all(source.title in found for source in content.sources.values())
    about = await world.alice.slash(world.channel, "about")
    flags = await world.alice.click(about.response, label="Warning signs")
    assert said(flags).startswith("## Warning signs\n")


async def test_the_menu_of_what_people_ask_shows_the_card_in_place(world: World) -> None:
    unknown = await world.alice.slash(world.channel, "ask", question="how do I repair a bicycle chain")
    result = await world.alice.select(unknown.response, ["caffeine"], custom_id="c1:pick")
    assert said(result).startswith("## Caffeine")
    assert result.response.id == unknown.response.id


async def test_the_menu_on_a_public_message_answers_the_one_who_picks(world: World) -> None:
    from bot.discord_app.layout import layout
    from bot.replies import about

    public = await world.post(view=layout(about.greeting_page(world.parts.content), world.bot.command_ids))
    assert has_menu(public)
    result = await world.bob.select(public, ["caffeine"], custom_id="c1:pick")
    assert result.ephemeral
    assert texts(world.channel.history()[0]).startswith("## Hello")


async def test_a_card_under_a_warning_opens_as_a_message_of_its_own(world: World) -> None:
    warned = await world.alice.slash(world.channel, "ask", question="calf cramp at night, and my chest hurts")
    before = said(warned)
    offered = next(part["label"] for part in buttons(warned.response) if part["custom_id"].startswith("c1:card:"))
    result = await world.alice.click(warned.response, label=offered)
    assert result.response.id != warned.response.id
    assert said(warned) == before, "the warning stays in sight"
    flags = await world.alice.click(warned.response, label="All warning signs")
    assert flags.response.id != warned.response.id


async def test_the_greeting_s_button_opens_the_form_of_ask(world: World) -> None:
    await world.alice.send_dm("hello")
    shown = await world.alice.user.click(world.dm(world.alice)[-1], label="Ask a question")
    answer = await world.alice.user.submit_modal(shown, {"question": "my chest hurts"})
    assert said(answer).startswith("## Get help now\n")


async def test_the_demo_s_stand_in_for_the_context_menu_reads_its_message(world: World) -> None:
    import discord

    view = discord.ui.View(timeout=None)
    view.add_item(presses.CheckPress(discord.ui.Button(label="Check", custom_id="c1:check")))
    view.stop()
    message = await world.post(content="my chest hurts", view=view, allowed_mentions=discord.AllowedMentions.none())
    result = await world.alice.click(message, label="Check")
    assert result.ephemeral
    assert said(result).startswith("## Get help now\n")


async def test_a_button_of_a_direct_message_changes_it_in_place(world: World) -> None:
    result = await world.alice.user.slash("cause", topic="caffeine")
    assert not result.ephemeral
    page = await world.alice.user.click(result.response, label="Sources and grades")
    assert page.response.id == result.response.id


def test_no_kind_of_button_is_left_out_here() -> None:
    tried = {
        "CardPress", "SourcesPress", "DifferencesPress", "SignsPress", "SignSourcesPress", "RedflagsPress",
        "DocumentsPress", "MinePress", "AskPress", "CheckPress", "CardMenu",
    }  # fmt: skip
    elsewhere = {"SharePress", "SendPress", "PrivatePress", "WhyPress"}
    # Those of other files are tried in test_remind_*.py, test_server_*.py and test_privacy.py.
    others = {kind.__name__ for kind in presses.ALL if kind.__module__ != presses.__name__}
    assert {kind.__name__ for kind in presses.ALL} == tried | elsewhere | others
