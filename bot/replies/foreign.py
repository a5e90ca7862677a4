"""Answer a question that is not in English: in its language where Charley has it, and never with less than English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.knowledge.library import Library
from bot.knowledge.loader import Content
from bot.knowledge.models import Card, Sign
from bot.replies.cards import AFRESH
from bot.replies.codes import pack
from bot.replies.page import Action, Block, Button, Heading, Page, Paragraph, Weight
from bot.replies.speech import Speech, Speeches
from bot.replies.warnings import SHOWN, is_crisis
from bot.text.language import Language, language
from bot.text.words import Span
from bot.triage.models import Assessment, Finding, Level

IN: Final = "in-"
"""Begins what stands in place of a card in the button of a public answer that is not in English."""

TITLE: Final = "I read English best"
PRIVATE: Final = "Answer me privately"
OFFERED: Final = 2
"""Cards offered under a reply in another language; they are in English."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Hold what was found in one text that is not in English, and the page that says it."""

    page: Page
    assessment: Assessment
    cards: tuple[str, ...]
    language: Language


class Foreign:
    """Answer in other languages; a language is made ready at its first question."""

    def __init__(self, content: Content, library: Library) -> None:
        self._content = content
        self._library = library
        self._signs = {sign.id: sign for sign in content.signs}
        self.speeches = Speeches(content.languages, content.signs)

    def reply(self, text: str, english: Assessment) -> Reply | None:
        """Return the reply to a text that is not in English; None if it is, or if English alone has read a sign.

        *english* is what English reads in the text; the graver of both counts.
        """
        spoken = language(text, self._content.words)
        if spoken == "en":
            return None
        # What merely sounds like a sign to English means nothing in another language: only named signs count.
        named = Assessment(_gravest(english.findings), english.findings, english.discounted)
        speech = self.speeches.get(spoken)
        if speech is None:
            if named.level is not Level.NONE:
                return None
            cards = self._cards(text)
            return Reply(self._page(None, named, cards), named, _ids(cards), spoken)
        found = joined(speech.triage.assess(text), named)
        cards = self._cards(speech.in_english(text))
        return Reply(self._page(speech, found, cards), found, _ids(cards), spoken)

    def mention(self, reply: Reply, asker: int) -> Page:
        """Return the public form of a reply: no cards, and a button for the asker alone."""
        speech = self.speeches.get(reply.language)
        page = self._page(speech, reply.assessment, ())
        if is_crisis(self._found(reply.assessment)):
            return page
        taken = len(f"{Action.PRIVATE.value}:::::{asker}{IN}{reply.language}")
        signs = pack((finding.sign for finding in reply.assessment.findings), 94 - taken)
        label = speech.file.private if speech else PRIVATE
        button = Button(Action.PRIVATE, label, (str(asker), f"{IN}{reply.language}", signs), Weight.MAIN)
        return Page(page.blocks, level=page.level, buttons=(button,))

    def privately(self, spoken: str, signs: Iterable[str]) -> Page:
        """Return the private form of a public answer in a language, from the signs that its button carries."""
        findings = tuple(Finding(name, Level[self._signs[name].level.name], ()) for name in signs)
        return self._page(self.speeches.get(spoken), Assessment(_gravest(findings), findings), ())

    def _cards(self, text: str) -> tuple[Card, ...]:
        """Return the cards that fit the words of a text, none if the library does not know the matter."""
        result = self._library.search(text, OFFERED)
        return tuple(hit.card for hit in result.hits[:OFFERED]) if result.known else ()

    def _found(self, assessment: Assessment) -> tuple[Sign, ...]:
        return tuple(self._signs[finding.sign] for finding in assessment.findings)

    def _page(self, speech: Speech | None, assessment: Assessment, cards: Sequence[Card]) -> Page:
        found = self._found(assessment)
        if speech is None:
            return self._in_english(cards)
        if is_crisis(found):
            return Page(_crisis(speech, found), level=assessment.level)
        if assessment.level is Level.NONE:
            return Page(_calm(speech), buttons=_ways_on(cards))
        blocks = _warning(speech, found, assessment.level)
        # Under an emergency a calm card would contradict it: there none is offered.
        shown = cards if assessment.level is Level.DOCTOR else ()
        buttons = (Button(Action.SEND, "Send to me"), *_offers(shown), _all_signs())
        return Page(blocks, level=assessment.level, buttons=buttons)

    def _in_english(self, cards: Sequence[Card]) -> Page:
        """Return the page for a language that Charley does not have."""
        notices = self._content.notices
        blocks = (
            Heading(TITLE, 2),
            Paragraph(notices["about-english"].text),
            Paragraph(notices["about-emergency"].text),
            Paragraph(notices["see-a-doctor"].text),
        )
        return Page(blocks, buttons=_ways_on(cards))


