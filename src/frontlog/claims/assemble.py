"""Stage `claims.assemble`: from triggers and mentions to claims with who, whom, where, when, how sure; what is dropped says why.

Reads Document, Sentence, Mention; writes Claim and Rejection. Nothing but the words of the document decides.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from frontlog.claims.about_war import about_war
from frontlog.claims.actors import ActorResolver
from frontlog.claims.agree import agreed, doubted
from frontlog.claims.beaten import merged
from frontlog.claims.blamed import settle_blame
from frontlog.claims.by_means import settle_means
from frontlog.claims.context import build_context
from frontlog.claims.draft import Draft, drafts_of, share_losses, share_rest, tell_once
from frontlog.claims.events import About, told_drafts
from frontlog.claims.filters import (
    dates_only,
    heading,
    held_before,
    in_headline,
    laid_on,
    message,
    no_deed,
    no_fight,
    question,
    refusal,
    since_death,
    to_hospital,
)
from frontlog.claims.finish import VERSION, Finisher
from frontlog.claims.ground import settle_ground
from frontlog.claims.losses import read_losses
from frontlog.claims.lost import settle_lost, settle_power
from frontlog.claims.party_checks import spare_fighters
from frontlog.claims.party_parts import spare_fought
from frontlog.claims.readings import Readings, written_on
from frontlog.claims.reference import Memory
from frontlog.claims.repeats import repeated
from frontlog.claims.settle import settle
from frontlog.claims.sifting import sift, weigh
from frontlog.claims.warded import warded
from frontlog.grammar.clauses import Line, read_line
from frontlog.model import Claim, Document, Mention, Rejection, Sentence, record_id
from frontlog.reference.actors import Actors, load_actors
from frontlog.reference.gazetteer import Gazetteer, load_gazetteer
from frontlog.reference.packs import Pack

STEP = "claims.assemble"
__all__ = ["STEP", "VERSION", "assemble"]


def assemble(
    documents: Sequence[Document], sentences: Sequence[Sentence], mentions: Sequence[Mention], packs: tuple[Pack, ...] = ()
) -> Iterator[Claim | Rejection]:
    """The claims of each document, in order of their place, and a Rejection for each trigger that gave none.

    `packs` are the packs of places that names are looked up in, beside the bundled gazetteer.
    """
    gazetteer = load_gazetteer(packs)
    by_sentence: dict[tuple[str, int], list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault((mention.span.document, mention.sentence), []).append(mention)
    known = {document.id: document for document in documents}
    about: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.of:
            about.setdefault(mention.of, []).append(mention)
    ordered = sorted((s for s in sentences if s.span.document in known), key=lambda s: (s.span.document, s.number))
    for name, group in groupby(ordered, key=lambda s: s.span.document):
        lines = [read_line(s, by_sentence.get((name, s.number), ())) for s in group]
        yield from _document(known[name], lines, about, gazetteer)


def _registry() -> Actors:
    return load_actors()


def _document(document: Document, lines: Sequence[Line], about: About, gazetteer: Gazetteer) -> Iterator[Claim | Rejection]:
    context = build_context(
        document.text,
        _registry(),
        gazetteer,
        document_id=document.id,
        title=document.title,
        published=document.published,
        outlet=document.outlet,
    )
    readings = Readings.of([line.sentence for line in lines], document.published, document.outlet, written_on(document))
    finisher = Finisher(document, Memory(ActorResolver(_registry(), context)), readings, context, gazetteer)
    found = [_drafts(line, lines, about) for line in lines]
    weigh(found)
    if any(line.of_kind("reader") for line in lines):
        sift(found)
        if not about_war(lines, about):
            doubted(found)
    drafts: list[Draft] = []
    for line, own in zip(lines, found, strict=True):
        finisher.read(line)
        for draft in own:
            if draft.reason:
                span = draft.trigger.mention.span
                yield _rejection(document, span.start, span.end, span.quote, draft.reason)
            else:
                finisher.take(draft)
                drafts.append(draft)
    finisher.resolve()
    yield from _claims(document, finisher, drafts)


def _claims(document: Document, finisher: Finisher, drafts: Sequence[Draft]) -> Iterator[Claim | Rejection]:
    """The claims of the drafts, each told once."""
    claims, beaten = merged(warded([finisher.claim(draft) for draft in drafts]))
    titles = {claim.id for claim, draft in zip(claims, drafts, strict=True) if draft.line.sentence.kind == "title"}
    dropped = repeated([claim for claim in claims if claim.id not in beaten], titles)
    for claim in claims:
        if claim.id in beaten or claim.id in dropped:
            reason = "same event in this sentence" if claim.id in beaten else "told in more detail elsewhere"
            yield _rejection(document, claim.trigger.start, claim.trigger.end, claim.trigger.text, reason)
        else:
            yield claim


def _drafts(line: Line, lines: Sequence[Line], about: About) -> list[Draft]:
    """The drafts of a sentence, settled and judged: what the rules read and what a tagger read, made one."""
    ruled = [draft for draft in drafts_of(line) if draft.trigger.mention.id not in about]
    if no_telling := "heading" if heading(line) else "question" if question(line) else "":
        for draft in ruled:
            draft.drop(no_telling)
        return ruled
    settle(ruled)
    settle_blame(ruled)
    for draft in ruled:
        if not draft.reason:
            draft.drop(_no_event(draft) or refusal(draft))
            _release(draft)
    span = line.sentence.span
    losses = read_losses(span.quote, span.start)
    share_losses(ruled, losses)
    for draft in ruled:
        if draft.type == "losses" and not draft.reason and not draft.losses:
            draft.drop("no losses counted")
    told = [draft for draft in told_drafts(line, lines, about, losses) if not _no_event(draft)]
    for draft in (*ruled, *told):
        spare_fighters(draft)
        settle_means(draft)
        settle_lost(draft)
        settle_power(draft)
        settle_ground(draft)
    found = agreed(ruled, told)
    settle_blame(found)
    spare_fought(found)
    share_rest(found, losses)
    tell_once(found)
    return found


def _no_event(draft: Draft) -> str:
    """The reason why a trigger tells nothing here, whoever read it; "" when it may."""
    if in_headline(draft.line, draft.trigger):
        return "headline"
    if no_fight(draft.line, draft.trigger, draft.type):
        return "did not happen"
    if laid_on(draft):
        return "no agent"
    if to_hospital(draft):
        return "to hospital"
    if held_before(draft):
        return "held before"
    if since_death(draft):
        return "only dates"
    if no_deed(draft):
        return "everyday word"
    return "refers back" if dates_only(draft.line, draft.trigger) else ""


def _release(draft: Draft) -> None:
    """What a refused draft had absorbed stands for itself again: "12 were killed in the attack" is a toll."""
    if not draft.reason:
        return
    for other in draft.absorbed[:1]:
        other.reason = ""
        other.absorbed = draft.absorbed[1:]
        other.drop(refusal(other))


def _rejection(document: Document, start: int, end: int, quote: str, reason: str) -> Rejection:
    return Rejection(
        id=record_id("r", document.id, STEP, reason, quote, start),
        subject=document.id,
        document=document.id,
        start=start,
        end=end,
        quote=quote,
        step=STEP,
        reason=reason,
        message=message(reason, quote),
    )
