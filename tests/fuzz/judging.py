"""What must hold of all that Charley says: no ping, no link or heading of a person's making, no words in a custom_id."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.app import Parts
from bot.discord_app import forms, presses, schedule_forms
from bot.discord_app.reminding import forms as reminder_forms
from bot.knowledge.place import content_place
from bot.knowledge.zone_tables import load_zone_tables
from bot.reminders.wall import known_zones
from bot.reminders.zones import Zones
from tests.discord import bodies
from tests.fuzz.arena import BEGIN
from tests.fuzz.nasty import CANARY
from tests.replies.rules import TEXT, limit_faults, walk

QUOTED = re.compile(r"“((?:[^”\\]|\\.)*)”", re.DOTALL)
UNESCAPED = re.compile(r"(?<!\\)(?:[*_~`|<@]|\](?=\())")
"""Marks that act: a quote holds them with a backslash before, or not at all."""

NO_TIME = re.compile(r"-?[^\W_]+(?:[.:+'-][^\W_]+)* is no time")
"""What a list of times says of an entry of plain letters and figures."""

CUT = re.compile(r"[^\W_]+(?=…)")
"""The last word of a line that was too long for a menu."""

ERROR_ID = re.compile(r"error `[0-9a-f]{8}`")
PING = re.compile(r"(?<!\\)(?:<(?:@|id:|a?:|sound:)|@everyone|@here)")
ADDRESS = re.compile(r"https?://[^\s)>\]]+", re.IGNORECASE)
LINKED = re.compile(r"<#(\d+)>|</[a-z]+(?: [a-z]+)*:\d+>|<t:\d{1,12}:[a-zA-Z]>")
ACTING = re.compile(r"<[@#/:ti]|javascript|discord\.gg", re.IGNORECASE)
ODD = {
    *range(32),
    *range(127, 160),
    0xAD,
    0x61C,
    0xFEFF,
    *range(0x200B, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xD800, 0xE000),
} - {10}
"""Code points that control, hide or turn text around, and lone surrogates; a line break is Charley's own."""

CHARS_OF_A_NAME = re.compile(r"[A-Za-z0-9:.~+/_-]{1,100}")

KNOWN = 20_000
"""Texts whose verdict is remembered."""

OWN_FILES = ("bot/**/*.py", "content/**/*.yaml")


