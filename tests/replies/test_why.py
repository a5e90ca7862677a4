"""What *Why this?* is told in its custom_id, and what it makes of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.answering import PREFIX, custom_id
from bot.discord_app.presses import WhyPress
from bot.replies import why
from bot.replies.codes import code
from bot.replies.page import Action
from bot.replies.quote import ECHO
from bot.triage.models import Assessment, Discounted, Level, Why

TEMPLATE = WhyPress.__discord_ui_compiled_template__

spans = st.tuples(st.integers(0, 5_990), st.integers(1, 9)).map(lambda one: (one[0], one[0] + one[1]))
doubts = st.builds(
    Discounted, st.sampled_from(["weakness", "fainting"]), spans, st.sampled_from(Why), spans | st.none()
)


def assessed(*found: Discounted) -> Assessment:
    return Assessment(Level.NONE, (), found)


@given(st.lists(doubts, max_size=30))
def test_notes_survive_a_custom_id(found):
    notes = why.notes(assessed(*found))
    packed = why.pack(notes)
    name = custom_id(Action.WHY, packed)
    assert len(name) <= 100
    assert TEMPLATE.fullmatch(name)
    assert why.unpack(packed) == notes
    assert re.fullmatch(rf"{PREFIX}:why:(0|[a-z0-9.\-]+)", name), "codes and numbers, no words"


@given(st.lists(doubts, max_size=30), st.text(max_size=200))
def test_the_line_repeats_little(found, text):
    line = why.not_counted(why.notes(assessed(*found)), text)
    assert sum(len(quote) for quote in re.findall("“([^”]*)”", line)) <= 2 * ECHO
    assert "\n" not in line


def test_a_denial_is_quoted_with_the_sign_it_denies():
    text = "there is no weakness at all"
    found = assessed(Discounted("weakness", (12, 20), Why.DENIED, (9, 11)))
    assert why.not_counted(why.notes(found), text) == "-# Not counted: “no weakness”."


def test_a_passage_is_named_once():
    found = assessed(
        Discounted("weakness", (12, 20), Why.DENIED, (9, 11)), Discounted("sudden-weakness", (12, 20), Why.DENIED)
    )
    assert len(why.notes(found)) == 1


@pytest.mark.parametrize("reason", Why)
def test_every_reason_has_its_words(desk, reason):
    packed = why.pack((why.Note(code("weakness"), reason, (0, 11)),))
    page = desk.why(packed, "-# Not counted: “no weakness”.").text()
    assert "“no weakness” (**weakness**)" in page
    assert why.REASONS[reason] in page
    assert why.AGAIN not in page


def test_where_the_words_are_no_longer_there_it_says_so(desk):
    packed = why.pack((why.Note(code("weakness"), Why.DENIED, (8, 19)),))
    page = desk.why(packed, "").text()
    assert "characters 9 to 19 of your question" in page
    assert why.AGAIN in page


def test_a_sign_that_has_gone_is_no_fault(desk):
    assert "no longer know" in desk.why("aaaad1.2", "").text()


def test_a_reply_without_signs_or_doubts_has_no_such_button(desk):
    page = desk.ask("my eyelid twitches after too much coffee").page
    assert all(button.action is not Action.WHY for button in page.buttons)


def test_a_reply_quotes_what_it_did_not_count_and_offers_why(desk):
    page = desk.ask("no weakness, no fever, but my toes are numb").page
    assert "-# Not counted: “no weakness”" in page.text()
    press = next(button for button in page.buttons if button.action is Action.WHY)
    told = desk.why(*press.args, page.text()).text()
    assert "toes are numb" in told
    assert "“no weakness” (**weakness**): you wrote that it is not so." in told
