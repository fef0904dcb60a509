"""Whether somebody has asked to see the owner's work and has not had it yet: the step between an introduction and a talk or an offer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from goen.core.advice.correspondence import Mail
from goen.core.advice.letters.en import rules as en
from goen.core.advice.letters.ja import rules as ja

SENT = frozenset({"submission", "application"})


def asked_for_samples(mails: Sequence[Mail], since: datetime) -> Mail | None:
    """Their last mail since then that asks for work to look at; None where the owner has sent work, or anything with an attachment, after it."""
    asked: Mail | None = None
    for mail in mails:
        if mail.at < since:
            continue
        if not mail.mine and (en.INVITES_CV.search(mail.message.new) or ja.INVITES_CV.search(mail.message.new)):
            asked = mail
        elif mail.mine and (mail.kinds & SENT or mail.message.attachments):
            asked = None
    return asked
