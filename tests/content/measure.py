"""Measure the shipped texts with textstat, the way the reading test counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from textstat import textstat

from bot.knowledge.content import Content
from bot.knowledge.models import Card
from bot.knowledge.reading import card_text, ease, lines

SHORT = 60
"""Words below which a card is measured together with the others of its kind."""


def grade(text: str, names: Iterable[str]) -> float:
    """Return the Flesch-Kincaid grade; a medical name counts as one word of two syllables."""
    return float(textstat.flesch_kincaid_grade(ease(text, tuple(names))))


def words_a_sentence(text: str) -> float:
    return float(textstat.lexicon_count(text) / max(1, textstat.sentence_count(text)))


def texts_of_cards(cards: Iterable[Card]) -> dict[str, str]:
    """Return what is measured as one text: each card, or all short cards of a kind."""
    texts: dict[str, str] = {}
    short: defaultdict[str, list[str]] = defaultdict(list)
    for card in cards:
        text = card_text(card)
        if len(text.split()) < SHORT:
            short[f"short cards of the kind {card.kind.value}"].append(text)
        else:
            texts[card.id] = text
    return texts | {name: " ".join(group) for name, group in short.items()}


def warning_texts(content: Content) -> dict[str, str]:
    """Return the texts that send a person to a doctor or call for help, group by group."""
    signs = content.signs
    notices = ("emergency", "doctor", "crisis", "see-a-doctor")
    return {
        "what signs say": lines(sign.say for sign in signs),
        "what signs ask": lines(sign.check for sign in signs if sign.check),
        "what signs tell to do": lines(sign.action for sign in signs if sign.action),
        "see a doctor if": lines(part.text for card in content.cards.values() for part in card.doctor),
        "warning notices": lines(notice.text for notice in content.notices.values() if notice.id.startswith(notices)),
    }
