"""The sample mailboxes are in step with their sources, and their sources follow the corpus' format."""

from __future__ import annotations

import mailbox
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from goen import samples
from goen.core.mail.message import Message
from goen.core.mail.parse import parse
from training import corpus
from training import samples as builder


def messages(path: Path) -> list[Message]:
    with closing(mailbox.mbox(path)) as box:
        return [parse(message.as_bytes()) for message in box]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_packaged_mailbox_is_built_from_its_source(language: str, tmp_path: Path) -> None:
    built = messages(builder.build(language, tmp_path))
    packaged = messages(samples.mailbox(language))
    assert [(m.id, m.envelope.subject, m.text) for m in packaged] == [(m.id, m.envelope.subject, m.text) for m in built]
    assert 60 <= len(packaged) <= 90


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_source_has_no_mistake(language: str) -> None:
    source = builder.SAMPLES / f"{language}.txt"
    assert corpus.mistakes(source) == []
    assert date.fromisoformat(corpus.read(source)[1]["as_of"]) == samples.AS_OF[language]
