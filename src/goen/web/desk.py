"""What a page works on: which store, whose language, what day, and everything that was understood."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, cached_property
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse

from goen import config as configuration
from goen import samples
from goen.actions import background
from goen.actions.understanding import today, understanding
from goen.config import Config
from goen.core.mail.message import Envelope
from goen.errors import GoenError
from goen.say import LANGUAGES, Say, choose, voice
from goen.store.connect import open_store, use
from goen.view import View, plain
from goen.web import book as books
from goen.web import navigation
from goen.web.masking import initials

NOTED = 120  # characters of an argument of a note: the session is a cookie, and one over 4 kB would be lost with all that it holds
UNDO = "undo"  # name in the session: how the next page offers to take back what was just said (telling.offer_undo)
SAMPLE = "sample"  # name in the session, and of the folder below the data folder
SOON = 5_000  # messages that are understood within a few seconds
_OPENED: set[Config] = set()
_OPENING = Lock()


@dataclass(frozen=True)
class Desk:
    """`sample`: which made-up mailbox is being looked at ("en", or "en-morning" for the middle of its story), "" for the owner's own mail."""

    config: Config
    say: Say
    today: date
    sample: str = ""
    discreet: bool = False
    read_only: bool = False

    @cached_property
    def book(self) -> books.Book:
        return books.book(self.config, self.today)

    @property
    def now(self) -> datetime:
        """This moment of the day from which is judged, by this machine's clock."""
        return datetime.combine(self.today, datetime.now().astimezone().timetz())

    @property
    def as_of(self) -> date | None:
        """The day from which to judge, where it is not today."""
        return sample_day(self.sample) if self.sample else settings.GOEN.as_of

    @cached_property
    def view(self) -> View:
        """Names, days and results in the reader's words; names masked on a shared screen."""
        return self.book.view(self.say, discreet=self.discreet)

    def said(self, text: str) -> str:
        """Words of the mail as they are shown: with names masked where that is wanted."""
        return self.book.mask(text) if self.discreet else text

    def someone(self, name: str) -> str:
        """The name of somebody or something, known or not: as initials where names are masked."""
        return initials(name) if self.discreet else name

    def sender(self, envelope: Envelope) -> str:
        """Who wrote a mail: as the person is called everywhere; else as the mail has it."""
        known = self.book.by_address.get(envelope.sender.email)
        return self.view.person(known) if known else self.someone(plain(envelope.sender.name) or envelope.sender.email)

    def open_names(self) -> None:
        """For a form that holds names as they are. Raises GoenError "masked" on a shared screen: what would be saved are initials."""
        if self.discreet:
            raise GoenError("Names are masked, so this can't be changed here. Start Goen without --discreet to change it.", code="masked")

    def short(self, ident: str) -> str:
        return self.book.short.get(ident, ident)


def open_place(request: HttpRequest) -> None:
    """Open the store that this visitor looks at. Raises GoenError where it can't be used."""
    here = place(request)
    with _OPENING:
        if here not in _OPENED or not (here.database_url or here.database.exists()):
            open_store(here)
            _OPENED.add(here)
    use(here)
    request.goen_place = here


def place(request: HttpRequest) -> Config:
    own = configuration.load()
    return sample_place(own) if _sample(request) else own


def _sample(request: HttpRequest) -> str:
    """Which made-up mailbox is being looked at; a calendar program always gets the owner's own."""
    return "" if getattr(request, "goen_calendar", None) else str(request.session.get(SAMPLE, ""))


def sample_place(own: Config) -> Config:
    """The store of the made-up mailbox: a folder below the owner's, removed when they leave it."""
    return Config(home=own.home / SAMPLE)


def sample_day(sample: str) -> date:
    language, _, moment = sample.partition("-")
    return (samples.MORNING_AFTER if moment else samples.AS_OF)[language]


