"""The reply that only asks, because nothing was named."""

from __future__ import annotations

import pytest

from bot.knowledge.models import SignLevel
from bot.replies.codes import code
from bot.replies.page import Action
from bot.triage.models import Assessment, Finding, Level

EMERGENCY, DOCTOR = "sudden-weakness", "weakness"


@pytest.fixture
def asks(desk, monkeypatch):
    """Return the page for a text of which the net says this."""

    def page(level: Level, suspects: tuple[str, ...], *found: Finding):
        monkeypatch.setattr(desk._reader, "read", lambda *_: Assessment(level, found, suspects=suspects))
        return desk.ask("my kettle weighs a ton")

    return page


def test_it_asks_and_says_what_to_do_if_so(desk, asks):
    answer = asks(Level.EMERGENCY, (EMERGENCY, "face-droop"))
    text = answer.page.text()
    assert answer.assessment.soft
    assert "I may have misread you" in text
    signs = {sign.id: sign for sign in desk.content.signs}
    assert f"- {signs[EMERGENCY].check}" in text
    assert "call your local emergency number now" in text
    assert "You mentioned" not in text, "nothing was named"
    assert text.index("I may have misread") < text.index("call your local")


def test_a_suspected_wish_to_die_brings_the_lines(desk, asks):
    text = asks(Level.EMERGENCY, ("fainting", "suicide")).page.text()
    assert desk.content.notices["crisis-lines"].text in text


def test_a_doctor_question_asks_for_a_doctor(asks):
    answer = asks(Level.DOCTOR, (DOCTOR,))
    assert answer.page.level is Level.DOCTOR
    assert "talk to a doctor about it soon" in answer.page.text()
    assert "112" not in answer.page.text().split("If one does")[0]


def test_what_was_named_is_said_too(asks):
    answer = asks(Level.EMERGENCY, (EMERGENCY,), Finding(DOCTOR, Level.DOCTOR, ((3, 9),)))
    assert answer.assessment.soft
    assert "You mentioned: **weakness** (“kettle”)" in answer.page.text()


def test_the_private_form_asks_as_well(desk):
    page = desk.privately("0", f"0{code(EMERGENCY)}")
    assert "I may have misread you" in page.text()
    assert page.level is Level.EMERGENCY


def test_a_mention_asks_without_quoting(desk, asks):
    asks(Level.EMERGENCY, (EMERGENCY,))
    page = desk.mention("my kettle weighs a ton", 7)
    assert "kettle" not in page.text()
    press = next(button for button in page.buttons if button.action is Action.PRIVATE)
    assert press.args[2] == f"0{code(EMERGENCY)}"


def test_every_sign_can_be_asked_about(desk):
    for sign in desk.content.signs:
        text = desk.privately("0", f"0{code(sign.id)}").text()
        assert (sign.check or sign.say).lower() in text.lower()
        assert ("112" in text) == (sign.level is SignLevel.EMERGENCY)
