"""The place of a dateline: "BEIRUT, Oct 10 (Reuters) -" was written in Beirut.

Only the words and where they stand: which town they mean is for those who resolve places.
"""

import re
from collections.abc import Sequence

from frontlog.documents.blocks import Block
from frontlog.documents.heads import ARABIC_WIRES, NO_PLACE, WHEN, WIRES
from frontlog.model import Piece
from frontlog.reference.expressions import Expression

PLACED = ("wire dateline", "place dateline", "agency dateline", "town alone")  # rules of `heads` whose words begin with a place
# What follows the place: a bracket, a day or hour, an agency, a dash that is no hyphen.
BEHIND = Expression(rf"[()\[]|\b(?:{WHEN})|\b(?:{WIRES}|{ARABIC_WIRES})\b(?!['’])|--|—|–|\s-|-(?=\s|$)|:")
BEFORE = Expression(rf"\((?:{WIRES})\)\s(?:—|–|--|-)\s")  # "(ANSA) - TRIPOLI, 24 AGO -"
DAY_FIRST = Expression(rf"(?:{WHEN}),? ?\((?P<place>[^()]+)\)")  # "September 2, 2011 (KHARTOUM) -"
SPOKEN = re.compile(r"(?:[^AEIOUY]{0,2}[AEIOUY])+[^AEIOUY]{0,2}")  # a word that can be said, in capitals; an agency's letters mostly cannot


def place_of(text: str, blocks: Sequence[Block]) -> Piece | None:
    """The words of the first dateline that names a place; None where no dateline does."""
    for block in blocks:
        if block.kind == "dateline" and block.reason in PLACED:
            agency = BEFORE.match(text, block.start, block.end)
            start = agency.end() if agency else block.start + text.startswith("(", block.start)
            behind = place_behind_day(text[block.start : block.end])
            start = block.start + text[block.start : block.end].index(f"({behind})") + 1 if behind else start
            found = behind or _words(text[start : block.end])
            if found:
                return Piece(found, start, start + len(found))
    return None


def place_behind_day(dateline: str) -> str:
    """The place that stands in brackets behind a day ("KHARTOUM/JUBA"); empty for an agency's letters ("SSNA") or name."""
    found = DAY_FIRST.match(dateline)
    words = found["place"] if found else ""
    said = words.isupper() and all(len(word) > 1 and SPOKEN.fullmatch(word) for word in words.replace("/", " ").replace("-", " ").split())
    return words if said else ""


def _words(dateline: str) -> str:
    """The place at the start of a dateline, as it is written there; empty when it begins with something else."""
    stop = BEHIND.search(dateline, 1)  # an agency may bear the name of a place: "Petra, Jordan (AP)"
    place = dateline[: stop.start() if stop else len(dateline)].rstrip(" \t\n,.;/،-")
    return "" if NO_PLACE.fullmatch(place) or not place[:1].isalpha() or place[:1].islower() else place
