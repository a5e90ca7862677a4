"""The desk: every question and look-up comes here and leaves as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.knowledge.library import Hit, Library
from bot.knowledge.loader import Content
from bot.knowledge.models import Card, CardKind, Sign
from bot.replies import about, cards, signs, why
from bot.replies.codes import code, pack, unpack
from bot.replies.foreign import IN, Foreign, Reply
from bot.replies.page import Action, Block, Button, Gap, Heading, Page, Paragraph, Weight
from bot.replies.reading import Reader
from bot.replies.soft import question
from bot.replies.warnings import is_crisis, named, quoted, warning
from bot.triage.assess import Triage
from bot.triage.models import Assessment, Level

ALSO = 2
"""Further cards offered under the best one."""

SEARCHED = 10
"""Cards looked at, so that a command's own shelves come first."""

NEARLY = 0.4
"""Share of the best score from which on a card of the command's own shelf comes before it."""

FRAGMENT = 3
"""A direct message with fewer words gets the three best ways to ask, and the cards that fit, unless it names a sign."""

ALL_KINDS = tuple(CardKind)

HELLO = "hello"
"""What stands in place of a card where a mention was no more than a greeting."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what was found in one text, and the page that says it; `foreign` is set where the text is not in English."""

    page: Page
    assessment: Assessment
    cards: tuple[str, ...]
    known: bool
    foreign: Reply | None = None


