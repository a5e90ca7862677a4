"""Check the tool that drives the demo page, on a page of its own."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.demo.browser import Browser, BrowserError

pytestmark = pytest.mark.page

PAGE = "data:text/html;charset=utf-8," + quote("""<!doctype html><meta name=viewport content="width=device-width">
<form onsubmit="event.preventDefault(); said.textContent = word.value; word.value = ''">
<input id=word onkeydown="strokes.textContent = +strokes.textContent + 1"><button type=button onclick="pressed.textContent = 'pressed'">Press</button>
</form><p id=said></p><p id=strokes>0</p><p id=pressed></p>
""")


@pytest.fixture
async def browser():
    async with Browser.start() as browser:
        await browser.open(PAGE)
        yield browser


async def test_types_presses_and_clicks(browser):
    await browser.type_text("#word", "why does it twitch? £5 – naïve")
    await browser.key("Enter")
    assert await browser.wait_for("said.textContent") == "why does it twitch? £5 – naïve"
    assert await browser.evaluate("strokes.textContent") == "31"
    await browser.click("button")
    assert await browser.wait_for("pressed.textContent") == "pressed"
    assert browser.errors == []


async def test_a_wait_in_vain_says_what_the_page_says(browser):
    await browser.click("button")
    with pytest.raises(BrowserError, match=r"in vain for: window\.never(.|\n)*pressed"):
        await browser.wait_for("window.never", seconds=0.2)


async def test_a_fault_of_the_page_is_kept(browser):
    await browser.evaluate("setTimeout(() => { throw new Error('broken page') })")
    await browser.wait_for("true")
    await browser.evaluate("new Promise(done => setTimeout(done, 50))")
    assert "broken page" in browser.errors[0]


async def test_takes_pictures_at_the_width_of_a_phone(browser, tmp_path):
    await browser.screenshot(tmp_path / "phone.png", 390, 844)
    head = (tmp_path / "phone.png").read_bytes()[:24]
    assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (390, 844)
    assert await browser.evaluate("innerWidth") == 390


async def test_closing_twice_is_no_fault(browser):
    await browser.close()
    await browser.close()
