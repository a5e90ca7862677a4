"""Read the tables of time zones that the tzdata package brings: cities, countries and old names."""

from __future__ import annotations

from importlib import resources
from typing import NamedTuple


class ZoneTables(NamedTuple):
    """Hold the text of three tables of the tz database."""

    cities: str
    countries: str
    links: str


def load_zone_tables() -> ZoneTables:
    """Return the tables as text; a rule of the tz database (a line that begins with R or Z) is in none of them.

    `zone.tab` rather than `zone1970.tab`: only it has the own city of each country, such as Oslo for Norway.
    """
    folder = resources.files("tzdata") / "zoneinfo"
    cities, countries, rules = (
        (folder / name).read_text(encoding="utf-8") for name in ("zone.tab", "iso3166.tab", "tzdata.zi")
    )
    return ZoneTables(cities, countries, "\n".join(line for line in rules.splitlines() if line.startswith("L ")))
