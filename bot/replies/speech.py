"""Read questions in other languages: each language is made ready when somebody first writes in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

from bot.knowledge.faults import ContentError
from bot.knowledge.languages import Languages, Spoken
from bot.knowledge.models import LanguageFile, Sign
from bot.text.stems import sound, stemmer
from bot.text.words import Tongue, fold, forms
from bot.triage.assess import Triage
from bot.triage.models import Level, SignRule
from bot.triage.patterns import PatternError

_STEMMERS: Final[Mapping[str, Callable[[], Callable[[str], str]]]] = {
    "de": lambda: stemmer("german"),
    "es": lambda: stemmer("spanish"),
    "fr": lambda: stemmer("french"),
    "hi": lambda: sound,
    "pt": lambda: stemmer("portuguese"),
}


@dataclass(frozen=True, slots=True)
class Speech:
    """Hold one language, ready to be read and answered in."""

    file: LanguageFile
    triage: Triage
    tongue: Tongue
    search: Mapping[str, str]

    def text(self, name: str) -> str:
        """Return one of the fixed texts."""
        return next(text.text for text in self.file.texts if text.id == name)

    def in_english(self, text: str) -> str:
        """Return the words of a text that the cards have too, in English."""
        words, stems = forms(text, self.tongue)
        found = (self.search.get(word) or self.search.get(stem) for word, stem in zip(words, stems, strict=True))
        return " ".join(dict.fromkeys(word for word in found if word))


class Speeches:
    """Give the languages that have a file; each is made once, whichever thread asks first."""

    def __init__(self, languages: Languages, signs: Sequence[Sign]) -> None:
        self._languages = languages
        self._signs = {sign.id: sign for sign in signs}
        self._made: dict[str, Speech | None] = {}
        self._lock = Lock()

    def get(self, code: str) -> Speech | None:
        """Return a language, or None if it has no file that can be used."""
        with self._lock:
            if code not in self._made:
                # A fault must not cost an answer: the reply is then in English, and `charley check` names the fault.
                try:
                    self._made[code] = self._speech(code)
                except (ContentError, PatternError):
                    self._made[code] = None
            return self._made[code]

    def faults(self) -> tuple[str, ...]:
        """Return every fault of every language, its patterns among them."""
        found = [str(fault) for fault in self._languages.faults()]
        for code in self._languages.codes:
            try:
                self._speech(code)
            except PatternError as error:
                found += error.faults
            except ContentError:
                continue
        return tuple(found)

    def _speech(self, code: str) -> Speech | None:
        spoken = self._languages.get(code)
        if spoken is None:
            return None
        tongue = tongue_of(code, spoken.file)
        search = _turned(spoken.file.search, tongue.stem)
        return Speech(spoken.file, _triage(spoken, self._signs, tongue), tongue, search)


def tongue_of(code: str, file: LanguageFile) -> Tongue:
    """Return how the words of a language are read."""
    short = {_folded(typed): tuple(_folded(meant).split()) for typed, meant in file.short.items()}

    def spell_out(word: str) -> tuple[str, ...]:
        if (meant := short.get(word)) is not None:
            return meant
        if "'" in word:
            return tuple(part for piece in word.split("'") for part in short.get(piece, (piece,)))
        return (word,)

    return Tongue(_STEMMERS[code](), spell_out, short, meanings=_turned(file.figures))


def _folded(text: str) -> str:
    return fold(text)[0]


def _turned(words: Mapping[str, Iterable[str]], stem: Callable[[str], str] | None = None) -> dict[str, str]:
    """Return for each form, and its stem if asked for, the word that it stands for."""
    found = {_folded(form): word for word, typed in words.items() for form in typed}
    return found if stem is None else {stem(form): word for form, word in found.items()} | found


def _triage(spoken: Spoken, signs: Mapping[str, Sign], tongue: Tongue) -> Triage:
    """Return the triage of a language, or raise PatternError with every fault behind its place."""
    rules = [
        SignRule(one.id, Level[signs[one.id].level.name], one.any, one.unless, signs[one.id].frame)
        for one in spoken.file.signs
    ]
    try:
        return Triage(rules, spoken.file.classes, spoken.file.cues, tongue=tongue)
    except PatternError as error:
        raise PatternError(tuple(_placed(fault, spoken) for fault in error.faults)) from None


def _placed(fault: str, spoken: Spoken) -> str:
    """Return *fault*, which begins with what it is about, behind the file and line of that."""
    place = next((place for what, place in spoken.places.items() if fault.startswith((f"{what}:", f"{what},"))), None)
    return f"{place or f'languages/{spoken.code}.yaml:1:1'}: {fault}"
