"""Every page: within Discord's limits, short enough for a phone, and readable without colours."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.discord_app.layout import ACCENTS, layout
from bot.replies import cards, soft
from bot.replies.desk import Desk
from bot.replies.page import FIRST_SCREEN, WHOLE, Bullets, Gap, Heading, Page, markdown
from bot.replies.warnings import TITLES
from bot.triage.models import Level
from tests.replies.pages import Named, every_page, own_pages, warning_pages
from tests.replies.rules import all_faults, seen

CRISIS = "You are not alone"
SAID = {
    Level.EMERGENCY: {TITLES[Level.EMERGENCY], CRISIS, soft.TITLES[Level.EMERGENCY]},
    Level.DOCTOR: {TITLES[Level.DOCTOR], soft.TITLES[Level.DOCTOR]},
}
"""What the title of a page says that has the accent of a level."""


@pytest.fixture(scope="session")
def pages(desk: Desk) -> list[Named]:
    return list(every_page(desk))


def title(page: Page) -> str:
    first = page.blocks[0]
    assert isinstance(first, Heading)
    assert first.level == 2
    return first.text


def faulty(faults: Mapping[str, object]) -> str:
    """Return the first faults, one a line, and how many there are."""
    return "\n".join([f"{len(faults)} pages:", *(f"{name}: {what}" for name, what in list(faults.items())[:15])])


def test_every_page_keeps_discords_limits_and_can_be_read_aloud(pages):
    checked = {name: all_faults(layout(page, {}).to_components()) for name, page in pages}
    faults = {name: found for name, found in checked.items() if found}
    assert not faults, faulty(faults)


def test_no_page_is_longer_than_one_reply(pages):
    long = {name: len(page.text()) for name, page in pages if len(page.text()) > WHOLE}
    assert not long, faulty(long)


def test_the_first_screen_of_every_card_has_answer_doctor_line_and_two_points(desk):
    long = {}
    for card in desk.content.cards.values():
        page = cards.card_page(desk.content, card)
        first = seen(first_screen(page))
        assert cards.sentence(card.answer) in first
        assert all(statement.text in first for statement in (*card.doctor, *card.points[:2]))
        if len(first) > FIRST_SCREEN:
            long[card.id] = len(first)
    assert not long, faulty(long)


def first_screen(page: Page) -> str:
    """Return a card up to its second point."""
    *before, points = [
        block for block in page.blocks if isinstance(block, Heading | Bullets) or block is page.blocks[1]
    ][:6]
    assert isinstance(points, Bullets)
    return "\n".join(markdown(block) for block in (*before, Bullets(points.items[:2])))


def test_the_first_screen_of_every_warning_holds_the_warning(desk):
    long = {}
    for name, page in warning_pages(desk):
        blocks = page.blocks[: page.blocks.index(Gap())] if Gap() in page.blocks else page.blocks
        first = seen("\n".join(markdown(block) for block in blocks))
        if len(first) > FIRST_SCREEN:
            long[name] = len(first)
    assert not long, faulty(long)


def test_a_level_is_said_in_the_title_and_never_by_the_accent_alone(pages):
    assert {page.level for _, page in pages} == set(Level), "every level is among the pages"
    for name, page in pages:
        titles = SAID.get(page.level)
        assert (title(page) in titles) if titles else (title(page) not in set().union(*SAID.values())), name


def test_each_level_has_an_accent_of_its_own():
    assert len(set(ACCENTS.values())) == len(Level)


def test_the_title_of_a_warning_comes_before_any_card(desk):
    for name, page in warning_pages(desk):
        assert page.level is not Level.NONE, name
        assert title(page) in SAID[page.level], name


def test_every_page_can_be_printed_in_a_terminal(pages):
    for name, page in pages:
        plain = page.plain()
        assert plain.endswith("\n"), name
        assert "## " not in plain, name


def test_pages_without_a_card_offer_a_way_on(desk):
    for name, page in own_pages(desk):
        assert page.buttons or page.menu or title(page) == CRISIS, name


def test_self_harm_gets_words_and_helplines_alone(desk):
    """No card, no Share, no quoted words, no button: nothing stands between a person and the lines to call."""
    crisis = [sign for sign in desk.content.signs if sign.helpline == "crisis"]
    assert crisis
    for sign in crisis:
        for text in (*sign.tests.hit, f"my calf cramps at night and {sign.tests.hit[0]}"):
            pages = [
                desk.ask(text).page,
                desk.message(text),
                desk.check(text),
                desk.mention(text, 1),
                desk.topic(text, ()),
            ]
            assert len(set(pages)) == 1, text
            (page,) = set(pages)
            said = page.text()
            assert (page.buttons, page.menu) == ((), None), text
            assert page.level is Level.EMERGENCY
            assert desk.content.notices["crisis-action"].text in said
            assert "988" in said
            assert "116 123" in said
            assert "“" not in said
            assert text not in said
    for name, page in warning_pages(desk):
        if title(page) == CRISIS:
            assert not page.buttons, name
