"""In which language a text is written: figures on labelled rows, short texts, scripts, speed."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.place import content_place
from bot.text.language import SHORT, language
from bot.text.wordlist import WordList

HERE = Path(__file__).parent
WORDS = WordList((content_place() / "words/english.txt").read_text(encoding="utf-8").split())
OURS = ("es", "fr", "de", "pt", "hi")


def lines(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


ROWS = [*lines(HERE / "corpus/languages.jsonl"), *lines(HERE.parent / "triage/corpus/languages.jsonl")]
FINAL = [row for row in ROWS if row["part"] == "final"]
LONG = [row for row in FINAL if len(row["text"].split()) >= SHORT]


def share(of: Iterable[bool]) -> float:
    found = list(of)
    return sum(found) / len(found)


def told(text: str) -> str:
    return language(text, WORDS)


def test_the_rows_are_as_many_and_as_different_as_they_must_be():
    languages = {row["language"] for row in ROWS}
    assert len(languages - {"en", *OURS}) >= 30
    assert sum(row["language"] == "en" for row in ROWS) >= 400
    assert sum(row["language"] not in {"en", *OURS} for row in ROWS) >= 400
    assert len({row["text"] for row in ROWS}) == len(ROWS)


def test_english_or_not():
    assert share((told(row["text"]) == "en") == (row["language"] == "en") for row in LONG) >= 0.99


def test_english_is_hardly_ever_taken_for_another_language():
    assert share(told(row["text"]) == "en" for row in FINAL if row["language"] == "en") >= 0.98


def test_english_of_every_kind_stays_english():
    """Dialects, patois, text-speak, telegrams: every question of the corpus that triage is made from."""
    build = lines(HERE.parent / "triage/corpus/build.jsonl")
    assert share(told(row["text"]) == "en" for row in build) >= 0.998


def test_short_english_stays_english():
    short = [row["text"] for row in ROWS if row["part"] == "short"]
    assert len(short) >= 60
    assert {text for text in short if told(text) != "en"} == set()


def test_our_languages_are_told_apart():
    ours = [row for row in LONG if row["language"] in OURS]
    assert share(told(row["text"]) == row["language"] for row in ours) >= 0.97


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("dolor en el pecho", "es"),
        ("quiero morir", "es"),
        ("je veux mourir", "fr"),
        ("ich will sterben", "de"),
        ("dor no peito", "pt"),
        ("seene me dard", "hi"),
        ("मेरे सीने में दर्द है", "hi"),
        ("у меня болит нога", "other"),
        ("胸が痛い", "other"),
        ("zzxq vvrk pplm wwqt bbnx ttrz ggfd", "other"),
        # A word or two that English has too prove nothing.
        ("crampe", "en"),
        ("als", "en"),
        ("mal de mer", "en"),
        ("my calf cramps \u05e9\u05dc\u05d5\u05dd", "en"),
        ("ｍｙ ｃａｌｆ ｃｒａｍｐｓ", "en"),
        ("l'effort", "en"),
        ("o'clock d'accord j'ai mal qu'il m'aide", "fr"),
        ("", "en"),
        ("12 3/4 !?", "en"),
        ("\U0001f9b5\U0001f525", "en"),
        ("https://example.invalid/es/dolor/en/el/pecho <@123>", "en"),
    ),
)
def test_a_text_is_told_by_its_words_and_script(text, expected):
    assert told(text) == expected


def test_without_the_word_list_the_small_words_decide():
    assert language("my calf cramps at night and I cannot sleep") == "en"
    assert language("mi pantorrilla tiene calambres por la noche") == "es"


@given(st.text(max_size=300))
def test_any_text_gets_a_language_and_always_the_same(text):
    assert told(text) in {"en", *OURS, "other"}
    assert told(text) == told(text)


def test_a_short_text_costs_less_than_a_fifth_of_a_millisecond():
    texts = [row["text"] for row in FINAL if len(row["text"]) < 80][:200]
    for text in texts:
        told(text)
    times: list[float] = []
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            told(text)
        times.append((time.process_time() - start) / len(texts))
    # The promise is 0.2 ms; a machine under test, with every line counted, is some times slower.
    assert min(times) < 0.001


def test_a_hostile_text_costs_no_more_than_a_long_one():
    for text in ("a" * 100_000, "no " * 50_000, "é" * 100_000, "'" * 100_000, "<" * 100_000):
        start = time.process_time()
        told(text)
        assert time.process_time() - start < 0.1
