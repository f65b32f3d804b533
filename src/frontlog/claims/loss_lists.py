"""Lists of noun phrases behind a word of loss: "50 rebels, three tanks and a T-72"."""

from dataclasses import replace

from frontlog.claims.loss_phrases import LOSS_WORDS, Phrase, Scene, phrase_at
from frontlog.claims.vocabulary import Sent, is_person, persons

_FOLLOWERS = frozenset(["including", "among", "mostly", "mainly", "most", "some"])
LONGEST_LIST = 24  # phrases of one list


def objects(view: Scene, place: int) -> list[Phrase]:
    """The coordinated noun phrases that begin at `place`: "50 rebels, three tanks and a T-72"."""
    out: list[Phrase] = []
    sent, limit = view.sent, len(view.sent.tokens)
    while len(out) < LONGEST_LIST:
        found = phrase_at(view, place, limit)
        if found is None or (out and not _continues(view, found, out[-1])):
            break
        if out and out[-1].proper and sent.low(found.first) in ("a", "an", "the") and sent.low(found.first - 1) == ",":
            break  # an apposition: "Ahmed Ali, a key recruiter"
        if out and not out[-1].counted and out[-1].head in persons() and found.proper and sent.low(found.first - 1) == "and":
            found = replace(found, first=out.pop().first)  # "Hamas commander and police chief Ahmed Ali" is one man
        out.append(found)
        after = next_item(view, found.last + 1)
        if after < 0:
            break
        place = after
    return out


def next_item(view: Scene, place: int) -> int:
    """Where the next phrase of a list begins, or -1. Insertions ("including 3 commanders", "of whom two ...") are stepped over."""
    sent = view.sent
    place = _past_age(view, _past_brackets(sent, place))
    if sent.low(place) in (",", ".") and _closes(sent, place + 1):
        return -1  # "destroyed two trucks," Omar Sheko, the rebels' spokesman, said
    if sent.low(place) == "," and sent.low(place + 1) in _FOLLOWERS:
        closing = next((n for n in range(place + 2, min(place + 16, len(sent.tokens))) if sent.low(n) == ","), -1)
        if closing < 0:
            return -1
        place = closing
    if view.starting(place) is not None:
        return place
    place = _past_modifier(view, place)
    joined = False
    while sent.low(place) in (",", "and", "or", "&", "plus", "along", "with", "as", "well", "also", "together"):
        if sent.low(place) in ("with", "as", "along", "together") and not _along(sent, place):
            return -1
        joined, place = True, place + 1
    return place if joined and place < len(sent.tokens) else -1


_QUOTES = ('"', "”", "''")
_BRACKETS = 4  # tokens between brackets that are a name's short form


def _closes(sent: Sent, place: int) -> bool:
    """Whether a quotation ends here: its mark touches the word before it and none behind."""
    return sent.low(place) in _QUOTES and sent.tokens[place].start == sent.tokens[place - 1].end


def _past_brackets(sent: Sent, place: int) -> int:
    """Behind the short form of a name, and behind the noun that the name belongs to: "11 Home Guard Force [(HGF) members] and seven"."""
    if sent.low(place) != "(":
        return place
    end = next((n for n in range(place + 1, min(place + 2 + _BRACKETS, len(sent.tokens))) if sent.low(n) == ")"), -1)
    if end < 0 or not sent.tokens[place + 1].capital:
        return place
    return end + 1 + (sent.tag(end + 1) == "NN" and is_person(sent.low(end + 1)))


def _past_age(view: Scene, place: int) -> int:
    """Behind how old somebody is: "a man, [61,] and a girl [aged seven]"."""
    sent, at = view.sent, place
    if sent.low(at) == ",":
        at += 1
    if sent.low(at) == "aged":
        at += 1
    number = view.starting(at)
    told = number is not None and number.first == number.last and (number.max or 0) <= OLDEST and at > place
    behind = sent.low(number.last + 1) if number is not None else ""
    if not told or behind not in (",", "and", ".", "", "(", ";"):
        return place
    return at + 1


OLDEST = 110  # years


def _past_modifier(view: Scene, place: int) -> int:
    """Behind "in Meta", "armed with machine guns" or "full of ammunition" when a counted phrase goes on with the list there."""
    sent = view.sent
    if sent.tag(place) not in ("PREP", "VBG", "VBD", "JJ") or sent.low(place) in ("as", "along", "by", "with"):
        return place
    for at in range(place + 1, min(place + 9, len(sent.tokens))):
        if sent.low(at) in ("and", ",") and view.starting(at + 1) is not None and sent.low(at + 1) not in ("a", "an"):
            return at
        if sent.tag(at) in ("BE", "VBZ", "VB", "HAVE", "MODAL", "SUB", "REL") or sent.low(at) in (",", ";", ":", "and"):
            return place
    return place


def _along(sent: Sent, place: int) -> bool:
    return (
        " ".join(sent.low(n) for n in range(place - 2, place + 3)).find("along with") >= 0
        or sent.low(place) == "as"
        or sent.low(place - 1) in ("along", "together", "well")
    )


_SAYING = ("said", "says", "reported", "reports", "confirmed", "announced", "told", "added")
_SEATED = 7  # tokens between a speaker and his verb: "police in the northern city of Kunduz said"


def _speaks(sent: Sent, place: int) -> bool:
    """Whether a verb of saying follows, behind where its speaker sits: "killed a guard, police [in Kunduz said]"."""
    for at in range(place, place + _SEATED):
        if sent.low(at) in _SAYING:
            return True
        if sent.tag(at) not in ("PREP", "DET", "JJ", "NN", "NNP", "POS"):
            return False
    return False


def _continues(view: Scene, found: Phrase, before: Phrase) -> bool:
    """Whether a phrase behind a comma or "and" goes on with the list: it is counted, a person or a name, and no verb follows it."""
    sent = view.sent
    if sent.tag(found.last + 1) in ("BE", "VBZ", "HAVE", "MODAL", "VB"):
        return False
    if sent.tag(found.last + 1) == "VBD" and (sent.tag(found.last + 2) != "PREP" or sent.low(found.last + 1) in LOSS_WORDS):
        return False
    if (not found.counted or sent.tag(found.first) == "DET") and _speaks(sent, found.last + 1):
        return False
    return found.counted or ((is_person(found.head) or found.proper) and not before.numbered)
