"""The loader reads what is there, as it is written, and nothing can make it fail in another way than by faults."""

from __future__ import annotations

import dataclasses

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bot.knowledge import nodes
from bot.knowledge.content import Content, assemble
from bot.knowledge.loader import PICTURE_ROOM, ContentError, load_content, load_coverage, load_draft
from bot.knowledge.models import Document, Guideline
from tests.knowledge.small import CARDS, FILES, GLOSSARY, encoded, small_content

COVERAGE = """\
documents:
  - document: article
    sections:
      - section: home
        lines:
          - {claim: Stretch., carried_by: [calf-cramp/stretch]}
          - {claim: Buy now., left_out: Advert.}
"""


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_content_is_loaded_from_disk(tmp_path):
    write(
        tmp_path,
        {**FILES, "cards/more.yaml": "cards: []\n", "cards/notes.txt": "no content", "cards/.all.yaml.swp": "?"},
    )
    content = load_content(tmp_path)
    assert content == small_content()
    assert list(content.cards) == ["calf-cramp", "magnesium"]
    assert isinstance(content.sources["article"], Document)
    nhs = content.sources["nhs"]
    assert isinstance(nhs, Guideline)
    assert nhs.checked is True
    assert [sign.id for sign in content.signs] == ["weakness"]
    assert content.cues == {"denial": ("no", "not")}
    assert content.lexicon == {"common": {"words": ("the", "week")}}


def test_content_cannot_be_changed():
    content = small_content()
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(content, "signs", ())  # noqa: B010 - an assignment would stop the type checker
    with pytest.raises(TypeError):
        content.cards["new"] = content.cards["magnesium"]  # pyright: ignore[reportIndexIssue] - what must not be possible
    with pytest.raises(TypeError):
        content.classes["body"] = ()  # pyright: ignore[reportIndexIssue] - what must not be possible


def test_plain_scalars_are_text():
    files = {**FILES, "lexicon/cues.yaml": "denial: [no, 1:30, 2026-11-22, ~, 1e3, 0x10, yes]\n"}
    assert assemble(encoded(files)).cues["denial"] == ("no", "1:30", "2026-11-22", "~", "1e3", "0x10", "yes")


def test_a_byte_order_mark_is_no_fault():
    files = encoded(FILES)
    files["menu.yaml"] = b"\xef\xbb\xbf" + files["menu.yaml"]
    assert assemble(files) == small_content()


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(ContentError, match="content:1:1: this folder of content does not exist"):
        load_content(tmp_path / "content")


def test_files_that_cannot_be_read_or_are_named_wrongly_are_faults(tmp_path):
    write(tmp_path, {**FILES, "cards/more.yml": "cards: []\n"})
    (tmp_path / "signs/all.yaml").unlink()
    (tmp_path / "signs/all.yaml").mkdir()
    (tmp_path / "menu.yaml").unlink()
    (tmp_path / "menu.yaml").mkdir()
    with pytest.raises(ContentError) as caught:
        load_content(tmp_path)
    assert [str(fault) for fault in caught.value.faults] == [
        "cards/more.yml:1:1: this name is not read; let it end in .yaml",
        "menu.yaml:1:1: the file cannot be read: Is a directory",
        "signs/all.yaml:1:1: the file cannot be read: Is a directory",
    ]
    assert str(caught.value).count("\n") == 2


def test_pictures_are_loaded_and_must_be_small(tmp_path):
    write(tmp_path, FILES)
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "calf.png").write_bytes(b"drawn")
    assert load_content(tmp_path).pictures == {"calf.png": b"drawn"}
    (tmp_path / "pictures" / "calf.png").write_bytes(b"x" * (PICTURE_ROOM + 1))
    with pytest.raises(ContentError) as caught:
        load_content(tmp_path)
    assert [str(fault) for fault in caught.value.faults] == [
        "pictures/calf.png:1:1: the picture has 100001 bytes; at most 100000 are allowed"
    ]


def test_translations_are_loaded():
    assert small_content().locales == {"de": {"cause": "ursache"}}


def test_a_card_can_be_read_though_other_files_have_faults(tmp_path):
    write(tmp_path, {**FILES, "menu.yaml": "popular: [no-such-card]\n", "cards/more.yaml": "cards: [{id: broken}]\n"})
    card = load_draft(tmp_path, "magnesium")
    assert card is not None
    assert card.title == "Magnesium"
    assert load_draft(tmp_path, "broken") is None
    assert load_draft(tmp_path, "nobody") is None


