"""Lists behind buttons: no line is lost, and every page can be reached."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.models import Document, Guideline, SignLevel
from bot.replies import about, cards, signs
from bot.replies.cards import paginate
from bot.replies.page import Bullets
from tests.replies.pages import turned


def bullets(pages):
    return [line for _, page in pages for block in page.blocks if isinstance(block, Bullets) for line in block.items]


@given(st.lists(st.text(max_size=60), max_size=40), st.integers(min_value=1, max_value=200))
def test_every_line_is_kept_in_order(lines, room):
    pages = paginate(lines, room)
    assert [line for page in pages for line in page] == lines
    assert pages
    for page in pages:
        assert len(page) <= 1 or sum(map(len, page)) <= room


def test_the_pages_of_sources_hold_every_statement(desk):
    for card in desk.content.cards.values():
        shown = bullets(turned("", lambda number, card=card: cards.sources_page(desk.content, card, number)))
        assert len(shown) == len(card.statements())
        for line, statement in zip(shown, card.statements(), strict=True):
            assert line.startswith(f"**{cards.GRADES[statement.grade]}.** ")
            assert f"{statement.text} From " in line
            completes = statement in card.doctor and statement.text[0].islower()
            assert (".** See a doctor if " in line) == completes
            assert cards.cite(desk.content, statement.sources) in line
            for ref in statement.sources:
                assert desk.content.sources[ref.partition(":")[0]].title in line


def test_a_source_that_was_not_read_again_says_so(desk):
    for source in desk.content.sources.values():
        part = next(iter(source.sections if isinstance(source, Document) else source.facts))
        said = cards.cite(desk.content, [f"{source.id}:{part}"])
        assert ("not re-read for Charley" in said) == (isinstance(source, Guideline) and not source.checked)
        assert source.title in said


def test_the_list_of_sources_holds_every_source_with_its_date(desk):
    shown = bullets(turned("", lambda number: about.documents_page(desk.content, number)))
    assert len(shown) == len(desk.content.sources)
    for line, source in zip(shown, desk.content.sources.values(), strict=True):
        assert source.title in line
        assert source.dated in line
        assert source.seen in line


def test_the_lists_of_signs_hold_every_sign_that_can_be_ticked(desk):
    for level in SignLevel:
        shown = bullets(turned("", lambda number, level=level: signs.signs_page(desk.content, level, number)))
        wanted = [sign.check for sign in desk.content.signs if sign.level is level and sign.check]
        assert sorted(shown) == sorted(wanted)


def test_a_page_beyond_the_last_is_the_last(desk):
    card = next(iter(desk.content.cards.values()))
    last = [page for _, page in turned("", lambda number: cards.sources_page(desk.content, card, number))][-1]
    assert cards.sources_page(desk.content, card, 999) == last
    assert cards.sources_page(desk.content, card, 0) == cards.sources_page(desk.content, card, 1)
