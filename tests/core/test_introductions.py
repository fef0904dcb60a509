"""Where an introduction came from and where it led: never from a process to itself, and as the labels have it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from goen import samples
from goen.core.mail.parse import parse
from goen.core.owner import find_owner
from goen.core.reading import reader
from goen.core.understand import understand
from goen.core.values import Understanding
from goen.sources import open_source


def understood(mailbox: Path, day: date) -> Understanding:
    with open_source(mailbox) as source:
        messages = [parse(raw) for _, raw, _ in source.fetch(source.list())]
    owner = find_owner([m.envelope for m in messages])
    return understand(messages, {m.id: reader.read(m) for m in messages}, owner=owner, as_of=day)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_in_the_samples_it_leads_from_the_rejection_to_the_offer(language: str) -> None:
    whole = understood(samples.mailbox(language), samples.AS_OF[language])
    by_id = {a.id: a for a in whole.applications}
    (one,) = whole.introductions
    assert one.from_application != one.to_application
    assert by_id[one.from_application or ""].outcome != "accepted"
    assert by_id[one.to_application or ""].outcome == "accepted"


def test_on_labelled_mailboxes_most_leave_the_process_in_which_the_tie_grew(shared: Path) -> None:
    right = known = 0
    for folder in sorted((shared / "reading" / "open").iterdir()):
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
        names = json.loads((folder / "message_ids.json").read_text("utf-8"))
        label = names if next(iter(names)).startswith("<") else {ident: name for name, ident in names.items()}
        whole = understood(folder / "mailbox.mbox", date.fromisoformat(gold["as_of"]))
        labelled = {one["message"]: one for one in gold["introductions"]}
        for one in whole.introductions:
            assert one.from_application is None or one.from_application != one.to_application
            if (wanted := labelled.get(label.get(one.message, ""))) is not None:
                known += 1
                right += _labelled(whole, one.from_application, gold, label) == wanted["from_application"]
    assert known >= 8
    assert right >= known * 2 / 3


def _labelled(whole: Understanding, ident: str | None, gold: dict, label: dict[str, str]) -> str | None:  # type: ignore[type-arg]
    """The application that most of an application's mail is labelled with."""
    mail = next((a.messages for a in whole.applications if a.id == ident), ())
    found = Counter(gold["messages"][label[m]]["application"] for m in mail if m in label)
    found.pop(None, None)
    return found.most_common(1)[0][0] if found else None
