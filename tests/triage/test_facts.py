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
        ("90 seconds", [0]),
        ("0 days", [0]),
        ("36 minutes", [0.03]),
        ("6 hours", [0.25]),
        ("2 nights", [2]),
        ("3 days", [3]),
        ("3 years", [1_095]),
        ("5 good weeks", [35]),
        ("5 full weeks", [35]),
        ("5 whole weeks", [35]),
        ("5 solid weeks", [35]),
        ("5 straight weeks", [35]),
        ("5 good full weeks", [21]),
        ("5, weeks", [35]),
        ("5; weeks", [21]),
        ("5 long days", [3]),
        ("weeks passed", [21]),
        ("for hours", [0.12]),
        ("for days", [3]),
        ("for months", [60]),
        ("for years", [730]),
        ("for decades", [3_650]),
        ("those days", [3]),
        ("more than 2 weeks", [14.14]),
        ("over about 2 weeks", [14.14]),
        ("over just about 2 weeks", [14]),
        ("2 plus weeks", [14.14]),
        ("2 weeks plus", [14.14]),
        ("2 weeks and counting", [14.14]),
        ("2 weeks or over", [14]),
        ("over 2 weeks, then 3 weeks", [14.14, 21]),
    ),
)
def test_durations(text, days):
    assert told(text, "duration") == days


def test_spells_are_durations_told_in_minutes_or_hours():
    assert told("20 minutes, 2 days", "spell") == [0.01]
    assert told("6 hours, a day, 3 nights", "spell") == [0.25]


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
        ("by 77 I got jerks", []),
        ("at 25 she fell", [25]),
        ("at 24 she woke", []),
        ("I am fifty", [50]),
        ("I am 58.5", []),
        ("my dad is 110", [110]),
        ("my dad is 111", []),
        ("2 weeks old", [0.04]),
        ("3 days sober", []),
        ("28 male", [28]),
        ("28 female", [28]),
        ("28m cramps", [28]),
        ("m 28 cramps", [28]),
        ("so f 28 cramps", []),
        ("m, then f 28 cramps", []),
        ("turned 40 since", [40]),
        ("made of 5", []),
        ("son made of 5", []),
        ("her 50s", [50]),
        ("his 50s", [50]),
        ("late 60s", [60]),
        ("early 30s", [30]),
        ("mid 40s", [40]),
        ("the 70s", []),
        ("she is 30, he is 40", [30, 40]),
        ("who is 9, twitches", [9]),
        ("my baby is 2, twitches", [2]),
        ("my mum is 80 with cramps", [80]),
        ("my mum 80 has cramps", [80]),
        ("my mum 80 squats", []),
        ("my mum 80 is weak", [80]),
        ("my mum 80 been weak", [80]),
        ("I am 80 have cramps", [80]),
        ("is 80, cramps", []),
        ("lorry is 80, cramps", []),
        ("I am 58 but strong", [58]),
        ("I am 58 so strong", [58]),
        ("I am 58 now squats", [58]),
        ("my son 9 keeps cramping", [9]),
        ("my son 9 was cramping", [9]),
        ("13, cramps", [13]),
        ("12, cramps", []),
        ("14 here with cramps", [14]),
        ("82.", []),
        ("82, 83 and so on", []),
        ("so 82, cramps", []),
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
        ("37.9", [37.9]),
        ("37.8", []),
        ("43.5", [43.5]),
        ("43.6", []),
        ("temp 43.6", []),
        ("temp is up 39", [39]),
        ("temp is up to 39", []),
        ("39 degrees", [39]),
        ("39 in fever", []),
        ("39 squats with fever", []),
        ("forty degrees", []),
        ("39.2 so far", [39.2]),
        ("39.2 kg", []),
        ("temp 39.2 km", [39.2]),
        ("fever 100.2", [37.89]),
        ("fever 100", []),
        ("100.1", []),
        ("fever 110", [43.33]),
        ("fever 111", []),
        ("102 f", []),
        ("so 102 f", []),
        ("degrees 102", [38.89]),
        ("102 c", []),
        ("102 squats", []),
        ("39.1, 39.3", [39.1, 39.3]),
        ("12, 39.3", [39.3]),
    ),
)
def test_temperatures(text, degrees):
    assert told(text, "temperature") == degrees


