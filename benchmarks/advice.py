"""Advice with the gold labels as input: does propose() say what the labelled mailboxes say?

    python -m benchmarks.advice [FOLDER]        FOLDER holds the labelled mailboxes (default ../shared/reading/open)

This measures the rules of advice alone, with the reading taken as perfect; `goen scan` with score.py measures all of it.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from goen.core.advice import propose
from goen.core.mail.message import Address, Envelope, Message
from goen.core.values import Advice, Application, Introduction, Owner, Person, Reading, Sign, Understanding

PROCESS = frozenset({"outreach", "invitation", "scheduling", "assignment", "request", "update", "rejection", "offer"})
OPEN = Path(__file__).resolve().parents[2] / "shared" / "reading" / "open"


class Labelled(NamedTuple):
    """A labelled mailbox as values: the gold labels, and the understanding that they are (without advice)."""

    gold: dict[str, Any]
    messages: tuple[Message, ...]
    understanding: Understanding


def address(text: str) -> Address:
    """'Name <a@b>' or 'a@b' -> Address."""
    found = re.fullmatch(r"\s*(.*?)\s*<([^<>]+)>\s*", text)
    name, email = found.groups() if found else ("", text)
    return Address(name.strip().strip('"'), email.strip().lower())


def load(folder: Path) -> Labelled:
    """One labelled mailbox, from gold.json and messages.jsonl."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    rows = [json.loads(line) for line in (folder / "messages.jsonl").read_text("utf-8").splitlines()]
    owner = Owner(gold["owner"]["name"], tuple(e.lower() for e in gold["owner"]["emails"]), gold["owner"]["language"])
    messages = tuple(message(row) for row in rows)
    by_id = {m.id: m for m in messages}
    readings = tuple(Reading(i, g["kind"], tuple(g["also"]), 1.0, g["application"]) for i, g in gold["messages"].items())
    people = tuple(person(i, p, by_id) for i, p in gold["people"].items())
    applications = tuple(application(i, a, gold, by_id, people) for i, a in gold["applications"].items())
    introductions = tuple(
        Introduction(x["introducer"], x["introduced"], x["message"], x["from_application"], x["to_application"])
        for x in gold["introductions"]
    )
    as_of = date.fromisoformat(gold["as_of"])
    return Labelled(gold, messages, Understanding(owner, as_of, readings, applications, people, (), (), introductions))


def message(row: dict[str, Any]) -> Message:
    to = tuple(address(a) for a in row["to"])
    cc = tuple(address(a) for a in row.get("cc", ()))
    headers = row.get("headers", {})
    marks = {mark for header, mark in (("List-Unsubscribe", "list"), ("Auto-Submitted", "auto")) if header in headers}
    envelope = Envelope(
        id=row["id"],
        digest=row["id"],
        date=datetime.fromisoformat(row["date"]),
        sender=address(row["from"]),
        to=to,
        cc=cc,
        reply_to=(),
        subject=row["subject"],
        references=(),
        marks=frozenset(marks),
        labels=(),
        size=len(row["body"]),
    )
    return Message(envelope, row["body"], row["body"], "")


def person(ident: str, gold: dict[str, Any], by_id: dict[str, Message]) -> Person:
    signs = tuple(
        Sign(e["message"], ident, e["signal"], e["quote"], 1.0, by_id[e["message"]].envelope.date, _relayer(gold, by_id[e["message"]]))
        for e in gold["evidence"]
        if e["signal"] != "courtesy"
    )
    emails = tuple(e.lower() for e in gold["emails"])
    texts = "".join(m.new for m in by_id.values() if m.envelope.sender.email in emails)
    language = "ja" if re.search(r"[぀-ヿ]", texts or gold["name"]) else "en"
    return Person(ident, gold["name"], emails, gold["organization"] or "", gold["position"] or "", gold["tie"], signs, (), language)


def _relayer(gold: dict[str, Any], said_in: Message) -> str | None:
    sender = said_in.envelope.sender.email
    return None if sender in [e.lower() for e in gold["emails"]] else sender


def application(
    ident: str, gold: dict[str, Any], all_gold: dict[str, Any], by_id: dict[str, Message], people: tuple[Person, ...]
) -> Application:
    own = [e.lower() for e in all_gold["owner"]["emails"]]
    ids = sorted((i for i, g in all_gold["messages"].items() if g["application"] == ident), key=lambda i: (by_id[i].envelope.date, i))
    kinds = {i: all_gold["messages"][i] for i in ids}
    ends = [i for i in ids if kinds[i]["kind"] == "rejection"]
    rejection = ends[0] if ends else None
    here, agents = [], []
    for p in people:
        wrote = [i for i in ids if by_id[i].envelope.sender.email in p.emails]
        met = [i for i in ids if by_id[i].envelope.sender.email in own and {a.email for a in by_id[i].envelope.to} & set(p.emails)]
        named = any(_named(p, by_id[i]) for i in ids if by_id[i].envelope.sender.email not in own)
        between = not _same_firm(p.organization, gold["organization"]) and any(kinds[i]["kind"] in PROCESS for i in wrote)
        if between:
            here.append(p.id)
            agents.append(p.id)
        elif _same_firm(p.organization, gold["organization"]) and (wrote or met or named):
            here.append(p.id)
    writer = by_id[rejection].envelope.sender.email if rejection else ""
    by = next((p.id for p in people if writer in p.emails), None)
    dates = [by_id[i].envelope.date for i in ids]
    texts = "".join(by_id[i].new for i in ids)
    return Application(
        id=ident,
        organization=gold["organization"],
        role=gold["role"] or "",
        furthest_stage=gold["furthest_stage"],
        outcome=gold["outcome"],
        messages=tuple(ids),
        people=tuple(here),
        agents=tuple(agents),
        first=dates[0],
        last=dates[-1],
        rejected_at=by_id[rejection].envelope.date if rejection else None,
        rejection=rejection,
        rejected_by=by,
        language="ja" if re.search(r"[぀-ヿ]", texts) else "en",
    )


def _named(person: Person, said_in: Message) -> bool:
    parts = [w for w in re.split(r"[\s・()]+", person.name) if len(w) > 1]
    return any(w in said_in.new for w in parts)


def _same_firm(one: str, other: str) -> bool:
    return bool(one) and (one in other or other in one)


def compare(folder: Path) -> list[tuple[str, dict[str, Any], Advice]]:
    """(application, gold advice, said advice) of one mailbox."""
    gold, messages, u = load(folder)
    said = propose(u.applications, u.people, u.readings, u.introductions, messages, owner=u.owner, as_of=u.as_of)
    by_id = {a.application: a for a in said}
    return [(i, g, by_id[i]) for i, g in gold["advice"].items()]


def agrees(gold: dict[str, Any], said: Advice) -> bool:
    """Response, size and recipient are the gold ones."""
    return (said.response, said.size, said.to) == (gold["response"], gold.get("size"), gold.get("to"))


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else OPEN
    right = total = 0
    for box in sorted(p.parent for p in folder.glob("*/gold.json")):
        rows = compare(box)
        hits = sum(agrees(g, s) for _, g, s in rows)
        print(f"{box.name:8} {hits:3} of {len(rows)}")
        right, total = right + hits, total + len(rows)
        for ident, g, s in rows:
            if not agrees(g, s):
                print(f"    {ident}: said {s.response} {s.size} {s.to} {[r.code for r in s.reasons]}, gold {g}")
    print(f"all      {right:3} of {total}")


if __name__ == "__main__":
    main()
