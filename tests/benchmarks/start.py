"""`python -m bot ask` as a whole process against `python -c "import rapidfuzz"`, in turn, in one run.
Times are processor times.

    python -m tests.benchmarks.start [ROUNDS]
    python -m tests.benchmarks.start --articles [COUNT]

A first start finds an empty state folder and compiles the index; a later one finds it compiled. With `--articles`: what
so many articles cost a process that serves them, by how many of them are used; the folders are copies of one.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

OURS = (sys.executable, "-m", "bot", "ask", "Who met in Washington?")
THEIRS = (sys.executable, "-c", "import rapidfuzz")
# Both with their bytecode written, as an installed package has it.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ROOT = Path(__file__).parent.parent.parent
SERVES = """
import resource, sys, time
from pathlib import Path
from bot.articles import Articles

def memory():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS"))) / 1024

cache, used, *folders = sys.argv[1:]
articles = Articles({Path(each).name: Path(each) for each in folders}, cache=Path(cache))
articles.choose_default()
print(time.process_time(), memory())
for each in list(articles.folders)[:int(used)]:
    assert articles.of(each).match("how much is membership?")
print(time.process_time(), memory())
"""
"""Starts as `run` does, uses some of the articles, and prints processor seconds and megabytes after each."""


def seconds(command: tuple[str, ...], state: Path) -> float:
    """The processor time of a process whose state folder this is; no other program on the machine adds to it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT | {"FOOTNOTE_STATE": str(state)})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(rounds: int) -> None:
    """Run all three in turn and print the medians and their ratios."""
    first: list[float] = []
    later: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        known = Path(folder) / "known"
        seconds(OURS, known)
        for number in range(rounds):
            first.append(seconds(OURS, Path(folder) / f"new-{number}"))
            theirs.append(seconds(THEIRS, known))
            later.append(seconds(OURS, known))
    peer = statistics.median(theirs)
    print(f"import rapidfuzz {1000 * peer:.0f} ms")
    for name, taken in (("first", first), ("later", later)):
        median = statistics.median(taken)
        print(f"{name} start: ask {1000 * median:.0f} ms, ratio {median / peer:.2f}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process, compiling included: {peak:.0f} MiB")


def serve(cache: Path, used: int, folders: Sequence[Path]) -> list[float]:
    """Seconds and megabytes of a process that starts with these articles, and then with some of them used."""
    command = [sys.executable, "-c", SERVES, str(cache), str(used), *map(str, folders)]
    output = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT).stdout
    return [float(number) for number in output.split()]


def several(count: int) -> None:
    """Print what one and so many articles cost at the start, and when they are used."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "state" / "index"
        cache.parent.mkdir(mode=0o700)
        folders = [Path(folder) / f"article-{number}" for number in range(count)]
        for each in folders:
            shutil.copytree(ROOT / "data" / "foundry-lane", each)
        serve(cache, count, folders)  # compiles them
        for number, used in ((1, 1), (count, 1), (count, count // 2), (count, count)):
            taken, memory, taken_then, memory_then = serve(cache, used, folders[:number])
            print(
                f"{number} articles, {used} used: start {taken:.2f} s, {memory:.0f} MiB; "
                f"then {taken_then - taken:.2f} s more, {memory_then:.0f} MiB"
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--articles"]:
        several(int(sys.argv[2]) if len(sys.argv) > 2 else 20)
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
