"""The sentences of an English letter, and how they are put together: 50 to 125 words, one ask at most."""

from __future__ import annotations

import re

from goen.core.advice.letters.facts import Facts, Thing

SHORTEST, LONGEST = 50, 125  # words; letters of this length are answered most (a large count of sent mail, 2016)
ROLE_NOUNS = frozenset(
    "fellowship placement internship role post position job traineeship residency apprenticeship scholarship opening seat studentship course programme".split()
)


def subject(facts: Facts) -> str:
    """The subject of a letter that answers no message: three to five words."""
    if facts.purpose == "report":
        return "A short report back"
    return "Thank you" if facts.purpose == "thanks" else "Thank you, and a word"


def body(facts: Facts) -> str:
    """The whole letter. Deterministic: `facts.seed` chooses among wordings."""
    paragraphs, spare = _parts(facts)
    text = _assemble(facts, paragraphs)
    for place, sentence in spare:
        if len(text.split()) >= SHORTEST:
            break
        paragraphs[place] = f"{paragraphs[place]} {sentence}".strip()
        text = _assemble(facts, paragraphs)
    return text


def _assemble(facts: Facts, paragraphs: list[str]) -> str:
    close = "Best wishes," if facts.plain else "Kind regards,"
    return "\n\n".join([facts.greeting, *(p for p in paragraphs if p), f"{close}\n{facts.signature}"])


def _parts(facts: Facts) -> tuple[list[str], list[tuple[int, str]]]:
    """(paragraphs, spare sentences with the paragraph they may join where the letter is too short)."""
    if facts.purpose == "report":
        return _report(facts)
    if facts.purpose == "catch_up":
        return _catch_up(facts)
    opening = " ".join(s for s in (_opening(facts), _thing(facts)) if s)
    if facts.purpose == "thanks":
        spare = [
            (0, _pick(facts, "I came away knowing more about the work than I did before.", "I learned from the process, and I'm glad to have been part of it.")),
            (1, "There is no need to reply; I only wanted to say it."),
            (0, "I was disappointed, of course, and I understand."),
            (1, "All the best for the months ahead."),
        ]
        return [opening, _wish(facts)], spare
    ask = _keep_in_mind(facts) if facts.purpose == "keep_in_mind" else _introduction(facts)
    spare = [
        (0, _pick(facts, "I came away knowing more about the work than I did before.", "I was glad of the chance to see how you work.")),
        (0, "I was disappointed, of course, and I understand."),
        (1, "Either way, I wish you and your colleagues well."),
    ]
    return [opening, ask], spare


def _opening(facts: Facts) -> str:
    role = the_role(facts.role)
    about = f" about {role}" if role else ""
    over = f" over {role}" if role else ""
    if facts.thanked:
        return f"Thank you again for your mail{about}." if facts.wrote_rejection else f"Thank you again for your time{over}."
    if facts.wrote_rejection and facts.reason_told:
        return _pick(
            facts,
            f"Thank you for letting me know{about} yourself, and for telling me the reason.",
            f"Thank you for your mail{about}, and for telling me how it was decided.",
        )
    if facts.wrote_rejection:
        return _pick(facts, f"Thank you for letting me know{about}.", f"Thank you for your mail{about}, and for the time you gave me.")
    if facts.reason_told:
        return f"The decision{about} has reached me. Thank you for telling me the reason behind it as well."
    return f"The decision{about} has reached me, and I'd like to thank you for the time you gave me along the way."


def _thing(facts: Facts) -> str:
    thing = facts.thing
    if thing.kind == "praised":
        return _pick(
            facts,
            f"What you said about {thing.words} will stay with me.",
            f"I was glad to hear what you made of {thing.words}.",
            f"Your words about {thing.words} meant a good deal to me.",
        )
    if thing.kind == "quoted":
        return _pick(facts, f"One line of yours will stay with me: “{thing.words}.”", f"I have kept your words: “{thing.words}.”")
    if thing.kind == "made":
        return f"I was glad to work on {thing.words}, and I learned from it."
    if thing.kind == "met":
        return _pick(facts, "I enjoyed our conversation, and I learned from it.", "I was glad of the conversation we had.")
    return ""


def _wish(facts: Facts) -> str:
    where = f" at {facts.organization}" if facts.organization and not facts.agent else ""
    return _pick(
        facts,
        f"I wish you and your colleagues{where} well with the work ahead, and I hope our paths cross again.",
        f"I hope the work goes well{where}, and that our paths cross again some day.",
    )


