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
        return _crisis(content, signs)
    # An action belongs to its sign: only what is named on the page may speak.
    special = next((sign.action for sign in signs[:SHOWN] if sign.level.value == level.word and sign.action), None)
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


def _crisis(content: Content, signs: Sequence[Sign]) -> tuple[Block, ...]:
    """Return kind words and helplines; whoever also took something is first told to get help now."""
    blocks: list[Block] = [Heading("You are not alone", 2), Paragraph(content.notices["crisis-action"].text)]
    others = [sign for sign in signs if sign.helpline is None and sign.level.value == Level.EMERGENCY.word]
    if others:
        blocks.append(Paragraph(content.notices["emergency-action"].text))
        blocks += [Paragraph(sign.action) for sign in others[:1] if sign.action]
        blocks.append(Paragraph(content.notices["emergency-numbers"].text))
    return (*blocks, Paragraph(content.notices["crisis-lines"].text))


def named(signs: Sequence[Sign], intro: str) -> str:
    """Return one sentence that names *signs* without quoting anybody."""
    shown = [f"**{sign.say}**" for sign in signs[:SHOWN]]
    return f"{intro} {'; '.join(shown)}." if shown else ""


def quoted(content: Content, assessment: Assessment, text: str, intro: str = "You mentioned:") -> str:
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
    return f"{intro} {'; '.join(parts)}." if parts else ""
