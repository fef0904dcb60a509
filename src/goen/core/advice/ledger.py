"""The work that was asked for: what, by whom, due when, how large, paid or not, handed in how early, and what came of it.

And whether a task smells of free work, from signs that it shows (evidence.md, fact 80). A judgement to think with, no finding in law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goen.core.advice.context import Context
from goen.core.advice.correspondence import Mail
from goen.core.advice.gather import KANA, TASKS_EN, TASKS_JA
from goen.core.advice.pledges import Pledge
from goen.core.advice.tasks import Task
from goen.core.hiring.dates import days
from goen.core.hiring.promises import DUE
from goen.core.mail.people import is_machine, is_shared
from goen.core.reading.sentences import sentences
from goen.core.reasons import Reason
from goen.core.values import Application

HOURS = 4  # from which an unpaid task is large (fact 80: some employers cap there or pay; over 4 to 8 is suspicious)
SILENT_AFTER = 21  # days without a word after work was handed in: it was taken and not answered (our own figure)
SMELLS = 2  # signs from which a task smells of free work; what was said of pay speaks against it

_COUNT = {"an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "a few": 3, "couple of": 2}
_SIZE = re.compile(
    r"\b(\d{1,3}|an|one|two|three|four|five|six|eight|ten|a few|couple of)(?:\s?(?:-|–|to|or)\s?(\d{1,3}))?[\s-]?(hours?|hrs?|days?|weekends?|minutes?|mins?)\b|(\d{1,3})(?:[〜~-](\d{1,3}))?\s?(時間|日|分)(?:程度|ほど|くらい|以内)",
    re.I,
)
PAID = re.compile(
    r"\b(?:paid|fee of|we(?:[’']ll| will)? pay|pays|compensat\w+|honorari\w+|stipend|invoice|your rate)\b|[$€£¥]\s?\d|謝礼|報酬|お支払い|謝金|有償",
    re.I,
)
UNPAID = re.compile(r"\bunpaid\b|\bnot (?:be )?(?:paid|compensated)\b|\bno (?:fee|pay|payment)\b|無償|無報酬|謝礼はござ", re.I)
SMELL = {
    "their-problem": re.compile(
        r"\bour (?:own |current |actual |live |real )?(?:\w+ ){0,2}(?:programme|program|problem|website|site|campaign|product|customers?|clients?|funnel|strategy|launch|newsletter|brand|backlog|scheme|mentoring)\b"
        r"|\bhow (?:you|would you) (?:would )?(?:fix|repair|improve|solve|rebuild|relaunch|grow)\b|弊社の(?:現在の|実際の)?[^。\n]{0,14}(?:課題|問題|企画|サイト|商品|事業|集客|改善)|当社の[^。\n]{0,14}(?:課題|企画|改善)",
        re.I,
    ),
    "open-ended": re.compile(
        r"\b(?:as much detail as|as detailed as|full (?:plan|strategy|proposal|campaign|report)|complete (?:plan|strategy|redesign)|detailed (?:plan|strategy|proposal)|no (?:page|word) limit|comprehensive|ready to (?:use|launch|publish)|production[- ]ready|finished)\b"
        r"|できるだけ(?:詳し|具体)|詳細な(?:企画|提案|計画)|そのまま使える|分量の?制限はあり?ません|完成",
        re.I,
    ),
    "for-their-client": re.compile(
        r"\bclient[- ]ready\b|\b(?:use|used|usable|ready|shown?|present\w*|pitch\w*|deliver\w*)\b[^.?!\n]{0,30}\b(?:to|for|with|in front of) (?:our|the|a) (?:own )?(?:clients?|customers?)\b"
        r"|(?:クライアント|お客様|取引先|顧客|得意先)[^。\n]{0,8}(?:提案|提出|納品|プレゼン)[^。\n]{0,8}(?:使|そのまま)",
        re.I,
    ),
    "rights-claimed": re.compile(
        r"\b(?:become(?:s)? (?:our|the) property|we (?:own|retain|reserve) (?:all |the )?(?:rights|right)|property of|may (?:use|publish|implement)|rights (?:to|in) (?:the|your|all)|assign(?:ed)? to us)\b|著作権は[^。\n]{0,12}(?:帰属|譲渡)|権利は[^。\n]{0,10}(?:帰属|弊社)|(?:使用|利用|掲載)(?:する|させていただく)ことがあり",
        re.I,
    ),
}
SMALL_TASK = re.compile(
    r"\b(?:hackerrank|codility|online (?:test|assessment)|aptitude|personality|multiple choice|auditions?)\b|オーディション|課題曲|適性検査|SPI|webテスト|玉手箱|筆記試験",
    re.I,
)

# A test that is sat, at an hour or within minutes, is no work that is handed in
SAT = re.compile(
    r"\b(?:timed|supervised|invigilated|proctored)\b[^.?!\n]{0,20}\b(?:exercise|test|exam\w*|assessment)\b|\b(?:written|entrance) (?:test|exam\w*)\b|\b\d{2,3}[- ]minute (?:\w+ )?(?:test|exam\w*|exercise|assessment)\b"
    r"|\bsit (?:it|the|this|a|an|your)\b|受験票|受験番号|筆記試験|試験会場|試験当日|携行品",
    re.I,
)
# Papers that are signed are none either
PAPERS = re.compile(
    r"\bNDAs?\b|\bnon-?disclosure\b|\b(?:the|your|a) (?:\w+ )?(?:contract|agreement)\b|\b(?:sign(?:ed)?|countersign\w*) (?:and|it|the|both)\b|秘密保持|契約書|押印|捺印|労働条件通知|雇用条件|承諾書|誓約書",
    re.I,
)
ASKS_YOU = re.compile(
    r"\b(?:you|your|yours|please|send|submit|write|prepare|complete|return|pick|choose|draft|record|build|design|edit|translate|review|attached|task|assignment|exercise)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work that was asked for in a process. `hours` are what they said, the higher number of a range; None if nobody said."""

    application: str
    message: str  # that asked
    asked: date
    by: str | None  # person id
    what: str  # the word for it, as it stands in the mail
    quote: str  # the sentence that asks
    due: date | None
    hours: float | None
    paid: bool | None  # None: nothing was said
    handed_in: date | None
    early: int | None  # days before it was due; below zero: late
    outcome: str  # waiting, answered, invited, offer, rejected, rejected-personally, used, silent, dropped
    signs: tuple[Reason, ...]  # of free work, each with its words

    @property
    def smells(self) -> bool:
        return len(self.signs) >= SMELLS and self.paid is not True


