"""Which words tell: verbs of telling, told apart from nouns, participles and other senses of the same words."""

from functools import cache

from frontlog.claims.scopes import FINITE, QUOTES
from frontlog.claims.speakers import verb_group
from frontlog.claims.vocabulary import Sent, table
from frontlog.reference.english import FORMS, forms


@cache
def telling_verbs() -> dict[str, tuple[str, str]]:
    """Form -> (class, form name) for verbs of telling; the wider class wins."""
    out: dict[str, tuple[str, str]] = {}
    for kind in ("report", "say", "show"):
        for lemma in table("attribution")[kind]:
            made = forms(lemma)
            for form in FORMS:
                out.setdefault(made[form], (kind, form))
    return out


# Forms that are nouns as often as verbs: only with "that", a quotation or a verb tag before a clause.
_NOUNS = frozenset(
    [
        "report",
        "reports",
        "claim",
        "claims",
        "state",
        "states",
        "estimate",
        "estimates",
        "count",
        "counts",
        "note",
        "notes",
        "quote",
        "quotes",
        "post",
        "posts",
        "document",
        "documents",
        "record",
        "records",
        "comment",
        "comments",
        "remark",
        "remarks",
        "fear",
        "fears",
        "tweet",
        "tweets",
        "blame",
        "show",
        "shows",
        "describe",
        "read",
        "found",
        "think",
        "thought",
        "warn",
        "reply",
        "respond",
        "observe",
        "attribute",
        "broadcast",
        "register",
        "learn",
        "assume",
    ]
)


def telling(sent: Sent, place: int) -> tuple[str, str] | None:
    """Class and form of the verb of telling at a token; None where the word is a noun, a participle or a passive."""
    known = telling_verbs().get(sent.low(place))
    if known is None or (sent.tokens[place].text == "State" and sent.tokens[place - 1].capital):  # "Borno State"
        return None
    kind, form = known
    clause = sent.low(place + 1) in ("that", ":", "how") or sent.low(place + 1) in QUOTES
    if not _verbal(sent, place, form, clause) or _untold(sent, place, kind, form) or (not clause and _other_sense(sent, place)):
        return None
    if (kind == "show" or (sent.low(place) in _FINDING and not clause)) and not any(
        sent.low(n) in table("attribution")["tellers"] for n in range(_subject_from(sent, place), place)
    ):
        return None
    return known


_JUDGED = (
    "credible",
    "unconfirmed",
    "conflicting",
    "multiple",
    "several",
    "many",
    "such",
    "these",
    "those",
    "false",
    "initial",
    "early",
    "numerous",
)
_FINDING = ("find", "finds", "found")  # a thing as often as a fact: "soldiers found a boat that rebels had left"


def _subject_from(sent: Sent, place: int) -> int:
    """Where the words before a verb that can be its subject begin: behind the verb or "that" before them, ten tokens back at most."""
    first = max(0, place - 10)
    ends = (n for n in range(place - 2, first - 1, -1) if sent.tag(n) in ("SUB", "VBZ", "BE", "HAVE", "MODAL") or sent.low(n) == "that")
    return next(ends, first - 1) + 1


def _verbal(sent: Sent, place: int, form: str, clause: bool) -> bool:
    """Whether the word is used as a verb here; nouns like "reports" and "claims" need a clause behind them."""
    tag, before, after = sent.tag(place), sent.tag(place - 1), sent.tag(place + 1)
    whole = clause or (after == "VBG" and before == "NNP")  # "Ukraine reports intercepting"
    whole = whole or (form == "past" and (before == "HAVE" or (before in ("NN", "NNP", "PRON") and after in ("DET", "PRON"))))
    whole = whole or (sent.low(place) == "claims" and [sent.low(place + n) for n in (1, 2)] == ["to", "have"])
    nominal = tag in ("NN", "NNP")
    whole = whole or (sent.low(place) in ("read", "reads") and sent.low(place - 1) in table("attribution")["tellers"])
    whole = whole or (sent.low(place) == "shows" and after in ("NN", "NNP", "DET", "JJ", "NUM", "PRON"))  # "a video shows soldiers"
    counting = sent.low(place) == "counts" and (after == "NUM" or sent.low(place + 1) in _BOUNDS)  # "the monitor counts at least 45 dead"
    whole = whole or (counting and before in ("NN", "NNP"))
    whole = whole or (nominal and before in ("NN", "NNP") and (after == "PRON" or sent.low(place + 1) in table("attribution")["claimed"]))
    whole = whole or (
        nominal and before == "NNP" and place >= len(sent.tokens) - 2 and _set_apart(sent, place)
    )  # "..., Ukrinform reports."
    if tag not in ("VBD", "VBZ", "VB", "VBG") and not whole and not (nominal and behind_mark(sent, place)):
        return False
    if sent.low(place) in _NOUNS and before == "DET" and sent.low(place - 1) in ("a", "an", "the", "any", "no", "this"):
        return False  # "rejected a report that"
    if sent.low(place) in ("reports", "claims") and any(sent.low(n).startswith(_REFUTING) for n in range(max(0, place - 3), place)):
        return False  # "refuting army claims that", "dismissed Azeri reports that"
    if sent.low(place) in ("reports", "claims") and sent.low(place - 1) in _JUDGED:
        return False  # "credible reports that"
    if sent.low(place) in _NOUNS and form == "s" and (sent.low(place + 1) in telling_verbs() or after in ("BE", "HAVE", "MODAL")):
        return False  # "Preliminary reports indicate"
    return whole or sent.low(place) not in _NOUNS or not (nominal or before in ("DET", "JJ", "POS", "PREP", "NUM"))


