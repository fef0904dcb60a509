"""A scenario is data: the mail of each day, what the owner does, and what Goen is to say then, no more and no less."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from goen.actions import agenda, letters, notes, pause
from goen.actions.correct import correct, correct_all
from goen.actions.scan import scan
from goen.config import Config
from goen.core.values import Said

FOLDER = Path(__file__).parent
ZONES = {"en": timezone(timedelta(hours=-5)), "ja": timezone(timedelta(hours=9))}


@dataclass
class Scenario:
    """Plays one file on a store of its own; the mailbox is a folder that grows by the day."""

    config: Config
    folder: Path
    data: dict[str, Any]
    subjects: dict[int, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)  # what each message is, by the file
    put_right: set[str] = field(default_factory=set)
    count: int = 0

    @property
    def zone(self) -> timezone:
        return ZONES["ja" if self.data.get("language") == "ja" else "en"]

    def address(self, who: str) -> str:
        return str(self.data["owner"] if who == "me" else self.data["people"].get(who, who))

    def deliver(self, mail: dict[str, Any], day: date) -> None:
        """Write one mail into the folder; messages are numbered from 1 in the order of the file."""
        self.count += 1
        number = self.count
        made = EmailMessage()
        at = datetime.combine(day, time.fromisoformat(mail.get("at", "12:00")), self.zone) + timedelta(seconds=number)
        parent = mail.get("re")
        self.kinds[f"<m{number}@scenario.example>"] = mail["is"]
        subject = mail.get("subject") or (f"Re: {self.subjects[parent]}" if parent else "")
        self.subjects[number] = subject.removeprefix("Re: ")
        made["From"] = self.address(mail["from"])
        made["To"] = ", ".join(self.address(w) for w in mail.get("to", "me").split(";"))
        if "cc" in mail:
            made["Cc"] = self.address(mail["cc"])
        made["Subject"] = subject
        made["Date"] = format_datetime(at)
        made["Message-ID"] = f"<m{number}@scenario.example>"
        if parent:
            made["In-Reply-To"] = made["References"] = f"<m{parent}@scenario.example>"
        if mail.get("auto"):
            made["Auto-Submitted"] = "auto-generated"
        made.set_content(mail["text"].strip() + "\n")
        if "attach" in mail:
            made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=mail["attach"])
        (self.folder / f"{number:03}.eml").write_bytes(bytes(made))

    def do(self, act: dict[str, Any], day: date, at: datetime) -> None:
        """What the owner does by hand."""
        if "note" in act:
            said = [Said(*one) for one in act.get("said", ())]
            notes.take_note(
                self.config,
                act["note"],
                notes.Form(
                    act.get("text", ""),
                    present=act.get("with", ()),
                    said=said,
                    talked=act.get("talk", False),
                    liked=act.get("liked", ""),
                    worries=act.get("worries", ""),
                    next_step=act.get("next", ""),
                    mine=act.get("mine", False),
                    outcome=act.get("outcome", ""),
                ),
                at=at,
                on=act.get("on"),
            )
        elif "sent" in act:
            found = letters.due(self.config, self.email(act["sent"]), on=day, at=at)
            letters.mark(self.config, replace(found, purpose=act.get("purpose", found.purpose)), day)
        elif "draft" in act:
            letters.keep(self.config, replace(letters.due(self.config, self.email(act["draft"]), at=at), body=act["text"]), at)
        elif "pause" in act:
            pause.pause(self.config, act["pause"], since=day, organization=act.get("at", ""), at=at)
        elif "resume" in act:
            pause.resume(self.config)
        elif "correct" in act:
            correct(self.config, act["correct"], act["target"], act["value"])
        else:
            raise ValueError(f"nobody knows how to do {act}")

    def email(self, who: str) -> str:
        return self.address(who).partition("<")[2].rstrip(">")

    def live(self, entry: dict[str, Any]) -> agenda.Day:
        """One day: the mail comes, the owner acts, and what is there to do is looked at."""
        day = entry["on"]
        for mail in entry.get("mail", ()):
            self.deliver(mail, day)
        if any(self.folder.iterdir()):
            scan(self.config, self.folder, as_of=day, workers=0, owner=[self.data["owner"].partition("<")[2].rstrip(">")])
            self.put_kinds_right()
        at = datetime.combine(day, time(20), self.zone)
        for act in entry.get("act", ()):
            self.do(act, day, at)
        return agenda.day(self.config, day)

    def put_kinds_right(self) -> None:
        """Each mail is what the file says, so that a scenario tests the loop and not the reader's weights."""
        fresh = [(ident, kind) for ident, kind in self.kinds.items() if ident not in self.put_right]
        self.put_right.update(ident for ident, _ in fresh)
        if fresh:
            correct_all(self.config, [("kind", ident, kind) for ident, kind in fresh])

    def names(self, here: agenda.Day) -> dict[str, str]:
        """Short names of the file's people by the ids that they have in the understanding."""
        found = {}
        for person in here.understanding.people:
            for short, address in self.data["people"].items():
                if address.partition("<")[2].rstrip(">") in person.emails or address.partition(" <")[0] == person.name:
                    found.setdefault(person.id, short)
            found.setdefault(person.id, person.name)
        return found


def load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def saying(here: agenda.Day, names: dict[str, str]) -> list[str]:
    """Today's tasks as the file writes them: what, and to whom."""
    out = []
    for task in here.agenda.today:
        code = task.reason.code if task.code == "rejection" else task.code
        out.append(f"{code} {names.get(task.person or '', '-')}")
    return out


def chain(here: agenda.Day, names: dict[str, str]) -> list[str]:
    return [f"{names[p.introducer]} > {names[p.introduced]}" for p in here.agenda.paths if p.introduced]


def promised(here: agenda.Day, names: dict[str, str]) -> list[str]:
    return [f"{p.kind} {names.get(p.person or '', '-')} {p.by} {p.state}" for p in here.agenda.pledges]


def worked(here: agenda.Day, names: dict[str, str]) -> list[str]:
    out = []
    for w in here.agenda.works:
        early = f" early {w.early}" if w.early is not None else ""
        out.append(f"{names.get(w.by or '', '-')} {'smells' if w.smells else 'fair'} {w.outcome}{early}")
    return out
