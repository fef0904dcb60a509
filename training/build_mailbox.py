"""Build NAME/mailbox.mbox from NAME/messages.jsonl (see BRIEF.md), and check NAME/gold.json against it: build_mailbox.py NAME ..."""
import email.policy, html, json, mailbox, pathlib, sys
from datetime import datetime, timezone, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

KINDS = "application acknowledgement outreach invitation scheduling assignment submission request update rejection offer acceptance withdrawal introduction introduction_offer thanks ask conversation alert other".split()
SIGNALS = "praise belief encouragement open_door personal_reason initiative introduction courtesy".split()
TIES = "none acquaintance warm champion".split()
STAGES = "applied screen assignment interview final offer".split()
OUTCOMES = "open rejected offer accepted withdrawn silent".split()


def mid(m): return f"<{m['id']}.{abs(hash_(m['subject'])) % 10**8}@{parseaddr(m['from'])[1].split('@')[1]}>"
def hash_(s): 
    import zlib; return zlib.crc32(s.encode())

def attribution(parent, style):
    name, addr = parseaddr(parent["from"])
    d = datetime.fromisoformat(parent["date"])
    if style == "outlook":
        return ("\n________________________________\n" if True else "") + f"From: {name} <{addr}>\nSent: {d:%A, %B %d, %Y %I:%M %p}\nTo: {', '.join(parent['to'])}\nSubject: {parent['subject']}\n"
    if style == "ja":
        return f"\n{d:%Y年%m月%d日}({'月火水木金土日'[d.weekday()]}) {d:%H:%M} {name} <{addr}>:\n"
    if style == "outlook-ja":
        return f"\n-----Original Message-----\n差出人: {name} <{addr}>\n送信日時: {d:%Y年%m月%d日} {d:%H:%M}\n宛先: {', '.join(parent['to'])}\n件名: {parent['subject']}\n"
    if style == "apple":
        return f"\n> On {d:%b %d, %Y}, at {d:%I:%M %p}, {name} <{addr}> wrote:\n> "
    return f"\nOn {d:%a, %b %d, %Y at %I:%M %p} {name} <{addr}> wrote:\n"

def full_text(m, byid, depth=0):
    text = m["body"].rstrip() + "\n"
    p = m.get("reply_to") and m.get("quote", True) and byid.get(m["reply_to"])
    if p and depth < 3:
        style = m.get("quote_style", "gmail")
        inner = full_text(p, byid, depth + 1)
        if style.startswith("outlook"):
            text += attribution(p, style) + "\n" + inner
        else:
            text += attribution(p, style) + "\n" + "".join(f"> {l}\n" if not l.startswith(">") else f">{l}\n" for l in inner.splitlines())
    return text

def to_html(text):
    return "<html><body>" + "".join(f"<p>{html.escape(par).replace(chr(10), '<br>')}</p>" for par in text.split("\n\n")) + "</body></html>"

