"""What the terminal shows: lines, quotes in frames, numbered lists."""

from __future__ import annotations

import shutil

from rich import box
from rich.console import Console, ConsoleDimensions
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.cli import output
from bot.conversation import wording
from bot.matching.outcomes import Candidate

WIDTH = 88  # columns: what people read with ease, in a frame
NARROW = 30  # columns: with fewer a frame costs more room than it is worth


class TerminalConsole(Console):
    """As wide as the terminal is at the moment, up to `WIDTH`."""

    @property
    def size(self) -> ConsoleDimensions:  # pyright: ignore[reportIncompatibleMethodOverride]  # nobody sets it
        width, height = super().size
        if self.is_dumb_terminal:  # of which rich knows no size
            width = shutil.get_terminal_size((width, height)).columns
        return ConsoleDimensions(min(width, WIDTH), height)

    def on_broken_pipe(self) -> None:
        """Let the command line see that the reader went away; rich itself would exit with 1."""
        raise BrokenPipeError


class Screen:
    """Shows text as it is: neither the article's brackets nor a person's are markup, and `:cat:` is no cat."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def say(self, text: str, style: str = "", remark: str = "", remark_style: str = "dim") -> None:
        """Show a line, and a remark in another style behind it."""
        self._console.print(self._text(text, style).append(self._text(remark, remark_style)))

    def say_beside(self, mark: str, text: str) -> None:
        """Show a line with a mark before it, below which nothing stands; in a narrow terminal as one text."""
        if self._console.width < NARROW + len(mark):
            self.say(mark + text)
            return
        grid = Table.grid()
        grid.add_column(no_wrap=True)
        grid.add_row(self._text(mark), self._text(text))
        self._console.print(grid)

    def space(self) -> None:
        self._console.print()

    def list_candidates(self, candidates: tuple[Candidate, ...], first: int = 1) -> None:
        """List candidates from the `first` on, to be picked by their numbers."""
        for number, candidate in enumerate(candidates[first - 1 :], first):
            self.say_beside(f"  {number}. ", wording.choice_label(candidate, candidates))
        self.say("Type a number to see its passage.", "dim")

    def quote(self, candidate: Candidate, place: str) -> None:
        """Show the quote in a frame with its topic and its place; in a narrow terminal one under the other."""
        passage = candidate.passage
        quote, at = Text(), 0
        for start, end in passage.bold:
            quote.append(self._text(passage.quote[at:start])).append(self._text(passage.quote[start:end], "bold"))
            at = end
        quote.append(self._text(passage.quote[at:]))
        title, where = self._text(candidate.section.title), self._text(place)
        if self._console.width < max(NARROW, title.cell_len + 6):  # what stands beside a title in a frame
            for text in (title, quote, where):
                self._console.print(text)
            return
        frame = Panel(quote, title=title, title_align="left", subtitle=where, subtitle_align="right", box=box.ROUNDED)
        self._console.print(frame)

    def _text(self, text: str, style: str = "") -> Text:
        # What the encoding lacks is written in ASCII here already: a layout has to know its widths beforehand.
        encoding = self._console.encoding
        return Text(output.harmless(text).encode(encoding, "footnote").decode(encoding), style)
