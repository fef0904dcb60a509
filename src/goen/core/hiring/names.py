"""What an organization or a role is called, from the names found in its messages."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from goen.core.mail.senders import is_freemail, system
from goen.core.reading.spans import second_level, squash

CORPORATE = re.compile(
    r"\b(?:inc|incorporated|llc|ltd|limited|gmbh|plc|corp|corporation|co|company|ag|bv|pty|pte|pvt|llp|lp)\b\.?|株式会社|有限会社|合同会社|[(（][株有同][)）]|㈱|㈲", re.I
)
TEAM = re.compile(
    r"\b(?:the\s+)?(?:talent(?:\s+(?:acquisition|team|community|partner))*|recruit(?:ing|ment|er|ers)?|hiring|careers?|people|hr|human resources|jobs|applications?|admissions|resourcing|no-?reply|via .*|"
    r"notifications?|team|staffing team|workday|greenhouse|lever|ashby)\b.*$",
    re.I,
)
TEAM_JA = re.compile(r"(?:新卒|中途|キャリア)?(?:採用|人事|総務|選考|リクルート).*$|(?:事務局|運営).*$|[(（](?:マイナビ|リクナビ|キャリタス|ワンキャリア|HRMOS|ハーモス|ジョブカン|HERP|エン).*$")


@lru_cache(50_000)
def organization_key(name: str) -> str:
    """One key for the ways to write a firm: "ACME Press, Inc." and "Acme Press" are "acmepress"."""
    return squash(CORPORATE.sub(" ", unicodedata.normalize("NFKC", name)).casefold().removeprefix("the "))


def tidy_organization(name: str) -> str:
    """A display name or phrase without what is no part of the firm's name: "Fernbrook Foods Talent Team" -> "Fernbrook Foods"."""
    name = unicodedata.normalize("NFKC", name).strip(" \"'「」『』【】[]()、,.-–|:;")
    for pattern in (TEAM, TEAM_JA):
        cut = pattern.search(name)
        if cut and cut.start() >= 2:
            name = name[: cut.start()].strip(" ,-–|:の")
    return name


@lru_cache(50_000)
def role_key(name: str) -> frozenset[str]:
    """The words of a role (character pairs in Japanese), for comparing."""
    text = unicodedata.normalize("NFKC", name).casefold()
    words = set(re.findall(r"[a-z0-9+#]+", text)) - {"the", "a", "an", "of", "and", "role", "position", "job", "post", "ref"}
    for run in re.findall(r"[\u3040-\u30ff\u3400-\u9fff]+", text):
        words |= {run[i : i + 2] for i in range(max(1, len(run) - 1))}
    return frozenset(words)


def alike_roles(a: str, b: str) -> float:
    """0 to 1: how much of the shorter role's words the longer one has."""
    x, y = role_key(a), role_key(b)
    return len(x & y) / min(len(x), len(y)) if x and y else 0.0


def choose_organization(votes: Mapping[str, float], addresses: Iterable[str], avoid: frozenset[str] = frozenset()) -> str:
    """The name with the most votes; a name that the senders' own domain spells counts double; systems and boards don't count.

    votes: name as written -> weight. addresses: of the application's other side. avoid: keys of what it can't be (the owner's own names).
    """
    sites = {squash(second_level(a.rpartition("@")[2])) for a in addresses if not is_freemail(a.rpartition("@")[2]) and system(a.rpartition("@")[2]) is None}
    groups: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name, weight in votes.items():
        tidy = tidy_organization(name)
        key = organization_key(tidy)
        if len(key) < 2 or key in avoid or key in SYSTEMS:
            continue
        groups[key][tidy] += weight
    totals = {}
    for key, forms in groups.items():
        total = sum(forms.values())
        if any(_spells(site, key) for site in sites):
            total = 1.6 * total + 0.8
        totals[key] = total
    # what is part of a longer name supports it: "Calloway" and "Calloway Health"
    for key in list(totals):
        longer = [k for k in totals if k != key and key in k and len(k) <= 3 * len(key) and len(key) >= 3]
        if longer:
            best = max(longer, key=lambda k: (totals[k], k))
            if totals[best] >= 0.35 * totals[key]:
                totals[best] += 0.5 * totals[key]
    if not totals:
        site = max(sites, default="", key=len)
        return site.capitalize()
    best = max(totals, key=lambda k: (totals[k], len(k), k))
    return max(groups[best], key=lambda n: (groups[best][n], len(n), n))


SYSTEMS = frozenset(
    "linkedin indeed glassdoor ziprecruiter greenhouse lever workday ashby smartrecruiters taleo icims workable hirevue calendly zoom teams googlemeet google microsoftteams microsoft "
    "gmail outlook handshake monster reed totaljobs seek naukri マイナビ リクナビ マイナビ2026 リクナビ2026 マイナビ2027 リクナビ2027 hrmos herp ジョブカン ビズリーチ doda wantedly offerbox オファーボックス "
    "ワンキャリア green エン転職 リクルートエージェント slack notion github hr cv pdf nda spi webテスト es".split()
)


def _spells(site: str, key: str) -> bool:
    return bool(site) and len(site) >= 3 and (site == key or (len(key) >= 4 and (key in site or site in key)))


def choose_role(votes: Mapping[str, float]) -> str:
    """The role with the most votes, counting what its shorter and longer forms got; the fullest form that has a fair share."""
    if not votes:
        return ""
    totals = {name: weight + sum(0.6 * w for other, w in votes.items() if other != name and alike_roles(name, other) == 1.0) for name, weight in votes.items()}
    best = max(totals, key=lambda n: (totals[n], len(n), n))
    fuller = [n for n in votes if len(role_key(n)) > len(role_key(best)) and role_key(best) < role_key(n) and votes[n] >= 0.5 * votes[best] and len(role_key(n)) <= len(role_key(best)) + 4]
    chosen = max(fuller, key=lambda n: (votes[n], len(n), n)) if fuller else best
    return re.sub(r"\s+", " ", chosen).strip(" ,-–|:「」【】()")
