"""A note as it is written: the lines of a short form, and a mail to oneself that is one.

The form has a word and a colon at the head of a line, in either language; what stands under no such word is the note's text:

    With: Dana Reyes, Lee Archer          同席: 宮永さん、高瀬部長
    Said: Dana: "You were the clearest."   発言: 宮永さん「一番わかりやすかった」
    Liked: the outline                    好感: 企画書
    Worries: no managing experience       懸念: 経験年数
    Next: second round by Friday          次: 来週中に二次面接の連絡

"Said" leaves it to the reader whether the words are a sign; "Praise", "Belief", "Open door" and the like say that they are, and which.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from goen.core.mail.message import Envelope, Message
from goen.core.values import Note, Said

FIELDS = {
    "present": r"with|who|met|present|there|同席|参加|相手|会った人|面接官",
    "said": r"said|quote|発言|言葉|ことば|一言",
    "liked": r"liked?|they liked|good|好感|評価|よかった点|良かった点|好評",
    "worries": r"worr(?:y|ies|ied)|concerns?|doubts?|懸念|心配|不安|気になる点",
    "next": r"next|next steps?|then|次|次回|今後|次の予定",
    "todo": r"todo|to do|i (?:promised|owe|will)|mine|宿題|約束|自分",
    "outcome": r"outcome|result|結果",
}
SIGNS = {
    "praise": r"praised?|称賛|賞賛|褒め言葉",
    "belief": r"belief|believes|信頼",
    "encouragement": r"encourage(?:d|ment)|励まし",
    "open_door": r"open door|またいつか",
    "personal_reason": r"reason|理由",
    "initiative": r"initiative|did for me|働きかけ",
    "introduction": r"introduc(?:ed|tion)|紹介",
}
LINE = {name: re.compile(rf"^\s*[-*・]?\s*(?:{words})\s*[:：]\s*(.+)$", re.I) for name, words in (FIELDS | SIGNS).items()}
SUBJECT = re.compile(
    r"^\s*(?:re\s*[:：]\s*)?(?:\[?(?:note|notes|memo|call notes?|interview notes?)\]?\s*(?:[:：–—-]|on|about|from|\b)|メモ|面談メモ|面接メモ|電話メモ|覚え書き?)\s*[:：]?\s*(.*)$",
    re.I,
)
QUOTED = re.compile(
    r"(?P<by>[^\s:：「“\"、。,][^:：「“\"、。,\n]{0,30}?)\s*(?:said|says|told me|wrote|:|：|さんが?|様が?|氏が?|は、?|が、?)?\s*[:：,、]?\s*[「“\"](?P<words>[^」”\"\n]{4,400})[」”\"]"
)
QUOTE_FIRST = re.compile(r"[“\"](?P<words>[^”\"\n]{4,400})[”\"],?\s*(?:said|says)\s+(?P<by>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,2})")
OUTCOMES = {
    "rejected": re.compile(r"\b(?:no|rejected|turned down|not chosen)\b|見送り|不採用|不合格", re.I),
    "offer": re.compile(r"\boffer(?:ed)?\b|内定|採用", re.I),
    "open": re.compile(r"\b(?:open|still|not decided|undecided)\b|継続|未定|選考中", re.I),
}


def to_oneself(envelope: Envelope, own: Collection[str]) -> bool:
    """Whether the owner wrote it to nobody but themselves."""
    receivers = {a.email for a in (*envelope.to, *envelope.cc)}
    return envelope.sender.email in own and bool(receivers) and receivers <= set(own)


def is_note(envelope: Envelope, own: Collection[str]) -> bool:
    """Whether a mail is a note: written to oneself, and its subject says so ("Note: Acme", 「メモ：青葉出版」)."""
    return to_oneself(envelope, own) and bool(SUBJECT.match(envelope.subject))


def from_mail(message: Message) -> Note:
    """The note that a mail to oneself is (`is_note`)."""
    found = SUBJECT.match(message.envelope.subject)
    about = found[1].strip() if found else message.envelope.subject
    moment = message.envelope.date
    note = from_text(message.new, about=about, at=moment, on=moment.date(), ident=f"note:{message.id}")
    return replace(note, message=message.id)


def from_text(text: str, *, about: str, at: datetime, on: date, ident: str) -> Note:
    """The note that a text makes, the lines of the form taken out of it; quotations with their speaker are found in the rest too."""
    fields: dict[str, list[str]] = {name: [] for name in LINE}
    rest = []
    for line in text.splitlines():
        for name, pattern in LINE.items():
            if found := pattern.match(line):
                fields[name].append(found[1].strip())
                break
        else:
            rest.append(line)
    body = "\n".join(rest).strip()
    step, owed = "; ".join(fields["next"]), "; ".join(fields["todo"])
    return with_step(
        Note(
            id=ident,
            at=at,
            on=on,
            about=about,
            text=body,
            talked=bool(fields["present"]),
            present=tuple(name for line in fields["present"] for name in names(line)),
            said=(
                *(replace(said, signal=signal) for signal in SIGNS for line in fields[signal] for said in quotations(line)),
                *(said for line in (*fields["said"], body) for said in quotations(line)),
            ),
            liked="; ".join(fields["liked"]),
            worries="; ".join(fields["worries"]),
            outcome=_outcome("; ".join(fields["outcome"])),
        ),
        step=step or owed,
        mine=bool(owed and not step),
    )


def with_step(note: Note, *, step: str, mine: bool, day: date | None = None) -> Note:
    """The note with what comes next; the day of it is read from its words where none is given."""
    return replace(note, next=step, next_on=day, next_by="me" if mine else "them") if step or day else note


def names(line: str) -> list[str]:
    """ "Dana Reyes, Lee Archer and Tom" or 「宮永さん、高瀬部長」 as names."""
    parts = re.split(r"\s*(?:[,、;；&]|\band\b|・|と(?=[一-龯]))\s*", line)
    return [bare for part in parts if (bare := re.sub(r"(?:さん|様|氏|先生)$", "", part.strip(" .。")))]


def quotations(text: str) -> list[Said]:
    """Quotations with who said them."""
    out: dict[str, Said] = {}
    for pattern in (QUOTE_FIRST, QUOTED):
        for found in pattern.finditer(text):
            by = re.sub(r"(?:\s+(?:said|says|told me|wrote)|さん|様|氏|先生|は|が)$", "", found["by"].strip(" -*・"))
            if by and found["words"] not in out:
                out[found["words"]] = Said(by, found["words"].strip())
    return list(out.values())


def _outcome(words: str) -> str:
    return next((name for name, pattern in OUTCOMES.items() if pattern.search(words)), "") if words else ""
