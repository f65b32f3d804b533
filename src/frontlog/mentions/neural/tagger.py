"""Runs the exported network. The only module that imports onnxruntime."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # its wheels note events on disk and send them to their maker, from the import on
import onnxruntime

from frontlog.mentions.neural.decode import Scores, best_path, log_softmax, spans
from frontlog.mentions.neural.labels import CERTAINTIES, ENTITIES, MODALITIES, ROLES, TYPES
from frontlog.mentions.neural.windows import Pair, Window, Word, first_pass, second_pass

onnxruntime.disable_telemetry_events()  # where something else had imported it already

BATCH = 16  # measured best on one core (DESIGN.md 4)
HEADS = ("trigger", "entity", "role", "modality", "certainty")
TRIGGER_BIAS = -0.5  # added to "outside" of the trigger head: what it finds too much, agreement with the rules and LEAST_SURE sift


@dataclass(frozen=True, slots=True)
class Found:
    """A span that a head found, with its label and probability."""

    label: str
    start: int
    end: int
    sure: float


@dataclass(frozen=True, slots=True)
class Event:
    """A trigger with what the second pass said about it."""

    sentence: int
    trigger: Found
    roles: tuple[Found, ...]
    modality: Found
    certainty: Found


@cache
def session(path: Path) -> onnxruntime.InferenceSession:
    """The network of a file, opened once a process."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # processes share the cores, not threads; also the same sums in the same order everywhere
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Tagger:
    """Finds events in the sentences of a document."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, text: str, sentences: Sequence[Pair]) -> tuple[list[Event], list[tuple[int, Found]]]:
        """Events and entities (with the number of their sentence). `sentences` are offsets in `text`, in order."""
        before = [None, *sentences[:-1]]
        windows = [(n, w) for n, s in enumerate(sentences) for w in first_pass(text, s, before[n])]
        triggers: dict[tuple[int, int, int], Found] = {}
        entities: dict[tuple[int, int, int], Found] = {}
        for (number, window), scores in zip(windows, self._scores([w for _, w in windows], ("trigger", "entity")), strict=True):
            for found in _found(window, scores["trigger"], TYPES, TRIGGER_BIAS):
                _keep(triggers, number, found)
            for found in _found(window, scores["entity"], ENTITIES, 0.0):
                _keep(entities, number, found)
        events = list(self._second(text, sentences, before, [(n, f) for (n, _, _), f in sorted(triggers.items())]))
        return events, [(n, f) for (n, _, _), f in sorted(entities.items())]

    def _second(
        self, text: str, sentences: Sequence[Pair], before: Sequence[Pair | None], triggers: Sequence[tuple[int, Found]]
    ) -> Iterator[Event]:
        windows = [second_pass(text, sentences[n], before[n], t.label, (t.start, t.end)) for n, t in triggers]
        heads = ("role", "modality", "certainty")
        for (number, trigger), window, scores in zip(triggers, windows, self._scores(windows, heads), strict=True):
            at = [w.position for w in window.words if w.own and trigger.start <= w.start < trigger.end]
            yield Event(
                number,
                trigger,
                tuple(_found(window, scores["role"], ROLES, 0.0, whole=True)),
                _choice(scores["modality"][at], MODALITIES, trigger),
                _choice(scores["certainty"][at], CERTAINTIES, trigger),
            )

    def _scores(self, windows: Sequence[Window], heads: Sequence[str]) -> Iterator[dict[str, Scores]]:
        """Log-probabilities of each window, in order. Batches hold windows of like length."""
        order = sorted(range(len(windows)), key=lambda n: (len(windows[n].ids), n))
        out: dict[int, dict[str, Scores]] = {}
        for at in range(0, len(order), BATCH):
            chosen = order[at : at + BATCH]
            length = max(len(windows[n].ids) for n in chosen)
            ids, mask, types = (np.zeros((len(chosen), length), np.int64) for _ in range(3))
            for row, n in enumerate(chosen):
                size = len(windows[n].ids)
                ids[row, :size], types[row, :size], mask[row, :size] = windows[n].ids, windows[n].types, 1
            results = session(self.path).run(list(heads), {"ids": ids, "mask": mask, "types": types})
            for row, n in enumerate(chosen):
                out[n] = {head: log_softmax(result[row]) for head, result in zip(heads, results, strict=True)}
        yield from (out[n] for n in range(len(windows)))


def _found(window: Window, scores: Scores, labels: tuple[str, ...], bias: float, whole: bool = False) -> Iterator[Found]:
    words: list[Word] = [w for w in window.words if whole or w.own]
    if not words:
        return
    rows = scores[[w.position for w in words]]
    tilted = rows.copy()
    tilted[:, 0] += bias
    for label, start, end, sure in spans(best_path(tilted), words, rows):
        yield Found(labels[label], start, end, sure)


def _choice(scores: Scores, labels: tuple[str, ...], trigger: Found) -> Found:
    mean = np.exp(scores).mean(axis=0)
    best = int(mean.argmax())
    return Found(labels[best], trigger.start, trigger.end, float(mean[best]))


def _keep(found: dict[tuple[int, int, int], Found], sentence: int, new: Found) -> None:
    """Windows overlap: the surer of two readings of one place stays."""
    for key, old in list(found.items()):
        if key[0] == sentence and old.start < new.end and new.start < old.end:
            if old.sure >= new.sure:
                return
            del found[key]
    found[(sentence, new.start, new.end)] = new
