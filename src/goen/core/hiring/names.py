"""What an organization or a role is called, from the names found in its messages."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from goen.core.mail import senders
from goen.core.reading.spans import squash

CORPORATE = re.compile(
    r"\b(?:inc|incorporated|llc|ltd|limited|gmbh|plc|corp|corporation|co|company|ag|bv|pty|pte|pvt|llp|lp)\b\.?|株式会社|有限会社|合同会社|相互会社|[(（][株有同][)）]|㈱|㈲",
    re.I,
)
TEAM = re.compile(
    r"\b(?:the\s+)?(?:talent(?:\s+(?:acquisition|team|community|partner))*|recruit(?:ing|ment|er|ers)?|hiring|careers?|people|hr|human resources|jobs|applications?|admissions|resourcing|no-?reply|via .*|"
    r"notifications?|team|staffing team|workday|greenhouse|lever|ashby)\b.*$",
    re.I,
)
TEAM_JA = re.compile(
    r"(?:新卒|中途|キャリア)?(?:採用|人事|総務|選考|リクルート).*$|(?:事務局|運営).*$|[(（](?:マイナビ|リクナビ|キャリタス|ワンキャリア|HRMOS|ハーモス|ジョブカン|HERP|エン).*$"
)


HONORIFIC = re.compile(
    r"(?:様|さま|御中|さん|殿)(?:[(（].*|の.*|より.*|から.*|へ.*|について.*)?$|の(?:件|求人|募集)(?:について)?$|より(?:ご)?紹介$"
)


HOLDING = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff])HD(?![A-Za-z])")


@lru_cache(50_000)
def organization_key(name: str) -> str:
    """One key for the ways to write a firm: "ACME Press, Inc." and "Acme Press" are "acmepress", 朝日HD is 朝日ホールディングス."""
    plain = HOLDING.sub("ホールディングス", unicodedata.normalize("NFKC", name))
    return squash(CORPORATE.sub(" ", plain).strip(" &").replace("&", " and ").casefold().removeprefix("the "))


@lru_cache(50_000)
def tidy_organization(name: str) -> str:
    """A display name or phrase without what is no part of the firm's name: "Fernbrook Foods Talent Team" -> "Fernbrook Foods"."""
    name = _unwrapped(unicodedata.normalize("NFKC", name).strip(" \"'、,.-–|:;"))
    name = HONORIFIC.sub("", name.rpartition("@")[2]).strip()  # "富永@ノースウィング": who, where
    if "(" in name and ")" not in name and len(inner := name.rpartition("(")[2].strip()) >= 2:
        name = inner  # "甲斐(語り部プロ", cut off
    for pattern in (TEAM, TEAM_JA):
        cut = pattern.search(name)
        if cut and cut.start() >= 2:
            name = name[: cut.start()].strip(" ,-–|:")
    name = name.rstrip("の")
    return "" if READING.fullmatch(name) or SENTENCE.search(name) or name in KINDS_OF_HOUSE or OWN_HOUSE.match(name) else name


def _unwrapped(name: str) -> str:
    """A name without brackets around the whole of it, or that are not closed at its ends; those within it stay: (有)須藤図案室."""
    for left, right in ("「」", "『』", "【】", "[]", "()"):
        if name.startswith(left) and (right not in name or name.find(right) == len(name) - 1):
            name = name[1:]
        if name.endswith(right) and left not in name:
            name = name[:-1]
    return name.strip(" \"'、,.-–|:;")


