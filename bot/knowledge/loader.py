"""Read content/ from disk: the only place of this room that opens a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bot.knowledge.content import Content, assemble, coverage
from bot.knowledge.faults import ContentError
from bot.knowledge.models import Coverage
from bot.knowledge.nodes import Fault

__all__ = ["Content", "ContentError", "Fault", "load_content", "load_coverage"]

_FOLDERS: Final = ("cards", "sources", "signs", "lexicon")
_FILES: Final = ("notices.yaml", "glossary.yaml", "menu.yaml")
_COVERAGE: Final = "coverage.yaml"


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
    return assemble(files, faults)


def load_coverage(root: Path) -> Coverage:
    """Return where each claim of the documents went, or raise ContentError."""
    try:
        data = (root / _COVERAGE).read_bytes()
    except OSError as error:
        raise ContentError([Fault(_COVERAGE, 1, 1, f"the file cannot be read: {error.strerror}")]) from error
    return coverage(_COVERAGE, data)


def _paths(root: Path) -> list[Path]:
    """Return the files of content, and those with a name that somebody surely meant to be content."""
    inner = [path for folder in _FOLDERS for path in (root / folder).rglob("*.[yY]*")]
    return sorted([*inner, *(root / name for name in _FILES if (root / name).exists())])
