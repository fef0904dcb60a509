"""English letters of a running matter: short, one thing each, easy to answer or to leave."""

from __future__ import annotations

from goen.core.advice.letters.en import tones
from goen.core.advice.letters.en.write import ROLE_NOUNS
from goen.core.advice.letters.matter import Matter, paragraphs

SHORTEST, LONGEST = 30, 125  # words; a question about a date needs fewer than a letter of thanks


def subject(m: Matter) -> str:
    """The subject where the letter answers no message."""
    return {
        "talk": "Thank you",
        "answer-introduction": f"{m.other} introduced us" if m.other else "Our introduction",
        "forwardable": f"Introduction: {m.owner}",
        "introduce-ask": "Someone you might like to meet",
        "introduce": "An introduction",
        "sample": "The samples you asked for",
        "decline-introduction": "Your offer to introduce me",
        "offer-time": f"Your offer{f': {m.role}' if m.role else ''}",
        "offer-yes": f"Your offer{f': {m.role}' if m.role else ''}",
        "offer-no": f"Your offer{f': {m.role}' if m.role else ''}",
        "report-talk": "A short report back",
        "report-outcome": "A short report back",
        "report-silence": "A short report back",
    }.get(m.purpose, f"My application{f': {m.role}' if m.role else ''}")


def body(m: Matter, manner: str = "") -> str:
    """The whole letter; the same matter gives the same words. `manner`: "shorter", "warmer", or "" for the usual, which stands where there is no other."""
    usual = _assemble(m, PARTS[m.purpose](m))
    other = {"shorter": tones.SHORTER, "warmer": tones.WARMER}.get(manner, {}).get(m.purpose)
    text = _assemble(m, other(m, PARTS[m.purpose](m))) if other else usual
    return text if SHORTEST <= len(text.split()) <= LONGEST else usual


def _assemble(m: Matter, parts: list[str]) -> str:
    if m.purpose == "forwardable":
        return "\n\n".join(parts)
    close = "Best wishes," if m.plain else "Kind regards,"
    return "\n\n".join([m.greeting, *(p for p in parts if p), f"{close}\n{m.signature}"])


def _role(m: Matter) -> str:
    if not m.role:
        return f"the opening at {m.organization}" if m.organization else "the opening"
    bare = m.role.removeprefix("the ").removeprefix("The ")
    return f"the {bare}" if bare.split()[-1].lower() in ROLE_NOUNS else f"the {bare} role"


def talk(m: Matter) -> list[str]:
    when = f" on {m.day}" if m.day else ""
    if m.agent:
        first = f"Thank you for arranging the conversation about {_role(m)}{when}. I enjoyed it, and I'd be grateful if you passed my thanks on."
    else:
        first = f"Thank you for the conversation about {_role(m)}{when}."
    return [
        f"{first} {_concrete(m)}".strip(),
        "I left it wanting the work all the more. There is no need to reply; I only wanted to say so.",
    ]


def _concrete(m: Matter) -> str:
    if m.said:
        return f"Your words have stayed with me: “{m.said.rstrip('.')}.”"
    if m.liked:
        return f"I was glad to hear that {m.liked} spoke to you."
    return f"What you said about {m.thing} meant a good deal to me." if m.thing else ""


def timeline(m: Matter) -> list[str]:
    talk = f" since we spoke on {m.day}" if m.day else ""
    first = f"I have been thinking about {_role(m)}{talk}, and I'm glad to be considered for it."
    return [f"{first} When do you expect to know more? A rough date is plenty, and it's no trouble if there is none yet."]


def chase(m: Matter) -> list[str]:
    named = f" You had {m.day} in mind for the next word." if m.day else ""
    return [
        f"I hope all is well with you. I'm writing about {_role(m)}.{named} These things often take longer than planned, so it's no trouble if it is still open. Is there any news that you can share?"
    ]


def remind(m: Matter) -> list[str]:
    when = f" of {m.day}" if m.day else ""
    return [
        f"I only want to bring my note{when} to the top of your inbox, in case it slipped down. If it isn't a good time, or nothing comes to mind, please think no more of it; I won't write about it again. Thank you again for the time you gave me."
    ]


def accept_offer(m: Matter) -> list[str]:
    return [
        "Thank you, that is very kind. Yes, I'd be glad of the introduction, and I'll use your name with care. If your plans have changed, please think no more of it.",
        f"If a few lines help, here is a paragraph that you can pass on as it is:\n\n{paragraph(m)}" if m.about else "You have seen how I work, so say of me whatever you think is right; a line from you is plenty.",
    ]  # fmt: skip


