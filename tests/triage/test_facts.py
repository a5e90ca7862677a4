"""What a text says in numbers."""

from __future__ import annotations

import pytest

from bot.text.words import read
from bot.triage import facts


def told(text: str, name: str) -> list[float]:
    return [round(fact.value, 2) for fact in facts.find(read(text)) if fact.name == name]


@pytest.mark.parametrize(
    ("text", "days"),
    (
        ("for 3 weeks", [21]),
        ("3wks", [21]),
        ("a month", [30]),
        ("a few weeks", [21]),
        ("a couple of weeks", [14]),
        ("two weeks", [14]),
        ("over two weeks", [14.14]),
        ("2+ weeks", [14.14]),
        ("a good 3 weeks", [21]),
        ("a fortnight", [14]),
        ("for weeks", [21]),
        ("1.5 months", [45]),
        ("2-3 weeks", [21]),
        ("good full weeks", [21]),
        ("these days", []),
        ("week", []),
        ("long weeks", [21]),
        ("5. Weeks passed", [21]),
        ("3 year old boy", []),
        ("1.2.3 days", [3]),
        ("once upon a very dark week", []),
    ),
)
def test_durations(text, days):
    assert told(text, "duration") == days


def test_spells_are_durations_told_in_minutes_or_hours():
    assert told("20 minutes, 2 days", "spell") == [0.01]


@pytest.mark.parametrize(
    ("text", "age"),
    (
        ("28F", [28]),
        ("F 28, twitchy", [28]),
        ("I'm 58, drive lorries", [58]),
        ("I am 58", [58]),
        ("he is 9 and twitches", [9]),
        ("my son is 9", [9]),
        ("my daughter, 4, jerks", [4]),
        ("my boy of 5", [5]),
        ("aged 70", [70]),
        ("72 yo", [72]),
        ("a 6 month old", [0.49]),
        ("6 weeks", []),
        ("in my 70s", [70]),
        ("58 squats", []),
        ("I am 100 percent sure", []),
        ("it is 9", []),
        ("I am one", []),
        ("1200", []),
        ("I am 20 pushups in", []),
        ("82, first cramps ever", [82]),
        ("14 and my legs twitch", [14]),
        ("20, 30 second holds", []),
        ("20 squats", []),
        ("5, then it went", []),
        ("at 77 I got jerks", [77]),
        ("at 3 I woke", []),
        ("at 77 degrees", []),
    ),
)
def test_ages(text, age):
    assert told(text, "age") == age


@pytest.mark.parametrize(
    ("text", "degrees"),
    (
        ("temp of 39", [39]),
        ("39.2", [39.2]),
        ("ran 39.2 km", []),
        ("39 squats", []),
        ("fever 102", [38.89]),
        ("102.2", [39]),
        ("36.6", []),
    ),
)
def test_temperatures(text, degrees):
    assert told(text, "temperature") == degrees


@pytest.mark.parametrize(("text", "dose"), (("1000 mg", [1000]), ("2 g", [2000]), ("some mg", []), ("400", [])))
def test_doses(text, dose):
    assert told(text, "dose") == dose


@pytest.mark.parametrize(
    ("text", "weeks"),
    (("30 wks. numb", [30]), ("tired, 30 weeks, numb", [30]), ("for 30 weeks. numb", []), ("60 weeks. numb", [])),
)
def test_gestation(text, weeks):
    assert told(text, "gestation") == weeks


def test_regions_are_counted_between_walls():
    text = read("arm leg arm not face. leg")
    places = {"arm": {0: (1,), 2: (3,)}, "leg": {1: (2,), 5: (6,)}, "face": {4: (5,)}}
    found = facts.regions(text, places, frozenset({3}))
    assert [(fact.value, fact.start) for fact in found] == [(2, 0), (2, 1), (2, 2), (1, 4), (1, 5)]
