"""Send 100,000 hostile payloads and 100,000 nasty texts at Charley, and print what it did.

python -m tests.fuzz [--payloads 100000] [--texts 100000] [--seed 0]

Exits 1 at any breach; the same seed gives the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys

from bot.app import build
from tests.fuzz import payloads, reading
from tests.fuzz.ledger import Ledger


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--payloads", type=int, default=100_000)
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    parts = build()
    sent, read = Ledger(asked.seed), Ledger(asked.seed)
    asyncio.run(payloads.run(parts, asked.payloads, random.Random(asked.seed), sent))
    print(sent.table("payloads"), flush=True)
    reading.run(parts, asked.texts, random.Random(asked.seed), read)
    print(read.table("\ntexts"))
    return 1 if sent.breaches or read.breaches else 0


if __name__ == "__main__":
    sys.exit(main())
