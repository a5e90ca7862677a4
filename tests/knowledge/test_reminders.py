"""The texts of reminders: every fault with its place, and the pages by name."""

from __future__ import annotations

import pytest

from bot.knowledge.content import assemble
from bot.knowledge.faults import ContentError
from bot.knowledge.reminders import NEEDED_SHEETS, Posture
from tests.knowledge.small import FILES, REMINDERS, encoded, small_content

FILE = "reminders.yaml"
LINES = REMINDERS.splitlines()
SECOND = "  - {id: sip-2, text: A sip."
QUESTION = "  - id: hydrate-question\n    title: A page\n"
QUOTED = '"nhs:harmless"'
LINE = "- {id: one, text: A line., grade: plausible, "


def place(begin: str) -> int:
    """Return the number of the first line that begins like this."""
    return next(number for number, line in enumerate(LINES, 1) if line.startswith(begin))


def faults(old: str, new: str, count: int = 1) -> list[str]:
    assert old in REMINDERS
    with pytest.raises(ContentError) as caught:
        assemble(encoded({**FILES, FILE: REMINDERS.replace(old, new, count)}))
    return [str(fault) for fault in caught.value.faults]


def at(number: int, words: str) -> str:
    """Return the place of some words in a line."""
    return f"{number}:{LINES[number - 1].index(words) + 1}"


SHEET = place("  - id: hydrate-question")
STRETCH = place("stretch:")

ONE = [
    (SECOND, "  - {id: sip-1, text: A sip.", f"{at(3, 'sip-2')}: the id `sip-1` is taken in {FILE}:2; choose another"),
    (SECOND, "  - {id: sip-2, text: " + "sip " * 31, f"{at(3, 'A sip')}: `text` has 31 words, 1 over the limit of 30"),
    ("text: Stretch.", "text: " + "bend " * 62,
     f"{at(STRETCH + 1, 'Stretch.')}: `text` has 62 words, 2 over the limit of 60"),
    ('"nhs:harmless"', '"nhs:harmles"',
     f"{at(2, QUOTED)}: the source `nhs` has no section or fact `harmles`; did you mean `harmless`?"),
    (f'{LINE}sources: ["nhs:harmless"]', f'{LINE}sources: ["nsh:harmless"]',
     f"{at(SHEET + 3, QUOTED)}: no source has the id `nsh`; did you mean `nhs`?"),
    (QUESTION, QUESTION + "    then: hydrate-whom\n",
     f"{SHEET + 2}:11: no page has the id `hydrate-whom`; did you mean `hydrate-who`?"),
    (f'{LINE}sources: ["nhs:harmless"]}}', "- {id: one, text: A line.}",
     f"{at(SHEET + 3, '{id')}: the line needs a source; only lines about Charley go without"),
    (LINE, "- {id: one, text: A line., ", f"{at(SHEET + 3, '{id')}: a line with a source needs a `grade`"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), ONE)
def test_one_fault_is_told_with_its_place(old, new, expected):
    assert faults(old, new) == [f"{FILE}:{expected}"]


def test_a_page_that_stands_twice_is_told_and_so_is_the_missing_one():
    line, other = place("  - id: hydrate-line"), place("  - id: too-much")
    assert faults("- id: hydrate-line", "- id: too-much") == [
        f"{FILE}:{place('sheets:') + 1}:3: the page `hydrate-line` is missing; the bot needs it",
        f"{FILE}:{other}:9: the id `too-much` is taken in {FILE}:{line}; choose another",
    ]


def test_a_line_that_stands_twice_is_told():
    twice = LINE + 'sources: ["nhs:harmless"]}'
    assert faults(twice, f"{twice}\n      {twice}") == [
        f"{FILE}:{SHEET + 4}:14: the id `one` is taken in {FILE}:{SHEET + 3}; choose another"
    ]


def test_a_line_about_charley_needs_no_source():
    bare = REMINDERS.replace(f'{LINE}sources: ["nhs:harmless"]}}', "- {id: about-me, text: I am Charley.}", 1)
    sheet = assemble(encoded({**FILES, FILE: bare})).reminders.sheet(NEEDED_SHEETS[0])
    assert (sheet.lines[0].sources, sheet.lines[0].grade) == ((), None)


def test_too_few_texts_for_one_posture_are_told():
    assert faults("variant: seated", "variant: standing", 2) == [
        f"{FILE}:{STRETCH + 1}:3: 10 texts are seated; at least 12 are needed"
    ]


def test_too_few_texts_are_told():
    assert faults(LINES[1] + "\n", "") == [f"{FILE}:2:3: `hydrate` holds 23; at least 24 needed"]


def test_an_unreadable_source_file_makes_no_citation_dead():
    with pytest.raises(ContentError) as caught:
        assemble(encoded({**FILES, "sources/all.yaml": "{"}))
    assert {fault.file for fault in caught.value.faults} == {"sources/all.yaml"}


def test_texts_are_loaded_in_the_order_of_the_file():
    reminders = small_content().reminders
    assert [text.id for text in reminders.hydrate][:3] == ["sip-1", "sip-2", "sip-3"]
    assert [text.variant for text in reminders.stretch][:2] == [Posture.SEATED, Posture.STANDING]


def test_a_page_is_found_by_its_name_with_the_page_that_follows():
    files = {**FILES, FILE: REMINDERS.replace(QUESTION, f"{QUESTION}    then: too-much\n")}
    reminders = assemble(encoded(files)).reminders
    assert reminders.lines("hydrate-who") == reminders.sheet("hydrate-who").lines
    assert reminders.lines("hydrate-question") == (
        *reminders.sheet("hydrate-question").lines,
        *reminders.sheet("too-much").lines,
    )
    with pytest.raises(KeyError, match="nothing"):
        reminders.sheet("nothing")
