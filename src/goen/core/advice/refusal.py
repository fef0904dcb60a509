"""A "no" to an ask, and "please do not write to me", as people say them."""

from __future__ import annotations

import re
from functools import lru_cache

from goen.core.reading.phrases.sought import Sought

SENTENCE = re.compile(r"[^.!?。!?\n]*[.!?。!?]*")

WRITE_NOT = (
    r"(?:do not|don[’']t|not to|never|stop)\s+(?:write|writing|contact|contacting|e-?mail|e-?mailing|call|calling)(?:ing)?\s*(?:to\s+)?(?:me|us|again|further|any)"
    r"|(?:do not|don[’']t|not to)\s+(?:get in touch|be in touch|follow up (?:with me|again|further)|reply to me|respond to me)"
    r"|(?:refrain|desist)\s+from\s+(?:contact|writing|e-?mail|call|further)"
    r"|no (?:further|more) (?:contact|correspondence|e-?mails?|messages|calls)"
    r"|(?:can(?:not|[’']t)|unable to|not able to)\s+(?:enter into|engage in|continue)\s+(?:any\s+|this\s+|further\s+)*(?:correspondence|exchange|discussion)"
    r"|(?:do not|don[’']t|does not|doesn[’']t|won[’']t|cannot|can[’']t)\s+(?:\w+\s+){0,6}?(?:keep|stay|remain) in (?:contact|touch)"
    r"|leave it (?:at that|there) (?:now|please)"
)
NO_CONTACT = re.compile(WRITE_NOT, re.I)
# A form letter's お問い合わせはご遠慮ください is about the reasons for the result, not about writing to the person: it does not stand here.
# Nor does ご返信は不要です, which is a kindness.
WRITE_NOT_JA = (
    r"(?:ご?連絡|ご?返信|メール|お電話|お?手紙|やり?取り|私信)(?:等|など)?(?:を|は|も|につきましては|については)?(?:、)?"
    r"(?:一切|固く|今後|以後)?(?:お?控え(?![にとのをは])|ご遠慮|なさらない|しないで|されません|お断り|ご容赦|差し控え)"
    r"|(?:以後|今後|以降|これ以上)の?(?:ご|お)?(?:連絡|返信|メール|手紙)(?:等|など)?は(?:不要|無用|結構|要りません|お受けでき)"
)
NO_CONTACT_JA = re.compile(WRITE_NOT_JA)
BARS = Sought(WRITE_NOT, WRITE_NOT_JA)

NO = re.compile(
    r"""
      ^\W*no\b(?!\ (?:problem|worries|doubt|need|question|rush|trouble|wonder|bother|hurry))
    | \b(?:i[’']m|i\ am|we[’']re|we\ are)?\s*afraid\ (?:not|no\b|i\b|we\b|there|that|it)
    | \b(?:can[’']t|cannot|can\ not|couldn[’']t|could\ not|won[’']t|will\ not|unable\ to|not\ able\ to|not\ in\ a\ position\ to|not\ allowed\ to|not\ permitted\ to)\s+
      (?:\w+\s+){0,2}?(?:help|introduce|refer|recommend|discuss|share|give|offer|provide|do\ (?:that|this|so|it)|pass|forward|connect|put|comment|say|meet|talk|make)
    | \b(?:don[’']t|do\ not)\ (?:\w+\ )?(?:share|give|provide|offer|discuss|do|make)\ (?:\w+\ ){0,2}(?:feedback|comments?|referrals?|introductions?|recommendations?|names|individual|that|this)
    | \b(?:don[’']t|do\ not|can[’']t)\ (?:really\ )?(?:know|have|think)\ (?:of\ )?(?:any(?:one|body|thing)?\b|a\ name|that\ would)
    | \bnot\ (?:something|possible|appropriate|comfortable|our\ policy|my\ place)\b
    | \b(?:against|not)\ (?:our\ |company\ )?policy\b
    | \bnothing\ (?:i|we)\ can\ do\b | \b(?:i|we)[’']?d\ rather\ not\b | \bprefer\ not\ to\b | \bhave\ to\ (?:decline|say\ no)\b | \bmust\ decline\b
    | \bunfortunately,?\ (?:i|we|not|no|that|it|there)\b
    """,
    re.I | re.X,
)
NO_JA = re.compile(
    r"(?:できかね|いたしかね|致しかね|しかねます|ご容赦|お断り|辞退させて|控えさせて|差し控え|お力になれ(?:ず|ません|そうにな)|お役に立て(?:ず|ません|そうにな)|お答えでき(?:ません|ない)"
    r"|ご紹介でき(?:ません|ない|る(?:者|人|方|先)(?:が|は)(?:いません|おりません|ございません|ありません))|心当たり(?:が|は)(?:なく|ありません|ございません)"
    r"|(?:ご紹介|ご希望|ご相談|ご要望|お伝えするの|開示|対応|お力添え|それ)(?:は|に応じるの(?:は|が)|も|が)?(?:少し|ちょっと|かなり|大変)?(?:難しい|むずかしい|叶いません|かないません|無理))"
)

YES = re.compile(
    r"\b(?:keep you in mind|keep an (?:eye|ear) (?:out|open)|let you know|be in touch|happy to|glad to|gladly|with pleasure|of course|will (?:ask|pass|forward|introduce|put|mention)"
    r"|i[’']ll (?:ask|pass|forward|introduce|put|mention|see|think|keep|send)|introduce you|put you in touch|connect you|call me|give me a (?:ring|call))\b",
    re.I,
)
YES_JA = re.compile(
    r"喜んで|もちろん|ぜひ(?!とも)|お声(?:が|を)?(?:け|お?かけ)(?:し|いた)|ご紹介(?:し|いたし|致し|でき(?:ると|ます))|聞いてみ|あたってみ|話してみ|覚えておき|心に留め|お知らせし|ご連絡(?:し|いたし|差し上げ)"
)


@lru_cache(2_000)  # whoever stands in several processes is looked at for each
def no_contact(text: str) -> str:
    """The sentence in which the writer asks not to be written to, or ""."""
    return _sentence(text, NO_CONTACT, NO_CONTACT_JA) if BARS.within(text.casefold()) else ""


def refusal(text: str) -> str:
    """The sentence in which the writer of an answer to an ask says no, or "" if there is none, or a yes stands beside it."""
    if YES.search(text) or YES_JA.search(text):
        return ""
    return _sentence(text, NO, NO_JA)


def _sentence(text: str, *patterns: re.Pattern[str]) -> str:
    for found in SENTENCE.finditer(text):
        sentence = found.group().strip()
        if sentence and any(p.search(sentence) for p in patterns):
            return sentence
    return ""
