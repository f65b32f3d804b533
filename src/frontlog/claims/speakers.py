"""Who speaks: the noun phrase before or behind a verb of telling, with title and apposition, exact as in the text."""

import re

from frontlog.claims.vocabulary import Sent, person_plurals, table

_NOMINAL = ("NN", "NNP", "JJ", "NUM", "POS", "DET", "PRON")
_INSIDE = frozenset(
    ["of", "for", "to", "the", "a", "an", "and", "&", "in", "on", "-", "'", "’", "/", "with", "against", "at", "from", ";", "by"]
)
_SKIP = frozenset(
    [
        "has",
        "have",
        "had",
        "also",
        "officially",
        "later",
        "earlier",
        "instead",
        "then",
        "once",
        "again",
        "still",
        "itself",
        "himself",
        "herself",
        "themselves",
        "is",
        "was",
        "were",
        "are",
        "been",
        "not",
        "never",
        "repeatedly",
        "immediately",
        "initially",
        "previously",
        "publicly",
        "reportedly",
        "now",
        "will",
        "would",
        "n't",
        "did",
        "does",
        "do",
    ]
)
_MARKS = frozenset(["*", "_", "“", "”", '"', "‘", "’", "'"])
_LEADS = frozenset(
    [
        "however",
        "meanwhile",
        "also",
        "but",
        "and",
        "separately",
        "later",
        "earlier",
        "then",
        "instead",
        "additionally",
        "moreover",
        "furthermore",
        "yet",
        "still",
        "while",
        "although",
        "as",
        "because",
        "though",
        "when",
        "after",
        "since",
        "nevertheless",
        "besides",
        "finally",
        "similarly",
        "likewise",
    ]
)
_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
_CLOCK = re.compile(r"^(?:[01]?\d|2[0-3])[:.][0-5]\d$")
_HOURS = ("morning", "evening", "night", "afternoon")
PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "who", "which", "him", "her", "them"])
_VERBS = ("BE", "HAVE", "MODAL", "VBZ")
_TELLING_NOUNS = frozenset([")", "]", "reports", "claims", "accounts", "estimates"])  # that end a speaker whatever they are taken for
_QUOTED = 6  # tokens of a name in quotation marks
_LONGEST = 30  # tokens of a speaker with all its appositions


def verb_group(sent: Sent, place: int) -> int:
    """The first token of the verb group that ends at a verb of telling: "has also officially announced"."""
    at = place - 1
    while at >= 0 and (sent.low(at) in _SKIP or sent.tag(at) == "RB") and not (sent.tokens[at].capital and at > 0):
        at -= 1
    return at + 1


def speaker_before(sent: Sent, verb: int) -> tuple[int, int] | None:
    """First and last token of the subject before a verb of telling, or None. Titles and appositions belong to it."""
    last = verb_group(sent, verb) - 1
    while last >= 0 and sent.low(last) in _MARKS:
        last -= 1
    if last < verb - 1 and sent.low(last) == "," and sent.low(last + 1) in ('"', "”", "»"):
        return None  # "They burned everything," said: the speaker follows
    closed = sent.low(last) == ","
    while sent.low(last) == ",":
        last -= 1
        comma = next((n for n in range(last, max(-1, last - _LONGEST), -1) if sent.low(n) == ","), -1)
        if comma > 0 and (sent.tag(comma + 1) in ("VBG", "PREP", "REL") or sent.low(comma + 1) in ("quoting", "citing")):
            last = comma  # ", citing activists," stands between the speaker and the verb
    while last >= 0 and sent.low(last) in _MARKS:
        last -= 1
    last = _before_relative(sent, without_day(sent, _before_quoted(sent, last)))
    if last < 0 or (sent.tag(last) not in (*_NOMINAL, "REL") and sent.low(last) not in _TELLING_NOUNS and not sent.tokens[last].capital):
        return None
    if sent.tag(last) == "REL" or (sent.low(last) in PRONOUNS and sent.tag(last) != "NNP"):
        some = sent.low(last - 1) == "of" and sent.tag(last - 2) in ("NN", "NUM", "DET", "JJ")
        return (last - 2 if some else last), last  # "several of them"
    first = _apposed(sent, last) if closed else _clean_start(sent, last)
    if first is None:
        first = noun_start(sent, last)
    named = next((n for n in range(first, last) if sent.low(n) == ","), -1) if closed else -1
    whole, (first, last) = first, _head_of_reduced(sent, first, last)
    if whole < named < first and sent.low(first) in ("a", "an"):
        first, last = whole, named - 1  # "[the clinic], a charity based in the town, said"
    first = _after_lead(sent, first, last)
    if closed and sent.low(first - 1) == "," and sent.low(first) in ("a", "an", "the") and sent.tag(first - 2) == "NNP":
        first = noun_start(sent, first - 2)
    return (first, last) if first <= last and sent.low(first) != "as" else None  # "As reported earlier"


