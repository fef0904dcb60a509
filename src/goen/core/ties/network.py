"""The people around the owner's search: who stands behind which addresses, and who is only named."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from goen.core.hiring.names import TEAM, TEAM_JA
from goen.core.mail.people import clean_name, is_machine
from goen.core.reading.classify import Floats, Mail
from goen.core.reading.kinds import KINDS
from goen.core.reading.spans import squash
from goen.core.ties.named import people_to_meet
from goen.core.values import Owner

MEETING = tuple(KINDS.index(k) for k in ("invitation", "scheduling"))


@dataclass
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
            if name and not impersonal(name):
                names[address.email][name] += 1
            first.setdefault(address.email, i)
            rows[address.email][part].append(i)
    out: dict[str, Contact] = {}
    by_name: dict[str, str] = {}
    for email in sorted(first, key=lambda a: (first[a], a)):
        if machine.get(email, is_machine(email, "", frozenset())):
            continue
        name = max(names[email], key=lambda n: (names[email][n], len(n), n)) if names[email] else ""
        if not name:
            name = _signed(mail, rows[email]["wrote"])
        if not name and not rows[email]["wrote"]:
            continue
        if not name and shared(email):
            continue
        key = name_key(name)
        known = by_name.get(key) if full(name) else None
        if known is None:
            known = contact_id(email)
            out[known] = Contact(known, name, [])
            if full(name):
                by_name[key] = known
        contact = out[known]
        contact.emails.append(email)
        for part, found in rows[email].items():
            getattr(contact, part).extend(found)
    for contact in out.values():
        for part in ("wrote", "received", "copied"):
            setattr(contact, part, sorted(set(getattr(contact, part))))
    return list(out.values())


SHARED = re.compile(
    r"^(?:jobs?|careers?|recruit\w*|hr|hiring|talent\w*|info|office|admin\w*|contact|hello|team|apply|applications?|people|work|support|enquir\w*|editorial|saiyo\w*|jinji|soumu|staff|mail|press|reception|school|kyujin|entry|shinsotsu)\b",
    re.I,
)


def shared(email: str) -> bool:
    """Whether an address reads as a desk's, not a person's."""
    return bool(SHARED.match(email.partition("@")[0]))


def impersonal(name: str) -> bool:
    """Whether a display name is a team's, a firm's or a system's and not a person's."""
    text = unicodedata.normalize("NFKC", name)
    if "@" in text:
        return True
    if TEAM_JA.search(text) and not re.search(r"[ 　]|・", text):
        return True
    hit = TEAM.search(text)
    return bool(hit and (hit.start() == 0 or not re.match(r"^[^\W\d]+[\s.'-]+[^\W\d]+", text[: hit.start()].strip())))


SIGNOFF = re.compile(r"(?:^|\n)\s*(?:-\s*)?([^\W\d_][^\W\d_'’-]+(?:\s+[^\W\d_][^\W\d_.'’-]*){0,2})\s*$")


def _signed(mail: Mail, rows: Sequence[int]) -> str:
    """The name under a message, where the sender's address shows none."""
    for i in rows:
        message = mail.messages[i]
        for text in (message.signature, message.new):
            line = next((x.strip() for x in text.strip().splitlines() if x.strip()), "") if text is message.signature else text.strip().rpartition("\n")[2].strip()
            if SIGNOFF.match(line) and len(line) < 40 and not impersonal(line):
                return line
    return ""


def name_key(name: str) -> str:
    """One key for the ways to write a name: word order, case, dots, honorifics and spaces aside."""
    text = unicodedata.normalize("NFKC", name).casefold()
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff]", text):
        return squash(re.sub(r"(?:様|さん|氏|先生)$", "", text))
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = [w for w in re.findall(r"[^\W\d_]+", text) if w not in {"mr", "ms", "mrs", "dr", "prof", "phd", "md", "jr", "sr"}]
    return " ".join(sorted(words))


def full(name: str) -> bool:
    """Whether a name is full enough to tell one person from another: two words, or four Japanese characters."""
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff]", name):
        return len(squash(name)) >= 3
    return len(name_key(name).split()) >= 2


def named_only(mail: Mail, kinds: Floats, rows: Sequence[int], known: Sequence[Contact], owner: Owner, organization: str) -> list[Contact]:
    """People of an application whom nobody's address belongs to: named in its invitations as those to meet."""
    taken = {name_key(c.name) for c in known if c.name} | {name_key(owner.name), name_key(organization)}
    parts = {w for c in known if c.name for w in name_key(c.name).split()} | set(name_key(owner.name).split()) | set(name_key(organization).split())
    written = [squash(c.name) for c in known if c.name] + [squash(owner.name)]
    out: dict[str, Contact] = {}
    for i in rows:
        if mail.sent[i] or float(kinds[i][list(MEETING)].sum()) < MEETS:
            continue
        for name in people_to_meet(mail.messages[i].new):
            key = name_key(name)
            if not key or key in taken or set(key.split()) <= parts or any(w.startswith(squash(name)) for w in written):
                continue
            out.setdefault(key, Contact(contact_id(name + organization), name, [])).named.append(i)
    return list(out.values())


MEETS = 0.4  # chance of being an invitation, or a word about its time, from which a message's names are people to meet
