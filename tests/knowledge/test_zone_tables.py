"""The tables of time zones come with the tzdata package, on every machine."""

from __future__ import annotations

from zoneinfo import available_timezones

from bot.knowledge.zone_tables import load_zone_tables


def test_the_tables_hold_the_zones_of_this_machine():
    keys = {row.split("\t")[2] for row in load_zone_tables().cities.splitlines() if not row.startswith("#")}
    assert "Europe/Oslo" in keys
    assert len(keys & available_timezones()) > 0.95 * len(keys)


def test_countries_have_a_code_and_a_name():
    rows = [row.split("\t") for row in load_zone_tables().countries.splitlines() if not row.startswith("#")]
    assert ["DE", "Germany"] in rows
    assert all(len(code) == 2 and name for code, name in rows)


def test_only_links_are_taken_from_the_rules():
    links = load_zone_tables().links.splitlines()
    assert "L Asia/Kolkata Asia/Calcutta" in links
    assert all(len(row.split()) == 3 and row.startswith("L ") for row in links)
