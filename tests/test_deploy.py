"""The files that run the bot as a service refer to existing things, and their processes share all shards."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import READ, read_settings
from bot.settings.deployment import read_address, read_shards

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / ".github" / "deploy"
FILES = sorted(DEPLOY.iterdir())
COMPOSE, UNITS = ("compose.yaml", "compose-four.yaml"), ("footnote.service", "footnote@.service")
COMMAND = ["python", "-m", "bot", "run"]
OTHERS = {"DATABASE_URL", "POSTGRES_USER", "POSTGRES_PASSWORD"}
"""Of the database's own image; and the address of a database."""


def compose(name: str) -> dict[str, dict[str, Any]]:
    """The services of a compose file that run the bot, by name."""
    services: dict[str, dict[str, Any]] = yaml.safe_load((DEPLOY / name).read_text("utf-8"))["services"]
    return {name: service for name, service in services.items() if "command" in service}


def unit(name: str) -> configparser.ConfigParser:
    """A unit file; of a key that stands there twice the last value."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # pyright: ignore[reportAttributeAccessIssue] - as its documentation has it
    parser.read(DEPLOY / name, "utf-8")
    return parser


def test_there_is_one_of_each_kind_for_one_process_and_for_four_and_the_page_for_hosts_names_them() -> None:
    page = (ROOT / ".github" / "HOSTING.md").read_text("utf-8")

    assert {path.name for path in FILES} == {*COMPOSE, *UNITS}
    assert [path.name for path in FILES if f"`{path.name}`" not in page] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_they_use_settings_that_there_are(path: Path) -> None:
    used = set(re.findall(r"\b(?:FOOTNOTE|DISCORD|DATABASE|POSTGRES)_[A-Z_]+\b", path.read_text("utf-8")))

    assert used
    assert used - OTHERS <= set(READ)


@pytest.mark.parametrize("name", COMPOSE)
def test_a_container_runs_the_bot_and_asks_it_how_it_is_where_it_listens(name: str) -> None:
    for service in compose(name).values():
        environment = {key: value for key, value in service["environment"].items() if key != "DATABASE_URL"}
        settings = read_settings(environment, Path("there-is-no-such-file"))

        assert service["command"] == COMMAND
        assert f"http://{settings.health}/healthz" in service["healthcheck"]["test"][-1]
        assert f"state:{environment['FOOTNOTE_STATE']}" in service["volumes"]


@pytest.mark.parametrize("name", COMPOSE)
def test_the_image_is_made_of_files_that_there_are_and_never_of_the_token(name: str) -> None:
    for service in compose(name).values():
        copied = re.findall(r"^COPY (.+) \S+$", service["build"]["dockerfile_inline"], re.MULTILINE)
        sources = [source for line in copied for source in line.split()]

        assert {"pyproject.toml", "bot", "data"} <= set(sources)
        assert [source for source in sources if source in (".", ".env") or not (ROOT / source).exists()] == []
        assert (DEPLOY / service["build"]["context"]).resolve() == ROOT
        assert (DEPLOY / service["env_file"]).resolve() == ROOT / ".env"


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_runs_the_bot_and_keeps_its_state_where_it_may_write(name: str) -> None:
    service = unit(name)["Service"]

    assert service["ExecStart"].split()[1:] == COMMAND[1:]
    assert service["Environment"] == f"FOOTNOTE_STATE=/var/lib/{service['StateDirectory']}"
    assert service["RestartPreventExitStatus"] == "2"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize("name", UNITS)
def test_systemd_finds_no_fault_in_a_unit(name: str, tmp_path: Path) -> None:
    there = re.sub(r"(?<=^ExecStart=)\S+", sys.executable, (DEPLOY / name).read_text("utf-8"), flags=re.MULTILINE)
    copy = tmp_path / name.replace("@", "@0")
    copy.write_text(there.replace("/opt/footnote", str(tmp_path)), "utf-8")
    command = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(copy)]

    found = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize("name", ["compose-four.yaml", "footnote@.service"])
def test_four_processes_share_all_shards_and_each_has_its_own(name: str) -> None:
    named = [read_shards(value) for value in re.findall(r"FOOTNOTE_SHARDS(?:=|: )(\S+)", (DEPLOY / name).read_text())]

    assert len(named) == 4
    (count,) = {shards.count for shards in named}
    assert sorted(shard for shards in named for shard in shards.ids) == list(range(count))


def test_processes_of_one_machine_listen_at_ports_of_their_own() -> None:
    text = (DEPLOY / "footnote@.service").read_text("utf-8")
    addresses = [read_address(value) for value in re.findall(r"FOOTNOTE_HEALTH=(\S+)", text)]

    assert len(set(addresses)) == 4
