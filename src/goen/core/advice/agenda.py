"""What to do on a day, and how everything stands that was begun: one list from rejections, running processes, introductions and letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goen.core.advice import tasks
from goen.core.advice.context import Context, gather
from goen.core.advice.credits import Credit, credits
from goen.core.advice.following import Path, deciding, following, paths
from goen.core.advice.ledger import Work, free_work, handing_in, ledger
from goen.core.advice.life import Life, lives
from goen.core.advice.offers import answering, standing, without
from goen.core.advice.openings import Opening, openings
from goen.core.advice.outward import bringing_together
from goen.core.advice.pledges import Pledge, pledges
from goen.core.advice.steps import ASKS, WELCOME, WRITES, next_step
from goen.core.advice.tasks import Task
from goen.core.advice.upcoming import correspondent, prepare_on, upcoming
from goen.core.hiring.names import organization_key
from goen.core.hiring.taken import meant
from goen.core.mail.message import Message
from goen.core.reasons import Reason
from goen.core.values import KeptLetter, Outward, Understanding

SHOWN_AHEAD = timedelta(days=7)  # days for which the list looks ahead
AFTER_A_JOB = frozenset(
    {"introduce", "introduce-ask", "report-outcome", "report-talk", "answer-introduction", "withdraw", "thank-talk", "promised"}
)
MINE_ALONE = frozenset({"offer", "due", "promised", "prepare", "note"})  # tasks that ask nothing of the other
WITHDRAW_UNTIL = timedelta(days=30)  # days after a job was taken for which those who still decide are to be told (our own figure)


@dataclass(frozen=True, slots=True)
class Agenda:
    """`today`: what is due or may be done today, most pressing first. `ahead`: what the next days bring."""

    today: tuple[Task, ...]
    ahead: tuple[Task, ...]
    pledges: tuple[Pledge, ...]
    letters: tuple[Life, ...]
    paths: tuple[Path, ...]
    works: tuple[Work, ...]
    credits: tuple[Credit, ...] = ()
    openings: tuple[Opening, ...] = ()


def agenda(
    understanding: Understanding, messages: Iterable[Message], letters: Sequence[KeptLetter] = (), outward: Sequence[Outward] = ()
) -> Agenda:
    """Everything as of the understanding's day. Pure: the same facts give the same list."""
    return of(gather(understanding, messages, letters, outward))


def of(context: Context) -> Agenda:
    """The agenda of a context that is gathered already."""
    promised = pledges(context)
    offered = tuple(standing(context, promised))
    introductions = paths(context)
    works = ledger(context, promised)
    every = (
        *following(context, introductions),
        *answering(context, offered),
        *upcoming(context, without(promised, offered)),
        *handing_in(context, works, promised),
        *free_work(context, works),
        *bringing_together(context),
        *_after_a_job(context),
        *_advice(context),
    )
    found = _one_letter_each(sorted(_allowed(context, every), key=_order))
    ahead = _coming(context, promised)
    now = tuple(sorted((t for t in found if t.on <= context.today), key=_order))
    later = tuple(sorted((*(t for t in found if context.today < t.on <= context.today + SHOWN_AHEAD), *ahead), key=_order))
    return Agenda(now, later, promised, lives(context), introductions, works, credits(context, introductions), openings(context))


def _order(task: Task) -> tuple[object, ...]:
    return tasks.CODES.index(task.code), task.by or task.on, task.application or "", task.person or ""


def _advice(context: Context) -> Iterator[Task]:
    """What a rejection deserves, where there is something to write; who introduced the owner is owed what `following` says."""
    for advice in context.understanding.advice:
        step = next_step(advice, as_of=context.today)
        person = dict(step.arguments).get("person")
        if step.code == "remind":
            yield Task("remind", context.today, None, advice.application, person, step, "remind")
        elif step.code in WRITES and not (step.code == "report" and dict(step.arguments).get("about") == "introduction"):
            if step.code in WELCOME:
                continue  # still welcome, but nobody's task
            yield Task("rejection", advice.not_before or context.today, None, advice.application, person, step, "advice")


