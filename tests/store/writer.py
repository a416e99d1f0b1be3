"""A process that changes settings and marks passages as fast as it can, and prints what is confirmed, line by line.

python -m tests.store.writer URL GUILD [FIRST]
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace

from bot.store.store import Store


async def write(url: str, guild_id: int, first: int) -> None:
    """Count the log channel up from `first` on; each line is a number that is confirmed."""
    async with Store(url) as store:
        number = first
        while True:
            number += 1
            await store.settings.change(guild_id, lambda settings, n=number: replace(settings, log_channel=n), "next")
            await store.feedback.mark(guild_id, "rules", "a/b", right=True)
            print(number, flush=True)


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0))