def decline_introduction(m: Matter) -> list[str]:
    return [
        "Thank you for offering to introduce me; that is very kind. I'd rather not take it up just now: I couldn't give it the care it deserves, and I don't want to spend your name on that.",
        "It means a lot that you thought of me, and I'll write when things are different here. There is nothing you need to do.",
    ]


def _offered(m: Matter) -> str:
    """The thanks for an offer of work, with what was offered."""
    place = f" at {m.organization}" if m.organization and m.role else ""
    first = (
        f"Thank you for the offer of {_role(m)}{place}"
        if m.role
        else f"Thank you for the offer{f' from {m.organization}' if m.organization else ''}"
    )
    return first + (", and for bringing it to me" if m.agent else "")


def offer_time(m: Matter) -> list[str]:
    why = "It matters to me, and I'd like to give you an answer that I've thought through."
    if not m.until:
        return [
            f"{_offered(m)}. {why}",
            "When would you like to have my answer? It's no trouble if there is no day yet; I'll write as soon as I'm sure.",
        ]
    return [
        f"{_offered(m)}. {why}",
        f"Could I answer by {m.until}, in place of {m.day}? It's no trouble if that can't be done: then you have my answer by {m.day}.",
    ]


def offer_yes(m: Matter) -> list[str]:
    colleagues = "them" if m.agent else "you and your colleagues"
    return [
        f"{_offered(m)}. I'm very glad to accept it, as you set it out{f' on {m.day}' if m.day else ''}.",
        f"I look forward to the work, and to doing it with {colleagues}. Whatever there is to sign or to settle before the first day, I'll see to as soon as it reaches me.",
    ]


def offer_no(m: Matter) -> list[str]:
    why = (
        "I've accepted another job, so I can't take it."
        if m.job_taken
        else "I've thought about it with care, and I've decided not to take it."
    )
    warm = "I enjoyed getting to know the work and the people" if m.met else "I know what it means to be chosen"
    passed = " I'd be grateful if you told them so." if m.agent else ""
    return [
        f"{_offered(m)}. {why} {_concrete(m)}".strip(),
        f"It was not an easy decision, and it says nothing against the place: {warm}.{passed} I hope our paths cross again, and that whoever takes it is happy there.",
    ]


def answer_introduction(m: Matter) -> list[str]:
    thanks = (
        f"Thank you, {m.other}, for bringing us together. I'm moving you to bcc, so that you see that it happened and are spared the rest."
        if m.other
        else ""
    )
    place = f" at {m.organization}" if m.organization else ""
    more = ". The samples that you asked for are attached." if m.samples else ", and I'll gladly send whatever helps you to see what I do."
    return [
        thanks,
        f"I'd very much like to hear more about the work{place}. I'll make time this week or next, whenever suits you{more}",
    ]


def sample(m: Matter) -> list[str]:
    return [
        "Thank you for asking to see my work: the samples are attached. If another kind would help you more, I'll gladly send it.",
        "I'm happy to go through any of them with you, whenever suits you.",
    ]


def report_talk(m: Matter) -> list[str]:
    place = f" of {m.other_place}" if m.other_place else ""
    when = f" on {m.day}" if m.day else ""
    return [
        f"A short report, since you opened this door: I spoke with {m.other}{place}{when}. I'm glad of it, and I'll tell you how it goes on.",
        "Thank you again for introducing us. There is nothing you need to do.",
    ]


def report_silence(m: Matter) -> list[str]:
    return [
        f"A short word, so that you know how it stands: I wrote to {m.other} as soon as you had introduced us, and there has been no answer yet. People are busy, and there is nothing you need to do about it.",
        "Thank you again for opening the door.",
    ]


