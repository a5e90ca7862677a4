"""Nothing of the five documents is lost unnoticed, and nothing is cited that no document says."""

from __future__ import annotations

import pytest

from bot.knowledge.content import Content
from bot.knowledge.loader import load_coverage
from bot.knowledge.models import Coverage, Document
from bot.knowledge.place import content_place


@pytest.fixture(scope="module")
def coverage() -> Coverage:
    return load_coverage(content_place())


def test_every_section_of_every_document_is_gone_through(content: Content, coverage: Coverage):
    shipped = {source.id: list(source.sections) for source in content.sources.values() if isinstance(source, Document)}
    found = {document.document: [part.section for part in document.sections] for document in coverage.documents}
    assert found == shipped


def test_every_line_is_either_carried_or_left_out_for_a_reason(coverage: Coverage):
    wrong = [
        f"{document.document}:{part.section}: {line.claim}"
        for document in coverage.documents
        for part in document.sections
        for line in part.lines
        if bool(line.carried_by) == bool(line.left_out)
    ]
    assert wrong == []


def test_every_named_statement_exists(content: Content, coverage: Coverage):
    statements = {f"{card.id}/{part.id}" for card in content.cards.values() for part in card.statements()}
    dead = sorted(named(coverage) - statements)
    assert dead == []


def test_every_statement_that_cites_a_document_is_named(content: Content, coverage: Coverage):
    documents = {source.id for source in content.sources.values() if isinstance(source, Document)}
    citing = {
        f"{card.id}/{part.id}"
        for card in content.cards.values()
        for part in card.statements()
        if any(reference.partition(":")[0] in documents for reference in part.sources)
    }
    assert sorted(citing - named(coverage)) == []


def named(coverage: Coverage) -> set[str]:
    """Return every statement that a line says carries it."""
    return {
        statement
        for document in coverage.documents
        for part in document.sections
        for line in part.lines
        for statement in line.carried_by
    }
