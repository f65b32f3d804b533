"""Verbs of telling and what they frame: who speaks, and which stretch of the sentence is their word."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from frontlog.claims.scopes import FINITE, QUOTES, SPAN, char_at, clause_start, finite, told_end, told_start
from frontlog.claims.speakers import noun_start, speaker_before, speaker_behind, verb_group, without_day
from frontlog.claims.tellers import LEAST, behind_mark, passive, telling, telling_verbs
from frontlog.claims.vocabulary import Sent, match_phrase, openings, phrases, table

_CHARGED = ("accused", "suspected", "blamed")
_PUTS = ("put", "puts")


@dataclass(frozen=True, slots=True)
class Frame:
    """Speaker tokens (None when only a pronoun or nothing stands there), cue token, and the scopes in characters of the sentence."""

    source: tuple[int, int] | None
    cue: int
    scopes: tuple[tuple[int, int], ...]


def frames(sent: Sent) -> Iterator[Frame]:
    """Every frame of a sentence: "according to X", "citing X", "was claimed by X", and the verbs of telling."""
    size = len(sent.tokens)
    taken = -1
    verbs = [n for n in range(size) if telling(sent, n)]
    for place in openings(sent, _opening()):
        frame = _according(sent, place) or _cited(sent, place) or _by(sent, place) or _counted(sent, place)
        if frame is not None:
            yield frame
    for verb in verbs:
        if verb <= taken:
            continue
        frame = _told(sent, verb)
        if frame is not None:
            taken = frame.cue
            yield frame


@cache
def _opening() -> frozenset[str]:
    """What a frame without a verb of telling begins with."""
    kinds = ("according", "citing", "passive_by")
    return frozenset((*_CHARGED, *_PUTS, *(word for kind in kinds for word in phrases("attribution", kind).opening)))


def _according(sent: Sent, place: int) -> Frame | None:
    """ "according to X": over what follows at the start of its clause, over what stands before it at the end."""
    count = match_phrase(sent, place, phrases("attribution", "according"))
    if not count or (sent.low(place) in ("as", "based") and count < 2):
        return None
    before = sent.low(place - 1)
    opening = (
        (place < 5 and all(sent.tag(n) == "PUNCT" for n in range(place)))
        or sent.tag(place - 1) in ("REL", "CONJ")
        or (before == "," and not finite(sent, 0, place))
    )
    source = speaker_behind(sent, place + count, apposition=not opening)
    if source is None:
        return None
    left, right = (char_at(sent, 0), sent.tokens[place].start), (sent.tokens[source[1]].end, told_end(sent, source[1] + 1))
    if before == "," and [sent.low(source[1] + n) for n in (1, 2)] == [",", "that"]:
        return Frame(source, place, ((char_at(sent, source[1] + 3), told_end(sent, source[1] + 3)),))
    if opening or before in ("“", ";", ":"):
        return Frame(source, place, (right,))
    if finite(sent, source[1] + 1, len(sent.tokens)) and sent.low(source[1] + 1) == "," and before == ",":
        return Frame(source, place, (left, right))
    return Frame(source, place, (left,))


def _cited(sent: Sent, place: int) -> Frame | None:
    """ ", citing X": the origin behind the speaker; over the whole sentence."""
    count = match_phrase(sent, place, phrases("attribution", "citing"))
    if not count or (sent.low(place) == "cited" and sent.tag(place - 1) == "BE"):
        return None
    if sent.low(place) == "cited" and any(sent.low(n) in _FIGURES for n in range(place + 1, place + 4)):
        teller = speaker_before(sent, place)  # "Aid groups cited a toll of 27"
        return Frame(teller, place, ((sent.tokens[place].end, told_end(sent, place + 1)),)) if teller else None
    source = speaker_behind(sent, place + count)
    reasons = table("attribution")["reasons"]
    if (
        source is None
        or sent.low(source[1]) in reasons
        or any(sent.low(n) in reasons for n in range(source[0], source[1]) if sent.low(n + 1) in ("of", "about", "over", "for", "and"))
    ):
        return None
    return Frame(source, place, ((char_at(sent, 0), sent.tokens[place].start), (sent.tokens[source[1]].end, len(sent.text))))


def _by(sent: Sent, place: int) -> Frame | None:
    """ "was claimed by X", "as reported by X"."""
    charged = sent.low(place) in _CHARGED and sent.low(place + 1) == "by"
    if not charged and not match_phrase(sent, place, phrases("attribution", "passive_by")):
        return None
    if not passive(sent, place):
        return None
    source = speaker_behind(sent, place + 2)
    if source is None:
        return None
    if charged:  # "X is accused by Y of burning Z"
        deed = (n for n in range(source[0] + 1, source[1] + 1) if sent.low(n) in ("of", "for") and sent.tag(n + 1) == "VBG")
        source = source[0], next(deed, source[1] + 1) - 1
        return Frame(source, place, ((sent.tokens[source[1]].end, told_end(sent, source[1] + 1)),))
    return Frame(source, place, ((clause_start(sent, place), sent.tokens[place].start),))


def _counted(sent: Sent, place: int) -> Frame | None:
    """ "X put the death toll at 40"."""
    if sent.low(place) not in _PUTS or not any(sent.low(n) in _FIGURES for n in range(place + 1, place + 5)):
        return None
    source = speaker_before(sent, place)
    if source is None or not any(sent.low(n) == "at" for n in range(place + 2, place + 10)):
        return None
    return Frame(source, place, ((sent.tokens[place].end, told_end(sent, place + 1)),))


_FIGURES = ("toll", "number", "figure", "count", "dead")


def _told(sent: Sent, verb: int) -> Frame | None:
    """The frame around a verb of telling: content behind it, before it, or on both sides of "..., X said, ..."."""
    kind, form = telling_verbs()[sent.low(verb)]
    right = _content_right(sent, verb, kind)
    attached = sent.tag(verb - 1) in ("BE", "NNP", "NN") and sent.low(verb - 1) not in ("statement", "report", "message", "letter")
    attached = attached and not (form == "ing" and _of_object(sent, verb))
    source = None if form == "ing" and not attached else speaker_before(sent, verb)
    if source is None and form == "past" and sent.low(verb_group(sent, verb) - 1) in ("and", "but"):
        source = _main_subject(sent, verb_group(sent, verb) - 1)  # "the radio dismissed the claim and said that ..."
    if source is not None and sent.tag(source[0]) == "DET" and source[0] == source[1]:
        return None
    first = source[0] if source else verb_group(sent, verb)
    inverted = _inverted(sent, verb, right, source)
    if inverted is not None:
        return inverted
    if form == "ing" and source is None:
        if right < 0:
            return None
        return Frame(_main_subject(sent, verb), verb, ((char_at(sent, right), told_end(sent, right)),))
    if source is None:
        return None
    if sent.tag(source[0]) == "REL":
        source = _antecedent(sent, source[0])
        first = source[0] if source else first
    left_told = finite(sent, 0, first, gerunds=True)
    apart = first > 0 and sent.low(first - 1) in (",", *QUOTES, "—", "–", ".")
    if (
        right < 0
        and not left_told
        and sent.tag(verb + 1) in ("DET", "JJ", "NN", "NUM")
        and sent.low(verb + 1) not in table("attribution")["manner"]
    ):
        return None  # "the units maintain their lead"
    if right < 0 and sent.tag(first - 1) == "REL":
        return Frame(source, verb, ((sent.tokens[first - 1].start, sent.tokens[first - 1].end),))  # ", which medics had reported": a remark
    if right < 0:
        start = char_at(sent, 0) if verb >= len(sent.tokens) - _CLOSING else told_start(sent, first)
        return Frame(source, verb, ((start, char_at(sent, first)),)) if first > 1 else None
    scope = (char_at(sent, right), told_end(sent, right))
    if left_told and apart and _only_manner(sent, verb, right):
        return Frame(source, verb, ((told_start(sent, first), char_at(sent, first)),))
    if left_told and apart and sent.low(verb + 1) in (",", *QUOTES):
        return Frame(source, verb, ((told_start(sent, first), char_at(sent, first)), scope))
    return Frame(source, verb, (scope,))


def _only_manner(sent: Sent, verb: int, right: int) -> bool:
    """Whether what follows a verb of telling, whose content stands before it, only says how, when and to whom: "..., sources said on
    condition of anonymity, because ...", "..., he told reporters, adding: ...", "..., the army said, while the rebels ..."."""
    if sent.low(0) in _FRAMING:
        return False  # "As fighting went on, the army said that"
    after = sent.low(verb + 1)
    if after == ",":
        return sent.low(verb + 2) in ("while", "whereas", "but", "although", "though")
    hearer = sent.low(verb) in _HEARD and (after in ("reporters", "journalists") or sent.tag(verb + 1) == "NNP")
    told = sent.tag(verb + 1) == "PREP" or after in ("quoting", "citing") or hearer or after in table("attribution")["manner"]
    return told and not any(sent.low(n) == "that" for n in range(verb + 1, right + 1))


