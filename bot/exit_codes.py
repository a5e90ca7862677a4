"""How `charley run` ends: one number for each reason, so that what supervises it knows whether starting again helps."""

from __future__ import annotations

from enum import IntEnum
from typing import Final, NamedTuple


class _Meaning(NamedTuple):
    words: str
    is_final: bool


class ExitCode(IntEnum):
    """Say why Charley has ended. Numbers are never given a new meaning; 4 was *Discord cannot be reached*, now waited out.

    A second signal while it stops ends it at once with 128 + the signal's number, as a shell would tell it.
    """

    STOPPED = 0
    FAULTS = 1
    USAGE = 2
    TOKEN = 3
    INTENTS = 5
    SHARDS = 6
    VERSION = 7
    NO_SPACE = 8
    NOT_WRITABLE = 9

    @property
    def words(self) -> str:
        """Return in one line what has happened."""
        return _MEANINGS[self].words

    @property
    def is_final(self) -> bool:
        """Say whether starting again cannot help before somebody has done something."""
        return _MEANINGS[self].is_final


_MEANINGS: Final = {
    ExitCode.STOPPED: _Meaning("stopped by a signal, everything under way finished", is_final=False),
    # An error that nobody foresaw ends with it too: Python has no other code for that.
    ExitCode.FAULTS: _Meaning("faults in the content or the database; every one is told", is_final=False),
    ExitCode.USAGE: _Meaning("wrong arguments or settings, or no DISCORD_TOKEN", is_final=True),
    ExitCode.TOKEN: _Meaning("Discord refused the token", is_final=True),
    ExitCode.INTENTS: _Meaning("Discord refused an intent", is_final=True),
    # The next start asks Discord anew how many shards there are to be.
    ExitCode.SHARDS: _Meaning("Discord wants another number of shards; starting again helps", is_final=False),
    ExitCode.VERSION: _Meaning("Discord no longer speaks this version of its gateway", is_final=True),
    ExitCode.NO_SPACE: _Meaning("the disk of the database is full", is_final=True),
    ExitCode.NOT_WRITABLE: _Meaning("the database or its folder cannot be written", is_final=True),
}

FINAL: Final = tuple(code for code in ExitCode if code.is_final)
"""For `RestartPreventExitStatus=` of a systemd unit."""


def table() -> str:
    """Return the codes for people to read, one a line."""
    return "\n".join(f"  {code.value}  {code.words}" for code in ExitCode)
