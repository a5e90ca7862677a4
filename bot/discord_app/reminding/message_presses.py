"""The buttons under a reminder and under a schedule's post. They work after a restart and years later."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import discord

from bot.discord_app import replying
from bot.discord_app.answering import OLD, PREFIX, Answering
from bot.discord_app.errors import UserError
from bot.discord_app.reminding.joining import join
from bot.discord_app.reminding.pressing import IDS, ReminderPress
from bot.discord_app.reminding.steps import OPEN_AGAIN, first_message, today
from bot.reminders.drafts import Listed
from bot.reminders.models import Kind
from bot.reminders.wall import first_instant, shown, zone_of
from bot.replies import reminder_lists as lists
from bot.replies import reminding
from bot.replies.page import Action, Button, Heading, Page, Paragraph, Weight
from bot.replies.rule_words import moment, rule_words

if TYPE_CHECKING:
    from bot.discord_app.client import Charley


class DonePress(ReminderPress, template=rf"{PREFIX}:rdone:{IDS}"):
    """Note on the reminder's message that it was done, and count it if its owner wants a summary."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await interaction.response.defer()
        service = interaction.client.reminders
        kind = (await service.get(interaction.user.id, self.reminder)).reminder.kind
        await service.done(interaction.user.id, self.reminder, self.occurrence)
        done = (Action.DONE, Action.SNOOZE, Action.PAUSE)
        buttons = reminding.own_buttons(kind, self.reminder, self.occurrence, without=done)
        await self.change(interaction, f"**Done** at {moment(service.now(), 't')}.", buttons)


class SnoozePress(ReminderPress, template=rf"{PREFIX}:rsnooze:{IDS}"):
    """Ask for how long the reminder is put off."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await replying.defer(interaction, in_place=True)
        one = await interaction.client.reminders.get(interaction.user.id, self.reminder)
        page = lists.snooze_page(reminding.snooze_buttons(self.reminder, self.occurrence))
        await self.offer(interaction, page, one.reminder.kind)


class SnoozeForPress(ReminderPress, template=rf"{PREFIX}:rsnoozefor:{IDS}:(?P<minutes>10|30|60)"):
    """Put the reminder off."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await replying.defer(interaction, in_place=True)
        service = interaction.client.reminders
        wait = timedelta(minutes=int(self.given["minutes"]))
        again = await service.snooze(interaction.user.id, self.reminder, wait)
        one = await service.get(interaction.user.id, self.reminder)
        note = f"Snoozed. It comes again at {moment(again, 't')}."
        if self.is_under_it(interaction):
            await self.change(
                interaction, note, reminding.own_buttons(one.reminder.kind, self.reminder, self.occurrence)
            )
        else:
            await replying.finish(interaction, lists.one_page(one, note))


class PausePress(ReminderPress, template=rf"{PREFIX}:rpause:{IDS}"):
    """Ask for how long the reminder is paused."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await replying.defer(interaction, in_place=True)
        one = await interaction.client.reminders.get(interaction.user.id, self.reminder)
        day = today(interaction.client, one.reminder.rule.zone)
        await self.offer(interaction, lists.pause_page(one, self.occurrence, day), one.reminder.kind)


class _PausingPress(ReminderPress, template=r"(?!)"):
    """Pause the reminder until the moment that the press means."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await replying.defer(interaction, in_place=True)
        service = interaction.client.reminders
        one = await service.get(interaction.user.id, self.reminder)
        one = await service.pause(interaction.user.id, self.reminder, self.until(service.now(), one))
        await show_state(self, interaction, one, "")

    def until(self, now: datetime, one: Listed) -> datetime | None:
        """Return when the pause ends, None if nobody knows yet."""
        raise NotImplementedError


class PauseForPress(_PausingPress, template=rf"{PREFIX}:rpausefor:{IDS}:(?P<span>hour|today)"):
    """Pause the reminder for an hour, or until midnight where its owner is."""

    def until(self, now: datetime, one: Listed) -> datetime | None:
        if self.given["span"] == "hour":
            return now + timedelta(hours=1)
        return _begin(one, shown(now, zone_of(one.reminder.rule.zone)).date() + timedelta(days=1))


class PauseUntilMenu(_PausingPress, template=rf"{PREFIX}:rpauseuntil:{IDS}"):
    """Pause the reminder until a day begins, or until its owner resumes it."""

    def until(self, now: datetime, one: Listed) -> datetime | None:
        value = self.values[0]
        if value == lists.OPEN_END:
            return None
        try:
            begin = _begin(one, date.fromisoformat(value))
        except (ValueError, OverflowError):
            raise UserError(OLD) from None
        if begin <= now:
            raise UserError("This day has come already. Press **Pause** once more to choose another.")
        return begin


