"""What an English letter must not say, and how its asks, claims and names are found."""

from __future__ import annotations

import re

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)")
QUOTED = re.compile('[“"]([^”"\n]{3,})[”"]')
CLAIM = re.compile(
    r"\b(?:what you (?:said|wrote|told me) about|what you made of|your (?:kind )?(?:words|remarks?|praise) (?:about|on|for)|you (?:praised|liked|loved|admired|enjoyed)|I was glad to work on)\s+"
    r"([^.;:!?\n]+?)(?=\s+(?:will stay|meant a|means a|has stayed|made my)|, and I\b|[.;:!?\n])",
    re.I,
)
ANNOUNCES = re.compile(
    r"^\s*(?:may i ask (?:you )?(?:one|a small) (?:more )?(?:thing|question|favou?r)\?|one (?:small|last) (?:request|thing|question):\s*$)",
    re.I,
)
TELLS = re.compile(r"^\s*(?:thank|thanks|you (?:spoke|offered|mentioned|said|wrote|told)|i (?:was|have|enjoyed)|i[’']ve)\b", re.I)
TOPIC = re.compile(
    r"""keep\ me\ in\ mind|kept\ me\ in\ mind|think\ of\ me|thought\ of\ me|remember\ me|introduc|put(?:ting)?\ me\ (?:in\ touch|forward)|connect\ me|refer(?:ral|\ me)?\b|recommend
      |glad\ of\ a\ name|for\ a\ name|a\ name\ would|talk\ to|speak\ (?:to|with)|let\ me\ know|feedback|advice|coffee|catch(?:ing)?\ up|quarter\ of\ an\ hour|\bcall\b|\bmeet\b
      |other\ openings?|opportunit|anyone|anybody|vacanc|take\ you\ up|forward\ (?:my|this)|pass\ (?:my|this|me)\ on|reference""",
    re.I | re.X,
)
WANTS = re.compile(r"\?|\b(?:if|should|would|could|can|may|please)\b|\bi[’']d be\b|\bi hope you\b|\bi ask\b", re.I)
WAY_OUT = re.compile(
    r"no reply (?:is )?needed|no need to (?:reply|answer)|think no more of it|only if you are comfortable|forget (?:i mentioned )?it|if (?:it )?(?:isn[’']t|is not) (?:a )?(?:good time|convenient)"
    r"|don[’']t trouble|no trouble if|if nobody comes to mind|ignore this|forget I mentioned",
    re.I,
)

BANNED = {
    "disputes": re.compile(
        r"reconsider|\bmistake|wrong (?:decision|choice|person)|got (?:this|it|me) wrong|\bunfair|\bunjust|\bdisagree|should(?: have|[’']ve) (?:been (?:chosen|hired|offered)|hired|chosen|picked)"
        r"|i was (?:clearly|obviously|plainly)|best (?:person|candidate|applicant)|better than (?:the|whoever|your)|i deserve|\bappeal\b|overturn|change your mind|you[’']ll regret|overlooked me"
        r"|(?:can|could|would) you (?:please )?(?:tell|explain).{0,30}\bwhy\b|why (?:was )?i (?:was )?(?:not |wasn[’']t )?(?:rejected|turned down|chosen|selected|hired)|(?:honest|full|proper) explanation|i (?:demand|require|insist)",
        re.I,
    ),
    "begs": re.compile(
        r"\bbeg\b|begging|desperate|please,? please|any (?:job|work|role|position) (?:at all|will do|whatsoever)|(?:last|one more|another|second) chance|give me (?:a|the|one) (?:chance|job|shot)|\bhire me\b"
        r"|i (?:really |badly |urgently )?need (?:a|this|the|that|some|any) (?:job|work|income|money|role)|at any (?:salary|price)|for free\b|whatever it takes",
        re.I,
    ),
    "presses": re.compile(
        r"\burgent(?:ly)?\b|as soon as possible|\basap\b|at your earliest convenience|(?:await|waiting for|expect)(?:ing)? (?:your|a) (?:reply|answer|response)|look(?:ing)? forward to (?:your (?:reply|answer|response)|hearing)"
        r"|by (?:tomorrow|monday|tuesday|wednesday|thursday|friday|the end of)|(?<!nothing )(?<!anything )you (?:must|have to|need to)\b|please (?:reply|answer|respond)\b",
        re.I,
    ),
    "presumes": re.compile(r"thank(?:s|ing you| you) in advance|in anticipation", re.I),
    "guilt": re.compile(
        r"after all (?:the|my|that|those)|i (?:spent|wasted|gave up) .{0,30}\b(?:hours|days|weeks|nights|weekend)|you (?:promised|owe|led me|let me down)|let me down|owe me|devastat|heart-?broken|crushed|ruined|disappointed in you|hurt(?:ful| me)|counting on you",
        re.I,
    ),
    "cv": re.compile(
        r"\b(?:attach(?:ed|ing|ment)?|enclos(?:ed|ing))\b|\b(?:my|a|the|updated) (?:cv|résumé|resume|curriculum vitae)\b|send (?:you )?(?:my|a|some) (?:portfolio|samples|references)",
        re.I,
    ),
    "flatters": re.compile(
        r"\b(?:amazing|incredible|awesome|genius|world-class|legend(?:ary)?|phenomenal|visionary)\b|dream (?:company|job|team|employer)|in awe|huge (?:fan|admirer)|the (?:best|greatest|most inspiring) (?:company|team|boss|manager|leader|firm|organi[sz]ation)|beyond honou?red",
        re.I,
    ),
}
INVITES_CV = re.compile(r"\b(?:send|forward|attach|share)\b.{0,40}\b(?:cv|résumé|resume|portfolio|samples?|clips|references?)\b", re.I)

CAPITALIZED = re.compile(r"(?<![.!?:“\"\n] )(?<![.!?:“\"\n])\b([A-ZÀ-Þ][\w’'-]+)")
_KNOWN_WORDS = """
    i i'm i’m i'd i’d i've i’ve i'll i’ll monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december english thank thanks re best kind regards wishes dear hi hello
"""
KNOWN_WORDS = frozenset(_KNOWN_WORDS.split())
_SMALL = """
    about after again also and are because been before but for from gave had has have her his how into its just last like made mine more much than that the their them then
    there these they this those through very was way were what when where which while who whole why will with would your yours you our ours own
"""
SMALL = frozenset(_SMALL.split())


def sentences(text: str) -> list[str]:
    """The sentences of the text, a one-line announcement ("One small request:") apart from what follows it."""
    parted = re.sub(r"(One (?:small|last) (?:request|thing|question):)", r"\1\n", text)
    return [s.strip() for s in SENTENCE.findall(parted) if s.strip()]


def asks(text: str) -> list[str]:
    """The sentences that ask for something, announcements aside."""
    found = []
    for sentence in sentences(text):
        if ANNOUNCES.match(sentence) or TELLS.match(sentence) or WAY_OUT.search(sentence) and not TOPIC.search(sentence):
            continue
        if sentence.endswith("?") or (TOPIC.search(sentence) and WANTS.search(sentence)):
            found.append(sentence)
    return found


def questions(text: str) -> list[str]:
    return [s for s in sentences(text) if s.endswith("?")]


def content(words: str) -> list[str]:
    """The words of a claim that must stand in the mail."""
    return [w for w in re.findall(r"[\w’'-]+", words.casefold()) if len(w) > 3 and w not in SMALL]
