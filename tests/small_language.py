"""English with one message of the background, no synonyms and no general gaps: compiles in no time, and figures can be
worked out by hand.

Run as a module, it runs the module of the program that is named first in this language.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable

from bot.matching import english

BACKGROUND = ("old song",)


def use_small_language(replace: Callable[[object, str, object], None] = setattr) -> None:
    """Let this be what articles are compiled with; `replace` sets an attribute."""
    replace(english, "background", lambda: BACKGROUND)
    replace(english, "synonyms", lambda: ())
    replace(english, "general_gaps", lambda: ())


if __name__ == "__main__":
    use_small_language()
    runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
