"""Where the signature of a text begins, and what at its end is not its author's: disclaimers, list and product footers."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CLOSINGS = (
    r"(?:(?:with |my )?(?:very |all |the |our )?(?:best|kind|kindest|warm|warmest|many|sincere|cordial|friendly|good)(?: personal)?(?: and warm)? (?:regards|wishes|thanks|greetings)"
    r"|best|all the best|all best|very best|my best|regards|rgds|brgds|br|kr|warmly|warm regards|sincerely|(?:very )?sincerely yours|yours(?: (?:very )?(?:sincerely|truly|faithfully|ever))?|respectfully(?: yours)?|cordially"
    r"|cheers|thanks|thank you|thx|ty|thanks (?:again|so much|a lot|in advance|very much|much)|thank you (?:again|so much|very much|in advance)|(?:thanks|thank you)(?: and|,|&| &)(?: \w+)? (?:regards|best|best regards|kind regards)|many thanks|with (?:much |many |great |sincere |deep |all )?(?:thanks|gratitude|appreciation|respect|admiration|warmth|love)"
    r"|gratefully|appreciatively|in (?:gratitude|appreciation|solidarity)|take care|talk soon|speak soon|see you soon|until then|until soon|love|xo+|onward|fondly|faithfully|yours in haste|be well|stay well|hugs"
    r"|mit (?:freundlichen|besten|herzlichen|lieben|vielen) gr(?:ü|ue)(?:ß|ss)en?|(?:viele|beste|liebe|herzliche|freundliche|schöne) gr(?:ü|ue)(?:ß|ss)e|mfg|lg|vg|hochachtungsvoll|besten dank|vielen dank|danke"
    r"|(?:bien |très )?cordialement|bien à (?:vous|toi)|cdlt|sincères salutations|salutations(?: distinguées)?|amicalement|merci(?: d['’]avance)?|bonne journée"
    r"|(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|atte|un abrazo|gracias"
    r"|(?:cordiali|distinti) saluti|un (?:caro )?saluto|a presto|grazie"
    r"|atenciosamente|(?:com os melhores )?cumprimentos|att|abraços?|obrigad[oa]"
    r"|(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|(?:met )?groet(?:en|jes)?|bedankt"
    r"|med vänlig(?:a)? hälsning(?:ar)?|vänliga hälsningar|hälsningar|med venlig hilsen|(?:med )?vennlig hilsen|(?:mange |kærlig |de bedste )?hilsner|hilsen|mvh|vh|kh|tack|tak|takk"
    r"|(?:ystävällisin |parhain )?terveisin|kiitos|z poważaniem|z powazaniem|pozdrawiam|serdecznie pozdrawiam|s pozdravem|с уважением|с наилучшими пожеланиями|спасибо"
    r"|敬具|草々|かしこ|以上|拝)"
)
_CLOSING = re.compile(rf"\s*{_CLOSINGS}\s*[,.!;:、。～~ 🎉🙂😊🙏❤️-]*\s*$", re.I)
_CLOSING_NAME = re.compile(rf"\s*{_CLOSINGS}\s*(?:[,!–—-]|\.\s)\s*(?:[A-ZÀ-ÞŁŚŻ][\w'’.-]*)(?: [A-ZÀ-ÞŁŚŻ][\w'’.-]*){{0,3}}\s*$", re.I)
_NAME_AFTER = re.compile(r"[,!.–—-]\s*([A-ZÀ-ÞŁŚŻ][\w'’.-]*)(?: [A-ZÀ-ÞŁŚŻ][\w'’.-]*){0,3}\s*$")
# alone at the end, without a name after it, these say something
_SAYS_SOMETHING = re.compile(
    r"\s*(?:thanks|thank you|thx|cheers|many thanks|take care|talk soon|speak soon|see you soon|love|danke|vielen dank|besten dank|merci|gracias|grazie|obrigad|bedankt|tack|tak|takk|kiitos|спасибо|until)",
    re.I,
)

_DELIMITER = re.compile(r"\s{0,2}(?:-- ?|[—–]{1,2}-?|－－)\s*$")
_RULE_CHARACTERS = "-=_*~─━＝―—–ー・.:;+#◇◆□■☆★○●※/∞┏┓┗┛┃│┌┐└┘＊｡。･ﾟ゜°．＋－〜～^<>｜|"
_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+|https?://|\bwww\.|\b(?:tel|phone|mobile|cell|mob|fax|direct|e-?mail|office|linkedin)\b\s*\.?\s*[:：(+]|(?:TEL|ＴＥＬ|電話|携帯|〒|FAX|内線|直通)|"
    r"\+?\(?\d{1,4}\)?[ .-]\(?\d{2,4}\)?[ .-]\d{3,4}|株式会社|有限会社|合同会社|[\w.]+\.(?:com|org|net|io|jp|de|co)\b",
    re.I,
)
_TITLE = re.compile(
    r"\b(?:manager|director|recruit(?:er|ing|ment)|talent|lead|engineer|head|hr|human resources|people|officer|coordinator|partner|editor|founder|co-?founder|ceo|cto|coo|cfo|president|vp|"
    r"professor|ph\.?d|dr|assistant|associate|specialist|consultant|designer|developer|producer|principal|dean|chair|secretary|analyst|advisor|adviser|scientist|writer|operations|team|hiring|"
    r"committee|department|university|institute|inc|ltd|llc|gmbh|corp|company|foundation|group|studio|labs?)\b|部|課|室|担当|大学|研究科|学部|代表|社長|人事|採用|チーム|事務局|キャリア",
    re.I,
)
_NAME = re.compile(
    r"\s*\*?(?:(?:Dr|Prof|Mr|Ms|Mrs)\.? )?[A-ZÀ-ÞŁŚŻĐČ][\w'’.-]*(?: (?:de|da|van|von|der|den|la|le|bin|al|y|e|[A-ZÀ-ÞŁŚŻĐČ][\w'’.-]*)){0,4}(?:,? (?:Ph\.?D\.?|MBA|MD|Jr\.?|CPA))?\*?(?: \([\w/, ]{2,20}\))?\s*$"
)
_NAME_JA = re.compile(
    r"\s*[一-龠々ヶぁ-んァ-ヶー]{1,4}[ 　]?[一-龠々ヶぁ-んァ-ヶー]{1,5}(?:（[ぁ-んァ-ヶ・ 　]+）|\([ぁ-んァ-ヶ・ 　]+\))?\s*(?:拝)?\s*$"
)
_DASHED_NAME = re.compile(r"\s{0,3}[-–—~/]\s?[A-ZÀ-ÞŁŚŻ][\w'’.-]*(?: (?:[A-ZÀ-ÞŁŚŻ&][\w'’.-]*|de|da|van|von|der|den|la|le)){0,3}\s*$")
_MOBILE = re.compile(
    r"\s*(?:(?:get|download) outlook for\b|sent (?:from|via|with|using) (?:(?:my|a|an|mail for|yahoo mail|outlook|gmail|proton ?mail|the new|samsung|android|iphone|ipad|blackberry|windows|typeapp|mobile|spark|superhuman|front|hey|bluemail|k-9|nine|aquamail|boxer)\b|[A-Z][\w.-]+<?)"
    r"|sent by mobile|sent on the go|iphoneから送信|ipadから送信|androidから送信|私の(?:iphone|ipad)から送信|.{0,20}スマートフォンから送信|outlook for (?:ios|android)\s*を入手|von meinem \S+ gesendet|gesendet (?:von|mit) (?:meinem|outlook|der|mail|yahoo|mobile)|diese nachricht wurde von meinem"
    r"|envoyé (?:de|depuis|à partir de) (?:mon|outlook|ma|l['’]application|yahoo)|télécharger outlook|enviado (?:desde|do|via|from|a partir do) (?:mi|meu|outlook|el|yahoo|o)|obtener outlook|obter o outlook|inviato da(?:l| mio)? |ottieni outlook|verzonden vanaf|verstuurd vanaf|skickat från|sendt fra|lähetetty |wysłane? z (?:mojego|iphone|telefonu|programu)|отправлено (?:с|из) |发自我的|發自我的|나의 .{0,20}에서 보냄)",
    re.I,
)
_MOBILE_STARTS = frozenset({
    "sen", "get", "iph", "ipa", "and", "私のi", "out", "von", "ges", "die", "env", "tél", "obt", "inv", "ott", "ver", "ski", "läh", "wys", "отп", "发自我", "發自我", "나의 ",
})  # fmt: skip
_POST = frozenset("pP追")
_POSTSCRIPT = re.compile(r"\s*(?:p\.?\s?s\.?|追伸|ps)\s*[:.,\-– ]", re.I)

# one of these is in every footer; a look for them is far cheaper than the pattern
_FOOTER_KEYS = (
    "confiden", "intended", "ubscri", "isclaimer", "rivileg", "received th", "receiving th", "get this", "on behalf of", "virus", "preferences", "o not reply", "not monitored", "utomat",
    "opt out", "in error", "before print", "your browser", "配信", "送信専用", "機密", "宛先以外", "自動", "vertraulich", "destinat", "riservat", "vertrouwelijk", "fortrolig", "abmelden", "收到此",
)  # fmt: skip
_FOOTER = re.compile(
    r"[\W_]*(?:(?:confidentiality|legal|privacy|privilege[d]?|important|email)[\w /&-]{0,30}(?:notice|disclaimer|statement)\b|disclaimer\b|this (?:e-?mail|message|communication|transmission|electronic)[^.\n]{0,160}(?:confidential|privileged|intended (?:only|solely|for)|proprietary)"
    r"|this (?:message|email|e-mail|w/attachments)[^\n]{0,80}(?:is intended|are intended)|the (?:information|contents?) (?:contained )?(?:in|of) this (?:e-?mail|message|communication|transmission)[^\n]{0,160}(?:confidential|privileged|intended)|the contents of this"
    r"|if you (?:are not the (?:intended|named)|(?:have )?received this (?:e-?mail|message|communication)[^\n]{0,30} (?:in|by) error)|(?:private|privileged) and confidential|please consider the environment|(?:please )?think before (?:you )?print"
    r"|diese (?:e-?mail|nachricht)[^\n]{0,100}vertraulich|ce (?:message|courriel|mail)[^\n]{0,120}(?:confidentiel|destinataire)|este (?:mensaje|correo|e-?mail)[^\n]{0,140}(?:confidencial|destinatario)|esta mensagem[^\n]{0,140}confidenci|le informazioni contenute in quest|questo messaggio[^\n]{0,100}riservat|dit (?:bericht|e-?mailbericht)[^\n]{0,100}vertrouwelijk|denne (?:e-?mail|mail|melding|meddelelse)[^\n]{0,80}fortrolig"
    r"|(?:本|この)(?:電子)?(?:メール|電子メール)[^\n]{0,60}(?:機密|秘密|宛先以外|意図された|誤って受信)|(?:※|＊|\*)?\s*(?:本|この)メール(?:アドレス)?は[^\n]{0,40}(?:送信専用|配信専用|自動(?:送信|配信|的に))|配信停止|(?:メールマガジン|メール)の?配信(?:を)?(?:停止|解除)"
    r"|(?:you(?:['’]re| are)? (?:receiv(?:ed|ing)|subscribed)|you have received) (?:this|these)[^\n]{0,160}(?:because|since|as )|to (?:unsubscribe|opt[ -]out|stop receiving|manage your|update your)\b|(?:click here to )?unsubscribe\b|no longer (?:wish|want) to|(?:manage|update|change) (?:your )?(?:email |notification |subscription )?preferences|don['’]t want (?:these|to receive)|if you (?:no longer|would prefer not|do not (?:wish|want)|don['’]t (?:wish|want)) (?:to|wish)?"
    r"|this (?:message|email|e-mail|notification) (?:was|has been|is) (?:sent|automatically|generated|auto)[^\n]{0,120}|sent by [\w .]{1,40} on behalf of|(?:this is an automated|please do not reply to this)[^\n]{0,60}"
    r"|virus-free\b|this email has been (?:checked|scanned)|diese e-mail wurde von .{0,30} auf viren|您收到此邮件)",
    re.I,
)
_WARNING = re.compile(
    r"\s*[\[*(!⚠️ ]*(?:caution|warning|external(?: e?-?mail| sender| message)?|notice|be careful|attention|achtung|extern|外部メール|【?社外)[^\n]{0,60}(?:outside|external|originated|organi[sz]ation|sender|extern|außerhalb|社外|外部|$)",
    re.I,
)
_SHORT = 90  # characters of a line of a name block
_MANY = 12  # lines of a name block


def footer_start(lines: Sequence[str], *, may_be_all: bool = False) -> int:
    """The line in which disclaimers and footers begin, or len(lines). They begin a paragraph, and something stands before them (or above the text: `may_be_all`)."""
    openings = "\n".join([line for above, line in zip(("", *lines), lines, strict=False) if not above[:1].isalnum()] + list(lines[-2:]))
    if not any(map(openings.__contains__, _FOOTER_KEYS)) and "CONFIDEN" not in openings and "NOTICE" not in openings:
        return len(lines)
    seen = may_be_all
    fresh = True
    for i, line in enumerate(lines):
        if not line.strip():
            fresh = True
            continue
        if is_rule(line):
            fresh = True
            continue
        if seen and (fresh or len(lines) - i <= 2) and _FOOTER.match(line):
            while i > 0 and (not lines[i - 1].strip() or is_rule(lines[i - 1])):
                i -= 1
            return i
        fresh = False
        seen = True
    return len(lines)


def warning_end(lines: Sequence[str]) -> int:
    """The line after a mail gateway's warning at the top ("This email originated from outside …"), or 0."""
    for i, line in enumerate(lines[:6]):
        if line.strip():
            if len(line) < 400 and _WARNING.match(line):
                end = i + 1
                while end < len(lines) and lines[end].strip():
                    end += 1
                return end if end < len(lines) else 0
            return 0
    return 0


