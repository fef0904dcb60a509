"""From a form on a page to a correction: short ids to what stays, words to how they stand in the mail."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from django.utils.http import url_has_allowed_host_and_scheme

from goen.actions import mail, numbers
from goen.core.reading.kinds import KINDS, OUTCOMES, SIGNALS, TIES
from goen.core.values import Person
from goen.errors import GoenError
from goen.web.desk import Desk

Said = tuple[str, str, str]  # verb, target, value
CHOICES = {"kind": KINDS, "outcome": OUTCOMES, "tie": TIES, "signal": SIGNALS}


def correction(desk: Desk, form: Mapping[str, str]) -> Said:
    """What the form says. `verb`: a verb of Correction; `about`: the short id of a message, application or person; the rest by verb.

    Raises GoenError "bad-correction" or "not-found" for a form that no page made, and for words that don't stand in the mail.
    """
    make = _VERBS.get(form.get("verb", ""))
    if make is None:
        raise _unclear(desk)
    return make(desk, form)


def _unclear(desk: Desk) -> GoenError:
    return GoenError(desk.say("correction.unknown"), code="bad-correction")


def _choice(desk: Desk, form: Mapping[str, str], name: str) -> str:
    value = form.get(name, "")
    if value not in CHOICES[name]:
        raise _unclear(desk)
    return value


def _kind(desk: Desk, form: Mapping[str, str]) -> Said:
    return "kind", numbers.find_message(form.get("about", "")), _choice(desk, form, "kind")


def _no_kind(desk: Desk, form: Mapping[str, str]) -> Said:
    return "kind", numbers.find_message(form.get("about", "")), "other"


def _text(verb: str) -> Callable[[Desk, Mapping[str, str]], Said]:
    def made(desk: Desk, form: Mapping[str, str]) -> Said:
        value = " ".join(form.get("value", "").split())
        if not value:
            raise _unclear(desk)
        return verb, _mail_of(desk, form.get("about", "")), value

    return made


def _outcome(desk: Desk, form: Mapping[str, str]) -> Said:
    return "outcome", _mail_of(desk, form.get("about", "")), _choice(desk, form, "outcome")


def _merge(desk: Desk, form: Mapping[str, str]) -> Said:
    return "merge", _mail_of(desk, form.get("about", "")), _mail_of(desk, form.get("value", ""))


def _split(desk: Desk, form: Mapping[str, str]) -> Said:
    return "split", numbers.find_message(form.get("about", "")), ""


def _move(desk: Desk, form: Mapping[str, str]) -> Said:
    to = form.get("value", "").strip()
    return "move", numbers.find_message(form.get("about", "")), _mail_of(desk, to) if to else ""


def _tie(desk: Desk, form: Mapping[str, str]) -> Said:
    return "tie", _address(desk, form.get("about", "")), _choice(desk, form, "tie")


def _same(desk: Desk, form: Mapping[str, str]) -> Said:
    one, other = _address(desk, form.get("about", "")), _address(desk, form.get("value", "").strip())
    if one == other:
        raise _unclear(desk)
    return "same", one, other


def _not_a_sign(desk: Desk, form: Mapping[str, str]) -> Said:
    message = numbers.find_message(form.get("about", ""))
    return "not-a-sign", message, _standing(desk, message, form.get("quote", ""))


def _sign(desk: Desk, form: Mapping[str, str]) -> Said:
    message = numbers.find_message(form.get("about", ""))
    quote = _standing(desk, message, form.get("quote", ""))
    who = form.get("person", "")
    address = _address(desk, who) if who else mail.envelopes([message])[message].sender.email
    return "sign", message, f"{_choice(desk, form, 'signal')}|{address}|{quote}"


_VERBS: dict[str, Callable[[Desk, Mapping[str, str]], Said]] = {
    "kind": _kind,
    "no-kind": _no_kind,
    "organization": _text("organization"),
    "role": _text("role"),
    "outcome": _outcome,
    "merge": _merge,
    "split": _split,
    "move": _move,
    "tie": _tie,
    "same": _same,
    "not-a-sign": _not_a_sign,
    "sign": _sign,
}


def _mail_of(desk: Desk, name: str) -> str:
    """A message id of the application: corrections go by mail, which stays, while ids of applications may change."""
    book = desk.book
    application = book.applications.get(numbers.find(name.strip(), book.understanding, book.short))
    if application is None or not application.messages:  # one that was added by hand is changed on its own page
        raise numbers.unknown(name)
    return application.messages[0]


def _address(desk: Desk, name: str) -> str:
    book = desk.book
    person: Person | None = book.people.get(numbers.find(name.strip(), book.understanding, book.short))
    if person is None:
        raise numbers.unknown(name)
    if not person.emails:
        raise GoenError(desk.say("error.no-address", name=person.name), code="bad-correction")
    return person.emails[0]


def _standing(desk: Desk, message: str, words: str) -> str:
    """The words as they stand in the message, where spaces and line ends may differ."""
    kept = mail.some([message]).get(message)
    pattern = r"\s*".join(re.escape(piece) for piece in words.split())
    found = re.search(pattern, kept.new) if pattern and kept else None
    if found is None:
        raise GoenError(desk.say("error.no-quote"), code="bad-correction")
    return found.group()


def local(address: str) -> str:
    """The path of an address of these pages; the first page for any other."""
    _, _, rest = address.partition("://")
    path_of = "/" + rest.partition("/")[2] if rest else address
    return path_of if path_of and url_has_allowed_host_and_scheme(path_of, allowed_hosts=None) else "/"
