"""From the mail to the facts of a letter: the concrete thing, the manner, what is known of the opening."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from datetime import date, datetime

from goen.core.advice.correspondence import Mail, wrote
from goen.core.advice.letters import calling
from goen.core.advice.letters.en import manner as en_manner
from goen.core.advice.letters.en import things as en_things
from goen.core.advice.letters.en import write as en_write
from goen.core.advice.letters.facts import Facts, Thing
from goen.core.advice.letters.ja import manner as ja_manner
from goen.core.advice.letters.ja import things as ja_things
from goen.core.advice.letters.ja import write as ja_write
from goen.core.advice.proportion import WEIGHT
from goen.core.advice.timing import local
from goen.core.values import Application, Owner, Person, Sign

KANA = re.compile(r"[぀-ヿ]")
FREELANCE = re.compile(r"freelanc|contractor|contributor|part-?time|commission|業務委託|フリー|外部(?:スタッフ|ライター)|パート|副業", re.I)
STUDENT = re.compile(
    r"graduate (?:scheme|trainee|programme|program|engineer)|trainee|intern\b|internship|apprentice|fresher|campus|総合職|新卒|インターン|一般職",
    re.I,
)
ACADEMIC = re.compile(
    r"post-?doc|professor|lecturer|fellow(?:ship)?\b|ph\.?d|research(?:er| associate| assistant)|librarian|助教|講師|准教授|研究員|ポスドク",
    re.I,
)
TRADES = re.compile(
    r"weld|electrician|plumb|carpent|joiner|mechanic|machinist|mason|roofer|driver|baker|chef|cook|barista|hairdress|gardener|溶接|大工|電気工事|整備士|調理|配管|左官|職人",
    re.I,
)
TEACHES = re.compile(r"instructor|teacher|tutor|講師|指導", re.I)
TASKS_EN = re.compile(
    r"\b(proposal|writing sample|work sample|sample|take-?home|test task|case study|exercise|test edit|test|assignment|presentation|essay|portfolio|draft|pitch|memo|brief|lesson plan|design task|task|report)\b",
    re.I,
)
TASKS_JA = re.compile(
    r"企画書|提案書|小論文|作文|課題|レポート|プレゼン資料|プレゼンテーション|テスト編集|ライティングテスト|模擬授業|試作|原稿|ポートフォリオ|筆記試験|校正試験|実技試験|コーディングテスト"
)
MET = re.compile(r"面談|面接")
SPOKEN = re.compile(r"\b(?:interview|call|talk|conversation|chat|zoom|phone|coffee|visit|tour|meeting)\b", re.I)
NAMES = {
    "interview": "the interview",
    "call": "our call",
    "zoom": "our call",
    "phone": "our call",
    "talk": "our conversation",
    "conversation": "our conversation",
    "chat": "our conversation",
    "coffee": "our conversation",
    "meeting": "our conversation",
    "visit": "the visit",
    "tour": "the visit",
}


def language_between(person: Person, application: Application, mails: Sequence[Mail]) -> str:
    """ "ja" or "en": what the two have written to one another in last; without mail, what the person or the process is in."""
    for mail in reversed(mails):
        if mail.message.new.strip():
            return "ja" if KANA.search(mail.message.new) else "en"
    return person.language if person.signs else application.language


def thing_of(application: Application, person: Person, mails: Sequence[Mail], process: Sequence[Mail], language: str) -> Thing:
    """The one concrete thing, the best there is: praised work, their own short words, work handed in, a talk, the reason they told, the opening.

    `mails` is the correspondence with the person, `process` the owner's and everybody's mail of the application.
    """
    said = [s for s in person.signs if s.relayed_by is None and s.signal in {"praise", "belief", "encouragement"}]
    direct = {m.id for m in wrote(mails)}
    said = [s for s in said if s.message in direct and _to_owner_alone(s, mails)]
    said.sort(
        key=lambda s: (s.message == application.rejection, _of(application, s, mails), WEIGHT[s.signal], s.date, s.quote), reverse=True
    )
    thing, short = (ja_things.thing, ja_things.short) if language == "ja" else (en_things.thing, en_things.short)
    for sign in said:
        if words := (thing(sign.quote) if language == "ja" else en_things.thing(sign.quote, theirs=sign.signal == "praise")):
            return Thing("praised", words, sign.message)
    for sign in said:
        if sign.signal != "encouragement" and (words := short(sign.quote)):
            return Thing("quoted", words, sign.message)
    if person.id in application.agents:
        return _reason(person) or Thing("role", application.role, "")
    return _made(process, language) or _met(process, language) or _reason(person) or Thing("role", application.role, "")


def reason_told(person: Person, application: Application, mails: Sequence[Mail]) -> bool:
    """Whether this person told the owner why, in mail of this process."""
    ids = {m.id for m in wrote(mails) if m.application == application.id}
    return any(s.signal == "personal_reason" and s.message in ids and s.relayed_by is None for s in person.signs)


def offered(person: Person, mails: Sequence[Mail]) -> bool:
    """Whether the person offered an introduction that they have not made yet, as far as the mail shows."""
    open_offer = False
    for mail in wrote(mails):
        if "introduction" in mail.kinds:
            open_offer = False
        elif "introduction_offer" in mail.kinds:
            open_offer = True
    return open_offer


def field_of(application: Application) -> str:
    """ "freelance", "student", "academic", "trades" or "", by the opening's name."""
    for field, pattern in (("freelance", FREELANCE), ("academic", ACADEMIC), ("student", STUDENT), ("trades", TRADES)):
        if pattern.search(application.role) and not (field == "trades" and TEACHES.search(application.role)):
            return field
    return ""


