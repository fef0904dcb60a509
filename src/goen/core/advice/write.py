"""From a task to its letter: the owner's to change and to send."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from goen.core.advice.agenda import Agenda
from goen.core.advice.check import examine
from goen.core.advice.context import Context
from goen.core.advice.correspondence import Mail, wrote
from goen.core.advice.draft import address_of, draft, reply_subject
from goen.core.advice.gather import called, facts, language_between, words_of
from goen.core.advice.letters import calling
from goen.core.advice.letters.en import matters as en
from goen.core.advice.letters.en import write as en_write
from goen.core.advice.letters.ja import manner as ja_manner
from goen.core.advice.letters.ja import matters as ja
from goen.core.advice.letters.ja import write as ja_write
from goen.core.advice.letters.matter import Matter
from goen.core.advice.life import ASKING
from goen.core.advice.news import FRESH, RECENT, news
from goen.core.advice.offers import longer
from goen.core.advice.samples import asked_for_samples
from goen.core.advice.tasks import Task
from goen.core.reasons import Reason
from goen.core.values import Application, Letter, Person

NEW_THREAD = frozenset({"forwardable", "introduce-ask", "introduce"})
OF_AN_OFFER = frozenset({"offer-time", "offer-yes", "offer-no"})
DATED = frozenset({"talk", "timeline", "chase", "report-talk", "offer-time"})  # letters that name the day of what they answer
SHORT_SAID = {"en": 90, "ja": 40}  # characters of a noted quotation that may be quoted back


def letter_of(task: Task, context: Context, found: Agenda, *, manner: str = "") -> Letter | None:
    """The draft that belongs to a task; None where it has none, or where there is nothing concrete to say yet (note what was said first).

    `manner`: "", "shorter" or "warmer".
    """
    if task.letter == "advice":
        advice = next((a for a in context.understanding.advice if a.application == task.application), None)
        return draft(advice, context.understanding, context.messages, manner=manner) if advice else None
    person = context.people.get(task.person or "")
    application = _application(task, context)
    if not task.letter or person is None or application is None or not person.emails:
        return None
    return write(task.letter, person, application, context, found, task=task, manner=manner)


def write(
    purpose: str,
    person: Person,
    application: Application,
    context: Context,
    found: Agenda,
    *,
    task: Task | None = None,
    manner: str = "",
) -> Letter | None:
    """A letter of this purpose (core.advice.letters.matter.PURPOSES) to a person about an application."""
    mails = context.mails[person.id]
    language = language_between(person, application, mails)
    matter = _matter(purpose, person, application, context, found, language, task)
    if purpose == "talk" and not (matter.said or matter.liked or matter.thing):
        return None  # a thank-you that could go to anybody is better not sent (evidence.md, fact 73)
    reply = _answered(purpose, person, application, context, task)
    parent = next((m for m in context.messages if m.id == reply and context.today - m.envelope.date.date() <= FRESH), None)
    rules = ja if language == "ja" else en
    other = context.people.get(task.other or "") if task else None
    return Letter(
        subject=reply_subject(parent.envelope.subject) if parent is not None and parent.envelope.subject else rules.subject(matter),
        body=rules.body(matter, manner),
        to=address_of(person, mails),
        in_reply_to=reply if parent is not None else None,
        language=language,
        bcc=address_of(other, context.mails[other.id]) if other is not None and purpose == "answer-introduction" else "",
        cc=address_of(other, context.mails[other.id]) if other is not None and purpose == "introduce" else "",
    )


def problems_of(letter: Letter, task: Task, context: Context) -> tuple[Reason, ...]:
    """What is to be mended in the letter of a task that is no advice after a rejection (advice.check sees to those)."""
    application = _application(task, context)
    if application is None:
        return ()
    rules = ja if letter.language == "ja" else en
    person = context.people.get(task.person or "")
    return examine(
        letter,
        application,
        person if person and person.name else None,
        context.understanding,
        context.messages,
        plain=task.letter not in ASKING,
        known=_known(task, context, application, letter.language),
        length=(rules.SHORTEST, rules.LONGEST),
    )


def _known(task: Task, context: Context, application: Application, language: str) -> list[str]:
    """Days in words that follow from the mail and need not stand in it."""
    if not task.person:
        return []
    until = [words_of(longer(context, task.by, task.person), language)] if task.letter == "offer-time" and task.by else []
    return [_day(task.letter, context, application, context.people[task.person], task, language), *until]


def _application(task: Task, context: Context) -> Application | None:
    """The task's application; for what belongs to none, the latest that the person took part in."""
    known = context.applications.get(task.application or "")
    theirs = [a for a in context.understanding.applications if task.person in a.people]
    return known or (theirs[-1] if theirs else (context.understanding.applications[-1] if context.understanding.applications else None))


