"""Where a name may stand in Japanese text, which has neither spaces nor capitals: runs of the characters that names are written with, and their parts."""

from __future__ import annotations

import re

JA = re.compile(
    r"[【\[［「『〈《(（]?(?:[0-9A-Za-zＡ-Ｚａ-ｚ０-９&＆・ー.\-/+＋々ヶ〇\u30a0-\u30ff\u3400-\u9fff]|(?<=[\u3400-\u9fff\u30a0-\u30ff])[のやと](?=[\u3400-\u9fff\u30a0-\u30ff])|(?<=\w)[（(][^）)\n]{1,20}[）)])+"
)
JA_SPLIT = re.compile(r"[のやと]|(?<=社)(?=[\u3400-\u9fff\u30a0-\u30ff])|[／/・]|[（(]")
ONLY_DIGITS = re.compile(r"^[\d０-９年月日時分:：.\-/~〜～]+$")

Found = tuple[str, tuple[str, ...], tuple[str, ...]]  # the text, what stands before, what stands after


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

# whoever introduces themselves names the firm first, in whatever letters: うみかぜ診療所の長嶺です
INTRODUCED = re.compile(
    r"(?:^|[。、\s\u3000])([^\s\u3000、。「」『』（）()]{2,16})の[^\s\u3000、。の]{1,6}(?:[\s\u3000][^\s\u3000、。の]{1,4})?(?:です|でございます|と申します|といいます|と言います)"
)
BRACKETED = re.compile(r"[「『【]([^「」『』【】\n]{2,20})[」』】]")
# small employers describe a post by who is sought: 畑と樽の両方をやる人を探しています
SOUGHT = re.compile(r"(?:人|方|見習い)(?=を(?:探|さが|募|求|一人|ひとり)|が(?:要|いま|いな|ほし|欲し|必要)|募集|、?という|[」』]|$)")
STOPS = frozenset(" \u3000\n\t、。「」『』（）()")
LONGEST = 16  # characters before "人"


def japanese(text: str) -> list[Found]:
    """Each candidate of a piece of text, in order, with the characters around it."""
    found: set[tuple[int, int]] = set()
    if any(word in text for word in HOUSE_WORDS):  # the expression is slow, and most sentences hold none
        found.update(m.span() for m in HOUSE.finditer(text))
    found.update(m.span(1) for rule in (INTRODUCED, BRACKETED) for m in rule.finditer(text))
    for m in SOUGHT.finditer(text):
        start = m.start()
        while start > max(0, m.start() - LONGEST) and text[start - 1] not in STOPS:
            start -= 1
        found.add((start, m.end()))
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
        before = (text[max(0, start - 3) : start], text[max(0, start - 1) : start])
        out.append((piece, before, (text[end : end + 1], text[end : end + 2], text[end : end + 4])))
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