def _after_a_job(context: Context) -> Iterator[Task]:
    """Once a job was taken, whoever still decides hears it from the owner."""
    since = _taken_on(context)
    if since == date.min or context.today - since > WITHDRAW_UNTIL:
        return
    applications = context.understanding.applications
    jobs = [a for a in applications if a.outcome == "accepted"] + [*meant(context.understanding.pause, applications)]
    firms = {organization_key(a.organization) for a in jobs} - {""}
    for a in applications:
        if a in jobs or organization_key(a.organization) in firms:
            continue  # nobody there hears that another job was taken
        if a.outcome not in ("open", "offer") or a.first.date() > since or not any(not m.mine for m in context.process[a.id]):
            continue
        person = correspondent(context, a)
        if a.furthest_stage == "applied" and not any(m.mine for m in context.process[a.id]):
            continue  # they wrote, and the owner never took it up
        told = any(m.mine and m.at.date() >= since for m in context.process[a.id])
        if person and not told:
            reason = Reason("withdraw", (("date", since.isoformat()), ("person", person)))
            yield Task("withdraw", since, None, a.id, person, reason, "offer-no" if a.outcome == "offer" else "withdraw")


def _one_letter_each(found: Sequence[Task]) -> tuple[Task, ...]:
    """One letter at a time to a person: the most pressing; what it leaves over comes up when it is done."""
    written: set[str] = set()
    out = []
    for task in found:
        if task.letter and task.person:
            if task.person in written:
                continue
            written.add(task.person)
        out.append(task)
    return tuple(out)


def _taken_on(context: Context) -> date:
    """The day on which a job was taken: as the owner said, else of the accepting mail; the first of all days if none was."""
    pause = context.understanding.pause
    if pause is not None and pause.why == "job":
        return pause.since
    taken = [deciding(context.process[a.id], "accepted") or a.last for a in context.understanding.applications if a.outcome == "accepted"]
    return max(taken).date() if taken else date.min


def _allowed(context: Context, found: Iterable[Task]) -> Iterator[Task]:
    """What stands above all: a rest, a job taken, a death, "please do not write"; and nothing twice."""
    pause = context.understanding.pause
    if pause is not None and pause.why == "rest":
        return
    over = _search_over(context)
    seen: set[tuple[object, ...]] = set()
    for task in found:
        key = (*task.key, task.reason.message if task.code in ("due", "promised", "prepare", "note") else "")
        if key in seen or (over and not (task.code in AFTER_A_JOB or (task.code == "rejection" and task.reason.code not in ASKS))):
            continue
        if task.person in context.people:
            if task.letter and context.wants_none(task.person or ""):
                continue
            if task.code not in MINE_ALONE and context.mourns(task.person or ""):
                continue
        seen.add(key)
        yield task


def _search_over(context: Context) -> bool:
    """Whether a job was taken, by the owner's word or by their mail, and nothing was begun since."""
    if context.understanding.pause is not None:
        return True
    taken = max((a.last for a in context.understanding.applications if a.outcome == "accepted"), default=None)
    return taken is not None and not any(a.first > taken for a in context.understanding.applications)


def _coming(context: Context, promised: Sequence[Pledge]) -> Iterator[Task]:
    """Talks of the next days that need no preparing yet, and the days on which they said that they would write."""
    if context.understanding.pause is not None:
        return
    horizon = context.today + SHOWN_AHEAD
    for a in context.understanding.applications:
        for talk in context.talks[a.id]:
            if context.today < prepare_on(talk.on) and talk.on <= horizon:
                at = (("time", talk.start.strftime("%H:%M")),) if talk.start else ()
                reason = Reason(
                    "prepare", (("date", talk.on.isoformat()), *at, *(("person", p) for p in talk.people[:1])), "", talk.message
                )
                yield Task("prepare", prepare_on(talk.on), talk.on, a.id, talk.people[0] if talk.people else None, reason)
