"""What may never pass for evidence: words that do not stand there, copies, plans, later reports, and sources that were left out."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from frontlog.model import Claim, ControlState, Document, Incident, KnownState, Raw, Record
from frontlog.sources.files import Limits, read
from frontlog.views.as_known import as_known
from frontlog.views.exports.export import Export
from frontlog.views.exports.registry import FORMATS
from support.hostile_stages import check_spans, item_of, worked
from support.quoted import QUOTING, parquet_rows, quotations
from support.sample import Week

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
FEW = ("02-free-orontes-abu-dali.txt", "04-meridian-abu-dali-toll.txt", "14-steel-line-mayadin-taken.txt")
Rows = dict[type[Record], list[Any]]


def raws(*names: str) -> list[Raw]:
    paths = [EXAMPLES / name for name in names] if names else [EXAMPLES]
    return [row for row in read(paths, Limits()) if isinstance(row, Raw)]


@pytest.fixture(scope="module")
def examples() -> Rows:
    return worked(raws())


@pytest.fixture(scope="module")
def seeds(shared: Path) -> Rows:
    return worked([row for row in read([shared / "seeds"], Limits()) if isinstance(row, Raw)])


@pytest.fixture(scope="module")
def few() -> Rows:
    return worked(raws(*FEW))


def week(rows: Rows) -> Week:
    out = Week()
    out.rows = {kind: found for kind, found in rows.items() if kind is not Raw}
    return out


def told(rows: Rows) -> dict[str, list[Any]]:
    """What a record says of events and of who holds what, without the ids of reports."""
    events = []
    for event in rows.get(Incident, []):
        tolls = [(t.kind, t.low, t.best, t.high) for t in event.tolls]
        belief = None if event.belief is None else round(event.belief, 6)
        what = (event.title, event.start, event.end, event.place_name, event.modality)
        events.append((*what, event.grade, belief, len(event.origin_groups), tolls))
    states = [(s.place_name, s.start, s.end, s.state, s.holder, round(s.probability, 6)) for s in rows.get(ControlState, [])]
    return {"events": sorted(events, key=repr), "control": sorted(states, key=repr)}


def test_every_quotation_of_every_table_of_the_examples_is_literal(examples: Rows) -> None:
    assert len(examples[Document]) == 16
    assert sum(len(rows) for rows in examples.values()) > 1_000
    check_spans(examples)


@pytest.mark.shared
def test_every_quotation_of_every_table_of_the_seeds_is_literal(seeds: Rows) -> None:
    assert len(seeds[Document]) == 5
    assert sum(len(rows) for rows in seeds.values()) > 500
    check_spans(seeds)


@pytest.mark.parametrize("name", sorted(QUOTING))
def test_every_quotation_of_every_export_is_literal(name: str, examples: Rows) -> None:
    _exact(name, examples)


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(QUOTING))
def test_every_quotation_of_every_export_of_the_seeds_is_literal(name: str, seeds: Rows) -> None:
    _exact(name, seeds)


def _exact(name: str, rows: Rows) -> None:
    """Words, place, and what is said to stand around them; of every claim, and with `spans` of every field."""
    texts = {d.id: d.text for d in rows[Document]}
    export = Export(week(rows))
    found = list(quotations(name, export))
    for said in found:
        assert texts[said.document][said.start : said.end] == said.words
        shown = export.texts.get(said.document)  # readers' comments are blacked out
        assert said.before is None or shown[: said.start].endswith(said.before)
        assert said.after is None or shown[said.end :].startswith(said.after)
    evidence = {(c.document, c.evidence.start, c.evidence.end) for c in rows[Claim]}
    told = {claim for incident in rows[Incident] for claim in incident.claims}
    packed = {(c.document, c.evidence.start, c.evidence.end) for c in rows[Claim] if c.id in told}
    assert {(said.document, said.start, said.end) for said in found} >= (packed if name == "pack" else evidence)


def test_no_other_format_quotes(examples: Rows) -> None:
    """A new format that quotes reports fails here until its quotations are read above."""
    export, long = Export(week(examples)), {c.evidence.quote for c in examples[Claim] if len(c.evidence.quote) > 80}
    assert len(long) > 50
    for name in sorted(set(FORMATS) - QUOTING):
        for file in FORMATS[name].files:
            content = FORMATS[name].bytes(export, file)
            read = list(parquet_rows(content)) if file.endswith((".parquet", ".geoparquet")) else content.decode(errors="replace")
            words = json.dumps(read, default=str, ensure_ascii=False) if not isinstance(read, str) else read
            assert not [quote for quote in long if quote in words or json.dumps(quote)[1:-1] in words], (name, file)
    with pytest.raises(AssertionError):
        assert not [quote for quote in long if quote in FORMATS["claims-csv"].bytes(export).decode()]


def test_verbatim_copies_change_nothing(few: Rows) -> None:
    copies = [item_of(raw.content + b"\n" * number, number) for raw in raws(*FEW) for number in (1, 2)]
    after = worked([*raws(*FEW), *copies])
    assert len(after[Document]) == 3 * len(few[Document])
    assert told(after) == told(few)


def test_a_copy_of_every_report_changes_nothing(examples: Rows) -> None:
    plain = [raw for raw in raws() if raw.item.media_type == "text/plain"]
    assert len(plain) > 10
    _copied(raws(), plain, examples)


@pytest.mark.shared
def test_a_copy_of_every_seed_changes_nothing(shared: Path, seeds: Rows) -> None:
    found = [row for row in read([shared / "seeds"], Limits()) if isinstance(row, Raw)]
    _copied(found, found, seeds)


def _copied(given: list[Raw], copied: list[Raw], before: Rows) -> None:
    after = worked([*given, *(item_of(raw.content + b"\n", 1) for raw in copied)])
    assert len(after[Document]) == len(given) + len(copied)
    assert told(after) == told(before)


def test_a_source_that_is_taken_away_leaves_nothing(few: Rows) -> None:
    assert told(few)["control"]
    two = worked(raws(*FEW[:2]))
    other = worked([item_of(b"A. Writer, 1 October 2017\n\nThe bakery in Mezra opened again. Bread is sold from six."), *raws(*FEW[:2])])
    assert told(other) == told(two)
    gone = {d.id for d in few[Document]} - {d.id for d in two[Document]}
    assert gone
    assert not any(d in json.dumps(told(two), default=str) for d in gone)
    names = {c.document for c in two[Claim]}
    assert names.isdisjoint(gone)


PLANS = (
    "The army will capture {place} next week, a commander said.",
    "The army plans to seize {place} if talks fail.",
    "The Syrian army vowed to retake {place} from {holder}.",
    "The army is preparing to storm {place}, an activist said.",
    "{holder} was ordered to withdraw from {place} next Monday.",
    "The army threatened to shell and capture {place}.",
    "The Syrian army hopes to capture {place} before the winter.",
    "If the army captures {place}, the road is open.",
    "The Syrian army may capture {place} within days.",
)


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_never_changes_who_holds_a_place(plan: str, few: Rows) -> None:
    told_of = " ".join(plan.format(place=place, holder=holder) for place, holder in (("Abu Dali", "HTS"), ("Mayadin", "ISIS")))
    text = f"Khabur Post, 15 October 2017\n\nTalks go on\n\n{told_of}"
    after = worked([*raws(*FEW), item_of(text.encode())])
    mine = [c for c in after[Claim] if c.document not in {d.id for d in few[Document]}]
    assert {c.modality for c in mine if c.type != "statement"} <= {"planned", "conditional"}  # that it was ordered or vowed did happen
    # it may attest who still holds the place: then that is known for longer, or how long it was contested, and nobody else comes to hold it
    holders = [{(s.place_name, s.start, s.holder, s.state) for s in rows[ControlState] if s.holder} for rows in (few, after)]
    assert holders[0] == holders[1]


def test_the_plans_are_read_as_plans() -> None:
    """Or the test above could pass because nothing of them was read."""
    texts = [f"Khabur Post, 15 October 2017\n\n{plan.format(place='Abu Dali', holder='HTS')}" for plan in PLANS]
    read = [worked([item_of(text.encode())], until=Claim) for text in texts]
    assert sum(any(c.modality in ("planned", "conditional") for c in rows.get(Claim, ())) for rows in read) >= len(PLANS) - 2


def test_what_was_known_on_a_day_uses_no_later_report(examples: Rows) -> None:
    published = {d.id: d.published for d in examples[Document]}
    document = {c.id: c.document for c in examples[Claim]}
    days = sorted({day for day in published.values() if day})
    assert len(days) > 3
    seen = 0
    for day in (days[0] - timedelta(1), *days):
        then = as_known(week(examples), day)
        used = {document[e.claim] for s in then(ControlState) for e in s.evidence}
        used |= {c.document for c in then(Claim)} | {d for i in then(Incident) for d in i.documents}
        assert all((published[d] or days[-1]) <= day for d in used), day  # one without a day is known when all others are out
        seen += len(used)
    assert seen
    for state in examples[KnownState]:
        last = state.end or date.max
        assert all((published[document[e.claim]] or date.min) <= last for e in state.evidence)
