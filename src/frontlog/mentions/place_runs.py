"""Runs of capitalised words that are one name, with the kind words that belong to it: "Mocimboa da Praia", "Jafra oil field"."""

from frontlog.mentions.found import Words
from frontlog.mentions.lexicon import countries, exact, nouns, rows


def kind_word(low: str) -> str:
    return "name" if low in nouns("settlement") else "facility" if low in nouns("facility") else ""


def capital_run(words: Words, place: int, blocked: set[int]) -> int:
    """Length of the run of capitalised words from here: one name."""
    at = place
    while at < len(words.tokens) and at not in blocked and at - place < 7:
        token = words.tokens[at]
        inner = (
            token.lower in ("of", "the", "del", "de", "la", "el", "al", "and", "upon", "sur")
            and at > place
            and kind_word(words.tokens[at - 1].lower) == ""
            and token.lower not in ("and",)
        )
        if (
            (token.capital and words.tags[at] in ("NNP", "NN", "JJ") and token.lower not in exact("not_a_name"))
            or (at > place and (_linked(words, at) or _ayn(words, at)))
            or (at > place and token.capital and token.lower in exact("directions"))  # "the Middle East"
            or (
                inner
                and token.lower in ("of", "del", "de", "la", "el", "al")
                and at + 1 < len(words.tokens)
                and _in_country(words, place, at)
            )
        ):
            at += 1
        else:
            break
    size = 0
    if place < len(words.tokens) and words.tokens[place].capital:
        size = max(countries().longest(words.tokens, place), rows("joined").longest(words.tokens, place))
    return max(at - place, size)


_JOINING = ("da", "das", "do", "dos", "de", "del", "di", "du", "es", "al", "el", "ul", "ash", "esh", "ed", "ez", "ibn", "bin")


def _linked(words: Words, at: int) -> bool:
    """Whether a small word joins the capitals around it to one name: "Mocimboa [da] Praia", "San Vicente [del] Caguan"."""
    if words.tokens[at].lower in ("la", "las", "los", "el") and words.tokens[at - 1].lower == "de":
        return at + 1 < len(words.tokens) and words.tokens[at + 1].capital
    after = next((t for t in words.tokens[at + 1 : at + 3] if t.lower not in ("la", "las", "los", "el")), None)
    return words.tokens[at].lower in _JOINING and after is not None and after.capital


def _ayn(words: Words, at: int) -> bool:
    """Whether a mark is the first letter of the next word: "Kafr ['Aqab]", and opens no quotation."""
    if words.tokens[at].text not in ("'", "’", "‘", "ʿ", "`") or at + 1 >= len(words.tokens):
        return False
    mark, name = words.tokens[at], words.tokens[at + 1]
    closed = at + 2 < len(words.tokens) and words.tokens[at + 2].start == name.end and words.tokens[at + 2].text in ("'", "’")
    return words.tokens[at - 1].end < mark.start and mark.end == name.start and name.capital and not closed


def _in_country(words: Words, place: int, at: int) -> bool:
    size = countries().longest(words.tokens, place)
    return place + size > at


def with_kind(words: Words, end: int) -> int:
    """ "Jafra oil field", "Kubar village": kind words behind a name belong to it."""
    at, last = end, end
    while at < len(words.tokens) and at - end < 3 and words.tags[at] in ("NN", "NNP", "JJ"):
        at += 1
        if kind_word(words.tokens[at - 1].lower):
            last = at
    return last
