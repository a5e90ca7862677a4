"""Check that what is installed is pinned by hash, agrees with pyproject.toml, and names no place to fetch it from."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
RUN = PROJECT["project"]["dependencies"]

WANTED = {
    "run": RUN,
    "dev": [*RUN, *GROUPS["dev"]],
    "demo": [*RUN, *PROJECT["project"]["optional-dependencies"]["demo"]],
    "build": GROUPS["build"],
    "lock": GROUPS["lock"],
    "train": GROUPS["train"],
    "mutants": GROUPS["mutants"],
    "audit": GROUPS["audit"],
}

# In two parts each, so that this file does not name one itself.
REGISTRIES = [f"{name}.{end}" for name, end in (
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("yarnpkg", "com"),
    ("deb.debian", "org"),
    ("crates", "io"),
    ("anaconda", "org"),
)]  # fmt: skip


def entries(lock: Path) -> list[str]:
    """Return the requirements of a lock, each with its hashes on one line, without comments."""
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def pins(lock: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in entries(lock):
        requirement = Requirement(entry.split("--hash", 1)[0])
        (specifier,) = requirement.specifier
        assert specifier.operator == "==", entry
        found[canonicalize_name(requirement.name)] = specifier.version
    return found


def test_there_is_a_lock_for_every_purpose():
    assert {lock.stem for lock in LOCKS} == set(WANTED)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_package_is_pinned_by_hash_and_no_place_is_named(lock):
    shape = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^;]+?)?( +--hash=sha256:[0-9a-f]{64})+")
    assert entries(lock)
    assert [entry for entry in entries(lock) if not shape.fullmatch(entry.rstrip())] == []
    text = lock.read_text(encoding="utf-8")
    assert re.findall(r"https?:|file:|--index-url|--extra-index-url|--find-links|--trusted-host|^-i | @ ", text) == []


@pytest.mark.parametrize("name", sorted(WANTED))
def test_locks_hold_what_pyproject_asks_for(name):
    locked = pins(ROOT / "requirements" / f"{name}.txt")
    for line in WANTED[name]:
        wanted = Requirement(line)
        assert wanted.specifier.contains(locked[canonicalize_name(wanted.name)]), f"{line}: run `make lock`"


def test_locks_agree_with_each_other():
    seen: dict[str, set[str]] = {}
    for lock in LOCKS:
        for package, version in pins(lock).items():
            seen.setdefault(package, set()).add(version)
    assert {package: versions for package, versions in seen.items() if len(versions) > 1} == {}


def test_build_system_is_the_locked_one():
    assert PROJECT["build-system"]["requires"] == [f"hatchling=={pins(ROOT / 'requirements/build.txt')['hatchling']}"]


def test_every_dependency_has_its_line_of_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if re.match(r'    "[A-Za-z0-9.\[\]-]+[<>=]=', line)]
    assert len(lines) == len(RUN) + len(GROUPS["dev"])
    assert [line for line in lines if not re.search(r", +# \w.{10,}", line)] == []


def test_no_file_names_a_package_registry():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    assert len(files) > 20
    named = [
        f"{file.relative_to(ROOT)}: {host}"
        for file in files
        if file.is_file()
        for host in REGISTRIES
        if host.encode() in file.read_bytes().lower()
    ]
    assert named == []
