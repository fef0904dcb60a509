"""A mailbox as it stood on a day: for the samples, whose story can be looked at from its middle."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from goen.core.mail.parse import parse
from goen.sources import open_source


def mail_until(source: Path, day: date, target: Path) -> Path:
    """A copy of the mailbox with the mail that had come by that day."""
    with open_source(source) as whole, target.open("wb") as part:
        for _, raw, _ in whole.fetch(whole.list()):
            if parse(raw).envelope.date.date() <= day:
                part.write(b"From demo Thu Jan  1 00:00:00 2026\n" + raw.rstrip() + b"\n\n")
    return target
