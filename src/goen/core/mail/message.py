"""The values of mail: an address, an event, a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox of a header: the display name as written (decoded, may be empty) and the address, lower-cased."""

    name: str
    email: str

    @property
    def domain(self) -> str:
        return self.email.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Event:
    """A calendar part: what, when (aware datetimes), by whom."""

    summary: str
    start: datetime
    end: datetime | None
    organizer: str  # address, may be empty
    attendees: tuple[str, ...]  # addresses
    method: str  # REQUEST, CANCEL, REPLY, PUBLISH or empty


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    type: str  # e.g. application/pdf
    size: int  # bytes, decoded


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is indexed of every message, whether it belongs to the owner's search or not.

    `id` is the Message-ID with its angle brackets, or one derived from the bytes.
    `date` is aware; where the header has none that can be read it is the Received date, else the epoch (and `problems` says so).
    `marks` are facts of the headers that tell machines and lists from people, from this closed set:
    "list" (List-Id or List-Unsubscribe), "bulk" (Precedence bulk, list or junk), "auto" (Auto-Submitted other than no,
    X-Auto-Response-Suppress, X-Autoreply), "bounce" (delivery report), "calendar" (has a text/calendar part),
    "html-only" (no plain part), "forwarded" (holds a message/rfc822 part or a forwarded block), "sent" (a label or folder says that the owner sent it),
    "spam" (a label says so).
    """

    id: str
    digest: str  # blake2b-128 of the raw bytes, hex: the identity of this copy
    date: datetime
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    subject: str
    references: tuple[str, ...]  # References, then In-Reply-To if it is not there; the last is the parent
    marks: frozenset[str]
    labels: tuple[str, ...]  # Gmail labels, folder name
    size: int  # bytes of the raw message


@dataclass(frozen=True, slots=True)
class Message:
    """A message read whole.

    `text` is the readable text (the plain part, or the HTML part as text), newlines as "\\n".
    `new` is the part of `text` that its author wrote now: no quotes, no forwarded block, no disclaimer; an exact
    substring of `text` where the new text is in one piece (inline answers: the pieces joined by a newline). The signature is
    left out of `new` and stands in `signature`.
    """

    envelope: Envelope
    text: str
    new: str
    signature: str
    events: tuple[Event, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    problems: tuple[str, ...] = ()  # codes such as "date-missing", "charset-unknown:x-foo", "part-truncated"

    @property
    def id(self) -> str:
        return self.envelope.id
