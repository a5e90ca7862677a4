"""**Check mine**: what it asks fits one form a step, and no answer says that all is well."""

from __future__ import annotations

import re

from bot.discord_app.forms import check_form
from bot.knowledge.models import SignLevel
from bot.replies import signs
from bot.replies.page import Action
from bot.triage.models import Level

FIELDS, LINES = 5, 10
FINE = re.compile(
    r"you are (fine|ok|okay|safe|healthy)|nothing is wrong|no need to worry|all (is )?(well|clear)", re.IGNORECASE
)


def test_each_step_asks_at_most_five_groups_of_ten(desk):
    for level in SignLevel:
        asked = signs.groups(desk.content, level)
        assert 1 <= len(asked) <= FIELDS
        for group in asked:
            assert 1 <= len(group.lines) <= LINES, f"{level}: {group.title}"
            assert len({line for _, line in group.lines}) == len(group.lines)


def test_every_sign_with_a_line_is_asked_in_the_step_of_its_level(desk):
    for level in SignLevel:
        asked = {name for group in signs.groups(desk.content, level) for name, _ in group.lines}
        assert asked == {sign.id for sign in desk.content.signs if sign.level is level and sign.check}


def test_a_form_fits_discords_limits(desk):
    for level in SignLevel:
        form = check_form(desk.content, level).to_dict()
        assert 1 <= len(form["title"]) <= 45
        assert 1 <= len(form["components"]) <= FIELDS
        for label in form["components"]:
            assert 1 <= len(label["label"]) <= 45
            assert 1 <= len(label["description"]) <= 100
            options = label["component"]["options"]
            assert 1 <= len(options) <= LINES
            assert all(1 <= len(option["label"]) <= 100 and 1 <= len(option["value"]) <= 100 for option in options)


def test_an_emergency_is_answered_at_once_and_comes_first(desk):
    by_level = {level: [sign for sign in desk.content.signs if sign.level is level] for level in SignLevel}
    emergency = next(sign for sign in by_level[SignLevel.EMERGENCY] if not sign.helpline)
    doctor = by_level[SignLevel.DOCTOR][0]
    found = signs.ticked(desk.content, [doctor.id, "gone", emergency.id])
    assert [sign.id for sign in found] == [emergency.id, doctor.id]
    page = signs.checked_page(desk.content, found, SignLevel.EMERGENCY)
    assert page.level is Level.EMERGENCY
    assert emergency.say in page.text()


def test_nothing_ticked_leads_to_the_second_step_and_then_to_the_doctor_line(desk):
    first = signs.checked_page(desk.content, (), SignLevel.EMERGENCY)
    assert [button.action for button in first.buttons] == [Action.MINE_DOCTOR]
    second = signs.checked_page(desk.content, (), SignLevel.DOCTOR)
    assert desk.content.notices["see-a-doctor"].text in second.text()


def test_no_text_says_that_all_is_well(desk):
    pages = [signs.checked_page(desk.content, (), level) for level in SignLevel]
    pages += [desk.check("what a lovely day"), desk.ask("what a lovely day").page]
    for page in pages:
        assert not FINE.search(page.text())
        assert "doctor" in page.text()
    for notice in desk.content.notices.values():
        assert "never misses" not in notice.text.lower()
        assert not FINE.search(notice.text), notice.id
