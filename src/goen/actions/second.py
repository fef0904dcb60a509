"""The second reader as the owner set it up, and what it said so far. Asking it is in asking.py; nothing here sends anything."""

from __future__ import annotations

from collections.abc import Iterable

from goen.actions.gate import salt
from goen.actions.lock import only_writer
from goen.config import Config
from goen.core.mail.message import Message
from goen.core.values import Opinion, Owner
from goen.second.endpoint import Endpoint
from goen.second.question import VERSION, Asked, asked
from goen.store import answers, codec, state
from goen.store.connect import one_transaction, open_store

NAME = "second"  # of the value in the store
LOCK = "second.lock"  # held by whoever asks


def current() -> Endpoint | None:
    """What is set up; None where it is off. The store is open."""
    text = state.get(NAME)
    return codec.loads(Endpoint, text) if text else None


def set_up(config: Config, made: Endpoint) -> None:
    """Remember the endpoint. What its model said before counts from now on; nothing is asked yet. Raises GoenError "busy"."""
    open_store(config)
    with only_writer(config), one_transaction():
        state.put(NAME, codec.dumps(made))
        state.changed()


def off(config: Config, *, forget: bool = False) -> bool:
    """Forget the endpoint: nothing is asked and nothing that was said counts; gives whether it was on. Raises GoenError "busy".

    What it said stays, for when it is set up again, unless it is to be forgotten too.
    """
    open_store(config)
    with only_writer(config), one_transaction():
        was_on = current() is not None
        state.put(NAME, "")
        if forget:
            answers.clear()
        state.changed()
    return was_on


def questions(messages: Iterable[Message], owner: Owner) -> list[Asked]:
    """The messages as they would be asked about."""
    mine, secret = set(owner.emails), salt()
    return [asked(m, mine=m.envelope.sender.email in mine or "sent" in m.envelope.marks, salt=secret) for m in messages]


def opinions(messages: Iterable[Message], owner: Owner) -> dict[str, Opinion]:
    """What the second reader said of these messages, by their ids; nothing where it is off."""
    endpoint = current()
    known = answers.by_content(endpoint.model, VERSION) if endpoint else {}
    if not known:
        return {}
    return {one.message: known[one.key] for one in questions(messages, owner) if one.key in known}


def let_go(kept: Iterable[Message], owner: Owner) -> None:
    """Forget what was said of mail that is not kept any more. Call it in a transaction."""
    if answers.count():
        answers.keep_only({one.key for one in questions(kept, owner)})
