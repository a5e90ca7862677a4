"""What reminding sends: the message of a reminder, the post of a schedule, the weekly summary, and the fixed pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import groupby

from bot.knowledge.loader import Content
from bot.knowledge.models import Statement
from bot.knowledge.reminders import NEEDED_SHEETS
from bot.reminders.limits import SNOOZES
from bot.reminders.models import Delivery, Kind, Week
from bot.reminders.texts import fitting, pick
from bot.replies.cards import cite
from bot.replies.page import Action, Block, Bullets, Button, Heading, Page, Paragraph, Weight
from bot.replies.rule_words import PURPOSE, day

TITLES = {Kind.HYDRATE: "A moment to drink?", Kind.STRETCH: "A moment to stretch?"}

_MINUTES = tuple(wait // timedelta(minutes=1) for wait in SNOOZES)

LINES = {Kind.HYDRATE: "hydrate-line", Kind.STRETCH: "stretch-line"}
"""The line of safety that stands under every reminder."""

BAR = 20
"""Signs of the longest bar of a summary."""

_OWN = "charley"


def delivery_page(content: Content, delivery: Delivery) -> Page:
    """Return the message of a delivery: a person's reminder, a schedule's post or the weekly summary."""
    if delivery.reminder.kind is Kind.SUMMARY:
        return summary_page(delivery)
    return post_page(content, delivery) if delivery.reminder.server is not None else reminder_page(content, delivery)


def reminder_page(content: Content, delivery: Delivery) -> Page:
    """Return the message of a person's own reminder; in a channel it names them above."""
    reminder, occurrence = delivery.reminder, delivery.occurrence
    return Page(
        _said(content, delivery),
        buttons=own_buttons(reminder.kind, reminder.id, occurrence.id),
        mentions=delivery.mentions,
    )


def post_page(content: Content, delivery: Delivery) -> Page:
    """Return the post of a schedule, which names those who joined above."""
    kind, ids = delivery.reminder.kind, _ids(delivery.reminder.id, delivery.occurrence.id)
    buttons = (
        Button(Action.JOIN, "Join", ids, Weight.MAIN),
        Button(Action.LEAVE, "Leave", ids),
        *sheet_buttons(kind),
    )
    return Page(_said(content, delivery), buttons=buttons, mentions=delivery.mentions)


def own_buttons(kind: Kind, reminder: int, occurrence: int, without: Sequence[Action] = ()) -> tuple[Button, ...]:
    """Return the buttons under a person's own reminder, but for those *without* which it is to be."""
    ids = _ids(reminder, occurrence)
    buttons = (
        Button(Action.DONE, "Done", ids, Weight.MAIN),
        Button(Action.SNOOZE, "Snooze", ids),
        Button(Action.PAUSE, "Pause", ids),
        Button(Action.STOP, "Stop", ids),
    )
    return (*(button for button in buttons if button.action not in without), *sheet_buttons(kind))


def snooze_buttons(reminder: int, occurrence: int) -> tuple[Button, ...]:
    """Return how long a reminder may be put off."""
    ids = _ids(reminder, occurrence)
    return (
        *(Button(Action.SNOOZE_FOR, f"{minutes} minutes", (*ids, str(minutes))) for minutes in _MINUTES),
        Button(Action.BACK, "Back", ids),
    )


def sheet_buttons(kind: Kind) -> tuple[Button, ...]:
    """Return the buttons that show whom a reminder is not for, and when."""
    if kind is Kind.HYDRATE:
        return (
            Button(Action.SHEET, "Who should not", ("hydrate-who",), first=True),
            Button(Action.SHEET, "Too much?", ("too-much",)),
        )
    if kind is Kind.STRETCH:
        return (
            Button(Action.SHEET, "When not to", ("stretch-when",), first=True),
            Button(Action.SHEET, "Who should ask first", ("stretch-who",)),
        )
    return ()


def sheet_page(content: Content, name: str) -> Page:
    """Return a fixed page; raise KeyError if there is none of that name."""
    if name not in NEEDED_SHEETS:
        raise KeyError(name)
    sheet = content.reminders.sheet(name)
    lines = tuple(line.text for line in content.reminders.lines(name))
    sources = [ref for line in content.reminders.lines(name) for ref in line.sources]
    blocks: list[Block] = [Heading(sheet.title, 2), Bullets(lines)]
    if sources:
        blocks.append(Paragraph(f"-# {_short(content, sources)} Reviewed {sheet.reviewed}."))
    return Page(tuple(blocks))


