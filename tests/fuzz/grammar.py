"""The grammar of interactions: real ones from what Charley shows, hostile ones, broken ones, and noise.

Commands and options are those that Charley tells Discord; buttons, menus and forms are those of its own answers, so
whatever is added to Charley is tried without a change here.
"""

from __future__ import annotations

import copy
import random
import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from discord import Locale

from bot.discord_app import presses
from tests.fuzz.arena import ALICE, BOB, CAROL, DAVE, HERE, ROOM, ROOM_THERE, SECOND_ROOM, SHUT, THERE, Arena
from tests.fuzz.mutation import Breaker, Names
from tests.fuzz.nasty import Texts
from tests.standin.world import APPLICATION, Message, Payload

PING, COMMAND, COMPONENT, AUTOCOMPLETE, FORM = range(1, 6)
SUB, GROUP, STRING = 1, 2, 3
BUTTON, SELECT, TEXT_FIELD, CHANNELS, LABEL, CHECKBOXES = 2, 3, 4, 8, 18, 22
SERVER, WITH_BOT, PRIVATE = 0, 1, 2

LIVE = 12
"""Messages that people still look at, for each kind of button; and as many forms of each kind."""


class Grade(StrEnum):
    """Say how bad a payload is: what Discord sends, right in shape but hostile, broken in shape, or any JSON."""

    REAL = "real"
    HOSTILE = "hostile"
    BROKEN = "broken"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody uses Charley; a `guild` that Charley is not in is one of a user install."""

    context: int | None
    channel: int
    guild: int | None = None
    type: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A message of Charley's, or a form, before the eyes of somebody."""

    person: int
    place: Place
    message: Message | None = None
    form: Payload | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One payload: what it is about, how bad it is, who sends it from where, and what it is."""

    about: str
    grade: Grade
    payload: Any
    person: int = ALICE
    place: Place | None = None

    @property
    def is_readable(self) -> bool:
        """Say whether an answer can be addressed at all: there is an id, a token, and a type that wants an answer."""
        one = self.payload
        if not isinstance(one, dict) or type(one.get("type")) is not int or not COMMAND <= one["type"] <= FORM:
            return False
        sound = isinstance(one.get("id"), str) and re.fullmatch(r"[0-9]{1,19}", one["id"]) is not None
        sound = sound and 0 < int(one["id"]) < 2**63
        return sound and isinstance(one.get("token"), str) and re.fullmatch(r"[a-z0-9.]{20,}", one["token"]) is not None


SERVERS = (
    Place(SERVER, ROOM, HERE), Place(SERVER, ROOM, HERE), Place(SERVER, SECOND_ROOM, HERE), Place(SERVER, SHUT, HERE),
    Place(SERVER, ROOM_THERE, THERE), Place(SERVER, 650_000_000_000_000_000, HERE, 11),
)  # fmt: skip
ELSEWHERE = (
    Place(PRIVATE, 700_000_000_000_000_000, type=3),
    Place(SERVER, 700_000_000_000_000_001, 510_000_000_000_000_000),
    Place(None, 700_000_000_000_000_002, type=1),
    Place(None, ROOM, HERE),
)
MANAGERS = {HERE: CAROL, THERE: BOB}
"""Who may manage a server."""

EDGES = (
    "9999-12-31",
    "0001-01-01",
    "09:00-12:00-17:00",
    "09:00+01:00-17:00",
    "w999999",
    f"w{9**99}",
    "99999-12-31",
    "-1",
)
"""Values at the edge of what can be read as a day, as hours or as a number."""

PEOPLE = (ALICE, ALICE, BOB, BOB, CAROL, CAROL, DAVE)
LOCALES = [locale.value for locale in Locale]


class Grammar:
    """Make one payload after the other; the same dice make the same payloads as long as the answers are the same."""

    def __init__(self, arena: Arena, dice: random.Random, texts: Texts) -> None:
        self._arena = arena
        self._dice = dice
        self._texts = texts
        self._breaker = Breaker(dice, texts)
        self.names = Names(dice, texts)
        self._shown: dict[str, deque[Seen]] = {}
        """What people look at, by what can be done with it: each kind of button and form is as likely as any other."""
        self._count = 0
        content = arena.parts.content
        self._cards = list(content.cards)
        self._zones = list(arena.charley.zones.keys)
        self._leaves = [leaf for one in arena.wire.commands for leaf in _leaves(one)]

    def learn(self, case: Case, shown: list[Message], form: Payload | None) -> None:
        """Take what Charley answered for something that the person now looks at."""
        if case.place is None:
            return
        for message in shown:
            if message.components:
                self.show(case.person, case.place, message)
        if form is not None:
            kind = ":".join(form["custom_id"].split(":")[1:3])
            self._shown.setdefault(kind, deque(maxlen=LIVE)).append(Seen(case.person, case.place, form=form))

    def show(self, person: int, place: Place, message: Message) -> None:
        """Let somebody look at a message of Charley's."""
        for part in _parts(message.components):
            if "custom_id" in part:
                self.names.seen.append(part["custom_id"])
                self._shown.setdefault(_action(part["custom_id"]), deque(maxlen=LIVE)).append(
                    Seen(person, place, message)
                )
        del self.names.seen[:-1_000]

    def next(self) -> Case:
        """Return the next payload."""
        roll = self._dice.random()
        if roll < 0.03:
            return Case("noise", Grade.NOISE, self._noise())
        if roll < 0.19:
            whole = self._sound()
            return Case(whole.about, Grade.BROKEN, self._breaker.broken(whole.payload), whole.person, whole.place)
        return self._sound()

    def _sound(self) -> Case:
        """Return a payload of the right shape."""
        roll = self._dice.random()
        if roll < 0.25 or not self._shown:
            return self._command()
        if roll < 0.32:
            return self._typing()
        if roll < 0.36:
            return self._menu()
        kind = self._dice.choice(list(self._shown))
        seen = self._dice.choice(self._shown[kind])
        if seen.message is None:
            return self._form(seen)
        # The message may have changed since, and show other buttons now.
        parts = [part for part in _parts(seen.message.components) if "custom_id" in part]
        wanted = [part for part in parts if _action(part["custom_id"]) == kind] or parts
        if not wanted:
            return self._command()
        part = self._dice.choice(wanted)
        return self._press(seen, part) if self._dice.random() < 0.45 else self._forged(seen, part)

    def _noise(self) -> Any:
        made = self._breaker.value()
        if isinstance(made, dict) and self._dice.random() < 0.5:
            made |= {"id": self._id(), "type": self._dice.choice((0, 1, 2, 3, 4, 5, 6, 99))}
        return made

    # --- commands

    def _command(self) -> Case:
        path, options = self._dice.choice(self._leaves)
        grade = Grade.REAL if self._dice.random() < 0.5 else Grade.HOSTILE
        filled = [self._option(one, grade) for one in options if one.get("required") or self._dice.random() < 0.6]
        names = list(path)
        if grade is Grade.HOSTILE and self._dice.random() < 0.3:
            # As after an update, when Discord still shows what was.
            match self._dice.randint(0, 3):
                case 0:
                    names[self._dice.randrange(len(names))] = self._dice.choice(
                        ("gone", "remind", "", self._texts.short(32))
                    )
                case 1:
                    filled.append({"name": self._texts.short(32), "type": STRING, "value": self._texts.text()})
                case 2:
                    filled = filled[1:]
                case _:
                    names = names[:-1] or ["gone"]
        return self._case(" ".join(path), grade, COMMAND, _command(names, filled))

    def _option(self, option: Mapping[str, Any], grade: Grade) -> Payload:
        offered = [choice["value"] for choice in option.get("choices", ())]
        if offered and (grade is Grade.REAL or self._dice.random() < 0.7):
            value = self._dice.choice(offered)
        elif grade is Grade.HOSTILE or self._dice.random() < 0.3:
            value = self._texts.text()
        else:
            known = self._zones if option["name"] == "zone" else self._cards
            value = self._dice.choice(known)
        return {"name": option["name"], "type": option["type"], "value": value}

    def _typing(self) -> Case:
        path, options = self._dice.choice(
            [leaf for leaf in self._leaves if any(one.get("autocomplete") for one in leaf[1])]
        )
        filled = [self._option(one, Grade.HOSTILE) for one in options]
        for one, told in zip(filled, options, strict=True):
            if told.get("autocomplete"):
                one["focused"] = True
                one["value"] = self._dice.choice((self._texts.text(), self._dice.choice(self._cards)[:4], ""))
        return self._case(f"{' '.join(path)} typing", Grade.HOSTILE, AUTOCOMPLETE, _command(list(path), filled))

    def _menu(self) -> Case:
        name = next(one["name"] for one in self._arena.wire.commands if one.get("type") == 3)
        other = self._id()
        author = self._arena.world.people[BOB].payload()
        told = Message(int(other), ROOM, BOB, 0, 0, content=self._texts.text()[:4_000])
        message = self._arena.world.message_payload(told) | {"author": author, "timestamp": "2026-01-01T00:00:00+00:00"}
        data = {"id": "1", "name": name, "type": 3, "target_id": other, "resolved": {"messages": {other: message}}}
        return self._case(name, Grade.HOSTILE, COMMAND, data)

    # --- buttons, menus, forms

    def _press(self, seen: Seen, part: Payload) -> Case:
        """Press what is shown, as it is shown; one time in ten it is somebody else who does."""
        assert seen.message is not None
        person = seen.person if self._dice.random() < 0.9 else self._dice.choice(PEOPLE)
        data = self._pressed(part, seen.place, honest=True)
        grade = Grade.REAL if person == seen.person else Grade.HOSTILE
        return self._case(
            _about(part["custom_id"]), grade, COMPONENT, data, person, seen.place, self._payload_of(seen.message)
        )

    def _forged(self, seen: Seen, part: Payload) -> Case:
        """Press what Charley never showed: another custom_id in a message of its own, or another value."""
        assert seen.message is not None
        name = part["custom_id"]
        shown = self._payload_of(seen.message)
        roll = self._dice.random()
        if roll < 0.75:
            name = self.names.changed(name if self._dice.random() < 0.7 else self._dice.choice(self.names.seen))
        elif roll < 0.8:
            name = self._texts.short(100) or "x"
        if self._dice.random() < 0.85:
            shown = copy.deepcopy(shown)
            for one in _parts(shown["components"]):
                if one.get("custom_id") == part["custom_id"]:
                    one["custom_id"] = name
        data = self._pressed(part, seen.place, honest=False) | {"custom_id": name}
        absent: Any = None if self._dice.random() < 0.03 else shown
        person = self._dice.choice((seen.person, seen.person, self._dice.choice(PEOPLE)))
        place = seen.place if self._dice.random() < 0.8 else self._place(person)
        return self._case(f"{_about(part['custom_id'])} forged", Grade.HOSTILE, COMPONENT, data, person, place, absent)

    def _pressed(self, part: Payload, place: Place, *, honest: bool) -> Payload:
        data: Payload = {"custom_id": part["custom_id"], "component_type": part["type"], "id": part.get("id", 1)}
        if part["type"] == SELECT:
            offered = [option["value"] for option in part["options"]]
            many = self._dice.randint(part.get("min_values", 1) or 1, part.get("max_values", 1))
            data["values"] = self._dice.sample(offered, min(many, len(offered)))
            if not honest and self._dice.random() < 0.6:
                data["values"] = [self._value(offered) for _ in data["values"]] or [self._value(offered)]
        elif part["type"] == CHANNELS:
            there = [ROOM_THERE] if place.guild == THERE else [ROOM, SECOND_ROOM, SHUT]
            rooms = there if honest else [ROOM, ROOM_THERE, SHUT, 1, 2**63 - 1]
            chosen = self._dice.sample(rooms, self._dice.randint(1, min(len(rooms), part.get("max_values", 1))))
            told = {
                str(one): {"id": str(one), "name": "x", "type": 0, "permissions": "0", "guild_id": str(HERE)}
                for one in chosen
            }
            data |= {"values": [str(one) for one in chosen], "resolved": {"channels": told}}
        return data

    def _value(self, offered: list[str]) -> str:
        some = self._dice.choice(offered) if offered else "x"
        return self._dice.choice(
            (
                self._texts.short(100),
                self.names.changed(some),
                self._dice.choice(self.names.ids),
                f"j{some}",
                self._dice.choice(EDGES),
                some,
            )
        )

    def _form(self, seen: Seen) -> Case:
        """Send a form back, filled in as it asks or not."""
        assert seen.form is not None
        honest = self._dice.random() < 0.4
        # Nothing ticked in any field is what leads to the second step of a check.
        ticks = self._dice.random() < 0.7
        fields = [self._field(one, honest=honest, ticks=ticks) for one in seen.form["components"]]
        name = seen.form["custom_id"]
        if not honest:
            match self._dice.randint(0, 4):
                case 0:
                    fields = fields[1:]
                case 1:
                    fields += copy.deepcopy(fields)
                case 2 if fields:
                    fields[0]["component"]["custom_id"] = self._texts.short(100)
                case 3:
                    name = self.names.changed(name)
                case _:
                    pass
        data = {"custom_id": name, "components": fields}
        grade = Grade.REAL if honest else Grade.HOSTILE
        about = ":".join(seen.form["custom_id"].split(":")[1:3])
        behind = self._dice.choice([one for kind in self._shown.values() for one in kind if one.message is not None])
        message = self._payload_of(behind.message) if behind.message is not None and self._dice.random() < 0.6 else None
        return self._case(about, grade, FORM, data, seen.person, seen.place, message)

    def _field(self, label: Payload, *, honest: bool, ticks: bool) -> Payload:
        inner = label["component"]
        told: Payload = {"type": inner["type"], "id": 2, "custom_id": inner["custom_id"]}
        if inner["type"] == CHECKBOXES:
            offered = [option["value"] for option in inner["options"]]
            told["values"] = self._dice.sample(offered, self._dice.randint(0, len(offered))) if ticks else []
            if not honest:
                told["values"].append(self._texts.short())
        else:
            room = inner.get("max_length") or 4_000
            usual = self._dice.choice(("9", "9, 13:30, 5pm", "22:30", "Berlin", "India", "UTC+2", "my calf cramps"))
            told["value"] = (
                usual[:room] if honest and self._dice.random() < 0.5 else self._texts.short(room if honest else 4_000)
            )
        return {"type": LABEL, "id": 1, "component": told}

    # --- what is around them

    def _case(
        self,
        about: str,
        grade: Grade,
        kind: int,
        data: Payload,
        person: int = 0,
        place: Place | None = None,
        message: Any = None,
    ) -> Case:
        person = person or self._dice.choice(PEOPLE)
        place = place or self._place(person)
        return Case(about, grade, self.envelope(kind, data, person, place, message), person, place)

    def _place(self, person: int) -> Place:
        roll = self._dice.random()
        if roll < 0.5:
            return self._dice.choice(SERVERS)
        if roll < 0.8:
            return Place(WITH_BOT, self._arena.world.direct(person).id, type=1)
        return self._dice.choice(ELSEWHERE)

    def envelope(self, kind: int, data: Payload, person: int, place: Place, message: Any = None) -> Payload:
        """Return an interaction with everything that Discord sends of it."""
        self._count += 1
        user = self._user(person)
        made: Payload = {
            "id": self._id(), "application_id": str(APPLICATION), "type": kind, "token": f"{self._count:x}.{'f' * 40}", "version": 1, "data": data,
            "channel_id": str(place.channel), "channel": {"id": str(place.channel), "type": place.type, "name": "x", "permissions": "0"},
            "locale": self._dice.choice((*LOCALES, "xx-XX", "")), "app_permissions": "0", "attachment_size_limit": 10_485_760,
            "entitlements": [], "entitlement_sku_ids": [], "authorizing_integration_owners": {"1": str(person)},
        }  # fmt: skip
        if place.context is not None:
            made["context"] = place.context
        if place.guild is None:
            made["channel"] |= {"recipients": [user], "last_message_id": None}
            made["user"] = user
        else:
            manages = MANAGERS.get(place.guild) == person
            rights = str(1 << 5 | 1 << 10 | 1 << 11) if manages else str(1 << 10 | 1 << 11)
            joined = {"roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0}
            made["member"] = joined | {"user": user, "permissions": rights}
            made |= {"guild_id": str(place.guild), "guild_locale": "en-US"}
            made["guild"] = {"id": str(place.guild), "locale": "en-US", "features": []}
            made["channel"] |= {"guild_id": str(place.guild), "position": 0, "permission_overwrites": []}
            if place.type == 11:
                made["channel"] |= _thread(place)
        if message is not None:
            made["message"] = message
        return made

    def _user(self, person: int) -> Payload:
        told = self._arena.world.people[person].payload()
        if self._dice.random() < 0.1:
            told |= {"global_name": self._texts.short(32), "username": self._texts.short(32), "discriminator": "0001"}
            told |= {"avatar": "a_" + "0" * 32, "public_flags": 2**40, "primary_guild": None, "collectibles": None}
        return told

    def _payload_of(self, message: Message) -> Payload:
        return self._arena.world.message_payload(message)

    def _id(self) -> str:
        return str(self._arena.world.new_id())


def _thread(place: Place) -> Payload:
    times = {
        "archived": False,
        "auto_archive_duration": 60,
        "archive_timestamp": "2026-01-01T00:00:00+00:00",
        "locked": False,
    }
    return {
        "parent_id": str(ROOM),
        "owner_id": str(ALICE),
        "message_count": 1,
        "member_count": 1,
        "thread_metadata": times,
        "total_message_sent": 1,
    }


def _leaves(command: Payload, before: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], list[Payload]]]:
    """Return each command that can be used: its names from the outside in, and its options."""
    if command.get("type", 1) not in {SUB, GROUP}:
        return []
    path = (*before, command["name"])
    inner = [one for one in command.get("options", ()) if one["type"] in {SUB, GROUP}]
    if not inner:
        return [(path, list(command.get("options", ())))]
    return [leaf for one in inner for leaf in _leaves(one, path)]


def _command(names: list[str], filled: list[Payload]) -> Payload:
    first, *rest = names
    inner = filled
    for place, name in enumerate(reversed(rest)):
        inner = [{"name": name, "type": SUB if place == 0 else GROUP, "options": inner}]
    return {"id": "1", "name": first, "type": 1, "options": inner}


def _parts(components: list[Payload]) -> list[Payload]:
    found: list[Payload] = []
    for part in components:
        found.append(part)
        found += _parts(part.get("components", []))
    return found


def _action(name: str) -> str:
    """Return the version and the action of a custom_id: what can be done, whoever answers to it."""
    return ":".join(name.split(":")[:2])


def _about(name: str) -> str:
    """Return which kind of button or menu answers to a custom_id."""
    for kind in presses.ALL:
        if kind.__discord_ui_compiled_template__.fullmatch(name):
            return kind.__name__
    return "unknown button"
