"""`python -m bot ask` as a whole process against `python -c "import rapidfuzz"`, in turn, in one run.
Times are processor times.

    python -m tests.benchmarks.start [ROUNDS]

A first start finds an empty state folder and compiles the index; a later one finds it compiled.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

OURS = (sys.executable, "-m", "bot", "ask", "Who met in Washington?")
THEIRS = (sys.executable, "-c", "import rapidfuzz")
# Both with their bytecode written, as an installed package has it.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


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


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
