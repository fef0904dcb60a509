"""What the owner's corrections say of messages that are like the corrected ones. Pure, made anew each time: taking one back takes all of it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from goen.core.mail.message import Envelope
from goen.core.mail.senders import system
from goen.core.reading.classify import Floats, Mail
from goen.core.reading.kinds import KINDS, NOISE
from goen.core.reading.likeness import Template, pieces, template
from goen.core.reasons import Reason
from goen.core.values import Correction

# The figures of this page are our own: chosen so that one correction settles its template, and is a push for what is only similar.
ALIKE = 0.4  # share of common wording from which mail of one sender counts as alike
ANYBODY = 0.75  # and mail of different senders
SAME = 0.85  # from here it is the same template: as good as corrected
FULL = 12  # shingles from which a template is a wording of its own; "Thanks, see you then" is everybody's
WEIGHT = 10.0  # log-odds that one correction moves a message of the same template
SENDER = 8.0  # log-odds that a sender's mail is moved once two corrections of it say the same
SETTLED = 4.0  # log-odds from which what was learnt also decides whether a message is part of an application
TRIED, HEARD = 40, 6  # corrections that are compared with a message, the newest first, and that are heard: older ones weigh next to nothing
FADES = 0.7  # what an older correction weighs beside the next newer one
FLOOR = 1e-3  # a kind that the reader found impossible can still be learnt
NOISE_ROWS = [KINDS.index(k) for k in sorted(NOISE)]
OTHERS = [k for k in range(len(KINDS)) if k not in NOISE_ROWS]
PROCESS = "process"  # "of the search", whichever kind


Way = tuple[str, bool]  # an address, and whether it writes to a list: a placement office sends round mail to all and letters to one


@dataclass(frozen=True, slots=True)
class Senders:
    """Senders of whom the owner's last two words on their mail agree: that it is none of the search, or that it is."""

    unwelcome: Mapping[Way, str] = field(default_factory=dict)  # the corrected message
    welcome: Mapping[Way, str] = field(default_factory=dict)


NOBODY = Senders()


@dataclass(frozen=True, slots=True)
class Push:
    """Where corrections move one message: to a kind, or to PROCESS, by so many log-odds; `source` is the corrected message that weighs most."""

    kind: str
    weight: float
    source: str
    code: str  # of the reason: "like" or "sender"
    clear: float = 0.0  # log-odds that noise loses, since the sender's mail is of the search


def said_kinds(corrections: Iterable[Correction]) -> dict[str, Correction]:
    """The last correction of each message's kind, in the order of their moments."""
    out: dict[str, Correction] = {}
    for one in sorted((c for c in corrections if c.verb == "kind" and c.value in KINDS), key=lambda c: c.at):
        out.pop(one.target, None)
        out[one.target] = one
    return out


def way(envelope: Envelope) -> Way:
    """Who sent a message, and how."""
    return envelope.sender.email, not envelope.marks.isdisjoint({"list", "bulk"})


def senders(said: Mapping[str, Correction], received: Iterable[Envelope]) -> Senders:
    """Who is welcome and who is not. said: from said_kinds; received: the corrected messages that the owner did not write.

    A hiring system writes for many firms, so nothing is said of it as a sender.
    """
    words: dict[Way, list[Correction]] = defaultdict(list)
    of = {e.id: e for e in received}
    for target, one in said.items():
        if target in of and ((known := system(of[target].sender.domain)) is None or known.kind in ("alert", "noise")):
            words[way(of[target])].append(one)
    unwelcome, welcome = {}, {}
    for sender, some in words.items():
        if len(some) >= 2:
            noise = [one.value in NOISE for one in some[-2:]]
            if all(noise):
                unwelcome[sender] = some[-1].target
            elif not any(noise):
                welcome[sender] = some[-1].target
    return Senders(unwelcome, welcome)


def pushes(mail: Mail, corrections: Iterable[Correction]) -> dict[int, Push]:
    """By row, where corrections of other messages move it. Corrected messages themselves are not among them."""
    said = said_kinds(corrections)
    rows = {m.id: i for i, m in enumerate(mail.messages) if m.id in said} if said else {}
    if not rows:
        return {}
    told = [(rows[target], one) for target, one in said.items() if target in rows]  # oldest first
    taught = {i: _template(mail, i) for i, _ in told}
    out: dict[int, Push] = {}
    for i, near in _candidates(mail, [i for i, _ in told]).items():
        own = _template(mail, i)
        speaks: list[tuple[str, float, str]] = []
        for n in sorted(near, reverse=True)[:TRIED]:
            j, one = told[n]
            weight = _weight(own, taught[j], same=mail.counterpart[i] == mail.counterpart[j])
            if weight > 0 and len(speaks) < HEARD:
                speaks.append((one.value, weight, one.target))
        if (push := _together(speaks)) is not None:
            out[i] = push
    known = senders(said, (mail.messages[i].envelope for i in taught if not mail.sent[i]))
    if known.unwelcome or known.welcome:
        for i, message in enumerate(mail.messages):
            sender = way(message.envelope)
            source = known.unwelcome.get(sender) or known.welcome.get(sender)
            if source and not mail.sent[i] and i not in taught:
                kind = said[source].value if sender in known.unwelcome else PROCESS
                out[i] = _with_sender(out.get(i), Push(kind, SENDER, source, "sender", SENDER if kind == PROCESS else 0.0))
    return out


