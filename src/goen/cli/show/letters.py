"""A letter as it would be sent, and what is to be mended before that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from goen.cli.session import Session
from goen.cli.show.page import Page
from goen.core.advice import next_step
from goen.core.advice.tasks import Task
from goen.core.reasons import Reason
from goen.core.values import Advice, Application, Letter
from goen.view import View, plain, sentence


def show_letter(page: Page, session: Session, application: Application, advice: Advice | None, best: datetime | None = None) -> None:
    """The draft with what it answers; without a draft the sentence that says why there is none."""
    view = session.view
    say = view.say
    page.item(view.id(application.id), view.ended(application))
    if advice is None:
        page.text(say("letter.none"))
        return
    step = next_step(advice, as_of=view.today)
    page.text(sentence(view, advice, step))
    drafted, problems = session.letter(advice)
    if drafted is None:
        page.text(say("letter.none"), "quiet")
        return
    show_draft(page, view, drafted, problems, dict(step.arguments).get("person", ""), best)


def show_draft(page: Page, view: View, drafted: Letter, problems: Sequence[Reason], person: str, best: datetime | None = None) -> None:
    """The letter as it would be sent, what is to be mended before that, and the morning on which it is best sent."""
    say = view.say
    page.line()
    page.text(f"{say('letter.to')}: {drafted.to}", "quiet", indent=1)
    if drafted.cc:
        page.text(f"Cc: {drafted.cc}", "quiet", indent=1)
    if drafted.bcc:
        page.text(f"{say('letter.bcc')}: {drafted.bcc}", "quiet", indent=1)
    page.text(f"{say('letter.subject')}: {plain(drafted.subject)}", "quiet", indent=1)
    page.line()
    for paragraph in drafted.body.splitlines():
        page.text(paragraph, indent=1)
    page.line()
    if problems:
        page.text(say("letter.problems"), "worth", indent=1)
        name = view.person(person)
        for problem in problems:
            text = say(f"check.{problem.code}", name=name)
            page.text(say("check.words", problem=text, quote=plain(problem.quote)) if problem.quote else text, indent=3)
    else:
        page.text(say("letter.checked"), "quiet", indent=1)
    if best is not None:
        page.text(say("letter.best", date=view.day(best), time=f"{best:%H:%M}"), "quiet", indent=1)
    page.text(say("letter.yours"), "quiet", indent=1)


def show_choices(page: Page, view: View, task: Task) -> None:
    """The other drafts among which the owner chooses, and how each is had."""
    others = [purpose for purpose in task.choices if purpose != task.letter]
    if others:
        page.line()
        page.text(view.say("letter.others"), "quiet", indent=1)
    for purpose in others:
        words = view.say(f"purpose.{purpose}")
        page.text(
            view.say("letter.other", id=view.id(task.application or task.person or ""), purpose=purpose, words=words), "quiet", indent=3
        )
