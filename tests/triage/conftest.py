from __future__ import annotations

import pytest

from bot.knowledge.loader import load_content
from bot.knowledge.place import content_place
from bot.triage.assess import Triage
from bot.triage.models import Level, SignRule


@pytest.fixture(scope="session")
def content():
    return load_content(content_place())


@pytest.fixture(scope="session")
def triage(content) -> Triage:
    signs = [SignRule(one.id, Level[one.level.name], one.any, one.unless, one.frame) for one in content.signs]
    return Triage(signs, {**content.classes, **content.lexicon["common"]}, content.cues, content.words)


@pytest.fixture(scope="session")
def found(triage):
    """Return the ids of the signs that a text shows."""
    return lambda text: {finding.sign for finding in triage.assess(text).findings}
