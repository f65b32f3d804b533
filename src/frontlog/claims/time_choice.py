"""Which of a sentence's times belongs to a trigger: what a wrong choice costs, in characters."""

import re

from frontlog.claims.time_apart import named_so
from frontlog.claims.time_relations import AFTER_IT
from frontlog.claims.vocabulary import analyse
from frontlog.model import Piece, TimeRef

TOO_FAR = 1000  # a cost that no expression inside the trigger's clause reaches
_INITIAL = 40  # an expression that opens the sentence dates all of it: its distance counts no more than this
_CLAUSE = 60  # what a clause border between trigger and expression adds
_CONJUNCT = 15
_VERB = 25
FAR = 180  # beyond this sum an expression more often dates another event of the sentence than the trigger's (development reports)
_NOUN_REACH = 30  # characters between "the October 2" and its noun: "the October 2 suicide bomb attack"
_SAY = (
    r"(?:said|says|say|told|added|adds|stated|(?-i:states)|announced|announces|reported|reports|claimed|claims|confirmed|declared|noted"
    r"|tweeted|wrote)"
)
_SAID = re.compile(rf"\b{_SAY}\b", re.IGNORECASE)
_SAID_BEFORE = re.compile(
    rf"\b{_SAY}\b(?:\s(?:reporters|journalists|late|early|in a statement|a news conference)){{0,2}}\s*$", re.IGNORECASE
)

_SAID_AFTER = re.compile(rf"\s{_SAY}\b", re.IGNORECASE)
_BORDER = re.compile(r"[;:]|\b(?:that|which|who|when|while|after|before|since|where|as|but|because)\b|,\s\w+ing\b", re.IGNORECASE)
_NEXT_VERB = re.compile(r",?\s(?:and|but|then|before)\s(?:then\s|\w+ly\s)?", re.IGNORECASE)
_CONJUNCTION = re.compile(r"\band\b", re.IGNORECASE)
_SUPERLATIVE = re.compile(r"\b(?:first|largest|biggest|deadliest|highest|worst|most|longest|only)\b[^.;]*$", re.IGNORECASE)


def cost(time: TimeRef, trigger: Piece, sentence: str, offset: int) -> int:
    """How badly a time fits a trigger: characters between them, plus what clause borders and other nouns and verbs add."""
    start, end = time.text_start - offset, time.text_end - offset
    first, last = trigger.start - offset, trigger.end - offset
    if start < last and first < end:
        return 0
    if barred(time, trigger, sentence, offset):
        return TOO_FAR
    gap = sentence[last:start] if start >= last else sentence[end:first]
    if _owned(sentence, start, end) or _said(sentence, start, end):
        return len(gap)
    initial = start < _INITIAL and not sentence[:start].strip(' "“*')
    points = min(len(gap), _INITIAL) if initial else len(gap)
    points += (
        _CLAUSE * len(_BORDER.findall(gap))
        + _CONJUNCT * len(_CONJUNCTION.findall(gap))
        + (0 if initial else _VERB * _verbs(sentence, min(last, end), max(start, first)))
    )
    if end <= first and not initial and _NEXT_VERB.fullmatch(gap):
        points += _CLAUSE  # "took the fort in May and [attacked] the town in June"
    if end <= first and not initial and "," in gap and _BORDER.search(sentence[max(0, start - TOO_FAR) : start]):
        points += _CLAUSE  # the expression closes a relative clause, the trigger comes behind it
    return points if points < FAR else TOO_FAR


def barred(time: TimeRef, trigger: Piece, sentence: str, offset: int) -> bool:
    """Whether a time dates something else than the trigger, however near it stands: a noun, the telling, a clause of its own."""
    start, end = time.text_start - offset, time.text_end - offset
    first, last = trigger.start - offset, trigger.end - offset
    if start < last and first < end:
        return False
    if max(start - last, first - end) >= TOO_FAR:
        return True  # also what keeps a sentence of 40,000 words readable
    gap = sentence[last:start] if start >= last else sentence[end:first]
    if time.basis == AFTER_IT:
        return first < end or "," in gap or ";" in gap
    if _compared(time, sentence, start) or (end <= first and named_so(sentence[first:last], gap)):
        return True
    if _owned(sentence, start, end):
        return not (end <= first <= end + _NOUN_REACH and not _APART.search(gap))
    if _said(sentence, start, end):
        return not _SAID.search(sentence[first:last])
    if (end <= first and _relative_closed(sentence, start, gap)) or _beyond_relative(sentence, first, last, start):
        return True
    if start >= last and (
        _ELSEWHEN.search(gap)
        or _sealed(sentence[first:start])
        or _RELATIVE.search(gap)
        or _HAD_BEFORE.search(gap)
        or (time.basis == "lasting" and _WHILE_DOING.search(gap))
    ):
        return True
    if time.text.lower().startswith("for ") and start >= last and _TERM.search(sentence[first:last]):
        return True  # "jailed an activist for eight years" tells how long he shall sit
    # "the largest attack since March" dates no attack
    since = time.text.lower().startswith(("since", "to date", "until now", "up to now"))
    return since and _SUPERLATIVE.search(sentence[max(0, start - 80) : start]) is not None


