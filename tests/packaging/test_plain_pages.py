"""PRIVACY.md and TERMS.md can be read by anybody, and say what holds without promises."""

from __future__ import annotations

import re

import pytest
from textstat import textstat

from bot.knowledge.loader import load_content
from bot.knowledge.place import content_place
from tests.packaging.pages import page, parts, prose

GRADE, WORDS = 9.0, 15.0
PAGES = ("PRIVACY.md", "TERMS.md", "docs/app-directory.md")

PROMISES = (
    r"never miss\w*",
    r"always (?:works|finds|comes|on time)",
    r"guarantee\w*",
    r"100 ?%",
    r"clinically",
    r"medical(?:ly)? (?:grade|proven|approved)",
    r"(?:the )?best (?:bot|app)",
    r"trusted by",
    r"cures?\b",
    r"military",
)
"""What no page may say of Charley."""


@pytest.mark.parametrize("path", PAGES)
def test_each_part_is_easy_enough(path: str) -> None:
    whole = prose(page(path))
    told = {heading: " ".join(prose(part)) for heading, part in parts(page(path)).items()} | {"all": " ".join(whole)}
    # Below so many words a grade says little.
    long = {heading: text for heading, text in told.items() if len(text.split()) >= 40}
    assert len(long) >= 5
    assert {
        heading: grade for heading, text in long.items() if (grade := textstat.flesch_kincaid_grade(text)) > GRADE
    } == {}


@pytest.mark.parametrize("path", PAGES)
def test_sentences_are_short(path: str) -> None:
    text = " ".join(prose(page(path)))
    assert textstat.lexicon_count(text) / textstat.sentence_count(text) <= WORDS


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_promised(path: str) -> None:
    text = " ".join(page(path).lower().split())
    assert [found for words in PROMISES if (found := re.findall(words, text))] == []


def test_the_terms_say_what_the_bot_says_of_itself() -> None:
    notices = load_content(content_place()).notices
    terms = " ".join(page("TERMS.md").replace("**", "").split())
    assert "No doctor or nurse has checked it." in notices["about-clinician"].text
    assert "No doctor or nurse has checked it." in terms
    assert "Charley is not for emergencies. It cannot call for help" in notices["about-emergency"].text
    assert "Charley is not for emergencies. It cannot call for help" in terms
    assert "It can miss a warning sign." in terms


def test_the_licence_is_the_one_that_is_there() -> None:
    assert "[MIT licence](LICENSE)" in page("TERMS.md")
    assert page("LICENSE").startswith("MIT License")
