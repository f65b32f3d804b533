"""Speakers set before or behind what they say, without a verb: "Army: two rebels killed", "Ten killed in Bor - hospital sources"."""

import re

from frontlog.claims.scopes import QUOTES
from frontlog.claims.telling import Frame
from frontlog.claims.vocabulary import Sent, table
from frontlog.model import Piece
from frontlog.reference.actors import load_actors
from frontlog.reference.countries import country_names, seats
from frontlog.reference.words import clean

_LONGEST = 6  # words of such a label
_LEAST = 3  # words of what it says
_SIGNS = ("-", "–", "—", ":")


def label(sent: Sent) -> Frame | None:
    """The speaker whom a sentence is labelled with, None where it has none."""
    if not any(sign in sent.text for sign in _SIGNS):
        return None
    return _behind(sent) or _before(sent)


def _behind(sent: Sent) -> Frame | None:
    """ "... - local sources." at the end."""
    last = len(sent.tokens) - 1
    while last > 0 and sent.tag(last) == "PUNCT" and sent.low(last) not in _SIGNS:
        last -= 1
    sign = next((n for n in range(last - 1, max(_LEAST, last - _LONGEST), -1) if _sign(sent, n)), -1)
    if sign < 0 or not _speaks(sent, sign + 1, last) or sent.tag(sign + 1) == "PUNCT":
        return None
    return Frame((sign + 1, last), sign, ((sent.tokens[0].start, sent.tokens[sign].start),))


def _before(sent: Sent) -> Frame | None:
    """ "Army: ..." at the start."""
    sign = next((n for n in range(1, min(_LONGEST, len(sent.tokens) - _LEAST)) if sent.low(n) == ":"), -1)
    first = next((n for n in range(max(0, sign)) if sent.tag(n) != "PUNCT"), sign)
    if sign < 1 or first >= sign or not _speaks(sent, first, sign - 1):
        return None
    return Frame((first, sign - 1), sign, ((sent.tokens[sign].end, len(sent.text)),))


def _sign(sent: Sent, place: int) -> bool:
    """Whether a token sets a label apart: a colon, or a dash with a space before it."""
    return sent.low(place) in _SIGNS and (sent.low(place) == ":" or sent.text[sent.tokens[place].start - 1] == " ")


def _speaks(sent: Sent, first: int, last: int) -> bool:
    """Whether words name somebody who tells: their last is such a noun, or they are an actor of the registry and no country."""
    if any(sent.tag(n) not in ("NN", "NNP", "JJ", "DET", "POS", "PREP", "CONJ", "PUNCT", "VBG", "VBD") for n in range(first, last + 1)):
        return False
    head = next((n - 1 for n in range(first + 1, last) if sent.tag(n) == "PREP"), last)
    if sent.low(head) in table("attribution")["labels"]:
        return True
    words = sent.text[sent.tokens[first].start : sent.tokens[last].end]
    topic = clean(words) in country_names() or clean(words) in seats()
    return words[:1].isupper() and not topic and bool(load_actors().exact(words))


_SOURCE = re.compile(r"Sources?: ?(?P<who>[^\n]+?)(?:,? (?:on|via|in a post on) (?:his |her |its |their )?[A-Z][^,;]*)?[.;]?$")
_QUOTED = re.compile(r"(?:Quote|Verbatim|Literally)\b[^.:\"“]{0,40}:\s*")


def named_above(text: str, offset: int) -> Piece | None:
    """The informant whom a line of its own names before what is quoted: "Source: the governor, on Telegram"."""
    found = _SOURCE.match(text)
    return Piece(found["who"], offset + found.start("who"), offset + found.end("who")) if found else None


def unlabelled(text: str) -> str:
    """A sentence without a word before it that only says that words of somebody follow: "Quote: “The enemy ...”"."""
    return _QUOTED.sub("", text.lstrip(), count=1) if text.lstrip()[:1] not in QUOTES else text.lstrip()
