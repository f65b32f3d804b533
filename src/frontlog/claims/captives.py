"""Whose men prisoners are: of "the rebels released 40 prisoners" those whom they fight, of "the captives" those that the report told of."""

from collections.abc import Callable, Sequence

from frontlog.claims.antecedents import Row
from frontlog.claims.serving import is_party
from frontlog.grammar.clauses import Item, Line
from frontlog.grammar.subjects import passive, subject, verb_before
from frontlog.grammar.wordsets import word_set
from frontlog.model import ActorRef
from frontlog.reference.actors import Actors
from frontlog.reference.heads import CAPTIVES
from frontlog.reference.words import clean

_BACK = 4  # sentences
_PRISON = frozenset({"prison", "prisons", "jail", "jails", "inmates", "trial", "court", "amnesty", "sentenced", "convicted"})
_CIVIL = ("civilians", "unidentified-attackers", "")
SameSide = Callable[[str, str], bool]


def captives(rows: Sequence[Row], line: Line, item: Item, actors: Actors, same_side: SameSide) -> ActorRef | None:
    """Whom words for captives mean: who was told to be captured, else of "prisoners" that somebody holds or frees whom he fights; None
    where neither can be told, or the words name somebody."""
    words = item.mention.span.quote.split()
    head = clean(words[-1])
    of_war = [clean(word) for word in words[-3:]] == ["prisoners", "of", "war"]
    if not (head in CAPTIVES or of_war) or any(word[:1].isupper() for word in words[1:]) or words[0].lower() in ("our", "its", "their"):
        return None
    told = _told(rows, line, item)
    if told is not None:
        return told
    if head not in ("prisoners", "prisoner", "pows") and not of_war:
        return None
    said = {token.lower for row in rows[-2:] for token in row.line.tokens}
    if said & _PRISON:
        return None
    if (own := _telling(rows[-1], line, item, actors)) is not None:
        return own
    captor = _captor(rows[-1], line, item, actors)
    if captor is None:
        return None
    for row in rows[: -1 - _BACK : -1]:
        for other, ref in reversed(row.named):
            near = ref.id in actors and other.label not in ("person", "civilian", "media") and is_party(ref.id, actors)
            if near and actors.get(ref.id).kind != "none" and not same_side(ref.id, captor.id):
                return ref
    return None


def _told(rows: Sequence[Row], line: Line, item: Item) -> ActorRef | None:
    """Who was captured shortly before, in this sentence or one of the last."""
    for row in rows[: -1 - _BACK : -1]:
        for other, ref in reversed(row.named):
            here = row.line is line
            if (here and other.last > item.first) or ref.id in _CIVIL or other.label in ("person", "media"):
                continue
            said = clean(other.mention.span.quote).split()
            governor = verb_before(row.line, other.first - 1)
            taken = (
                governor >= 0
                and row.line.low(governor) in word_set("taking_captive") - {"took", "take", "takes", "taken"}
                and not _subject(row.line, governor, other)
            )
            if taken or {"captured", "captive", "surrendered"} & set(said) or said[-1:][0] in CAPTIVES:
                return ref
    return None


def _subject(line: Line, governor: int, item: Item) -> bool:
    return any((i.first, i.last) == (item.first, item.last) for i in subject(line, governor))


def _telling(row: Row, line: Line, item: Item, actors: Actors) -> ActorRef | None:
    """Who says that prisoners were shot or tortured, whose own they are."""
    verb = next(
        (n for n in range(item.last, min(item.last + 5, len(line.tokens))) if line.low(n) in word_set("freeing") | word_set("harming")), -1
    )
    speaker = verb_before(line, item.first - 1)
    if verb < 0 or speaker < 0 or not passive(line, verb) or line.low(speaker) not in word_set("saying"):
        return None
    doers = [(i.first, i.last) for i in subject(line, speaker)]
    return next((ref for i, ref in row.named if (i.first, i.last) in doers and is_party(ref.id, actors)), None)


def _captor(row: Row, line: Line, item: Item, actors: Actors) -> ActorRef | None:
    """Who holds them, by the verb that governs the words."""
    governor = verb_before(line, item.first - 1)
    if governor < 0 or passive(line, governor) or line.low(governor) not in word_set("taking_captive") | word_set("freeing"):
        return None
    doers = [(i.first, i.last) for i in subject(line, governor)]
    found = [ref for i, ref in (*row.named, *row.pronouns) if (i.first, i.last) in doers and ref.id in actors]
    return found[0] if len(found) == 1 else None
