"""Let one person try everything at one place, and collect every fault: what they read, change or send that is not theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.discord import neighbours, raw, trespasses, watching
from tests.discord.neighbours import Names, Neighbours, nobody
from tests.discord.trespasses import COMMANDS, ITS_PERSON, ITS_SERVER, MENUS, OFFERED, Deed
from tests.discord.watching import Seen, Stand, Watch


class Trial:
    """Let one person do everything at one stand, and collect every fault of what comes of it."""

    def __init__(self, near: Neighbours, who: int, stand: Stand) -> None:
        self.near, self.who, self.stand = near, who, stand
        self.watch = Watch(near)
        self.shared = stand.place.guild == near.world.guild.id
        self.channel = near.world.channel.id if self.shared else near.bobs_channel.id
        self.secrets = near.secrets() | (set() if self.shared else near.secrets_of_server())
        self.faults: list[str] = []
        self.opened: set[str] = set()
        self.count = 0

    async def everything(self, names: Names) -> None:
        """Do all there is with the names of one reminder and one schedule."""
        for what, deed in trespasses.everything():
            await self.twice(what, deed, names)
        await self.commands(names)

    async def named(self, names: Names) -> None:
        """Do all that names something."""
        for what, deed in trespasses.everything():
            if deed.blanks() - {"own"}:
                await self.twice(what, deed, names)

    async def twice(self, what: str, deed: Deed, names: Names) -> None:
        """Do something with names, and with names of nothing: both must be answered alike, if they are not known here."""
        seen = await self.once(what, deed, names)
        blanks = deed.blanks()
        if blanks & (ITS_PERSON if self.shared else ITS_PERSON | ITS_SERVER) and not (
            self.shared and blanks & ITS_SERVER
        ):
            other = nobody(names)
            twin = await self.once(what, deed, other)
            given = ("reminder", "occurrence") if self.shared else ("reminder", "occurrence", "schedule")
            one, two = watching.outline(seen, names, given), watching.outline(twin, other, given)
            if one != two:
                self.faults.append(f"{deed}: what never was is answered otherwise:\n{one}\n{two}")

    async def once(self, what: str, deed: Deed, names: Names) -> Seen:
        filling = trespasses.blanks(names, self.channel)
        if what == "press":
            data, part = trespasses.pressed(deed, filling)
            return await self.look(deed.shape, raw.COMPONENT, data, part)
        return await self.look(deed.shape, raw.FORM, trespasses.submitted(deed, filling))

    async def commands(self, names: Names) -> None:
        filling = trespasses.blanks(names, self.channel)
        for name, rows in COMMANDS.items():
            for row in rows:
                await self.look(name, raw.COMMAND, trespasses.asked(self.near, name, row, filling))
                for option in sorted(set(row) & OFFERED):
                    data = trespasses.typing(self.near, name, option, str(names.reminder))
                    await self.look(name, raw.AUTOCOMPLETE, data)
        for name in MENUS:
            text = f"what are the reminders of <@{names.person}>?"
            await self.look(name, raw.COMMAND, raw.menu(self.near.world, name, text))

    async def look(self, name: str, kind: int, data: dict[str, Any], part: dict[str, Any] | None = None) -> Seen:
        """Do one thing, keep what is wrong with what came of it, and let all be stored as before."""
        seen = await self.watch.act(self.who, self.stand, kind, data, part)
        seen.name = name
        self.count += 1
        self.faults += [f"{name} {data}: {fault}" for fault in self.wrong(seen)]
        if seen.modal:
            self.opened.add(seen.modal)
        if seen.rows != self.near.begun:
            neighbours.restore(self.near.world, self.near.begun)
        return seen

    def wrong(self, seen: Seen) -> Iterator[str]:
        if not seen.requests:
            yield "no answer"
        if found := watching.leaked(seen, self.secrets):
            yield f"tells {found}"
        yield from watching.astray(
            self.near,
            seen,
            shares=seen.name.startswith("share:"),
            posts=self.posts(),
            own=seen.name.startswith("rdone:{own}"),
        )
        yield from self.changed(seen)

    def posts(self) -> frozenset[int]:
        """Return the channels where this person may have Charley post, as an admin."""
        return frozenset({self.near.bobs_channel.id})

    def changed(self, seen: Seen) -> Iterator[str]:
        """Yield what is stored otherwise of anybody but the one who acted."""
        before, after = (
            neighbours.of_others(rows, {self.who}, {self.near.bobs.id}) for rows in (self.near.begun, seen.rows)
        )
        for table in neighbours.TABLES:
            if before[table] != after[table]:
                yield f"{table} changed from {before[table]} to {after[table]}"
        there = self.near.world.channel.id
        if not self.shared and any(row[5] == there for row in seen.rows["reminders"] if row[3] == self.who):
            yield "a reminder of theirs comes where they are not"


class AdminTrial(Trial):
    """The same, of an admin of the server where Alice is: the schedules there are theirs, and nothing else."""

    def posts(self) -> frozenset[int]:
        return frozenset({self.near.world.channel.id})

    def changed(self, seen: Seen) -> Iterator[str]:
        near, server = self.near, self.near.world.guild.id
        before, after = (neighbours.of_others(rows, {self.who}, {server}) for rows in (near.begun, seen.rows))
        if seen.name in {"vswitch:personal:off", "vchannels"}:
            # What is posted in a channel that they forbid is paused; of that, no more than its reason changes.
            after = unforbidden(after, before, near.here().id)
        for table in neighbours.TABLES:
            if before[table] != after[table]:
                yield f"{table} changed from {before[table]} to {after[table]}"
        joined, left = set(seen.rows["members"]) - set(near.begun["members"]), near.begun["members"]
        gone = {row for row in left if row not in seen.rows["members"]}
        if {row for row in joined if row[1] != self.who}:
            yield f"an admin let somebody join: {joined}"
        if gone and not seen.name.startswith(("vone:stop:", "vsave:")):
            yield f"an admin let somebody leave: {gone}"


def unforbidden(after: neighbours.Rows, before: neighbours.Rows, reminder: int) -> neighbours.Rows:
    """Return rows as if the one reminder had not been forbidden."""
    (row,) = (row for row in after["reminders"] if row[0] == reminder)
    (was,) = (row for row in before["reminders"] if row[0] == reminder)
    if row[7:9] != ("forbidden", None):
        return after
    planned = [one for one in before["occurrences"] if one[1] == reminder and one[7] == "scheduled"]
    return after | {
        "reminders": sorted(
            [*(one for one in after["reminders"] if one != row), (*row[:7], *was[7:9], *row[9:])], key=repr
        ),
        "occurrences": sorted([*after["occurrences"], *planned], key=repr),
    }
