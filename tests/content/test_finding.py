"""People find the shipped cards: by question, by a few letters, and with slips of the finger."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from bot.knowledge.choices import LONGEST_TITLE, MOST
from bot.knowledge.content import Content
from bot.knowledge.library import Library
from bot.knowledge.models import CARD_MENUS
from tests.content.slips import slip

HERE = Path(__file__).parent
QUESTIONS = HERE / "questions.yaml"
OURS = ("tune", "held", "fresh")
PARTS = ("tune", "final")
"""Half the rows of `search.jsonl` and `off_topic.jsonl` were read while the search was set up, the `final` half was not."""

HARMLESS = HERE.parent / "triage" / "corpus" / "build.jsonl"


@cache
def questions() -> Any:
    return yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))


@cache
def rows_of(file: Path) -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())


def asked(part: str) -> list[dict[str, Any]]:
    """Return the questions of one part, each with the cards that answer it."""
    return [row for row in rows_of(HERE / "search.jsonl") if row["part"] == part]


def hit_at(library: Library, rows: Sequence[dict[str, Any]], most: int) -> float:
    """Return the share of questions that find a card of theirs among the first *most*."""
    found = (any(hit.card.id in row["cards"] for hit in library.search(row["text"], most).hits) for row in rows)
    return sum(found) / len(rows)


def rejected(library: Library, texts: Sequence[str]) -> float:
    """Return the share of texts that are not taken for a question of ours."""
    return sum(not library.search(text).known for text in texts) / len(texts)


def names(content: Content) -> list[tuple[str, str]]:
    """Return every title and alias, each with its card."""
    return [(name, card.id) for card in content.cards.values() for name in (card.title, *card.aliases)]


@pytest.mark.parametrize("part", PARTS)
def test_the_right_card_stands_first(library: Library, part: str):
    assert hit_at(library, asked(part), 1) >= 0.88


@pytest.mark.parametrize("part", PARTS)
def test_the_right_card_is_among_the_first_three(library: Library, part: str):
    assert hit_at(library, asked(part), 3) >= 0.95


@pytest.mark.parametrize("part", PARTS)
def test_what_no_card_answers_is_rejected(library: Library, part: str):
    assert rejected(library, [row["text"] for row in rows_of(HERE / "off_topic.jsonl") if row["part"] == part]) >= 0.93


def test_a_harmless_text_about_something_else_is_rejected(library: Library):
    assert rejected(library, [row["text"] for row in rows_of(HARMLESS) if row["kind"] == "offtopic"]) >= 0.93


def test_the_new_questions_name_cards_that_exist(content: Content):
    named = {name for part in PARTS for row in asked(part) for name in row["cards"]}
    assert sorted(named - set(content.cards)) == []


def test_a_card_has_many_names(content: Content):
    counts = [len(card.aliases) for card in content.cards.values()]
    assert sum(counts) / len(counts) >= 8


@pytest.mark.parametrize("noun", ("calf", "jaw", "kidney", "eye", "foot", "hand", "thigh", "back", "face", "thyroid"))
def test_a_bare_noun_finds_the_card_that_is_offered_first(library: Library, noun: str):
    result = library.search(noun)
    assert result.known
    assert result.hits[0].card.id == library.choices(noun)[0].card_id


@pytest.mark.parametrize(
    ("typed", "card"),
    (("magnesium kidny", "mg-ask-first"), ("magnesium oxyde", "mg-forms"), ("sertralin", "med-antidepressants")),
)
def test_a_slip_in_a_word_of_an_alias_is_forgiven(library: Library, typed: str, card: str):
    result = library.search(typed)
    assert result.known
    assert result.hits[0].card.id == card


@pytest.mark.parametrize("group", OURS)
def test_a_question_finds_its_card(library: Library, group: str):
    rows = questions()[group]
    found = [(row, [hit.card.id for hit in library.search(row["ask"]).hits]) for row in rows]
    first = sum(ids[:1] != [] and ids[0] in row["cards"] for row, ids in found)
    three = sum(any(name in row["cards"] for name in ids) for row, ids in found)
    print(f"{group}: first {first}/{len(rows)}, among three {three}/{len(rows)}")
    assert first / len(rows) >= 0.88
    assert three / len(rows) >= 0.95


@pytest.mark.parametrize("group", OURS)
def test_a_question_of_ours_is_known(library: Library, group: str):
    rows = questions()[group]
    unknown = [row["ask"] for row in rows if not library.search(row["ask"]).known]
    assert len(unknown) / len(rows) <= 0.1, unknown


@pytest.mark.parametrize("group", ("easy", "health", "fresh", "look_alike"))
def test_a_question_of_others_is_not_known(library: Library, group: str):
    rows = questions()["off_topic"][group]
    known = [text for text in rows if library.search(text).known]
    assert len(known) / len(rows) <= (0.4 if group == "look_alike" else 0.05), known


def test_questions_name_cards_that_exist(content: Content):
    named = {name for group in OURS for row in questions()[group] for name in row["cards"]}
    assert sorted(named - set(content.cards)) == []


@pytest.mark.parametrize("third", range(3))
def test_every_name_finds_its_own_card(library: Library, content: Content, third: int):
    found = [(name, card, library.search(name, 1)) for name, card in names(content)[third::3]]
    lost = [(name, card) for name, card, result in found if result.hits[0].card.id != card]
    assert len(lost) / len(found) <= 0.01, lost
    assert all(result.known for _, _, result in found)


@pytest.mark.parametrize("seed", range(3))
def test_one_slip_of_the_finger_still_offers_the_card(library: Library, content: Content, seed: int):
    random = Random(seed)
    slipped = [(name, slip(name, random), card) for name, card in names(content)[seed::3]]
    lost = [
        (name, typed)
        for name, typed, card in slipped
        if card not in [choice.card_id for choice in library.choices(typed)[:3]]
    ]
    assert len(lost) / len(slipped) <= 0.05, lost


def test_the_beginning_of_a_title_offers_the_card(library: Library, content: Content):
    lost = [
        card.title
        for card in content.cards.values()
        if card.id not in [choice.card_id for choice in library.choices(card.title[: max(4, len(card.title) // 2)])[:5]]
    ]
    assert len(lost) / len(content.cards) <= 0.05, lost


def test_offers_fit_discord(library: Library, content: Content):
    for typed in ("", "a", "cramp", "twitch", "magnesium"):
        offered = library.choices(typed)
        assert 0 < len(offered) <= MOST
        assert all(0 < len(choice.title) <= LONGEST_TITLE for choice in offered)
    for key in CARD_MENUS:
        assert [choice.card_id for choice in library.choices("", (), key)] == list(getattr(content.menu, key))
