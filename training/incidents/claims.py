"""The annotated claims of the incident set as the records that the stages write, so that the linking stage can read them as its own.

Places have the points of the cast (a name without one is unlocated), days, sides, tolls and sources are as annotated. Whoever measures or
learns links starts here: `corpus(files)`.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from frontlog.incidents.sides import Sides, register
from frontlog.model import ActorRef, Claim, Copy, Document, Loss, Origin, Piece, PlaceRef, Span, TimeRef, record_id
from frontlog.reference.placenames import fold
from training.incidents.events import Telling, load
from training.notation.records import Claim as Noted
from training.notation.records import Piece as Words
from training.notation.records import Report, Role

NOTED = Origin("incident set", "1")
TOWN_M = 3000  # what the place reader gives a town, and adds where the words are not "at"
ADDED_M = {"at": 0, "near": 10_000, "toward": 10_000}
OTHER_M = 25_000
NOBODY = {"", "neutral", "monitor", "local"}  # camps of outlets that are on nobody's side
ALIKE = {"verbatim": 1.0, "rewrite": 0.6}  # similarity that the copy finder would give, roughly


@dataclass(slots=True)
class Corpus:
    """Records of some files with the truth: the event of each claim, and the bundle."""

    claims: list[Claim] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)
    event: dict[str, str] = field(default_factory=dict)
    bundle: dict[str, str] = field(default_factory=dict)
    camps: dict[str, str] = field(default_factory=dict)  # outlet -> camp

    def sides(self) -> Sides:
        """The shipped register, and for the outlets of the set the camp that the set gives them."""
        return Told(register(), self.camps)


@dataclass(frozen=True, slots=True)
class Told:
    """The register with invented outlets added: one that is on a side speaks as the camp itself."""

    known: Sides
    camps: dict[str, str]

    def ancestors(self, id_: str) -> Collection[str]:
        return self.known.ancestors(id_)

    def camp(self, id_: str, country: str = "", day: date | None = None) -> str:
        return id_ if id_.startswith("camp:") else self.known.camp(id_, country, day)

    def name(self, id_: str) -> str:
        return id_ if id_.startswith("camp:") else self.known.name(id_)

    def speaker(self, outlet: str) -> str:
        return self.camps.get(outlet, "") or self.known.speaker(outlet)


def corpus(files: Iterable[Path]) -> Corpus:
    """All claims of the files. A file with errors is refused: its truth would be wrong."""
    out = Corpus()
    for path in files:
        found, errors = load(path)
        if errors:
            raise ValueError(f"{path} has errors, the first: {errors[0]}. Run `python -m training.incidents.events check {path}`.")
        _add(out, path.stem, found)
    return out


def _add(out: Corpus, bundle: str, found: Sequence[Telling]) -> None:
    reports = {t.report.id: t for t in found}
    for telling in reports.values():
        out.documents.append(document(telling.report))
        if telling.camp not in NOBODY:
            out.camps[telling.report.outlet] = f"camp:{bundle}:{telling.camp}"
    out.copies += copies({name: t.copy_of for name, t in reports.items()})
    numbers: Counter[tuple[str, str]] = Counter()
    for telling in found:
        nth = numbers[telling.report.id, telling.claim.trigger.text]
        numbers[telling.report.id, telling.claim.trigger.text] += 1
        claim = record(telling.report, telling.claim, nth)
        out.claims.append(claim)
        out.event[claim.id] = telling.event
        out.bundle[claim.id] = bundle


def document(report: Report) -> Document:
    """The report as a document."""
    return Document(
        id=report.id, name=report.id, outlet=report.outlet, republished_by="", url="", title=report.title, author="",
        published=report.published, published_role="published" if report.published else "", dates=(), language="en", sha256_raw="",
        sha256_clean="", text=report.text, origin=NOTED,
    )  # fmt: skip


def copies(repeats: dict[str, str]) -> list[Copy]:
    """The rows of the copy finder: every report, with what it repeats."""

    def root(name: str) -> str:
        return root(repeats[name].split()[0]) if repeats.get(name) else name

    out = []
    for name, what in repeats.items():
        parent, how = what.split() if what else ("", "")
        basis = {"verbatim": "same text", "rewrite": "containment"}.get(how, "")
        out.append(Copy(id=name, origin_group=root(name), copy_of=parent, similarity=ALIKE.get(how, 0.0), basis=basis))
    return out


def record(report: Report, claim: Noted, nth: int) -> Claim:
    """One annotated claim as a claim of the log."""
    when = claim.when
    said = when.piece
    return Claim(
        id=record_id("c", report.id, claim.type, claim.evidence.text, claim.trigger.text, nth),
        document=report.id,
        evidence=Span(report.id, claim.evidence.start, claim.evidence.end, claim.evidence.text),
        type=claim.type,
        trigger=_piece(claim.trigger),
        agent=tuple(_actor(role) for role in claim.agent),
        target=tuple(_actor(role) for role in claim.target),
        place=tuple(place(role) for role in claim.place),
        time=TimeRef(said.text if said else "", said.start if said else -1, said.end if said else -1, when.start, when.end, "day", "noted"),
        modality=claim.modality,
        certainty=claim.certainty,
        source=_piece(claim.source.piece) if claim.source else None,
        source_id=claim.source.entity.id if claim.source else "",
        losses=tuple(Loss(x.side, x.kind, x.min, x.max, x.what, x.piece.text, x.piece.start, x.piece.end) for x in claim.losses),
        objects=tuple(_piece(words) for words in claim.objects),
        confidence=1.0,
        origin=NOTED,
    )


def place(role: Role) -> PlaceRef:
    """A place as the resolver would have it: a point and a spread when the cast has one, else its folded name alone."""
    entity, words = role.entity, role.piece
    located = entity.lat is not None and entity.lon is not None
    id_ = f"t-{fold(entity.name)}@{entity.lat},{entity.lon}" if located else f"n-{fold(entity.name)}"
    spread = TOWN_M + ADDED_M.get(role.relation, OTHER_M) if located else None
    basis = "exact" if located else "none"
    return PlaceRef(words.text, words.start, words.end, id_, entity.name, entity.lat, entity.lon, spread, role.relation, "", basis)


def _actor(role: Role) -> ActorRef:
    return ActorRef(role.piece.text, role.piece.start, role.piece.end, role.entity.id, role.entity.name)


def _piece(words: Words) -> Piece:
    return Piece(words.text, words.start, words.end)
