"""Pages about warning signs: the lists, and what **Check mine** asks and answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.knowledge.loader import Content
from bot.knowledge.models import Sign, SignLevel
from bot.replies.cards import AFRESH, IN_PLACE, LIST_ROOM, cite, page_count, paginate, sentence, turn
from bot.replies.page import Action, Bullets, Button, Heading, Page, Paragraph, Weight
from bot.replies.warnings import is_crisis, named, warning
from bot.triage.models import Level

GUIDE = "harmless-or-concerning"
"""The card whose statements fill the two headings of `/redflags`."""

GROUPS: dict[SignLevel, dict[str, str]] = {
    SignLevel.EMERGENCY: {
        "heart-breath": "Heart, breath, heat and drink",
        "mind-pregnancy-child": "Mind, pregnancy and children",
        "brain": "Head, face and speech",
        "body": "Body and limbs",
        "poison-medicine": "Medicine, alcohol and poison",
    },
    SignLevel.DOCTOR: {
        "nerves": "Strength and feeling",
        "muscle": "Muscles, limbs and heart",
        "pattern": "How it began and how it goes",
        "health": "Your health",
        "medicine": "Medicine and supplements",
    },
}
"""The five groups that each step of **Check mine** asks; the titles are the labels of its five fields."""


@dataclass(frozen=True, slots=True)
class Group:
    """Hold the lines of one field: the id of a sign and the words a person ticks."""

    title: str
    lines: tuple[tuple[str, str], ...]


def groups(content: Content, level: SignLevel) -> tuple[Group, ...]:
    """Return what one step of **Check mine** asks, at most 5 groups of 10 lines."""
    first: tuple[str, ...] = getattr(content.menu.first_signs, level.value)
    asked = [
        Group(
            title,
            tuple((sign.id, sign.check) for sign in _ranked(content, level, first) if sign.group == key and sign.check),
        )
        for key, title in GROUPS[level].items()
    ]
    return tuple(group for group in asked if group.lines)


def _ranked(content: Content, level: SignLevel, first: Sequence[str]) -> list[Sign]:
    """Return the signs of a level, the *first* ones in their order before the others."""
    here = [sign for sign in content.signs if sign.level.value == level.value]
    return sorted(here, key=lambda sign: first.index(sign.id) if sign.id in first else len(first))


def first_lines(content: Content, level: SignLevel) -> Bullets:
    """Return the words of the signs that stand first."""
    signs = {sign.id: sign for sign in content.signs}
    shown = (signs[name] for name in getattr(content.menu.first_signs, level.value))
    return Bullets(tuple(sign.check or sign.say for sign in shown))


def _lines(content: Content, level: SignLevel) -> tuple[str, ...]:
    return tuple(line for group in groups(content, level) for _, line in group.lines)


def redflags_page(content: Content) -> Page:
    """Return the warning signs by level, then the harmless and the concerning under two headings."""
    guide = content.cards[GUIDE]
    blocks = (
        Heading("Warning signs", 2),
        Heading("Get help now"),
        Paragraph(content.notices["emergency-action"].text),
        first_lines(content, SignLevel.EMERGENCY),
        Heading("Concerning: see a doctor"),
        first_lines(content, SignLevel.DOCTOR),
        Heading("Often harmless"),
        Paragraph(sentence(guide.answer)),
    )
    buttons = (
        Button(Action.MINE, "Check mine", weight=Weight.MAIN),
        Button(Action.SIGNS, "All emergency signs", (SignLevel.EMERGENCY.value, "1", IN_PLACE)),
        Button(Action.SIGNS, "All signs for a doctor", (SignLevel.DOCTOR.value, "1", IN_PLACE)),
        Button(Action.CARD, guide.title, (guide.id, IN_PLACE)),
        Button(Action.SOURCES, "Sources and grades", (guide.id, "1", IN_PLACE)),
        Button(Action.SEND, "Send to me"),
    )
    return Page(blocks, buttons=buttons)


def signs_page(content: Content, level: SignLevel, number: int) -> Page:
    """Return page *number* (from 1) of every sign of one level."""
    urgent = level is SignLevel.EMERGENCY
    title = "Emergency signs: get help now" if urgent else "Signs to see a doctor about"
    action = content.notices["emergency-action" if urgent else "doctor-action"].text
    pages = paginate(_lines(content, level), LIST_ROOM)
    here = min(max(number, 1), len(pages))
    blocks = (Heading(title, 2), Paragraph(action), Bullets(pages[here - 1]), *page_count(here, len(pages)))
    buttons = (
        Button(Action.REDFLAGS, "Back to the warning signs", (IN_PLACE,)),
        *turn(Action.SIGNS, here, len(pages), (level.value,)),
        Button(Action.SIGN_SOURCES, "Sources", (level.value, "1", IN_PLACE)),
        Button(Action.MINE, "Check mine", weight=Weight.MAIN),
    )
    return Page(blocks, level=Level.NONE, buttons=buttons)


def sign_sources_page(content: Content, level: SignLevel, number: int) -> Page:
    """Return page *number* (from 1) of the sources of every sign of one level."""
    lines = (f"**{sign.say}.** {cite(content, sign.sources)}." for sign in content.signs if sign.level is level)
    pages = paginate(lines, LIST_ROOM)
    here = min(max(number, 1), len(pages))
    blocks = (
        Heading("Sources of the warning signs", 2),
        Bullets(pages[here - 1]),
        *page_count(here, len(pages)),
    )
    buttons = (
        Button(Action.SIGNS, "Back to the signs", (level.value, "1", IN_PLACE)),
        *turn(Action.SIGN_SOURCES, here, len(pages), (level.value,)),
    )
    return Page(blocks, buttons=buttons)


def ticked(content: Content, ids: Iterable[str]) -> tuple[Sign, ...]:
    """Return the signs behind what a person ticked, the gravest first; ids that are no longer known are left out."""
    wanted = set(ids)
    found = [sign for sign in content.signs if sign.id in wanted]
    return tuple(sorted(found, key=lambda sign: sign.level is not SignLevel.EMERGENCY))


def checked_page(content: Content, signs: Sequence[Sign], step: SignLevel) -> Page:
    """Return the answer to one step of **Check mine**.

    Nothing ticked in the first step leads to the second; nothing ticked in the second is answered with the
    see-a-doctor line, never with *you are fine*.
    """
    if signs:
        level = Level.EMERGENCY if any(sign.level is SignLevel.EMERGENCY for sign in signs) else Level.DOCTOR
        blocks = warning(content, signs, level, named(signs, "You ticked:"))
        buttons = (
            ()
            if is_crisis(signs)
            else (Button(Action.SEND, "Send to me"), Button(Action.REDFLAGS, "All warning signs", (AFRESH,)))
        )
        return Page(blocks, level=level, buttons=buttons)
    if step is SignLevel.EMERGENCY:
        return Page(
            (Heading("Step 2 of 2", 2), Paragraph(content.notices["check-next"].text)),
            buttons=(Button(Action.MINE_DOCTOR, "Go on", weight=Weight.MAIN),),
        )
    blocks = (
        Heading("You ticked nothing", 2),
        Paragraph(content.notices["check-nothing"].text),
        Paragraph(content.notices["see-a-doctor"].text),
    )
    return Page(
        blocks, buttons=(Button(Action.REDFLAGS, "All warning signs", (IN_PLACE,)), Button(Action.SEND, "Send to me"))
    )
