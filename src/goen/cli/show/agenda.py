"""The day's list, and the work ledger, in words."""

from __future__ import annotations

from collections.abc import Iterable

from goen.actions.agenda import Day
from goen.cli.show.page import Page
from goen.core.advice.credits import Credit
from goen.core.advice.ledger import Work
from goen.core.advice.prepare import Preparation, prepare
from goen.core.advice.steps import WELCOME
from goen.core.values import Recorded
from goen.shown import letter_words, work_facts
from goen.view import View, plain, sentence, steps, task_words

OPEN = frozenset({"drafted", "checked", "sent", "silent", "reminded"})


def show_agenda(page: Page, view: View, here: Day) -> None:
    """What to do today, what the next days bring, and the letters on their way."""
    say = view.say
    found = here.agenda
    pause = here.understanding.pause
    page.line()
    page.line(f" {say.day(view.today)}", "heading")
    page.line()
    if pause is not None:
        since = say.day(pause.since, view.today)
        key = "next.resting" if pause.why == "rest" else "next.job-at" if pause.organization else "next.job"
        page.text(say(key, date=since, organization=pause.organization), indent=1)
    if not found.today and (pause is None or pause.why == "job"):
        page.text(say("next.nothing") if view.total != 0 else say("list.no-mail-yet"), indent=1)
    for task in found.today:
        page.item(view.id(task.application or task.person or ""), task_words(view, task))
        if task.code == "offer" and not view.applications[task.application or ""].organization:
            page.text(say("task.unnamed", id=view.id(task.application or "")), "quiet")
        if task.letter and here.letter(task)[0] is not None:
            page.text(say("task.drafts" if task.choices else "task.draft", id=view.id(task.application or task.person or "")), "quiet")
        elif task.code == "thank-talk":
            page.text(say("task.thank-talk-first-note"), "quiet")
        elif task.code == "prepare":
            _show_preparation(page, view, prepare(task, here.context, found))
    if found.ahead:
        page.heading(say("next.ahead"))
        for task in found.ahead:
            page.item(view.id(task.application or task.person or ""), task_words(view, task), "quiet")
    about = {t.application for t in (*found.today, *found.ahead)}
    people = {t.person for t in (*found.today, *found.ahead) if t.letter}
    welcome = [
        (advice, step)
        for advice, step in steps(view)[0]
        if step.code in WELCOME and advice.application not in about and dict(step.arguments)["person"] not in people
    ]
    if welcome and (pause is None or pause.why == "job"):
        page.heading(say("next.welcome"))
        for advice, step in welcome:
            page.item(view.id(advice.application), sentence(view, advice, step), "quiet")
            page.text(say("task.draft", id=view.id(advice.application)), "quiet")
    letters = [one for one in found.letters if one.state in OPEN and one.person in view.people]
    if letters:
        page.heading(say("next.open"))
        for letter in letters:
            page.item(view.id(letter.person), letter_words(view, letter), "quiet")


def _show_preparation(page: Page, view: View, found: Preparation) -> None:
    """Who will be there, their words, open promises, and what the owner noted."""
    say = view.say
    if found.people:
        page.text(say("prepare.people", names=say.both(view.of(view.people[p]) for p in found.people)), "quiet")
    for person, signs in found.said:
        for sign in signs:
            page.text(say("advice.wrote", person=view.person(person), quote=plain(sign.quote)), "quote")
    for pledge in found.promised:
        page.text(say(f"prepare.{pledge.kind}", date=say.day(pledge.by, view.today), quote=plain(pledge.quote)), "quiet")
    for note in found.notes:
        for key, text in (("liked", note.liked), ("worries", note.worries), ("next", note.next)):
            if text:
                page.text(say(f"note.{key}", text=plain(text)), "quiet")


def show_ledger(page: Page, view: View, works: Iterable[Work]) -> None:
    """Each piece of work in two or three lines; the signs of free work with their words."""
    say = view.say
    page.line()
    empty = True
    for work in works:
        if not empty:
            page.line()
        empty = False
        application = view.applications[work.application]
        page.item(
            view.id(application.id), say("ledger.asked", organization=view.application(application), date=say.day(work.asked, view.today))
        )
        page.text(f"“{plain(work.quote)}”" if say.language == "en" else f"「{plain(work.quote)}」", "quote")
        page.text(work_facts(view, work), "quiet")
        if work.signs:
            page.text(say("ledger.smells") if work.smells else "", "worth" if work.smells else "")
            for sign in work.signs:
                page.text(plain(say.reason(sign, view.names, view.today)), indent=8)
            if work.smells and work.handed_in is None:
                page.text(say("ledger.do"), indent=8)
    if empty:
        page.text(say("ledger.none"), indent=1)


def show_notes(page: Page, view: View, notes: Iterable[Recorded]) -> None:
    """What the owner noted, under a heading; nothing where there is none."""
    say = view.say
    first = True
    for recorded in notes:
        if first:
            page.heading(say("note.heading"))
        first = False
        note = recorded.note
        page.item(say.short_date(note.on, view.today), plain(note.text) or "·")
        for key, text in (
            ("met", say.both(map(plain, note.present))),
            ("liked", note.liked),
            ("worries", note.worries),
            ("next", note.next),
        ):
            if text:
                page.text(say(f"note.{key}", names=text, text=plain(text)), "quiet")
        for said in note.said:
            page.text(say("note.said", by=plain(said.by), words=plain(said.words)), "quote")


def show_credits(page: Page, view: View, found: Iterable[Credit]) -> None:
    """Who has done how much, and whether they were told; only those who introduced or went beyond their duty."""
    say = view.say
    first = True
    for credit in found:
        if not credit.introductions and not credit.acts:
            continue
        if first:
            page.heading(say("credit.heading"))
        first = False
        parts = [say("credit.did", person=view.person(credit.person), acts=credit.acts, words=credit.words)]
        if credit.introductions:
            parts.append(say("credit.introduced", n=credit.introductions))
        if credit.told is not None:
            parts.append(say("credit.told" if credit.told else "credit.not-told"))
        page.item(view.id(credit.person), (", " if say.language == "en" else "、").join(parts))
