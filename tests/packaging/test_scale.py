"""The numbers on docs/scale.md that stand in the program, or follow from one another, are the same there."""

from __future__ import annotations

import re

from bot.discord_app.sharded import APART
from bot.reminders.claims import MENTIONS
from bot.reminders.pace import INVALID, RATE
from tests.packaging.pages import ROOT, page, parts, rows

PAGE = page("docs/scale.md")

LIMITS = {name: much for name, _, much, _ in rows(parts(PAGE)["Where each limit lies"])}


def test_limits_that_charley_keeps_are_those_of_the_program():
    assert f"{RATE} a second, the pace" in PAGE
    assert f"Charley keeps to {RATE}, and leaves {50 - RATE}" in PAGE
    assert f"Charley stops sending at {INVALID:,}" in PAGE
    assert f"one every {APART:.0f} seconds" in PAGE
    assert MENTIONS == 100
    assert "one more for each hundred members" in PAGE


def test_limits_of_the_host_are_those_that_are_shipped():
    compose, unit = (ROOT / "compose.yaml").read_text(), (ROOT / "deploy" / "charley.service").read_text()
    assert "mem_limit: 512m" in compose
    assert "MemoryMax=512M" in unit
    assert LIMITS["memory"].startswith("512 MiB")
    assert "pids_limit: 64" in compose
    assert "TasksMax=64" in unit
    assert LIMITS["threads"].startswith("64,")


def test_the_arithmetic_is_right():
    base, each = 124, 47 / 1024
    assert base + 8_000 * each < 512 <= base + 8_500 * each
    assert round((base + 25_000 * each) / 1024, 1) == 1.2
    assert round(100_000 * each / 1024, 1) == 4.5
    assert (round(25_000 * 100 / 3_600), round(100_000 * 100 / 3_600)) == (694, 2_778)
    assert round(694 * 0.09 / 10) == 6
    assert round(1_000_000 / 3 / 7, -2) == 47_600
    assert round(47_600 / RATE / 60) == 20
    assert round(47_600 / 500) == 95
    assert 100 // 10 * APART == 50, "seconds for ten rounds of ten sessions"


def test_the_alert_on_memory_rings_where_the_page_says():
    rings = int(re.findall(r"process_resident_memory_bytes\S* > (\d+)e6", (ROOT / "deploy/alerts.yaml").read_text())[0])
    (servers,) = re.findall(r"124 MiB \+ ([\d,]+) x 47 KiB = (\d+) MB", PAGE)
    assert int(servers[1]) == rings
    assert 0 <= rings * 1e6 - (124 * 2**20 + int(servers[0].replace(",", "")) * 47 * 2**10) + 1e6 < 2e6