class ResumePress(ReminderPress, template=rf"{PREFIX}:rresume:{IDS}"):
    """Let the reminder run again."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await replying.defer(interaction, in_place=True)
        service, person = interaction.client.reminders, interaction.user.id
        reminder = (await service.get(person, self.reminder)).reminder
        if reminder.channel is None and reminder.reason in OPEN_AGAIN:
            page = reminding.first_page(interaction.client.desk.content, reminder.kind, rule_words(reminder.rule))
            if refused := await first_message(interaction, page, "Resume"):
                raise UserError(refused)
        one = await service.resume(person, self.reminder)
        # What paused it may hold still: its last day, or quiet hours.
        await show_state(self, interaction, one, "It runs again." if one.reminder.reason is None else "")


class StopPress(ReminderPress, template=rf"{PREFIX}:rstop:{IDS}"):
    """Remove the reminder at once."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        if self.is_under_it(interaction):
            await interaction.response.defer()
        else:
            await replying.defer(interaction, in_place=True)
        service, person = interaction.client.reminders, interaction.user.id
        reminder = (await service.get(person, self.reminder)).reminder
        if reminder.kind is Kind.SUMMARY:
            # Stopping it is switching the summary off: then the tally goes too.
            await service.set_summary(person, on=False)
        else:
            await service.stop(person, self.reminder)
        page = lists.stopped_page(reminder)
        if self.is_under_it(interaction):
            buttons = (*page.buttons, *reminding.sheet_buttons(reminder.kind))
            await self.change(interaction, f"**Stopped.** {lists.stopped_words(reminder)}", buttons)
        else:
            await replying.finish(interaction, page)


class BackPress(ReminderPress, template=rf"{PREFIX}:rback:{IDS}"):
    """Give the reminder its buttons back."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await replying.defer(interaction, in_place=True)
        await show_state(
            self, interaction, await interaction.client.reminders.get(interaction.user.id, self.reminder), ""
        )


class SheetPress(Answering, template=rf"{PREFIX}:rsheet:(?P<sheet>[a-z-]{{1,40}})"):
    """Show a fixed page, such as who should not drink more."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        try:
            page = reminding.sheet_page(interaction.client.desk.content, self.given["sheet"])
        except KeyError:
            raise UserError(OLD) from None
        await replying.show(interaction, page)


class JoinPress(ReminderPress, template=rf"{PREFIX}:rjoin:{IDS}"):
    """Join a schedule, after the question of safety if it is one to drink."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await replying.defer(interaction)
        await replying.finish(interaction, await join(interaction, self.reminder))


class LeavePress(ReminderPress, template=rf"{PREFIX}:rleave:{IDS}"):
    """Leave a schedule."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await replying.defer(interaction, in_place=True)
        await interaction.client.schedules.open_to(interaction.user.id, self.reminder, interaction.guild_id)
        left = await interaction.client.schedules.leave(interaction.user.id, self.reminder)
        told = (
            "You have left. I will not mention you here again." if left else "You had not joined, so nothing changed."
        )
        buttons = (Button(Action.LIST, "My reminders", ("1", "e")),)
        await replying.finish(interaction, Page((Heading("Leave", 2), Paragraph(told)), buttons=buttons))


async def show_state(press: ReminderPress, interaction: discord.Interaction[Charley], one: Listed, note: str) -> None:
    """Show how a reminder stands now: under its own message, or on a page of its own."""
    reminder = one.reminder
    if not (press.is_under_it(interaction) and replying.in_direct_message(interaction)):
        await replying.finish(interaction, lists.one_page(one, note))
        return
    if reminder.reason is None:
        told = f"{note} {lists.state(one)}" if note else ""
        await press.change(interaction, told, reminding.own_buttons(reminder.kind, press.reminder, press.occurrence))
        return
    resume = Button(Action.RESUME, "Resume", (str(press.reminder), str(press.occurrence)), Weight.MAIN)
    paused = (Action.DONE, Action.SNOOZE, Action.PAUSE)
    rest = reminding.own_buttons(reminder.kind, press.reminder, press.occurrence, without=paused)
    await press.change(interaction, f"**{lists.state(one)}**", (resume, *rest))


def _begin(one: Listed, day: date) -> datetime:
    """Return when a day begins where a reminder's owner is."""
    return first_instant(datetime.combine(day, time()), zone_of(one.reminder.rule.zone))
