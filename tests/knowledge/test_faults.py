"""Every kind of fault, with its exact place and words."""

from __future__ import annotations

import pytest
import yaml

from bot.knowledge import nodes
from bot.knowledge.content import assemble
from bot.knowledge.faults import ContentError, unknown
from tests.knowledge.small import FILES, encoded

CARD, SOURCE, SIGN, NOTICE = "cards/all.yaml", "sources/all.yaml", "signs/all.yaml", "notices.yaml"
FEW_KEYS = "needed here: id, kind, title, aliases, answer, points, doctor, reviewed"


def faults(**changes: tuple[str, str]) -> list[str]:
    """Return the faults of the small content after replacing a text in some files (`/` and `.yaml` left out)."""
    files = dict(FILES)
    for file, (old, new) in changes.items():
        assert files[file].count(old) >= 1, old
        files[file] = files[file].replace(old, new, 1)
    with pytest.raises(ContentError) as caught:
        assemble(encoded(files), pictures={"calf.png": b""})
    return [str(fault) for fault in caught.value.faults]


ONE = [
    # What a model says.
    (CARD, "title: Mag", "titel: Mag", [
        "cards/all.yaml:16:5: the key `title` is missing; " + FEW_KEYS,
        "cards/all.yaml:18:5: unknown key `titel`; did you mean `title`?",
    ]),
    (CARD, "    causes: [mag", "    zzz: 1\n    causes: [mag", [
        ("cards/all.yaml:12:5: unknown key `zzz`; expected one of: id, kind, title, aliases, answer, points, doctor, "
        "disagree, causes, related, cautions, names, picture, reviewed"),
    ]),
    (CARD, 'text: "Nuts hold it."', 'texts: "Nuts hold it."', [
        "cards/all.yaml:25:9: the key `text` is missing; needed here: id, text, grade, sources",
        "cards/all.yaml:25:20: unknown key `texts`; did you mean `text`?",
    ]),
    (CARD, "    names: [weakness]", "    picture: {file: calf.png}", [
        "cards/all.yaml:14:14: the key `alt` is missing; needed here: file, alt",
    ]),
    (CARD, "    names: [weakness]", "    picture: {file: leg.png, alt: A leg.}", [
        "cards/all.yaml:14:21: content/pictures/ has no file `leg.png`; did you mean `calf.png`?",
    ]),
    (CARD, "title: Magnesium", "title: " + "x" * 72, [
        "cards/all.yaml:18:12: `title` has 72 characters, 12 over the limit of 60",
    ]),
    (CARD, "title: Magnesium", "title:", ["cards/all.yaml:18:11: `title` is empty; a text is expected"]),
    (CARD, "title: Magnesium", "title: [a]", ["cards/all.yaml:18:12: `title` is a list; a text is expected"]),
    (CARD, "title: Magnesium", "title: {a: b}", ["cards/all.yaml:18:12: `title` is a mapping; a text is expected"]),
    (CARD, "aliases: [mag tablets, magnesium pills, do supplements help, low magnesium]", "aliases: [mag tablets]", [
        "cards/all.yaml:19:14: `aliases` holds 1; at least 4 needed",
    ]),
    (CARD, "aliases: [mag tablets, magnesium pills, do supplements help, low magnesium]", "aliases: mag", [
        "cards/all.yaml:19:14: `aliases` is the text `mag`; a list is expected, one entry a line, each after a hyphen",
    ]),
    (CARD, "related: [magnesium]", "related: [magnesium, b, c, d, e, f]", [
        "cards/all.yaml:13:14: `related` holds 6; at most 5 allowed",
    ]),
    (CARD, "grade: contested", "grade: maybe", [
        "cards/all.yaml:21:54: `grade` is `maybe`; expected one of: established, plausible, contested, corrected, opinion",
    ]),
    (CARD, "cautions: [kidney", "cautions: [liver, kidney", [
        "cards/all.yaml:26:16: `cautions` is `liver`; expected one of: kidney, pregnancy, child, medicine",
    ]),
    (CARD, "id: food", "id: Food one", [
        ("cards/all.yaml:25:14: `Food one` is not an id: lower-case letters, digits and single hyphens, "
        "such as calf-cramp-night"),
    ]),
    (CARD, 'sources: ["article:home"]', "sources: [home]", [
        "cards/all.yaml:11:79: `home` is not a source: write source:part, such as nhs-leg-cramps:ten-minutes",
    ]),
    (CARD, "reviewed: 2026-11-22", "reviewed: yesterday", [
        "cards/all.yaml:15:15: `yesterday` is not a day: write it as 2026-11-21",
    ]),
    (CARD, "reviewed: 2026-11-22", "reviewed: 2026-02-30", [
        "cards/all.yaml:15:15: `2026-02-30`: day is out of range for month",
    ]),
    (SIGN, "rows: [a3]", "rows: [3]", [
        "signs/all.yaml:6:12: `3` is not a row of the list of warning signs: write a, b or c and a number, such as b14",
    ]),
    (SIGN, "tests: {hit: [my arm is weak, a weak leg, weak hand, weak foot], miss: [no weakness, weak tea]}", "tests: none", [
        "signs/all.yaml:8:12: `tests` is the text `none`; keys with values are expected",
    ]),
    (SOURCE, "checked: true", "checked: perhaps", [
        "sources/all.yaml:16:14: `checked` is the text `perhaps`; write true or false",
    ]),
    (SOURCE, "checked: true", "checked:", ["sources/all.yaml:16:13: `checked` is empty; write true or false"]),
    (SOURCE, "checked: true", "checked: [true]", ["sources/all.yaml:16:14: `checked` is a list; write true or false"]),
    (SOURCE, "kind: guideline", "kind: guidelin", [
        "sources/all.yaml:12:11: unknown kind of source `guidelin`; did you mean `guideline`?",
    ]),
    (SOURCE, "    kind: guideline\n", "", ["sources/all.yaml:11:5: the source needs a `kind`"]),
    (SOURCE, "      minutes: Ten", "      Ten Minutes: x\n      minutes: Ten", [
        ("sources/all.yaml:19:7: `Ten Minutes` is not a key: lower-case letters, digits and single hyphens, "
        "such as ten-minutes"),
    ]),
    (SOURCE, "    sections:\n      home: Home remedies", "    sections: none", [
        "sources/all.yaml:9:15: `sections` is the text `none`; keys with values are expected",
    ]),
    # What only several files can tell.
    (CARD, "nhs:harmless", "nhss:harmless", ["cards/all.yaml:7:85: no source has the id `nhss`; did you mean `nhs`?"]),
    (CARD, "nhs:harmless", "nhs:hermless", [
        "cards/all.yaml:7:85: the source `nhs` has no section or fact `hermless`; did you mean `harmless`?",
    ]),
    (SIGN, "nhs:minutes", "who:minutes", [
        "signs/all.yaml:5:15: no source has the id `who`; expected one of: article, nhs",
    ]),
    (SIGN, "    sources:", "    check: I am weak\n    sources:", [
        "signs/all.yaml:2:5: a sign with `check` needs a `group`, one of: nerves, muscle, pattern, health, medicine",
    ]),
    (NOTICE, "nhs:harmless", "nhs:gone", [
        "notices.yaml:2:56: the source `nhs` has no section or fact `gone`; expected one of: harmless, minutes",
    ]),
    (NOTICE, ', sources: ["nhs:harmless"]', "", [
        "notices.yaml:2:5: the text needs a source; only texts about Charley go without",
    ]),
    (NOTICE, "id: dont-know", "id: dont-tell", [
        "notices.yaml:1:1: the text `dont-know` is missing; the bot needs it",
    ]),
    (CARD, "causes: [magnesium]", "causes: [magnesum]", [
        "cards/all.yaml:12:14: no card has the id `magnesum`; did you mean `magnesium`?",
    ]),
    (CARD, "related: [magnesium]", "related: [calf-cramp]", ["cards/all.yaml:13:15: the card links to itself"]),
    (CARD, "names: [weakness]", "names: [gone]", [
        "cards/all.yaml:14:13: no sign has the id `gone`; expected one of: weakness",
    ]),
    ("menu.yaml", "learn: [calf-cramp]", "learn: [calf, magnesium, magnesium]", [
        "menu.yaml:3:9: no card has the id `calf`; expected one of: calf-cramp, magnesium",
        "menu.yaml:3:26: `magnesium` stands twice in `learn`",
    ]),
    (CARD, "  - id: magnesium", "  - id: calf-cramp", [
        "cards/all.yaml:12:14: no card has the id `magnesium`; expected one of: calf-cramp",
        "cards/all.yaml:13:15: no card has the id `magnesium`; expected one of: calf-cramp",
        "cards/all.yaml:16:9: the id `calf-cramp` is taken in cards/all.yaml:2; choose another",
        "menu.yaml:4:13: no card has the id `magnesium`; expected one of: calf-cramp",
    ]),
    (CARD, "mag tablets", "Charley  Horse", [
        ("cards/all.yaml:19:15: `Charley  Horse` leads to the card `calf-cramp` already (cards/all.yaml:5); "
        "choose another name"),
    ]),
    (CARD, "id: stretch", "id: when", ["cards/all.yaml:11:14: the statement id `when` stands twice in this card"]),
    (CARD, "[kidney, pregnancy, child, medicine]", "[kidney, child]", [
        "cards/all.yaml:26:15: a magnesium card needs all four `cautions`; missing: pregnancy, medicine",
    ]),
    (CARD, "    cautions: [kidney, pregnancy, child, medicine]\n", "", [
        "cards/all.yaml:16:5: a magnesium card needs all four `cautions`; missing: kidney, pregnancy, child, medicine",
    ]),
    (CARD, "Night cramps are common.", "x" * 230, [
        "cards/all.yaml:7:7: `answer` has 230 characters, 10 over the limit of 220",
    ]),
    (CARD, "it lasts over 10 minutes.", "x" * 171, [
        "cards/all.yaml:9:7: `doctor` has 171 characters, 1 over the limit of 170",
    ]),
    (CARD, "Pull your toes up.", "x" * 205, [
        "cards/all.yaml:11:7: the first two `points` have 205 characters, 5 over the limit of 200",
    ]),
    # What is not YAML, or more of it than is used here.
    (CARD, "Night cramps are", "Night\tcramps are", ["cards/all.yaml:7:33: a tab; indent and separate with spaces"]),
    (CARD, "Night cramps are", "Night\x07cramps are", [
        "cards/all.yaml:7:33: the character U+0007 cannot be printed; remove it",
    ]),
    (CARD, "title: Magnesium", "title: Magnesium: yes", [
        "cards/all.yaml:18:21: not valid YAML: a colon followed by a space inside a text; put the text in quotes",
    ]),
    (CARD, "    related:", "   related:", [
        "cards/all.yaml:13:4: not valid YAML: the indentation does not fit the lines above; a list entry was expected",
    ]),
    (CARD, "title: Magnesium", "title: *magnesium", [
        "cards/all.yaml:18:12: anchors and aliases (& and *) are not used here; write the text out or put it in quotes",
    ]),
    (CARD, "title: Magnesium", "title: &m Magnesium", [
        "cards/all.yaml:18:12: anchors and aliases (& and *) are not used here; write the text out or put it in quotes",
    ]),
    (CARD, "title: Magnesium", "title: !m Magnesium", [
        "cards/all.yaml:18:12: tags such as !m are not used here; put a text that begins with ! in quotes",
    ]),
    (CARD, "kind: magnesium", "kind: magnesium\n    kind: [[a], {b: c}]", [
        "cards/all.yaml:18:5: the key `kind` stands twice; the first is in line 17",
    ]),
    (CARD, "title: Magnesium", "[a, b]: c", ["cards/all.yaml:18:5: a key must be one word or a short text"]),
    (CARD, "title: Magnesium", "title: " + "[" * 20 + "]" * 20, ["cards/all.yaml:18:21: nested more than 12 levels deep"]),
    # What is no file of this kind.
    ("menu.yaml", "popular: [calf-cramp]\n", "popular: [calf-cramp]\nmore: [calf-cramp]\n", [
        "menu.yaml:2:1: unknown key `more`; expected one of: popular, relief, learn, magnesium, redflags, first_signs",
    ]),
    ("menu.yaml", "doctor: [weakness]", "doctor: [weekness, weakness, weakness]", [
        "menu.yaml:6:47: no sign has the id `weekness`; did you mean `weakness`?",
        "menu.yaml:6:67: `weakness` stands twice in `doctor`",
    ]),
    ("menu.yaml", "popular: [calf-cramp]\n", "--- x\n--- y\n", [
        "menu.yaml:2:1: a second document begins here; a file holds one, without a line of three hyphens",
    ]),
    ("lexicon/cues.yaml", "[no, not]", "no", [
        "lexicon/cues.yaml:1:9: `denial` is the text `no`; a list is expected, one entry a line, each after a hyphen",
    ]),
    ("lexicon/cues.yaml", "[no, not]", "[]", ["lexicon/cues.yaml:1:9: `denial` holds 0; at least 1 needed"]),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), ONE)
