"""What every layout must keep: Discord's limits, and what a person with a screen reader or without colours needs.

Each function takes components as they go to Discord and returns one line for each fault.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

Component = dict[str, Any]

ROW, BUTTON, SELECT, CHANNELS, SECTION, TEXT, THUMBNAIL, GALLERY, FILE = 1, 2, 3, 8, 9, 10, 11, 12, 13
COMPONENTS, CHARACTERS, IN_A_ROW, LABEL, CUSTOM_ID, OPTIONS, PLACEHOLDER, ALT = 40, 4_000, 5, 80, 100, 25, 150, 1_024

HEADING = re.compile(r"^(#{1,3}) (\S.*)$", re.MULTILINE)
MENTIONED = re.compile(r"\A<@\d+>(?: <@\d+>)*\n")
"""Who is named above a page, so that Discord tells them."""

WORD = re.compile(r"[^\W\d_]{2,}")


def all_faults(components: Sequence[Component]) -> list[str]:
    """Return the faults of a layout against every rule of this file."""
    rules = (limit_faults, heading_faults, label_faults, media_faults, emoji_faults)
    return [fault for rule in rules for fault in rule(components)]


def walk(components: Sequence[Component]) -> Iterator[Component]:
    """Yield every component, nested ones too, in reading order."""
    for part in components:
        yield part
        yield from walk(part.get("components", ()))
        yield from walk([part[key] for key in ("accessory", "component") if key in part])


def text_of(components: Sequence[Component]) -> str:
    """Return all that a layout says."""
    return "\n".join(part["content"] for part in walk(components) if part["type"] == TEXT)


def limit_faults(components: Sequence[Component]) -> Iterator[str]:
    parts = list(walk(components))
    if len(parts) > COMPONENTS:
        yield f"{len(parts)} components; at most {COMPONENTS} are allowed"
    texts = [part["content"] for part in parts if part["type"] == TEXT]
    if sum(map(len, texts)) > CHARACTERS:
        yield f"{sum(map(len, texts))} characters; at most {CHARACTERS} are allowed"
    yield from ("a text is empty" for text in texts if not text.strip())
    for row in (part for part in parts if part["type"] == ROW):
        inside = [part["type"] for part in row["components"]]
        if not (inside in ([SELECT], [CHANNELS]) or (set(inside) == {BUTTON} and len(inside) <= IN_A_ROW)):
            yield f"a row holds {inside}; one menu or 1 to {IN_A_ROW} buttons are allowed"
    names = Counter(part["custom_id"] for part in parts if "custom_id" in part)
    yield from (f"the custom_id {name} stands {count} times" for name, count in names.items() if count > 1)
    yield from (f"the custom_id {name} is too long" for name in names if not 1 <= len(name) <= CUSTOM_ID)


def heading_faults(components: Sequence[Component]) -> Iterator[str]:
    """Yield where a heading skips a level, or the page does not begin with its title."""
    text = MENTIONED.sub("", text_of(components))
    levels = [len(marks) for marks, _ in HEADING.findall(text)]
    if not text.startswith("## "):
        yield f"the page does not begin with a title of level 2: {text[:40]!r}"
    if levels.count(2) > 1:
        yield "the page has more than one title of level 2"
    before = 2
    for level in levels:
        if level == 1 or level > before + 1:
            yield f"a heading of level {level} follows one of level {before}"
        before = level


def label_faults(components: Sequence[Component]) -> Iterator[str]:
    """Yield buttons and menus without words, too long ones, and two that look the same."""
    labels = [part.get("label") or "" for part in walk(components) if part["type"] == BUTTON]
    for label in labels:
        if not WORD.search(label):
            yield f"a button has no words: {label!r}"
        if len(label) > LABEL:
            yield f"the label {label!r} is longer than {LABEL} characters"
    yield from (f"{count} buttons say {label!r}" for label, count in Counter(labels).items() if count > 1)
    for menu in (part for part in walk(components) if part["type"] in {SELECT, CHANNELS}):
        prompt = menu.get("placeholder") or ""
        if not WORD.search(prompt) or len(prompt) > PLACEHOLDER:
            yield f"a menu has no fitting words: {prompt!r}"
    for menu in (part for part in walk(components) if part["type"] == SELECT):
        options = [option["label"] for option in menu["options"]]
        if not 1 <= len(options) <= OPTIONS or len(set(options)) < len(options):
            yield f"a menu offers {len(options)} lines, or one of them twice"
        yield from (f"a line of a menu: {label!r}" for label in options if not WORD.search(label) or len(label) > 100)


def media_faults(components: Sequence[Component]) -> Iterator[str]:
    """Yield every picture without an alt text."""
    for part in walk(components):
        shown = {THUMBNAIL: [part], GALLERY: part.get("items", ())}.get(part["type"], ())
        for picture in shown:
            alt = picture.get("description") or ""
            if not WORD.search(alt) or len(alt) > ALT:
                yield f"a picture has no fitting alt text: {alt!r}"
        if part["type"] == FILE:
            yield "a file has no place for an alt text; show it as a picture or say it in words"


def emoji_faults(components: Sequence[Component]) -> Iterator[str]:
    """Yield lines that begin with an emoji, or are nothing but emoji: words come first."""
    for line in text_of(components).splitlines():
        said = line.lstrip("#->* ")
        if said and is_emoji(said[0]):
            yield f"a line begins with an emoji: {line[:40]!r}"


def is_emoji(sign: str) -> bool:
    return unicodedata.category(sign) == "So"


def seen(text: str) -> str:
    """Return markdown as a reader sees it: without the marks of headings, lists and bold words."""
    plain = re.sub(r"^(#{1,3}|-#|-) ", "", text, flags=re.MULTILINE)
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)\*+", "", plain))
