"""What was promised by when: "we'll let you know by Friday", 「来週中にご連絡いたします」, a deadline set, the owner's own word.

Pure, relative to the day of the message. A sentence that names no day promises nothing that could be kept track of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goen.core.hiring.dates import Day, days
from goen.core.reading.sentences import sentences

THEIRS = "theirs"  # they will decide, write or call by then
DUE = "due"  # something is expected of the owner by then
MINE = "mine"  # the owner said that they will
SILENCE = "silence"  # no word by then means no: nothing to chase

_WORD = r"(?:let (?:you|all applicants) know|get back|come back to you|be in touch|hear (?:back )?from|write|call|ring|phone|e-?mail|contact|reply|respond|(?<!can )confirm|decide|make (?:a|our|my|the) decision|have (?:news|an? (?:answer|decision|update)|(?:our|the|a) (?:decision|result|outcome|answer))|update|send|share|reach out|tell you|announce|notify|follow up|know more|introduce|put you in touch)"
WILL = re.compile(
    rf"\b(?:we|i|you|they|he|she|someone|[a-z]+)(?:[’']ll|\s(?:will|shall|should|hope to|expect to|aim to|plan to|intend to|am going to|are going to|can))\s(?:\w+\s){{0,4}}?(?<!the )(?<!a )(?<!your ){_WORD}"
    r"|\b(?:decision|answer|news|response|reply|feedback|outcome|offer letter)\b[^.!?]{0,40}?\b(?:by|on|within|before|next|in the|this|tomorrow)"
    r"|\b(?:expect|anticipate|hoping|hope|aiming|planning)\b[^.!?]{0,30}\b(?:to (?:decide|let|have|hear|finish|make)|(?:a|our|the) (?:decision|answer))"
    r"|\byou(?:[’']ll| will| should| can expect to) hear\b",
    re.I,
)
WILL_JA = re.compile(
    r"(?:ご?連絡|お知らせ|ご?通知|ご?回答|お返事|ご?返信|ご案内|お電話|お伝え|ご?報告|お送り|結果)[^。\n]{0,12}(?:いたします|致します|します|差し上げ|差しあげ|させていただ|申し上げ|いたし|できる|予定|見込み|を予定)"
    r"|(?:決定|判断|結論)[^。\n]{0,10}(?:予定|いたします|します|見込み)"
)
NO_WORD = re.compile(
    r"\b(?:should you not hear|if you (?:have not|haven[’']t|do not|don[’']t) (?:hear|heard|been contacted)|not heard (?:from us|back)|no (?:news|word|reply) by|only (?:those|successful|shortlisted))\b",
    re.I,
)
NO_WORD_JA = re.compile(
    r"(?:連絡|返信|回答)が(?:ない|なき|無い|来ない)場合|通過(?:された|者|の)(?:方)?(?:に)?のみ|採用の方のみ|(?:連絡|返信)をもって(?:不|ご了承)"
)
ASKED = re.compile(
    r"\b(?:please|could you|can you|would you|kindly|we[’']d (?:like|need)|we (?:need|ask)|i[’']d like|let (?:me|us) know|send|submit|hand(?:ed)? in|return|upload|complete|reply|respond|confirm|deadline|due|no later than|closes|closing date|expires?|get (?:it|this|that) (?:back )?to)\b",
    re.I,
)
ASKED_JA = re.compile(
    r"ください|下さい|お願い|締め?切り?|〆切|期限|ご提出|提出|ご返信|ご回答|お送りいただ|お知らせいただ|ご返送|必着|いただけ"
)
BY = re.compile(
    r"(?<!come )(?<!stop )(?<!drop )\b(?:by|before|until|till|no later than|deadline|due|within|end of|closes|closing|expires?)\b", re.I
)
PLEASE = re.compile(
    r"\b(?:please|kindly)\s(?:\w+\s){0,2}?(?:send|complete|answer|submit|return|reply|respond|fill|confirm|accept|upload|let (?:me|us) know|get|hand|sign|choose|book)\b"
    r"|\b(?:i|we)(?:[’']d| would)? (?:need|want|like) (?:an? |your )?(?:answer|reply|decision|response)\b|お返事は[^。\n]{0,16}までお?待ち",
    re.I,
)
YOU_MUST = re.compile(
    r"\byou (?:must|need to|have to|are (?:kindly )?(?:asked|required|requested) to) (?:\w+ )?(?:reply|respond|answer|accept|confirm|let us know|return|sign|submit|send)\b",
    re.I,
)
WAITS = re.compile(r"まで(?:に?)?お?待(?:ち(?:ください|いただ)|って(?:ください|いて))")
RINGS = re.compile(
    r"\b(?:call|ring|phone)\b[^.!?]*\d{1,2}[:.]\d{2}|\d{1,2}(?:[:.]\d{2}|\s?[ap]m)\b[^.!?]*\b(?:call|ring|phone)\b|\d時[^。]*お電話", re.I
)
NOTHING = re.compile(r"\bfeedback (?:may|can) be requested|\bclosing date\b|\b(?:applications?|posting|vacancy|advert) closes?\b", re.I)
MEETING = re.compile(r"\b(?:come|join us|meet|see you|interview|visit|are you free|available)\b", re.I)
HANDING = re.compile(r"\b(?:let (?:me|us) know|send|submit|hand|reply|confirm|return|complete|respond|get back|book|choose|pick)\b", re.I)
MEETING_JA = re.compile(r"お越し|ご来社|ご来所|お目にかか|面接|面談|お会い")
HANDING_JA = re.compile(r"提出|返信|返送|回答|お知らせ|ご連絡|お送り|ご記入|お返事")
BY_JA = re.compile(r"まで|期限|締|〆|必着|中に|以内|にご?(?:提出|返信|回答)")
I_WILL = re.compile(
    r"\b(?:i[’']ll|i will|i can|i shall|i hope to|i plan to|let me)\s(?:\w+\s){0,4}?(?:send|get (?:it|this|that|them|back)|submit|hand|reply|respond|let you know|come back|write|share|finish|deliver|return)\b"
    r"|\byou(?:[’']ll| will) have (?:it|them|this|my|the)\b",
    re.I,
)
I_WILL_JA = re.compile(
    r"(?:お送り|提出|ご?返信|お返事|ご?連絡|ご?回答|ご?報告|お届け|送付)[^。\n]{0,6}(?:いたします|致します|します|させていただ|申し上げ|差し上げ)"
)
ATTACHED = re.compile(
    r"付|の(?!うち|間|午前|午後|夕|朝|夜|昼|[月火水木金土日]曜|[\d一二三四五六七八九十])"
)  # 明日の資料, 四月一日付の: no day of the promise


@dataclass(frozen=True, slots=True)
class Promise:
    """`by` is the last day that was named; `quote` the sentence as it stands in the text."""

    kind: str  # THEIRS, DUE, MINE or SILENCE
    by: date
    quote: str


def promises(text: str, on: date, *, mine: bool) -> tuple[Promise, ...]:
    """The promises of one message, in order. `on`: its date; `mine`: the owner wrote it. Days that were past when it was written are none."""
    out = []
    for sentence in sentences(text):
        kind = _kind(sentence.text, mine=mine)  # rules out nearly every sentence, in a fraction of the time that looking for days takes
        named = [d for d in days(sentence.text, on) if d.day >= on and not ATTACHED.match(sentence.text, d.end)] if kind else []
        by = _by(sentence.text, named) if named else None
        if by is not None and (by > on or kind != THEIRS):  # what they do today is done, not promised
            out.append(Promise(kind, by, sentence.text))
    return tuple(out)


def _kind(text: str, *, mine: bool) -> str:
    if mine:
        return MINE if I_WILL.search(text) or I_WILL_JA.search(text) else ""
    if NO_WORD.search(text) or NO_WORD_JA.search(text):
        return SILENCE
    if RINGS.search(text) or (NOTHING.search(text) and not WILL.search(text)):
        return ""  # an hour at which they ring is a talk
    if PLEASE.search(text) or (YOU_MUST.search(text) and BY.search(text)):
        return DUE
    if WAITS.search(text):
        return THEIRS
    if WILL_JA.search(text) and not re.search(r"(?:ください|下さい|お願い)", text):
        return THEIRS
    if WILL.search(text) and not re.match(r"\s*(?:please|could you|can you)\b", text, re.I):
        return THEIRS
    if (MEETING.search(text) and not HANDING.search(text)) or (MEETING_JA.search(text) and not HANDING_JA.search(text)):
        return ""  # a time to meet is no deadline
    return DUE if (ASKED.search(text) and BY.search(text)) or (ASKED_JA.search(text) and BY_JA.search(text)) else ""


def _by(text: str, named: Sequence[Day]) -> date:
    """The day that follows a word such as "by"; else the latest one named."""
    for found in re.finditer(r"\b(?:by|before|until|no later than)\s+(?:the\s)?", text, re.I):
        for day in named:
            if 0 <= day.start - found.end() <= 12:
                return day.day
    for day in named:
        if re.match(
            r"[（(][^)）]{1,6}[)）]?[)）]?\s*(?:[0-9０-９時:：分\s]*)?(?:まで|必着|中|以内)|\s*(?:[0-9０-９時:：分\s]*)?(?:まで|必着)",
            text[day.end :],
        ):
            return day.day
    return max(d.day for d in named)