def facts(
    purpose: str, application: Application, person: Person, owner: Owner, mails: Sequence[Mail], process: Sequence[Mail], language: str
) -> Facts:
    """The facts of a letter about this application to this person; those of a report are added by `draft`."""
    theirs = [f"{m.message.new}\n{m.message.signature}" for m in wrote(mails)]
    mine = [m.message.new for m in mails if m.mine]
    if language == "ja":
        plain = False
        greeting = ja_manner.greeting(person.name, person.position, person.organization, mine)
        signature = owner.name
        introduces = ja_manner.introduces(owner.name, mine)
        role, organization = ja_write.clean_role(application.role), ja_write.clean_name(ja_manner.organization(application.organization))
    else:
        plain = en_manner.informal(theirs, mine, person.name, owner.name)
        greeting = en_manner.greeting(theirs, mine, person.name, plain)
        signature = en_manner.first_name(owner.name) if plain else owner.name
        introduces = ""
        role, organization = en_write.clean_role(application.role), en_write.clean_name(application.organization)
    names = (person.name, owner.name, *(m.message.envelope.sender.name for m in process))
    role, organization = calling.role(role, names), calling.organization(organization, owner.name)
    if not calling.addressed(person):
        greeting = nobody(organization, language)
    rejection = next((m for m in wrote(mails) if m.id == application.rejection), None)
    return Facts(
        purpose=purpose,
        owner=owner.name,
        person=person.name,
        organization=organization,
        position=person.position,
        role=role,
        thing=thing_of(application, person, mails, process, language),
        dated=_day(application, mails, language),
        greeting=greeting,
        signature=signature,
        plain=plain,
        introduces=introduces,
        wrote_rejection=rejection is not None,
        reason_told=reason_told(person, application, mails),
        thanked=False,
        late=False,
        offered=offered(person, mails),
        field=field_of(application),
        agent=person.id in application.agents,
        searching=True,
        introduced="",
        led_to="",
        led_role="",
        beside=False,
        past=False,
        job_taken=False,
        stage="",
        outcome="",
        in_touch=False,
        seed=zlib.crc32(application.id.encode()),
    )


