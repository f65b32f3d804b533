"""Runs the exported network. The only module that imports onnxruntime."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # its wheels note events on disk and send them to their maker, from the import on
import onnxruntime

from frontlog.mentions.neural.decode import Scores, best_paths, log_softmax, spans
from frontlog.mentions.neural.labels import CERTAINTIES, MODALITIES, ROLES, TYPES
from frontlog.mentions.neural.windows import Pair, Window, Word, first_pass, second_pass
from frontlog.reference.once import once

onnxruntime.disable_telemetry_events()  # where something else had imported it already

BATCH = 16  # windows of a batch at most
PIECES = 384  # of a batch at most, padding included: what a layer makes of more is pushed out of a core's near memory again
RUN = 24  # pieces that would take as long as one more batch
FAINT = ("agent", "target", "place")
LEAST_FAINT = 0.05  # what is less likely is not told
TRIGGER_BIAS = -0.5  # added to "outside" of the trigger head: what it finds too much, claims/sifting.py weighs


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
    faint: tuple[Found, ...] = ()  # words that may be agent, target or place although the likeliest reading gives them no such role


class Reading(NamedTuple):
    """What the tagger finds in a document. Hints (words that may be a trigger) come with the number of their sentence."""

    events: list[Event]
    hints: list[tuple[int, Found]]


Each = Callable[[Callable[[list[int]], list[Scores]], list[list[int]]], Iterable[list[Scores]]]


@once
def session(path: Path) -> onnxruntime.InferenceSession:
    """The network of a file, opened once a process."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # processes share the cores, not threads; also the same sums in the same order everywhere
    options.inter_op_num_threads = 1
    # the sum before a layer's normalisation in one node with it takes five times as long as in two
    return onnxruntime.InferenceSession(str(path), options, ["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"])


class Tagger:
    """Finds events in the sentences of a document. `each` works the batches, like `map`: elsewhere several of them at once."""

    def __init__(self, path: Path, each: Each = map) -> None:
        self.path, self.each = path, each

    def read(self, text: str, sentences: Sequence[Pair], only: Collection[int] | None = None) -> Reading:
        """What it finds. `sentences` are offsets in `text`, in order; `only` are the numbers of those to read, where not all."""
        before = [None, *sentences[:-1]]
        wanted = range(len(sentences)) if only is None else sorted(only)
        windows = [(n, w) for n in wanted for w in first_pass(text, sentences[n], before[n])]
        words = [[word for word in w.words if word.own] for _, w in windows]
        scores = self._scores([w for _, w in windows], words, ("trigger",))["trigger"]
        triggers: dict[tuple[int, int, int], Found] = {}
        hints: dict[tuple[int, int, int], Found] = {}
        for (number, _), own, score, found in zip(windows, words, scores, _found(words, scores, TYPES, TRIGGER_BIAS), strict=True):
            for trigger in found:
                _keep(triggers, number, trigger)
            for hint in hinted(own, np.exp(log_softmax(score)), found):
                _keep(hints, number, hint)
        events = list(self._second(text, sentences, before, [(n, f) for (n, _, _), f in sorted(triggers.items())]))
        return Reading(events, [(n, f) for (n, _, _), f in sorted(hints.items())])

    def _second(
        self, text: str, sentences: Sequence[Pair], before: Sequence[Pair | None], triggers: Sequence[tuple[int, Found]]
    ) -> Iterator[Event]:
        windows = [second_pass(text, sentences[n], before[n], t.label, (t.start, t.end)) for n, t in triggers]
        words = [window.words for window in windows]
        scores = self._scores(windows, words, ("role", "modality", "certainty"))
        roles = _found(words, scores["role"], ROLES, 0.0)
        chances = [np.exp(log_softmax(score)) for score in scores["role"]]
        for place, ((number, trigger), window) in enumerate(zip(triggers, windows, strict=True)):
            at = [n for n, w in enumerate(window.words) if w.own and trigger.start <= w.start < trigger.end]
            yield Event(
                number,
                trigger,
                tuple(roles[place]),
                _choice(log_softmax(scores["modality"][place][at]), MODALITIES, trigger),
                _choice(log_softmax(scores["certainty"][place][at]), CERTAINTIES, trigger),
                tuple(faint(window.words, chances[place], roles[place])),
            )

    def _scores(self, windows: Sequence[Window], words: Sequence[Sequence[Word]], heads: Sequence[str]) -> dict[str, list[Scores]]:
        """What each head gives for each window, in order: a row for each of the `words` that are asked about."""
        order = sorted(range(len(windows)), key=lambda n: (len(windows[n].ids), n))
        together = [order[first:last] for first, last in batches([len(windows[n].ids) for n in order])]
        out: dict[str, dict[int, Scores]] = {head: {} for head in heads}
        for chosen, results in zip(together, self.each(partial(self._ask, windows, words, heads), together), strict=True):
            ends = np.cumsum([len(words[n]) for n in chosen]).tolist()
            for head, result in zip(heads, results, strict=True):
                out[head].update(zip(chosen, (result[end - len(words[n]) : end] for n, end in zip(chosen, ends, strict=True)), strict=True))
        return {head: [found[n] for n in range(len(windows))] for head, found in out.items()}

    def _ask(self, windows: Sequence[Window], words: Sequence[Sequence[Word]], heads: Sequence[str], chosen: Sequence[int]) -> list[Scores]:
        """What the heads give for a batch; `chosen` are the numbers of its windows, the longest last."""
        length = len(windows[chosen[-1]].ids)
        ids, mask, types = (np.zeros((len(chosen), length), np.int64) for _ in range(3))
        for row, n in enumerate(chosen):
            size = len(windows[n].ids)
            ids[row, :size], types[row, :size], mask[row, :size] = windows[n].ids, windows[n].types, 1
        rows = np.array([row * length + word.position for row, n in enumerate(chosen) for word in words[n]], np.int64)
        return asked(self.path, heads, {"ids": ids, "mask": mask, "types": types}, rows)


