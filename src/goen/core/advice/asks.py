"""Whether a mail of the owner asks somebody to open a door, whatever else it was read as: an ask in a thank-you is an ask.

Asking twice is the mistake that this guards against, so a sentence that may be an ask counts as one.
"""

from __future__ import annotations

import re

from goen.core.reading.phrases.needs import ways
from goen.core.reading.phrases.sought import Sought
from goen.core.reading.sentences import sentences

OPENS = (
    r"\b(?:ke(?:ep|pt) me in mind|th(?:ink|ought) of me|remember(?:ed)? me|bear me in mind|introduc(?:e|ing) me|an introduction|glad of a name|a name would|put me in touch|connect me|refer me|recommend me"
    r"|pass(?:ed)? (?:me|my \w+) (?:on|along)|(?:anyone|anybody|someone|somebody|one person|one other person|whom?) (?:else )?(?:that |whom |who )?(?:i|you think i) (?:could|should|might) (?:talk|speak|write)|whom else to (?:talk|speak)"
    r"|(?:know|hear) of (?:any|another|other|anything|anyone|something)|other (?:openings?|roles?|positions?|opportunit))\b"
)
DOOR = re.compile(OPENS, re.I)
WISH = re.compile(r"\?|\b(?:if|should|would|could|may|might|can|please|hope)\b", re.I)
DONE = re.compile(
    r"^\W*(?:thank|thanks|many thanks)\b|\b(?:since you|that you|when you) (?:introduced|passed|put)\b|\bafter (?:the|your) introduction\b",
    re.I,
)
OPENS_JA = r"思い出して(?:いただけ|くだされ)|お心(?:の片隅)?に(?:お)?(?:留|と)め|お?声(?:がけ|をかけ|を掛け)|(?:ご紹介|お引き合わせ|お取り次ぎ|お繋ぎ)(?:を)?(?:いただけ(?!た)|いただくこと|願え|くださ(?:い|れば)|をお願い)|お心当たり|ご推薦(?:いただ|を)"
DOOR_JA = re.compile(OPENS_JA)
DOORS = Sought(*ways(OPENS), OPENS_JA)
TAKES_UP = re.compile(r"お言葉に甘え|\btake you up on\b|\byes, (?:please|I)\b", re.I)


def asks_for_a_door(text: str) -> bool:
    """Whether one of the sentences asks to be kept in mind, introduced or told of others; taking up an offer asks for nothing."""
    if not DOORS.within(text.casefold()) or TAKES_UP.search(text):
        return False
    return any(DOOR_JA.search(s.text) or (DOOR.search(s.text) and WISH.search(s.text) and not DONE.search(s.text)) for s in sentences(text))