_FRAMING = frozenset(
    ["as", "after", "when", "while", "although", "though", "since", "before", "if", "amid", "following", "despite", "because"]
)
_CLOSING = 3  # tokens: "..., he added." at the end of a sentence is over all of it, semicolons or not


def _inverted(sent: Sent, verb: int, right: int, source: tuple[int, int] | None) -> Frame | None:
    """ "...", said X."""
    if sent.tag(verb) == "VBG" or not behind_mark(sent, verb) or not finite(sent, 0, verb, gerunds=True):
        return None
    if source is not None and sent.low(verb) in ("told", "tells"):
        return None  # "Rima Saad, a teacher, told the paper": who is told follows
    if source is not None and (sent.low(verb - 1) not in (",", *QUOTES) or telling_verbs()[sent.low(verb)][0] == "report"):
        return None
    behind = speaker_behind(sent, verb + 1)
    if (
        behind is None
        or sent.low(verb + 1) in ("that", "the day")
        or (sent.low(behind[1] + 1) not in (".", ",", ";", "", *QUOTES) and sent.tag(behind[1] + 1) not in ("PREP", "REL", "SUB"))
    ):
        return None
    scopes = [(told_start(sent, verb), sent.tokens[verb].start)]
    if sent.low(behind[1] + 1) == "," and finite(sent, behind[1] + 1, len(sent.tokens)):
        scopes.append((sent.tokens[behind[1]].end, len(sent.text)))
    return Frame(behind, verb, tuple(scopes))


