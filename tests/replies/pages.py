"""Every page that the house can show without a person's own words, each with a name to find it by."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.knowledge.models import Sign, SignLevel
from bot.replies import about, cards, signs
from bot.replies.codes import code
from bot.replies.desk import Desk
from bot.replies.page import Page
from bot.replies.warnings import SHOWN
from tests.replies.reminder_pages import every_reminder_page

LONGEST_ID = 10**20 - 1
"""The longest id that a person's account can have in a custom_id."""

Named = tuple[str, Page]


def every_page(desk: Desk) -> Iterator[Named]:
    """Yield all pages: of cards, of signs, of both together, and about Charley and its reminders."""
    yield from card_pages(desk)
    yield from sign_pages(desk)
    yield from warning_pages(desk)
    yield from own_pages(desk)
    yield from every_reminder_page(desk.content)


def card_pages(desk: Desk) -> Iterator[Named]:
    for card in desk.content.cards.values():
        yield f"card {card.id}", cards.card_page(desk.content, card)
        yield f"shared {card.id}", cards.shared_page(desk.content, card)
        yield f"topic {card.id}", desk.topic(card.id, ())
        yield f"differences {card.id}", cards.differences_page(card)
        yield from turned(
            f"sources {card.id}", lambda number, card=card: cards.sources_page(desk.content, card, number)
        )


def sign_pages(desk: Desk) -> Iterator[Named]:
    yield "redflags", signs.redflags_page(desk.content)
    for level in SignLevel:
        yield f"nothing ticked, {level}", signs.checked_page(desk.content, (), level)
        yield from turned(f"signs {level}", lambda number, level=level: signs.signs_page(desk.content, level, number))
        yield from turned(
            f"sources of {level}", lambda number, level=level: signs.sign_sources_page(desk.content, level, number)
        )


def warning_pages(desk: Desk) -> Iterator[Named]:
    """Yield the warning for each sign alone, with a card below it, and beside the longest others."""
    card = max(desk.content.cards.values(), key=lambda card: len(cards.sentence(card.answer)))
    for sign in desk.content.signs:
        yield f"ticked {sign.id}", signs.checked_page(desk.content, (sign,), sign.level)
        yield f"ticked {sign.id} and more", signs.checked_page(desk.content, with_longest(desk, sign), sign.level)
        yield f"privately {sign.id}", desk.privately("0", code(sign.id))
        yield f"privately {sign.id} and {card.id}", desk.privately(card.id, code(sign.id))
        packed = "".join(code(one.id) for one in with_longest(desk, sign))
        yield f"asked about {sign.id} and more", desk.privately("0", f"0{packed}")
        yield f"asked about {sign.id}, more and {card.id}", desk.privately(card.id, f"0{packed}")
        yield f"privately {sign.id}, more and {card.id}", desk.privately(card.id, packed)


def with_longest(desk: Desk, sign: Sign) -> tuple[Sign, ...]:
    """Return a sign, and as many of the longest others of its level as one warning names."""
    others = (one for one in desk.content.signs if one is not sign and one.level is sign.level and not one.helpline)
    return (sign, *sorted(others, key=lambda one: -len(one.say))[: SHOWN - 1])


def own_pages(desk: Desk) -> Iterator[Named]:
    yield "about", about.about_page(desk.content, desk.version)
    yield "unknown", about.unknown_page(desk.content)
    yield "greeting", about.greeting_page(desk.content)
    yield from turned("documents", lambda number: about.documents_page(desk.content, number))
    for text in ("hello", "my calf cramps at night", "which bicycle should I buy", "my chest hurts", ""):
        yield f"ask {text}", desk.ask(text).page
        yield f"message {text}", desk.message(text)
        yield f"check {text}", desk.check(text)
        yield f"mention {text}", desk.mention(text, LONGEST_ID)


def turned(name: str, page: Callable[[int], Page]) -> Iterator[Named]:
    """Yield the pages of a list, from the first to the one that has no next."""
    number = 1
    while True:
        one = page(number)
        yield f"{name}, page {number}", one
        if not any(button.label == "Next page" for button in one.buttons):
            return
        number += 1
