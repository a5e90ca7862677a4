"""What README, CONTRIBUTING, PRIVACY, TERMS and docs name is there: files, commands of make, charley and Discord."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.discord_app.commands import COMMANDS

ROOT = Path(__file__).parents[2]
DOCS = (
    *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "PRIVACY", "TERMS")),
    *sorted((ROOT / "docs").glob("*.md")),
)
TEXTS = {doc.relative_to(ROOT).as_posix(): doc.read_text(encoding="utf-8") for doc in DOCS}

CODE = re.compile(r"`([^`\n]+)`|^ {4,}(.+)$", re.MULTILINE)
"""Code in a line, and lines that are code."""

ROOMS = ("bot", "tests", "content", "docs", "deploy", "requirements")
PAGES = {"healthz", "readyz", "metrics"}
"""Not commands of Discord, but addresses that Charley answers on its own machine."""

GROUPS: dict[str, set[str]] = {
    command.name: {one.name for one in getattr(command, "commands", ())} for command in COMMANDS
}


def code(doc: str) -> list[str]:
    return [one or line for one, line in CODE.findall(TEXTS[doc])]


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.fixture(params=TEXTS)
def doc(request: Any) -> str:
    return request.param


def test_every_link_leads_somewhere(doc: str) -> None:
    dead: list[str] = []
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", TEXTS[doc]):
        path, _, part = link.partition("#")
        target = (ROOT / doc).parent / path if path else ROOT / doc
        if not target.exists():
            dead.append(link)
        elif part:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            dead += [link] * (part not in map(slug, headings))
    assert dead == []


def test_every_file_is_there(doc: str) -> None:
    paths = {path for one in code(doc) for path in re.findall(rf"(?<![\w/.])(?:{'|'.join(ROOMS)})/[\w./*-]+", one)}
    assert {path for path in paths if not list(ROOT.glob(path.rstrip("/.")))} == set()
    names = {one for one in code(doc) if re.fullmatch(r"\w+\.py", one)}
    assert {name for name in names if not any(list((ROOT / room).rglob(name)) for room in ROOMS)} == set()


def test_every_function_of_a_module_is_there(doc: str) -> None:
    named = {one for text in code(doc) for one in re.findall(r"^([a-z]+)\.([a-z_]{3,})$", text)}
    modules = {module: ROOT / f"bot/reminders/{module}.py" for module, _ in named}
    known = {(module, name) for module, name in named if modules[module].exists()}
    assert {(m, n) for m, n in known if not re.search(rf"\bdef {n}\(", modules[m].read_text(encoding="utf-8"))} == set()


def test_every_command_of_make_is_a_target(doc: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {target for one in code(doc) for target in re.findall(r"\bmake ([a-z-]+(?: [a-z-]+)*)", one)}
    assert {target for several in named for target in several.split()} - targets == set()


def test_every_command_of_charley_is_one(doc: str, capsys: pytest.CaptureFixture[str]) -> None:
    named = {found for one in code(doc) for found in re.findall(r"^(?:\.venv/bin/)?charley ((?:db )?[a-z]+)", one)}
    for words in sorted(named):
        with pytest.raises(SystemExit) as ended:
            main([*words.split(), "--help"])
        assert ended.value.code == 0, words
        capsys.readouterr()


def test_every_command_of_discord_is_one(doc: str) -> None:
    for name, second in re.findall(r"`/([a-z]+)(?![a-z/])(?: ([a-z]+))?", TEXTS[doc]):
        if name in PAGES and not second:
            continue
        assert name in GROUPS, name
        assert not GROUPS[name] or not second or second in GROUPS[name], (name, second)


def test_the_readme_lists_every_command() -> None:
    rows = re.findall(r"^\| (`.+?) \| ", TEXTS["README.md"], re.MULTILINE)
    shown = {name: set(re.findall(r"[a-z]+", row)) for row in rows for name in re.findall(r"^`/([a-z]+)", row)}
    slash = {command.name for command in COMMANDS if re.fullmatch(r"[a-z]+", command.name)}
    assert set(shown) == slash
    assert {name for name in slash if not GROUPS[name] <= shown[name]} == set()
