"""A desk that fails at everything it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.app import Parts
from bot.knowledge.library import Choice, Library
from bot.knowledge.models import CardKind
from bot.replies.desk import ALL_KINDS, Answer, Desk


class Broken(Desk):
    """Fail at every question, and say in the error what was asked."""

    def ask(self, text: str, kinds: Sequence[CardKind] = ALL_KINDS, matter: str = "") -> Answer:  # noqa: ARG002 - it breaks before it looks at them
        raise ValueError(f"cannot answer {text} for {len(kinds)} kinds")


class BrokenLibrary(Library):
    """Fail at every look-up for what is being typed."""

    def choices(self, text: str, kinds: Any = (), menu: str | None = None) -> tuple[Choice, ...]:
        raise ValueError(f"cannot offer {text} of {kinds} in {menu}")


def broken_desk(parts: Parts, content: Any) -> Desk:
    """Return a desk that fails at every question, with *content* for what asks it nothing."""
    return Broken(content, BrokenLibrary(parts.content), parts.triage, parts.desk.version)
