"""Pages about Charley itself, and what it says when it does not know."""

from __future__ import annotations

from bot.knowledge.loader import Content
from bot.knowledge.models import Document, Guideline
from bot.replies.cards import AFRESH, IN_PLACE, LIST_ROOM, page_count, paginate, turn
from bot.replies.page import Action, Bullets, Button, Choice, Heading, Menu, Page, Paragraph, Weight

WAYS = (
    "`/ask` answers a question in your own words.",
    "`/cause` looks up a symptom and its common causes.",
    "`/redflags` lists the warning signs and checks yours.",
)
"""The three best ways to ask."""


def popular(content: Content) -> Menu:
    """Return a menu of what people ask most."""
    return Menu("What people ask most", tuple(Choice(content.cards[card].title, card) for card in content.menu.popular))


def about_page(content: Content, version: str) -> Page:
    """Return what Charley is, what it cannot do, what it keeps, and its version."""
    notice = content.notices
    documents = sum(isinstance(source, Document) for source in content.sources.values())
    blocks = (
        Heading("About Charley", 2),
        Paragraph(notice["about-what"].text),
        Heading("What to keep in mind"),
        Bullets(
            (
                notice["about-miss"].text,
                notice["about-figures"].text,
                notice["about-clinician"].text,
                notice["about-emergency"].text,
            )
        ),
        Heading("Privacy"),
        Paragraph(notice["about-privacy"].text),
        Paragraph("`/privacy show` tells what is stored about you, and `/privacy delete` deletes it."),
        Paragraph(notice["about-server-privacy"].text),
        Heading("Sources"),
        Paragraph(
            f"The library is made from {documents} documents and corrected by public guidelines. "
            "Every statement has its sources, a date and a grade."
        ),
        Paragraph(f"-# Version {version}."),
    )
    buttons = (
        Button(Action.DOCUMENTS, "Sources and grades", ("1", IN_PLACE)),
        Button(Action.REDFLAGS, "Warning signs", (IN_PLACE,)),
        Button(Action.SEND, "Send to me"),
    )
    return Page(blocks, buttons=buttons)


def documents_page(content: Content, number: int) -> Page:
    """Return page *number* (from 1) of all sources, each with its kind, date and what it is."""
    lines: list[str] = []
    for source in content.sources.values():
        match source:
            case Document():
                lines.append(f"**{source.title}** ({source.dated}). {source.about} Seen {source.seen}.")
            case Guideline():
                reread = "" if source.checked else " Not re-read for Charley."
                lines.append(
                    f"**{source.title}**, {source.publisher} ({source.dated}), {source.kind.value}. Seen {source.seen}.{reread}"
                )
    pages = paginate(lines, LIST_ROOM)
    here = min(max(number, 1), len(pages))
    intro = (
        "Grades: *established*, a guideline says so; *plausible*, likely but not proven; *contested*, sources differ; "
        "*corrected*, a document is wrong; *opinion*, one view."
    )
    blocks = (
        Heading("All sources", 2),
        Paragraph(intro),
        Bullets(pages[here - 1]),
        *page_count(here, len(pages)),
    )
    return Page(blocks, buttons=turn(Action.DOCUMENTS, here, len(pages), ()))


def unknown_page(content: Content) -> Page:
    """Return an honest *I don't know that*, with what Charley does know."""
    blocks = (
        Heading("I don't know that", 2),
        Paragraph(content.notices["dont-know"].text),
        Paragraph(content.notices["see-a-doctor"].text),
    )
    buttons = (
        Button(Action.MINE, "Check mine", weight=Weight.MAIN),
        Button(Action.REDFLAGS, "Warning signs", (AFRESH,)),
    )
    return Page(blocks, buttons=buttons, menu=popular(content))


def greeting_page(content: Content) -> Page:
    """Return one friendly line and the three best ways to ask."""
    blocks = (
        Heading("Hello from Charley", 2),
        Paragraph(content.notices["about-hello"].text),
        Bullets(WAYS),
        Paragraph(content.notices["see-a-doctor"].text),
    )
    return Page(blocks, buttons=(Button(Action.ASK, "Ask a question", weight=Weight.MAIN),), menu=popular(content))
