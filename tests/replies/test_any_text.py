"""Any text in, a valid reply out."""

from __future__ import annotations

import json
import re

import pytest
import simcord.components
from hypothesis import given
from hypothesis import strategies as st

from bot.app import build
from bot.discord_app.layout import layout
from bot.replies import why
from bot.replies.cards import TOPIC_KINDS
from bot.replies.page import WHOLE, Page
from bot.replies.quote import ECHO
from tests.replies.pages import LONGEST_ID
from tests.replies.rules import all_faults, seen

PARTS = build()
DESK = PARTS.desk

V2 = 1 << 15
SAID = st.sampled_from(
    [text for sign in PARTS.content.signs for text in (*sign.tests.hit, *sign.tests.miss)]
    + [name for card in PARTS.content.cards.values() for name in (card.title, *card.aliases, card.id)]
    + ["", "hello", "thanks", "@everyone", "<@123>", "```py\nx\n```", "**__~~||`", "# title", "> quote", "\u202eabc"]
    + [
        "\U0001f9b5\U0001f525",
        "a\u0301\u0302\u0303\u0304" * 5,
        "[x](https://example.invalid)",
        "\x00",
        "\ud800",
        "\n\n",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(SAID, max_size=8).map(" ".join))

HOSTILE = {
    "empty": "",
    "blank": " \n\t ",
    "6,000 characters": "my calf cramps at night " * 250,
    "6,000 of one letter": "a" * 6_000,
    "one word of signs": "chestpain" * 600,
    "zalgo": "c\u0301\u0302\u0303\u0304\u0305\u0306a\u0301\u0302\u0303l\u0301\u0302f\u0301 hurts" * 50,
    "markdown": "# my **chest** __hurts__ ~~a lot~~ ||secret|| > now",
    "mentions": "<@1> <@&2> <#3> @everyone @here my chest hurts </ask:1>",
    "code fences": "```py\nmy chest hurts\n``` `and` ```",
    "right to left": "\u202emy chest hurts\u202c \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "emoji only": "\U0001f9b5\U0001f62d\U0001f1e9\U0001f1ea\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "zero width": "\u200b\u200c\u200d\ufeff" * 500,
    "signs in a row": ". ".join(sign.tests.hit[0] for sign in PARTS.content.signs)[:6_000],
    "a lone surrogate": "my chest hurts \ud800",
}


def check(page: Page) -> None:
    components = layout(page, {}).to_components()
    assert all_faults(components) == []
    json.dumps(components)
    simcord.components.validate_components(components, flags=V2)
    assert len(page.text()) <= WHOLE + ECHO  # the marks that escape a quote may double it
    for line in page.text().splitlines():
        if "mentioned:" in line or why.LEAD in line:
            assert sum(len(words) for words in re.findall(r"“(.*?)”", seen(line))) <= ECHO + 3 * 4


def check_everywhere(text: str) -> None:
    check(DESK.ask(text).page)
    check(DESK.message(text))
    check(DESK.check(text))
    check(DESK.mention(text, LONGEST_ID))
    check(DESK.redflags(text))
    for kinds in TOPIC_KINDS.values():
        check(DESK.topic(text, kinds))


@given(TEXTS)
def test_any_text_is_answered_within_limits(text):
    check_everywhere(text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_answered_within_limits(text):
    check_everywhere(text)


@given(TEXTS)
def test_the_public_answer_quotes_nobody(text):
    page = DESK.mention(text, 1)
    own = {notice.text for notice in PARTS.content.notices.values()}
    said = page.text()
    for notice in own:
        said = said.replace(notice, "")
    assert "You mentioned" not in said
    assert "(“" not in said


@given(TEXTS)
def test_the_same_text_always_gets_the_same_answer(text):
    assert DESK.ask(text) == DESK.ask(text)


@given(st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True), st.from_regex(r"0|[a-z2-7]{1,80}", fullmatch=True))
def test_whatever_an_old_button_carries_is_answered(card, packed):
    check(DESK.privately(card, packed))
