"""Hindi in its own script, written in Latin letters: what is heard, and where each letter came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.devanagari import is_devanagari, latin
from bot.text.words import fold, read


@pytest.mark.parametrize(
    ("written", "typed"),
    (
        ("दर्द", "dard"),
        ("सीने में", "sine men"),
        ("कमज़ोरी", "kamzori"),
        ("फ़र्क", "fark"),
        ("बचपन", "bachpan"),
        ("लड़का", "ladka"),
        ("अचानक", "achanak"),
        ("चेहरा", "chehra"),
        ("उंगली", "ungli"),
        ("कंपन", "kampan"),
        ("साँस", "sans"),
        ("नहीं", "nahin"),
        ("मैं हूँ", "main hun"),
        ("आया", "aya"),
        ("ऑफिस", "ophis"),
        ("दुःख", "duhkh"),
        ("२ हफ़्ते से।", "2 hafte se."),
        ("bp ठीक है?", "bp thik hai?"),
        ("ा", "ा"),
    ),
)
def test_hindi_is_written_as_people_type_it(written, typed):
    assert latin(written)[0] == typed


def test_a_word_is_found_where_it_stands_in_the_original():
    text = "मेरे सीने में दर्द"
    words = read(text)
    assert words.words == ("mere", "sine", "men", "dard")
    assert text[words.spans[1][0] : words.spans[1][1]] == "सीने"


def test_other_scripts_are_left_alone():
    assert not is_devanagari("pain in the chest")
    assert not is_devanagari("ça va très mal")
    assert fold("ÇA")[0] == "ca"


@given(st.text(alphabet=st.characters(min_codepoint=0x0900, max_codepoint=0x097F), max_size=60) | st.text(max_size=60))
def test_any_text_keeps_its_places(text):
    for written, places in (latin(text), fold(text)):
        assert len(written) == len(places)
        assert list(places) == sorted(places)
        assert all(0 <= place < len(text) for place in places)