def test_coverage_is_loaded(tmp_path):
    write(tmp_path, {"coverage.yaml": COVERAGE})
    coverage = load_coverage(tmp_path)
    assert coverage.documents[0].sections[0].lines[1].left_out == "Advert."


@pytest.mark.parametrize(
    ("text", "fault"),
    (
        (None, "coverage.yaml:1:1: the file cannot be read: No such file or directory"),
        ("{", "coverage.yaml:2:1: not valid YAML: did not find expected node content"),
        (COVERAGE.replace("home", "Home"), "coverage.yaml:4:18: `Home` is not a key"),
        (COVERAGE.replace("calf-cramp/stretch", "calf"), "coverage.yaml:6:44: `calf` is not a statement"),
    ),
)
def test_faults_of_coverage_are_told(tmp_path, text, fault):
    if text is not None:
        write(tmp_path, {"coverage.yaml": text})
    with pytest.raises(ContentError) as caught:
        load_coverage(tmp_path)
    assert str(caught.value).startswith(fault)


def test_the_slower_reader_gives_the_same(monkeypatch):
    monkeypatch.setattr(nodes, "_LOADER", yaml.SafeLoader)
    assert assemble(encoded(FILES)) == small_content()
    parsed = nodes.parse("a.yaml", b'a: "\\U00110000"')
    assert [str(fault) for fault in parsed.faults] == ["a.yaml:1:1: not valid YAML: it cannot be read"]


def load(files: dict[str, bytes]) -> None:
    """Load content of any kind; only ContentError with at least one readable fault may come of it."""
    try:
        assert isinstance(assemble(files), Content)
    except ContentError as error:
        faults = error.faults
    else:
        return
    assert faults
    for fault in faults:
        assert fault.line >= 1
        assert fault.column >= 1
        assert fault.text
        assert "\n" not in str(fault)


NAMES = st.sampled_from(sorted(FILES))


@given(NAMES, st.text() | st.binary())
@example("cards/all.yaml", "[" * 200_000)
@example("menu.yaml", "a: " * 20_000)
@example("menu.yaml", "? " * 20_000)
@example("menu.yaml", "%TAG ! x\n--- !a b")
@example("menu.yaml", "- " * 20_000)
def test_any_text_gives_content_or_faults(name, text):
    load(encoded(FILES) | {name: text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text})


@given(NAMES, st.data())
def test_any_slip_in_a_good_file_gives_content_or_faults(name, data):
    text = FILES[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    put = data.draw(st.text(st.sampled_from(" \n\t:-[]{}#&*!|>'\"%@`,?abc01~"), max_size=6))
    load(encoded(FILES) | {name: (text[:start] + put + text[end:]).encode()})


VALUES = st.recursive(
    st.text(max_size=8) | st.sampled_from(["magnesium", "nhs:harmless", "calf-cramp", "kidney", "2026-11-22", "true"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted({
        "id", "kind", "title", "sources", "cards", "signs", "answer", "text", "facts", "sections", "notices", "related",
    })), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(NAMES, VALUES)
def test_any_values_give_content_or_faults(name, value):
    load(encoded(FILES) | {name: yaml.safe_dump(value).encode()})


@given(st.sampled_from(["cards", "signs", "sources", "notices"]), st.lists(VALUES, max_size=3))
def test_any_entries_give_content_or_faults(key, entries):
    name = "notices.yaml" if key == "notices" else f"{key}/all.yaml"
    load(encoded(FILES) | {name: yaml.safe_dump({key: entries}).encode()})


def test_the_order_of_files_changes_nothing():
    files = {**FILES, "cards/zz.yaml": CARDS.replace("id: calf-cramp", "id: other")}
    with pytest.raises(ContentError) as one:
        assemble(encoded(files))
    with pytest.raises(ContentError) as two:
        assemble(dict(reversed(encoded(files).items())))
    assert one.value.faults == two.value.faults


def test_a_glossary_may_be_small():
    assert assemble(encoded({**FILES, "glossary.yaml": "names: []\ntopics: [cramp]\n"})).glossary.synonyms == {}
    assert GLOSSARY
