"""Which people of an application are an agency's, standing between the owner and the employer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from goen.core.hiring.houses import houses
from goen.core.hiring.names import organization_key
from goen.core.mail.senders import system
from goen.core.reading.spans import squash
from goen.core.values import Application

AGENCY = re.compile(
    r"agent|agency|recruit|staff|talent|search|career|placement|personnel|resourc|headhunt|jinzai|haken|tenshoku|manpower|temps?\b|people",
    re.I,
)


def agents(applications: Sequence[Application], addresses: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Application id -> ids of its people who are an agency's. addresses: person id -> their addresses.

    A firm's domain that does not spell the employer is an agency's if its name says so, if it is a known agency's, or if its people stand in
    applications at several employers.
    """
    employers: dict[str, set[str]] = defaultdict(set)
    reached = {person for a in applications for person in a.people if addresses.get(person)}  # of the others, merely named, nothing tells
    sites = {person: [*dict.fromkeys(map(squash, houses(addresses[person])))] for person in reached}
    known = {person: _known_agency(addresses[person]) for person in reached}
    for a in applications:
        for person in reached.intersection(a.people):
            for site in sites[person]:
                employers[site].add(organization_key(a.organization))
    out = {}
    for a in applications:
        key = organization_key(a.organization)
        out[a.id] = tuple(p for p in a.people if p in reached and (known[p] or _agency(sites[p], key, employers)))
    return out


def _known_agency(addresses: Sequence[str]) -> bool:
    known = (system(a.rpartition("@")[2]) for a in addresses)
    return any(s is not None and s.kind == "agent" for s in known)


def _agency(sites: Sequence[str], organization: str, employers: Mapping[str, set[str]]) -> bool:
    if not sites or any(len(s) >= 3 and len(organization) >= 3 and (s in organization or organization in s) for s in sites):
        return False
    return any(AGENCY.search(s) or len(employers[s]) > 1 for s in sites)
