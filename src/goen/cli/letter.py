"""`goen letter APPLICATION`: the draft, and whether it may go as it is."""

from __future__ import annotations

import click

from goen.cli.verbs import Verb, as_of_option, json_option, language_option
from goen.say import Say


@click.command(cls=Verb, name="letter")
@click.argument("application", metavar="APPLICATION")
@as_of_option
@json_option
@language_option
@click.pass_obj
def letter(say: Say, application: str, as_of: str | None, as_json: bool) -> None:
    """The letter that fits what is to be done now; where nothing is to be written, the reason."""
    from goen.actions import numbers
    from goen.cli.options import parse_day
    from goen.cli.session import load, print_json
    from goen.cli.show.page import Page
    from goen.core.advice import next_step

    session = load(say, as_of=parse_day(say, as_of))
    ident = numbers.find(application, session.understanding, session.view.short)
    found = session.view.applications.get(ident)
    if found is None:
        raise numbers.unknown(application)
    advice = next((a for a in session.understanding.advice if a.application == ident), None)
    if as_json:
        from goen.actions import export

        drafted, problems = session.letter(advice) if advice else (None, ())
        print_json(
            {
                "application": ident,
                "step": export.reason(next_step(advice, as_of=session.understanding.as_of)) if advice else None,
                "letter": export.letter(drafted) if drafted else None,
                "problems": [export.reason(p) for p in problems],
            }
        )
        return
    from goen.cli.show.letters import show_letter

    page = Page()
    page.line()
    show_letter(page, session, found, advice)
