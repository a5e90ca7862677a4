"""Check what no single model can: links, sources, sizes and names that clash."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from bot.knowledge.faults import unknown
from bot.knowledge.models import (
    CARD_MENUS,
    GROUPS,
    Card,
    CardKind,
    LanguageFile,
    Menu,
    Notice,
    Sign,
    SpokenSign,
    Statement,
)
from bot.knowledge.nodes import Fault, Parsed, Path

ANSWER_ROOM: Final = 220
DOCTOR_ROOM: Final = 170
FIRST_POINTS_ROOM: Final = 200
CARD_ROOM: Final = 1_250
"""Characters of a card's parts: the first three make a phone's first screen, the last the whole card."""

GROUP_ROOM: Final = 10
"""Checkboxes in one group; Discord's own limit."""

CAUTIONS: Final = ("kidney", "pregnancy", "child", "medicine")
NEEDED_TEXTS: Final = (
    "emergency-action",
    "emergency-numbers",
    "doctor-action",
    "crisis-action",
    "crisis-lines",
    "see-a-doctor",
    "about-english",
    "about-cards",
    "about-emergency",
)
"""Texts that each language has; they are named like the English ones."""

NEEDED_NOTICES: Final = (
    "emergency-action",
    "emergency-numbers",
    "doctor-action",
    "crisis-action",
    "crisis-lines",
    "see-a-doctor",
    "check-next",
    "check-nothing",
    "check-none-found",
    "about-hello",
    "about-what",
    "about-miss",
    "about-clinician",
    "about-emergency",
    "about-privacy",
    "about-server-privacy",
    "about-english",
    "dont-know",
)
"""Texts that the bot asks for by name."""

_NESTED: Final = re.compile(r"\([^()]*\(")
_ABOUT_CHARLEY: Final = ("about-", "dont-know", "check-")

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Entry(Generic[Item]):
    """Hold one loaded item and the place it came from."""

    item: Item
    parsed: Parsed
    path: Path

    def fault(self, text: str, *inner: str | int) -> Fault:
        """Return a fault at a part of the item."""
        return self.parsed.fault((*self.path, *inner), text)


@dataclass(frozen=True, slots=True)
class Known:
    """Hold every id that the files speak of, those of faulty entries too.

    A set is None where a file or a list of parts could not be read: then nobody can say that an id is dead.
    """

    cards: AbstractSet[str] | None
    signs: AbstractSet[str] | None
    sources: Mapping[str, AbstractSet[str] | None] | None
    pictures: AbstractSet[str] = frozenset()


def same_ids(places: Iterable[tuple[str, Parsed, Path]]) -> Iterator[Fault]:
    """Yield a fault for each id that was taken before."""
    first: dict[str, Fault] = {}
    for name, parsed, path in places:
        here = parsed.fault((*path, "id"), "")
        before = first.setdefault(name, here)
        if before is not here:
            yield parsed.fault(
                (*path, "id"), f"the id `{name}` is taken in {before.file}:{before.line}; choose another"
            )


def check_cards(cards: Sequence[Entry[Card]], known: Known) -> Iterator[Fault]:
    """Yield the faults of all cards."""
    for entry in cards:
        yield from _sizes(entry)
        yield from _statements(entry, known)
        yield from _links(entry, known)
        yield from _picture(entry, known)
    yield from _clashes(cards)


def _sizes(entry: Entry[Card]) -> Iterator[Fault]:
    card = entry.item
    for key, room, statements in (
        ("answer", ANSWER_ROOM, card.answer),
        ("doctor", DOCTOR_ROOM, card.doctor),
        ("points", FIRST_POINTS_ROOM, card.points[:2]),
    ):
        if (long := _length(statements)) > room:
            what = "the first two `points` have" if key == "points" else f"`{key}` has"
            yield entry.fault(f"{what} {long} characters, {long - room} over the limit of {room}", key)
    if (long := _length(card.statements())) > CARD_ROOM:
        yield entry.fault(f"the card has {long} characters, {long - CARD_ROOM} over the limit of {CARD_ROOM}")
    if card.kind is CardKind.MAGNESIUM and (lacking := [word for word in CAUTIONS if word not in card.cautions]):
        yield entry.fault(f"a magnesium card needs all four `cautions`; missing: {', '.join(lacking)}", "cautions")


