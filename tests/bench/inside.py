"""What is measured inside one process of its own; prints one JSON object.

python -m tests.bench.inside load     milliseconds to load the content
python -m tests.bench.inside reply    milliseconds to build each of 300 replies
"""

from __future__ import annotations

import json
import sys
import time

COUNT = 300
WARM_UP = 20


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


if __name__ == "__main__":
    print(json.dumps({"load": load, "reply": reply}[sys.argv[1]]()))
