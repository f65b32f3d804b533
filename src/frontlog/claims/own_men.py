"""Whose men bare words are by who acts on them: who sends or loses them, and which army tells of its own dead."""

from datetime import date

from frontlog.claims.actor_sides import ARMED_KINDS, FORCES
from frontlog.claims.seats import speaking_seats
from frontlog.grammar.clauses import Item, Line
from frontlog.grammar.subjects import passive, subject, verb_before
from frontlog.grammar.wordsets import word_set
from frontlog.reference.actor_names import role_of
from frontlog.reference.actor_rows import Actor
from frontlog.reference.actors import Actors
from frontlog.reference.heads import COUNTS

_MEN = frozenset(
    {"men", "soldiers", "soldier", "fighters", "fighter", "troops", "servicemen", "members", "member", "troopers", "militants", "gunmen"}
)
_FATES = frozenset({"death", "deaths", "loss", "losses", "killing", "wounding", "capture"})
_ADMITTING = frozenset(
    {"confirmed", "confirms", "admitted", "admits", "acknowledged", "acknowledges", "announced", "announces", "reported", "conceded"}
)
_OWN_DEAD = frozenset({"dead", "deaths", "losses", "casualties", "wounded"})
_SUFFERED = frozenset({"killed", "wounded", "injured", "died", "dead", "missing", "captured", "hurt", "fallen"})
_OWNED = ("the", "its", "their", "our", "his", "her", "my", "your", "these", "those")
_NEAR = 6  # tokens behind the words


def sender(line: Line, item: Item) -> Item | None:
    """Of "the militia lost [ten fighters]", "Washington would send [3,000 troops]" who loses or sends them."""
    words = item.mention.span.quote.split()
    if words[0].lower() in _OWNED or any(w[:1].isupper() for w in words[1:] or words):
        return None
    if line.low(item.first - 1) == "to":
        return None  # "lost the town to [government troops]"
    governor = verb_before(line, item.first - 1)
    if governor < 0 or not (_loses(line, governor, words[-1]) or _sends(line, governor, words[-1])):
        return None
    return next((i for i in subject(line, governor)[:1] if i.last <= governor), None)


def _loses(line: Line, governor: int, head: str) -> bool:
    return line.low(governor) in word_set("losing") and (head.lower() in _MEN or role_of([head.lower()]) in (*FORCES, "police"))


def _sends(line: Line, governor: int, head: str) -> bool:
    return line.low(governor) in word_set("sending") and role_of([head.lower()]) == "army"


def teller(line: Line, item: Item) -> Item | None:
    """Of "the army confirmed the death of [one reservist]", "the army said [four soldiers] were wounded" the army that tells it."""
    words = item.mention.span.quote.split()
    if _admitted(line, item):
        verb = verb_before(line, item.first - 1)
        return next((i for i in (*subject(line, verb)[:1], *speaking_seats(line)) if i.last <= verb), None)
    if role_of([words[-1].lower()]) != "army" or words[0].lower() in _OWNED or any(w[:1].isupper() for w in words[1:]):
        return None
    before = item.first - 1
    fate = line.low(before) == "of" and line.low(before - 1) in _FATES
    verb = verb_before(line, before - 2) if fate else _speech(line, before)
    if verb < 0 or passive(line, verb) or (fate and line.low(verb) not in _ADMITTING):
        return None
    if not fate and not any(line.low(at) in _SUFFERED for at in range(item.last, item.last + _NEAR)):
        return None
    return next((i for i in subject(line, verb)[:1] if i.last <= verb), None)


def _admitted(line: Line, item: Item) -> bool:
    """Whether somebody owns up to dead or losses, which are his own: "Bamako admitted [two dead]"."""
    verb = verb_before(line, item.first - 1)
    owned_up = verb >= 0 and not passive(line, verb) and line.low(verb) in word_set("owning_up")
    near = all(_counts(line, at) for at in range(verb + 1, item.first))
    return owned_up and near and item.mention.span.quote.split()[-1].lower() in _OWN_DEAD


def own_dead(told: Actor | None, item: Item, actors: Actors, day: date | None) -> str:
    """Whose the dead are to which a government, or an armed group, owns up."""
    if told is None or item.mention.span.quote.split()[-1].lower() not in _OWN_DEAD:
        return ""
    if told.kind in ARMED_KINDS:
        return told.id
    return actors.organ_of(told.id, "army", day) if told.role == "government" else ""


def _speech(line: Line, before: int) -> int:
    """The verb of saying with nothing but a number between: "said that at least [four soldiers]"."""
    while before > 0 and _counts(line, before):
        before -= 1
    return before if line.low(before) in word_set("saying") else -1


def _counts(line: Line, at: int) -> bool:
    return line.low(at) in ("that", "at", "least", "some") or line.tag(at) == "NUM" or line.low(at) in COUNTS
