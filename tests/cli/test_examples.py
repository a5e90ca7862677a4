"""Each command's help ends with an example, and each example works."""

from __future__ import annotations

import argparse
import importlib.util
import re
import shlex
import signal
import subprocess

import pytest

from bot import __version__
from bot.cli import LOGIN_HELP, main
from bot.cli import _parser as parser

COMMANDS = ("run", "demo", "ask", "triage", "evaluate", "content", "check", "health", "db")
PREVIEW = all(importlib.util.find_spec(name) for name in ("simcord", "markdown_it", "PIL"))


def example(command: str) -> str:
    """Return the last line of a command's help."""
    (commands,) = (one for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    *_, title, line = commands.choices[command].format_help().rstrip().splitlines()
    assert title == "Example:"
    assert line == "  " + line.strip()
    return line.strip()


def test_these_are_all_commands(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    assert tuple(re.findall(r"^    (\w+) ", capsys.readouterr().out, re.MULTILINE)) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_with_an_example_of_the_command(command, capsys):
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    assert capsys.readouterr().out.rstrip().endswith(example(command))
    assert f"charley {command}" in example(command)


@pytest.mark.parametrize("command", ("ask", "triage", "content", "check"))
def test_the_example_works(command, shell):
    done = shell(example(command))
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout) > 40


def test_the_example_of_run_says_what_is_needed_without_a_token(shell):
    done = shell(example("run"))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == LOGIN_HELP + "\n"
    for needed in (
        "DISCORD_TOKEN",
        "https://discord.com/oauth2/authorize?client_id=",
        "scope=bot+applications.commands",
    ):
        assert needed in LOGIN_HELP
    for why in ("View Channels, so that", "Send Messages, so that", "no more"):
        assert why in LOGIN_HELP


def test_the_install_link_asks_for_two_permissions_and_no_more():
    import discord

    (asked,) = re.findall(r"permissions=(\d+)", LOGIN_HELP)
    assert discord.Permissions(int(asked)) == discord.Permissions(view_channel=True, send_messages=True)


@pytest.mark.timeout(120)
@(pytest.mark.slow if PREVIEW else pytest.mark.page)
def test_the_example_of_demo_shows_a_page_until_ctrl_c(environment, tmp_path):
    command = re.sub(r"--port \d+", "--port 0", example("demo"))
    assert "--port 0" in command
    with subprocess.Popen(
        shlex.split(command), cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        said = ""
        assert process.stdout is not None
        try:
            while not re.search(r"http://127\.0\.0\.1:\d+/", said):
                line = process.stdout.readline()
                assert line, said
                said += line
            process.send_signal(signal.SIGINT)
            rest, _ = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 0
    assert rest.endswith("Stopped.\n")
    assert "Traceback" not in said + rest


@pytest.mark.parametrize("start", ("charley", "python -m bot"))
def test_both_ways_start_the_same_program(start, shell):
    assert shell(f"{start} --version").stdout == f"charley {__version__}\n"
    answer = shell(f"{start} ask 'my calf cramps at night'")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == shell("charley ask 'my calf cramps at night'").stdout
    assert "doctor" in answer.stdout


@pytest.mark.parametrize("line", ("charley", "charley nonsense", "charley ask", "charley demo --port many"))
def test_wrong_usage_is_told_with_exit_code_2(line, shell):
    done = shell(line)
    assert done.returncode == 2
    assert "usage: charley" in done.stderr
    assert "Traceback" not in done.stderr
