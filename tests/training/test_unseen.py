"""Reports that are kept out of the tagger's training, and the weights that are fitted on them."""

from types import SimpleNamespace

import pytest
from tests.training.test_blind import CORPUS
from training.examples import corpus
from training.notation.parse import parse, parse_file
from training.sifting import Read, calibration, figures, fit, np, worth
from training.unseen import FIT, same_words

from frontlog.claims.sifting import likely

SCORE = SimpleNamespace(assign=lambda matrix: [(i, row.index(max(row))) for i, row in enumerate(matrix) if row and max(row) > 0])


def test_what_is_fitted_on_is_not_learnt_from() -> None:
    errors = {path.name: parse(path.read_text(encoding="utf-8"))[1] for path in sorted(FIT.glob("*.txt"))}
    assert errors
    assert not any(errors.values())
    learnt = {doc.name.removeprefix("corpus/").removesuffix(".txt") for doc in corpus(CORPUS)}
    assert not learnt & {report.id for path in FIT.glob("*.txt") for report in parse_file(path)}


@pytest.mark.parametrize(
    ("gold", "given", "same"),
    [
        (["The army"], ["army"], True),
        (["M23", "Rwandan troops"], ["Rwandan troops", "the M23"], True),
        (["M23", "Rwandan troops"], ["M23"], False),
        (["M23"], ["M23", "Rwandan troops"], False),
        (["it"], ["militia"], False),
        ([], [], False),
    ],
)
def test_same_words_whoever_is_meant(gold: list[str], given: list[str], same: bool) -> None:
    assert same_words([{"text": x} for x in gold], [{"text": x} for x in given]) is same


def test_weights_tell_right_drafts_from_wrong_ones() -> None:
    rows = [{"always": 1.0, "good": 1.0}] * 400 + [{"always": 1.0}] * 400
    weights = fit(rows, [1.0] * 360 + [0.0] * 40 + [0.0] * 360 + [1.0] * 40)
    assert likely(weights, rows[0]) > 0.7 > 0.3 > likely(weights, rows[-1])


def test_figures_are_those_of_what_is_kept() -> None:
    report = Read(2, [{}, {}, {}], [[1.2, 0, 0], [0, 0.6, 0]], [[1, 0, 0], [0, 0.5, 0]], [[True, False, False], [False, True, False]])
    assert worth(SCORE, report) == [1, 0.5, 0]
    assert figures(SCORE, [report], lambda n, j: True) == (3, 2 * 1.5 / 5, 2 * 1 / 5)
    assert figures(SCORE, [report], lambda n, j: j == 0) == (1, 2 * 1 / 3, 2 * 1 / 3)


def test_calibration_is_how_far_what_was_said_is_from_what_came() -> None:
    assert calibration(np.array([0.95, 0.95]), np.array([1.0, 1.0])) == pytest.approx(0.05)
    assert calibration(np.array([0.9, 0.9]), np.array([1.0, 0.0])) == pytest.approx(0.4)
