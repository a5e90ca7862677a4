"""The ledger: every promise as one line that holds or does not, from what the stand-in saw and the database has."""

from __future__ import annotations

import re
import signal
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from prometheus_client.parser import text_string_to_metric_families

from bot.store.store import NAME
from tests.chaos.chaos import TROUBLE, Chaos, Metrics, is_trouble
from tests.chaos.flat import DESCRIPTORS_LIMIT, RSS_LIMIT, measured
from tests.chaos.oracle import Account, account, stored
from tests.chaos.people import CANARY
from tests.chaos.timeline import ERROR, UNANSWERED
from tests.standin.interactions import FIRST_ANSWER
from tests.standin.ledger import Request
from tests.standin.world import TOKEN

RECOVERED = 60.0
"""Seconds within which all is to be well again after a fault."""
NOTICED = 60.0
"""Seconds within which a dead connection is to be left: a heartbeat (41.25), and some patience."""
FINISHED = 20.0
"""Seconds in which an answer that was put off, or that is a message, is to come."""
LONG_RUN = 600.0
"""Seconds of a run in which some life is to be long enough for its memory to be measured."""
CALLBACK = re.compile(r"/interactions/(\d+)/")
IDS = re.compile(r"\d{15,}")


@dataclass
class Line:
    """One promise: whether it holds, in figures; `faults` are what broke it."""

    name: str
    figures: str
    faults: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.faults


@dataclass
class Answered:
    """What became of all that was asked."""

    asked: Counter[str] = field(default_factory=Counter[str])
    answered: Counter[str] = field(default_factory=Counter[str])
    lost: Counter[str] = field(default_factory=Counter[str])
    """Unanswered, by the fault that was on."""
    failed: Counter[str] = field(default_factory=Counter[str])
    """Answered that Charley failed, by the fault that was on."""
    faults: list[str] = field(default_factory=list)


def ledger(chaos: Chaos, until: datetime) -> tuple[list[Line], Answered, Account]:
    """Return every line, what was answered, and what came of all that was due by *until*, by Charley's clock."""
    told = interactions_of(chaos)
    messages_of(chaos, told)
    nonces = chaos.here.ledger.per_nonce()
    sent = Counter({int(one[1:]): count for one, count in nonces.items() if re.fullmatch(r"c\d+", one)})
    due = account(chaos.people.planned, stored(chaos.folder / NAME), sent, until, chaos.timeline)
    lines = [
        Line("asked = answered + lost to a fault", _figures(told), told.faults),
        Line("due = sent once + skipped for a reason", f"{due.due} due: {_counts(due.by_rule)}", due.lost),
        Line("nothing twice", f"{sum(sent.values())} messages of {len(sent)} occurrences", due.doubled),
        Line("all else that was planned", _counts(due.rows), due.unexplained),
        *_lives(chaos),
        _struck(chaos),
        _recovery(chaos),
        _log(chaos),
        _metrics(chaos, chaos.metrics),
    ]
    return lines, told, due


def interactions_of(chaos: Chaos) -> Answered:
    """Hold every interaction against what was wrong while it was asked."""
    told, second = Answered(), _second_answers(chaos.here.ledger.requests)
    for name, one in [*chaos.load.asked, *(("/remind stretch", one) for one in chaos.probes)]:
        told.asked[name] += 1
        lasts = FIRST_ANSWER if one.answer is None else FINISHED
        if not one.is_told():
            _excuse(chaos, told, UNANSWERED, name, one.at, lasts)
        elif is_trouble(one):
            told.answered[name] += 1
            _excuse(chaos, told, ERROR, name, one.at, FINISHED)
        else:
            told.answered[name] += 1
        told.faults += [f"{name} ({_at(one.at)}): answered again"] * second[one.id]
    return told