def _picture(entry: Entry[Card], known: Known) -> Iterator[Fault]:
    picture = entry.item.picture
    if picture is not None and picture.file not in known.pictures:
        text = unknown("content/pictures/ has no file", picture.file, sorted(known.pictures))
        yield entry.fault(text, "picture", "file")


def _length(statements: Iterable[Statement]) -> int:
    return len(" ".join(statement.text for statement in statements))


def _statements(entry: Entry[Card], known: Known) -> Iterator[Fault]:
    seen: Counter[str] = Counter()
    for part, statements in _parts(entry.item):
        for place, statement in enumerate(statements):
            seen[statement.id] += 1
            if seen[statement.id] > 1:
                yield entry.fault(f"the statement id `{statement.id}` stands twice in this card", part, place, "id")
            for number, source in enumerate(statement.sources):
                if text := dead_source(source, known):
                    yield entry.fault(text, part, place, "sources", number)


def _parts(card: Card) -> tuple[tuple[str, tuple[Statement, ...]], ...]:
    return ("answer", card.answer), ("doctor", card.doctor), ("points", card.points), ("disagree", card.disagree)


def _links(entry: Entry[Card], known: Known) -> Iterator[Fault]:
    card = entry.item
    for key, what, names, targets in (
        ("causes", "card", card.causes, known.cards),
        ("related", "card", card.related, known.cards),
        ("names", "sign", card.names, known.signs),
    ):
        for place, name in enumerate(names):
            if targets is not None and name not in targets:
                yield entry.fault(unknown(f"no {what} has the id", name, sorted(targets)), key, place)
            elif what == "card" and name == card.id:
                yield entry.fault("the card links to itself", key, place)


def _clashes(cards: Sequence[Entry[Card]]) -> Iterator[Fault]:
    """Yield a fault for each title or alias that stands elsewhere too, since only one card can answer it."""
    first: dict[str, tuple[str, Fault]] = {}
    for entry in cards:
        named = [(entry.item.title, ("title",)), *((a, ("aliases", n)) for n, a in enumerate(entry.item.aliases))]
        for name, path in named:
            here = (entry.item.id, entry.fault("", *path))
            owner, before = first.setdefault(" ".join(name.casefold().split()), here)
            if owner != entry.item.id:
                text = (
                    f"`{name}` leads to the card `{owner}` already ({before.file}:{before.line}); choose another name"
                )
                yield entry.fault(text, *path)


def check_signs(signs: Iterable[Entry[Sign]], known: Known) -> Iterator[Fault]:
    """Yield the faults of all signs."""
    asked: Counter[tuple[str, str | None]] = Counter()
    for entry in signs:
        yield from _sources(entry, entry.item.sources, known)
        sign = entry.item
        if sign.check is None:
            continue
        groups = GROUPS[sign.level]
        asked[sign.level, sign.group] += 1
        if sign.group not in groups:
            yield entry.fault(f"a sign with `check` needs a `group`, one of: {', '.join(groups)}", "group")
        elif asked[sign.level, sign.group] > GROUP_ROOM:
            yield entry.fault(
                f"the group `{sign.group}` asks {GROUP_ROOM} signs already; choose another, or leave out `check` and `group`",
                "group",
            )


def check_notices(
    notices: Sequence[Entry[Notice]], there: AbstractSet[str], known: Known, file: Parsed
) -> Iterator[Fault]:
    """Yield the faults of the fixed texts."""
    for entry in notices:
        yield from _sources(entry, entry.item.sources, known)
        if not entry.item.sources and not entry.item.id.startswith(_ABOUT_CHARLEY):
            yield entry.fault("the text needs a source; only texts about Charley go without")
    for name in NEEDED_NOTICES:
        if name not in there:
            yield file.fault((), f"the text `{name}` is missing; the bot needs it")


