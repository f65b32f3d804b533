"""Rows of our tables of documents, outlets, groups of copies, actors and places."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from frontlog.model import Claim, Copy, Document, Item, Segment
from frontlog.reference.lookalikes import said_of, warning, warning_of_address
from frontlog.reference.outlets import load_outlets
from frontlog.views.exports.cells import names
from frontlog.views.exports.events import Report
from frontlog.views.exports.export import Export
from frontlog.views.exports.incidents import Row
from frontlog.views.exports.public import WITHHELD
from frontlog.views.exports.source import columns, inside, listed, moment

RIGHTS = "The text belongs to its publisher and is not part of this export."
ASIDE = ("title", "body")


def documents(export: Export) -> Iterator[Row]:
    """One row a report."""
    sizes = dict(zip(*_pair(export, Item, "id", "size"), strict=True))
    held = {row[0]: row[1:] for row in zip(*_columns(export, Document, ("id", "sha256_raw", "sha256_clean")), strict=True)}
    copies = {c.id: c for c in export.rows(Copy)}
    aside = _aside(export)
    outlets = {report.outlet for report in export.reports.values()}
    told = {outlet: warning(outlet, outlets) for outlet in sorted(outlets)}
    for key, report in export.reports.items():
        copy = copies.get(key)
        chars = len(export.texts.get(key))
        yield {
            "document_id": key,
            "url": report.url,
            "outlet": report.outlet,
            "title": report.title,
            "author": report.author,
            "published_at": report.published,
            "retrieved_at": report.retrieved,
            "language": report.language,
            "sha256_raw": held[key][0],
            "sha256_clean": held[key][1],
            "chars_raw": sizes.get(key),
            "chars_clean": chars,
            "removed_share": round(aside[key] / max(1, chars), 3),
            "syndication_group_id": copy.origin_group if copy else key,
            "is_origin": not copy.copy_of if copy else None,
            "copy_of": copy.copy_of if copy else "",
            "copy_similarity": round(copy.similarity, 3) if copy else None,
            "rights_note": RIGHTS,
            "sensitivity": "readers' comments withheld" if key in export.texts.private else "",
            "warning": "; ".join(_warnings(report, export.texts.get(key), told)),
            **export.made(report.updated),
        }


def _warnings(report: Report, text: str, outlets: Mapping[str, str]) -> Iterator[str]:
    """What about a report should make a reader look twice. `outlets`: what is to be said of each outlet."""
    for what, found in (("outlet", outlets[report.outlet]), ("address", warning_of_address(report.url))):
        if found:
            yield f"{what}: {found}"
    if signs := said_of(text):
        yield f"text: {signs}"


def _columns(export: Export, kind: type, wanted: tuple[str, ...]) -> list[list[str]]:
    table = columns(export.rows, kind, wanted)
    return [listed(table, name) for name in wanted]


def _pair(export: Export, kind: type, one: str, two: str) -> list[list[str]]:
    return _columns(export, kind, (one, two))


def _aside(export: Export) -> Counter[str]:
    """How many characters of each document are not the report itself."""
    wanted = ("span.document", "span.start", "span.end", "kind")  # the words themselves would be the whole text once more
    table = columns(export.rows, Segment, wanted)
    out: Counter[str] = Counter()
    for document, start, end, kind in zip(*(listed(table, w) for w in wanted), strict=True):
        if kind not in ASIDE:
            out[document] += end - start
    return out


def sources(export: Export) -> Iterator[Row]:
    """One row an outlet, with what the table of outlets says of it."""
    found = defaultdict(list)
    for report in export.reports.values():
        found[report.outlet].append(report)
    counted: Counter[str] = Counter()
    for claim in export.claim_ids:
        counted[export.facts.said[claim].document] += 1
    for outlet, reports in sorted(found.items()):
        row = load_outlets().find(outlet) if outlet else None
        days = [r.published for r in reports if r.published]
        yield {
            "outlet": outlet,
            "country": row.country if row else "",
            "leaning": row.leaning if row else "",
            "speaks_for": row.actor if row else "",
            "side": export.outlet_side(outlet),
            "reliability": "F",
            "n_documents": len(reports),
            "n_origins": len({export.groups.get(r.id, r.id) for r in reports}),
            "n_claims": sum(counted[r.id] for r in reports),
            "first_published": min(days, default=None),
            "last_published": max(days, default=None),
            "warning": warning(outlet, found),
            **export.made(moment(*(r.updated for r in reports))),
        }


def groups(export: Export) -> Iterator[Row]:
    """One row a group of copies: one voice."""
    found = defaultdict(list)
    for key, report in export.reports.items():
        found[export.groups.get(key, key)].append(report)
    for group, reports in sorted(found.items()):
        days = [r.published for r in reports if r.published]
        yield {
            "syndication_group_id": group,
            "n_documents": len(reports),
            "outlets": names(r.outlet for r in reports),
            "document_ids": [r.id for r in reports],
            "first_published": min(days, default=None),
            **export.made(moment(*(r.updated for r in reports))),
        }


def actors(export: Export) -> Iterator[Row]:
    """One row an actor that an incident, a claim or an interval of control names, with the codes of other data sets."""
    newest = export.actors_updated
    for id_ in sorted(set(newest) - {WITHHELD}):
        party = export.actors.get(id_)
        yield {
            "actor_id": id_,
            "name": export.say(party.name),
            "kind": party.kind if party.known else "",
            "inter": party.inter if party.known else None,
            "sector": party.sector,
            "country": party.codes.alpha3,
            "gwno": party.codes.gwno or None,
            "parent_ids": list(party.parents),
            "side": export.side(id_),
            "registered": party.known,
            **export.made(newest[id_]),
        }


def aliases(export: Export) -> Iterator[Row]:
    """One row a spelling that claims use for an actor."""
    counted: Counter[tuple[str, str]] = Counter()
    table = columns(export.rows, Claim, ("id", "agent", "target"))
    for role in ("agent", "target"):
        for claim, refs in zip(listed(table, "id"), inside(table, role, ("id", "text")), strict=True):
            if claim in export.claim_ids:
                counted.update((id_, export.say(" ".join(text.split()))) for id_, text in refs if id_ and export.actor(id_) == id_)
    for (id_, alias), number in sorted(counted.items()):
        yield {"actor_id": id_, "alias": alias, "n_claims": number, **export.made(export.actors_updated.get(id_))}


def places(export: Export) -> Iterator[Row]:
    """One row a place that a claim names. One that could not be located has no coordinates."""
    found: dict[str, Row] = {}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    parts = ("id", "name", "lat", "lon", "uncertainty_m", "country", "kind", "admin1", "admin2", "pcode", "basis", "relation", "text")
    table = columns(export.rows, Claim, ("id", "place"))
    for claim, refs in zip(listed(table, "id"), inside(table, "place", parts), strict=True):
        for id_, name, lat, lon, radius, country, kind, admin1, admin2, pcode, basis, relation, text in refs:
            if claim not in export.claim_ids:
                continue
            spellings[id_][export.say(" ".join(text.split()))] += 1
            point = export.spot(lat, lon)
            values = (name, *point, radius, country, kind, admin1, admin2, pcode, basis)
            if id_ not in found or (found[id_]["relation"] != "at" and relation == "at"):  # the place itself, not what lies near it
                found[id_] = {"relation": relation, **dict(zip(COLUMNS, values, strict=True))}
    for id_, row in sorted(found.items()):
        del row["relation"]
        updated = export.places_updated.get(id_)
        yield {
            "place_id": id_,
            **row,
            "spellings": names(sorted(spellings[id_])),
            "n_claims": sum(spellings[id_].values()),
            **export.made(updated),
        }


COLUMNS = ("place_name", "latitude", "longitude", "geo_radius_m", "country", "kind", "admin1", "admin2", "place_pcode", "basis")