class Desk:
    """Answer questions and look-ups. It knows no Discord, keeps nothing and always answers the same."""

    def __init__(self, content: Content, library: Library, triage: Triage, version: str) -> None:
        self.content = content
        self.library = library
        self.triage = triage
        self.version = version
        names = (name for card in content.cards.values() for name in (card.title, *card.aliases))
        self._reader = Reader(triage, names)
        self.foreign = Foreign(content, library)
        self._signs = {sign.id: sign for sign in content.signs}
        self._codes = {code(sign.id): sign.id for sign in content.signs}

    def ask(self, text: str, kinds: Sequence[CardKind] = ALL_KINDS, matter: str = "") -> Answer:
        """Return the answer to a free text: signs first, the best cards after.

        *matter* is what the command itself is about, so that nobody needs to type it.
        """
        assessment = self._reader.read(text, matter)
        if (reply := self.foreign.reply(text, assessment)) is not None:
            return Answer(reply.page, reply.assessment, reply.cards, bool(reply.cards), reply)
        result = self.library.search(f"{matter} {text}" if matter else text, limit=SEARCHED)
        found = _of_kinds(result.hits, kinds)[: 1 + ALSO] if result.known else ()
        if not found and _is_short(text) and (own := self.library.exact(matter)):
            found = (own,)
        if assessment.level is Level.NONE:
            page = about.greeting_page(self.content) if self._is_greeting(text) else self._calm(found)
        else:
            page = self._alarm(assessment, quoted(self.content, assessment, text), found)
        page = _explained(page, assessment, text, self._found(assessment))
        return Answer(page, assessment, tuple(card.id for card in found), result.known)

    def why(self, packed: str, shown: str) -> Page:
        """Return why words were counted or not; *shown* is the text of the reply that the button stands under."""
        return why.why_page(packed, {short: self._signs[name] for short, name in self._codes.items()}, shown)

    def topic(self, value: str, kinds: Sequence[CardKind], matter: str = "") -> Page:
        """Return the card whose offered value was chosen; any other text is answered as a question."""
        card = self.library.exact(value, ALL_KINDS)
        if card is not None:
            return cards.card_page(self.content, card)
        return self.ask(value, kinds, matter).page

    def redflags(self, value: str | None) -> Page:
        """Return the warning signs, or for a topic its own card."""
        return signs.redflags_page(self.content) if value is None else self.topic(value, ALL_KINDS)

    def card(self, name: str) -> Card | None:
        """Return the card called *name*."""
        return self.library.card(name)

    def message(self, text: str) -> Page:
        """Return the answer to a direct message: a greeting or a fragment gets the best ways to ask."""
        answer = self.ask(text)
        if answer.foreign:
            return answer.page
        if answer.assessment.level is Level.NONE and (self._is_greeting(text) or _is_short(text)):
            page = about.greeting_page(self.content)
            return Page(page.blocks, buttons=(*self._offers(answer.cards, cards.AFRESH), *page.buttons), menu=page.menu)
        return answer.page

    def check(self, text: str) -> Page:
        """Return what the context menu says of somebody's message: the warning, or that none was found."""
        answer = self.ask(text)
        if answer.foreign:
            return answer.page
        if answer.assessment.level is not Level.NONE:
            shown = [self.content.cards[name] for name in answer.cards]
            said = quoted(self.content, answer.assessment, text, "This was mentioned:")
            return self._alarm(answer.assessment, said, shown)
        blocks = (
            Heading("No warning sign found", 2),
            Paragraph(self.content.notices["check-none-found"].text),
            Paragraph(self.content.notices["see-a-doctor"].text),
        )
        buttons = (Button(Action.MINE, "Check mine", weight=Weight.MAIN), *self._offers(answer.cards, cards.IN_PLACE))
        return Page(blocks, buttons=buttons)

    def mention(self, text: str, asker: int) -> Page:
        """Return the public answer to a mention: no quoted words, and a button for the asker alone."""
        answer = self.ask(text)
        if answer.foreign:
            return self.foreign.mention(answer.foreign, asker)
        private = Button(Action.PRIVATE, "Answer me privately", self._private_args(asker, answer), Weight.MAIN)
        if answer.assessment.level is not Level.NONE:
            return self._public_warning(answer.assessment, private)
        if not answer.known:
            if self._is_greeting(text) or _is_short(text):
                private = Button(Action.PRIVATE, "Answer me privately", (str(asker), HELLO, "0"), Weight.MAIN)
                return Page(about.greeting_page(self.content).blocks, buttons=(private,))
            return Page(about.unknown_page(self.content).blocks, buttons=(private,))
        card = self.content.cards[answer.cards[0]]
        short = (
            Heading(card.title, 2),
            Paragraph(cards.sentence(card.answer)),
            Heading("See a doctor if"),
            cards.doctor_lines(card),
        )
        return Page(short, buttons=(private,))

    def _public_warning(self, assessment: Assessment, private: Button) -> Page:
        found, level = self._found(assessment), assessment.level
        if is_crisis(found):
            return Page(warning(self.content, found, level), level=level)
        said = named(found, "This was mentioned:")
        if assessment.soft:
            blocks = question(self.content, self._suspects(assessment), level, said)
        else:
            blocks = warning(self.content, found, level, said)
        return Page(blocks, level=level, buttons=(private,))

    def privately(self, card: str, packed: str) -> Page:
        """Return the private form of a public answer, from what its button carries: a card and the found signs."""
        if card.startswith(IN):
            return self.foreign.privately(card.removeprefix(IN), unpack(packed.removeprefix("0"), self._codes))
        found = tuple(self._signs[name] for name in unpack(packed.removeprefix("0"), self._codes))
        named_card = self.library.card(card)
        shown = (named_card,) if named_card else ()
        if not found:
            return about.greeting_page(self.content) if card == HELLO else self._calm(shown)
        level = max(Level[sign.level.name] for sign in found)
        if packed.startswith("0"):
            return self._ask_back(found, level, "", shown)
        return self._warn(found, level, named(found, "You mentioned:"), shown)

    def _calm(self, found: Sequence[Card]) -> Page:
        if not found:
            return about.unknown_page(self.content)
        best, *others = found
        page = cards.card_page(self.content, best)
        taken = {button.args[0] for button in page.buttons if button.action is Action.CARD}
        offers = self._offers([card.id for card in others if card.id not in taken], cards.IN_PLACE)
        own = [button for button in page.buttons if button.action is Action.CARD]
        rest = [button for button in page.buttons if button.action is not Action.CARD]
        return Page(page.blocks, buttons=(*own, *offers, *rest))

    def _alarm(self, assessment: Assessment, said: str, found: Sequence[Card]) -> Page:
        if assessment.soft:
            return self._ask_back(self._suspects(assessment), assessment.level, said, found)
        return self._warn(self._found(assessment), assessment.level, said, found)

    def _ask_back(self, suspects: Sequence[Sign], level: Level, said: str, shown: Sequence[Card]) -> Page:
        """Return the page that asks whether a suspected sign applies; below it the card, for it may be nothing."""
        blocks = question(self.content, suspects, level, said)
        if shown:
            blocks = (*blocks, Gap(), *cards.short_blocks(shown[0]))
        buttons = (
            Button(Action.MINE, "Check mine", weight=Weight.MAIN),
            *self._offers([card.id for card in shown], cards.AFRESH),
            Button(Action.SEND, "Send to me"),
            Button(Action.REDFLAGS, "All warning signs", (cards.AFRESH,)),
        )
        return Page(blocks, level=level, buttons=buttons)

    def _warn(self, found: Sequence[Sign], level: Level, said: str, shown: Sequence[Card]) -> Page:
        blocks: tuple[Block, ...] = warning(self.content, found, level, said)
        if is_crisis(found):
            return Page(blocks, level=level)
        buttons = [Button(Action.SEND, "Send to me")]
        if level is Level.DOCTOR:
            buttons.insert(0, Button(Action.MINE, "Check mine", weight=Weight.MAIN))
        # Under an emergency a calm card would contradict it: there it is only offered.
        if shown and level is Level.DOCTOR:
            blocks = (*blocks, Gap(), *cards.short_blocks(shown[0]))
        buttons += self._offers([card.id for card in (shown if level is Level.DOCTOR else shown[:1])], cards.AFRESH)
        buttons.append(Button(Action.REDFLAGS, "All warning signs", (cards.AFRESH,)))
        return Page(blocks, level=level, buttons=tuple(buttons))

    def _offers(self, names: Sequence[str], mode: str) -> list[Button]:
        return [Button(Action.CARD, self.content.cards[name].title, (name, mode)) for name in names]

    def _found(self, assessment: Assessment) -> tuple[Sign, ...]:
        return tuple(self._signs[finding.sign] for finding in assessment.findings)

    def _suspects(self, assessment: Assessment) -> tuple[Sign, ...]:
        return tuple(self._signs[name] for name in assessment.suspects)

    def _private_args(self, asker: int, answer: Answer) -> tuple[str, ...]:
        card = answer.cards[0] if answer.cards else "0"
        taken = len(f"{Action.PRIVATE.value}:::::{asker}{card}")
        if answer.assessment.soft:
            return (str(asker), card, f"0{pack(answer.assessment.suspects, 93 - taken)}")
        return (str(asker), card, pack((finding.sign for finding in answer.assessment.findings), 94 - taken))

    def _is_greeting(self, text: str) -> bool:
        words = "".join(sign if sign.isalpha() else " " for sign in text.lower()).split()
        return bool(words) and all(word in self.content.glossary.greetings for word in words)


def _explained(page: Page, assessment: Assessment, text: str, found: Sequence[Sign]) -> Page:
    """Return a page that says what was not counted, with a button that says why."""
    notes = why.notes(assessment)
    if is_crisis(found) or not (notes or assessment.level is not Level.NONE):
        return page
    line = why.not_counted(notes, text)
    blocks = (*page.blocks, Paragraph(line)) if line else page.blocks
    return replace(page, blocks=blocks, buttons=(*page.buttons, Button(Action.WHY, "Why this?", (why.pack(notes),))))


def _of_kinds(hits: Sequence[Hit], kinds: Sequence[CardKind]) -> tuple[Card, ...]:
    """Return the found cards, those of *kinds* first if they fit nearly as well as the best.

    A topic may so lead to a card of another shelf.
    """
    worth = NEARLY * max((hit.score for hit in hits), default=0.0)
    return tuple(hit.card for hit in sorted(hits, key=lambda hit: hit.card.kind not in kinds or hit.score < worth))


def _is_short(text: str) -> bool:
    return len(text.split()) < FRAGMENT
