"""The evidence pack: one zip with all that an incident rests on, which anyone can check without Frontlog."""

import hashlib
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources
from io import BytesIO
from typing import Any, BinaryIO

from frontlog.documents.places import JSON, locate
from frontlog.model import Document, FrontlogError, Item, RawSpan
from frontlog.views.exports import linked
from frontlog.views.exports.events import Event
from frontlog.views.exports.export import Export
from frontlog.views.exports.geojson import dumped, incident_feature, stamp
from frontlog.views.exports.native_claims import fields_of, raw_claims
from frontlog.views.exports.pack_page import matrix_csv, page, reviews
from frontlog.views.exports.pack_stamps import stamp_files, stamps_told
from frontlog.views.exports.pack_verify import FORMAT, MANIFEST, SUMS

EARLIEST = (1980, 1, 1, 0, 0, 0)  # what zip files can say
MOST = 200  # incidents: a pack is for reading
README = """Evidence pack of Frontlog

index.html       read this first: what is claimed, by whom, in which words
matrix.csv       the claim matrix: a row a claim, a column a field
incidents.json   the incidents as GeoJSON
spans.jsonl      every quotation as a W3C annotation
claims.jsonld    the claims with citation links
prov.json        where everything comes from (PROV-JSON)
reviews.json     drafts of ClaimReview; they say nothing until a named person signs them
stamps/          what an authority outside signed of the log that this comes from, with the time, where somebody asked for that (RFC 3161)
texts/           the clean text of each report; readers' comments are blacked out in their place
raw/             the bytes of each report as they were archived, unless MANIFEST.json says why not
MANIFEST.json    documents with their hashes, quotations with their places
SHA256SUMS       hashes of all files: `sha256sum -c SHA256SUMS`
verify.py        checks all of this: `python verify.py`

What is in here says what reports claim, not what is true. The texts belong to their publishers.
"""


def pack(export: Export, out: BinaryIO) -> None:
    """evidence.zip of the incidents of the selection. Equal logs give equal bytes."""
    events = list(export.events())
    if not events:
        raise FrontlogError("There is no incident to pack.", "Name one with --incident; `frontlog incidents LOG` lists them.")
    if len(events) > MOST:
        raise FrontlogError(f"These are {len(events):,} incidents, and a pack holds {MOST}.", "Name those you need with --incident.")
    held = Pack(export, events)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        sums = []
        for name, content in held.files():
            info = zipfile.ZipInfo(name, EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
        archive.writestr(zipfile.ZipInfo(SUMS, EARLIEST), "".join(sums))


class Pack:
    """What goes into a pack of some incidents."""

    def __init__(self, export: Export, events: list[Event]) -> None:
        chosen = frozenset(event.id for event in events)
        self.export = export.only(chosen)
        self.events = events
        self.claims = sorted(raw_claims(self.export), key=lambda c: (c["document"], c["evidence"]["start"], c["id"]))
        told = {c["document"] for c in self.claims}
        self.documents = sorted((d for d in export.rows(Document) if d.id in told), key=lambda d: d.id)
        self.raws = {d.id: self._raw(d) for d in self.documents}
        self.stamps = () if export.guard else export.about.stamps  # of bytes that the public profile does not hand out

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file but the list of hashes, in their order."""
        yield "README.txt", README.encode()
        yield "index.html", page(self.export, self.events, self.claims).encode()
        yield "matrix.csv", matrix_csv(self.export, self.claims)
        yield "incidents.json", self._features()
        yield "spans.jsonl", self._written(linked.annotations)
        yield "claims.jsonld", self._written(linked.claims)
        yield "prov.json", self._written(linked.prov)
        yield "reviews.json", json.dumps(reviews(self.export, self.events), ensure_ascii=False, indent=1).encode()
        for document in self.documents:
            yield f"texts/{document.id}.txt", self.export.texts.get(document.id).encode()
        for name, _, content in self.raws.values():
            if name:
                yield name, content
        yield from stamp_files(self.stamps)
        yield "verify.py", resources.files("frontlog.views.exports").joinpath("pack_verify.py").read_bytes()
        yield MANIFEST, self._manifest()

    def _features(self) -> bytes:
        features = [incident_feature(self.export, event) for event in self.events]
        return dumped({"type": "FeatureCollection", "features": features})

    def _written(self, write: Any) -> bytes:
        out = BytesIO()
        write(self.export, out)
        return out.getvalue()

    def _manifest(self) -> bytes:
        value: dict[str, Any] = {
            "format": FORMAT,
            "incidents": [event.id for event in self.events],
            "about": {**self.export.about.plain(), "frontlog": self.export.about.version, "newest_report": stamp(self.export)},
            "documents": [self._document(d) for d in self.documents],
            "spans": list(self._spans()),
            **({"stamps": stamps_told(self.stamps)} if self.stamps else {}),
        }
        return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()

    def _document(self, document: Document) -> dict[str, Any]:
        report = self.export.reports[document.id]
        raw, why, _ = self.raws[document.id]
        return {
            "id": document.id,
            "name": report.name,
            "url": report.url,
            "outlet": report.outlet,
            "title": report.title,
            "published": str(report.published or ""),
            "retrieved": report.retrieved.isoformat() if report.retrieved else "",
            "sha256_raw": document.sha256_raw,
            "text": f"texts/{document.id}.txt",
            "raw": raw,
            "raw_withheld": why,
        }

    def _raw(self, document: Document) -> tuple[str, str, bytes]:
        """The name of the archived copy in the pack, why it is not there, and its bytes."""
        if self.export.guard:
            return "", "the public profile hands out no raw copies", b""
        if document.id in self.export.texts.private and not self.export.choice.with_comments:
            return "", "it holds readers' comments, which are handed out only when asked for (--with-comments)", b""
        item = self._items.get(document.id)
        if item is None or self.export.archived is None:
            return "", "the archive was not at hand", b""
        suffix = re.search(r"\.[a-z0-9]{1,5}$", item.name.lower())
        return f"raw/{document.id}{suffix[0] if suffix else '.bin'}", "", self.export.archived(item).content

    @property
    def _items(self) -> dict[str, Item]:
        return {item.id: item for item in self.export.rows(Item)}

    def _spans(self) -> Iterator[dict[str, Any]]:
        places: dict[str, list[RawSpan]] = defaultdict(list)
        for run in self.export.rows(RawSpan):
            places[run.document].append(run)
        for claim in self.claims:
            document = claim["document"]
            for number, (field, start, end) in enumerate(fields_of(claim)):
                text = self.export.texts.get(document)
                low, high, part = locate(places[document], text, start, end) if not self.export.guard else (-1, -1, "")
                forms = {run.form for run in places[document] if run.start < end and start < run.end}
                form = forms.pop() if len(forms) == 1 and low >= 0 else ""
                yield {
                    "id": f"{claim['id']}-{number}",
                    "claim": claim["id"],
                    "field": field,
                    "document": document,
                    "start": start,
                    "end": end,
                    "exact": text[start:end],
                    "start_raw": low,
                    "end_raw": high,
                    "part": part,
                    "form": "" if form == JSON else form,
                }
