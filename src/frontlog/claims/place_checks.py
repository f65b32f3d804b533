"""Which places that a sentence names are not where the event was, and which names only a region has."""

from collections.abc import Sequence

from frontlog.claims.context import EVERYWHERE, Context
from frontlog.claims.draft import Draft
from frontlog.claims.place_said import PlaceName
from frontlog.claims.vocabulary import listed
from frontlog.grammar.wordsets import word_set
from frontlog.reference.gazetteer import Gazetteer

_MOVES = ("deploy", "advance", "withdraw", "evacuate", "aid")
_REGIONS = frozenset({"region", "admin1"})
_OPENING = 4  # characters before the first place


def bound_elsewhere(draft: Draft, name: PlaceName) -> bool:
    """Whether a place is only where something was going: "shot down over the sea three drones heading for [Odesa]"."""
    return draft.type not in _MOVES and name.before.rstrip().lower().endswith(tuple(listed("places", "bound")))


_FIRED = ("airstrike", "shelling", "bombing", "repel")
_LAUNCHED = tuple(f"{verb} from" for verb in ("launched", "fired", "coming", "came", "flown", "took off", "originating", "originated"))


def launched_from(draft: Draft, name: PlaceName) -> bool:
    """Whether a place is where what flew was sent off: "shot down three drones launched from [Iraq]"."""
    before = name.before.rstrip().lower().removesuffix(" the")
    return draft.type in _FIRED and before.endswith(_LAUNCHED)


def once_told(names: Sequence[PlaceName]) -> list[PlaceName]:
    """Places without those that another one's words hold under the same name: "a checkpoint at [Eredvi]" is one place."""
    spans = [(n.whole.start, n.whole.end) if n.whole else (n.start, n.end) for n in names]

    def held(one: int, other: int) -> bool:
        (start, end), (first, last) = spans[one], spans[other]
        return one != other and names[one].name == names[other].name and first <= start < end <= last and (start, end) != (first, last)

    return [name for at, name in enumerate(names) if not any(held(at, other) for other in range(len(names)))]


def speech_at(draft: Draft, name: PlaceName, context: Context, gazetteer: Gazetteer) -> bool:
    """Whether a place that opens a sentence is where one spoke: "In [Washington], the president warned of air strikes", on Bosnia."""
    base, until = draft.line.sentence.span.start, draft.trigger.mention.span.start
    if name.before.lower() not in ("in ", "at ") or name.start - base > _OPENING:
        return False
    lows = {token.lower for token in draft.line.tokens if name.end - base < token.start and token.end <= until - base}
    if not lows & (word_set("saying") | word_set("addressing")):
        return False
    lands = {c.place.country for c in gazetteer.candidates(name.name)}
    about = context.theatre(name.start)[:3]
    return bool(lands) and not lands & {code for code in about if code == about[0] or code not in EVERYWHERE}


def with_kind(name: str, context: Context, gazetteer: Gazetteer) -> str:
    """A name that only a region or province has, said as one: "the region" points to Darfur, and no town does."""
    found = {c.place.kind for c in gazetteer.candidates(name, context.countries[:2])}
    return f"{name} region" if found and found <= _REGIONS and not name.lower().endswith("region") else name
