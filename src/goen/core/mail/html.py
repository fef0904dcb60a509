"""HTML to readable text: block elements to lines, hidden text out, quotes marked with "> "."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_HTML = 2_000_000  # characters; the rest is not read
MAX_NODES = 200_000

_DROP = frozenset(
    {
        "script",
        "style",
        "head",
        "title",
        "template",
        "noscript",
        "svg",
        "math",
        "object",
        "iframe",
        "select",
        "textarea",
        "button-input",
        "-comment",
    }
)
_PARAGRAPH = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "table"})
_BLOCK = frozenset({
    "div", "tr", "li", "dt", "dd", "section", "article", "header", "footer", "main", "nav", "aside", "address", "center", "form", "fieldset",
    "figure", "figcaption", "hr", "body", "html", "tbody", "thead", "tfoot", "caption", "details", "summary",
}) | _PARAGRAPH  # fmt: skip
_CELL = frozenset({"td", "th"})
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)|opacity\s*:\s*0\s*(?:;|!|$)", re.I
)
_AT_RULE = re.compile(r"@[a-z-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.I)
_HIDDEN_CLASS = re.compile(r"((?:[a-z]*\.[\w-]+\s*,\s*)*[a-z]*\.[\w-]+)\s*\{[^}]*display\s*:\s*none", re.I)
_CLASS = re.compile(r"\.([\w-]+)")
_QUOTE_MARKS = re.compile(r"gmail_quote|yahoo_quoted|moz-cite|protonmail_quote|border-left", re.I)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_PADDING = re.compile(
    "[\u200b\ufeff\u034f\u00ad\u2060\u180e]|[\u200c\u200d\u200e\u200f\u2007]+(?=[\\s\u00a0]|$)|(?<=[\\s\u00a0])[\u200c\u200d\u200e\u200f\u2007]+"
)
_LINES = re.compile(r"\n{3,}")


def to_text(html: str) -> str:
    """The text that a reader of the rendered page sees. Text that every rule would hide is shown after all."""
    html = html[:MAX_HTML]
    if "\0" in html:
        html = html.replace("\0", "")
    tree = LexborHTMLParser(html)
    root = tree.body or tree.root
    if root is None:
        return ""
    text = _render(root, _hidden_classes(tree))
    return text or _render(root, None)


def _hidden_classes(tree: LexborHTMLParser) -> frozenset[str]:
    """Classes that a style sheet hides on every screen (rules for some screens only are left out)."""
    out: set[str] = set()
    for node in tree.css("style"):
        css = node.text(deep=True)
        if "none" not in css or "display" not in css:
            continue
        for selectors in _HIDDEN_CLASS.findall(_AT_RULE.sub("", css[:100_000])):
            out.update(_CLASS.findall(selectors))
    return frozenset(out)


def _render(root: LexborNode, hidden: frozenset[str] | None) -> str:
    """Depth first without recursion (mail nests tables by the hundred); `hidden` None shows everything."""
    out = _Lines()
    node: LexborNode | None = root
    seen = 0
    while node is not None and seen < MAX_NODES:
        seen += 1
        tag = node.tag or ""
        down = None
        if tag == "-text":
            out.text(node.text_content or "")
        elif tag not in _DROP and not (hidden is not None and _is_hidden(node, hidden)):
            out.enter(tag, node)
            down = node.child
            if down is None:
                out.leave(tag)
        if down is not None:
            node = down
            continue
        while node is not None and node is not root:
            following = node.next
            if following is not None:
                node = following
                break
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                node = None
                break
            out.leave(node.tag or "")
        else:
            node = None
    return out.whole()


def _is_hidden(node: LexborNode, classes: frozenset[str]) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    style = attributes.get("style")
    if style and _HIDDEN_STYLE.search(style):
        return True
    if "hidden" in attributes:
        return True
    if classes:
        names = attributes.get("class")
        return bool(names) and not classes.isdisjoint((names or "").split())
    return False


class _Lines:
    """Collects text, and knows where lines break and how deep the quote is."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.line: list[str] = []
        self.quotes: list[bool] = []  # for each open blockquote: is it a quoted message?
        self.depth = 0
        self.pre = 0
        self.blank = False

    def text(self, text: str) -> None:
        if self.pre:
            first, *more = text.split("\n")
            self.line.append(first)
            for part in more:
                self.end()
                self.line.append(part)
            return
        text = _SPACE.sub(" ", text)
        if text != " " or self.line:
            self.line.append(text)

    def end(self, *, forced: bool = False) -> None:
        line = "".join(self.line)
        self.line = []
        if not self.pre:
            line = line.strip(" ")
        if line.strip(" \u00a0\u200b\u200c\u034f\ufeff"):
            if self.blank and self.out:
                self.out.append(self._prefix(""))
            self.blank = False
            self.out.append(self._prefix(line))
        elif forced:
            self.blank = True

    def _prefix(self, line: str) -> str:
        return f"{'>' * self.depth} {line}".rstrip() if self.depth else line

    def enter(self, tag: str, node: LexborNode) -> None:
        if tag == "br":
            self.end(forced=not self.line)
        elif tag in _BLOCK:
            self.end()
            if tag in _PARAGRAPH and tag != "table":
                self.blank = True
            if tag == "blockquote":
                attributes = node.attributes
                marks = f"{attributes.get('class') or ''} {attributes.get('style') or ''}"
                quoted = attributes.get("type") == "cite" or "cite" in attributes or bool(_QUOTE_MARKS.search(marks))
                self.quotes.append(quoted)
                self.depth += quoted
            elif tag == "pre":
                self.pre += 1
            elif tag == "li":
                self.line.append("- ")
            elif (
                tag == "div"
                and "gmail_signature" in (node.attributes.get("class") or "").split()
                and not (self.out and self.out[-1].rstrip() == "--")
            ):
                self.out.append("-- ")
        elif tag in _CELL and self.line:
            self.line.append(" ")

    def leave(self, tag: str) -> None:
        if tag in _BLOCK:
            self.end()
            if tag in _PARAGRAPH and tag != "table":
                self.blank = True
            if tag == "blockquote" and self.quotes:
                self.depth -= self.quotes.pop()
            elif tag == "pre":
                self.pre -= 1

    def whole(self) -> str:
        self.end()
        text = "\n".join(self.out)
        if not text.isascii():
            text = _PADDING.sub("", text).replace("\u00a0", " ")
        return _LINES.sub("\n\n", "\n".join(line.rstrip() if line != "-- " else line for line in text.split("\n"))).strip("\n")
