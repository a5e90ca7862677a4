"""What is measured inside one process of its own; prints one JSON object.

python -m tests.bench.inside load              milliseconds to load the content
python -m tests.bench.inside reply             milliseconds to build each of 300 replies
python -m tests.bench.inside zones             milliseconds to offer time zones at each of 300 key strokes
python -m tests.bench.inside triage-load       milliseconds to read the lexicon, to read the net, to build the triage
python -m tests.bench.inside triage-memory     MiB that content and triage take after 1,000 questions
python -m tests.bench.inside triage-speed      milliseconds of one core for each short, long and hostile question
python -m tests.bench.inside claims DUE FOLDER ...
                                               milliseconds of a core to claim 8 reminders and to find the next due
                                               moment, and milliseconds waited for a claim, by folder

What triage and claims take is counted in time of the processor: another program on the same core, or on the same disk,
is no slowness of ours.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

COUNT = 300
WARM_UP = 20
ASKED = 1_000
LONG = 200
LONG_LENGTH = 1_500
REPEATS = 3
BATCHES = 100


def load() -> list[float]:
    from bot.knowledge.loader import load_content
    from bot.knowledge.place import content_place

    start = time.perf_counter()
    load_content(content_place())
    return [1_000 * (time.perf_counter() - start)]


def reply() -> list[float]:
    from bot.app import build
    from bot.discord_app.layout import layout
    from tests.bench.questions import questions

    parts = build()
    asked = questions(parts.content, WARM_UP + COUNT)
    taken = []
    for text in asked:
        start = time.perf_counter()
        layout(parts.desk.ask(text).page, {}).to_components()
        taken.append(1_000 * (time.perf_counter() - start))
    return taken[WARM_UP:]


def zones() -> list[float]:
    from datetime import UTC, datetime

    from bot.knowledge.zone_tables import load_zone_tables
    from bot.reminders.zones import Zones

    now = datetime.now(UTC)
    known = Zones(*load_zone_tables(), now)
    typed = ("a", "n", "new yrok", "los angelos", "united states new", "utc+1", "+5:30", "est", "xqzw", "", "x" * 100)
    taken = []
    for text in typed * (1 + COUNT // len(typed)):
        start = time.perf_counter()
        known.choices(text, "en-US", now)
        taken.append(1_000 * (time.perf_counter() - start))
    return taken[WARM_UP:]


def triage_load() -> list[float]:
    from bot.app import triage_of  # what is imported belongs to the bare process
    from bot.knowledge.loader import load_content, load_net
    from bot.knowledge.models import WordLists
    from bot.knowledge.nodes import parse
    from bot.knowledge.place import content_place
    from bot.triage.net import net_of

    # As `build` does: nothing of this is garbage.
    gc.disable()
    place = content_place()
    lexicon, _ = taken(lambda: [WordLists.model_validate(parse(p.name, p.read_bytes()).value) for p in lists(place)])
    net, weights = taken(lambda: net_of(load_net(place)))
    content = load_content(place)
    built, _ = taken(lambda: triage_of(content, weights))
    return [lexicon, net, built]


def lists(place: Path) -> list[Path]:
    return sorted((place / "lexicon").glob("*.yaml"))


def triage_memory() -> list[float]:
    from bot.app import triage_of  # what is imported belongs to the bare process
    from bot.knowledge.loader import load_content, load_net
    from bot.knowledge.place import content_place
    from bot.triage.net import net_of
    from tests.bench.questions import questions

    bare = resident()
    content = load_content(content_place())
    triage = triage_of(content, net_of(load_net(content_place())))
    for text in questions(content, ASKED):
        triage.assess(text)
    return [resident() - bare]


def resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def triage_speed() -> dict[str, Any]:
    from bot.app import build
    from bot.triage.features import features
    from bot.triage.models import Level
    from tests.bench.questions import hostile, long_questions, questions

    parts = build()
    triage, net = parts.triage, parts.triage._net
    assert net is not None
    short = questions(parts.content, WARM_UP + COUNT)
    long = long_questions(parts.content, LONG, LONG_LENGTH)
    grave = [sign.id for sign in parts.content.signs if Level[sign.level.name] is Level.EMERGENCY]

    def weigh(text: str) -> float:
        reading = triage.reading(text)

        def infer() -> None:
            found = features(reading)
            net.level(found)
            net.suspects(found, grave)

        return middle(infer)

    for text in short:
        triage.assess(text)
    return {
        "short": [taken(lambda text=text: triage.assess(text))[0] for text in short[WARM_UP:]],
        "long": [middle(lambda text=text: triage.assess(text)) for text in long],
        "net": [weigh(text) for text in short[WARM_UP:]],
        "hostile": {
            name: middle(lambda text=text: triage.assess(text)) for name, text in hostile(parts.content).items()
        },
    }


def claims(due: str, *folders: str) -> list[dict[str, list[float]]]:
    return asyncio.run(claims_of(datetime.fromtimestamp(int(due), UTC), [Path(folder) for folder in folders]))


async def claims_of(due: datetime, folders: list[Path]) -> list[dict[str, list[float]]]:
    from bot.reminders.claims import claim
    from bot.reminders.engine import BATCH
    from bot.reminders.ports import Store
    from bot.store.store import open_store

    found: list[dict[str, list[float]]] = [{"claim": [], "soonest": [], "waited": []} for _ in folders]

    async def soonest(store: Store) -> None:
        async with store.reading() as seen:
            await seen.soonest()

    async with AsyncExitStack() as stack:
        stores = [await stack.enter_async_context(open_store(folder)) for folder in folders]
        for number in range(BATCHES):
            # Whose turn is first changes, as the disk may be slower for whoever comes after another.
            for turn in range(len(stores)):
                place = (number + turn) % len(stores)
                began, start = time.perf_counter(), time.process_time()
                claimed = (await claim(stores[place], due, BATCH)).claims
                found[place]["claim"].append(1_000 * (time.process_time() - start))
                found[place]["waited"].append(1_000 * (time.perf_counter() - began))
                assert len(claimed) == BATCH
                start = time.process_time()
                await soonest(stores[place])
                found[place]["soonest"].append(1_000 * (time.process_time() - start))
    return found


def taken(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the milliseconds that some work took, and what came of it."""
    start = time.process_time()
    made = work()
    return 1_000 * (time.process_time() - start), made


def middle(work: Callable[[], Any]) -> float:
    """Return the median of a few times, so that a long one tells of a text and not of the machine."""
    return statistics.median(taken(work)[0] for _ in range(REPEATS))


WAYS: dict[str, Callable[..., Any]] = {
    "load": load,
    "reply": reply,
    "zones": zones,
    "triage-load": triage_load,
    "triage-memory": triage_memory,
    "triage-speed": triage_speed,
    "claims": claims,
}

if __name__ == "__main__":
    print(json.dumps(WAYS[sys.argv[1]](*sys.argv[2:])))
