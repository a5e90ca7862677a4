"""The same simulated Discord as in tests/discord."""

from __future__ import annotations

from tests.discord.conftest import output, parts, world

__all__ = ["output", "parts", "world"]
