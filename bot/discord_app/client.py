"""The client: connects the desk to Discord and makes sure that nothing goes unanswered."""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final
from weakref import WeakValueDictionary

import aiohttp
import discord
import structlog
from discord import app_commands

from bot.discord_app import commands, forms, intake, messages, presses, sync, telling, tracing
from bot.discord_app.answering import OLD
from bot.discord_app.errors import OUT_OF_REACH, UserError, answer_error, record, turned_out
from bot.discord_app.gateway import Gateway
from bot.discord_app.limiter import Limiter
from bot.discord_app.names import Names
from bot.discord_app.patience import Patience
from bot.discord_app.sharded import Sharded
from bot.reminders.models import Reason
from bot.reminders.pace import Budget, Pace
from bot.reminders.ports import Clock
from bot.reminders.schedules import ScheduleService
from bot.reminders.service import ReminderService
from bot.reminders.zones import Zones
from bot.replies.desk import Desk
from bot.telemetry.asked import current
from bot.telemetry.metrics import OTHER, REFUSED, Metrics

log = structlog.get_logger("charley.client")

EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
BOTH_INSTALLS = app_commands.AppInstallationType(guild=True, user=True)

# Charley never speaks: without this, each start warns that packages for voice are missing.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


def intents() -> discord.Intents:
    """Return what Charley listens to: servers, and messages that mention it or are sent to it. None is privileged."""
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.guild_messages = True
    wanted.dm_messages = True
    return wanted


TOO_MANY: Final = 429


class Answers:
    """Look at every answer of Discord's, those that the library retries included.

    `ahead` is by how much Discord's clock is ahead of ours, to the second: its messages tell their time by it.
    """

    def __init__(self, clock: Clock, budget: Budget, pace: Pace, metrics: Metrics) -> None:
        self.ahead = timedelta(0)
        self._metrics = metrics
        self._clock = clock
        self._budget = budget
        self._pace = pace

    def trace(self) -> aiohttp.TraceConfig:
        """Return what lets a client's answers be looked at."""
        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(self._ended)
        trace.on_request_exception.append(self._lost)
        return trace

    async def _lost(self, _: object, __: object, ___: object) -> None:
        self._metrics.requests.labels("lost").inc()

    async def _ended(self, _: object, __: object, params: aiohttp.TraceRequestEndParams) -> None:
        answer = params.response
        self._metrics.requests.labels(f"{answer.status // 100}xx").inc()
        asked = current()
        if asked is not None and answer.ok and _FIRST_ANSWER.search(params.url.path):
            asked.answered()
        self._count_refusal(answer)
        try:
            told = parsedate_to_datetime(answer.headers["Date"])
        except (KeyError, ValueError):
            return
        if told.tzinfo is not None:
            self.ahead = told - self._clock.now()

    def _count_refusal(self, answer: aiohttp.ClientResponse) -> None:
        scope = answer.headers.get("X-RateLimit-Scope", OTHER)
        # A limit that all bots share is not held against this one.
        if answer.status in REFUSED and scope != "shared":
            self._budget.refuse()
            self._metrics.refused.labels(str(answer.status)).inc()
        if answer.status != TOO_MANY:
            return
        seconds = 0.0
        with contextlib.suppress(KeyError, ValueError):
            seconds = float(answer.headers["Retry-After"])
        self._metrics.limited(scope, seconds)
        if "X-RateLimit-Global" in answer.headers:
            # The library lets all that waits go at once when this is over; no more is to join them.
            self._pace.hold(seconds)


_FIRST_ANSWER: Final = re.compile(r"/interactions/[^/]+/[^/]+/callback$")


CHANGED = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch, app_commands.TransformerError)
"""What the library raises for commands, options and choices that this version does not have."""


def stands_in(message: discord.Message | None, pressed: Any) -> bool:
    """Say whether the pressed button or menu is among those of a message."""
    if message is None:
        return False
    of = discord.ui.LayoutView if message.flags.components_v2 else discord.ui.View
    view = of.from_message(message, timeout=None)
    view.stop()
    return any(
        item.type.value == pressed.get("component_type") and getattr(item, "custom_id", None) == pressed["custom_id"]
        for item in view.walk_children()
    )


class Tree(app_commands.CommandTree["Charley"]):
    """Follow every command, and answer every error of one."""

    async def interaction_check(self, interaction: discord.Interaction[Charley], /) -> bool:
        tracing.begin(interaction)
        return True

    async def on_error(self, interaction: discord.Interaction[Charley], error: app_commands.AppCommandError, /) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if isinstance(error, CHANGED):
            cause = UserError("This command has changed. Please reload Discord and try again in a minute.")
        await answer_failure(
            interaction, cause, interaction.command.qualified_name if interaction.command else "command"
        )

    async def _call(self, interaction: discord.Interaction[Charley]) -> None:
        try:
            await super()._call(interaction)
        except app_commands.AppCommandError:
            # The library gives it to `on_error`.
            raise
        except Exception as error:  # noqa: BLE001 - a command that the library cannot read; it would drop it
            await answer_failure(interaction, error, "command")
        if interaction.type is discord.InteractionType.autocomplete and not interaction.response.is_done():
            # Of an option that is no longer typed with offers, for example: the library only logs that.
            await offer_nothing(interaction)


async def answer_failure(interaction: discord.Interaction[Charley], error: BaseException, where: str) -> None:
    """Answer what failed: with an empty list where somebody is typing, with words otherwise."""
    if interaction.type is discord.InteractionType.autocomplete:
        if isinstance(error, UserError):
            turned_out("user_error")
        else:
            record(error, "autocomplete")
        await offer_nothing(interaction)
    else:
        await answer_error(interaction, error, where)