def _head_of_reduced(sent: Sent, first: int, last: int) -> tuple[int, int]:
    """The noun that a participle belongs to: "[activists] quoted by the agency said", "[footage] published on 4 May shows"."""
    verb = next((n for n in range(last - 1, max(0, last - _LONGEST), -1) if sent.tag(n) in ("VBD", "PUNCT")), -1)
    if (
        verb < 1
        or sent.tag(verb) != "VBD"
        or sent.tag(verb + 1) != "PREP"
        or sent.tag(verb - 1) not in ("NN", "NNP")
        or sent.low(verb - 2) in ("who", "which")
    ):
        return first, last
    start = noun_start(sent, verb - 1)
    opening = all(sent.tag(n) in ("PUNCT", "CONJ", "RB", "SUB") or sent.low(n) in (*_LEADS, *_DAYS, "on") for n in range(start))
    return (start, verb - 1) if opening or sent.low(start - 1) in (",", *_MARKS) else (first, last)


def _before_quoted(sent: Sent, last: int) -> int:
    """The last token of a speaker without where he is in quotation marks: "[monitors] in the “safe zone” reported"."""
    opening = next((n for n in range(last, max(0, last - _QUOTED), -1) if sent.low(n) in ("“", '"')), 0)
    place = opening - 2 if sent.tag(opening - 1) == "DET" else opening - 1
    if not (opening > 2 and sent.low(last + 1) in ("”", '"') and sent.low(place) in ("in", "inside", "from")):
        return last
    return place - 1 if sent.tag(place - 1) in ("NN", "NNP") else last


def _before_relative(sent: Sent, last: int) -> int:
    """The last token of the noun that a relative clause without commas tells of: "[residents] who fled to Goma told"."""
    for at in range(last, max(0, last - _LONGEST), -1):
        if sent.low(at) == "," or sent.low(at) in _MARKS:
            return last
        person = sent.tag(at - 1) in ("NN", "NNP") or (sent.tag(at - 1) == "JJ" and sent.tag(at - 2) in ("DET", "JJ", "NNP"))
        if sent.tag(at) == "REL" and sent.tokens[at].lower == "who" and person:  # "an official who" too
            verbs = [n for n in range(at + 1, last + 1) if sent.tag(n) in ("VBD", "VBZ", "VB", "BE", "HAVE")]
            return at - 1 if verbs else last
    return last


def without_day(sent: Sent, last: int) -> int:
    """The last token of a speaker without the day behind it: "the brigade [on Saturday] denied", "footage [published on 8 May] shows"."""
    at = last
    while at > 0 and (_dated(sent, at) or sent.tag(at) == "NUM" or sent.low(at) in _HOURS):
        at -= 1
    if at < 1 or not any(_dated(sent, n) for n in range(at + 1, last + 1)):
        return last
    if sent.low(at) in ("on", "in"):
        at -= 1
    if sent.low(at) in ("late", "early"):
        at -= 1
    if sent.tag(at) == "VBD" and sent.tag(at - 1) in ("NN", "NNP"):
        at -= 1
    return at if at >= 0 and sent.tag(at) in ("NN", "NNP") else last


def _dated(sent: Sent, place: int) -> bool:
    """Whether a word names a day or month; "May" beside a number."""
    may = sent.tokens[place].text == "May" and "NUM" in (sent.tag(place - 1), sent.tag(place + 1))
    return may or sent.low(place) in _DAYS


