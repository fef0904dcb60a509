"""The letter that each application began with, and whether a human answered it: over time, which letters are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goen.core.advice.context import Context
from goen.core.mail.people import is_machine, is_shared

FORMS = frozenset({"acknowledgement", "rejection"})


@dataclass(frozen=True, slots=True)
class Opening:
    """`answer`: "person" (somebody wrote in person), "form" (a receipt or a refusal without a person) or "none"."""

    application: str
    message: str  # of the letter
    on: date
    length: int  # words, or characters in Japanese
    attachments: tuple[str, ...]
    answer: str
    by: str | None  # who answered
    days: int | None  # until the answer that counts


def openings(context: Context) -> tuple[Opening, ...]:
    """The letters of all applications that were made by mail, oldest first."""
    return tuple(sorted(_found(context), key=lambda o: (o.on, o.message)))


def _found(context: Context) -> Iterator[Opening]:
    by_address = {email: p.id for p in context.understanding.people for email in p.emails}
    for a in context.understanding.applications:
        process = context.process[a.id]
        letter = next((m for m in process if m.mine and "application" in m.kinds), None)
        if letter is None:
            continue
        received = [m for m in process if not m.mine and m.at > letter.at]
        human = next(
            (
                m
                for m in received
                if not m.kinds <= FORMS
                and not is_machine(m.message.envelope.sender.email, m.message.envelope.sender.name, m.message.envelope.marks)
                and not is_shared(m.message.envelope.sender.email)
            ),
            None,
        )
        first = human or (received[0] if received else None)
        text = letter.message.new
        yield Opening(
            a.id,
            letter.id,
            letter.at.date(),
            len("".join(text.split())) if a.language == "ja" else len(text.split()),
            tuple(x.name for x in letter.message.attachments),
            "person" if human else "form" if received else "none",
            by_address.get(human.message.envelope.sender.email) if human else None,
            (first.at.date() - letter.at.date()).days if first else None,
        )
