"""What the library is made of: cards, statements, sources, signs and the words around them.

The models reject what they do not know. Every rule that needs more than one file (links, unknown sources)
is checked by `bot.knowledge.loader`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, StringConstraints


def _real_day(day: str) -> str:
    """Return the day unchanged when the calendar has it."""
    date.fromisoformat(day)
    return day


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
"""A lower-case name with hyphens; at most 40 characters so that it fits a custom_id beside others."""

PartKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
"""The name of a section of a document or of a fact of a guideline, such as 48-hours."""

SourceRef = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+:[a-z0-9-]+$")]
"""`source:part`, where part is a section of a document or a fact of a guideline."""

Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_real_day)]
"""A calendar day, such as 2026-11-21."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Model(BaseModel):
    """Reject unknown keys and stay unchanged after loading."""

    # Most files of a start need only some of the models: each is made ready when it is first used.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Grade(StrEnum):
    """Say how far a statement can be trusted."""

    ESTABLISHED = "established"
    PLAUSIBLE = "plausible"
    CONTESTED = "contested"
    CORRECTED = "corrected"
    OPINION = "opinion"


class CardKind(StrEnum):
    """Name the shelf a card stands on."""

    SYMPTOM = "symptom"
    CAUSE = "cause"
    CONDITION = "condition"
    RELIEF = "relief"
    MAGNESIUM = "magnesium"
    MECHANISM = "mechanism"
    TEST = "test"
    TREATMENT = "treatment"
    WORD = "word"
    GUIDE = "guide"


class Statement(Model):
    """Hold one sentence or point of a card, with its sources and its grade."""

    id: Id
    text: Annotated[Text, Field(max_length=400)]
    grade: Grade
    sources: Annotated[tuple[SourceRef, ...], Field(min_length=1)]


class Picture(Model):
    """Hold a drawing of a card: a file of content/pictures/, and the words that stand for it where it is not seen."""

    file: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.png$", max_length=60)]
    alt: Annotated[Text, Field(max_length=1024)]


class Card(Model):
    """Hold one entry of the library.

    `answer` is the short answer, `points` what follows, `doctor` what stands under *See a doctor if*, and `disagree`
    what stands under *Where sources disagree*. `causes` are card ids, from harmless to serious. `names` are
    the signs that the card's own title or aliases speak of.
    """

    id: Id
    kind: CardKind
    title: Annotated[Text, Field(max_length=60)]
    aliases: Annotated[tuple[Annotated[Text, Field(max_length=80)], ...], Field(min_length=4)]
    answer: Annotated[tuple[Statement, ...], Field(min_length=1, max_length=3)]
    points: Annotated[tuple[Statement, ...], Field(min_length=1, max_length=9)]
    doctor: Annotated[tuple[Statement, ...], Field(min_length=1, max_length=3)]
    disagree: tuple[Statement, ...] = ()
    causes: Annotated[tuple[Id, ...], Field(max_length=10)] = ()
    related: Annotated[tuple[Id, ...], Field(max_length=5)] = ()
    cautions: tuple[Literal["kidney", "pregnancy", "child", "medicine"], ...] = ()
    names: tuple[Id, ...] = ()
    picture: Picture | None = None
    reviewed: Day

    def statements(self) -> tuple[Statement, ...]:
        """Return every statement of the card, in reading order."""
        return (*self.answer, *self.doctor, *self.points, *self.disagree)


class CardFile(Model):
    """Hold the cards of one file."""

    cards: tuple[Card, ...]


class SourceKind(StrEnum):
    """Say what a source is, so that nobody takes an advert for a guideline."""

    ARTICLE = "article"
    BLOG = "blog"
    VENDOR = "vendor"
    LAY_DISCUSSION = "lay-discussion"
    GUIDELINE = "guideline"
    REVIEW = "review"


