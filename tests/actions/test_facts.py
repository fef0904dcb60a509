"""What the owner said stays so; what the owner removed stays gone."""

from __future__ import annotations

from datetime import date

from goen.actions import forget
from goen.actions.correct import correct, undo
from goen.actions.scan import scan
from goen.actions.understanding import listing, understanding
from goen.config import Config
from goen.samples import mailbox as sample
from goen.store import queries
from goen.store.connect import close_store
from goen.store.ready import models

DAY = date(2026, 6, 1)


def test_a_correction_survives_scans_until_it_is_taken_back(here: Config) -> None:
    before = scan(here, sample("en"), as_of=DAY).understanding
    one = before.applications[0]
    correct(here, "organization", one.messages[0], "The Right Firm")
    assert understanding(here, as_of=DAY).applications[0].organization == "The Right Firm"
    assert scan(here, sample("en"), as_of=DAY).understanding.applications[0].organization == "The Right Firm"
    assert undo(here) is not None
    assert understanding(here, as_of=DAY) == before
    assert undo(here) is None


def test_mail_that_was_left_out_comes_back_when_the_owner_speaks_of_it(here: Config) -> None:
    done = scan(here, sample("en"), as_of=DAY).understanding
    left_out = next(ident for ident, _ in listing(done))
    correct(here, "kind", left_out, "conversation")
    assert left_out in queries.kept_ids()
    again = scan(here, sample("en"), as_of=DAY).understanding
    assert next(one.kind for one in again.readings if one.message == left_out) == "conversation"


def test_a_forgotten_application_is_gone_and_no_scan_brings_it_back(here: Config) -> None:
    one = scan(here, sample("en"), as_of=DAY).understanding.applications[0]
    text = next(body.message.text for body in queries.kept() if body.message.id == one.messages[0])
    assert forget.application(here, one) == len(one.messages)
    models.Source.objects.update(position="")
    after = scan(here, sample("en"), as_of=DAY).understanding
    assert not set(one.messages) & {reading.message for reading in after.readings}
    assert not [row for ident in one.messages for row in queries.find(ident)]
    if not here.database_url:
        close_store()
        written = b"".join(path.read_bytes() for path in here.home.iterdir())
        assert max(text.split("\n"), key=len).encode() not in written


def test_a_forgotten_person_is_gone_and_no_scan_brings_them_back(here: Config) -> None:
    people = scan(here, sample("en"), as_of=DAY).understanding.people
    one = next(person for person in people if person.tie == "champion")
    assert forget.person(here, one) > 0
    models.Source.objects.update(position="")
    scan(here, sample("en"), as_of=DAY)
    assert not models.Message.objects.filter(sender__in=one.emails).exists()


def test_everything_is_everything(here: Config) -> None:
    scan(here, sample("en"), as_of=DAY)
    forget.everything(here)
    if not here.database_url:
        assert not here.home.exists() or not any(here.home.iterdir())
    assert understanding(here, as_of=DAY).readings == ()
    assert scan(here, sample("en"), as_of=DAY).understanding.applications
