"""Read content/ from disk: the only place of this room that opens a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from bot.knowledge.content import Content, assemble, coverage, draft
from bot.knowledge.faults import ContentError
from bot.knowledge.models import Card, Coverage
from bot.knowledge.nodes import Fault

__all__ = ["Content", "ContentError", "Fault", "load_content", "load_coverage", "load_draft", "load_net"]

_FOLDERS: Final = ("cards", "sources", "signs", "lexicon", "languages")
_FILES: Final = ("notices.yaml", "glossary.yaml", "menu.yaml", "locales.yaml", "reminders.yaml")
PICTURE_ROOM: Final = 100_000
"""Bytes of a picture: it is sent with each reply that shows it, to phones on a slow line."""

_COVERAGE: Final = "coverage.yaml"
_NET: Final = "net.json"
_WORDS: Final = "words/english.txt"
_USUAL: Final = "words/usual.txt"


def load_content(root: Path) -> Content:
    """Return the content below a folder, or raise ContentError with every fault of every file."""
    files: dict[str, bytes] = {}
    faults: list[Fault] = []
    if not root.is_dir():
        raise ContentError([Fault(root.name, 1, 1, "this folder of content does not exist")])
    for path in _paths(root):
        name = path.relative_to(root).as_posix()
        if path.suffix != ".yaml":
            faults.append(Fault(name, 1, 1, "this name is not read; let it end in .yaml"))
            continue
        try:
            files[name] = path.read_bytes()
        except OSError as error:
            faults.append(Fault(name, 1, 1, f"the file cannot be read: {error.strerror}"))
    pictures: dict[str, bytes] = {}
    for path in sorted((root / "pictures").glob("*.png")):
        pictures[path.name] = path.read_bytes()
        if len(pictures[path.name]) > PICTURE_ROOM:
            size = len(pictures[path.name])
            faults.append(
                Fault(
                    f"pictures/{path.name}", 1, 1, f"the picture has {size} bytes; at most {PICTURE_ROOM} are allowed"
                )
            )
    return assemble(files, faults, pictures, _listed(root / _WORDS), _listed(root / _USUAL))


def _listed(path: Path) -> list[str]:
    """Return the words of a file, none where there is no such file."""
    return path.read_text(encoding="utf-8").split() if path.exists() else []


def load_net(root: Path) -> object:
    """Return the parsed weights of the net, None where a folder has none, or raise ContentError."""
    path = root / _NET
    if not path.exists():
        return None
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ContentError([Fault(_NET, 1, 1, "the weights cannot be read; `make train` writes them anew")]) from error


def load_draft(root: Path, name: str) -> Card | None:
    """Return the card called *name* from a folder that may still have faults, or None if it cannot be read."""
    return draft(
        {path.relative_to(root).as_posix(): path.read_bytes() for path in _paths(root) if path.suffix == ".yaml"}, name
    )


def load_coverage(root: Path) -> Coverage:
    """Return where each claim of the documents went, or raise ContentError."""
    try:
        data = (root / _COVERAGE).read_bytes()
    except OSError as error:
        raise ContentError([Fault(_COVERAGE, 1, 1, f"the file cannot be read: {error.strerror}")]) from error
    return coverage(_COVERAGE, data)


def _paths(root: Path) -> list[Path]:
    """Return the files of content, and those with a name that somebody surely meant to be content."""
    found = (path for folder in _FOLDERS for path in (root / folder).rglob("*.[yY]*"))
    inner = [path for path in found if not path.name.startswith(".")]
    return sorted([*inner, *(root / name for name in _FILES if (root / name).exists())])