def messages_of(chaos: Chaos, told: Answered) -> None:
    """Hold every message that was to be answered against the answers, whose nonces are the ids of what they answer."""
    nonces = chaos.here.ledger.per_nonce()
    for one in chaos.load.written:
        told.asked[one.kind] += 1
        if nonces[str(one.id)] == 0:
            _excuse(chaos, told, UNANSWERED, one.kind, one.at, FINISHED)
            continue
        told.answered[one.kind] += 1
        told.faults += [f"{one.kind} ({_at(one.at)}): answered again"] * (nonces[str(one.id)] > 1)
    for message in chaos.here.ledger.messages:
        if TROUBLE in message.content:
            _excuse(chaos, told, ERROR, "message", message.at - FINISHED, FINISHED)


def _excuse(chaos: Chaos, told: Answered, what: str, name: str, asked: float, lasts: float) -> None:
    window = chaos.timeline.excuse(what, asked, asked + lasts)
    if window is None:
        told.faults.append(f"{name} ({_at(asked)}): {what}, and nothing was wrong")
    else:
        (told.lost if what == UNANSWERED else told.failed)[window.fault] += 1


def _second_answers(requests: Sequence[Request]) -> Counter[int]:
    """Return how often a first answer was tried again though it had come, and Charley had been told so."""
    accepted: set[int] = set()
    again: Counter[int] = Counter()
    for one in requests:
        if match := CALLBACK.match(one.path):
            asked = int(match[1])
            again[asked] += asked in accepted
            if one.status in range(200, 300):
                accepted.add(asked)
    return again


def _lives(chaos: Chaos) -> list[Line]:
    lives = chaos.program.lives
    wrong = [
        f"life {n} ended with {one.code} after {'SIGTERM' if one.how else 'nothing'} ({_at(one.ended or 0)})"
        for n, one in enumerate(lives, 1)
        if one.code is not None and (one.how is None or (one.how is signal.SIGTERM and one.code != 0))
    ]
    ends = Counter(one.how.name if one.how else "by itself" for one in lives if one.code is not None)
    slopes = [(n, found) for n, life in enumerate(lives, 1) if (found := measured(life))]
    steep = [
        f"life {n}: {one.rss_slope:+.2f} MB and {one.descriptors_slope:+.2f} descriptors a minute"
        for n, one in slopes
        if not one.is_flat
    ]
    flat = "; ".join(
        f"life {n}, {one.minutes:.0f} min: {one.rss[0]:.0f} to {one.rss[1]:.0f} MB ({one.rss_slope:+.2f} a minute), "
        f"{one.descriptors[0]} to {one.descriptors[1]} descriptors ({one.descriptors_slope:+.2f})"
        for n, one in slopes
    )
    if not slopes and _age(chaos) > LONG_RUN:
        steep.append("no life was long enough to say")
    limits = f"limits {RSS_LIMIT} MB and {DESCRIPTORS_LIMIT} descriptors a minute"
    return [
        Line("lives, and how they ended", f"{len(lives)} lives: {_counts(ends)}", wrong),
        Line("memory and descriptors flat", f"{flat or 'no life long enough to say'} ({limits})", steep),
    ]


def _age(chaos: Chaos) -> float:
    return (chaos.program.life.ended or 0.0) - chaos.program.lives[0].begun


def _struck(chaos: Chaos) -> Line:
    """A fault that nobody felt would prove nothing."""
    windows = [one for one in chaos.timeline.windows if one.signs]
    unfelt = [f"{one.fault} ({_at(one.begin)})" for one in windows if not one.struck]
    return Line("every fault was felt", f"{len(windows)} faults", unfelt)


def _recovery(chaos: Chaos) -> Line:
    windows = [one for one in chaos.timeline.windows if one.signs]
    slow = [
        f"{one.fault} ({_at(one.begin)}): well after {one.recovery:.0f} s"
        for one in windows
        if one.recovery > RECOVERED
    ]
    slow += [
        f"{one.fault} ({_at(one.begin)}): noticed after {one.noticed - one.begin:.0f} s"
        for one in windows
        if one.noticed is not None and one.noticed - one.begin > NOTICED
    ]
    worst = max(windows, key=lambda one: one.recovery, default=None)
    figures = (
        f"{len(windows)} faults; the longest {worst.recovery:.1f} s, after {worst.fault}" if worst else "no faults"
    )
    return Line(f"well again within {RECOVERED:.0f} s", figures, slow)


