"""docs/operations.md tells the settings, the limits and the link of the program."""

from __future__ import annotations

import re
from typing import Any, Literal, get_args, get_origin

import annotated_types

from bot.cli import LOGIN_HELP
from bot.reminders.engine import KEPT, MARGIN
from bot.reminders.limits import HYDRATE_LATE, STRETCH_LATE
from bot.replies import privacy
from bot.settings import Settings
from tests.packaging.pages import page, parts

TEXT = page("docs/operations.md")
PARTS = parts(TEXT)


def setting(name: str) -> str:
    """Return the row of a setting, as it should stand on the page."""
    field = Settings.model_fields[name]
    default: Any = field.get_default(call_default_factory=True)
    bounds = {type(one): one for one in field.metadata}
    if get_origin(field.annotation) is Literal:
        allowed = ", ".join(f"`{choice}`" for choice in get_args(field.annotation))
    elif annotated_types.Ge in bounds:
        allowed = f"{bounds[annotated_types.Ge].ge} to {bounds[annotated_types.Le].le}"
    else:
        allowed = ""
    shown = "none" if default is None else f"`{default}`"
    return f"| `{name.upper()}` | {field.description} | {shown} | {allowed} |"


def test_the_table_of_settings_is_that_of_the_program() -> None:
    told = "\n".join(line for line in PARTS["Settings"].splitlines() if line.startswith("| `"))
    wanted = "\n".join(map(setting, Settings.model_fields))
    assert told == wanted, f"these rows should stand there:\n{wanted}"


def test_the_link_is_the_one_that_the_program_tells() -> None:
    (link,) = re.findall(r"https://discord\.com/oauth2/\S+(?=`)", PARTS["In Discord's developer portal"])
    assert link in LOGIN_HELP


def test_numbers_are_those_of_the_program() -> None:
    text = " ".join(TEXT.split())
    minute = 60
    assert f"no more than {MARGIN.total_seconds() / minute:.0f} minutes" in text
    late = (HYDRATE_LATE.total_seconds() / minute, STRETCH_LATE.total_seconds() / minute)
    assert "{:.0f} minutes to drink, {:.0f} to stretch".format(*late) in text
    assert f"what is over: {KEPT.days} days" in text
    assert f"MaxRetentionSec={KEPT.days}day" in text
    (backups,) = {days for line in privacy.HOW_LONG if "backup" in line for days in re.findall(r"(\d+) days", line)}
    assert f"Delete each copy within {backups} days" in text
