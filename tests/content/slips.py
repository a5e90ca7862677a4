"""Make one slip of the finger: a letter too many, one too few, a neighbour's key, or two letters swapped."""

from __future__ import annotations

from random import Random

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _beside(letter: str) -> str:
    """Return the keys beside and below or above a key, or some common letters for what is no letter."""
    for number, row in enumerate(_ROWS):
        if (place := row.find(letter.lower())) >= 0:
            rows = (row[max(0, place - 1) : place] + row[place + 1 : place + 2],)
            rows += tuple(
                _ROWS[other][max(0, place - 1) : place + 1] for other in (number - 1, number + 1) if 0 <= other < 3
            )
            return "".join(rows)
    return "etaoin"


def slip(text: str, random: Random) -> str:
    """Return a text of at least two characters with one slip in it."""
    place = random.randrange(len(text))
    match random.choice(("insert", "delete", "replace", "swap")):
        case "insert":
            return text[:place] + random.choice(_beside(text[place])) + text[place:]
        case "delete":
            return text[:place] + text[place + 1 :]
        case "replace":
            return text[:place] + random.choice(_beside(text[place])) + text[place + 1 :]
        case _:
            place = min(place, len(text) - 2)
            return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
