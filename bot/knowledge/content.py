"""Turn the files of content/ into one checked value, or into every fault that they have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from bot.knowledge.checks import Entry, Known, check_cards, check_menu, check_notices, check_signs, same_ids
from bot.knowledge.faults import ContentError, model_faults, unknown
from bot.knowledge.languages import LANGUAGES, Languages
from bot.knowledge.models import (
    Card,
    Coverage,
    Document,
    Glossary,
    Guideline,
    Locales,
    Menu,
    Notice,
    Sign,
    Source,
    SourceKind,
    WordLists,
)
from bot.knowledge.nodes import Fault, Parsed, Path, Value, parse
from bot.knowledge.reminders import Reminders, check_reminders
from bot.text.wordlist import WordList

AnyModel = TypeVar("AnyModel", bound=BaseModel)

_FOLDERS: Final = ("cards", "sources", "signs")
_FILES: Final = (
    "notices.yaml",
    "glossary.yaml",
    "menu.yaml",
    "locales.yaml",
    "reminders.yaml",
    "lexicon/classes.yaml",
    "lexicon/cues.yaml",
)
_CLASSES: Final = "classes"
"""Begins the name of every file of classes: `classes.yaml`, and `classes-….yaml` for those of one subject."""

_DOCUMENT_KINDS: Final = (SourceKind.ARTICLE, SourceKind.BLOG, SourceKind.VENDOR, SourceKind.LAY_DISCUSSION)


@dataclass(frozen=True, slots=True)
class Content:
    """Hold all that the library knows, in the order of its files.

    `places` says where a `sign ID`, a `class NAME` and a list `cues NAME` stand, for faults found later. `lexicon` maps the name of each further file of word lists (such as `common`) to its lists.
    """

    cards: Mapping[str, Card]
    sources: Mapping[str, Source]
    signs: tuple[Sign, ...]
    notices: Mapping[str, Notice]
    glossary: Glossary
    menu: Menu
    locales: Mapping[str, Mapping[str, str]]
    reminders: Reminders
    pictures: Mapping[str, bytes]
    words: WordList
    usual: tuple[str, ...]
    classes: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[str, ...]]
    lexicon: Mapping[str, Mapping[str, tuple[str, ...]]]
    places: Mapping[str, str]
    languages: Languages


@dataclass(slots=True)
class _Desk:
    """Hold what has been read so far, and every fault found on the way."""

    files: Mapping[str, Parsed]
    faults: list[Fault] = field(default_factory=list[Fault])

    def folder(self, name: str) -> list[Parsed]:
        return [parsed for file, parsed in self.files.items() if file.startswith(f"{name}/")]

    def model(self, kind: type[AnyModel], value: Value, parsed: Parsed, path: Path) -> AnyModel | None:
        try:
            return kind.model_validate(value)
        except ValidationError as error:
            self.faults.extend(model_faults(error, kind, parsed, path))
            return None

    def whole(self, kind: type[AnyModel], file: str) -> Entry[AnyModel] | None:
        """Return the model of a file that holds one."""
        parsed = self.files.get(file)
        if parsed is None or parsed.value is None:
            return None
        item = self.model(kind, parsed.value, parsed, ())
        return None if item is None else Entry(item, parsed, ())

    def items(self, key: str, files: Iterable[Parsed]) -> Iterator[tuple[dict[str, Value], Parsed, Path]]:
        """Yield the raw items of files that hold a list under one key."""
        for parsed in files:
            for place, value in enumerate(self._list(parsed, key)):
                if isinstance(value, dict):
                    yield value, parsed, (key, place)
                else:
                    self.faults.append(parsed.fault((key, place), f"an entry of `{key}` is expected to have keys"))

    def _list(self, parsed: Parsed, key: str) -> list[Value]:
        if parsed.value is None:
            return []
        if not isinstance(parsed.value, dict):
            self.faults.append(parsed.fault((), f"the file is expected to begin with `{key}:` and a list"))
            return []
        for other in parsed.value:
            if other != key:
                self.faults.append(parsed.fault((other,), unknown("unknown key", other, [key]), key=True))
        value = parsed.value.get(key)
        if isinstance(value, list):
            return value
        text = f"`{key}` is expected to hold a list" if key in parsed.value else f"the key `{key}` is missing"
        self.faults.append(parsed.fault((key,), text))
        return []


def assemble(
    files: Mapping[str, bytes],
    faults: Iterable[Fault] = (),
    pictures: Mapping[str, bytes] = MappingProxyType({}),
    words: Iterable[str] = (),
    usual: Iterable[str] = (),
) -> Content:
    """Return the content that the files and pictures hold, or raise ContentError with every fault of every file.

    *words* are ordinary words, each in every form, that are never taken for a typo; *usual* ones are what a typo may
    have been meant for, in the order of how often they are used.
    """
    # Another language is read when somebody first writes in it: a start must not wait for five of them.
    spoken = {file: data for file, data in files.items() if file.startswith(LANGUAGES)}
    read_now = sorted((file, data) for file, data in files.items() if file not in spoken)
    desk = _Desk({file: parse(file, data) for file, data in read_now}, list(faults))
    unreadable = {fault.file for fault in desk.faults}
    desk.faults.extend(fault for parsed in desk.files.values() for fault in parsed.faults)
    desk.faults.extend(_missing({*desk.files, *unreadable}))
    raw = {name: list(desk.items(name, desk.folder(name))) for name in _FOLDERS}
    raw["notices"] = list(desk.items("notices", [desk.files[file] for file in _FILES[:1] if file in desk.files]))
    for found in raw.values():
        named = ((value.get("id"), parsed, path) for value, parsed, path in found)
        desk.faults.extend(same_ids((name, parsed, path) for name, parsed, path in named if isinstance(name, str)))
    known = _known(desk, raw, unreadable, pictures)

    cards = _entries(desk, Card, raw["cards"])
    sources = _sources(desk, raw["sources"])
    signs = _entries(desk, Sign, raw["signs"])
    notices = _entries(desk, Notice, raw["notices"])
    glossary = desk.whole(Glossary, "glossary.yaml")
    menu = desk.whole(Menu, "menu.yaml")
    locales = desk.whole(Locales, "locales.yaml")
    reminders = desk.whole(Reminders, "reminders.yaml")
    lists = {parsed.file: desk.whole(WordLists, parsed.file) for parsed in desk.folder("lexicon")}
    desk.faults.extend(_twice(entry for entry in lists.values() if entry is not None))

    desk.faults.extend(check_cards(cards, known))
    desk.faults.extend(check_signs(signs, known))
    if (parsed := desk.files.get("notices.yaml")) is not None and parsed.value is not None:
        desk.faults.extend(
            check_notices(notices, {str(value.get("id")) for value, _, _ in raw["notices"]}, known, parsed)
        )
    if menu is not None:
        desk.faults.extend(check_menu(menu, known))
    if reminders is not None:
        desk.faults.extend(check_reminders(reminders, known))
    if desk.faults or glossary is None or menu is None or locales is None or reminders is None:
        raise ContentError(desk.faults)
    lexicon = {
        file.removeprefix("lexicon/").removesuffix(".yaml"): MappingProxyType(entry.item.root)
        for file, entry in lists.items()
        if entry is not None
    }
    classes = {
        name: lines for file in sorted(lexicon) if file.startswith(_CLASSES) for name, lines in lexicon[file].items()
    }
    return Content(
        cards=MappingProxyType({entry.item.id: entry.item for entry in cards}),
        sources=MappingProxyType({source.id: source for source in sources}),
        signs=tuple(entry.item for entry in signs),
        notices=MappingProxyType({entry.item.id: entry.item for entry in notices}),
        glossary=glossary.item,
        menu=menu.item,
        locales=MappingProxyType(locales.item.root),
        reminders=reminders.item,
        pictures=MappingProxyType(dict(pictures)),
        words=WordList(words),
        usual=tuple(usual),
        classes=MappingProxyType(classes),
        cues=lexicon.pop("cues"),
        lexicon=MappingProxyType({name: found for name, found in lexicon.items() if not name.startswith(_CLASSES)}),
        languages=Languages(spoken, known),
        places=MappingProxyType(_places(signs, [entry for entry in lists.values() if entry is not None])),
    )


def _places(signs: Iterable[Entry[Sign]], lists: Iterable[Entry[WordLists]]) -> dict[str, str]:
    """Return where each sign and each list of words begins, as `file:line:column`."""
    found = {f"sign {entry.item.id}": entry.fault("", "id") for entry in signs}
    for entry in lists:
        kind = "cues" if entry.parsed.file.endswith("cues.yaml") else "class"
        found |= {f"{kind} {name}": entry.fault("", name) for name in entry.item.root}
    return {what: f"{fault.file}:{fault.line}:{fault.column}" for what, fault in found.items()}


def _twice(lists: Iterable[Entry[WordLists]]) -> Iterator[Fault]:
    """Yield a fault for each class that an earlier file of classes has too."""
    known: dict[str, str] = {}
    for entry in lists:
        if not entry.parsed.file.startswith(f"lexicon/{_CLASSES}"):
            continue
        for name in entry.item.root:
            if name in known:
                yield entry.fault(f"`{name}` stands in {known[name]} too; keep one of them", name)
            known.setdefault(name, entry.parsed.file)


def draft(files: Mapping[str, bytes], name: str) -> Card | None:
    """Return the card called *name* if it is whole in itself, whatever else is wrong with the files."""
    desk = _Desk({file: parse(file, data) for file, data in files.items() if file.startswith("cards/")})
    raw = [one for one in desk.items("cards", desk.files.values()) if one[0].get("id") == name]
    entries = _entries(desk, Card, raw[:1])
    return entries[0].item if entries else None


def coverage(file: str, data: bytes) -> Coverage:
    """Return what the coverage file says, or raise ContentError with its faults."""
    parsed = parse(file, data)
    desk = _Desk({file: parsed}, list(parsed.faults))
    entry = desk.whole(Coverage, file)
    if desk.faults or entry is None:
        raise ContentError(desk.faults)
    return entry.item


def _missing(there: Collection[str]) -> Iterator[Fault]:
    """Yield a fault for each file and folder without which the bot cannot start."""
    for file in _FILES:
        if file not in there:
            yield Fault(file, 1, 1, "the file is missing")
    for name in _FOLDERS:
        if not any(file.startswith(f"{name}/") for file in there):
            yield Fault(f"{name}/", 1, 1, "no file ending in .yaml is here")


Raw = Sequence[tuple[dict[str, Value], Parsed, Path]]


def _entries(desk: _Desk, kind: type[AnyModel], raw: Raw) -> list[Entry[AnyModel]]:
    made = ((desk.model(kind, value, parsed, path), parsed, path) for value, parsed, path in raw)
    return [Entry(item, parsed, path) for item, parsed, path in made if item is not None]


def _sources(desk: _Desk, raw: Raw) -> list[Source]:
    """Return the sources; what a source must hold depends on its kind."""
    sources: list[Source] = []
    for value, parsed, path in raw:
        kind = value.get("kind")
        if not isinstance(kind, str) or kind not in list(SourceKind):
            text = (
                unknown("unknown kind of source", str(kind), list(SourceKind)) if kind else "the source needs a `kind`"
            )
            desk.faults.append(parsed.fault((*path, "kind"), text))
            continue
        model = Document if kind in _DOCUMENT_KINDS else Guideline
        if source := desk.model(model, value, parsed, path):
            sources.append(source)
    return sources


def _known(desk: _Desk, raw: Mapping[str, Raw], unreadable: set[str], pictures: Collection[str]) -> Known:
    """Return every id the files speak of; None for a kind of which not all could be read."""

    def ids(name: str) -> set[str] | None:
        files = desk.folder(name)
        lost = any(file.startswith(f"{name}/") for file in unreadable)
        if lost or not files or any(not isinstance(parsed.value, dict) or name not in parsed.value for parsed in files):
            return None
        return {str(value.get("id")) for value, _, _ in raw[name]}

    parts: dict[str, set[str] | None] = {}
    for value, _, _ in raw["sources"]:
        held = value.get("sections", value.get("facts"))
        parts[str(value.get("id"))] = set(held) if isinstance(held, dict) else None
    return Known(
        cards=ids("cards"),
        signs=ids("signs"),
        sources=parts if ids("sources") is not None else None,
        pictures=frozenset(pictures),
    )
