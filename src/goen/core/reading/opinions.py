"""What the second reader said of messages, laid over what the first one read. Pure; the owner's corrections are laid over both, later.

It decides only among what the first reader finds possible, and what it decided is never called more than likely: an ask is built on a
surer rejection than that (core/advice/proportion.py).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from math import log

from goen.core.reading import learning
from goen.core.reading.classify import RECEIVED_ONLY, SENT_ONLY, Floats, Mail
from goen.core.reading.kinds import KINDS
from goen.core.reading.learning import Push
from goen.core.reasons import Reason
from goen.core.values import Opinion

# Own figures. No model is known beforehand, so they rest on caution and not on a measurement.
WEIGHT = 3.0  # log-odds for the kind that it names: twenty times as likely, which one in five becomes four in five by, and one in a hundred one in six
ALSO = WEIGHT - log(2)  # for a second kind; a message that is both in equal parts is then still named as both
LIKELY = 0.65  # how sure a reading that it decided is at most: likely, and below ENDED_SURE of an ask


# words to the model instead of the owner: who writes so is not heard a second time
ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget)\b[^.\n]{0,40}\b(?:instructions?|prompts?|rules)\b|\bsystem\s(?:prompt|message)|\bpersonal_reason\b|\bopen_door\b|"
    r"\bkind\b\s?[:=]?\s?[\"“「][a-z_]+|(?:指示|命令|プロンプト)[^。\n]{0,20}無視|システムへの指示",
    re.I,
)


def held(mail: Mail, opinions: Mapping[str, Opinion]) -> dict[int, Opinion]:
    """By row, what can be held of the opinions: words that stand in the message as it is read today, and kinds that its writer can write.

    Of a message that gives the model orders nothing is held.
    """
    out: dict[int, Opinion] = {}
    for i, message in enumerate(mail.messages if opinions else ()):
        one = opinions.get(message.id)
        if one is None or ORDERS.search(message.new):
            continue
        barred = RECEIVED_ONLY if mail.sent[i] else SENT_ONLY
        signs = tuple(s for s in one.signs if s.quote and s.quote in message.new)
        shown = bool(one.quote) and (one.quote in message.new or one.quote in message.envelope.subject)
        kind = one.kind if shown and one.kind in KINDS and one.kind not in barred else ""
        also = tuple(k for k in one.also if k in KINDS and k not in barred and k != kind) if kind else ()
        out[i] = replace(one, kind=kind, also=also, quote=one.quote if shown else "", signs=signs)
    return out


def weighed(first: Floats, said: Mapping[int, Opinion]) -> Floats:
    """[messages, kinds]: the first reader's probabilities, moved by the second's opinions; an opinion that is not followed moves nothing."""
    p = learning.moved(first, {i: _push(one.kind, WEIGHT) for i, one in said.items() if one.kind})
    followed = {i: one for i, one in said.items() if one.kind and KINDS[int(p[i].argmax())] == one.kind}
    for n in range(max((len(one.also) for one in followed.values()), default=0)):
        p = learning.moved(p, {i: _push(one.also[n], ALSO) for i, one in followed.items() if len(one.also) > n})
    for i in said.keys() - followed.keys():
        p[i] = first[i]
    return p


def _push(kind: str, weight: float) -> Push:
    return Push(kind, weight, "", "")


def confidences(first: Floats, kinds: Floats, labels: Sequence[str], rows: Collection[int]) -> list[float]:
    """How sure each label is. first, kinds: [messages, kinds] without the second reader and with it; rows: where only the second one spoke.

    There it raises how sure it is to LIKELY at most.
    """
    out = [float(p[KINDS.index(label)]) for p, label in zip(kinds, labels, strict=True)]
    for i in rows:
        before = float(first[i, KINDS.index(labels[i])])
        out[i] = max(min(before, out[i]), min(out[i], LIKELY))
    return out


def told(mail: Mail, said: Mapping[int, Opinion], first: Floats, labels: Sequence[str]) -> Iterator[tuple[int, Reason]]:
    """By row, what is told of an opinion on a message's kind. first: [messages, kinds] without the second reader."""
    for i, one in said.items():
        if one.kind:
            agreed = KINDS[int(first[i].argmax())] == one.kind
            code = "second-differs" if labels[i] != one.kind else "second-agrees" if agreed else "second-kind"
            yield i, Reason(code, (("kind", one.kind), ("model", one.model)), one.quote, mail.messages[i].id)
