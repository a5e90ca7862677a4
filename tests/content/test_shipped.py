"""What ships is whole and says nothing that Charley must not say."""

from __future__ import annotations

import re

from bot.knowledge.content import Content
from bot.knowledge.models import CardKind, Document, SignLevel

PROMISES = re.compile(
    r"\b(eliminates?|guarantee[ds]?|cures?|always works?|dramatic(?:ally)?|rapidly|miracle)\b", re.IGNORECASE
)
NOT_A_PROMISE = re.compile(r"\b(no|not|nor|never|without|says?|claims?)\b", re.IGNORECASE)


def user_texts(content: Content) -> list[tuple[str, str]]:
    return [
        *((f"{card.id}/{part.id}", part.text) for card in content.cards.values() for part in card.statements()),
        *((notice.id, notice.text) for notice in content.notices.values()),
        *((text.id, text.text) for text in (*content.reminders.hydrate, *content.reminders.stretch)),
        *((f"{sheet.id}/{line.id}", line.text) for sheet in content.reminders.sheets for line in sheet.lines),
        *((sign.id, text) for sign in content.signs for text in (sign.say, sign.check, sign.action) if text),
    ]


def test_ordinary_words_are_not_taken_for_typos(content: Content):
    assert len(content.words) > 30_000
    assert all(word in content.words for word in ("pickle", "stream", "budget", "strain"))


def test_the_library_has_something_on_every_shelf(content: Content):
    assert {card.kind for card in content.cards.values()} == set(CardKind)
    assert {sign.level for sign in content.signs} == set(SignLevel)


def test_magnesium_comes_with_its_cautions(content: Content):
    for card in content.cards.values():
        if card.kind is CardKind.MAGNESIUM:
            assert set(card.cautions) == {"kidney", "pregnancy", "child", "medicine"}


def test_nothing_is_promised(content: Content):
    promised = [
        (name, text) for name, text in user_texts(content) if PROMISES.search(text) and not NOT_A_PROMISE.search(text)
    ]
    assert promised == []


def test_every_emergency_text_names_a_number(content: Content):
    assert {"112", "911", "999"} <= set(re.findall(r"\d+", content.notices["emergency-action"].text))
    for number in ("112", "911", "999", "000", "111", "192"):
        assert number in content.notices["emergency-numbers"].text
    for line in ("988", "116 123", "findahelpline.com"):
        assert line in content.notices["crisis-lines"].text


def test_every_statement_is_cited_by_a_real_source(content: Content):
    for card in content.cards.values():
        for part in card.statements():
            for reference in part.sources:
                source, _, place = reference.partition(":")
                found = content.sources[source]
                assert place in (found.sections if isinstance(found, Document) else found.facts), reference


def test_texts_have_no_loose_ends(content: Content):
    loose = [(name, text) for name, text in user_texts(content) if re.search(r"\s{2,}|\.\.|\s[.,;:!?]|\bTODO\b", text)]
    assert loose == []