def _candidates(mail: Mail, taught: Sequence[int]) -> dict[int, set[int]]:
    """By row, the places in `taught` that it may be alike: of the same direction, and of the same other side or with a sentence in common."""
    by_sender: dict[tuple[bool, str], set[int]] = defaultdict(set)
    by_piece: dict[tuple[bool, str], set[int]] = defaultdict(set)
    for n, j in enumerate(taught):
        by_sender[bool(mail.sent[j]), mail.counterpart[j]].add(n)
        for piece in pieces(mail.messages[j].new):
            by_piece[bool(mail.sent[j]), piece].add(n)
    known = {piece for _, piece in by_piece}
    corrected = set(taught)
    out: dict[int, set[int]] = {}
    for i, message in enumerate(mail.messages):
        if i not in corrected:
            sent = bool(mail.sent[i])
            near = set(by_sender.get((sent, mail.counterpart[i]), ()))
            for piece in pieces(message.new) & known:
                near |= by_piece.get((sent, piece), set())
            if near:
                out[i] = near
    return out


def _template(mail: Mail, row: int) -> Template:
    return template(mail.messages[row], mail.readings[row], (mail.owner.name,))


def _weight(one: Template, other: Template, *, same: bool) -> float:
    """What a correction of the one weighs for the other, in log-odds. same: they are of one sender."""
    close = one.like(other)
    floor = ALIKE if same else ANYBODY
    if close < floor:
        return 0.0
    own = min(1.0, len(one.shingles) / FULL, len(other.shingles) / FULL)
    return WEIGHT * own * (1.0 if close >= SAME else (close - floor) / (SAME - floor))


def _together(speaks: Sequence[tuple[str, float, str]]) -> Push | None:
    """Corrections (kind, weight, message), newest first, as one push: those that agree add up, contradicting ones cancel, the newest weighs most."""
    total: dict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, str]] = {}
    for age, (kind, weight, source) in enumerate(speaks):
        faded = weight * FADES**age
        total[kind] += faded
        if faded > best.get(kind, (0.0, ""))[0]:
            best[kind] = (faded, source)
    if not total:
        return None
    kind = max(total, key=lambda k: total[k])
    net = 2 * total[kind] - sum(total.values())
    return Push(kind, net, best[kind][1], "like") if net > 0 else None


def _with_sender(push: Push | None, sender: Push) -> Push:
    """What the wording says together with what the sender says: the wording names the kind where both agree, else the stronger speaks, by what is
    left of it."""
    if push is None:
        return sender
    if (push.kind in NOISE) == (sender.kind in NOISE):
        return replace(push, clear=sender.clear, weight=max(push.weight, sender.weight if push.kind in NOISE else 0.0))
    strong, weak = (push, sender) if push.weight >= sender.weight else (sender, push)
    return replace(strong, weight=strong.weight - weak.weight, clear=max(0.0, strong.clear - weak.weight))


def moved(p: Floats, pushed: Mapping[int, Push]) -> Floats:
    """[messages, kinds]: the probabilities after the pushes; those of other messages as they were."""
    if not pushed:
        return p
    out = p.copy()
    for i, push in pushed.items():
        z = np.log(np.maximum(p[i], 1e-9).astype(np.float64))
        if push.clear:
            z[OTHERS] += max(0.0, np.log(FLOOR / np.exp(z[OTHERS]).sum()))
            z[NOISE_ROWS] -= push.clear
        if push.kind != PROCESS:
            k = KINDS.index(push.kind)
            z[k] = max(z[k], np.log(FLOOR)) + push.weight
        odds = np.exp(z - z.max())
        out[i] = odds / odds.sum()
    return out


def because(push: Push) -> Reason:
    """Why a message is read otherwise than by its own words."""
    arguments = (("like", push.source),) if push.kind == PROCESS else (("like", push.source), ("kind", push.kind))
    return Reason(f"learnt-{push.code}" if push.kind != PROCESS else "learnt-welcome", arguments)
