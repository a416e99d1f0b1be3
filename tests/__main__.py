"""All checks, in one command: ``python -m tests``. Stops at the first that fails.

Tests with a coverage floor, lint, format, types, and the shipped articles.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent

CHECKS = [
    [sys.executable, "-m", "pytest", "--cov=bot", "--cov-report=term:skip-covered", *sys.argv[1:]],
    [str(BIN / "ruff"), "check", "."],
    [str(BIN / "ruff"), "format", "--check", "."],
    [str(BIN / "pyright"), "--pythonpath", sys.executable],
    *([sys.executable, "-m", "bot", "--article", str(folder), "check"] for folder in sorted((ROOT / "data").iterdir())),
]


def main() -> int:
    """Run the checks and return the exit code of the first that fails, else 0."""
    for check in CHECKS:
        done = subprocess.run(check, cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
