"""People known by name only: those whom an invitation says the owner will meet."""

from __future__ import annotations

import re
from collections.abc import Iterator

TITLE = r"(?:Dr|Mr|Ms|Mrs|Mx|Prof|Professor|Sir|Dame)\.?"
NAME = rf"(?:{TITLE}\s+)?[A-Z][a-zà-ÿ]+(?:['’-][A-Z]?[a-zà-ÿ]+)*(?:\s(?:(?:van|von|de|der|la|bin|al|Mc|Mac|O['’])\s?)*[A-Z][a-zà-ÿ]+(?:['’-][A-Z]?[a-zà-ÿ]+)*){{0,2}}"
POST = (
    r"(?:our|my|the|their|his|her)\s(?:[a-z-]+\s){0,3}?(?:ceo|cto|coo|cfo|cmo|md|chair|chairman|chairwoman|head|director|manager|lead|leader|editor|founder|co-founder|president|principal|deputy|partner|owner|boss|chief|postdoc|"
    r"professor|dean|engineer|designer|developer|supervisor|superintendent|foreman|matron|sister|consultant|officer|secretary|colleague|curator|conductor|producer|chef|sous|gm|vp|team lead)(?:\sof\s[a-z ]{2,20}?)?"
)
PEOPLE = rf"({NAME}(?:\s?\([^)]{{2,40}}\))?(?:(?:,\s(?:and\s)?|\s(?:and|&)\s|\s/\s){NAME}(?:\s?\([^)]{{2,40}}\))?){{0,4}})"
MEET = re.compile(
    rf"\b(?:with|meet|meeting|see|by|bring|including|alongside|join(?:ed|ing)?(?:\sby)?|panel(?:\swill\sbe|\sis|:)|interviewers?(?:\sare|\sis|\swill\sbe|:)|chair(?:\sthis\syear)?(?:\sis|:)|present\sto|speak\s(?:to|with)|talk\s(?:to|with)|"
    rf"me\sand|(?:his|her)\sname\sis|interview(?:ed)?\sby|hosted\sby|run\sby|report\sto|ask\sfor|host:|(?i:{POST}),?)\s+{PEOPLE}"
)
WILL = re.compile(
    rf"\b({NAME})(?=\s(?:will\s(?:be|join|sit|also|meet|call|interview|show|lead|chair)|would\slike\sto\smeet|wants\sto\smeet|(?:and\sI|and\sme)\b)|,\s(?i:{POST})|,\swho\s|\s\([A-Z][^)]{{2,40}}\))"
)
SPLIT = re.compile(r",\s(?:and\s)?|\s(?:and|&|/)\s")

SURNAME = r"[\u3400-\u9fff々]{1,3}|[\u30a0-\u30ffー]{3,5}"
POST_JA = (
    r"(?:代表取締役(?:社長)?|取締役|執行役員|役員|代表|社長|副社長|専務|常務|会長|理事長|理事|本部長|事業部長|部長|副部長|次長|課長|係長|室長|局長|支店長|店長|工場長|所長|園長|副園長|院長|館長|学長|学部長|校長|教頭|編集長|施設長|事務長|"
    r"師長|主任|主査|マネージャー|マネジャー|リーダー|チーフ|ディレクター|プロデューサー|料理長|板長|棟梁|親方|座長|先輩|人事|開発部|営業部|総務部|人事部|企画部|研究室|研究員|エンジニア|デザイナー|担当)"
)
TITLE_JA = re.compile(POST_JA)
JA = re.compile(
    rf"{POST_JA}[のはが、:：\s・]{{0,2}}({SURNAME})(?=[がとはもをに、。（(\s）)]|より|から|$)|"
    rf"(?:面接官|面接担当|担当者?|同席者?|お相手|案内役)[はがのに:：は\s]{{1,3}}(?:[^\s、。]{{0,10}}?{POST_JA}[のは\s]?)?({SURNAME})(?=[がとはもで、。（(\s）)]|です|$)|"
    rf"({SURNAME})(?:{POST_JA}|さん)(?=[がとはもに、。（(\s]|です)|"
    rf"[、,]\s?[\u3400-\u9fff\u30a0-\u30ff]{{2,10}}[部課室局]\s({SURNAME})(?=\s|$|、)"
)
NOT_NAMES = frozenset(
    "弊社 当社 御社 貴社 皆様 本人 各自 次回 一次 二次 三次 最終 面接 選考 採用 担当 人事 現場 先方 社員 受付 当日 会議 会場 本社 支社 応接 書類 結果 日程 時間 場所 方法 形式 内容 資料 連絡 同席 代表 社長 部長 課長 役員 店長 園長 院長 全員 両方 以上 以下 "
    "説明 見学 体験 筆記 試験 希望 候補 予定 電話 対面 来社 訪問 弊園 当園 当院 弊所 私 僕 君 方 者 長 名 様 氏 上 下 中 側 達 他 二人 三人 一同 同期 先輩 後輩 営業 開発 総務 企画 技術 製造 経理 広報 ご 営業部 人事部 開発部 総務部 企画部 "
    "都合 体調 急用 出張 不在 休暇 意向 事情 判断 手違 変更 調整 確認 交代 異動 後任 前任 責任 立場 意見 評価 配属 "
    "父 母 兄 姉 弟 妹 祖父 祖母 夫 妻 息子 娘 家内 主人 友人 知人 職人 大工 農家 学生 生徒 先生 お客 患者 看護師 介護士 保育士 運転手 警備員 店員".split()
)
NOT_PEOPLE = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december zoom teams google microsoft skype meet slack "
    "human resources hr people team talent board panel office room floor building street road reception recruitment hiring technical final first second interview please bring thanks thank best regards kind "
    "executive chief officer vice president committee department office human round stage the a an you your us me we it this that our my hiring line area regional senior junior head director manager chair ceo cto coo cfo there lunch theirs marketing sales finance operations engineering english japanese german french spanish london google".split()
)


def people_to_meet(text: str) -> Iterator[str]:
    """Names in an invitation of the people whom the owner will meet, in order; may hold doubles."""
    if re.search(r"[\u3040-\u30ff]", text):
        for hit in JA.finditer(text):
            name = next(g for g in hit.groups() if g)
            if name not in NOT_NAMES and not TITLE_JA.fullmatch(name) and not re.search(r"[社部課室員的系職日月様係局事財価者芸理]$", name):
                yield name
        return
    for pattern in (MEET, WILL):
        for hit in pattern.finditer(text):
            for part in SPLIT.split(re.sub(r"\s?\([^)]*\)", "", hit.group(1))):
                name = re.sub(r"['’]s$", "", part.strip(" .,'’"))
                words = [w.lower() for w in re.findall(r"[^\W\d_]+", name)]
                if words and not any(w in NOT_PEOPLE for w in words) and len(name) > 2:
                    yield name
