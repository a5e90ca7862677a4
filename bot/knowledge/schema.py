"""Write JSON Schema for the files of content/, so that an editor completes keys and marks faults while one types.

Run `python -m bot.knowledge.schema` after a change of the models.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.knowledge.models import (
    CardFile,
    Coverage,
    Glossary,
    LanguageFile,
    Locales,
    Menu,
    NoticeFile,
    SignFile,
    SourceFile,
    WordLists,
)
from bot.knowledge.place import content_place
from bot.knowledge.reminders import Reminders

if TYPE_CHECKING:
    from pydantic import BaseModel

FILES: Final[dict[str, type[BaseModel]]] = {
    "cards": CardFile,
    "coverage": Coverage,
    "glossary": Glossary,
    "languages": LanguageFile,
    "lexicon": WordLists,
    "locales": Locales,
    "menu": Menu,
    "notices": NoticeFile,
    "reminders": Reminders,
    "signs": SignFile,
    "sources": SourceFile,
}
"""Each kind of file, by the name of its schema."""


def schemas() -> dict[str, str]:
    """Return the text of each schema, by file name."""
    return {f"{name}.schema.json": _text(name, model.model_json_schema()) for name, model in FILES.items()}


def _text(name: str, schema: dict[str, Any]) -> str:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{name}.schema.json"}
    return json.dumps(head | schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def write(folder: Path) -> None:
    """Write every schema into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(content_place() / "schema")
