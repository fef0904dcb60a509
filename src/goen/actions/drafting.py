"""The draft of a letter and its check, from as much of the mail as one letter can speak of; and the letter as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from goen.actions.near import Index
from goen.actions.near import near as cut
from goen.core.advice import check, draft, next_step
from goen.core.mail.message import Message
from goen.core.reasons import Reason
from goen.core.values import Advice, Letter, Owner, Understanding


@dataclass(frozen=True, slots=True)
class Near:
    """As much of the understanding and of the mail as one letter can speak of."""

    advice: Advice
    understanding: Understanding
    messages: tuple[Message, ...]

    def draft(self, manner: str = "") -> Letter | None:
        """The draft: "" as usual, "shorter" or "warmer"."""
        return draft(self.advice, self.understanding, self.messages, manner=manner)

    def check(self, letter: Letter) -> tuple[Reason, ...]:
        """What is to be mended."""
        return check(letter, self.advice, self.understanding, self.messages)


def near(advice: Advice, index: Index) -> Near:
    person = dict(next_step(advice, as_of=index.understanding.as_of).arguments).get("person", advice.to or "")
    slim, messages = cut(index, [advice.application], [person])
    return Near(advice, slim, messages)


def to_self(owner: Owner, subject: str, lines: Sequence[str]) -> bytes:
    """A mail to oneself as a draft, for the week's three lines."""
    return eml(Letter(subject, "\n".join(lines) + "\n", owner.emails[0] if owner.emails else "", None, owner.language), owner)


def eml(letter: Letter, owner: Owner) -> bytes:
    """The letter as a message that mail programs open as a draft (X-Unsent), answering what it answers."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(owner.name, addr_spec=owner.emails[0]) if owner.emails else ""
    message["To"] = " ".join(letter.to.split())
    if letter.cc:
        message["Cc"] = letter.cc
    if letter.bcc:
        message["Bcc"] = letter.bcc
    message["Subject"] = " ".join(letter.subject.split())
    if letter.in_reply_to:
        message["In-Reply-To"] = message["References"] = letter.in_reply_to
    message["X-Unsent"] = "1"
    message.set_content(letter.body)
    return message.as_bytes()
