"""Pages with selects, with rows by meaning and with mentions, as Discord gets them."""

from __future__ import annotations

from typing import Any

from bot.discord_app.layout import layout
from bot.replies.page import Action, Button, Heading, Option, Page, Paragraph, Select
from tests.discord import bodies
from tests.replies.rules import all_faults

BLOCKS = (Heading("How often", 2), Paragraph("Choose."))


def drawn(page: Page) -> list[dict[str, Any]]:
    return layout(page, {}).to_components()


def rows(page: Page) -> list[list[str]]:
    (container,) = drawn(page)
    found = [part["components"] for part in container["components"] if part["type"] == bodies.ROW]
    return [[part.get("label", part.get("placeholder")) for part in row] for row in found]


def button(label: str, **more: Any) -> Button:
    return Button(Action.SIGNS, label, ("emergency", str(len(label)), "e"), **more)


async def test_a_button_that_is_first_begins_a_row_and_five_fill_one() -> None:
    labels = ["One", "Three", "Thirteen", "Seventeen", "Twenty-two", "Twenty-three"]
    page = Page(BLOCKS, buttons=(button("Zero zero zero"), *(button(label) for label in labels)))
    assert rows(page) == [["Zero zero zero", *labels[:4]], labels[4:]]
    page = Page(BLOCKS, buttons=(button("One", first=True), button("Three", first=True), button("Thirteen")))
    assert rows(page) == [["One"], ["Three", "Thirteen"]]


async def test_a_page_without_buttons_has_no_rows() -> None:
    assert rows(Page(BLOCKS)) == []


async def test_people_who_are_mentioned_stand_above_the_page() -> None:
    first, container = drawn(Page(BLOCKS, mentions=(5, 7)))
    assert first["content"] == "<@5> <@7>"
    assert container["type"] == bodies.CONTAINER


async def test_a_select_stands_in_a_row_of_its_own_with_what_is_chosen() -> None:
    options = (Option("Every hour", "60"), Option("Every 2 hours", "120", chosen=True))
    select = Select(Action.SIGNS, "How often", options, ("emergency", "1", "e"), 1, 2)
    page = Page(BLOCKS, selects=(select,), buttons=(button("One"),))
    assert rows(page) == [["How often"], ["One"]]
    (container,) = drawn(page)
    made = container["components"][1]["components"][0]
    assert made["custom_id"] == "c1:signs:emergency:1:e"
    assert (made["min_values"], made["max_values"]) == (1, 2)
    assert [(one["label"], one["value"], one["default"]) for one in made["options"]] == [
        ("Every hour", "60", False),
        ("Every 2 hours", "120", True),
    ]
    assert all_faults(drawn(page)) == []
