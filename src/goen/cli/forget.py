"""`goen forget WHAT`: gone from Goen's data, for good; asks first."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from goen.cli.verbs import Verb, language_option
from goen.say import Say

if TYPE_CHECKING:
    from goen.cli.session import Session
    from goen.config import Config


@click.command(cls=Verb, name="forget")
@click.argument("what", metavar="WHAT")
@click.option("--yes", is_flag=True)
@language_option
@click.pass_obj
def forget(say: Say, what: str, yes: bool) -> None:
    """A person, an application, or everything. The mailbox itself is not touched."""
    from goen import config
    from goen.actions import forget as action
    from goen.actions import numbers
    from goen.cli.session import load

    here = config.load()
    if what == "everything":
        if _sure(say, say("forget.ask-everything"), yes):
            action.everything(here)
            click.echo(say("forget.done-everything"))
        return
    session = load(say, here)
    ident = numbers.find(what, session.understanding, session.view.short)
    application = session.view.applications.get(ident)
    if application is not None:
        if _sure(say, say("forget.ask-application", name=session.view.application(application)), yes):
            click.echo(say("forget.done", n=action.application(here, application)))
    else:
        _person(session, ident, here, yes=yes)


def _person(session: Session, ident: str, here: Config, *, yes: bool) -> None:
    """A person with their mail, and which applications end with it: said before in the question, and after."""
    from goen.actions import forget as action
    from goen.cli.session import load

    say, view = session.view.say, session.view
    whole = action.whole_with(view.people[ident], session.understanding)
    question = say("forget.ask-person", name=view.person(ident))
    if whole:
        question = say("forget.ask-too", names=say.both(map(view.application, whole)), question=question)
    if not _sure(say, question, yes):
        return
    click.echo(say("forget.done", n=action.person(here, view.people[ident])))
    left = {m for a in load(say, here).understanding.applications for m in a.messages}
    if gone := [a for a in session.understanding.applications if a.messages and left.isdisjoint(a.messages)]:
        click.echo(say("forget.too", names=say.both(map(view.application, gone))))


def _sure(say: Say, question: str, yes: bool) -> bool:
    """Ask on standard error; raises GoenError where there is nobody to answer."""
    from goen.errors import GoenError

    if yes:
        return True
    if not sys.stdin.isatty():
        raise GoenError(say("error.needs-yes"), code="not-confirmed")
    if click.confirm(question, err=True):
        return True
    click.echo(say("forget.not-done"))
    return False
