"""`goen export`: everything that Goen knows, as JSON."""

from __future__ import annotations

import click

from goen.cli.verbs import Verb, as_of_option, language_option
from goen.say import Say


@click.command(cls=Verb, name="export")
@as_of_option
@language_option
@click.pass_obj
def export(say: Say, as_of: str | None) -> None:
    """One object of all mailboxes together."""
    from goen.cli.options import parse_day
    from goen.cli.session import load, print_json

    print_json(load(say, as_of=parse_day(say, as_of)).document())
