"""`python -m training.about_war`: fits the weights of claims/about_war.py, and says what they do on the halves that were not fitted.

War: the development reports that the tagger was not trained on (even half fitted), whole and as stretches of one to eight sentences that
hold an annotated claim. Not war: tests/cases/negatives.yml (even half fitted), whole and as stretches of one to three sentences.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import yaml

from frontlog.claims.about_war import PARTIES, Shares, least, likelihood, played, shares
from frontlog.documents.read import read
from frontlog.grammar.clauses import read_line
from frontlog.mentions.tag import tag
from frontlog.model import Document, Item, Mention, Raw, Sentence, record_id
from training.make_standoff import may_train

HERE = Path(__file__).parent
STRETCHES = (1, 2, 3, 5, 8)
ROUNDS, RATE, DECAY = 8000, 0.3, 2e-3


@dataclass(frozen=True, slots=True)
class Text:
    """A document as the tagger and the rules read it."""

    half: int
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]

    def shares(self, sentences: Sequence[Sentence]) -> Shares:
        """What about_war weighs in some of its sentences."""
        lines = [read_line(s, [m for m in self.mentions if m.sentence == s.number]) for s in sentences]
        told = {m.of for m in self.mentions if m.of}
        actors = [item.label for line in lines for item in line.of_kind("actor")]
        weapons = sum(len(line.of_kind("weapon")) for line in lines)
        sure = [item.mention.sure for line in lines for item in line.of_kind("trigger") if item.mention.id in told]
        return shares(len(lines), actors, weapons, sure, played(lines))

    def stretch(self, size: int, chance: random.Random) -> tuple[Sentence, ...]:
        """Sentences that follow each other."""
        at = chance.randrange(max(1, len(self.sentences) - size + 1))
        return self.sentences[at : at + size]


def text_of(content: bytes, name: str, half: int) -> Text:
    """Read one document."""
    digest = sha256(content).hexdigest()
    item = Item(id=record_id("d", digest, 0), name=name, part=0, media_type="text/plain", size=len(content), sha256=digest)
    rows = list(read([Raw(item=item, content=content)]))
    sentences = sorted((r for r in rows if isinstance(r, Sentence)), key=lambda s: s.number)
    documents = [r for r in rows if isinstance(r, Document)]
    return Text(half, tuple(sentences), tuple(tag(documents, sentences)))


def reports(shared: Path) -> Iterator[tuple[Text, tuple[str, ...]]]:
    """The reports of war that the shipped tagger was not trained on, each with the evidence of its claims."""
    texts = {p.stem: p for d in ("seeds", "eval/texts") for p in (shared / d).glob("*.txt")}
    kept = sorted(p.stem for p in (HERE / "standoff").glob("*.json"))[::5]
    for number, path in enumerate(sorted((shared / "eval" / "gold").glob("*.json"))):
        if path.stem in kept or not may_train(path.stem):
            claims = json.loads(path.read_text(encoding="utf-8"))["claims"]
            yield text_of(texts[path.stem].read_bytes(), path.stem, number % 2), tuple(c["evidence"] for c in claims)


def war(shared: Path, chance: random.Random) -> Iterator[tuple[int, int, bool, Shares]]:
    """Half, number of sentences, whether it is a whole document, and the shares."""
    for text, evidence in reports(shared):
        yield text.half, len(text.sentences), True, text.shares(text.sentences)
        for size in (size for size in STRETCHES for _ in range(3)):
            found = text.stretch(size, chance)
            if any(words in s.span.quote or s.span.quote in words for words in evidence for s in found):
                yield text.half, len(found), False, text.shares(found)


def peace(chance: random.Random) -> Iterator[tuple[int, int, bool, Shares]]:
    """The same for the negatives."""
    cases = yaml.safe_load((HERE.parent / "tests" / "cases" / "negatives.yml").read_text(encoding="utf-8"))
    for number, case in enumerate(cases):
        text = text_of(case["text"].encode(), case["name"], number % 2)
        yield text.half, len(text.sentences), True, text.shares(text.sentences)
        for size in STRETCHES[:3]:
            found = text.stretch(size, chance)
            yield text.half, len(found), False, text.shares(found)


def fit(yes: Sequence[Shares], no: Sequence[Shares]) -> tuple[dict[str, float], float]:
    """Weights and bias of a logistic regression in which both sides count alike."""
    names = list(yes[0])
    rows = np.array([[s[n] for n in names] + [1.0] for s in (*yes, *no)])
    wanted = np.array([1.0] * len(yes) + [0.0] * len(no))
    worth = np.where(wanted == 1, 0.5 / len(yes), 0.5 / len(no))
    weights = np.zeros(len(names) + 1)
    for _ in range(ROUNDS):
        wrong = (1 / (1 + np.exp(-rows @ weights)) - wanted) * worth
        weights -= RATE * (rows.T @ wrong + DECAY * np.append(weights[:-1], 0.0))
    return dict(zip(names, weights[:-1].round(2).tolist(), strict=True)), round(float(weights[-1]), 2)


def main() -> None:
    """Print the weights, and how many of the other half fall below the threshold with the weights in the code."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, default=Path("../shared"))
    chance = random.Random(1)  # noqa: S311 - draws stretches
    yes, no = list(war(ask.parse_args().shared, chance)), list(peace(chance))
    print("weights, bias:", *fit([s for half, *_, s in yes if not half], [s for half, *_, s in no if not half]))
    print("in the code:", PARTIES)
    for name, rows in (("war", yes), ("not war", no)):
        for half, whole in ((h, w) for h in (0, 1) for w in (True, False)):
            found = [likelihood(s) < least(n) for h, n, w, s in rows if (h, w) == (half, whole)]
            below = sum(found)
            print(f"{name}, {'fitted' if not half else 'other'} half, {'whole' if whole else 'stretches'}: {below} of {len(found)} below")


if __name__ == "__main__":
    main()
