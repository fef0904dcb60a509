"""Which application became the job, by the owner's own word: "I took a job at Fernhill"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from goen.core.hiring.names import CORPORATE, organization_key
from goen.core.reasons import Reason
from goen.core.values import Application, Pause

LIKELIEST = (
    ("offer", "accepted"),
    ("open", "silent"),
    ("withdrawn", "rejected"),
)  # how an application stands that became the job, likeliest first


def meant(pause: Pause | None, applications: Iterable[Application]) -> tuple[Application, ...]:
    """The applications that may have become the job: the one that the owner chose; else all whose firm has that name, the likeliest kind alone.

    Half a name will do. Empty where no job was taken, or where nothing has that name.
    """
    if pause is None or pause.why != "job":
        return ()
    applications = tuple(applications)
    if pause.about:
        return tuple(a for a in applications if pause.about in a.messages)
    if not organization_key(pause.organization):
        return ()
    named = called(pause.organization, applications)
    return next((found for outcomes in LIKELIEST if (found := tuple(a for a in named if a.outcome in outcomes))), ())


def called(name: str, applications: Sequence[Application]) -> list[Application]:
    """The applications at the firm of that name; where no firm is called so, those at firms whose name holds it, or is held by it."""
    key = organization_key(name)
    exact = [a for a in applications if key and organization_key(a.organization) == key]
    return exact or [a for a in applications if _contains(a.organization, name)]


def accepted(pause: Pause | None, applications: Sequence[Application]) -> list[Application]:
    """The applications, with the one that became the job as accepted; as they are where several may be meant."""
    found = meant(pause, applications)
    if len(found) != 1:
        return list(applications)
    (job,) = found
    taken = replace(
        job, outcome="accepted", furthest_stage="offer", rejected_at=None, rejection=None, rejected_by=None,
        reasons=(*job.reasons, Reason("job-taken", ())),
    )  # fmt: skip
    return [taken if a.id == job.id else a for a in applications]


def _contains(one: str, other: str) -> bool:
    """Whether either name stands whole in the other; Japanese needs two characters, other scripts whole words."""
    short, long = sorted((_folded(one), _folded(other)), key=len)
    if len(short) < 2:
        return False
    if re.search(r"[぀-ヿ㐀-鿿]", short):
        return short.replace(" ", "") in long.replace(" ", "")
    return f" {short} " in f" {long} "


def _folded(name: str) -> str:
    plain = CORPORATE.sub(" ", unicodedata.normalize("NFKC", name)).casefold().removeprefix("the ")
    return " ".join(re.findall(r"[^\W_]+", plain))