def _content_right(sent: Sent, verb: int, kind: str) -> int:
    """The token where told content begins behind a verb, or -1 when only the manner of telling follows ("in a statement")."""
    at = verb + 1
    if (
        kind == "report"
        and (sent.tag(at) in ("DET", "NN", "NNP", "NUM", "JJ", "VBG", "RB", "POS") or [sent.low(at), sent.low(at + 1)] in LEAST)
        and sent.low(at) not in table("attribution")["manner"]
    ):
        return at
    while at < min(verb + SPAN, len(sent.tokens)):
        low, tag = sent.low(at), sent.tag(at)
        if (
            (low == "that" and (at == verb + 1 or (tag == "SUB" and not _of_noun(sent, verb, at))))
            or low == ":"
            or (low in QUOTES and at < len(sent.tokens) - 1)
        ):
            return at + 1 if at + 1 < len(sent.tokens) else -1
        if low in (",", ";") and at == verb + 1:
            at += 1
            continue
        if (tag in FINITE and at > verb + 1) or (at == len(sent.tokens) - 1 and _bare_content(sent, verb)):
            start = verb + 1
            while start < at and (
                sent.low(start) in ("reporters", "journalists", "on", "late", "early", ",")
                or sent.low(start) in table("attribution")["manner"]
            ):
                start += 1
            passive = (
                tag == "VBD"
                and sent.low(at + 1) in ("by", "on", "in")
                and any(sent.low(n) in ("statement", "report", "interview", "conference", "release") for n in range(verb + 1, at))
            )
            return -1 if passive or _issued(sent, at) else start
        at += 1
    return -1


def _of_noun(sent: Sent, verb: int, that: int) -> bool:
    """Whether "that" tells which thing is meant: "described a boat that rebels had left"; but "told residents that", "said on X that"."""
    hearer = sent.low(verb) in _HEARD
    return not hearer and sent.tag(verb + 1) in ("DET", "JJ", "NUM") and sent.low(that - 1) not in table("attribution")["manner"]


_HEARD = ("told", "tells", "tell", "telling", "informed", "informs", "warned", "warns", "reminded", "assured")


def _issued(sent: Sent, place: int) -> bool:
    """ "said in a report [released] today": how it was told, no clause of what was told."""
    words = table("attribution")
    return sent.low(place) in words["issued"] and sent.low(place - 1) in words["manner"]


_BARE = ("said", "says", "say", "saying", "stated", "states", "added", "adds", "adding", "wrote", "writes", "insisted", "insists")


def _bare_content(sent: Sent, verb: int) -> bool:
    """Whether a noun follows a verb of saying at once: "said shelling hit the town" where the tagger saw no verb."""
    return (
        (sent.low(verb) in _BARE or telling_verbs()[sent.low(verb)][0] == "show")  # of "told": who is told
        and sent.tag(verb + 1) in ("DET", "NN", "NNP", "NUM", "VBG", "PRON")
        and sent.low(verb + 1) not in table("attribution")["manner"]
        and len(sent.tokens) - verb > 4
    )


def _of_object(sent: Sent, verb: int) -> bool:
    """Whether what stands before a participle is an object, whose subject speaks: "A man confirmed [the raid] saying"."""
    for at in range(verb - 1, max(0, verb - 8), -1):
        if sent.tag(at) in ("PUNCT", "CONJ", "SUB", "REL") or sent.low(at) in ("with", "as"):
            return False
        if sent.tag(at) in ("VBD", "VBZ") and at > 0:
            return sent.tag(at + 1) in ("DET", "PRON", "JJ", "NN", "PREP", "NNP") and not passive(sent, at)
    return False


def _main_subject(sent: Sent, verb: int) -> tuple[int, int] | None:
    """The subject of the sentence, who speaks in ", saying that ..."."""
    main = next((n for n in range(1, min(verb, SPAN)) if sent.tag(n) in FINITE), -1)
    if sent.low(verb - 1) == "as" and sent.low(main) in ("quoted", "quotes", "cited", "cites"):
        return speaker_behind(sent, main + 1)  # "quoted an officer as saying"
    return speaker_before(sent, main) if main > 0 else None


def _antecedent(sent: Sent, place: int) -> tuple[int, int] | None:
    """The noun before "who" or "which"."""
    last = without_day(sent, place - 2 if sent.low(place - 1) == "," else place - 1)
    return (noun_start(sent, last), last) if last >= 0 and sent.tag(last) in ("NN", "NNP") else None
