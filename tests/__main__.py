"""All checks but the slow ones, in one command: ``python -m tests``. Stops at the first that fails.

Tests with a coverage floor, lint, format and types. ``python -m tests --slow`` runs the tests that are marked slow, and
tells what to expect of the shipped articles.
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
CHECKS = [
    [*PYTEST, "-m", "not slow", "--cov=bot", "--cov-report=term:skip-covered"],
    [str(BIN / "ruff"), "check", "."],
    [str(BIN / "ruff"), "format", "--check", "."],
    [str(BIN / "pyright"), "--pythonpath", sys.executable],
]
SLOW_CHECKS = [
    [*PYTEST, "-m", "slow"],
    *([sys.executable, "-m", "bot", "--article", str(folder), "check"] for folder in sorted((ROOT / "data").iterdir())),
]


def main(arguments: Sequence[str]) -> int:
    """Run the checks and return the exit code of the first that fails, else 0."""
    parser = argparse.ArgumentParser(prog="python -m tests", description="All checks but the slow ones.")
    parser.add_argument("--slow", action="store_true", help="the slow ones instead")
    for check in SLOW_CHECKS if parser.parse_args(arguments).slow else CHECKS:
        done = subprocess.run(check, cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
