"""A word list says what a set would say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.text.wordlist import WordList

WORDS = st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=6)


@given(st.sets(WORDS), WORDS)
def test_a_word_is_in_it_if_it_was_put_in(words, other):
    held = WordList(words)
    assert all(word in held for word in words)
    assert (other in held) == (other in words)
    assert len(held) == len(words)


def test_parts_of_words_lines_and_other_things_are_not_in_it():
    held = WordList(["pickle", "prickle"])
    assert "pick" not in held
    assert "pickle\nprickle" not in held
    assert "" not in held
    assert 7 not in held
    assert "pickle" not in WordList()


def test_lists_of_the_same_words_are_equal():
    assert WordList(["cramp", "calf"]) == WordList(["cramp", "calf"])
    assert hash(WordList(["cramp"])) == hash(WordList(["cramp"]))
    assert WordList(["cramp"]) != WordList(["calf"])
    assert WordList() != frozenset()
