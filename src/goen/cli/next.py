"""`goen next`, `goen ledger`, `goen sent`, `goen pause`, `goen resume`: what to do, and what was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import click

from goen.cli.verbs import Verb, as_of_option, json_option, language_option
from goen.say import Say


@click.command(cls=Verb, name="next")
@as_of_option
@json_option
@language_option
@click.pass_obj
def next_(say: Say, as_of: str | None, as_json: bool) -> None:
    """Today's list."""
    from goen.actions import agenda_json, export
    from goen.cli.session import load_day, print_json
    from goen.cli.show.agenda import show_agenda
    from goen.cli.show.page import Page
    from goen.core.advice.prepare import prepare

    session, here = load_day(say, as_of)
    if as_json:
        drafts = {t: here.letter(t) for t in here.agenda.today if t.letter}
        whole = agenda_json.agenda(here.agenda, drafts)
        for entry, task in zip(whole["today"], here.agenda.today, strict=True):
            if task.code == "prepare":
                entry["preparation"] = agenda_json.preparation(prepare(task, here.context, here.agenda))
        print_json({"as_of": here.understanding.as_of.isoformat(), "pause": export.pause(here.understanding.pause), **whole})
        return
    show_agenda(Page(), session.view, here)


@click.command(cls=Verb, name="ledger")
@as_of_option
@json_option
@language_option
@click.pass_obj
def ledger(say: Say, as_of: str | None, as_json: bool) -> None:
    """The work that was asked for."""
    from goen.actions import agenda_json
    from goen.cli.session import load_day, print_json
    from goen.cli.show.agenda import show_ledger
    from goen.cli.show.page import Page

    session, here = load_day(say, as_of)
    if as_json:
        print_json([agenda_json.work(w) for w in here.agenda.works])
        return
    show_ledger(Page(), session.view, here.agenda.works)


@click.command(cls=Verb, name="sent")
@click.argument("person", metavar="PERSON", required=False, default="")
@click.option("--on", "on", metavar="DATE")
@click.option("--purpose", default="", metavar="PURPOSE")
@click.option("--take-back", "take_back", is_flag=True)
@json_option
@language_option
@click.pass_obj
def sent(say: Say, person: str, on: str | None, purpose: str, take_back: bool, as_json: bool) -> None:
    """A letter went out by other means than the mailbox that is read; or it did not after all."""
    from goen import config
    from goen.actions import export, letters
    from goen.cli.options import parse_day
    from goen.cli.session import load, print_json

    if not person and not take_back:
        raise click.UsageError(say("usage.missing", name=say("usage-name.person")))
    here = config.load()
    if take_back:
        marked = letters.last_marked(here, person)
        if marked is None:
            click.echo(say("sent.none"))
            return
        kept = letters.mark(here, marked, None)
    else:
        day = parse_day(say, on) or date.today()  # noqa: DTZ011
        found = letters.due(here, person, on=day, purpose=purpose)
        kept = letters.mark(here, replace(found, purpose=purpose or found.purpose), day)
    if as_json:
        print_json(export.kept_letter(kept))
        return
    view = load(say).view
    who = next((view.person(p.id) for p in view.people.values() if kept.to in (*p.emails, p.id)), kept.to)
    click.echo(say("sent.done", person=who, date=say.day(kept.sent_on, view.today)) if kept.sent_on else say("sent.taken-back", person=who))


@click.command(cls=Verb, name="pause")
@click.option("--job", "organization", metavar="FIRM", default=None)
@click.option("--since", metavar="DATE")
@json_option
@language_option
@click.pass_obj
def pause(say: Say, organization: str | None, since: str | None, as_json: bool) -> None:
    """The search rests."""
    from goen import config
    from goen.actions import export
    from goen.actions import pause as action
    from goen.cli.options import parse_day
    from goen.cli.session import print_json

    why = "rest" if organization is None else "job"
    made = action.pause(config.load(), why, since=parse_day(say, since), organization=organization or "")
    if as_json:
        print_json(export.pause(made))
        return
    click.echo(say(f"pause.{why}"))
    if made.organization:
        from goen.cli.session import load
        from goen.shown import job_words

        view = load(say).view
        key, arguments = job_words(view, made)
        click.echo(say(f"pause.{key}", **arguments))


@click.command(cls=Verb, name="resume")
@json_option
@language_option
@click.pass_obj
def resume(say: Say, as_json: bool) -> None:
    """The search goes on."""
    from goen import config
    from goen.actions import export
    from goen.actions import pause as action
    from goen.cli.session import print_json

    ended = action.resume(config.load())
    if as_json:
        print_json(export.pause(ended))
        return
    click.echo(say("pause.resumed" if ended else "pause.none"))
