"""The corpus writes invented domains (`hrmos-mail.example`); the program knows the real systems. Here the ones become the others.

Employers and people keep their invented domains; only free mail and hiring systems are exchanged, since being one is a feature.
"""

from __future__ import annotations

import re
from functools import cache

SYSTEMS = {
    "greenhouse": "us.greenhouse-mail.io", "lever": "hire.lever.co", "myworkday": "myworkday.com", "workday": "myworkday.com", "taleo": "taleo.net", "ashby": "ashbyhq.com",
    "smartrecruiters": "smartrecruiters.com", "icims": "talent.icims.com", "workable": "candidates.workable.com", "bamboohr": "app.bamboohr.com", "personio": "m.personio.com",
    "teamtailor": "teamtailor-mail.com", "recruitee": "recruitee-mail.com", "jobvite": "jobvite.com", "successfactors": "successfactors.eu", "pinpoint": "pinpointhq.com",
    "breezy": "breezy-mail.com", "jazzhr": "applytojob.com", "oraclecloud": "oraclecloud.com", "avature": "avature.net", "paylocity": "mail.paylocity.com",
    "tal": "tal.net", "tal-net": "tal.net", "hirevue": "hirevue.com", "hackerrank": "hackerrankforwork.com", "codility": "codility.com", "testgorilla": "testgorilla.com", "codesignal": "codesignal.com",
    "calendly": "calendly.com", "goodtime": "goodtime.io", "indeed": "indeed.com", "linkedin": "linkedin.com", "linkedln": "linkedin.com", "glassdoor": "glassdoor.com", "ziprecruiter": "ziprecruiter.com",
    "monster": "monster.com", "dice": "dice.com", "wellfound": "wellfound.com", "handshake": "joinhandshake.com", "welcometothejungle": "welcometothejungle.com", "otta": "otta.com",
    "rikunabi": "rikunabi.com", "mynavi": "mynavi.jp", "hrmos": "n-ats.hrmos.co", "herp": "herp.cloud", "jobcan": "recruit.jobcan.jp", "sonar": "snar.jp", "sonar-ats": "snar.jp", "snar": "snar.jp",
    "i-web": "i-webs.jp", "i-webs": "i-webs.jp", "axol": "s.axol.jp", "talentio": "em.talentio.com", "bizreach": "bizreach.jp", "doda": "doda.jp", "wantedly": "wantedly.com", "offerbox": "offerbox.jp",
    "en-japan": "en-japan.com", "green-japan": "green-japan.com", "type": "type.jp", "onecareer": "onecareer.jp", "r-agent": "mail.r-agent.com", "openwork": "openwork.jp", "paiza": "paiza.jp", "lapras": "lapras.com",
    "careertasu": "career-tasu.jp", "career-tasu": "career-tasu.jp", "gakujo": "gakujo.ne.jp", "unistyle": "unistyle.net", "shukatsu-kaigi": "syukatsu-kaigi.jp",
}  # fmt: skip
FREE = re.compile(
    r"^(?:e?mail|g-?mail|gmail|icloud|hotmail|outlook|yahoo\w*|proton\w*|pm|aol|fastmail|inbox|postbox|eirpost|[a-z]{1,5}mail|mail[a-z]{1,3}|docomo\w*|docomail|ezweb|au-?mail|softbank\w*|"
    r"bigpond\w*|peachmail|rediff\w*|gmx|web-?de|freenet|comcast\w*|btinternet|nifty\w*|biglobe|ymail|keitai\w*|i-?mail)$"
)
JAPANESE = re.compile(r"docomo|docomail|ezweb|softbank|nifty|biglobe|keitai|yamail")


NO_CLIENT = frozenset("mail us eu hire job jobs ats no-reply email m em talent candidates recruit next app".split())
# what writers hang on a system's name to make it theirs: greenhouse-gb, jobcan-ats, sonar-post; three letters or fewer are a place
AFFIXES = frozenset("post mail ats apply recruit talent jobs career notify".split())
# systems that are called like nothing else: what stands beside them is their client, as in harbortech-greenhouse
DISTINCT = frozenset(
    "greenhouse myworkday taleo smartrecruiters icims workable bamboohr personio teamtailor recruitee jobvite successfactors avature paylocity hirevue testgorilla".split()
)


def _parted(label: str) -> tuple[str, list[str]]:
    """The system that a label names, or nothing, and the client that it names beside it."""
    word = re.sub(r"-?mail$|-notifications?$|hq$|\d+$", "", label)
    if word in SYSTEMS:
        return word, []
    parts = label.split("-")
    for word in parts:
        others = [p for p in parts if p != word]
        client = [p for p in others if len(p) > 3 and p not in AFFIXES]
        if word in SYSTEMS and (not client or word in DISTINCT):
            return word, client[:1]
    return "", []


@cache
def real(domain: str) -> str:
    """The domain as the program would meet it."""
    labels = domain.lower().split(".")
    if labels[-1] != "example" and "-mail" not in domain:
        return domain
    for n, label in enumerate(labels[:-1]):
        word, client = _parted(label)
        if word:
            return ".".join([*(x for x in labels[:n] if x not in NO_CLIENT), *client, SYSTEMS[word]])
    if len(labels) <= 2 and FREE.match(labels[0]):
        return "docomo.ne.jp" if JAPANESE.search(labels[0]) else "gmail.com"
    return domain


ADDRESS = re.compile(r"(?<=@)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def realistic(text: str) -> str:
    """Every address of a text on the domain it stands for."""
    return ADDRESS.sub(lambda m: real(m.group()), text)
