"""What now: for each rejection the one next step, kindly, and those for which nothing is to be written together at the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from goen.cli.show.page import Page
from goen.core.advice.steps import WELCOME, WRITES
from goen.core.reasons import Reason
from goen.core.values import Advice
from goen.view import HELD_BACK, THANKS, View, plain, sentence, steps


def show_advice(page: Page, view: View) -> None:
    """Two headings: what now, and where nothing is to be written."""
    say = view.say
    now, quiet = steps(view)
    page.heading(say("board.advice"))
    if not now:
        page.text(say("board.no-advice"), indent=1)
    for n, (advice, step) in enumerate(now):
        if n:
            page.line()
        _show_one(page, view, advice, step)
    if quiet:
        page.heading(say("board.silence"))
        _show_quiet(page, view, quiet)


def worth_doing(view: View) -> Advice | None:
    """The first advice for which there is a letter to write."""
    return next((advice for advice, step in steps(view)[0] if step.code in WRITES), None)


def _show_one(page: Page, view: View, advice: Advice, step: Reason) -> None:
    application = view.applications[advice.application]
    page.item(view.id(application.id), view.ended(application))
    if step.code in WRITES or step.code == "remind":
        sign = next((r for r in advice.reasons if r.code == "sign"), None)
        if sign is not None:
            page.text(view.say("advice.wrote", person=view.person(dict(sign.arguments)["person"]), quote=plain(sign.quote)), "quote")
    page.text(sentence(view, advice, step), "worth" if step.code in WRITES - WELCOME else "")
    for reason in advice.reasons:
        if reason.code in HELD_BACK and step.code in THANKS:
            page.text(plain(view.say.reason(reason, view.names, view.today)))
    if step.code in WRITES:
        page.text(view.say("step.letter", id=view.id(application.id)), "quiet")


def _show_quiet(page: Page, view: View, quiet: Sequence[tuple[Advice, Reason]]) -> None:
    """Those with the same sentence share it."""
    same: dict[str, list[str]] = defaultdict(list)
    for advice, step in quiet:
        application = view.applications[advice.application]
        same[sentence(view, advice, step)].append(f"{view.id(application.id)} {view.organization(application)}")
    for n, (text, applications) in enumerate(same.items()):
        if n:
            page.line()
        page.text(", ".join(applications) if view.say.language == "en" else "、".join(applications), indent=1)
        page.text(text)
