"""Each rule finds its fault in a layout made by hand; a rule that finds nothing proves nothing."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from tests.replies.rules import all_faults, seen

ui = discord.ui
PICTURE = "https://example.invalid/calf.png"


def drawn(*items: Any) -> list[dict[str, Any]]:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*items))
    view.stop()
    return view.to_components()


def button(label: str | None, name: str = "one", **more: Any) -> Any:
    return ui.Button(label=label, custom_id=name, **more)


TITLE = ui.TextDisplay("## A title\nSome words.")


def test_a_good_layout_has_no_fault():
    row = ui.ActionRow(button("One step"), button("Another step", "two"))
    menu = ui.ActionRow(
        ui.Select(custom_id="three", placeholder="Pick a card", options=[discord.SelectOption(label="Calf cramp")])
    )
    gallery = ui.MediaGallery(discord.MediaGalleryItem(PICTURE, description="Where to press on the calf"))
    text = ui.TextDisplay("### A part\n- a point\n-# a small line")
    assert all_faults(drawn(TITLE, text, gallery, row, menu)) == []


@pytest.mark.parametrize(
    ("items", "fault"),
    (
        ((ui.TextDisplay("Words without a title"),), "does not begin with a title"),
        ((ui.TextDisplay("<@1> <@2>\nWords without a title"),), "does not begin with a title"),
        ((ui.TextDisplay("# Too high"),), "level 1"),
        ((TITLE, ui.TextDisplay("## Another title")), "more than one title"),
        ((TITLE, ui.TextDisplay("x" * 4_000)), "characters"),
        ((TITLE, ui.ActionRow(button(None, emoji="➡️"))), "no words"),
        ((TITLE, ui.ActionRow(button("➡️"))), "no words"),
        ((TITLE, ui.ActionRow(button("x" * 81))), "longer than"),
        ((TITLE, ui.ActionRow(button("Next", "a"), button("Next", "b"))), "2 buttons say"),
        ((TITLE, ui.ActionRow(button("Back"), button("Next"))), "stands 2 times"),
        ((TITLE, ui.Section("Some words", accessory=ui.Thumbnail(PICTURE))), "alt text"),
        ((TITLE, ui.MediaGallery(discord.MediaGalleryItem(PICTURE))), "alt text"),
        ((TITLE, ui.MediaGallery(discord.MediaGalleryItem(PICTURE, description="🦵"))), "alt text"),
        ((TITLE, ui.TextDisplay("🚑 Get help now")), "begins with an emoji"),
        ((TITLE, ui.TextDisplay("- ⚠ Get help now")), "begins with an emoji"),
    ),
)
def test_a_fault_is_found(items, fault):
    assert fault in "\n".join(all_faults(drawn(*items)))


def test_too_many_components_are_found():
    many = [{"type": 17, "components": [{"type": 10, "content": f"## {number}"} for number in range(40)]}]
    assert "41 components" in "\n".join(all_faults(many))


def test_a_skipped_level_is_found():
    container = {"type": 17, "components": [{"type": 10, "content": "## Title\n### Part"}]}
    assert all_faults([container]) == []
    container["components"][0]["content"] = "### Part before any title"
    assert "does not begin with a title" in "\n".join(all_faults([container]))


def test_marks_are_not_counted_as_read():
    assert seen("## Title\n- **bold** point\n-# small\n\\*not bold\\*") == "Title\nbold point\nsmall\n*not bold*"
