"""The owner brings two people together: each is asked first, named to the other by nobody before both have said yes (evidence.md, facts 82 and 85)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goen.core.advice.context import Context
from goen.core.advice.correspondence import Mail, likeness
from goen.core.advice.refusal import refusal
from goen.core.advice.tasks import Task
from goen.core.reasons import Reason
from goen.core.ties.called import Called
from goen.core.ties.network import Contact
from goen.core.values import Outward

HALF = 0.5  # of the words about somebody, by which a letter is known that asks without a name


@dataclass(frozen=True, slots=True)
class Standing:
    """How an introduction stands that the owner means to make. `one` and `other`: person ids; of each: unasked, asked, yes or no."""

    meant: Outward
    one: str
    other: str
    one_state: str
    other_state: str
    made: bool


def standings(context: Context) -> Iterator[Standing]:
    """Every introduction that the owner means to make, between people who are known."""
    by_address = {email: p.id for p in context.understanding.people for email in p.emails}
    for meant in context.outward:
        one, other = by_address.get(meant.one), by_address.get(meant.other)
        if one is not None and other is not None:
            states = (_state(context, meant, one, other, meant.about_other), _state(context, meant, other, one, meant.about_one))
            yield Standing(meant, one, other, *states, _made(context, meant))


def bringing_together(context: Context) -> Iterator[Task]:
    """For each introduction that the owner means to make: whom to ask, and when both have agreed, to make it."""
    for s in standings(context):
        if s.made or "no" in (s.one_state, s.other_state):
            continue
        for who, whom, state, about in (
            (s.one, s.other, s.one_state, s.meant.about_other),
            (s.other, s.one, s.other_state, s.meant.about_one),
        ):
            if state == "unasked":
                reason = Reason("introduce-ask", (("person", who), ("other", whom)), about, s.meant.id)
                yield Task("introduce-ask", s.meant.at.date(), None, None, who, reason, "introduce-ask", whom)
        if s.one_state == s.other_state == "yes":
            reason = Reason("introduce", (("person", s.one), ("other", s.other)), s.meant.about_other, s.meant.id)
            yield Task("introduce", context.today, None, None, s.one, reason, "introduce", s.other)


def _state(context: Context, meant: Outward, who: str, whom: str, about: str) -> str:
    """unasked, asked, yes or no: the owner's mail to them that names or describes the other, or was kept as that letter; and their answer."""
    mails: Sequence[Mail] = [m for m in context.mails[who] if m.at >= meant.at]
    kept = {k.id for k in context.letters if k.purpose == "introduce-ask"}
    called = Called([Contact(whom, context.people[whom].name, [])])
    asked = next(
        (
            m
            for m in mails
            if m.mine and (m.id in kept or called.named(m.message.new) or (about and likeness(about, m.message.new) >= HALF))
        ),
        None,
    )
    if asked is None:
        return "unasked"
    answer = next((m for m in mails if not m.mine and m.at > asked.at), None)
    if answer is None:
        return "asked"
    return "no" if refusal(answer.message.new) else "yes"


def _made(context: Context, meant: Outward) -> bool:
    own = context.understanding.owner.emails
    return any(
        m.envelope.sender.email in own and {meant.one, meant.other} <= {a.email for a in (*m.envelope.to, *m.envelope.cc)}
        for m in context.messages
        if m.envelope.date >= meant.at
    )
