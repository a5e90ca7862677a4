"""A sign behind a card's name is found, whatever joins them, and its words stand where the person wrote them."""

from __future__ import annotations

import pytest

from bot.triage.models import Level


@pytest.mark.parametrize("joined", (", ", " - ", " and ", ". ", "; "))
@pytest.mark.parametrize("sign", ("crushing chest pain", "I can't breathe", "with weakness", "swollen red calf"))
def test_a_sign_behind_any_title_is_found(desk, joined, sign):
    missed = [
        card.title
        for card in desk.content.cards.values()
        if desk.ask(f"{card.title}{joined}{sign}").assessment.level is Level.NONE
    ]
    assert missed == []


def test_its_words_stand_where_they_were_written(desk):
    text = "Testing for low magnesium, I can't breathe"
    (finding,) = desk.ask(text).assessment.findings
    assert [text[start:end] for start, end in finding.words] == ["can't breathe"]


def test_what_a_command_is_about_is_read_but_never_quoted(desk):
    text = "I have kidney failure"
    assessment = desk.ask(text, (), "magnesium").assessment
    assert assessment.level is Level.DOCTOR
    for finding in assessment.findings:
        for start, end in finding.words:
            assert 0 <= start < end <= len(text)


@pytest.mark.parametrize("text", ("what is a twitch? no worries", "what is a cramp, thanks", "muscle cramp and spasm"))
def test_a_name_with_harmless_words_stays_calm(desk, text):
    assert desk.ask(text).assessment.level is Level.NONE


def test_a_wish_to_die_with_pills_taken_is_told_to_get_help_now(desk):
    said = desk.ask("i took too many pills because i want to die").page.text()
    assert said.startswith("## You are not alone")
    assert "Call your local emergency number now." in said
    assert "988" in said
