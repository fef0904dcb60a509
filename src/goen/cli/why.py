"""`goen why WHAT`: what was read, from which words, and how sure."""

from __future__ import annotations

import re

import click

from goen.cli.verbs import Verb, as_of_option, json_option, language_option
from goen.say import Say

MESSAGE = re.compile(r"m\d+|<.*>")


@click.command(cls=Verb, name="why")
@click.argument("what", metavar="WHAT")
@as_of_option
@json_option
@language_option
@click.pass_obj
def why(say: Say, what: str, as_of: str | None, as_json: bool) -> None:
    """An application, a person or a message, with everything that speaks for what was made of it."""
    from goen.actions import numbers
    from goen.cli.options import parse_day
    from goen.cli.session import load, print_json
    from goen.cli.show import reasons
    from goen.cli.show.page import Page
    from goen.errors import GoenError

    session = load(say, as_of=parse_day(say, as_of))
    page = Page()
    if not MESSAGE.fullmatch(what):
        try:
            ident = numbers.find(what, session.understanding, session.view.short)
        except GoenError as unknown:
            try:
                what = numbers.find_message(what)
            except GoenError:
                raise unknown from None
        else:
            if as_json:
                print_json(session.about(ident))
            elif ident in session.view.applications:
                reasons.why_application(page, session, session.view.applications[ident])
            else:
                reasons.why_person(page, session, session.view.people[ident])
            return
    message = numbers.find_message(what)
    if as_json:
        print_json(session.about_message(message))
    else:
        reasons.why_message(page, session, message)
