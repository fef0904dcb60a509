"""The people around the owner's search: who stands behind which addresses, and who is only named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from goen.core.hiring.people import WIDE, folded_name
from goen.core.mail.message import Address
from goen.core.mail.people import clean_name, is_impersonal, is_machine, is_shared, same_people
from goen.core.reading.classify import Floats, Mail
from goen.core.reading.kinds import KINDS
from goen.core.reading.spans import squash
from goen.core.ties.named import people_to_meet
from goen.core.values import Owner

MEETING = tuple(KINDS.index(k) for k in ("invitation", "scheduling"))


@dataclass(slots=True)
class Contact:
    """One human: the rows they wrote, the rows written to them, the rows that name them."""

    id: str
    name: str
    emails: list[str]
    wrote: list[int] = field(default_factory=list)
    received: list[int] = field(default_factory=list)  # the owner wrote to them
    copied: list[int] = field(default_factory=list)  # they stand on a mail that somebody else wrote
    named: list[int] = field(default_factory=list)


def contact_id(key: str) -> str:
    """A stable id from the first address, or from the name of somebody known by name only."""
    return "p" + blake2b(key.casefold().encode(), digest_size=5).hexdigest()


def contacts(mail: Mail, owner: Owner, skip: Sequence[bool]) -> list[Contact]:
    """Everybody human in the mail, oldest first. skip: rows that are nobody's correspondence (alerts, private mail)."""
    mine = set(owner.emails)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, int] = {}
    rows: dict[str, dict[str, list[int]]] = defaultdict(lambda: {"wrote": [], "received": [], "copied": []})
    machine: dict[str, bool] = {}
    for i, message in enumerate(mail.messages):
        if skip[i]:
            continue
        e = message.envelope
        everyone = [(e.sender, "" if mail.sent[i] else "wrote"), *((a, "received" if mail.sent[i] else "copied") for a in (*e.to, *e.cc))]
        for address, part in everyone:
            if not part or address.email in mine or "@" not in address.email:
                continue
            name = clean_name(address.name)
            if part == "wrote":
                machine[address.email] = machine.get(address.email, True) and is_machine(address.email, address.name, e.marks)
            if name and not is_impersonal(name):
                names[address.email][name] += 1
            first.setdefault(address.email, i)
            rows[address.email][part].append(i)
    one = same_people(Address(name, email) for email, found in names.items() for name in found)
    out: dict[str, Contact] = {}
    for email in sorted(first, key=lambda a: (first[a], a)):
        if machine.get(email, is_machine(email, "", frozenset())):
            continue
        name = max(names[email], key=lambda n: (names[email][n], len(n), n)) if names[email] else _signed(mail, rows[email]["wrote"])
        if not name and (not rows[email]["wrote"] or is_shared(email)):
            continue
        contact = out.setdefault(one.get(email, email), Contact(contact_id(email), name, []))
        contact.name = max(contact.name, name, key=lambda n: (len(n.split()), len(n)))
        contact.emails.append(email)
        for part, found in rows[email].items():
            getattr(contact, part).extend(found)
    for contact in out.values():
        for part in ("wrote", "received", "copied"):
            setattr(contact, part, sorted(set(getattr(contact, part))))
    return list(out.values())


SIGNOFF = re.compile(r"(?:^|\n)\s*(?:-\s*)?([^\W\d_][^\W\d_'’-]+(?:\s+[^\W\d_][^\W\d_.'’-]*){0,2})\s*$")


# how Japanese mail begins, and how a desk signs: "経理の粂でございます", "採用チーム 平野"
INTRODUCED = re.compile(r"[の\s\u3000]([\u3400-\u9fff々]{1,4}|[\u30a1-\u30ffー]{2,8})(?:と申します|でございます|です)(?:[。、\s]|$)")
DESK = re.compile(
    r"(?:部|課|係|担当|チーム|グループ|室|局|センター|事務局)[\s\u3000]+([\u3400-\u9fff々]{1,4}(?:[\s\u3000][\u3400-\u9fff\u3041-\u3096々]{1,4})?)$"
)
OPENING = 160  # characters in which a writer says who they are


def _signed(mail: Mail, rows: Sequence[int]) -> str:
    """The name that a message is opened or signed with, where the sender's address shows none."""
    for i in rows:
        message = mail.messages[i]
        hit = INTRODUCED.search(message.new[:OPENING])
        if hit and not is_impersonal(hit[1]):
            return hit[1]
        for line in f"{message.new[-OPENING:]}\n{message.signature}".splitlines():
            desk = DESK.search(line.strip())
            if desk and not is_impersonal(desk[1]):
                return desk[1]
        for text in (message.signature, message.new):
            line = (
                next((x.strip() for x in text.strip().splitlines() if x.strip()), "")
                if text is message.signature
                else text.strip().rpartition("\n")[2].strip()
            )
            if SIGNOFF.match(line) and len(line) < 40 and not is_impersonal(line):
                return line
    return ""


@dataclass(frozen=True)
class Known:
    """The names that belong to somebody with an address, or to the owner, folded: whole, in their parts, and squashed."""

    whole: frozenset[str]
    parts: frozenset[str]
    squashed: tuple[str, ...]  # in order

    @staticmethod
    def of(contacts: Sequence[Contact], owner: Owner) -> Known:
        names = [c.name for c in contacts if c.name] + [owner.name]
        folded = frozenset(map(folded_name, names))
        given = {n[k:] for n in folded if WIDE.search(n) for k in range(1, len(n) - 1)}  # of a name in one piece, what it may end in
        return Known(folded, frozenset(w for n in folded for w in n.split()) | given, tuple(sorted({squash(n) for n in names})))

    def begins(self, squashed: str) -> bool:
        """Whether a known name begins so."""
        at = bisect_left(self.squashed, squashed)
        return at < len(self.squashed) and self.squashed[at].startswith(squashed)


def named_only(mail: Mail, kinds: Floats, rows: Sequence[int], known: Known, organization: str) -> list[Contact]:
    """People of an application whom nobody's address belongs to: named in its invitations as those to meet."""
    firm = folded_name(organization)
    out: dict[str, Contact] = {}
    for i in rows:
        if mail.sent[i] or float(kinds[i][list(MEETING)].sum()) < MEETS:
            continue
        for name in people_to_meet(mail.messages[i].new):
            key = folded_name(name)
            start = squash(name)
            if not key or key in known.whole or key == firm or set(key.split()) <= known.parts | set(firm.split()):
                continue
            if not known.begins(start):
                out.setdefault(key, Contact(contact_id(name + organization), name, [])).named.append(i)
    return list(out.values())


MEETS = 0.4  # chance of being an invitation, or a word about its time, from which a message's names are people to meet
