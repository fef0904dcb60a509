"""Style sheet and scripts. Addresses carry a hash of the content, so that the browser may keep them for good."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

FOLDER = Path(__file__).parents[1] / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@require_safe
def static(request: HttpRequest, name: str) -> HttpResponse:
    file = FOLDER / name
    if file.suffix not in TYPES or file.resolve() != file or not file.is_file():
        raise Http404
    response = HttpResponse(file.read_bytes(), content_type=f"{TYPES[file.suffix]}; charset=utf-8")
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


@cache
def address(name: str) -> str:
    """Where a file is, with the hash of what it holds."""
    digest = blake2b(FOLDER.joinpath(*name.split("/")).read_bytes(), digest_size=6).hexdigest()
    return f"{reverse('static', args=[name])}?{digest}"


urls = [path("static/<path:name>", static, name="static")]
