"""What people do all along: every command, autocomplete, button, menu, form and context menu, messages and mentions."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.chaos.people import CANARY, People
from tests.standin import interactions
from tests.standin.interactions import Interaction
from tests.standin.server import StandIn
from tests.standin.world import APPLICATION, Channel, Message, Payload, walk

CORPUS = Path(__file__).parents[1] / "triage/corpus/final.jsonl"
PATIENCE = 8.0
"""Seconds that a person waits for an answer before doing something else."""
VISITS = 40
"""People who do something at the same time, at most."""
MESSAGES, PER = 3, 60.0
"""Messages that one person writes in so many seconds: below the number that Charley answers all of."""
TOPICS = (
    "night cramps",
    "caffeine",
    "eyelid",
    "magnesium and kidneys",
    "twitch",
    "cramp in the calf",
    "zzz",
    "hik hik",
)
MENU = "Check for warning signs"
BUTTON, SELECT, USERS, CHANNELS = 2, 3, 5, 8
"""Types of component that are pressed or chosen from."""
OWN = ("c1:rdone:", "c1:rsnooze")
"""What keepers press under a reminder: nothing that would change when their rules are due."""
CHANGES = ("c1:r", "c1:v", "c1:privacy")
"""How everything begins that could."""


RETRIED = 5.0
"""Seconds in which the library has tried what failed a second and a third time."""


@dataclass
class Written:
    """A message of a person that Charley is to answer: `at` is real time."""

    id: int
    at: float
    kind: str


@dataclass
class Load:
    """Let people be busy; `written` and `asked` are everything that wants an answer."""

    here: StandIn
    people: People
    dice: random.Random
    patience: float = PATIENCE
    asked: list[tuple[str, Interaction]] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    refused: int = 0
    """What nobody could ask, as Charley had told Discord of no command yet."""

    def __post_init__(self) -> None:
        self._texts: list[str] = [json.loads(line)["text"] for line in CORPUS.read_text(encoding="utf-8").splitlines()]
        self._visits: set[asyncio.Task[None]] = set()
        self._wrote: defaultdict[int, deque[float]] = defaultdict(lambda: deque([0.0] * MESSAGES, maxlen=MESSAGES))
        self._kinds: tuple[tuple[int, Callable[[], Awaitable[None]]], ...] = (
            (18, self.asks),
            (14, self.looks_up),
            (12, self.types),
            (4, self.fills_in),
            (3, self.presses_what_is_gone),
            (8, self.picks_a_message),
            (14, self.answers_a_reminder),
            (12, self.plays),
            (6, self.runs_a_server),
            (12, self.writes),
            (6, self.mentions),
        )

    async def busy(self, rate: float) -> None:
        """Begin *rate* visits a second, at random moments, for ever."""
        weights = [weight for weight, _ in self._kinds]
        while True:
            await asyncio.sleep(self.dice.expovariate(rate))
            if len(self._visits) < VISITS:
                (_, kind), *_ = self.dice.choices(self._kinds, weights)
                self.visit(kind())

    def visit(self, doing: Awaitable[None]) -> None:
        task = asyncio.ensure_future(self._quietly(doing))
        self._visits.add(task)
        task.add_done_callback(self._visits.discard)

    async def over(self) -> None:
        """Wait until everybody who is there has gone, and for answers to messages that may be on their second try."""
        while self._visits:
            await asyncio.wait(self._visits)
        late = [one for one in self.written if one.at > time.time() - RETRIED]
        with contextlib.suppress(TimeoutError):
            await self.here.until(lambda: self._are_answered(late), RETRIED)

    def _are_answered(self, written: list[Written]) -> bool:
        nonces = self.here.ledger.per_nonce()
        return all(nonces[str(one.id)] for one in written)

    async def _quietly(self, doing: Awaitable[None]) -> None:
        try:
            await doing
        except LookupError:
            # The message has changed since, or the commands are not there yet: nobody can press or ask that.
            self.refused += 1

    # --- one kind of visit each

    async def asks(self) -> None:
        """Ask in one's own words, and look further in the answer."""
        user, place = self._asker()
        await self._walk(user, await self.command(user, place, "ask", {"question": self.text()}))

    async def looks_up(self) -> None:
        user, place = self._asker()
        name = self.dice.choice(("cause", "relief", "magnesium", "learn", "redflags", "about"))
        topic = self.dice.choice((*TOPICS, self.text()))
        await self._walk(user, await self.command(user, place, name, {} if name == "about" else {"topic": topic}))

    async def types(self) -> None:
        user, place = self._asker()
        name, option = self.dice.choice((("cause", "topic"), ("relief", "topic"), ("remind stretch", "zone")))
        typed = self.dice.choice(("", "c", "cra", "ber", self.text()[:50]))
        data = interactions.command_data(self.here.world, name, {option: typed}, option)
        await self._begun("autocomplete", interactions.AUTOCOMPLETE, user, place, data)

    async def fills_in(self) -> None:
        """Open the large field, and send it."""
        user, place = self._asker()
        asked = await self.command(user, place, "ask")
        await self._submit(user, asked, {"question": self.text()})

    async def presses_what_is_gone(self) -> None:
        """Press a button of a Charley of long ago."""
        user, place = self._asker()
        before = await self.command(user, place, "about")
        if before.message is not None:
            data: Payload = {"custom_id": f"c0:{self.dice.choice(TOPICS)}", "component_type": BUTTON, "id": 1}
            await self._begun("old button", interactions.COMPONENT, user, place, data, before.message)

    async def picks_a_message(self) -> None:
        """Read somebody's message for warning signs."""
        user, place = self.dice.choice(self.people.askers), self.dice.choice(self.people.public)
        picked = self.here.world.messages[self.here.say(user, place, self.text())]
        data = interactions.menu_data(self.here.world, MENU, picked)
        await self._walk(user, await self._begun("context menu", interactions.COMMAND, user, place, data))

    async def answers_a_reminder(self) -> None:
        """Press a button of a reminder that has come: keepers only what changes no rule."""
        user = self.dice.choice((*self.people.keepers, *self.people.players))
        await self._press_something(user, self.dice.choice(self._posts(user) or [None]), steps=3)

    async def plays(self) -> None:
        """Set up reminders, change them, see what is stored, erase it."""
        user = self.dice.choice(self.people.players)
        place = self.dice.choice((self.here.direct(user), *self.people.playground))
        name = self.dice.choice(
            ("remind stretch", "remind hydrate", "remind list", "remind settings", "privacy show", "privacy export")
        )
        options = {"zone": "Europe/Berlin"} if name in {"remind stretch", "remind hydrate"} else {}
        await self._walk(user, await self.command(user, place, name, options), steps=6)

    async def runs_a_server(self) -> None:
        """Be an admin, or try to be one."""
        user, place = self.dice.choice(self.people.players), self.dice.choice(self.people.playground)
        name = self.dice.choice(("server settings", "server list", "server schedule"))
        options = {"kind": "stretch", "zone": "UTC"} if name == "server schedule" else {}
        await self._walk(user, await self.command(user, place, name, options), steps=6)

    async def writes(self) -> None:
        """Write a direct message."""
        user = self.dice.choice([*self.people.askers, *self.people.keepers])
        if self.here.world.people[user].dms == "open":
            self.write(user, self.here.direct(user), self.text(), "direct message")

    async def mentions(self) -> None:
        user, place = self.dice.choice(self.people.askers), self.dice.choice(self.people.public)
        self.write(user, place, f"<@{APPLICATION}> {self.text()}", "mention")

    # --- what they are made of

    def text(self) -> str:
        """Return a question as people ask it, some of them emergencies, with a name in it."""
        return f"{self.dice.choice(self._texts)} {CANARY}"

    def write(self, user: int, place: int, text: str, kind: str) -> None:
        """Write a message that is to be answered, unless this person has written too many of late."""
        now = time.time()
        if self._wrote[user][0] > now - PER:
            return
        self._wrote[user].append(now)
        self.written.append(Written(self.here.say(user, place, text), now, kind))

    async def command(self, user: int, place: int, name: str, options: dict[str, Any] | None = None) -> Interaction:
        data = interactions.command_data(self.here.world, name, options or {}, None)
        return await self._begun(f"/{name}", interactions.COMMAND, user, place, data)

    async def _begun(
        self, name: str, kind: int, user: int, place: int, data: Payload, message: Message | None = None
    ) -> Interaction:
        """Ask, and wait for the answer as long as a person would."""
        asked = self.here.ask(kind, user, place, data, message)
        self.asked.append((name, asked))
        with contextlib.suppress(TimeoutError):
            await self.here.until(asked.is_told, self.patience)
        return asked

    async def _walk(self, user: int, asked: Interaction, steps: int = 3) -> None:
        """Press whatever the answer shows, fill in the forms that come, and go on from there."""
        if asked.type == interactions.MODAL:
            await self._submit(user, asked, None)
        elif asked.message is not None and asked.is_told():
            await self._press_something(user, asked.message, steps)

    async def _press_something(self, user: int, message: Message | None, steps: int) -> None:
        if message is None or steps == 0 or self.dice.random() < 0.3:
            return
        free = user in self.people.players
        parts = [one for one in walk(message.components) if _can_press(one)]
        parts = [one for one in parts if free or _is_harmless(one["custom_id"])]
        if not parts:
            return
        part = self.dice.choice(parts)
        data = interactions.component_data(self.here.world, message, part["custom_id"], self._values(part, message))
        asked = await self._begun("press", interactions.COMPONENT, user, message.channel, data, message)
        await self._walk(user, asked, steps - 1)

    def _values(self, part: Payload, message: Message) -> list[str] | None:
        if part["type"] == BUTTON:
            return None
        most = self.dice.randint(max(1, part.get("min_values", 1)), max(1, part.get("max_values", 1)))
        if part["type"] == SELECT:
            options = [one["value"] for one in part["options"]]
            return self.dice.sample(options, min(most, len(options)))
        guild = self.here.world.channels[message.channel].guild
        return [str(one) for one in (self.here.channels(guild) if guild is not None else [])[:most]]

    async def _submit(self, user: int, asked: Interaction, fields: dict[str, Any] | None) -> None:
        if asked.type != interactions.MODAL:
            return
        assert asked.answer is not None
        form = asked.answer["data"]
        named = [one for one in walk(form["components"]) if "custom_id" in one]
        filled = {one["custom_id"]: self._filled(one) for one in named} if fields is None else fields
        data = interactions.form_data(form, filled)
        clicked = asked.payload.get("message")
        message = self.here.world.messages[int(clicked["id"])] if clicked else None
        place = int(asked.payload["channel_id"])
        await self._walk(user, await self._begun("form", interactions.FORM, user, place, data, message), steps=2)

    def _filled(self, part: Payload) -> str | list[str]:
        if "options" in part:
            return [one["value"] for one in part["options"] if self.dice.random() < 0.1]
        return self.dice.choice(("09:00, 14:30", "9", "22:00", "Berlin", "UTC+2", "now and then", self.text()))

    def _asker(self) -> tuple[int, int]:
        """Return somebody who asks, and where: in a server, in direct messages, or where Charley is not."""
        user = self.dice.choice(self.people.askers)
        return user, self.dice.choice((*self.people.public, self.here.direct(user), *self.people.foreign))

    def _posts(self, user: int) -> list[Message]:
        """Return the last reminders that a person sees."""
        of_servers = self.people.playground if user in self.people.players else []
        places: list[Channel] = [self.here.world.channels[one] for one in (self.here.direct(user), *of_servers)]
        recent = [one for place in places for one in place.messages[-10:]]
        return [one for one in recent if one.author == APPLICATION and one.interaction is None and not one.deleted]


def _can_press(part: Payload) -> bool:
    return part["type"] in {BUTTON, SELECT, USERS, CHANNELS} and "custom_id" in part and not part.get("disabled")


def _is_harmless(custom_id: str) -> bool:
    return custom_id.startswith(OWN) or not custom_id.startswith(CHANGES)
