"""Who may import whom: one way, and Discord only where the bot speaks on Discord."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BOT = ROOT / "bot"

VOICES = {"terminal", "discord_app"}
"""Where the bot speaks: neither knows of the other, and only the command line knows of them."""

LAYERS: dict[str, set[str]] = {
    "errors": set(),
    "article": {"errors"},
    "matching": {"article", "errors"},
    "store": {"article", "errors"},
}
"""What each of the lower layers may import. `__version__` of the package itself is everybody's."""

PURE = ["article", "matching"]

# Loading any of these costs time or ties the rules to a platform.
FOREIGN = {"discord", "aiohttp", "asyncio", "rich", "prompt_toolkit", "dotenv", "platformdirs", "sqlite3"}


def modules() -> list[Path]:
    return sorted(BOT.rglob("*.py"))


def part_of(name: str) -> str:
    """The first name below ``bot``: ``bot.matching.text`` -> ``matching``."""
    return name.split(".")[1] if "." in name else ""


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
    """The parts of the bot that a module imports."""
    known = {entry.stem for entry in BOT.iterdir() if entry.suffix == ".py" or entry.is_dir()}
    return {part_of(name) for name in imported_by(path) if name.split(".")[0] == "bot"} & known


def own_part(path: Path) -> str:
    return path.relative_to(BOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    part, imported = own_part(path), parts_imported_by(path) - {own_part(path)}

    assert "__main__" not in imported
    if part in LAYERS:
        assert imported <= LAYERS[part]
    elif part != "__main__":
        assert not imported & VOICES


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_discord_is_imported_only_where_the_bot_speaks_on_discord(path: Path) -> None:
    imports_discord = any(name.split(".")[0] == "discord" for name in imported_by(path))

    assert not imports_discord or own_part(path) == "discord_app"


@pytest.mark.parametrize("part", PURE)
def test_the_rules_import_nothing_of_a_platform(part: str) -> None:
    foreign = {
        (path.name, name)
        for path in (BOT / part).rglob("*.py")
        for name in imported_by(path)
        if name.split(".")[0] in FOREIGN
    }

    assert foreign == set()


@pytest.mark.parametrize("part", PURE)
def test_importing_the_rules_loads_neither_a_platform_nor_what_lies_above_them(part: str) -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((BOT / part).rglob("*.py"))
    ]
    script = "\n".join([*(f"import {name}" for name in names), "import sys", "print(*sys.modules)"])

    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)

    loaded = set(done.stdout.split())
    assert set(names) <= loaded
    assert {name.split(".")[0] for name in loaded} & FOREIGN == set()
    ours = {part_of(name) for name in loaded if name.startswith("bot.")}
    assert ours - {part} <= LAYERS[part]


def test_imports_are_seen_wherever_and_however_they_stand(tmp_path: Path) -> None:
    """The checks above are worth what `imported_by` sees."""
    module = BOT / "matching" / "imagined.py"
    source = "import a.b\nfrom c import d\ndef f():\n    from . import near\n    from ..article import model\n"

    class Imagined(type(module)):
        def read_text(self, *_: object, **__: object) -> str:
            return source

    assert set(imported_by(Imagined(module))) == {"a.b", "c.d", "bot.matching.near", "bot.article.model"}
