"""Take the README's pictures from the demo's page: python -m tests.demo.pictures."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.demo.browser import Browser
from tests.demo.page import pick, press, running_demo, said, send, slash

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
PHONE = (390, 844)


async def card(browser: Browser) -> None:
    await slash(browser, "cause", "topic", "cofee")
    await pick(browser, "Caffeine", "caffeine")
    await browser.wait_for(said("Good to know"))


async def emergency(browser: Browser) -> None:
    await slash(browser, "ask", "question", "grandad's arm went weak this morning and his words come out wrong")
    await send(browser)
    await browser.wait_for(said("Get help now"))


async def redflags(browser: Browser) -> None:
    await slash(browser, "redflags")
    await browser.wait_for(said("Often harmless"))


async def check_mine(browser: Browser) -> None:
    await redflags(browser)
    await press(browser, "Check mine")
    await browser.wait_for("document.querySelector('.modal-dialog') !== null")


async def reminder(browser: Browser) -> None:
    await browser.wait_for(said("A moment to stretch?"), 90)


PICTURES: dict[str, Callable[[Browser], Awaitable[None]]] = {
    "card": card,
    "emergency": emergency,
    "redflags": redflags,
    "check-mine": check_mine,
    "reminder": reminder,
}

DIRECT = frozenset({"reminder"})
"""Pictures of direct messages."""


async def take(name: str) -> None:
    """Take one picture, on a page of its own, from the top of Charley's last message."""
    arguments = ["--dm"] if name in DIRECT else []
    async with running_demo(*arguments) as demo, Browser.start(width=PHONE[0], height=PHONE[1]) as browser:
        await browser.open(demo.address)
        if name not in DIRECT:
            await browser.wait_for(said("Hello from Charley"), 30)
        await PICTURES[name](browser)
        # A form lies above the messages: scrolling one of them would push it aside.
        await browser.evaluate(
            "document.querySelector('.modal-dialog') === null &&"
            " [...document.querySelectorAll('.channel-message')].at(-1).scrollIntoView({block: 'start'})"
        )
        await browser.wait_for("window.simcordPreview?.ready === true")
        await browser.screenshot(FOLDER / f"{name}.png")
        await demo.stop()


async def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in PICTURES:
        await take(name)


if __name__ == "__main__":
    asyncio.run(main())
