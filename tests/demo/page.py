"""Start the demo and use its page as a person does: type a command, pick, press, read."""

from __future__ import annotations

import asyncio
import contextlib
import re
import signal
import sys
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from tests.demo.browser import Browser, BrowserError

COMPOSER = "#channel-composer-input"
START = 60
"""Seconds in which the demo must have printed its address."""


@dataclass
class Demo:
    """The running program and the address of its page."""

    process: asyncio.subprocess.Process
    address: str

    async def stop(self) -> int:
        """Press Ctrl-C and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return await asyncio.wait_for(self.process.wait(), 20)


@contextlib.asynccontextmanager
async def running_demo(*arguments: str) -> AsyncGenerator[Demo]:
    """Run the real program as its own process; it is ended if the caller did not stop it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", *arguments),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    said = ""
    try:
        async with asyncio.timeout(START):
            while not (found := re.search(r"http://127\.0\.0\.1:\d+/\S+", said)):
                line = await process.stdout.readline()
                assert line, f"the demo ended: {said}"
                said += line.decode()
        yield Demo(process, found[0])
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def slash(browser: Browser, command: str, option: str | None = None, value: str = "") -> None:
    """Type a slash command into the page, with one option or none, and send it."""
    await browser.type_text(COMPOSER, f"/{command}")
    await browser.wait_for(
        f"[...document.querySelectorAll('.command-entry.is-active')].some(one => one.innerText.includes('/{command}'))"
    )
    await browser.key("Enter")
    await browser.wait_for("document.querySelector('.command-chip') !== null")
    if option is None:
        await send(browser, "#send-message")
        return
    field = f'input.command-option-input[data-option="{option}"]'
    if not await browser.evaluate(f"document.querySelector('{field}') !== null"):
        await browser.key("Enter")  # an option that may be left out is first picked from the list
    await browser.wait_for(f"document.querySelector('{field}') !== null")
    await browser.type_text(field, value)


async def pick(browser: Browser, title: str, value: str) -> None:
    """Take the offered choice with *title* and send the command."""
    offered = "document.querySelector('.command-suggestion.is-active')"
    for _ in range(5):
        with contextlib.suppress(BrowserError):
            await browser.wait_for(f"{offered}?.innerText.includes({title!r})", 3)
            break
        # The page gives up a request that meets a tick of its clock ("Loading options failed"): a key asks again.
        await browser.key("Space")
        await browser.key("Backspace")
    await browser.wait_for(f"{offered}?.innerText.includes({title!r})", 1)
    await browser.key("Enter")
    await browser.wait_for(f"document.querySelector('input.command-option-input').value === {value!r}")
    await send(browser)


async def send(browser: Browser, button: str | None = None) -> None:
    """Send the composed command; the page ignores it while it still fetches choices, so it is tried until sent."""
    for _ in range(20):
        await (browser.click(button) if button else browser.key("Enter"))
        with contextlib.suppress(BrowserError):
            await browser.wait_for("document.querySelector('.command-chip') === null", 0.5)
            return
    raise BrowserError("the page did not send the command")


async def press(browser: Browser, label: str) -> None:
    """Press the last button with *label*."""
    button = f"[...document.querySelectorAll('button')].findLast(one => one.innerText.trim() === {label!r})"
    await browser.wait_for(f"{button} !== undefined")
    await browser.evaluate(f"{button}.click()")


def said(text: str) -> str:
    """Return a script that finds *text* among the messages of the page."""
    return f"[...document.querySelectorAll('.channel-message')].some(one => one.innerText.includes({text!r}))"
