"""Words of loss in a sentence: verbs, particles and nouns that say that somebody was killed, hurt, taken, or something destroyed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from frontlog.claims.vocabulary import Sent, match_phrase, phrases, table
from frontlog.reference.english import FORMS, forms


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of loss at tokens first..last; `form` is a verb form, "noun", "adjective", "of", "list" or "sum"."""

    first: int
    last: int
    kind: str
    form: str


@cache
def loss_verbs() -> dict[str, tuple[str, str]]:
    """Form of a verb -> (class, form name)."""
    out: dict[str, tuple[str, str]] = {}
    for kind in ("kill", "die", "wound", "capture", "detain", "surrender", "defect", "eliminate", "destroy", "lose", "leave"):
        for lemma in table("losses")[kind]:
            made = forms(lemma)
            for form in reversed(FORMS):
                out.setdefault(made[form], (kind, form))
    out["burnt"] = out["burned"]
    return out


def hits_of(sent: Sent) -> Iterable[Hit]:
    """Words of loss in the order of the text, none overlapping."""
    place = 0
    while place < len(sent.tokens):
        hit = _particle(sent, place) or _noun(sent, place) or _verb(sent, place)
        if hit is None:
            place += 1
            continue
        yield hit
        place = hit.last + 1


_PARTICLES = ("kill", "destroy", "capture", "surrender", "defect", "die", "wound")


@cache
def _particle_words() -> frozenset[str]:
    """The words that open a verb with its particle."""
    return frozenset(word for kind in _PARTICLES for word in phrases("losses", f"particle_{kind}").opening)


def _particle(sent: Sent, place: int) -> Hit | None:
    for kind in _PARTICLES if sent.low(place) in _particle_words() else ():
        count = match_phrase(sent, place, phrases("losses", f"particle_{kind}"))
        if count:
            return Hit(place, place + count - 1, kind, "past" if kind == "wound" else _particle_form(sent.low(place)))
    return _split_particle(sent, place)


_QUANTIFIERS = frozenset(["more", "other", "others", "several", "many", "some", "few", "most", "all", "another", "both"])
_BOUND_WORDS = frozenset(["at", "up", "more", "over", "about", "around", "nearly", "some"])
_BASE = frozenset(
    [
        "shoot",
        "knock",
        "blow",
        "take",
        "bring",
        "gun",
        "give",
        "hand",
        "turn",
        "lay",
        "switch",
        "change",
        "lose",
        "put",
        "hold",
        "shoots",
        "knocks",
        "blows",
        "takes",
        "brings",
        "guns",
        "loses",
        "holds",
    ]
)


def _particle_form(word: str) -> str:
    if word.endswith("ing"):
        return "ing"
    return "base" if word in _BASE else "past"


def _split_particle(sent: Sent, place: int) -> Hit | None:
    """ "shot him dead", "blew it up", "took five soldiers prisoner"."""
    if sent.low(place) in ("shot", "shoot", "shoots", "shooting") and sent.low(place + 2) == "dead":
        return Hit(place, place, "kill", "past")
    if sent.low(place) in ("took", "take", "takes", "taking", "taken"):
        for at in range(place + 1, min(place + 10, len(sent.tokens))):
            if sent.low(at) in ("prisoner", "prisoners", "hostage", "captive", "captives", "hostages"):
                return Hit(place, place, "capture", "past")
            if sent.tag(at) in ("PUNCT", "VBD", "SUB"):
                break
    return None


_FALLEN = {
    **dict.fromkeys(("dead", "killed", "slain", "victims", "fatalities", "martyrs"), "killed"),
    **dict.fromkeys(("wounded", "injured"), "wounded"),
}


def _part(sent: Sent, place: int) -> Hit | None:
    """ "Twelve [of the dead] are children", "[among those killed] were two nurses": who the dead were."""
    kind = _FALLEN.get(sent.low(place), "")
    opening = sent.low(place - 2) if sent.low(place - 1) in ("the", "those", "these") else ""
    if not kind or opening not in ("of", "among", "amongst"):
        return None
    if opening == "of":  # "five [of the wounded] died" are more dead
        return Hit(place, place, kind, "part") if sent.tag(place + 1) == "BE" or sent.low(place + 1) == "had" else None
    return Hit(place, place, kind, "part")


