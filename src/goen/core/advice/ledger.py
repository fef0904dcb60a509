"""The work that was asked for: what, by whom, due when, how large, paid or not, handed in how early, and what came of it.

And whether a task smells of free work, from signs that it shows (evidence.md, fact 80). A judgement to think with, no finding in law.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goen.core.advice import work_words as words
from goen.core.advice.context import Context
from goen.core.advice.correspondence import Mail
from goen.core.advice.gather import KANA, TASKS_EN, TASKS_JA
from goen.core.advice.pledges import Pledge
from goen.core.advice.tasks import Task
from goen.core.advice.upcoming import PAST
from goen.core.hiring.dates import days
from goen.core.hiring.promises import DUE
from goen.core.mail.people import is_machine, is_shared
from goen.core.reading.sentences import sentences
from goen.core.reasons import Reason
from goen.core.values import Application

HOURS = 4  # from which an unpaid task is large (fact 80: some employers cap there or pay; over 4 to 8 is suspicious)
SILENT_AFTER = 21  # days without a word after work was handed in: it was taken and not answered (our own figure)
ASK_WITHIN = 30  # days after which its use and pay are no longer asked about (our own figure)
SHORT = 40  # characters from which a sentence is no longer the more telling
QUESTIONS = ("use-and-pay", "outline")  # what can be asked before work is handed in
SMELLS = 2  # signs from which a task smells of free work; what was said of pay speaks against it


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work that was asked for in a process. `hours` are what they said, the higher number of a range; None if nobody said."""

    application: str
    message: str  # that asked
    asked: date
    by: str | None  # person id
    what: str  # the word for it, as it stands in the mail
    quote: str  # the sentence that asks
    due: date | None
    hours: float | None
    paid: bool | None  # None: nothing was said
    handed_in: date | None
    early: int | None  # days before it was due; below zero: late
    outcome: str  # waiting, answered, invited, offer, rejected, rejected-personally, used, silent, dropped
    signs: tuple[Reason, ...]  # of free work, each with its words

    @property
    def smells(self) -> bool:
        return len(self.signs) >= SMELLS and self.paid is not True


def ledger(context: Context, pledges: Sequence[Pledge]) -> tuple[Work, ...]:
    """Every task of every process, oldest first."""
    found = [w for a in context.understanding.applications for w in _of(context, a, pledges)]
    return tuple(sorted(found, key=lambda w: (w.asked, w.message)))


def _of(context: Context, application: Application, pledges: Sequence[Pledge]) -> Iterator[Work]:
    process = context.process[application.id]
    asking = _asking(process)
    for n, mail in enumerate(asking):
        until = asking[n + 1].at if n + 1 < len(asking) else None
        after = [m for m in process if m.at > mail.at and (until is None or m.at <= until)]
        yield _work(context, application, mail, after, [p for p in pledges if p.source == mail.id and p.kind == DUE])


def _asking(process: Sequence[Mail]) -> list[Mail]:
    """The mails that ask for work: read as that, or in words that do; and what must have asked for work that was handed in unasked as far as is known."""
    found: list[Mail] = []
    mine: set[str] = set()  # what the owner wrote
    open_task = False  # asked for, and not handed in
    for n, m in enumerate(process):
        if m.mine:
            mine.add(m.id)
        if _no_work(m):
            continue
        if m.mine and "submission" in m.kinds:
            if not open_task and (asked := _unnoticed(process[:n])):
                found.append(asked)
            open_task = False
        elif not m.mine and ("assignment" in m.kinds or (m.kinds & words.TALK and words.ASKS_WORK.search(m.message.new))):
            answer = bool(found) and not mine.isdisjoint(m.message.envelope.references) and not _asks_anew(m)
            if not answer and (not open_task or _names_work(m)):
                found.append(m)  # else it is an answer about the task, and no other task
            open_task = True
    return found


def _no_work(mail: Mail) -> bool:
    """Whether a mail is about a test to be sat in a room or on a site, about papers to be signed, or asks nothing of the owner: their own deadline
    is nobody's task. What a machine sends is work only where it says so."""
    envelope = mail.message.envelope
    text = f"{envelope.subject}\n{mail.message.new}"
    if not mail.mine and not words.ASKS_WORK.search(mail.message.new) and (words.SAT.search(text) or words.ONLINE.search(text)):
        return True
    named = TASKS_EN.search(text) or TASKS_JA.search(text) or words.ASKS_WORK.search(text)
    if not mail.mine and not named and is_machine(envelope.sender.email, envelope.sender.name, envelope.marks):
        return True
    if words.PAPERS.search(text) and not named:
        return True
    return not mail.mine and not KANA.search(text) and not words.ASKS_YOU.search(mail.message.new)


