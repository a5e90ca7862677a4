"""Questions in other languages: how many are read as what they are, and that a language is made only when needed.

The floors guard against a fall; they do not foretell. The patterns were mended by every row here, the final ones too. Read
for the first time, with the patterns of their day, rows gave (emergency, doctor, none): writers e 0.82, 0.76, 0.96; writers
f 0.90, 0.93, 0.88; writers g, in many dialects, 0.75, 0.82, 0.94; writers h, who tell all in a roundabout way, 0.40, 0.84,
0.83; writers i, who say it plainly, 0.89, 0.95, 1.00.
"""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from bot.app import Parts
from bot.knowledge.checks import Known
from bot.knowledge.content import assemble
from bot.knowledge.languages import CODES, Languages
from bot.replies.desk import Desk
from bot.replies.speech import Speech, Speeches
from bot.triage.evaluation import Judged, figures
from bot.triage.models import Level
from tests.knowledge.small import FILES, encoded
from tests.knowledge.test_languages import SPANISH

FILE = Path(__file__).parents[1] / "triage/corpus/languages.jsonl"
ROWS = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
EMERGENCY, DOCTOR, NONE = 0.95, 0.9, 0.97


def judged(desk: Desk, code: str, part: str) -> list[Judged]:
    """Return the rows of one language and part with the level that the desk gives each."""
    return [
        Judged(row["id"], row["text"], Level[row["label"].upper()], desk.ask(row["text"]).assessment.level)
        for row in ROWS
        if (row["language"], row["part"]) == (code, part)
    ]


@pytest.mark.parametrize("code", CODES)
def test_there_are_rows_enough(code):
    for part in ("tune", "final"):
        labels = [row["label"] for row in ROWS if (row["language"], row["part"]) == (code, part)]
        assert len(labels) >= 60
        assert min(labels.count(label) for label in ("emergency", "doctor", "none")) >= 20


@pytest.mark.parametrize("part", ("tune", "final"))
@pytest.mark.parametrize("code", CODES)
def test_questions_are_read_as_what_they_are(desk, code, part):
    found = figures(judged(desk, code, part))
    assert found.emergency.value >= EMERGENCY, found.emergency
    assert found.doctor.value >= DOCTOR, found.doctor
    assert found.none.value >= NONE, found.none


@pytest.mark.parametrize("code", CODES)
def test_nobody_in_danger_is_told_nothing_in_more_than_a_few_cases(desk, code):
    rows = judged(desk, code, "final")
    emergencies = [row for row in rows if row.label is Level.EMERGENCY]
    assert sum(row.level is Level.NONE for row in emergencies) <= len(emergencies) * 0.07


@pytest.mark.parametrize(
    ("text", "level"),
    (
        ("no me duele el pecho", Level.NONE),
        ("me duele el pecho", Level.EMERGENCY),
        ("je n'ai pas de douleur à la poitrine, juste un tic", Level.NONE),
        ("j'ai une douleur à la poitrine, pas un tic", Level.EMERGENCY),
        ("ich habe keine Schmerzen in der Brust, nur ein Zucken", Level.NONE),
        ("não tenho dor no peito, só um tremor na pálpebra", Level.NONE),
        ("seene mein dard nahi hai, bas palak phadakti hai", Level.NONE),
        ("TENGO UN DOLOR MUY FUERTE EN EL PECHO", Level.EMERGENCY),
        ("tengo dolr en el pehco y no puedo resprar", Level.EMERGENCY),
        ("ich habe plötzlich starke Kopfschmerzen und sehe doppelt", Level.EMERGENCY),
        ("ich habe ploetzlich starke Kopfschmerzen und sehe doppelt", Level.EMERGENCY),
    ),
)
def test_denials_capitals_and_slips(desk, text, level):
    assert desk.ask(text).assessment.level is level


def test_a_language_is_made_at_its_first_question_and_once(parts: Parts):
    speeches = Speeches(parts.content.languages, parts.content.signs)
    made: list[Speech | None] = []
    threads = [threading.Thread(target=lambda: made.append(speeches.get("pt"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made[0] is not None
    assert all(one is made[0] for one in made)
    assert speeches.get("other") is None


def test_every_pattern_of_every_language_can_be_read(parts: Parts):
    assert Speeches(parts.content.languages, parts.content.signs).faults() == ()


def small(text: str) -> Speeches:
    content = assemble(encoded({**FILES, "languages/es.yaml": text}))
    return Speeches(content.languages, content.signs)


def test_a_bad_pattern_is_told_with_its_place():
    line = SPANISH.splitlines().index("  - id: weakness") + 1
    (fault,) = small(SPANISH.replace("any: [debil]", 'any: ["(debil"]')).faults()
    assert fault.startswith(f"languages/es.yaml:{line}:5: sign weakness, any: '(debil'")


def test_an_unknown_cue_list_is_told_with_its_file():
    (fault,) = small(SPANISH.replace("denial: [no]", "denials: [no]")).faults()
    assert fault.startswith("languages/es.yaml:1:1: cues: there is no use for a list 'denials'")


@pytest.mark.parametrize("text", ("name: [", SPANISH.replace("any: [debil]", 'any: ["(debil"]')))
def test_a_faulty_language_is_one_that_charley_does_not_have(text):
    speeches = small(text)
    assert speeches.faults()
    assert speeches.get("es") is None
    assert Speeches(Languages({}, Known(None, None, None)), ()).get("es") is None


def test_words_are_translated_for_the_search(desk):
    speech = desk.foreign.speeches.get("de")
    assert speech is not None
    assert speech.in_english("nachts habe ich Wadenkrämpfe") == "night calf cramp"
    assert speech.in_english("guten Tag") == ""