# "told [Radio Kora] on Monday", "a statement released on Monday", "a video [it] posted on Monday"
_TOLD_BEFORE = re.compile(
    r"\btold\s(?:the\s)?(?:[A-Z][\w.'’-]*\s){1,5}$"
    r"|\b(?:[Ss]tatement|[Vv]ideo|[Mm]essage|[Rr]eport|[Cc]ommuniqué|[Rr]ecording)\s(?:\w+\s)?"
    r"(?:released|issued|published|posted|dated|aired|broadcast|made public)\s$"
)


def _said(sentence: str, start: int, end: int) -> bool:
    """Whether a time stands beside a verb of saying."""
    if _TOLD_BEFORE.search(sentence[max(0, start - 60) : start]):
        return True
    return bool(_SAID_BEFORE.search(sentence[max(0, start - 32) : start]) or _SAID_AFTER.match(sentence[end : end + 16]))


_JUDGED = re.compile(r"\s(?:\w+ly\s)?(?:accus|condemn|blam|denounc|deplor|decri|slamm|criticis|criticiz|mourn)ed\b", re.IGNORECASE)


def of_judgement(time: TimeRef, trigger: Piece, sentence: str, offset: int) -> bool:
    """Whether a time is that of a judgement and the trigger what is judged: "The army on Sunday accused rebels of [killing] 50"."""
    end = time.text_end - offset
    judged = _JUDGED.match(sentence, end) if 0 < end < trigger.start - offset else None
    return judged is not None and trigger.start - offset >= judged.end()


_TERM = re.compile(r"\b(?:jail|sentenc|imprison|bann|suspend|extend|prolong|renew|exil|disqualif)(?:s|es|ed|ing|ies|ied)?\b", re.IGNORECASE)
_FIGURES = 90  # characters between "a decrease" and what it is measured by
_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|than|as against|(?:up|down) from"
    r"|(?:decrease|increase|rise|drop|fall|decline|surge)\b[^,;.]{0,50}\b(?:from|on|over|since))\s(?:[\w.,%-]+\s){0,4}$",
    re.IGNORECASE,
)


def _compared(time: TimeRef, sentence: str, start: int) -> bool:
    """Whether a time is only what a figure is measured by: "a decrease of a fifth from the previous quarter"."""
    word = time.text.split(maxsplit=1)[0].lower() if time.text else ""
    lead = f"{word} " if word in ("from", "on", "over", "since", "in", "during") else ""
    return _COMPARED.search(sentence[max(0, start - _FIGURES) : start] + lead) is not None


_APART = re.compile(r"[;:—–]|\s-\s")  # no noun phrase goes on behind these: "the summer push — it was taken six months ago"
# Behind these words stands what somebody is held for or answers to, with its own time.
_ELSEWHEN = re.compile(
    r"\b(?:(?:accused|suspected|convicted|guilty|survivors|victims) of|wanted (?:for|over|in)|charged with|responsible for|linked to"
    r"|involved in|in connection with|in (?:response|retaliation|revenge|reprisal) (?:to|for))\b",
    re.IGNORECASE,
)
# "left Menaka under the deal [signed] in April": when papers were made dates no deed.
_SEALED = re.compile(
    r"\b(?:the|an?|this|that|its|their)\s(?:[\w'’-]+\s){1,5}"
    r"(?:signed|reached|agreed|struck|brokered|mediated|concluded|imposed|adopted|inked|negotiated|sealed|proclaimed|issued)\s$"
)


def _sealed(words: str) -> bool:
    """Whether words from a trigger on end in such a paper and its making, which the trigger is not itself."""
    found = _SEALED.search(words)
    return found is not None and found.start() > 0


