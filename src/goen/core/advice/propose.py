"""What each rejection deserves, to whom, when and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from goen.core.advice import timing
from goen.core.advice.bars import barred, course, let_go, offer_accepted, open_ask
from goen.core.advice.correspondence import Mail, Mails, correspondence
from goen.core.advice.places import country
from goen.core.advice.proportion import OLD, acted, plainly_ended, recipient, respond, strongest, sure_enough
from goen.core.advice.since import EFFORTS, REPORT_DUE, by_word, days_since, introduced, report_late, search_over, since, telling
from goen.core.advice.steps import ASKS, next_step
from goen.core.hiring.houses import houses
from goen.core.hiring.names import organization_key
from goen.core.mail.message import Message
from goen.core.mail.senders import system
from goen.core.reading.kinds import TIES
from goen.core.reasons import Reason
from goen.core.values import Advice, Application, Introduction, Owner, Pause, Person, Reading


def propose(
    applications: Sequence[Application],
    people: Sequence[Person],
    readings: Sequence[Reading],
    introductions: Sequence[Introduction],
    messages: Iterable[Message],
    *,
    owner: Owner,
    as_of: date,
    paused: Pause | None = None,
) -> tuple[Advice, ...]:
    """One Advice for each application whose outcome is `rejected`, in the order of `applications`.

    The response is judged by the tie as it stands on `as_of`, as if nothing had been written since the rejection, an ask that is
    barred aside; `since` says what has been, and whether the owner's search rests (`paused`). Messages after `as_of` are not looked at.
    """
    messages = tuple(messages)
    by_id = {p.id: p for p in people}
    mails = correspondence(people, messages, readings, owner=owner, as_of=as_of)
    when = {m.id: m.envelope.date for m in messages}
    dated = tuple((r, when[r.message]) for r in readings if r.kind in EFFORTS and r.message in when and when[r.message].date() <= as_of)
    applied: dict[str, datetime] = {}
    for reading, at in dated:
        if reading.kind == "application" and reading.application:
            applied[reading.application] = min(at, applied.get(reading.application, at))
    known = {r.message: r for r in readings}
    dated = telling(dated, applications)
    led = {i.to_application for i in introductions}
    told = [a for a in applications if a.outcome == "accepted" or a.id in led]  # all that `since` looks at
    standing = Standing.of(applications)
    made: dict[str, list[Introduction]] = defaultdict(list)
    for i in introductions:
        made[i.introducer].append(i)
    said = {}
    found = []
    for application in applications:
        if application.outcome != "rejected":
            continue
        person = recipient(application, by_id, mails, made, applied.get(application.id))
        if person is None:
            found.append(_nobody(application, by_id))
            continue
        theirs = mails[person.id]
        rejected_at = when.get(application.rejection or "", application.rejected_at or application.last)
        days = days_since(rejected_at, as_of)
        deciding = _decides_on(person, application, standing)
        if person.id not in said:
            said[person.id] = course(theirs), offer_accepted(theirs)
        asking, accepted = said[person.id]
        bars = barred(application, asking)
        response, size = ("silence", None) if bars else respond(person.tie, days=days, deciding=deciding is not None)
        doubt = response == "ask" and not (sure_enough(person) and plainly_ended(application, known))
        if doubt:
            response, size = ("thanks", None) if days <= OLD else ("silence", None)
        codes = since(application, person, theirs, made[person.id], told, dated, response=response, days=days, paused=paused)
        reasons = _tie_reasons(person, application)
        opened = introduced(application, person, made[person.id], theirs)
        accepted_on = search_over(application, told, dated) or by_word(paused, rejected_at)
        if report_late(application, opened, told, accepted_on, as_of):
            reasons += (Reason("report-late", (("limit", str(REPORT_DUE)),)),)
        if doubt:
            reasons += (Reason("not-sure-enough", (("person", person.id),)),)
        if bars:
            reasons += bars
        else:
            if days > OLD:
                reasons += (Reason("old", (("days", str(days)), ("limit", str(OLD)))),)
            if deciding:
                arguments = (("application", deciding.id), ("organization", deciding.organization), ("role", deciding.role))
                reasons += (Reason("deciding-elsewhere", arguments),)
        if accepted:
            reasons += (accepted,)
        silent = response == "silence"
        found.append(
            Advice(
                application=application.id,
                response=response,
                size=size,
                to=None if silent else person.id,
                not_before=None if silent else _not_before(response, size, rejected_at, theirs, codes, application, person),
                reasons=reasons,
                since=codes,
                in_reply_to=None if silent else answered_by(application, theirs),
            )
        )
    return _one_at_a_time(found, by_id, applications, mails, as_of)


def _one_at_a_time(
    found: Sequence[Advice], people: dict[str, Person], applications: Sequence[Application], mails: Mapping[str, Mails], as_of: date
) -> tuple[Advice, ...]:
    """One ask at a time to a person, and to a firm's people (evidence.md, fact 89): the best tie's, the newest rejection's first.

    The others keep their response and have the reason "one-at-a-time", with whom the owner is to ask or has asked, so that the next step is to wait.
    """
    open_asks = {p: asked for p, theirs in mails.items() if (asked := open_ask(theirs)) and not let_go(asked, as_of)}
    theirs: dict[str, list[Application]] = defaultdict(list)
    for a in applications:
        for ident in dict.fromkeys(a.people):
            theirs[ident].append(a)
    taken: dict[str, str] = {}
    for ident in open_asks:
        for place in _places(people[ident], theirs[ident]):
            taken.setdefault(place, ident)
    ended = {a.id: a.rejected_at or a.last for a in applications}
    asks = [a for a in found if next_step(a, as_of=as_of).code in ASKS and a.to]
    held: dict[str, str] = {}
    for advice in sorted(asks, key=lambda a: (TIES.index(people[a.to or ""].tie), ended[a.application], a.application), reverse=True):
        person = people[advice.to or ""]
        places = [f"person {person.id}", *_places(person, theirs[person.id])]
        other = next((taken[place] for place in places if place in taken), None)
        if other is not None:
            held[advice.application] = other
        for place in places:
            taken.setdefault(place, person.id)
    reason = {ident: (Reason("one-at-a-time", (("other", other),)),) for ident, other in held.items()}
    return tuple(replace(a, reasons=(*a.reasons, *reason[a.application])) if a.application in reason else a for a in found)


def _places(person: Person, applications: Sequence[Application]) -> list[str]:
    """The firms whose person this is: of the applications in which they stand, and by the domain that they write from, since one firm may have been
    read under two names. An agent stands for nobody's firm but the agency, whose many clients are no one place."""
    own = {f"house {name}" for name in houses(e for e in person.emails if system(e.rpartition("@")[2]) is None)}
    return sorted(own | {f"firm {key}" for a in applications if person.id not in a.agents and (key := organization_key(a.organization))})


