"""Charley under what its systemd unit forbids, asked of the kernel directly: here no systemd runs."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import pytest

from tests.crash.trial import Trial
from tests.machine import launcher, unit
from tests.machine.conftest import lacking
from tests.machine.sandbox import give, inside

START = 40.0

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def confined() -> tuple[str, ...]:
    """Return the arguments that confine Python and start it again."""
    if unit.analyser() is None:
        lacking("systemd-analyze is not installed: apt-get install systemd")
    program = Path(launcher.__file__).read_text(encoding="utf-8")
    return ("-c", program, json.dumps({"filters": unit.filters()}), sys.executable)


TRY = """
import ctypes, errno, json, mmap, os, socket, ssl
def told(work):
    try:
        work()
    except OSError as error:
        return errno.errorcode[error.errno]
    return "done"
def greet():
    sent = ssl.MemoryBIO()
    try:
        ssl.create_default_context().wrap_bio(ssl.MemoryBIO(), sent, server_hostname="example.invalid").do_handshake()
    except ssl.SSLWantReadError:
        assert sent.pending > 100  # it has made its keys and said hello
libc = ctypes.CDLL(None, use_errno=True)
def call(name, *arguments):
    if getattr(libc, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)
print(json.dumps({
    "memory": told(lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_WRITE | mmap.PROT_EXEC)),
    "netlink": told(lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)),
    "packet": told(lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW)),
    "namespace": told(lambda: call("unshare", 0x10000000)),
    "mount": told(lambda: call("mount", b"none", b"/data", b"tmpfs", 0, 0)),
    "user": told(lambda: os.setuid(os.getuid())),
    "priority": told(lambda: call("setpriority", 0, 0, 5)),
    "trace": told(lambda: call("ptrace", 0, 0, 0, 0)),
    "set-id": told(lambda: os.chmod("/data", 0o4700)),
    "file": told(lambda: open("/data/written", "w").close()),
    "tls": told(greet),
    "name": told(lambda: socket.getaddrinfo("localhost", 80, flags=socket.AI_ADDRCONFIG)),
}))
"""


async def test_what_the_unit_forbids_is_refused(data, confined):
    async with inside(data, (*confined, "-c", TRY), {}) as program:
        code, told = await program.ended()
    assert code == 0, told
    forbidden = dict.fromkeys(("memory", "namespace", "mount", "user", "priority", "trace", "set-id"), "EPERM")
    forbidden |= dict.fromkeys(("netlink", "packet"), "EAFNOSUPPORT")
    assert json.loads(told) == forbidden | {"file": "done", "tls": "done", "name": "done"}


async def test_charley_starts_answers_delivers_and_stops(here, data, bare, confined):
    await Trial(here, data, random.Random(0)).prepare(1)
    give(data / "charley.db", 0o600)
    async with inside(data, (*confined, "-m", "bot", "run"), bare, umask=0o077) as charley:
        await here.until(lambda: here.gateway.live, START)
        asked = await here.command(here.person("ann"), None, "ask", {"question": "mi pierna se acalambra"})
        assert asked.message is not None
        assert await here.type(here.person("ben"), None, "cause", "topic", "cofee")
        await here.until(lambda: here.ledger.messages)
        charley.stop()
        code, told = await charley.ended()
    assert code == 0, told
    assert [line for line in told.splitlines() if json.loads(line)["level"] not in {"debug", "info"}] == []
