from __future__ import annotations

import pytest

from bot.triage.evaluation import Judged, Share, figures, report
from bot.triage.models import Level

N, D, E = Level.NONE, Level.DOCTOR, Level.EMERGENCY


def judged(*pairs: tuple[Level, Level]) -> list[Judged]:
    return [Judged(str(place), f"text {place}", label, level) for place, (label, level) in enumerate(pairs)]


def test_the_figures_count_each_label_by_its_own_rule():
    found = figures(judged((E, E), (E, D), (E, N), (D, E), (D, D), (D, N), (N, N), (N, D), (N, E), (N, N)))
    assert (found.emergency.hits, found.emergency.of) == (1, 3)
    assert (found.doctor.hits, found.doctor.of) == (2, 3), "a doctor question answered as emergency is found"
    assert (found.none.hits, found.none.of) == (2, 4)
    assert found.unanswered == 1


def test_nothing_to_count_is_no_fault():
    found = figures([])
    assert found.emergency.value == 1
    assert found.emergency.interval == (0, 1)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    (
        # Newcombe (1998), table I: the score interval without continuity correction.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ),
)
def test_the_interval_is_wilson_s(hits, of, low, high):
    assert Share(hits, of).interval == pytest.approx((low, high), abs=0.0001)


def test_the_report_names_every_miss_and_every_false_alarm():
    rows = [
        Judged("a", "chest like a vice", E, D),
        Judged("b", "thumb goes", N, D, soft=True),
        Judged("c", "all fine", N, N),
        Judged("d", "numb toes", D, E),
    ]
    told = report(rows)
    assert "a: emergency answered as doctor: chest like a vice" in told
    assert "b: none answered as doctor: thumb goes" in told
    assert "numb toes" not in told
    assert "all fine" not in told
    assert "soft answers                   1" in told


def test_a_report_without_misses_lists_none():
    assert "Missed" not in report(judged((E, E), (N, N)))


def test_a_report_reads_like_this():
    rows = [
        Judged("a", "chest like a vice", E, D),
        Judged("b", "thumb goes", N, D, soft=True),
        Judged("c", "all fine", N, N),
        Judged("d", "numb toes", D, E),
        Judged("e", "face hangs", E, N, soft=True),
        Judged("f", "arm hangs", E, N),
    ]
    assert report(rows).splitlines() == [
        "6 questions",
        "emergency found as emergency   0.000 (0 of 3; 95 % interval 0.000 to 0.561)",
        "doctor found, or higher        1.000 (1 of 1; 95 % interval 0.207 to 1.000)",
        "none left alone                0.500 (1 of 2; 95 % interval 0.095 to 0.905)",
        "emergency answered as none     2",
        "soft answers                   2",
        "",
        "label \\ answer   none  doctor  emergency",
        "emergency           2       1          0",
        "doctor              0       0          1",
        "none                1       1          0",
        "",
        "Missed: 3",
        "  a: emergency answered as doctor: chest like a vice",
        "  e: emergency answered as none: face hangs",
        "  f: emergency answered as none: arm hangs",
        "",
        "False alarms: 1",
        "  b: none answered as doctor: thumb goes",
    ]


def test_the_confusion_counts_every_pair():
    assert figures(judged((E, E), (E, N), (E, N))).confusion == {(E, E): 1, (E, N): 2}
