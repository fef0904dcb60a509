"""The sentences of an English letter, and how they are put together: 50 to 125 words, one ask at most."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

from goen.core.advice.letters.facts import NOTHING, Facts
from goen.core.hiring.names import no_post

SHORTEST, LONGEST = 50, 125  # words; letters of this length are answered most (a large count of sent mail, 2016)
_ROLE_NOUNS = "fellowship placement internship role post position job traineeship residency apprenticeship scholarship opening seat studentship course programme"
ROLE_NOUNS = frozenset(_ROLE_NOUNS.split())


def subject(facts: Facts) -> str:
    """The subject of a letter that answers no message: three to five words."""
    if facts.purpose == "report":
        return "A short report back"
    return "Thank you" if facts.purpose == "thanks" else "Thank you, and a word"


def body(facts: Facts, manner: str = "") -> str:
    """The whole letter. Deterministic: `facts.seed` chooses among wordings. Where it would be too long, the longest words are left out.

    `manner`: "shorter" leaves out what can be, "warmer" adds one sentence about this process, where there is one to say; "" is the usual.
    """
    variants = (facts, replace(facts, late=False), replace(facts, late=False, thing=NOTHING))
    if manner == "shorter":
        return min(map(_fitted, variants), key=lambda text: len(text.split()))
    text = ""
    for shorter in variants:
        text = _fitted(shorter, warm=manner == "warmer")
        if len(text.split()) <= LONGEST:
            break
    return text


def _fitted(facts: Facts, *, warm: bool = False) -> str:
    paragraphs, spare = _parts(facts)
    text = _assemble(facts, paragraphs)
    for place, sentence in spare:
        if len(text.split()) >= SHORTEST:
            break
        longer = [*paragraphs]
        longer[place] = f"{longer[place]} {sentence}".strip()
        paragraphs = longer
        text = _assemble(facts, paragraphs)
    if warm and (sentence := _warm(facts)):
        warmer = _assemble(facts, [f"{paragraphs[0]} {sentence}", *paragraphs[1:]])
        return warmer if len(warmer.split()) <= LONGEST else text
    return text


def _warm(facts: Facts) -> str:
    """One more sentence, about what only this process had; "" where it has no name."""
    if facts.introduced:
        return f"Without you I would not have met {facts.introduced}."
    opening = the_opening(facts)
    if not opening or facts.agent:
        return f"It was good to have you on my side with {opening}." if opening else ""
    if facts.purpose == "catch_up":
        return f"I was glad to be considered for {opening}."
    return f"It meant a good deal to me to be considered for {opening}."


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
            (0, "I was glad of the chance to get to know the work."),
            (1, "There is no need to reply; I only wanted to say it."),
            (0, "I was disappointed, of course, and I understand."),
            (1, "All the best for the months ahead."),
            (0, "I'm grateful for the care that went into it."),
        ]
        return [opening, _wish(facts)], spare
    ask = _keep_in_mind(facts) if facts.purpose == "keep_in_mind" else _introduction(facts)
    spare = [
        (0, "I was glad of the chance to get to know the work."),
        (0, "I was disappointed, of course, and I understand."),
        (1, "Either way, I wish you and your colleagues well."),
    ]
    return [opening, ask], spare


def _opening(facts: Facts) -> str:
    opening = the_opening(facts)
    about = f" about {opening}" if opening else (f" of {facts.dated}" if facts.dated else "")
    over = f" over {opening}" if opening else ""
    late = "This comes late, but it is meant. " if facts.late else ""
    if facts.agent:
        at = f" at {facts.organization}" if facts.organization and facts.role else ""
        reason = ", and for telling me the reason" if facts.reason_told else ""
        return (
            f"{late}Thank you for your mail{about}{at}{reason}, and for putting me forward."
            if opening
            else f"{late}Thank you for putting me forward, and for your mail{about}{reason}."
        )
    if facts.thanked:
        return f"Thank you again for your mail{about}." if facts.wrote_rejection or not opening else f"Thank you again for your time{over}."
    if not opening:
        reason = ", and for telling me the reason" if facts.reason_told else ""
        return f"{late}Thank you for your mail{about}{reason}, and for the time you gave me along the way."
    if facts.wrote_rejection and facts.reason_told:
        return late + _pick(
            facts,
            f"Thank you for letting me know your decision{about} yourself, and for telling me the reason.",
            f"Thank you for your mail{about}, and for telling me how it was decided.",
        )
    if facts.wrote_rejection:
        thanks = "Thanks" if facts.plain and facts.field == "trades" else "Thank you"
        return late + _pick(
            facts, f"{thanks} for letting me know your decision{about}.", f"{thanks} for your mail{about}, and for the time you gave me."
        )
    if facts.reason_told:
        return f"{late}The decision{about} has reached me. Thank you for telling me the reason behind it as well."
    return f"{late}The decision{about} has reached me, and I'd like to thank you for the time you gave me along the way."


def _thing(facts: Facts) -> str:
    thing = facts.thing
    if thing.kind == "praised":
        return _pick(
            facts,
            f"What you said about {thing.words} will stay with me.",
            f"Thank you, too, for what you said about {thing.words}.",
            f"Your words about {thing.words} meant a good deal to me.",
        )
    if thing.kind == "quoted":
        return _pick(facts, f"One line of yours will stay with me: “{thing.words}.”", f"I have kept your words: “{thing.words}.”")
    if thing.kind == "made":
        return f"I was glad to work on {thing.words}, and I learned from it."
    if thing.kind == "met":
        return _pick(
            facts,
            f"I was glad of {thing.words}, and I learned from it.",
            f"I enjoyed {thing.words}, and came away knowing more about the work.",
        )
    return ""


def _wish(facts: Facts) -> str:
    where = f" at {facts.organization}" if facts.organization and not facts.agent else ""
    return _pick(
        facts,
        f"I wish you and your colleagues{where} well with the work ahead, and I hope our paths cross again.",
        f"I hope the work goes well{where}, and that our paths cross again some day.",
    )


def _keep_in_mind(facts: Facts) -> str:
    like = f"something like {the_role(facts)}" if facts.role else "work of this kind"
    if facts.field == "freelance":
        like += " (freelance or part-time too)"
    if facts.agent:
        return f"If {like} comes up with another of your clients, I'd be glad if you kept me in mind. No reply is needed."
    if facts.field == "student":
        return "If a start like this comes up again, with you or elsewhere, I'd be glad if you kept me in mind. No reply is needed."
    where = {"academic": "in your group or a colleague's", "trades": "in your shop or another"}.get(
        facts.field, "with you or with someone you know"
    )
    return _pick(
        facts,
        f"If {like} comes up again, {where}, I'd be glad if you kept me in mind. No reply is needed.",
        f"Should {like} turn up one day, {where}, I'd be grateful if you thought of me. There is no need to answer this.",
    )


def _introduction(facts: Facts) -> str:
    if facts.offered:
        return "You spoke of putting me in touch with someone. If that still suits you, I'd be glad to take you up on it, and I'd use your name with care. If not, please think no more of it."
    like = "work of this kind" if facts.role else "the work I do"
    return _pick(
        facts,
        f"May I ask one thing? If there is one person you think I should talk to about {like}, I'd be glad of a name. If nobody comes to mind, please think no more of it.",
        f"One small request: if you know one other person I could talk to about {like}, I'd be grateful for an introduction. Only if you are comfortable with it; if not, please forget I mentioned it.",
    )


def _catch_up(facts: Facts) -> tuple[list[str], list[tuple[int, str]]]:
    named = the_opening(facts)
    opening = (
        f"Some months have gone by since {named} was decided"
        if named
        else f"Some months have gone by since your mail{f' of {facts.dated}' if facts.dated else ''}"
    )
    remembered = {
        "praised": f", and I still remember what you said about {facts.thing.words}.",
        "quoted": f", and I still remember your words: “{facts.thing.words}.”",
    }.get(facts.thing.kind, ", and I still think of it with thanks.")
    news = "I'm still looking, and for work of that kind." if facts.searching else ""
    ask = "If you have a quarter of an hour some day, I'd enjoy catching up and hearing how things are with you. If it isn't a good time, please don't trouble to answer."
    spare = [(0, "I hope the months have been kind to you."), (0, "I wanted to be in touch before more of them go by.")]
    return [f"{opening}{remembered} {news}".strip(), ask], spare


def _report(facts: Facts) -> tuple[list[str], list[tuple[int, str]]]:
    spare = [
        (1, "There is nothing you need to do."),
        (1, "I won't forget it."),
        (1, "I hope all is well with you."),
    ]
    if not facts.introduced:
        place = f" at {facts.led_to}" if facts.led_to else ""
        named = the_opening(facts)
        thanks = (
            f"the time you gave me over {named}" if named else f"your mail{f' of {facts.dated}' if facts.dated else ''}, and for your time"
        )
        first = f"A short note with news: I've accepted a job{place}. I wanted you to hear it from me."
        return [first, f"Thank you again for {thanks}. {_thing(facts)}".strip()], spare
    thanks = f"Thank you again for introducing me to {facts.introduced}. I wanted you to know what came of it."
    return [thanks, _came_of_it(facts) + " Whatever comes next, I'm grateful for the door you opened."], spare


def _came_of_it(facts: Facts) -> str:
    place, at = facts.led_to or "The firm", f" at {facts.led_to}" if facts.led_to else ""
    one = f"The {facts.led_role} opening{at}" if facts.led_role else f"One opening{at}"
    if facts.outcome == "accepted":
        return f"I've accepted the job{at}, and it began with your introduction."
    if facts.outcome == "offer":
        return f"{place} has made me an offer." if facts.job_taken else f"{place} has made me an offer, and I'm thinking it over."
    if facts.outcome == "rejected" and facts.beside:
        return f"{one} ended with a no, and another there is still open. I'm glad to have met {facts.introduced}."
    if facts.outcome == "rejected":
        far = " after the last round" if facts.stage == "final" else ""
        return f"It ended without a job{at}{far}, and I'm glad to have met {facts.introduced} all the same."
    if facts.outcome == "withdrawn" and facts.beside:
        return f"I withdrew from {one[0].lower()}{one[1:]}, and another there is still open."
    if facts.outcome == "withdrawn":
        return f"I withdrew from the opening{at} in the end."
    if facts.outcome == "silent":
        return f"I haven't heard from {facts.led_to or 'them'} for a while; there is no need to do anything about it."
    if facts.stage in {"screen", "interview", "final", "assignment", "offer"}:
        return f"I'm in the process{at} now, and it's still open."
    return (
        "We have been in touch since, and it's still open." if facts.in_touch else "Nothing has come of it so far, and that is no trouble."
    )


def the_role(facts: Facts) -> str:
    """What the opening is called in a sentence ("the Staff Writer role", "the Long-Term Fellowship"), or "" if it has no name."""
    if not facts.role:
        return ""
    bare = facts.role.removeprefix("the ").removeprefix("The ")
    noun = {"academic": "post", "trades": "job"}.get(facts.field, "role")
    return f"the {bare}" if bare.split()[-1].lower() in ROLE_NOUNS else f"the {bare} {noun}"


def the_opening(facts: Facts) -> str:
    """The role, else "the opening at Fernhill Press", else ""."""
    return the_role(facts) or (f"the opening at {facts.organization}" if facts.organization else "")


def clean_role(role: str) -> str:
    """The role without brackets, reference numbers and what follows a comma, dash or slash; "" if nothing sensible is left."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]|#?\b(?:ref|req|job id)\b[\s:.#]*\S+", " ", role, flags=re.I)
    bare = re.split(r"\s[–—|/-]\s|[,;:/|]|\s-", bare)[0]
    bare = _plain(bare, 60)
    return "" if no_post(bare) else bare


def clean_name(name: str) -> str:
    """An organization's name as it can stand in a sentence; "" if it can't."""
    return _plain(name, 60)


def _plain(text: str, longest: int) -> str:
    bare = " ".join(re.sub(r"[^\w\s&+'’.#-]", " ", text).split()).strip(" .-_")
    return bare if len(bare) <= longest and re.search(r"[^\W\d_]{2}", bare) else ""


def _pick(facts: Facts, *wordings: str) -> str:
    """One of the wordings: the same for the same application, and not in step with the other choices of the letter."""
    return wordings[zlib.crc32(f"{facts.seed} {len(wordings)} {wordings[-1][:12]}".encode()) % len(wordings)]