def _to_hearer(sent: Sent, place: int) -> bool:
    """Whether "to" names who hears it: "confirmed to the agency that", and no verb: "believed to be"."""
    hearer = sent.low(place + 2) in ("reporters", "journalists", "the") or sent.tag(place + 2) == "NNP"
    return hearer and (sent.low(place + 2) != "the" or any(sent.low(n) == "that" for n in range(place + 3, place + 8)))


LEAST = (["at", "least"], ["up", "to"], ["at", "most"])
_BOUNDS = ("at", "more", "over", "some", "about", "nearly", "almost", "around")


def _untold(sent: Sent, place: int, kind: str, form: str) -> bool:
    """Whether nobody tells: "is reported", "believed to have", "strikes reported in Moscow", "claimed by"."""
    before, after, done = sent.low(place - 1), sent.low(place + 1), form in ("past", "participle")
    if done and (after == "of" or (after == "to" and sent.low(place) == "attributed") or (after == "on" and sent.low(place) == "blamed")):
        return True  # "three men accused of planning", "groups attributed to the ministry", "a raid blamed on": nobody tells here
    if before in ("to", "of") or (done and passive(sent, place)) or (after == "by" and form != "ing" and kind == "report"):
        return True
    if after == "to" and not _to_hearer(sent, place) and not sent.low(place).startswith("claim"):
        return True
    if after == "on" and sent.low(place).startswith("comment"):
        return True
    if sent.low(place) == "claimed" and any(sent.tag(n) == "NEG" for n in range(verb_group(sent, place), place)):
        return True  # "nobody has claimed that raid", "the front has not claimed it"
    if sent.low(place).startswith("claim") and any(sent.low(n) in ("lives", "life") for n in range(place + 1, place + _LIVES)):
        return True  # "the conflict claimed the lives of 90 people"
    if sent.low(place).startswith("maintain") and sent.low(place + 1) in _KEPT:
        return True  # "the rebels maintain control of the bridge"
    placed = kind == "report" and done and after in ("in", "at", "near", "from", "across", "against")
    return placed and sent.tag(place - 1) not in ("HAVE", "PUNCT") and not _set_apart(sent, place)


_REFUTING = ("refut", "dismiss", "reject", "rebut", "disput", "deny", "denie")
_LIVES = 7  # tokens: "claimed more than 60,000 lives"
_KEPT = frozenset(["control", "positions", "a", "their", "its", "full", "presence", "troops", "forces", "bases"])


def _other_sense(sent: Sent, place: int) -> bool:
    """ "was found in", "added to", and announcing that is the act itself ("announced a ceasefire")."""
    low = sent.low(place)
    if low.startswith(("announc", "declar")) and _act(sent, place + 1):
        return True
    return low in ("found", "thought", "learned", "read", "observed", "added", "reads") and sent.low(place + 1) in _ELSEWHERE


_ELSEWHERE = frozenset(["in", "on", "to", "at", "dead", "by"])


def _set_apart(sent: Sent, place: int) -> bool:
    """Whether a comma stands before the words in front of a verb: "..., the general staff reported at 10 p.m."."""
    for at in range(place - 1, max(0, place - 9), -1):
        if sent.low(at) == ",":
            return sent.tag(at + 1) in ("DET", "NNP", "NN", "JJ")
        if sent.tag(at) in FINITE:
            return False
    return False


def _act(sent: Sent, place: int) -> bool:
    """Whether the noun phrase at a token names an act that is done by announcing it: "a unilateral ceasefire"."""
    for at in range(place, min(place + 7, len(sent.tokens))):
        if sent.low(at) in table("attribution")["acts"]:
            return True
        if sent.tag(at) in ("PREP", "PUNCT", *FINITE):
            return False
    return False


def behind_mark(sent: Sent, place: int) -> bool:
    return place > 0 and sent.low(place - 1) in (",", *QUOTES)


def passive(sent: Sent, place: int) -> bool:
    """ "is reported", "was said to": no speaker before it."""
    helpers = [sent.low(n) for n in range(verb_group(sent, place), place)]
    return any(low in ("is", "are", "was", "were", "been", "being") for low in helpers)


def tells(sent: Sent, place: int) -> bool:
    """Whether the word at a place is a verb of telling."""
    return telling(sent, place) is not None