def desk(request: HttpRequest) -> Desk:
    """The desk of this request, made once."""
    known: Desk | None = getattr(request, "goen_desk", None)
    if known is None:
        sample = _sample(request)
        day = sample_day(sample) if sample else settings.GOEN.as_of or today()
        known = Desk(place(request), words(request), day, sample, settings.GOEN.discreet, settings.GOEN.read_only)
        request.goen_desk = known
    return known


def words(request: HttpRequest) -> Say:
    """The voice in the visitor's language: what they chose, else what the program was started in, else what the browser asks for."""
    chosen = request.session.get("language") if hasattr(request, "session") else None
    browser = request.headers.get("Accept-Language", "")[:2].lower()
    wanted = chosen or settings.GOEN.language or (browser if browser in LANGUAGES else None)
    return typeset(choose(wanted, {}))


@cache
def typeset(language: str) -> Say:
    """The voice with the apostrophes of print."""
    say = voice(language)
    return replace(say, texts={key: _curled(text) for key, text in say.texts.items()})


def _curled(text: Any) -> Any:
    return {form: _curled(one) for form, one in text.items()} if isinstance(text, dict) else str(text).replace("'", "’")


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page, or a part of one."""
    return render(request, template, context, status=status)


def turn(name: str, *arguments: str, query: str = "") -> HttpResponse:
    """To another page, after something was done."""
    return HttpResponseRedirect(reverse(name, args=arguments) + (f"?{query}" if query else ""))


def note(request: HttpRequest, key: str, /, **arguments: str | int) -> None:
    """Leave a sentence for the next page that is shown."""
    short = {
        name: value if isinstance(value, int) or len(value) <= NOTED else value[: NOTED - 1] + "…" for name, value in arguments.items()
    }
    request.session["notes"] = [*request.session.get("notes", []), [key, short]]


def notes(request: HttpRequest) -> list[str]:
    say = words(request)
    return [say(key, **arguments) for key, arguments in request.session.pop("notes", [])]


def part_wanted(request: HttpRequest) -> bool:
    """Whether htmx asks, for a part of the page."""
    return bool(request.headers.get("HX-Request") == "true")


def understand_again(at: Desk) -> Desk:
    """After a correction: at once, as the commands do; for a large store in the background, and the page says so. Gives the desk as it is then."""
    if len(at.book.readings) <= SOON:
        understanding(at.config, as_of=at.today)
    return replace(at)


def at_work(request: HttpRequest) -> str:
    """ "at-work" while mail is read or understood anew, "unfinished" where reading was broken off, else "".

    Where a day has passed or a fact has changed, understanding anew is begun here, and the page waits for nothing.
    """
    if not hasattr(request, "goen_place"):
        return ""
    here = desk(request)
    job = background.progress(here.config)
    if job and job.state == "running":
        return "at-work"
    if job and job.kind == "scan" and job.state != "done":
        return "unfinished"
    if here.read_only or here.book.current or (job and job.kind == "refresh" and job.state != "done"):
        return ""
    with suppress(GoenError):  # somebody else was quicker
        background.start(here.config, as_of=here.as_of)
    return "at-work"


def anything(request: HttpRequest) -> bool:
    """Whether there is anything to go to: not before the first mail was read, nor where the store can't be opened."""
    if not hasattr(request, "goen_place"):
        return False
    book = desk(request).book
    return bool(book.total or book.understanding.applications)


def context(request: HttpRequest) -> Mapping[str, Any]:
    """What every template has."""
    at = getattr(request, "resolver_match", None)
    return {
        "desk": desk(request),
        "say": words(request),
        "language": words(request).language,
        "token": get_token(request),
        "notes": [] if part_wanted(request) else notes(request),
        "undo": not part_wanted(request) and request.session.pop(UNDO, None),
        "at_work": "" if part_wanted(request) else at_work(request),
        "navigation": navigation.entries(at.url_name if at else "") if anything(request) else [],
        "here": request.path,
    }


def forget_places() -> None:
    """Open every store anew: its folder was removed or put back."""
    with _OPENING:
        _OPENED.clear()
