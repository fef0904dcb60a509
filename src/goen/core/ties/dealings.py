"""Whether somebody dealt with the owner at all, beyond fixing times, and what their post is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from goen.core.mail.people import is_shared
from goen.core.reading import model
from goen.core.reading.classify import Floats, Mail
from goen.core.reading.features import SHAPE
from goen.core.reading.kinds import KINDS
from goen.core.ties.network import Contact

POSITION = re.compile(
    r"\b(?:(?:senior|junior|lead|chief|head|deputy|assistant|associate|vice|executive|managing|general|principal|regional)\s+)*(?:manager|director|officer|coordinator|recruiter|partner|editor|professor|lecturer|engineer|founder|co-founder|"
    r"president|head of [a-z &]+|lead|administrator|consultant|advisor|adviser|specialist|secretary|supervisor|principal|matron|chair|ceo|cto|coo|cfo)\b[^\n,|]{0,40}",
    re.I,
)
POSITION_JA = re.compile(
    r"[\u3400-\u9fff\u30a0-\u30ffA-Z]{0,12}(?:部長|課長|係長|室長|局長|次長|主任|主査|代表取締役|取締役|社長|専務|常務|園長|院長|館長|店長|編集長|施設長|事務長|所長|教授|准教授|マネージャー|リーダー|ディレクター|担当|アドバイザー|コンサルタント)"
)


@dataclass(frozen=True)
class Circles:
    """What is asked of a mailbox for each of its people."""

    rows: Mapping[
        str, Sequence[int]
    ]  # exchanged with each party: a person's circle is those of the parties that they write from or stand among
    regard: Sequence[float]  # of each message, how likely its likeliest sign is one


def circles(mail: Mail) -> Circles:
    out: dict[str, list[int]] = defaultdict(list)
    for i, party in enumerate(mail.party):
        out[party].append(i)
    return Circles(out, _regard(mail))


def features(mail: Mail, kinds: Floats, contact: Contact, around: Circles) -> Floats:
    """[features] of one person for the `dealt` network: how much they wrote, of what kinds, how personally, and what others write of them."""
    wrote = [i for i in contact.wrote if not mail.sent[i]]
    theirs = kinds[wrote] if wrote else np.zeros((1, len(KINDS)), np.float32)
    shapes = np.array([mail.readings[i].shape for i in wrote], np.float32) if wrote else np.zeros((1, len(SHAPE)), np.float32)
    mine = kinds[contact.received] if contact.received else np.zeros((1, len(KINDS)), np.float32)
    size = [len(mail.messages[i].new) for i in wrote]
    numbers = [
        np.log1p(len(wrote)), np.log1p(len(contact.received)), np.log1p(len(contact.copied)), np.log1p(len(contact.named)),
        np.log1p(max(size, default=0)) / 8, np.log1p(sum(size)) / 8, float(not wrote), float(any(is_shared(e) for e in contact.emails)), float(bool(contact.name)),
    ]  # fmt: skip
    circle = sorted(
        {i for party in {mail.party[i] for i in (*contact.wrote, *contact.received, *contact.copied)} for i in around.rows[party]}
    )
    mentions = _mentions(mail, circle, contact)
    regard = [around.regard[i] for i in wrote]
    numbers += [
        max(regard, default=0.0),
        sum(regard),
        np.log1p(len(mentions)),
        np.log1p(len(circle)),
        np.log1p(sum(len(mail.messages[i].events) for i in wrote)),
    ]
    return np.concatenate(
        [
            kinds[mentions].max(axis=0) if mentions else np.zeros(len(KINDS), np.float32),
            kinds[circle].max(axis=0) if circle else np.zeros(len(KINDS), np.float32),
            theirs.max(axis=0),
            np.log1p(theirs.sum(axis=0)),
            mine.max(axis=0),
            shapes.max(axis=0),
            shapes.mean(axis=0),
            np.array(numbers, np.float32),
        ]
    ).astype(np.float32)


def _mentions(mail: Mail, circle: Sequence[int], contact: Contact) -> list[int]:
    """The rows among these, of others, that call somebody by the first or the last part of their name."""
    parts = re.findall(r"\w{2,}", contact.name)
    if not parts:
        return []
    first, last, own = parts[0], parts[-1], set(contact.wrote)
    return [i for i in circle if (first in mail.messages[i].new or last in mail.messages[i].new) and i not in own]


def _regard(mail: Mail) -> list[float]:
    """How likely the likeliest sign of each message is one, courtesy counted: regard is personal even where it is no sign."""
    out = np.zeros(len(mail.messages), np.float32)
    rows = [i for i, reading in enumerate(mail.readings) for _ in reading.spans]
    if rows:
        p = model.softmax(np.array([span.scores for reading in mail.readings for span in reading.spans], np.float32))
        np.maximum.at(out, rows, 1 - p[:, model.labels("signs").index("none")])
    return [float(x) for x in out]


def dealt(mail: Mail, kinds: Floats, contacts: Sequence[Contact]) -> frozenset[str]:
    """Of these people, those with whom an interview took place, or who wrote to the owner individually about substance. Somebody named as an
    interviewer did."""
    named = {c.id for c in contacts if not c.wrote and c.named}
    asked = [c for c in contacts if c.id not in named]
    if not asked:
        return frozenset(named)
    around = circles(mail)
    p = model.network("dealt").probabilities(np.stack([features(mail, kinds, c, around) for c in asked]))[:, 1]
    return frozenset(named | {c.id for c, chance in zip(asked, p.tolist(), strict=True) if chance >= 0.5})


def position(mail: Mail, contact: Contact) -> str:
    """Their post as their signature gives it, or an empty text."""
    for i in contact.wrote:
        for line in mail.messages[i].signature.splitlines()[:6]:
            hit = POSITION.search(line) or POSITION_JA.search(line)
            if hit:
                return hit.group().strip(" ,|-–")
    return ""
