"""The screen of the conversation: lines, quotes in frames, numbered lists."""

from __future__ import annotations

import shutil
from collections.abc import Iterable

from rich import box
from rich.console import Console, ConsoleDimensions
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.cli import output
from bot.conversation import wording
from bot.matching.outcomes import Candidate

WIDTH = 88  # columns that are easy to read, with a frame
NARROW = 30  # columns; a narrower terminal has no room for a frame


class TerminalConsole(Console):
    """A console as wide as the terminal is now, up to `WIDTH`."""

    @property
    def size(self) -> ConsoleDimensions:  # pyright: ignore[reportIncompatibleMethodOverride]  # nobody sets it
        width, height = super().size
        if self.is_dumb_terminal:  # rich does not know its size
            width = shutil.get_terminal_size((width, height)).columns
        return ConsoleDimensions(min(width, WIDTH), height)

    def on_broken_pipe(self) -> None:
        """Raise the error for the command line to handle; rich itself would exit with 1."""
        raise BrokenPipeError


class Screen:
    """Prints text literally: brackets are not markup, and `:cat:` is not an emoji."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def say(self, text: str, style: str = "", remark: str = "", remark_style: str = "dim") -> None:
        """Print a line, followed by a remark in another style."""
        self._console.print(self._text(text, style).append(self._text(remark, remark_style)))

    def say_lines(self, lines: Iterable[str], style: str = "") -> None:
        for line in lines:
            self.say(line, style)

    def say_beside(self, mark: str, text: str) -> None:
        """Print a line with a hanging mark before it; in a narrow terminal without the hanging indent."""
        if self._console.width < NARROW + len(mark):
            self.say(mark + text)
            return
        grid = Table.grid()
        grid.add_column(no_wrap=True)
        grid.add_row(self._text(mark), self._text(text))
        self._console.print(grid)

    def space(self) -> None:
        self._console.print()

    def clear(self) -> None:
        """Clear the terminal; what is no terminal stays as it is."""
        if self._console.is_terminal:
            self._console.clear()

    def list_candidates(self, candidates: tuple[Candidate, ...], first: int = 1) -> None:
        """List candidates from number `first` on, to be picked by number."""
        for number, candidate in enumerate(candidates[first - 1 :], first):
            self.say_beside(f"  {number}. ", wording.choice_label(candidate, candidates))
        self.say("Type a number to see its passage.", "dim")

    def quote(self, candidate: Candidate, place: str) -> None:
        """Print the quote in a frame with its topic and place; in a narrow terminal without a frame."""
        quote = Text()
        for text, is_bold in candidate.passage.pieces:
            quote.append(self._text(text, "bold" if is_bold else ""))
        title, where = self._text(candidate.section.title), self._text(place)
        if self._console.width < max(NARROW, title.cell_len + 6):  # a frame takes 6 columns beside the title
            for text in (title, quote, where):
                self._console.print(text)
            return
        frame = Panel(quote, title=title, title_align="left", subtitle=where, subtitle_align="right", box=box.ROUNDED)
        self._console.print(frame)

    def _text(self, text: str, style: str = "") -> Text:
        # Replace what the encoding lacks before the layout, which has to know the final widths.
        encoding = self._console.encoding
        return Text(output.escape_controls(text).encode(encoding, "footnote").decode(encoding), style)