class Judge:
    """Know Charley's own words, and find in a text whatever is not one of them."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._judged: dict[str, tuple[str, ...]] = {}
        """Texts that were judged already: most of what Charley says it says often."""

    @cached_property
    def own(self) -> frozenset[str]:
        """Every word that stands in the content, in the program, or in the names of zones."""
        root = Path(__file__).parents[2]
        files = [file for pattern in OWN_FILES for file in root.glob(pattern)]
        files += [] if (root / "content").samefile(content_place()) else list(content_place().rglob("*.yaml"))
        texts = [file.read_text(encoding="utf-8") for file in files]
        zones = Zones(*load_zone_tables(), BEGIN)
        texts += [f"{key} {zones.label(key, BEGIN)}" for key in zones.keys] + [*known_zones()]
        return frozenset(_words(" ".join(texts)))

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Every address that stands in the content or in the program."""
        root = Path(__file__).parents[2]
        found = (file.read_text(encoding="utf-8") for pattern in OWN_FILES for file in root.glob(pattern))
        return frozenset(address.rstrip(".,;'\"") for text in found for address in ADDRESS.findall(text))

    def knows(self, text: str) -> bool:
        """Say whether every word of *text* is Charley's own; numbers are nobody's."""
        return all(word in self.own or word.isdecimal() for word in _words(text))

    def body_faults(self, method: str, path: str, body: Any) -> list[str]:
        """Return what is wrong with a request's body: with its size, its shape, or with what it says."""
        if body is None:
            return []
        found = list(bodies.faults(method, path, body))
        data = (body.get("data") or {}) if path.endswith("/callback") else body
        if isinstance(data, dict):
            found += self.message_faults(data)
        return found

    def message_faults(self, data: dict[str, Any]) -> list[str]:
        """Return what is wrong with what a message, a form or a list of choices says."""
        components = data.get("components") or []
        found: list[str] = []
        if any(part["type"] in {TEXT, bodies.CONTAINER} for part in walk(components)):
            found += limit_faults(components)
        for text in _said(data):
            if text not in self._judged:
                if len(self._judged) > KNOWN:
                    self._judged.clear()
                self._judged[text] = tuple(self.text_faults(text))
            found += self._judged[text]
        found += _name_faults([str(part["custom_id"]) for part in (data, *walk(components)) if "custom_id" in part])
        for choice in data.get("choices", ()):
            if not isinstance(choice["value"], str) or not 1 <= len(choice["value"]) <= 100 or CANARY in str(choice):
                found.append(f"a choice {choice!r}")
        return found

    def text_faults(self, text: str) -> Iterator[str]:
        """Yield what is wrong with one text that Charley shows."""
        if PING.search(text):
            yield f"a mention in {text!r}"
        if odd := {hex(ord(sign)) for sign in text if ord(sign) in ODD}:
            yield f"signs that nobody sees ({sorted(odd)}) in {text!r}"
        yield from _quote_faults(text)
        skeleton = text
        for known in (QUOTED, LINKED, NO_TIME, ERROR_ID):
            skeleton = known.sub(" ", skeleton)
        yield from self._skeleton_faults(skeleton)

    def _skeleton_faults(self, skeleton: str) -> Iterator[str]:
        """Yield what is wrong with a text when all that may be a person's is taken out of it."""
        if "Traceback" in skeleton or 'File "' in skeleton or re.search(r"\w(?:Error|Exception)\b", skeleton):
            yield f"a traceback in {skeleton!r}"
        if ACTING.search(skeleton):
            yield f"something that acts in {skeleton!r}"
        for address in ADDRESS.findall(skeleton):
            if address.rstrip(".,;*_") not in self.addresses:
                yield f"an address that is not Charley's: {address!r}"
        skeleton = ADDRESS.sub(" ", skeleton)
        cut = {word for word in _words(" ".join(CUT.findall(skeleton))) if any(map(_begins(word), self.own))}
        unknown = [word for word in _words(skeleton) if word not in self.own and not word.isdecimal()]
        if foreign := [word for word in unknown if word not in cut]:
            yield f"words that are not Charley's ({foreign[:5]}) in {skeleton!r}"


def _quote_faults(text: str) -> Iterator[str]:
    """Yield quotes in which something acts."""
    for quote in QUOTED.findall(text):
        if UNESCAPED.search(quote.replace("\\\\", "")):
            yield f"a quote that is not escaped: {quote!r}"
        if "\n" in quote or ADDRESS.search(quote):
            yield f"a quote with more than words: {quote!r}"


def is_private(line: str, people: Iterable[int]) -> bool:
    """Say whether a line of the log holds what no line may: a person's words, id or name, or a token."""
    return (
        CANARY in line or "f" * 40 in line or "stand-in.token" in line or any(str(person) in line for person in people)
    )


def _said(data: dict[str, Any]) -> Iterator[str]:
    """Yield every text that a person sees."""
    if content := data.get("content"):
        yield content
    if title := data.get("title"):
        yield title
    for part in walk(data.get("components") or []):
        for key in ("content", "label", "placeholder", "description"):
            if isinstance(part.get(key), str):
                yield part[key]
        for option in part.get("options", ()):
            yield option["label"]
        for item in part.get("items", ()):
            yield item.get("description") or ""


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _begins(word: str) -> Callable[[str], bool]:
    """Return what says of a whole word whether *word* is its beginning."""
    return lambda whole: whole.startswith(word)


def _name_faults(names: list[str]) -> Iterator[str]:
    """Yield custom_ids that no button, menu or form of this version answers to, or that hold a person's words."""
    fields = {"question", "times", "start", "end", "place"}
    begun = (forms.ASK, *forms.CHECK.values(), reminder_forms.BEGUN, schedule_forms.BEGUN)
    for name in names:
        if not CHARS_OF_A_NAME.fullmatch(name) or CANARY in name:
            yield f"the custom_id {name!r}"
        elif not (presses.is_known(name) or name.startswith(begun) or name in fields or re.fullmatch(r"group\d", name)):
            yield f"the custom_id {name!r} is nobody's"
