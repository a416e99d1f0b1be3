"""`python -m bot ask` as a whole process against `python -c "import rapidfuzz"`, in turn, in one run.

python -m tests.benchmarks.start [ROUNDS]
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time

OURS = (sys.executable, "-m", "bot", "ask", "Who met in Washington?")
THEIRS = (sys.executable, "-c", "import rapidfuzz")
# Both with their bytecode written, as an installed package has it.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: tuple[str, ...]) -> float:
    """The wall time of a process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    return time.perf_counter() - start


def main(rounds: int) -> None:
    """Run both in turn and print the medians and their ratio."""
    seconds(OURS)  # the first start compiles the index
    pairs = [(seconds(OURS), seconds(THEIRS)) for _ in range(rounds)]
    ours = statistics.median(pair[0] for pair in pairs)
    theirs = statistics.median(pair[1] for pair in pairs)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"ask {ours * 1000:.0f} ms, import rapidfuzz {theirs * 1000:.0f} ms, ratio {ours / theirs:.2f}")
    print(f"largest process, compiling included: {peak:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
