"""Whose men bare words are by who acts on them: who sends or loses them, and which army tells of its own dead."""

from frontlog.claims.actor_sides import FORCES
from frontlog.grammar.clauses import Item, Line
from frontlog.grammar.subjects import passive, subject, verb_before
from frontlog.grammar.wordsets import word_set
from frontlog.reference.actor_names import role_of
from frontlog.reference.heads import COUNTS

_MEN = frozenset(
    {"men", "soldiers", "soldier", "fighters", "fighter", "troops", "servicemen", "members", "member", "troopers", "militants", "gunmen"}
)
_FATES = frozenset({"death", "deaths", "loss", "losses", "killing", "wounding", "capture"})
_ADMITTING = frozenset(
    {"confirmed", "confirms", "admitted", "admits", "acknowledged", "acknowledges", "announced", "announces", "reported", "conceded"}
)
_SUFFERED = frozenset({"killed", "wounded", "injured", "died", "dead", "missing", "captured", "hurt", "fallen"})
_OWNED = ("the", "its", "their", "our", "his", "her", "my", "your", "these", "those")
_NEAR = 6  # tokens behind the words


def sender(line: Line, item: Item) -> Item | None:
    """Of "the militia lost [ten fighters]", "Washington would send [3,000 troops]" who loses or sends them."""
    words = item.mention.span.quote.split()
    if words[0].lower() in _OWNED or any(w[:1].isupper() for w in words[1:] or words):
        return None
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


def _speech(line: Line, before: int) -> int:
    """The verb of saying with nothing but a number between: "said that at least [four soldiers]"."""
    while before > 0 and _counts(line, before):
        before -= 1
    return before if line.low(before) in word_set("saying") else -1


def _counts(line: Line, at: int) -> bool:
    return line.low(at) in ("that", "at", "least", "some") or line.tag(at) == "NUM" or line.low(at) in COUNTS
