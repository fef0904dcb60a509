"""Who is a person, what they are called, and which addresses are one person's."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from goen.core.mail.message import Address
from goen.core.mail.senders import is_freemail, registered, system

_MACHINE = re.compile(
    r"(?:^|[._+-])(?:no-?_?\.?-?reply|noreply\d*|do-?_?\.?not-?_?\.?(?:reply|respond)|dont-?reply|not-?reply|no-?responder|nao-?responda|non-?rispondere|ne-?pas-?repondre|keine-?antwort|"
    r"nicht-?antworten|unattended|unmonitored|mailer-?daemon|postmaster|hostmaster|bounces?|notifications?|notify|notice|notifier|alerts?|job-?alerts?|jobalerts?|newsletters?|digest|"
    r"auto(?:mated|matic|mailer|reply|responder|-?confirm|-?notify)?|automail|robot|bot|daemon|mailer|system|sysadmin|marketing|promo(?:tions)?|campaigns?|updates|mailings?|e-?news|"
    r"messages?-?noreply|invitations?-?noreply|haishin|soushin|henshin-?fuka|jidou)(?:$|[._+@\d-])",
    re.I,
)
_SHARED = re.compile(
    r"^(?:(?:apply|application|applications|jobs?|careers?|career|recruit(?:ing|ment|er|ers)?|hiring|talent|hr|humanresources|human-?resources|people|peopleops|team|info|hello|hi|contact|office|admin|mail|"
    r"support|help|service|customer-?service|enquiries|inquiries|enquiry|inquiry|sales|press|media|events?|billing|accounts?|admissions?|fellowships?|grants?|editors?|editorial|submissions?|submit|"
    r"interviews?|scheduling|calendar|reception|secretary|webmaster|welcome|community|members?|membership|news|saiyou?|saiyo|jinji|jinjibu|shinsotsu|shukatsu|soumu|entry|recruit\d*|rec|koho|kouhou|"
    r"jimukyoku|madoguchi|bewerbung|bewerbungen|karriere|personal|kontakt|emploi|recrutement|rh|empleo|rrhh|lavoro|vagas|stelle|jobbewerbung)(?:[._+-]?(?:team|jp|japan|us|uk|eu|de|fr|desk|dept|"
    r"office|support|tokyo|global|\d{1,4}))*)$",
    re.I,
)
_ORGANIZATION = re.compile(
    r"\b(?:team|recruit(?:ing|ment|er|ers)?|talent|hiring|hr|human resources|careers?|jobs?|inc|llc|ltd|gmbh|corp|co|company|support|notifications?|alerts?|newsletter|no-?reply|university|college|school|"
    r"institute|foundation|committee|department|office|group|labs?|studio|services?|center|centre|agency|board|news|community|admissions|staffing|bank|hospital|council|society|association|partners|"
    r"fellowship|program|programme|updates?|digest|people ops|operations|customer|billing|accounts?|desk|press|magazine|journal|media|systems?|solutions|technologies|software)\b|"
    r"株式会社|有限会社|合同会社|\(株\)|（株）|㈱|一般社団|財団|大学|学校|採用|人事|事務局|サポート|チーム|運営|担当|窓口|センター|グループ|新卒|キャリア|編集部|事業部|[部課係室]$|ニュース|メルマガ|お知らせ|通知|配信|ナビ|転職|求人",
    re.I,
)
_VIA = re.compile(r"\s*[\(（\[]?\s*(?:\b(?:via|through|über|por medio de)\b|経由)\s*(.+?)[\)）\]]?\s*$", re.I)
_AT = re.compile(r"^(.{2,40}?)\s*(?:\s@\s?|(?<=[^\x00-\x7f])@|\s\|\s|\s[-–—/]\s|\sat\s|\sfrom\s|\sof\s|/|｜|\s@)\s*(.{2,60})$", re.I)
_BRACKETED = re.compile(r"\s*[\(（\[［【<＜]([^()（）\[\]［］【】<>＜＞]{1,60})[\)）\]］】>＞]\s*")
_TITLES = re.compile(
    r"^(?:(?:dr|mr|mrs|ms|mx|prof|professor|sir|dame|rev|herr|frau|dipl\.-ing|ing|mag|m|mme|mlle|sr|sra|sig|dott)\.?\s+)+", re.I
)
_DEGREES = re.compile(
    r"(?:,?\s+(?:ph\.?\s?d\.?|m\.?b\.?a\.?|m\.?d\.?|m\.?a\.?|m\.?sc\.?|b\.?sc\.?|esq\.?|cpa|shrm-(?:cp|scp)|phr|sphr|pmp|jr\.?|sr\.?|ii|iii|iv|(?:she|he|they)/(?:her|him|them)(?:/\w+)?))+\s*$",
    re.I,
)
_HONORIFIC = re.compile(r"\s*(?:様|さま|さん|氏|殿|先生|御中|くん|君)\s*$")
_JA_ORG_FIRST = re.compile(
    r"^((?:\S*(?:株式会社|有限会社|合同会社|\(株\)|（株）|㈱|大学|機構|財団|法人)\S*|\S+?(?:部|課|室|係|グループ|チーム))(?:[ 　/・]+\S+?(?:部|課|室|係|グループ|チーム|担当))*)[ 　/：:]+(.{2,20})$"
)
_JA_NAME = re.compile(r"^[一-龠々ヶぁ-んァ-ヶー]{1,5}[ 　]?[一-龠々ヶぁ-んァ-ヶー]{1,6}$")
_CAPITALIZED = re.compile(r"^(?:[A-ZÀ-ÞŁŚŻĐČŠŽ][\w'’.-]*|de|da|do|dos|van|von|der|den|la|le|el|bin|al|ibn|y|e|di|du|af|av|zu|ten|ter)$")
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"^[^@\s]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$", re.I)
_PARTICLES = frozenset(
    "af al ap av bin bint da das de del della den der di do dos du e el i ibn la le lo of op ten ter te und van vd von y zu zum zur".split()
)
_JOINTS = " \u3000・/／|｜,、:：-–—"


class Name(NamedTuple):
    """A display name taken apart: the person (or whatever it names), the organization, and the system it came through."""

    name: str
    organization: str
    via: str


@lru_cache(maxsize=20_000)
def is_machine(address: str, name: str, marks: frozenset[str] = frozenset()) -> bool:
    """Whether nobody sits behind this sender: a no-reply address in any form, a delivery report, a system through which no person
    writes, or mail in bulk. `marks` are those of the envelope.

    "auto" alone does not make a machine of somebody who writes from an address of their own name: Exchange adds its header to ordinary mail.
    """
    local, _, domain = address.partition("@")
    if not local or not domain or "bounce" in marks or _MACHINE.search(local):
        return True
    known = system(domain)
    personal = is_personal(name) and not is_shared(address)
    if known is not None and (not known.person or not is_personal(name)):
        return True
    if marks & {"list", "bulk"}:
        # through a hiring system a named recruiter's mail carries the marks too
        return known is None or not personal
    return "auto" in marks and not (personal and _named_after(local, name))


def is_shared(address: str) -> bool:
    """Whether an address belongs to a desk (jobs@, info@, saiyo@) and not to one person."""
    return bool(_SHARED.match(address.partition("@")[0].split("+")[0]))


def is_personal(name: str) -> bool:
    """Whether a display name reads as the name of one human being: at least two parts, or a Japanese name."""
    bare = name_parts(name).name
    if not bare or "@" in bare or bare.startswith("The ") or _ORGANIZATION.search(bare) or any(c.isdigit() for c in bare):
        return False
    if _JA_NAME.match(bare):
        return True
    words = bare.replace(",", " ").split()
    return 2 <= len(words) <= 5 and all(_CAPITALIZED.match(word) or (not word.isascii() and word.isalpha()) for word in words)


@lru_cache(maxsize=20_000)
def is_impersonal(name: str) -> bool:
    """Whether a display name reads as a team's, a firm's or a system's. Neither this nor `is_personal` holds for a lone "Dex"."""
    return not is_personal(name) and ("@" in name or bool(_ORGANIZATION.search(unicodedata.normalize("NFKC", name))))


