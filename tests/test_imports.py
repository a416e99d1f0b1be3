"""Which package may import which: one direction, and Discord only in `discord_app`."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BOT = ROOT / "bot"

RULES = {"plurals", "errors", "files", "article", "matching"}
ABOVE_THE_RULES = RULES | {"articles", "database_url", "insights", "store", "conversation", "evaluation"}

SET = {"plurals", "errors", "files", "database_url"}

LAYERS: dict[str, set[str]] = {
    "__init__": set(),
    "plurals": set(),
    "errors": {"plurals"},
    "files": set(),
    "database_url": {"files"},
    "insights": set(),
    "settings": SET,
    "article": {"plurals", "errors", "files"},
    "matching": {"plurals", "article", "errors", "files"},
    "articles": RULES,
    "store": RULES | {"database_url", "insights"},
    "curation": RULES,
    "conversation": RULES | {"insights"},
    "evaluation": RULES | {"conversation", "insights"},
    "cli": ABOVE_THE_RULES | SET | {"settings", "curation"},
    "discord_app": ABOVE_THE_RULES | SET | {"settings", "curation"},
    "__main__": ABOVE_THE_RULES | SET | {"settings", "curation", "cli", "discord_app"},
}
"""What each part of the bot may import beside itself. `__version__` of the package itself is everybody's."""

PURE = "plurals errors files insights article matching articles conversation evaluation curation".split()

# Loading any of these costs time or ties the rules to a platform.
FOREIGN = {
    "discord",
    "aiohttp",
    "asyncio",
    "rich",
    "prompt_toolkit",
    "dotenv",
    "platformdirs",
    "PIL",
    "sqlite3",
    "sqlalchemy",
    "alembic",
}


def modules() -> list[Path]:
    return sorted(BOT.rglob("*.py"))


def part_of(name: str) -> str:
    """The first name below ``bot``: ``bot.matching.text`` -> ``matching``."""
    return name.split(".")[1] if "." in name else ""


def own_part(path: Path) -> str:
    return path.relative_to(BOT).parts[0].removesuffix(".py")


def imported_by(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it the import stands."""
    package = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = (
                ".".join([*package.split(".")[: -node.level], node.module or ""]) if node.level else node.module or ""
            )
            # "from bot import wording" names the module last, "from bot.conversation.wording import text" does not.
            yield from (f"{base.strip('.')}.{alias.name}" for alias in node.names)


def parts_imported_by(path: Path) -> set[str]:
    """The parts of the bot that a module imports, its own among them."""
    return {part_of(name) for name in imported_by(path) if name.split(".")[0] == "bot"} - {"__version__"}


def forbidden_to(path: Path) -> set[str]:
    """The parts of the bot that a module imports and must not, known or not."""
    part = own_part(path)
    return parts_imported_by(path) - {part} - LAYERS[part]


def test_every_module_belongs_to_a_part_that_has_a_layer() -> None:
    parts = {own_part(path) for path in modules()}

    assert parts - LAYERS.keys() == set()


def test_the_layers_stand_one_above_the_other() -> None:
    for part, allowed in LAYERS.items():
        assert part not in allowed
        for below in allowed:
            assert LAYERS[below] < allowed, f"{below}, which {part} may import, may import more than {part}"


def test_imports_run_one_way() -> None:
    forbidden = {str(path.relative_to(ROOT)): forbidden_to(path) for path in modules()}

    assert forbidden
    assert {path: parts for path, parts in forbidden.items() if parts} == {}


def test_discord_is_imported_only_where_the_bot_speaks_on_discord() -> None:
    importing = {path for path in modules() if any(name.split(".")[0] == "discord" for name in imported_by(path))}

    assert {own_part(path) for path in importing} == {"discord_app"}


def modules_of(part: str) -> list[Path]:
    """The modules of a part, which is a package or a single module."""
    return [path for path in modules() if own_part(path) == part]


@pytest.mark.parametrize("part", PURE)
def test_the_rules_import_nothing_of_a_platform(part: str) -> None:
    assert modules_of(part)
    foreign = {
        (path.name, name) for path in modules_of(part) for name in imported_by(path) if name.split(".")[0] in FOREIGN
    }

    assert foreign == set()


@pytest.mark.parametrize("part", PURE)
def test_importing_the_rules_loads_neither_a_platform_nor_what_lies_above_them(part: str) -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in modules_of(part)
    ]
    script = "\n".join([*(f"import {name}" for name in names), "import sys", "print(*sys.modules)"])

    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)

    loaded = set(done.stdout.split())
    assert set(names) <= loaded
    assert {name.split(".")[0] for name in loaded} & FOREIGN == set()
    ours = {part_of(name) for name in loaded if name.startswith("bot.")}
    assert ours - {part} <= LAYERS[part]


class Imagined(type(BOT)):
    """The path of a module that is not there, with a source."""

    source = ""

    def read_text(self, *_: object, **__: object) -> str:
        return self.source


def imagined(place: str, source: str) -> Path:
    """A module at a place below ``bot`` that has this source."""
    module = Imagined(BOT / place)
    module.source = source
    return module


def test_imports_are_seen_wherever_and_however_they_stand() -> None:
    """The checks above are worth what `imported_by` sees."""
    source = "import a.b\nfrom c import d\ndef f():\n    from . import near\n    from ..article import model\n"

    found = set(imported_by(imagined("matching/imagined.py", source)))

    assert found == {"a.b", "c.d", "bot.matching.near", "bot.article.model"}


@pytest.mark.parametrize(
    ("place", "source", "forbidden"),
    [
        ("errors.py", "from bot.article import model", {"article"}),
        ("settings.py", "from bot.errors import SettingsError\nfrom bot.matching import text", {"matching"}),
        ("article/imagined.py", "from bot.matching import english", {"matching"}),
        ("matching/imagined.py", "from ..conversation import wording", {"conversation"}),
        ("matching/english/imagined.py", "from ...settings import Settings", {"settings"}),
        ("conversation/imagined.py", "import bot.evaluation.report", {"evaluation"}),
        ("conversation/imagined.py", "from bot import settings", {"settings"}),
        ("evaluation/imagined.py", "from bot.conversation import lookup\nfrom bot.cli.output import say", {"cli"}),
        ("cli/imagined.py", "def f():\n    from bot.discord_app import launch", {"discord_app"}),
        ("discord_app/imagined.py", "from bot.cli import output\nfrom bot.conversation import wording", {"cli"}),
        ("discord_app/cogs/imagined.py", "if TYPE_CHECKING:\n    import bot.cli.output", {"cli"}),
        ("discord_app/imagined.py", "from bot import __version__\nfrom bot.__main__ import main", {"__main__"}),
        ("__main__.py", "from bot.cli import chat\nfrom bot import nowhere", {"nowhere"}),
        (
            "matching/imagined.py",
            "from . import text\nfrom bot.article.model import Gap\nimport bot.errors",
            set[str](),
        ),
        ("__main__.py", "from bot.cli import chat\nfrom bot.discord_app import launch", set[str]()),
    ],
)
def test_an_import_that_does_not_run_one_way_is_seen(place: str, source: str, forbidden: set[str]) -> None:
    assert forbidden_to(imagined(place, source)) == forbidden
