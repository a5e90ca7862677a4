"""A rule in words, and the other words that panels and lists of reminders share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from bot.reminders.models import Kind, Reason
from bot.reminders.quiet import Quiet
from bot.reminders.rule import Rule

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

PURPOSE = {Kind.HYDRATE: "drink", Kind.STRETCH: "stretch", Kind.SUMMARY: "look back"}
"""What a reminder of each kind reminds to do."""

REASONS = {
    Reason.ASKED: "You paused it.",
    Reason.CLOSED: "Discord does not let my direct messages through to you. Open a server that we share, choose its "
    "Privacy Settings, allow direct messages, and press **Resume**.",
    Reason.NO_SERVER: "We have no server in common any more, so Discord does not deliver my messages to you. "
    "Join a server where I am, and press **Resume**.",
    Reason.NO_ACCESS: "I can no longer see its channel. Ask an admin of the server to let me see it, and press **Resume**, "
    "or choose another place with **Edit**.",
    Reason.NO_PERMISSION: "I may not write in its channel. Ask an admin of the server to let me write there, and press "
    "**Resume**, or choose another place with **Edit**.",
    Reason.GONE: "Its channel is gone. Choose another place with **Edit**.",
    Reason.ARCHIVED: "Its thread is archived. Open the thread again and press **Resume**, or choose another place with **Edit**.",
    Reason.FORBIDDEN: "The server no longer allows reminders of members in this channel. Choose another place with **Edit**.",
    Reason.UNREADABLE: "I can no longer read its times. Choose them again with **Edit**.",
    Reason.REFUSED: "Discord refused its last message. Press **Resume** to try again.",
    Reason.REMOVED: "I was removed from its server. Choose another place with **Edit**.",
    Reason.LATE: "Its last message could not be sent in time. Press **Resume** to go on.",
    Reason.QUIET: "All of its times fall into your quiet hours. Choose other times with **Edit**, or change the quiet "
    "hours in `/remind settings`.",
    Reason.ENOUGH: "It was the limit for one day. Press **Resume** to go on.",
    Reason.NOBODY: "Nobody has joined it. It goes on when somebody does.",
    Reason.ENDED: "Its last day is over. Choose a new end with **Edit**.",
}
"""Why a reminder is paused, and what to do."""


def rule_words(rule: Rule) -> str:
    """Return when a rule is due, such as *every 2 hours from 09:00 to 21:00, every day*; without its zone."""
    if rule.every is None or rule.hours is None:
        when = f"at {listed([clock(at) for at in rule.times])}"
    else:
        when = f"{interval(rule.every)} from {clock(rule.hours[0])} to {clock(rule.hours[1])}"
    until = f", until {day(rule.until)}" if rule.until else ""
    return f"{when}, {days_words(rule.weekdays)}{until}"


def days_words(weekdays: Iterable[int]) -> str:
    """Return weekdays as *every day*, *Monday to Friday* or their names."""
    chosen = sorted(weekdays)
    if len(chosen) == len(DAYS):
        return "every day"
    if len(chosen) > 2 and chosen == list(range(chosen[0], chosen[-1] + 1)):  # noqa: PLR2004 - two days are named
        return f"{DAYS[chosen[0]]} to {DAYS[chosen[-1]]}"
    return f"on {listed([DAYS[number] for number in chosen])}"


def interval(every: timedelta) -> str:
    """Return an interval, such as *every 30 minutes* or *every 1½ hours*."""
    minutes = every // timedelta(minutes=1)
    hours, rest = divmod(minutes, 60)
    if not rest:
        return "every hour" if hours == 1 else f"every {hours} hours"
    if rest == 30 and hours:  # noqa: PLR2004 - half an hour
        return f"every {hours}½ hours"
    return f"every {minutes} minutes"


def clock(at: time) -> str:
    """Return a wall time, such as *09:00*."""
    return f"{at:%H:%M}"


def quiet_words(quiet: Quiet) -> str:
    """Return quiet hours, such as *from 22:00 to 08:00*."""
    return f"from {clock(quiet.start)} to {clock(quiet.end)}"


def day(on: date) -> str:
    """Return a date, such as *1 January 2027*."""
    return f"{on.day} {on:%B} {on.year}"


def moment(instant: datetime, style: str = "F") -> str:
    """Return an instant as Discord shows it to each reader in their own clock; `F` is in full, `R` from now, `t` the time."""
    return f"<t:{int(instant.timestamp())}:{style}>"


def listed(parts: Sequence[str]) -> str:
    """Return *a, b and c*."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def place(channel: int | None) -> str:
    """Return where a reminder comes."""
    return "in direct messages" if channel is None else f"in <#{channel}>"


def sentences(faults: Iterable[str]) -> tuple[str, ...]:
    """Return faults as whole sentences: with a capital letter, and a full stop at the end."""
    return tuple(f"{fault[:1].upper()}{fault[1:]}{'' if fault.endswith(('.', '?', '!')) else '.'}" for fault in faults)
