"""Who brought the owner together with whom, out of which process and into which."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from goen.core.reading.classify import Mail
from goen.core.ties.called import Called
from goen.core.ties.network import Contact
from goen.core.values import Application, Introduction

BY = re.compile(
    r"(?:introduc\w+|connect\w*|put (?:me|us) in touch|pass\w* (?:me|on)|gave me your|suggested|referred|recommend\w*|told me about you|ご紹介|紹介|から(?:お名前|伺|聞))",
    re.I,
)


def find(
    mail: Mail,
    labels: Sequence[str],
    also: Sequence[Sequence[str]],
    people: Sequence[Contact],
    applications: Sequence[Application],
    application_of: Mapping[int, str],
) -> list[Introduction]:
    """Every introduction, oldest first. labels, also and application_of are by row."""
    by_mail = {email: c for c in people for email in c.emails}
    called = Called(people)
    by_id = {a.id: a for a in applications}
    theirs: dict[str, list[Application]] = defaultdict(list)
    for a in applications:
        for person in set(a.people):
            theirs[person].append(a)
    out: dict[tuple[str, str], Introduction] = {}
    for i, message in enumerate(mail.messages):
        sender = by_mail.get(message.envelope.sender.email)
        if sender is None or mail.sent[i]:
            continue
        if "introduction" not in (labels[i], *also[i]):
            # somebody's first word may say who sent them, whatever else it is: "Dana Reyes introduced us"
            first = bool(sender.wrote) and sender.wrote[0] == i and labels[i] in OPENINGS
            pairs = _sent_by(mail, i, sender, called) if first else []
        else:
            third = [
                by_mail[a.email]
                for a in (*message.envelope.to, *message.envelope.cc)
                if a.email in by_mail and by_mail[a.email] is not sender
            ]
            third = [c for n, c in enumerate(third) if c not in third[:n]]
            opening = bool(sender.wrote) and sender.wrote[0] == i
            sent = _sent_by(mail, i, sender, called) if opening else []  # whoever sent them may stand in cc
            pairs = sent or ([(sender, other) for other in third[:2]] if third else _named(mail, i, sender, called))
        for introducer, introduced in pairs:
            key = (introducer.id, introduced.id)
            if key in out or (introduced.id, introducer.id) in out:
                continue
            led = _led(introduced, introducer, i, mail, theirs[introduced.id], by_id.get(application_of.get(i, "")))
            out[key] = Introduction(introducer.id, introduced.id, message.id, _grew(introducer, i, mail, theirs[introducer.id], led), led)
    return list(out.values())


OPENINGS = frozenset({"outreach", "invitation", "request", "conversation", "assignment"})
SENT_BY = re.compile(
    r"\bintroduc\w+|put (?:me|us) in touch|gave me your (?:name|address|email|number)|told me about you|紹介(?:で|を|いただ|され|して)|からお名前",
    re.I,
)


def _sent_by(mail: Mail, row: int, sender: Contact, called: Called) -> list[tuple[Contact, Contact]]:
    """The one whom a first mail names as having sent its author, if the owner has had mail from them."""
    text = mail.messages[row].new
    hit = SENT_BY.search(text)
    if not hit:
        return []
    near = text[max(0, hit.start() - 60) : hit.end() + 60]
    for other in called.named(near):
        if other is not sender and other.wrote and other.wrote[0] < row:
            return [(other, sender)]
    return []


def _named(mail: Mail, row: int, sender: Contact, called: Called) -> list[tuple[Contact, Contact]]:
    """No third person on the mail: 'X introduced us' names the introducer; an address in the text names the introduced."""
    text = mail.messages[row].new
    for other in called.addressed(text):
        if other is not sender:
            return [(sender, other)]
    hit = BY.search(text)
    if hit:
        near = text[max(0, hit.start() - 80) : hit.end() + 80]
        for other in called.named(near):
            if other is not sender and other.wrote and other.wrote[0] < row:
                return [(other, sender)]
    return []


def _grew(introducer: Contact, row: int, mail: Mail, theirs: Sequence[Application], led: str | None) -> str | None:
    """The process in which the tie grew: the latest one of theirs, in which they wrote, that had begun; not the one that came of it (`led`)."""
    when = mail.messages[row].envelope.date
    wrote = {mail.messages[r].id for r in introducer.wrote}  # from a firm's common address, too, where they signed
    begun = [a for a in theirs if a.id != led and a.first <= when and not wrote.isdisjoint(a.messages)]
    return max(begun, key=lambda a: (a.first, a.id)).id if begun else None


def _led(
    introduced: Contact, introducer: Contact, row: int, mail: Mail, theirs: Sequence[Application], own: Application | None
) -> str | None:
    """The process that came of it: the one that the message stands in (`own`), else the introduced person's next."""
    if own is not None and introduced.id in own.people:
        return own.id
    when = mail.messages[row].envelope.date
    later = [a for a in theirs if introducer.id not in a.people[:1] and a.last >= when]
    return min(later, key=lambda a: (a.first, a.id)).id if later else own.id if own else None
