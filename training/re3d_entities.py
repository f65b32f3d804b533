"""`python -m training.re3d_entities [--shared FOLDER]`: how well the encoder learns the entities of re3d, beside published figures.

Published figures are of a split by sentence into 574, 191 and 200 (ConfliBERT), with the BBC part of re3d. That part is not among the data
here, and the split is not either, so sentences are dealt out by their hash in the same shares (about 60, 20 and 20 in a hundred). Entities
below a confidence of 0.5 are rejected suggestions of a machine and are left out. Scored: exact span and type, micro F1, on the last share;
the number of epochs is chosen on the second one.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from frontlog.mentions.neural.decode import best_paths, log_softmax
from frontlog.mentions.neural.labels import bio
from frontlog.mentions.neural.windows import Window, first_pass
from training.examples import sentences_of
from training.train import encoder_folder

SURE = 0.5
PARTS = (0.595, 0.793)  # shares of the public split: 574 of 965, then 191, then 200
EPOCHS, BATCH, RATE = 14, 16, 3e-4
IGNORED = -100
Entity = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence with its entities as offsets of its text."""

    text: str
    start: int
    end: int
    entities: tuple[Entity, ...]


def samples(shared: Path) -> Iterator[Sample]:
    """Every sentence of re3d. Raises FileNotFoundError where it is not there."""
    folders = sorted((shared / "data" / "re3d").glob("*/"))
    if not folders:
        raise FileNotFoundError(f"no re3d under {shared / 'data' / 're3d'}: its folders with documents.json belong there")
    for folder in folders:
        marked: dict[str, list[Entity]] = defaultdict(list)
        for row in _rows(folder / "entities.json"):
            if float(row.get("confidence", 1)) >= SURE:
                marked[str(row["documentId"])].append((int(row["begin"]), int(row["end"]), str(row["type"])))
        for row in _rows(folder / "documents.json"):
            text = str(row["text"])
            yield from _cut(text, sorted(set(marked[str(row["_id"])])))


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()] if path.exists() else []


def _cut(text: str, entities: Sequence[Entity]) -> Iterator[Sample]:
    """The sentences that our reader finds in a text, placed in the text itself, with what lies wholly in each."""
    read, spans = sentences_of(text.encode(), "re3d.txt")
    at = 0
    for start, end in spans:
        words = read[start:end]
        found = text.find(words, at)
        if found < 0:
            continue
        at = found + len(words)
        yield Sample(text, found, at, tuple(e for e in entities if found <= e[0] and e[1] <= at))


class Net(nn.Module):
    """The encoder and one linear head."""

    def __init__(self, types: int) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(encoder_folder(), add_pooling_layer=False)
        self.head = nn.Linear(self.encoder.config.hidden_size, bio(("",) * types))
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        scores: Tensor = self.head(self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state))
        return scores


def labelled(sample: Sample, types: Sequence[str]) -> list[tuple[Window, list[int]]]:
    """Windows of a sentence with a label a piece, on the first piece of every word."""
    out = []
    for window in first_pass(sample.text, (sample.start, sample.end), None):
        labels = [IGNORED] * len(window.ids)
        for word in window.words:
            labels[word.position] = 0
        for start, end, kind in sorted(sample.entities, key=lambda e: e[0] - e[1]):
            inside = [w for w in window.words if start <= w.start < end]
            for n, word in enumerate(inside):
                labels[word.position] = 1 + 2 * types.index(kind) + (n > 0)
        out.append((window, labels))
    return out


def found(net: Net, sample: Sample, types: Sequence[str]) -> set[Entity]:
    """The entities that the network reads in a sentence."""
    out: set[Entity] = set()
    for window, _ in labelled(sample, types):
        with torch.no_grad():
            scores = net(torch.tensor([window.ids]), torch.ones(1, len(window.ids), dtype=torch.int64))[0].numpy()
        words = list(window.words)
        path = best_paths([log_softmax(scores[[w.position for w in words]])])[0] if words else []
        for n, label in enumerate(path):
            if label % 2 == 1:
                last = n
                while last + 1 < len(path) and path[last + 1] == label + 1:
                    last += 1
                out.add((words[n].start, words[last].end, types[label // 2]))
    return out


def f1(net: Net, part: Sequence[Sample], types: Sequence[str]) -> float:
    """Micro F1 of exact spans with their types. Of entities inside each other only the longest is asked."""
    net.eval()
    hit = told = wanted = 0
    for sample in part:
        outer = {e for e in sample.entities if not any(o != e and o[0] <= e[0] and e[1] <= o[1] for o in sample.entities)}
        read = found(net, sample, types)
        hit, told, wanted = hit + len(outer & read), told + len(read), wanted + len(outer)
    return 2 * hit / max(1, told + wanted)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--seed", type=int, default=20171012)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    chance = random.Random(args.seed)  # noqa: S311 - shuffles batches
    parts: list[list[Sample]] = [[], [], []]
    for sample in samples(args.shared):
        place = int(sha256(sample.text[sample.start : sample.end].encode()).hexdigest()[:8], 16) / 2**32
        parts[sum(place >= bound for bound in PARTS)].append(sample)
    types = sorted({kind for part in parts for sample in part for _, _, kind in sample.entities})
    print(
        f"sentences {[len(part) for part in parts]}, types {len(types)}, entities {[sum(len(s.entities) for s in part) for part in parts]}",
        flush=True,
    )
    net = Net(len(types))
    rows = [row for sample in parts[0] for row in labelled(sample, types)]
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.01)
    steps, step = EPOCHS * -(-len(rows) // BATCH), 0
    best = (0.0, 0.0, 0)
    for epoch in range(EPOCHS):
        net.train()
        chance.shuffle(rows)
        for at in range(0, len(rows), BATCH):
            batch = rows[at : at + BATCH]
            length = max(len(window.ids) for window, _ in batch)
            ids = torch.tensor([[*w.ids, *[0] * (length - len(w.ids))] for w, _ in batch])
            mask = torch.tensor([[1] * len(w.ids) + [0] * (length - len(w.ids)) for w, _ in batch])
            wanted = torch.tensor([[*labels, *[IGNORED] * (length - len(labels))] for _, labels in batch])
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1.0, (step + 1) / (0.1 * steps)) * (1 - step / steps)
            loss = nn.functional.cross_entropy(net(ids, mask).flatten(0, 1), wanted.flatten(), ignore_index=IGNORED)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            step += 1
        middle = f1(net, parts[1], types)
        best = max(best, (middle, f1(net, parts[2], types), epoch + 1))
        print(f"epoch {epoch + 1}: second share {middle:.3f}, best so far {best[0]:.3f}", flush=True)
    print(f"micro F1 on the last share: {best[1]:.3f} (epoch {best[2]}, by the second share)")


if __name__ == "__main__":
    main()
