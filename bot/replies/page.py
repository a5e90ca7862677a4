"""A page: what one reply shows, in reading order, without saying how Discord draws it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.triage.models import Level

FIRST_SCREEN = 600
"""Characters a phone shows before scrolling: warning, short answer, see-a-doctor line and two points fit in it."""

WHOLE = 1_500
"""Characters of a whole reply; what does not fit stands behind a button."""

ROW = 5
"""Buttons that Discord allows in one row."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Open a part of the page; level 2 is the page's title, level 3 a part of it."""

    text: str
    level: int = 3


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Say something in running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """List points, one a line."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Set what follows apart with a line."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Show a picture of content/pictures/; `alt` says the same to who cannot see it."""

    file: str
    alt: str


Block = Heading | Paragraph | Bullets | Gap | Drawing


class Action(StrEnum):
    """Name what a button does; the value stands in its custom_id."""

    CARD = "card"
    SOURCES = "src"
    DIFFERENCES = "dif"
    SHARE = "share"
    SEND = "send"
    SIGNS = "signs"
    SIGN_SOURCES = "sgs"
    MINE = "mine"
    MINE_DOCTOR = "mine2"
    ASK = "ask"
    PRIVATE = "priv"
    REDFLAGS = "flags"
    DOCUMENTS = "docs"
    CHECK_DEMO = "check"
    WHY = "why"

    # On the message of a reminder, with the ids of the reminder and of the occurrence.
    DONE = "rdone"
    SNOOZE = "rsnooze"
    SNOOZE_FOR = "rsnoozefor"
    PAUSE = "rpause"
    PAUSE_FOR = "rpausefor"
    PAUSE_UNTIL = "rpauseuntil"
    STOP = "rstop"
    BACK = "rback"
    JOIN = "rjoin"
    LEAVE = "rleave"
    SHEET = "rsheet"

    # Where reminders are set up, listed and changed.
    START = "rstart"
    FLUIDS = "rfluids"
    ASK_FLUIDS = "rask"
    SET = "rset"
    TYPE = "rtype"
    SAVE = "rsave"
    CANCEL = "rcancel"
    ZONE = "rzone"
    ZONE_PICK = "rzonepick"
    ZONE_TYPE = "rzonetype"
    LIST = "rlist"
    OPEN = "ropen"
    EDIT = "redit"
    RESUME = "rresume"
    SETTINGS = "rsettings"
    QUIET = "rquiet"
    QUIET_TYPE = "rquiettype"
    SUMMARY = "rsummary"

    # For the admins of a server.
    SERVER = "vserver"
    SERVER_CHANNELS = "vchannels"
    SERVER_SWITCH = "vswitch"
    SCHEDULE_OPEN = "vopen"
    SCHEDULE = "vone"
    SCHEDULE_SET = "vset"
    SCHEDULE_CHANNEL = "vplace"
    SCHEDULE_TYPE = "vtype"
    SCHEDULE_ALLOW = "vallow"
    SCHEDULE_SAVE = "vsave"

    PRIVACY = "privacy"


class Weight(StrEnum):
    """Say how much a button stands out."""

    MAIN = "main"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Button:
    """Offer one next step. `args` are parts of the custom_id: no colon, and short enough for its 100 characters.

    One that is `first` begins a new row, as what it does differs from what the ones before it do.
    """

    action: Action
    label: str
    args: tuple[str, ...] = ()
    weight: Weight = Weight.PLAIN
    first: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Offer one entry of a menu."""

    label: str
    card: str


@dataclass(frozen=True, slots=True)
class Menu:
    """Offer cards to pick from; at most 25."""

    prompt: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """Offer one entry of a select; `value` and `label` have at most 100 characters."""

    label: str
    value: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Select:
    """Offer a choice of anything but cards: from `fewest` to `most` of at most 25 options.

    `args` are parts of the custom_id, as those of a button. What is chosen so far shows in place of the prompt.
    """

    action: Action
    prompt: str
    options: tuple[Option, ...]
    args: tuple[str, ...] = ()
    fewest: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class ChannelSelect:
    """Offer the text and announcement channels of the server; `chosen` are those that show as chosen. At most 25 can be."""

    action: Action
    prompt: str
    chosen: tuple[int, ...] = ()
    args: tuple[str, ...] = ()
    fewest: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """Hold one reply. `level` sets the accent; the words of a warning stand in `blocks`, never in the accent alone.

    `mentions` are people who are named above the page, so that Discord can tell them; a select has a row of its own.
    The menu of `channels` stands above the other selects.
    """

    blocks: tuple[Block, ...]
    level: Level = Level.NONE
    buttons: tuple[Button, ...] = ()
    menu: Menu | None = None
    selects: tuple[Select, ...] = ()
    mentions: tuple[int, ...] = ()
    channels: ChannelSelect | None = None

    def text(self) -> str:
        """Return the page as Discord markdown."""
        return "\n".join(markdown(block) for block in self.blocks)

    def plain(self) -> str:
        """Return the page for a terminal."""
        lines: list[str] = []
        for block in self.blocks:
            match block:
                case Heading(text=text, level=level):
                    lines += ["", text, ("=" if level == 2 else "-") * len(text)]  # noqa: PLR2004 - the title's level
                case Paragraph(text=text):
                    lines += [text]
                case Bullets(items=items):
                    lines += [f"  * {item}" for item in items]
                case Gap():
                    lines += [""]
                case Drawing(alt=alt):
                    lines += [f"[{alt}]"]
        return "\n".join(lines).strip() + "\n"


def markdown(block: Block) -> str:
    """Return one block as Discord markdown; a gap and a drawing have no text."""
    match block:
        case Heading(text=text, level=level):
            return f"{'#' * level} {text}"
        case Paragraph(text=text):
            return text
        case Bullets(items=items):
            return "\n".join(f"- {item}" for item in items)
        case Gap() | Drawing():
            return ""