def is_rule(line: str) -> bool:
    """A line of nothing but drawing characters, as frames of signatures are."""
    bare = line.strip()
    if bare[:1].isalnum():
        return False
    return (
        len(bare) >= 2
        and (len(bare) > 2 or bare == "__")
        and not bare.strip(_RULE_CHARACTERS + " 　")
        and not bare.startswith(("...", "・・・", "。。"))
    )


def start(lines: Sequence[str], *, may_be_all: bool = False) -> int:
    """The line in which the signature begins, or len(lines) where there is none.

    It never takes the whole text, except a text of which more stands above (`may_be_all`).
    """
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    if not end:
        return len(lines)
    low = next(i for i in range(end) if lines[i].strip()) + (not may_be_all)
    cut = _trimmed(lines, low, _delimited(lines, low, end))
    found = _closed(lines, low, cut)
    if found == cut == end:
        found = _name_block(lines, low, cut)
    elif found == cut and cut - 1 > low and _DASHED_NAME.match(lines[cut - 1]):
        found = cut - 1
    found = _trimmed(lines, low, found)
    return found if found < end else len(lines)


def _trimmed(lines: Sequence[str], low: int, cut: int) -> int:
    while cut > low and not lines[cut - 1].strip():
        cut -= 1
    return cut


def _delimited(lines: Sequence[str], low: int, end: int) -> int:
    """A signature behind a delimiter, a frame, or a mobile program's line."""
    for i in range(max(low, end - 40), end):
        line = lines[i]
        first = line[:1]
        if not first or (first.isalnum() and line[:3].lower() not in _MOBILE_STARTS and "から送信" not in line):
            continue
        if not line.strip():
            continue
        if first in " -—–－" and _DELIMITER.match(line):
            after = [x for x in lines[i + 1 : end] if x.strip()]
            if (
                after
                and (line == "-- " or len(after) <= _MANY)
                and (line.startswith("--") or len(after) <= 6)
                and all(len(x) < 200 for x in after)
            ):
                return i
        elif is_rule(line):
            after = [x for x in lines[i + 1 : end] if x.strip() and not is_rule(x)]
            if after and len(after) <= 15 and any(map(_CONTACT.search, after)) and sum(map(_ends_sentence, after)) <= len(after) // 4:
                return i
            if (
                len(line.strip()) >= 5
                and after
                and len(after) <= 5
                and i > low
                and all(len(x) < _SHORT and not _ends_sentence(x) for x in after)
            ):
                return i
        elif (
            len(line) < 160
            and (line.lstrip()[:3].lower() in _MOBILE_STARTS or "から送信" in line)
            and _MOBILE.match(line)
            and ("http" in line or not _ends_sentence(line))
        ):
            return i
    return end


