"""What the author of a text wrote now, apart from quotes, signature, disclaimers and what was forwarded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from goen.core.mail import attributions, signatures

MAX_LINES = 20_000
MAX_TRIES = 300  # lines of one text that are looked at as attributions
_OPENING = "bBaAdDiI転以"  # with which separators in words begin ("Begin forwarded message:"); all but Japanese ones hold a colon


class Words(NamedTuple):
    """`new` is an exact substring of the text where it is in one piece; the pieces around inline quotes are joined by a newline.

    `signature` begins with the closing formula ("Kind regards,") where there is one, and never takes the whole text.
    `rest` is everything else: attributions, quotes, forwarded text, disclaimers, footers.
    """

    new: str
    signature: str
    rest: str


def split(text: str) -> Words:
    """Newlines must be "\\n". Any text is accepted."""
    if not text.strip():
        return Words("", "", "")
    lines = text.split("\n", MAX_LINES)
    runs, rest = _unquoted(lines)
    if not runs:
        return Words("", "", text.strip("\n"))
    kept: list[str] = []
    signature = ""
    for n in range(len(runs) - 1, -1, -1):
        new, sign, footer = _ended(runs[n], last=n > 0)
        if sign and not signature:
            signature = sign
            sign = ""
        rest.extend(part for part in (sign, footer) if part)
        if new:
            kept = [_trim(run) for run in runs[:n]] + [new]
            break
    kept = [part for part in kept if part]
    kept[0:1], warning = _without_warning(kept[0]) if kept else ([], "")
    if warning:
        rest.insert(0, warning)
    return Words("\n".join(kept), signature, "\n".join(rest))


def _trim(lines: Sequence[str]) -> str:
    return "\n".join(lines).strip("\n").rstrip()


def _without_warning(text: str) -> tuple[list[str], str]:
    lines = text.split("\n")
    end = signatures.warning_end(lines)
    if not end:
        return [text], ""
    return [_trim(lines[end:])], _trim(lines[:end])


def _unquoted(lines: Sequence[str]) -> tuple[list[list[str]], list[str]]:
    """The runs of lines that are not quoted, and the rest."""
    runs: list[list[str]] = []
    rest: list[str] = []
    run: list[str] = []
    n = len(lines)
    i = tries = 0
    while i < n:
        line = lines[i]
        first = line[:1]
        if first.isalpha() and first not in "転以" and ":" not in line and line[-1] not in "：et":
            run.append(line)  # most lines
            i += 1
            continue
        if not line or line.isspace():
            run.append(line)
            i += 1
            continue
        stripped = line.rstrip()
        if first in ">＞ " and attributions.is_quoted(line):
            end = _quote_end(lines, i)
            rest.extend(lines[i:end])
            if run:
                runs.append(run)
                run = []
            i = end
            continue
        if attributions.is_candidate(stripped) and tries < MAX_TRIES:
            tries += 1
            follows = _quote_follows(lines, i)
            start = attributions.attribution_start(lines, i, quote_follows=follows)
            if start >= 0:
                taken = i - start
                if taken:
                    del run[-taken:]
                rest.extend(lines[start : i + 1])
                if not follows:
                    rest.extend(lines[i + 1 :])
                    break
                i += 1
                continue
        if attributions.may_open_header(line) and attributions.header_block(lines, i):
            rest.extend(_above(run))
            rest.extend(lines[i:])
            break
        if first in "-_=—* " + _OPENING and attributions.is_separator(lines, i):
            if _quote_follows(lines, i):
                rest.append(line)
                i += 1
                continue
            rest.extend(lines[i:])
            break
        run.append(line)
        i += 1
    if run:
        runs.append(run)
    return [r for r in runs if any(not x.isspace() and x for x in r)], rest


def _above(run: list[str]) -> list[str]:
    """Takes the rule ("________") above a header block from the run."""
    taken: list[str] = []
    while run and (not run[-1].strip() or attributions.RULE.match(run[-1])):
        taken.append(run.pop())
    return [line for line in reversed(taken) if line.strip()]


def _quote_follows(lines: Sequence[str], i: int) -> bool:
    for line in lines[i + 1 : i + 6]:
        if line.strip():
            return attributions.is_quoted(line)
    return False


def _quote_end(lines: Sequence[str], i: int) -> int:
    """The line after a quoted block. A short line without a mark between two quoted ones is the end of a wrapped line."""
    n = len(lines)
    end = i
    while end < n:
        if attributions.is_quoted(lines[end]):
            end += 1
            continue
        wrapped = lines[end].strip() and len(lines[end - 1]) >= 50 and len(lines[end]) < 80
        if wrapped and end + 1 < n and attributions.is_quoted(lines[end + 1]):
            end += 1
            continue
        break
    return end


def _ended(lines: Sequence[str], *, last: bool) -> tuple[str, str, str]:
    """New text, signature and footer of one run."""
    end = signatures.footer_start(lines, may_be_all=last)
    body, said, closing = _with_postscript(lines[:end], last=last)
    at = signatures.start(body, may_be_all=last)
    sign = body[at:]
    below = signatures.mobile_end(sign)
    new = "\n".join(filter(None, (_trim(body[:at]), said)))
    signature = "\n".join(filter(None, (_trim(sign[:below]), closing)))
    footer = "\n".join(filter(None, (_trim(sign[below:]), _trim(lines[end:]))))
    return new, signature, footer


def _with_postscript(lines: Sequence[str], *, last: bool) -> tuple[Sequence[str], str, str]:
    """The lines above a postscript that stands below the name, what it says (that is said, not signed), and a signature below it."""
    at = signatures.postscript(lines)
    if at == len(lines) or signatures.start(lines[:at], may_be_all=last) == at:
        return lines, "", ""
    below = lines[at:]
    end = signatures.start(below)
    return lines[:at], _trim(below[:end]), _trim(below[end:])
