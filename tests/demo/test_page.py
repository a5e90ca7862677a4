"""The demo as its user sees it: the real program, its page in Chromium, and Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import re
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from tests.demo.browser import Browser, BrowserError

COMPOSER = "#channel-composer-input"
START = 60
"""Seconds in which the demo must have printed its address."""

pytestmark = [pytest.mark.page, pytest.mark.timeout(180)]


@dataclass
class Demo:
    """The running program and the address of its page."""

    process: asyncio.subprocess.Process
    address: str

    async def stop(self) -> int:
        """Press Ctrl-C and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return await asyncio.wait_for(self.process.wait(), 20)


@pytest_asyncio.fixture
async def demo() -> AsyncIterator[Demo]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    assert process.stdout is not None
    said = ""
    async with asyncio.timeout(START):
        while not (found := re.search(r"http://127\.0\.0\.1:\d+/\S+", said)):
            line = await process.stdout.readline()
            assert line, f"the demo ended: {said}"
            said += line.decode()
    try:
        yield Demo(process, found[0])
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def slash(browser: Browser, command: str, option: str, value: str) -> None:
    """Type a slash command with one option into the page and send it."""
    await browser.type_text(COMPOSER, f"/{command}")
    await browser.wait_for(
        f"[...document.querySelectorAll('.command-entry.is-active')].some(one => one.innerText.includes('/{command}'))"
    )
    await browser.key("Enter")
    await browser.wait_for("document.querySelector('.command-chip') !== null")
    field = f'input.command-option-input[data-option="{option}"]'
    if not await browser.evaluate(f"document.querySelector('{field}') !== null"):
        await browser.key("Enter")  # an option that may be left out is first picked from the list
    await browser.wait_for(f"document.querySelector('{field}') !== null")
    await browser.type_text(field, value)


async def send(browser: Browser) -> None:
    """Send the composed command; the page ignores Enter while it still fetches choices, so it is pressed until sent."""
    for _ in range(20):
        await browser.key("Enter")
        with contextlib.suppress(BrowserError):
            await browser.wait_for("document.querySelector('.command-chip') === null", 0.5)
            return
    pytest.fail("the page did not send the command")


def said(text: str) -> str:
    """Return a script that finds *text* on the page."""
    return f"document.body.innerText.includes({text!r})"


async def test_a_command_a_button_and_ctrl_c(demo: Demo) -> None:
    async with Browser.start(width=390, height=844) as browser:
        await browser.open(demo.address)
        await browser.wait_for(said("Hello from Charley"), 30)
        await slash(browser, "cause", "topic", "cofee")
        offered = "document.querySelector('.command-suggestion.is-active')"
        await browser.wait_for(f"{offered}?.innerText.includes('Caffeine')")
        await browser.key("Enter")
        await browser.wait_for("document.querySelector('input.command-option-input').value === 'caffeine'")
        await send(browser)
        await browser.wait_for(said("See a doctor if"))
        button = "[...document.querySelectorAll('button')].find(one => one.innerText.trim() === 'Sources and grades')"
        await browser.wait_for(f"{button} !== undefined")
        await browser.evaluate(f"{button}.click()")
        await browser.wait_for(said("sources and grades"))
    assert await demo.stop() == 0
