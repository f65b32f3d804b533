"""From any record down to the sentences behind it: one recursion for the command line, the API and the page."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from frontlog.documents.places import locate
from frontlog.documents.read import BULK
from frontlog.documents.where import where
from frontlog.model import (
    BY_OTHERS,
    Claim,
    Contradiction,
    ControlState,
    Copy,
    Dating,
    Decision,
    Document,
    Effect,
    FrontlogError,
    Incident,
    Item,
    Link,
    Mention,
    Mutation,
    Raw,
    RawSpan,
    Record,
    Rejection,
    Reuse,
    Segment,
    Span,
    superseded,
)
from frontlog.reference.lookalikes import visible, warning, warning_of_address
from frontlog.review.apply import STEP as DROPPED_BY
from frontlog.views.believed import believed
from frontlog.views.copytree import change, family, passage, says_copy
from frontlog.views.dated import by_others, dates
from frontlog.views.decided import by_claim
from frontlog.views.guide import day
from frontlog.views.node import Node
from frontlog.views.placed import near, place_named
from frontlog.views.rows import Rows

Archived = Callable[[Item], Raw]

KINDS: tuple[type[Record], ...] = (
    Item,
    Segment,
    Mention,
    Reuse,
    Mutation,
    Effect,
    Link,
    Contradiction,
    Rejection,
    Document,
    Claim,
    Incident,
    ControlState,
)


def explain(rows: Rows, name: str, archived: Archived | None = None) -> Node:
    """The record with this id, or a place on a day written `PLACE@2017-10-12`, with all that it rests on.

    An id may be shortened as long as it stays unique. Raises FrontlogError when there is no such record.
    `archived` gives the bytes of an item: for a page that was read in bulk its places are worked out from them.
    """
    return explained(Index(rows, archived), name)


def explained(index: "Index", name: str) -> Node:
    """The same out of records that are at hand."""
    if "@" in name:
        return index.place_on(name)
    node = index.node(index.full(name))
    document = index.records[node.id]
    # only where a document itself is asked for: below each claim of an incident, its dates and copies would drown the sentences
    if not isinstance(document, Document):
        return node
    told = by_others(index.rows(Dating), node.id, index.nodes)
    return replace(node, because=(*dates(document), *told, *family(index.rows, node.id)))


def lines(node: Node, depth: int = 0) -> Iterator[str]:
    """An explanation as indented lines of text."""
    pad = "  " * depth
    yield f"{pad}{node.id}  {visible(node.says)}"
    if node.span:
        yield f"{pad}  “{visible(node.span.quote)}” [{node.span.document} {node.span.start}-{node.span.end}]"
    if node.raw:
        yield f"{pad}  {node.raw}"
    for below in node.because:
        yield from lines(below, depth + 1)


class Index:
    """All records of a log by id."""

    def __init__(self, rows: Rows, archived: Archived | None = None) -> None:
        self.rows, self._archived = rows, archived
        self._items = {item.id: item for item in rows(Item)} if archived else {}
        self.records: dict[str, Record] = {}
        for kind in KINDS:  # a document has the id of the item it was read from; the later kind stands
            self.records.update((str(getattr(row, "id", "")), row) for row in rows(kind))
        for row in rows(Rejection):  # a claim that a reviewer dropped is still known by its own id
            if row.step == DROPPED_BY:
                self.records.setdefault(row.subject, row)
        self.decided = by_claim(rows(Decision))
        self.states = rows(ControlState)
        self.places: dict[str, list[RawSpan]] = defaultdict(list)
        for place in rows(RawSpan):
            self.places[place.document].append(place)
        self.copies = {c.id: c for c in rows(Copy)}
        self.newer = superseded(self.copies.values())

    def full(self, name: str) -> str:
        """The whole id that `name` is or begins."""
        if name in self.records:
            return name
        found = [key for key in self.records if key.startswith(name)] if len(name) > 3 else []
        if len(found) == 1:
            return found[0]
        if found:
            raise FrontlogError(f"'{name}' begins {len(found)} ids.", f"Give more of it, for instance {min(found)}.")
        raise FrontlogError(f"No record '{name}' in this log.", near(name, self.records, "See `frontlog claims LOG` for ids."))

    def node(self, key: str) -> Node:
        """The explanation of one record."""
        match self.records[key]:
            case Document() as document:
                return Node(key, "document", self._document(document), None, ())
            case Claim() as claim:
                says = _claim(claim) + self._superseded(claim.document)
                below = (*self.decided.get(key, ()), *self.nodes([claim.document]))
                return Node(key, "claim", says, claim.evidence, below, self._raw(claim.evidence))
            case Incident() as incident:
                code = f" ({incident.admiralty})" if incident.admiralty else ""
                says = f"{incident.title}. {incident.grade}{code}: {incident.grade_reason}"
                return Node(key, "incident", says, None, (*_testimony(incident), *self.nodes(incident.claims)))
            case ControlState() as state:
                return self._state(state)
            case Effect() as effect:
                says = f"{effect.actor_name} {effect.kind} {effect.place_name} from {effect.start} ({effect.reason})"
                return Node(key, "effect", says, None, self.nodes([effect.claim]))
            case Link() as link:
                grounds = "; ".join(f"{f.name} {f.weight:+.2f} ({f.detail})" for f in link.features)
                says = f"{link.verdict}, score {link.score:+.2f}: {grounds}"
                return Node(key, "link", says, None, self.nodes([link.claim_a, link.claim_b]))
            case Contradiction() as found:
                says = f"{found.status} on {found.field}: {found.value_a} / {found.value_b}. {found.compatible_reason}".rstrip()
                return Node(key, "contradiction", says, None, self.nodes([found.claim_a, found.claim_b]))
            case record:
                return _leaf(key, record)

    def nodes(self, keys: Iterable[str]) -> tuple[Node, ...]:
        return tuple(self.node(key) for key in keys if key in self.records)

    def _raw(self, span: Span) -> str:
        """Where the words of a span stand in the archive."""
        document = self.records.get(span.document)
        if not isinstance(document, Document):
            return ""
        start, end, part = locate(self._places(document), document.text, span.start, span.end)
        where = f"bytes {start}-{end}" if start >= 0 else part
        return f"{where} of archived item {document.sha256_raw}" if where else ""

    def _places(self, document: Document) -> Sequence[RawSpan]:
        """The stored places of a document; of a page that was read in bulk, those that its bytes give now."""
        item = self._items.get(document.id)
        if document.id not in self.places and document.origin == BULK and item and self._archived:
            self.places[document.id] = list(where(self._archived(item), document.text))
        return self.places[document.id]

    def _document(self, document: Document) -> str:
        copy = self.copies.get(document.id)
        when = day(document.published) or "undated"
        twice = warning(document.outlet) or warning_of_address(document.url)
        look = f" (look twice: {twice})" if twice else ""
        says = f"{document.outlet or 'unknown outlet'}, {when}: {document.title or document.name}{look}"
        return f"{says}{says_copy(copy)}{self._superseded(document.id)}"

    def _superseded(self, document: str) -> str:
        newer = self.newer.get(document)
        return f"; superseded by {newer}" if newer else ""

    def _state(self, state: ControlState) -> Node:
        until = f"before {state.end}" if state.end else "open"
        holder = f" by {state.holder_name or state.holder}" if state.holder else ""
        siege = f", besieged by {state.besieged_by}" if state.besieged_by else ""
        span = f"{state.place_name} from {state.start} to {until}"
        says = f"{span}: {state.state}{holder}{siege}, probability {state.probability:.2f}"
        ordered = sorted(state.evidence, key=lambda e: (-abs(e.weight), e.effect))
        below = tuple(Node(e.effect, "evidence", f"{e.weight:+.2f} {e.reason}", None, self.nodes([e.claim])) for e in ordered)
        return Node(state.id, "control", says, None, below)

    def place_on(self, name: str) -> Node:
        """What is believed of a place on a day."""
        place, _, when = name.rpartition("@")
        try:
            at = date.fromisoformat(when)
        except ValueError as error:
            raise FrontlogError(f"'{when}' is not a day.", "Write it as in al-Mayadin@2017-10-12.") from error
        place_id = place_named(place, self.states, (r for r in self.records.values() if isinstance(r, Effect)))
        day_ = believed_on(self.rows, place_id, at)
        for state in self.states:
            if state.place_id == place_id and state.start <= at and (state.end is None or at < state.end):
                node = self._state(state)
                return replace(node, says=f"{node.says}; {day_}" if day_ else node.says)
        return Node(place_id, "control", f"{place} on {at}: nothing is known", None, ())


def believed_on(rows: Rows, place: str, day: date) -> str:
    """The belief over a place on one day in words, likeliest first; empty where nothing is believed."""
    found = believed(rows, place)
    shares = sorted(found.shares(day).items(), key=lambda row: (-row[1], row[0])) if found else []
    words = (f"{found.name(state)} {share:.2f}" for state, share in shares) if found else ()
    return f"on {day}: {', '.join(words)}" if shares else ""


def _testimony(incident: Incident) -> Iterator[Node]:
    """How far it is believed, and the lines that this is the sum of."""
    if incident.belief is not None:
        below = tuple(Node(line.voice, "testimony", f"{line.weight:+.2f} {line.words}", None, ()) for line in incident.testimony)
        yield Node(incident.id, "belief", f"believed to {incident.belief:.2f}, by these voices", None, below)


def _claim(claim: Claim) -> str:
    who = ", ".join(a.name or a.text for a in claim.agent) or "?"
    whom = ", ".join(a.name or a.text for a in claim.target)
    where = ", ".join(p.name for p in claim.place)
    when = " to ".join(dict.fromkeys(day(d) or "open" for d in (claim.time.start, claim.time.end)))
    said = f", says {claim.source.text}" if claim.source else ""
    says = f"{claim.type}: {who}{' -> ' + whom if whom else ''}{' at ' + where if where else ''}, {when}"
    others = f", day {BY_OTHERS}" if claim.time.basis.startswith(BY_OTHERS) else ""
    return f"{says} [{claim.modality}, {claim.certainty}{said}{others}]"


def _leaf(key: str, record: Record) -> Node:
    match record:
        case Segment():
            return Node(key, "segment", f"{record.kind}, by rule '{record.reason}'", record.span, ())
        case Mention():
            return Node(key, "mention", f"{record.kind} {record.label}".strip(), record.span, ())
        case Reuse():
            return passage(record)
        case Mutation():
            return change(record)
        case Rejection():
            span = Span(record.document, record.start, record.end, record.quote) if record.start >= 0 else None
            return Node(key, "rejection", f"{record.step}: {record.reason}. {record.message}", span, ())
        case Item():
            return Node(key, "item", f"{record.name}, {record.size:,} bytes, sha256 {record.sha256}", None, ())
    raise FrontlogError(f"A {type(record).__name__} has no explanation.", "Explain a claim, incident, control state or document.")