def joined(own: Assessment, english: Assessment) -> Assessment:
    """Return what two readings of one text found together.

    An English word for an emergency counts, unless the text's own language has read the same words, be it that it denies
    them; a lesser sign may be a mere likeness, as a *pain* in French is bread.
    """
    read = [one.words for one in own.discounted]
    read += [words for one in own.findings for words in one.words]
    known = {finding.sign for finding in own.findings}
    urgent = [one for one in english.findings if one.level is Level.EMERGENCY and one.sign not in known]
    added = [one for one in urgent if not _overlaps(one.words, read)]
    findings = tuple(sorted((*own.findings, *added), key=lambda one: (-one.level, one.words, one.sign)))
    return Assessment(_gravest(findings), findings, own.discounted)


def _overlaps(words: Iterable[Span], read: Sequence[Span]) -> bool:
    """Tell whether a passage shares words with one of those read."""
    return any(a < end and start < b for start, end in words for a, b in read)


def _gravest(findings: Iterable[Finding]) -> Level:
    return max((finding.level for finding in findings), default=Level.NONE)


def _ids(cards: Iterable[Card]) -> tuple[str, ...]:
    return tuple(card.id for card in cards)


def _warning(speech: Speech, signs: Sequence[Sign], level: Level) -> tuple[Block, ...]:
    """Return the warning for the signs, the gravest first."""
    said = Paragraph(f"{speech.file.said} {'; '.join(f'**{_say(speech, sign)}**' for sign in signs[:SHOWN])}.")
    cards = Paragraph(f"-# {speech.text('about-cards')}")
    if level is Level.EMERGENCY:
        return (
            Heading(speech.file.titles.emergency, 2),
            Paragraph(speech.text("emergency-action")),
            said,
            Paragraph(speech.text("emergency-numbers")),
            cards,
        )
    return Heading(speech.file.titles.doctor, 2), Paragraph(speech.text("doctor-action")), said, cards


def _say(speech: Speech, sign: Sign) -> str:
    """Return the name of a sign in a language, in English if the language has none."""
    return next((one.say for one in speech.file.signs if one.id == sign.id), sign.say)


def _crisis(speech: Speech, signs: Sequence[Sign]) -> tuple[Block, ...]:
    """Return kind words and helplines alone; whoever also took something is first told to get help now."""
    blocks: list[Block] = [Heading(speech.file.titles.crisis, 2), Paragraph(speech.text("crisis-action"))]
    if any(sign.helpline is None and sign.level.value == Level.EMERGENCY.word for sign in signs):
        blocks += [Paragraph(speech.text("emergency-action")), Paragraph(speech.text("emergency-numbers"))]
    return (*blocks, Paragraph(speech.text("crisis-lines")))


def _calm(speech: Speech) -> tuple[Block, ...]:
    """Return that English is read best, with the lines that hold in any case."""
    return (
        Heading(speech.file.titles.none, 2),
        Paragraph(speech.text("about-english")),
        Paragraph(speech.text("about-emergency")),
        Paragraph(speech.text("see-a-doctor")),
        Paragraph(f"-# {speech.text('about-cards')}"),
    )


def _offers(cards: Iterable[Card]) -> tuple[Button, ...]:
    return tuple(Button(Action.CARD, card.title, (card.id, AFRESH)) for card in cards)


def _all_signs() -> Button:
    return Button(Action.REDFLAGS, "All warning signs", (AFRESH,))


def _ways_on(cards: Iterable[Card]) -> tuple[Button, ...]:
    """Return the buttons of a reply that found no sign: cards that fit, and asking again."""
    return (*_offers(cards), Button(Action.ASK, "Ask a question", weight=Weight.MAIN), _all_signs())