def _named_after(local: str, name: str) -> bool:
    words = [w for w in _WORD.findall(_plain(name_parts(name).name)) if len(w) > 1]
    return any(word in local.lower() for word in words)


def clean_name(name: str) -> str:
    """The person's name in a display name: "Whitfield, Dana (Arbor)" gives "Dana Whitfield", "Dana Whitfield via Greenhouse" too.

    A name that holds no person ("Arbor Recruiting Team") is given back, tidied. Japanese names keep their order.
    """
    return name_parts(name).name


@lru_cache(maxsize=20_000)
def name_parts(name: str) -> Name:
    """A display name taken apart. What is not there is ""."""
    bare = unicodedata.normalize("NFKC", name).replace("\u3000", " ")
    bare = " ".join(bare.split()).strip("\"'“”‘’ ,;")
    if not bare or _ADDRESS.match(bare):
        return Name("", "", "")
    organization = via = ""
    found = _VIA.search(bare)
    if found and found.start() > 0:
        via = found[1].strip("\"' ")
        bare = bare[: found.start()].strip("\"' ")
    bare, organization = _without_brackets(bare)
    found = _JA_ORG_FIRST.match(bare)
    if found and not _ORGANIZATION.search(found[2]):
        organization, bare = organization or found[1], found[2]
    found = _AT.match(bare)
    if found:
        left, right = found[1].strip(), found[2].strip()
        if _reads_as_person(left):
            bare, organization = left, organization or right
        elif _reads_as_person(right) and _ORGANIZATION.search(left):
            bare, organization = right, organization or left
    bare = _HONORIFIC.sub("", _DEGREES.sub("", _TITLES.sub("", bare))).strip(" ,")
    bare = _ordered(bare)
    return Name(_cased(bare), organization, via)


