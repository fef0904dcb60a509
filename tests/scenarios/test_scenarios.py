"""Every scenario, day by day, through the actions: what is to be done is what the file says, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from scenario import FOLDER, Scenario, chain, load, promised, saying, worked

from goen.actions.scan import scan
from goen.config import Config
from goen.store import derived
from goen.web.book import Book

FILES = sorted(FOLDER.glob("*.toml"))


@pytest.fixture
def store(tmp_path: Path, django_db_blocker: Any) -> Iterator[Config]:
    from goen.store.connect import close_store

    with django_db_blocker.unblock():
        yield Config(tmp_path / "home", "")
        close_store()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_each_day_says_what_the_method_says_and_nothing_else(path: Path, store: Config, tmp_path: Path) -> None:
    mailbox = tmp_path / "mail"
    mailbox.mkdir()
    scenario = Scenario(store, mailbox, load(path))
    for entry in scenario.data["day"]:
        here = scenario.live(entry)
        names = scenario.names(here)
        when = f"{path.stem}, {entry['on']}"
        if "today" in entry:
            assert saying(here, names) == entry["today"], when
        for promise in entry.get("promises", ()):
            assert promise in promised(here, names), when
        for link in entry.get("chain", ()):
            assert link in chain(here, names), when
        for work in entry.get("ledger", ()):
            assert work in worked(here, names), (when, worked(here, names))
        for person, outcome in entry.get("outcomes", {}).items():
            found = {a.outcome for a in here.understanding.applications if any(names.get(p) == person for p in a.people[:1])}
            assert outcome in found, (when, person, found)
        states = {names.get(one.person, one.person): one.state for one in here.agenda.letters}
        for person, state in entry.get("letters", {}).items():
            assert states.get(person) == state, (when, states)
        if "drafts" in entry:
            left = [names.get(one.person, one.person) for one in here.agenda.letters if one.state in ("drafted", "checked")]
            assert left == entry["drafts"], (when, left)
        for receiver, address in entry.get("to", {}).items():
            letters = [here.letter(t)[0] for t in here.agenda.today if names.get(t.person or "") == receiver and t.letter]
            assert [one.to for one in letters if one] == [address], when
        ties = {names[p.id]: p.tie for p in here.understanding.people}
        for person, tie in entry.get("ties", {}).items():
            assert ties.get(person) == tie, (when, ties)
        cut = replace(here, index=Book(here.understanding, derived.stamp(), 0))
        for task in here.agenda.today:
            drafted, problems = here.letter(task)
            assert cut.letter(task) == (drafted, problems), (when, task.code)  # from the part of the mail that it needs
            assert problems == (), (when, task.code, drafted and drafted.body, problems)
            for manner in ("shorter", "warmer"):
                other, problems = here.letter(task, manner=manner)
                assert problems == (), (when, task.code, manner, other and other.body, problems)


def test_there_are_scenarios() -> None:
    assert len(FILES) >= 2


def test_the_reader_takes_most_of_the_mail_for_what_it_is(store: Config, tmp_path: Path) -> None:
    """What it takes for something else is put right in the scenarios; this says that it is not much."""
    wrong = total = 0
    for path in FILES:
        if not path.stem.startswith("story"):
            continue
        mailbox = tmp_path / path.stem
        mailbox.mkdir()
        scenario = Scenario(Config(tmp_path / f"home-{path.stem}", ""), mailbox, load(path))
        for entry in scenario.data["day"]:
            for mail in entry.get("mail", ()):
                scenario.deliver(mail, entry["on"])
        found = scan(scenario.config, mailbox, as_of=scenario.data["day"][-1]["on"], workers=0).understanding
        wrong += sum(scenario.kinds[r.message] not in (r.kind, *r.also) for r in found.readings)
        total += len(found.readings)
    assert wrong / total < 0.4
