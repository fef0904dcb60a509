"""The one thing that a sign speaks of, said from the owner's side: "your proposal" becomes "my proposal"."""

from __future__ import annotations

import re

# What a person hands in, shows or does in a hiring process: the heads of phrases that can be named without being invented.
_WORKS = """
    account accounts analysis analyses animation answer answers application approach argument arguments article articles audition
    bit bits brief briefing breakdown budget build cake campaign case chapter chart charts class code composition concept copy critique
    dashboard deck demo demonstration design designs diagnosis diagram diagrams dish drawing drawings draft drafts edit edits essay essays
    estimate example examples exercise exercises experiment explanation explanations figure figures film fix framework handling handover
    idea ideas illustration illustrations interview joint joints lecture lesson lessons letter letters lineup list manuscript map maps memo menu method
    mock-up mockup model models notebook notebooks note notes observation observations outline page pages paper papers performance photo photos photograph photographs
    piece pieces pitch pitches plan plans poem point points portfolio poster preparation presentation programme program project projects proof
    proposal proposals prototype query question questions recipe reel remark remarks report reports research review reviews sample samples scheme schemes script scripts showreel
    sketch sketches slide slides solution solutions soup spreadsheet statement stitching story stories submission suggestion suggestions summary table talk
    teaching test tests thesis timeline tool translation translations treatment tube version video walkthrough weld welds work workbook writing write-up writeup
"""
WORKS = frozenset(_WORKS.split())
# Without "your" before them these mean too many other things ("the same table", "a point in its favour").
_VAGUE = """
    table list note notes point points answer answers question questions plan plans account accounts class code interview application work review reviews budget
    menu research model models talk bit bits case lesson lessons story stories summary method list letter letters program programme project projects copy
"""
VAGUE = frozenset(_VAGUE.split())
# "cover letter", "case study", "writing sample": the second word is the head.
PAIRS = frozenset({"case study", "case studies", "case for", "code review", "pull request", "test file", "lesson plan"})
_VERBS = """
    is was are were be been has have had 's did does do got gets gave gives made makes won stood stands came comes kept keeps would could can
    will shall should might may must shows showed told tells says said reads read beat beats left let lets put puts went goes took takes
    felt feels looked looks remains stays stuck sits hit struck lost held brought caught rang ran turned moved changed helped impressed answered convinced
    explained surprised pleased worked stopped saved solved reminded taught settled sold carried raised opened needs deserves became becomes
"""
VERBS = frozenset(_VERBS.split())
_STOPS = """
    and but or nor because since so that which who whom whose when where while whereas as if than then though although until unless before after even just
    only really truly simply still already never always ever also yet too i we he she they it you this these those there here
"""
STOPS = VERBS | frozenset(_STOPS.split())
PREPOSITIONS = frozenset({"about", "for", "from", "in", "of", "on", "to", "with", "behind", "against", "between"})
DETERMINERS = frozenset({"your", "the", "that"})
LONGEST_BEFORE = 4  # words between "your" and the head
LONGEST_AFTER = 9  # words of the phrase that follows the head ("for the museum's new wing")

WORD = re.compile(r"[A-Za-zÀ-ɏ0-9](?:[A-Za-zÀ-ɏ0-9'’+#./&-]*[A-Za-zÀ-ɏ0-9+#])?|[,.;:!?()\[\]\"“”—–…\n]")
CLAUSE = re.compile(r"\b(?:the way|the time|how|what) you\b", re.I)
SHOWN = re.compile(
    r"\b(the|that)((?: [A-Za-zÀ-ɏ0-9'’-]+){1,4}) you (?:[a-z]+ed|ran|gave|wrote|sent|did|made|built|drew|brought|told|put|took|led|taught|showed)\b",
    re.I,
)
ABOUT_OWNER = re.compile(r"\b(?:you|your|yours|you[’']\w+)\b", re.I)
# Words that say what the writer thinks: without one of them a sentence about the owner is only a remark.
VALUES = re.compile(
    r"\b(?:best|better|good|great|well|love[ds]?|like[ds]?|enjoy(?:ed)?|want(?:ed)?|hire|doubt|right|clear(?:er|est|ly)?|strong(?:er|est)?|sharp(?:er|est)?|impress\w*|patient|belong|first|only|nobody"
    r"|most|talent\w*|natural|gift\w*|brilliant\w*|cracking|fine|excellent\w*|remarkable|rare\w*|wonderful\w*|superb\w*|proud|trust|glad|delight\w*|instinct|perfect\w*|miss(?:ed)?|never|can|could)\b",
    re.I,
)
THIRD = re.compile(r"\b(?:he|she|him|her|hers|his)\b", re.I)
FLIP = {
    "your": "my", "yours": "mine", "yourself": "myself", "you": "me", "our": "your", "ours": "yours", "us": "you",
    "you're": "I'm", "you’re": "I'm", "you'd": "I'd", "you’d": "I'd", "you've": "I've", "you’ve": "I've",
}  # fmt: skip
OTHERS = frozenset({"i", "we", "me", "my", "mine", "i'm", "i’m", "i'd", "i’d", "i've", "i’ve", "we're", "we've", "we’ve", "we’re"})


