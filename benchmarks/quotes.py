"""How well the new text is told from quotes and signature, on other projects' fixtures.

    uv run --group benchmark python benchmarks/quotes.py [../shared/data/torture]

quotes.tsv says, for each fixture, which lines are its author's new text (labelled by hand for this project; the texts stay where they are).
A fixture counts as right if exactly those lines come out: in the first figure signature lines may come along or not, in the second they must not.
Speed is given beside it. Goen's rules were written with these fixtures in sight, and some are the other two libraries' own. The two Python libraries that do the same job stand beside Goen where they are installed.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from goen.core.mail import html, words

FOLDERS = {
    "crisp": "crisp-email-reply-parser/test/fixtures",
    "alfonsrv": "alfonsrv-mail-parser-reply/test/emails",
    "github": "github-email_reply_parser/test/emails",
    "zapier": "zapier-email-reply-parser/test/emails",
}
RENDERED = "mailspring-quoted/app/spec/fixtures/emails"


def gold(root: Path) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Name, text, lines of new text and lines of signature of each fixture."""
    for row in (Path(__file__).parent / "quotes.tsv").read_text("utf-8").splitlines():
        if row.startswith("#") or not row.strip():
            continue
        name, new, signature = row.split("\t")
        folder, _, file = name.partition("/")
        text = (root / FOLDERS[folder] / f"{file}.txt").read_text("utf-8", "replace").replace("\r\n", "\n")
        lines = text.split("\n")
        yield name, text, _lines(lines, new), _lines(lines, signature)


def _lines(lines: list[str], ranges: str) -> list[str]:
    out: list[str] = []
    for piece in filter(None, ranges.strip().split(",")):
        first, _, last = piece.partition("-")
        out.extend(lines[int(first) - 1 : int(last or first)])
    return _tidy("\n".join(out))


def _tidy(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def score(root: Path, tool: Callable[[str], tuple[str, str]]) -> tuple[int, int, int, list[str]]:
    """How many fixtures there are, how many have their quotes off, how many their signature too; and the names of the misses."""
    total = quotes = both = 0
    misses: list[str] = []
    for name, text, new, signature in gold(root):
        whole, bare = tool(text)
        total += 1
        got = _tidy(whole)
        right = [line for line in got if line not in signature or line in new] == new
        quotes += right
        both += _tidy(bare) == new
        if not right:
            misses.append(name)
    return total, quotes, both, misses


def rendered(root: Path) -> tuple[int, int]:
    """HTML mail with its quotes hidden by a mail client (Mailspring), against what Goen leaves of it."""
    total = right = 0
    for stripped in sorted((root / RENDERED).glob("*_stripped.html")):
        source = stripped.with_name(stripped.name.replace("_stripped", ""))
        found = words.split(html.to_text(source.read_text("utf-8", "replace")))
        expected = re.sub(r"\W", "", html.to_text(stripped.read_text("utf-8", "replace")))
        total += 1
        right += re.sub(r"\W", "", found.new + found.signature) == expected
    return total, right


def goen(text: str) -> tuple[str, str]:
    found = words.split(text)
    return found.new + "\n" + found.signature, found.new


def others() -> Iterator[tuple[str, Callable[[str], tuple[str, str]]]]:
    try:
        from mailparser_reply import EmailReplyParser as MailParserReply
        from mailparser_reply.constants import MAIL_LANGUAGES
    except ImportError:
        print("mail-parser-reply is not installed (uv sync --group benchmark)", file=sys.stderr)
    else:
        reader = MailParserReply(languages=list(MAIL_LANGUAGES))

        def mail_parser_reply(text: str) -> tuple[str, str]:
            replies = reader.read(text).replies
            return (replies[0].content or "", replies[0].body or "") if replies else ("", "")

        yield "mail-parser-reply", mail_parser_reply
    try:
        from email_reply_parser import EmailReplyParser
    except ImportError:
        print("email_reply_parser is not installed (uv sync --group benchmark)", file=sys.stderr)
    else:

        def email_reply_parser(text: str) -> tuple[str, str]:
            reply = EmailReplyParser.parse_reply(text)
            return reply, reply

        yield "email_reply_parser", email_reply_parser


def main() -> None:
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared" / "data" / "torture"
    if not root.is_dir():
        sys.exit(f"There are no fixtures in {root}.")
    texts = [text for _, text, _, _ in gold(root) if len(text) < 20_000]
    print(f"{'':20} {'quotes off':>12} {'signature too':>14} {'texts a second':>15}")
    for name, tool in [("goen", goen), *others()]:
        total, quotes, both, misses = score(root, tool)
        start = time.process_time()
        for text in texts:
            tool(text)
        rate = len(texts) / (time.process_time() - start)
        print(f"{name:20} {quotes:5} of {total:3} {both:7} of {total:3} {rate:15,.0f}")
        if "--misses" in sys.argv:
            print("   " + ", ".join(misses))
    total, right = rendered(root)
    print(f"HTML (Mailspring's fixtures): {right} of {total}")


if __name__ == "__main__":
    main()
