"""Keep every test on this machine: a connection to anywhere but loopback is a failed test."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest
from hypothesis import settings

# A slow machine fails no property: times are measured by the benchmarks. In CI too, each run tries other examples.
settings.register_profile("charley", settings.get_profile("default"), deadline=None)
settings.load_profile("charley")

HERE = {"", "localhost"}


class LeftTheMachineError(RuntimeError):
    """Say which address a test tried to reach."""


def _stays(host: object) -> bool:
    if host is None or (isinstance(host, str) and host in HERE):
        return True
    try:
        address = ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host))
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """Let sockets reach loopback and Unix sockets only; look up no name but localhost."""

    def guarded(call: Any):
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family != socket.AF_UNIX and not _stays(address[0]):
                raise LeftTheMachineError(f"a test tried to reach {address[0]}")
            return call(self, address)

        return connect

    def look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not _stays(host):
            raise LeftTheMachineError(f"a test tried to look up {host}")
        return getaddrinfo(host, *args, **kwargs)

    getaddrinfo = socket.getaddrinfo
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", look_up)
        yield
