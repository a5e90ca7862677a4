"""Write the golden layouts: what typical replies look like on the wire.

    python -m tests.replies.golden --write

Look at each changed layout as a picture (make demo) before it is committed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.app import build
from bot.discord_app.layout import layout
from bot.knowledge.models import SignLevel
from bot.replies import about, cards, signs
from bot.replies.codes import code
from bot.replies.desk import Desk
from bot.replies.page import Page
from tests.replies.reminder_pages import every_reminder_page

PLACE = Path(__file__).parent / "golden"

ASKER = 100_000_000_000_000_000
WHY_SHOWN = "You mentioned: **numbness or tingling** (“pins and needles”).\n-# Not counted: “no weakness”."

REMINDING = {
    "hydrate 0": "reminder-to-drink",
    "stretch 0": "reminder-to-stretch",
    "post hydrate": "reminder-post",
    "first hydrate": "reminder-first",
    "summary of much": "reminder-summary",
    "panel hydrate": "reminder-panel",
    "panel longest": "reminder-panel-longest",
    "question hydrate": "reminder-question",
    "zone": "reminder-zone",
    "longest list, page 1": "reminder-list",
    "pause": "reminder-pause",
    "settings of who may, True": "reminder-settings",
}
"""Pages of reminding that are kept as examples, and under which names."""

VERSION = "1.2.3"
"""A version of its own, so that a release changes no layout."""


def pages(desk: Desk) -> Mapping[str, Page]:
    """Return the typical pages by name."""
    content = desk.content
    coffee = content.cards["caffeine"]
    return {
        "card": cards.card_page(content, coffee),
        "card-of-a-symptom": desk.topic("eyelid-twitch", ()),
        "card-with-a-drawing": desk.topic("relief-stretch", ()),
        "card-shared": cards.shared_page(content, coffee),
        "sources": cards.sources_page(content, coffee, 1),
        "differences": cards.differences_page(content.cards["mg-how-much"]),
        "redflags": signs.redflags_page(content),
        "signs": signs.signs_page(content, SignLevel.EMERGENCY, 1),
        "ask-emergency": desk.ask("my chest hurts and I am short of breath").page,
        "ask-doctor-and-card": desk.ask("my calf cramps at night and my leg feels weak").page,
        "ask-unknown": desk.ask("which bicycle should I buy").page,
        "crisis": desk.ask("I want to kill myself").page,
        "soft-emergency": desk.privately(
            "caffeine", f"0{code('sudden-weakness')}{code('face-droop')}{code('suicide')}"
        ),
        "soft-doctor": desk.privately("caffeine", f"0{code('weakness')}{code('dropping-things')}"),
        "why": desk.why(f"{code('weakness')}d0.11-{code('fainting')}f20.40", WHY_SHOWN),
        "check-step-two": signs.checked_page(content, (), SignLevel.EMERGENCY),
        "check-nothing": signs.checked_page(content, (), SignLevel.DOCTOR),
        "about": about.about_page(content, VERSION),
        "greeting": about.greeting_page(content),
        "mention": desk.mention("my calf cramps at night", ASKER),
        **{REMINDING[name]: made for name, made in every_reminder_page(content) if name in REMINDING},
    }


def drawn(page: Page) -> list[dict[str, Any]]:
    return layout(page, {}).to_components()


def main() -> None:
    if sys.argv[1:] != ["--write"]:
        sys.exit("To write the golden layouts anew:  python -m tests.replies.golden --write")
    made = pages(build().desk)
    PLACE.mkdir(exist_ok=True)
    for old in PLACE.glob("*.json"):
        if old.stem not in made:
            old.unlink()
    for name, page in made.items():
        text = json.dumps(drawn(page), ensure_ascii=False, indent=1) + "\n"
        (PLACE / f"{name}.json").write_text(text, encoding="utf-8")
    print(f"Wrote {len(made)} layouts to {PLACE}. Look at each as a picture before it is committed.")


if __name__ == "__main__":
    main()
