"""What a command works on: the store opened, the understanding, and whatever of the mail it asks for."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goen import config
from goen.actions import mail, numbers
from goen.actions.understanding import listing, understanding
from goen.config import Config
from goen.core.mail.message import Envelope, Message
from goen.core.reasons import Reason
from goen.core.values import Advice, Letter, Reading, Understanding
from goen.say import Say
from goen.store import queries
from goen.view import View

if TYPE_CHECKING:
    from goen.actions import export
    from goen.actions.agenda import Day


@dataclass(frozen=True)
class Session:
    """`source` is the mailbox that it speaks of, None for all mail. The mail itself is read only when something asks for it."""

    understanding: Understanding
    view: View
    source: Path | None = None

    @cached_property
    def messages(self) -> Mapping[str, Message]:
        return mail.messages(self.source)

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        return {r.message: r for r in self.understanding.readings}

    def corrected(self, verb: str) -> set[str]:
        """What the owner has corrected with this verb: messages or addresses."""
        return {c.target for c in queries.corrections() if c.verb == verb}

    def letter(self, advice: Advice) -> tuple[Letter | None, tuple[Reason, ...]]:
        """The draft and its problems."""
        from goen.core.advice import check, draft

        messages = tuple(self.messages.values())
        drafted = draft(advice, self.understanding, messages)
        return drafted, check(drafted, advice, self.understanding, messages) if drafted else ()

    def envelope(self, message: str) -> Envelope:
        return mail.envelopes([message])[message]

    def document(self) -> export.Json:
        from goen.actions import export

        kept = () if self.source else queries.letters()
        return export.document(self.understanding, tuple(self.messages.values()), listing(self.understanding, self.source), kept)

    def entries(self, part: str) -> list[export.Json]:
        """The applications, people or advice as JSON, each with its short id."""
        from goen.actions import export

        short = self.view.id
        if part == "applications":
            return [{"short": short(a.id), **export.application(a)} for a in self.understanding.applications]
        if part == "people":
            return [{"short": short(p.id), **export.person(p)} for p in self.understanding.people]
        return [self._advice(a) for a in self.understanding.advice]

    def about(self, ident: str) -> export.Json:
        """An application or a person with everything that belongs to it."""
        from goen.actions import export

        application = self.view.applications.get(ident)
        if application is None:
            person = self.view.people[ident]
            perhaps = [export.sign(s) for s in self.understanding.perhaps if s.person == ident]
            within = [a.id for a in self.understanding.applications if ident in a.people]
            noted = [export.note(r.note, r) for r in self.understanding.notes if ident in r.people]
            return {"short": self.view.id(ident), **export.person(person), "perhaps": perhaps, "applications": within, "notes": noted}
        advice = [self._advice(a) for a in self.understanding.advice if a.application == ident]
        return {
            "short": self.view.id(ident),
            **export.application(application),
            "reasons": [export.reason(r) for r in application.reasons],
            "advice": advice[0] if advice else None,
            "notes": [export.note(r.note, r) for r in self.understanding.notes if r.application == ident],
            "messages": [self.about_message(message) for message in application.messages],
        }

    def about_message(self, message: str) -> export.Json:
        """A message with what it was read as, and its signs; kind and application are null for mail of which only the envelope is kept."""
        from goen.actions import export

        envelope = self.envelope(message)
        read = self.readings.get(message)
        known = export.reading(read) if read else {"message_id": message, "kind": None, "application": None}
        signs = [{"person": p.id, **export.sign(s)} for p in self.understanding.people for s in p.signs if s.message == message]
        perhaps = [{"person": s.person, **export.sign(s)} for s in self.understanding.perhaps if s.message == message]
        return {
            "short": numbers.message_ids([message]).get(message),
            **known,
            "date": envelope.date.isoformat(),
            "from": envelope.sender.email,
            "subject": envelope.subject,
            "words": list(self.words(message)),
            "signs": signs,
            "perhaps": perhaps,
        }

    def words(self, message: str) -> tuple[str, ...]:
        """The words that spoke most for what a message was read as; none where it is not kept."""
        from goen.core.reading.reader import words_for

        read, kept = self.readings.get(message), self.messages.get(message)
        if read is None or kept is None:
            return ()
        return words_for(kept, read.kind, kept.envelope.sender.email in self.understanding.owner.emails)

    def _advice(self, advice: Advice) -> export.Json:
        from goen.actions import export
        from goen.core.advice import next_step

        drafted, _ = self.letter(advice)
        step = next_step(advice, as_of=self.understanding.as_of)
        return {"short": self.view.id(advice.application), **export.advice(advice, drafted), "step": export.reason(step)}


def load(
    say: Say, here: Config | None = None, *, source: Path | None = None, as_of: date | None = None, known: Understanding | None = None
) -> Session:
    """Open the store and understand what is in it, as of `as_of` or today. `known`: the understanding, where a scan has just made it."""
    whole = known or understanding(here or config.load(), source=source, as_of=as_of)
    dates = {ident: e.date for ident, e in mail.envelopes(i.message for i in whole.introductions).items()}
    return Session(whole, View(whole, numbers.short_ids(whole), dates, say, mail.count()), source)


def load_day(say: Say, as_of: str | None) -> tuple[Session, Day]:
    """The session of a day, written as 2026-03-31, today where it is not given; and what is to be done on it."""
    from goen.actions.agenda import day
    from goen.cli.options import parse_day

    here = config.load()
    session = load(say, here, as_of=parse_day(say, as_of))
    return session, day(here, known=session.understanding)


def print_json(value: Any) -> None:
    """UTF-8 on standard output, whatever the locale; nothing else is ever written there beside it."""
    from goen.actions import export

    sys.stdout.flush()
    sys.stdout.buffer.write(export.dumps(value).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