class Document(Model):
    """Hold one of the five documents, with the sections that a statement can cite."""

    id: Id
    kind: Literal[SourceKind.ARTICLE, SourceKind.BLOG, SourceKind.VENDOR, SourceKind.LAY_DISCUSSION]
    title: Text
    publisher: Text
    dated: Text
    seen: Day
    about: Text
    sections: Annotated[dict[PartKey, Text], Field(min_length=1)]


class Guideline(Model):
    """Hold one public guideline or review, with the facts taken from it, each in our own words.

    `checked` is false where the page was not re-read for Charley; the reader is told so.
    """

    id: Id
    kind: Literal[SourceKind.GUIDELINE, SourceKind.REVIEW]
    title: Text
    publisher: Text
    dated: Text = "undated"
    seen: Day
    checked: bool
    address: Text | None = None
    facts: Annotated[dict[PartKey, Text], Field(min_length=1)]


Source = Document | Guideline


class SourceFile(Model):
    """Hold the sources of one file."""

    sources: tuple[Annotated[Source, Field(union_mode="left_to_right")], ...]


GROUPS = {
    "emergency": ("heart-breath", "brain", "body", "poison-medicine", "mind-pregnancy-child"),
    "doctor": ("nerves", "muscle", "pattern", "health", "medicine"),
}
"""The fields of each step of **Check mine**: Discord allows five in a form."""


class SignLevel(StrEnum):
    """Name the level of a sign."""

    EMERGENCY = "emergency"
    DOCTOR = "doctor"


class SignTests(Model):
    """Hold texts that must show a sign, and texts that must not."""

    hit: Annotated[tuple[Text, ...], Field(min_length=4)]
    miss: Annotated[tuple[Text, ...], Field(min_length=2)]


class Sign(Model):
    """Hold one warning sign.

    `say` completes *You mentioned …* in plain words; `check` is the line a person ticks in **Check mine**, in the
    `group` of its step; `action` replaces the level's usual action; `rows` are rows of the list of warning signs that
    the first signs were made from, and a new sign has none. What `any` finds shows the sign; what `maybe` finds shows it
    where something else speaks for its level, too.
    """

    id: Id
    level: SignLevel
    say: Annotated[Text, Field(max_length=60)]
    check: Annotated[Text, Field(max_length=95)] | None = None
    group: Id | None = None
    action: Annotated[Text, Field(max_length=300)] | None = None
    helpline: Literal["crisis"] | None = None
    sources: Annotated[tuple[SourceRef, ...], Field(min_length=1)]
    rows: tuple[Annotated[str, StringConstraints(pattern=r"^[abc]\d+$")], ...] = ()
    any: Annotated[tuple[Text, ...], Field(min_length=1)]
    maybe: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()
    frame: Literal["person", "question", "any"] = "person"
    tests: SignTests
    reviewed: Day


class SignFile(Model):
    """Hold the signs of one file."""

    signs: tuple[Sign, ...]


class Notice(Model):
    """Hold one fixed text of the bot; it cites a source wherever it carries a fact."""

    id: Id
    text: Annotated[Text, Field(max_length=1000)]
    sources: tuple[SourceRef, ...] = ()


class NoticeFile(Model):
    """Hold the fixed texts of one file."""

    notices: tuple[Notice, ...]


Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
"""A word or a few words that a person types."""

WordList = Annotated[tuple[Word, ...], Field(min_length=1)]


class Glossary(Model):
    """Hold the words around the cards.

    `names` are medical names, each counted as one word of two syllables in the reading test. `synonyms` and
    `misspellings` say which words are read as which. A question with one of the `topics` is probably ours;
    `near_topics` belong to much else too, and `everyday` words say little about what a question is about.
    A message made of `greetings` alone is no question.
    """

    names: Annotated[tuple[Word, ...], Field(max_length=60)]
    topics: WordList
    near_topics: tuple[Word, ...] = ()
    everyday: tuple[Word, ...] = ()
    synonyms: dict[Word, WordList] = Field(default_factory=dict)
    misspellings: dict[Word, WordList] = Field(default_factory=dict)
    greetings: WordList = ()


