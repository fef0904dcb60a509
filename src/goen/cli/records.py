"""`goen ics`, `goen week`, `goen proof`: what is taken elsewhere."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goen.cli.verbs import Verb, as_of_option, json_option, language_option
from goen.say import Say

if TYPE_CHECKING:
    from goen.cli.session import Session

YEAR = timedelta(days=365)


@click.command(cls=Verb, name="ics")
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--address", "address", flag_value="show")
@click.option("--new-address", "address", flag_value="new")
@click.option("--no-address", "address", flag_value="off")
@as_of_option
@json_option
@language_option
@click.pass_obj
def ics(say: Say, file: Path | None, address: str | None, as_of: str | None, as_json: bool) -> None:
    """The calendar, to a file or to standard output; or the address at which the pages serve it."""
    if address:
        _address(say, address, as_json=as_json)
        return
    from goen.actions.feed import calendar
    from goen.cli.session import load_day, print_json
    from goen.core.advice.entries import entries
    from goen.shown import entry_words

    session, here = load_day(say, as_of)
    if as_json:
        found = entries(here.context, here.agenda)
        print_json([{"uid": e.uid, "kind": e.kind, "day": e.day.isoformat(), "summary": entry_words(session.view, e)} for e in found])
        return
    made, count = calendar(here, lambda entry: entry_words(session.view, entry), say("ics.name"))
    if file is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(made)
        return
    _write(say, file, made)
    click.echo(say("ics.written", n=count, path=file), err=True)


def _address(say: Say, what: str, *, as_json: bool) -> None:
    """Show, make or take away the calendar's secret address."""
    from goen import config
    from goen.actions import secret
    from goen.cli.session import print_json

    here = config.load()
    if what == "off":
        secret.take_away(here)
    made = None if what == "off" else secret.renew(here, say.language) if what == "new" else secret.address(here)
    url = made.url(secret.port(here)) if made else None
    if as_json:
        print_json({"address": url})
    elif url:
        click.echo(url)
        click.echo(say("ics.address-said"), err=True)
    else:
        click.echo(say("ics.no-address"), err=True)


@click.command(cls=Verb, name="week")
@click.option("--eml", "eml", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@as_of_option
@json_option
@language_option
@click.pass_obj
def week(say: Say, eml: Path | None, as_of: str | None, as_json: bool) -> None:
    """Three lines; or as a mail to oneself."""
    from goen.actions.records import week as of_week
    from goen.cli.session import load_day, print_json
    from goen.shown import week_lines

    session, here = load_day(say, as_of)
    found = of_week(here)
    lines = week_lines(session.view, found)
    if eml is not None:
        from goen.actions.drafting import to_self

        _write(say, eml, to_self(here.understanding.owner, lines[0], lines[1:]))
        click.echo(say("week.written", path=eml), err=True)
        return
    if as_json:
        counts = {"moved": list(found.moved), "open": found.open, "signs": len(found.signs), "tasks": found.tasks}
        print_json({"end": found.end.isoformat(), **counts, "lines": lines})
        return
    for line in lines:
        click.echo(line)


@click.command(cls=Verb, name="proof")
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--start", metavar="DATE")
@as_of_option
@json_option
@language_option
@click.pass_obj
def proof(say: Say, file: Path | None, start: str | None, as_of: str | None, as_json: bool) -> None:
    """The record of applications for an employment office."""
    from goen.actions.records import records
    from goen.cli.options import parse_day
    from goen.cli.session import load_day, print_json
    from goen.cli.show.page import Page
    from goen.cli.show.proof import page_of, rows_of

    session, here = load_day(say, as_of)
    begin = parse_day(say, start) or here.understanding.as_of - YEAR
    found = records(here, begin, here.understanding.as_of)
    if as_json:
        print_json([_row(session, r.day, r.how, r.application.id) for r in found])
        return
    if file is not None:
        _write(say, file, page_of(session.view, found, begin).encode())
        click.echo(say("proof.written", path=file), err=True)
        return
    page = Page()
    widths = [12, 24, 22, 12, page.columns - 80 if page.columns > 86 else 14]
    for cells in rows_of(session.view, found):
        page.row(cells, widths)
    page.line()
    page.text(say("proof.total", n=len(found)), "quiet", indent=1)


def _row(session: Session, day: date, how: str, ident: str) -> dict[str, str]:
    a = session.view.applications[ident]
    return {
        "application": ident,
        "date": day.isoformat(),
        "organization": a.organization,
        "role": a.role,
        "how": how,
        "outcome": a.outcome,
    }


def _write(say: Say, file: Path, content: bytes) -> None:
    """The whole file or nothing: beside it first, then in its place."""
    from goen.errors import GoenError

    beside = file.with_name(f".{file.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(file)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        reason = problem.strerror or type(problem).__name__
        raise GoenError(say("error.not-written", path=file, reason=reason), code="not-written", path=str(file), reason=reason) from problem
