"""Where the content stands: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

import bot


def content_place() -> Path:
    """Return the folder of the shipped content, whatever folder the program was started from."""
    package = Path(bot.__file__).parent
    installed = package / "_content"
    return installed if installed.is_dir() else package.parent / "content"
