"""Servers: what their admins have set, and their channels."""

from __future__ import annotations

from bot.reminders.models import Server
from bot.store.connection import Block, Row
from bot.store.errors import reading_row
from bot.store.instants import instant, up


class ServersReading(Block):
    """Read servers."""

    async def server(self, server: int) -> Server | None:
        """Return what a server has set, with its channels."""
        row = await self._one("SELECT id, personal, mentions, left_at FROM servers WHERE id = ?", server)
        if row is None:
            return None
        channels = await self._fetch("SELECT id FROM channels WHERE server = ?", server)
        return _server_of(row, frozenset(channel for (channel,) in channels))

    async def server_of(self, channel: int) -> Server | None:
        """Return the server that lets reminders be posted in a channel."""
        row = await self._one("SELECT server FROM channels WHERE id = ?", channel)
        return None if row is None else await self.server(row[0])

    async def servers(self) -> list[Server]:
        """Return all servers, by rising id."""
        channels: dict[int, set[int]] = {}
        for server, channel in await self._fetch("SELECT server, id FROM channels"):
            channels.setdefault(server, set()).add(channel)
        rows = await self._fetch("SELECT id, personal, mentions, left_at FROM servers ORDER BY id")
        return [_server_of(row, frozenset(channels.get(row[0], ()))) for row in rows]


class ServersWriting(ServersReading):
    """Store and erase servers."""

    async def save_server(self, server: Server) -> None:
        """Store a server and its channels, new or known."""
        await self._fetch(
            """
            INSERT INTO servers (id, personal, mentions, left_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE
                SET (personal, mentions, left_at) = (excluded.personal, excluded.mentions, excluded.left_at)
            """,
            server.id,
            server.personal,
            server.mentions,
            up(server.left),
        )
        await self._fetch("DELETE FROM channels WHERE server = ?", server.id)
        for channel in sorted(server.channels):
            await self._fetch("INSERT INTO channels (id, server) VALUES (?, ?)", channel, server.id)

    async def erase_server(self, server: int) -> None:
        """Remove a server, its channels, and its schedules with their members, from the log of the database too."""
        await self._fetch("DELETE FROM servers WHERE id = ?", server)
        self._connection.wipe()


def _server_of(row: Row, channels: frozenset[int]) -> Server:
    server, personal, mentions, left = row
    with reading_row("server", server):
        return Server(
            id=server, personal=bool(personal), mentions=bool(mentions), channels=channels, left=instant(left)
        )
