"""How far a scan is, on standard error: a bar with the rate and the time left on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from goen.actions.progress import Progress, Report, silent
from goen.say import Say


@contextmanager
def bar(say: Say) -> Iterator[Report]:
    """The report to hand to a scan; the bar is gone when it ends."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn(" {task.description}"),
        BarColumn(24, complete_style="default", finished_style="default"),
        TextColumn("{task.fields[note]}", style="dim"),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True, refresh_per_second=5) as drawn:
        task = drawn.add_task("", total=None, note="")

        def report(progress: Progress) -> None:
            fraction = progress.fraction
            drawn.update(
                task,
                description=say(f"scan.{progress.phase}"),
                total=None if fraction is None else 1.0,
                completed=fraction or 0.0,
                note=note(say, progress),
            )

        yield report


def note(say: Say, progress: Progress) -> str:
    """Messages so far, messages a second, and the time left once there is something to judge by."""
    parts = [f"{progress.done:,}"] if progress.done else []
    if progress.rate:
        parts.append(say("scan.rate", rate=f"{progress.rate:,.0f}"))
    if progress.left is not None and progress.seconds >= 1:
        parts.append(say("scan.left", time=clock(progress.left)))
    return "  ".join(parts)


def clock(seconds: float) -> str:
    """`0:07`, `12:30`, `1:02:03`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
