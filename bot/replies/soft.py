"""The reply where nothing was named but the words as a whole sound like a sign: it asks, and says so."""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge.loader import Content
from bot.knowledge.models import Sign
from bot.replies.page import Block, Bullets, Heading, Paragraph
from bot.replies.warnings import is_crisis
from bot.triage.models import Level
from bot.triage.net import SUSPECTS

TITLES = {Level.EMERGENCY: "Could this be an emergency?", Level.DOCTOR: "Is one of these true?"}


def question(content: Content, suspects: Sequence[Sign], level: Level, said: str = "") -> tuple[Block, ...]:
    """Return what is asked about *suspects*, and what to do if one of them applies; *said* names the signs found."""
    notices = content.notices
    blocks: list[Block] = [
        Heading(TITLES[level], 2),
        Paragraph(notices["about-soft"].text),
        Bullets(
            tuple(
                sign.check or f"{sign.say[0].upper()}{sign.say[1:]}."
                for sign in suspects[: SUSPECTS - is_crisis(suspects)]
            )
        ),
    ]
    if level is Level.EMERGENCY:
        blocks.append(Paragraph(notices["soft-emergency"].text))
        if is_crisis(suspects):
            blocks += [Paragraph(notices["soft-crisis"].text), Paragraph(notices["crisis-lines"].text)]
        else:
            blocks.append(Paragraph(notices["emergency-numbers"].text))
        if said:
            blocks += [Paragraph(f"{said} {notices['soft-doctor-too'].text}")]
    else:
        blocks.append(Paragraph(notices["soft-doctor"].text))
    return tuple(blocks)
