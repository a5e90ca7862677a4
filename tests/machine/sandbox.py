"""A sandbox of bubblewrap: an unprivileged user on a read-only file system, with one folder to write in.

Nothing is there but the system's programs, this Python with what is installed for it, Charley, and the folder /data:
no home, no /tmp, no cache of compiled modules that could be written. The network is this machine's, as the stand-in for
Discord is reached through it.
"""

from __future__ import annotations

import asyncio
import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOBODY = 65534
"""The user inside: of nothing but its own data the owner."""
DATA, CODE = "/data", "/charley"
"""Where the data folder and Charley stand inside."""


class Inside:
    """A program in the sandbox. `pid` is its own number out here; inside it is 1, as in a container."""

    def __init__(self, process: Process, pid: int) -> None:
        self.process = process
        self.pid = pid

    def stop(self) -> None:
        os.kill(self.pid, signal.SIGTERM)

    async def ended(self, within: float = 40.0) -> tuple[int | None, str]:
        """Wait for the end, and return the exit code and what was written to both outputs."""
        out, log = await asyncio.wait_for(self.process.communicate(), within)
        return self.process.returncode, (out + log).decode()


@asynccontextmanager
async def inside(
    data: Path,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    *,
    writable: bool = True,
    umask: int = 0o022,
    options: Sequence[str] = (),
    keep: Sequence[int] = (),
) -> AsyncIterator[Inside]:
    """Run Python in the sandbox with nothing in its environment but what is given, and kill it at the end.

    *options* are more of bubblewrap's, *keep* the descriptors they name.
    """
    told, tell = os.pipe()
    try:
        process = await asyncio.create_subprocess_exec(
            *command(data, arguments, writable=writable, options=(*options, "--info-fd", str(tell))),
            env=dict(environment) | {"PYTHONPATH": CODE},
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=PIPE,
            umask=umask,
            pass_fds=(tell, *keep),
        )
    except BaseException:
        os.close(told)
        raise
    finally:
        os.close(tell)
    with open(told, encoding="utf-8") as file:  # noqa: ASYNC230, PTH123 - a pipe: bubblewrap writes to it at once
        pid = json.loads(file.read())["child-pid"]
    try:
        yield Inside(process, pid)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def command(data: Path, arguments: Sequence[str], *, writable: bool = True, options: Sequence[str] = ()) -> list[str]:
    """Return the command that runs Python with *arguments* in the sandbox; *data* belongs to its user then."""
    python = [Path(sys.base_prefix), Path(sys.prefix)]
    seen = [path for path in python if not path.is_relative_to("/usr")]
    command = ["bwrap", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--share-net"]
    command += ["--as-pid-1", "--die-with-parent", "--new-session"]
    for parent in sorted({parent for path in (*seen, Path(CODE, "bot")) for parent in path.parents} - {Path("/")}):
        command += ["--perms", "0755", "--dir", str(parent)]  # by itself bubblewrap lets the owner alone pass
    command += ["--ro-bind", "/usr", "/usr", "--ro-bind", "/etc", "/etc", "--proc", "/proc", "--dev", "/dev"]
    for name in ("lib", "lib64", "bin"):
        place = Path("/", name)
        if place.is_symlink():
            command += ["--symlink", f"{place.readlink()}", str(place)]
        elif place.exists():
            command += ["--ro-bind", str(place), str(place)]
    for path in seen:
        command += ["--ro-bind", str(path), str(path)]
    for name in ("bot", "content"):
        command += ["--ro-bind", str(ROOT / name), f"{CODE}/{name}"]
    command += ["--bind" if writable else "--ro-bind", str(data), DATA, "--remount-ro", "/dev", "--remount-ro", "/"]
    command += ["--chdir", "/"]
    command += [*options]
    if os.geteuid() == 0:
        # Really another user: one that a namespace only calls so would still be the owner of root's files.
        give(data, data.stat().st_mode)
        ids = ("--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups")
        command += ["--", "/usr/bin/setpriv", *ids, "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all"]
    else:
        command += ["--unshare-user", "--uid", str(NOBODY), "--gid", str(NOBODY), "--cap-drop", "ALL", "--"]
    return [*command, sys.executable, *arguments]


def give(path: Path, mode: int) -> None:
    """Let a file or folder belong to the user of the sandbox, with this mode."""
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)
    path.chmod(mode)


@functools.cache
def unusable() -> str | None:
    """Return why there can be no sandbox here, None if there can."""
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed: apt-get install bubblewrap"
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command(Path(folder), ("-c", "")), capture_output=True, text=True, check=False)
    return f"bubblewrap may not make a sandbox here: {done.stderr.strip()}" if done.returncode else None
