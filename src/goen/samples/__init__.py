"""Two made-up mailboxes, one in English and one in Japanese, for `goen demo`. Their sources are en.txt and ja.txt beside this file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

AS_OF = {"en": date(2026, 4, 17), "ja": date(2026, 7, 10)}  # when the story has ended
MORNING_AFTER = {"en": date(2026, 3, 14), "ja": date(2026, 5, 30)}  # the rejection of the story


def mailbox(language: str) -> Path:
    """The sample mailbox in `language` ("en" or "ja"), an mbox file inside the installed package."""
    return Path(__file__).parent / f"{language}.mbox"
