"""Stage `claims.replied`: the claims that an outside reader answered, every span checked against the text.

Reads Document, Sentence, Reply; writes Claim and Rejection. Actors, places and missing days are resolved as for our own extractor. Words
that do not literally stand in title or body are rejected: a claim without its evidence or trigger, a participant alone.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from frontlog.claims.actors import ActorResolver
from frontlog.claims.context import Context, build_context
from frontlog.claims.places import PlaceName, resolve_places
from frontlog.claims.readings import Readings, written_on
from frontlog.claims.reply_rows import LossRow, ReplyError, Row, row, rows
from frontlog.claims.reply_words import Words
from frontlog.model import ActorRef, Claim, Document, Loss, Origin, Piece, PlaceRef, Rejection, Reply, Sentence, Span, TimeRef, record_id
from frontlog.reference.actors import load_actors
from frontlog.reference.claim_types import claim_types
from frontlog.reference.gazetteer import Gazetteer, load_gazetteer
from frontlog.reference.packs import Pack

STEP = "claims.replied"
VERSION = "replies-1"
CONFIDENCE = 0.5  # an outside reader states none that could be compared; its figure is for calibration to find
Out = Claim | Rejection


def replied(
    documents: Sequence[Document], sentences: Sequence[Sentence], replies: Sequence[Reply], packs: tuple[Pack, ...] = ()
) -> Iterator[Out]:
    """The claims of each document, and a Rejection for every answer or piece of one that the text does not bear out."""
    for document in sorted(documents, key=lambda d: d.id):
        own = [s for s in sentences if s.span.document == document.id]
        answers = sorted((r for r in replies if r.document == document.id), key=lambda r: (r.part, r.id))
        if own and answers:
            yield from _Reader(document, own, load_gazetteer(packs)).claims(answers)


@cache
def _types() -> frozenset[str]:
    return frozenset(claim_types())


class _Reader:
    """The replies about one document."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> None:
        self.document = document
        self.gazetteer = gazetteer
        self.words = Words.of(document.text, sentences)
        self.context: Context = build_context(
            document.text,
            load_actors(),
            gazetteer,
            document_id=document.id,
            title=document.title,
            published=document.published,
            outlet=document.outlet,
        )
        self.resolver = ActorResolver(load_actors(), self.context)
        self.readings = Readings.of(self.words.sentences, document.published, document.outlet, written_on(document))
        self.earlier: list[ActorRef] = []
        self.rejected: list[Rejection] = []
        self.seen: dict[tuple[str, str, str], int] = {}

    def claims(self, answers: Sequence[Reply]) -> Iterator[Out]:
        """All claims of the replies, each told once, then what was rejected."""
        found: dict[tuple[int, int, str], tuple[Row, Span, Sentence, Piece]] = {}
        for answer in answers:
            for taken in self._taken(answer):
                found.setdefault((taken[3].start, taken[3].end, taken[0].type), taken)
        placed = self._placed([found[key] for key in sorted(found)])
        for taken, places in placed:
            yield self._claim(*taken, places)
        yield from {r.id: r for r in self.rejected}.values()

    def _taken(self, answer: Reply) -> Iterator[tuple[Row, Span, Sentence, Piece]]:
        try:
            offered = rows(answer.text)
        except ReplyError as error:
            self._reject("reply not read", "", f"The reply of {answer.model} about part {answer.part} {error}. Ask another model.")
            return
        for value in offered:
            try:
                read = row(value, _types())
            except ReplyError as error:
                self._reject("not what was asked for", str(value.get("evidence", ""))[:200], f"A claim that {answer.model} gave {error}.")
                continue
            where = self.words.evidence(read.evidence, read.trigger) if read.trigger else None
            trigger = self.words.inside(read.trigger, where[0]) if where else None
            if where is None or trigger is None:
                self._missing(read.evidence if where is None else read.trigger, answer.model)
                continue
            yield read, *where, trigger

    def _placed(
        self, found: Sequence[tuple[Row, Span, Sentence, Piece]]
    ) -> Iterator[tuple[tuple[Row, Span, Sentence, Piece], list[PlaceRef]]]:
        """The places of the whole document chosen together, so that neighbours agree."""
        names: list[PlaceName] = []
        counts = []
        for read, evidence, _, trigger in found:
            pieces = [(self._piece(words, evidence, trigger.start), relation) for words, relation in read.place]
            own = [PlaceName(p.text, p.start, p.end, relation=relation) for p, relation in pieces if p is not None]
            names += own
            counts.append(len(own))
        chosen = iter(resolve_places(names, self.context, self.gazetteer))
        for taken, count in zip(found, counts, strict=True):
            yield taken, [next(chosen) for _ in range(count)]

    def _claim(self, read: Row, evidence: Span, home: Sentence, trigger: Piece, places: Sequence[PlaceRef]) -> Claim:
        key = (read.type, evidence.quote, trigger.text)
        nth = self.seen[key] = self.seen.get(key, -1) + 1
        agent, target = (self._actors(words, evidence, trigger) for words in (read.agent, read.target))
        source = self._piece(read.source, evidence, trigger.start) if read.source else None
        said = self.resolver.resolve(source.text, source.start, source.end, earlier=tuple(self.earlier)).id if source else ""
        objects = (self._inside(words, evidence) for words in read.objects)
        return Claim(
            id=record_id("c", self.document.id, *key, nth),
            document=self.document.id,
            evidence=evidence,
            type=read.type,
            trigger=trigger,
            agent=agent,
            target=target,
            place=tuple(places),
            time=self._time(read, evidence, home, trigger),
            modality=read.modality,
            certainty="asserted" if read.certainty == "attributed" and source is None else read.certainty,
            source=source,
            source_id=said,
            losses=tuple(x for x in (self._loss(loss, evidence) for loss in read.losses) if x is not None),
            objects=tuple(p for p in objects if p is not None),
            confidence=CONFIDENCE,
            origin=Origin(STEP, VERSION),
        )

    def _actors(self, words: Sequence[str], evidence: Span, trigger: Piece) -> tuple[ActorRef, ...]:
        out = []
        for one in words:
            piece = self._piece(one, evidence, trigger.start)
            if piece is not None:
                ref = self.resolver.resolve(piece.text, piece.start, piece.end, earlier=tuple(self.earlier))
                self.earlier.append(ref)
                out.append(ref)
        return tuple(out)

    def _time(self, read: Row, evidence: Span, home: Sentence, trigger: Piece) -> TimeRef:
        """The days answered for words that stand there, never ahead of publication; else as our own reader reads the sentence."""
        own = self.readings.time(home, trigger, read.type, read.modality)
        words = self.words.inside(read.time, evidence) if read.time else None
        published = self.document.published
        if words is None or read.start is None:
            return own
        end = read.end or read.start
        ahead = published is not None and end > published and read.modality not in ("planned", "conditional")
        if ahead or end < read.start:
            self._reject("impossible days", words.text, f"'{words.text}' was answered as {read.start} to {end}; our own reading stands.")
            return own
        return TimeRef(words.text, words.start, words.end, read.start, end, "day" if end == read.start else "span", "answered")

    def _loss(self, loss: LossRow, evidence: Span) -> Loss | None:
        piece = self._inside(loss.text, evidence)
        if piece is None:
            return None
        side = self.words.inside(loss.side, evidence) if loss.side else None
        who = self.resolver.resolve(side.text, side.start, side.end, earlier=tuple(self.earlier)).id if side else ""
        what = loss.what if loss.kind == "materiel" and loss.what in evidence.quote else ""
        return Loss(who, loss.kind, loss.min, loss.max, what, piece.text, piece.start, piece.end)

    def _piece(self, words: str, evidence: Span, near: int) -> Piece | None:
        found = self.words.piece(words, evidence, near)
        if found is None:
            self._missing(words)
        return found

    def _inside(self, words: str, evidence: Span) -> Piece | None:
        found = self.words.inside(words, evidence)
        if found is None:
            self._missing(words)
        return found

    def _missing(self, words: str, model: str = "The reader") -> None:
        shown = words if len(words) <= 200 else words[:200] + "…"
        self._reject("not in the text", shown, f"{model} quoted '{shown}', which does not stand in title or body.")

    def _reject(self, reason: str, quote: str, message: str) -> None:
        # JSON can spell half a character pair, which no table can hold
        quote, message = (words.encode("utf-8", "replace").decode() for words in (quote, message))
        self.rejected.append(
            Rejection(
                id=record_id("r", self.document.id, STEP, reason, quote, message),
                subject=self.document.id,
                document=self.document.id,
                start=-1,
                end=-1,
                quote=quote,
                step=STEP,
                reason=reason,
                message=message,
            )
        )