def answered_by(application: Application, mails: Mails) -> str | None:
    """The id of the message that a letter to this person answers: the last that they wrote about this application.

    What they wrote later about no application at all is answered instead where it came from another address (they have moved),
    or where they wrote nothing about this one.
    """
    here, loose = mails.about.get(application.id, ()), mails.about.get(None, ())
    if application.rejection is not None and not any(m.id == application.rejection for m in here):
        here = [m for m in mails.theirs if m.application == application.id or m.id == application.rejection]
    if here and loose and loose[-1].at > here[-1].at and loose[-1].message.envelope.sender.email != here[-1].message.envelope.sender.email:
        return loose[-1].id
    last = here or loose or mails.theirs
    return last[-1].id if last else None


def _nobody(application: Application, people: dict[str, Person]) -> Advice:
    known = [people[i] for i in application.people if i in people and people[i].tie != "none"]
    code = "nobody-to-reach" if known else "nobody"
    return Advice(application.id, "silence", None, None, None, (Reason(code, (("stage", application.furthest_stage),)),), ())


@dataclass(frozen=True, slots=True)
class Standing:
    """The open applications, the first of each person and of each organization."""

    of_person: Mapping[str, Application]
    of_organization: Mapping[str, Application]

    @staticmethod
    def of(applications: Sequence[Application]) -> Standing:
        people: dict[str, Application] = {}
        organizations: dict[str, Application] = {}
        for a in applications:
            if a.outcome == "open":
                for person in a.people:
                    people.setdefault(person, a)
                organizations.setdefault(organization_key(a.organization), a)
        return Standing(people, organizations)


def _decides_on(person: Person, application: Application, standing: Standing) -> Application | None:
    """Another open application that this person decides on, or may: they stand in it, or it is at the same organization.

    Mail seldom shows who decides (others write for them), and a false ask costs more than one that is not made. The second does
    not hold for an agent, who has many clients.
    """
    known = standing.of_person.get(person.id)
    if known or person.id in application.agents:
        return known
    here = organization_key(application.organization)
    return standing.of_organization.get(here) if here else None


def _tie_reasons(person: Person, application: Application) -> tuple[Reason, ...]:
    reasons = [Reason("best-tie", (("person", person.id), ("tie", person.tie)))]
    sign = strongest(person.signs)
    if sign:
        reasons.append(Reason("sign", (("signal", sign.signal), ("person", person.id)), sign.quote, sign.message))
    if acted(person):
        reasons.append(Reason("acted", (("person", person.id),)))
    if person.id == application.rejected_by:
        reasons.append(Reason("wrote-the-rejection", (("person", person.id),)))
    if person.id in application.agents:
        reasons.append(Reason("agent-between", (("person", person.id),)))
    return tuple(reasons)


def _not_before(
    response: str,
    size: str | None,
    rejected_at: datetime,
    mails: Sequence[Mail],
    codes: tuple[str, ...],
    application: Application,
    person: Person,
) -> date:
    where = country(person, mails)
    if size == "catch_up":
        return timing.catch_up_on(rejected_at, OLD, where)
    if response == "ask" and "thanked" in codes:
        mine = [m for m in mails if m.mine and m.at >= rejected_at and "ask" not in m.kinds]
        if mine:
            return timing.ask_on(timing.local(mine[0].at, where).date(), where)
    return timing.thank_on(rejected_at, where)