def _noun(sent: Sent, place: int) -> Hit | None:
    low = sent.low(place)
    rows = table("losses")
    if part := _part(sent, place):
        return part
    if low in rows["death_nouns"]:
        return Hit(place, place, "killed", "of" if sent.low(place + 1) == "of" else "noun")
    if low in rows["injury_nouns"]:
        return Hit(place, place, "wounded", "noun")
    if low == "losses" and any(sent.low(n) == ":" for n in range(place + 1, place + 7)):
        return Hit(place, place, "lose", "list")
    if low == "losses" and (end := _summed(sent, place + 1)):
        return Hit(place, end, "lose", "sum")
    if low in rows["casualty_nouns"] and sent.low(place + 1) != "of":
        return Hit(place, place, "killed_or_wounded", "noun")
    if low == "toll" or (
        low in ("number", "count", "tally") and (sent.low(place - 1) in ("death", "casualty") or sent.low(place + 1) == "of")
    ):
        return Hit(place, place, "killed", "toll")
    if low == "dead":
        return Hit(place, place, "kill", "adjective")
    if sent.low(place + 1) == "of":
        for kind in ("kill", "wound", "capture", "destroy", "surrender", "defect"):
            if low in rows[f"of_{kind}"]:
                return Hit(place, place, kind, "of")
    if low == "damage" and sent.low(place + 1) == "to":
        return Hit(place, place, "destroy", "of")
    if low in ("lives", "bodies") and sent.tag(place - 1) in ("NUM", "JJ", "NN", "DET"):
        return Hit(place, place, "killed", "noun")
    return None


_SUMMED = 7  # tokens: "losses [on the side of the rebels] amounted to"


def _summed(sent: Sent, place: int) -> int:
    """The last token of "amounted to" behind a noun and what it is of, 0 where a list of what was lost does not follow."""
    for at in range(place, min(place + _SUMMED, len(sent.tokens))):
        if count := match_phrase(sent, at, phrases("losses", "sums")):
            return at + count - 1
        if at == place and sent.low(at) not in ("on", "of", "among", "in", "for", "over", "during", "since"):
            return 0
        if sent.tag(at) in ("VBD", "VBZ", "BE", "HAVE", "MODAL", "PUNCT"):
            return 0
    return 0


def _verb(sent: Sent, place: int) -> Hit | None:
    known = loss_verbs().get(sent.low(place))
    if known is None:
        return None
    kind, form = known
    before, after = sent.tag(place - 1), sent.tag(place + 1)
    if sent.low(place) == "burnt" and before not in ("BE", "RB"):
        return None  # "a burnt lorry", "houses burnt in May" describe
    if sent.low(place) == "hurt" and before == "NUM" and after not in ("NN", "NNP", "JJ") and sent.low(place - 2) in ("and", ",", "with"):
        return Hit(place, place, kind, "participle")  # "two were killed and eleven hurt"
    if (
        sent.low(place) in table("losses")["noun_like"]
        and before not in ("BE", "HAVE")
        and (
            before in ("DET", "JJ", "PREP", "POS", "NUM")
            or (after not in ("DET", "NNP", "NUM", "JJ", "PRON", "RB", "NN") and sent.low(place + 1) not in _BOUND_WORDS)
            or (sent.tag(place) in ("NN", "NNP") and after == "NN")
        )
    ):
        return None
    if form == "base" and before in ("BE", "HAVE"):
        form = "participle"  # "was hurt"
    if form in ("past", "participle") and (
        (before in ("DET", "POS") and sent.low(place - 1) not in _QUANTIFIERS) or (before == "NUM" and after in ("NN", "NNP", "JJ"))
    ):
        return None  # "the wounded", "six wounded fighters"
    return Hit(place, place, kind, form)
