"""Rows of our tables of disagreements, of what people decided, of what is gone, and of the run itself."""

from collections.abc import Iterator

from frontlog.model import OF_PAIRS, Claim, Contradiction, Copy, Decision, Document, Incident, superseded
from frontlog.views.exports.export import Export
from frontlog.views.exports.incidents import Row
from frontlog.views.exports.source import columns, listed


def contradictions(export: Export) -> Iterator[Row]:
    """One row a pair of claims that cannot both be true, or differ."""
    shown = export.claim_ids
    for found in sorted(export.rows(Contradiction), key=lambda x: x.id):
        if {found.claim_a, found.claim_b} <= shown and (export.choice.incidents is None or found.incident in export.choice.incidents):
            decided = export.verdicts.get(frozenset((found.claim_a, found.claim_b)))
            yield {
                "contradiction_id": found.id,
                "incident_id": found.incident,
                "place_id": export.place_of.get(found.incident, ""),
                "type": found.type,
                "field": found.field,
                "claim_a": found.claim_a,
                "claim_b": found.claim_b,
                "value_a": export.say(found.value_a),
                "value_b": export.say(found.value_b),
                "size": found.size,
                "compatible_reason": export.say(found.compatible_reason),
                "other_incident_id": found.other_incident,
                "status": found.status,
                "decided_by": "" if decided is None or export.guard else decided.who,
                "decided_at": decided.when if decided else None,
                **export.made(export.claim_updated(found.claim_a, found.claim_b)),
            }


def decisions(export: Export) -> Iterator[Row]:
    """One row a person's verdict on claims, withdrawn ones included. The public profile names nobody."""
    for made in sorted(export.rows(Decision), key=lambda d: (d.when, d.id)):
        yield {
            "decision_id": made.id,
            "subject": list(made.subject),
            "verdict": made.verdict,
            "who": "" if export.guard else made.who,
            "decided_at": made.when,
            "why": export.say(made.why),
            "against": list(made.against),
            "document_id": made.document,
            "field": made.field,
            "value": export.say(made.value),
            **export.made(made.when),
        }


def changes(export: Export) -> Iterator[Row]:
    """One row a field that a person's verdict changed, and where the history is told, one a field that a build changed.

    The public profile tells of no build: values before may be what it withholds.
    """
    for made in sorted(export.rows(Decision), key=lambda d: (d.when, d.id)):
        yield {
            "changed_at": made.when,
            "actor": "human",
            "record_id": " ".join(made.subject),
            "field": made.field or ("same_event" if made.verdict in OF_PAIRS else ""),
            "old": "",
            "new": export.say(made.value) or made.verdict,
            "reason": export.say(made.why),
            **export.made(made.when),
        }
    for run in export.history.runs() if export.history and not export.guard else ():
        for event in export.history.events(run) if export.history else ():
            yield {
                "changed_at": run.at,
                "actor": "model",
                "record_id": event.id,
                "field": event.field,
                "old": event.old,
                "new": event.new,
                "reason": f"{event.change} by {run.id}, frontlog {run.frontlog}",
                **export.made(run.at),
            }


def deleted(export: Export) -> Iterator[Row]:
    """One row a claim whose page says otherwise now: it stays on record and counts no more. With the history also what is gone."""
    newer = superseded(export.rows(Copy))
    for claim in sorted(export.claim_ids):
        document = export.facts.said[claim].document
        if document in newer and newer[document] in export.reports:
            report = export.reports[newer[document]]
            yield {
                "record_id": claim,
                "deleted_at": report.updated,
                "reason": "a later version of the page replaced the report",
                "merged_into": newer[document],
                **export.made(report.updated),
            }
    for gone in export.gone:
        yield {
            "record_id": gone.id,
            "deleted_at": gone.run.at,
            "reason": "merged" if gone.merged_into else "gone",
            "merged_into": gone.merged_into,
            **export.made(gone.run.at),
        }


def id_aliases(export: Export) -> Iterator[Row]:
    """One row an incident that is told under another id now, where the history is told."""
    for gone in export.gone:
        if gone.merged_into:
            told = {"old_id": gone.id, "new_id": gone.merged_into, "reason": "most of its claims are told there now", "when": gone.run.at}
            yield {**told, **export.made(gone.run.at)}


def runs(export: Export) -> Iterator[Row]:
    """One row: the state of the log that all other rows are of."""
    counts = {kind.table: len(listed(columns(export.rows, kind, ("id",)), "id")) for kind in (Document, Claim, Incident)}
    yield {
        "frontlog_version": export.about.version,
        "corpus": export.about.corpus,
        "licence": export.about.licence,
        "profile": "public" if export.guard else "full",
        "n_documents": counts["documents"],
        "n_claims": counts["claims"],
        "n_incidents": counts["incidents"],
        **export.made(export.updated),
    }