def _closed(lines: Sequence[str], low: int, end: int) -> int:
    """A signature that begins with its closing formula ("Kind regards,")."""
    seen = 0
    for i in range(end - 1, low - 1, -1):
        line = lines[i]
        if not line.strip():
            continue
        seen += 1
        if seen > _MANY:
            break
        if len(line) < 60 and _CLOSING.match(line):
            after = [x for x in lines[i + 1 : end] if x.strip()]
            if not after and _SAYS_SOMETHING.match(line):
                return end
            if all(len(x) <= _SHORT + 30 for x in after) and not any(map(_says_something, after)):
                # "Thanks again," above "Best," belongs to it
                above = _trimmed(lines, low, i)
                if above - 1 >= low and len(lines[above - 1]) < 40 and _CLOSING.match(lines[above - 1]) and above == i:
                    return above - 1
                return i
            return end
        if seen == 1 and len(line) < 60 and _CLOSING_NAME.match(line) and _NAME_AFTER.search(line):
            return i
    return end


def _ends_sentence(line: str) -> bool:
    bare = line.rstrip(" *_\"'”）)")
    if bare.endswith(("!", "?")):
        return len(bare.split()) > 5
    return bare.endswith(("。", "！", "？")) or (
        bare.endswith(".")
        and not re.search(r"(?:\b(?:Inc|Ltd|Co|Corp|Jr|Sr|Ph\.?D|LLC|Dept|St|Ave|Univ|e\.V|[A-Z])\.)$", bare)
        and len(bare.split()) > 3
    )


