"""What two states of a log have otherwise: which records came, which went, and which of their fields changed.

A record counts as changed, too, when something changed that stands in its row in every list: the documents and claims of an incident, the
incident and the outlet of a claim, the versions of a document's page.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

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
    Reuse,
    schema,
)
from frontlog.store.duck import over
from frontlog.store.history import ADDED, CHANGED, REMOVED, Change
from frontlog.store.shards import Shard

LONGEST = 400  # characters of a value that are kept: what changed is to be read, not restored
SILENT = frozenset({"id", "text", "origin"})  # who made a row is no change of what it says; a text never changes under its id
STATES = ("old", "new")
FEW = 1 << 20  # claims whose numbers are held while two states are compared: some 60 MB a state
LAYERS = (ControlState, KnownState, ClaimedState)

# What rows of these kinds hang together by. A row of a file that both states have is the same in both, so nothing else of it is read.
KEYS: Mapping[type[Record], str] = {
    Document: "id",
    Copy: "id, origin_group, version_of <> '' AS version",
    Mutation: "span.document AS document",
    Reuse: "span.document AS document",
    Claim: "id, document, place",
    Effect: "claim",
    Incident: "id, place_id, claims",
    Contradiction: "id, incident, claim_a, claim_b",
    **dict.fromkeys(LAYERS, 'id, place_id, start, "end", holder, state, evidence'),
}
# For each table of the API its records with a number that is another one when something of the row is. `m` is such a number for a row by
# itself, and 0 where both states have its file. Sums do not hang on the order.
PRINTS: Mapping[str, str] = {
    "documents": """
        SELECT d.id, d.m + coalesce(c.m, 0) + coalesce(v.n, 0) + coalesce(k.n, 0) + coalesce(m.n, 0) + coalesce(r.n, 0) AS print
        FROM {s}_documents d LEFT JOIN {s}_copies c ON c.id = d.id
        LEFT JOIN (SELECT origin_group, sum(m) AS n FROM {s}_copies WHERE version GROUP BY ALL) v ON v.origin_group = c.origin_group
        LEFT JOIN (SELECT document, sum(mark(id)) AS n FROM {s}_claims GROUP BY ALL) k ON k.document = d.id
        LEFT JOIN (SELECT document, sum(m) AS n FROM {s}_mutations GROUP BY ALL) m ON m.document = d.id
        LEFT JOIN (SELECT document, sum(m) AS n FROM {s}_reuses GROUP BY ALL) r ON r.document = d.id""",
    "claims": """
        SELECT k.id, k.own + k.copied + coalesce(v.n, 0) + mark(i.id) + coalesce(e.n, 0) AS print FROM {s}_told k
        LEFT JOIN (SELECT origin_group, sum(m) AS n FROM {s}_copies WHERE version GROUP BY ALL) v ON v.origin_group = k.voice
        LEFT JOIN (SELECT id, unnest(claims) AS claim FROM {s}_incidents) i ON i.claim = k.id
        LEFT JOIN (SELECT claim, sum(m) AS n FROM {s}_effects GROUP BY ALL) e ON e.claim = k.id""",
    "incidents": """
        SELECT i.id, i.m + coalesce(k.n, 0) + coalesce(q.n, 0) AS print FROM {s}_incidents i
        LEFT JOIN (SELECT u.id, sum(k.own + k.copied) AS n FROM (SELECT id, unnest(claims) AS claim FROM {s}_incidents) u
          JOIN {s}_told k ON k.id = u.claim GROUP BY ALL) k ON k.id = i.id
        LEFT JOIN (SELECT incident, sum(m) AS n FROM {s}_contradictions GROUP BY ALL) q ON q.incident = i.id""",
    "contradictions": """
        SELECT q.id, q.m + mark(i.place_id) + coalesce(a.own, 0) + coalesce(b.own, 0) AS print FROM {s}_contradictions q
        LEFT JOIN {s}_incidents i ON i.id = q.incident LEFT JOIN {s}_told a ON a.id = q.claim_a LEFT JOIN {s}_told b ON b.id = q.claim_b""",
    **{
        kind.table: f"""
        SELECT id, m + mark(lag((holder, state, "end")) OVER (PARTITION BY place_id ORDER BY start, id))
          + coalesce(k.n, 0) + mark(p.code) AS print FROM {{s}}_{kind.table} x
        LEFT JOIN (SELECT u.of, sum(k.own) AS n FROM (SELECT id AS of, unnest(evidence).claim AS claim FROM {{s}}_{kind.table}) u
          JOIN {{s}}_told k ON k.id = u.claim GROUP BY ALL) k ON k.of = x.id
        LEFT JOIN {{s}}_codes p ON p.place = x.place_id"""  # noqa: S608 - names of our own tables
        for kind in LAYERS
    },
}
# What several of these questions ask for. `own` is the number of a claim and of its document, `copied` that of the document's copy.
SHARED: Mapping[str, str] = {
    "told": """
        SELECT k.id, c.origin_group AS voice, k.m + coalesce(d.m, 0) AS own, coalesce(c.m, 0) AS copied FROM {s}_claims k
        LEFT JOIN {s}_documents d ON d.id = k.document LEFT JOIN {s}_copies c ON c.id = k.document""",
    "codes": """
        SELECT u.place.id AS place, max(u.place.pcode) AS code FROM (SELECT unnest(place) AS place FROM {s}_claims) u GROUP BY ALL""",
}
OWN: Mapping[str, tuple[type[Record], ...]] = {
    "documents": (Document, Copy),
    "claims": (Claim,),
    "incidents": (Incident,),
    "contradictions": (Contradiction,),
    "control": (ControlState,),
    "control_known": (KnownState,),
    "control_claimed": (ClaimedState,),
}


def compare(root: Path, before: Sequence[Shard], now: Sequence[Shard], judged: Sequence[tuple[str, ...]] = ()) -> Iterator[Change]:
    """The changes from one state of the log at `root` to another, by table and id. `judged` are the claims that people spoke about in
    between, each time: a disagreement names who judged it. Where all shards are the same, nothing is read."""
    if set(before) == set(now):
        return
    with over(root, {"old": before, "new": now}, KEYS) as ask:
        what = "TABLE" if max(ask(f"SELECT count(*) FROM {s}_claims")[0][0] for s in STATES) <= FEW else "VIEW"  # noqa: S608
        for s, (name, sql) in product(STATES, SHARED.items()):
            ask(f"CREATE TEMP {what} {s}_{name} AS {sql.format(s=s)}")
        for table, prints in PRINTS.items():
            ask(f"CREATE TEMP TABLE prints AS {_prints(prints)}")
            fields = list(_fields(ask, table))
            told = {change.id for change in fields}
            into = _merged(ask) if table == "incidents" else {}
            for id_, change in ask("SELECT id, change FROM prints ORDER BY id"):
                if change != CHANGED or id_ not in told:
                    yield Change(table, id_, change, merged_into=into.get(id_, "") if change == REMOVED else "")
            yield from fields
            if table == "contradictions" and judged:
                yield from _judged(ask, judged)
            ask("DROP TABLE prints")


def _judged(ask: Any, judged: Sequence[tuple[str, ...]]) -> Iterator[Change]:
    rows = ask("SELECT id, claim_a, claim_b FROM new_contradictions WHERE id NOT IN (SELECT id FROM prints) ORDER BY id")
    yield from (Change("contradictions", id_, CHANGED) for id_, a, b in rows if any({a, b} <= set(claims) for claims in judged))


def _prints(sql: str) -> str:
    old, new = (f"(SELECT id, any_value(print) AS print FROM ({sql.format(s=s)}) GROUP BY id)" for s in STATES)  # noqa: S608
    change = f"CASE WHEN o.id IS NULL THEN '{ADDED}' WHEN n.id IS NULL THEN '{REMOVED}' ELSE '{CHANGED}' END"
    return (
        f"SELECT coalesce(o.id, n.id) AS id, {change} AS change FROM {old} o FULL JOIN {new} n ON o.id = n.id "  # noqa: S608
        "WHERE o.print IS DISTINCT FROM n.print"
    )


def _fields(ask: Any, table: str) -> Iterator[Change]:
    """What the changed records of a table have otherwise in their own fields."""
    if not ask(f"SELECT count(*) FROM prints WHERE change = '{CHANGED}'")[0][0]:  # noqa: S608
        return
    for kind in OWN[table]:
        for side, name in (("old", "was"), ("new", "became")):  # once, and these rows alone: not all files anew for each field
            ask(
                f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM only_{side}_{kind.table} "  # noqa: S608
                f"WHERE id IN (SELECT id FROM prints WHERE change = '{CHANGED}')"
            )
        names = [name for name in schema(kind).names if name not in SILENT]
        differ = ", ".join(f'coalesce(bool_or(o."{name}" IS DISTINCT FROM n."{name}"), false)' for name in names)
        found = ask(f"SELECT {differ} FROM was o JOIN became n ON n.id = o.id")[0]  # noqa: S608
        fields = ", ".join(_field(number, name) for number, name in enumerate(names) if found[number])
        if not fields:
            continue
        rows = ask(
            "SELECT id, f.at, f.was, f.became FROM "  # noqa: S608
            f"(SELECT o.id, unnest([{fields}]) AS f FROM was o JOIN became n ON n.id = o.id) WHERE f IS NOT NULL ORDER BY f.at, id"
        )
        yield from (Change(table, id_, CHANGED, names[at], old, new) for id_, at, old, new in rows)


def _field(number: int, name: str) -> str:
    """A field of two rows as they were and became, where that is not the same. Asked with all others at once: a question costs more than
    its answer."""
    was, became = (f"left(coalesce(CAST({side}.\"{name}\" AS VARCHAR), ''), {LONGEST})" for side in "on")
    return f"CASE WHEN o.\"{name}\" IS DISTINCT FROM n.\"{name}\" THEN {{'at': {number}, 'was': {was}, 'became': {became}}} END"


def _merged(ask: Any) -> dict[str, str]:
    """For each incident that is gone the one that holds most of its claims now; of equals the smaller id."""
    rows = ask(
        f"""WITH o AS (SELECT id, unnest(claims) AS claim FROM old_incidents), n AS (SELECT id, unnest(claims) AS claim FROM new_incidents),
        shared AS (SELECT o.id AS gone, n.id AS here, count(*) AS n FROM o JOIN n USING (claim) JOIN prints p ON p.id = o.id
          WHERE p.change = '{REMOVED}' GROUP BY ALL)
        SELECT gone, here FROM shared QUALIFY row_number() OVER (PARTITION BY gone ORDER BY n DESC, here) = 1"""  # noqa: S608
    )
    return dict(rows)
