"""Every scenario, day by day, through the actions: what is to be done is what the file says, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scenario import FOLDER, Scenario, chain, load, promised, saying, worked

from goen.config import Config

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
        outcomes = {a.organization: a.outcome for a in here.understanding.applications}
        for organization, outcome in entry.get("outcomes", {}).items():
            assert outcomes.get(organization) == outcome, (when, outcomes)
        states = {names.get(one.person, one.person): one.state for one in here.agenda.letters}
        for person, state in entry.get("letters", {}).items():
            assert states.get(person) == state, (when, states)
        ties = {names[p.id]: p.tie for p in here.understanding.people}
        for person, tie in entry.get("ties", {}).items():
            assert ties.get(person) == tie, (when, ties)
        for task in here.agenda.today:
            drafted, problems = here.letter(task)
            assert problems == (), (when, task.code, drafted and drafted.body, problems)


def test_there_are_scenarios() -> None:
    assert len(FILES) >= 2
