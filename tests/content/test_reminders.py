"""What reminders say: calm, short, safe, sourced, and never the same twice."""

from __future__ import annotations

import re
from itertools import combinations
from statistics import mean

import pytest

from bot.knowledge.content import Content
from bot.knowledge.models import Grade
from bot.knowledge.reminders import Posture, ReminderText, StretchText
from bot.reminders.texts import APART, Variant, fitting, pick
from tests.content.measure import grade, words_a_sentence

EASY, HARD = 5.0, 6.0
"""Reading grades: of all texts of a kind or of a page, and of a single text."""

ALIKE = 0.6
RUN = 6

FORBIDDEN = {
    "a quota": r"\b(litres?|liters?|millilit\w+|ml|oz|ounces?|pints?|gallons?|\d+ (glass|cup|bottle)\w*|eight|a day|daily|per day|every hour)\b",
    "an order": r"\b(must|have to|at least|don.?t forget|do not forget|remember to|make sure|be sure|always|ought)\b",
    "a score": r"\b(streaks?|points?|levels? up|goals?|targets?|record|challenge|leaderboard|rank\w*|badge|win|winner|on track|keep (it|this) up)\b",
    "catching up": r"\b(catch(ing)? up|make up for|behind on|you missed|missed)\b",
    "praise or blame": r"\b(well done|good job|great job|proud|congrat\w*|bravo|lazy|shame|guilt\w*|fail(ed)?|bad for you|naughty|should have)\b",
    "a promise": r"\b(cures?|prevents?|heals?|guarante\w+|boosts?|detox\w*|flush\w*|energy|miracle|will (help|stop|ease|relieve))\b",
    "salts": r"\b(salts?|salty|sodium|electrolytes?|magnesium|potassium|minerals?|supplements?|tablets?|powder)\b",
    "a brand": r"\b(gatorade|powerade|lucozade|red ?bull|monster|coca.?cola|coke|pepsi|evian|nestl\w+|stanley|starbucks|theragun|voltarol|nuun|liquid ?i\.?v|pedialyte)\b",
    "shouting": r"!",
}  # fmt: skip
"""What no text of a reminder says, in words of its own."""


def all_texts(content: Content) -> list[ReminderText]:
    return [*content.reminders.hydrate, *content.reminders.stretch]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def lacking(texts: tuple[StretchText, ...], pattern: str) -> list[str]:
    return [text.id for text in texts if not re.search(pattern, text.text, re.IGNORECASE)]


def test_there_are_enough_of_each_kind_and_posture(content: Content):
    reminders = content.reminders
    assert len(reminders.hydrate) >= 28
    assert len(reminders.stretch) >= 28
    postures = [text.variant for text in reminders.stretch]
    assert postures.count(Posture.SEATED) == postures.count(Posture.STANDING)
    assert {text.part for text in reminders.stretch} >= {
        "calf", "foot", "toes", "thigh", "hip", "hand", "forearm", "neck", "shoulder", "back", "jaw", "eyes",
    }  # fmt: skip


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_text_has_what_a_reminder_must_not_have(content: Content, what):
    pattern = re.compile(FORBIDDEN[what], re.IGNORECASE)
    assert [(text.id, found[0]) for text in all_texts(content) if (found := pattern.search(text.text))] == []


@pytest.mark.parametrize(
    ("what", "bad"),
    (
        ("a quota", "Drink 8 glasses."),
        ("a quota", "Two litres is the aim."),
        ("an order", "You must drink."),
        ("a score", "Keep your streak."),
        ("catching up", "You missed two."),
        ("praise or blame", "Well done."),
        ("a promise", "Water cures cramps."),
        ("salts", "Add electrolytes."),
        ("a brand", "A sip of Gatorade."),
        ("shouting", "Drink!"),
    ),
)
def test_the_patterns_find_what_they_are_for(what, bad):
    assert re.search(FORBIDDEN[what], bad, re.IGNORECASE)


