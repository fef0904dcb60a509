"""What comes next beside the rejections, as `goen next` lists it: on Today, on an application's page, and each with its draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods

from goen.actions import agenda, letters
from goen.actions.agenda import Day
from goen.core.advice.tasks import CODES, Task
from goen.core.values import Letter
from goen.view import plain, task_words
from goen.web.book import DUE, Step
from goen.web.desk import SOON, Desk, desk, note, page, turn, understand_again

ADVICE = frozenset({"rejection", "remind"})  # stand on Today by themselves
REPORTS = frozenset({"report-outcome", "report-talk", "report-silence"})
LONGEST = 20_000  # characters of a letter


@dataclass(frozen=True, slots=True)
class Line:
    """One task as it is shown. `letter`: the short id under which its draft opens, "" where it has none; `note`: to note something first."""

    sentence: str
    application: str
    letter: str
    note: bool
    pressing: bool  # before what a rejection deserves


def day_of(at: Desk) -> Day | None:
    """The day's list; None while mail is understood anew, and for so much mail that a page can't wait for it."""
    if not at.book.current or len(at.book.readings) > SOON:
        return None
    return at.book.once("day", lambda: agenda.day(at.config, known=at.book.understanding))


def things_left(at: Desk, things: list[Step]) -> list[Step]:
    """Without those whose person has a letter first that is more pressing: one letter at a time to a person."""
    here = day_of(at)
    first = {t.person for t in here.agenda.today if t.letter and t.code not in ADVICE | REPORTS} if here else set()
    return [step for step in things if step[1].code not in DUE or dict(step[1].arguments).get("person") not in first]


def pause_words(at: Desk) -> str:
    """That the search rests, and since when; "" where it does not."""
    pause = at.book.understanding.pause
    if pause is None:
        return ""
    key = "next.resting" if pause.why == "rest" else "next.job-at" if pause.organization else "next.job"
    return at.said(at.say(key, date=at.say.day(pause.since, at.today), organization=plain(pause.organization)))


def due(at: Desk, application: str = "") -> list[Line]:
    """What is due today, most pressing first; of one application where it is given. What a report says already is left out."""
    here = day_of(at)
    if here is None:
        return []
    told = {dict(s.arguments).get("person") for _, s in at.book.now if s.code == "report"}
    found = (t for t in here.agenda.today if not (t.code in REPORTS and t.person in told))
    return _lines(at, here, found, application)


def ahead(at: Desk) -> list[Line]:
    """What the next days bring; talks that stand in the calendar part of a mail are shown as such."""
    here = day_of(at)
    known = {(event.application, event.day) for event in at.book.coming}
    return _lines(at, here, (t for t in here.agenda.ahead if (t.application, t.by) not in known)) if here else []


def _lines(at: Desk, here: Day, tasks: Iterable[Task], application: str = "") -> list[Line]:
    return [_line(at, here, t) for t in tasks if t.code not in ADVICE and application in ("", t.application)]


def _line(at: Desk, here: Day, task: Task) -> Line:
    return Line(
        sentence=at.said(task_words(at.view, task)),
        application=task.application or "",
        letter=at.short(task.person or "") if task.person and here.letter(task)[0] is not None else "",
        note=task.code == "thank-talk",
        pressing=CODES.index(task.code) < CODES.index("rejection"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, short: str) -> HttpResponse:
    """The letter of a task, as the owner left it or as it is drafted; a POST keeps it, says that it went out, or takes that back."""
    at = desk(request)
    person = at.book.people.get(at.book.idents.get(short, ""))
    here = day_of(at)
    if person is None:
        raise Http404
    if request.method == "POST":
        return _done(request, at, short)
    if here is None:
        return turn("today")
    task = next((t for t in here.agenda.today if t.letter and t.code != "rejection" and t.person == person.id), None)
    drafted, problems = here.letter(task) if task else (None, ())
    kept = letters.last(person)
    own = kept is not None and kept.sent_on is None and bool(kept.body) and drafted is not None
    shown = Letter(kept.subject, kept.body, kept.to, kept.in_reply_to, kept.language) if kept and own else drafted
    sent = kept.sent_on if kept and (not task or kept.sent_on == at.today) else None
    if shown is None and sent is None:
        raise Http404
    name = at.view.person(person.id)
    return page(
        request,
        "task.html",
        number=short,
        person=person,
        why=at.said(task_words(at.view, task)) if task else "",
        letter=shown,
        masked=at.said(shown.body) if shown and at.discreet else "",
        sent=sent,
        mailto=mailto(shown) if shown else "",
        problems=[] if own else [at.said(_problem(at, p.code, p.quote, name)) for p in problems],
        own=own,
    )


def _problem(at: Desk, code: str, words: str, name: str) -> str:
    text = at.say(f"check.{code}", name=name)
    return at.say("check.words", problem=text, quote=plain(words)) if words else text


def mailto(letter: Letter) -> str:
    bcc = f"&bcc={quote(letter.bcc, safe='@')}" if letter.bcc else ""
    body = letter.body.replace("\n", "\r\n")
    return f"mailto:{quote(letter.to, safe='@')}?subject={quote(letter.subject)}&body={quote(body)}{bcc}"


def _done(request: HttpRequest, at: Desk, short: str) -> HttpResponse:
    do, person = request.POST.get("do", "keep"), at.book.people[at.book.idents[short]]
    if do == "take-back":
        kept = letters.last(person)
        if kept is not None:
            letters.mark(at.config, kept, None)
            understand_again(at)
        note(request, "letters.taken-back")
        return turn("today")
    moment = datetime.combine(at.today, datetime.now().astimezone().timetz())
    body = request.POST.get("body", "")[:LONGEST].replace("\r\n", "\n")
    found = letters.due(at.config, short, on=at.today, at=moment)
    kept = letters.keep(at.config, replace(found, subject=request.POST.get("subject", "")[:500] or found.subject, body=body), moment)
    if do == "sent":
        letters.mark(at.config, kept, _day(request.POST.get("day", "")) or at.today)
    understand_again(at)
    note(request, "letters.sent" if do == "sent" else "letters.kept")
    return turn("task", short)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


urls = [path("next/<str:short>/", letter, name="task")]