def asked(path: Path, heads: Sequence[str], batch: dict[str, NDArray[np.int64]], rows: NDArray[np.int64]) -> list[Scores]:
    """What the heads give for some pieces of a batch, counted through it. One of before training/narrow.py gives all."""
    if takes_rows(path):
        return list(session(path).run(list(heads), {**batch, "rows": rows}))
    return [result.reshape(-1, result.shape[-1])[rows] for result in session(path).run(list(heads), batch)]


@cache
def takes_rows(path: Path) -> bool:
    """Whether the network of a file is told which pieces are read."""
    return any(given.name == "rows" for given in session(path).get_inputs())


def batches(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Windows of like length together: the cut of `lengths` (ascending) that gives the network the least to do, as (first, last + 1).

    What is counted is pieces with their padding, and RUN for each batch.
    """
    least, cut = [0.0], [0]
    for last in range(1, len(lengths) + 1):
        best, at = float("inf"), last - 1
        for first in range(last - 1, max(-1, last - 1 - BATCH), -1):
            size = (last - first) * lengths[last - 1]
            if first < last - 1 and size > PIECES:
                break
            if least[first] + size + RUN < best:
                best, at = least[first] + size + RUN, first
        least.append(best)
        cut.append(at)
    out, last = [], len(lengths)
    while last:
        out.append((cut[last], last))
        last = cut[last]
    return out[::-1]


def _found(words: Sequence[Sequence[Word]], scores: Sequence[Scores], labels: tuple[str, ...], bias: float) -> list[list[Found]]:
    """The spans of each window, read from the scores of its words."""
    sizes = [len(own) for own in words]
    sure = log_softmax(np.concatenate(scores)) if scores else np.zeros((0, 1), np.float32)
    tilted = sure.copy()
    tilted[:, 0] += bias
    ends = np.cumsum(sizes).tolist()
    parts = [slice(end - size, end) for end, size in zip(ends, sizes, strict=True)]
    paths = iter(best_paths([tilted[part] for part in parts if part.start < part.stop]))
    return [
        [Found(labels[label], start, end, chance) for label, start, end, chance in spans(next(paths), own, sure[part])] if own else []
        for own, part in zip(words, parts, strict=True)
    ]


def faint(words: Sequence[Word], chances: Scores, roles: Sequence[Found]) -> Iterator[Found]:
    """Runs of words that may be agent, target or place where `roles` do not say so, each with the mean of its words' probabilities."""
    for role in FAINT:
        begin, inside = chances[:, 1 + 2 * ROLES.index(role)], chances[:, 2 + 2 * ROLES.index(role)]
        both = begin + inside
        run: list[int] = []
        for n in range(len(words) + 1):
            on = n < len(words) and both[n] >= LEAST_FAINT
            if run and (not on or begin[n] > inside[n]):
                start, end = words[run[0]].start, words[run[-1]].end
                if not any(r.label == role and r.start < end and start < r.end for r in roles):
                    yield Found(role, start, end, float(both[run].mean()))
                run = []
            run += [n] if on else []


def hinted(words: Sequence[Word], chances: Scores, events: Sequence[Found]) -> Iterator[Found]:
    """Each word of a sentence that may be a trigger but is in none of `events`, with its likeliest type and the probability of any."""
    for n in np.flatnonzero(chances[:, 0] < 1 - LEAST_FAINT / 2).tolist():  # few come near; each is judged below
        word, sure = words[n], 1 - float(chances[n, 0])
        if sure >= LEAST_FAINT and not any(e.start < word.end and word.start < e.end for e in events):
            yield Found(TYPES[(int(chances[n, 1:].argmax())) // 2], word.start, word.end, sure)


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
