"""From scores to spans: the best begin/inside/outside path, and nothing that the scheme forbids."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from frontlog.mentions.neural.windows import Word

Scores = NDArray[np.float32]
Stays = NDArray[np.bool_]
FORBIDDEN = -1e9


def log_softmax(scores: Scores) -> Scores:
    """Log-probabilities over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    out: Scores = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return out


def best_path(scores: Scores) -> list[int]:
    """Labels of the likeliest path through `scores` (words x classes, log-probabilities); inside k follows only begin or inside k."""
    return best_paths([scores])[0]


def best_paths(rows: Sequence[Scores]) -> list[list[int]]:
    """The likeliest path of each window, all windows word by word side by side; every window has at least one word.

    What may stand before a label is little: anything before "outside" and "begin", and before "inside k" the begin or the inside of k.
    """
    if not rows:
        return []
    order = sorted(range(len(rows)), key=lambda n: -len(rows[n]))  # so that the windows that still have words are the first ones
    lengths = [len(rows[n]) for n in order]
    table = np.zeros((len(rows), lengths[0], rows[0].shape[1]), np.float32)
    for row, number in enumerate(order):
        table[row, : lengths[row]] = rows[number]
    value = table[:, 0].copy()
    value[:, 2::2] = FORBIDDEN
    back: list[tuple[list[int], Stays]] = []  # per word: the best label before it, and whether an inside follows its like
    last = [0] * len(order)
    for step in range(1, lengths[0] + 1):
        best, going = value.argmax(1).tolist(), sum(size > step for size in lengths)
        last[going : len(value)] = best[going:]
        value = value[:going]
        begins, insides = value[:, 1::2], value[:, 2::2]
        total = np.repeat(value.max(1, keepdims=True), value.shape[1], axis=1)
        total[:, 2::2] = np.maximum(begins, insides)
        back.append((best, insides > begins))  # few of it are looked at, so it stays an array
        value = total + table[:going, step] if going else total
    return _back(order, lengths, last, back)


def _back(order: Sequence[int], lengths: Sequence[int], last: Sequence[int], back: Sequence[tuple[list[int], Stays]]) -> list[list[int]]:
    """The paths, from their last label backwards."""
    out: list[list[int]] = [[] for _ in order]
    for row, number in enumerate(order):
        path = [last[row]]
        for step in range(lengths[row] - 2, -1, -1):
            label, (best, stays) = path[-1], back[step]
            inside = label and label % 2 == 0
            path.append((label if stays[row, label // 2 - 1] else label - 1) if inside else best[row])
        out[number] = path[::-1]
    return out


def spans(path: Sequence[int], words: Sequence[Word], scores: Scores) -> list[tuple[int, int, int, float]]:
    """(label, start, end, probability) of each span of a path; the probability is the mean of its words'."""
    out: list[tuple[int, int, int, float]] = []
    open_: tuple[int, int, int, list[float]] | None = None

    def close() -> None:
        if open_:
            out.append((open_[0], open_[1], open_[2], float(np.mean(open_[3])) if open_[3][1:] else open_[3][0]))

    chances: list[float] = np.exp(scores[np.arange(len(path)), path]).tolist()
    for label, word, sure in zip(path, words, chances, strict=True):
        if label and label % 2 == 0 and open_:
            open_ = (open_[0], open_[1], word.end, [*open_[3], sure])
            continue
        close()
        open_ = ((label - 1) // 2, word.start, word.end, [sure]) if label else None
    close()
    return out
