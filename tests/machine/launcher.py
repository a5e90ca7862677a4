"""A program for the sandbox, which knows nothing of ours: confine this process, then become another.

Arguments: the confinement as JSON (`filters`, see tests/machine/unit.py), then the program and its arguments.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys

NO_NEW_PRIVILEGES = 38
DENY_WRITE_EXECUTE, REFUSE_GAIN = 65, 1


class Compared(ctypes.Structure):
    """A test of one argument, as libseccomp takes it."""

    _fields_ = (("argument", ctypes.c_uint), ("how", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64))


def load(wanted: dict) -> None:
    """Load one filter; calls that this kind of machine does not have are left out, as systemd does."""
    seccomp = ctypes.CDLL("libseccomp.so.2")
    seccomp.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(seccomp.seccomp_init(ctypes.c_uint32(wanted["otherwise"])))
    for action, call, tests in wanted["rules"]:
        number = seccomp.seccomp_syscall_resolve_name(call.encode())
        if number < 0:
            continue
        compared = (Compared * len(tests))(*(Compared(*one) for one in tests))
        error = seccomp.seccomp_rule_add_array(context, ctypes.c_uint32(action), number, len(tests), compared)
        if error:
            sys.exit(f"{call}: the rule is refused: {os.strerror(-error)}")
    if error := seccomp.seccomp_load(context):
        sys.exit(f"the filter is refused: {os.strerror(-error)}")


if __name__ == "__main__":
    confinement, *program = sys.argv[1:]
    libc = ctypes.CDLL(None)
    if libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        sys.exit("no new privileges: refused")
    # A kernel of 2023 or newer knows it; newer versions of systemd ask for it beside the filter.
    libc.prctl(DENY_WRITE_EXECUTE, REFUSE_GAIN, 0, 0, 0)
    for one in json.loads(confinement)["filters"]:
        load(one)
    os.execv(program[0], program)
