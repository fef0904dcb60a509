"""English letters of a running matter: short, one thing each, easy to answer or to leave."""

from __future__ import annotations

from goen.core.advice.letters.en.write import ROLE_NOUNS
from goen.core.advice.letters.matter import Matter

SHORTEST, LONGEST = 30, 125  # words; a question about a date needs fewer than a letter of thanks


def subject(m: Matter) -> str:
    """The subject where the letter answers no message."""
    return {
        "talk": "Thank you",
        "answer-introduction": f"{m.other} introduced us" if m.other else "Our introduction",
        "forwardable": f"Introduction: {m.owner}",
        "introduce-ask": "Someone you might like to meet",
        "introduce": "An introduction",
        "report-talk": "A short report back",
        "report-outcome": "A short report back",
        "report-silence": "A short report back",
    }.get(m.purpose, f"My application{f': {m.role}' if m.role else ''}")


def body(m: Matter) -> str:
    """The whole letter; the same matter gives the same words."""
    paragraphs = PARTS[m.purpose](m)
    if m.purpose == "forwardable":
        return "\n\n".join(paragraphs)
    close = "Best wishes," if m.plain else "Kind regards,"
    return "\n\n".join([m.greeting, *(p for p in paragraphs if p), f"{close}\n{m.signature}"])


def _role(m: Matter) -> str:
    if not m.role:
        return f"the opening at {m.organization}" if m.organization else "the opening"
    bare = m.role.removeprefix("the ").removeprefix("The ")
    return f"the {bare}" if bare.split()[-1].lower() in ROLE_NOUNS else f"the {bare} role"


def _talk(m: Matter) -> list[str]:
    when = f" on {m.day}" if m.day else ""
    if m.agent:
        first = f"Thank you for arranging the conversation about {_role(m)}{when}. I enjoyed it, and I'd be grateful if you passed my thanks on."
    else:
        first = f"Thank you for the conversation about {_role(m)}{when}."
    return [f"{first} {_concrete(m)}".strip(), "It has made me the keener on the work. There is no need to reply; I only wanted to say so."]


def _concrete(m: Matter) -> str:
    if m.said:
        return f"Your words have stayed with me: “{m.said.rstrip('.')}.”"
    if m.liked:
        return f"I was glad to hear that {m.liked} spoke to you."
    return f"I was glad to hear what you made of {m.thing}." if m.thing else ""


def _timeline(m: Matter) -> list[str]:
    talk = f" since we spoke on {m.day}" if m.day else ""
    first = f"I have been thinking about {_role(m)}{talk}, and I'm still very glad to be considered."
    return [f"{first} When do you expect to know how it goes on? A rough date is plenty, and it's no trouble if there is none yet."]


def _chase(m: Matter) -> list[str]:
    named = f" You had {m.day} in mind for the next word" if m.day else " You had a date in mind for the next word"
    return [
        f"I hope all is well with you. I'm writing about {_role(m)}.{named}, and these things often take longer than planned. Is there any news that you can share? It's no trouble if it is still open."
    ]


def _remind(m: Matter) -> list[str]:
    when = f" of {m.day}" if m.day else ""
    return [
        f"I only want to bring my note{when} to the top of your inbox, in case it slipped down. If it isn't a good time, or nobody comes to mind, please think no more of it; I won't write about it again. Thank you again for the time you gave me."
    ]


def _accept_offer(m: Matter) -> list[str]:
    about = _role(m) if m.role else "my application"
    return [
        "Thank you, that is very kind. Yes, I'd be glad of the introduction, and I'll use your name with care. If your plans have changed, please think no more of it.",
        f"If a few lines help, here is a paragraph that you can pass on as it is:\n\n{forwardable(m)}" if m.about else f"What you have seen of me in {about} says it best.",
    ]  # fmt: skip


def _answer_introduction(m: Matter) -> list[str]:
    thanks = (
        f"Thank you, {m.other}, for bringing us together; I'm moving you to bcc, so that you see this and are spared the rest."
        if m.other
        else ""
    )
    place = f" at {m.organization}" if m.organization else ""
    return [
        thanks,
        f"I'd very much like to hear more about the work{place}. I'm free to talk on most days this week and next; a time that suits you will suit me, and I'll gladly send whatever helps you to see what I do.",
    ]


