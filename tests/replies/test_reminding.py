"""What reminding says: the message of each reminder, its safety, and words that hurry nobody."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import pytest

from bot.discord_app.layout import layout
from bot.discord_app.messenger import occurrences_in
from bot.reminders.models import Kind, Reason
from bot.reminders.rule import Rule
from bot.reminders.texts import Variant
from bot.replies import panels, reminding
from bot.replies import reminder_lists as lists
from bot.replies import rule_words as words
from bot.replies.page import Action
from bot.replies.sketch import DEFAULTS
from tests.content.measure import grade
from tests.replies.reminder_pages import NOW, SKETCHES, TODAY, delivery, every_reminder_page, reminder
from tests.replies.rules import seen

HURRY = re.compile(
    r"streak|points?\b|score|rank|goal|catch up|missed|well done|great job|you should|must\b|!", re.IGNORECASE
)
OURS = re.compile(
    r"never drink more to catch up|there is no score to reach|one of these points fit|tell me which point",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def pages(parts):
    return dict(every_reminder_page(parts.content))


def test_no_page_hurries_praises_or_blames(pages):
    found = {name: HURRY.findall(OURS.sub("", page.text())) for name, page in pages.items()}
    assert {name: said for name, said in found.items() if said} == {}


def test_our_own_words_are_easy_to_read(pages, parts):
    """Those that come from content/reminders.yaml are measured with the content."""
    own = [
        name
        for name in pages
        if name.split()[0] in {"first", "settings", "zone", "saved", "cancelled", "paused,", "no"}
    ]
    names = parts.content.glossary.names
    plain = {name: re.sub(r"<[^>]+>|`[^`]*`", "it", seen(pages[name].text())) for name in own}
    assert {name: value for name, text in plain.items() if (value := grade(text, names)) > 8} == {}


@pytest.mark.parametrize("kind", (Kind.HYDRATE, Kind.STRETCH))
def test_every_reminder_carries_its_line_of_safety_and_its_source(parts, kind):
    line = reminding.line(parts.content, kind)
    for shared in (False, True):
        for number in range(70):
            text = reminding.delivery_page(parts.content, delivery(kind, number, shared=shared)).text()
            assert f"\n**{line}**\n" in text
            assert re.search(r"\n-# From .+ \(.*\d{4}", text), "a source with its date"


def test_every_message_to_drink_says_whom_it_is_not_for_and_shows_more_on_a_press(pages):
    messages = [page for name, page in pages.items() if name.startswith(("hydrate ", "post hydrate", "first hydrate"))]
    assert len(messages) > 24
    for page in messages:
        assert "not if you were told to limit fluids" in page.text().lower()
        assert {"Who should not", "Too much?"} <= {button.label for button in page.buttons}


def test_a_reminder_shows_no_text_twice_within_ten(parts):
    texts = [reminding.delivery_page(parts.content, delivery(Kind.HYDRATE, number)).blocks[1] for number in range(200)]
    for number in range(len(texts) - 10):
        assert texts[number] not in texts[number + 1 : number + 11]


@pytest.mark.parametrize("variant", (Variant.SEATED, Variant.STANDING))
def test_a_posture_gets_only_its_own_stretches(parts, variant):
    fitting = {text.text for text in parts.content.reminders.stretch if text.variant == variant.value}
    for number in range(60):
        page = reminding.delivery_page(parts.content, delivery(Kind.STRETCH, number, variant=variant))
        assert any(text in page.text() for text in fitting)


@pytest.mark.parametrize("kind", Kind)
async def test_each_message_tells_the_engine_its_occurrence_and_nothing_else_does(parts, pages, kind):
    page = reminding.delivery_page(parts.content, delivery(kind))
    assert occurrences_in(layout(page, {}).children) == {99}
    post = reminding.delivery_page(parts.content, delivery(Kind.HYDRATE, shared=True))
    assert occurrences_in(layout(post, {}).children) == {99}
    for name in ("first hydrate", "panel hydrate", "list of one", "saved", "no", "sheet too-much"):
        assert occurrences_in(layout(pages[name], {}).children) == set(), name


def test_a_post_names_its_members_and_a_reminder_in_direct_messages_nobody(parts):
    assert len(reminding.delivery_page(parts.content, delivery(Kind.STRETCH, shared=True)).mentions) == 100
    assert reminding.delivery_page(parts.content, delivery(Kind.STRETCH)).mentions == ()


def test_only_a_first_answer_allows_reminders_to_drink(parts):
    page = panels.question_page(parts.content, panels.SETTINGS)
    assert [(button.action, button.args[0]) for button in page.buttons] == [
        (Action.FLUIDS, "no"),
        (Action.FLUIDS, "yes"),
        (Action.FLUIDS, "unsure"),
    ]
    for line in parts.content.reminders.lines("hydrate-question"):
        assert line.text in page.text()


def test_an_unknown_sheet_is_none(parts):
    with pytest.raises(KeyError):
        reminding.sheet_page(parts.content, "no-such-sheet")


def test_a_summary_tells_numbers_and_bars_by_week(pages):
    much = pages["summary of much"].text()
    assert "**Drink**: 112 came, 90 done.\n  Came ■■■■■■■■■■■■■■■■■■■■\n  Done ■■■■■■■■■■■■■■■■■" in much
    assert "**Stretch**: 1 came, 1 done.\n  Came ■\n  Done ■" in much
    assert "**Drink**: 0 came, 0 done.\n  Came none\n  Done none" in pages["summary of none"].text()
    assert "No reminder came while I counted." in pages["summary of nothing"].text()
    two = pages["summary of two weeks"].text()
    assert two.index("9 November 2026") < two.index("16 November 2026")


def test_every_reason_has_a_sentence_that_stands_on_the_page_of_a_paused_reminder(pages):
    assert set(words.REASONS) == set(Reason)
    for reason in Reason:
        text = pages[f"paused, {reason}"].text()
        assert words.REASONS[reason] in text
        labels = [button.label for button in pages[f"paused, {reason}"].buttons]
        assert "Resume" in labels
        assert "Pause" not in labels


@pytest.mark.parametrize(
    ("rule", "said"),
    (
        (DEFAULTS[Kind.HYDRATE].rule("UTC"), "every 2 hours from 09:00 to 21:00, every day"),
        (DEFAULTS[Kind.STRETCH].rule("UTC"), "every hour from 09:00 to 17:00, Monday to Friday"),
        (
            Rule(weekdays=frozenset({0, 1}), zone="UTC", times=(time(9),), until=date(2027, 1, 2)),
            "at 09:00, on Monday and Tuesday, until 2 January 2027",
        ),
        (
            Rule(weekdays=frozenset({6}), zone="UTC", times=(time(9), time(13, 30), time(17))),
            "at 09:00, 13:30 and 17:00, on Sunday",
        ),
        (
            Rule(weekdays=frozenset({0, 2, 3}), zone="UTC", every=timedelta(minutes=90), hours=(time(22), time(4))),
            "every 1½ hours from 22:00 to 04:00, on Monday, Wednesday and Thursday",
        ),
        (
            Rule(weekdays=frozenset(range(7)), zone="UTC", every=timedelta(minutes=45), hours=(time(9), time(10))),
            "every 45 minutes from 09:00 to 10:00, every day",
        ),
    ),
)
def test_a_rule_in_words(rule, said):
    assert words.rule_words(rule) == said


def test_faults_become_whole_sentences():
    assert words.sentences(["no time is given; write one", "Stop one first.", ""]) == (
        "No time is given; write one.",
        "Stop one first.",
        ".",
    )


@pytest.mark.parametrize(
    ("field", "values"),
    (
        ("often", ["soon"]),
        ("often", ["10"]),
        ("often", []),
        ("hours", ["9"]),
        ("hours", ["09:00-25:00"]),
        ("hours", ["09:00-12:00-17:00"]),
        ("hours", ["09:00+01:00-17:00"]),
        ("often", ["9" * 30]),
        ("end", ["w" + "9" * 30]),
        ("end", ["w999999"]),
        ("days", ["7"]),
        ("days", []),
        ("pose", ["lying"]),
        ("place", ["here"]),
        ("end", ["w"]),
        ("end", ["2026"]),
        ("colour", ["red"]),
    ),
)
def test_a_choice_that_no_menu_offers_is_refused(field, values):
    with pytest.raises(ValueError):
        panels.chosen(DEFAULTS[Kind.HYDRATE], field, values, TODAY)


@pytest.mark.parametrize("name", ("hydrate", "stretch", "longest", "odd"))
def test_every_option_of_a_panel_can_be_chosen_and_is_then_the_chosen_one(pages, parts, name):
    around = panels.Around(zone="Berlin", today=TODAY, here=5, dues=(NOW,))
    sketch = SKETCHES[name]
    for select in panels.setup_page(parts.content, sketch, around).selects:
        for option in select.options:
            changed = panels.chosen(sketch, select.args[0], [option.value], TODAY)
            (again,) = [
                one
                for one in panels.setup_page(parts.content, changed, around).selects
                if one.args[0] == select.args[0]
            ]
            assert [one.value for one in again.options if one.chosen] == [option.value], (select.prompt, option)


def test_quiet_hours_come_back_from_every_offered_value():
    for quiet in lists.QUIETS:
        assert lists.quiet_of(f"{quiet.start:%H:%M}-{quiet.end:%H:%M}") == quiet
    assert lists.quiet_of(lists.NO_QUIET) is None
    with pytest.raises(ValueError):
        lists.quiet_of("night")


def test_a_list_has_pages_and_each_reminder_one_line(pages):
    found = [line for number in range(1, 8) for line in pages[f"longest list, page {number}"].text().split("\n- ")[1:]]
    numbers = list(dict.fromkeys(int(match[1]) for line in found if (match := re.match(r"\*\*(\d+)\. ", line))))
    assert numbers == list(range(1, 26))


def test_a_reminder_that_is_not_paused_offers_pause(pages):
    assert [button.label for button in pages["running"].buttons] == ["Edit", "Pause", "Stop", "Back to the list"]
    assert reminder().reason is None
