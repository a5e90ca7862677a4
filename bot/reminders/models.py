"""What is stored of people, servers and their reminders, as values: no more than reminding needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.reminders.quiet import NIGHT, Quiet
from bot.reminders.rule import Rule
from bot.reminders.texts import Variant


class Kind(StrEnum):
    """Say what a reminder is for; the weekly summary is sent as a reminder too."""

    HYDRATE = "hydrate"
    STRETCH = "stretch"
    SUMMARY = "summary"


class Fluids(StrEnum):
    """Say what a person answered to the question whether they may be reminded to drink."""

    MAY = "may"
    MAY_NOT = "may not"


class Reason(StrEnum):
    """Say why a reminder is paused, or why an occurrence was skipped or failed."""

    ASKED = "asked"
    """Its owner paused it."""
    CLOSED = "closed"
    """Discord does not deliver direct messages to this person (50007)."""
    NO_SERVER = "no server"
    """Charley and the person have no server in common any more (50278)."""
    NO_ACCESS = "no access"
    """Charley does not see the channel (50001)."""
    NO_PERMISSION = "no permission"
    """Charley may not write in the channel (50013)."""
    GONE = "gone"
    """The channel is not there any more (10003 and other 404)."""
    ARCHIVED = "archived"
    """The thread is archived (50083)."""
    FORBIDDEN = "forbidden"
    """The server does not allow personal reminders in this channel any more."""
    REFUSED = "refused"
    """Discord refused the message for another reason."""
    REMOVED = "removed"
    """Charley was removed from the server."""
    LATE = "late"
    """It could not be sent in time."""
    QUIET = "quiet"
    """Its person's quiet hours had begun."""
    ENOUGH = "enough"
    """Its person had as many reminders to drink as a day may have."""
    NOBODY = "nobody"
    """No member has joined the schedule."""
    UNREADABLE = "unreadable"
    """Its reminder is stored with a rule that this version cannot read."""
    ENDED = "ended"
    """The last date of its rule is over."""


OBSTACLES = frozenset(
    {
        Reason.CLOSED,
        Reason.NO_SERVER,
        Reason.NO_ACCESS,
        Reason.NO_PERMISSION,
        Reason.GONE,
        Reason.ARCHIVED,
        Reason.FORBIDDEN,
        Reason.REFUSED,
        Reason.REMOVED,
    }
)
"""Why a place takes no reminder: that does not pass with time, and a pause that does must not take its stead."""


class State(StrEnum):
    """Say how far an occurrence is; the last four are final."""

    SCHEDULED = "scheduled"
    CLAIMED = "claimed"
    RETRY = "retry"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"
    UNKNOWN = "unknown"


FINAL = frozenset({State.SENT, State.SKIPPED, State.FAILED, State.UNKNOWN})


class Tallied(StrEnum):
    """Say as what an occurrence stands in the tally of its owner: what was done has come, too."""

    CAME = "came"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Hold what a person has set. `dm` is the channel of their direct messages, once one was opened.

    `barrier` is the latest wall time that their clocks had shown when they last moved (see `bot.reminders.rule`).
    """

    id: int
    zone: str | None = None
    quiet: Quiet | None = NIGHT
    fluids: Fluids | None = None
    fluids_on: date | None = None
    dm: int | None = None
    barrier: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Hold what the admins of a server have set. `left` is when Charley was removed from it."""

    id: int
    personal: bool = False
    """Members may have reminders of their own posted in the channels below."""
    mentions: bool = True
    """Charley answers when it is mentioned."""
    channels: frozenset[int] = frozenset()
    """Channels where reminders may be posted."""
    left: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Hold what a person or a server asked for: exactly one of `owner` and `server` is given.

    A reminder of a server is a schedule: members join it, and its posts mention them. `channel` is None for direct
    messages. `reason` says why it is paused, until `until` if that is given; both are None while it runs.
    `number` counts the reminders it has brought, which chooses the text of the next one. `id` is 0 before it is stored.
    """

    id: int = 0
    kind: Kind
    rule: Rule
    owner: int | None = None
    server: int | None = None
    channel: int | None = None
    variant: Variant = Variant.BOTH
    reason: Reason | None = None
    until: datetime | None = None
    number: int = 0

    def __post_init__(self) -> None:
        if (self.owner is None) == (self.server is None):
            raise ValueError("a reminder belongs to either a person or a server")
        if self.server is not None and self.channel is None:
            raise ValueError("a schedule of a server needs a channel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """Hold one due moment of one reminder; `id` is 0 before it is stored.

    `at` is when something is to be done about it: the due moment, the next try, or the end of the lease of a claim;
    None once it is final, and then `ended` says when that was. `tried` is the first of the tries whose outcome nobody
    knows, None if all outcomes are known. A post with more mentions than a message may hold has `part` 0, 1, ...: each
    mentions the members whose ids are at least `first` and below `last`. `missed` counts the occurrences right after
    this one that were passed over with it. `message` is what was sent; `removed` says that a later post replaced it.
    """

    id: int = 0
    reminder: int
    due: datetime
    snoozed: bool = False
    part: int = 0
    first: int | None = None
    last: int | None = None
    state: State = State.SCHEDULED
    at: datetime | None = None
    tries: int = 0
    tried: datetime | None = None
    reason: Reason | None = None
    missed: int = 0
    number: int = 0
    message: int | None = None
    removed: bool = False
    ended: datetime | None = None

    def __post_init__(self) -> None:
        if (self.at is None) != (self.state in FINAL):
            raise ValueError("an occurrence has a next moment exactly as long as it is not final")


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Hold the tally of one week and kind of one person; it begins on Monday, in the person's zone."""

    person: int
    monday: date
    kind: Kind
    came: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """Hold one message that is to be sent: to `channel`, or if it is none to the direct messages of `to`, to be opened.

    `mentions` are the people that it pings; `weeks` are what a summary tells.
    """

    occurrence: Occurrence
    reminder: Reminder
    channel: int | None
    to: int | None = None
    mentions: tuple[int, ...] = ()
    weeks: tuple[Week, ...] = ()
