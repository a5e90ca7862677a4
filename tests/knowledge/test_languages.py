"""The files of other languages: read late, checked like all other content."""

from __future__ import annotations

import json

import jsonschema
import pytest

from bot.knowledge.checks import NEEDED_TEXTS
from bot.knowledge.content import assemble
from bot.knowledge.faults import ContentError
from bot.knowledge.languages import CODES, Languages
from bot.knowledge.loader import load_content
from bot.knowledge.nodes import parse
from bot.knowledge.place import content_place
from tests.knowledge.small import FILES, encoded, small_content

TEXTS = "".join(f'  - {{id: {name}, text: Un texto., sources: ["nhs:harmless"]}}\n' for name in NEEDED_TEXTS)
SPANISH = f"""\
name: Español
titles: {{emergency: Ayuda, doctor: Al médico, crisis: No estás solo, none: Leo inglés}}
said: "Has mencionado:"
private: En privado
texts:
{TEXTS}short: {{q: que}}
figures: {{week: [semana]}}
search: {{cramp: [calambre]}}
classes:
  leg: [pierna]
cues:
  denial: [no]
signs:
  - id: weakness
    say: debilidad
    any: [debil]
"""


def with_file(text: str, code: str = "es") -> Languages:
    return assemble(encoded({**FILES, f"languages/{code}.yaml": text})).languages


def faults_of(text: str, code: str = "es") -> list[str]:
    return [str(fault) for fault in with_file(text, code).faults()]


def test_a_good_file_is_read_once_and_knows_its_places():
    languages = with_file(SPANISH)
    assert languages.codes == ("es",)
    spoken = languages.get("es")
    assert spoken is not None
    assert spoken is languages.get("es")
    assert spoken.file.signs[0].say == "debilidad"
    line = SPANISH.splitlines().index("  - id: weakness") + 1
    assert spoken.places["sign weakness"] == f"languages/es.yaml:{line}:5"
    assert spoken.places["class leg"].startswith("languages/es.yaml:")
    assert spoken.places["cues denial"].startswith("languages/es.yaml:")


def test_the_same_files_are_the_same_languages():
    assert with_file(SPANISH) == with_file(SPANISH)
    assert hash(with_file(SPANISH)) == hash(with_file(SPANISH))
    assert with_file(SPANISH) != with_file(SPANISH, "fr")
    assert with_file(SPANISH) != 1


def test_a_language_without_a_file_is_none():
    assert with_file(SPANISH).get("fr") is None
    assert small_content().languages.codes == ()
    assert small_content().languages.faults() == ()


def test_a_faulty_file_costs_no_start():
    languages = with_file("name: [")
    with pytest.raises(ContentError, match=r"languages/es\.yaml:\d"):
        languages.get("es")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    (
        ("name: Español", "name: Español\nother: x", "unknown key `other`"),
        ("    say: debilidad\n", "", "the key `say` is missing"),
        ("- id: weakness", "- id: weaknes", "no sign has the id `weaknes`; did you mean `weakness`?"),
        ("nhs:harmless", "nhs:harmles", "has no section or fact `harmles`"),
        ("figures: {week: [semana]}", "figures: {week: [semana], day: [semana]}", "`semana` stands for `week` already"),
        ("leg: [pierna]", 'leg: ["(pierna|(el|la) pata)"]', "brackets stand inside brackets"),
        ("denial: [no]", 'denial: ["(no|(ni|sin) x)"]', "brackets stand inside brackets"),
        ("id: see-a-doctor", "id: see-doctor", "no page shows the text `see-doctor`"),
        ("id: see-a-doctor", "id: doctor-action", "the id `doctor-action` is taken"),
        (
            "    any: [debil]\n",
            "    any: [debil]\n  - {id: weakness, say: x, any: [y]}\n",
            "the id `weakness` is taken",
        ),
    ),
)
def test_a_fault_is_told_with_its_place(old, new, fault):
    found = faults_of(SPANISH.replace(old, new, 1))
    assert any(one.startswith("languages/es.yaml:") and fault in one for one in found), found


def test_a_text_that_carries_a_fact_needs_its_source():
    bare = SPANISH.replace(
        '{id: doctor-action, text: Un texto., sources: ["nhs:harmless"]}', "{id: doctor-action, text: Un texto.}"
    )
    assert [one for one in faults_of(bare) if "needs a source" in one]
    about = SPANISH.replace(
        '{id: about-cards, text: Un texto., sources: ["nhs:harmless"]}', "{id: about-cards, text: Un texto.}"
    )
    assert faults_of(about) == []


def test_a_missing_text_is_named():
    assert "the text `see-a-doctor` is missing; the bot needs it" in "\n".join(
        faults_of(SPANISH.replace("id: see-a-doctor", "id: see-doctor", 1))
    )


def test_a_language_that_is_not_told_apart_is_a_fault():
    (fault,) = faults_of(SPANISH, "it")
    assert fault.startswith("languages/it.yaml:1:1: no question is read as the language `it`")


def test_every_shipped_file_is_sound_and_fits_its_schema():
    languages = load_content(content_place()).languages
    assert languages.codes == CODES
    assert languages.faults() == ()
    rules = json.loads((content_place() / "schema/languages.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(rules)
    for code in CODES:
        name = f"languages/{code}.yaml"
        jsonschema.validate(parse(name, (content_place() / name).read_bytes()).value, rules)


def test_every_shipped_language_names_the_numbers():
    languages = load_content(content_place()).languages
    for code in CODES:
        spoken = languages.get(code)
        assert spoken is not None
        texts = {text.id: text.text for text in spoken.file.texts}
        for number in ("112", "911", "999"):
            assert number in texts["emergency-action"], code
        for number in ("112", "911", "999", "000", "111", "192"):
            assert number in texts["emergency-numbers"], code
        for line in ("988", "116 123", "findahelpline.com"):
            assert line in texts["crisis-lines"], code


def test_every_shipped_language_has_the_emergencies():
    content = load_content(content_place())
    crisis = {sign.id for sign in content.signs if sign.helpline == "crisis"}
    needed = {"chest-pain", "trouble-breathing", "seizure", "fainting", "sudden-weakness", "cannot-move", "overdose"}
    for code in CODES:
        spoken = content.languages.get(code)
        assert spoken is not None
        assert crisis | needed <= {sign.id for sign in spoken.file.signs}, code
