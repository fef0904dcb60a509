"""HTML to readable text: block elements to lines, hidden text out, quotes marked with "> ".

Marks (control characters) are put into the source where a line or cell ends, the parser gives the text in one piece with the marks in it, and
the marks become lines. That is four times as fast as a walk over the nodes in Python.
"""

from __future__ import annotations

import re
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

MAX_HTML = 2_000_000  # characters; the rest is not read
MAX_CSS = 200_000
MAX_DEPTH = 1000  # of elements in elements; what is deeper was made to harm, and its tags are just taken out
MANY_TAGS = 2 * MAX_DEPTH

_LINE, _CELL, _PARAGRAPH, _BREAK, _QUOTE, _UNQUOTE, _SIGNATURE = b"\1", b"\2", b"\3", b"\4", b"\5", b"\6", b"\7"
_CONTROLS = bytes(range(9)) + b"\x0b" + bytes(range(14, 32)) + b"\x7f"

# A mark may stand only where text may: before a block, inside a cell, never between the parts of a table.
_TAG = re.compile(
    rb"<(?:/t[dh]\s*>(?:\s*</tr)?|/?(?:br|div|p|pre|li|h[1-6]|ul|ol|dl|dt|dd|hr|table|blockquote|section|article|header|footer|main|nav|aside|address|center|"
    rb"form|fieldset|figure|figcaption|caption|details|summary)\b)",
    re.I,
)
_PARAGRAPHS = frozenset({b"p", b"h1", b"h2", b"h3", b"h4", b"h5", b"h6", b"ul", b"ol", b"dl", b"blockquote"})
_OPEN_OR_CLOSE = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_SINGLE = frozenset(
    {
        b"br",
        b"img",
        b"hr",
        b"meta",
        b"link",
        b"input",
        b"area",
        b"base",
        b"col",
        b"wbr",
        b"p",
        b"li",
        b"td",
        b"tr",
        b"th",
        b"dd",
        b"dt",
        b"option",
    }
)
_ANY_TAG = re.compile(rb"<[^<>]{0,2000}>?")
_PRE = re.compile(rb"(<pre\b[^>]*>)(.*?)(</pre|$)", re.I | re.S)
_QUOTE_MARKS = re.compile(rb"gmail_quote|yahoo_quoted|moz-cite|protonmail_quote|border-left|type\s*=\s*[\"']?cite|\bcite\s*=", re.I)
_DROP = "script,style,title,template,noscript,svg,math,object,iframe,select,textarea"
# what hides an element: the words to look for in the source, and the selector that finds the elements
_HIDING = (
    *(
        (words.encode(), f'[style*="{words}"]')
        for words in ("display:none", "display: none", "visibility:hid", "visibility: hid", "mso-hide", "max-height:0", "opacity:0")
    ),
    (b" hidden", "[hidden]"),
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|(?:max-height|opacity)\s*:\s*0(?:px)?\s*(?:;|!|$)", re.I
)
_BRACES = re.compile(r"([{}])")
_CLASS = re.compile(r"\.([\w-]+)")
_SPACE = re.compile(r"[ \t\r\n\f]*[\t\r\n\f][ \t\r\n\f]*|  +")
_MARKS = re.compile(r"[\1-\4][ \1-\4]*")
_DEPTH = re.compile(r"([\5\6\7])")
_PADDING = re.compile(
    "[\u200b\ufeff\u034f\u00ad\u2060\u180e]|[\u200c\u200d\u200e\u200f\u2007]+(?=[\\s\u00a0]|$)|(?<=[\\s\u00a0])[\u200c\u200d\u200e\u200f\u2007]+"
)
_BLANKS = re.compile(r"\n{3,}")


def to_text(html: str) -> str:
    """The text that a reader of the rendered page sees. Where all of it is hidden by its own rules, it is shown after all."""
    data = html[:MAX_HTML].encode("utf-8", "replace").translate(None, _CONTROLS)
    if b"<pre" in data or b"<PRE" in data:
        data = _PRE.sub(lambda m: m[1] + m[2].replace(b"\r", b"").replace(b"\n", _BREAK) + m[3], data)
    data = b" ".join(data.split())
    if data.count(b"<") > MANY_TAGS and _depth(data) > MAX_DEPTH:
        return _lines(_ANY_TAG.sub(b" ", data).decode("utf-8", "replace"))
    data = _TAG.sub(_Marker(data), data)
    text = _visible(data, hide=True)
    return text or _visible(data, hide=False)


def _depth(data: bytes) -> int:
    """How deep elements are nested, roughly: end tags that may be left out count as missing."""
    depth = deepest = 0
    for closing, name in _OPEN_OR_CLOSE.findall(data):
        if name.lower() not in _SINGLE:
            depth += -1 if closing else 1
            deepest = max(deepest, depth)
    return deepest