def _matter(
    purpose: str, person: Person, application: Application, context: Context, found: Agenda, language: str, task: Task | None
) -> Matter:
    mails, process = context.mails[person.id], context.process[application.id]
    known = facts("thanks", application, person, context.understanding.owner, mails, process, language)
    other = context.people.get((task.other if task else None) or "")
    path = next((p for p in found.paths if task and p.message == task.reason.message), None)
    led = context.applications.get((path.to_application if path else None) or "")
    work = next((w for w in found.works if w.application == application.id and w.handed_in is None), None)
    owner = context.understanding.owner
    told = news(led, context.understanding.applications, talks_ahead=context.talks_ahead(led.id)) if led else None
    place = _place(told.organization if told else "", other, context)
    matter = Matter(
        purpose=purpose,
        greeting=known.greeting,
        signature=known.signature,
        introduces=known.introduces,
        organization=_place("", person, context) if purpose == "answer-introduction" else known.organization,
        role=known.role,
        plain=known.plain,
        agent=known.agent and purpose in OF_AN_OFFER | {"talk"},
        day=_day(purpose, context, application, person, task, language),
        thing=known.thing.words if known.thing.kind == "praised" else "",
        other=called(other, owner, context.mails[other.id], language) if other else "",
        other_place=ja_manner.organization(place) if language == "ja" else place,
        outcome=told.outcome if told else "",
        stage=told.stage if told else "",
        other_role=(ja_write if language == "ja" else en_write).clean_role(told.role) if told else "",
        beside=told is not None and told.beside,
        past=path is not None and context.today - path.steps[0][1] > RECENT,
        job_taken=context.job_taken,
        task=work.what if work else "",
        owner=owner.name,
        samples=asked_for_samples(mails, mails[0].at) is not None if mails else False,
        met=any(t.on <= context.today for t in context.talks[application.id]),
    )
    if purpose == "offer-time" and task is not None and task.by is not None:
        matter = replace(matter, until=words_of(longer(context, task.by, person.id), language))
    if purpose == "offer-yes" and task is not None:
        matter = replace(matter, day=words_of(task.on, language))
    if purpose in ("accept-offer", "forwardable"):
        matter = replace(matter, about=context.about_owner)
    if purpose in ("introduce-ask", "introduce") and task is not None:
        meant = next((m for m in context.outward if m.id == task.reason.message), None)
        matter = replace(matter, about=task.reason.quote, opening=meant.about_other if meant and meant.opening else "")
        if purpose == "introduce":
            name = called(person, owner, mails, language)
            both = f"{matter.greeting}\n{matter.other}" if language == "ja" else f"Dear {name} and {matter.other},"
            matter = replace(matter, greeting=both, person=name, about_person=meant.about_one if meant else "")
    return _with_note(matter, context, application, person, task, language) if purpose == "talk" else matter


def _place(organization: str, other: Person | None, context: Context) -> str:
    """Where a third person is from; "" where the reader's word for it can't be it: the owner's own school, as they name themselves, among it."""
    name = organization or (other.organization if other else "")
    owner = context.understanding.owner.name
    family = owner.split()[0] if owner.split() else ""
    own = re.compile(rf"{re.escape(name)}[^\n。]{{0,16}}の{re.escape(family)}")
    mine = context.mails[other.id] if other and name else ()
    return "" if any(m.mine and own.search(m.message.new) for m in mine) else calling.organization(name, owner)


def _with_note(matter: Matter, context: Context, application: Application, person: Person, task: Task | None, language: str) -> Matter:
    """The thanks after a talk hold one thing from the note of it: short words of that person, else what they liked."""
    day = dict(task.reason.arguments).get("date", "") if task else ""
    notes = [r for r in context.notes[application.id] if r.note.on.isoformat() == day]
    for r in notes:
        said = next((s.words for s in r.note.said if _speaks(s.by, person, r.people) and len(s.words) <= SHORT_SAID[language]), "")
        liked = _phrase(r.note.liked, language) if person.id in r.people or not r.people else ""
        if said or liked:
            return replace(matter, said=said, liked="" if said else liked, thing="")
    return matter


def _speaks(by: str, person: Person, among: tuple[str, ...]) -> bool:
    if person.id not in among:
        return False
    names = set(re.findall(r"\w+", person.name.casefold()))
    return by.casefold() in person.emails or bool(names & set(re.findall(r"\w+", by.casefold()))) or by[:2] == person.name[:2]


def _phrase(text: str, language: str) -> str:
    """A note of what they liked as it can stand in a sentence ("the outline" → "the outline"); "" if it is more than a phrase."""
    bare = re.sub(r"^(?:they |she |he )?(?:really )?liked? (?:that )?|^(?:my|the) (?=my|the)", "", text.strip().rstrip(".。"), flags=re.I)
    if language == "ja":
        return bare if len(bare) <= 20 and not re.search(r"[、。]", bare) else ""
    if not 0 < len(bare.split()) <= 7 or re.search(r"[.;:!?]", bare):
        return ""
    return bare if re.match(r"(?:my|the|that|how|our|a|an)\b", bare, re.I) else f"my {bare}"


def _day(purpose: str, context: Context, application: Application, person: Person, task: Task | None, language: str) -> str:
    given = dict(task.reason.arguments).get("date", "") if task else ""
    if purpose == "remind":
        asked = [m for m in context.mails[person.id] if m.mine and "ask" in m.kinds]
        return words_of(asked[-1].at.date(), language) if asked else ""
    return words_of(date.fromisoformat(given), language) if given and purpose in DATED else ""


def _answered(purpose: str, person: Person, application: Application, context: Context, task: Task | None) -> str | None:
    """The message that the letter answers: the one that the task is about, where it is theirs; else their last of this process."""
    if purpose in NEW_THREAD:
        return None
    theirs = wrote(context.mails[person.id])
    if purpose == "answer-introduction" and task is not None:
        made = next((m for m in context.messages if m.id == task.reason.message), None)
        if made is not None and any(a.email in person.emails for a in (*made.envelope.to, *made.envelope.cc)):
            return made.id  # whoever was introduced has it too
    if task is not None and any(m.id == task.reason.message for m in theirs):
        return task.reason.message
    if purpose == "remind":
        mine = [m for m in context.mails[person.id] if m.mine and "ask" in m.kinds]
        return mine[-1].id if mine else None
    here: list[Mail] = [m for m in theirs if m.application == application.id] or list(theirs)
    return here[-1].id if here else None
