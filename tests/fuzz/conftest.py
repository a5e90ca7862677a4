"""The shipped content for every test of this folder."""

from __future__ import annotations

import pytest

from bot.app import Parts, build


@pytest.fixture(scope="session")
def parts() -> Parts:
    return build()