def _without_brackets(bare: str) -> tuple[str, str]:
    """Takes "(Arbor)" or "【株式会社…】" off. A reading or a second script in brackets is dropped."""
    organization = ""
    for found in _BRACKETED.finditer(bare):
        inner = found[1].strip()
        rest = (bare[: found.start()] + " " + bare[found.end() :]).strip()
        if not rest:
            return inner, organization
        if inner in ("株", "有", "同"):
            continue
        if not organization and _HONORIFIC.sub("", inner) and not re.fullmatch(r"[ぁ-んァ-ヶー ・]+|(?:she|he|they)\b.*", inner, re.I):
            organization = inner
    bare = _BRACKETED.sub(lambda m: m[0] if m[1] in ("株", "有", "同") else " ", bare)
    return " ".join(bare.split()), organization


def _reads_as_person(text: str) -> bool:
    if _ORGANIZATION.search(text):
        return False
    words = text.replace(",", " ").split()
    return bool(_JA_NAME.match(text)) or (1 <= len(words) <= 4 and all(_CAPITALIZED.match(w) for w in words))


def _ordered(bare: str) -> str:
    """ "Whitfield, Dana" the other way round; a list of things stays."""
    family, comma, given = bare.partition(",")
    given = given.strip()
    if not comma or "," in given or not given or _ORGANIZATION.search(bare):
        return bare
    if len(family.split()) <= 3 and len(given.split()) <= 3 and all(_CAPITALIZED.match(w) for w in (*family.split(), *given.split())):
        return f"{given} {family}"
    return bare


def _cased(bare: str) -> str:
    words = bare.split()
    if len(words) >= 2 and bare.isupper() and bare.isascii() and not _ORGANIZATION.search(bare):
        return " ".join(w.capitalize() if len(w) > 1 else w for w in words)
    return bare


def shown_name(name: str, organization: str = "") -> str:
    """A name as it is shown: without the organization that stands beside it anyway, and with capitals as names have them.

    "Gareth PUGH" and "gareth pugh" give "Gareth Pugh"; "ひらり書房 玉木陽" of ひらり書房 gives "玉木陽". Comparing names never asks for
    capitals, so nothing but the look changes. Initials, single words, and what names no person stay as they are.
    """
    bare = _without(name, organization)
    words = bare.split()
    if len(words) < 2 or "@" in bare or any(c.isdigit() for c in bare) or _ORGANIZATION.search(bare):
        return bare
    return " ".join(_word_cased(word, n, len(words)) for n, word in enumerate(words))


