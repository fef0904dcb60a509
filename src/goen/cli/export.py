"""`goen export`: everything that Goen knows, as JSON; the applications as a table with --csv."""

from __future__ import annotations

import sys
from datetime import date

import click

from goen.cli.verbs import Verb, as_of_option, language_option
from goen.say import Say


@click.command(cls=Verb, name="export")
@click.option("--csv", "as_csv", is_flag=True)
@as_of_option
@language_option
@click.pass_obj
def export(say: Say, as_csv: bool, as_of: str | None) -> None:
    """One object of all mailboxes together; or the applications as a table."""
    from goen.cli.options import parse_day
    from goen.cli.session import load, load_day, print_json

    if as_csv:
        from goen.actions.records import records, table

        session, here = load_day(say, as_of)
        rows = records(here, date.min, here.context.today)
        sys.stdout.flush()
        sys.stdout.buffer.write(table(here, rows, session.view.short).encode("utf-8"))
        return
    print_json(load(say, as_of=parse_day(say, as_of)).document())
