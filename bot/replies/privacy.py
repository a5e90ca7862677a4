"""Pages on what is stored about the one who asks: all of it in words, and its deletion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.reminders.drafts import Listed
from bot.reminders.models import Fluids, Person
from bot.replies import rule_words as words
from bot.replies.page import Action, Block, Bullets, Button, Heading, Page, Paragraph, Weight

FILE: Final = "charley-data.json"

EXPORTED: Final = "This file holds everything that I store about you. `/privacy delete` deletes it."

ROOM: Final = 1_100
"""Characters of one list; what does not fit stands in the file."""

NEVER: Final = (
    "Your questions, your messages, and what you tick in a check of warning signs: none of them is stored or logged.",
    "Your name, your age, any illness, and which point of the question on fluids fits you.",
)

HOW_LONG: Final = (
    "What you set up stays until you stop or delete it.",
    "The record of a reminder that came goes after 14 days.",
    "What a server has set goes 30 days after I am removed from that server.",
    "I make no backup by myself. Whoever runs me may make some, and should delete each within 30 days.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Hold what is stored about a person; `weeks` counts the weeks of their tally."""

    person: Person
    own: Sequence[Listed] = ()
    joined: Sequence[Listed] = ()
    summary: bool = False
    weeks: int = 0


def stored_page(stored: Stored | None) -> Page:
    """Return everything that is stored about a person, in words; None means that nothing is."""
    blocks: list[Block] = [Heading("What I store about you", 2)]
    if stored is None:
        blocks.append(Paragraph("Nothing is stored about you."))
    else:
        blocks.append(Bullets(_settings(stored)))
        for title, listed in (("Your reminders", stored.own), ("Schedules you have joined", stored.joined)):
            if listed:
                blocks += [Heading(title), Bullets(_some([_line(one) for one in listed]))]
        blocks.append(
            Paragraph(
                "For each reminder of yours I also keep when it was due, what became of it, and which message it was; "
                "while your weekly summary is on, also whether you pressed **Done**."
            )
        )
    blocks += [Heading("What I never store"), Bullets(NEVER), Heading("How long"), Bullets(HOW_LONG)]
    if stored is None:
        return Page(tuple(blocks))
    buttons = (
        Button(Action.PRIVACY, "Export as a file", ("export",)),
        Button(Action.PRIVACY, "Delete everything", ("ask",)),
    )
    return Page(tuple(blocks), buttons=buttons)


def delete_page() -> Page:
    """Return the question whether everything stored about a person is to be deleted."""
    blocks = (
        Heading("Delete everything about you?", 2),
        Bullets(
            (
                "Your settings, your answer on fluids, your reminders, what came of them, and your weekly summary.",
                "You leave every schedule that you have joined.",
            )
        ),
        Paragraph(
            "It happens at once and cannot be undone. My messages stay in Discord; their buttons will say that the "
            "reminder is gone. Schedules that you set up for a server belong to that server, and stay."
        ),
    )
    buttons = (
        Button(Action.PRIVACY, "Yes, delete everything", ("delete",), Weight.MAIN),
        Button(Action.PRIVACY, "Keep it", ("show",)),
    )
    return Page(blocks, buttons=buttons)


def deleted_page() -> Page:
    """Return that nothing is stored about a person any more."""
    blocks = (
        Heading("Deleted", 2),
        Paragraph("Nothing is stored about you any more. No reminder of yours will come."),
        Paragraph("If whoever runs me has made a backup, you are in it until it is deleted: up to 30 days."),
    )
    return Page(blocks)


def _settings(stored: Stored) -> tuple[str, ...]:
    person = stored.person
    quiet = (
        "none" if person.quiet is None else f"from {words.clock(person.quiet.start)} to {words.clock(person.quiet.end)}"
    )
    lines = [
        "**Your id at Discord**: it is how I know what is yours.",
        f"**Time zone**: {person.zone or 'not set'}.",
        f"**Quiet hours**: {quiet}.",
        f"**Question on fluids**: {_fluids(person)}",
        f"**Weekly summary**: {_summary(stored)}",
        f"**Our direct messages**: {'I know their channel.' if person.dm is not None else 'none yet.'}",
    ]
    if person.barrier is not None:
        moved = f"{words.day(person.barrier.date())}, {words.clock(person.barrier.time())}"
        lines.append(f"**Your clock when you last changed the time zone**: {moved}.")
    return tuple(lines)


def _fluids(person: Person) -> str:
    if person.fluids is None or person.fluids_on is None:
        return "not answered."
    answer = "you may get reminders to drink" if person.fluids is Fluids.MAY else "you get no reminders to drink"
    return f"{answer}. You answered on {words.day(person.fluids_on)}."


def _summary(stored: Stored) -> str:
    if not stored.summary:
        return "off. I count nothing."
    weeks = "1 week" if stored.weeks == 1 else f"{stored.weeks} weeks"
    return f"on. I keep counts of {weeks}."


def _line(one: Listed) -> str:
    reminder = one.reminder
    if reminder.reason is not None:
        state = "paused" if reminder.until is None else f"paused until {words.moment(reminder.until)}"
    else:
        state = f"next {words.moment(one.next)}" if one.next is not None else "ended"
    rule = f"{words.PURPOSE[reminder.kind].capitalize()} {words.rule_words(reminder.rule)} ({reminder.rule.zone})"
    return f"{rule}, {words.place(reminder.channel)}: {state}."


def _some(lines: Sequence[str]) -> tuple[str, ...]:
    """Return as many lines as fit, and how many more there are."""
    kept: list[str] = []
    for line in lines:
        if sum(map(len, kept)) + len(line) > ROOM:
            return (*kept, f"{len(lines) - len(kept)} more. The file holds them all.")
        kept.append(line)
    return tuple(kept)
