"""Whose domain an address is on: hiring systems, job boards, schedulers, free mail. From `senders.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from goen.core import data

FREEMAIL = frozenset({
    "gmail.com", "googlemail.com", "yahoo.com", "yahoo.co.uk", "yahoo.co.jp", "yahoo.fr", "ymail.com", "outlook.com", "outlook.jp",
    "hotmail.com", "hotmail.co.uk", "hotmail.co.jp", "live.com", "live.jp", "msn.com", "icloud.com", "me.com", "mac.com", "proton.me",
    "protonmail.com", "pm.me", "aol.com", "gmx.de", "gmx.net", "gmx.com", "web.de", "mail.com", "zoho.com", "fastmail.com", "fastmail.fm",
    "hey.com", "tutanota.com", "posteo.de", "mailbox.org", "yandex.com", "qq.com", "163.com", "126.com", "naver.com", "rediffmail.com",
    "btinternet.com", "sky.com", "talktalk.net", "virginmedia.com", "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "cox.net",
    "bellsouth.net", "shaw.ca", "rogers.com", "sympatico.ca", "bigpond.com", "optusnet.com.au", "xtra.co.nz", "orange.fr", "free.fr",
    "wanadoo.fr", "laposte.net", "docomo.ne.jp", "ezweb.ne.jp", "au.com", "softbank.ne.jp", "i.softbank.jp", "nifty.com", "nifty.ne.jp",
    "biglobe.ne.jp", "so-net.ne.jp", "ocn.ne.jp", "plala.or.jp", "t-online.de", "libero.it",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class System:
    """A sending system: its kind (ats, board, scout, agent, assessment, scheduler, alert, noise) and name."""

    kind: str
    name: str
    person: bool  # a named person can write through it


@cache
def _table() -> dict[str, System]:
    rows = (line.split("\t") for line in data.text("goen.core.mail", "senders.tsv").splitlines())
    return {domain: System(kind, name, person != "no") for domain, kind, name, person in rows}


@cache
def system(domain: str) -> System | None:
    """The system that a domain (or a parent of it) belongs to, or None for an ordinary domain."""
    table = _table()
    while "." in domain:
        if domain in table:
            return table[domain]
        domain = domain.partition(".")[2]
    return None


def is_freemail(domain: str) -> bool:
    return domain in FREEMAIL


@cache
def names() -> frozenset[str]:
    """What hiring systems are called: a name that never is the employer's."""
    return frozenset(s.name for s in _table().values() if s.kind in ("ats", "assessment", "scheduler", "board"))


# under which a country registers names of holders: gannethouse.co.uk, gannet.or.jp
_SECOND = frozenset("co com ac org or ne gov go edu net ltd plc nhs sch lg ed gr ad".split())


def registered(domain: str) -> str:
    """The part of a domain that its holder registered: "gannethouse.co.uk" of mail.gannethouse.co.uk."""
    parts = domain.split(".")
    return ".".join(parts[-3:] if len(parts) >= 3 and parts[-2] in _SECOND and len(parts[-1]) == 2 else parts[-2:])


@lru_cache(20_000)
def second_level(domain: str) -> str:
    """The part of a domain that names its holder: "gannethouse" of mail.gannethouse.co.uk."""
    return registered(domain).partition(".")[0]
