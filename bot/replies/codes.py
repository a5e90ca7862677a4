"""Short codes for signs, so that several fit into one custom_id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

LENGTH = 4


def code(sign: str) -> str:
    """Return the four-letter code of a sign's id; it stays the same when other signs come and go."""
    number = int.from_bytes(hashlib.sha256(sign.encode()).digest()[:8])
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    return "".join(letters[(number >> (5 * place)) & 31] for place in range(LENGTH))


def pack(signs: Iterable[str], room: int) -> str:
    """Return the codes of as many *signs* as fit into *room* characters, `0` for none."""
    return "".join(code(sign) for sign in signs)[: room - room % LENGTH] or "0"


def unpack(packed: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the signs behind *packed*; *known* maps codes to ids, and codes it lacks are left out."""
    codes = (packed[place : place + LENGTH] for place in range(0, len(packed), LENGTH))
    return tuple(known[one] for one in codes if one in known)
