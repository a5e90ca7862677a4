"""Look every locked package up in the public lists of known faults, and say honestly what was looked up: `make audit`.

pip-audit asks the lists, but calls a package that it cannot look up no fault, and ends as if all were well.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

CLEAN, FAULTY, UNKNOWN = 0, 1, 2
"""Exit codes: no known fault, known faults, and packages that could not be looked up."""


def verdict(reports: Sequence[str]) -> tuple[int, list[str]]:
    """Return the exit code and what to say of pip-audit's reports, one of each lock: JSON, or nothing where it failed."""
    found = [_packages(report) for report in reports]
    packages = {package["name"]: package for known in found if known is not None for package in known}
    missed = sorted(name for name, package in packages.items() if "skip_reason" in package)
    audited = len(packages) - len(missed)
    lines = [
        f"{name} {package['version']}: {fault['id']}, {_mended(fault['fix_versions'])}"
        for name, package in sorted(packages.items())
        for fault in package.get("vulns", ())
    ]
    code = FAULTY if lines else CLEAN
    if not audited:
        return UNKNOWN, ["The public lists of known faults cannot be reached from here: nothing was audited."]
    if None in found or missed:
        names = ", ".join(missed) or "a whole lock"
        lines.append(f"Not everything was audited: {names} could not be looked up. Packages looked up: {audited}.")
        return code or UNKNOWN, lines
    lines.append(f"Locked packages looked up: {audited}. Known faults: {len(lines) or 'none'}.")
    return code, lines


def _packages(report: str) -> list[dict[str, Any]] | None:
    """Return what a report says of each package, None if it is none: pip-audit has failed."""
    try:
        return json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return None


def _mended(versions: Sequence[str]) -> str:
    return f"mended in {', '.join(versions)}" if versions else "not mended yet"


def ask(lock: str, more: Sequence[str]) -> str:
    """Return pip-audit's report of a lock; *more* are arguments for it."""
    program = Path(sys.executable).with_name("pip-audit")
    command = [program, "--requirement", lock, "--require-hashes", "--disable-pip", "--format=json", *more]
    # Its errors are tracebacks of a hundred lines; that there is no report says it.
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout


if __name__ == "__main__":
    locks = [word for word in sys.argv[1:] if not word.startswith("-")]
    code, lines = verdict([ask(lock, [word for word in sys.argv[1:] if word.startswith("-")]) for lock in locks])
    print("\n".join(lines), file=sys.stderr if code else sys.stdout)
    sys.exit(code)
