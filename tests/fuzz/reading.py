"""Give texts to the desk in every way in which it is asked, draw the pages, and judge them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from bot.app import Parts
from bot.discord_app.layout import layout
from bot.replies.cards import TOPIC_KINDS
from bot.replies.desk import Answer
from bot.replies.page import WHOLE, Drawing, Page
from bot.replies.quote import ECHO
from tests.discord import bodies
from tests.fuzz.judging import Judge
from tests.fuzz.ledger import Ledger
from tests.fuzz.nasty import CANARY, Texts, known_texts
from tests.replies.rules import all_faults

ASKER = 10**19 - 1
COMMANDS: dict[str, int] = dict.fromkeys(
    ("ask", "cause", "relief", "magnesium", "redflags", "learn", "about", "remind", "server", "privacy"), 10**18
)
SAME, OFFERED = 50, 10
"""One text of so many is asked twice, as the answer must be the same; and one is typed where cards are offered."""


def run(parts: Parts, count: int, dice: random.Random, ledger: Ledger) -> None:
    """Read *count* texts made by *dice*: each as a question, and in one of the other ways by turns."""
    began = time.perf_counter()
    reader = Reader(parts)
    texts = Texts(dice, known_texts(parts))
    for number in range(count):
        text = texts.text()
        before = time.perf_counter()
        way = reader.ways[number % len(reader.ways)]
        answer = parts.desk.ask(text)
        found = reader.answer_faults(text, answer) + reader.page_faults(text, way)
        if number % SAME == 0 and parts.desk.ask(text) != answer:
            found.append("the same text is answered in two ways")
        if number % OFFERED == 0:
            found += reader.offer_faults(text)
        ledger.note(_kind(text), answer.assessment.level.word, way, time.perf_counter() - before)
        ledger.kinds["with a card" if answer.cards else "without one"] += 1
        for what in found:
            ledger.breach(f"{way}: {what}", text)
    ledger.seconds = time.perf_counter() - began


class Reader:
    """Ask the desk in every way."""

    def __init__(self, parts: Parts) -> None:
        desk = parts.desk
        self.parts = parts
        self.judge = Judge(parts)
        self._ways: dict[str, Callable[[str], Page]] = {
            "message": desk.message,
            "mention": lambda text: desk.mention(text, ASKER),
            "check": desk.check,
            "redflags": desk.redflags,
            "magnesium": lambda text: desk.topic(text, TOPIC_KINDS["magnesium"], "magnesium"),
            "cause": lambda text: desk.topic(text, TOPIC_KINDS["cause"]),
            "relief": lambda text: desk.topic(text, TOPIC_KINDS["relief"]),
            "learn": lambda text: desk.topic(text, TOPIC_KINDS["learn"]),
        }
        self.ways = [*self._ways]

    def answer_faults(self, text: str, answer: Answer) -> list[str]:
        """Return what is wrong with the answer to a question, and with where its words are said to stand."""
        found = self._faults(answer.page)
        for start, end in (place for finding in answer.assessment.findings for place in finding.words):
            if not 0 <= start <= end <= len(text):
                found.append(f"words from {start} to {end} of {len(text)} characters")
        return found

    def page_faults(self, text: str, way: str) -> list[str]:
        """Return what is wrong with the page that a text gets in another *way*."""
        page = self._ways[way](text)
        found = self._faults(page)
        if way == "mention" and CANARY in page.text():
            found.append("a public answer repeats its asker")
        return found

    def offer_faults(self, text: str) -> list[str]:
        """Return what is wrong with what is offered while *text* is typed."""
        offered = self.parts.desk.library.choices(text[:100], TOPIC_KINDS["cause"], "popular")
        known = self.parts.content.cards
        return [f"a choice {one}" for one in offered if one.card_id not in known or not 1 <= len(one.title) <= 100]

    def _faults(self, page: Page) -> list[str]:
        components = layout(page, COMMANDS).to_components()
        files = [{"filename": block.file} for block in page.blocks if isinstance(block, Drawing)]
        body = {
            "components": components,
            "flags": bodies.LAYOUT,
            "attachments": files,
            "allowed_mentions": {"parse": []},
        }
        found = [*all_faults(components), *self.judge.body_faults("POST", "/channels/1/messages", body)]
        if len(page.text()) > WHOLE + ECHO:
            found.append(f"a page of {len(page.text())} characters")
        return found


def _kind(text: str) -> str:
    """Return what a text is most of all."""
    if len(text) > 1_000:
        return "long"
    return "ascii" if text.isascii() else "unicode"
