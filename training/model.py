"""The network: one MiniLM encoder with five linear heads, and how documents become its batches."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from frontlog.mentions.neural.labels import CERTAINTIES, ENTITIES, MODALITIES, ROLES, TYPES, bio
from frontlog.mentions.neural.windows import TOKEN_TYPES, Window, first_pass, second_pass
from training.examples import Doc, Event, Pair

IGNORED = -100
ALONE = 0.15  # share of windows that are shown without the sentence before: the first of a text has none, and it often is no title
SMALL = 0.1  # share of windows that are shown as if all were written small, as some pages and messages are
HEADS = {"trigger": bio(TYPES), "entity": bio(ENTITIES), "role": bio(ROLES), "modality": len(MODALITIES), "certainty": len(CERTAINTIES)}


class Tagger(nn.Module):
    """Scores per piece for each head."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(weights, add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.encoder.embeddings.token_type_embeddings = _more_types(self.encoder.embeddings.token_type_embeddings)
        self.dropout = nn.Dropout(0.1)
        self.heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in HEADS.items()})

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, ...]:
        hidden = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        hidden = self.dropout(hidden)
        return tuple(self.heads[name](hidden) for name in HEADS)


def _more_types(old: nn.Embedding) -> nn.Embedding:
    """As many token types as windows use; each begins as the one of the encoder's two that it marks the same with."""
    new = nn.Embedding(TOKEN_TYPES, old.embedding_dim)
    new.weight.data = old.weight.data.repeat(TOKEN_TYPES // old.num_embeddings, 1)
    return new


@dataclass(frozen=True, slots=True)
class Example:
    """A window with the right answers of some heads, one a piece; heads that are not named are not asked."""

    window: Window
    labels: dict[str, list[int]]


def examples(docs: Sequence[Doc], chance: random.Random) -> Iterator[Example]:
    """Every sentence once for triggers and entities, and once a claim for its participants; a few, by chance, without their context."""
    for doc in docs:
        for number, sentence in enumerate(doc.sentences):
            events = [e for e in doc.events if e.sentence == number]
            for window in first_pass(doc.text, sentence, _before(doc, number, chance)):
                yield Example(_plain(window, chance), _first_labels(window, events, doc))
        for event in doc.events:
            before = _before(doc, event.sentence, chance)
            window = second_pass(doc.text, doc.sentences[event.sentence], before, event.type, event.trigger)
            yield Example(_plain(window, chance), _second_labels(window, event))


def _plain(window: Window, chance: random.Random) -> Window:
    return replace(window, types=tuple(kind % 2 for kind in window.types)) if chance.random() < SMALL else window


def _before(doc: Doc, number: int, chance: random.Random) -> Pair | None:
    return None if chance.random() < ALONE else doc.before(number)


def _first_labels(window: Window, events: Sequence[Event], doc: Doc) -> dict[str, list[int]]:
    trigger = [IGNORED] * len(window.ids)
    entity = [IGNORED] * len(window.ids)
    for word in window.words:
        if word.own:
            trigger[word.position] = 0
            if doc.entities is not None:
                entity[word.position] = 0
    for event in events:
        _mark(window, trigger, TYPES.index(event.type), *event.trigger)
    # longer entities first: what stands inside another one gives way
    for kind, start, end in sorted(doc.entities or (), key=lambda e: e[1] - e[2]):
        _mark(window, entity, ENTITIES.index(kind), start, end)
    return {"trigger": trigger, "entity": entity}


def _second_labels(window: Window, event: Event) -> dict[str, list[int]]:
    role, modality, certainty = ([IGNORED] * len(window.ids) for _ in range(3))
    for word in window.words:
        role[word.position] = 0
        if word.own and event.trigger[0] <= word.start < event.trigger[1]:
            modality[word.position] = MODALITIES.index(event.modality)
            certainty[word.position] = CERTAINTIES.index(event.certainty)
    for found in event.roles:
        _mark(window, role, ROLES.index(found.name), found.start, found.end)
    return {"role": role, "modality": modality, "certainty": certainty}


def _mark(window: Window, labels: list[int], label: int, start: int, end: int) -> None:
    begins = True
    for word in window.words:
        if start <= word.start < end:
            if labels[word.position] == 0:
                labels[word.position] = 1 + 2 * label + (not begins)
            begins = labels[word.position] not in (1 + 2 * label, 2 + 2 * label)  # behind words of another label it begins anew


def batches(found: list[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """Batches of like length, in random order."""
    chance.shuffle(found)
    out = []
    for at in range(0, len(found), size * 20):
        part = sorted(found[at : at + size * 20], key=lambda e: len(e.window.ids))
        out += [part[k : k + size] for k in range(0, len(part), size)]
    chance.shuffle(out)
    yield from out


def tensors(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, dict[str, Tensor]]:
    """Ids, mask, token types and labels of a batch, padded."""
    length = max(len(e.window.ids) for e in batch)

    def padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
        return torch.tensor([[*row, *[fill] * (length - len(row))] for row in rows])

    ids = padded([e.window.ids for e in batch], 0)
    mask = padded([[1] * len(e.window.ids) for e in batch], 0)
    types = padded([e.window.types for e in batch], 0)
    labels = {name: padded([e.labels.get(name, []) for e in batch], IGNORED) for name in HEADS}
    return ids, mask, types, labels
