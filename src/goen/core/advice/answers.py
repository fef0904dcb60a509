"""A letter that says yes or no, marked as sent or found in the sent mail, settles its application as the mail itself would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from goen.core.reading.classify import Mail
from goen.core.reasons import Reason
from goen.core.values import Application, Reading, Recorded

ANSWERS = frozenset({"acceptance", "withdrawal"})  # kinds of mail by which the owner settles an application


def answered(
    applications: Sequence[Application],
    letters: Iterable[Reading],
    when: Mapping[str, datetime],
    mail: Mail,
    labels: Sequence[str],
    recorded: Iterable[Recorded],
    as_of: date,
) -> list[Application]:
    """The applications with the outcome that the owner's letters up to `as_of` gave them.

    letters: what `as_mail` read; when: message id -> its moment, of letters too; labels: the kinds of all mail, by row. As in
    `stages.outcome` a no after a rejection changes nothing. An answer in later mail, and a note of an outcome from that day on, hold against the letter.
    """
    last: dict[str, Reading] = {}
    for one in letters:
        here = one.application
        if (
            here
            and one.kind in ANSWERS
            and when[one.message].date() <= as_of
            and (here not in last or when[last[here].message] < when[one.message])
        ):
            last[here] = one
    if not last:
        return list(applications)
    by_mail = {m.id: m.envelope.date for i, m in enumerate(mail.messages) if mail.sent[i] and labels[i] in ANSWERS}
    noted = [(r.application, r.note.on) for r in recorded if r.note.outcome]
    return [_settled(a, last[a.id], when[last[a.id].message], by_mail, noted) if a.id in last else a for a in applications]


def _settled(
    application: Application,
    letter: Reading,
    at: datetime,
    by_mail: Mapping[str, datetime],
    noted: Iterable[tuple[str | None, date]],
) -> Application:
    if any(by_mail[m] > at for m in application.messages if m in by_mail) or any(
        a == application.id and on >= at.date() for a, on in noted
    ):
        return application
    if letter.kind == "acceptance":
        outcome = "accepted"
    elif application.outcome == "rejected" and application.rejected_at is not None and application.rejected_at <= at:
        return application
    else:
        outcome = "withdrawn"
    if outcome == application.outcome:
        return application
    reasons = (*application.reasons, Reason("answer-sent", (("date", at.date().isoformat()),)))
    last = max(application.last, at)  # lists say the day of the last word beside the outcome
    return replace(application, outcome=outcome, last=last, rejected_at=None, rejection=None, rejected_by=None, reasons=reasons)