_WHILE_DOING = re.compile(
    r"\b(?:after|before|by|despite|without|from)\s\w+ing\b[^,;]*$", re.IGNORECASE
)  # "left after defending it for a year"
# "freed three people who had been abducted in May", "to recover ground it lost last year"
_HAD_BEFORE = re.compile(
    r"\b(?:who|which|that)\shad\b[^,;]*$"
    r"|\b(?:ground|land|territor(?:y|ies)|areas?|towns?|cit(?:y|ies)|villages?|positions?|bases?|posts?)\s(?:it|they|he|she)\s(?:had\s)?\w+\s$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r",\s(?:who|which|whose|whom|where)\b[^,]*$", re.IGNORECASE)


def _relative_closed(sentence: str, start: int, gap: str) -> bool:
    """Whether the time stands in a relative clause that ends before the trigger: "Brae, who was killed in 2018, is honoured"."""
    return "," in gap and _RELATIVE.search(sentence[max(0, start - TOO_FAR) : start]) is not None


def _beyond_relative(sentence: str, first: int, last: int, start: int) -> bool:
    """Whether the trigger stands in a remark on the subject and the time outside: "The army, which holds the hill, said ... on Monday"."""
    opened = _RELATIVE.search(sentence[max(0, first - TOO_FAR) : first])
    closed = sentence.find(", ", last, last + TOO_FAR)
    if opened is None or closed < 0:
        return False
    opening = max(0, first - TOO_FAR) + opened.start()
    sent = analyse(sentence)
    places = sent.places(closed, min(len(sentence), closed + _NOUN_REACH))
    verb = next((n for n in places if n > places.start and sent.tag(n) != "RB"), -1)
    return (start > closed or start < opening) and sent.tag(verb) in ("VBD", "VBZ", "BE", "HAVE", "MODAL", "DO")


def dates_sentence(time: TimeRef, sentence: str, offset: int) -> bool:
    """Whether a time dates what its sentence tells, and not a noun ("the October 2 attack") or the telling ("said on Monday")."""
    start, end = time.text_start - offset, time.text_end - offset
    if time.basis == AFTER_IT or _compared(time, sentence, start):
        return False
    said = _said(sentence, start, end)
    before = sentence[max(0, start - TOO_FAR) : start]
    aside = _RELATIVE.search(before) is not None or _SEALED.search(before) is not None
    return not said and not aside and not _owned(sentence, start, end) and time.basis not in ("present", "has_since", "to_date")


def _verbs(sentence: str, start: int, end: int) -> int:
    """Verbs between two places: each is a nearer home for the time than the trigger."""
    sent = analyse(sentence)
    inside = (n for n in sent.places(start, end) if start <= sent.tokens[n].start and sent.tokens[n].end <= end)
    return sum(sent.tag(n) in ("VBD", "VBZ", "VB", "VBG", "MODAL") for n in inside)


def _owned(sentence: str, start: int, end: int) -> bool:
    """Whether the time stands inside a noun phrase and dates its noun: "the October 2 attack", "last week's raid", "a two-day raid".

    "In a summer offensive, ..." opens its clause and dates that.
    """
    words = sentence[start:end].lower()
    if re.search(r"\b(?:for|after)\b.*\bof$", words):
        return True  # "after seven days of fighting"
    if re.search(r"\b(?:later|earlier|before|after|ago)$", words):
        return False  # "a day later soldiers came"
    if words.startswith("recent") and _DURING.search(sentence[max(0, start - 16) : start]):
        return False  # "during its recent offensive" dates what happened in it
    after = re.match(r"(?:[’']s)?[\s\u00a0]([a-z][\w-]*)", sentence[end : end + 24])
    if after is None or after[1] in _NOT_NOUNS:
        return False
    if re.match(r"(?:in|on|during|at)\b|over the (?:past|last|weekend)", words) and not re.search(r"\brecent", words):
        return False
    if sentence[end : end + 2] in ("'s", "’s") or re.search(r"\d-|-(?:day|week|month|year)", words):
        return True
    before = re.search(r"\b(?:the|a|an|its|their|his|of|most|these|those|some|several)\s$", sentence[max(0, start - 8) : start].lower())
    return bool(before) or bool(re.match(r"(?:(?:of|from|by|for|to|over)\s|the\s|an?\s)", words)) or words == "recent"


_DURING = re.compile(r"\b(?:during|in|amid|within)\s(?:(?:the|its|their|his|her|a|these|those|most)\s){0,2}$", re.IGNORECASE)
_NOT_NOUNS = frozenset(
    [
        "in",
        "on",
        "at",
        "by",
        "with",
        "from",
        "to",
        "for",
        "of",
        "and",
        "or",
        "but",
        "as",
        "when",
        "while",
        "after",
        "before",
        "near",
        "against",
        "amid",
        "killing",
        "wounding",
        "injuring",
        "leaving",
        "targeting",
        "which",
        "that",
        "who",
        "where",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "said",
        "says",
        "between",
        "during",
        "since",
        "until",
        "over",
        "under",
        "across",
        "around",
        "along",
        "inside",
        "outside",
        "into",
        "onto",
        "that's",
        "reportedly",
        "also",
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "this",
        "it",
        "they",
        "he",
        "she",
        "we",
        "yesterday",
        "today",
    ]
)
