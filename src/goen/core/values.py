"""What understanding yields: the values that the store keeps, the shells show and advice works from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from goen.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose mailbox it is."""

    name: str
    emails: tuple[str, ...]  # lower-cased, most used first
    language: str  # "en" or "ja": what the owner writes most


@dataclass(frozen=True, slots=True)
class Correction:
    """What the owner said is so. It beats every reading, and weighs in that of messages like it (core/reading/learning.py).

    verb        target                       value
    kind        message id                   a kind
    not-a-sign  message id                   the quote
    sign        message id                   "signal|person email|quote"
    organization, role, outcome   a message id of the application      the right value
    merge       a message id of one          a message id of the other application
    split       message id                   "" (this message starts, or stands in, an application of its own)
    move        message id                   a message id of the application where it belongs, or "" for none
    same        an address                   another address of the same person
    tie         an address                   a tie
    forget-person / forget-application       an address / a message id
    """

    verb: str
    target: str
    value: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """Words that somebody spoke, as the owner noted them. `signal`: what the owner says that they show, or "" (the reader judges)."""

    by: str  # a name or an address
    words: str
    signal: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What the owner noted, most often just after a talk. A fact: nothing but a correction beats it.

    `about` is a message id of the application, an address, or the name of an organization as typed; what it means is found
    out anew each time, so a note may come before the first mail.
    """

    id: str  # "note:…"; a mail to oneself has "note:" and its message id
    at: datetime  # when it was written
    on: date  # the day that it speaks of
    about: str
    text: str = ""
    talked: bool = False  # there was a call or a meeting on that day
    present: tuple[str, ...] = ()  # names or addresses of those who were there
    said: tuple[Said, ...] = ()
    liked: str = ""  # the owner's impression of what they liked
    worries: str = ""  # what they worry about
    next: str = ""  # what comes next
    next_on: date | None = None
    next_by: str = "them"  # whose step that is: "them" or "me"
    outcome: str = ""  # what was said of the outcome by mouth: one of OUTCOMES, or ""
    message: str = ""  # of a mail to oneself: its message id


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A letter that the owner keeps: drafted, perhaps changed, perhaps marked as sent. A fact."""

    id: str
    at: datetime  # when it was kept last
    to: str  # an address, or the person's id where there is none
    about: str  # a message id of the application, or ""
    purpose: str  # ask, thanks or report after a rejection, else of core.advice.letters.matter.PURPOSES
    subject: str
    body: str
    language: str
    in_reply_to: str | None = None
    sent_on: date | None = None  # as the owner marked it; letters in the sent mail are seen by themselves
    only_marked: bool = False  # nothing was kept before it was marked as sent: taken back, nothing is left of it


@dataclass(frozen=True, slots=True)
class Pause:
    """The owner's search rests. `why`: "job" (a job was taken: asks become reports back) or "rest" (nothing is due)."""

    since: date
    why: str
    organization: str = ""  # of the job
    about: str = ""  # a message id of the application that became the job, where the owner chose it


@dataclass(frozen=True, slots=True)
class Outward:
    """Two people whom the owner means to bring together, each asked first. `one` and `other`: addresses."""

    id: str
    at: datetime
    one: str
    other: str
    about_one: str = ""  # what the other should know of them, in the owner's words
    about_other: str = ""
    opening: str = ""  # the id of what was heard of (Heard) that `one` may fit; `about_other` are its words


@dataclass(frozen=True, slots=True)
class Heard:
    """An opening that the owner heard of, and that somebody else may fit. `by`: an address of whoever told of it; typed as o1, o2 by its `number`."""

    id: str
    at: datetime
    by: str
    what: str
    number: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A sign that the second reader saw: words that stand in the message so, which of SIGNALS, and whose regard it is ("" the author's)."""

    signal: str
    quote: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the second reader made of one message. `kind` is "" where it could not show it in the message's own words."""

    kind: str
    also: tuple[str, ...] = ()
    quote: str = ""  # the words that it went by, of the subject or the new text
    signs: tuple[Seen, ...] = ()
    model: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one message was read as, in its process."""

    message: str  # message id
    kind: str
    also: tuple[str, ...]
    confidence: float  # 0 to 1, calibrated on the held-out part of the corpus
    application: str | None  # application id
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """A quoted sentence in which a person shows regard; `quote` is exact, a span of the message's new text."""

    message: str
    person: str  # person id: who showed it (the author of relayed praise, not the relayer)
    signal: str
    quote: str
    confidence: float
    date: datetime
    relayed_by: str | None = None  # person id
    record: str = ""  # "" from mail; the owner's own record: "heard" (a quote that they noted), "felt" (an impression: half the weight)


@dataclass(frozen=True, slots=True)
class Person:
    """A human behind one or more addresses. `id` is stable: derived from the first address (or the name)."""

    id: str
    name: str
    emails: tuple[str, ...]
    organization: str
    position: str
    tie: str
    signs: tuple[Sign, ...]  # those that count, oldest first
    reasons: tuple[Reason, ...] = ()  # why the tie is what it is
    language: str = "en"  # what they write to the owner


@dataclass(frozen=True, slots=True)
class Application:
    """One owner, one opening at one organization. `id` is stable: derived from its first message."""

    id: str
    organization: str
    role: str
    furthest_stage: str
    outcome: str
    messages: tuple[str, ...]  # message ids, oldest first
    people: tuple[str, ...]  # ids of the people of the process: the employer's and an agency's that stood between
    agents: tuple[str, ...]  # those of `people` who are an agency's
    first: datetime
    last: datetime
    rejected_at: datetime | None = None  # of the rejection that ended the process
    rejection: str | None = None  # its message id
    rejected_by: str | None = None  # person id of who wrote it, if a person did
    language: str = "en"
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Introduction:
    introducer: str  # person id
    introduced: str  # person id
    message: str
    from_application: str | None
    to_application: str | None


@dataclass(frozen=True, slots=True)
class Advice:
    """What one rejection deserves (`response`, by the guide), and what has happened since (`since`)."""

    application: str
    response: str  # silence, thanks, ask
    size: str | None  # keep_in_mind, introduction, catch_up: for ask
    to: str | None  # person id
    not_before: date | None
    reasons: tuple[Reason, ...]
    since: tuple[str, ...]  # thanked, asked, answered, introduced, reported_back, search_over, too_late, resting
    in_reply_to: str | None = None  # message id that the letter answers


@dataclass(frozen=True, slots=True)
class Recorded:
    """A note with what it is about: the application and the people whom its words mean (those who spoke or were there)."""

    note: Note
    application: str | None
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    body: str
    to: str  # address
    in_reply_to: str | None  # message id
    language: str
    bcc: str = ""  # address: an introducer who is spared the rest of the thread
    cc: str = ""  # address: the other of two who are introduced


@dataclass(frozen=True, slots=True)
class Understanding:
    owner: Owner
    as_of: date
    readings: tuple[Reading, ...]  # of every message given, oldest first
    applications: tuple[Application, ...]  # oldest first
    people: tuple[Person, ...]
    perhaps: tuple[Sign, ...]  # signs that the reader is unsure of; they count for nothing
    advice: tuple[Advice, ...]
    introductions: tuple[Introduction, ...]
    problems: tuple[str, ...] = field(default=())
    notes: tuple[Recorded, ...] = ()  # what the owner noted, mails to oneself among it, oldest first
    pause: Pause | None = None
