"""The same running matters said shorter, or with one sentence more of warmth. What is missing here is said in one way only."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from goen.core.advice.letters.matter import Matter

Paragraphs = Callable[[Matter, list[str]], list[str]]  # of a matter and its usual paragraphs

NOTHING_TO_DO = "There is nothing you need to do."


def _without(*phrases: tuple[str, str]) -> Paragraphs:
    """The usual paragraphs with phrases of the first put shorter."""

    def said(m: Matter, usual: list[str]) -> list[str]:
        text = usual[0]
        for long, short in phrases:
            text = text.replace(long, short)
        return [text, *usual[1:]]

    return said


def _accept_offer(m: Matter, usual: list[str]) -> list[str]:
    first = "Thank you, that is very kind. Yes, I'd be glad of the introduction. If your plans have changed, please think no more of it."
    return [first, *(usual[1:] if m.about else ["A line from you is plenty."])]


def _answer_introduction(m: Matter, usual: list[str]) -> list[str]:
    place = f" at {m.organization}" if m.organization else ""
    more = ". The samples that you asked for are attached." if m.samples else ", this week or next."
    thanks = f"Thank you, {m.other}, for bringing us together; I'm moving you to bcc." if m.other else ""
    return [thanks, f"I'd very much like to hear more about the work{place}, and I'll make time whenever suits you{more}"]


def _report_talk(m: Matter, usual: list[str]) -> list[str]:
    place, when = f" of {m.other_place}" if m.other_place else "", f" on {m.day}" if m.day else ""
    return [f"I spoke with {m.other}{place}{when}, and I'm glad of it. Thank you again for introducing us.", NOTHING_TO_DO]


def _use_and_pay(m: Matter, usual: list[str]) -> list[str]:
    task = f"the {m.task.lower()}" if m.task else "the task"
    return [
        f"Thank you for sending {task}. Could you tell me whether what I hand in will be used or is for the selection only, and whether there is a fee? It's no trouble if that isn't settled: I'm glad to begin with an outline of a page."
    ]


def _outline(m: Matter, usual: list[str]) -> list[str]:
    task = f"the {m.task.lower()}" if m.task else "the task"
    return [
        f"About {task}: I'd like to begin with an outline of one page, and talk the rest through with you. Would that suit you? It's no trouble if you need more at this stage."
    ]


def _firm_no(m: Matter, usual: list[str]) -> list[str]:
    passed = " I'd be grateful if you told them so." if m.agent else ""
    return [usual[0], f"It was not an easy decision, and it says nothing against the place.{passed} I hope our paths cross again."]


SHORTER: Mapping[str, Paragraphs] = {
    "talk": lambda m, usual: [usual[0], "There is no need to reply."],
    "timeline": _without((" A rough date is plenty, and it's no trouble", " It's no trouble")),
    "chase": _without(("I hope all is well with you. ", ""), ("These things often take longer than planned, so it's", "It's")),
    "remind": lambda m, usual: [
        f"I only want to bring my note{f' of {m.day}' if m.day else ''} to the top of your inbox. If nothing comes to mind, please think no more of it; I won't write about it again."
    ],
    "accept-offer": _accept_offer,
    "decline-introduction": lambda m, usual: [
        "Thank you for offering to introduce me; that is very kind. I'd rather not take it up just now, as I couldn't give it the care it deserves.",
        "It means a lot that you thought of me. There is nothing you need to do.",
    ],
    "offer-time": _without(
        ("It matters to me, and I'd like to give you an answer that I've thought through.", "I'd like to think it through.")
    ),
    "offer-yes": lambda m, usual: [
        usual[0],
        "Whatever there is to sign or to settle, I'll see to as soon as it reaches me. I look forward to the work.",
    ],
    "offer-no": _firm_no,
    "answer-introduction": _answer_introduction,
    "sample": lambda m, usual: [
        "The samples that you asked for are attached. If another kind would help you more, I'll gladly send it, and go through any of them with you."
    ],
    "report-talk": _report_talk,
    "report-silence": lambda m, usual: [
        f"I wrote to {m.other} as soon as you had introduced us, and there has been no answer yet. Thank you again for opening the door.",
        NOTHING_TO_DO,
    ],
    "report-outcome": lambda m, usual: [usual[0], NOTHING_TO_DO],
    "use-and-pay": _use_and_pay,
    "outline": _outline,
    "withdraw": lambda m, usual: [usual[0], usual[1].split(". ")[0].rstrip(".") + "."],
    "introduce-ask": lambda m, usual: [usual[0], "May I introduce the two of you? If it isn't a good time, a no is quite all right."],
}


def _and(place: int, sentence: Callable[[Matter], str]) -> Paragraphs:
    """Adds a sentence to a paragraph, where there is one to say."""

    def said(m: Matter, usual: list[str]) -> list[str]:
        more, at = sentence(m), place % len(usual)
        return [*usual[:at], f"{usual[at]} {more}", *usual[at + 1 :]] if more else usual

    return said


def _without_you(m: Matter) -> str:
    return f"Without you I would not have met {m.other}." if m.other else ""


WARMER: Mapping[str, Paragraphs] = {
    "talk": _and(0, lambda m: "" if m.agent else "It was good to think about the work together."),
    "timeline": _and(0, lambda m: "I think back to our conversation with pleasure." if m.day else ""),
    "chase": _and(0, lambda m: "It was good to meet you, and I'm glad of a word either way." if m.met else ""),
    "remind": _and(0, lambda m: "I think back to it with pleasure."),
    "accept-offer": _and(0, lambda m: "Either way, it means a good deal to me that you thought of it."),
    "decline-introduction": _and(0, lambda m: "Please don't take it for want of gratitude."),
    "offer-time": _and(0, lambda m: "I'm glad and honoured to be asked."),
    "offer-yes": _and(0, lambda m: "It makes me very happy."),
    "offer-no": _and(0, lambda m: "I'm honoured that you chose me."),
    "answer-introduction": _and(-1, lambda m: "I'm glad to have the chance to meet you."),
    "sample": _and(-1, lambda m: "I'm glad of your interest, whatever comes of it."),
    "report-talk": _and(0, _without_you),
    "report-silence": _and(-1, lambda m: "It meant a good deal to me, whatever comes of it."),
    "report-outcome": _and(0, _without_you),
    "withdraw": _and(-1, lambda m: "I wish you all the best with the work."),
    "introduce-ask": _and(0, lambda m: "I thought of you at once."),
    "introduce": _and(0, lambda m: "I have been looking forward to this."),
}
