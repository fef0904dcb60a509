"""Every component on one page of examples, for those who work on the pages: only where GOEN_DEBUG is set."""

from __future__ import annotations

import os

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from goen.core.reading.kinds import OUTCOMES, TIES
from goen.web.desk import page

COLOURS = ("paper", "paper-2", "ink", "quiet", "hair", "hair-2", "seal", "door", "mark", "focus")
SIZES = ("s1", "s2", "s3", "s4", "s5")


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    if not os.environ.get("GOEN_DEBUG"):
        raise Http404
    return page(request, "style.html", colours=COLOURS, sizes=SIZES, ties=TIES, outcomes=OUTCOMES)


urls = [path("style/", style, name="style")]
