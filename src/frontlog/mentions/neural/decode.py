"""From scores to spans: the best begin/inside/outside path, and nothing that the scheme forbids."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from frontlog.mentions.neural.windows import Word

Scores = NDArray[np.float32]


def log_softmax(scores: Scores) -> Scores:
    """Log-probabilities over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    out: Scores = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return out


def best_path(scores: Scores) -> list[int]:
    """Labels of the likeliest path through `scores` (words x classes, log-probabilities); inside k follows only begin or inside k."""
    count, classes = scores.shape
    allowed = np.zeros((classes, classes), np.float32)
    for inside in range(2, classes, 2):
        allowed[:, inside] = -1e9
        allowed[inside, inside] = allowed[inside - 1, inside] = 0
    value = scores[0].copy()
    value[2::2] = -1e9
    back = []
    for row in scores[1:]:
        total = value[:, None] + allowed
        back.append(total.argmax(0))
        value = total.max(0) + row
    path = [int(value.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    assert len(path) == count
    return path[::-1]


def spans(path: Sequence[int], words: Sequence[Word], scores: Scores) -> list[tuple[int, int, int, float]]:
    """(label, start, end, probability) of each span of a path; the probability is the mean of its words'."""
    out: list[tuple[int, int, int, float]] = []
    open_: tuple[int, int, int, list[float]] | None = None

    def close() -> None:
        if open_:
            out.append((open_[0], open_[1], open_[2], float(np.mean(open_[3]))))

    for number, (label, word) in enumerate(zip(path, words, strict=True)):
        sure = float(np.exp(scores[number, label]))
        if label and label % 2 == 0 and open_:
            open_ = (open_[0], open_[1], word.end, [*open_[3], sure])
            continue
        close()
        open_ = ((label - 1) // 2, word.start, word.end, [sure]) if label else None
    close()
    return out
