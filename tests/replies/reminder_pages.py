"""Every page of reminding, with a name to find it by: messages, panels, lists, settings, and the fixed pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.knowledge.loader import Content
from bot.knowledge.reminders import NEEDED_SHEETS
from bot.reminders.drafts import Listed
from bot.reminders.models import Delivery, Fluids, Kind, Occurrence, Person, Reason, Reminder, Week
from bot.reminders.quiet import NIGHT, Quiet
from bot.reminders.rule import Rule
from bot.reminders.texts import Variant
from bot.reminders.zones import ZoneChoice
from bot.replies import panels, reminding
from bot.replies import reminder_lists as lists
from bot.replies.page import Page
from bot.replies.sketch import DEFAULTS, Sketch, packed

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)
LONGEST_CHANNEL = 2**63 - 1
LONGEST_OWN = 10**18 - 1
"""The longest id of a reminder that a button names; the database counts them up from one."""
LONGEST_RULE = Rule(
    weekdays=frozenset({0, 2, 4, 6}),
    zone="America/Argentina/ComodRivadavia",
    times=tuple(time(hour, 35) for hour in range(10, 24, 2)),
    until=date(2027, 9, 22),
)
RULE = DEFAULTS[Kind.STRETCH].rule("Europe/Berlin")


def reminder(kind: Kind = Kind.STRETCH, **more: object) -> Reminder:
    made = Reminder(id=41, kind=kind, rule=RULE, owner=7)
    return replace(made, **more)


def delivery(kind: Kind, number: int = 0, *, shared: bool = False, variant: Variant = Variant.BOTH) -> Delivery:
    one = reminder(kind, variant=variant)
    if shared:
        one = replace(one, owner=None, server=3, channel=LONGEST_CHANNEL)
    occurrence = Occurrence(id=99, reminder=41, due=NOW, at=NOW, number=number)
    mentions = tuple(range(LONGEST_CHANNEL - 100, LONGEST_CHANNEL)) if shared else ()
    return Delivery(occurrence, one, one.channel, to=one.owner, mentions=mentions)


def every_reminder_page(content: Content) -> Iterator[tuple[str, Page]]:
    """Yield them all; each kind of message with each of its texts."""
    yield from message_pages(content)
    yield from panel_pages(content)
    yield from list_pages()
    for sheet in NEEDED_SHEETS:
        yield f"sheet {sheet}", reminding.sheet_page(content, sheet)


def message_pages(content: Content) -> Iterator[tuple[str, Page]]:
    for number in range(len(content.reminders.hydrate)):
        yield f"hydrate {number}", reminding.delivery_page(content, delivery(Kind.HYDRATE, number))
    for number in range(len(content.reminders.stretch)):
        yield f"stretch {number}", reminding.delivery_page(content, delivery(Kind.STRETCH, number))
    for kind in (Kind.HYDRATE, Kind.STRETCH):
        yield f"post {kind}", reminding.delivery_page(content, delivery(kind, shared=True))
        yield f"first {kind}", reminding.first_page(content, kind, "every hour from 09:00 to 17:00, every day")
    yield "first summary", reminding.first_page(content, Kind.SUMMARY, "")
    for name, weeks in WEEKS.items():
        yield f"summary {name}", reminding.delivery_page(content, replace(delivery(Kind.SUMMARY), weeks=weeks))


def week(kind: Kind, came: int, done: int, monday: date = date(2026, 11, 16)) -> Week:
    return Week(person=7, monday=monday, kind=kind, came=came, done=done)


WEEKS = {
    "of nothing": (),
    "of none": (week(Kind.HYDRATE, 0, 0),),
    "of much": (week(Kind.HYDRATE, 112, 90), week(Kind.STRETCH, 1, 1)),
    "of two weeks": (week(Kind.STRETCH, 5, 9), week(Kind.STRETCH, 6, 0, date(2026, 11, 9))),
}


def panel_pages(content: Content) -> Iterator[tuple[str, Page]]:
    dues = tuple(NOW + timedelta(hours=hours) for hours in (1, 2, 3))
    around = panels.Around(zone="Berlin, Germany (UTC+01:00 now)", today=TODAY, quiet=NIGHT, dues=dues)
    for name, sketch in SKETCHES.items():
        yield f"panel {name}", panels.setup_page(content, sketch, around)
        yield f"panel {name}, here", panels.setup_page(content, sketch, replace(around, here=5))
        wrong = replace(around, dues=(), faults=("no weekday is chosen; choose one", "You have 10 of them. Stop one."))
        yield f"panel {name}, wrong", panels.setup_page(content, sketch, wrong)
        yield f"panel {name}, failed", panels.setup_page(content, sketch, replace(around, failed=("It failed.",)))
        yield f"question {name}", panels.question_page(content, packed(sketch))
    places = tuple(ZoneChoice(f"Place {number} of many (UTC+01:00 now)", f"Zone/{number}") for number in range(25))
    yield "zone", panels.zone_page(panels.SETTINGS, places)
    yield "zone, one of several", panels.zone_page(panels.SETTINGS, places, "indiana")
    yield "zone, unknown", panels.zone_page(panels.SETTINGS, (), "qqqqq")
    yield "no", panels.no_page(content, panels.SETTINGS)
    yield "no, and stopped", panels.no_page(content, panels.SETTINGS, 3)
    yield "saved", panels.saved_page(Kind.HYDRATE, "every hour from 09:00 to 17:00, every day", None, NOW)
    yield "saved, over", panels.saved_page(Kind.STRETCH, "every hour from 09:00 to 17:00, every day", 5, None)
    yield "cancelled", panels.cancelled_page()


SKETCHES: dict[str, Sketch] = {
    "hydrate": DEFAULTS[Kind.HYDRATE],
    "stretch": DEFAULTS[Kind.STRETCH],
    "longest": Sketch(
        kind=Kind.STRETCH,
        variant=Variant.STANDING,
        weekdays=frozenset({0, 2, 4, 6}),
        times=tuple(time(hour, 35) for hour in range(8, 24, 2)),
        until=date(2199, 1, 1),
        channel=LONGEST_CHANNEL,
        reminder=2**36 - 1,
    ),
    "odd": Sketch(kind=Kind.HYDRATE, every=timedelta(minutes=47), hours=(time(22, 1), time(4, 59)), channel=5),
    "empty": Sketch(kind=Kind.HYDRATE, hours=(time(9), time(9))),
}


def list_pages() -> Iterator[tuple[str, Page]]:
    long = reminder(rule=LONGEST_RULE, channel=LONGEST_CHANNEL)
    own = [Listed(replace(long, id=LONGEST_OWN - number), NOW) for number in range(10)]
    joined = [
        Listed(replace(long, id=number, owner=None, server=3, reason=Reason.FORBIDDEN), None) for number in range(1, 16)
    ]
    yield "list of nothing", lists.list_page([], [], 1)
    yield "list of one", lists.list_page([Listed(reminder(), NOW)], [], 1)
    for number in range(1, 8):
        yield f"longest list, page {number}", lists.list_page(own, joined, number)
    for reason in Reason:
        yield f"paused, {reason}", lists.one_page(Listed(reminder(reason=reason), None))
    yield "paused until", lists.one_page(Listed(reminder(reason=Reason.ASKED, until=NOW), NOW), "Paused.")
    yield "running", lists.one_page(Listed(reminder(), NOW))
    yield "ended", lists.one_page(Listed(reminder(), None))
    yield "joined", lists.joined_page(joined[0])
    yield "snooze", lists.snooze_page(reminding.snooze_buttons(LONGEST_OWN, LONGEST_OWN))
    yield "pause", lists.pause_page(own[0], LONGEST_OWN, TODAY)
    for kind in Kind:
        yield f"stopped, {kind}", lists.stopped_page(reminder(kind))
    for name, person in PEOPLE.items():
        for summary in (False, True):
            settings = lists.Settings(person=person, zone=person.zone, summary=summary)
            yield f"settings of {name}, {summary}", lists.settings_page(settings, "Saved." if summary else "")
    closed = lists.Settings(person=PEOPLE["who may"], zone="Europe/Berlin", summary=True, paused=Reason.CLOSED)
    yield "settings, summary paused", lists.settings_page(closed)


PEOPLE = {
    "nobody yet": Person(id=7),
    "who may": Person(id=7, zone="Europe/Berlin", fluids=Fluids.MAY, fluids_on=TODAY, quiet=None),
    "who may not": Person(id=7, fluids=Fluids.MAY_NOT, fluids_on=TODAY, quiet=Quiet(time(1, 30), time(3))),
}
