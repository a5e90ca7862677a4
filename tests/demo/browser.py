"""Drive Debian's Chromium, headless, over its DevTools protocol; nothing is downloaded.

async with Browser.start(width=390, height=844) as browser:
    await browser.open("http://127.0.0.1:8000/")
    await browser.type_text("textarea", "hello")
    await browser.key("Enter")
    await browser.wait_for("document.body.innerText.includes('hello')")
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import shutil
import tempfile
import time
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import aiohttp

FLAGS = (
    "--headless",
    "--no-sandbox",  # Chromium refuses to sandbox itself as root
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",  # containers have a small /dev/shm
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--no-first-run",
    "--no-default-browser-check",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--remote-debugging-port=0",
)

# name -> (code of the key, Windows key code, text it types)
KEYS = {
    "Enter": ("Enter", 13, "\r"),
    "Tab": ("Tab", 9, ""),
    "Escape": ("Escape", 27, ""),
    "Backspace": ("Backspace", 8, ""),
    "ArrowUp": ("ArrowUp", 38, ""),
    "ArrowDown": ("ArrowDown", 40, ""),
    "ArrowLeft": ("ArrowLeft", 37, ""),
    "ArrowRight": ("ArrowRight", 39, ""),
    "Space": ("Space", 32, " "),
}


class BrowserError(RuntimeError):
    """Say what the page or the browser would not do."""


class Browser:
    """One tab of a headless Chromium."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.errors: list[str] = []
        """Uncaught errors and console.error lines of the page."""
        self._socket = socket
        self._next = 0
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._reader = asyncio.create_task(self._read())

    @classmethod
    @contextlib.asynccontextmanager
    async def start(cls, *, width: int = 1280, height: int = 800) -> AsyncGenerator[Browser]:
        program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        if program is None:
            raise BrowserError("no Chromium here; on Debian: apt-get install --no-install-recommends chromium")
        profile = tempfile.mkdtemp(prefix="charley-chromium-")
        process = await asyncio.create_subprocess_exec(
            program,
            *FLAGS,
            f"--user-data-dir={profile}",
            "about:blank",
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            port = await _port(process, Path(profile, "DevToolsActivePort"))
            async with aiohttp.ClientSession() as session:
                async with session.get(f"http://127.0.0.1:{port}/json/list") as reply:
                    tabs = [tab for tab in await reply.json(content_type=None) if tab["type"] == "page"]
                async with session.ws_connect(tabs[0]["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                    browser = cls(socket)
                    try:
                        for domain in ("Page", "Runtime"):
                            await browser.send(f"{domain}.enable")
                        await browser.resize(width, height)
                        yield browser
                    finally:
                        await browser.close()
        finally:
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(process.wait(), 5)
            if process.returncode is None:
                process.kill()
                await process.wait()
            shutil.rmtree(profile, ignore_errors=True)

    async def open(self, url: str) -> None:
        """Go to the address and wait until the page has loaded."""
        answer = await self.send("Page.navigate", url=url)
        if answer.get("errorText"):
            raise BrowserError(f"{url}: {answer['errorText']}")
        await self.wait_for("document.readyState === 'complete' && location.href !== 'about:blank'")

    async def evaluate(self, script: str) -> Any:
        """Return the value of a JavaScript expression; a promise is waited for."""
        answer = await self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if fault := answer.get("exceptionDetails"):
            raise BrowserError(_what(fault))
        return answer["result"].get("value")

    async def wait_for(self, script: str, seconds: float = 10) -> Any:
        """Wait until the expression is true, and return its value."""
        end = time.monotonic() + seconds
        while True:
            # A page under way to another one may not know the names yet.
            with contextlib.suppress(BrowserError):
                if value := await self.evaluate(script):
                    return value
            if time.monotonic() > end:
                text = await self.evaluate("document.body?.innerText ?? ''")
                raise BrowserError(
                    f"waited {seconds} s in vain for: {script}\nthe page says:\n{text}\nerrors: {self.errors}"
                )
            await asyncio.sleep(0.03)

    async def click(self, selector: str) -> None:
        """Click the middle of the first element that fits and can be seen, as a mouse does."""
        spot = await self.wait_for(f"""(() => {{
            const box = [...document.querySelectorAll({json.dumps(selector)})].find(one => one.getClientRects().length);
            if (!box) return null;
            box.scrollIntoView({{block: 'center', inline: 'center', behavior: 'instant'}});
            const {{x, y, width, height}} = box.getBoundingClientRect();
            return {{x: x + width / 2, y: y + height / 2}};
        }})()""")
        for kind, buttons in (("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 0)):
            button = "none" if kind == "mouseMoved" else "left"
            await self.send("Input.dispatchMouseEvent", type=kind, button=button, buttons=buttons, clickCount=1, **spot)

    async def type_text(self, selector: str, text: str) -> None:
        """Click the element and type, one key stroke a character; an empty selector types where the cursor is."""
        if selector:
            await self.click(selector)
        for sign in text:
            if sign == "\n":
                await self.send("Input.insertText", text=sign)
                continue
            await self.send("Input.dispatchKeyEvent", type="keyDown", key=sign, text=sign)
            await self.send("Input.dispatchKeyEvent", type="keyUp", key=sign)

    async def key(self, name: str) -> None:
        """Press one key by its name, such as Enter, Tab, Escape or ArrowDown."""
        code, number, text = KEYS[name]
        key = {"key": " " if name == "Space" else name, "code": code, "windowsVirtualKeyCode": number}
        await self.send("Input.dispatchKeyEvent", type="keyDown", **key, **({"text": text} if text else {}))
        await self.send("Input.dispatchKeyEvent", type="keyUp", **key)

    async def resize(self, width: int, height: int) -> None:
        """Give the page this many pixels; up to 500 wide it is a phone."""
        await self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width <= 500
        )

    async def screenshot(self, path: str | Path, width: int | None = None, height: int | None = None) -> None:
        """Write what is seen as a PNG file, after a resize if a size is given."""
        if width and height:
            await self.resize(width, height)
            await self.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        answer = await self.send("Page.captureScreenshot", format="png")
        Path(path).write_bytes(base64.b64decode(answer["data"]))

    async def close(self) -> None:
        """Ask the browser to end; a second call does nothing."""
        if not self._socket.closed:
            with contextlib.suppress(BrowserError, ConnectionError, asyncio.TimeoutError):
                await asyncio.wait_for(self.send("Browser.close"), 5)
            await self._socket.close()
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)

    async def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send one command of the DevTools protocol and return its result."""
        self._next += 1
        answer = self._answers[self._next] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._next, "method": method, "params": parameters})
        return await asyncio.wait_for(answer, 30)

    async def _read(self) -> None:
        async for frame in self._socket:
            if frame.type is not aiohttp.WSMsgType.TEXT:
                continue
            message = json.loads(frame.data)
            parameters = message.get("params", {})
            answer = self._answers.pop(message["id"], None) if "id" in message else None
            if answer is not None and not answer.done():
                if fault := message.get("error"):
                    answer.set_exception(BrowserError(fault["message"]))
                else:
                    answer.set_result(message["result"])
            elif message.get("method") == "Runtime.exceptionThrown":
                self.errors.append(_what(parameters["exceptionDetails"]))
            elif message.get("method") == "Runtime.consoleAPICalled" and parameters["type"] == "error":
                self.errors.append(" ".join(str(part.get("value", part)) for part in parameters["args"]))
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(BrowserError("the browser has gone"))


async def _port(process: asyncio.subprocess.Process, file: Path) -> int:
    """Wait until Chromium has written the port it listens on."""
    for _ in range(600):
        if file.exists() and (lines := file.read_text().splitlines()):
            return int(lines[0])
        if process.returncode is not None:
            raise BrowserError(f"Chromium ended at once, with code {process.returncode}")
        await asyncio.sleep(0.05)
    raise BrowserError("Chromium did not start within 30 s")


def _what(fault: dict[str, Any]) -> str:
    return str(fault.get("exception", {}).get("description") or fault.get("text"))
