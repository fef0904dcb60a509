"""What a letter of a running matter may say: taken from the mail and the owner's notes, nothing made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

PURPOSES = (
    "talk",  # thanks after a talk
    "timeline",  # asks once how it goes on
    "chase",  # asks again, a week after the day that they named
    "remind",  # one gentle reminder of an ask
    "accept-offer",  # takes up an introduction that was offered
    "decline-introduction",  # says no to it, and keeps the tie
    "offer-time",  # asks for time to decide about an offer of work
    "offer-yes",  # accepts it
    "offer-no",  # declines it, and keeps the tie
    "answer-introduction",  # to the introduced; the introducer in bcc
    "sample",  # sends the work that the introduced asked to see
    "report-talk",
    "report-outcome",
    "report-silence",
    "use-and-pay",  # asks what becomes of a task's work, and whether it is paid
    "outline",  # offers an outline in the place of the whole
    "withdraw",  # a job was taken
    "forwardable",  # the paragraph that an introducer can pass on as it is
    "introduce-ask",  # outwards: asks one of two whether they would like to meet the other
    "introduce",  # outwards: brings the two together, both having said yes
)


@dataclass(frozen=True, slots=True)
class Matter:
    """All that such a letter is written from. Empty strings where nothing is known."""

    purpose: str  # one of PURPOSES
    greeting: str
    signature: str
    introduces: str  # Japanese: how the owner names themselves
    organization: str  # of the process
    role: str
    plain: bool
    agent: bool
    day: str = ""  # the day spoken of, in words: of the talk, of what they promised, of the ask
    said: str = ""  # short words of the person, to be quoted
    liked: str = ""  # what the owner noted that they liked, as a phrase
    thing: str = ""  # what they praised, from the owner's side
    other: str = ""  # the introducer, or the introduced
    other_place: str = ""  # where the other is from
    outcome: str = ""
    stage: str = ""
    task: str = ""  # the word for the work that was asked for
    about: str = ""  # forwardable and outwards: who the owner, or the other, is, in the owner's words
    owner: str = ""
    person: str = ""  # introduce: what the one is called
    about_person: str = ""  # introduce: who they are, in the owner's words
    samples: bool = False  # the person asked to see work
    other_role: str = ""  # of what came of it, where another at the same firm is open
    beside: bool = False  # another opening at the same firm is open
    past: bool = False  # the introduction is weeks ago: it is no "the other day"
    job_taken: bool = False  # the owner has taken a job
    met: bool = True  # the two sides have spoken in this process
    opening: str = (
        ""  # outwards: the opening that it is about, in the owner's words; `about` is the same where the letter goes to whoever may fit it
    )
    until: str = ""  # offer-time: the day to which the answer is asked to wait, in words


def paragraphs(words: Mapping[str, Any]) -> dict[str, Callable[[Matter], list[str]]]:
    """Of each purpose the function that writes its paragraphs, from the names of a language's module: `report_talk` writes "report-talk".

    Raises KeyError, on import, where a language has no words for a purpose.
    """
    return {purpose: words[purpose.replace("-", "_")] for purpose in PURPOSES}