def _without(name: str, organization: str) -> str:
    """The name where it stands before or after the organization's, divided from it; else the name as it is."""
    folded, firm = name.casefold(), organization.strip().casefold()
    if firm and len(folded) == len(name) and folded != firm:
        for rest, joint in ((name[len(firm) :], name[len(firm) : len(firm) + 1]), (name[: -len(firm)], name[: -len(firm)][-1:])):
            whole = f"{firm}{rest.casefold()}" if rest == name[len(firm) :] else f"{rest.casefold()}{firm}"
            if joint and joint in _JOINTS and whole == folded and rest.strip(_JOINTS):
                return rest.strip(_JOINTS)
    return name


def _word_cased(word: str, n: int, count: int) -> str:
    letters = word.replace("-", "").replace("'", "").replace("’", "")
    lower = word.islower() and not (n and word in _PARTICLES)
    # "Dana LEE" is a name, "Dana Lee CBE" a name with letters behind it
    upper = word.isupper() and len(letters) >= 3 and not (n >= 2 and n == count - 1 and len(letters) == 3)
    if not letters.isalpha() or not (lower or upper):
        return word
    return re.sub(r"(?:^|-|(?<=^[OoDd])['’])\w", lambda m: m[0].upper(), word.lower())


def _plain(text: str) -> str:
    """Folded for comparison: case, width and accents do not count."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f"))


def name_key(name: str) -> str:
    """What a full name is compared by: its parts without order, initials, case and accents. "" for what is no full personal name."""
    bare = clean_name(name)
    if not is_personal(name):
        return ""
    if _JA_NAME.match(bare):
        squeezed = bare.replace(" ", "")
        return squeezed if len(squeezed) >= 3 else ""  # a family name alone is many people's
    parts = sorted(w for w in _WORD.findall(_plain(bare)) if len(w) > 1)
    return " ".join(parts) if len(parts) >= 2 else ""


def address_key(email: str) -> str:
    """An address without what makes no difference: a "+tag", the dots of Gmail."""
    local, _, domain = email.lower().partition("@")
    local = local.partition("+")[0] or local
    if domain in ("gmail.com", "googlemail.com"):
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{domain}"


def same_people(addresses: Iterable[Address]) -> dict[str, str]:
    """Each address to the one that stands for its person (the alphabetically first). Conservative: machines, desks and family names alone join nothing.

    Two addresses are one person's if they differ only in a tag, or if they were seen under the same full name and at least one of them is
    a private one (free mail) or both are at one organization, or the local part says the full name too; a whole Japanese name, which no local
    part can say, joins wherever it is.
    """
    names: defaultdict[str, set[str]] = defaultdict(set)
    for address in addresses:
        if address.email:
            names[address.email].add(name_key(address.name))
    parent = {email: email for email in names}

    def find(x: str) -> str:
        while parent[x] != x:
            parent[x] = x = parent[parent[x]]
        return x

    def join(a: str, b: str) -> None:
        a, b = sorted((find(a), find(b)))
        parent[b] = a

    by_address: dict[str, str] = {}
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    for email in sorted(names):
        key = address_key(email)
        join(email, by_address.setdefault(key, email))
        if is_shared(email) or _MACHINE.search(email.partition("@")[0]) or system(email.partition("@")[2]) is not None:
            continue
        for name in sorted(names[email]):
            if name:
                by_name[name].append(email)
    for name, emails in by_name.items():
        for first, *others in _one_persons(emails, name):
            for other in others:
                join(first, other)
    return {email: find(email) for email in names}


WHOLE = 4  # characters from which a Japanese name is a family's and a given one, which few share; its addresses are spelt in other letters


def _one_persons(emails: Sequence[str], name: str) -> list[list[str]]:
    """The addresses of one name in groups that are one person's each; a private one is everybody's of that name."""
    if any(is_freemail(email.partition("@")[2]) for email in emails) or (" " not in name and len(name) >= WHOLE):
        return [list(emails)]
    groups: defaultdict[str, list[str]] = defaultdict(list)
    words = [word for word in name.split() if len(word) > 2]
    whole = " " in name
    for email in emails:
        local, _, domain = email.partition("@")
        groups[registered(domain)].append(email)
        if whole and any(word in local for word in words):
            groups["@"].append(email)
    return [group for group in groups.values() if len(group) > 1]
