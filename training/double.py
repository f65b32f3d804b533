"""`python -m training.double -o FOLDER`: reports of the corpus without their brackets and claims, for a second, blind annotation.

The choice is fixed: reports in the order of the hash of their names until there are enough sentences. The second coder writes brackets and
claims into these files, and `python -m training.agreement` compares the result with the corpus. Only the cast's labels are kept, so that
both coders name the same actors and places.
"""

import argparse
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from training.notation import Report, parse_file
from training.notation.records import Entity

CORPUS = Path(__file__).parent / "corpus"
LEFT_OUT = ("agency-", "negative-", "example")  # written or read by the second coder; without claims; the notation's own examples
LETTER = {"actor": "a", "person": "h", "place": "p"}
MARKS = str.maketrans({"[": "\\[", "]": "\\]", "\\": "\\\\"})


def chosen(reports: Iterable[Report], sentences: int) -> list[Report]:
    """The reports whose names hash lowest, until their sentences of title and body are enough."""
    found: list[Report] = []
    count = 0
    for report in sorted(reports, key=lambda r: sha256(r.id.encode()).hexdigest()):
        if count >= sentences:
            break
        found.append(report)
        count += sum(s.kind in ("title", "body") for s in report.sentences)
    return found


def cast_line(entity: Entity) -> str:
    """One entry of the cast, as the notation writes it."""
    point = f" {entity.lat} {entity.lon}" if entity.lat is not None else ""
    return " ".join(filter(None, (f"@{LETTER[entity.kind]}", entity.label, entity.id, entity.name))) + point


def blind(report: Report) -> Iterator[str]:
    """The lines of a report that a second coder may see."""
    yield f"=== {report.id}"
    yield f"outlet: {report.outlet}"
    yield f"published: {report.published or 'none'}"
    yield from (cast_line(entity) for entity in report.cast if entity.line)
    yield ""
    end = 0
    for sentence in report.sentences:
        if "\n\n" in report.text[end : sentence.piece.start]:
            yield ""
        end = sentence.piece.end
        mark = {"body": "", "title": "= "}.get(sentence.kind, f"%{sentence.kind} ")
        words = sentence.piece.text.translate(MARKS)
        yield mark + ("\\" if not mark and words[0] in "-=%#@" else "") + words


def main() -> None:
    """Write the chosen reports, one file each."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("-o", "--out", type=Path, required=True)
    ask.add_argument("--sentences", type=int, default=262, help="how many sentences are enough")
    args = ask.parse_args()
    files = [path for path in sorted(CORPUS.glob("*.txt")) if not path.name.startswith(LEFT_OUT)]
    reports = chosen((report for path in files for report in parse_file(path)), args.sentences)
    args.out.mkdir(parents=True, exist_ok=True)
    for report in reports:
        (args.out / f"{report.id}.txt").write_text("\n".join(blind(report)) + "\n", encoding="utf-8")
    print(f"{len(reports)} reports written to {args.out}")


if __name__ == "__main__":
    main()
