"""How far an application went and how it stands: its messages' kinds, a few words of stage, and the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from goen.core.reading import model
from goen.core.reading.classify import Floats, Mail
from goen.core.reading.kinds import KINDS, OUTCOMES, STAGES
from goen.core.reading.phrases.sought import Sought

SILENT_DAYS = 45  # the reading guide's: no word for so long while the employer owed the next step

CUES = {
    "final": r"\bfinal\b|last (?:round|stage|step|two|three|four)|\bboard\b|panel|\bceo\b|\bfounders?\b|on-?site|最終|役員|社長|理事長|内々定",
    "screen": r"\bphone\b|\bscreen(?:ing)?\b|\bquick (?:call|chat)\b|\b(?:15|20|25|30)[- ]?min|\bintro(?:ductory)? call\b|カジュアル面談|電話面談|面談|説明会",
    "interview": r"\binterview|\bmeet\b|\bcome (?:in|by|and see)\b|\bvisit\b|\btrial (?:day|shift)\b|\baudition\b|面接|一次|二次|来社|お越し|見学",
    "assignment": r"\btest\b|\btask\b|\bexercise\b|\bassessment\b|take-?home|\bcase\b|\bproposal\b|\bsample\b|\bcoding\b|\bhirevue\b|適性検査|webテスト|課題|筆記|小論文|\bspi\b|模擬",
    "second": r"\bsecond (?:round|interview|stage)|\b2nd\b|\bnext round\b|二次|2次|次の選考|次回",
    "offer": r"\boffer\b|\bsalary\b|\bcontract\b|\bstart date\b|内定|条件通知|入社日|採用通知|年俸",
    "hour": r"\b(?:60|90)[- ]?min|\b(?:one|two|1|2) hours?\b|半日|\d時間",
}
CUE = {name: Sought(pattern) for name, pattern in CUES.items()}
ASKING = [KINDS.index(k) for k in ("invitation", "scheduling", "assignment", "request")]
ENDING = [KINDS.index(k) for k in ("update", "offer", "rejection")]


def features(mail: Mail, kinds: Floats, rows: Sequence[int]) -> Floats:
    """[features] of one application for the `stage` network."""
    received = [i for i in rows if not mail.sent[i]]
    p = kinds[list(rows)]
    strongest = p.max(axis=0)
    total = np.log1p(p.sum(axis=0))
    own = kinds[[i for i in rows if mail.sent[i]]].max(axis=0) if any(mail.sent[i] for i in rows) else np.zeros(len(KINDS), np.float32)
    cues = np.zeros((len(CUE), 3), np.float32)
    theirs = kinds[received]
    for i, asking, ending in zip(received, theirs[:, ASKING].sum(axis=1).tolist(), theirs[:, ENDING].sum(axis=1).tolist(), strict=True):
        folded = (mail.messages[i].envelope.subject + "\n" + mail.messages[i].new[:1200]).casefold()
        for c, cue in enumerate(CUE.values()):
            if cue.within(folded):
                cues[c, 0] = max(cues[c, 0], asking)
                cues[c, 1] = max(cues[c, 1], ending)
                cues[c, 2] += asking
    events = sum(len(mail.messages[i].events) for i in rows)
    machine = float(np.mean([mail.readings[i].shape[0] for i in received])) if received else 0.5
    counts = [
        np.log1p(len(rows)),
        np.log1p(len(received)),
        np.log1p(len(rows) - len(received)),
        np.log1p(events),
        machine,
        np.log1p(len({mail.counterpart[i] for i in received})),
    ]
    span = np.log1p(max(0.0, float(mail.days[rows[-1]] - mail.days[rows[0]]))) / 6
    return np.concatenate([strongest, total, own, np.minimum(cues, 3).ravel(), np.array([*counts, span], np.float32)]).astype(np.float32)


def furthest_stages(mail: Mail, kinds: Floats, groups: Sequence[Sequence[int]]) -> list[str]:
    """Of each application the highest stage that the owner was asked to."""
    if not groups:
        return []
    p = model.network("stage").probabilities(np.stack([features(mail, kinds, rows) for rows in groups]))
    return [STAGES[k] for k in p.argmax(axis=1).tolist()]


STATES = ("open", "rejected", "offer", "accepted", "withdrawn")  # what the messages say; silence is the calendar's word
DECISIVE = {"rejected": "rejection", "offer": "offer", "accepted": "acceptance", "withdrawn": "withdrawal"}
OWNER_OWES = ("invitation", "assignment", "request", "offer", "outreach")
SENT = frozenset({"acceptance", "withdrawal"})


def state_features(mail: Mail, kinds: Floats, rows: Sequence[int]) -> Floats:
    """[features] of one application for the `state` network: how likely each deciding word is, how late it stands, what follows it."""
    here, sent, days = kinds[list(rows)], mail.sent[list(rows)], mail.days[list(rows)]
    out: list[float] = []
    for kind in DECISIVE.values():
        p = np.where(sent == (kind in SENT), here[:, KINDS.index(kind)], 0.0).astype(np.float64)
        at = int(p.argmax())
        later, mine = here[at + 1 :], sent[at + 1 :]
        out += [
            float(p.max()),
            float(1 - np.prod(1 - np.minimum(p, 0.99))),
            float(p[-1]),
            float(p[-3:].max()),
            at / len(rows),
            float(np.log1p(len(rows) - 1 - at)),
            float(np.log1p(days[-1] - days[at])) / 5,
            float(later[:, ASKING[:3]].max(initial=0.0)),
            float(later[mine, KINDS.index("thanks")].max(initial=0.0)),
            float(later[mine, KINDS.index("ask")].max(initial=0.0)),
        ]
    out += [float(sent[-1]), float(np.log1p(len(rows))), *here[-1].tolist(), *here.max(axis=0).tolist()]
    return np.array(out, np.float32)


def settle(mail: Mail, kinds: Floats, labels: list[str], groups: Sequence[Sequence[int]]) -> None:
    """Make the kinds of each application's messages agree with how it stands as a whole: an ended process has the word that ended it.

    Changes `labels` in place: the likeliest message becomes the deciding one where none was, and an unlikely one gives way where the whole
    speaks plainly against it.
    """
    if groups:
        states = model.network("state").probabilities(np.stack([state_features(mail, kinds, rows) for rows in groups]))
        for rows, p in zip(groups, states, strict=True):
            _settle(mail, kinds, labels, rows, p)


def _settle(mail: Mail, kinds: Floats, labels: list[str], rows: Sequence[int], p: Floats) -> None:
    state = STATES[int(p.argmax())]
    if float(p.max()) < PLAIN:
        return
    for name, kind in DECISIVE.items():
        mine = [i for i in rows if bool(mail.sent[i]) == (kind in SENT)]
        k = KINDS.index(kind)
        if name == state and mine and not any(labels[i] == kind for i in rows):
            best = max(mine, key=lambda i: (float(kinds[i][k]), i))
            if float(kinds[best][k]) > FAINT:
                labels[best] = kind
        elif name == "rejected" and state in ("open", "offer", "accepted"):
            for i in mine:
                if labels[i] == kind and float(kinds[i][k]) < SHAKY:
                    second = kinds[i].copy()
                    second[k] = 0
                    labels[i] = KINDS[int(second.argmax())]


PLAIN = 0.6  # how sure the whole must be to overrule a message
FAINT = 0.3  # how likely a message must be by itself to become the deciding one
SHAKY = 0.6  # below which a deciding message gives way


def outcome(mail: Mail, labels: Sequence[str], also: Sequence[Sequence[str]], rows: Sequence[int], as_of: date) -> tuple[str, int | None]:
    """(outcome, row of the rejection that ended it). labels and also: the kinds of all messages, by row."""
    state, rejection = "open", None
    for i in rows:
        kinds = {labels[i], *also[i]}
        if "rejection" in kinds and not mail.sent[i]:
            if state in ("accepted", "withdrawn"):
                continue
            if state != "rejected":
                rejection = i
            state = "rejected"
        elif "acceptance" in kinds and mail.sent[i]:
            state = "accepted"
        elif "withdrawal" in kinds and mail.sent[i]:
            if state != "rejected":
                state = "withdrawn"
        elif "offer" in kinds and not mail.sent[i] and state in ("open", "rejected"):
            state = "offer"
        elif (
            state == "rejected"
            and labels[i] in ("invitation", "assignment")
            and not mail.sent[i]
            and mail.days[i] - mail.days[rejection or i] > 0.5
        ):
            state, rejection = "open", None  # re-opened by the employer
    if state == "open" and _silent(mail, labels, rows, as_of):
        state = "silent"
    return state if state in OUTCOMES else "open", rejection if state == "rejected" else None


def _silent(mail: Mail, labels: Sequence[str], rows: Sequence[int], as_of: date) -> bool:
    received = [i for i in rows if not mail.sent[i]]
    last_word = received[-1] if received else rows[0]
    quiet = (as_of - mail.messages[last_word].envelope.date.date()).days
    if quiet < SILENT_DAYS:
        return False
    answered = any(mail.sent[i] for i in rows if i > last_word)
    return answered or labels[last_word] not in OWNER_OWES
