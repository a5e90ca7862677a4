"""Autocomplete: what is offered, in what order, and never more than Discord takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.choices import LONGEST_TITLE, MOST, Choice, Chooser
from bot.knowledge.library import Library
from bot.knowledge.models import CardKind
from tests.knowledge.small import small_content

CALF, MAGNESIUM = Choice("Calf cramp at night", "calf-cramp"), Choice("Magnesium", "magnesium")


@pytest.fixture(scope="module")
def library():
    return Library(small_content())


@pytest.mark.parametrize("typed", ("magn", "Magnesuim", "mgnesium", "MAGNESIUM", "mag tab", "pills", "o supplements"))
def test_a_few_letters_offer_the_card(library, typed):
    assert library.choices(typed)[0] == MAGNESIUM


@pytest.mark.parametrize("typed", ("calf", "charley", "charly horse", "leg cramp in", "charleyhorse", "cramp", "c"))
def test_an_alias_offers_the_card_by_its_title(library, typed):
    assert library.choices(typed)[0] == CALF


@pytest.mark.parametrize("typed", ("zzzz", "xq", "🦵🦵"[:0] + "qq"))
def test_nothing_like_it_offers_nothing(library, typed):
    assert library.choices(typed) == ()


@pytest.mark.parametrize("typed", ("", "  ", "?!"))
def test_nothing_typed_offers_the_menu(library, typed):
    assert library.choices(typed) == (CALF, MAGNESIUM)
    assert library.choices(typed, (), "popular") == (CALF,)
    assert library.choices(typed, (), "no such menu") == (CALF, MAGNESIUM)


def test_nothing_typed_offers_no_more_than_the_menu_of_the_command(library):
    assert library.choices("", {CardKind.MAGNESIUM}) == (MAGNESIUM,)
    assert library.choices("", {CardKind.MAGNESIUM, CardKind.SYMPTOM}, "popular") == (CALF,)
    assert library.choices("", {CardKind.TEST}) == ()


def test_only_the_kinds_of_the_command_are_offered(library):
    assert library.choices("magnesium", {CardKind.SYMPTOM}) == ()
    assert library.choices("magnesium", {CardKind.MAGNESIUM}) == (MAGNESIUM,)


def test_no_more_and_no_longer_than_discord_takes():
    content = small_content()
    card = content.cards["calf-cramp"]
    many = [card.model_copy(update={"id": f"calf-{number}", "title": "calf " * 40}) for number in range(60)]
    chooser = Chooser(many, content.glossary, content.menu)
    offered = chooser.choices("calf", {CardKind.SYMPTOM})
    assert len(offered) == MOST
    assert all(len(choice.title) <= LONGEST_TITLE for choice in offered)
    assert len({choice.card_id for choice in offered}) == MOST


@given(st.text(max_size=200))
def test_any_text_is_answered(text):
    library = Library(small_content())
    offered = library.choices(text)
    assert offered == library.choices(text)
    assert len(offered) <= MOST
    for choice in offered:
        card = library.exact(choice.card_id)
        assert card is not None
        assert choice.title == card.title
