"""What comes next beside the rejections, as `goen next` lists it: on Today, on an application's page, and each with its draft."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goen.actions import agenda, background, letters
from goen.actions.agenda import Day
from goen.actions.numbers import message_ids
from goen.core.advice.tasks import CODES, Task
from goen.core.values import Person
from goen.errors import GoenError
from goen.view import task_words
from goen.web import sheet
from goen.web.book import DUE, Step
from goen.web.desk import SOON, Desk, desk, note, page, part_wanted, turn, understand_again
from goen.web.letter_file import as_file
from goen.web.noting import day_of as day_typed

ADVICE = frozenset({"rejection", "remind"})  # stand on Today by themselves
REPORTS = frozenset({"report-outcome", "report-talk", "report-silence"})


@dataclass(frozen=True, slots=True)
class Line:
    """One task as it is shown. `letter`: the short id under which its draft opens, "" where it has none; `note`: the address of the form to fill in (first, where there are `thanks` to write after it), or "".

    `look`: the short id of the application on whose page it is told what to look at before a talk, or ""; `after`: that of the rejected application whose letter opens, or "".
    """

    sentence: str
    application: str
    letter: str
    note: str
    thanks: bool
    why: str  # the short id under which it is told why
    look: str = ""
    after: str = ""
    lead: bool = False  # the one thing on the page that has the accent


def day_of(at: Desk) -> Day | None:
    """The day's list; None while it is worked out: for much mail that takes a minute, and a page does not wait for it."""
    if not at.book.current:
        return None
    if len(at.book.readings) > SOON:
        found = at.book.once("day", dict[str, Day])  # kept once it is there
        if not found and (here := agenda.kept(at.book.understanding, at.book, short=True)) is not None:
            found["day"] = here
        return found.get("day")
    return at.book.once("day", lambda: agenda.day(at.config, known=at.book.understanding, index=at.book, keep=not at.read_only))


def begin(at: Desk) -> None:
    """Have the list of much mail worked out in the background, where it is not there and nobody is at it."""
    if at.book.current and not at.read_only and day_of(at) is None:
        with suppress(GoenError):  # somebody else was quicker
            background.start(at.config, as_of=at.as_of)


def things_left(at: Desk, things: list[Step]) -> list[Step]:
    """Without those whose person has a letter first that is more pressing: one letter at a time to a person."""
    here = day_of(at)
    first = {t.person for t in here.agenda.today if t.letter and t.code not in ADVICE | REPORTS} if here else set()
    return [step for step in things if step[1].code not in DUE or dict(step[1].arguments).get("person") not in first]


def due(at: Desk, application: str = "") -> list[Task]:
    """What is due today, most pressing first; of one application where it is given. What a report says already is left out."""
    here = day_of(at)
    if here is None:
        return []
    told = {dict(s.arguments).get("person") for _, s in at.book.now if s.code == "report"}
    found = (t for t in here.agenda.today if t.code not in ADVICE and not (t.code in REPORTS and t.person in told))
    return [t for t in found if application in ("", t.application)]


def ahead(at: Desk) -> list[Task]:
    """What the next days bring; talks that stand in the calendar part of a mail are shown as such."""
    here = day_of(at)
    known = {(event.application, event.day) for event in at.book.coming}
    return [t for t in here.agenda.ahead if t.code not in ADVICE and (t.application, t.by) not in known] if here else []


def pressing(task: Task) -> bool:
    """Whether it comes before what a rejection deserves."""
    return CODES.index(task.code) < CODES.index("rejection")


def reminder(at: Desk, person: str) -> str:
    """The short id under which the gentle reminder of an ask opens; "" where it is not due."""
    here = day_of(at)
    due = here is not None and any(t.code == "remind" and t.person == person for t in here.agenda.today)
    return at.short(person) if due else ""


def lines(at: Desk, tasks: Sequence[Task]) -> list[Line]:
    """Tasks as they are shown. What their drafts need is read at once for all of them, and what was made is kept with the book."""
    here = day_of(at)
    if here is None:
        return []
    drafted = at.book.once("drafted", dict[Task, bool])
    if unknown := [t for t in tasks if t not in drafted]:
        context = here.around(*(t for t in unknown if t.letter))
        drafted |= {t: bool(t.letter) and here.letter(t, context)[0] is not None for t in unknown}
    sources = message_ids(t.reason.message for t in tasks if t.reason.message and not t.application)
    return [_line(at, t, drafted=drafted[t], source=sources.get(t.reason.message or "", "")) for t in tasks]


def led(found: list[Line]) -> tuple[list[Line], bool]:
    """The lines with the accent on the first that has something to press; and whether there was one."""
    place = next((n for n, line in enumerate(found) if line.letter or line.note or line.look), None)
    return ([replace(line, lead=n == place) for n, line in enumerate(found)], True) if place is not None else (found, False)


def _line(at: Desk, task: Task, *, drafted: bool, source: str) -> Line:
    return Line(
        sentence=at.said(task_words(at.view, task)),
        application=task.application or "",
        letter=at.short(task.person or "") if task.person and drafted else "",
        note=_form(at, task) if task.code in ("note", "thank-talk") else "",
        thanks=task.code == "thank-talk",
        why=at.short(task.application) if task.application else source,
        look=at.short(task.application) if task.code == "prepare" and task.application else "",
    )


