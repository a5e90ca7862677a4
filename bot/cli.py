"""The command line: arguments in, one call, an exit code out."""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from bot import __version__
from bot.database_commands import add_commands, migrate
from bot.exit_codes import ExitCode, table

OK, FAULTS, USAGE = ExitCode.STOPPED.value, ExitCode.FAULTS.value, ExitCode.USAGE.value

HARDEST = 8
"""The highest Flesch-Kincaid grade of a card."""

LOGIN_HELP = """Charley needs a token to log in to Discord, and DISCORD_TOKEN is not set.

1. Open the Discord developer portal, choose New Application, then Bot, then Reset Token. Copy the token.
2. Put it into the environment or into a file .env here:   DISCORD_TOKEN=...
3. Start again:   make run   (or: charley run)
4. Add Charley to your server with this link. Put the application's id (General Information) in place of APPLICATION_ID:
   https://discord.com/oauth2/authorize?client_id=APPLICATION_ID&scope=bot+applications.commands&permissions=3072

The link asks for two permissions and no more: View Channels, so that Charley sees that it is mentioned, and
Send Messages, so that it can answer there. Slash commands and direct messages need neither.
No token at hand?   make demo   shows Charley without one."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code: 0 done, 1 faults found, 2 wrong usage or settings; `run` has more."""
    parsed = _parser().parse_args(arguments)
    from bot.knowledge.faults import ContentError
    from bot.reminders.ports import StoreError
    from bot.settings import SettingsError
    from bot.triage.patterns import PatternError

    work: Callable[[argparse.Namespace], int] = parsed.work
    try:
        code = work(parsed)
        sys.stdout.flush()
    except (ContentError, PatternError) as error:
        return _say_faults(error.faults, "content")
    except StoreError as error:
        return _say_faults([error], "database")
    except SettingsError as error:
        _say_faults(error.faults, "settings")
        return USAGE
    except BrokenPipeError:
        # The reader of our output has gone, as with `charley content | head`; Python would try once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="charley", description="A Discord bot for people with muscle cramps and twitches."
    )
    parser.add_argument("--version", action="version", version=f"charley {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(name: str, work: Callable[[argparse.Namespace], int], about: str, example: str) -> argparse.ArgumentParser:
        one = commands.add_parser(
            name,
            help=about,
            description=about[0].upper() + about[1:] + ".",
            epilog=f"Example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        one.set_defaults(work=work)
        return one

    running = add("run", _run, "start the bot; needs DISCORD_TOKEN", "charley run")
    running.epilog = (
        f"It stops at SIGTERM or Ctrl-C; a second one ends it at once. Exit codes:\n{table()}\n\n{running.epilog}"
    )
    demo = add(
        "demo", _demo, "start the bot in a simulated Discord with a page to type into", "charley demo --port 8642"
    )
    demo.add_argument(
        "--port", type=int, default=0, help="the port of the page on this machine (default: any free one)"
    )
    demo.add_argument("--dm", action="store_true", help="show direct messages with Charley, not a server's channel")
    ask = add("ask", _ask, "print one answer", 'charley ask "my calf twitches after coffee"')
    ask.add_argument("text", help="the question, in your own words")
    ask.add_argument("--json", action="store_true", help="print the parts of the answer as JSON")
    add(
        "triage",
        _triage,
        'read JSON lines {"id","text"}, write the assessment of each, in order',
        """echo '{"id": 1, "text": "my calf twitches"}' | charley triage""",
    )
    evaluate = add(
        "evaluate",
        _evaluate,
        'measure triage on labelled JSON lines {"id","text","label"}: figures with their intervals, and every miss',
        "charley evaluate questions.jsonl",
    )
    evaluate.add_argument("file", type=Path, help="the labelled questions; a label is emergency, doctor or none")
    content = add(
        "content", _content, "print the whole library as JSON, or one card as it will read", "charley content caffeine"
    )
    content.add_argument("card", nargs="?", help="the id of a card")
    add("check", _check, "check settings, database, content and commands without connecting", "charley check")
    health = add(
        "health", _health, "ask the Charley that runs on this machine whether all goes well", "charley health --live"
    )
    health.add_argument("--live", action="store_true", help="ask only whether it lives: all else may pass by itself")
    database = add("db", migrate, "look after the database: migrate, backup, info, erase", "charley db info --json")
    add_commands(database.add_subparsers(title="what to do", required=True, metavar="WHAT"))
    return parser


def _say_faults(faults: Sequence[object], what: str) -> int:
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'} in the {what}.", file=sys.stderr)
    return FAULTS


def _run(_: argparse.Namespace) -> int:
    from bot.settings import read_settings
    from bot.store.errors import StoreError

    settings = read_settings()
    if settings.discord_token is None:
        print(LOGIN_HELP, file=sys.stderr)
        return USAGE
    for number in (signal.SIGINT, signal.SIGTERM):
        # Until it runs, nothing is under way.
        signal.signal(number, _leave)
    from bot.app import build, run
    from bot.telemetry.logs import set_up_logs

    set_up_logs(settings.log_level, settings.log_format)
    try:
        return asyncio.run(run(settings, build()))
    except StoreError as error:
        _say_faults([error], "database")
        return _code_of(error.code)


def _leave(_: int, __: FrameType | None) -> NoReturn:
    sys.exit(OK)


def _code_of(database: str) -> ExitCode:
    """Return how `run` ends after an error that SQLite or the system names so."""
    from bot.store.errors import NO_SPACE, NOT_WRITABLE

    if database in NO_SPACE:
        return ExitCode.NO_SPACE
    return ExitCode.NOT_WRITABLE if database.startswith(NOT_WRITABLE) else ExitCode.FAULTS


def _demo(parsed: argparse.Namespace) -> int:
    if importlib.util.find_spec("simcord") is None or importlib.util.find_spec("markdown_it") is None:
        print("The demo's packages are not installed. Run:   make demo", file=sys.stderr)
        return USAGE
    from bot.demo.server import PortTakenError, serve
    from bot.telemetry.logs import set_up_logs

    set_up_logs("WARNING", "human")
    try:
        asyncio.run(serve(parsed.port, dm=parsed.dm))
    except PortTakenError as error:
        print(error, file=sys.stderr)
        return USAGE
    return OK


def _ask(parsed: argparse.Namespace) -> int:
    from bot.app import build

    answer = build().desk.ask(parsed.text)
    if not parsed.json:
        print(answer.page.plain(), end="")
        return OK
    print(json.dumps({**_assessed(answer, parsed.text), "text": answer.page.text()}, ensure_ascii=False, indent=2))
    return OK


def _triage(_: argparse.Namespace) -> int:
    from bot.app import build

    desk = build().desk
    bad = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            name, text = _row(line)
        except ValueError as error:
            print(f"line {number}: {error}", file=sys.stderr)
            bad += 1
            continue
        # Escaped, because a text may hold half a character, which no terminal takes.
        print(json.dumps({"id": name, **_assessed(desk.ask(text), text)}))
    return FAULTS if bad else OK


def _evaluate(parsed: argparse.Namespace) -> int:
    from bot.app import build
    from bot.triage.evaluation import Judged, report
    from bot.triage.models import Level

    try:
        lines = parsed.file.read_bytes().splitlines()
    except OSError as error:
        print(f"{parsed.file} cannot be read: {error.strerror}.", file=sys.stderr)
        return USAGE
    desk = build().desk
    rows: list[Judged] = []
    bad = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            name, text, label = _labelled(line)
        except ValueError as error:
            print(f"line {number}: {error}", file=sys.stderr)
            bad += 1
            continue
        found = desk.ask(text).assessment
        rows.append(Judged(str(name), text, Level[label.upper()], found.level, found.soft))
    print(report(rows))
    return FAULTS if bad else OK


def _row(line: bytes) -> tuple[Any, str]:
    """Return the id and the text of one line; raise ValueError with what is expected instead."""
    match _parsed(line):
        case {"id": name, "text": str(text)}:
            return name, text
        case _:
            raise ValueError('a JSON object such as {"id": 1, "text": "my calf twitches"} is expected')


def _labelled(line: bytes) -> tuple[Any, str, str]:
    """Return the id, the text and the label of one line; raise ValueError with what is expected instead."""
    match _parsed(line):
        case {"id": name, "text": str(text), "label": "emergency" | "doctor" | "none" as label}:
            return name, text, label
        case _:
            expected = '{"id": 1, "text": "my calf twitches", "label": "none"}'
            raise ValueError(f"a JSON object such as {expected} is expected; labels are emergency, doctor and none")


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _assessed(answer: Any, text: str) -> dict[str, Any]:
    """Return an answer's parts as plain values."""
    found = answer.assessment
    return {
        "level": found.level.word,
        "soft": found.soft,
        "signs": [{"id": one.sign, "words": [text[start:end] for start, end in one.words]} for one in found.findings],
        "cards": list(answer.cards),
        "known": answer.known,
    }


def _content(parsed: argparse.Namespace) -> int:
    from bot.knowledge.loader import load_content
    from bot.knowledge.place import content_place

    place = content_place()
    if parsed.card is None:
        content = load_content(place)
        whole = {
            "cards": [card.model_dump(mode="json") for card in content.cards.values()],
            "signs": [sign.model_dump(mode="json") for sign in content.signs],
            "sources": [source.model_dump(mode="json") for source in content.sources.values()],
            "notices": [notice.model_dump(mode="json") for notice in content.notices.values()],
            "reminders": content.reminders.model_dump(mode="json"),
        }
        print(json.dumps(whole, ensure_ascii=False, indent=2))
        return OK
    return _one_card(place, parsed.card)


def _one_card(place: Path, name: str) -> int:
    """Print a card as it will read, though it or other files may still have faults, and then the faults."""
    from bot.knowledge.faults import ContentError
    from bot.knowledge.loader import load_content, load_draft
    from bot.knowledge.reading import grade
    from bot.replies import cards
    from bot.replies.page import Page

    draft = load_draft(place, name)
    if draft is not None:
        print(Page(cards.card_blocks(draft)).plain())
        reading = grade(statement.text for statement in draft.statements())
        print(f"Reading grade {reading:.1f}; {HARDEST} at most, 5 is better.")
        if reading > HARDEST:
            print(f"Fault: grade {reading:.1f} is too hard to read; shorter sentences and plainer words lower it.")
    try:
        content = load_content(place)
    except ContentError as error:
        if draft is None:
            print(f"There is no card `{name}` that can be shown.", file=sys.stderr)
        return _say_faults(error.faults, "content")
    if draft is None:
        print(f"There is no card `{name}`. `charley content` prints them all.", file=sys.stderr)
        return FAULTS
    for statement in draft.statements():
        print(f"  {name}/{statement.id}: {statement.grade.value}. {cards.cite(content, statement.sources)}")
    print("No faults.")
    return OK


def _check(_: argparse.Namespace) -> int:
    from bot.app import build, client
    from bot.discord_app.payload_rules import faults as command_faults
    from bot.knowledge.faults import ContentError
    from bot.settings import SettingsError, read_settings
    from bot.store.errors import StoreError
    from bot.store.examine import examine, writable
    from bot.triage.patterns import PatternError

    code = OK
    try:
        folder = read_settings().data_dir
    except SettingsError as error:
        code, folder = _say_faults(error.faults, "settings"), error.data_dir
    try:
        if folder is not None:
            writable(folder)
            asyncio.run(examine(folder))
    except StoreError as error:
        code = _say_faults((error,), "database")
    try:
        parts = build()
    except (ContentError, PatternError) as error:
        # The commands are made from the content: they cannot be checked without it.
        return _say_faults(error.faults, "content")
    # Another language is read at its first question; here it is read at once, so that no fault waits for a person.
    if spoken := parts.desk.foreign.speeches.faults():
        code = _say_faults(spoken, "content")

    async def payloads() -> list[dict[str, Any]]:
        return await client(parts).command_payloads()

    faults = command_faults(asyncio.run(payloads()))
    if faults:
        code = _say_faults(faults, "commands")
    if code == OK:
        print(
            f"Settings, database, content and commands are in order: {len(parts.content.cards)} cards, "
            f"{len(parts.content.signs)} signs, {len(parts.content.sources)} sources, "
            f"{len(parts.content.reminders.hydrate) + len(parts.content.reminders.stretch)} texts of reminders."
        )
    return code


def _health(parsed: argparse.Namespace) -> int:
    from bot.settings import read_settings
    from bot.telemetry.questions import ask_health

    settings = read_settings()
    code, line = ask_health(settings.health_host, settings.health_port, live=parsed.live)
    print(line, file=sys.stderr if code else sys.stdout)
    return code
