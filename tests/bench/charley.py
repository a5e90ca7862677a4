"""Charley as it runs where only requirements/run.txt is installed.

structlog loads `rich` wherever it finds it. Here it comes with a tool that checks imports, and with no installed bot.
"""

from __future__ import annotations

import sys

if __name__ == "__main__":
    sys.modules["rich"] = None  # pyright: ignore[reportArgumentType] - how Python marks a module as not there
    from bot.cli import main

    sys.exit(main(["run"]))
