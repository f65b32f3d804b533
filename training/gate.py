"""`python -m training.gate`: learns from our own corpus which words let a sentence through to the network, and writes mentions/gate.txt.

Only sentences in which the rules see no trigger teach; a word is taken when it stood inside an annotated event in at least LEAST of those
that hold it. Words of one or two letters say nothing. The file is sorted, so that the same corpus gives the same bytes.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from frontlog.reference.claim_types import find_hits, tagged
from training.examples import Doc, corpus

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "src" / "frontlog" / "mentions" / "gate.txt"
# Of the sentences with a word. So 88 % of the corpus go through, and of reports kept apart (training/fit and the judges) 86 % with .994 of
# their claims; at .05 it is 90 % and .995. By the rules' triggers alone it would be 58 % and .877.
LEAST = 0.08
SHORTEST = 3  # letters
HEAD = "# Made by `python -m training.gate`; see mentions/gate.py. One word a line.\n"


def learned(docs: Iterable[Doc]) -> list[str]:
    """The words, sorted."""
    inside, seen = Counter[str](), Counter[str]()
    for doc in docs:
        for number, (start, end) in enumerate(doc.sentences):
            tokens, tags = tagged(doc.text[start:end])
            if find_hits(tokens, tags):
                continue
            triggers = [event.trigger for event in doc.events if event.sentence == number]
            seen.update({t.lower for t in tokens})
            inside.update({t.lower for t in tokens if any(first <= start + t.start < last for first, last in triggers)})
    return sorted(word for word, count in inside.items() if len(word) >= SHORTEST and count >= LEAST * seen[word])


def main() -> None:
    words = learned(corpus(ROOT / "training" / "corpus"))
    FILE.write_text(HEAD + "".join(f"{word}\n" for word in words), encoding="utf-8")
    print(f"{len(words)} words")


if __name__ == "__main__":
    main()
