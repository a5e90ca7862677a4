"""Check that a test cannot leave this machine."""

from __future__ import annotations

import asyncio
import socket

import pytest

from tests.conftest import LeftTheMachineError

ELSEWHERE = "192.0.2.1"  # kept free for examples


def test_no_connection_elsewhere():
    with pytest.raises(LeftTheMachineError, match=ELSEWHERE):
        socket.create_connection((ELSEWHERE, 80), timeout=1)


def test_no_name_is_looked_up():
    with pytest.raises(LeftTheMachineError, match=r"example\.invalid"):
        socket.create_connection(("example.invalid", 80), timeout=1)


async def test_no_connection_elsewhere_from_the_event_loop():
    with pytest.raises(LeftTheMachineError, match=ELSEWHERE):
        await asyncio.open_connection(ELSEWHERE, 80)


async def test_loopback_is_allowed():
    server = await asyncio.start_server(lambda _, writer: writer.close(), "localhost", 0)
    async with server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.sockets[0].getsockname()[1])
        assert await reader.read() == b""
        writer.close()
        await writer.wait_closed()
