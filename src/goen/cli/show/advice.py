"""What now: for each rejection the one next step, kindly, and those for which nothing is to be written together at the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from goen.cli.show.layout import plain
from goen.cli.show.page import Page
from goen.cli.show.view import View
from goen.core.advice.steps import STEPS, WRITES, next_step
from goen.core.reasons import Reason
from goen.core.values import Advice

QUIET = frozenset({"nobody-to-write-to", "let-go"})
HELD_BACK = frozenset({"deciding-elsewhere", "not-sure-enough"})  # why there is no ask although there is a tie
THANKS = frozenset({"thank", "thank-if-you-like"})
SHOWN = ("ask", "ask-alone", "report", "thank", "catch-up", "remind", "wait", "thank-if-you-like", "done")


def show_advice(page: Page, view: View) -> None:
    """Two headings: what now, and where nothing is to be written."""
    say = view.say
    now, quiet = _steps(view)
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
    return next((advice for advice, step in _steps(view)[0] if step.code in WRITES), None)


def _steps(view: View) -> tuple[list[tuple[Advice, Reason]], list[tuple[Advice, Reason]]]:
    """Advice with its next step: what is to be done or was done, most worth doing first; and where nothing is to be written."""
    steps = [(advice, next_step(advice, as_of=view.today)) for advice in view.understanding.advice]
    now = sorted((pair for pair in steps if pair[1].code not in QUIET), key=lambda pair: _order(view, *pair))
    return now, [pair for pair in steps if pair[1].code in QUIET]


def _order(view: View, advice: Advice, step: Reason) -> tuple[int, float]:
    """By what is most worth doing, then the newest rejection first."""
    application = view.applications[advice.application]
    moment = application.rejected_at or application.last
    return SHOWN.index(step.code) if step.code in SHOWN else len(STEPS), -moment.timestamp()


def _show_one(page: Page, view: View, advice: Advice, step: Reason) -> None:
    application = view.applications[advice.application]
    page.item(view.id(application.id), view.ended(application))
    if step.code in WRITES or step.code == "remind":
        sign = next((r for r in advice.reasons if r.code == "sign"), None)
        if sign is not None:
            page.text(view.say("advice.wrote", person=view.person(dict(sign.arguments)["person"]), quote=plain(sign.quote)), "quote")
    page.text(sentence(view, advice, step), "worth" if step.code in WRITES - {"thank-if-you-like"} else "")
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


def sentence(view: View, advice: Advice, step: Reason) -> str:
    """The next step in words; its day where that is still to come."""
    say = view.say
    arguments = dict(step.arguments)
    key = f"step.{_key(step.code, arguments, advice)}"
    text = say(key, person=view.person(arguments.get("person", "")))
    if advice.not_before and advice.not_before > view.today and step.code in WRITES:
        joint = "" if say.language == "ja" else " "
        text = f"{text}{joint}{say('step.not-before', date=say.day(advice.not_before, view.today))}"
    return text


def _key(code: str, arguments: dict[str, str], advice: Advice) -> str:
    if code == "nobody-to-write-to":
        if arguments.get("why") == "nobody-to-reach":
            return "nobody-to-reach"
        stage = next((dict(r.arguments).get("stage") for r in advice.reasons if r.code == "nobody"), "")
        return "nobody-form" if stage == "applied" else "nobody-times"
    if code in ("ask", "ask-alone"):
        return f"{code}-{arguments['size']}"
    detail = arguments.get("why") or arguments.get("about")
    return f"{code}-{detail}" if detail else code
