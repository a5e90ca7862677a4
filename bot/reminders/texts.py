"""Choose the text of the next reminder: every reminder reads all texts in an order of its own, none twice in a row.

Nothing is kept for this: the order follows from a seed, so that the number of a reminder is enough to know its text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, Protocol, TypeVar

APART: Final = 10
"""Other texts between two showings of the same one, where there are more texts than this."""


class Variant(StrEnum):
    """Say which stretches a person wants."""

    SEATED = "seated"
    STANDING = "standing"
    BOTH = "both"


class Named(Protocol):
    """Ask of a text only its name."""

    @property
    def id(self) -> str:
        """Return the name of the text, which no other text of its kind has."""
        ...


class Postured(Named, Protocol):
    """Ask of a text to stretch its posture too."""

    @property
    def variant(self) -> str:
        """Return `seated` or `standing`."""
        ...


AnyText = TypeVar("AnyText", bound=Named)
AnyStretch = TypeVar("AnyStretch", bound=Postured)


def fitting(texts: Sequence[AnyStretch], variant: Variant) -> tuple[AnyStretch, ...]:
    """Return the texts to stretch for a posture, all of them for both."""
    return tuple(text for text in texts if variant is Variant.BOTH or text.variant == variant.value)


def pick(texts: Sequence[AnyText], seed: str, number: int) -> AnyText:
    """Return the text of the *number*-th reminder (from 0) of the one that *seed* names, such as its id.

    Each text comes once a round. A text comes again after at least APART others, across rounds too; with APART
    texts or fewer, after all others. The order of *texts* does not matter. Raises ValueError without texts or for a
    negative number.
    """
    if not texts or number < 0:
        raise ValueError("a text can be picked from one or more texts, for a number from 0")
    turn, place = divmod(number, len(texts))
    base = sorted(texts, key=lambda text: _draw(seed, text.id))
    # Were a whole round shuffled anew, its first text might be the last of the round before. So only neighbours
    # within a stretch of this length change places from round to round.
    length = max(1, len(texts) - APART)
    start = place - place % length
    block = sorted(base[start : start + length], key=lambda text: _draw(seed, str(turn), text.id))
    return block[place - start]


def _draw(*words: str) -> bytes:
    """Return what stands for chance: the same in every process, and with no visible order."""
    return hashlib.blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
