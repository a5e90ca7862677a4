"""Read the files of other languages, each when somebody first writes in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Final

from pydantic import ValidationError

from bot.knowledge.checks import Entry, Known, check_language
from bot.knowledge.faults import ContentError, model_faults, unknown
from bot.knowledge.models import LanguageFile
from bot.knowledge.nodes import Fault, parse

LANGUAGES: Final = "languages/"

CODES: Final = ("de", "es", "fr", "hi", "pt")
"""The languages that are told apart; a file is called after one of them."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Hold one language as its file has it; `places` says where a sign, a class or a cue list stands."""

    code: str
    file: LanguageFile
    places: Mapping[str, str]


class Languages:
    """Give the other languages; each is read and checked once, and stays."""

    def __init__(self, files: Mapping[str, bytes], known: Known) -> None:
        """Keep the files unread; *known* holds what they may speak of."""
        self._files = dict(files)
        self._known = known
        self._read: dict[str, Spoken] = {}
        self._lock = Lock()

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the languages that have a file."""
        return tuple(code for code in CODES if _name(code) in self._files)

    def get(self, code: str) -> Spoken | None:
        """Return a language, or None if there is no file of it; raise ContentError if the file has faults."""
        if _name(code) not in self._files:
            return None
        with self._lock:
            if code not in self._read:
                self._read[code] = _spoken(code, self._files[_name(code)], self._known)
            return self._read[code]

    def faults(self) -> tuple[Fault, ...]:
        """Return every fault of every file."""
        found = [*self._strange()]
        for code in self.codes:
            try:
                self.get(code)
            except ContentError as error:
                found += error.faults
        return tuple(sorted(found))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Languages) and self._files == other._files

    def __hash__(self) -> int:
        return hash(frozenset(self._files.items()))

    def _strange(self) -> Iterable[Fault]:
        """Yield a fault for each file of a language that is not told apart."""
        for file in sorted(self._files):
            code = file.removeprefix(LANGUAGES).removesuffix(".yaml")
            if code not in CODES:
                yield Fault(file, 1, 1, unknown("no question is read as the language", code, CODES))


def _name(code: str) -> str:
    return f"{LANGUAGES}{code}.yaml"


def _spoken(code: str, data: bytes, known: Known) -> Spoken:
    """Return a language, or raise ContentError with every fault of its file."""
    parsed = parse(_name(code), data)
    if parsed.faults or parsed.value is None:
        raise ContentError(parsed.faults)
    try:
        file = LanguageFile.model_validate(parsed.value)
    except ValidationError as error:
        raise ContentError(model_faults(error, LanguageFile, parsed, ())) from error
    entry = Entry(file, parsed, ())
    if faults := list(check_language(entry, known)):
        raise ContentError(faults)
    return Spoken(code, file, _places(entry))


def _places(entry: Entry[LanguageFile]) -> dict[str, str]:
    """Return where each sign, class and cue list begins, as `file:line:column`."""
    file = entry.item
    found = {f"sign {sign.id}": entry.fault("", "signs", place) for place, sign in enumerate(file.signs)}
    found |= {f"class {name}": entry.fault("", "classes", name) for name in file.classes}
    found |= {f"cues {name}": entry.fault("", "cues", name) for name in file.cues}
    return {what: f"{fault.file}:{fault.line}:{fault.column}" for what, fault in found.items()}
