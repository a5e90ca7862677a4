from __future__ import annotations

import pytest

from bot.app import Parts, build
from bot.replies.desk import Desk
from bot.triage.assess import Triage


@pytest.fixture(scope="session")
def built() -> Parts:
    return build()


@pytest.fixture(scope="session")
def content(built):
    return built.content


@pytest.fixture(scope="session")
def triage(built) -> Triage:
    return built.triage


@pytest.fixture(scope="session")
def desk(built) -> Desk:
    return built.desk


@pytest.fixture(scope="session")
def found(triage):
    """Return the ids of the signs that a text names."""
    return lambda text: {finding.sign for finding in triage.assess(text).findings}
