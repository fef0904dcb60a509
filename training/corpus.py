"""Read the labelled mailboxes of `training/corpus`, check them, and build them as mbox files with gold labels."""

from __future__ import annotations

import collections
import hashlib
import json
import pathlib
import re
import sys
from datetime import datetime
from email.utils import parseaddr
from typing import Any

HERE = pathlib.Path(__file__).parent
CORPUS = HERE / "corpus"

KINDS = (
    "application acknowledgement outreach invitation scheduling assignment submission request update rejection offer acceptance "
    "withdrawal introduction introduction_offer thanks ask conversation alert other"
).split()
SIGNALS = "praise belief encouragement open_door personal_reason initiative introduction courtesy".split()
TIES = "none acquaintance warm champion".split()
STAGES = "applied screen assignment interview final offer".split()
OUTCOMES = "open rejected offer accepted withdrawn silent".split()
SIZES = "keep_in_mind introduction catch_up".split()
OWNER_KINDS = {"application", "submission", "acceptance", "withdrawal", "ask"}
FIELDS = {"from", "to", "cc", "date", "subject", "re", "quote", "format", "charset", "headers", "attach", "ics"}

MESSAGE_LINE = re.compile(r"^--- (m\d+) (\w+(?:\+\w+)*)(?: (a\d+))?\s*$")
SIGN = re.compile(r"\{\{(\w+)(?:@(p\d+))?\|(.*?)\}\}", re.S)
HEADERS = {
    "bulk": {"List-Unsubscribe": "<https://lists.example/unsubscribe>", "Precedence": "bulk"},
    "auto": {"Auto-Submitted": "auto-generated"},
}


class Mistake(Exception):
    """A mailbox file that does not follow the format; the text names the file and the line."""


