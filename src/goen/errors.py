"""The one exception that a person is shown: its text is a clear sentence, and no traceback follows it."""

from __future__ import annotations


class GoenError(Exception):
    """Something that the owner can understand and act on.

    `str(error)` is one English sentence. `code` and `arguments` say the same for a shell that speaks another language;
    codes: "database-newer", "database-unreachable", "disk-full", "busy", "home-unusable", "source-empty", "source-missing", "source-unreadable",
    "source-unknown", "not-found", "bad-correction".
    """

    def __init__(self, sentence: str, *, code: str, **arguments: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.arguments = arguments
