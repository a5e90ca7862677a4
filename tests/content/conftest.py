from __future__ import annotations

import pytest

from bot.knowledge.content import Content
from bot.knowledge.library import Library
from bot.knowledge.loader import load_content
from bot.knowledge.place import content_place


@pytest.fixture(scope="session")
def content() -> Content:
    return load_content(content_place())


@pytest.fixture(scope="session")
def library(content: Content) -> Library:
    return Library(content)
