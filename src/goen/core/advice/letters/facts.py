"""What a letter may say: everything in it was taken from the mail, nothing is made up."""

from __future__ import annotations

from dataclasses import dataclass

PURPOSES = ("thanks", "keep_in_mind", "introduction", "catch_up", "report")


@dataclass(frozen=True, slots=True)
class Thing:
    """The one concrete thing that only this process had.

    `kind`: "praised" (a work or act that the person praised: `words` name it from the owner's side), "quoted" (`words` are
    the person's own, short), "made" (work that the owner handed in here), "met" (an interview, call or visit that the mail speaks of: `words` is the noun), "reason"
    (they told the owner why), or "role" (nothing but the opening itself).
    """

    kind: str
    words: str
    message: str  # id of the message it was taken from, or empty


NOTHING = Thing("role", "", "")


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a letter is written from. Empty strings where nothing is known."""

    purpose: str  # one of PURPOSES
    owner: str  # full name
    person: str  # full name, as in the mail
    organization: str
    position: str
    role: str  # of the opening, cleaned of codes and brackets
    thing: Thing
    dated: str  # the day of the person's last mail of the process ("2 March"), or ""; named where nothing else is
    greeting: str  # how the letter addresses the person, the whole line
    signature: str  # how the owner signs to this person
    plain: bool  # first names and short words, rather than formal
    introduces: str  # Japanese: how the owner names themselves (…大学の佐久間美緒), else empty
    wrote_rejection: bool
    reason_told: bool
    thanked: bool  # the thanks have gone out already: the ask is a letter of its own
    late: bool  # a plain thank-you is no longer due, only welcome
    offered: bool  # the person offered an introduction that has not been made yet
    field: str  # "freelance", "student", "academic", "trades" or "": it colours the words
    agent: bool
    searching: bool  # the search goes on
    introduced: str  # report: whom the person introduced
    led_to: str  # report: the organization that came of it, or where the owner now works
    led_role: str  # report: the opening there, where another at the same firm is open
    beside: bool  # report: another opening at the same firm is open
    past: bool  # what the letter speaks of is weeks ago: it is no "the other day"
    job_taken: bool  # the owner has taken a job
    stage: str  # report: furthest stage of what came of it, or ""
    outcome: str  # report: its outcome, or ""
    in_touch: bool  # report: the owner and the introduced have written to one another
    seed: int  # chooses among wordings; the same application always gives the same letter

    @property
    def concrete(self) -> bool:
        """Whether there is anything that only this process had; without it there is no letter to write."""
        return bool(self.role or self.organization or self.introduced or self.dated or self.thing.kind in {"praised", "quoted", "made"})
