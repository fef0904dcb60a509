"""A message as it was laid out, without anything that could do something: for a sandboxed frame."""

from __future__ import annotations

import nh3

from goen.core.mail import body, mime

MOST = 120_000  # characters of cleaned HTML that are shown
TAGS = frozenset(
    "p br div span b strong i em u s small sub sup blockquote pre code ul ol li dl dt dd table thead tbody tfoot tr td th caption hr h1 h2 h3 h4 h5 h6"
    " center address section article header footer".split()
)
GONE = {"script", "style", "title", "template", "noscript", "svg", "math", "object", "iframe", "select", "textarea", "form"}
ATTRIBUTES = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}


def laid_out(raw: bytes) -> str | None:
    """The HTML of a message with a closed list of tags: no scripts, styles, pictures, links, forms or addresses. None where it has no HTML.

    Never raises for any bytes. At most MOST characters; the cleaner closes what the cut leaves open.
    """
    try:
        root, _ = mime.tree(raw)
        html = body.laid_out(root)
    except mime.Unreadable:
        root, _ = mime.standard(raw)
        html = body.laid_out(root)
    if html is None:
        return None
    cleaned = _cleaned(html)
    return cleaned if len(cleaned) <= MOST else _cleaned(cleaned[:MOST])


def _cleaned(html: str) -> str:
    return nh3.clean(html, tags=set(TAGS), clean_content_tags=GONE, attributes=ATTRIBUTES, link_rel=None).strip()