def ledger(context: Context, pledges: Sequence[Pledge]) -> tuple[Work, ...]:
    """Every task of every process, oldest first."""
    found = [w for a in context.understanding.applications for w in _of(context, a, pledges)]
    return tuple(sorted(found, key=lambda w: (w.asked, w.message)))


def _of(context: Context, application: Application, pledges: Sequence[Pledge]) -> Iterator[Work]:
    process = context.process[application.id]
    asking = _asking(process)
    for n, mail in enumerate(asking):
        until = asking[n + 1].at if n + 1 < len(asking) else None
        after = [m for m in process if m.at > mail.at and (until is None or m.at <= until)]
        yield _work(context, application, mail, after, [p for p in pledges if p.source == mail.id and p.kind == DUE])


def _asking(process: Sequence[Mail]) -> list[Mail]:
    """The mails that ask for work: read as that, or in words that do; and what must have asked for work that was handed in unasked as far as is known."""
    found: list[Mail] = []
    open_task = False  # asked for, and not handed in
    for n, m in enumerate(process):
        if _no_work(m):
            continue
        if m.mine and "submission" in m.kinds:
            if not open_task and (asked := _unnoticed(process[:n])):
                found.append(asked)
            open_task = False
        elif not m.mine and ("assignment" in m.kinds or (m.kinds & TALK and ASKS_WORK.search(m.message.new))):
            if open_task and not _names_work(m):
                continue  # an answer about the task, no other task
            found.append(m)
            open_task = True
    return found


