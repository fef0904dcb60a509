"""The one thing that a sign speaks of, said from the owner's side: 「佐久間さんの小論文は…」 becomes 小論文."""

from __future__ import annotations

import re

# What a person hands in, shows or says in a selection process.
WORKS = (
    "作文|小論文|論文|企画書|企画案|企画|提案書|提案|プレゼンテーション|プレゼン|発表|課題|レポート|作品|ポートフォリオ|原稿|記事|コラム|文章|校正|答案|コード|設計|図面|模型|試作品|試作|"
    "スライド|資料|研究計画|研究|実験ノート|ノート|志望理由書|志望動機|自己PR|模擬授業|授業|指導案|説明|質問|受け答え|回答|指摘|分析|考察|考え方|演出|脚本|台本|構成案|構成|ツール|早見表|一覧|"
    "イラスト|デザイン|写真|翻訳|訳文|レシピ|一皿|溶接|仕上げ|手順書|改善案|アイデア|アイディア|見出し|台割|聞き書き|解法|実装|スケッチ|デモ|お話|話"
)
SAID = "お話|話|言葉|一文|一言|一行|くだり|提案|質問|指摘|回答|説明|意見|考え|発想|問い|視点|箇所|ところ"
SPOKEN = frozenset(SAID.split("|"))
UTTERED = re.compile(r"[、。?？]|(?:か|です|ます|ない|だ|る|た|う|く|よ|ね)$")  # words that were said, and no title of a work
PLAIN = r"[一-龯々ァ-ヶーA-Za-z0-9]"
# Words that point at the speaker, another person or the moment: they don't belong into the owner's mouth.
FOREIGN = re.compile(
    r"弊社|当社|うち|私|僕|俺|自分|彼|部長|社長|課長|所長|主任|先生|さん|(?<!お客)様|あなた|君|誰|今|あの|その|この|それ|これほど|あれほど|これだけ|あれだけ|ここまで|こんな|あんな|そんな|こういう|どんな|どの|ほかの|他の|一番|誰より"
)
LEAD = re.compile(r"^(?:(?:[^、。「」]{1,10}(?:さん|様)|あなた|君|この前|この間|先日|前|以前|金曜|月曜|火曜|水曜|木曜|昨日)の)+")

TITLED = re.compile(
    rf"((?:(?:{PLAIN}|の)*?(?:{WORKS}|プロフィール|エントリーシート|ES)(?:の|、)?)?)「([^「」\n]{{2,30}})」(?:という|との|っていう)?({SAID}|{WORKS})?(.?)"
)
CLAUSE = re.compile(rf"(?:^|[、。])([^、。「」\n]{{2,32}}?(?:[のるたいなうくすつむぐぶ]|{PLAIN})(?:{WORKS}))(?=[、はがをも]|には)")
CHAIN = re.compile(rf"((?:{PLAIN}{{1,10}}の){{1,3}}{PLAIN}{{0,6}}(?:{WORKS})|{PLAIN}{{2,6}}(?:{WORKS}))(?![一-龯])")
OWNED = re.compile(rf"(?:さん|様|あなた|君)の({WORKS})(?![一-龯])")
RECEIVED = re.compile(r"くれ|くださ|下さ|もら|いただ|聞いた|見せて")  # said from the writer's side: it can't be taken over
LINK = re.compile(r"^(?:それから|そして|また|ただ|でも|しかし|それに|なお|ちなみに)、?")  # joins to a sentence that is not quoted
PREDICATE = re.compile(r"(?:です|ます|した|ません|だ|よ|ね)$|[はが](?=.)")


def thing(quote: str) -> str:
    """The thing that the words speak of (作文「祖母の割烹着」, 納期表の見方の質問), or "" if none is plain; all of it stands in the quote."""
    flat = re.sub(r"\s+", "", quote)
    return _titled(flat) or _clause(flat) or _chain(flat)


def short(quote: str, longest: int = 38) -> str:
    """Words short enough to be quoted in 「」: the first sentence without its full stop, inner brackets turned into 『』; else ""."""
    flat = LINK.sub("", re.sub(r"\s+", "", quote))
    sentence = re.split(r"(?<=[。!?!?])", flat)[0].rstrip("。")
    if 6 <= len(sentence) <= longest:
        return sentence.replace("「", "『").replace("」", "』")
    return ""


def _titled(text: str) -> str:
    for found in TITLED.finditer(text):
        before, title, said, after = found[1], found[2], found[3], found[4]
        before = LEAD.sub("", before)
        if FOREIGN.search(before) or before.rstrip("、") in SPOKEN:
            before = ""  # 「話、「…」という一言」: a stray word, and no work
        if said:
            between = found.group().partition("」")[2].partition(said)[0]
            return f"{before}「{title}」{between}{said}"
        if before or (after not in {"と", "っ", "で", "って"} and not UTTERED.search(title)):
            return f"{before}「{title}」"
    return ""


def _clause(text: str) -> str:
    for found in CLAUSE.finditer(text):
        words = LEAD.sub("", found[1])
        if (
            len(words) > 4
            and not FOREIGN.search(words)
            and not PREDICATE.search(words)
            and not RECEIVED.search(words)
            and not re.fullmatch(WORKS, words)
        ):
            return words
    return ""


def _chain(text: str) -> str:
    for found in CHAIN.finditer(text):
        words = LEAD.sub("", found[1])
        if not FOREIGN.search(words):
            return words
    owned = OWNED.search(text)
    return owned[1] if owned else ""
