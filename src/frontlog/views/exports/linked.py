"""The record as linked data: W3C annotations of the texts, claims with citation links, provenance of the run (W3C PROV)."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from frontlog.model import Claim, Contradiction
from frontlog.views.exports.export import Export
from frontlog.views.exports.geojson import dumped, stamp
from frontlog.views.exports.native_claims import fields_of, raw_claims
from frontlog.views.exports.source import columns, listed
from frontlog.views.guide import day

Json = dict[str, Any]
CITES = {
    "actual": "cito:supports",
    "failed": "cito:supports",
    "denied": "cito:disputes",
    "planned": "cito:discusses",
    "conditional": "cito:discusses",
}
URN = "urn:frontlog:"


def annotations(export: Export, out: BinaryIO) -> None:
    """annotations.jsonl: one W3C annotation a line, on the clean text of its document, by position and by quotation."""
    for claim in raw_claims(export):
        document = claim["document"]
        for number, (field, start, end) in enumerate(fields_of(claim)):
            exact, before, behind = export.texts.quote(document, start, end)
            body = {"type": "TextualBody", "purpose": "classifying" if field == "evidence" else "tagging"}
            value = claim["type"] if field == "evidence" else field
            out.write(
                dumped(
                    {
                        "@context": "http://www.w3.org/ns/anno.jsonld",
                        "id": f"{URN}span:{claim['id']}-{number}",
                        "type": "Annotation",
                        "motivation": "describing",
                        "body": [{**body, "value": value}, {"source": f"{URN}claim:{claim['id']}", "purpose": "linking"}],
                        "target": {"source": _source(export, document), "selector": [_position(start, end), _quote(exact, before, behind)]},
                        "generator": {"type": "Software", "name": f"frontlog {export.about.version}".strip()},
                    }
                )
                + b"\n"
            )


def _source(export: Export, document: str) -> str:
    return export.reports[document].url or f"{URN}document:{document}"


def _position(start: int, end: int) -> Json:
    return {"type": "TextPositionSelector", "start": start, "end": end}


def _quote(exact: str, before: str, behind: str) -> Json:
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": behind}


def claims(export: Export, out: BinaryIO) -> None:
    """claims.jsonld: one schema.org Claim each, with what it appears in, what it is about and what it contradicts.

    Verdicts (ClaimReview) are for people who sign them; a draft of one per incident is in the evidence pack.
    """
    context = {
        "@vocab": "https://schema.org/",
        "cito": "http://purl.org/spar/cito/",
        "prov": "http://www.w3.org/ns/prov#",
        "fl": URN,
    }
    against = _against(export)
    out.write(b'{"@context":' + dumped(context) + b',"@graph":[')
    for number, claim in enumerate(raw_claims(export)):
        out.write((b",\n" if number else b"\n") + dumped(_claim(export, claim, against.get(claim["id"], []))))
    out.write(b"\n]}\n")


def _claim(export: Export, claim: Json, against: list[str]) -> Json:
    report = export.reports[claim["document"]]
    start, end = claim["evidence"]["start"], claim["evidence"]["end"]
    incident = export.incident_of.get(claim["id"])
    speaker = export.say(claim["source"]["text"]) if claim["source"] else ""
    article = {
        "@type": "NewsArticle",
        "@id": f"fl:document:{report.id}",
        "headline": report.title,
        "url": report.url or None,
        "datePublished": day(report.published),
        "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
    }
    return _known(
        {
            "@type": "Claim",
            "@id": f"fl:claim:{claim['id']}",
            "text": export.texts.get(claim["document"])[start:end],
            "appearance": _known(article),
            "claimInterpreter": {"@type": "SoftwareApplication", "name": f"frontlog {export.about.version}".strip()},
            "author": {"@type": "Thing", "name": speaker} if speaker else None,
            "about": {"@type": "Event", "@id": f"fl:incident:{incident}"} if incident else None,
            CITES[claim["modality"]]: {"@id": f"fl:incident:{incident}"} if incident else None,
            "cito:citesAsEvidence": {"@id": f"fl:span:{claim['id']}-0"},
            "cito:disagreesWith": [{"@id": f"fl:claim:{other}"} for other in against] or None,
            "prov:wasDerivedFrom": {"@id": f"fl:document:{report.id}"},
        }
    )


def _known(value: Json) -> Json:
    return {key: part for key, part in value.items() if part is not None}


def _against(export: Export) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for found in sorted(export.rows(Contradiction), key=lambda x: x.id):
        if found.status == "contradiction" and {found.claim_a, found.claim_b} <= export.claim_ids:
            out.setdefault(found.claim_a, []).append(found.claim_b)
            out.setdefault(found.claim_b, []).append(found.claim_a)
    return out


def prov(export: Export, out: BinaryIO) -> None:
    """prov.json: the run as PROV-JSON. Which reports were used, which claims and incidents came of it, by which step of which version."""
    run, agent = f"fl:run-{export.about.run_id or 'unnamed'}", "fl:frontlog"
    made = _steps(export)
    steps = sorted(set(made.values()))
    parts: dict[str, Iterator[tuple[str, Json]]] = {
        "entity": _entities(export),
        "activity": iter(
            [
                (run, {"prov:label": export.about.corpus or "Frontlog", "prov:endTime": stamp(export)}),
                *((f"fl:step-{s}", {"prov:label": s}) for s in steps),
            ]
        ),
        "agent": iter([(agent, {"prov:type": "prov:SoftwareAgent", "prov:label": f"frontlog {export.about.version}".strip()})]),
        "used": ((f"_:u{i}", {"prov:activity": run, "prov:entity": f"fl:{d}"}) for i, d in enumerate(export.reports)),
        "wasDerivedFrom": _derived(export),
        "wasGeneratedBy": (
            (f"_:g{i}", {"prov:entity": f"fl:{c}", "prov:activity": f"fl:step-{made[c]}"}) for i, c in enumerate(sorted(made))
        ),
        "wasAssociatedWith": iter([("_:a0", {"prov:activity": run, "prov:agent": agent})]),
        "wasInformedBy": ((f"_:i{i}", {"prov:informed": run, "prov:informant": f"fl:step-{s}"}) for i, s in enumerate(steps)),
    }
    out.write(b'{"prefix":' + dumped({"fl": URN, "prov": "http://www.w3.org/ns/prov#"}))
    for name, rows in parts.items():
        out.write(b",\n" + dumped(name) + b":{")
        for number, (key, value) in enumerate(rows):
            out.write((b",\n" if number else b"\n") + dumped(key) + b":" + dumped(_known(value)))
        out.write(b"\n}")
    out.write(b"}\n")


def _steps(export: Export) -> dict[str, str]:
    """Which step of which version made each claim of the selection."""
    table = columns(export.rows, Claim, ("id", "origin"))
    told = zip(*(listed(table, name) for name in ("id", "origin.step", "origin.version")), strict=True)
    return {id_: f"{step}-{version}".replace(" ", "-") for id_, step, version in told if id_ in export.claim_ids}


def _entities(export: Export) -> Iterator[tuple[str, Json]]:
    held = export.hashes
    for key, report in export.reports.items():
        yield (
            f"fl:{key}",
            {"prov:type": "fl:Document", "prov:label": report.title, "fl:sha256": held.get(key), "prov:location": report.url or None},
        )
    for claim in sorted(export.claim_ids):
        yield f"fl:{claim}", {"prov:type": "fl:Claim"}
    for event in export.events():
        yield f"fl:{event.id}", {"prov:type": "fl:Incident", "prov:label": event.title}


def _derived(export: Export) -> Iterator[tuple[str, Json]]:
    for number, claim in enumerate(sorted(export.claim_ids)):
        document = export.facts.said[claim].document
        yield f"_:c{number}", {"prov:generatedEntity": f"fl:{claim}", "prov:usedEntity": f"fl:{document}"}
    number = 0
    for event in export.events():
        for claim in event.claims:
            if claim in export.claim_ids:
                yield f"_:e{number}", {"prov:generatedEntity": f"fl:{event.id}", "prov:usedEntity": f"fl:{claim}"}
                number += 1
