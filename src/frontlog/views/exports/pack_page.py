"""The readable page of an evidence pack, its claim matrix, and drafts of reviews for people to sign."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from io import BytesIO
from typing import Any

from frontlog.reference.lookalikes import visible
from frontlog.views.exports.cells import write_csv
from frontlog.views.exports.events import Event
from frontlog.views.exports.export import Export
from frontlog.views.guide import day

Raw = dict[str, Any]
FIELDS = (
    "document",
    "outlet",
    "published",
    "speaker",
    "who",
    "whom",
    "where",
    "when",
    "killed",
    "injured",
    "modality",
    "certainty",
    "quote",
)
DISPUTED = {
    "losses": ("killed", "injured"),
    "date": ("when",),
    "blame": ("who",),
    "attack_result": ("modality",),
    "identity": ("who", "whom"),
    "outcome": ("who", "modality"),
    "denial": ("modality",),
    "existence": ("modality",),
}
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1a1a1a;background:#fff}"
    "table{border-collapse:collapse;width:100%;font-size:14px}"
    "th,td{border:1px solid #bbb;padding:.35rem .5rem;text-align:left;vertical-align:top}"
    "th{background:#f2f2f2}.quote{max-width:30rem}.disagree{background:#fde2df}.note{color:#555}code{overflow-wrap:anywhere}"
)
NOTE = (
    "What follows says what the named reports claim, not what is true. Copies of one report count as one voice. A red cell is one that "
    "other claims of the incident contradict."
)
CSP = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; base-uri 'none'; form-action 'none'"
DRAFT = "DRAFT by a machine, which issues no verdicts. Not a review until a named person has checked the sources, set a rating and signed."


def matrix(export: Export, claims: Sequence[Raw]) -> Iterator[dict[str, str]]:
    """The claim matrix: a row a claim, with what it says in each field. Silence is empty."""
    for claim in claims:
        report = export.reports[claim["document"]]
        source = claim["source"]
        start, end = claim["evidence"]["start"], claim["evidence"]["end"]
        yield {
            "document": report.id,
            "outlet": report.outlet or report.name,
            "published": day(report.published) or "",
            "speaker": export.say(source["text"]) if source else "",
            "who": _named(export, claim["agent"]),
            "whom": _named(export, claim["target"]),
            "where": ", ".join(p["name"] or p["text"] for p in claim["place"]),
            "when": _when(claim["time"]),
            "killed": _losses(claim, "killed"),
            "injured": _losses(claim, "wounded"),
            "modality": claim["modality"],
            "certainty": claim["certainty"],
            "quote": export.texts.get(claim["document"])[start:end],
        }


def _named(export: Export, refs: Sequence[Raw]) -> str:
    return ", ".join(dict.fromkeys(export.say(ref["name"] or ref["text"]) for ref in refs))


def _when(time: Raw) -> str:
    first, last = time["start"], time["end"]
    return f"{first or '?'}" if first == last else f"{first or '?'} to {last or '?'}"


def _losses(claim: Raw, kind: str) -> str:
    return ", ".join(_bounds(loss["min"], loss["max"]) for loss in claim["losses"] if loss["kind"] == kind)


def _bounds(low: int | None, high: int | None) -> str:
    return f"{low}" if low == high else f"at least {low}" if high is None else f"up to {high}" if low is None else f"{low} to {high}"


def matrix_csv(export: Export, claims: Sequence[Raw]) -> bytes:
    """The matrix as a file."""
    out = BytesIO()
    write_csv(out, [FIELDS], ([row[f] for f in FIELDS] for row in matrix(export, claims)), bom=True)
    return out.getvalue()


def shown(text: str) -> str:
    """Words of a report as text of the page: no markup, and signs that nobody sees shown by their numbers."""
    return escape(visible(text))


def page(export: Export, events: Sequence[Event], claims: Sequence[Raw]) -> str:
    """The page: no script, nothing from elsewhere, a policy that forbids both, every word of a report as text."""
    title = shown(events[0].title if len(events) == 1 else f"{len(events)} incidents")
    body = "".join(_incident(export, event, [c for c in claims if export.incident_of.get(c["id"]) == event.id]) for event in events)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{CSP}">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n"
        f"<body><main><h1>{title}</h1><p>{NOTE}</p>{body}{_sources(export, claims)}</main></body></html>\n"
    )


def _incident(export: Export, event: Event, claims: Sequence[Raw]) -> str:
    dead = event.killed
    facts = (
        ("When", f"{day(event.start) or 'unknown'} to {day(event.end) or 'unknown'}"),
        ("Where", event.place_name or "unknown"),
        ("Killed", "not stated" if dead.best is None else f"{dead.low} to {dead.high}, best {dead.best}"),
        ("Grade", f"{event.grade}: {event.grade_reason}"),
        ("Voices", f"{len(event.origins)} independent, {len(event.reports)} reports"),
        ("Id", event.id),
    )
    lines = "".join(f"<tr><th scope='row'>{name}</th><td dir='auto'>{shown(value)}</td></tr>" for name, value in facts)
    rows = list(matrix(export, claims))
    disputed = _disputed(event)
    head = "".join(f"<th scope='col'>{name}</th>" for name in FIELDS[1:])
    cells = "".join(f"<tr>{''.join(_cell(name, row[name], name in disputed) for name in FIELDS[1:])}</tr>" for row in rows)
    return (
        f"<section><h2 dir='auto'>{shown(event.title)}</h2><table>{lines}</table><h3>Claim matrix</h3>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{cells}</tbody></table></section>"
    )


def _disputed(event: Event) -> set[str]:
    """Columns that claims of the incident contradict each other in."""
    return {name for kind in event.contradictions for name in DISPUTED.get(kind, ())}


def _cell(name: str, value: str, disagree: bool) -> str:
    kinds = " ".join(kind for kind, on in (("quote", name == "quote"), ("disagree", disagree and bool(value))) if on)
    attribute = f' class="{kinds}"' if kinds else ""
    return f"<td{attribute} dir='auto'>{shown(value)}</td>"


def _sources(export: Export, claims: Sequence[Raw]) -> str:
    ids = sorted({c["document"] for c in claims})
    rows = "".join(
        f"<tr><td><code>{shown(r.id)}</code></td><td dir='auto'>{shown(r.outlet)}</td><td dir='auto'>{shown(r.title)}</td>"
        f"<td>{day(r.published) or ''}</td><td><code>{shown(r.url)}</code></td>"
        f"<td><code>{shown(export.hashes.get(r.id, ''))}</code></td></tr>"
        for r in (export.reports[i] for i in ids)
    )
    head = "".join(
        f"<th scope='col'>{name}</th>" for name in ("document", "outlet", "title", "published", "address", "SHA-256 of the bytes")
    )
    return f"<section><h2>Reports</h2><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></section>"


def reviews(export: Export, events: Sequence[Event]) -> list[dict[str, Any]]:
    """A draft of a ClaimReview for each incident, without rating and author."""
    return [
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "creativeWorkStatus": DRAFT,
            "url": export.choice.link(event.id),
            "claimReviewed": event.title,
            "author": None,
            "datePublished": None,
            "reviewRating": None,
            "itemReviewed": {
                "@type": "Claim",
                "@id": f"urn:frontlog:incident:{event.id}",
                "firstAppearance": event.reports[0].url if event.reports else "",
                "appearance": [{"@type": "NewsArticle", "headline": r.title, "url": r.url} for r in event.reports],
            },
        }
        for event in events
    ]