MenuList = Annotated[tuple[Id, ...], Field(min_length=1, max_length=10)]


class FirstSigns(Model):
    """Hold the signs that stand first, on the page of warning signs and in **Check mine**."""

    emergency: MenuList
    doctor: MenuList


CARD_MENUS = ("popular", "relief", "learn", "magnesium", "redflags")
"""The lists of a menu that hold cards."""


class Menu(Model):
    """Hold what stands first: the cards offered before a person has typed anything, and the first signs."""

    popular: MenuList
    relief: MenuList
    learn: MenuList
    magnesium: MenuList
    redflags: MenuList
    first_signs: FirstSigns


Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]


class WordLists(RootModel[dict[Word, Annotated[tuple[Phrase, ...], Field(min_length=1)]]]):
    """Hold named lists of phrases, as the lexicon of the triage has them."""

    model_config = ConfigDict(frozen=True)


Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-([A-Z]{2}|[0-9]{3}))?$")]
"""A language as Discord names it, such as de, pt-BR or es-419."""


class Locales(RootModel[dict[Language, Annotated[dict[Text, Text], Field(min_length=1)]]]):
    """Hold the names and descriptions of the commands in other languages: English text -> text."""

    model_config = ConfigDict(frozen=True)


WordMap = dict[Word, WordList]
"""What stands for what: a word of ours -> the forms that people type."""

PhraseLists = dict[Word, Annotated[tuple[Phrase, ...], Field(min_length=1)]]


class SpokenSign(Model):
    """Hold the words of one sign in another language; `id` is that of the English sign, which has the level."""

    id: Id
    say: Annotated[Text, Field(max_length=60)]
    any: Annotated[tuple[Text, ...], Field(min_length=1)]
    unless: tuple[Text, ...] = ()


class SpokenTitles(Model):
    """Hold the titles of the pages in another language."""

    emergency: Annotated[Text, Field(max_length=60)]
    doctor: Annotated[Text, Field(max_length=60)]
    crisis: Annotated[Text, Field(max_length=60)]
    none: Annotated[Text, Field(max_length=60)]


class LanguageFile(Model):
    """Hold another language: what is said in it, how people type it, and the signs that are read in it.

    `said` opens the names of the signs found, `private` is the label of a button. `short` are typed forms and the words
    they stand for. `figures` maps English words that count or join (week, two, or) to the forms of this language, `search`
    maps words of the cards to them. `classes` and `cues` are those of this language alone.
    """

    name: Annotated[Text, Field(max_length=40)]
    titles: SpokenTitles
    said: Annotated[Text, Field(max_length=60)]
    private: Annotated[Text, Field(max_length=80)]
    texts: Annotated[tuple[Notice, ...], Field(min_length=1)]
    short: dict[Word, Word] = Field(default_factory=dict[str, str])
    figures: WordMap = Field(default_factory=dict[str, tuple[str, ...]])
    search: WordMap = Field(default_factory=dict[str, tuple[str, ...]])
    classes: PhraseLists = Field(default_factory=dict[str, tuple[str, ...]])
    cues: PhraseLists
    signs: Annotated[tuple[SpokenSign, ...], Field(min_length=1)]


class CoverageLine(Model):
    """Hold one claim of a document: which statements carry it, or why it was left out."""

    claim: Text
    carried_by: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")], ...] = ()
    left_out: Text | None = None


class CoverageSection(Model):
    """Hold the claims of one section."""

    section: PartKey
    lines: Annotated[tuple[CoverageLine, ...], Field(min_length=1)]


class CoverageDocument(Model):
    """Hold the sections of one document."""

    document: Id
    sections: Annotated[tuple[CoverageSection, ...], Field(min_length=1)]


class Coverage(Model):
    """Say where each claim of the five documents went."""

    documents: Annotated[tuple[CoverageDocument, ...], Field(min_length=1)]
