"""The whole: from the kept mail to applications, people, ties, advice and introductions. Pure: the same input, the same output."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b

from goen.core.advice import propose
from goen.core.advice.answers import answered
from goen.core.advice.correspondence import as_mail
from goen.core.begin import NO_OPINIONS, Begun, begin, noise_in_process
from goen.core.fixes import Fixes
from goen.core.hiring import applications as gathering
from goen.core.hiring import naming, ranking, stages, taken
from goen.core.hiring.agents import agents
from goen.core.mail.message import Message
from goen.core.mail.people import shown_name
from goen.core.reading import learning
from goen.core.reading import opinions as second
from goen.core.reading.classify import Floats, Mail
from goen.core.reading.features import SHAPE
from goen.core.reading.kinds import KINDS, NOISE, SIGNALS
from goen.core.reading.learning import Push
from goen.core.reading.reader import RawReading
from goen.core.reasons import Reason
from goen.core.ties import dealings, evidence, introductions, network, recording, seconded, spoken, strength
from goen.core.ties.called import Called
from goen.core.values import (
    Application,
    Correction,
    Introduction,
    KeptLetter,
    Note,
    Opinion,
    Owner,
    Pause,
    Person,
    Reading,
    Recorded,
    Sign,
    Understanding,
)

ALSO = 0.3  # probability from which a second kind is named
SURE = 0.55  # probability from which a sentence counts as a sign: of writers left out, seven in ten do at least, and ties are rightest
PERHAPS = 0.4  # and from which it is offered to the owner as one; below, two in three are plain sentences


def understand(
    messages: Sequence[Message],
    readings: Mapping[str, RawReading],
    *,
    owner: Owner,
    as_of: date,
    notes: Sequence[Note] = (),
    letters: Sequence[KeptLetter] = (),
    pause: Pause | None = None,
    corrections: Sequence[Correction] = (),
    opinions: Mapping[str, Opinion] = NO_OPINIONS,
) -> Understanding:
    """Everything that the kept mail and the owner's notes say. messages: any order; readings: by message id.

    A mail to oneself that says so is a note, and no mail of a process. `letters` are those that the owner keeps: one marked as sent counts as
    mail. `pause`: the search rests; the job taken may be one of the applications. `opinions`: what a second reader said, by message id. Notes beat every reading, corrections beat all.
    """
    begun = begin(messages, readings, owner=owner, notes=notes, corrections=corrections, opinions=opinions)
    return finish(begun, as_of=as_of, letters=letters, pause=pause)


def finish(begun: Begun, *, as_of: date, letters: Sequence[KeptLetter] = (), pause: Pause | None = None) -> Understanding:
    """The second half of `understand`: people, ties, stages, introductions and advice."""
    mail, owner, fixed, kinds, labels = begun.mail, begun.owner, begun.fixed, begun.kinds, begun.labels
    groups, member, said, learnt = begun.groups, begun.member, begun.said, begun.learnt
    also = [
        tuple(k for k, p in zip(KINDS, row, strict=True) if p >= ALSO and k != label and k not in NOISE)
        for row, label in zip(kinds, labels, strict=True)
    ]
    ids = [_application_id(mail, rows) for rows in groups]
    private = [labels[i] in NOISE and i not in member for i in range(len(labels))]
    contacts = fixed.same_people(network.contacts(mail, owner, private))
    into = fixed.merged(mail, groups, begun.gathered)
    apps, contacts = _applications(mail, kinds, labels, also, groups, ids, contacts, owner, as_of, fixed, into)
    recorded, contacts = recording.record(begun.notes, apps, contacts, owner)
    sent, sent_readings = as_mail(letters, mail.messages, apps, contacts, owner)
    when = {m.id: m.envelope.date for m in (*mail.messages, *begun.to_self, *sent)}
    apps = [recording.joined(a, recorded, mail, labels) for a in apps]
    apps = taken.accepted(pause, answered(apps, sent_readings, when, mail, labels, recorded, as_of))
    apps = [fixed.application(a) for a in apps]
    application_of = {i: ids[n] for i, n in member.items()}
    intros = introductions.find(mail, labels, also, contacts, apps, application_of)
    people, perhaps, why = _people(mail, kinds, labels, contacts, apps, recorded, intros, owner, fixed, said)
    corrected = fixed.rows("kind", mail)
    open_to_it = {i: one for i, one in said.items() if i not in corrected}
    for i, reason in second.told(mail, open_to_it, begun.first, labels):
        why.setdefault(i, []).insert(0, reason)
    for i in _decided(mail, begun.own, begun.read_as, learnt, labels, member, begun.apart):
        why.setdefault(i, []).insert(0, learning.because(learnt[i]))
    sure = second.confidences(begun.first, kinds, labels, open_to_it.keys() - learnt.keys())
    read = tuple(
        Reading(m.id, labels[i], also[i], round(sure[i], 3), application_of.get(i), tuple(why.get(i, ())))
        for i, m in enumerate(mail.messages)
    )
    if begun.to_self:
        about = {r.note.message: r.application for r in recorded}
        read = tuple(sorted((*read, *(Reading(m.id, "other", (), 1.0, about[m.id]) for m in begun.to_self)), key=lambda r: when[r.message]))
    advice = propose(apps, people, (*read, *sent_readings), intros, (*mail.messages, *sent), owner=owner, as_of=as_of, paused=pause)
    return Understanding(
        owner, as_of, read, tuple(apps), tuple(people), tuple(perhaps), advice, tuple(intros), notes=tuple(recorded), pause=pause
    )


def _decided(
    mail: Mail,
    own: Floats,
    read_as: Floats,
    learnt: Mapping[int, Push],
    labels: Sequence[str],
    member: Collection[int],
    apart: Collection[int],
) -> list[int]:
    """The rows that would be something else, or part of an application, but for what was learnt. read_as: the probabilities without it."""
    if not learnt:
        return []
    belonged = gathering.belongs(mail, own, read_as)
    out = []
    for i, push in learnt.items():
        before = KINDS[int(read_as[i].argmax())]
        if push.kind == learning.PROCESS:
            changed = before in NOISE and labels[i] not in NOISE
        else:
            changed = labels[i] == push.kind != (noise_in_process(before, read_as[i]) if i in member else before)
        if changed or (i in apart and belonged[i] >= gathering.BELONGS):
            out.append(i)
    return out


def _application_id(mail: Mail, rows: Sequence[int]) -> str:
    return "a" + blake2b(mail.messages[rows[0]].id.encode(), digest_size=5).hexdigest()


def _applications(
    mail: Mail,
    kinds: Floats,
    labels: Sequence[str],
    also: Sequence[Sequence[str]],
    groups: Sequence[Sequence[int]],
    ids: Sequence[str],
    contacts: list[network.Contact],
    owner: Owner,
    as_of: date,
    fixed: Fixes,
    into: Mapping[int, list[int]],
) -> tuple[list[Application], list[network.Contact]]:
    by_mail = {email: c for c in contacts for email in c.emails}
    everyone = list(contacts)
    names = ranking.index(mail, owner.name, [c.name for c in contacts])
    known = network.Known.of(contacts, owner)
    out = []
    reached = stages.furthest_stages(mail, kinds, groups)
    organizations = ranking.chosen(mail, groups, names, "organization")
    kept = ranking.chosen(mail, list(into.values()), names, "organization")  # what others were merged into keeps its name
    for n, firm in zip(into, kept, strict=True):
        organizations[n] = firm or organizations[n]
    roles = ranking.chosen(mail, groups, names, "role", organizations)
    for ident, rows, stage, organization, role in zip(ids, groups, reached, organizations, roles, strict=True):
        result, rejection = stages.outcome(mail, labels, also, rows, as_of)
        involved: dict[str, network.Contact] = {}
        for i in rows:
            e = mail.messages[i].envelope
            for a in (e.sender, *e.to, *e.cc):
                if a.email in by_mail and (labels[i] != "introduction" or a.email == e.sender.email):
                    involved.setdefault(by_mail[a.email].id, by_mail[a.email])
        named = network.named_only(mail, kinds, rows, known, organization)
        everyone += named
        messages = [mail.messages[i] for i in rows]
        writer = by_mail.get(mail.messages[rejection].envelope.sender.email) if rejection is not None else None
        japanese = sum(bool(mail.readings[i].shape[SHAPE.index("japanese")]) for i in rows)
        application = Application(
            id=ident,
            organization=organization,
            role=role,
            furthest_stage=stage,
            outcome=result,
            messages=tuple(m.id for m in messages),
            people=(*involved, *(c.id for c in named)),
            agents=(),
            first=messages[0].envelope.date,
            last=messages[-1].envelope.date,
            rejected_at=mail.messages[rejection].envelope.date if rejection is not None else None,
            rejection=mail.messages[rejection].id if rejection is not None else None,
            rejected_by=writer.id if writer else None,
            language="ja" if japanese * 2 > len(rows) else "en",
        )
        out.append(application)
    for n, name in naming.named(mail, groups, [a.organization for a in out], fixed.by_verb["organization"]).items():
        if out[n].organization != name.organization:
            out[n] = replace(out[n], organization=name.organization, reasons=(Reason("learnt-name", (("like", name.source),)),))
    out = [fixed.application(a) for a in out]
    between = agents(out, {c.id: c.emails for c in everyone})
    return sorted((replace(a, agents=between[a.id]) for a in out), key=lambda a: (a.first, a.id)), everyone


def _people(
    mail: Mail,
    kinds: Floats,
    labels: Sequence[str],
    contacts: Sequence[network.Contact],
    apps: Sequence[Application],
    recorded: Sequence[Recorded],
    intros: Sequence[Introduction],
    owner: Owner,
    fixed: Fixes,
    said: Mapping[int, Opinion],
) -> tuple[list[Person], list[Sign], dict[int, list[Reason]]]:
    author = {i: c for c in contacts for i in c.wrote}
    earlier = {i: n for c in contacts for n, i in enumerate(c.wrote)}
    shown = {i: earlier[i] for i in sorted(author) if not mail.sent[i] and labels[i] not in NOISE}
    candidates, chances = evidence.judged(mail, kinds, shown)
    candidates, judged, why = seconded.seconded(mail, candidates, chances, said, shown, SURE, PERHAPS)
    probabilities, learnt = spoken.judged(mail, candidates, judged, fixed.sentences(mail))
    for i, some in learnt.items():
        why.setdefault(i, []).extend(some)
    counted: dict[str, list[Sign]] = defaultdict(list)
    perhaps: list[Sign] = []
    called = Called(contacts)
    before: tuple[evidence.Candidate, Sign] | None = None
    for candidate, p in zip(candidates, probabilities, strict=True):
        sign, sure = _sign(mail, candidate, p, author[candidate.row], called)
        if sign is None or fixed.refused(sign):
            continue
        if not sure:
            perhaps.append(sign)
            continue
        if before and _goes_on(mail, before, candidate, sign):
            counted[sign.person].pop()
            candidate = replace(candidate, start=before[0].start)
            quote = mail.messages[candidate.row].new[candidate.start : candidate.end]
            sign = replace(sign, quote=quote, confidence=max(sign.confidence, before[1].confidence))
        counted[sign.person].append(sign)
        before = candidate, sign
    noted, doubtful = recording.signs(recorded, contacts, owner, SURE, PERHAPS)
    perhaps += [s for s in doubtful if not fixed.refused(s)]
    for sign in (*fixed.added(mail, contacts), *(s for s in noted if not fixed.refused(s))):
        counted[sign.person].append(sign)
    spoken_with = recording.talked(recorded)
    led = {
        (i.introducer, i.to_application) for i in intros if i.from_application != i.to_application
    }  # whoever opened a door is not of the house
    introduced = {i.introduced for i in intros}
    firms = {pid: a for a in apps for pid in reversed(a.people) if (pid, a.id) not in led}
    met = spoken_with | introduced
    contacts = [c for c in contacts if c.wrote or c.named or c.received or counted[c.id] or c.id in met]
    dealt = dealings.dealt(mail, kinds, contacts)
    out = []
    for c in contacts:
        signs = tuple(sorted(counted[c.id], key=lambda s: (s.date, s.quote)))
        level, reasons = strength.tie(signs, c.id in spoken_with or c.id in dealt)
        firm = firms.get(c.id)
        japanese = (
            any(mail.readings[i].shape[SHAPE.index("japanese")] for i in c.wrote) if c.wrote else firm is not None and firm.language == "ja"
        )
        out.append(
            fixed.person(
                Person(
                    c.id,
                    shown_name(c.name, firm.organization if firm else ""),
                    tuple(c.emails),
                    firm.organization if firm else "",
                    dealings.position(mail, c),
                    level,
                    signs,
                    reasons,
                    "ja" if japanese else "en",
                )
            )
        )
    return out, sorted(perhaps, key=lambda s: (-s.confidence, s.message, s.quote)), why


def _goes_on(mail: Mail, before: tuple[evidence.Candidate, Sign], candidate: evidence.Candidate, sign: Sign) -> bool:
    """Whether a sentence goes on with the sign of the sentence right before it: what takes two sentences is still said once."""
    first, other = before
    if first.row != candidate.row or mail.messages[first.row].new[first.end : candidate.start].strip():
        return False
    return (other.person, other.signal, other.relayed_by) == (sign.person, sign.signal, sign.relayed_by)


def _sign(mail: Mail, candidate: evidence.Candidate, p: Floats, writer: network.Contact, called: Called) -> tuple[Sign | None, bool]:
    """(the sign that a candidate makes, whether it counts); None where it is courtesy or nothing."""
    scores = dict(zip(evidence.LABELS, map(float, p), strict=True))
    message = mail.messages[candidate.row]
    quote = message.new[candidate.start : candidate.end]
    direct = 1 - scores["none"] - scores["courtesy"] - scores["relayed"]
    signal = max((k for k in SIGNALS if k != "courtesy"), key=lambda k: scores[k])
    if scores["relayed"] > max(direct, SURE):
        giver = next((c for c in called.named(quote) if c is not writer), None)
        if giver is None:
            return None, False
        return Sign(message.id, giver.id, "praise", quote, round(scores["relayed"], 3), message.envelope.date, writer.id), True
    if direct < PERHAPS:
        return None, False
    return Sign(message.id, writer.id, signal, quote, round(direct, 3), message.envelope.date), direct >= SURE
