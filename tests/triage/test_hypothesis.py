"""What must hold for any text at all."""

from __future__ import annotations

import sys
import time

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from bot.knowledge.loader import load_content
from bot.knowledge.place import content_place
from bot.text.words import read
from bot.triage.features import MOST_BESIDE, by_sentence
from bot.triage.models import Assessment

SIGNS = load_content(content_place()).signs
PHRASES = st.sampled_from([phrase for sign in SIGNS for phrase in (*sign.tests.hit, *sign.tests.miss)])
SIGN = st.sampled_from(SIGNS)
MISSES = st.sampled_from([phrase for sign in SIGNS for phrase in sign.tests.miss])
PLAIN = st.sampled_from(
    [
        "My calf is swollen.",
        "My foot is numb.",
        "I keep tripping.",
        "I have chest pain.",
        # as long as a plain sentence may be
        "The left calf is twice its size and hot and sore.",
        "My speech got slurred over the past months.",
        "My toes have been numb for more than three weeks by now.",
        "Leg cramps wake me up every night of the week.",
    ],
)
DENIABLE = st.sampled_from(["weakness", "numbness", "seizures", "chest pain", "fever", "slurred speech", "wasting"])
WORDS = st.sampled_from(
    [
        "no",
        "not",
        "never",
        "but",
        "and",
        "or",
        ",",
        ".",
        "?",
        "my",
        "numb",
        "leg",
        "weak",
        "since",
        "3",
        "weeks",
        "ago",
        "can",
        "t",
        "suddenly",
        "if",
        "what",
    ]
)
ours = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ours
@given(st.text(max_size=400) | st.lists(WORDS, max_size=60).map(" ".join))
def test_any_text_gets_an_assessment(triage, text):
    assessment = triage.assess(text)
    assert isinstance(assessment, Assessment)
    assert assessment == triage.assess(text)
    named = max((one.level for one in assessment.findings), default=0)
    assert assessment.level >= named
    assert assessment.soft == (assessment.level > named)
    assert triage.named(text).level <= named, "the net only raises"
    for start, end in [span for one in assessment.findings for span in one.words]:
        assert 0 <= start < end <= len(text)
    for one in assessment.discounted:
        for start, end in filter(None, (one.words, one.cue)):
            assert 0 <= start < end <= len(text)


@ours
@given(st.lists(PHRASES, max_size=3).map(". ".join), DENIABLE)
@example("how much magnesium is too much in general?", "weakness")
@example("a sudden twitch in my calf", "wasting")
def test_a_denial_never_raises_the_level(triage, text, sign):
    assert triage.assess(f"{text}. I have no {sign}.").level <= triage.assess(f"{text}.").level


@ours
@given(st.lists(PHRASES, max_size=3).map(". ".join), SIGN)
def test_a_plain_sign_sentence_never_lowers_what_is_named(triage, text, sign):
    told = triage.assess(f"{text}. {sign.tests.hit[0]}.")
    assert triage.named(f"{text}. {sign.tests.hit[0]}.").level >= triage.named(f"{text}.").level
    assert told.level >= triage.named(f"{text}.").level


@ours
@given(
    st.lists(MISSES, min_size=1, max_size=3).map(". ".join)
    | st.lists(PHRASES, min_size=1, max_size=3).map(". ".join)
    | st.lists(WORDS, max_size=40).map(" ".join),
    PLAIN,
)
@example("lost my whole left side in the push, it went at dinner", "The left calf is twice its size and hot and sore.")
@example(
    "the spoon just slid out of my left hand and that leg is trailing behind me like a wet coat",
    "Leg cramps wake me up every night of the week.",
)
def test_a_plain_sign_sentence_never_lowers_the_answer(triage, text, plain):
    # The text is weighed without that sentence too, so that what the net heard in it is still heard.
    text = f"{text}!"
    alone = triage.assess(text)
    named = triage.reading(text).named
    assume(sum(not named.isdisjoint(places) for places, _ in by_sentence(triage.reading(text))) < MOST_BESIDE)
    masked = triage.reading(text).masked
    size = len(triage.reading(text).text)
    for told, shift in ((f"{text} {plain}", 0), (f"{plain} {text}", len(read(plain)))):
        # Beside a sign other words of the text may prove a denial or a figure: then it is no longer the same text.
        if {place - shift for place in triage.reading(told).masked if 0 <= place - shift < size} == masked:
            assert triage.assess(told).level >= alone.level


@ours
@given(
    PHRASES,
    st.sampled_from(["**{}**", "_{}_", "{}!!", "{}..", "\N{LEG} {}", "{} \N{LOUDLY CRYING FACE}", "> {}", "||{}||"]),
)
def test_marks_and_emoji_change_nothing(triage, text, frame):
    plain, marked = triage.assess(text.rstrip(".!? ")), triage.assess(frame.format(text.rstrip(".!? ")))
    assert [one.sign for one in marked.findings] == [one.sign for one in plain.findings]
    assert marked.level == plain.level


@ours
@given(PHRASES, st.integers(1, 4))
def test_capitals_and_spaces_change_nothing(triage, text, spaces):
    plain = triage.assess(text)
    assert triage.assess(text.upper()) == plain
    wide = triage.assess((" " * spaces).join(text.split(" ")))
    assert [one.sign for one in wide.findings] == [one.sign for one in plain.findings]


def test_long_texts_stay_fast(triage):
    stories = (
        "my leg is so numb and weak today, suddenly no no not it " * 150,
        "a " * 3_000,
        "no " * 2_000,
        "<@" * 3_000,
        "'numb \"leg " * 600,
        "cramp for 3 weeks " * 350,
        ". ".join(sign.tests.hit[0] for sign in SIGNS),
        " ".join(sign.tests.hit[0].replace(".", "") for sign in SIGNS),
    )
    # `make bench` measures the promise of 150 ms; what grows with the square of the text would take seconds here.
    most = 1.0 if sys.gettrace() is None else 4.0
    for story in stories:
        times: list[float] = []
        for _ in range(5):
            start = time.process_time()
            triage.assess(story[:6_000])
            times.append(time.process_time() - start)
        assert min(times) < most, story[:60]
