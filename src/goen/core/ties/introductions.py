"""Who brought the owner together with whom, out of which process and into which."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from goen.core.reading.classify import Mail
from goen.core.ties.network import Contact, folded_name
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
    out: dict[tuple[str, str], Introduction] = {}
    for i, message in enumerate(mail.messages):
        sender = by_mail.get(message.envelope.sender.email)
        if sender is None or mail.sent[i]:
            continue
        if "introduction" not in (labels[i], *also[i]):
            # somebody's first word may say who sent them, whatever else it is: "Dana Reyes introduced us"
            first = bool(sender.wrote) and sender.wrote[0] == i and labels[i] in OPENINGS
            pairs = _sent_by(mail, i, sender, people) if first else []
        else:
            third = [
                by_mail[a.email]
                for a in (*message.envelope.to, *message.envelope.cc)
                if a.email in by_mail and by_mail[a.email] is not sender
            ]
            third = [c for n, c in enumerate(third) if c not in third[:n]]
            sent = (
                _sent_by(mail, i, sender, people) if bool(sender.wrote) and sender.wrote[0] == i else []
            )  # whoever sent them may stand in cc
            pairs = sent or ([(sender, other) for other in third[:2]] if third else _named(mail, i, sender, people))
        for introducer, introduced in pairs:
            key = (introducer.id, introduced.id)
            if key in out or (introduced.id, introducer.id) in out:
                continue
            out[key] = Introduction(
                introducer.id,
                introduced.id,
                message.id,
                _grew(introducer, i, mail, applications),
                _led(introduced, introducer, i, mail, applications, application_of),
            )
    return list(out.values())


OPENINGS = frozenset({"outreach", "invitation", "request", "conversation", "assignment"})
SENT_BY = re.compile(
    r"\bintroduc\w+|put (?:me|us) in touch|gave me your (?:name|address|email|number)|told me about you|紹介(?:で|を|いただ|され|して)|からお名前",
    re.I,
)


def _sent_by(mail: Mail, row: int, sender: Contact, people: Sequence[Contact]) -> list[tuple[Contact, Contact]]:
    """The one whom a first mail names as having sent its author, if the owner has had mail from them."""
    text = mail.messages[row].new
    hit = SENT_BY.search(text)
    if not hit:
        return []
    near = text[max(0, hit.start() - 60) : hit.end() + 60]
    for other in people:
        if other is not sender and other.name and other.wrote and other.wrote[0] < row and mentions(near, other.name):
            return [(other, sender)]
    return []


def _named(mail: Mail, row: int, sender: Contact, people: Sequence[Contact]) -> list[tuple[Contact, Contact]]:
    """No third person on the mail: 'X introduced us' names the introducer; an address in the text names the introduced."""
    text = mail.messages[row].new
    for other in people:
        if other is sender:
            continue
        if any(email in text.lower() for email in other.emails):
            return [(sender, other)]
    hit = BY.search(text)
    if hit:
        near = text[max(0, hit.start() - 80) : hit.end() + 80]
        for other in people:
            if other is not sender and other.name and mentions(near, other.name) and other.wrote and other.wrote[0] < row:
                return [(other, sender)]
    return []


def mentions(text: str, name: str) -> bool:
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff]", name):
        family = re.split(r"[ 　]", name)[0]
        return (len(family) >= 2 and family in text) or folded_name(name) in folded_name(text)
    words = [w for w in re.findall(r"[^\W\d_]+", name) if len(w) > 2]
    return any(re.search(rf"\b{re.escape(w)}\b", text, re.I) for w in words[:2])


def _grew(introducer: Contact, row: int, mail: Mail, applications: Sequence[Application]) -> str | None:
    """The process in which the tie grew: the latest one of theirs that had begun."""
    when = mail.messages[row].envelope.date
    theirs = [
        a
        for a in applications
        if introducer.id in a.people
        and a.first <= when
        and any(r in introducer.wrote for r in introducer.wrote if mail.messages[r].id in a.messages)
    ]
    return max(theirs, key=lambda a: (a.first, a.id)).id if theirs else None


def _led(
    introduced: Contact, introducer: Contact, row: int, mail: Mail, applications: Sequence[Application], application_of: Mapping[int, str]
) -> str | None:
    """The process that came of it: the one that the message stands in, else the introduced person's next."""
    own = application_of.get(row)
    if own is not None:
        a = next(a for a in applications if a.id == own)
        if introduced.id in a.people:
            return own
    when = mail.messages[row].envelope.date
    later = [a for a in applications if introduced.id in a.people and introducer.id not in a.people[:1] and a.last >= when]
    return min(later, key=lambda a: (a.first, a.id)).id if later else own
