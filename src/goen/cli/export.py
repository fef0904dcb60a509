"""`goen export`: everything that Goen knows, as JSON."""

from __future__ import annotations

import click

from goen.cli.verbs import Verb, language_option
from goen.say import Say


@click.command(cls=Verb, name="export")
@language_option
@click.pass_obj
def export(say: Say) -> None:
    """One object of all mailboxes together."""
    from goen.cli.session import load, print_json

    print_json(load(say).document())
