"""A small content without a fault, for tests that break one thing at a time."""

from __future__ import annotations

from functools import cache

from bot.knowledge.checks import NEEDED_NOTICES
from bot.knowledge.content import Content, assemble
from bot.knowledge.reminders import FEWEST, NEEDED_SHEETS

CARDS = """\
cards:
  - id: calf-cramp
    kind: symptom
    title: Calf cramp at night
    aliases: [charley horse, leg cramp in bed, cramp wakes me, calf locks up]
    answer:
      - {id: short, text: "Night cramps are common.", grade: established, sources: ["nhs:harmless"]}
    doctor:
      - {id: when, text: "it lasts over 10 minutes.", grade: established, sources: ["nhs:minutes"]}
    points:
      - {id: stretch, text: "Pull your toes up.", grade: plausible, sources: ["article:home"]}
    causes: [magnesium]
    related: [magnesium]
    names: [weakness]
    reviewed: 2026-11-22
  - id: magnesium
    kind: magnesium
    title: Magnesium
    aliases: [mag tablets, magnesium pills, do supplements help, low magnesium]
    answer:
      - {id: short, text: "It rarely helps.", grade: contested, sources: ["article:home"]}
    doctor:
      - {id: when, text: "you have kidney trouble.", grade: established, sources: ["nhs:minutes"]}
    points:
      - {id: food, text: "Nuts hold it.", grade: plausible, sources: ["article:home"]}
    cautions: [kidney, pregnancy, child, medicine]
    reviewed: 2026-11-22
"""

SOURCES = """\
sources:
  - id: article
    kind: article
    title: An article
    publisher: a website
    dated: 2020
    seen: 2026-11-21
    about: A general article.
    sections:
      home: Home remedies
  - id: nhs
    kind: guideline
    title: Leg cramps
    publisher: NHS
    seen: 2026-11-21
    checked: true
    facts:
      harmless: Cramps are mostly harmless.
      minutes: Ten minutes are too long.
"""

SIGNS = """\
signs:
  - id: weakness
    level: doctor
    say: weakness
    sources: ["nhs:minutes"]
    rows: [a3]
    any: [weak]
    tests: {hit: [my arm is weak, a weak leg, weak hand, weak foot], miss: [no weakness, weak tea]}
    reviewed: 2026-11-22
"""

NOTICES = "notices:\n" + "".join(
    f'  - {{id: {name}, text: Some text., sources: ["nhs:harmless"]}}\n' for name in NEEDED_NOTICES
)

GLOSSARY = """\
names: [magnesium]
topics: [cramp, magnesium]
near_topics: [toes]
everyday: [hold, door]
synonyms:
  cramp: [charleyhorse]
misspellings:
  magnesium: [magnesuim]
"""

MENU = """\
popular: [calf-cramp]
relief: [calf-cramp]
learn: [calf-cramp]
magnesium: [magnesium]
redflags: [calf-cramp]
first_signs: {emergency: [weakness], doctor: [weakness]}
"""

_CITED = 'grade: plausible, sources: ["nhs:harmless"]'

REMINDERS = (
    "hydrate:\n"
    + "".join(
        f"  - {{id: sip-{number}, text: A sip., {_CITED}, reviewed: 2026-11-22}}\n" for number in range(1, FEWEST + 1)
    )
    + "stretch:\n"
    + "".join(
        f"  - {{id: calf-{number}, variant: {variant}, part: calf, text: Stretch., {_CITED}, reviewed: 2026-11-22}}\n"
        for number, variant in enumerate(["seated", "standing"] * (FEWEST // 2), 1)
    )
    + "sheets:\n"
    + "".join(
        f"  - id: {name}\n    title: A page\n    lines:\n      - {{id: one, text: A line., {_CITED}}}\n    reviewed: 2026-11-22\n"
        for name in NEEDED_SHEETS
    )
)

FILES: dict[str, str] = {
    "cards/all.yaml": CARDS,
    "sources/all.yaml": SOURCES,
    "signs/all.yaml": SIGNS,
    "lexicon/classes.yaml": "body:\n  - leg\n  - no\n",
    "lexicon/cues.yaml": "denial: [no, not]\n",
    "lexicon/common.yaml": "words: [the, week]\n",
    "notices.yaml": NOTICES,
    "glossary.yaml": GLOSSARY,
    "menu.yaml": MENU,
    "locales.yaml": "de:\n  cause: ursache\n",
    "reminders.yaml": REMINDERS,
}


def encoded(files: dict[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in files.items()}


@cache
def small_content() -> Content:
    return assemble(encoded(FILES))