def _says_something(line: str) -> bool:
    return _ends_sentence(line) and not _CONTACT.search(line)


def _name_block(lines: Sequence[str], low: int, end: int) -> int:
    """The last paragraph, where it is a name with or without what belongs to it."""
    top = end - 1
    while top >= low and lines[top - 1].strip():
        top -= 1
    if top < low:
        # one paragraph only: a dashed name below it is still a signature
        return end - 1 if end - 1 >= low and _DASHED_NAME.match(lines[end - 1]) else end
    block = lines[top:end]
    if len(block) == 1:
        one = block[0]
        if (
            _DASHED_NAME.match(one)
            or (_NAME.match(one) and len(one.split()) <= 4 and not one.rstrip().endswith((".", "!", "?")))
            or (_NAME_JA.match(one) and len(one.strip()) <= 12 and not _ends_sentence(one))
        ):
            return top
        return end
    if _DASHED_NAME.match(block[-1]) and len(block) > 1:
        return end - 1
    if len(block) > 8 or any(len(x) > _SHORT or _ends_sentence(x) for x in block):
        return end
    named = any(_NAME.match(x) or _NAME_JA.match(x) for x in block[:3])
    if named and any(_CONTACT.search(x) or _TITLE.search(x) for x in block):
        return top
    return end


def mobile_end(lines: Sequence[str]) -> int:
    """The line after "Sent from my …" in a signature, or len(lines): what stands below is not its author's (an answered text without any mark)."""
    return next((i + 1 for i, line in enumerate(lines) if _MOBILE.match(line)), len(lines))


def postscript(lines: Sequence[str]) -> int:
    """Where in a signature a postscript begins, or len(lines): that is said, not signed."""
    return next((i for i, line in enumerate(lines) if line.lstrip()[:1] in _POST and _POSTSCRIPT.match(line)), len(lines))
