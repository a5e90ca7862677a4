"""Time zones are found by whatever a person calls them, and each that is offered can be kept."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.zone_tables import load_zone_tables
from bot.reminders.places import CITIES, COUNTRIES, LOCALES, MAIN, POPULOUS
from bot.reminders.zones import LONGEST_LABEL, MOST, Zones

WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 12, tzinfo=UTC)

TABLE = """\
# a comment
DE,AT\t+5230+01322\tEurope/Berlin\tmost of Germany
US\t+404251-0740023\tAmerica/New_York\tEastern (most areas)
US\t+411745-0863730\tAmerica/Indiana/Knox\tCentral - IN (Starke)
IN\t+2232+08822\tAsia/Kolkata
XX\t+0000+00000\tAtlantis/Deep
"""
NAMES = "#code\tname\nDE\tGermany\nAT\tAustria\nUS\tUnited States\nIN\tIndia\nXX\tAtlantis\n"
LINKS = "# links\nL Asia/Kolkata Asia/Calcutta\nL America/New_York EST\nL Etc/UTC Zulu\nL Atlantis/Deep Old/Deep\nZ Zone 1 - X\n"


@cache
def every_zone() -> Zones:
    return Zones(*load_zone_tables(), WINTER)


@pytest.fixture
def zones() -> Zones:
    return every_zone()


@pytest.fixture(scope="module")
def few() -> Zones:
    return Zones(TABLE, NAMES, LINKS, WINTER)


FOUND = [
    ("berlin", "Europe/Berlin"),
    ("Berlin, Germany", "Europe/Berlin"),
    ("Berlin, Germany (UTC+01:00 now)", "Europe/Berlin"),
    ("germany berl", "Europe/Berlin"),
    ("new york", "America/New_York"),
    ("new yrok", "America/New_York"),
    ("los angelos", "America/Los_Angeles"),
    ("sidney", "Australia/Sydney"),
    ("tokio", "Asia/Tokyo"),
    ("india", "Asia/Kolkata"),
    ("kolkata", "Asia/Kolkata"),
    ("calcutta", "Asia/Kolkata"),
    ("Asia/Calcutta", "Asia/Kolkata"),
    ("mumbai", "Asia/Kolkata"),
    ("भारत", "Asia/Kolkata"),
    ("são paulo", "America/Sao_Paulo"),
    ("SAO PAULO", "America/Sao_Paulo"),
    ("brasil", "America/Sao_Paulo"),
    ("saigon", "Asia/Ho_Chi_Minh"),
    ("oslo", "Europe/Oslo"),
    ("norway", "Europe/Oslo"),
    ("est", "America/New_York"),
    ("et", "America/New_York"),
    ("pst", "America/Los_Angeles"),
    ("cet", "Europe/Berlin"),
    ("cest", "Europe/Berlin"),
    ("ist", "Asia/Kolkata"),
    ("gmt", "Europe/London"),
    ("utc", "Etc/UTC"),
    ("uk", "Europe/London"),
    ("scotland", "Europe/London"),
    ("usa", "America/New_York"),
    ("us/eastern", "America/New_York"),
    ("texas", "America/Chicago"),
    ("köln", "Europe/Berlin"),
    ("st. johns", "America/St_Johns"),
    ("knox, indiana", "America/Indiana/Knox"),
    ("utc+0", "Europe/London"),
    ("utc+2", "Africa/Cairo"),
    ("UTC +02:00", "Africa/Cairo"),
    ("gmt-5", "America/New_York"),
    ("gmt\u22125", "America/New_York"),
    ("+5:30", "Asia/Kolkata"),
    ("+0530", "Asia/Kolkata"),
    ("+5:3", "Asia/Kolkata"),
    ("-3:30", "America/St_Johns"),
    ("\uff0b9", "Asia/Tokyo"),
    ("utc14", "Pacific/Kiritimati"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key"), FOUND)
def test_a_zone_is_offered_first_for_what_people_type(zones, text, key):
    assert zones.choices(text, "en-US", WINTER)[0].key == key


@pytest.mark.parametrize("text", ("xqzw", "+25", "+5:75", "utc+14:30", "!!!", "12", "zz"))
def test_nothing_is_offered_where_nothing_fits(zones, text):
    # What is only signs counts as nothing typed.
    assert zones.choices(text, "en-US", WINTER) == (zones.choices("", "en-US", WINTER) if text == "!!!" else ())


def test_an_offset_is_that_of_now_then_that_of_half_a_year_away(zones):
    summer = [choice.key for choice in zones.choices("utc-5", "en-US", SUMMER)]
    assert summer[0] == "America/Chicago"
    assert "America/New_York" not in summer[:3]
    keys = [choice.key for choice in zones.choices("utc+1", "en-US", SUMMER)]
    assert keys.index("Europe/London") < keys.index("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "locale", "key"),
    (
        ("pst", "en-US", "America/Los_Angeles"),
        ("pst", "xx", "Asia/Manila"),
        ("utc+1", "de", "Europe/Berlin"),
        ("utc+1", "fr", "Europe/Paris"),
        ("ist", "en-GB", "Europe/Dublin"),
        ("berlin", "fr", "Europe/Berlin"),
    ),
)
def test_among_equals_the_locales_countries_come_first(zones, text, locale, key):
    assert zones.choices(text, locale, WINTER)[0].key == key


FIRST = [
    ("en-US", ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"]),
    ("en-GB", ["Europe/London", "Europe/Dublin"]),
    ("de", ["Europe/Berlin", "Europe/Vienna", "Europe/Zurich"]),
    ("hi", ["Asia/Kolkata"]),
    ("pt-BR", ["America/Sao_Paulo"]),
    ("es-ES", ["Europe/Madrid", "Atlantic/Canary"]),
    ("es-419", ["America/Mexico_City"]),
    ("fr", ["Europe/Paris", "Europe/Brussels", "Europe/Zurich"]),
    ("xx", ["Asia/Kolkata", "Asia/Shanghai"]),
]


@pytest.mark.parametrize(("locale", "keys"), FIRST)
def test_for_nothing_typed_the_locales_zones_come_first(zones, locale, keys):
    offered = [choice.key for choice in zones.choices("", locale, WINTER)]
    assert offered[: len(keys)] == keys
    assert len(offered) == MOST
    assert len(set(offered)) == MOST


def test_after_the_locales_zones_come_the_most_populous(zones):
    german = [choice.key for choice in zones.choices(" ", "de", WINTER)]
    rest = [key for key in POPULOUS if key not in german[:3]]
    assert german[3:] == rest[: MOST - 3]


@pytest.mark.parametrize(
    ("key", "now", "label"),
    (
        ("Europe/Berlin", WINTER, "Berlin, Germany (UTC+01:00 now)"),
        ("Europe/Berlin", SUMMER, "Berlin, Germany (UTC+02:00 now)"),
        ("America/St_Johns", WINTER, "St Johns, Canada (UTC-03:30 now)"),
        ("Europe/London", WINTER, "London, United Kingdom (UTC+00:00 now)"),
        ("America/Argentina/Buenos_Aires", WINTER, "Buenos Aires, Argentina (UTC-03:00 now)"),
        ("America/Indiana/Knox", WINTER, "Knox, Indiana, United States (UTC-06:00 now)"),
        ("Asia/Singapore", WINTER, "Singapore (UTC+08:00 now)"),
        ("Etc/UTC", WINTER, "UTC, the same all year (UTC+00:00 now)"),
    ),
)
def test_a_label_tells_city_country_and_offset(zones, key, now, label):
    assert zones.label(key, now) == label


def test_a_city_without_a_zone_of_its_own_is_named(zones):
    assert zones.choices("mumbai", "en-US", WINTER)[0].label == "Kolkata, India, for Mumbai (UTC+05:30 now)"


@pytest.mark.parametrize(
    ("text", "key"),
    (
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin ", "Europe/Berlin"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("US/Pacific", "America/Los_Angeles"),
        ("Zulu", "Etc/UTC"),
        ("Berlin", "Europe/Berlin"),
        ("Berlin, Germany (UTC+01:00 now)", "Europe/Berlin"),
        ("mumbai", "Asia/Kolkata"),
        ("saigon", "Asia/Ho_Chi_Minh"),
        ("India", "Asia/Kolkata"),
        ("usa", None),
        ("est", None),
        ("EST", None),
        ("GMT", None),
        ("ber", None),
        ("", None),
        ("utc+2", None),
    ),
)
def test_a_whole_text_is_taken_only_where_it_means_one_zone(zones, text, key):
    assert zones.exact(text) == key


def test_every_zone_that_can_be_offered_loads_and_has_a_short_label(zones):
    assert len(zones.keys) > 400
    for key in zones.keys:
        ZoneInfo(key)
        for now in (WINTER, SUMMER):
            label = zones.label(key, now)
            assert len(label) <= LONGEST_LABEL
            assert re.search(r"\(UTC[+-]\d\d:\d\d now\)$", label)


def test_every_zone_is_found_by_its_key_and_its_city(zones):
    for key in zones.keys:
        assert zones.exact(key) == key
        city = key.rpartition("/")[2].replace("_", " ")
        assert key in {choice.key for choice in zones.choices(city, "en-US", WINTER)}, city


def test_every_old_name_leads_to_the_same_clock(zones):
    clocks = {"CET", "EET", "EST", "GMT", "HST", "MET", "MST", "WET"}
    links = [row.split()[1:] for row in load_zone_tables().links.splitlines()]
    places = {key for key, _ in links if zones.exact(key)}
    for key, old in links:
        if key in places and old not in clocks:
            kept = zones.exact(old)
            assert kept is not None, old
            for now in (WINTER, SUMMER):
                assert now.astimezone(ZoneInfo(kept)).utcoffset() == now.astimezone(ZoneInfo(old)).utcoffset(), old


def test_our_own_names_lead_to_zones_and_countries_of_the_tables(zones):
    known = set(zones.keys)
    codes = {row.split("\t")[0] for row in load_zone_tables().countries.splitlines() if not row.startswith("#")}
    assert set(POPULOUS) <= known
    assert len(set(POPULOUS)) == len(POPULOUS)
    assert set(CITIES.values()) <= known
    assert {key for keys in MAIN.values() for key in keys} <= known
    assert {*COUNTRIES, *MAIN, *(code for found in LOCALES.values() for code in found)} <= codes


def test_the_table_of_shared_clocks_can_be_read_too():
    """zone1970.tab has several countries in a row."""
    assert Zones(TABLE, NAMES, LINKS, WINTER).choices("austria", "de", WINTER)[0].key == "Europe/Berlin"


def test_a_zone_that_does_not_load_is_left_out(few):
    assert few.keys == ("Europe/Berlin", "America/New_York", "America/Indiana/Knox", "Asia/Kolkata", "Etc/UTC")
    assert few.exact("Old/Deep") is None
    assert "Atlantis/Deep" not in {choice.key for choice in few.choices("atlantis", "en-US", WINTER)}
    with pytest.raises(KeyError):
        few.label("Atlantis/Deep", WINTER)


def test_no_zone_is_offered_where_none_loads():
    def nothing(key: str) -> ZoneInfo:
        raise ZoneInfoNotFoundError(key)

    none = Zones(TABLE, NAMES, LINKS, WINTER, nothing)
    assert (none.keys, none.choices("", "en-US", WINTER), none.exact("utc")) == ((), (), None)


def test_a_torn_table_is_refused():
    with pytest.raises(ValueError, match="not enough values"):
        Zones("DE\n", NAMES, LINKS, WINTER)


TYPED = st.text(max_size=120) | st.text(st.sampled_from("utcgm+-:05 123/_aeiourn,()\u2212"), max_size=12)


INSTANTS = st.integers(0, 2_142_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
"""From 1970 to 2037."""


@given(TYPED, st.sampled_from([*LOCALES, "", "xx"]), INSTANTS)
def test_any_text_gives_choices_that_can_be_sent_and_kept(text, locale, now):
    found = every_zone().choices(text, locale, now)
    assert len(found) <= MOST
    assert len({choice.key for choice in found}) == len(found)
    for choice in found:
        assert choice.key in every_zone().keys
        assert 1 <= len(choice.label) <= LONGEST_LABEL
    assert every_zone().exact(text) in {None, *every_zone().keys}


@given(st.integers(-14 * 4, 14 * 4))
def test_every_offset_offers_only_zones_that_have_it_within_a_year(quarters):
    minutes = 15 * abs(quarters)
    text = f"{'-' if quarters < 0 else '+'}{minutes // 60}:{minutes % 60:02}"
    offset = timedelta(minutes=15 * quarters)
    for choice in every_zone().choices(text, "de", WINTER):
        zone = ZoneInfo(choice.key)
        assert offset in {now.astimezone(zone).utcoffset() for now in (WINTER, WINTER + timedelta(days=182))}
