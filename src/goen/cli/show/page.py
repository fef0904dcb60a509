"""What is printed, line by line: one column, an indent for what belongs to a heading, one accent for the one thing worth doing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence

from goen.cli.show.layout import row, wrap

STYLES = {
    "": "",
    "heading": "bold",
    "quiet": "dim",
    "quote": "italic",
    "worth": "rgb(192,64,43)",  # the vermilion of a name seal: the one thing worth doing
    "door": "green",  # a door that opened
}
INDENT = 6
NARROWEST, WIDEST = 60, 88


class Page:
    """Writes to standard output; colours only on a terminal that has them."""

    def __init__(self, columns: int | None = None) -> None:
        self.columns = columns or max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))
        self.drawn: list[tuple[str, str]] = []  # text and style of every line so far
        self._around: dict[str, tuple[str, str]] = {"": ("", "")}

    def line(self, text: str = "", style: str = "") -> None:
        """One line as it is."""
        self.drawn.append((text, style))
        if style not in self._around:
            self._around[style] = _around(STYLES[style]) if sys.stdout.isatty() else ("", "")
        before, after = self._around[style]
        sys.stdout.write(f"{before}{text}{after}\n")

    def text(self, text: str, style: str = "", indent: int = INDENT) -> None:
        """A paragraph, wrapped."""
        for line in wrap(text, self.columns - indent):
            self.line(" " * indent + line if line else "", style)

    def heading(self, text: str) -> None:
        self.line()
        self.line(f" {text}", "heading")
        self.line()

    def item(self, short: str, text: str, style: str = "") -> None:
        """A short id in the margin and a paragraph beside it."""
        first, *rest = wrap(text, self.columns - INDENT)
        self.line(f" {short:<{INDENT - 2}} {first}", style)
        for line in rest:
            self.line(" " * INDENT + line, style)

    def row(self, cells: Sequence[str], widths: Sequence[int], style: str = "") -> None:
        for line in row(cells, widths):
            self.line(f" {line}", style)


def _around(style: str) -> tuple[str, str]:
    """What this terminal is told before and after a text of a style. Asked once: a line at a time, rich takes longer than all else."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    with console.capture() as told:
        console.print("x", style=style, end="")
    before, _, after = told.get().partition("x")
    return before, after
