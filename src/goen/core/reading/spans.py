"""Where a name may stand: candidate spans of a message for organizations, roles and people, with what surrounds them.

A span is only a proposal; the linear scorer `spans` says what it is from its words, its neighbours and its place (surroundings.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from goen.core.mail.message import Message
from goen.core.mail.people import is_machine
from goen.core.mail.senders import second_level, system
from goen.core.reading.sentences import Sentence

LABELS = ("none", "organization", "role", "person")
BODY_LIMIT = 800  # characters: names of the process stand early, or in the signature

WORD = re.compile(r"[^\W_]+(?:['’&.+/-][^\W_]+)*\+*#?|[^\w\s]|\n")
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


Found = tuple[int, int, Sequence[str], Sequence[str]]  # start, end, what stands before, what stands after


class Span(NamedTuple):
    zone: str  # subject, display, to, body, signature, greeting
    start: int  # in the zone's text
    end: int
    text: str
    before: Sequence[str]  # words, or pieces of text where it is Japanese
    after: Sequence[str]
    sender: str  # what sort of sender the message has
    site: str  # the sender's domain, squashed


def candidates(message: Message, sentences: list[Sentence]) -> list[Span]:
    """Every span of a message that may name an organization, a role or a person. Pure; bounded by BODY_LIMIT."""
    e = message.envelope
    site = squash(second_level(e.sender.domain))
    sending = system(e.sender.domain)
    kind = sending.kind if sending else "person" if not is_machine(e.sender.email, e.sender.name, e.marks) else "machine"
    out: list[Span] = []
    seen: set[tuple[str, str]] = set()

    def add(zone: str, text: str) -> None:
        found = _spans(text)
        if zone != "body":
            found = [*found, *_whole(text)]
        for start, end, left, right in found:
            piece = text[start:end]
            key = (zone, piece)
            if key not in seen and len(seen) <= MOST:
                seen.add(key)
                out.append(Span(zone, start, end, piece, left, right, kind, site))

    add("subject", ANSWERED.sub("", e.subject))
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


MOST = 120  # spans of a message
ANSWERED = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|sv|fw|転送|返信)\s*[:：]\s*)+", re.I)
SEPARATOR = re.compile(r"\s+[-–—|/]\s+|[|:：/／,、【】\[\]()（）]|\s+(?:at|for|with|@|via|from)\s+", re.I)


SEPARATOR_JA = re.compile(
    r"\s+|[|:：/／、【】\[\]()（）「」『』<>＜＞]|(?:御中|様|さん|殿|先生)(?=\s|$)|(?:の件|について|に応募|への応募|のご案内|のお知らせ|のお願い|のご連絡|採用|選考|応募|募集|求人)"
)
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def _whole(text: str) -> list[Found]:
    """A short line whole, and its parts between separators: subjects, display names and signatures name things without a sentence."""
    out: list[Found] = []
    start = 0
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


CAPITAL, SMALL, ROLE, ARTICLE, LINKS, ENDS_LEFT, JOINS_LEFT, LETTER, ENDS_RIGHT, DIGITS, NO_NAME, BREAK = (1 << n for n in range(12))


class Words(dict[str, tuple[str, int]]):
    """Each word in lower case, with what the rules below ask about it."""

    def __missing__(self, word: str) -> tuple[str, int]:
        if len(self) > 50_000:
            self.clear()
        low = word.lower()
        about = (
            (_capital(word) and CAPITAL)
            | (low in INNER and SMALL)
            | (bool(ROLE_NOUN.fullmatch(low)) and ROLE)
            | (low in {"a", "an", "the", "our", "new"} and ARTICLE)
            | (low in {"as", "for", "be", "become", "seeking", "need", "hiring", "is", "are"} and LINKS)
            | (low in {"the", "a", "an", "your", "our", "this", "that", "for", "of", "to", "as", "in", "my"} and ENDS_LEFT)
            | ((word[0].isalnum() or word in {"-", "/"}) and JOINS_LEFT)
            | (word[0].isalpha() and LETTER)
            | (low in {"and", "who", "to", "with", "that", "in", "at", "for", "but", "or", "is"} and ENDS_RIGHT)
            | (word.isdigit() and DIGITS)
            | ((low in CALENDAR or low.isdigit()) and NO_NAME)
            | (low in {",", "(", "-", "–"} and BREAK)
        )
        self[word] = (low, about)
        return low, about


_words = Words()
OF_NOTE = CAPITAL | ROLE | ARTICLE


def _spans(text: str) -> list[Found]:
    """(start, end, words before, words after) of each candidate in a piece of text."""
    if not text.isascii() and JAPANESE.search(text):
        return _japanese(text)
    words = WORD.findall(text)
    if not words:
        return []
    low, about = zip(*map(_words.__getitem__, words), strict=True)
    found: set[tuple[int, int]] = set()
    done = 0
    for i in [n for n, flags in enumerate(about) if flags & OF_NOTE]:
        flags = about[i]
        if flags & CAPITAL and i >= done:
            done = _capitals(i, words, about, found)
        if flags & ROLE and i >= 1:  # "the practice nurse post": lower-case roles stand before such a noun, or after "as a"
            for k in range(i - 1, max(i - 6, -1), -1):
                if not about[k] & JOINS_LEFT or about[k] & ENDS_LEFT:
                    break
                found.add((k, i))
        if flags & ARTICLE and i >= 1 and about[i - 1] & LINKS:
            for k in range(i + 2, min(i + 6, len(words) + 1)):
                if not about[k - 1] & LETTER or about[k - 1] & ENDS_RIGHT:
                    break
                found.add((i + 1, k))
    if not found:
        return []
    kept = []
    for i, j in found:
        while j > i and about[j - 1] & (SMALL | BREAK):
            j -= 1
        if j > i and not all(flags & NO_NAME for flags in about[i:j]):
            kept.append((i, j))
    place = _places(text, words, max(j for _, j in kept)) if kept else []
    return sorted((place[i], place[j - 1] + len(words[j - 1]), low[max(0, i - 3) : i], low[j : j + 3]) for i, j in kept)


def _places(text: str, words: Sequence[str], end: int) -> list[int]:
    """Where each of the first `end` words stands; between words there is only what WORD leaves out."""
    out, at = [], 0
    for word in words[:end]:
        at = text.find(word, at)
        out.append(at)
        at += len(word)
    return out


def _capitals(i: int, words: Sequence[str], about: Sequence[int], found: set[tuple[int, int]]) -> int:
    """The spans that begin with the capital at `i`; where its run of capitals ends."""
    end = len(words)
    j = i + 1
    while j < end:
        if about[j] & CAPITAL or (
            about[j] & SMALL
            and j + 1 < end
            and (about[j + 1] & CAPITAL or (about[j + 1] & SMALL and j + 2 < end and about[j + 2] & CAPITAL))
        ):
            j += 1
        else:
            break
    found.add((i, j))
    for k in range(i + 1, j):  # the pieces around a joining word: "Acme Press and Ruth Abelard"
        if about[k] & SMALL:
            found.add((i, k))
            if k + 1 < j and about[k + 1] & CAPITAL:
                found.add((k + 1, j))
    if j - i >= 2:  # the first word may only be the sentence's beginning
        found.add((i + 1, j))
    # "Manager, Service Lines", "Manager (Band 6)", "Editor – Books"
    if j + 1 < end and about[j] & BREAK and about[j + 1] & CAPITAL:
        k = j + 1
        while k < end and (about[k] & (CAPITAL | DIGITS) or (about[k] & SMALL and k + 1 < end and about[k + 1] & CAPITAL)):
            k += 1
        if words[j] == "(" and k < end and words[k] == ")":
            k += 1
        found.add((i, k))
    return j


# names with hiragana in them, told by what kind of house they are: こもれび子ども園, みなも出版, さくら草薬局
FORMS = "株式会社 有限会社 合同会社 医療法人 社会福祉法人 学校法人 NPO法人 一般社団法人 (株) （株）".split()
HOUSES = (
    "保育園 幼稚園 こども園 子ども園 病院 クリニック 医院 歯科 薬局 大学 学園 高校 高等学校 中学校 小学校 学校 図書館 美術館 "
    "博物館 資料館 工務店 商店 書房 書店 出版社 出版 新聞社 新聞 印刷 銀行 組合 協会 財団 センター ステーション 農場 牧場 農園 "
    "ホテル 旅館 食堂 事務所 工房 工業 製作所 電機 建設 不動産 運輸 物流 食品 製薬 化学 市役所 町役場 県庁 区役所 協議会 法人 "
    "劇場 楽団 スタジオ"
).split()
HOUSE = re.compile(
    rf"(?:{'|'.join(map(re.escape, FORMS))})\s?[\u3040-\u30ff\u3400-\u9fffA-Za-z0-9・ー&]{{2,14}}?(?=[のにをはがへとでも、。\s）)」』】]|$)"
    rf"|[\u3041-\u3096\u30a0-\u30ff\u3400-\u9fffー]{{2,10}}?(?:{'|'.join(HOUSES)})"
)
HOUSE_WORDS = (*FORMS, *HOUSES)


def _japanese(text: str) -> list[Found]:
    found: set[tuple[int, int]] = set()
    if any(word in text for word in HOUSE_WORDS):  # the expression is slow, and most sentences hold none
        found.update(m.span() for m in HOUSE.finditer(text))
    for m in JA.finditer(text):
        start, end = m.span()
        while start < end and text[start] in "【[［「『〈《(（・ー-.":
            start += 1
        while end > start and text[end - 1] in "・-./":
            end -= 1
        _ja_pieces(text, start, end, found)
    out: list[Found] = []
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


def _capital(word: str) -> bool:
    return word[0].isupper() and (len(word) > 1 or word in {"A", "R", "C"}) and word.lower() not in STARTERS


STARTERS = set(
    "i i'm i've i'd i'll the a an we you your our my this that it its he she they his her their there here if in on at to for from with as by of and but or so no not yes is are was were be "
    "thank thanks hi hello dear hey best kind warm regards sincerely cheers please re fwd what when where why how who which would could can may might will shall do does did have has had just also "
    "after before since until while because although though unfortunately however let us sorry good great new all any some each every both one two first next last more most".split()
)


@lru_cache(30_000)
def squash(text: str) -> str:
    """Letters and digits only, lower case: "Gannet House" and "gannethouse" are one."""
    return re.sub(r"[\W_]+", "", text).lower()