def nobody(organization: str, language: str) -> str:
    """The greeting where nobody's name is known (evidence.md, fact 95)."""
    if language == "ja":
        return f"{organization}\n採用ご担当者様" if organization else "採用ご担当者様"
    return f"Dear {organization} team," if organization else "Dear hiring team,"


def called(other: Person, owner: Owner, mails: Sequence[Mail], language: str) -> str:
    """What a third person is called in a letter: as the owner and they call one another, else by the whole name; "" where there is none."""
    if language == "ja":
        return ja_manner.greeting(other.name, other.position, "", ()) if other.name else ""
    theirs = [f"{m.message.new}\n{m.message.signature}" for m in wrote(mails)]
    if not en_manner.informal(theirs, [m.message.new for m in mails if m.mine], other.name, owner.name):
        return other.name
    signed = next((s for s in (en_manner.signed_as(text, other.name) for text in reversed(theirs)) if len(s.rstrip(".")) > 2), "")
    return signed if signed and len(signed.split()) < len(other.name.split()) else en_manner.first_name(other.name)


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def day_words(moment: datetime, language: str) -> str:
    """ "2 March" or 3月2日, as written in the mail's own zone."""
    there = local(moment, "JP" if language == "ja" else "")
    return words_of(there.date(), language)


def words_of(day: date, language: str) -> str:
    """ "2 March" or 3月2日."""
    return f"{day.month}月{day.day}日" if language == "ja" else f"{day.day} {MONTHS[day.month - 1]}"


def _day(application: Application, mails: Sequence[Mail], language: str) -> str:
    theirs = [m for m in wrote(mails) if m.application == application.id or m.id == application.rejection] or list(wrote(mails))
    return day_words(theirs[-1].at, language) if theirs else ""


def _to_owner_alone(sign: Sign, mails: Sequence[Mail]) -> bool:
    """Words said to a third person about the owner are not quoted back."""
    mail = next((m for m in mails if m.id == sign.message), None)
    return mail is not None and "introduction" not in mail.kinds


def _of(application: Application, sign: Sign, mails: Sequence[Mail]) -> bool:
    return any(m.id == sign.message and m.application == application.id for m in mails)


def _made(process: Sequence[Mail], language: str) -> Thing | None:
    """Work that was asked for and handed in, named by the word that stands in both mails, or in the asking one."""
    submissions = [m for m in process if m.mine and "submission" in m.kinds]
    asked = [m for m in process if not m.mine and "assignment" in m.kinds]
    if not submissions:
        return None
    pattern = TASKS_JA if language == "ja" else TASKS_EN
    for mail in (*reversed(submissions), *reversed(asked)):
        found = pattern.search(f"{mail.message.envelope.subject}\n{mail.message.new}")
        if found:
            word = found.group()
            return Thing("made", word if language == "ja" else f"the {word.lower()}", mail.id)
    return None


def _met(process: Sequence[Mail], language: str) -> Thing | None:
    """An interview or a call that the mail of the process speaks of: an invitation that the owner agreed to."""
    invited = [m for m in process if not m.mine and m.kinds & {"invitation", "scheduling"}]
    agreed = [m for m in process if m.mine and m.kinds & {"scheduling", "thanks"}]
    if not invited or not agreed:
        return None
    mail = invited[-1]
    if language == "ja":
        found = next((f for m in invited if (f := MET.search(m.message.envelope.subject + m.message.new))), None)
        return Thing("met", found.group(), mail.id) if found else None
    found = next((f for m in reversed(invited) if (f := SPOKEN.search(f"{m.message.envelope.subject} {m.message.new}"))), None)
    return Thing("met", NAMES[found.group().lower()], mail.id) if found else None


def _reason(person: Person) -> Thing | None:
    sign = next((s for s in person.signs if s.signal == "personal_reason" and s.relayed_by is None), None)
    return Thing("reason", sign.quote, sign.message) if sign else None