def _asks_anew(mail: Mail) -> bool:
    return bool(words.ASKS_WORK.search(mail.message.new)) or _named_later(mail)


def _names_work(mail: Mail) -> bool:
    text = f"{mail.message.envelope.subject}\n{mail.message.new}"
    return bool(TASKS_EN.search(text) or TASKS_JA.search(text) or _named_later(mail))


def _named_later(mail: Mail) -> bool:
    """Whether it names a later day, or a size: what a task has and talk about it has not."""
    return bool(words.PAGES.search(mail.message.new)) or any(d.day > mail.at.date() for d in days(mail.message.new, mail.at.date()))


def _unnoticed(before: Sequence[Mail]) -> Mail | None:
    """What asked for work, though nothing says so: the last mail of theirs since the work before with a sentence that asks for something with a day
    or a size, else the last that asks for anything."""
    last = max((n for n, m in enumerate(before) if m.mine and "submission" in m.kinds), default=-1)
    if any(not m.mine for m in before) and _no_work(next(m for m in reversed(before) if not m.mine)):
        return None  # what was sent answers that, and is no work
    theirs = [
        m for m in before[last + 1 :] if not m.mine and not _no_work(m) and not m.kinds & {"acknowledgement", "scheduling", "rejection"}
    ]
    asking = [m for m in theirs if any(_asks(s.text, m.at.date()) for s in sentences(m.message.new))]
    return next((m for m in reversed(asking) if _named_later(m)), asking[-1] if asking else None)


def _asks(sentence: str, on: date) -> bool:
    """Whether it asks the reader for something, or sets a later day."""
    return bool(words.ASKING.search(sentence)) or bool(words.LIMIT.search(sentence) and any(d.day > on for d in days(sentence, on)))


def _work(context: Context, application: Application, mail: Mail, after: Sequence[Mail], dues: Sequence[Pledge]) -> Work:
    text = mail.message.new
    there = mail.at.date()
    due = dues[0].by if dues else _due(text, there)
    handed = next((m for m in reversed(after) if m.mine and "submission" in m.kinds), None)  # an outline may have gone before the whole
    handed_in = handed.at.date() if handed else None
    found = (TASKS_JA if application.language == "ja" else TASKS_EN).search(f"{mail.message.envelope.subject}\n{text}")
    hours = hours_of(text)
    paid = False if words.UNPAID.search(text) else True if words.PAID.search(text) else None
    by = next((p.id for p in context.understanding.people if mail.message.envelope.sender.email in p.emails), None)
    return Work(
        application.id,
        mail.id,
        there,
        by,
        found.group() if found else "",
        _asking_sentence(text, there),
        due,
        hours,
        paid,
        handed_in,
        (due - handed_in).days if due and handed_in else None,
        _outcome(context, application, handed, after),
        tuple(_signs(context, application, mail, hours, paid)),
    )


def _signs(context: Context, application: Application, mail: Mail, hours: float | None, paid: bool | None) -> Iterator[Reason]:
    """The signs of free work that a task shows, each with the words that show it."""
    text = mail.message.new
    if words.SMALL_TASK.search(text):
        return
    if not any(t.on <= mail.at.date() for t in context.talks[application.id]):
        yield Reason("before-any-talk", (), "", mail.id)
    for code, pattern in words.SMELL.items():
        for sentence in sentences(text):
            if pattern.search(sentence.text):
                yield Reason(code, (), sentence.text, mail.id)
                break
    if hours is not None and hours > HOURS and paid is not True:
        yield Reason("large-unpaid", (("hours", f"{hours:g}"), ("limit", str(HOURS))), "", mail.id)
    sender = mail.message.envelope.sender
    if is_machine(sender.email, sender.name, mail.message.envelope.marks) or is_shared(sender.email):
        yield Reason("nobody-named", (), sender.email, mail.id)
    if paid is False:
        yield Reason("said-unpaid", (), next((s.text for s in sentences(text) if words.UNPAID.search(s.text)), ""), mail.id)


def _due(text: str, on: date) -> date | None:
    """The last day in a sentence that sets one or asks for something; else the last that is named at all."""
    cut = [s.text for s in sentences(text)]
    named = [[d.day for d in days(s, on) if d.day > on] for s in cut]
    set_for = [day for s, found in zip(cut, named, strict=True) if _asks(s, on) for day in found]
    return max(set_for or [d.day for d in days(text, on) if d.day > on], default=None)