# what sort of house it is, and not which
KINDS_OF_HOUSE = frozenset(
    "百貨店 会社 企業 工場 商社 メーカー 代理店 制作会社 編集事務所 編集部 人材会社 派遣会社 ベンチャー スタートアップ スーパー 病院 クリニック 医院 歯科 薬局 大学 学園 高校 学校 "
    "図書館 美術館 博物館 資料館 書店 本屋 出版社 新聞社 印刷会社 銀行 組合 協会 財団 農場 牧場 農園 ホテル 旅館 食堂 事務所 工房 不動産 劇場 楽団 市役所 区役所 町役場 県庁 役所 保育園 幼稚園".split()
)
# what a house calls itself, or its reader's
OWN_HOUSE = re.compile(r"^(?:当|弊|本|貴|御|小)(?:社|金庫|園|校|院|団体|財団|館|店|行|法人)$|^(?:うち|こちら)$")
# what is no post: who hires, whole sentences, two people who are introduced
NO_ROLE = re.compile(
    r".*[.!?。！？]$|.*\b(?:hiring team|talent team|recruiting team|human resources)\b.*|.*\s(?:/|<>|x|&)\s.*\b[A-Z][a-z]+ [A-Z][a-z]+$"
    r"|.*(?:事務局|採用担当|採用窓口|採用係|採用チーム|採用グループ|人[事材財][^職]*部|開発部|総務部|様|さん[)）]?)の?$"
)
# nor what a process is made of: its steps, papers, places and times, the forms of employment, and what any opening is called
NO_POST = re.compile(
    r".*\b(?:round|interview|meeting|call|chat|query|inquiry|feedback|drive|invitation|schedule|offer letter|agreement)s?(?:\s+[\d(&].*)?$"
    r"|.*(?:マイページ|ディスカッション|面接|面談|説明会|懇談会|座談会|選考|ミーティング|オリエンテーション|スケジュール|日程|契約書|書類|履歴書|経歴書|エントリーシート|個人情報|(?<![ァ-ヶー])リスト|添付|資料)$"
    r"|.*(?:(?<![ァ-ヶー])オフィス|会場|本社|支社|営業日(?:以内)?|(?<!保)全員|一同|各位|皆様|弊社|当社|貴社|御社|当金庫|当行|当会)$|(?:現在|今回|次回|次回以降|以内)$"
    r"|(?:御礼|お礼|ご?案内|お知らせ|ご?連絡|結果|募集人員|募集要項)(?:[(（].*)?$"
    r"|(?:正社員|契約社員|派遣社員|アルバイト|パート|業務委託|在宅勤務|社員|職員|筆記試験|適性検査|応募|募集)$"
    r"|(?:(?:phone )?screen|application|position|role|job|opening|vacancy|offer|update|next steps)$",
    re.I,
)
# a whole sentence is no firm's name, however it stands in a subject
SENTENCE = re.compile(r"[。！？]|(?:です|でした|ます|ました|ません|ましょう|ください|下さい)(?:[かねよ])?$")
# a name in two parts of hiragana is how a person's name is read
READING = re.compile(r"[\u3041-\u3096ー]{1,6}[\s\u3000][\u3041-\u3096ー]{1,6}$")


# what stands around a post's name and is not of it: "Marketing Manager opening", 当社アナリスト職
OPENING = re.compile(r"(?<=\w)\s+(?:opening|vacancy|role|position|line|req|requisition)$|^(?:当社|弊社|御社|貴社)(?=.{2})", re.I)


@lru_cache(50_000)
def tidy_role(name: str) -> str:
    """A role without what hangs on it: marks at its ends, a bracket that is not closed, the の that joins it to a name. Empty where it is no post."""
    name = OPENING.sub("", name.strip(" ,-–|:・/／、。の"))
    for left, right in ("()", "（）", "[]", "「」"):
        if left in name and right not in name:
            name = name.partition(left)[0].strip() or name.partition(left)[2].strip()
        elif right in name and left not in name:
            name = name.partition(right)[0].strip()
    return "" if no_post(name) else name


def no_post(name: str) -> bool:
    """Whether this names who hires, a step or a paper of the process, or openings in general, and no post."""
    return bool(NO_ROLE.fullmatch(name) or NO_POST.fullmatch(name) or OWN_HOUSE.match(name))


@lru_cache(50_000)
def role_key(name: str) -> frozenset[str]:
    """The words of a role (character pairs in Japanese), for comparing."""
    text = unicodedata.normalize("NFKC", name).casefold()
    words = set(re.findall(r"[a-z0-9+#]+", text)) - {"the", "a", "an", "of", "and", "role", "position", "job", "post", "ref"}
    for run in re.findall(r"[\u3040-\u30ff\u3400-\u9fff]+", text):
        words |= {run[i : i + 2] for i in range(max(1, len(run) - 1))}
    return frozenset(words)


SYSTEMS = frozenset(
    "linkedin indeed myworkday greenhousemail levermail glassdoor ziprecruiter greenhouse lever workday ashby smartrecruiters taleo icims workable hirevue calendly zoom teams googlemeet google microsoftteams microsoft "
    "gmail outlook handshake monster reed totaljobs seek naukri マイナビ リクナビ マイナビ2026 リクナビ2026 マイナビ2027 リクナビ2027 hrmos herp ジョブカン ビズリーチ doda wantedly offerbox オファーボックス "
    "ワンキャリア green エン転職 リクルートエージェント slack notion github hr cv pdf nda spi webテスト es".split()
) | {squash(name) for name in senders.names()}
