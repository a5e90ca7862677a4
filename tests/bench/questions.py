"""Questions to measure with: as people write them, up to 300 characters, no two the same."""

from __future__ import annotations

import random

from bot.knowledge.loader import Content

LONGEST = 300
LONGEST_EVER = 6_000
"""Characters of a hostile text; Discord takes no more in one field."""

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


def long_questions(content: Content, count: int, length: int) -> list[str]:
    """Return *count* long stories: more signs in one than any person tells."""
    dice = random.Random(SEED)
    asked = questions(content, 4 * count)
    return [". ".join(dice.sample(asked, length // 20))[:length] for _ in range(count)]


def hostile(content: Content) -> dict[str, str]:
    """Return texts that are meant to take long, by what is odd in them."""
    hits = [hit for sign in content.signs for hit in sign.tests.hit]
    texts = {
        "no spaces": "crampinmylegnumb" * 375,
        "2,000 commas": "a, " * 2_000,
        "no no no": "no " * 2_000,
        "nested quotes": "'numb \"leg " * 600,
        "brackets": "(my (leg [is " * 500,
        "sign words": "numb weak arm leg face speech slurred chest pain seizure " * 110,
        "signs in one sentence": " ".join(hit.replace(".", "") for hit in hits),
        "signs in many sentences": ". ".join(hits),
        "a denial without end": "i have no numb or weak or " * 240,
        "an if without end": "if i have a seizure " * 300,
        "a story without end": "my leg is so numb and weak today, suddenly no no not it " * 110,
        "numbers": "3 weeks 4 days 5 years " * 270,
        "small words": "the " * 1_500,
        "mentions": "<@" * 3_000,
    }
    return {name: text[:LONGEST_EVER] for name, text in texts.items()}


def slip(text: str, dice: random.Random) -> str:
    """Return a text with two neighbouring letters swapped, as a hurried thumb does."""
    place = dice.randrange(max(1, len(text) - 1))
    return text[:place] + text[place + 1 : place + 2] + text[place : place + 1] + text[place + 2 :]