def _clean_start(sent: Sent, last: int) -> int | None:
    """The start of the subject where a comma, quote or the sentence's beginning stands before it and no verb lies between."""
    at = last
    while at >= 0 and last - at <= _LONGEST:
        low, tag = sent.low(at), sent.tag(at)
        if low == ")":
            at = next((n for n in range(at, max(-1, at - 12), -1) if sent.low(n) == "("), at)
        elif low in (",", ";", ":", "“", "”", '"', "—", "–") and at < last:
            return at + 1
        elif (
            tag in ("VBD", "VBZ", "VB", "BE", "HAVE", "MODAL", "DO")
            and at < last
            and not (low == "close" and sent.tag(at + 1) == "TO")
            and not (
                tag in ("VBD", "VB", "VBZ") and sent.tag(at + 1) in ("NN", "NNP") and sent.tag(at - 1) in ("DET", "JJ", "NN", "NNP", "POS")
            )
        ):
            return at + 1 if sent.tag(at + 1) == "SUB" or sent.low(at + 1) in ("that", "the", "a", "an") else None
        elif tag == "SUB" or (low in ("but", "and") and sent.tag(at - 1) in ("PUNCT", "VBD", "")) or low == "that":
            return at + 1
        elif tag == "REL" and at < last:
            return None
        at -= 1
    return 0 if at < 0 else None


def _apposed(sent: Sent, last: int) -> int | None:
    """The start of "New America, a Washington-based think tank" when `last` ends the apposition."""
    comma = next((n for n in range(last - 1, max(-1, last - _LONGEST), -1) if sent.low(n) == ","), -1)
    if comma <= 0:
        return _clean_start(sent, last)
    verbal = sent.tag(comma + 1) in ("VBD", "VBZ", "SUB") or any(
        sent.tag(n) in _VERBS and not _only_tells_which(sent, n) for n in range(comma + 1, last)
    )
    if verbal and sent.tag(comma + 1) != "REL":
        return comma + 1
    head = noun_start(sent, comma - 1) if sent.tag(comma - 1) in _NOMINAL else None
    if head is None or sent.tag(head) == "PREP":
        return comma + 1
    before = _clean_start(sent, comma - 1)
    return head if before is None else before


def _only_tells_which(sent: Sent, place: int) -> bool:
    """Whether a participle belongs to the noun before it: "the emergency room, a group [based] in the town, said"."""
    return sent.tag(place) == "VBD" and sent.tag(place - 1) == "NN" and sent.tag(place + 1) == "PREP"


def noun_start(sent: Sent, last: int) -> int:
    """The start of the nearest noun phrase by its own words, for text that lost its commas: back to an article or a first capital."""
    at = last
    while at > 0 and last - at < _LONGEST:
        low, before, tag = sent.low(at), sent.low(at - 1), sent.tag(at - 1)
        if sent.tag(at) == "DET" and before not in ("of", "for"):
            return at
        if before == ")":
            at = next((n for n in range(at - 1, max(-1, at - 12), -1) if sent.low(n) == "("), at - 1)
            continue
        if (
            tag in ("NNP", "POS", "DET", "JJ")
            or before in ("of", "for", "&", "-")
            or (tag in ("NN", "VBG") and not sent.tokens[at].capital)
            or (tag == "NN" and low in ("s", "'s"))
        ):
            at -= 1
            continue
        if tag == "NN" and sent.tokens[at].capital and sent.tag(at - 2) in ("NNP", "DET", "NN"):
            at -= 1
            continue
        break
    while at < last and (sent.low(at) in ("of", "for", "in", "on") or sent.tag(at) in ("PREP", "CONJ", "PUNCT", "RB")):
        at += 1
    return at


