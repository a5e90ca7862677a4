"""The reading grade that the command line prints."""

from __future__ import annotations

import pytest

from bot.knowledge.reading import card_text, ease, grade, lines, reading, syllables
from tests.knowledge.small import small_content


@pytest.mark.parametrize(
    ("word", "count"),
    (
        ("calf", 1), ("muscle", 2), ("muscles", 2), ("cramped", 1), ("lasted", 2), ("late", 1), ("tubes", 1),
        ("twitches", 2), ("being", 1), ("doctor's", 2), ("112", 1), ("hmm", 1), ("safely", 2), ("electrical", 3),
        ("about", 1), ("body", 1), ("fluid", 2), ("opinion", 2),
    ),
)  # fmt: skip
def test_syllables(word, count):
    assert syllables(word) == count


def test_counts_of_a_text():
    found = reading("The calf is hard. It hurts a lot! Does it?")
    assert (found.sentences, found.words, found.syllables) == (3, 10, 10)
    assert found.words_a_sentence == pytest.approx(10 / 3)
    assert found.grade == pytest.approx(0.39 * 10 / 3 + 11.8 - 15.59)


def test_figures_do_not_end_a_sentence():
    assert reading("Drink 0.5 litres. Rest.").sentences == 2


@pytest.mark.parametrize("text", ("", "   ", "...", "🦵"))
def test_a_text_without_words_has_no_grade(text):
    assert reading(text).grade == 0.0
    assert reading(text).words_a_sentence == 0.0


def test_medical_names_count_as_an_easy_word():
    assert ease("Multiple sclerosis and magnesium", ["magnesium", "multiple sclerosis"]) == "muscle and muscle"
    assert ease("Magnesiumlike", ["magnesium"]) == "Magnesiumlike"
    assert grade(["Magnesium helps"], ["magnesium"]) < grade(["Magnesium helps"])


def test_points_end_as_sentences_do():
    assert lines(["Rest", "Is it?", "Yes."]) == "Rest. Is it? Yes."


def test_a_card_is_read_in_its_order():
    assert card_text(small_content().cards["calf-cramp"]) == (
        "Night cramps are common. it lasts over 10 minutes. Pull your toes up."
    )