def read(path: pathlib.Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """One corpus file -> (messages as build_mailbox.py wants them, gold). Raises Mistake."""
    lines = path.read_text("utf-8").splitlines()
    starts = [i for i, line in enumerate(lines) if line.startswith("--- ")]
    if not starts:
        raise Mistake(f"{path.name}: no message")
    gold = _head(path, lines[: starts[0]])
    messages = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        messages.append(_message(path, start, lines[start:end], gold))
    seen: set[str] = set()
    for m in messages:
        if m["id"] in seen:
            raise Mistake(f"{path.name}: {m['id']} stands twice")
        seen.add(m["id"])
    return messages, gold


def _head(path: pathlib.Path, lines: list[str]) -> dict[str, Any]:
    gold: dict[str, Any] = {
        "owner": {},
        "style": "hard",
        "messages": {},
        "applications": {},
        "people": {},
        "advice": {},
        "introductions": [],
    }
    for n, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        key, _, value = (part.strip() for part in line.partition(":"))
        word, _, ident = key.partition(" ")
        fields = [f.strip() for f in value.split("|")]
        where = f"{path.name}:{n}"
        try:
            if key == "owner":
                name, mails = _addresses(value)
                gold["owner"] |= {"name": name, "emails": mails}
            elif key == "language":
                gold["owner"]["language"] = value
            elif key == "as_of":
                gold["as_of"] = datetime.fromisoformat(value).date().isoformat()
            elif key == "style":
                gold["style"] = value
            elif word == "person":
                name, mails = _addresses(fields[0])
                gold["people"][ident] = {
                    "name": name,
                    "emails": mails,
                    "organization": fields[1],
                    "position": fields[2],
                    "tie": fields[3],
                    "evidence": [],
                }
            elif word == "app":
                gold["applications"][ident] = dict(zip(("organization", "role", "furthest_stage", "outcome"), fields[:4], strict=True))
                if len(fields) > 4 and fields[4]:
                    gold["advice"][ident] = _advice(fields[4])
            elif key == "intro":
                m = re.fullmatch(r"(p\d+) > (p\d+) in (m\d+)(?: from (a\d+))?(?: to (a\d+))?", value)
                if not m:
                    raise Mistake(f"{where}: an intro reads 'pX > pY in mNNN from aX to aY'")
                gold["introductions"].append(
                    dict(zip(("introducer", "introduced", "message", "from_application", "to_application"), m.groups(), strict=True))
                )
            else:
                raise Mistake(f"{where}: unknown head line {key!r}")
        except (IndexError, ValueError) as e:
            raise Mistake(f"{where}: {line!r}: {e}") from None
    for need in ("owner", "as_of"):
        if not gold.get(need):
            raise Mistake(f"{path.name}: no {need}")
    return gold


def _addresses(text: str) -> tuple[str, list[str]]:
    name, mails = "", []
    for part in text.split(","):
        n, a = parseaddr(part.strip())
        if "@" in a:
            mails.append(a)
        name = name or n or ("" if "@" in part else part.strip())
    return name, mails


def _advice(text: str) -> dict[str, Any]:
    words = text.split()
    if words[0] == "silence":
        return {"response": "silence", "why": ""}
    if words[0] == "thanks":
        return {"response": "thanks", "to": words[1], "why": ""}
    return {"response": words[0], "size": words[1], "to": words[2], "why": ""}


def _who(gold: dict[str, Any], text: str) -> str:
    ident, _, nth = text.strip().partition("/")
    index = int(nth or 1) - 1 if not nth or nth.isdigit() else 0
    who = gold["owner"] if ident == "me" else gold["people"].get(ident)
    return f"{who['name']} <{who['emails'][index]}>" if who and (not nth or nth.isdigit()) else text.strip()


def _message(path: pathlib.Path, start: int, lines: list[str], gold: dict[str, Any]) -> dict[str, Any]:
    where = f"{path.name}:{start + 1}"
    head = MESSAGE_LINE.match(lines[0])
    if not head:
        raise Mistake(f"{where}: a message begins '--- mNNN kind[+also] [aN]', not {lines[0]!r}")
    ident, kinds, app = head.groups()
    kind, *also = kinds.split("+")
    fields: dict[str, str] = {}
    body_at = len(lines)
    for i, line in enumerate(lines[1:], 1):
        if not line.strip():
            body_at = i + 1
            break
        key, colon, value = line.partition(":")
        if not colon or key.strip() not in FIELDS:
            raise Mistake(f"{where}: unknown field {line!r} (is the empty line before the body missing?)")
        fields[key.strip()] = value.strip()
    try:
        sender = _who(gold, fields["from"])
        m: dict[str, Any] = {
            "id": ident,
            "from": sender,
            "to": [_who(gold, t) for t in fields.get("to", "me").split(";")],
            "subject": fields.get("subject", ""),
        }
        m["date"] = datetime.strptime(fields["date"], "%Y-%m-%d %H:%M %z").isoformat()
    except (KeyError, ValueError, IndexError) as e:
        raise Mistake(f"{where}: {ident}: {e}") from None
    if fields.get("cc"):
        m["cc"] = [_who(gold, t) for t in fields["cc"].split(";")]
    if fields.get("re"):
        m["reply_to"], _, rest = fields["re"].partition(" ")
        if rest.strip() == "noquote":
            m["quote"] = False
    for source, target in (("quote", "quote_style"), ("format", "format"), ("charset", "charset")):
        if fields.get(source):
            m[target] = fields[source]
    if fields.get("headers"):
        m["headers"] = {k: v for word in fields["headers"].split() for k, v in HEADERS.get(word, {}).items()}
    if fields.get("attach"):
        m["attachments"] = [a.strip() for a in fields["attach"].split(";")]
    if fields.get("ics"):
        when, minutes, title = (f.strip() for f in fields["ics"].split("|"))
        begin = datetime.strptime(when, "%Y-%m-%d %H:%M %z")
        m["ics"] = {
            "summary": title,
            "start": begin.isoformat(),
            "end": datetime.fromtimestamp(begin.timestamp() + 60 * int(minutes), begin.tzinfo).isoformat(),
            "organizer": parseaddr(sender)[1],
            "attendees": [gold["owner"]["emails"][0]],
        }
    raw = "\n".join(lines[body_at:]).strip()
    m["body"] = SIGN.sub(lambda s: s.group(3), raw)
    gold["messages"][ident] = {"kind": kind, "also": also, "application": app}
    by_mail = {mail.casefold(): pid for pid, p in gold["people"].items() for mail in p["emails"]}
    for s in SIGN.finditer(raw):
        signal, who, quote = s.groups()
        if signal not in SIGNALS:
            raise Mistake(f"{where}: {ident}: unknown sign {signal!r}")
        who = who or by_mail.get(parseaddr(sender)[1].casefold())
        if who and who not in gold["people"]:
            raise Mistake(f"{where}: {ident}: unknown person {who}")
        if not who and signal != "courtesy":
            raise Mistake(f"{where}: {ident}: a {signal} by {sender}, who is no person of this mailbox")
        entry = {"message": ident, "quote": quote, "signal": signal}
        if who:
            gold["people"][who]["evidence"].append(entry)
        gold.setdefault("courtesies", []).append(entry) if signal == "courtesy" else None
    return m


def mistakes(path: pathlib.Path) -> list[str]:
    """Everything wrong with one corpus file, as sentences; an empty list when it is right."""
    try:
        messages, gold = read(path)
    except Mistake as e:
        return [str(e)]
    bad: list[str] = []

    def need(ok: object, what: str) -> None:
        if not ok:
            bad.append(f"{path.name}: {what}")

    byid = {m["id"]: m for m in messages}
    mine = {e.casefold() for e in gold["owner"]["emails"]}
    for m in messages:
        label = gold["messages"][m["id"]]
        need(label["kind"] in KINDS, f"{m['id']} kind {label['kind']}")
        need(all(a in KINDS for a in label["also"]), f"{m['id']} also {label['also']}")
        need(label["application"] is None or label["application"] in gold["applications"], f"{m['id']} application {label['application']}")
        need("reply_to" not in m or m["reply_to"] in byid, f"{m['id']} replies to a message that is not there")
        need("{{" not in m["body"] and "}}" not in m["body"], f"{m['id']} has an unclosed sign")
        need("@" in parseaddr(m["from"])[1], f"{m['id']} from {m['from']!r}")
        if "reply_to" in m and m["reply_to"] in byid:
            need(
                datetime.fromisoformat(m["date"]) >= datetime.fromisoformat(byid[m["reply_to"]]["date"]),
                f"{m['id']} answers a later message",
            )
        own = parseaddr(m["from"])[1].casefold() in mine
        need(own or label["kind"] not in OWNER_KINDS, f"{m['id']} is {label['kind']} but not from the owner")
        need(
            not own or label["kind"] not in {"rejection", "offer", "invitation", "assignment", "alert", "outreach", "update"},
            f"{m['id']} is {label['kind']} but from the owner",
        )
        need(label["kind"] not in {"alert", "other"} or label["application"] is None, f"{m['id']} is {label['kind']} but in an application")
    for i, a in gold["applications"].items():
        need(a["furthest_stage"] in STAGES, f"{i} stage {a['furthest_stage']}")
        need(a["outcome"] in OUTCOMES, f"{i} outcome {a['outcome']}")
        need(any(x["application"] == i for x in gold["messages"].values()), f"{i} has no message")
        need(
            (a["outcome"] == "rejected") == (i in gold["advice"]),
            f"{i} is {a['outcome']}; advice goes with rejected only, and must be there then",
        )
        kinds = {x["kind"] for x in gold["messages"].values() if x["application"] == i} | {
            k for x in gold["messages"].values() if x["application"] == i for k in x["also"]
        }
        need(a["outcome"] != "rejected" or "rejection" in kinds, f"{i} is rejected without a rejection")
    for i, p in gold["people"].items():
        need(p["tie"] in TIES, f"{i} tie {p['tie']}")
        real = [e for e in p["evidence"] if e["signal"] != "courtesy"]
        need(p["tie"] in ("none", "acquaintance") or real, f"{i} is {p['tie']} without a sign")
        clear = [e for e in real if e["signal"] not in ("open_door", "personal_reason")]
        need(p["tie"] not in ("none", "acquaintance") or not clear or _relayed_only(p, byid), f"{i} is {p['tie']} but gave a clear sign")
        need(
            p["tie"] != "champion" or (len(real) >= 2 and any(e["signal"] in ("initiative", "introduction", "belief") for e in real)),
            f"{i} is champion without an act or a belief and one more sign",
        )
    for i, a in gold["advice"].items():
        need(a["response"] in ("silence", "thanks", "ask"), f"{i} advice {a['response']}")
        need(a["response"] == "silence" or a.get("to") in gold["people"], f"{i} advice to {a.get('to')}")
        need(a["response"] != "ask" or a.get("size") in SIZES, f"{i} advice size {a.get('size')}")
    for x in gold["introductions"]:
        need(x["introducer"] in gold["people"] and x["introduced"] in gold["people"] and x["message"] in byid, f"introduction {x}")
        need(
            all(x[k] is None or x[k] in gold["applications"] for k in ("from_application", "to_application")),
            f"introduction {x}: application",
        )
    return bad


def _relayed_only(person: dict[str, Any], byid: dict[str, dict[str, Any]]) -> bool:
    mails = {e.casefold() for e in person["emails"]}
    return all(
        parseaddr(byid[e["message"]]["from"])[1].casefold() not in mails
        for e in person["evidence"]
        if e["signal"] != "courtesy" and e["message"] in byid
    )


def files() -> list[pathlib.Path]:
    """Every mailbox of the corpus, in a fixed order."""
    return sorted(CORPUS.glob("*/*.txt"))


def digest() -> str:
    """A short name of the corpus as it is: the shipped weights carry that of the corpus they were trained on."""
    h = hashlib.blake2b(digest_size=8)
    for path in files():
        h.update(path.name.encode() + path.read_bytes())
    return h.hexdigest()


def check(paths: list[pathlib.Path]) -> int:
    """Print every mistake and the counts; the number of mistakes."""
    kinds: collections.Counter[str] = collections.Counter()
    signs: collections.Counter[str] = collections.Counter()
    bad = [line for path in paths for line in mistakes(path)]
    shapes = []
    for path in paths:
        try:
            messages, gold = read(path)
        except Mistake:
            continue
        shapes.append((path, shape(messages, gold)))
        kinds.update(x["kind"] for x in gold["messages"].values())
        signs.update(e["signal"] for p in gold["people"].values() for e in p["evidence"])
    print(*bad, sep="\n")
    print(f"{len(paths)} mailboxes, {sum(kinds.values())} messages, {len(bad)} mistakes")
    print("  ".join(f"{k} {n}" for k, n in kinds.most_common()))
    print("  ".join(f"{k} {n}" for k, n in signs.most_common()))
    if len(shapes) <= 12:
        names = tuple(AIMS["hard"])
        print(f"\n{'shape':40}", *(f"{n:>20}" for n in names))
        for path, found in shapes:
            print(f"{path.stem:40}", *(f"{found[n]:>20}" for n in names))
        for style, aims in AIMS.items():
            print(f"{'aim, ' + style:40}", *(f"{aims[n]:>20}" for n in names))
        print(ADVICE)
    return len(bad)


# what whole mailboxes of people in the middle of a search look like; a corpus that is thinner teaches short processes
AIMS = {
    "hard": {
        "per application": "7",
        "domains": "1.7",
        "people": "16",
        "nameless address": "2 or more",
        "signs": "25",
        "noise": "0.35",
        "characters": "130",
    },
    "ordinary": {
        "per application": "4.3",
        "domains": "1.4",
        "people": "12",
        "nameless address": "3 or more",
        "signs": "16",
        "noise": "0.45",
        "characters": "120",
    },
}
ADVICE = """\
per application: messages of one (test AND interviews in one process; rounds, questions, delays, thanks). domains: firms and systems that write in one application (portal,
recruiter, interviewer, test vendor, scheduler, agency, each from an address of its own). nameless address: people known by name only, who never write themselves (an
interviewer named in an invitation, a manager quoted by HR). signs: courtesies counted. characters: median of a body; Japanese half of it."""


def shape(messages: list[dict[str, Any]], gold: dict[str, Any]) -> dict[str, str]:
    """The measures of AIMS of one mailbox, as text."""
    owner = {e.casefold() for e in gold["owner"]["emails"]}
    sizes: collections.Counter[str] = collections.Counter()
    domains: dict[str, set[str]] = collections.defaultdict(set)
    for m in messages:
        app = gold["messages"][m["id"]]["application"]
        sender = parseaddr(m["from"])[1].casefold()
        if app:
            sizes[app] += 1
            if sender not in owner:
                domains[app].add(sender.rpartition("@")[2])
    count = max(1, len(sizes))
    noise = sum(x["kind"] in ("alert", "other") for x in gold["messages"].values()) / max(1, len(messages))
    people = gold["people"].values()
    return {
        "per application": f"{sum(sizes.values()) / count:.1f}",
        "domains": f"{sum(len(d) for d in domains.values()) / count:.1f}",
        "people": f"{len(people)}",
        "nameless address": f"{sum(not p['emails'] for p in people)}",
        "signs": f"{sum(len(p['evidence']) for p in people)}",
        "noise": f"{noise:.2f}",
        "characters": f"{sorted(len(m['body']) for m in messages)[len(messages) // 2]}",
    }


def build(out: pathlib.Path, paths: list[pathlib.Path]) -> None:
    """Write each mailbox as a folder that `score.py` and `goen scan` read."""
    from training import build_mailbox

    for path in paths:
        messages, gold = read(path)
        folder = out / f"{path.parent.name}-{path.stem}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "messages.jsonl").write_text("".join(json.dumps(m, ensure_ascii=False) + "\n" for m in messages), "utf-8")
        (folder / "gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), "utf-8")
        build_mailbox.build(folder)  # type: ignore[no-untyped-call]


def main(args: list[str]) -> int:
    paths = [pathlib.Path(a) for a in args[1:] if a.endswith(".txt")] or files()
    if args[:1] == ["check"]:
        return 1 if check(paths) else 0
    if args[:1] == ["build"] and len(args) > 1:
        build(pathlib.Path(args[1]), files())
        return 0
    print(__doc__, "\n\n  python -m training.corpus check [FILE…]\n  python -m training.corpus build OUT")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