def build(folder, quiet=False):
    folder = pathlib.Path(folder)
    msgs = [json.loads(l) for l in (folder / "messages.jsonl").read_text("utf-8").splitlines() if l.strip()]
    byid = {m["id"]: m for m in msgs}
    assert len(byid) == len(msgs), "ids repeat"
    out = folder / "mailbox.mbox"; out.unlink(missing_ok=True)
    box = mailbox.mbox(out)
    for m in sorted(msgs, key=lambda m: datetime.fromisoformat(m["date"])):
        d = datetime.fromisoformat(m["date"]); assert d.tzinfo, m["id"]
        e = EmailMessage(policy=email.policy.SMTP.clone(utf8=False))
        e["From"] = m["from"]; e["To"] = ", ".join(m["to"])
        if m.get("cc"): e["Cc"] = ", ".join(m["cc"])
        e["Date"] = format_datetime(d); e["Subject"] = m["subject"]; e["Message-ID"] = m["message_id"] = mid(m)
        refs, p = [], m
        while p.get("reply_to"):
            p = byid[p["reply_to"]]; refs.insert(0, mid(p))
        if refs: e["In-Reply-To"] = refs[-1]; e["References"] = " ".join(refs)
        for k, v in (m.get("headers") or {}).items(): e[k] = v
        if m.get("labels"): e["X-Gmail-Labels"] = ",".join(m["labels"])
        text, fmt, cs = full_text(m, byid), m.get("format", "plain"), m.get("charset", "utf-8")
        try: text.encode(cs)
        except UnicodeEncodeError: cs = "utf-8"
        if fmt == "html": e.set_content(m.get("html") or to_html(text), subtype="html", charset=cs)
        else:
            e.set_content(text, charset=cs)
            if fmt == "both": e.add_alternative(m.get("html") or to_html(text), subtype="html", charset=cs)
        if m.get("ics"):
            i = m["ics"]; z = lambda s: datetime.fromisoformat(s).astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
            cal = "\r\n".join(["BEGIN:VCALENDAR", "PRODID:-//Example//Cal//EN", "VERSION:2.0", f"METHOD:{i.get('method','REQUEST')}", "BEGIN:VEVENT", f"UID:{m['id']}@cal", f"DTSTAMP:{z(m['date'])}", f"DTSTART:{z(i['start'])}", f"DTEND:{z(i['end'])}", f"SUMMARY:{i['summary']}", f"ORGANIZER:mailto:{i['organizer']}"] + [f"ATTENDEE:mailto:{a}" for a in i.get("attendees", [])] + ["END:VEVENT", "END:VCALENDAR", ""])
            e.add_attachment(cal.encode(), maintype="text", subtype="calendar", filename="invite.ics", params={"method": i.get("method", "REQUEST")})
        for a in m.get("attachments", []):
            e.add_attachment(b"%PDF-1.4 placeholder", maintype="application", subtype="pdf", filename=a)
        mm = mailbox.mboxMessage(e.as_bytes().replace(b"\r\n", b"\n")); mm.set_from("-", d.timetuple())
        box.add(mm)
    box.flush(); box.close()
    check(folder, msgs, byid)
    if not quiet: print(folder, len(msgs), "messages")

def check(folder, msgs, byid):
    g = json.loads((folder / "gold.json").read_text("utf-8")); bad = []
    def need(ok, what): 
        if not ok: bad.append(what)
    need(set(g["messages"]) == set(byid), f"gold messages differ: {sorted(set(g['messages']) ^ set(byid))[:10]}")
    for i, x in g["messages"].items():
        need(x["kind"] in KINDS, f"{i} kind {x['kind']}")
        for a in x.get("also", []): need(a in KINDS, f"{i} also {a}")
        need(x.get("application") is None or x["application"] in g["applications"], f"{i} application")
    for i, a in g["applications"].items():
        need(a["outcome"] in OUTCOMES, f"{i} outcome"); need(a["furthest_stage"] in STAGES, f"{i} stage")
        need(any(x.get("application") == i for x in g["messages"].values()), f"{i} has no message")
    for i, p in g["people"].items():
        need(p["tie"] in TIES, f"{i} tie")
        for s in p["evidence"]:
            need(s["signal"] in SIGNALS, f"{i} signal {s['signal']}")
            need(s["message"] in byid and s["quote"] in byid[s["message"]]["body"], f"{i} quote not in {s['message']}: {s['quote'][:40]}")
        need(p["tie"] in ("none", "acquaintance") or any(s["signal"] != "courtesy" for s in p["evidence"]), f"{i} tie {p['tie']} without evidence")
    for i, a in g["advice"].items():
        need(i in g["applications"] and g["applications"][i]["outcome"] == "rejected", f"advice {i}: not a rejected application")
        need(a["response"] in ("silence", "thanks", "ask"), f"advice {i}"); need(a["response"] == "silence" or a["to"] in g["people"], f"advice {i} to")
        need(a["response"] != "ask" or a["size"] in ("keep_in_mind", "introduction", "catch_up"), f"advice {i} size")
    for i, a in g["applications"].items():
        need(a["outcome"] != "rejected" or i in g["advice"], f"{i} rejected without advice")
    for x in g["introductions"]:
        need(x["introducer"] in g["people"] and x["introduced"] in g["people"] and x["message"] in byid, f"introduction {x}")
    if bad: print("\n".join(bad)); sys.exit(1)
    gm = {m["id"]: m["message_id"] for m in msgs}
    (folder / "message_ids.json").write_text(json.dumps(gm, indent=0))

if __name__ == "__main__":
    for f in sys.argv[1:]:
        build(f)
