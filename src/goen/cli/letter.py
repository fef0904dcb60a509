"""`goen letter APPLICATION`: the draft, and whether it may go as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from goen.cli.verbs import Verb, as_of_option, json_option, language_option
from goen.say import Say

if TYPE_CHECKING:
    from goen.actions.agenda import Day
    from goen.cli.session import Session
    from goen.core.advice.tasks import Task


@click.command(cls=Verb, name="letter")
@click.argument("application", metavar="APPLICATION")
@click.option("--purpose", default="", metavar="PURPOSE")
@as_of_option
@json_option
@language_option
@click.pass_obj
def letter(say: Say, application: str, purpose: str, as_of: str | None, as_json: bool) -> None:
    """The letter that fits what is to be done now; where nothing is to be written, the reason."""
    from goen.actions import numbers
    from goen.cli.session import load_day, print_json
    from goen.cli.show.page import Page
    from goen.core.advice import next_step

    session, here = load_day(say, as_of)
    ident = numbers.find(application, session.understanding, session.view.short)
    task = here.task_for(ident)
    if task is not None and task.letter == "advice":
        ident = task.application or ident
        _refuse(say, purpose, ())
    elif task is not None:
        _refuse(say, purpose, task.choices or (task.letter,))
        _of_task(session, here, task.answered_with(purpose), as_json=as_json)
        return
    _refuse(say, purpose, ())
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
    show_letter(page, session, found, advice, here.send_at(task) if task else None)


def _refuse(say: Say, purpose: str, choices: Sequence[str]) -> None:
    """Raises click.BadParameter for a purpose that is no draft of what is due."""
    if purpose and purpose not in choices:
        raise click.UsageError(say("letter.no-purpose", purpose=purpose, choices=say.both(choices)) if choices else say("letter.no-choice"))


def _of_task(session: Session, here: Day, task: Task, *, as_json: bool) -> None:
    """The letter of something that is due in a running matter."""
    from goen.actions import export
    from goen.cli.session import print_json
    from goen.cli.show.letters import show_choices, show_draft
    from goen.cli.show.page import Page
    from goen.view import task_words

    drafted, problems = here.letter(task)
    if as_json:
        print_json(
            {
                "application": task.application,
                "step": export.reason(task.reason),
                "letter": export.letter(drafted) if drafted else None,
                "purpose": task.letter,
                "purposes": list(task.choices or (task.letter,)),
                "problems": [export.reason(p) for p in problems],
                "send_at": best.isoformat() if (best := here.send_at(task)) else None,
            }
        )
        return
    page = Page()
    page.line()
    page.item(session.view.id(task.application or task.person or ""), task_words(session.view, task))
    if drafted is None:
        say = session.view.say
        page.text(say("task.thank-talk-first-note" if task.code == "thank-talk" else "letter.none"), "quiet")
        return
    show_draft(page, session.view, drafted, problems, task.person or "", here.send_at(task))
    show_choices(page, session.view, task)