def test_one_fault_is_told_with_its_place(file, old, new, expected):
    assert faults(**{file: (old, new)}) == expected


WHOLE = [
    ("menu.yaml", "", ["menu.yaml:1:1: the file is empty; its content is missing"]),
    ("menu.yaml", "# a word\n", ["menu.yaml:1:1: the file is empty; its content is missing"]),
    ("menu.yaml", "just text", ["menu.yaml:1:1: the file is the text `just text`; keys with values are expected"]),
    ("menu.yaml", "a: 1\n---\nb: 2\n", [
        "menu.yaml:2:1: a second document begins here; a file holds one, without a line of three hyphens",
    ]),
    ("lexicon/cues.yaml", "[a]", ["lexicon/cues.yaml:1:1: the file is a list; keys with values are expected"]),
    ("cards/all.yaml", "- id: a", ["cards/all.yaml:1:1: the file is expected to begin with `cards:` and a list"]),
    ("cards/all.yaml", "card: []", [
        "cards/all.yaml:1:1: the key `cards` is missing",
        "cards/all.yaml:1:1: unknown key `card`; did you mean `cards`?",
    ]),
    ("cards/all.yaml", "cards: none", ["cards/all.yaml:1:8: `cards` is expected to hold a list"]),
    ("signs/all.yaml", "signs:\n  - weakness\n", [
        "signs/all.yaml:2:5: an entry of `signs` is expected to have keys",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("file", "text", "expected"), WHOLE)
def test_a_file_of_another_shape(file, text, expected):
    with pytest.raises(ContentError) as caught:
        assemble(encoded({**FILES, file: text}))
    assert [line for line in map(str, caught.value.faults) if line.startswith(file)] == expected


def test_bytes_that_are_no_text_are_told_with_their_place():
    files = encoded(FILES) | {"menu.yaml": b"popular: [x]\nrelief: \xff"}
    with pytest.raises(ContentError) as caught:
        assemble(files)
    assert [str(fault) for fault in caught.value.faults] == [
        "menu.yaml:2:9: this byte is not UTF-8; save the file as UTF-8"
    ]


def test_missing_files_and_folders_are_told():
    with pytest.raises(ContentError) as caught:
        assemble({})
    assert [str(fault) for fault in caught.value.faults] == [
        "cards/:1:1: no file ending in .yaml is here",
        "glossary.yaml:1:1: the file is missing",
        "lexicon/classes.yaml:1:1: the file is missing",
        "lexicon/cues.yaml:1:1: the file is missing",
        "locales.yaml:1:1: the file is missing",
        "menu.yaml:1:1: the file is missing",
        "notices.yaml:1:1: the file is missing",
        "reminders.yaml:1:1: the file is missing",
        "signs/:1:1: no file ending in .yaml is here",
        "sources/:1:1: no file ending in .yaml is here",
    ]


def test_a_card_that_is_too_long_as_a_whole():
    old = 'sources: ["article:home"]}\n    causes'
    more = "".join(
        f'      - {{id: p{number}, text: "{"x" * 395}", grade: plausible, sources: ["article:home"]}}\n'
        for number in range(3)
    )
    found = faults(
        **{
            CARD: (
                old,
                'sources: ["article:home"]}\n      - {id: one, text: Short., grade: plausible, sources: ["article:home"]}\n'
                + more
                + "    causes",
            )
        }
    )
    assert found == ["cards/all.yaml:2:5: the card has 1264 characters, 14 over the limit of 1250"]


def test_every_fault_of_every_file_is_told_at_once():
    found = faults(**{
        CARD: ("title: Magnesium", "title: " + "x" * 61),
        SIGN: ("nhs:minutes", "nhs:gone"),
        "menu.yaml": ("learn: [calf-cramp]", "learn: []"),
    })  # fmt: skip
    assert found == [
        "cards/all.yaml:18:12: `title` has 61 characters, 1 over the limit of 60",
        "menu.yaml:3:8: `learn` holds 0; at least 1 needed",
        "signs/all.yaml:5:15: the source `nhs` has no section or fact `gone`; expected one of: harmless, minutes",
    ]


def test_a_faulty_card_makes_no_link_to_it_dead():
    assert faults(**{CARD: ("title: Calf cramp at night", "title:")}) == [
        "cards/all.yaml:4:11: `title` is empty; a text is expected"
    ]


@pytest.mark.parametrize("file", ("cards/all.yaml", "sources/all.yaml", "signs/all.yaml"))
def test_an_unreadable_file_makes_no_link_into_it_dead(file):
    with pytest.raises(ContentError) as caught:
        assemble(encoded({**FILES, file: "{"}))
    assert {fault.file for fault in caught.value.faults} == {file}
    assert len(caught.value.faults) == 1


def test_a_rare_complaint_is_told_in_the_words_of_the_model(monkeypatch):
    monkeypatch.setattr(nodes, "_LOADER", yaml.SafeLoader)  # libyaml refuses half a character itself
    assert faults(**{CARD: ("title: Magnesium", 'title: "\\ud800"')}) == [
        "cards/all.yaml:18:12: `title`: Input should be a valid string, unable to parse raw data as a unicode string"
    ]


def test_a_long_list_of_allowed_words_is_left_out():
    many = [f"word-{number}" for number in range(40)]
    assert unknown("no card has the id", "x", many) == "no card has the id `x`"
    assert unknown("no card has the id", "word-1x", many) == "no card has the id `word-1x`; did you mean `word-1`?"


def test_a_group_asks_no_more_than_a_form_can_show():
    sign = (
        FILES[SIGN]
        .removeprefix("signs:\n")
        .replace("    sources:", "    check: I am weak\n    group: nerves\n    sources:")
    )
    many = "signs:\n" + "".join(sign.replace("id: weakness", f"id: weak-{letter}") for letter in "abcdefghijk")
    many = many.replace("weak-a", "weakness", 1)
    with pytest.raises(ContentError) as caught:
        assemble(encoded({**FILES, SIGN: many}))
    assert [fault.text for fault in caught.value.faults] == [
        "the group `nerves` asks 10 signs already; choose another, or leave out `check` and `group`"
    ]
