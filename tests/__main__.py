"""All checks but the slow ones, in one command: ``python -m tests``. Stops at the first that fails.

Tests, lint, format and types. ``--slow`` runs the tests that are marked slow, and tells what to
expect of the shipped articles. ``--quick`` is for every save: lint, and the tests of the rules, with fewer examples.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent

PYTEST = [sys.executable, "-m", "pytest", "-n", "auto"]
LINT = [str(BIN / "ruff"), "check", "."]
CHECKS = [
    [*PYTEST, "-m", "not slow"],
    LINT,
    [str(BIN / "ruff"), "format", "--check", "."],
    [str(BIN / "pyright"), "--pythonpath", sys.executable],
]
SLOW = [
    [*PYTEST, "-m", "slow"],
    *([sys.executable, "-m", "bot", "--article", str(folder), "check"] for folder in sorted((ROOT / "data").iterdir())),
]
RULES = ["article", "matching", "conversation", "evaluation", "cli", "test_settings.py", "test_imports.py"]
QUICK = [
    LINT,
    [
        *(*PYTEST, "-m", "not slow and not data and not process", "--hypothesis-profile=quick"),
        *(str(Path("tests") / part) for part in [*RULES, "discord_app/test_asking.py"]),
    ],
]


def main(arguments: Sequence[str]) -> int:
    """Run the checks and return the exit code of the first that fails, else 0."""
    parser = argparse.ArgumentParser(prog="python -m tests", description="All checks but the slow ones.")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--slow", dest="checks", action="store_const", const=SLOW, help="the slow ones instead")
    which.add_argument("--quick", dest="checks", action="store_const", const=QUICK, help="a part, for every save")
    for check in parser.parse_args(arguments).checks or CHECKS:
        done = subprocess.run(check, cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
