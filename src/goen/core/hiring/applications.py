"""Messages gathered into applications: threads first, then the parts that belong together, the likeliest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from goen.core.hiring.drafts import clues, draft
from goen.core.hiring.joining import joined
from goen.core.reading.classify import Floats, Mail, in_context
from goen.core.reading.kinds import KINDS

# mail that is no process by itself: a group of nothing else is one only where a message of it surely belongs to one
STARTS = frozenset(KINDS) - {
    "conversation", "thanks", "other", "alert", "ask", "introduction_offer", "scheduling", "submission", "withdrawal", "acceptance",
}  # fmt: skip
SURELY = 0.95  # at 0.8, groups of private mail became applications

BELONGS = 0.5  # probability from which a message is looked at as a part of an application


def gather(mail: Mail, own: Floats, kinds: Floats, apart: Collection[int] = (), within: Collection[int] = ()) -> list[list[int]]:
    """Rows of each application, in time order. own, kinds: [messages, kinds] from classify.own_scores and classify.decode.

    apart, within: rows that are no part of any application, or surely of one, by the owner's word.

    The messages of a thread are one draft; then the likeliest pair is joined, again and again, until no pair is likely.
    """
    if not mail.messages:
        return []
    belong = belongs(mail, own, kinds)
    belong[list(apart)], belong[list(within)] = 0, 1
    found = clues(mail)
    threads: dict[str, list[int]] = defaultdict(list)
    for i in range(len(mail.messages)):
        if belong[i] >= BELONGS:
            threads[mail.thread[i]].append(i)
    groups = joined(mail, [draft(mail, rows, found, kinds) for rows in threads.values()], found)
    return [g for g in groups if any(KINDS[int(kinds[i].argmax())] in STARTS or belong[i] >= SURELY for i in g)]


def belongs(mail: Mail, own: Floats, kinds: Floats) -> NDArray[np.float32]:
    """[messages]: the probability that a message is part of some application."""
    return in_context("belongs", mail, own, kinds)[:, 1].astype(np.float32)
