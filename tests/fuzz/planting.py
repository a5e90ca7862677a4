"""What stands in Charley's Discord before somebody is hostile: reminders of two people, schedules, posts and answers."""

from __future__ import annotations

import asyncio
from functools import partial

from bot.discord_app.messenger import DiscordMessenger
from bot.reminders.drafts import Draft
from bot.reminders.models import Delivery, Kind, Occurrence, Reminder
from bot.reminders.pace import Pace
from bot.replies.reminding import delivery_page
from bot.replies.sketch import DEFAULTS
from tests.fuzz.arena import ALICE, BOB, CAROL, DAVE, HERE, ROOM, ROOM_THERE, THERE, Arena
from tests.fuzz.grammar import SERVER, WITH_BOT, Grammar, Place
from tests.standin.world import APPLICATION, Message

ZONES = {ALICE: "Europe/Berlin", BOB: "America/New_York"}
SAID = ("too much coffee and my eyelid twitches", "calf cramp at night and my arm is weak", "my chest hurts", "hello")


async def plant(here: Arena, grammar: Grammar) -> None:
    """Give Alice and Bob reminders, and the servers schedules, anew; let everybody look at what Charley posts of them."""
    own, common = here.charley.reminders, here.charley.schedules
    for person in (ALICE, BOB, CAROL, DAVE):
        await own.erase(person)
    for server in (HERE, THERE):
        for one in await common.schedules(server):
            await common.stop(server, one.reminder.id)
        await common.set_channels(server, frozenset())
    stored: list[Reminder] = []
    for person, zone in ZONES.items():
        await own.set_zone(person, zone)
        await own.answer_fluids(person, may=True)
        for kind in (Kind.HYDRATE, Kind.STRETCH):
            made = await own.add(person, Draft(kind=kind, rule=DEFAULTS[kind].rule(zone)))
            stored.append(made.reminder)
        await own.remember_dm(person, here.world.direct(person).id)
        await own.set_summary(person, on=True)
    for server, room in ((HERE, ROOM), (THERE, ROOM_THERE)):
        await common.set_channels(server, frozenset({room}))
        await common.set_personal(server, on=True)
        for kind in (Kind.HYDRATE, Kind.STRETCH):
            made = await common.add(server, Draft(kind=kind, rule=DEFAULTS[kind].rule("UTC"), channel=room))
            if kind is Kind.STRETCH:
                # With one to drink he would have more of these a day than are allowed.
                await common.join(BOB, made.reminder.id)
            stored.append(made.reminder)
    for one in stored:
        await _deliver(here, grammar, one)
    await _speak(here, grammar)
    grammar.names.ids = [str(one.id) for one in stored]


async def _deliver(here: Arena, grammar: Grammar, reminder: Reminder) -> None:
    """Send a reminder as the engine would."""
    here.wire.begin()
    now = here.time.now()
    occurrence = Occurrence(id=777, reminder=reminder.id, due=now, at=now)
    room = reminder.channel if reminder.owner is None else here.world.direct(reminder.owner).id
    draw = partial(delivery_page, here.parts.content)
    messenger = DiscordMessenger(here.charley, draw, Pace(here.time, 1e9))
    # In a task of its own, as the engine does: what is bound to the log there stays there.
    await asyncio.create_task(messenger.send(Delivery(occurrence, reminder, room, to=reminder.owner)))
    _look(here, grammar)


async def _speak(here: Arena, grammar: Grammar) -> None:
    """Let Alice mention Charley, and write to it: the public answers have a button for her alone."""
    for text in SAID:
        here.wire.begin()
        # Past the limit on how much one person is answered.
        here.charley.limiter.__init__()
        for room, content in ((ROOM, f"<@{APPLICATION}> {text}"), (here.world.direct(ALICE).id, text)):
            said = Message(here.world.new_id(), room, ALICE, here.world.clock.now(), 0, content=content)
            server = {"guild_id": str(HERE)} if room == ROOM else {}
            assert await here.feed("MESSAGE_CREATE", here.world.message_payload(said) | server) is None
            assert await here.tasks.settle()
        _look(here, grammar)


def _look(here: Arena, grammar: Grammar) -> None:
    """Let people see the messages that were sent."""
    assert here.wire.shown, "nothing was sent"
    for message in here.wire.shown:
        place = here.world.channels[message.channel]
        if place.person is not None:
            grammar.show(place.person, Place(WITH_BOT, place.id, type=1), message)
        else:
            for person in (ALICE, BOB):
                grammar.show(person, Place(SERVER, place.id, place.guild), message)
