"""Names and descriptions of the commands in other languages; where one is missing, English is shown."""

from __future__ import annotations

from collections.abc import Mapping

import discord
from discord import app_commands


class Names(app_commands.Translator):
    """Translate command texts. *table* maps a language code, such as `de`, to English text -> text."""

    def __init__(self, table: Mapping[str, Mapping[str, str]]) -> None:
        self.table = table

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002 - the library's signature
    ) -> str | None:
        return self.table.get(locale.value, {}).get(string.message)
