"""After a correction the page says how many messages like it are read otherwise, and why one of them is."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

from goen import samples
from goen.actions.scan import scan
from goen.config import Config
from goen.core.reasons import Reason
from goen.say import voice
from goen.store import queries
from tests.forms import Box
from tests.web.conftest import enter


def text(answer: Any) -> str:
    return unescape(str(answer.content.decode()))


def test_a_correction_says_what_it_changed_in_mail_like_it_and_why_names_it(empty: Config, language: str, tmp_path: Path) -> None:
    box = Box(tmp_path / "mail")
    first, second = box.forms(language)
    done = scan(empty, box.folder, owner=["thea@lund.example"], as_of=samples.AS_OF[language], workers=0).understanding
    web, say, rows = enter(empty), voice(language), queries.row_ids([first, second])
    form = {"verb": "kind", "about": f"m{rows[first]}", "kind": "request", "back": "/people/"}
    assert say("correction.effect-like", n=1) in text(web.post("/correct/", form, follow=True))
    reason = Reason("learnt-like", (("like", f"m{rows[first]}"), ("kind", "request")))
    assert say.reason(reason, {}, done.as_of) in text(web.get(f"/why/m{rows[second]}/"))
