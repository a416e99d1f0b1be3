"""The two ends of a prepared start, run as a script (see `prepared.py`): the process that has loaded the program and
forks, and the one that is started in the program's place.

The second is started for every program: it imports nothing that it does not need.
"""

from __future__ import annotations

import marshal
import os
import select
import signal
import socket
import sys
from collections.abc import Sequence

_LOADED = (
    *("argparse", "prompt_toolkit", "py3langid.langid", "bot.cli.ask", "bot.cli.chat", "bot.cli.check"),
    *("bot.cli.curate", "bot.cli.evaluate", "bot.cli.new"),
    *("bot.discord_app.doctor", "bot.discord_app.launch", "bot.evaluation.worker", "bot.matching.cache"),
)
_READ = ("background", "general_gaps", "stems", "synonyms")
"""What every program reads of the language."""

_PASSED_ON = ("SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1")
_MOST = 1 << 20
"""Bytes of a request: arguments, environment, folder."""


def _start(address: str, *arguments: str) -> None:
    """Have a module started with the streams of this process, and end as it does."""
    passed_on = [getattr(signal, name) for name in _PASSED_ON]
    signal.pthread_sigmask(signal.SIG_BLOCK, passed_on)  # until it is known to whom
    with socket.socket(socket.AF_UNIX) as starter:
        starter.connect(address)
        request = marshal.dumps((arguments, dict(os.environ), os.getcwd()))  # noqa: PTH109 - pathlib loads slowly
        socket.send_fds(starter, [len(request).to_bytes(4, "big") + request], [0, 1, 2])
        process = int.from_bytes(starter.recv(4), "big")
        for each in passed_on:
            signal.signal(each, lambda number, _: os.kill(process, number))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, passed_on)
        # Not `recv` alone: a signal just before it would be passed on after it.
        while not select.select([starter], [], [], 0.5)[0]:
            pass
        code = int(starter.recv(16))
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    sys.exit(code)


def _serve(server: socket.socket) -> str:
    """Fork for each start; returns, with the module's name, in the process that is to be the program."""
    import gc
    import importlib

    for name in _LOADED:
        importlib.import_module(name)
    importlib.import_module("bot.conversation.acts.language").prepare()  # half of what it takes to start the bot
    importlib.import_module("bot.matching.cache").digest_of_program()
    english = importlib.import_module("bot.matching.english")
    for name in _READ:
        getattr(english, name)()
    gc.freeze()  # else each program copies what is loaded when its collector looks through it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the processes that wait for programs
    while True:
        if sys.stdin in select.select([server, sys.stdin], [], [])[0]:
            sys.exit()
        starter, _ = server.accept()
        if os.fork():
            starter.close()
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        server.close()
        content, streams, _, _ = socket.recv_fds(starter, _MOST, 3)
        while len(content) < 4 + int.from_bytes(content[:4], "big"):
            more = starter.recv(_MOST)
            if not more:  # the starter was ended before it had said what to start
                os._exit(0)
            content += more
        (module, *arguments), environment, folder = marshal.loads(content[4:])
        process = os.fork()
        if process:
            _wait_for(process, starter, streams)
        starter.close()
        _become(arguments, environment, folder, streams)
        return module


def _wait_for(process: int, starter: socket.socket, streams: Sequence[int]) -> None:
    """Tell the starter how the program ends; end the program if the starter ends before, even before it is told
    anything. Does not return."""
    import threading
    from contextlib import suppress

    def end() -> None:
        with suppress(OSError):  # it ended with something unread
            starter.recv(1)
        os.kill(process, signal.SIGKILL)

    for stream in (0, 1, 2, *streams):
        os.close(stream)
    with suppress(OSError):
        starter.sendall(process.to_bytes(4, "big"))
    threading.Thread(target=end, daemon=True).start()
    _, status = os.waitpid(process, 0)
    with suppress(OSError):
        starter.sendall(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _become(arguments: Sequence[str], environment: dict[str, str], folder: str, streams: Sequence[int]) -> None:
    """Set up this process as Python sets up a new one."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the tests may run under nohup
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["", *arguments]  # the first is set where the module is run
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    sys.stdin = sys.__stdin__ = open(0, encoding=encoding, closefd=False)  # noqa: SIM115 - as long as it runs
    sys.stdout = sys.__stdout__ = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(  # noqa: SIM115
        2, "w", 1, encoding=encoding, errors="backslashreplace", closefd=False
    )


if __name__ == "__main__":
    role, place, *rest = sys.argv[1:]
    if role == "start":
        _start(place, *rest)
    else:
        import runpy

        sys.path.pop(0)  # the folder of this file
        with socket.socket(fileno=int(place)) as listening:
            to_run = _serve(listening)
        runpy.run_module(to_run, run_name="__main__", alter_sys=True)
