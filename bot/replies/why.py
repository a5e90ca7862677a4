"""*Why this?*: what was read as a sign, what was not counted, and for which reason.

A reply quotes the words that it did not count. Its button carries, for each quote, the code of the sign, the reason and
the place in the question, in numbers only; the words themselves stand in the message and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.knowledge.models import Sign
from bot.replies.codes import LENGTH, code
from bot.replies.page import Block, Bullets, Heading, Page, Paragraph
from bot.replies.quote import ECHO, quote
from bot.text.words import Span
from bot.triage.models import Assessment, Discounted, Why

LEAD: Final = "Not counted:"
"""Opens the line of a reply that quotes what was not counted."""

MOST: Final = 5
"""Quotes in one reply: their places fit into the 100 characters of a custom_id, and the line stays one line."""

AGAIN: Final = "I keep no question. Ask again and I show you the words."

REASONS: Final[Mapping[Why, str]] = {
    Why.DENIED: "you wrote that it is not so",
    Why.PAST: "I read it as past and over",
    Why.OTHER: "I read it as somebody else's story",
    Why.HYPOTHETICAL: "I read it as something that might be, not as something that is",
    Why.GENERAL: "I read it as a question in general, not about a person",
    Why.FIGURE: "I read it as a figure of speech, or as another meaning of the words",
}
_LETTERS: Final = dict(zip(Why, "dpohgf", strict=True))
_REASON_OF: Final = {letter: why for why, letter in _LETTERS.items()}

_NOTE: Final = r"[a-z2-7]{4}[dpohgf]\d{1,4}\.\d{1,4}"
_PACKED: Final = re.compile(rf"0|{_NOTE}(?:-{_NOTE})*")

_QUOTE: Final = re.compile(r"“([^”]*)”")


@dataclass(frozen=True, slots=True)
class Note:
    """Hold one thing that was not counted: the code of its sign, the reason, and where it stands in the question."""

    sign: str
    why: Why
    place: Span

    def packed(self) -> str:
        """Return the note as it stands in a custom_id."""
        return f"{self.sign}{_LETTERS[self.why]}{self.place[0]}.{self.place[1]}"


def notes(assessment: Assessment) -> tuple[Note, ...]:
    """Return what was not counted, in text order, one note for each passage."""
    found: dict[Span, Note] = {}
    for one in assessment.discounted:
        place = _passage(one)
        if not any(a < place[1] and place[0] < b for a, b in found):
            found[place] = Note(code(one.sign), one.why, place)
    return tuple(sorted(found.values(), key=lambda note: note.place)[:MOST])


def _passage(one: Discounted) -> Span:
    """Return the words of a sign together with the words that discount it, if they stand close."""
    if one.cue is None:
        return one.words
    start, end = min(one.words[0], one.cue[0]), max(one.words[1], one.cue[1])
    return (start, end) if end - start <= ECHO // 2 else one.words


def not_counted(found: Sequence[Note], text: str) -> str:
    """Return the small line that quotes what was not counted; all quotes together take at most `ECHO` characters."""
    quotes: list[str] = []
    room = ECHO
    for note in found:
        words = quote(text[slice(*note.place)])
        if not words or len(words) > room:
            break
        room -= len(words)
        quotes.append(f"“{words}”")
    return f"-# {LEAD} {', '.join(quotes)}." if quotes else ""


def pack(found: Sequence[Note]) -> str:
    """Return notes as they stand in a custom_id, `0` for none."""
    return "-".join(note.packed() for note in found) or "0"


def is_packed(written: str) -> bool:
    """Say whether notes of this version stand in a custom_id."""
    return _PACKED.fullmatch(written) is not None


def unpack(packed: str) -> tuple[Note, ...]:
    """Return the notes of a custom_id."""
    return tuple(_note(one) for one in packed.split("-") if one != "0")


def _note(written: str) -> Note:
    start, end = written[LENGTH + 1 :].split(".")
    return Note(written[:LENGTH], _REASON_OF[written[LENGTH]], (int(start), int(end)))


def why_page(packed: str, signs: Mapping[str, Sign], shown: str) -> Page:
    """Return what was counted and what was not; *shown* is the text of the reply, *signs* the signs by their codes."""
    lines = shown.splitlines()
    counted = next((line for line in lines if "mentioned:" in line), "")
    line = next((line for line in lines if LEAD in line), "")
    quotes: list[str] = _QUOTE.findall(line)
    found = unpack(packed)
    blocks: list[Block] = [Heading("Why this?", 2)]
    blocks.append(Heading("Counted as a sign"))
    blocks.append(Paragraph(counted or "No words of a warning sign counted."))
    if found:
        blocks.append(Heading("Not counted"))
        blocks.append(Bullets(tuple(_line(note, signs, quotes, place) for place, note in enumerate(found))))
        if len(quotes) < len(found):
            blocks.append(Paragraph(AGAIN))
    blocks.append(
        Paragraph("I compare words with a list of signs. I can read them wrongly. If it is so after all, see a doctor.")
    )
    return Page(tuple(blocks))


def _line(note: Note, signs: Mapping[str, Sign], quotes: Sequence[str], place: int) -> str:
    said = f"**{signs[note.sign].say}**" if note.sign in signs else "a sign that I no longer know"
    start, end = note.place
    words = f"“{quotes[place]}”" if place < len(quotes) else f"characters {start + 1} to {end} of your question"
    return f"{words} ({said}): {REASONS[note.why]}."
