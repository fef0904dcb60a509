"""`goen applications`, `goen people`, `goen advice`: the parts of the board, each by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from goen import config
from goen.cli.verbs import Verb, as_of_option, json_option, language_option
from goen.say import Say

if TYPE_CHECKING:
    from goen.cli.session import Session
    from goen.cli.show.page import Page


@click.command(cls=Verb, name="applications")
@as_of_option
@json_option
@language_option
@click.pass_obj
def applications(say: Say, as_of: str | None, as_json: bool) -> None:
    """Every application, oldest first."""
    from goen.cli.show.board import show_applications

    def show(page: Page, session: Session) -> None:
        show_applications(page, session.view, session.understanding.applications)

    _list(say, as_of, as_json, "applications", show)


@click.command(cls=Verb, name="people")
@as_of_option
@json_option
@language_option
@click.pass_obj
def people(say: Say, as_of: str | None, as_json: bool) -> None:
    """Who believed in the owner, in their words; who has done how much; then what may be a sign."""
    from goen.actions.agenda import day
    from goen.cli.show.agenda import show_credits
    from goen.cli.show.board import show_people, show_perhaps

    def show(page: Page, session: Session) -> None:
        show_people(page, session.view)
        show_credits(page, session.view, day(config.load(), known=session.understanding).agenda.credits)
        show_perhaps(page, session.view)

    _list(say, as_of, as_json, "people", show)


@click.command(cls=Verb, name="advice")
@as_of_option
@json_option
@language_option
@click.pass_obj
def advice(say: Say, as_of: str | None, as_json: bool) -> None:
    """What each rejection deserves now."""
    from goen.cli.show.advice import show_advice

    _list(say, as_of, as_json, "advice", lambda page, session: show_advice(page, session.view))


def _list(say: Say, as_of: str | None, as_json: bool, part: str, show: Callable[[Page, Session], None]) -> None:
    from goen.cli.options import parse_day
    from goen.cli.session import load, print_json
    from goen.cli.show.page import Page

    session = load(say, as_of=parse_day(say, as_of))
    if as_json:
        print_json(session.entries(part))
        return
    page = Page()
    page.line()
    if not session.understanding.readings:
        page.text(say("list.no-mail-yet"), indent=1)
    elif not getattr(session.understanding, part):
        page.text(say(f"list.no-{part}"), indent=1)
    else:
        show(page, session)
