"""Where a person is, as far as their mail shows: for working days, public holidays and the hour at which a letter arrives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta, timezone, tzinfo

from goen.core.advice.correspondence import Mail, wrote
from goen.core.values import Person

JAPAN = timezone(timedelta(hours=9))
# Country domains whose holders are nearly always there, with the subdomains of two parts (.co.uk) among them. Not .io, .ai, .co, .me.
DOMAINS = {
    "jp": "JP", "uk": "GB", "de": "DE", "fr": "FR", "ca": "CA", "au": "AU", "nz": "NZ", "ie": "IE", "nl": "NL", "be": "BE", "ch": "CH",
    "at": "AT", "se": "SE", "no": "NO", "dk": "DK", "fi": "FI", "es": "ES", "it": "IT", "pt": "PT", "pl": "PL", "sg": "SG", "in": "IN",
    "kr": "KR", "tw": "TW", "za": "ZA", "br": "BR", "mx": "MX",
    "gov": "US", "edu": "US", "us": "US",
}  # fmt: skip


def country(person: Person, mails: Sequence[Mail] = ()) -> str:
    """The country's two letters by the last address, or by the zone and language of their mail; "" if nothing tells."""
    for mail in reversed(wrote(mails)):
        here = DOMAINS.get(mail.message.envelope.sender.email.rpartition(".")[2])
        if here:
            return here
    for email in person.emails:
        if here := DOMAINS.get(email.rpartition(".")[2]):
            return here
    if person.language == "ja":
        return "JP"
    zones = [mail.at.utcoffset() for mail in wrote(mails)[-3:]]
    american = {timedelta(hours=-h) for h in range(4, 9)}
    return "US" if zones and all(z in american for z in zones) else ""


def zone(person: Person, mails: Sequence[Mail] = ()) -> tzinfo | None:
    """The zone that they wrote in last; Japan for who writes Japanese; None if nothing tells."""
    if country(person, mails) == "JP":
        return JAPAN
    theirs = wrote(mails)
    return theirs[-1].at.tzinfo if theirs and theirs[-1].at.utcoffset() else None
