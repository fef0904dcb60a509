"""`goen scan MAILBOX`: read it, keep what belongs, understand, and show the board or print the JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goen.cli.verbs import Verb, as_of_option, json_option, language_option
from goen.say import Say

if TYPE_CHECKING:
    from datetime import date

    from goen.actions.scan import Scan
    from goen.config import Config


@click.command(cls=Verb, name="scan")
@click.argument("mailbox", metavar="MAILBOX", type=click.Path(path_type=Path))
@as_of_option
@click.option("--owner", metavar="ADDRESS", multiple=True)
@json_option
@language_option
@click.pass_obj
def scan(say: Say, mailbox: Path, as_of: str | None, owner: tuple[str, ...], as_json: bool) -> None:
    """The JSON speaks of this mailbox alone, as of its newest message; the board of all that was read, as of today."""
    from goen import config
    from goen.cli.options import parse_day

    day = parse_day(say, as_of)
    here = config.load()
    done = read_mailbox(say, here, mailbox, owner=owner, as_of=day, newest=as_json)
    if as_json:
        from goen.cli.session import load, print_json

        print_json(load(say, here, source=mailbox, as_of=done.day).document())
        return
    sys.stderr.write(f" {say('scan.done', n=done.intake.new + done.intake.known, new=done.intake.new, seconds=f'{done.seconds:.1f}')}\n")
    _show(say, here, done)


def _show(say: Say, here: Config, done: Scan) -> None:
    """The board; as it was shown before, where that is still so: to draw that of a large mailbox takes seconds."""
    from goen.actions import drawn
    from goen.cli.show.page import Page

    page = Page()
    before = drawn.made_of(done.day.isoformat(), say.language, page.columns)
    known = drawn.kept(before)
    if known is not None:
        for text, style in known:
            page.line(text, style)
        return
    from goen.cli.session import load
    from goen.cli.show.board import show_board

    show_board(page, load(say, here, known=done.understanding).view)
    drawn.keep(here, before, page.drawn)


def read_mailbox(
    say: Say, here: Config, mailbox: Path, *, owner: tuple[str, ...] = (), as_of: date | None = None, newest: bool = False
) -> Scan:
    """Scan with a bar on standard error."""
    from goen.actions.scan import scan as read
    from goen.cli.show.bar import bar

    with bar(say) as report:
        return read(here, mailbox, owner=owner, as_of=as_of, newest=newest, report=report)
