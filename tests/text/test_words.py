"""Reading a text as words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.spelling import number
from bot.text.stems import sound, stem, stemmer
from bot.text.words import ENGLISH, Stop, Tongue, forms, meant, read


@pytest.mark.parametrize(
    ("text", "words"),
    (
        ("I can't, cant, cannot", "i can not can not can not"),
        ("I’m I'd she'll they've we're", "i am i would she will they have we are"),
        ("isn't doesnt won't", "is not does not will not"),
        ("my leg's numb; it's bad", "my leg numb it is bad"),
        ("rock'n'roll", "rocknroll"),
        ("n w/ w/o rn", "and with without right now"),
        ("3wks 28F 39.2c b12", "3 week 28 f 39.2 c b12"),
        ("one-sided pins-and-needles", "one sided pins and needles"),
        ("Café ｎｕｍｂ ½", "cafe numb 1 2"),
        ("see https://x.org/numb <@123> <:numb:45> now", "see now"),
        ("**numb** ||leg||", "numb leg"),
        ("2+ weeks", "2 plus weeks"),
        ("", ""),
    ),
)
def test_words(text, words):
    assert " ".join(read(text).words) == words


@pytest.mark.parametrize(
    ("text", "stop"),
    (
        ("a b", Stop.NONE),
        ("a, b", Stop.COMMA),
        ("a (b", Stop.COMMA),
        ("a - b", Stop.COMMA),
        ("a — b", Stop.COMMA),
        ("a-b", Stop.NONE),
        ("a... b", Stop.PAUSE),
        ("a… b", Stop.PAUSE),
        ("a\nb", Stop.PAUSE),
        ("a; b", Stop.PAUSE),
        ("a. b", Stop.FULL),
        ("a!? b", Stop.QUESTION),
        (". a b", Stop.NONE),
    ),
)
def test_stops(text, stop):
    assert read(text).stops[0] is stop


def test_spans_point_into_the_original():
    text = "My ﬁnger’s NUMB, can't feel"
    words = read(text)
    assert [text[start:end] for start, end in words.spans] == ["My", "ﬁnger’s", "NUMB", "can't", "can't", "feel"]
    assert text[slice(*words.span(1, 3))] == "ﬁnger’s NUMB"


def test_repair_is_asked_for_words_only():
    asked: list[str] = []

    def repair(word: str) -> str:
        asked.append(word)
        return word

    read("nubm 39", repair)
    assert asked == ["nubm"]


@given(st.text())
def test_any_text_is_read(text):
    words = read(text)
    assert len(words) == len(words.stems) == len(words.spans) == len(words.stops)
    assert all(0 <= start < end <= len(text) for start, end in words.spans)


@pytest.mark.parametrize(
    ("one", "other"), (("twitches", "twitching"), ("numb", "numbness"), ("feet", "foot"), ("calves", "calf"))
)
def test_stems_meet(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), (("several", "severe"), ("fitness", "fit"), ("weekly", "week")))
def test_stems_stay_apart(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("word", "value"), (("3", 3), ("1.5", 1.5), ("two", 2), ("a", 1), ("leg", None), ("", None), ("³", None))
)
def test_number(word, value):
    assert number(word) == value


@given(
    st.text(max_size=40) | st.lists(st.sampled_from(["numb", "im", "Leg", "can't", "w/o", "24", "", "é"])).map(" ".join)
)
def test_forms_are_those_of_reading(text):
    words = read(text)
    assert forms(text) == (words.words, words.stems)


SPANISH = Tongue(
    stemmer("spanish"),
    lambda word: ("que",) if word == "q" else (word,),
    {"q"},
    meanings={"semanas": "weeks", "tres": "three"},
)


def test_another_language_is_read_with_its_own_stems_and_short_forms():
    text = read("las piernas q tiemblan", tongue=SPANISH)
    assert text.words == ("las", "piernas", "que", "tiemblan")
    assert text.stems[1] == SPANISH.stem("pierna")
    assert forms("q pierna", SPANISH)[0] == ("que", "pierna")


def test_only_what_counts_is_handed_to_those_who_read_english():
    text = read("hace tres semanas, 5 mg", tongue=SPANISH)
    assert meant(text, SPANISH).words == ("-", "three", "weeks", "5", "mg")
    assert meant(text, SPANISH).spans == text.spans
    assert meant(text, ENGLISH) is text


@pytest.mark.parametrize(
    ("one", "other"),
    (("nahin", "nahi"), ("saans", "sans"), ("seene", "sine"), ("kamzori", "kamjori"), ("jaoon", "jaun")),
)
def test_hindi_words_that_sound_alike_are_one(one, other):
    assert sound(one) == sound(other)
