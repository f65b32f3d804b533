"""Words that point back at an event that the report has told already: "The strike hit ...", "the attack killed", "41 others were wounded".

A report mostly comes back to its event several times, in words that fit no other: the article without a place or a target of its own, and
tolls that say neither where nor in what. What is pointed at is near: a few sentences above.
"""

import re
from functools import lru_cache

from frontlog.model import Claim

REACH = 700  # characters from the sentence that is pointed at to the one that points: some four sentences
TOLL = "losses"
EVENT = (
    r"(?:air ?)?strikes?|attacks?|(?:air ?)?raids?|bombings?|bombardments?|shellings?|assaults?|blasts?|explosions?|offensives?"
    r"|clash(?:es)?|fighting|battles?|gun ?battles?|fire ?fights?|ambush(?:es)?|massacres?|operations?|killings?|barrages?|abductions?"
    r"|kidnappings?|incidents?|evacuations?|withdrawals?|arrests?|protests?"
)
BACK = re.compile(
    r"\b(?:the|this|that|these|those|\w+day(?: night| morning| evening)?['’]s)\s+"
    rf"(?:(?!second|third|latest|next|other|earlier)[\w-]+\s+){{0,2}}?(?:{EVENT})$",
    re.IGNORECASE,
)
OWN = re.compile(  # what follows says which one: it may be new
    r"\s+(?:on|of|at|in|near|against|by|between|that|which|around|outside|over|along|launched|carried)\b", re.IGNORECASE
)
WORD = re.compile(r"[^\W_]+")
BEFORE = 60  # characters that hold article and adjectives


def resumes(claim: Claim) -> bool:
    """Whether a claim is told in words that point back at an event of the same report. A toll without a place does."""
    begin = claim.trigger.start - claim.evidence.start
    return (claim.type == TOLL and not claim.place) or points(claim.evidence.quote, begin, begin + len(claim.trigger.text))


@lru_cache(maxsize=1 << 13)
def points(sentence: str, begin: int, end: int) -> bool:
    """Whether one of the words of a trigger is an event with an article before it and nothing behind that says which one."""
    return any(
        BACK.search(sentence, max(0, word.end() - BEFORE), word.end()) and not OWN.match(sentence, word.end())
        for word in WORD.finditer(sentence, max(0, begin), max(0, end))
    )
