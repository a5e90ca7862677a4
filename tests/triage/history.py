"""Look at the final part of the corpus, and write down what was seen.

    python -m tests.triage.history "what changed in the design"

The final part is looked at once for each change of design; its figures are kept, the bad ones too. Rows are never shown.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from typing import Any

from bot.app import build
from bot.triage.evaluation import Figures, Judged, figures
from tests.triage.rows import CORPUS, Row, agreed, is_forum, read, without_echoes

HISTORY = CORPUS / "history.jsonl"


def judged(rows: list[Row], desk: Any) -> list[Judged]:
    answers = ((row, desk.ask(row.text).assessment) for row in rows)
    return [Judged(row.id, row.text, row.label, found.level, found.soft) for row, found in answers]


def shares(found: Figures) -> dict[str, Any]:
    """Return the figures as hits and rows."""
    named = {"emergency": found.emergency, "doctor": found.doctor, "none": found.none}
    return {name: [share.hits, share.of] for name, share in named.items()} | {"unanswered": found.unanswered}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("design", help="what changed since the last look")
    parsed = parser.parse_args()
    desk = build().desk
    rows = agreed(without_echoes(read("final")))
    unknown = [not desk.ask(row.text).known for row in rows if row.kind == "offtopic"]
    entry = {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "design": parsed.design,
        "rows": len(rows),
        **shares(figures(judged(rows, desk))),
        "off_topic": [sum(unknown), len(unknown)],
        # The part as in patients' forums, which is counted above too.
        "forum": shares(figures(judged([row for row in rows if is_forum(row)], desk))),
    }
    with HISTORY.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry, ensure_ascii=False) + "\n")
    print(json.dumps(entry, ensure_ascii=False))


if __name__ == "__main__":
    main()
