"""Read the pages of this repository: their parts, tables, blocks of code, and the prose between those."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[2]


def page(path: str) -> str:
    """Return the text of a page, without what a comment hides."""
    return re.sub(r"<!--.*?-->", "", (ROOT / path).read_text(encoding="utf-8"), flags=re.DOTALL)


def parts(text: str) -> dict[str, str]:
    """Return the parts of a page by their headings, whatever the level; what stands before the first has none."""
    pieces = re.split(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def rows(part: str) -> list[list[str]]:
    """Return the cells of a part's tables, without their heads."""
    lines = [line.strip() for line in part.splitlines() if line.startswith("|")]
    rules = {number for number, line in enumerate(lines) if set(line) <= set("|-: ")}
    kept = [line for number, line in enumerate(lines) if number not in rules and number + 1 not in rules]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in kept]


def code(part: str) -> list[str]:
    """Return the blocks of code of a part, indented or fenced, each as it is typed."""
    indented = r"((?:^ {4}[^\n]*\n)(?:^(?: {4}[^\n]*)?\n)*)"
    found = re.finditer(rf"^```\w*\n(.*?)^```$|{indented}", part, re.MULTILINE | re.DOTALL)
    return [dedent(one[1] or one[2]).strip("\n") for one in found]


def prose(text: str) -> list[str]:
    """Return the paragraphs and the lines of lists, in plain words: no tables, no code, no marks, no links.

    A fence of `text` holds prose that is to be pasted somewhere.
    """
    text = re.sub(r"^```text\n(.*?)^```$", r"\n\1\n", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^(?: {4}.*|[#|].*)$", "", text, flags=re.MULTILINE)
    pieces = (" ".join(piece.split()) for piece in re.split(r"\n\s*\n|\n(?=[-*] |\d+\. )", text))
    plain = (re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", re.sub(r"^(?:[-*]|\d+\.) ", "", piece)) for piece in pieces)
    return [re.sub(r"[`*<>]", "", piece).rstrip(":.") + "." for piece in plain if piece]
