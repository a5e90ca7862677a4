"""The words of a warning: what to do, whom to call, and what was read as a sign."""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge.loader import Content
from bot.knowledge.models import Sign
from bot.replies.page import Block, Heading, Paragraph
from bot.replies.quote import ECHO, quote
from bot.triage.models import Assessment, Level

SHOWN = 4
"""Signs named in one warning; more would push the action off a phone's first screen."""

TITLES = {Level.EMERGENCY: "Get help now", Level.DOCTOR: "See a doctor"}


def is_crisis(signs: Sequence[Sign]) -> bool:
    """Say whether a sign is about suicide or self-harm, which is answered with words and helplines alone."""
    return any(sign.helpline == "crisis" for sign in signs)


def warning(content: Content, signs: Sequence[Sign], level: Level, said: str = "") -> tuple[Block, ...]:
    """Return the warning for *signs*, the gravest first; *said* names them in a sentence."""
    if is_crisis(signs):
        return (
            Heading("You are not alone", 2),
            Paragraph(content.notices["crisis-action"].text),
            Paragraph(content.notices["crisis-lines"].text),
        )
    special = next((sign.action for sign in signs if sign.level.value == level.word and sign.action), None)
    blocks: list[Block] = [Heading(TITLES[level], 2)]
    if level is Level.EMERGENCY:
        blocks.append(Paragraph(content.notices["emergency-action"].text))
        if special:
            blocks.append(Paragraph(special))
        if said:
            blocks.append(Paragraph(said))
        blocks.append(Paragraph(content.notices["emergency-numbers"].text))
    else:
        blocks.append(Paragraph(special or content.notices["doctor-action"].text))
        if said:
            blocks.append(Paragraph(said))
    return tuple(blocks)


def named(signs: Sequence[Sign], intro: str) -> str:
    """Return one sentence that names *signs* without quoting anybody."""
    shown = [f"**{sign.say}**" for sign in signs[:SHOWN]]
    return f"{intro} {'; '.join(shown)}." if shown else ""


def quoted(content: Content, assessment: Assessment, text: str) -> str:
    """Return one sentence that names the found signs with the words that showed each.

    All quotes together repeat at most `ECHO` characters of the person's text.
    """
    signs = {sign.id: sign for sign in content.signs}
    room = ECHO
    parts: list[str] = []
    for finding in assessment.findings[:SHOWN]:
        part = f"**{signs[finding.sign].say}**"
        words = " … ".join(text[start:end] for start, end in finding.words)
        if len(words) <= room:
            room -= len(words)
            part += f" (“{quote(words)}”)"
        parts.append(part)
    return f"You mentioned: {'; '.join(parts)}." if parts else ""