def check_language(entry: Entry[LanguageFile], known: Known) -> Iterator[Fault]:
    """Yield the faults of a file of another language."""
    texts = [Entry(text, entry.parsed, ("texts", place)) for place, text in enumerate(entry.item.texts)]
    yield from same_ids((text.item.id, text.parsed, text.path) for text in texts)
    for text in texts:
        yield from _sources(text, text.item.sources, known)
        if text.item.id not in NEEDED_TEXTS:
            yield text.fault(unknown("no page shows the text", text.item.id, NEEDED_TEXTS), "id")
        elif not text.item.sources and not text.item.id.startswith(_ABOUT_CHARLEY):
            yield text.fault("the text needs a source; only texts about Charley go without")
    for name in NEEDED_TEXTS:
        if name not in {text.item.id for text in texts}:
            yield entry.fault(f"the text `{name}` is missing; the bot needs it", "texts")
    signs = [Entry(sign, entry.parsed, ("signs", place)) for place, sign in enumerate(entry.item.signs)]
    yield from same_ids((sign.item.id, sign.parsed, sign.path) for sign in signs)
    yield from _spoken(signs, known)
    for key, words in (("figures", entry.item.figures), ("search", entry.item.search)):
        yield from _one_meaning(entry, key, words)
    for key, lists in (("classes", entry.item.classes), ("cues", entry.item.cues)):
        yield from _brackets(entry, key, lists)


def _spoken(signs: Iterable[Entry[SpokenSign]], known: Known) -> Iterator[Fault]:
    """Yield a fault for each sign that English does not have."""
    for sign in signs:
        if known.signs is not None and sign.item.id not in known.signs:
            yield sign.fault(unknown("no sign has the id", sign.item.id, sorted(known.signs)), "id")


def _brackets(entry: Entry[LanguageFile], key: str, lists: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    """Yield a fault for each line with brackets inside brackets, of which half would not be read."""
    for name, lines in lists.items():
        for place, line in enumerate(lines):
            if _NESTED.search(line):
                yield entry.fault("brackets stand inside brackets here; write two lines", key, name, place)


def _one_meaning(entry: Entry[LanguageFile], key: str, words: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    """Yield a fault for each form that stands for two words."""
    meant: dict[str, str] = {}
    for word, forms in words.items():
        for place, form in enumerate(forms):
            if meant.setdefault(form, word) != word:
                yield entry.fault(f"`{form}` stands for `{meant[form]}` already", key, word, place)


def _sources(entry: Entry[Sign] | Entry[Notice], sources: Sequence[str], known: Known) -> Iterator[Fault]:
    for place, source in enumerate(sources):
        if text := dead_source(source, known):
            yield entry.fault(text, "sources", place)


def dead_source(reference: str, known: Known) -> str | None:
    """Return what is wrong with a reference to a source, if anything is."""
    if known.sources is None:
        return None
    source, _, part = reference.partition(":")
    if source not in known.sources:
        return unknown("no source has the id", source, sorted(known.sources))
    parts = known.sources[source]
    if parts is not None and part not in parts:
        return unknown(f"the source `{source}` has no section or fact", part, sorted(parts))
    return None


def check_menu(menu: Entry[Menu], known: Known) -> Iterator[Fault]:
    """Yield the faults of the menu."""
    for key in CARD_MENUS:
        yield from _listed(menu, (key,), getattr(menu.item, key), "card", known.cards)
    for level in ("emergency", "doctor"):
        yield from _listed(menu, ("first_signs", level), getattr(menu.item.first_signs, level), "sign", known.signs)


def _listed(
    menu: Entry[Menu], path: tuple[str, ...], names: Sequence[str], what: str, known: AbstractSet[str] | None
) -> Iterator[Fault]:
    if known is None:
        return
    for place, name in enumerate(names):
        if name not in known:
            yield menu.fault(unknown(f"no {what} has the id", name, sorted(known)), *path, place)
        elif name in names[:place]:
            yield menu.fault(f"`{name}` stands twice in `{path[-1]}`", *path, place)
