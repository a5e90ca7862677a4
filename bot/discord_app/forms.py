"""Forms: what they ask, and what comes back.

A form has a fixed custom_id and is sent stopped, so that the library does not store it; every submit is read here
from what Discord sends. A form filled in across a restart is therefore answered like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import discord

from bot.discord_app import replying, schedule_forms
from bot.discord_app.errors import UserError
from bot.discord_app.reminding import forms as reminder_forms
from bot.knowledge.models import SignLevel
from bot.replies import signs

if TYPE_CHECKING:
    from bot.discord_app.client import Charley
    from bot.knowledge.loader import Content

ASK = "c1:form:ask"
CHECK = {SignLevel.EMERGENCY: "c1:form:mine", SignLevel.DOCTOR: "c1:form:mine2"}
QUESTION = "question"
QUESTION_ROOM = 4_000
"""Characters that Discord allows in a text field."""

OLD = (
    "This form comes from an older Charley and could not be read. Please open it again. "
    "If you ticked an emergency sign, call your local emergency number now, such as 112, 911 or 999."
)

TITLES = {
    SignLevel.EMERGENCY: "Check mine, step 1: emergency signs",
    SignLevel.DOCTOR: "Check mine, step 2: signs for a doctor",
}


def ask_form() -> discord.ui.Modal:
    """Return the form with one large field for a question."""
    form = discord.ui.Modal(title="Ask Charley", custom_id=ASK, timeout=None)
    field = discord.ui.TextInput[discord.ui.Modal](
        style=discord.TextStyle.paragraph,
        custom_id=QUESTION,
        max_length=QUESTION_ROOM,
        placeholder="For example: my calf has twitched since yesterday's run",
    )
    form.add_item(
        discord.ui.Label(
            text="What would you like to know?", description="Nothing you write is stored.", component=field
        )
    )
    form.stop()
    return form


def check_form(content: Content, level: SignLevel) -> discord.ui.Modal:
    """Return one step of **Check mine**: a field of checkboxes for each group of signs."""
    form = discord.ui.Modal(title=TITLES[level], custom_id=CHECK[level], timeout=None)
    for number, group in enumerate(group for group in signs.groups(content, level) if group.lines):
        options = [discord.CheckboxGroupOption(label=line, value=name) for name, line in group.lines]
        field = discord.ui.CheckboxGroup[discord.ui.Modal](
            custom_id=f"group{number}", options=options, required=False, min_values=0, max_values=len(options)
        )
        form.add_item(
            discord.ui.Label(
                text=group.title, description="Tick what you have now. Leave the rest empty.", component=field
            )
        )
    form.stop()
    return form


async def submit(interaction: discord.Interaction[Charley], name: str) -> None:
    """Answer the submitted form *name*; raise UserError if this version has no such form."""
    data: Mapping[str, Any] = interaction.data or {}
    desk = interaction.client.desk
    if name.startswith(reminder_forms.BEGUN):
        typed = {str(field["custom_id"]): str(field.get("value", "")) for field in _fields(data)}
        await reminder_forms.submit(interaction, name, typed)
        return
    if name == ASK:
        text = next((str(field.get("value", "")) for field in _fields(data) if field.get("custom_id") == QUESTION), "")
        await replying.show(interaction, desk.ask(text).page)
        return
    if name.startswith(schedule_forms.BEGUN):
        typed = next((str(field.get("value", "")) for field in _fields(data)), "")
        await schedule_forms.submit(interaction, name, typed)
        return
    for level, form in CHECK.items():
        if name == form:
            chosen = [value for field in _fields(data) for value in field.get("values", ())]
            found = signs.ticked(desk.content, chosen)
            if chosen and not found:
                # Whoever ticked something must never read that nothing was ticked.
                raise UserError(OLD)
            await replying.show(interaction, signs.checked_page(desk.content, found, level))
            return
    raise UserError(OLD)


def _fields(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield every field of a submit, whatever it is wrapped in."""
    if "custom_id" in part and ("value" in part or "values" in part):
        yield part
    for inner in part.get("components", ()):
        yield from _fields(inner)
    if "component" in part:
        yield from _fields(part["component"])