@pytest.mark.parametrize(
    ("text", "dose"),
    (
        ("1000 mg", [1000]),
        ("2 g", [2000]),
        ("some mg", []),
        ("400", []),
        ("five mg", []),
        ("2.5 mg", [2.5]),
        ("500 mcg", [0.5]),
        ("mg 400", []),
        ("400 of mg", []),
        ("20 tablets, 400 mg", [400]),
    ),
)
def test_doses(text, dose):
    assert told(text, "dose") == dose


@pytest.mark.parametrize(
    ("text", "weeks"),
    (
        ("30 wks. numb", [30]),
        ("tired, 30 weeks, numb", [30]),
        ("for 30 weeks. numb", []),
        ("60 weeks. numb", []),
        ("42 weeks. numb", [42]),
        ("43 weeks. numb", []),
        ("30 weeks", []),
        ("30 weeks numb", []),
        ("0 weeks. numb", [0]),
        ("30 days. numb", []),
        ("numb. 30 weeks.", [30]),
        ("so tired, 30 weeks. numb", [30]),
    ),
)
def test_gestation(text, weeks):
    assert told(text, "gestation") == weeks


def test_regions_are_counted_between_walls():
    text = read("arm leg arm not face. leg")
    places = {"arm": {0: (1,), 2: (3,)}, "leg": {1: (2,), 5: (6,)}, "face": {4: (5,)}}
    found = facts.regions(text, places, frozenset({3}))
    assert [(fact.value, fact.start) for fact in found] == [(2, 0), (2, 1), (2, 2), (1, 4), (1, 5)]


def test_regions_stand_together_across_a_pause():
    text = read("arm; leg. Face")
    places = {"arm": {0: (1,)}, "leg": {1: (2,)}, "face": {2: (3,)}}
    found = facts.regions(text, places, frozenset())
    assert [(fact.name, fact.value, fact.start, fact.end) for fact in found] == [
        ("regions", 2, 0, 1),
        ("regions", 2, 1, 2),
        ("regions", 1, 2, 3),
    ]


def test_a_region_named_twice_counts_once():
    found = facts.regions(read("arm arm"), {"arm": {0: (1,), 1: (2,)}}, frozenset())
    assert [fact.value for fact in found] == [1, 1]


@pytest.mark.parametrize(("text", "words"), (("", [0]), ("my arm", [2]), ("a b d e f", [5]), ("a b d e f g", [])))
def test_few_words_are_counted(text, words):
    assert told(text, "words") == words


def test_the_count_of_words_stands_at_the_first():
    assert facts.find(read("my arm")) == [facts.Fact("words", 2, 0, 1)]


@pytest.mark.parametrize(
    ("text", "found"),
    (
        ("so 3 weeks of it", [("duration", 1, 3)]),
        ("so 3 more weeks of it", [("duration", 1, 4)]),
        ("so for weeks of it", [("duration", 2, 3)]),
        ("so 3 hours of it", [("duration", 1, 3), ("spell", 1, 3)]),
        ("my 9 year old boy jerks", [("age", 1, 4)]),
        ("at work 28 male and cramping", [("age", 2, 4)]),
        ("a man aged 70 with cramps", [("age", 2, 4)]),
        ("f 70 with cramps and more", [("age", 0, 2)]),
        ("my son of 5 jerks again", [("age", 1, 4)]),
        ("we in our late 60s cramp", [("age", 4, 6)]),
        ("so I am 58, lorries", [("age", 3, 4)]),
        ("a temp of 39 and cramps", [("temperature", 3, 4)]),
        ("a temp of 102 and cramps", [("temperature", 3, 4)]),
        ("so 400 mg of it daily", [("dose", 1, 3)]),
        ("so tired. 30 weeks. Cramps again", [("gestation", 2, 4), ("duration", 2, 4)]),
    ),
)
def test_a_figure_stands_at_its_words(text, found):
    figures = [(fact.name, fact.start, fact.end) for fact in facts.find(read(text)) if fact.name != "words"]
    assert figures == found


@pytest.mark.parametrize(
    ("text", "kinds"),
    (
        pytest.param("my 72 year old dad cramps", {"age"}, id="an age is no duration"),
        pytest.param("aged 39, fever, cramps and all", {"age"}, id="nor a temperature"),
        pytest.param("3 weeks since I turned 58, all of it", {"age", "duration"}, id="one before an age is still told"),
        pytest.param("20 weeks. Then my calf cramps", {"gestation", "duration"}, id="weeks may be both"),
        pytest.param("aged 39. Then a fever of 39 for 3 days", {"age", "temperature", "duration"}, id="three figures"),
    ),
)
def test_one_figure_is_told_once(text, kinds):
    assert {fact.name for fact in facts.find(read(text))} == kinds
