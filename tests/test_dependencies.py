"""The pinned and the lowest versions match what pyproject.toml allows."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
RUN_TIME = [Requirement(each) for each in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["postgres"]]
ALL = RUN_TIME + [
    Requirement(each)
    for extra in PROJECT["optional-dependencies"].values()
    for each in extra
    if not each.startswith(PROJECT["name"])
]


def pins(text: str) -> dict[str, str]:
    """The versions of a constraints file, by project; each line is a pin and nothing else, or a comment."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", line)] == []
    return {canonicalize_name(name): version for name, version in (line.split("==") for line in lines)}


@pytest.fixture(scope="module")
def lowest() -> dict[str, str]:
    """The lowest versions, as CI installs them."""
    command = [sys.executable, str(ROOT / ".ci" / "lowest.py")]
    return pins(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("requirement", ALL, ids=lambda each: each.name)
def test_every_dependency_is_pinned_to_a_version_that_is_allowed(requirement: Requirement) -> None:
    pinned = pins((ROOT / ".ci" / "constraints.txt").read_text("utf-8"))

    assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)])


@pytest.mark.parametrize("requirement", RUN_TIME, ids=lambda each: each.name)
def test_the_lowest_version_of_each_library_is_the_one_that_is_allowed(
    requirement: Requirement, lowest: dict[str, str]
) -> None:
    (bound,) = [each.version for each in requirement.specifier if each.operator == ">="]

    assert lowest[canonicalize_name(requirement.name)] == bound
