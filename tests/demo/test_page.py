"""The demo as its user sees it: the real program, its page in Chromium, and Ctrl-C."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.demo.browser import Browser
from tests.demo.page import Demo, pick, press, running_demo, said, send, slash

pytestmark = [pytest.mark.page, pytest.mark.timeout(180)]


@pytest_asyncio.fixture
async def demo() -> AsyncIterator[Demo]:
    async with running_demo() as running:
        yield running


async def test_a_command_a_button_and_ctrl_c(demo: Demo) -> None:
    async with Browser.start(width=390, height=844) as browser:
        await browser.open(demo.address)
        await browser.wait_for(said("Hello from Charley"), 30)
        await slash(browser, "cause", "topic", "cofee")
        await pick(browser, "Caffeine", "caffeine")
        await browser.wait_for(said("See a doctor if"))
        await press(browser, "Sources and grades")
        await browser.wait_for(said("sources and grades"))
    assert await demo.stop() == 0


async def test_a_question_with_a_sign_a_form_and_a_narrow_page(demo: Demo) -> None:
    async with Browser.start(width=390, height=844) as browser:
        await browser.open(demo.address)
        await browser.wait_for(said("Hello from Charley"), 30)
        await slash(browser, "ask", "question", "my chest feels tight and my arm hurts")
        await send(browser)
        await browser.wait_for(said("Get help now"))
        await slash(browser, "redflags")
        await browser.wait_for(said("Warning signs"))
        await press(browser, "Check mine")
        await browser.wait_for("document.querySelector('.modal-dialog') !== null")
        await browser.evaluate("document.querySelector('.modal-dialog button[type=submit]').click()")
        await browser.wait_for(said("Step 2 of 2"))
        assert await browser.evaluate("document.documentElement.scrollWidth") <= 390
    assert await demo.stop() == 0


async def test_reminders_in_direct_messages_come_and_are_done() -> None:
    async with running_demo("--dm") as demo, Browser.start(width=390, height=844) as browser:
        await browser.open(demo.address)
        # The simulated hours pass in a minute each.
        await browser.wait_for(said("A moment to stretch?"), 90)
        await press(browser, "Done")
        await browser.wait_for(said("Done at"), 30)
        assert await browser.evaluate("document.documentElement.scrollWidth") <= 390
        assert await demo.stop() == 0


async def test_a_schedule_posts_in_the_channel_and_is_left(demo: Demo) -> None:
    async with Browser.start(width=390, height=844) as browser:
        await browser.open(demo.address)
        await browser.wait_for(said("A moment to stretch?"), 90)
        await press(browser, "Leave")
        await browser.wait_for(said("You have left"), 30)
    assert await demo.stop() == 0
