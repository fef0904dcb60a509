"""The lines by which mail programs say that what follows is another's: attributions, header blocks, separators."""

from __future__ import annotations

import re
from collections.abc import Sequence

_VERBS = (
    "wrote|writes|said|schrieb|schreibt|a écrit|écrit|a ecrit|escribió|escribio|ha scritto|scrive|escreveu|schreef|geschreven|skrev|kirjoitti|"
    r"napisał\(a\)|napisał|napisała|pisze|napsal\(a\)|napsal|написал\(а\)|написал|написала|пишет|yazdı|şunları yazdı|írta|ezt írta|έγραψε|"
    "のメール|のメッセージ|さんは書きました|さんが書きました|は書きました|書きました|写道|寫道|님이 작성|작성|님이 씀"
)
_ENDS_WITH_VERB = re.compile(rf"(?:^|[\s>\"”»)、,;]|(?<=[ぁ-んァ-ヶ一-龠]))(?:{_VERBS})(?:\s*\([^()]*\))?\s*(?:[:：]|-{{2,}}|$)\s*$", re.I)
_HAS_VERB = re.compile(r"\b(?:schrieb|schreef|skrev|kirjoitti|napisał(?:\(a\))?|napsal(?:\(a\))?|wrote)\b", re.I)
_ENDS_WITH_ADDRESS = re.compile(r"(?:[<(\[]?[^\s<>()@]{1,64}@[^\s<>()@]{1,255}|[<(][^<>()@]{0,100}@[^<>()]{0,255})\s*[>)\]]+\s*[:：]\s*$")
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.h]\d\d\b|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b|"
    r"\d{4} ?年|\d{1,2} ?月 ?\d{1,2} ?日",
    re.I,
)
_OPENER = re.compile(
    r"\W{0,4}(?:on|at|in message|am|le|el|il|il giorno|em|a|op|den|på|pe|w dniu|dnia|dne|in data|ons|tis|man|tir|tor|fre|lör|sön|ma|ti|ke|to|la|su)\b[ .,]|"
    r"\W{0,4}(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,|\W{0,4}\d|\W{0,4}(?:пн|вт|ср|чт|пт|сб|вс),|於|于|在|\W{0,2}(?:19|20)\d\d",
    re.I,
)
_STRONG_OPENER = re.compile(r"(?:-{2,} ?)?(?:On|Am|Le|El|Il|Em|Op|Den|W dniu|Dnia|Dne|In data|På) \S")
_NOW_AND_THEN = re.compile(r"(?:On|Am|Le|El|Il|Em|Op|Den) ")

_SEPARATOR = re.compile(
    r"\W{0,3}(?:[-_=—]{2,} ?(?:original message|ursprüngliche nachricht|message d['’]origine|message original|mensaje original|mensagem original|messaggio originale|"
    r"oorspronkelijk bericht|ursprungligt meddelande|oprindelig (?:meddelelse|besked)|opprinnelig melding|alkuperäinen viesti|wiadomość oryginalna|"
    r"исходное сообщение|元のメッセージ|原始邮件|原始郵件|original-nachricht|원본 메시지) ?[-_=—]{2,}|"
    r"[-_=—]{2,} ?(?:forwarded message|forwarded by\b.*|weitergeleitete nachricht|message transféré|mensaje reenviado|mensagem encaminhada|messaggio inoltrato|"
    r"doorgestuurd bericht|vidarebefordrat meddelande|videresendt (?:meddelelse|besked)|转发的邮件|轉寄郵件|転送メッセージ|転送されたメッセージ|転送 ?メール|пересылаемое сообщение) ?.{0,60}[-_=—]{2,}|"
    r"begin forwarded message ?:|anfang der weitergeleiteten (?:nachricht|e-?mail) ?:|début du message (?:transféré|réexpédié) ?:|inizio messaggio inoltrato ?:|"
    r"inicio del mensaje reenviado ?:|início da mensagem (?:re)?encaminhada ?:|begin doorgestuurd bericht ?:|転送されたメッセージ ?[:：]|以下は転送メッセージです ?[:：]?)\s*$",
    re.I,
)
_SEPARATOR_OPEN = re.compile(r"\W{0,3}[-_=—]{4,} ?forwarded by\b", re.I)

