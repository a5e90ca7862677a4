"""What stands in custom_ids: each is read by exactly one kind of button, whatever the card, the signs and the person."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from simcord.components import walk_components

from bot.app import Parts
from bot.discord_app import forms, presses
from bot.discord_app.answering import custom_id
from bot.discord_app.layout import layout
from bot.knowledge.models import SignLevel
from bot.reminders.models import Kind
from bot.replies import about, cards, signs
from bot.replies.codes import LENGTH, code
from bot.replies.page import Action, Drawing, Page
from bot.replies.sketch import DEFAULTS, ROOM, packed
from tests.discord import bodies

LONGEST_PERSON = 10**20 - 1
SAMPLES = {
    "card": ("a", "0", "e", "n", "1", "doctor", "a-b", "x" * 40),
    "mode": ("e", "n"),
    "number": ("0", "1", "999"),
    "level": ("emergency", "doctor"),
    "asker": ("1", str(LONGEST_PERSON)),
    "signs": ("0", "abcd", "a2b7" * 6, "0abcd"),
    "notes": ("0", "abcdd0.11", "-".join(["abcdf5990.5999"] * 5)),
    "step": ("mine", "mine2"),
    "reminder": ("1", str(10**18 - 1)),
    "occurrence": ("0", str(10**18 - 1)),
    "minutes": ("10", "30", "60"),
    "span": ("hour", "today"),
    "sheet": ("too-much", "x" * 40),
    "kind": ("hydrate", "stretch"),
    "answer": ("no", "yes", "unsure"),
    "sketch": ("0", packed(DEFAULTS[Kind.STRETCH]), "~" * ROOM),
    "then": (".", ".123", packed(DEFAULTS[Kind.HYDRATE]), "~" * ROOM),
    "field": ("often", "hours", "days", "pose", "place", "end"),
    "what": ("times", "hours"),
    "turn": ("on", "off"),
    "page": ("settings", "list"),
    "setting": ("personal", "mentions"),
    "deed": ("show", "edit", "pause", "resume", "ask", "stop"),
    "wish": ("show", "export", "ask", "delete"),
    "schedule": ("1", str(10**18 - 1)),
}


def readers(name: str) -> list[str]:
    return [kind.__name__ for kind in presses.ALL if kind.__discord_ui_compiled_template__.fullmatch(name)]


def examples(kind: Any) -> Iterator[str]:
    """Yield custom_ids of a kind of button, with every sample in every blank."""
    pattern = kind.__discord_ui_compiled_template__.pattern
    blanks = list(kind.__discord_ui_compiled_template__.groupindex)
    shape = pattern
    for blank in blanks:
        shape = re.sub(rf"\(\?P<{blank}>(?:[^()\[\]]|\[[^\]]*\])*\)", f"<{blank}>", shape)
    assert re.fullmatch(r"(c1|[a-z0-9:]|<[a-z]+>)+", shape), shape
    for filled in itertools.product(*(SAMPLES[blank] for blank in blanks)):
        name = shape
        for blank, value in zip(blanks, filled, strict=True):
            name = name.replace(f"<{blank}>", value)
        yield name


@pytest.mark.parametrize("kind", presses.ALL, ids=lambda kind: kind.__name__)
def test_templates_are_disjoint(kind: Any) -> None:
    made = list(examples(kind))
    assert made
    for name in made:
        assert readers(name) == [kind.__name__], name


def test_each_template_names_an_action_of_its_own() -> None:
    assert all(kind.__discord_ui_compiled_template__.pattern.startswith("c1:") for kind in presses.ALL)
    named = [action.value for action in Action]
    assert len(set(named)) == len(named)
    assert {presses.press_for(action) for action in Action} | {presses.CardMenu} == set(presses.ALL)


def test_forms_and_buttons_do_not_share_names() -> None:
    for name in (forms.ASK, *forms.CHECK.values()):
        assert readers(name) == []


def test_the_longest_custom_id_has_at_most_100_characters() -> None:
    for kind in presses.ALL:
        assert max(map(len, examples(kind))) <= 100


def test_no_two_signs_have_the_same_code(parts: Parts) -> None:
    codes = [code(sign.id) for sign in parts.content.signs]
    assert len(set(codes)) == len(codes)
    assert {len(one) for one in codes} == {LENGTH}


def test_a_private_answer_s_button_holds_any_card_any_signs_and_the_longest_person(parts: Parts) -> None:
    said = " ".join(f"{sign.tests.hit[0]}." for sign in parts.content.signs[:12] if sign.helpline is None)
    texts = [said, *(f"{card.title}. {said}" for card in parts.content.cards.values())]
    texts += [sign.tests.hit[0] for sign in parts.content.signs]
    for text in texts:
        for button in parts.desk.mention(text, LONGEST_PERSON).buttons:
            name = custom_id(button.action, *button.args)
            assert len(name) <= 100
            assert readers(name) == ["PrivatePress"]


def card_pages(parts: Parts) -> Iterator[Page]:
    content = parts.content
    for card in content.cards.values():
        yield cards.card_page(content, card)
        yield cards.shared_page(content, card)
        yield cards.differences_page(card)
        yield parts.desk.topic(card.title, ())
        for number in range(1, 10):
            yield cards.sources_page(content, card, number)


def other_pages(parts: Parts) -> Iterator[Page]:
    content, desk = parts.content, parts.desk
    yield from (about.about_page(content, "1"), about.unknown_page(content), about.greeting_page(content))
    yield signs.redflags_page(content)
    for number in range(1, 20):
        yield about.documents_page(content, number)
        for level in SignLevel:
            yield signs.signs_page(content, level, number)
            yield signs.sign_sources_page(content, level, number)
    for level in SignLevel:
        yield signs.checked_page(content, (), level)
        yield signs.checked_page(content, content.signs[:10], level)
    for sign in content.signs:
        yield signs.checked_page(content, (sign,), SignLevel.EMERGENCY)
        for text in sign.tests.hit:
            yield desk.message(text)
            yield desk.check(text)
            yield desk.mention(text, LONGEST_PERSON)
    for text in ("hello", "", "how do I repair a bicycle chain", "too much coffee and my eyelid twitches"):
        yield desk.message(text)
        yield desk.check(text)
        yield desk.mention(text, LONGEST_PERSON)


@pytest.mark.parametrize("pages", (card_pages, other_pages))
async def test_every_page_is_drawn_stopped_within_discord_s_limits_and_with_buttons_that_are_known(
    parts: Parts, pages: Any
) -> None:
    commands: dict[str, int] = dict.fromkeys(("ask", "cause", "redflags"), LONGEST_PERSON)
    for page in pages(parts):
        view = layout(page, commands)
        assert view.is_finished(), "the library would remember it"
        drawn = view.to_components()
        files = [{"filename": block.file} for block in page.blocks if isinstance(block, Drawing)]
        body = {"components": drawn, "attachments": files, "flags": bodies.LAYOUT, "allowed_mentions": {"parse": []}}
        assert bodies.faults("POST", "/channels/1/messages", body) == [], page
        for part in walk_components(drawn):
            if part["type"] in {bodies.BUTTON, bodies.SELECT}:
                assert len(readers(part["custom_id"])) == 1, part


@pytest.mark.parametrize("level", SignLevel)
async def test_every_step_of_the_check_fits_into_a_form(parts: Parts, level: SignLevel) -> None:
    form = forms.check_form(parts.content, level)
    assert form.is_finished()
    assert bodies.faults("POST", "/interactions/1/x/callback", {"type": bodies.MODAL, "data": form.to_dict()}) == []
    for group in signs.groups(parts.content, level):
        assert 1 <= len(group.lines) <= 10, f"{group.title}: a field holds at most 10 lines"