def _keep_in_mind(facts: Facts) -> str:
    like = f"work like {the_role(facts.role)}" if facts.role else "work of this kind"
    also = " (freelance or part-time is welcome too)" if facts.freelance else ""
    if facts.agent:
        return f"If {like}{also} comes up with another of your clients, I'd be glad if you kept me in mind. No reply is needed."
    if facts.student:
        return f"If a start like this comes up again, with you or elsewhere, I'd be glad if you kept me in mind{also}. No reply is needed."
    where = "where you are or with someone you know" if facts.plain else "with you or with someone you know"
    return _pick(
        facts,
        f"If {like}{also} comes up again, {where}, I'd be glad if you kept me in mind. No reply is needed.",
        f"Should {like}{also} turn up one day, {where}, I'd be grateful if you thought of me. There is no need to answer this.",
    )


def _introduction(facts: Facts) -> str:
    if facts.offered:
        return "You spoke of putting me in touch with someone. If that still suits you, I'd be glad to take you up on it, and I'd use your name with care. If not, please think no more of it."
    like = f"work like {the_role(facts.role)}" if facts.role else "work of this kind"
    return _pick(
        facts,
        f"May I ask one thing? If there is one person you think I should talk to about {like}, I'd be glad of a name. If nobody comes to mind, please think no more of it.",
        f"One small request: if you know one other person who cares about {like}, I'd be grateful for an introduction. Only if you are comfortable with it; if not, please forget I mentioned it.",
    )


def _catch_up(facts: Facts) -> tuple[list[str], list[tuple[int, str]]]:
    role = the_role(facts.role)
    opening = f"Some months have gone by since {role} was decided" if role else "Some months have gone by since your decision"
    remembered = {
        "praised": f", and I still remember what you said about {facts.thing.words}.",
        "quoted": f", and I still remember your words: “{facts.thing.words}.”",
    }.get(facts.thing.kind, ", and I still think of it with thanks.")
    news = "I'm still looking, and for work of that kind." if facts.searching else ""
    ask = "If you have a quarter of an hour some day, I'd enjoy catching up and hearing how things are with you. If it isn't a good time, please don't trouble to answer."
    spare = [(0, "I hope the months have been kind to you."), (0, "I wanted to be in touch before more of them go by.")]
    return [f"{opening}{remembered} {news}".strip(), ask], spare


def _report(facts: Facts) -> tuple[list[str], list[tuple[int, str]]]:
    spare = [(1, "There is nothing you need to do; I only wanted you to know."), (1, "I won't forget it."), (1, "I hope all is well with you.")]
    if not facts.introduced:
        place = f" at {facts.led_to}" if facts.led_to else ""
        role = f" over {the_role(facts.role)}" if facts.role else ""
        said = _thing(facts)
        first = f"A short note with news: I've accepted a job{place}. {said}".strip()
        return [first, f"Thank you again for the time you gave me{role}, and for what you wrote. It kept me going, and I wanted you to hear it from me."], spare
    thanks = f"Thank you again for introducing me to {facts.introduced}. I'd like to tell you what came of it."
    return [thanks, _came_of_it(facts) + " Whatever comes next, I'm grateful for the door you opened."], spare


def _came_of_it(facts: Facts) -> str:
    place = facts.led_to
    if facts.outcome == "accepted":
        return f"I've accepted the job at {place}, and it began with your introduction."
    if facts.outcome == "offer":
        return f"{place} has made me an offer, and I'm thinking it over."
    if facts.outcome == "rejected":
        far = " after the last round" if facts.stage == "final" else ""
        return f"It ended without a job at {place}{far}, but I'm glad to have met them."
    if facts.outcome == "withdrawn":
        return f"I withdrew from the opening at {place} in the end, and parted from them on good terms."
    if facts.outcome == "silent":
        return f"I haven't heard from {place} for a while; there is no need to do anything about it."
    if facts.stage in {"screen", "interview", "final", "assignment", "offer"}:
        return f"We have been talking at {place} since, and it's still open."
    return "We have been in touch since, and it's still open." if facts.in_touch else "Nothing has come of it so far, and that is no trouble."


def the_role(role: str) -> str:
    """"the Staff Writer role", "the Long-Term Fellowship", or "" for no role."""
    if not role:
        return ""
    bare = role.removeprefix("the ").removeprefix("The ")
    return f"the {bare}" if bare.split()[-1].lower() in ROLE_NOUNS else f"the {bare} role"


def clean_role(role: str) -> str:
    """The role without brackets, reference numbers and what follows a comma, dash or slash; "" if nothing sensible is left."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]|#?\b(?:ref|req|job id)\b[\s:.#]*\S+", " ", role, flags=re.I)
    bare = re.split(r"\s[–—|/-]\s|[,;:/]|\s-", bare)[0]
    return " ".join(bare.split())[:60].strip()


def thing_words(thing: Thing) -> str:
    return thing.words


def _pick(facts: Facts, *wordings: str) -> str:
    return wordings[facts.seed % len(wordings)]