def _no_work(mail: Mail) -> bool:
    """Whether a mail is about a test to be sat, about papers to be signed, or asks nothing of the owner: their own deadline is nobody's task."""
    text = f"{mail.message.envelope.subject}\n{mail.message.new}"
    if not mail.mine and not ASKS_WORK.search(mail.message.new) and SAT.search(text):
        return True
    if PAPERS.search(text) and not (ASKS_WORK.search(text) or TASKS_EN.search(text) or TASKS_JA.search(text)):
        return True
    return not mail.mine and not KANA.search(text) and not ASKS_YOU.search(mail.message.new)


def _names_work(mail: Mail) -> bool:
    text = f"{mail.message.envelope.subject}\n{mail.message.new}"
    return bool(TASKS_EN.search(text) or TASKS_JA.search(text) or _named_later(mail))


def _named_later(mail: Mail) -> bool:
    """Whether it names a later day, or a size: what a task has and talk about it has not."""
    return bool(PAGES.search(mail.message.new)) or any(d.day > mail.at.date() for d in days(mail.message.new, mail.at.date()))


def _unnoticed(before: Sequence[Mail]) -> Mail | None:
    """What asked for work, though nothing says so: the last mail of theirs since the work before that names a day or a size, else the last."""
    last = max((n for n, m in enumerate(before) if m.mine and "submission" in m.kinds), default=-1)
    if any(not m.mine for m in before) and _no_work(next(m for m in reversed(before) if not m.mine)):
        return None  # what was sent answers that, and is no work
    theirs = [
        m for m in before[last + 1 :] if not m.mine and not _no_work(m) and not m.kinds & {"acknowledgement", "scheduling", "rejection"}
    ]
    return next((m for m in reversed(theirs) if _named_later(m)), theirs[-1] if theirs else None)


PAGES = re.compile(r"\b(?:\w+|\d+) (?:pages?|slides?|words)\b|[0-9一二三四五六七八九十]+(?:枚|ページ|字)", re.I)
TALK = frozenset({"conversation", "request", "update", "invitation"})
ASKS_WORK = re.compile(
    r"\b(?:write (?:up|me|us)|prepare|put together|draft|sketch|work up|propose|set down|like you to write|ask you to write)\b[^.?!]{0,70}\b(?:proposal|plan|how you(?: would|[’']d)|ideas|pages?|presentation|strategy|sample|exercise)\b"
    r"|(?:企画書|提案書|企画案|提案|課題|レポート|作文|小論文|資料)[^。\n]{0,24}(?:作成|ご?提出|お書き|まとめて|お送り|ご用意)[^。\n]{0,12}(?:ください|下さい|お願い|いただ)",
    re.I | re.S,
)


def _work(context: Context, application: Application, mail: Mail, after: Sequence[Mail], dues: Sequence[Pledge]) -> Work:
    text = mail.message.new
    there = mail.at.date()
    due = dues[0].by if dues else max((d.day for d in days(text, there) if d.day > there), default=None)
    handed = next((m for m in after if m.mine and "submission" in m.kinds), None)
    handed_in = handed.at.date() if handed else None
    found = (TASKS_JA if application.language == "ja" else TASKS_EN).search(f"{mail.message.envelope.subject}\n{text}")
    hours = hours_of(text)
    paid = False if UNPAID.search(text) else True if PAID.search(text) else None
    by = next((p.id for p in context.understanding.people if mail.message.envelope.sender.email in p.emails), None)
    return Work(
        application.id,
        mail.id,
        there,
        by,
        found.group() if found else "",
        _asking_sentence(text),
        due,
        hours,
        paid,
        handed_in,
        (due - handed_in).days if due and handed_in else None,
        _outcome(context, application, handed, after),
        tuple(_signs(context, application, mail, hours, paid)),
    )


def _signs(context: Context, application: Application, mail: Mail, hours: float | None, paid: bool | None) -> Iterator[Reason]:
    """The signs of free work that a task shows, each with the words that show it."""
    text = mail.message.new
    if SMALL_TASK.search(text):
        return
    if not any(t.on <= mail.at.date() for t in context.talks[application.id]):
        yield Reason("before-any-talk", (), "", mail.id)
    for code, pattern in SMELL.items():
        for sentence in sentences(text):
            if pattern.search(sentence.text):
                yield Reason(code, (), sentence.text, mail.id)
                break
    if hours is not None and hours > HOURS and paid is not True:
        yield Reason("large-unpaid", (("hours", f"{hours:g}"), ("limit", str(HOURS))), "", mail.id)
    sender = mail.message.envelope.sender
    if is_machine(sender.email, sender.name, mail.message.envelope.marks) or is_shared(sender.email):
        yield Reason("nobody-named", (), sender.email, mail.id)
    if paid is False:
        yield Reason("said-unpaid", (), next((s.text for s in sentences(text) if UNPAID.search(s.text)), ""), mail.id)


