"""Whose mail it is, by the domain: what the domains of somebody's addresses are called."""

from __future__ import annotations

from collections.abc import Iterable

from goen.core.mail.senders import is_freemail, second_level


def houses(emails: Iterable[str]) -> list[str]:
    """The names of the holders of these addresses' domains ("gannethouse" of mail.gannethouse.co.uk), each once, in order.

    Those where anybody can have an address are left out. Hiring systems are not: whether an address there stands for a firm differs with who asks.
    """
    domains = dict.fromkeys(e.rpartition("@")[2] for e in emails)
    return list(dict.fromkeys(second_level(d) for d in domains if not is_freemail(d)))
