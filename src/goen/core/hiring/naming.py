"""An organization that the owner named once names the next application from the same place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goen.core.hiring.names import SYSTEMS, organization_key
from goen.core.hiring.ranking import named_after, sites
from goen.core.reading.classify import Mail
from goen.core.values import Correction


@dataclass(frozen=True, slots=True)
class Named:
    """The name that an application gets, and the message by which the owner named the other one."""

    organization: str
    source: str


def named(mail: Mail, groups: Sequence[Sequence[int]], read: Sequence[str], corrections: Sequence[Correction]) -> dict[int, Named]:
    """By place in `groups`, the names learnt from other applications. read: what each was called by its mail.

    A place is the employer's domain, its part of a hiring system, or the name under which a system writes. An agency's domain stands for many
    firms: there only what was read as the same name is called the same again. Applications that the owner named themselves are not among them.
    """
    said = {c.target: c for c in sorted((c for c in corrections if c.verb == "organization" and c.value), key=lambda c: c.at)}
    if not said:
        return {}
    ids = [{mail.messages[i].id for i in rows} for rows in groups]
    own: dict[int, Correction] = {}
    for n, some in enumerate(ids):
        mine = [said[m] for m in some if m in said]
        if mine:
            own[n] = max(mine, key=lambda c: c.at)
    taught: dict[str, list[tuple[Correction, str]]] = {}  # place -> the owner's words, oldest first, with what had been read
    for n, one in sorted(own.items(), key=lambda item: item[1].at):
        for place in _places(mail, groups[n]):
            taught.setdefault(place, []).append((one, organization_key(read[n])))
    out: dict[int, Named] = {}
    for n, rows in enumerate(groups):
        if n not in own:
            for place, certain in _places(mail, rows).items():
                found = _choose(taught.get(place, ()), place, certain, read[n])
                if found is not None:
                    out[n] = found
                    break
    return out


def _choose(taught: Sequence[tuple[Correction, str]], place: str, certain: bool, read: str) -> Named | None:
    if not taught:
        return None
    key = organization_key(read)
    for one, before in reversed(taught):
        if key == before:
            return Named(one.value, one.target)
    one = taught[-1][0]
    alone = len({organization_key(c.value) for c, _ in taught}) == 1
    if alone and (certain or not key or named_after(one.value, place) or _akin(key, organization_key(one.value))):
        return Named(one.value, one.target)
    return None


def _akin(key: str, other: str) -> bool:
    return min(len(key), len(other)) >= 3 and (key in other or other in key)


def _places(mail: Mail, rows: Sequence[int]) -> Mapping[str, bool]:
    """Where an application's mail comes from, and whether the place is one firm's for certain."""
    out: dict[str, bool] = {}
    for i in rows:
        party = mail.party[i]
        if party.startswith("@") and len(party) > 1 and party[1:] not in SYSTEMS:
            out[party] = True
    here = sites(mail, rows)
    if here:
        out.setdefault(max(here, key=lambda s: (here[s], s)), False)
    return out