def report_outcome(m: Matter) -> list[str]:
    place, at = m.other_place or "The firm", f" at {m.other_place}" if m.other_place else ""
    one = f"The {m.other_role} opening{at}" if m.other_role else f"One opening{at}"
    news = {
        "accepted": f"I've accepted the job{at}, and it began with your introduction.",
        "offer": f"{place} has made me an offer." if m.job_taken else f"{place} has made me an offer, and I'm thinking it over.",
        "rejected": f"{one} ended with a no, and another there is still open. I'm glad to have met {m.other or 'them'}."
        if m.beside
        else f"It ended without a job{at}{' after the last round' if m.stage == 'final' else ''}, and I'm glad to have met {m.other or 'them'} all the same.",
        "withdrawn": f"I withdrew from {one[0].lower()}{one[1:]}, and another there is still open."
        if m.beside
        else f"I withdrew from the opening{at} in the end.",
    }.get(m.outcome, f"It is still open{at}.")
    thanks = (
        "I'm grateful for the door you opened."
        if m.outcome in ("accepted", "offer")
        else "Whatever comes next, I'm grateful for the door you opened."
    )
    return [
        f"Thank you again for introducing me to {m.other}. I wanted you to know what came of it. {news}",
        f"{thanks} There is nothing you need to do.",
    ]


def use_and_pay(m: Matter) -> list[str]:
    task = f"the {m.task.lower()}" if m.task else "the task"
    return [
        f"Thank you for sending {task}; I'd like to do it well, and to put the right amount of work into it.",
        "Could you tell me whether what I hand in will be used or is for the selection only, and whether there is a fee, or a size in hours that you have in mind? It's no trouble if that isn't settled: I'm glad to begin with an outline of a page, and to go through the rest with you in person.",
    ]


def outline(m: Matter) -> list[str]:
    task = f"the {m.task.lower()}" if m.task else "the task"
    return [
        f"About {task}: I'd like to begin with an outline of one page, which shows how I would go about it, and talk the rest through with you. Most of what makes it work depends on questions that I'd ask your people first.",
        "Would that suit you? It's no trouble if you need more at this stage; a word on size and use is enough.",
    ]


def withdraw(m: Matter) -> list[str]:
    place = f" at {m.organization}" if m.organization and m.role else ""
    return [
        f"I'm writing to withdraw my application for {_role(m)}{place}: I've accepted another job.",
        "Thank you for the time that you and your colleagues gave me. I enjoyed getting to know the work, and I hope our paths cross again."
        if m.met
        else "Thank you for considering it, and I hope that you find somebody who suits you well.",
    ]


def paragraph(m: Matter) -> str:
    """The paragraph that can be passed on as it is: who, why, and nothing to edit; at most 100 words (evidence.md, fact 84)."""
    first = f"{m.owner}: {m.about.rstrip('.')}." if m.about else f"{m.owner} is looking for work{f' like {_role(m)}' if m.role else ''}."
    return f"{first} A short conversation would be welcome, and a no is fine."


def forwardable(m: Matter) -> list[str]:
    return [paragraph(m)]


NOT_NAMED = " If it isn't a good time, a no is quite all right; I haven't given them your name."


def introduce_ask(m: Matter) -> list[str]:
    """The other is described, and named only where the owner gave no words for them: nobody is named before they have agreed (fact 85)."""
    if m.opening:
        heard = (
            f"I heard of an opening that may be something for you: {m.opening.rstrip('.')}."
            if m.about == m.opening
            else f"You told me of an opening: {m.opening.rstrip('.')}. I know somebody who may fit it: {m.about.rstrip('.')}."
        )
        return [
            heard,
            "May I introduce the two of you?" + NOT_NAMED
            if m.about != m.opening
            else "May I introduce you to the person who told me of it?" + NOT_NAMED,
        ]
    place = f" of {m.other_place}" if m.other_place else ""
    who = m.about.rstrip(".") if m.about else f"{m.other}{place}"
    return [
        f"There is somebody I think you might like to meet: {who}.",
        "May I introduce the two of you?" + NOT_NAMED,
    ]


def introduce(m: Matter) -> list[str]:
    one, other = m.person or "One of you", m.other
    if m.opening:
        told = f"{one}, this is {other}, who told me of the opening: {m.opening.rstrip('.')}."
        fits = f"{other}, this is {one}{f', {about}' if (about := m.about_person.rstrip('.')) else ''}."
        return ["You have both said yes, so here you are.", f"{told} {fits}", "I'll leave the rest to the two of you."]
    this_is = [
        f"{one}, this is {other}{f', {about}' if (about := m.about.rstrip('.')) else ''}.",
        f"{other}, this is {one}{f', {about}' if (about := m.about_person.rstrip('.')) else ''}.",
    ]
    return ["You have both said yes, so here you are.", " ".join(this_is), "I'll leave the rest to the two of you."]


PARTS = paragraphs(globals())
