"""Pages of one card: the card itself, its sources and grades, and where its sources disagree."""

from __future__ import annotations

from collections.abc import Iterable

from bot.knowledge.loader import Content
from bot.knowledge.models import Card, CardKind, Document, Grade, Guideline, Source, Statement
from bot.replies.page import (
    WHOLE,
    Action,
    Block,
    Bullets,
    Button,
    Drawing,
    Heading,
    Page,
    Paragraph,
    Weight,
)

IN_PLACE, AFRESH = "e", "n"
"""Whether a button may change its own message, or must answer with another so that a warning stays in sight."""

GRADES = {
    Grade.ESTABLISHED: "Established",
    Grade.PLAUSIBLE: "Plausible, not proven",
    Grade.CONTESTED: "Contested, sources differ",
    Grade.CORRECTED: "Corrected, a document is wrong here",
    Grade.OPINION: "Opinion",
}

LIST_ROOM = WHOLE - 250
"""Characters of the lines on one page of a list; the rest is for its title and its closing words."""


def sentence(statements: Iterable[Statement]) -> str:
    """Return *statements* as running text."""
    return " ".join(statement.text for statement in statements)


def doctor_lines(card: Card) -> Bullets:
    """Return what stands under *See a doctor if*."""
    return Bullets(tuple(statement.text for statement in card.doctor))


def card_blocks(card: Card) -> tuple[Block, ...]:
    """Return a whole card, the short answer and the doctor line first."""
    blocks: list[Block] = [
        Heading(card.title, 2),
        Paragraph(sentence(card.answer)),
        Heading("See a doctor if"),
        doctor_lines(card),
    ]
    if card.picture:
        blocks.append(Drawing(card.picture.file, card.picture.alt))
    blocks += [Heading("Good to know"), Bullets(tuple(statement.text for statement in card.points))]
    if card.causes:
        blocks.append(Paragraph("Common causes, from harmless to serious, are the first buttons below."))
    blocks.append(Paragraph(f"-# Reviewed {card.reviewed}. From public texts; no clinician has checked it."))
    return tuple(blocks)


def card_buttons(content: Content, card: Card, mode: str = IN_PLACE) -> tuple[Button, ...]:
    """Return the buttons under a card: causes in order, related cards, then what else can be done with it."""
    others = dict.fromkeys((*card.causes, *card.related))
    buttons = [Button(Action.CARD, content.cards[other].title, (other, mode)) for other in others]
    buttons.append(Button(Action.SOURCES, "Sources and grades", (card.id, "1", mode)))
    if card.disagree:
        buttons.append(Button(Action.DIFFERENCES, "Where sources disagree", (card.id, mode)))
    buttons.append(Button(Action.MINE, "Check mine", weight=Weight.MAIN))
    buttons.append(Button(Action.SHARE, "Share", (card.id,)))
    buttons.append(Button(Action.SEND, "Send to me"))
    return tuple(buttons)


def card_page(content: Content, card: Card) -> Page:
    """Return the page of one card."""
    return Page(card_blocks(card), buttons=card_buttons(content, card))


def shared_page(content: Content, card: Card) -> Page:
    """Return a card as it is posted for everybody; its buttons answer only the one who clicks."""
    kept = tuple(
        button for button in card_buttons(content, card, AFRESH) if button.action not in (Action.SHARE, Action.SEND)
    )
    return Page(card_blocks(card), buttons=kept)


def short_blocks(card: Card) -> tuple[Block, ...]:
    """Return the beginning of a card, for a reply whose first place belongs to a warning."""
    return (
        Heading(card.title),
        Paragraph(sentence(card.answer)),
        Paragraph("**See a doctor if**"),
        doctor_lines(card),
    )


def differences_page(card: Card) -> Page:
    """Return where the sources of a card disagree, each view with its owner."""
    blocks: list[Block] = [Heading(f"{card.title}: where sources disagree", 2)]
    if card.disagree:
        blocks.append(Bullets(tuple(statement.text for statement in card.disagree)))
    else:
        blocks.append(Paragraph("The sources used for this card do not contradict each other."))
    return Page(
        tuple(blocks), buttons=(_back(card), Button(Action.SOURCES, "Sources and grades", (card.id, "1", IN_PLACE)))
    )