def hours_of(text: str) -> float | None:
    """The size that they said, in hours: a day is eight, a weekend sixteen; of a range the higher."""
    best: float | None = None
    for found in _SIZE.finditer(text):
        number = found[2] or found[1] or found[5] or found[4]
        unit = (found[3] or found[6]).lower()
        count = float(_COUNT.get(number.lower(), 0) or (number if number.isdigit() else 0))
        if unit.startswith("day") and not re.search(
            r"\b(?:work|spend|take|takes|full)\b", text[max(0, found.start() - 30) : found.end() + 20], re.I
        ):
            continue  # a day by which it is due, not a day of work
        if unit == "日":
            continue
        size = count * (8 if unit.startswith("day") else 16 if unit.startswith("weekend") else 1 / 60 if unit[0] in "m分" else 1)
        best = max(best or 0.0, size)
    return round(best, 2) if best else None


def _asking_sentence(text: str) -> str:
    """The sentence that asks for the work: the first that names it in such words, else the longest."""
    cut = [s.text for s in sentences(text)]
    for pattern in (ASKS_WORK, TASKS_EN, TASKS_JA):
        if found := next((s for s in cut if pattern.search(s)), ""):
            return found
    return max(cut, key=len, default="")


def _outcome(context: Context, application: Application, handed: Mail | None, after: Sequence[Mail]) -> str:
    """What came of it. That a firm used the work is the owner's to say, in a note."""
    notes = context.notes[application.id]
    if handed and any(USED.search(f"{r.note.text}\n{r.note.next}") and r.note.on >= handed.at.date() for r in notes):
        return "used"
    if handed is None:
        return "waiting" if application.outcome == "open" else "dropped"
    heard = [m for m in after if not m.mine and m.at > handed.at]
    for m in heard:
        if "offer" in m.kinds:
            return "offer"
        if m.kinds & {"invitation", "scheduling"}:
            return "invited"
        if "rejection" in m.kinds:
            personal = any(s.message == m.id for p in context.understanding.people for s in p.signs)
            return "rejected-personally" if personal else "rejected"
    if any(not m.kinds <= {"acknowledgement", "thanks"} for m in heard):
        return "answered"
    return "silent" if (context.today - handed.at.date()).days >= SILENT_AFTER or application.outcome == "silent" else "waiting"


USED = re.compile(
    r"\b(?:used|using|uses|published|launched|took|took over|built) (?:my|it|the (?:plan|proposal|idea|ideas|work|design|text|code))\b|\bmy (?:\w+ )?(?:ideas?|plan|proposal|text|work|design)\b[^.]{0,30}\b(?:is|are|was|were) (?:used|live|published|online)|(?:提案|企画|原稿|課題)[^。\n]{0,12}(?:使われ|採用され|掲載され|公開され)",
    re.I,
)


def free_work(context: Context, works: Sequence[Work]) -> Iterator[Task]:
    """For a task that smells of free work and is not handed in: ask about use and pay first, or offer an outline."""
    for work in works:
        application = context.applications[work.application]
        if not work.smells or work.handed_in is not None or application.outcome != "open" or work.by is None:
            continue
        asked = [m for m in context.process[application.id] if m.mine and m.at.date() >= work.asked and ASKED_USE.search(m.message.new)]
        if asked or (context.today - work.asked).days > 30:
            continue
        reason = Reason("free-work", (("person", work.by), ("count", str(len(work.signs)))), work.quote, work.message)
        yield Task("free-work", work.asked, work.due, application.id, work.by, reason, "use-and-pay", choices=("use-and-pay", "outline"))


ASKED_USE = re.compile(r"\b(?:used|use of|paid|pay|fee|budget|outline|rights)\b|(?:使用|利用|報酬|謝礼|骨子|概要|権利)", re.I)
