"""How work is asked for, what speaks for free work, and what was said of its size and pay: expressions, each for a class of wordings (evidence.md, fact 80)."""

from __future__ import annotations

import re

TALK = frozenset({"conversation", "request", "update", "invitation"})
ASKS_WORK = re.compile(
    r"\b(?:write (?:up|me|us)|prepare|put together|draft|sketch|work up|propose|set down|like you to write|ask you to write)\b[^.?!]{0,70}\b(?:proposal|plan|how you(?: would|[’']d)|ideas|pages?|presentation|strategy|sample|exercise)\b"
    r"|(?:企画書|提案書|企画案|提案|課題|レポート|作文|小論文|資料)[^。\n]{0,24}(?:作成|ご?提出|お書き|まとめて|お送り|ご用意)[^。\n]{0,12}(?:ください|下さい|お願い|いただ)",
    re.I | re.S,
)
ASKS_YOU = re.compile(
    r"\b(?:you|your|yours|please|send|submit|write|prepare|complete|return|pick|choose|draft|record|build|design|edit|translate|review|attached|task|assignment|exercise)\b",
    re.I,
)
# A sentence that asks the reader for something
ASKING = re.compile(
    r"^\W*(?:(?:please|plz|pls|kindly|just) )?(?:send|submit|write|prepare|complete|return|pick|choose|draft|record|build|design|edit|translate|review|give|make|show|tell|put together|work up)\b"
    r"|\b(?:(?:please|plz|pls|kindly)(?= (?!do ?n|let|note|feel)\w)|could you|can you|would you|will you|i[’']d like you|we[’']d like you|want you|need you|you[’']ll need|you need|we ask|i ask|asking you|(?:i[’']m|i am|we[’']re|we are) asking|asked to|ask applicants|ask candidates|your task|need:)(?![\w])"
    r"|ください|下さい|お願い(?!して(?:い|お)?り?ます)|もらえ(?:ます|ません|ない)|いただけ(?:ます|ません|れば|ると)|(?:書い|作っ|送っ|まとめ|編集し)て(?:ほし|欲し)",
    re.I,
)
PAGES = re.compile(r"\b(?:\w+|\d+)[ -](?:pages?|slides?|words?)\b|[0-9一二三四五六七八九十]+(?:枚|ページ|字)", re.I)
LIMIT = re.compile(
    r"\b(?:by|before|until|till|within|no later than|deadline|due|return)\b|\b\d+ (?:days|weeks)\b\s*[.!]|まで|以内|期限|締め?切|〆|必着",
    re.I,
)
# A test that is sat, at an hour or within minutes, is no work that is handed in
SAT = re.compile(
    r"\b(?:timed|supervised|invigilated|proctored)\b[^.?!\n]{0,20}\b(?:exercise|test|exam\w*|assessment)\b|\b(?:written|entrance) (?:test|exam\w*)\b|\b\d{2,3}[- ]minute (?:\w+ )?(?:test|exam\w*|exercise|assessment)\b"
    r"|\bsit (?:it|the|this|a|an|your)\b|受験票|受験番号|筆記試験|試験会場|試験当日|携行品",
    re.I,
)
# Nor is one that is done on a site, which sends nothing by mail
ONLINE = re.compile(
    r"\b(?:hackerrank|codility|testgorilla|online (?:test|exam|assessment)|(?:aptitude|personality|psychometric|cognitive|numerical) (?:test|assessment)s?|take an? assessment|test link)\b"
    r"|適性検査|web ?テスト|ウェブテスト|テストセンター|玉手箱|受検",
    re.I,
)
# Papers that are signed are none either
PAPERS = re.compile(
    r"\bNDAs?\b|\bnon-?disclosure\b|\b(?:the|your|a) (?:\w+ )?(?:contract|agreement)\b|\b(?:sign(?:ed)?|countersign\w*) (?:and|it|the|both)\b|秘密保持|契約書|押印|捺印|労働条件通知|雇用条件|承諾書|誓約書",
    re.I,
)
SMALL_TASK = re.compile(
    r"\b(?:hackerrank|codility|online (?:test|assessment)|aptitude|personality|multiple choice|auditions?)\b|オーディション|課題曲|適性検査|SPI|webテスト|玉手箱|筆記試験",
    re.I,
)
COUNT = {"an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "a few": 3, "couple of": 2}
SIZE = re.compile(
    r"\b(\d{1,3}|an|one|two|three|four|five|six|eight|ten|a few|couple of)(?:\s?(?:-|–|to|or)\s?(\d{1,3}))?[\s-]?(hours?|hrs?|days?|weekends?|minutes?|mins?)\b|(\d{1,3})(?:[〜~-](\d{1,3}))?\s?(時間|日|分)(?:程度|ほど|くらい|以内)",
    re.I,
)
OF_WORK = re.compile(r"\b(?:work|spend|take|takes|full)\b", re.I)  # near a number of days that are the size and no limit
ROUGHLY = re.compile(r"\b(?:it[’']?s|that[’']?s|is) (?:like|about|roughly|around)\s*$", re.I)  # before it
PAID = re.compile(
    r"\b(?:paid|fee of|we(?:[’']ll| will)? pay|pays|compensat\w+|honorari\w+|stipend|(?:send|with) (?:\w+ ){0,3}invoice|invoice (?:us|me)|your rate)\b|[$€£¥]\s?\d|謝礼|報酬|お支払い|謝金|有償",
    re.I,
)
UNPAID = re.compile(
    r"\bunpaid\b|\bnot (?:be )?(?:paid|compensated)\b|\bno (?:fee|pay|payment)\b|\b(?:can(?:not|[’']t)|unable to|do not|don[’']t|won[’']t|are not able to) (?:\w+ ){0,2}(?:pay|compensate|offer (?:a fee|payment))\b|無償|無報酬|謝礼はござ",
    re.I,
)
SMELL = {
    "their-problem": re.compile(
        r"\bour (?:own |current |actual |live |real )?(?:\w+ ){0,2}(?:programme|program|problem|website|site|campaign|product|customers?|clients?|funnel|strategy|launch|newsletter|brand|backlog|scheme|mentoring)\b"
        r"|\bhow (?:you|would you) (?:would )?(?:fix|repair|improve|solve|rebuild|relaunch|grow)\b|弊社の(?:現在の|実際の)?[^。\n]{0,14}(?:課題|問題|企画|サイト|商品|事業|集客|改善)|当社の[^。\n]{0,14}(?:課題|企画|改善)",
        re.I,
    ),
    "open-ended": re.compile(
        r"\b(?:as much detail as|as detailed as|full (?:plan|strategy|proposal|campaign|report)|complete (?:plan|strategy|redesign)|detailed (?:plan|strategy|proposal)|no (?:page|word) limit|comprehensive|ready to (?:use|launch|publish)|production[- ]ready|finished)\b|\b(?:go|goes) straight (?:in)?to\b"
        r"|できるだけ(?:詳し|具体)|詳細な(?:企画|提案|計画)|そのまま使える|分量の?制限はあり?ません|完成|(?:公開|掲載|使用)できる状態",
        re.I,
    ),
    "for-their-client": re.compile(
        r"\bclient[- ]ready\b|\b(?:our|my) (?:clients?|customers?|investors|board) (?:can|could|has|have|will|needs?|wants?|digs?|likes?)\b|\b(?:use|used|usable|ready|shown?|present\w*|pitch\w*|deliver\w*)\b[^.?!\n]{0,30}\b(?:to|for|with|in front of) (?:our|the|a) (?:own )?(?:clients?|customers?)\b"
        r"|(?:クライアント|お客様|取引先|顧客|得意先)[^。\n]{0,8}(?:提案|提出|納品|プレゼン)[^。\n]{0,8}(?:使|そのまま)",
        re.I,
    ),
    "rights-claimed": re.compile(
        r"\b(?:become(?:s)? (?:our|the) property|we (?:own|retain|reserve) (?:all |the )?(?:rights|right)|property of|may (?:use|publish|implement)|rights (?:to|in) (?:the|your|all)|assign(?:ed)? to us)\b|著作権は[^。\n]{0,12}(?:帰属|譲渡)|権利は[^。\n]{0,10}(?:帰属|弊社)|(?:使用|利用|掲載)(?:する|させていただく)ことがあり",
        re.I,
    ),
}
USED = re.compile(
    r"\b(?:used|using|uses|published|launched|took|took over|built) (?:my|it|the (?:plan|proposal|idea|ideas|work|design|text|code))\b|\bmy (?:\w+ )?(?:ideas?|plan|proposal|text|work|design)\b[^.]{0,30}\b(?:is|are|was|were) (?:used|live|published|online)|(?:提案|企画|原稿|課題)[^。\n]{0,12}(?:使われ|採用され|掲載され|公開され)",
    re.I,
)
ASKED_USE = re.compile(r"\b(?:used|use of|paid|pay|fee|budget|outline|rights)\b|(?:使用|利用|報酬|謝礼|骨子|概要|権利)", re.I)