async def offer_nothing(interaction: discord.Interaction[Charley]) -> None:
    """Answer what is being typed with an empty list."""
    with contextlib.suppress(*OUT_OF_REACH):
        await interaction.response.autocomplete([])


@dataclass(frozen=True, slots=True)
class Services:
    """Hold what Charley asks about reminders; `clock` is the clock of all.

    `budget` counts what Discord refuses, `pace` says when the next message may be sent, `metrics` count everything.
    """

    reminders: ReminderService
    schedules: ScheduleService
    zones: Zones
    clock: Clock
    budget: Budget
    pace: Pace
    metrics: Metrics


class Charley(Sharded):
    """Charley in Discord: the desk answers questions, the services keep reminders."""

    def __init__(
        self, desk: Desk, names: Names, services: Services, chance: Callable[[], float] = random.random
    ) -> None:
        patience = Patience(services.clock, chance)
        answers = Answers(services.clock, services.budget, services.pace, services.metrics)
        trace = answers.trace()
        trace.on_request_end.append(patience.look)
        super().__init__(
            patience=patience,
            intents=intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            http_trace=trace,
        )
        self.metrics = services.metrics
        self.gateway = Gateway(services.metrics)
        self.answers = answers
        self.desk = desk
        self.names = names
        self.services = services
        self.reminders = services.reminders
        self.schedules = services.schedules
        self.zones = services.zones
        self.clock = services.clock
        self.limiter = Limiter()
        self._saving: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self.command_ids: dict[str, int] = {}
        self._syncing: asyncio.Task[None] | None = None
        self.told: dict[int, frozenset[tuple[int, Reason | None]]] = {}
        """Which schedules of a server are paused and why, as an admin was told last."""
        self.tree = Tree(self, allowed_contexts=EVERYWHERE, allowed_installs=BOTH_INSTALLS)
        for command in commands.COMMANDS:
            self.tree.add_command(command)
        intake.guard(self, self._connection)

    def saving(self, person: int) -> asyncio.Lock:
        """Return the lock under which a person's panel is saved, so that a second press finds what the first has done."""
        return self._saving.setdefault(person, asyncio.Lock())

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Take note of what the library tells, before any of the tasks that it begins for it has run."""
        if event in {"interaction", "unreadable"}:
            tracing.came(self, args[0])
        else:
            self.gateway.told(event, *args)
        super().dispatch(event, *args, **kwargs)

    async def setup_hook(self) -> None:
        """Register every button, and tell Discord the commands if they changed; go on without if that takes long."""
        self.add_dynamic_items(*presses.ALL)
        if self._syncing is not None:
            # A login that took too long is tried anew, and the connections that the first one asks by are closed.
            self._syncing.cancel()
        self._syncing = asyncio.create_task(sync.keep_trying(self), name="commands")
        await asyncio.wait({self._syncing}, timeout=sync.PROMPT)

    async def close(self) -> None:
        if self._syncing is not None:
            self._syncing.cancel()
        await super().close()

    async def command_payloads(self) -> list[dict[str, Any]]:
        """Return the commands as Discord is told them, with their names in other languages."""
        return [await command.get_translated_payload(self.tree, self.names) for command in self.tree.get_commands()]

    async def on_ready(self) -> None:
        log.info("ready", servers=len(self.guilds), shards=self.shard_count)
        # Servers in an outage are among them; one that is missing has removed Charley while it was away.
        await self.schedules.reconcile({guild.id for guild in self.guilds})

    async def on_shard_ready(self, shard: int) -> None:
        # The first time, other shards may not be there yet: then on_ready looks at all of them together.
        if self.is_ready():
            await self.schedules.reconcile(
                {guild.id for guild in self.guilds if guild.shard_id == shard},
                among=lambda server: (server >> 22) % (self.shard_count or 1) == shard,
            )

    async def on_app_command_completion(
        self,
        interaction: discord.Interaction[Charley],
        command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu,
    ) -> None:
        await telling.tell(interaction, command.qualified_name)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self.schedules.server_there(guild.id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        # The library calls this for removals alone: for an outage it calls on_guild_unavailable.
        await self.schedules.server_left(guild.id)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await self.schedules.channel_gone(channel.id)

    async def on_thread_delete(self, thread: discord.Thread) -> None:
        await self.schedules.channel_gone(thread.id)

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        # Of a thread that the library has forgotten, an archived one perhaps, this alone tells.
        if payload.thread is None:
            await self.schedules.channel_gone(payload.thread_id)

    async def on_message(self, message: discord.Message) -> None:
        try:
            await messages.on_message(self, message)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the person who wrote is told
            await messages.answer_failure(self, message, error)

    async def on_interaction(self, interaction: discord.Interaction[Charley]) -> None:
        """Answer submitted forms, and every click that no button of this version recognises."""
        name = str((interaction.data or {}).get("custom_id", ""))
        try:
            if interaction.type is discord.InteractionType.modal_submit:
                tracing.begin(interaction)
                await forms.submit(interaction, name)
            elif interaction.type is discord.InteractionType.component and not (
                # The library drops a click on what does not stand in its message, whether or not its button is known.
                presses.is_known(name) and stands_in(interaction.message, interaction.data or {})
            ):
                tracing.begin(interaction)
                await answer_error(interaction, UserError(OLD), "button")
        except Exception as error:  # noqa: BLE001 - an error here would leave the person without an answer
            await answer_error(interaction, error, "form")

    async def on_unreadable(self, interaction: discord.Interaction[Charley], error: Exception) -> None:
        """Answer an interaction that the library could not read."""
        tracing.begin(interaction)
        await answer_failure(interaction, error, "unreadable")

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002 - the library's signature
        error = sys.exception()
        if error is not None:
            record(error, event_method)
