"""Send payloads through the client's own parsing and dispatch, and judge every answer."""

from __future__ import annotations

import random
import sqlite3
import time
from contextlib import closing
from datetime import timedelta

from bot.app import Parts
from bot.store.store import NAME
from tests.fuzz.arena import ALICE, BOB, CAROL, DAVE, Arena, arena
from tests.fuzz.grammar import AUTOCOMPLETE, Case, Grade, Grammar
from tests.fuzz.judging import Judge, is_private
from tests.fuzz.ledger import Ledger
from tests.fuzz.nasty import CANARY, Texts, known_texts
from tests.fuzz.planting import plant
from tests.fuzz.wire import CHOICES, DEFERRED, DEFERRED_UPDATE, MESSAGE, MODAL, UPDATE, Asked

PLANTED = 500
"""Payloads after which the reminders are what they were at first: by then much is deleted."""

NAMES = {
    MESSAGE: "message",
    DEFERRED: "deferred",
    DEFERRED_UPDATE: "deferred change",
    UPDATE: "change",
    CHOICES: "choices",
    MODAL: "form",
}
WRONG = "Something went wrong on Charley's side"


async def run(parts: Parts, count: int, dice: random.Random, ledger: Ledger) -> None:
    """Send *count* payloads made by *dice*, one after the other, and note in *ledger* what came of each."""
    began = time.perf_counter()
    judge = Judge(parts)
    async with arena(parts) as here:
        grammar = Grammar(here, dice, Texts(dice, known_texts(parts)))
        for number in range(count):
            if number % PLANTED == 0:
                await plant(here, grammar)
            await _one(here, grammar, judge, ledger)
        _check_store(here, judge, ledger)
    ledger.seconds = time.perf_counter() - began


async def _one(here: Arena, grammar: Grammar, judge: Judge, ledger: Ledger) -> None:
    case = grammar.next()
    here.wire.begin()
    here.tasks.raised.clear()
    here.time.passed += timedelta(seconds=7)
    asked = Asked(case.payload)
    if case.is_readable:
        here.wire.asked[case.payload["token"]] = asked
    began = time.perf_counter()
    escaped = await here.feed("INTERACTION_CREATE", case.payload)
    settled = await here.tasks.settle()
    seconds = time.perf_counter() - began
    lines = list(here.lines())
    found = [] if settled else ["it is still under way"]
    if escaped is not None:
        found.append(f"the connection would have ended: {escaped!r}")
    if case.grade is not Grade.BROKEN:
        # The library lets a task end where a message cannot be read; what counts is that somebody answers.
        found += [f"a task ended with {error!r}" for error in here.tasks.raised]
    found += [
        f"the log holds what it must not: {line}" for line in lines if is_private(line, (ALICE, BOB, CAROL, DAVE))
    ]
    # A few answers keep what stands in the message that was pressed, or change it; if that is broken, so are they.
    is_whole = case.grade is not Grade.BROKEN or "message" not in case.payload
    for one in here.wire.sent:
        if one.status >= 400 and one.status != 403 and case.is_readable and is_whole:
            found.append(f"Discord refuses {one.method} {one.path} with {one.status}")
        if is_whole:
            found += judge.body_faults(one.method, one.path, one.body)
    outcome, more = _outcome(case, asked, here, lines)
    ledger.note(case.grade, outcome, case.about, seconds)
    for what in (*found, *more):
        ledger.breach(f"{case.grade} {case.about}: {what}", case.payload)
    if asked.answer is not None:
        ledger.kinds[NAMES.get(asked.answer["type"], "?")] += 1
    # What an answer keeps of a broken message is shown to nobody: what is pressed there later would be broken too.
    if asked.answer is not None and is_whole:
        form = asked.answer["data"] if asked.answer["type"] == MODAL else None
        grammar.learn(case, here.wire.shown, form)


def _outcome(case: Case, asked: Asked, here: Arena, lines: list[str]) -> tuple[str, list[str]]:
    """Return how a payload ended, in one word, and what should not have been."""
    found: list[str] = []
    if not case.is_readable:
        return "unreadable", found
    answer = asked.answer
    if answer is None:
        return "unanswered", [f"no answer; logged: {lines}"]
    if answer["type"] not in NAMES or (answer["type"] == CHOICES) != (case.payload["type"] == AUTOCOMPLETE):
        found.append(f"an answer of type {answer['type']}")
    if answer["type"] in {DEFERRED, DEFERRED_UPDATE} and not asked.done:
        found.append("it was deferred and never finished")
    said = str([one.body for one in here.wire.sent])
    failed = WRONG in said or any('"level": "error"' in line for line in lines)
    if failed and case.grade in {Grade.REAL, Grade.HOSTILE}:
        found.append(f"it went wrong: {[line for line in lines if 'error' in line]}")
    if failed:
        return "went wrong", found
    polite = answer["type"] == MESSAGE and not (answer["data"].get("components"))
    return ("refused" if polite else "answered"), found


def _check_store(here: Arena, judge: Judge, ledger: Ledger) -> None:
    """Check that the database is whole, that nobody's words are in it, and that none became part of a statement."""
    for statement in here.statements:
        if CANARY in statement or not judge.knows(statement):
            ledger.breach("a statement that Charley did not write", statement)
    with closing(sqlite3.connect(here.folder / NAME)) as database:
        if (told := database.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            ledger.breach("the database is damaged", told)
        if CANARY in "\n".join(database.iterdump()):
            ledger.breach("somebody's words are stored", None)
