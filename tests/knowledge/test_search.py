"""Searching: the right card first, an honest measure of how sure, and no text that breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.library import Library
from bot.knowledge.models import CardKind
from bot.knowledge.search import Index
from tests.knowledge.small import FILES, encoded, small_content


@pytest.fixture(scope="module")
def library():
    return Library(small_content())


def first(result):
    return result.hits[0].card.id if result.hits else None


def test_cards_are_looked_up_by_id(library):
    assert library.card("magnesium").title == "Magnesium"
    assert library.card("nothing") is None
    assert library.exact("magnesium").id == "magnesium"
    assert library.exact("magnesium", {CardKind.MAGNESIUM}).id == "magnesium"
    assert library.exact("magnesium", {CardKind.SYMPTOM}) is None
    assert library.exact("Magnesium") is None
    assert library.exact("") is None


def test_cards_of_a_kind(library):
    assert [card.id for card in library.cards_of({CardKind.MAGNESIUM})] == ["magnesium"]
    assert library.cards_of(()) == ()


@pytest.mark.parametrize(
    ("text", "card"),
    (
        ("a cramp in my calf at night", "calf-cramp"),
        ("CHARLEY HORSE!!", "calf-cramp"),
        ("charleyhorse in the calf", "calf-cramp"),
        ("do nuts hold magnesuim", "magnesium"),
        ("do nuts hold magnesiun", "magnesium"),
        ("do supplements help", "magnesium"),
        ("My dog ran off. It rained. Will magnesium help?", "magnesium"),
    ),
)
def test_a_question_finds_its_card(library, text, card):
    result = library.search(text)
    assert first(result) == card
    assert result.known


@pytest.mark.parametrize("text", ("", "   ", "?!", "the and of", "12 34", "\u0000", "🦵"))
def test_a_text_without_words_is_not_known(library, text):
    result = library.search(text)
    assert result.hits == ()
    assert result.confidence == 0.0
    assert not result.known


@pytest.mark.parametrize("text", ("best pizza in town", "toes of my sofa", "pull the trigger and hold the door"))
def test_what_the_cards_do_not_speak_of_is_not_known(library, text):
    assert not library.search(text).known


def test_a_title_that_is_typed_whole_is_certain(library):
    result = library.search("calf cramp at night")
    assert first(result) == "calf-cramp"
    assert result.confidence == 1.0
    assert result.known


def test_a_question_counts_double(library):
    story = "Nuts hold it {} My toes pull {}"
    assert first(library.search(story.format("?", "."))) == "magnesium"
    assert first(library.search(story.format(".", "?"))) == "calf-cramp"


def test_the_limit_holds(library):
    text = "cramp in the calf, magnesium and nuts"
    assert len(library.search(text, limit=1).hits) == 1
    assert len(library.search(text, limit=9).hits) == 2
    nothing = library.search("magnesium", limit=0)
    assert nothing.hits == ()
    assert not nothing.known


def test_the_same_question_has_the_same_answer():
    one, two = Library(small_content()), Library(small_content())
    assert one.search("night cramp and magnesium") == two.search("night cramp and magnesium")


def test_an_index_of_nothing_finds_nothing():
    index = Index([], small_content().glossary)
    assert index.search("cramp", 3).hits == ()
    assert not index.search("cramp", 3).known


def test_a_name_without_words_is_not_found_by_silence():
    content = small_content()
    card = content.cards["magnesium"].model_copy(update={"aliases": ("🦵", "!!")})
    assert Index([card], content.glossary).search("?", 3).hits == ()


@given(st.text(max_size=300), st.integers(-1, 5))
def test_any_text_is_answered(text, limit):
    result = Library(small_content()).search(text, limit)
    assert 0.0 <= result.confidence <= 1.0
    assert len(result.hits) <= max(limit, 0)
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)
    assert not result.known or result.hits


@given(
    st.lists(
        st.sampled_from(["cramp", "calf", "magnesium", "night", "nuts", "toes", "pizza", "?", ".", "how"]), max_size=30
    )
)
def test_case_and_spaces_change_nothing(words):
    library = Library(small_content())
    text = " ".join(words)
    assert library.search(text.upper().replace(" ", "   ")) == library.search(text)


def test_files_of_the_small_content_are_whole():
    assert set(encoded(FILES)) == set(FILES)


def test_a_card_named_whole_is_known_whatever_else_is_said(library):
    assert library.search("leg cramp in bed quixotic zeppelin harpsichord").known


def test_a_symptom_comes_before_a_card_that_speaks_of_it_as_much():
    cards = [
        card.model_copy(update={"id": f"{kind}", "kind": kind, "names": ()})
        for kind in ("relief", "symptom")
        for card in [small_content().cards["calf-cramp"]]
    ]
    index = Index(cards, small_content().glossary)
    assert [hit.card.id for hit in index.search("toes and cramps", 2).hits] == ["symptom", "relief"]
