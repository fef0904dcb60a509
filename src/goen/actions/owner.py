"""Whose mail it is: what the owner said, else what the mail shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from goen.actions.facts import given
from goen.core.mail.message import Envelope
from goen.core.owner import find_owner
from goen.core.values import Owner
from goen.store import queries


def owner_of(envelopes: queries.Envelopes) -> Owner:
    return find_owner(cast(Sequence[Envelope], envelopes), given())