def _log(chaos: Chaos) -> Line:
    """Look for what must not stand in the log: tracebacks, the token, words and names of people, their ids."""
    people = {str(one) for one in chaos.here.world.people if one > 1 << 50}
    found = Counter(
        what
        for line in chaos.program.log
        for what, is_there in (
            ("a traceback", "Traceback" in line),
            ("the token", TOKEN in line),
            ("what a person wrote, or a name", CANARY in line),
            ("the id of a person", bool(people.intersection(IDS.findall(line)))),
            ("no JSON", not line.startswith("{")),
        )
        if is_there
    )
    return Line(
        "nothing in the log", f"{len(chaos.program.log)} lines", [f"{n} lines: {what}" for what, n in found.items()]
    )


def _metrics(chaos: Chaos, told: Metrics | None) -> Line:
    """Hold what the last life counted of itself against what the stand-in saw of it."""
    if told is None:
        return Line("the metrics of the last life agree", "none", ["they could not be read"])
    since, counted = chaos.program.life.begun, Counter[str]()
    for family in text_string_to_metric_families(told.text):
        for one in family.samples:
            if one.name == "charley_deliveries_total":
                counted[one.labels["outcome"]] += int(one.value)
            if one.name == "charley_deliveries_under_way":
                counted["under way"] = int(one.value)
            if one.name == "charley_interactions_received_total" and one.labels["kind"] != "message":
                counted["received"] += int(one.value)
    asked = [one for one in (*(one for _, one in chaos.load.asked), *chaos.probes) if since <= one.at <= told.after]
    answered = sum(one.is_told() for one in asked)
    sent = {one.nonce: one.at for one in reversed(chaos.here.ledger.messages) if re.fullmatch(r"c\d+", one.nonce or "")}
    least, most = (sum(since <= at <= until for at in sent.values()) for until in (told.before, told.after))
    faults: list[str] = []
    if counted["sent"] > most or least > counted["sent"] + counted["found"] + counted["under way"]:
        faults.append(f"{counted['sent']} sent and {counted['found']} found, and there are {least} to {most} messages")
    if not answered <= counted["received"] <= len(asked):
        faults.append(f"{counted['received']} received, and {answered} of {len(asked)} were answered")
    figures = f"{counted['sent']} sent and {counted['found']} found of {most}"
    return Line(
        "the metrics of the last life agree", f"{figures}; {counted['received']} received of {len(asked)}", faults
    )


def as_json(lines: Sequence[Line], told: Answered, due: Account, chaos: Chaos) -> dict[str, Any]:
    """Return the whole ledger as JSON holds it."""
    return {
        "lines": [
            {"name": one.name, "holds": one.holds, "figures": one.figures, "faults": one.faults} for one in lines
        ],
        "asked": told.asked,
        "answered": told.answered,
        "lost": told.lost,
        "failed": told.failed,
        "due": due.due,
        "by_rule": due.by_rule,
        "rows": due.rows,
        "windows": [
            {name: value for name, value in one.__dict__.items() if name != "signs"}
            | {"excuses": sorted(one.excuses), "recovery": one.recovery}
            for one in chaos.timeline.windows
        ],
        "shifts": chaos.timeline.shifts,
        "lives": [
            {
                "begun": one.begun,
                "ended": one.ended,
                "code": one.code,
                "samples": [[s.at, s.rss, s.descriptors] for s in one.samples],
            }
            for one in chaos.program.lives
        ],
        "struck": chaos.here.faults.counts,
        "requests": len(chaos.here.ledger.requests),
        "gateway": Counter(chaos.here.ledger.gateway),
    }


def _figures(told: Answered) -> str:
    lost = f"; lost to a fault: {_counts(told.lost)}" if told.lost else ""
    failed = f"; told that Charley failed: {_counts(told.failed)}" if told.failed else ""
    return f"{told.asked.total()} asked, {told.answered.total()} answered, {told.lost.total()} lost{lost}{failed}"


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {what}" for what, count in sorted(counts.items())) or "none"


def _at(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%H:%M:%S}"
