"""Questions to measure with: as people write them, up to 300 characters, no two the same."""

from __future__ import annotations

import random

from bot.knowledge.loader import Content

LONGEST = 300
SEED = 20261122

OPENINGS = (
    "hi, I am a bit worried about this:",
    "for 3 days now",
    "my gp said it is nothing but",
    "sorry for the long post.",
    "does anyone know",
    "I'm 34, desk job, lots of coffee,",
)
CLOSINGS = (
    "is that normal?",
    "what helps?",
    "should I see a doctor",
    "no weakness, no fever",
    "thanks!",
    "it started on monday",
)
ELSEWHERE = (
    "which bicycle should I buy for my way to work",
    "how do I cook rice without burning it",
    "what is the capital of australia",
    "my laptop is slow since the last update",
)


def questions(content: Content, count: int) -> list[str]:
    """Return *count* different questions: signs, harmless cramps, and matters that the library does not know."""
    dice = random.Random(SEED)
    signs = [text for sign in content.signs for text in (*sign.tests.hit, *sign.tests.miss)]
    names = [name for card in content.cards.values() for name in card.aliases]
    made: dict[str, None] = {}
    while len(made) < count:
        match dice.randrange(6):
            case 0:
                parts = [dice.choice(signs)]
            case 1:
                parts = [dice.choice(names)]
            case 2:
                parts = [dice.choice(OPENINGS), dice.choice(ELSEWHERE), dice.choice(CLOSINGS)]
            case 3:
                parts = [dice.choice(OPENINGS), dice.choice(signs), dice.choice(names), dice.choice(signs)]
            case _:
                parts = [dice.choice(OPENINGS), dice.choice(names), dice.choice(CLOSINGS)]
        text = " ".join(parts)[:LONGEST]
        if dice.random() < 0.2:
            text = slip(text, dice)
        made.setdefault(text)
    return list(made)


def slip(text: str, dice: random.Random) -> str:
    """Return a text with two neighbouring letters swapped, as a hurried thumb does."""
    place = dice.randrange(max(1, len(text) - 1))
    return text[:place] + text[place + 1 : place + 2] + text[place : place + 1] + text[place + 2 :]
