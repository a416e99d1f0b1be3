"""Runs all checks except the slow ones with one command, ``python -m tests``: lint, format, tests and types. Stops at
the first failure.

``--slow`` runs the tests marked slow and the properties with more examples, and estimates how well the shipped articles
answer. ``--quick`` is for every save: lint, and the tests of the rules with fewer examples.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent

# Half as many more than cores: tests wait for programs and for Discord's pace.
WORKERS = (os.cpu_count() or 2) * 3 // 2
PYTEST = [sys.executable, "-m", "pytest", "-n", str(WORKERS)]
LINT = [str(BIN / "ruff"), "check", "."]
Command = Sequence[str]


class Checks(NamedTuple):
    """What runs one after the other, and what runs beside it and is shown after it: it needs one core for long."""

    one_by_one: Sequence[Command]
    beside: Sequence[Command] = ()


CHECKS = Checks(
    [
        LINT,
        [str(BIN / "ruff"), "format", "--check", "."],
        # Few examples of each property, as the slow tests try many.
        [*PYTEST, "-m", "not slow", "--hypothesis-profile=quick"],
    ],
    [[str(BIN / "pyright"), "--pythonpath", sys.executable]],
)
SLOW = Checks(
    [
        # The properties again, with more examples.
        [*PYTEST, "-m", "slow or hypothesis", "--hypothesis-profile=thorough"],
        *(
            [sys.executable, "-m", "bot", "--article", str(folder), "check"]
            for folder in sorted((ROOT / "data").iterdir())
        ),
    ]
)
RULES = ["article", "matching", "conversation", "evaluation", "cli", "test_settings.py", "test_imports.py"]
QUICK = Checks(
    [
        LINT,
        [
            *(*PYTEST, "-m", "not slow and not data and not process", "--hypothesis-profile=quick"),
            *(str(Path("tests") / part) for part in [*RULES, "discord_app/test_asking.py"]),
        ],
    ]
)


def main(arguments: Sequence[str]) -> int:
    """Run the checks and return the exit code of the first that fails, else 0."""
    parser = argparse.ArgumentParser(prog="python -m tests", description="All checks but the slow ones.")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--slow", dest="checks", action="store_const", const=SLOW, help="the slow ones instead")
    which.add_argument("--quick", dest="checks", action="store_const", const=QUICK, help="a part, for every save")
    checks: Checks = parser.parse_args(arguments).checks or CHECKS
    # The tests start the program again and again: unless Python keeps what it compiled, each start takes seconds.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with contextlib.ExitStack() as stack:
        beside = [stack.enter_context(_beside(check, environment)) for check in checks.beside]
        for check in checks.one_by_one:
            done = subprocess.run(check, cwd=ROOT, env=environment, check=False)
            if done.returncode:
                return done.returncode
        for process in beside:
            print(process.communicate()[0], end="")
            if process.returncode:
                return process.returncode
    return 0


@contextlib.contextmanager
def _beside(check: Command, environment: Mapping[str, str]) -> Generator[subprocess.Popen[str]]:
    """A check that runs until it ends or another has failed."""
    with subprocess.Popen(
        check, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
