"""A thing to do: what, from when, by when, about what and to whom, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from goen.core.reasons import Reason

# In the order in which a day's list shows them. `letter`s have a draft under the same purpose.
CODES = (
    "offer",  # an offer waits for the owner's answer
    "answer-introduction",  # somebody was introduced: write to them within a day, the introducer in bcc
    "sample",  # somebody whom the owner was introduced to asked to see work
    "due",  # what they asked for has a day
    "promised",  # what the owner said that they would do has a day
    "prepare",  # a talk is near
    "note",  # a talk is over, and nothing of it is written down
    "thank-talk",  # thank whom the owner spoke with, within a day
    "accept-offer",  # somebody offered an introduction: say yes or no
    "introduce-ask",  # the owner means to bring two people together, by their own word: each is asked first
    "introduce",  # and when both have said yes, introduced
    "free-work",  # a task smells of free work: ask about use and pay first
    "report-outcome",  # whoever introduced the owner is told how it ended, also when it ended badly
    "report-talk",  # and after the first talk
    "report-silence",  # and when nothing came for a week
    "chase",  # their own date has passed by a week
    "timeline",  # ask once how it goes on
    "withdraw",  # a job was taken: tell those who still decide
    "rejection",  # what a rejection deserves: the advice's own step
    "remind",  # one gentle reminder of an ask
)


@dataclass(frozen=True, slots=True)
class Task:
    """`on` is the first day for it, `by` the last good one where there is one."""

    code: str
    on: date
    by: date | None
    application: str | None
    person: str | None
    reason: Reason  # its code is the task's, or the advice's step; with the words and their message
    letter: str = ""  # purpose of the draft, or ""; of the first, where the owner chooses
    other: str | None = None  # a second person: the introducer
    choices: tuple[str, ...] = ()  # purposes of the drafts among which the owner chooses, `letter` among them

    def answered_with(self, purpose: str) -> Task:
        """The task with another of its drafts, or as it is where it has no draft of that purpose."""
        return replace(self, letter=purpose) if purpose in self.choices else self

    @property
    def key(self) -> tuple[str, str | None, str | None]:
        return self.code, self.application, self.person
