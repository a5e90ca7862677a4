"""Read deploy/charley.service, and say in terms of the kernel what it forbids: seccomp filters as systemd makes them."""

from __future__ import annotations

import errno
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

UNIT = Path(__file__).parents[2] / "deploy" / "charley.service"
PROGRAM = "/opt/charley/bin/charley"

ALLOW = 0x7FFF0000
EQUAL, AT_LEAST, HAS = 4, 5, 7
"""How libseccomp compares an argument; HAS is for bits."""
EXEC, WRITE, SHM_EXEC = 4, 2, 0o100000
NAMESPACES = (0x80, 0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)
"""CLONE_NEWTIME, -NS, -CGROUP, -UTS, -IPC, -USER, -PID, -NET."""
FAMILIES = 47
"""So many address families there may be."""

Filter = dict[str, Any]
"""What a launcher loads: `otherwise`, the action of all other calls, and `rules`, each of action, call and tests."""


def analyser() -> str | None:
    return shutil.which("systemd-analyze")


def settings(section: str = "Service") -> dict[str, list[str]]:
    """Return the unit's settings of a section: each may be given more than once."""
    found: dict[str, list[str]] = {}
    here = ""
    for line in UNIT.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            here = line.strip("[]")
        elif here == section and "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


def one(name: str, section: str = "Service") -> str:
    (value,) = settings(section)[name]
    return value


def installed(folder: Path) -> Path:
    """Return a copy of the unit whose program is the one of this Python."""
    text = UNIT.read_text(encoding="utf-8")
    assert text.count(PROGRAM) == 1
    unit = folder / UNIT.name
    # Quoted: a checkout may lie in a folder with a space in its name.
    program = f'"{Path(sys.executable).with_name("charley")}"'
    unit.write_text(text.replace(PROGRAM, program), encoding="utf-8")
    return unit


def calls(words: Iterable[str]) -> Iterator[str]:
    """Yield the names of system calls, those of groups such as @system-service as systemd tells them."""
    for word in words:
        if not word.startswith("@"):
            yield word
            continue
        told = subprocess.run(["systemd-analyze", "syscall-filter", word], capture_output=True, text=True, check=True)
        yield from calls(line.strip() for line in told.stdout.splitlines()[1:] if not line.strip().startswith("#"))


def filters() -> list[Filter]:
    """Return what the unit forbids of system calls, in the order in which it can be loaded."""
    assert one("MemoryDenyWriteExecute") == one("RestrictNamespaces") == one("RestrictSUIDSGID") == "yes"
    # The last is the one that would forbid to load another.
    return [_families(), _memory(), _namespaces(), _modes(), _allowed_calls()]


def _allowed_calls() -> Filter:
    allowed = set(calls(["@default"]))
    for value in settings()["SystemCallFilter"]:
        listed = set(calls(value.removeprefix("~").split()))
        allowed = allowed - listed if value.startswith("~") else allowed | listed
    number = getattr(errno, one("SystemCallErrorNumber"))
    return {"otherwise": refuse(number), "rules": [[ALLOW, call, []] for call in sorted(allowed)]}


def _families() -> Filter:
    allowed = {getattr(socket, name) for name in one("RestrictAddressFamilies").split()}
    no = refuse(errno.EAFNOSUPPORT)
    rules = [[no, "socket", [[0, EQUAL, family, 0]]] for family in range(FAMILIES) if family not in allowed]
    return {"otherwise": ALLOW, "rules": [*rules, [no, "socket", [[0, AT_LEAST, FAMILIES, 0]]]]}


def _memory() -> Filter:
    no = refuse(errno.EPERM)
    both = EXEC | WRITE
    rules = [[no, "mmap", [[2, HAS, both, both]]], [no, "shmat", [[2, HAS, SHM_EXEC, SHM_EXEC]]]]
    rules += [[no, call, [[2, HAS, EXEC, EXEC]]] for call in ("mprotect", "pkey_mprotect")]
    return {"otherwise": ALLOW, "rules": rules}


def _namespaces() -> Filter:
    no = refuse(errno.EPERM)
    rules = [[no, call, [[0, HAS, flag, flag]]] for flag in NAMESPACES for call in ("clone", "unshare")]
    # Its flags cannot be looked at, so libc is told to use clone.
    return {"otherwise": ALLOW, "rules": [*rules, [no, "setns", []], [refuse(errno.ENOSYS), "clone3", []]]}


def _modes() -> Filter:
    no = refuse(errno.EPERM)
    where = {"chmod": 1, "fchmod": 1, "fchmodat": 2, "mkdir": 1, "mkdirat": 2, "mknod": 1, "mknodat": 2, "creat": 1}
    rules = [[no, call, [[at, HAS, bit, bit]]] for call, at in where.items() for bit in (0o4000, 0o2000)]
    return {"otherwise": ALLOW, "rules": rules}


def refuse(number: int) -> int:
    """Return the action that answers a call with an error."""
    return 0x00050000 | number
