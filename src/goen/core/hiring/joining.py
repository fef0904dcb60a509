"""Which parts are one application: the likeliest pair is joined, again and again, until no pair is likely."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from itertools import islice

from goen.core.hiring.drafts import Clues, Draft, merged
from goen.core.hiring.web import Pair, Web
from goen.core.reading import model
from goen.core.reading.classify import Mail

JOIN = 0.45  # probability above which two drafts are one application
BATCH = 4_000  # pairs at a time


def joined(mail: Mail, drafts: Sequence[Draft], found: Sequence[Clues]) -> list[list[int]]:
    """The rows of each application that the drafts make, in time order. drafts: in the order of their first rows."""
    network = model.network("join")
    web = Web(drafts)
    heap: list[tuple[float, int, int]] = []
    # by number, the place of a draft; what two make gets a new number, so that what was said of either is void
    made = list(range(len(drafts)))
    number = list(made)  # by place

    def push(pairs: Iterable[Pair]) -> None:
        left = iter(pairs)
        while some := list(islice(left, BATCH)):
            for (x, y), p in zip(some, network.probabilities(web.features(some))[:, 1].tolist(), strict=True):
                if p > JOIN:
                    heapq.heappush(heap, (-p, *sorted((number[x], number[y]))))

    push(web.pairs())
    while heap:
        _, *two = heapq.heappop(heap)
        if any(number[made[n]] != n for n in two):
            continue
        x, y = sorted(made[n] for n in two)
        partners = web.join(x, y, merged(mail, web.drafts[x], web.drafts[y], found))
        number[x], number[y] = len(made), -1
        made.append(x)
        push((min(x, z), max(x, z)) for z in partners)
    return sorted((d.rows for d in web.drafts.values()), key=lambda rows: rows[0])
