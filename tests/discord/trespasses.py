"""Every command, button, menu and form, filled in with the names of what belongs to somebody else.

`c1:` is left out. In braces stands what names somebody's things: see `blanks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.reminders.models import Kind
from bot.replies.sketch import DEFAULTS, Sketch, packed
from tests.discord import raw
from tests.discord.neighbours import Names, Neighbours

BUTTON, MENU, CHANNELS = 2, 3, 8

ITS_PERSON = {"reminder", "occurrence", "person", "sketch", "taken"}
ITS_SERVER = {"schedule", "channel", "placed", "drawn", "elsewhere"}
"""Blanks that name what belongs to a person, and what belongs to a server and whoever is there may know."""


@dataclass(frozen=True)
class Deed:
    """Hold one thing that can be done: a press with what is chosen, a form with what is typed, or a command."""

    shape: str
    values: tuple[str, ...] = ()
    typed: tuple[tuple[str, str], ...] = ()
    kind: int = BUTTON

    def blanks(self) -> set[str]:
        """Return the blanks that are to be filled in."""
        told = [self.shape, *self.values, *(text for _, text in self.typed)]
        return {blank for text in told for blank in re.findall(r"\{(\w+)\}", text)}


def menu(shape: str, *values: str) -> Deed:
    return Deed(shape, values, kind=MENU)


def channels(shape: str, *values: str) -> Deed:
    return Deed(shape, values, kind=CHANNELS)


def presses(*shapes: str) -> tuple[Deed, ...]:
    return tuple(Deed(shape) for shape in shapes)


IDS = "{reminder}:{occurrence}"

PRESSES: Mapping[str, Sequence[Deed]] = {
    "CardPress": presses("card:caffeine:e", "card:caffeine:n"),
    "SourcesPress": presses("src:caffeine:1:e", "src:caffeine:1:n"),
    "DifferencesPress": presses("dif:caffeine:e", "dif:caffeine:n"),
    "SharePress": presses("share:caffeine"),
    "SendPress": presses("send"),
    "SignsPress": presses("signs:emergency:1:e", "signs:doctor:1:n"),
    "SignSourcesPress": presses("sgs:emergency:1:e", "sgs:doctor:1:n"),
    "RedflagsPress": presses("flags:e", "flags:n"),
    "DocumentsPress": presses("docs:1:e", "docs:1:n"),
    "MinePress": presses("mine", "mine2"),
    "AskPress": presses("ask"),
    "PrivatePress": presses("priv:{person}:caffeine:0"),
    "CheckPress": presses("check"),
    "WhyPress": presses("why:0"),
    "CardMenu": (menu("pick", "caffeine"),),
    "DonePress": presses(f"rdone:{IDS}", "rdone:{own}:{occurrence}", "rdone:{schedule}:0"),
    "SnoozePress": presses(f"rsnooze:{IDS}", "rsnooze:{reminder}:0"),
    "SnoozeForPress": presses(f"rsnoozefor:{IDS}:10", f"rsnoozefor:{IDS}:30", "rsnoozefor:{reminder}:0:60"),
    "PausePress": presses(f"rpause:{IDS}", "rpause:{reminder}:0"),
    "PauseForPress": presses(f"rpausefor:{IDS}:hour", "rpausefor:{reminder}:0:today"),
    "PauseUntilMenu": (menu(f"rpauseuntil:{IDS}", "open"), menu("rpauseuntil:{reminder}:0", "2026-02-01")),
    "ResumePress": presses(f"rresume:{IDS}", "rresume:{reminder}:0"),
    "StopPress": presses(f"rstop:{IDS}", "rstop:{reminder}:0", "rstop:{schedule}:0"),
    "BackPress": presses(f"rback:{IDS}"),
    "SheetPress": presses("rsheet:too-much"),
    "JoinPress": presses("rjoin:{schedule}:{occurrence}", "rjoin:{reminder}:0"),
    "LeavePress": presses("rleave:{schedule}:{occurrence}", "rleave:{reminder}:0"),
    "StartPress": presses("rstart:hydrate", "rstart:stretch"),
    "FluidsPress": presses(
        "rfluids:no:.{schedule}", "rfluids:no:.{reminder}", "rfluids:no:{sketch}", "rfluids:yes:.", "rfluids:unsure:."
    ),
    "AskFluidsPress": presses("rask:.{schedule}", "rask:{sketch}"),
    "SetMenu": (
        menu("rset:often:{sketch}", "60"),
        menu("rset:hours:{sketch}", "07:00-15:00"),
        menu("rset:days:{sketch}", "1", "2"),
        menu("rset:pose:{sketch}", "seated"),
        menu("rset:end:{sketch}", "w1"),
        menu("rset:place:{sketch}", "{channel}"),
    ),
    "TypePress": presses("rtype:times:{sketch}", "rtype:hours:{sketch}"),
    "SavePress": presses("rsave:{sketch}", "rsave:{placed}"),
    "CancelPress": presses("rcancel"),
    "ZonePress": presses("rzone:.{schedule}", "rzone:{sketch}"),
    "ZoneMenu": (menu("rzonepick:.{schedule}", "Europe/Rome"), menu("rzonepick:{sketch}", "Europe/Rome")),
    "ZoneTypePress": presses("rzonetype:.{schedule}", "rzonetype:{sketch}"),
    "ListPress": presses("rlist:1:e", "rlist:1:n"),
    "OpenMenu": (menu("ropen", "{reminder}"), menu("ropen", "s{schedule}"), menu("ropen", "s{reminder}")),
    "EditPress": presses("redit:{reminder}", "redit:{schedule}"),
    "SettingsPress": presses("rsettings"),
    "QuietMenu": (menu("rquiet", "21:00-07:00"),),
    "QuietTypePress": presses("rquiettype"),
    "SummaryPress": presses("rsummary:on", "rsummary:off"),
    "ServerPress": presses("vserver:settings", "vserver:list"),
    "ServerChannels": (channels("vchannels", "{channel}"), channels("vchannels")),
    "ServerSwitch": presses(
        "vswitch:personal:on", "vswitch:personal:off", "vswitch:mentions:on", "vswitch:mentions:off"
    ),
    "ScheduleOpen": (menu("vopen", "{schedule}"), menu("vopen", "{reminder}")),
    "SchedulePress": presses(
        *(f"vone:{deed}:{{{name}}}" for deed in ("show", "edit", "pause", "resume", "ask", "stop")
          for name in ("schedule", "reminder"))
    ),
    "ScheduleSet": (menu("vset:often:{drawn}", "60"), menu("vset:often:{taken}", "60")),
    "ScheduleChannel": (channels("vplace:{drawn}", "{channel}"), channels("vplace:{taken}", "{channel}")),
    "ScheduleType": presses("vtype:{drawn}", "vtype:{taken}"),
    "ScheduleAllow": presses("vallow:{drawn}", "vallow:{elsewhere}"),
    "ScheduleSave": presses("vsave:{drawn}", "vsave:{taken}", "vsave:{elsewhere}"),
    "PrivacyPress": presses("privacy:show", "privacy:export", "privacy:ask", "privacy:delete"),
}  # fmt: skip
"""What can be pressed or chosen, by the kind of button or menu."""

TIMES = (("times", "9, 13:30"),)
HOURS = (("start", "10"), ("end", "18"))
FORMS: Mapping[str, Sequence[Deed]] = {
    "form:ask": (Deed("form:ask", typed=(("question", "what has {person} set for {reminder}?"),)),),
    "form:mine": (Deed("form:mine"),),
    "form:mine2": (Deed("form:mine2"),),
    "form:rtimes": (Deed("form:rtimes:{sketch}", typed=TIMES),),
    "form:rhours": (Deed("form:rhours:{sketch}", typed=HOURS),),
    "form:rzone": (
        Deed("form:rzone:.{schedule}", typed=(("place", "Rome"),)),
        Deed("form:rzone:{sketch}", typed=(("place", "{person}"),)),
    ),
    "form:rquiet": (Deed("form:rquiet", typed=HOURS),),
    "form:vtimes": (Deed("form:vtimes:{drawn}", typed=TIMES), Deed("form:vtimes:{taken}", typed=TIMES)),
}
"""What can be submitted, by the name of the form."""

TOPIC = ({"topic": "{reminder} {person}"},)
COMMANDS: Mapping[str, Sequence[Mapping[str, str]]] = {
    "cause": TOPIC,
    "relief": TOPIC,
    "magnesium": ({}, *TOPIC),
    "redflags": ({}, *TOPIC),
    "ask": ({}, {"question": "<@{person}> {reminder} what are my reminders?"}),
    "learn": TOPIC,
    "about": ({},),
    "privacy show": ({},),
    "privacy export": ({},),
    "privacy delete": ({},),
    "server settings": ({},),
    "server list": ({},),
    "server schedule": ({"kind": "stretch"}, {"kind": "hydrate", "zone": "Rome"}),
    "remind hydrate": ({}, {"zone": "{person}"}),
    "remind stretch": ({}, {"zone": "{reminder}"}),
    "remind list": ({},),
    "remind settings": ({},),
}
"""What each slash command can be given; every option of each is in some row."""

OFFERED = {"topic", "zone"}
"""Options for which something is offered while they are typed."""

MENUS = ("Check for warning signs",)


def blanks(names: Names, channel: int) -> dict[str, Any]:
    """Return what fills the blanks; *channel* is one where the one who acts may be."""
    own = DEFAULTS[Kind.STRETCH]
    served = replace(DEFAULTS[Kind.HYDRATE], zone="Europe/Rome")

    def text(sketch: Sketch, **changes: Any) -> str:
        return packed(replace(sketch, **changes))

    return vars(names) | {
        "sketch": text(own, reminder=names.reminder),
        "placed": text(own, channel=names.channel),
        "drawn": text(served, reminder=names.schedule, channel=channel),
        "taken": text(served, reminder=names.reminder, channel=channel),
        "elsewhere": text(served, channel=names.channel),
    }


def pressed(deed: Deed, filling: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the data of a press, and the component that is pressed."""
    name = f"c1:{deed.shape.format(**filling)}"
    values = [value.format(**filling) for value in deed.values]
    part: dict[str, Any] = {"type": deed.kind, "id": 9, "custom_id": name}
    data = raw.click(name) | {"component_type": deed.kind, "id": 9}
    if deed.kind == BUTTON:
        return data, part | {"label": "Pressed", "style": 2}
    part |= {"min_values": 0, "max_values": 25}
    data |= {"values": values}
    if deed.kind == MENU:
        return data, part | {"options": [{"label": value, "value": value} for value in values]}
    found = {value: {"id": value, "name": "general", "type": 0, "permissions": "0"} for value in values}
    return data | {"resolved": {"channels": found}}, part | {"channel_types": [0, 5]}


def submitted(deed: Deed, filling: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a form that is filled in."""
    typed = {key: text.format(**filling) for key, text in deed.typed}
    return raw.form(f"c1:{deed.shape.format(**filling)}", **(typed or {"group0": []}))


def asked(near: Neighbours, name: str, options: Mapping[str, str], filling: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a slash command."""
    first, _, rest = name.partition(" ")
    known = near.world.env.backend.find_command(first, None)
    filled = [{"name": key, "type": 3, "value": value.format(**filling)} for key, value in options.items()]
    if rest:
        filled = [{"name": rest, "type": 1, "options": filled}]
    return {"id": known["id"], "name": first, "type": 1, "options": filled}


def typing(near: Neighbours, name: str, option: str, text: str) -> dict[str, Any]:
    """Return the data of a command's option being typed."""
    data = asked(near, name, {option: text}, {})
    inner = data["options"][0]
    (inner["options"][0] if " " in name else inner)["focused"] = True
    return data


def everything() -> Iterator[tuple[str, Deed]]:
    """Yield every press and every form with the kind of interaction that it is."""
    for deeds in PRESSES.values():
        yield from (("press", deed) for deed in deeds)
    for deeds in FORMS.values():
        yield from (("form", deed) for deed in deeds)