_FIELDS = {
    "from": "from|von|de|da|van|fra|från|lähettäjä|od|от|差出人|送信者|发件人|寄件者|寄件人|보낸 ?사람|kimden|feladó",
    "date": "sent|date|sent at|gesendet|datum|envoyé(?: le)?|enviado(?: el| em)?|enviada em|fecha|inviato|data|verzonden|sendt|dato|skickat|lähetetty|päivämäärä|wysłano|"
    "送信日時|送信日|日時|日付|发送时间|寄件日期|日期|보낸 ?날짜|отправлено|дата|message du|gönderildi",
    "to": "to|an|à|a|para|per|aan|til|till|vastaanottaja|do|кому|宛先|收件人|받는 ?사람|kime|címzett",
    "cc": "cc|copie(?: à)?|kopie|kopia|kopi|копия|抄送|副本|참조|bcc|reply-to|返信先",
    "subject": "subject|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|emne|ämne|aihe|temat|тема|件名|主题|主旨|제목|konu|tárgy",
}
_KIND = {name.replace("(?: le)?", ""): kind for kind, names in _FIELDS.items() for name in names.split("|")}
_FIELD = re.compile(
    rf"[\s*•]{{0,10}}(?:(?P<from>{_FIELDS['from']})|(?P<date>{_FIELDS['date']})|(?P<to>{_FIELDS['to']})|(?P<cc>{_FIELDS['cc']})|(?P<subject>{_FIELDS['subject']}))"
    r"\s?\*?\s?[:：]\*?\s*(?P<value>.*)$",
    re.I,
)
_WRAPPED_END = re.compile(r"\s*> ?[:：]\s*$|\s*> (?:wrote|schrieb|a écrit|escribió) ?:\s*$")
RULE = re.compile(r"[\s>]*[-_=*~─━＝―—]{4,}\s*$")
_HEADER_LINES = 9


def is_quoted(line: str) -> bool:
    """A line with a quote mark: "> ", ">>", "＞" (the end of a wrapped address, ">:", is none)."""
    mark = line[:3].lstrip(" ")[:1]
    return (mark == ">" or mark == "＞") and not _WRAPPED_END.match(line)


def is_separator(lines: Sequence[str], i: int) -> bool:
    """A line such as "-----Original Message-----" or "Begin forwarded message:" (an open one that wraps onto the next line too)."""
    line = lines[i]
    if len(line) > 200:
        return False
    return bool(_SEPARATOR.match(line)) or bool(
        _SEPARATOR_OPEN.match(line) and i + 1 < len(lines) and lines[i + 1].rstrip().endswith("---")
    )


def is_candidate(line: str) -> bool:
    """Whether a line can end an attribution, cheaply."""
    end = line[-1:]
    if end in ":：":
        return True
    return (
        (end == "e" and line.endswith("wrote")) or (end == "-" and line.endswith("wrote ----")) or (end == "t" and line.endswith("a écrit"))
    )


def attribution_start(lines: Sequence[str], i: int, *, quote_follows: bool) -> int:
    """Where the attribution that ends in line `i` begins ("On …, X wrote:" wraps over up to four lines), or -1 where it is none."""
    joined = ""
    for start in range(i, max(i - 4, -1), -1):
        line = lines[start].strip()
        if not line or len(line) > 500 or (start < i and is_quoted(lines[start])):
            break
        joined = f"{line} {joined}" if joined else line
        if _is_attribution(joined, quote_follows=quote_follows):
            return _extended(lines, start)
    return -1


def _is_attribution(text: str, *, quote_follows: bool) -> bool:
    dated = bool(_DATE.search(text))
    if _ENDS_WITH_VERB.search(text):
        if dated:
            return quote_follows or "@" in text or bool(_OPENER.match(text))
        return quote_follows and len(text) < 120 and ("@" in text or not text[:1].islower())
    if not dated:
        return False
    if text[-1:] in ":：":
        if "@" in text and _ENDS_WITH_ADDRESS.search(text):
            return True
        if _HAS_VERB.search(text) and len(text) < 250:
            return bool(_OPENER.match(text)) or "@" in text
        # a date and a name, as Japanese programs write it
        return quote_follows and len(text) < 120 and bool(_OPENER.match(text))
    return False


def _extended(lines: Sequence[str], start: int) -> int:
    """Further up, where the line with the date stands apart from the line with the name."""
    if _NOW_AND_THEN.match(lines[start].lstrip()):
        return start
    for above in range(start - 1, max(start - 4, -1), -1):
        line = lines[above].strip()
        if not line or is_quoted(line) or len(line) > 120:
            break
        if _STRONG_OPENER.match(line) and _DATE.search(line):
            return above
    return start


def header_block(lines: Sequence[str], i: int) -> bool:
    """Whether a header block as Outlook writes it ("From: … Sent: … To: … Subject: …") begins in line `i`."""
    first = _FIELD.match(lines[i])
    if not first or first.lastgroup is None:
        return False
    kinds: dict[str, str] = {}
    strange = 0
    for line in lines[i : i + _HEADER_LINES]:
        found = _FIELD.match(line)
        if found:
            kind = next(k for k in _FIELDS if found[k] is not None)
            if kind in kinds and kind != "cc":
                break
            kinds[kind] = found["value"]
            strange = 0
            continue
        if not line.strip():
            if len(kinds) >= 2:
                break
            return False
        strange += 1
        if strange > 2 or len(line) > 300:
            break
    if "from" not in kinds or not ("date" in kinds or "subject" in kinds):
        return False
    address = "@" in kinds["from"] or "<" in kinds["from"] or "@" in lines[min(i + 1, len(lines) - 1)]
    if address:
        return len(kinds) >= 2
    return len(kinds) >= 3 and "subject" in kinds


def may_open_header(line: str) -> bool:
    """Whether a line can be the first of a header block, cheaply."""
    at = line.find(":", 0, 40)
    if at < 0:
        at = line.find("：", 0, 40)
    return at > 0 and bool(_FIELD.match(line))
