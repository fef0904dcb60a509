"""What a person is shown now: it follows from the response and from what has happened since."""

from __future__ import annotations

from datetime import date

from goen.core.advice.timing import CLOSE_AFTER, REMIND_AFTER, business_days_between
from goen.core.reasons import Reason
from goen.core.values import Advice

STEPS = (
    "nobody-to-write-to",  # silence: there is nobody
    "let-go",  # silence: old, a no, no contact wanted, or an ask that stayed without an answer
    "wait",  # an ask is on its way, or an offer was accepted: the next word is theirs
    "remind",  # one gentle reminder would be in order, then close
    "thank",
    "thank-if-you-like",  # no longer due, still welcome
    "ask",  # thanks and one ask, in one letter
    "ask-alone",  # the thanks have gone out: the ask as a letter of its own
    "catch-up",
    "report-if-you-like",  # the last news is months old: no longer due, still welcome
    "report",  # who opened a door is owed news, not an ask
    "done",
)
ASKS = frozenset({"ask", "ask-alone", "catch-up"})
WRITES = frozenset({"thank", "thank-if-you-like", "ask", "ask-alone", "catch-up", "report", "report-if-you-like"})
WELCOME = frozenset({"thank-if-you-like", "report-if-you-like"})  # nobody's task any more


def next_step(advice: Advice, *, as_of: date) -> Reason:
    """A code of STEPS with arguments (person, size, on, why, until) for the shells to put into words.

    An answer that was given is not proposed again; who introduced the owner is owed a report, not an ask; after a new job asks
    become reports; a thank-you that is late is only welcome.
    """
    since = set(advice.since)
    codes = {r.code: dict(r.arguments) for r in advice.reasons}
    person = codes.get("best-tie", {}).get("person", "")
    who = (("person", person),)
    report = "report-if-you-like" if "report-late" in codes else "report"
    if "no-contact" in codes or not person:
        return Reason("let-go", (("why", "no-contact"),)) if person else Reason("nobody-to-write-to", (("why", advice.reasons[0].code),))
    if "resting" in since:
        return Reason("wait", (*who, ("why", "resting")))
    if "introduced" in since:
        return (
            Reason("done", (*who, ("why", "reported"))) if "reported_back" in since else Reason(report, (*who, ("about", "introduction")))
        )
    if advice.response == "silence":
        return _silence(codes, who, as_of)
    if advice.response == "thanks":
        if since & {"thanked", "asked"}:
            return Reason("done", (*who, ("why", "thanked")))
        return Reason("thank-if-you-like" if "too_late" in since else "thank", who)
    if "search_over" in since:
        return Reason("done", (*who, ("why", "reported"))) if "reported_back" in since else Reason(report, (*who, ("about", "new-job")))
    if "asked" in since:
        return Reason("done", (*who, ("why", "answered")))
    if "offer-accepted" in codes and business_days_between(date.fromisoformat(codes["offer-accepted"]["on"]), as_of, "") <= CLOSE_AFTER:
        return Reason("wait", (*who, ("why", "offer-accepted")))
    if "one-at-a-time" in codes:
        if not since & {"thanked", "too_late"} and advice.size != "catch_up":
            return Reason("thank", who)
        return Reason("wait", (("person", codes["one-at-a-time"]["other"]), ("why", "one-at-a-time")))
    if advice.size == "catch_up":
        return Reason("catch-up", who)
    on = (("on", advice.not_before.isoformat()),) if advice.not_before else ()
    return Reason("ask-alone" if "thanked" in since else "ask", (*who, ("size", advice.size or ""), *on))


def _silence(codes: dict[str, dict[str, str]], who: tuple[tuple[str, str], ...], as_of: date) -> Reason:
    if "said-no" in codes:
        return Reason("let-go", (*who, ("why", "said-no")))
    asked = codes.get("asked-unanswered")
    if asked is None:
        return Reason("let-go", (*who, ("why", "old")))
    waited = business_days_between(date.fromisoformat(asked["last"]), as_of, "")
    if waited < REMIND_AFTER:
        return Reason("wait", (*who, ("why", "asked")))
    if asked["times"] == "1" and waited <= CLOSE_AFTER and codes.get("best-tie", {}).get("tie") in {"warm", "champion"}:
        return Reason("remind", who)
    return Reason("let-go", (*who, ("why", "asked-unanswered")))