def _report_talk(m: Matter) -> list[str]:
    place = f" of {m.other_place}" if m.other_place else ""
    when = f" on {m.day}" if m.day else ""
    return [
        f"A short report, since it was your doing: I spoke with {m.other}{place}{when}. I'm glad to have met them, and I'll tell you how it goes on.",
        "Thank you again for introducing us. There is nothing you need to do.",
    ]


def _report_silence(m: Matter) -> list[str]:
    return [
        f"A short word, so that you know how it stands: I wrote to {m.other} as soon as you had introduced us, and there has been no answer yet. People are busy, and there is nothing you need to do about it.",
        "Thank you again for opening the door.",
    ]


def _report_outcome(m: Matter) -> list[str]:
    place = m.other_place or "the firm"
    news = {
        "accepted": f"I've accepted the job at {place}, and it began with your introduction.",
        "offer": f"{place} has made me an offer, and I'm thinking it over.",
        "rejected": f"It ended without a job at {place}{' after the last round' if m.stage == 'final' else ''}. I'm glad to have met {m.other or 'them'} all the same.",
        "withdrawn": f"I withdrew from the opening at {place} in the end, and parted from them on good terms.",
    }.get(m.outcome, f"It is still open at {place}.")
    return [
        f"Thank you again for introducing me to {m.other}. Here is what came of it. {news}",
        "Whatever comes next, I'm grateful for the door you opened. There is nothing you need to do.",
    ]


def _use_and_pay(m: Matter) -> list[str]:
    task = f"the {m.task.lower()}" if m.task else "the task"
    return [
        f"Thank you for {task}; I'd like to do it well, and to plan the right amount of work.",
        "Could you tell me whether what I hand in will be used or is for the selection only, and whether there is a fee, or a size in hours that you have in mind? It's no trouble if that isn't settled: I'm glad to begin with an outline of a page, and to go through the rest with you in person.",
    ]


def _outline(m: Matter) -> list[str]:
    task = f"the {m.task.lower()}" if m.task else "the task"
    return [
        f"About {task}: I'd like to begin with an outline of one page, which shows how I would go about it, and talk the rest through with you. Most of what makes it work depends on questions that I'd ask your people first.",
        "Would that suit you? It's no trouble if you need more at this stage; a word on size and use is enough.",
    ]


def _withdraw(m: Matter) -> list[str]:
    place = f" at {m.organization}" if m.organization and m.role else ""
    return [
        f"I'm writing to withdraw my application for {_role(m)}{place}: I've accepted another job.",
        "Thank you for the time that you and your colleagues gave me. I enjoyed getting to know the work, and I hope our paths cross again.",
    ]


def forwardable(m: Matter) -> str:
    """The paragraph that can be passed on as it is: who, why, and nothing to edit; at most 100 words (evidence.md, fact 84)."""
    first = f"{m.owner}: {m.about.rstrip('.')}." if m.about else f"{m.owner} is looking for work{f' like {_role(m)}' if m.role else ''}."
    return f"{first} A short conversation would be welcome, and a no is fine."


def _forwardable(m: Matter) -> list[str]:
    return [forwardable(m)]


def _introduce_ask(m: Matter) -> list[str]:
    """The other is described, and named only where the owner gave no words for them: nobody is named before they have agreed (fact 85)."""
    place = f" of {m.other_place}" if m.other_place else ""
    who = m.about.rstrip(".") if m.about else f"{m.other}{place}"
    return [
        f"There is somebody I think you might like to meet: {who}.",
        "May I introduce the two of you? If it isn't a good time, a no is quite all right, and I have said nothing to them yet.",
    ]


def _introduce(m: Matter) -> list[str]:
    about = f" {m.about.rstrip('.')}." if m.about else ""
    return [f"You have both said that you would like to meet, so here you are: {m.other}.{about}", "I'll leave the rest to the two of you."]


PARTS = {
    "talk": _talk,
    "timeline": _timeline,
    "chase": _chase,
    "remind": _remind,
    "accept-offer": _accept_offer,
    "answer-introduction": _answer_introduction,
    "report-talk": _report_talk,
    "report-outcome": _report_outcome,
    "report-silence": _report_silence,
    "use-and-pay": _use_and_pay,
    "outline": _outline,
    "withdraw": _withdraw,
    "forwardable": _forwardable,
    "introduce-ask": _introduce_ask,
    "introduce": _introduce,
}
