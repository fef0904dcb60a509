"""The second reader: where it is, and what would be sent there."""

from __future__ import annotations

from goen.actions.asking import Plan
from goen.cli.show.page import Page
from goen.say import Say
from goen.second.endpoint import Endpoint
from goen.view import plan_words, whereabouts


def show_plan(page: Page, say: Say, plan: Plan) -> None:
    """All that the owner needs to know before they say yes."""
    page.line()
    if plan.endpoint is None:
        page.text(say("second.is-off"), indent=1)
        if plan.questions:
            page.text(say("second.could", n=len(plan.questions)), indent=1)
        page.line()
        page.text(say("second.how"), "quiet", indent=1)
        return
    show_endpoint(page, say, plan.endpoint)
    page.line()
    for text in plan_words(say, plan):
        page.text(text, indent=1)
    if plan.questions:
        page.line()
        page.text(say("second.next"), "quiet", indent=1)


def show_endpoint(page: Page, say: Say, endpoint: Endpoint) -> None:
    page.text(say("second.is-on", model=endpoint.model, url=endpoint.url), "heading", indent=1)
    page.text(whereabouts(say, endpoint), "" if endpoint.place == "here" else "worth", indent=1)
    if endpoint.key_env or endpoint.key_file:
        page.text(
            say(f"second.with-{'env' if endpoint.key_env else 'file'}", name=endpoint.key_env or endpoint.key_file), "quiet", indent=1
        )
