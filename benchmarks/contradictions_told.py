"""What a log of real reports tells of disagreements, each with both quotes, and which share of it holds by a file of judgements."""

from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from frontlog.model import Claim, Contradiction, Document
from frontlog.server.library import Kept
from frontlog.store import Log

HOLDS, FALSE = "holds", "false"
Told = tuple[Contradiction, Claim, Claim]


def key(row: Contradiction, first: Claim, second: Claim) -> str:
    """Names a disagreement by its kind, values and both quotes, so that a judgement outlives ids and keeps no text."""
    words = "\n".join([row.type, row.status, row.value_a, row.value_b, *sorted((first.evidence.quote, second.evidence.quote))])
    return sha256(words.encode()).hexdigest()[:16]


def told(log: Path) -> list[Told]:
    """The disagreements of a log, each with its claims."""
    rows = Kept(Log.open(log))
    claims = {claim.id: claim for claim in rows(Claim)}
    return [(row, claims[row.claim_a], claims[row.claim_b]) for row in sorted(rows(Contradiction), key=lambda row: row.id)]


def judgements(path: Path | None) -> dict[str, str]:
    """Lines of `key verdict`, the verdict `holds` or `false`; lines with # are none. Raises ValueError on another verdict."""
    if path is None:
        return {}
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, verdict = line.split()[:2]
            if verdict not in (HOLDS, FALSE):
                raise ValueError(f"{path.name}: '{verdict}' is neither {HOLDS} nor {FALSE}")
            found[name] = verdict
    return found


def counted(rows: list[Told], verdicts: Mapping[str, str]) -> str:
    """How many are told, judged, and hold; of contradictions alone too."""
    lines = []
    for name, here in (("told", rows), ("contradictions", [one for one in rows if one[0].status == "contradiction"])):
        found = Counter(verdicts.get(key(*one), "not judged") for one in here)
        judged = found[HOLDS] + found[FALSE]
        share = f", share that holds {found[HOLDS] / judged:.3f}" if judged else ""
        lines.append(f"{name}: {len(here)}; judged {judged}, of which {found[HOLDS]} hold{share}")
    return "\n".join(lines)


def show(log: Path, judged: Path | None) -> None:
    """Prints each disagreement with both quotes, and the share that holds."""
    rows, verdicts = told(log), judgements(judged)
    documents = {row.id: row for row in Kept(Log.open(log))(Document)}
    for row, first, second in rows:
        name = key(row, first, second)
        print(f"{name} {row.type} {row.status} ({row.field}: {row.value_a} / {row.value_b}) {verdicts.get(name, 'not judged')}")
        for claim in (first, second):
            document = documents[claim.document]
            print(f"    {document.published} {document.outlet or document.id}, {claim.type}: {claim.evidence.quote}")
    print(counted(rows, verdicts))