def _after_lead(sent: Sent, first: int, last: int) -> int:
    """The speaker without "But", "Meanwhile", "On Friday" or "EL OBEID - In a statement" before it."""
    dash = next((n for n in range(first, last) if sent.low(n) in ("-", "–", "—")), first)
    if dash > first and sent.tag(dash + 1) in ("PREP", "SUB") and all(sent.tokens[n].text.isupper() for n in range(first, dash)):
        first = dash + 1
    while first < last:
        low = sent.low(first)
        if (
            (first < 2 and _CLOCK.match(low))
            or (low == "with" and sent.tag(last + 1) == "VBG")  # "with [the ministry] reporting 51 injuries"
            or low in _LEADS
            or low in _MARKS
            or sent.tag(first) in ("PUNCT", "CONJ")
            or (sent.tag(first) == "RB" and low not in ("several",))
        ):
            first += 1
        elif sent.tag(first) in ("PREP", "SUB") and (
            sent.low(first + 1) in _DAYS
            or (sent.low(first + 1) in ("the", "a") and sent.low(first + 2) in ("statement", "morning", "evening"))
        ):
            first += 2
            while first < last and (sent.tag(first) == "NUM" or sent.low(first) in _DAYS | {"statement", "morning", "evening", ","}):
                first += 1
        elif low in _DAYS and first + 1 <= last:
            first += 1
        elif first == 0 and low == "in" and sent.tag(1) == "NNP" and sent.low(last) in person_plurals():
            first = last  # "In Vanni region [residents] say"
        else:
            break
    return first


def speaker_behind(sent: Sent, place: int, apposition: bool = True) -> tuple[int, int] | None:
    """The noun phrase that begins at `place`: behind "according to", "citing", or "said" in "..., said X"."""
    while sent.low(place) in _MARKS:
        place += 1
    if sent.tag(place) not in (*_NOMINAL, "VBG", "VB", "VBD", "VBZ", "CONJ") or place >= len(sent.tokens):
        return None
    if sent.low(place) in PRONOUNS:
        return place, place
    last, at = place, place
    while at < len(sent.tokens) and at - place < _LONGEST:
        low, tag = sent.low(at), sent.tag(at)
        if low == "(":
            closing = next((n for n in range(at, min(at + 12, len(sent.tokens))) if sent.low(n) == ")"), -1)
            if closing < 0:
                break
            last, at = closing, closing + 1
            continue
        if low == "," and not (apposition and _runs_on(sent, at)):
            break
        if low in _DAYS or (low in ("in", "on", "at") and _manner(sent, at + 1)):
            break
        if (tag in ("PUNCT", "SUB", "REL", "BE", "HAVE", "MODAL", "VBZ", "TO") and at > place and low not in ("-", ",", *_MARKS)) or (
            tag in ("VBD", "VBG", "VB") and at > place and not _between(sent, at)
        ):
            break
        if tag == "PREP" and low not in ("of", "for", "in", "from", "on", "at", "to"):
            break
        if tag not in ("PREP", "CONJ", "DET", "RB", "PUNCT"):
            last = at
        at += 1
    return place, last


def _between(sent: Sent, at: int) -> bool:
    return sent.tag(at + 1) in ("NN", "NNP") and sent.tag(at - 1) in ("DET", "JJ", "NNP", "NN", "POS", "PREP")


def _runs_on(sent: Sent, comma: int) -> bool:
    """Whether a comma opens an apposition that ends the sentence: "said Col. X, the coalition spokesperson."."""
    if sent.low(comma + 1) not in ("the", "a", "an") and not (
        sent.tokens[comma - 1].lower in ("manager", "minister", "chief", "media") and sent.tag(comma + 1) == "NNP"
    ):
        return False
    return not any(sent.tag(n) in ("BE", "VBZ", "HAVE", "MODAL", "SUB") or sent.low(n) == "," for n in range(comma + 1, len(sent.tokens)))


def _manner(sent: Sent, place: int) -> bool:
    return any(sent.low(n) in ("statement", "interview", "conference", "tweet", "condition", *_DAYS) for n in range(place, place + 4))


def one_person(words: str) -> bool:
    """Whether a speaker may be "he" or "she": no group ("residents", "two officials"), no body ("the ministry", "UNHCR"), no paper."""
    head = _HEAD_END.split(words, maxsplit=1)[0].rsplit(maxsplit=1)
    last = head[-1] if head else ""
    low = last.lower()
    plural = low in person_plurals() or (low.endswith("s") and not last[:1].isupper() and low[-2:] != "ss")
    return bool(last) and not plural and low not in table("attribution")["bodies"] and not (last.isupper() and len(last) > 1)


_HEAD_END = re.compile(r",|\s(?:of|in|from|for|at|on|with|to|who)\s")