def thing(quote: str, *, theirs: bool = True) -> str:
    """The thing that the words speak of ("my proposal", "the ice house piece", "how I let Mr Hill finish"), or "" if none is plain.

    Only what can be cut out cleanly is given: a phrase with one of WORKS as its head, "the campaign you walked me through", or a
    clause after "the way you", "how you", "what you". Everything in it stands in the quote, but for the turned pronouns.
    `theirs`: also a work without "your" before it ("the written exercise"), which only praise is sure to mean as the owner's.
    """
    flat = " ".join(quote.split())
    found = _possessed(flat, frozenset({"your"})) or _clause(flat)
    if not found and theirs and not THIRD.search(flat):
        found = _shown(flat) or _possessed(flat, DETERMINERS)
    return found


def short(quote: str, longest: int = 14) -> str:
    """Words about the owner that are short enough to be quoted whole: the sentence, or its first half before "; " or ", and "; else ""."""
    flat = " ".join(quote.split()).strip(" ,;:-–—")
    sentence = re.split(r"(?<=[.!?])\s", flat)[0]
    for part in (flat, sentence, re.split(r"; |, and ", sentence)[0]):
        if (
            4 <= len(part.split()) <= longest
            and not re.search('["“”()]', part)
            and ABOUT_OWNER.search(part)
            and VALUES.search(part)
            and not THIRD.search(part)
        ):
            return part.rstrip(".,;:!").strip()
    return ""


def _shown(text: str) -> str:
    found = SHOWN.search(text)
    if not found:
        return ""
    words = found[2].split()
    if any(
        w.lower() in STOPS | PREPOSITIONS | OTHERS | {"only", "best", "first", "one", "person", "day", "way", "ground", "thing", "things"}
        for w in words
    ):
        return ""
    return " ".join([found[1].lower(), *words])


def _possessed(text: str, determiners: frozenset[str]) -> str:
    words = WORD.findall(text)
    low = [w.lower() for w in words]
    for i, word in enumerate(low):
        if word not in determiners or (word != "your" and i and low[i - 1] == "of"):
            continue
        head = _head(low, i)
        if head is None:
            continue
        phrase = words[i + 1 : head + 1] + (_tail(words, low, head) if word == "your" else [])
        if any(w.lower() in OTHERS for w in phrase) or (word != "your" and low[head] in VAGUE):
            continue
        start = "my" if word == "your" else word
        return " ".join([start, *(_flip(w) for w in phrase)])
    return ""


def _head(low: list[str], start: int) -> int | None:
    """The index of the last word of WORKS in the run of words after `start` that can belong to one noun phrase."""
    head = None
    for j in range(start + 1, min(start + 2 + LONGEST_BEFORE, len(low))):
        word = low[j]
        if not word[0].isalnum() or word in STOPS or word in PREPOSITIONS:
            break
        if head is not None and (word.endswith(("ed", "s")) and word not in WORKS):
            break
        if word in WORKS:
            head = j
        elif head is not None:
            if f"{low[head]} {word}" not in PAIRS:
                break
            head = j
    return head


def _tail(words: list[str], low: list[str], head: int) -> list[str]:
    """The phrase after the head that begins with a preposition and ends before a verb; empty if its end is not plain."""
    if head + 1 >= len(words) or low[head + 1] not in PREPOSITIONS:
        return []
    tail: list[str] = []
    for j in range(head + 1, len(words)):
        word = low[j]
        if not word[0].isalnum() or (word in STOPS and not (word in {"than"} and tail and tail[-1].lower() == "rather")):
            return (
                tail if len(tail) > 1 and tail[-1].lower() not in PREPOSITIONS | {"the", "a", "an", "my", "your", "our", "rather"} else []
            )
        if len(tail) == LONGEST_AFTER:
            return []
        tail.append(words[j])
    return tail


def _clause(text: str) -> str:
    found = CLAUSE.search(text)
    if not found:
        return ""
    start = found.group()[:-4].lower()
    rest = []
    for word in WORD.findall(text[found.end() :]):
        if not word[0].isalnum() or word.lower() in {"and", "but", "because", "that", "which", "when", "while", "so"}:
            break
        rest.append(word)
    rest = rest[: _verb_of_main(rest)]
    if not 2 <= len(rest) <= 12 or any(w.lower() in OTHERS for w in rest):
        return ""
    verb = {"were": "was", "are": "am", "aren't": "am not"}.get(rest[0].lower(), rest[0])
    return " ".join([f"{start} I", verb, *(_flip(w) for w in rest[1:])])


def _verb_of_main(rest: list[str]) -> int:
    """Where a verb of the main sentence begins after the clause ("how you opened | was the best I saw"); the length if nowhere."""
    for n, word in enumerate(rest[1:], 1):
        if word.lower() in {"is", "was", "were", "has", "will", "would", "made", "settled", "stayed", "stuck"}:
            return n
    return len(rest)


def _flip(word: str) -> str:
    return FLIP.get(word.lower(), word)
