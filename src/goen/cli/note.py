"""`goen note ABOUT TEXT`: what was said in a call or a room."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from goen.cli.verbs import Verb, json_option, language_option
from goen.say import Say

if TYPE_CHECKING:
    from goen.cli.session import Session
    from goen.core.values import Application, Note, Said


@click.command(cls=Verb, name="note")
@click.argument("about", metavar="[ABOUT]", required=False, default="")
@click.argument("text", metavar="[TEXT]", required=False, default="")
@click.option("--on", "on", metavar="DATE")
@click.option("--with", "present", metavar="NAME", multiple=True)
@click.option("--said", "said", metavar="WORDS", multiple=True)
@click.option("--sign", "signal", metavar="SIGN", default="")
@click.option("--liked", default="", metavar="WORDS")
@click.option("--worries", default="", metavar="WORDS")
@click.option("--next", "next_step", default="", metavar="WORDS")
@click.option("--next-on", "next_on", metavar="DATE")
@click.option("--mine", is_flag=True)
@click.option("--talk", "talked", is_flag=True)
@click.option("--outcome", default="", metavar="OUTCOME")
@click.option("--undo", is_flag=True)
@json_option
@language_option
@click.pass_obj
def note(
    say: Say,
    about: str,
    text: str,
    on: str | None,
    present: tuple[str, ...],
    said: tuple[str, ...],
    signal: str,
    liked: str,
    worries: str,
    next_step: str,
    next_on: str | None,
    mine: bool,
    talked: bool,
    outcome: str,
    undo: bool,
    as_json: bool,
) -> None:
    """One note; in a terminal the short form is asked for where nothing was given."""
    from goen import config
    from goen.actions import notes
    from goen.cli.options import one_of, parse_day
    from goen.core.reading.kinds import OUTCOMES, SIGNALS

    here = config.load()
    if undo:
        taken = notes.withdraw_note(here, about)
        click.echo(say("note.withdrawn", what=taken.text or taken.about) if taken else say("note.nothing"))
        return
    if not about:
        raise click.UsageError(say("usage.missing", name=say("usage-name.about")))
    one_of(say, signal, ("", *SIGNALS), "signal")
    one_of(say, outcome, ("", *OUTCOMES), "outcome")
    empty = not (text or present or said or liked or worries or next_step or next_on or outcome or talked)
    if empty and sys.stdin.isatty():
        form = {
            key: click.prompt(say(f"note.ask-{key}"), default="", show_default=False)
            for key in ("who", "said", "liked", "worries", "next", "text")
        }
        text, liked, worries, next_step, talked = form["text"], form["liked"], form["worries"], form["next"], True
        present = tuple(name.strip() for name in form["who"].replace("、", ",").split(",") if name.strip())
        said = (form["said"],) if form["said"] else ()
    elif empty and not sys.stdin.isatty():
        text = sys.stdin.read()
    made = notes.take_note(
        here,
        about,
        notes.Form(
            text,
            talked=talked,
            present=present,
            said=[_said(say, one, signal) for one in said],
            liked=liked,
            worries=worries,
            next_step=next_step,
            next_on=parse_day(say, next_on),
            mine=mine,
            outcome=outcome,
        ),
        on=parse_day(say, on),
    )
    _tell(say, about, made, as_json=as_json)


def _said(say: Say, words: str, signal: str) -> Said:
    """ "Dana: words" """
    from goen.core.values import Said
    from goen.errors import GoenError

    by, colon, rest = words.replace("：", ":", 1).partition(":")
    if not (colon and by.strip() and rest.strip()):
        raise GoenError(say("error.bad-said"), code="bad-said")
    return Said(by.strip(), rest.strip().strip('"“”「」'), signal)


def _others(session: Session, about: str, chosen: Application) -> list[Application]:
    """The other applications that the words may have meant; none where they are an id, an address or a person's name."""
    from goen.core.hiring.taken import called

    found = called(about, session.understanding.applications)
    return [a for a in found if a.id != chosen.id] if any(a.id == chosen.id for a in found) else []


def _tell(say: Say, about: str, made: Note, *, as_json: bool) -> None:
    from goen.actions import export
    from goen.cli.session import load, print_json
    from goen.core.advice.context import MYSELF

    session = load(say)
    recorded = next((r for r in session.understanding.notes if r.note.id == made.id), None)
    if as_json:
        print_json(export.note(made, recorded))
        return
    application = session.view.applications.get(recorded.application or "") if recorded else None
    people = [session.view.person(p) for p in recorded.people] if recorded else []
    if about.strip().casefold() in MYSELF:
        click.echo(say("note.kept-me"))
    elif application is not None or people:
        click.echo(say("note.kept", what=session.view.application(application) if application else say.both(people)))
        if application is not None and (others := _others(session, about, application)):
            names = say.both([say("pause.one", id=session.view.id(a.id), application=session.view.application(a)) for a in others])
            click.echo(say("note.others", id=session.view.id(application.id), names=names, other=session.view.id(others[0].id)))
    else:
        click.echo(say("note.kept-loose", what=about))
    signs = {s.quote for p in session.understanding.people for s in p.signs if s.message == made.id}
    for said in made.said:
        if said.words not in signs:
            click.echo(say("note.unsure", quote=said.words))
