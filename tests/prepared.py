"""Starts of `python -m bot`, and of other modules of it, in a fraction of the time: a process that has loaded the
program already forks for each.

Everything else is as in a process of its own: the arguments, the environment and the folder are those of the start, its
standard streams are used, signals reach it, and the exit code is its own. What is about how Python itself starts, as an
interrupt during the imports or a stream that is closed, has to start `python -m bot` plainly.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLAINLY = (sys.executable, "-m", "bot")
_STARTER = str(Path(__file__).with_name("starter.py"))


@contextmanager
def prepared() -> Generator[Sequence[str]]:
    """The command to be used in the place of `python -m`, to be followed by the name of a module and arguments."""
    if not hasattr(os, "fork"):
        yield sys.executable, "-m"
        return
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DISCORD_", "FOOTNOTE_"))}
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        address = f"{folder}/start"  # a short path: the system allows about a hundred bytes
        server.bind(address)
        server.listen(100)
        process = subprocess.Popen(
            [sys.executable, _STARTER, "serve", str(server.fileno())],
            env=environment | {"PYTHONPATH": str(ROOT)},
            pass_fds=[server.fileno()],
            stdin=subprocess.PIPE,  # its end tells that the tests have ended, in whatever way
            start_new_session=True,  # Ctrl-C is for the tests
        )
        server.close()  # if the process ends too early, what connects is refused, and does not wait for ever
        try:
            yield sys.executable, "-I", "-S", _STARTER, "start", address
        finally:
            process.kill()
            process.communicate()
