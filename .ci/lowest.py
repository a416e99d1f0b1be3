"""Prints constraints: the lowest allowed version of each run-time dependency, PostgreSQL's too; all else as in
constraints.txt."""

import re
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
PIN = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?(?:>=|==)([\d.]+)")


def pins(lines: list[str]) -> dict[str, str]:
    """The version that each line names first, by project."""
    found = (PIN.match(line) for line in lines)
    return {re.sub(r"[._]", "-", match[1].lower()): match[2] for match in found if match}


pinned = pins((HERE / "constraints.txt").read_text("utf-8").splitlines())
project = tomllib.loads((HERE.parent / "pyproject.toml").read_text("utf-8"))["project"]
lowest = pins([*project["dependencies"], *project["optional-dependencies"]["postgres"]])
for name, version in sorted((pinned | lowest).items()):
    print(f"{name}=={version}")
