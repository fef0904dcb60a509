"""Search, and the palette that opens with Ctrl or Cmd and K."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from goen.web import navigation
from goen.web.desk import desk, page
from goen.web.finding import find
from goen.web.quotes import whole

A_PAGE = 20
LONGEST = 200  # characters of a query
IN_PALETTE = 6  # of each sort


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "")[:LONGEST].strip()
    number = whole(request.GET.get("page", ""))
    found = find(desk(request), query, start=(number - 1) * A_PAGE, most=A_PAGE)
    return page(request, "search.html", query=query, found=found, number=number, older=found.more or number * A_PAGE < found.total)


@require_safe
def palette(request: HttpRequest) -> HttpResponse:
    """Where one can go, as one types: a part of a page."""
    here = desk(request)
    query = request.GET.get("q", "")[:LONGEST].strip()
    entries = [(entry.url, here.say(f"nav.{entry.name}")) for entry in navigation.entries("")]
    pages = [(url, name) for url, name in entries if query.casefold() in name.casefold()]
    return page(request, "_palette.html", query=query, pages=pages, found=find(here, query, most=IN_PALETTE, names=IN_PALETTE))


urls = [path("search/", search, name="search"), path("palette/", palette, name="palette")]
