"""The record of applications: as rows for the terminal, and as one page to print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from goen.actions.records import Record
from goen.view import View, plain

STYLE = """
body { font: 11pt/1.5 serif; margin: 2cm; color: #111; }
h1 { font-size: 15pt; margin: 0; }
table { border-collapse: collapse; width: 100%; margin: 1.2em 0; }
th, td { border-bottom: 1px solid #999; text-align: left; padding: .3em .5em; vertical-align: top; }
tr { break-inside: avoid; }
.signature { margin-top: 3em; border-top: 1px solid #111; width: 18em; padding-top: .3em; }
@page { size: A4; margin: 1.5cm; }
"""


def rows_of(view: View, found: Sequence[Record]) -> list[list[str]]:
    """The heading and one row for each application."""
    say = view.say
    rows = [[say(f"proof.{name}") for name in ("date", "organization", "role", "how", "result")]]
    for r in found:
        a = r.application
        day = say.day(r.day)
        rows.append(
            [day, view.organization(a), plain(a.role) or say("board.role-unknown"), say(f"proof.{r.how}"), view.result(a, short=False)]
        )
    return rows


def page_of(view: View, found: Sequence[Record], start: date) -> str:
    """One HTML page that prints on A4; nothing in it comes from elsewhere."""
    say = view.say
    head, *rows = rows_of(view, found)
    title = escape(say("proof.title"))
    who = say("proof.of", name=view.understanding.owner.name, start=say.day(start), end=say.day(view.today))
    cells = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    names = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    return f"""<!DOCTYPE html>
<html lang="{say.language}"><head><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style></head>
<body><h1>{title}</h1>
<p>{escape(who)}<br>{escape(say("proof.total", n=len(found)))}</p>
<table><thead><tr>{names}</tr></thead><tbody>
{cells}
</tbody></table>
<p>{escape(say("proof.made", date=say.day(view.today)))}</p>
<p class="signature">{escape(say("proof.signature"))}</p>
</body></html>
"""
