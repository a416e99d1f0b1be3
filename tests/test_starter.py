"""A prepared start that is ended at any moment leaves no process and no open stream behind."""

from __future__ import annotations

import marshal
import os
import socket
from collections.abc import Sequence
from contextlib import ExitStack

import pytest

pytestmark = [pytest.mark.process, pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")]

REQUEST = marshal.dumps((("fileinput",), dict(os.environ), os.getcwd()))  # noqa: PTH109 - as the starter does
WHOLE = len(REQUEST).to_bytes(4, "big") + REQUEST
"""Has a module started that reads standard input to its end."""


@pytest.mark.parametrize("sent", [WHOLE, WHOLE[:-1], WHOLE[:2]], ids=["all said", "half said", "hardly begun"])
def test_a_start_that_is_ended_leaves_nothing_that_runs(module_command: Sequence[str], sent: bytes) -> None:
    with ExitStack() as streams:
        read, write = (streams.enter_context(each) for each in socket.socketpair())
        _kept_open, given = (streams.enter_context(each) for each in socket.socketpair())
        with socket.socket(socket.AF_UNIX) as starter:
            starter.connect(module_command[-1])
            socket.send_fds(starter, [sent], [given.fileno(), write.fileno(), write.fileno()])
        given.close()
        write.close()
        read.settimeout(60)
        assert read.recv(1) == b""