def test_texts_are_easy_to_read(content: Content):
    names = content.glossary.names
    for texts in (content.reminders.hydrate, content.reminders.stretch):
        grades = {text.id: grade(text.text, names) for text in texts}
        assert {name: value for name, value in grades.items() if value > HARD} == {}
        assert mean(grades.values()) <= EASY
        assert {text.id for text in texts if words_a_sentence(text.text) > 15} == set()


def test_pages_are_easy_to_read_and_fit_one_message(content: Content):
    for sheet in content.reminders.sheets:
        whole = " ".join(line.text for line in sheet.lines)
        assert grade(whole, content.glossary.names) <= EASY, sheet.id
        # A message holds 4,000 characters, of which a panel needs some.
        assert sum(len(line.text) for line in content.reminders.lines(sheet.id)) <= 2_000, sheet.id


def test_every_text_and_line_is_sourced_by_a_public_page_or_our_own_limits(content: Content):
    documents = {source.id for source in content.sources.values() if source.kind.value not in {"guideline", "review"}}
    lines = [line for sheet in content.reminders.sheets for line in sheet.lines if not line.id.startswith("about-")]
    for item in (*all_texts(content), *lines):
        assert item.sources, item.id
        assert not {reference.partition(":")[0] for reference in item.sources} & documents, item.id


def test_established_means_that_a_public_page_says_so(content: Content):
    ours = ("charley-safety:", "charley-review:")
    lines = [line for sheet in content.reminders.sheets for line in sheet.lines]
    alone = [
        item.id
        for item in (*all_texts(content), *lines)
        if item.grade is Grade.ESTABLISHED and all(reference.startswith(ours) for reference in item.sources)
    ]
    assert alone == []


def test_no_text_repeats_another(content: Content):
    alike = [
        (one.id, other.id)
        for one, other in combinations(all_texts(content), 2)
        if (a := set(words(one.text))) and (b := set(words(other.text))) and len(a & b) >= ALIKE * min(len(a), len(b))
    ]
    assert alike == []


def test_no_text_takes_six_words_in_a_row_from_another(content: Content):
    runs: dict[tuple[str, ...], str] = {}
    taken = []
    for text in all_texts(content):
        row = words(text.text)
        here = {tuple(row[place : place + RUN]) for place in range(len(row) - RUN + 1)}
        taken += [(text.id, runs[run]) for run in here if run in runs]
        runs |= dict.fromkeys(here, text.id)
    assert taken == []


def test_texts_to_drink_never_ask_for_more_than_a_glass(content: Content):
    for text in content.reminders.hydrate:
        assert not re.search(r"\b(two|three|four|several|many|more|another|second) (glasses|cups|bottles)\b", text.text)
        assert not re.search(r"\b(a bottle|big glass|large glass|full glass|whole glass|drink (a lot|plenty|more))\b", text.text)  # fmt: skip


def test_many_texts_to_drink_let_the_reader_pass(content: Content):
    free = re.compile(r"\b(if you|not thirsty|skip|thirst\w*|can wait|nothing|not\b|need)", re.IGNORECASE)
    assert sum(bool(free.search(text.text)) for text in content.reminders.hydrate) >= 15


def test_a_stretch_says_how_long_how_far_and_when_to_stop(content: Content):
    stretch = content.reminders.stretch
    assert lacking(stretch, r"\b(1[5-9]|2\d|30)\b") == []
    assert lacking(stretch, r"\bbreath(e|es|ing|s)?\b") == []
    assert lacking(stretch, r"\b(hurts?|pain|painful)\b") == []
    assert lacking(stretch, r"\b(safe|safely|unsafe|driv(e|ing)|wheel|steer|parked|road)\b") == []
    gentle = (
        r"\b(mild(ly)?|light(ly)?|soft(ly)?|slight(ly)?|gentl[ey]|slow(ly)?|easy|comfortable|a little|blink|tense)\b"
    )
    assert lacking(stretch, gentle) == []


