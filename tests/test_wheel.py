"""The wheel answers when it is installed outside the checkout, so it contains the article's data."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*arguments: str, cwd: Path, **environment: str) -> str:
    """What the command prints; it must succeed."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("FOOTNOTE_", "DISCORD_"))}
    done = subprocess.run(arguments, cwd=cwd, env=known | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_a_wheel_installed_elsewhere_answers_from_its_own_data(tmp_path: Path) -> None:
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", "wheels", str(ROOT), cwd=tmp_path)
    (wheel,) = (tmp_path / "wheels").glob("*.whl")
    installed = tmp_path / "installed"
    run(*pip, "install", "--no-deps", "--target", str(installed), str(wheel), cwd=tmp_path)

    place = "import bot, bot.settings; print(bot.__file__); print(bot.settings.ARTICLES)"
    found = run(sys.executable, "-c", place, cwd=tmp_path, PYTHONPATH=str(installed))
    assert all(Path(line).is_relative_to(installed) for line in found.split())

    answer = run(
        *(sys.executable, "-m", "bot", "ask", "who is Tammy Bruce?"),
        cwd=tmp_path,
        PYTHONPATH=str(installed),
        FOOTNOTE_STATE=str(tmp_path / "state"),
    )
    assert answer.startswith(
        "Tammy Bruce: State Department spokesperson\nFair and reciprocal market access · ¶ 2 of 19"
    )
