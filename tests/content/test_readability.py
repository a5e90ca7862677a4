"""What ships can be read by a worried person at night: measured with textstat 0.7.4."""

from __future__ import annotations

from statistics import mean

from bot.knowledge.content import Content
from bot.knowledge.reading import card_text, lines, reading
from tests.content.measure import grade, texts_of_cards, warning_texts, words_a_sentence

MEAN, CARD, WARNING, SENTENCE = 6.0, 8.0, 5.0, 15.0


def test_every_card_and_the_mean_are_easy_enough(content: Content):
    grades = {
        name: grade(text, content.glossary.names) for name, text in texts_of_cards(content.cards.values()).items()
    }
    assert {name: value for name, value in grades.items() if value > CARD} == {}
    assert mean(grades.values()) <= MEAN


def test_the_fixed_texts_are_easy_enough(content: Content):
    grades = {notice.id: grade(lines([notice.text]), content.glossary.names) for notice in content.notices.values()}
    assert {name: value for name, value in grades.items() if value > CARD} == {}
    assert mean(grades.values()) <= MEAN


def test_warnings_are_the_easiest(content: Content):
    grades = {name: grade(text, content.glossary.names) for name, text in warning_texts(content).items() if text}
    assert {name: value for name, value in grades.items() if value > WARNING} == {}


def test_sentences_are_short(content: Content):
    cards = texts_of_cards(content.cards.values())
    assert {name: words_a_sentence(text) for name, text in cards.items() if words_a_sentence(text) > SENTENCE} == {}
    notices = lines(notice.text for notice in content.notices.values())
    assert words_a_sentence(notices) <= SENTENCE
    for name, text in warning_texts(content).items():
        assert not text or words_a_sentence(text) <= SENTENCE, name


def test_our_own_count_agrees_with_textstat(content: Content):
    names = content.glossary.names
    apart = [
        abs(reading(card_text(card), names).grade - grade(card_text(card), names)) for card in content.cards.values()
    ]
    assert mean(apart) <= 1.0


def test_few_words_are_excused_as_medical_names(content: Content):
    assert len(content.glossary.names) <= 60
    assert len(set(content.glossary.names)) == len(content.glossary.names)
