"""Whom persons speak or fight for, by the words beside their names, and who speaks: whose "our troops" and "his fighters" are.

"M23 spokesman X", "X, a Fano leader", "Jubaland's deputy minister, X", "X of the army", "X, who leads the RSF". The registry knows few
persons, and most that a report quotes stand in it once.
"""

from collections.abc import Callable, Iterator

from frontlog.claims.actor_sides import ARMED_KINDS
from frontlog.claims.actor_words import person_name
from frontlog.claims.seats import speaking_seats
from frontlog.grammar.clauses import Item, Line
from frontlog.grammar.subjects import subject
from frontlog.grammar.wordsets import word_set
from frontlog.model import ActorRef, Span
from frontlog.reference.actors import Actors
from frontlog.reference.claim_types import find_hits
from frontlog.reference.expressions import Expression
from frontlog.reference.heads import OFFICES, PERSON_TITLES, SPEAKERS
from frontlog.reference.words import clean

_RANKS = frozenset({"general", "colonel", "statement", "source", "sources", "official", "officials"})  # of any army, or of anybody
_POSTS = (OFFICES | SPEAKERS | {"fighter", "soldier", "officer", "militant", "rebel", "militiaman"}) - _RANKS
_RANK = Expression(rf"(?:\s+{PERSON_TITLES})+$")  # "KIA spokesman [Colonel]"
_QUOTES = ("“", "”", '"')
_APPOSED = 9  # tokens that what explains a name may have
_LINKS = ("of", "from")
_DEEDS = (
    "airstrike",
    "shelling",
    "assault",
    "advance",
    "capture",
    "withdraw",
    "civilians_attacked",
    "bombing",
    "repel",
    "surrender",
    "defect",
)

Resolve = Callable[[Span], ActorRef]


def served(line: Line, item: Item, actors: Actors, resolve: Resolve) -> str:
    """The id of the party that the words beside a person's name tell; empty where they tell none."""
    return next((id_ for span in _told(line, item) if (id_ := resolve(span).id) and is_party(id_, actors)), "")


def is_party(id_: str, actors: Actors) -> bool:
    """Whether somebody of the registry fights or governs."""
    actor = actors.get(id_) if id_ in actors else None
    return actor is not None and (actor.kind in ARMED_KINDS or (actor.kind == "state" and bool(actor.country)))


def _told(line: Line, item: Item) -> Iterator[Span]:
    """Words that may tell it: before the name, in the mention or as one of its own; behind a comma; behind "of"."""
    span = item.mention.span
    name = person_name(span.quote)
    title = _RANK.sub("", span.quote[: span.quote.rfind(name)].rstrip(", ")) if name else ""
    if set(clean(title).split()) & _POSTS:
        yield Span(span.document, span.start, span.start + len(title), title)
    before = item.first - 1 if line.low(item.first - 1) == "," else item.first
    for other in line.of_kind("actor"):
        if other.last == before and set(clean(other.mention.span.quote).split()) & _POSTS:
            yield other.mention.span
    yield from (other.mention.span for other in _behind(line, item))


def _behind(line: Line, item: Item) -> Iterator[Item]:
    """The parties named in what explains the name: "X, [a Fano leader] in Gojjam,", "X of [the army]", "X, who leads [the RSF]"."""
    if line.low(item.last) in _LINKS:
        yield from (i for i in line.of_kind("actor") if item.last < i.first <= item.last + 2)
        return
    if line.low(item.last) != "," and line.low(item.last) not in ("who", "which"):
        return
    end = next((at for at in range(item.last + 1, item.last + _APPOSED) if line.low(at) in (",", *_QUOTES)), item.last + _APPOSED)
    words = {line.low(at) for at in range(item.last + 1, end)}
    if words & (_POSTS | word_set("commanding")):
        inside = [i for i in line.of_kind("actor") if item.last < i.first and i.last <= end and i.label != "pronoun"]
        yield from sorted(inside, key=lambda i: -i.last)  # of "a spokesman for the army" the army


def speaker(line: Line) -> Item | None:
    """Who speaks in a sentence, outside what is quoted."""
    actors = [*line.of_kind("actor"), *speaking_seats(line)]
    verbs = word_set("saying") | word_set("addressing")
    for at in (n for n in range(len(line.tokens)) if line.low(n) in verbs):
        if sum(line.low(n) in _QUOTES for n in range(at)) % 2:
            continue
        behind = next((i for i in actors if i.first == at + 1), None)
        if behind is not None and line.low(at - 1) in _QUOTES:
            return behind  # "...," said X
        said = [(i.first, i.last) for i in subject(line, at)]
        before = sorted((i for i in actors if i.last <= at), key=lambda i: i.first)
        found = next((i for i in before if (i.first, i.last) in said), None) or next(iter(before), behind)
        if found is not None:
            return found
    return None


def quoted_foe(line: Line, item: Item) -> bool:
    """Whether "they" fight or take ground in a quotation, or "them" are whom "we" fight there."""
    low = item.mention.span.quote.lower()
    if low not in ("they", "them") or sum(line.low(n) in _QUOTES for n in range(item.first)) % 2 == 0:
        return False
    deeds = [hit.head for hit in find_hits(line.tokens, line.tags) if hit.type in _DEEDS]
    if low == "them":
        return any(item.first - 3 <= at < item.first and {line.low(at - 1), line.low(at - 2)} & {"we", "i"} for at in deeds)
    harming = word_set("striking") | word_set("harming")
    return any(at in deeds or line.low(at) in harming for at in range(item.last, item.last + 3))
