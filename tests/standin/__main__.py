"""python -m tests.standin: print the address that a bot takes for Discord's API, and serve until SIGTERM or SIGINT."""

from __future__ import annotations

import argparse
import asyncio
import signal

from tests.standin.server import StandIn


async def serve(options: argparse.Namespace) -> None:
    ended = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, ended.set)
    async with StandIn(
        port=options.port, seed=options.seed, heartbeat=options.heartbeat, shards=options.shards
    ) as here:
        print(here.url, flush=True)
        await ended.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.standin", description="A stand-in for Discord on 127.0.0.1.")
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--seed", type=int, default=0, help="of the faults")
    parser.add_argument("--heartbeat", type=float, default=41.25, help="seconds between heartbeats")
    parser.add_argument("--shards", type=int, default=1, help="how many /gateway/bot recommends")
    asyncio.run(serve(parser.parse_args()))
