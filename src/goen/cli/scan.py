"""`goen scan MAILBOX`: read it, keep what belongs, understand, and show the board or print the JSON."""

from __future__ import annotations

from pathlib import Path

import click

from goen.cli.verbs import Verb, json_option, language_option
from goen.say import Say


@click.command(cls=Verb, name="scan")
@click.argument("mailbox", metavar="MAILBOX", type=click.Path(path_type=Path))
@click.option("--as-of", "as_of", metavar="DATE")
@click.option("--owner", metavar="ADDRESS", multiple=True)
@json_option
@language_option
@click.pass_obj
def scan(say: Say, mailbox: Path, as_of: str | None, owner: tuple[str, ...], as_json: bool) -> None:
    """With --json the object speaks of this mailbox alone; the board of all that was read."""
    from goen import config
    from goen.cli.session import load, print_json, read_mailbox
    from goen.cli.show.board import show_board
    from goen.cli.show.page import Page

    day = parse_day(say, as_of)
    here = config.load()
    outcome = read_mailbox(say, here, mailbox, owner=owner)
    if as_json:
        print_json(load(say, here, source=outcome.source, as_of=day, owner=owner, newest=True).document())
        return
    show_board(Page(), load(say, here, as_of=day, owner=owner).view)


def parse_day(say: Say, text: str | None):  # type: ignore[no-untyped-def]
    """The date of an option written as 2026-03-31; None where it was left out."""
