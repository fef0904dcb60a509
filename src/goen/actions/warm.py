"""Imported by the server that workers are forked from: what each of them would load for itself at its first message is loaded once, and shared."""

from __future__ import annotations

from goen.actions import work  # noqa: F401 - what the workers run
from goen.core import selection
from goen.core.mail.parse import parse
from goen.core.reading import reader

_messages = [parse(f"Subject: {words}\nContent-Type: text/plain; charset=utf-8\n\n{words}\n".encode()) for words in ("hello", "こんにちは")]
selection.screen(_messages)
reader.read_all(_messages)
