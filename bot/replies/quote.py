"""Repeat a few of a person's own words, so that nothing in them can act."""

from __future__ import annotations

import re
import unicodedata

ECHO = 60
"""Characters of a person's text that a reply may repeat."""

_MARKS = re.compile(r"([\\*_~`|>\[\]()#\-+<@:])")
_QUOTES = str.maketrans("“”„‟", '""' * 2)
"""Charley's own quotation marks, with which a text would seem to end, and Charley to go on; and those that look like them."""

_LINKS = re.compile(r"https?://\S*|\bdiscord\.gg\S*", re.IGNORECASE)


def quote(text: str, limit: int = ECHO) -> str:
    """Return at most *limit* characters of *text*, in one line, with marks escaped and stacked accents removed.

    Directions, zero-width and control characters go, links become an ellipsis; mentions cannot form because the
    at sign and the bracket before them are escaped, and curly quotation marks become straight: those around are Charley's.
    """
    flat = "".join(
        " " if unicodedata.category(sign)[0] in "ZC" else sign for sign in unicodedata.normalize("NFC", text)
    )
    flat = "".join(sign for sign in flat if unicodedata.category(sign) not in ("Mn", "Me"))
    flat = " ".join(_LINKS.sub("…", flat.translate(_QUOTES)).split())
    if len(flat) > limit:
        flat = flat[: limit - 1].rstrip() + "…"
    return _MARKS.sub(r"\\\1", flat)