class _Marker:
    """Says what to put before a tag; remembers which open block quotes are quoted messages."""

    def __init__(self, data: bytes) -> None:
        self.quotes: list[bool] = []
        self.signed = b"gmail_signature" in data

    def __call__(self, found: re.Match[bytes]) -> bytes:
        tag = found[0]
        marked = _marked(tag)
        if marked is None:
            return _PARAGRAPH + self._quote(found) + tag
        if (
            self.signed
            and tag == b"<div"
            and b"gmail_signature" in (inside := _attributes(found))
            and b"gmail_signature_prefix" not in inside
        ):
            return _SIGNATURE + tag
        return marked

    def _quote(self, found: re.Match[bytes]) -> bytes:
        if found[0][1:2] == b"/":
            return _UNQUOTE if self.quotes and self.quotes.pop() else b""
        quoted = bool(_QUOTE_MARKS.search(_attributes(found)))
        self.quotes.append(quoted)
        return _QUOTE if quoted else b""


@lru_cache(maxsize=1024)
def _marked(tag: bytes) -> bytes | None:
    """A tag with the mark before it that it always has; None for block quotes, which have two kinds."""
    name = tag.strip(b"<").lower()
    if name.startswith((b"/td", b"/th")) and (name[3:4] in (b"", b">") or name[3:4].isspace()):
        return (_LINE if b"</tr" in name else _CELL) + tag
    if name.strip(b"/") == b"blockquote":
        return None
    if name == b"br":
        return _BREAK + tag
    if name in (b"/table", b"/br"):
        return tag
    return (_PARAGRAPH if name.strip(b"/") in _PARAGRAPHS else _LINE) + tag


def _attributes(found: re.Match[bytes]) -> bytes:
    end = found.string.find(b">", found.end(), found.end() + 4000)
    return found.string[found.end() : end] if end >= 0 else b""


def _visible(data: bytes, *, hide: bool) -> str:
    tree = LexborHTMLParser(data)
    root = tree.body or tree.root
    if root is None:
        return ""
    if hide:
        for node in _hidden(tree, data):
            node.decompose()
    for node in root.css(_DROP):
        node.decompose()
    return _lines(root.text())


def _hidden(tree: LexborHTMLParser, data: bytes) -> list[LexborNode]:
    """The outermost elements that are not shown, by their own style or by a class that a style sheet hides on every screen."""
    selectors = ",".join(selector for words, selector in _HIDING if words in data)
    found = [
        node
        for node in (tree.css(selectors) if selectors else ())
        if "hidden" in node.attributes or _HIDDEN_STYLE.search(node.attributes.get("style") or "")
    ]
    css = "".join(style.text() for style in tree.css("style"))
    if "display:none" in css or "display: none" in css:
        for name in _hidden_classes(css):
            found.extend(_of_class(tree, name))
    return found


def _hidden_classes(css: str) -> set[str]:
    """Classes that a style sheet hides on every screen: rules within @media and its like are left out."""
    out: set[str] = set()
    depth = 0
    selector = ""
    pieces = _BRACES.split(css[:MAX_CSS])
    for piece, brace in zip(pieces[::2], pieces[1::2], strict=False):
        if brace == "{":
            depth += 1
            selector = piece if depth == 1 else ""
        else:
            if depth == 1 and not selector.lstrip().startswith("@") and _HIDDEN_STYLE.search(piece):
                out.update(_CLASS.findall(selector))
            depth = max(depth - 1, 0)
    return out


def _of_class(tree: LexborHTMLParser, name: str) -> list[LexborNode]:
    try:
        return tree.css(f".{name}")
    except SelectolaxError:
        return []  # a name that is no selector


def _lines(text: str) -> str:
    if "  " in text or "\n" in text or "\t" in text:
        text = _SPACE.sub(" ", text)
    text = _MARKS.sub(lambda m: _broken(m[0]), text)
    if "\5" in text or "\6" in text or "\7" in text:
        text = _quoted(text)
    if not text.isascii():
        text = _PADDING.sub("", text).replace("\u00a0", " ")
    lines = [line if line == "-- " else line.strip(" \t") if line[:1] != ">" else line.rstrip() for line in text.split("\n")]
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip("\n ")


@lru_cache(maxsize=4096)
def _broken(marks: str) -> str:
    """What a run of marks comes to: a blank line for a paragraph or a second break, else a new line, else a space between cells."""
    marks = marks.replace(" ", "").replace("\2", "")
    if not marks:
        return " "
    if "\3" in marks or "\4" in marks[1:]:
        return "\n\n"
    return "\n"


def _quoted(text: str) -> str:
    """Marks of quotes and signatures become "> " before each line, and "-- "."""
    depth = 0
    out: list[str] = []
    for piece in _DEPTH.split(text):
        if piece == "\5":
            depth += 1
        elif piece == "\6":
            depth = max(depth - 1, 0)
        elif piece == "\7":
            out.append("-- \n")
        elif piece.strip():
            if depth:
                marks = ">" * min(depth, 20)
                out.append("\n".join(f"{marks} {line.strip()}".rstrip() for line in piece.strip("\n ").split("\n")) + "\n")
            else:
                out.append(piece.lstrip(" ") if out and out[-1].endswith("\n") else piece)
    return "".join(part if part.endswith("\n") or n + 1 == len(out) else part + "\n" for n, part in enumerate(out))
