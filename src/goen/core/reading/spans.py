"""Where a name may stand: candidate spans of a message for organizations, roles and people, with what surrounds them.

A span is only a proposal; the linear scorer `spans` says what it is from its words, its neighbours and its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from goen.core.mail.message import Message
from goen.core.mail.people import is_machine
from goen.core.mail.senders import system
from goen.core.reading.sentences import Sentence

LABELS = ("none", "organization", "role", "person")
BODY_LIMIT = 1500  # characters: names of the process stand early, or in the signature

WORD = re.compile(r"[^\W_]+(?:['’&.+/-][^\W_]+)*\+*#?|[^\w\s]|\n")
JOIN = {
    "of",
    "and",
    "&",
    "the",
    "for",
    "de",
    "du",
    "la",
    "van",
    "von",
    "der",
    "del",
    "al",
    "bin",
    "-",
    "–",
    "/",
    ",",
    "(",
    ")",
    "+",
    "in",
    "to",
}
INNER = {"of", "and", "&", "the", "for", "de", "du", "la", "van", "von", "der", "del", "al", "bin", "/", "+"}
ROLE_NOUN = re.compile(
    r"(?:role|position|post|vacancy|job|opening|opportunity|posting|placement|traineeship|fellowship|internship|apprenticeship)s?$", re.I
)
MONTHS = {w for m in "january february march april may june july august september october november december".split() for w in (m, m[:3])}
DAYS = {w for d in "monday tuesday wednesday thursday friday saturday sunday".split() for w in (d, d[:3])}
CALENDAR = MONTHS | DAYS | {"am", "pm", "gmt", "bst", "est", "pst", "cet", "utc", "sept"}

JA = re.compile(
    r"[【\[［「『〈《(（]?(?:[0-9A-Za-zＡ-Ｚａ-ｚ０-９&＆・ー.\-/+＋々ヶ〇\u30a0-\u30ff\u3400-\u9fff]|(?<=[\u3400-\u9fff\u30a0-\u30ff])[のやと](?=[\u3400-\u9fff\u30a0-\u30ff])|(?<=\w)[（(][^）)\n]{1,20}[）)])+"
)
JA_SPLIT = re.compile(r"[のやと]|(?<=社)(?=[\u3400-\u9fff\u30a0-\u30ff])|[／/・]|[（(]")
ONLY_DIGITS = re.compile(r"^[\d０-９年月日時分:：.\-/~〜～]+$")


@dataclass(slots=True)
class Span:
    zone: str  # subject, display, body, signature, greeting
    start: int  # in the zone's text
    end: int
    text: str
    tokens: set[str]  # what is known about it, for the scorer


def candidates(message: Message, sentences: list[Sentence]) -> list[Span]:
    """Every span of a message that may name an organization, a role or a person. Pure; bounded by BODY_LIMIT."""
    e = message.envelope
    site = squash(second_level(e.sender.domain))
    sending = system(e.sender.domain)
    kind = sending.kind if sending else "person" if not is_machine(e.sender.email, e.sender.name, e.marks) else "machine"
    out: list[Span] = []
    seen: set[tuple[str, str]] = set()

    def add(zone: str, text: str) -> None:
        whole = _whole(text) if zone in ("subject", "display", "to", "signature", "greeting") else []
        for start, end, left, right in [*_spans(text), *whole]:
            piece = text[start:end]
            key = (zone, piece)
            if key in seen or len(seen) > 120:
                continue
            seen.add(key)
            out.append(Span(zone, start, end, piece, _tokens(zone, piece, left, right, site) | {f"{zone} {kind}", kind}))

    add("subject", re.sub(r"^(?:\s*(?:re|fwd?|aw|wg|sv|fw|転送|返信)\s*[:：]\s*)+", "", e.subject, flags=re.I))
    add("display", e.sender.name)
    for a in (*e.to[:2], *e.cc[:2]):
        if a.name:
            add("to", a.name)
    for n, s in enumerate(sentences):
        if s.start > BODY_LIMIT:
            break
        add("greeting" if n <= 1 and len(s.text) < 60 else "body", s.text)
    for line in message.signature[:400].splitlines():
        if line.strip():
            add("signature", line.strip())
    return out


SEPARATOR = re.compile(r"\s+[-–—|/]\s+|[|:：/／,、【】\[\]()（）]|\s+(?:at|for|with|@|via|from)\s+", re.I)


SEPARATOR_JA = re.compile(
    r"\s+|[|:：/／、【】\[\]()（）「」『』<>＜＞]|(?:御中|様|さん|殿|先生)(?=\s|$)|(?:の件|について|に応募|への応募|のご案内|のお知らせ|のお願い|のご連絡|採用|選考|応募|募集|求人)"
)
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def _whole(text: str) -> list[tuple[int, int, list[str], list[str]]]:
    """A short line whole, and its parts between separators: subjects, display names and signatures name things without a sentence."""
    out, start = [], 0
    cuts = [(m.start(), m.end(), m.group().strip().lower()) for m in (SEPARATOR_JA if JAPANESE.search(text) else SEPARATOR).finditer(text)]
    before = "^"
    for a, b, mark in [*cuts, (len(text), len(text), "$")]:
        piece = text[start:a]
        if 2 <= len(piece.strip()) <= 60:
            lead = len(piece) - len(piece.lstrip())
            out.append((start + lead, start + lead + len(piece.strip()), ["part", before, before], [mark, mark, mark]))
        start, before = b, mark
    if cuts and 2 <= len(text.strip()) <= 60:
        lead = len(text) - len(text.lstrip())
        out.append((lead, lead + len(text.strip()), ["whole", "^", "^"], ["$", "$", "$"]))
    return out


def _spans(text: str) -> list[tuple[int, int, list[str], list[str]]]:
    """(start, end, words before, words after) of each candidate in a piece of text."""
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff]", text):
        return _japanese(text)
    words = [(m.group(), m.start(), m.end()) for m in WORD.finditer(text)]
    low = [w.lower() for w, _, _ in words]
    found: set[tuple[int, int]] = set()
    i = 0
    while i < len(words):
        if not _capital(words[i][0]):
            i += 1
            continue
        j = i + 1
        while j < len(words):
            if (
                _capital(words[j][0])
                or low[j] in INNER
                and j + 1 < len(words)
                and _capital(words[j + 1][0])
                or (low[j] in INNER and j + 2 < len(words) and low[j + 1] in INNER and _capital(words[j + 2][0]))
            ):
                j += 1
            else:
                break
        found.add((i, j))
        for k in range(i + 1, j):  # the pieces around a joining word: "Acme Press and Ruth Abelard"
            if low[k] in INNER:
                found.add((i, k))
                if k + 1 < j and _capital(words[k + 1][0]):
                    found.add((k + 1, j))
        if j - i >= 2:  # the first word may only be the sentence's beginning
            found.add((i + 1, j))
        # "Manager, Service Lines", "Manager (Band 6)", "Editor – Books"
        if j + 1 < len(words) and low[j] in {",", "(", "-", "–"} and _capital(words[j + 1][0]):
            k = j + 1
            while k < len(words) and (
                _capital(words[k][0]) or words[k][0].isdigit() or (low[k] in INNER and k + 1 < len(words) and _capital(words[k + 1][0]))
            ):
                k += 1
            if low[j] == "(" and k < len(words) and low[k] == ")":
                k += 1
            found.add((i, k))
        i = j
    for n, word in enumerate(low):  # "the practice nurse post": lower-case roles stand before such a noun, or after "as a"
        if ROLE_NOUN.fullmatch(word) and n >= 1:
            for size in range(1, 6):
                k = n - size
                if k < 0 or not words[k][0][0].isalnum() and words[k][0] not in {"-", "/"}:
                    break
                if low[k] in {"the", "a", "an", "your", "our", "this", "that", "for", "of", "to", "as", "in", "my"}:
                    break
                found.add((k, n))
        if (
            word in {"a", "an", "the", "our", "new"}
            and n >= 1
            and low[n - 1] in {"as", "for", "be", "become", "seeking", "need", "hiring", "is", "are"}
        ):
            for size in range(1, 5):
                k = n + 1 + size
                if (
                    k > len(words)
                    or not words[k - 1][0][0].isalpha()
                    or low[k - 1] in {"and", "who", "to", "with", "that", "in", "at", "for", "but", "or", "is"}
                ):
                    break
                found.add((n + 1, k))
    out = []
    for i, j in found:
        while j > i and (low[j - 1] in INNER or low[j - 1] in {",", "-", "–", "("}):
            j -= 1
        if j <= i or all(w in CALENDAR or w.isdigit() for w in low[i:j]):
            continue
        out.append((words[i][1], words[j - 1][2], low[max(0, i - 3) : i], low[j : j + 3]))
    return sorted(out)


# names with hiragana in them, told by what kind of house they are: こもれび子ども園, みなも出版, さくら草薬局
HOUSE = re.compile(
    r"(?:株式会社|有限会社|合同会社|医療法人|社会福祉法人|学校法人|NPO法人|一般社団法人|\(株\)|（株）)\s?[\u3040-\u30ff\u3400-\u9fffA-Za-z0-9・ー&]{2,14}?(?=[のにをはがへとでも、。\s）)」』】]|$)"
    r"|[\u3041-\u3096\u30a0-\u30ff\u3400-\u9fffー]{2,10}?(?:保育園|幼稚園|こども園|子ども園|病院|クリニック|医院|歯科|薬局|大学|学園|高校|高等学校|中学校|小学校|学校|図書館|美術館|博物館|資料館|工務店|商店|書房|書店|出版社?|新聞社?|印刷|"
    r"銀行|組合|協会|財団|センター|ステーション|農場|牧場|農園|ホテル|旅館|食堂|事務所|工房|工業|製作所|電機|建設|不動産|運輸|物流|食品|製薬|化学|市役所|町役場|県庁|区役所|協議会|法人|劇場|楽団|スタジオ)"
)


def _japanese(text: str) -> list[tuple[int, int, list[str], list[str]]]:
    found: set[tuple[int, int]] = set()
    for m in HOUSE.finditer(text):
        found.add(m.span())
    for m in JA.finditer(text):
        start, end = m.span()
        while start < end and text[start] in "【[［「『〈《(（・ー-.":
            start += 1
        while end > start and text[end - 1] in "・-./":
            end -= 1
        _ja_pieces(text, start, end, found)
    out = []
    for start, end in sorted(found):
        piece = text[start:end]
        if len(piece) < 2 or len(piece) > 40 or ONLY_DIGITS.match(piece):
            continue
        out.append(
            (
                start,
                end,
                [text[max(0, start - 3) : start], text[max(0, start - 1) : start]],
                [text[end : end + 1], text[end : end + 2], text[end : end + 4]],
            )
        )
    return out


JA_TAIL = re.compile(
    r"(?:様|さん|殿|御中|氏|先生|部長|課長|社長|店長|園長|院長|館長|編集長|室長|局長|マネージャー|代表|です|採用|新卒採用|中途採用|人事部|人事|採用担当|採用係|採用チーム|採用グループ|事務局|総務部|総務|職|の件|選考|求人|募集|応募|担当).*$"
)
JA_PARTS = re.compile(
    r"株式会社|有限会社|合同会社|\(株\)|（株）|\(有\)|（有）|医療法人|社会福祉法人|学校法人|NPO法人|一般社団法人|公益財団法人|合資会社|税理士法人|弁護士法人|独立行政法人|国立大学法人"
)


def _ja_pieces(text: str, start: int, end: int, found: set[tuple[int, int]]) -> None:
    """A run of name characters, and the shorter names that it may hold: without what follows a name, part by part."""
    found.add((start, end))
    run = text[start:end]
    tail = JA_TAIL.search(run)
    if tail and tail.start() >= 2:
        found.add((start, start + tail.start()))
    cuts = [0, *(c for m in JA_SPLIT.finditer(run) for c in m.span()), len(run)]
    if 2 < len(cuts) <= 10:
        for a in cuts:
            for b in cuts:
                if b - a >= 2:
                    found.add((start + a, start + b))
    for m in re.finditer(r"[ \u3000]", run):
        found.add((start, start + m.start()))
        found.add((start + m.end(), end))


def _tokens(zone: str, piece: str, left: object, right: object, site: str) -> set[str]:
    before, after = list(left), list(right)  # type: ignore[call-overload]
    low = piece.lower()
    out = {f"z={zone}", "bias"}
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff]", piece):
        out |= {
            f"ja z={zone}",
            f"n={min(len(piece), 12)}",
            f"p2={piece[:2]}",
            f"s1={piece[-1]}",
            f"s2={piece[-2:]}",
            f"s3={piece[-3:]}",
            f"s4={piece[-4:]}",
            f"p3={piece[:3]}",
        }
        out |= {
            f"l3={before[0]}",
            f"l1={before[1]}",
            f"r1={after[0]}",
            f"r2={after[1]}",
            f"r4={after[2]}",
            f"r2z={zone}{after[1]}",
            f"l1z={zone}{before[1]}",
            f"l1r1={before[1]}_{after[0]}",
        }
        if JA_PARTS.search(piece):
            out |= {"corp", f"corp z={zone}"}
        for i in range(len(piece) - 1):
            out.add(f"g={piece[i : i + 2]}")
        out.add(
            "kana" if re.fullmatch(r"[\u30a0-\u30ff・ー]+", piece) else "kanji" if re.fullmatch(r"[\u3400-\u9fff々]+", piece) else "mixed"
        )
        return out
    words = re.findall(r"[^\W_]+", low)
    if not words:
        return out
    out |= {f"n={min(len(words), 7)}", f"w1={words[0]}", f"wl={words[-1]}", f"wls={words[-1][-4:]}"}
    out |= {f"w={w}" for w in words}
    out.add(
        "shape="
        + "".join(
            "A" if w.isupper() and len(w) > 1 else "a" if w[0].isupper() else "0" if w[0].isdigit() else "x"
            for w in re.findall(r"[^\W_]+", piece)[:5]
        )
    )
    l1, l2 = (before[-1] if before else "^"), (before[-2] if len(before) > 1 else "^")
    r1, r2 = (after[0] if after else "$"), (after[1] if len(after) > 1 else "$")
    out |= {
        f"l1={l1}",
        f"l2={l2} {l1}",
        f"r1={r1}",
        f"r2={r1} {r2}",
        f"l1z={zone} {l1}",
        f"r1z={zone} {r1}",
        f"lr={l1}_{r1}",
        f"l3={' '.join(before[-3:])}",
    }
    flat = squash(piece)
    if site and len(flat) >= 3:
        if flat == site:
            out |= {"site=", f"site= z={zone}"}
        elif flat in site or site in flat:
            out.add("site~")
        elif len(words) > 1 and "".join(w[0] for w in words) == site:
            out.add("site=initials")
        elif len(words) > 1 and words[0] in site and len(words[0]) > 3:
            out.add("site^")
    return out


def _capital(word: str) -> bool:
    return word[0].isupper() and (len(word) > 1 or word in {"A", "R", "C"}) and word.lower() not in STARTERS


STARTERS = set(
    "i i'm i've i'd i'll the a an we you your our my this that it its he she they his her their there here if in on at to for from with as by of and but or so no not yes is are was were be "
    "thank thanks hi hello dear hey best kind warm regards sincerely cheers please re fwd what when where why how who which would could can may might will shall do does did have has had just also "
    "after before since until while because although though unfortunately however let us sorry good great new all any some each every both one two first next last more most".split()
)


@lru_cache(50_000)
def squash(text: str) -> str:
    """Letters and digits only, lower case: "Gannet House" and "gannethouse" are one."""
    return re.sub(r"[\W_]+", "", text).lower()


SECOND = {"co", "com", "ac", "org", "or", "ne", "gov", "go", "edu", "net", "ltd", "plc", "nhs", "sch", "lg", "ed", "gr", "ad"}


def second_level(domain: str) -> str:
    """The part of a domain that names its holder: "gannethouse" of mail.gannethouse.co.uk."""
    parts = domain.split(".")
    if len(parts) >= 3 and parts[-2] in SECOND and len(parts[-1]) == 2:
        return parts[-3]
    return parts[-2] if len(parts) >= 2 else domain
