"""Each sign against its own test phrases, and against phrases made from them."""

from __future__ import annotations

import random
import re

import pytest

from bot.knowledge.loader import load_content
from bot.knowledge.place import content_place

SIGNS = load_content(content_place()).signs
HITS = [pytest.param(sign, hit, id=f"{sign.id}-{place}") for sign in SIGNS for place, hit in enumerate(sign.tests.hit)]
MISSES = [
    pytest.param(sign, miss, id=f"{sign.id}-{place}") for sign in SIGNS for place, miss in enumerate(sign.tests.miss)
]
PERSON = [pytest.param(sign, id=sign.id) for sign in SIGNS if sign.frame == "person"]
NOT_ASKED = [pytest.param(sign, id=sign.id) for sign in SIGNS if sign.frame != "question"]


@pytest.mark.parametrize(("sign", "hit"), HITS)
def test_hit_shows_the_sign(found, sign, hit):
    assert sign.id in found(hit)


@pytest.mark.parametrize(("sign", "miss"), MISSES)
def test_miss_does_not(found, sign, miss):
    assert sign.id not in found(miss)


@pytest.mark.parametrize(("sign", "hit"), HITS)
def test_hit_in_capitals(triage, sign, hit):
    assert triage.assess(hit.upper()) == triage.assess(hit)


@pytest.mark.parametrize(("sign", "hit"), HITS)
def test_hit_without_marks(found, sign, hit):
    assert sign.id in found(re.sub(r"[^\w\s.]", "", hit))


@pytest.mark.parametrize(("sign", "hit"), HITS)
def test_hit_after_denials_of_other_things(found, sign, hit):
    assert sign.id in found(f"no rash, no sunburn but {hit}")


@pytest.mark.parametrize(("sign", "hit"), HITS)
def test_hit_inside_a_harmless_story(found, sign, hit):
    before = "Hi all. I sit at a desk most of the day and I like my coffee. No rash, no sunburn. "
    after = " I drink enough water. Thanks for reading, and have a good day."
    assert sign.id in found(f"{before}{hit}.{after}")


def bare(say: str) -> str:
    return re.sub(r"^(an?|the) ", "", say)


@pytest.mark.parametrize("sign", PERSON)
@pytest.mark.parametrize("denial", ("no {}", "I have no {}", "without {}", "never had {}", "no rash, cough or {}"))
def test_denied_words_show_nothing(found, sign, denial):
    assert sign.id not in found(denial.format(bare(sign.say)))


@pytest.mark.parametrize("sign", NOT_ASKED)
def test_denied_check_line_shows_nothing(found, sign):
    assert sign.id not in found(f"no {bare(sign.say)}, thanks")


@pytest.mark.parametrize("sign", PERSON)
@pytest.mark.parametrize("question", ("is {} a red flag?", "what causes {}?", "can dehydration cause {}?"))
def test_asked_in_general_shows_nothing(found, sign, question):
    if "your" not in sign.say:
        assert sign.id not in found(question.format(bare(sign.say)))


def slip(word: str, dice: random.Random) -> str:
    """Return a word with one slip of the finger, its first letter kept."""
    place = dice.randrange(1, len(word) - 1)
    other = dice.choice("abcdefghijklmnopqrstuvwxyz")
    return dice.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + other + word[place:],
            word[:place] + other + word[place + 1 :],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        )
    )


def test_most_slips_are_mended(found):
    dice = random.Random(7)
    tries = hits = 0
    for sign in SIGNS:
        for hit in sign.tests.hit:
            words = hit.split()
            long = [place for place, word in enumerate(words) if len(word) > 5 and word.isalpha()]
            if long:
                place = dice.choice(long)
                words[place] = slip(words[place], dice)
                tries += 1
                hits += sign.id in found(" ".join(words))
    assert tries > 200
    assert hits / tries >= 0.9


def test_every_row_is_covered():
    rows = {row for sign in SIGNS for row in sign.rows}
    assert {f"a{number}" for number in range(1, 22)} | {f"b{number}" for number in range(1, 43)} <= rows


def test_groups_fit_one_page_each():
    for level in ("emergency", "doctor"):
        groups: dict[str, int] = {}
        for sign in SIGNS:
            if sign.level == level and sign.check:
                groups[str(sign.group)] = groups.get(str(sign.group), 0) + 1
        assert len(groups) <= 5
        assert max(groups.values()) <= 10


@pytest.mark.parametrize("sign", [pytest.param(sign, id=sign.id) for sign in SIGNS])
def test_texts_are_short(sign):
    assert len(sign.say) <= 60
    assert len(sign.check or "") <= 95
    assert len(sign.tests.hit) >= 4
    assert len(sign.tests.miss) >= 2


def test_no_title_or_alias_names_a_sign_that_its_card_does_not(content, triage):
    wrong = {
        name: sorted(signs)
        for card in content.cards.values()
        for name in (card.title, *card.aliases)
        if (signs := {finding.sign for finding in triage.assess(name).findings} - set(card.names))
    }
    assert wrong == {}
