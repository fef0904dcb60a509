"""What both shells draw from: the understanding, short ids, dates, what everything is called, and the next steps in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from goen.core.advice.steps import STEPS, WRITES, next_step
from goen.core.advice.tasks import Task
from goen.core.effects import Effect
from goen.core.reasons import Reason
from goen.core.values import Advice, Application, Person, Understanding
from goen.say import Say

if TYPE_CHECKING:
    from goen.actions.asking import Plan
    from goen.second.endpoint import Endpoint

QUIET = frozenset({"nobody-to-write-to", "let-go"})
HELD_BACK = frozenset({"deciding-elsewhere", "not-sure-enough"})  # why there is no ask although there is a tie
WITHIN_A_DAY = frozenset({"answer-introduction", "thank-talk", "sample"})  # tasks of a day, which later are said otherwise
THANKS = frozenset({"thank", "thank-if-you-like"})
SHOWN = ("ask", "ask-alone", "report", "thank", "catch-up", "remind", "wait", "thank-if-you-like", "report-if-you-like", "done")


def plain(text: str) -> str:
    """One line of what a stranger wrote, without control characters, so that mail can't move the cursor or colour the screen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


@dataclass(frozen=True)
class View:
    """`short`: the typeable id (a1, p1) of every application and person, by its own id. `dates`: of the messages, by their ids."""

    understanding: Understanding
    short: Mapping[str, str]
    dates: Mapping[str, datetime]
    say: Say
    total: int | None = None  # messages of all mail that was read, where that is known

    @property
    def today(self) -> date:
        return self.understanding.as_of

    @cached_property
    def applications(self) -> dict[str, Application]:
        return {a.id: a for a in self.understanding.applications}

    @cached_property
    def people(self) -> dict[str, Person]:
        return {p.id: p for p in self.understanding.people}

    @cached_property
    def names(self) -> dict[str, str]:
        """What people and applications are called in a sentence, by id."""
        return {p.id: self.person(p.id) for p in self.understanding.people} | {
            a.id: self.application(a) for a in self.understanding.applications
        }

    def person(self, ident: str) -> str:
        person = self.people.get(ident)
        if person is None:
            return ident
        name = plain(person.name) or (person.emails[0] if person.emails else ident)
        return f"{name}さん" if self.say.language == "ja" and person.name and not name.endswith(("さん", "様")) else name

    def of(self, person: Person) -> str:
        """The person and where they are from."""
        name = self.person(person.id)
        return self.say("board.of", person=name, organization=plain(person.organization)) if person.organization else name

    def organization(self, application: Application) -> str:
        return plain(application.organization) or self.say("board.organization-unknown")

    def application(self, application: Application) -> str:
        if not application.role:
            return self.organization(application)
        return self.say("board.application", organization=self.organization(application), role=plain(application.role))

    def ended(self, application: Application) -> str:
        """The application and how it ended."""
        return self.say("board.ended", application=self.application(application), result=self.result(application, short=False))

    def result(self, application: Application, *, short: bool = True) -> str:
        """How it ended, with the day that says so."""
        moment = application.rejected_at if application.outcome == "rejected" and application.rejected_at else application.last
        day = self.say.short_date(moment.date(), self.today) if short else self.say.day(moment.date(), self.today)
        return self.say(f"result.{application.outcome}", date=day)

    def day(self, moment: datetime) -> str:
        return self.say.day(moment.date(), self.today)

    def id(self, ident: str) -> str:
        return self.short.get(ident, ident)


def steps(view: View) -> tuple[list[tuple[Advice, Reason]], list[tuple[Advice, Reason]]]:
    """Advice with its next step: what is to be done or was done, most worth doing first; and where nothing is to be written."""
    found = [(advice, next_step(advice, as_of=view.today)) for advice in view.understanding.advice]
    now = sorted((pair for pair in found if pair[1].code not in QUIET), key=lambda pair: order(view, *pair))
    return now, [pair for pair in found if pair[1].code in QUIET]


def order(view: View, advice: Advice, step: Reason) -> tuple[int, float]:
    """By what is most worth doing, then the newest rejection first."""
    application = view.applications[advice.application]
    moment = application.rejected_at or application.last
    return SHOWN.index(step.code) if step.code in SHOWN else len(STEPS), -moment.timestamp()


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


def effect_arguments(view: View, one: Effect) -> dict[str, str | int]:
    """What stands in the text `correction.effect-…` of an effect."""
    say = view.say
    if one.what == "like":
        return {"n": one.count}
    if one.what == "tie":
        return {"person": view.person(one.about), "before": say(f"tie.{one.before}"), "after": say(f"tie.{one.after}")}
    application = view.application(view.applications[one.about])
    if one.advice is not None and one.step is not None:
        return {"application": application, "step": sentence(view, one.advice, one.step)}
    return {"application": application, "before": say(f"outcome.{one.before}"), "after": say(f"outcome.{one.after}")}


def whereabouts(say: Say, endpoint: Endpoint) -> str:
    """What leaves the machine when a second reader is asked there."""
    plainly = endpoint.place == "near" and endpoint.url.startswith("http:")
    return say("second.near-plain" if plainly else f"second.{endpoint.place}", host=endpoint.host)


def plan_words(say: Say, plan: Plan) -> list[str]:
    """How much a second reader would be sent, why, and what of each message."""
    answered = [say("second.answered", n=plan.answered)] if plan.answered else []
    if not plan.questions:
        return [say("second.nothing"), *answered]
    would = say("second.would", n=len(plan.questions), characters=f"{plan.characters:,}", requests=len(plan.batches))
    why = [say(f"second.why-{one}", n=plan.count(one)) for one in ("kind", "sign") if plan.count(one)]
    return [would, *why, say("second.what", limit=f"{plan.limit:,}"), *answered]


def task_words(view: View, task: Task) -> str:
    """A task in one sentence."""
    say = view.say
    if task.code in ("rejection", "remind"):
        advice = next(a for a in view.understanding.advice if a.application == task.application)
        return sentence(view, advice, task.reason)
    arguments = dict(task.reason.arguments)
    key = f"task.{task.code}"
    if task.code == "prepare" and "time" in arguments:
        key = "task.prepare-time"
    if task.code == "due" and task.by is not None and task.by < view.today:
        key = "task.due-past"
    application = view.applications.get(task.application or "")
    if task.code in WITHIN_A_DAY and task.by is not None and task.by < view.today:
        key = f"task.{task.code}-past"
    if task.code == "offer":
        named = "" if application is None or application.organization else "-unnamed"
        when = "" if task.by is None else "-past" if task.by < view.today else "-by"
        key = f"task.offer{named}{when}"
    people = view.people
    return say(
        key,
        person=view.person(task.person) if task.person in people else "",
        other=view.person(task.other)
        if task.other in people
        else view.person(arguments["other"])
        if arguments.get("other") in people
        else "",
        organization=view.organization(application) if application else (view.person(task.person) if task.person in people else ""),
        date=say.day(date.fromisoformat(arguments["date"]), view.today) if "date" in arguments else "",
        time=arguments.get("time", ""),
        quote=plain(task.reason.quote),
    )


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
