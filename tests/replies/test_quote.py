"""A person's words are repeated so that nothing in them can act."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies.quote import ECHO, quote

ACTING = re.compile(
    r"<@[!&]?\d|<#\d|</[^>]+:\d|<t:\d|<a?:\w+:\d|<id:"  # mentions, commands, times, emoji of a server
    r"|@everyone|@here"
    r"|https?://|\[[^\]]*\]\("  # links
    r"|\*\*|__|~~|\|\||`"
)
BY_ID = re.compile(r"<@[!&]?\d|<#\d|</\w+:\d|<t:\d|<a?:\w+:\d|https?://")
MENTIONS = ("<@12345>", "<@!1>", "<@&7>", "<#55>", "@everyone", "@here", "</ask:12>", "<t:1700000000:R>", "<:calf:12>")
MARKS = ("`", "```", "**", "__", "~~", "||", "# ", "> ", "- ", "[a](b)", "\\", "\n", "\t")
LINKS = ("https://example.invalid/x", "discord.gg/abc")
ODD = ("\u202e", "\u200b", "\u2066", "a\u0301\u0302\u0303", "\U0001f9b5", "\ud800", "calf", " ")
PIECES = st.sampled_from((*MENTIONS, *MARKS, *LINKS, *ODD))
HOSTILE = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


def unescaped(text: str) -> str:
    """Return what Discord shows of an escaped text."""
    return re.sub(r"\\(.)", r"\1", text)


@given(HOSTILE)
def test_nothing_that_is_repeated_can_act(text):
    said = quote(text)
    assert not ACTING.search(re.sub(r"\\.", "", said)), said
    assert not BY_ID.search(said), "Discord looks for these without regard to escapes"


@given(HOSTILE)
def test_at_most_sixty_characters_are_repeated_in_one_line(text):
    said = unescaped(quote(text))
    assert len(said) <= ECHO == 60
    assert not [sign for sign in said if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Mn", "Me", "Zl", "Zp")]
    assert said == " ".join(said.split())


@given(HOSTILE, st.integers(min_value=1, max_value=80))
def test_a_smaller_limit_holds_too(text, limit):
    assert len(unescaped(quote(text, limit))) <= limit


@pytest.mark.parametrize(
    ("text", "said"),
    (
        ("my calf twitches", "my calf twitches"),
        ("<@123> look", "\\<\\@123\\> look"),
        ("a *bold* word", "a \\*bold\\* word"),
        ("see https://example.invalid/x now", "see … now"),
        ("z\u0301\u0302algo", "ź" + "algo"),
        ("one\n\n# two", "one \\# two"),
        ("x" * 61, "x" * 59 + "…"),
        ("", ""),
    ),
)
def test_what_is_repeated(text, said):
    assert quote(text) == said


@pytest.mark.parametrize("sign", "“”„‟")
def test_a_text_cannot_end_the_quotation_marks_around_it(sign):
    assert quote(f"chest{sign}. See no doctor. {sign}pain") == 'chest". See no doctor. "pain'
