"""Why: what was read of a message, a person, an application, from which words, how sure."""

from __future__ import annotations

from collections.abc import Iterable

from goen.actions import numbers
from goen.cli.session import Session
from goen.cli.show.agenda import show_notes
from goen.cli.show.board import MARKS, show_applications, show_sign
from goen.cli.show.page import Page
from goen.core.advice import next_step
from goen.core.advice.context import gather
from goen.core.advice.openings import openings
from goen.core.reading.clues import clues
from goen.core.reasons import Reason
from goen.core.values import Application, Person, Reading
from goen.shown import opening_words
from goen.view import plain, sentence

FIRST_LINES = 12  # of a message's text; the mail itself is in the mailbox


def why_application(page: Page, session: Session, application: Application) -> None:
    """How it ended and why, the advice with its reasons, and each of its messages with what it was read as."""
    view = session.view
    say = view.say
    page.line()
    show_applications(page, view, [application])
    _because(page, session, application.reasons)
    advice = next((a for a in session.understanding.advice if a.application == application.id), None)
    if advice:
        page.heading(say("why.advice"))
        page.text(sentence(view, advice, next_step(advice, as_of=view.today)), indent=1)
        size = f" ({say(f'size.{advice.size}')})" if advice.size else ""
        page.text(f"{say(f'response.{advice.response}')}{size}", "quiet", indent=1)
        _because(page, session, advice.reasons)
        if advice.since:
            page.text(say.both(say(f"since.{code}") for code in advice.since), "quiet")
    people = [view.people[i] for i in application.people if i in view.people]
    if people:
        page.heading(say("why.people"))
        for person in people:
            page.item(view.id(person.id), f"{view.of(person)}  {say(f'tie.{person.tie}')} {MARKS[person.tie]}")
    opening = next((o for o in openings(gather(session.understanding, session.messages.values())) if o.application == application.id), None)
    if opening:
        page.text(opening_words(view, opening), indent=1)
    show_notes(page, view, (r for r in session.understanding.notes if r.application == application.id))
    page.heading(say("why.mail"))
    _show_mail(page, session, application.messages)


def why_person(page: Page, session: Session, person: Person) -> None:
    """The tie with its reasons, every sign, what may be one, and where they stand in the owner's search."""
    view = session.view
    say = view.say
    page.line()
    page.item(view.id(person.id), f"{view.of(person)}  {say(f'tie.{person.tie}')} {MARKS[person.tie]}")
    if person.position:
        page.text(plain(person.position), "quiet")
    page.text(", ".join(person.emails) or say("why.no-addresses"), "quiet")
    page.heading(say("why.tie"))
    told = session.corrected("tie") & set(person.emails)
    page.text(say("reason.told" if told else f"why.rule-{person.tie}"), indent=1)
    if person.signs:
        page.heading(say("why.signs"))
        shorts = numbers.message_ids(s.message for s in person.signs)
        for sign in person.signs:
            sure, what = say.sure(sign.confidence), shorts.get(sign.message, "")  # a note is no message
            show_sign(page, view, sign, say("why.sign-more", what=what, sure=sure) if what else sure)
    perhaps = [s for s in session.understanding.perhaps if s.person == person.id]
    if perhaps:
        page.heading(say("why.signs-perhaps"))
        shorts = numbers.message_ids(s.message for s in perhaps)
        for sign in perhaps:
            show_sign(page, view, sign, shorts.get(sign.message, ""))
    show_notes(page, view, (r for r in session.understanding.notes if person.id in r.people))
    applications = [a for a in session.understanding.applications if person.id in a.people]
    if applications:
        page.heading(say("board.applications"))
        show_applications(page, view, applications)


def why_message(page: Page, session: Session, ident: str) -> None:
    """What one message was read as, where it belongs, and its signs; of mail that is not kept, that it is not."""
    view = session.view
    say = view.say
    envelope = session.envelope(ident)
    reading = session.readings.get(ident)
    page.heading(say("why.message", id=numbers.message_ids([ident]).get(ident, ident)))
    sender = envelope.sender
    _field(page, say("why.from"), f"{plain(sender.name)} <{sender.email}>" if sender.name else sender.email)
    _field(page, say("why.date"), view.day(envelope.date))
    _field(page, say("why.subject"), plain(envelope.subject))
    if reading is None:
        page.line()
        page.text(say("why.not-kept"), indent=1)
        return
    _field(page, say("why.read-as"), _read_as(session, reading))
    application = view.applications.get(reading.application or "")
    _field(page, say("why.belongs"), f"{view.id(application.id)} {view.application(application)}" if application else say("why.nothing"))
    kept = session.messages.get(ident)
    words = clues(session.words(ident), f"{envelope.subject}\n{kept.new if kept else ''}")
    if words:
        _field(page, say("why.from-words"), " ".join(say("board.quote", quote=plain(w)) for w in words))
    _because(page, session, reading.reasons)
    signs = [s for p in session.understanding.people for s in p.signs if s.message == ident]
    perhaps = [s for s in session.understanding.perhaps if s.message == ident]
    for heading, found in (("why.signs", signs), ("why.signs-perhaps", perhaps)):
        if found:
            page.heading(say(heading))
        for sign in found:
            who = f"{view.id(sign.person)} {view.person(sign.person)}"
            show_sign(page, view, sign, say("why.sign-more", what=who, sure=say.sure(sign.confidence)))
    message = session.messages.get(ident)
    if message is not None and message.new.strip():
        page.heading(say("why.said"))
        lines = [plain(line) for line in message.new.strip().splitlines()]
        for line in lines[:FIRST_LINES]:
            page.text(line, "quote", indent=3)
        if len(lines) > FIRST_LINES:
            page.text("…", "quote", indent=3)


def _show_mail(page: Page, session: Session, ids: Iterable[str]) -> None:
    view = session.view
    shorts = numbers.message_ids(ids)
    found = [session.messages[i] for i in ids if i in session.messages]
    margin = max((len(shorts.get(m.id, "")) for m in found), default=3)
    for message in found:
        envelope = message.envelope
        mine = envelope.sender.email in session.understanding.owner.emails
        who = "→" if mine else plain(envelope.sender.name) or envelope.sender.email
        read = _read_as(session, session.readings[message.id])
        day = view.say.short_date(envelope.date.date(), view.today)
        widths = [margin, 12, 18, page.columns - margin - 38]
        page.row([shorts.get(message.id, ""), day, who, f"{read}: {plain(envelope.subject)}"], widths)


def _read_as(session: Session, reading: Reading) -> str:
    say = session.view.say
    kinds = say.both(say(f"kind.{kind}") for kind in reading.also)
    sure = say.sure(reading.confidence)
    if reading.also:
        sure = say("why.sign-more", what=sure, sure=say("why.also", kinds=kinds))
    text = say("why.in-brackets", text=say(f"kind.{reading.kind}"), more=sure)
    return f"{text}{'' if say.language == 'ja' else ' '}{say('why.corrected')}" if reading.message in session.corrected("kind") else text


def _because(page: Page, session: Session, reasons: Iterable[Reason]) -> None:
    view = session.view
    reasons = list(reasons)
    names = view.names | numbers.message_ids(value for reason in reasons for name, value in reason.arguments if name == "like")
    for reason in reasons:
        page.text(plain(view.say.reason(reason, names, view.today)))


def _field(page: Page, name: str, value: str) -> None:
    page.row([name, value], [12, page.columns - 15])