def test_seconds_stay_between_fifteen_and_thirty(content: Content):
    for text in content.reminders.stretch:
        assert all(15 <= int(number) <= 30 for number in re.findall(r"\d+", text.text)), text.id


def test_who_stands_has_something_to_hold(content: Content):
    standing = tuple(text for text in content.reminders.stretch if text.variant is Posture.STANDING)
    assert lacking(standing, r"\b(wall|chair|worktop|table|desk|rail|bench|sill|something firm|armrest)\b") == []


def test_a_stretch_of_the_calf_warns_of_a_swollen_one(content: Content):
    calf = tuple(text for text in content.reminders.stretch if text.part == "calf")
    assert lacking(calf, r"hot or swollen|swollen or hot|swollen, hot") == []


def test_no_stretch_bounces_or_lies_down_or_bends_the_head_down(content: Content):
    found = [
        text.id
        for text in content.reminders.stretch
        if re.search(r"\b(lie|lying|touch your toes|head down|upside|jump|bounce|swing|jerk|push hard|as far as you can|hold your breath)\b", text.text)
        and "Do not bounce" not in text.text
    ]  # fmt: skip
    assert found == []


WHO = {
    "hydrate-who": (
        "told you to limit", "heart failure", "kidney", "dialysis", "liver", "swollen", "low sodium", "SIADH", "adrenal",
        "drink very much", "eating disorder", "water tablets", "SSRI", "SNRI", "carbamazepine", "desmopressin", "ibuprofen",
        "MDMA", "operation", "pre-eclampsia", "under 16", "baby",
    ),
    "too-much": (
        "headache", "sick", "vomiting", "bloating", "puffy hands", "confused", "sleepy", "fit", "Stop drinking",
        "emergency number", "112, 911 or 999", "catch up", "1 litre in an hour", "before bed",
    ),
    "hydrate-no": ("Thank you", "ask your doctor", "no medicine", "stretch"),
    "hydrate-line": ("Not if you were told to limit fluids.",),
    "stretch-line": ("safe", "driving", "hurts"),
    "stretch-who": (
        "strain", "tear", "sprain", "broken bone", "operation", "new joint", "numb or weak", "infection", "hot, sore joint",
        "brittle bones", "steroids", "joints move too far", "stroke", "MS", "motor neurone disease", "spine injury",
        "blood pressure", "dizzy", "pregnant", "flat on your back", "bleeding", "seated",
    ),
    "stretch-when": (
        "swollen, hot or red", "clot", "urgent check today", "chest pain", "trouble breathing", "emergency number", "sharp",
        "over 10 minutes", "drive", "machine", "ladder", "warm up", "no treatment for twitches",
    ),
}  # fmt: skip
"""The safety limits, as words that a page must hold."""


@pytest.mark.parametrize("name", WHO)
def test_a_page_names_every_limit(content: Content, name):
    text = " ".join(line.text for line in content.reminders.lines(name))
    assert [word for word in WHO[name] if word not in text] == []


def test_the_question_comes_with_the_list(content: Content):
    lines = content.reminders.lines("hydrate-question")
    assert lines[0].text.startswith("Has a doctor told you to limit")
    assert set(content.reminders.sheet("hydrate-who").lines) < set(lines)


def test_no_page_names_an_amount_to_reach(content: Content):
    amounts = [
        (sheet.id, line.id)
        for sheet in content.reminders.sheets
        for line in sheet.lines
        if re.search(FORBIDDEN["a quota"], line.text, re.IGNORECASE)
    ]
    assert amounts == [("too-much", "ceiling")]


def test_the_shipped_texts_keep_apart_for_every_choice(content: Content):
    stretch = content.reminders.stretch
    for texts in (content.reminders.hydrate, *(fitting(stretch, variant) for variant in Variant)):
        shown = [pick(texts, "reminder-1", number).id for number in range(4 * len(texts))]
        for place, name in enumerate(shown):
            assert name not in shown[place + 1 : place + 1 + APART]