def first_page(content: Content, kind: Kind, words: str) -> Page:
    """Return the first message to a person, which shows that direct messages arrive; *words* say when the next come."""
    if kind is Kind.SUMMARY:
        said = (
            Heading("Your weekly summary will come here", 2),
            Paragraph("It comes on Monday and tells what came and what was done. `/remind settings` turns it off."),
        )
        return Page(said, buttons=(Button(Action.LIST, "My reminders", ("1", "n")),))
    blocks = (
        Heading("Your reminders will come here", 2),
        Paragraph(f"You asked me to remind you to {PURPOSE[kind]}: {words}."),
        Paragraph(line(content, kind)),
        Paragraph("Each reminder has a **Stop** button. `/remind list` shows, changes and stops them all."),
    )
    return Page(blocks, buttons=(Button(Action.LIST, "My reminders", ("1", "n")), *sheet_buttons(kind)))


def summary_page(delivery: Delivery) -> Page:
    """Return what came and what was done, week by week, in words and bars."""
    blocks: list[Block] = []
    weeks = sorted(delivery.weeks, key=lambda week: (week.monday, week.kind.value))
    longest = max((week.came for week in weeks), default=0)
    for monday, kinds in groupby(weeks, key=lambda week: week.monday):
        lines = Bullets(tuple(_tally(week, longest) for week in kinds))
        blocks += [Heading(f"The week from {day(monday)}"), lines]
    if not blocks:
        blocks.append(Paragraph("No reminder came while I counted."))
    blocks.append(
        Paragraph(
            "-# I count your own reminders, not schedules that you joined. There is nothing to reach. "
            "`/remind settings` turns this off."
        )
    )
    ids = _ids(delivery.reminder.id, delivery.occurrence.id)
    buttons = (Button(Action.STOP, "Stop these summaries", ids), Button(Action.LIST, "My reminders", ("1", "n")))
    return Page((Heading("Your reminders, looking back", 2), *blocks), buttons=buttons, mentions=delivery.mentions)


def line(content: Content, kind: Kind) -> str:
    """Return the line of safety of a kind of reminder."""
    return " ".join(one.text for one in content.reminders.lines(LINES[kind]))


def _tally(week: Week, longest: int) -> str:
    """Return a line such as *To drink: 12 came, 9 done*, with a bar for each number."""
    came, done = (_bar(count, longest) for count in (week.came, week.done))
    name = PURPOSE[week.kind].capitalize()
    return f"**{name}**: {week.came} came, {week.done} done.\n  Came {came}\n  Done {done}"


def _bar(count: int, longest: int) -> str:
    full = -(-count * BAR // longest) if longest else 0
    return "■" * min(full, BAR) or "none"


def _said(content: Content, delivery: Delivery) -> tuple[Block, ...]:
    reminder = delivery.reminder
    chosen = _text(content, delivery)
    return (
        Heading(TITLES[reminder.kind], 2),
        Paragraph(chosen.text),
        Paragraph(f"**{line(content, reminder.kind)}**"),
        Paragraph(f"-# {_short(content, chosen.sources)}"),
    )


def _text(content: Content, delivery: Delivery) -> Statement:
    reminder, texts = delivery.reminder, content.reminders
    seed, number = str(reminder.id), delivery.occurrence.number
    if reminder.kind is Kind.HYDRATE:
        return pick(texts.hydrate, seed, number)
    return pick(fitting(texts.stretch, reminder.variant), seed, number)


def _short(content: Content, refs: Iterable[str]) -> str:
    """Return the most telling source in short: somebody else's before Charley's own limits, and how many there are beside it."""
    names = list(dict.fromkeys(ref.partition(":")[0] for ref in refs))
    best = next((name for name in names if not name.startswith(_OWN)), names[0])
    ref = next(ref for ref in refs if ref.partition(":")[0] == best)
    more = f", and {len(names) - 1} more" if len(names) > 1 else ""
    return f"From {cite(content, [ref])}{more}."


def _ids(reminder: int, occurrence: int) -> tuple[str, str]:
    return str(reminder), str(occurrence)