def _form(at: Desk, task: Task) -> str:
    """Where what was said in the talk is written down."""
    about = task.application or task.person
    if not about:
        return ""
    day = dict(task.reason.arguments).get("date", "")
    address: str = reverse("note", args=[at.short(about)])
    return f"{address}?" + urlencode({"talk": "1", **({"on": day} if day else {})})


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, short: str) -> HttpResponse:
    """The letter of a task, as the owner left it or as it is drafted; a POST keeps it, says that it went out, or takes that back."""
    at = desk(request)
    person = _person(at, short)
    here = day_of(at)
    if request.method == "POST":
        return _done(request, at, short, here)
    if here is None:
        return turn("today")
    kept = letters.last(person)
    task = _task(here, person, request.GET.get("purpose", "") or (kept.purpose if kept and kept.sent_on is None else ""))
    context = here.around(task) if task else None
    drafts = {m: here.letter(task, context, manner=m)[0] if task else None for m in sheet.MANNERS}
    drafted, manner = drafts[""], sheet.manner_of(request)
    own = (
        kept is not None
        and task is not None
        and kept.purpose == letters.purpose_of(task)
        and kept.sent_on is None
        and bool(kept.body)
        and drafted is not None
        and not sheet.fresh(request)
    )
    shown = replace(drafted, subject=kept.subject, body=kept.body) if kept and own and drafted else drafts[manner] or drafted
    sent = kept.sent_on if kept and (not task or kept.sent_on == at.today) else None
    if shown is None and sent is None:
        raise Http404
    best = here.send_at(task, context) if task else None
    return page(
        request,
        "task.html",
        number=short,
        person=person,
        why=at.said(task_words(at.view, task)) if task else "",
        letter=shown,
        masked=at.said(shown.body) if shown and at.discreet else "",
        sent=sent,
        mailto=sheet.mailto(shown) if shown else "",
        best=at.say("letters.best", date=at.say.day(best.date(), at.today), time=f"{best:%H:%M}") if best else "",
        problems=sheet.problems(at, here.check(shown, task, context), person.id) if shown and task else [],
        own=own,
        purpose=task.letter if task and task.choices else "",
        purposes=[one for one in task.choices if one != task.letter] if task else [],
        others=sheet.others(drafts, manner, own),
        about=at.short(task.application) if task and task.application else short,
    )


def _person(at: Desk, short: str) -> Person:
    found = at.book.people.get(at.book.idents.get(short, ""))
    if found is None:
        raise Http404
    return found


def _task(here: Day, person: Person, purpose: str = "") -> Task | None:
    """The letter that is due to this person today, other than what a rejection deserves; with the draft of that purpose, where the owner chooses."""
    task = next((t for t in here.agenda.today if t.letter and t.code != "rejection" and t.person == person.id), None)
    return task.answered_with(purpose) if task else None


@require_POST
def check(request: HttpRequest, short: str) -> HttpResponse:
    """The check of the text as it stands in the form, while one types."""
    at = desk(request)
    person, here = _person(at, short), day_of(at)
    task = _task(here, person, request.POST.get("purpose", "")) if here else None
    if here is None or task is None:
        raise Http404
    context = here.around(task)
    drafted = here.letter(task, context)[0]
    if drafted is None:
        raise Http404
    typed = replace(drafted, subject=sheet.subject(request), body=sheet.body(request), to=request.POST.get("to", "")[: sheet.LINE])
    found = sheet.problems(at, here.check(typed, task, context), person.id)
    return page(request, "_check.html" if part_wanted(request) else "check.html", problems=found, back=reverse("task", args=[short]))


def _done(request: HttpRequest, at: Desk, short: str, here: Day | None) -> HttpResponse:
    do, person = request.POST.get("do", "keep"), at.book.people[at.book.idents[short]]
    if do == "take-back":
        kept = letters.last(person)
        if kept is not None:
            letters.mark(at.config, kept, None)
            understand_again(at)
        note(request, "letters.taken-back")
        return turn("today")
    if do == "eml":
        return _file(request, at, short, here)
    moment = at.now
    purpose = request.POST.get("purpose", "")
    found = letters.due(at.config, short, on=at.today, at=moment, known=here, purpose=purpose)
    typed = replace(found, subject=sheet.subject(request) or found.subject, body=sheet.body(request))
    kept = letters.keep(at.config, typed, moment)
    if do == "sent":
        letters.mark(at.config, kept, day_typed(request.POST.get("day", "")) or at.today)
    understand_again(at)
    note(request, "letters.sent" if do == "sent" else "letters.kept")
    return turn("task", short, query=urlencode({"purpose": purpose}) if purpose else "")


def _file(request: HttpRequest, at: Desk, short: str, here: Day | None) -> HttpResponse:
    """What was typed, or what stands there to be typed in, as a file that a mail program opens as a draft."""
    person = _person(at, short)
    task = _task(here, person, request.POST.get("purpose", "") or request.GET.get("purpose", "")) if here else None
    drafted = here.letter(task)[0] if here and task else None
    if drafted is None:
        raise Http404
    if request.method == "POST":
        return as_file(replace(drafted, subject=sheet.subject(request), body=sheet.body(request)), at, short)
    kept = letters.last(person)
    mine = kept is not None and task is not None and kept.purpose == letters.purpose_of(task) and kept.sent_on is None and kept.body
    return as_file(replace(drafted, subject=kept.subject, body=kept.body) if kept and mine else drafted, at, short)


@require_safe
def file(request: HttpRequest, short: str) -> HttpResponse:
    """The letter of a task as a file, for those who only look."""
    at = desk(request)
    return _file(request, at, short, day_of(at))


urls = [
    path("next/<str:short>/", letter, name="task"),
    path("next/<str:short>/check/", check, name="check-task"),
    path("next/<str:short>/eml/", file, name="task-file"),
]
