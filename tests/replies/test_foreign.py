"""The replies to questions that are not in English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import build
from bot.discord_app.layout import layout
from bot.knowledge.languages import CODES
from bot.replies.foreign import TITLE, joined
from bot.replies.page import FIRST_SCREEN, WHOLE, Action, Heading, Page
from bot.replies.speech import Speech
from bot.triage.models import Assessment, Discounted, Finding, Level, Why
from tests.replies.pages import LONGEST_ID
from tests.replies.rules import all_faults, seen

DESK = build().desk
QUESTIONS = {
    "es": ("me duele mucho el pecho", "se me duermen las manos todas las noches", "qué alimentos tienen magnesio?", "quiero morirme"),
    "fr": ("j'ai mal à la poitrine", "mes doigts sont engourdis la nuit", "quels aliments ont du magnésium ?", "je veux mourir"),
    "de": ("ich habe Schmerzen in der Brust", "meine Finger sind nachts taub", "welche Lebensmittel enthalten besonders viel Magnesium?", "ich will sterben"),
    "pt": ("estou com muita dor no peito", "minhas mãos ficam dormentes à noite", "quais alimentos têm magnésio?", "quero morrer"),
    "hi": ("mere seene mein bahut dard hai", "raat ko mere haath sunn ho jaate hain", "kis khane mein magnesium hota hai?", "main marna chahta hoon"),
}  # fmt: skip
"""For each language an emergency, a doctor sign, a harmless question and a cry for help."""


def speech(code: str) -> Speech:
    found = DESK.foreign.speeches.get(code)
    assert found is not None
    return found


def title(page: Page) -> str:
    first = page.blocks[0]
    assert isinstance(first, Heading)
    return first.text


def pages(text: str) -> list[Page]:
    """Return every way in which a text is answered."""
    return [DESK.ask(text).page, DESK.message(text), DESK.check(text), DESK.topic(text, ())]


@pytest.mark.parametrize("code", CODES)
def test_each_level_is_answered_in_the_language_wherever_it_is_asked(code):
    emergency, doctor, none, _ = QUESTIONS[code]
    one = speech(code)
    for text, level, said in (
        (emergency, Level.EMERGENCY, ("emergency-action", "emergency-numbers", "about-cards")),
        (doctor, Level.DOCTOR, ("doctor-action", "about-cards")),
        (none, Level.NONE, ("about-english", "about-emergency", "see-a-doctor", "about-cards")),
    ):
        assert len(set(pages(text))) == 1, text
        page = DESK.ask(text).page
        assert page.level is level, text
        assert title(page) == getattr(one.file.titles, level.word)
        for name in said:
            assert one.text(name) in page.text(), (text, name)
        assert text not in page.text(), "nobody's words are repeated"
        assert DESK.ask(text).assessment.level is level


@pytest.mark.parametrize("code", CODES)
def test_the_signs_are_named_in_the_language(code):
    answer = DESK.ask(QUESTIONS[code][0])
    assert answer.foreign is not None
    assert answer.foreign.language == code
    says = {sign.id: sign.say for sign in speech(code).file.signs}
    assert says["chest-pain"] in answer.page.text()
    assert speech(code).file.said in answer.page.text()


@pytest.mark.parametrize("code", CODES)
def test_a_cry_for_help_gets_words_and_helplines_alone(code):
    text = QUESTIONS[code][3]
    (page,) = {*pages(text), DESK.mention(text, 1)}
    assert (page.buttons, page.menu, page.level) == ((), None, Level.EMERGENCY)
    assert title(page) == speech(code).file.titles.crisis
    assert speech(code).text("crisis-lines") in page.text()


def test_who_has_taken_something_too_is_first_told_to_get_help():
    text = DESK.ask("quiero morirme y me he tomado una caja entera de pastillas").page.text()
    one = speech("es")
    assert text.index(one.text("emergency-action")) < text.index(one.text("crisis-lines"))


@pytest.mark.parametrize("code", CODES)
def test_a_card_that_fits_all_the_same_is_offered(code):
    cards = [button for button in DESK.ask(QUESTIONS[code][2]).page.buttons if button.action is Action.CARD]
    assert cards
    assert any("agnesium" in button.label for button in cards)


@pytest.mark.parametrize("code", CODES)
def test_a_mention_says_the_same_in_public_and_its_button_in_private(code):
    for text in QUESTIONS[code][:3]:
        public = DESK.mention(text, LONGEST_ID)
        (button,) = public.buttons
        assert button.label == speech(code).file.private
        asker, card, signs = button.args
        private = DESK.privately(card, signs)
        assert asker == str(LONGEST_ID)
        assert private.blocks == public.blocks
        assert private.level is public.level


def test_a_language_that_charley_does_not_have_is_answered_in_english():
    text = "łapie mnie skurcz łydki każdej nocy, co robić"
    answer = DESK.ask(text)
    assert answer.foreign is not None
    assert (title(answer.page), answer.assessment.level) == (TITLE, Level.NONE)
    notices = DESK.content.notices
    assert notices["about-english"].text in answer.page.text()
    assert notices["about-emergency"].text in answer.page.text()
    assert [page for page in pages(text) if page != answer.page] == []
    _, card, signs = DESK.mention(text, 1).buttons[0].args
    assert title(DESK.privately(card, signs)) == TITLE


def test_an_english_emergency_inside_counts():
    assert (
        DESK.ask("por favor ayuda, no sé qué hacer ahora con mi esposo: he is having a seizure").assessment.level
        is Level.EMERGENCY
    )
    polish = DESK.ask("moja mama is having a seizure, co mam teraz robić proszę pomóżcie")
    assert polish.assessment.level is Level.EMERGENCY
    assert polish.foreign is None, "English has read it, English answers"


def test_english_adds_only_emergencies_whose_words_the_language_has_not_read():
    def one(sign: str, level: Level, *words: tuple[int, int]) -> Finding:
        return Finding(sign, level, words)

    own = Assessment(
        Level.DOCTOR, (one("weakness", Level.DOCTOR, (0, 4)),), (Discounted("seizure", (10, 20), Why.DENIED),)
    )
    read = (
        one("seizure", Level.EMERGENCY, (12, 18)),
        one("fainting", Level.EMERGENCY, (30, 36)),
        one("numbness", Level.DOCTOR, (40, 44)),
        one("weakness", Level.DOCTOR, (0, 4)),
    )
    both = joined(own, Assessment(Level.EMERGENCY, read))
    assert [finding.sign for finding in both.findings] == ["fainting", "weakness"]
    assert both.level is Level.EMERGENCY
    assert both.discounted == own.discounted
    assert joined(Assessment(Level.NONE), Assessment(Level.NONE)).level is Level.NONE


def every_page() -> list[tuple[str, Page]]:
    """Return the pages of every language for each sign alone and beside the longest others, and without a sign."""
    found = []
    for code in (*CODES, "other"):
        found.append((f"{code} none", DESK.foreign.privately(code, ())))
        longest = sorted(DESK.content.signs, key=lambda sign: -len(sign.say))[:4]
        for sign in DESK.content.signs:
            if code != "other":
                found.append((f"{code} {sign.id}", DESK.foreign.privately(code, [sign.id])))
                found.append(
                    (
                        f"{code} {sign.id} and more",
                        DESK.foreign.privately(code, [sign.id, *(one.id for one in longest)]),
                    )
                )
    found += [(text, DESK.mention(text, LONGEST_ID)) for texts in QUESTIONS.values() for text in texts]
    found += [(text, DESK.ask(text).page) for texts in QUESTIONS.values() for text in texts]
    return found


def test_every_page_keeps_discords_limits_and_fits_a_phone():
    for name, page in every_page():
        assert all_faults(layout(page, {}).to_components()) == [], name
        assert len(page.text()) <= WHOLE, name
        assert len(seen(page.text())) <= FIRST_SCREEN + 150, name
        assert page.plain().endswith("\n")


def test_every_sign_of_a_language_has_a_name_of_its_own():
    for code in CODES:
        says = [sign.say for sign in speech(code).file.signs]
        assert len(set(says)) == len(says), code


@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from([word for texts in QUESTIONS.values() for text in texts for word in text.split()]), max_size=12
    ).map(" ".join)
)
def test_any_text_gets_an_answer(text):
    answer = DESK.ask(text)
    assert answer == DESK.ask(text)
    for page in (answer.page, DESK.message(text), DESK.check(text), DESK.mention(text, LONGEST_ID)):
        assert all_faults(layout(page, {}).to_components()) == []
    for start, end in [span for finding in answer.assessment.findings for span in finding.words]:
        assert 0 <= start <= end <= len(text)