def hours_of(text: str) -> float | None:
    """The size that they said, in hours: a day is eight, a weekend sixteen; of a range the higher."""
    best: float | None = None
    for found in words.SIZE.finditer(text):
        number = found[2] or found[1] or found[5] or found[4]
        unit = (found[3] or found[6]).lower()
        count = float(words.COUNT.get(number.lower(), 0) or (number if number.isdigit() else 0))
        before, after = text[max(0, found.start() - 30) : found.start()], text[found.end() : found.end() + 20]
        days_of_work = words.OF_WORK.search(f"{before}\n{after}") or words.ROUGHLY.search(before)
        if unit == "日" or (unit.startswith("day") and not days_of_work):
            continue  # a day by which it is due, not a day of work
        size = count * (8 if unit.startswith("day") else 16 if unit.startswith("weekend") else 1 / 60 if unit[0] in "m分" else 1)
        best = max(best or 0.0, size)
    return round(best, 2) if best else None


def _asking_sentence(text: str, on: date) -> str:
    """The sentence that asks for the work: that which asks, names work, and says a day or a size, or the most of these; of several the first."""
    return max((s.text for s in sentences(text)), key=lambda s: _weight(s, on), default="")


def _weight(sentence: str, on: date) -> tuple[int, int]:
    said = [
        2 * bool(words.ASKS_WORK.search(sentence)),
        2 * bool(words.ASKING.search(sentence)),
        bool(TASKS_EN.search(sentence) or TASKS_JA.search(sentence)),
        bool(words.PAGES.search(sentence) or words.SIZE.search(sentence)) or any(d.day > on for d in days(sentence, on)),
    ]
    return sum(said), min(len(sentence), SHORT)


def _outcome(context: Context, application: Application, handed: Mail | None, after: Sequence[Mail]) -> str:
    """What came of it. That a firm used the work is the owner's to say, in a note."""
    notes = context.notes[application.id]
    if handed and any(words.USED.search(f"{r.note.text}\n{r.note.next}") and r.note.on >= handed.at.date() for r in notes):
        return "used"
    if handed is None:
        return "waiting" if application.outcome == "open" else "dropped"
    heard = [m for m in after if not m.mine and m.at > handed.at]
    for m in heard:
        if "offer" in m.kinds:
            return "offer"
        if m.kinds & {"invitation", "scheduling"}:
            return "invited"
        if "rejection" in m.kinds:
            personal = any(s.message == m.id for p in context.understanding.people for s in p.signs)
            return "rejected-personally" if personal else "rejected"
    if any(not m.kinds <= {"acknowledgement", "thanks"} for m in heard):
        return "answered"
    return "silent" if (context.today - handed.at.date()).days >= SILENT_AFTER or application.outcome == "silent" else "waiting"


def handing_in(context: Context, works: Sequence[Work], pledges: Sequence[Pledge]) -> Iterator[Task]:
    """Work with a day that no promise holds already is due on it, until a little after."""
    held = {(p.application, p.by) for p in pledges} | {(p.application, p.source) for p in pledges if p.kind == DUE}
    for work in works:
        due, still = work.due, context.applications[work.application].outcome in ("open", "offer")
        if due is None or work.handed_in is not None or not still or context.today > due + timedelta(days=PAST):
            continue
        if (work.application, due) not in held and (work.application, work.message) not in held:
            reason = Reason("due", (("date", due.isoformat()),), work.quote, work.message)
            yield Task("due", work.asked, due, work.application, work.by, reason)


def free_work(context: Context, works: Sequence[Work]) -> Iterator[Task]:
    """For a task that smells of free work and is not handed in: ask about use and pay first, or offer an outline."""
    for work in works:
        application = context.applications[work.application]
        if not work.smells or work.handed_in is not None or application.outcome != "open" or work.by is None:
            continue
        mine = [m for m in context.process[application.id] if m.mine and m.at.date() >= work.asked]
        asked = [m for m in mine if context.marked.get(m.id) in QUESTIONS or words.ASKED_USE.search(m.message.new)]
        if asked or (context.today - work.asked).days > ASK_WITHIN:
            continue
        reason = Reason("free-work", (("person", work.by), ("count", str(len(work.signs)))), work.quote, work.message)
        yield Task("free-work", work.asked, work.due, application.id, work.by, reason, QUESTIONS[0], choices=QUESTIONS)