def sources_page(content: Content, card: Card, number: int) -> Page:
    """Return page *number* (from 1) of a card's statements with grade, source and date."""
    lines = tuple(
        f"**{GRADES[statement.grade]}.** {_whole(card, statement)} From {cite(content, statement.sources)}."
        for statement in card.statements()
    )
    pages = paginate(lines, LIST_ROOM)
    here = min(max(number, 1), len(pages))
    heading = f"{card.title}: sources and grades"
    blocks = (Heading(heading, 2), Bullets(pages[here - 1]), *page_count(here, len(pages)))
    return Page(blocks, buttons=(_back(card), *turn(Action.SOURCES, here, len(pages), (card.id,))))


def _whole(card: Card, statement: Statement) -> str:
    """Return a statement as it reads without the heading that it completes."""
    completes = statement in card.doctor and statement.text[0].islower()
    return f"See a doctor if {statement.text}" if completes else statement.text


def cite(content: Content, refs: Iterable[str]) -> str:
    """Return how a reader sees the sources behind *refs*.

    Each source stands once: title, publisher and date, the sections used, and whether it was re-read for Charley.
    """
    parts: dict[str, list[str]] = {}
    for ref in refs:
        name, _, part = ref.partition(":")
        parts.setdefault(name, []).append(part)
    return "; ".join(_source(content.sources[name], used) for name, used in parts.items())


def _source(source: Source, used: Iterable[str]) -> str:
    match source:
        case Document(sections=sections):
            places = ", ".join(f"“{sections[part]}”" for part in used)
            return f"{source.publisher}, *{source.title}* ({source.dated}), {places}"
        case Guideline():
            reread = "" if source.checked else ", not re-read for Charley"
            return f"{source.publisher}, *{source.title}* (seen {source.seen}{reread})"


def page_count(here: int, last: int) -> tuple[Paragraph, ...]:
    """Return the line that counts the pages of a list, if there is more than one."""
    return (Paragraph(f"-# Page {here} of {last}."),) if last > 1 else ()


def _back(card: Card) -> Button:
    return Button(Action.CARD, "Back to the card", (card.id, IN_PLACE))


def turn(action: Action, here: int, last: int, args: tuple[str, ...]) -> tuple[Button, ...]:
    """Return the buttons that turn the pages of a list."""
    buttons: list[Button] = []
    if here > 1:
        buttons.append(Button(action, "Previous page", (*args, str(here - 1), IN_PLACE)))
    if here < last:
        buttons.append(Button(action, "Next page", (*args, str(here + 1), IN_PLACE)))
    return tuple(buttons)


def paginate(lines: Iterable[str], room: int) -> tuple[tuple[str, ...], ...]:
    """Return *lines* in pages of at most *room* characters; a line longer than that has a page to itself."""
    pages: list[list[str]] = [[]]
    used = 0
    for line in lines:
        if pages[-1] and used + len(line) > room:
            pages.append([])
            used = 0
        pages[-1].append(line)
        used += len(line) + 3
    return tuple(tuple(page) for page in pages)


TOPIC_KINDS: dict[str, tuple[CardKind, ...]] = {
    "cause": (CardKind.SYMPTOM, CardKind.CAUSE, CardKind.CONDITION),
    "relief": (CardKind.RELIEF,),
    "magnesium": (CardKind.MAGNESIUM,),
    "redflags": (CardKind.SYMPTOM, CardKind.CAUSE, CardKind.CONDITION, CardKind.MAGNESIUM, CardKind.GUIDE),
    "learn": (CardKind.WORD, CardKind.MECHANISM, CardKind.TEST, CardKind.TREATMENT, CardKind.CONDITION, CardKind.GUIDE),
}
"""The shelves that each command offers; a topic may still lead to a card of another shelf."""
