"""Everything the page shows as one JSON-able object. Use it for the static site and for `GET /api/bundle`: they are the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import TypeVar

from frontlog import __version__
from frontlog.model import (
    Claim,
    ClaimedState,
    Contradiction,
    ControlState,
    Copy,
    Document,
    Effect,
    Incident,
    KnownState,
    Mutation,
    Record,
    Rejection,
    Segment,
    superseded,
)
from frontlog.views import bundle_accounts as other
from frontlog.views import bundle_entries as entries
from frontlog.views import bundle_names as names
from frontlog.views import bundle_register as register
from frontlog.views.bundle_course import courses
from frontlog.views.bundle_parts import parts, touches_private
from frontlog.views.bundle_run import NO_RUN
from frontlog.views.bundle_shapes import Bundle, ChangeShape, DocumentShape, MetaShape, RunShape
from frontlog.views.bundle_sitreps import sitreps
from frontlog.views.bundle_towns import towns
from frontlog.views.guide import day
from frontlog.views.rows import Rows

R = TypeVar("R", bound=Record)

NOTE = (
    "A dot says what the named reports claim, not what is true. Every mark opens the sentences behind it. "
    "Copies of one report count as one voice. Where nothing is drawn, no report said anything."
)


def bundle(rows: Rows, title: str = "Frontlog", with_comments: bool = False, run: RunShape = NO_RUN) -> Bundle:
    """The whole record as the page reads it. Equal rows give an equal object. Readers' comments stay out unless asked for. `run` says how
    the log was built (`bundle_run.run_of`)."""
    claims, incidents, effects = _ordered(rows(Claim)), _ordered(rows(Incident)), _ordered(rows(Effect))
    states, known, claimed = (_in_time(rows(kind)) for kind in (ControlState, KnownState, ClaimedState))
    segments = _by_document(rows(Segment))
    documents = _documents(rows, segments, with_comments)
    by_id = {e.id: e for e in effects}
    incident_of = {claim: i.id for i in incidents for claim in i.claims}
    rejections = [
        entries.rejection(r, not with_comments and touches_private(r.start, r.end, segments[r.document])) for r in _ordered(rows(Rejection))
    ]
    everywhere = [*states, *known, *claimed]
    places = names.places(claims, incidents, everywhere, effects)
    course = courses(rows, states)
    sentences, reports = sitreps(rows)
    out: Bundle = {
        "meta": _meta(title, run, with_comments, list(_days(claims, states)), [d["published"] for d in documents if d["published"]]),
        "documents": documents,
        "changes": _changes(rows, segments, with_comments),
        "claims": [entries.claim(c, incident_of.get(c.id, "")) for c in claims],
        "incidents": [entries.incident(i) for i in incidents],
        "places": places,
        "towns": towns((p["lat"], p["lon"]) for p in places),
        "control": [entries.control(s, by_id, course.get(s.id, ())) for s in states],
        "known": [entries.control(s, by_id) for s in known],
        "claimed": [entries.control(s, by_id) for s in claimed],
        "accounts": other.accounts(rows),
        "without": other.without(rows),
        "outlets": register.outlets(d["outlet"] for d in documents),
        "actors": names.actors(claims, incidents, everywhere, effects),
        "contradictions": [entries.contradiction(c) for c in _ordered(rows(Contradiction))],
        "sentences": sentences,
        "sitreps": reports,
        "rejections": rejections,
    }
    out["meta"]["counts"] = _counts(out)
    return out


def _in_time(states: Sequence[ControlState]) -> list[ControlState]:
    return sorted(states, key=lambda s: (s.place_id, s.start, s.id))


def _ordered(rows: Iterable[R]) -> list[R]:
    return sorted(rows, key=lambda r: tuple(getattr(r, name) for name in r.sort))


def _by_document(segments: Iterable[Segment]) -> defaultdict[str, list[Segment]]:
    out: defaultdict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        out[segment.span.document].append(segment)
    return out


def _documents(rows: Rows, segments: defaultdict[str, list[Segment]], with_comments: bool) -> list[DocumentShape]:
    copies = {c.id: c for c in rows(Copy)}
    newer = superseded(copies.values())
    return [
        entries.document(d, copies.get(d.id), newer.get(d.id, ""), parts(d, segments[d.id], with_comments=with_comments))
        for d in _ordered(rows(Document))
    ]


def _changes(rows: Rows, segments: defaultdict[str, list[Segment]], with_comments: bool) -> list[ChangeShape]:
    """What copies changed, spellings aside: they change nothing that is said. Nothing that lies in a withheld part."""

    def shown(change: Mutation) -> bool:
        sides = (change.span, change.earlier)
        return with_comments or not any(touches_private(s.start, s.end, segments[s.document]) for s in sides)

    return [entries.change(m) for m in _ordered(rows(Mutation)) if m.kind != "spelling" and shown(m)]


def _days(claims: Iterable[Claim], states: Iterable[ControlState]) -> Iterator[date]:
    """Every day that something is said about; a claim without a day says nothing here."""
    both = chain.from_iterable((c.time.start, c.time.end) for c in claims)
    held = chain.from_iterable((s.start, s.last_evidence) for s in states)
    return (d for d in chain(both, held) if d is not None)


def _meta(title: str, run: RunShape, with_comments: bool, days: Sequence[date], published: Sequence[str]) -> MetaShape:
    return {
        "title": title,
        "frontlog": __version__,
        "first_day": day(min(days, default=None)),
        "last_day": day(max(days, default=None)),
        "first_published": min(published, default=None),
        "last_published": max(published, default=None),
        "comments": "included" if with_comments else "withheld",
        "note": NOTE,
        "counts": {},
        "run": run,
    }


def _counts(out: Bundle) -> dict[str, int]:
    return {
        "documents": len(out["documents"]),
        "voices": len({d["origin_group"] for d in out["documents"]}),
        "outlets": len({d["outlet"] for d in out["documents"] if d["outlet"]}),
        "claims": len(out["claims"]),
        "incidents": len(out["incidents"]),
        "places": len(out["places"]),
        "unplaced": sum(p["lat"] is None for p in out["places"]),
        "contradictions": len(out["contradictions"]),
        "rejections": len(out["rejections"]),
    }
