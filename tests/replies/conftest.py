"""The shipped library, ready to be asked."""

from __future__ import annotations

import pytest

from bot.app import Parts, build
from bot.replies.desk import Desk


@pytest.fixture(scope="session")
def parts() -> Parts:
    return build()


@pytest.fixture(scope="session")
def desk(parts: Parts) -> Desk:
    return parts.desk
