"""Let one person try everything at one place, and collect every fault: what they read, change or send that is not theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.discord import neighbours, raw, trespasses, watching
from tests.discord.neighbours import Names, Neighbours, Rows, nobody
from tests.discord.trespasses import COMMANDS, ITS_PERSON, ITS_SERVER, MENUS, OFFERED, Deed
from tests.discord.watching import Seen, Stand, Watch


class Trial:
    """Let one person do everything at one stand, and collect every fault of what comes of it.

    What they do is undone afterwards, unless it is *lasting*, under one watch for all.
    """

    def __init__(self, near: Neighbours, who: int, stand: Stand, lasting: Watch | None = None) -> None:
        self.near, self.who, self.stand = near, who, stand
        self.watch = lasting or Watch(near)
        self.shared = stand.place.guild == near.world.guild.id
        self.channel = near.world.channel.id if self.shared else near.bobs_channel.id
        self.secrets = near.secrets() | (set() if self.shared else near.secrets_of_server())
        self.lasting = lasting is not None
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
        if self.lasting:
            self.near.begun = seen.rows
        elif seen.rows != self.near.begun:
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
        placed = {(row[0], row[5]) for row in self.near.begun["reminders"]}
        new = [row for row in seen.rows["reminders"] if (row[0], row[5]) not in placed]
        if not self.shared and any(row[3] == self.who and row[5] == self.near.world.channel.id for row in new):
            yield "a reminder of theirs comes where they are not"


ALLOWING = ("vswitch:personal:", "vchannels", "vallow:")
"""How an admin allows or forbids that members have their reminders posted in a channel."""


class AdminTrial(Trial):
    """The same, of an admin of the server where Alice is: the schedules there are theirs, and nothing else."""

    def posts(self) -> frozenset[int]:
        return frozenset({self.near.world.channel.id})

    def changed(self, seen: Seen) -> Iterator[str]:
        near = self.near
        rows = [near.begun, seen.rows]
        if seen.name.startswith(ALLOWING):
            rows = [posted_or_forbidden(one, near.world.channel.id, self.who) for one in rows]
        before, after = (neighbours.of_others(one, {self.who}, {near.world.guild.id}) for one in rows)
        for table in neighbours.TABLES:
            if before[table] != after[table]:
                yield f"{table} changed from {before[table]} to {after[table]}"
        joined = {row for row in seen.rows["members"] if row not in near.begun["members"] and row[1] != self.who}
        left = {row for row in near.begun["members"] if row not in seen.rows["members"] and row[1] != self.who}
        if joined:
            yield f"an admin let somebody join: {joined}"
        if left and not seen.name.startswith(("vone:stop:", "vsave:")):
            yield f"an admin let somebody leave: {left}"


def posted_or_forbidden(rows: Rows, channel: int, but: int) -> Rows:
    """Return rows without whether members' reminders in a channel are forbidden, and without what is planned of these."""
    here = {row[0] for row in rows["reminders"] if row[5] == channel and row[3] not in {None, but}}
    known = {row: (*row[:7], None, *row[8:]) for row in rows["reminders"] if row[0] in here and row[7] == "forbidden"}
    planned = [row for row in rows["occurrences"] if row[1] in here and row[7] == "scheduled" and not row[3]]
    return rows | {
        "reminders": sorted((known.get(row, row) for row in rows["reminders"]), key=repr),
        "occurrences": [row for row in rows["occurrences"] if row not in planned],
    }
