"""`python -m training.antecedents [--shared FOLDER] [--cache FOLDER] [--asked] [--write]`: weights for whom words without a name mean.

Every bracketed description and pronoun of our own reports (training/corpus), resolved where it stands as benchmarks/actors_corpus.py does,
and with --asked, counted more often, what the benchmarks ask of reports that may be looked at: the even half of the development reports
where their licence allows it, the open halves of benchmarks/blind*, the open halves of tests/cases/actors_*.yml (the table that we ship was
fitted without, before candidates that a report names only later; docs/decisions says why). The candidates are those of
claims/antecedent_options.py, a candidate is right when it is who the annotators meant (parents counted). A conditional logit with an L2
penalty, for words and for pronouns. First the figures by five-fold cross-validation over reports, beside what the rules alone give, for our
corpus and for the others, and those on reports that are not fitted on (training/fit); then, with --write, the weights to
claims/tables/antecedents.yml.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import actors, actors_corpus, blind, slots
from tests.support import whom

from frontlog.claims.antecedent_choice import Chooser
from frontlog.claims.antecedent_options import PRONOUNS, Option, Question, Scene
from frontlog.claims.antecedent_weights import MARGIN, Features, features
from frontlog.claims.reference import Memory
from frontlog.grammar.clauses import Line
from frontlog.model import ActorRef, Raw
from frontlog.reference.actors import load_actors
from training.logit import best, fit, folds
from training.make_standoff import may_train
from training.notation.parse import parse_file
from training.notation.records import Report
from training.unseen import FIT, arguments

TABLE = Path(__file__).parent.parent / "src" / "frontlog" / "claims" / "tables" / "antecedents.yml"
PENALTY = 3.0
LEAST = 0.03  # weights nearer to nothing are left out of the table
HEAD = "# Weights for words that name nobody (claims/antecedent_weights.py), written by python -m training.antecedents --write.\n"
PARTS = ("words", "pronouns")
WEIGHT = 3.0  # so often counts a mention of what the benchmarks ask: our corpus has four of its own for each
PASSAGES = ("generics", "unseen", "later")
Means = Callable[[ActorRef], bool]
Asked = tuple[Question, Sequence[Option], Scene]


@dataclass(frozen=True, slots=True)
class Case:
    """A mention: the features of each candidate, which are right, and the number of that of the rules."""

    report: str
    part: str
    kind: str
    text: str
    ids: list[str]
    gold: str
    rows: list[Features]
    right: list[bool]
    final: int
    weight: float = 1.0


class Recorder:
    """Reads reports, keeps the candidates of each mention asked for, and lets the rules decide."""

    def __init__(self, score: ModuleType, cache: Path | None) -> None:
        self.score, self.cache = score, cache
        self.cases: list[Case] = []
        self._picked: list[Asked] = []

    def read(self, report: Report) -> None:
        """Take the bracketed mentions of one report in."""
        document, sentences, mentions = actors.open_text(blind.raw(report), self.cache)
        questions, _ = actors_corpus.wanted(report, document, sentences)
        with self._asking() as kept:
            answers = actors.answers(document, sentences, mentions, questions)
        homes = actors_corpus.homes_of(questions, answers)
        for one, refs in zip(questions, answers, strict=True):
            if id(one) in kept:
                self._add(report.id, one.text, one.gold["id"], refs, kept[id(one)], partial(self._means, one, homes), 1.0)

    def claims(self, name: str, given: Sequence[dict[str, Any]], text: Raw) -> None:
        """Take in the participants of the annotated claims of a report."""
        document, sentences, mentions = actors.open_text(text, self.cache)
        questions = list(actors.asked(given, document, sentences))
        with self._asking() as kept:
            answers = actors.answers(document, sentences, mentions, questions)
        for one, refs in zip(questions, answers, strict=True):
            if id(one) in kept:
                same = partial(actors.same, self.score, one.gold)
                self._add(name, one.text, one.gold["id"], refs, kept[id(one)], same, WEIGHT)

    def passage(self, given: dict[str, Any]) -> None:
        """Take in the marks of one of our own passages."""
        with self._asking():
            for mark, refs in whom.answers(given):
                asked = self._picked[-1] if self._picked else None
                if asked is not None and asked[0].words.start == mark.start and mark.id and "+" not in mark.id:
                    self._add(given["about"], mark.words, mark.id, refs, asked, lambda ref, mark=mark: mark.right((ref,)), WEIGHT)
                self._picked.clear()

    @contextmanager
    def _asking(self) -> Iterator[dict[int, Asked]]:
        """Lets the rules decide; gives the candidates of what is asked, by the question's identity."""
        pick, answer = Chooser.pick, actors._answer
        kept: dict[int, Asked] = {}

        def picked(self_: Chooser, question: Question, found: Sequence[Option], scene: Scene) -> Option:
            self._picked.append((question, found, scene))
            return next(option for option in found if "final" in option.origins)

        def answered(memory: Memory, line: Line, one: actors.Asked) -> tuple[ActorRef, ...]:
            self._picked.clear()
            refs = answer(memory, line, one)
            if self._picked:
                kept[id(one)] = self._picked[-1]
            return refs

        Chooser.pick, actors._answer = picked, answered  # type: ignore[method-assign]
        try:
            yield kept
        finally:
            Chooser.pick, actors._answer = pick, answer  # type: ignore[method-assign]

    def _add(self, report: str, text: str, gold: str, refs: Sequence[ActorRef], kept: Asked, means: Means, weight: float) -> None:
        question, found, scene = kept
        final = next(n for n, option in enumerate(found) if "final" in option.origins)
        if not any(ref.id == found[final].id for ref in refs):
            return
        right = [means(_ref(option)) for option in found]
        right[final] = any(means(ref) for ref in refs)  # of "X and Y" one is enough
        part = PARTS[question.kind in PRONOUNS]
        rows = list(features(question, found, scene))
        self.cases.append(Case(report, part, question.kind, text, [o.id for o in found], gold, rows, right, final, weight))

    def _means(self, one: actors.Asked, homes: dict[str, set[str]], ref: ActorRef) -> bool:
        return actors_corpus.right(self.score, one, (ref,), homes)


def _ref(option: Option) -> ActorRef:
    name = option.said[-1].ref.name if option.said else load_actors().name(option.id)
    return ActorRef("", 0, 0, option.id, name)


def crossed(cases: Sequence[Case]) -> Counter[str]:
    """Right mentions by weights that never saw the report, and by the rules."""
    out: Counter[str] = Counter()
    for held in folds(case.report for case in cases):
        for part in PARTS:
            weights = fit([c for c in cases if c.part == part and c.report not in held], PENALTY, LEAST, 2, 100)
            tell([c for c in cases if c.part == part and c.report in held], weights, out)
    return out


def tell(cases: Sequence[Case], weights: dict[str, float], out: Counter[str]) -> None:
    """Count what is right by the weights, by the rules, and at best; of what the benchmarks ask once more by itself."""
    for case in cases:
        for key in (case.part, f"{case.part} {case.kind}", *((f"asked {case.part}", f"asked {case.part} {case.kind}") * (case.weight > 1))):
            out[f"{key} all"] += 1
            out[f"{key} by rules"] += case.right[case.final]
            out[f"{key} weighed"] += case.right[best(case.rows, weights, case.final, MARGIN)]
            out[f"{key} able"] += any(case.right)


def reports(folder: Path) -> Iterator[Report]:
    """The reports of every file of a folder."""
    for file in sorted(folder.glob("*.txt")):
        yield from parse_file(file)


def asked(recorder: Recorder, shared: Path, cast: blind.Cast) -> None:
    """Take in what the benchmarks ask of reports that may be looked at."""
    for path in sorted((shared / "eval" / "gold").glob("*.json"))[::2]:
        text = shared / "eval" / "texts" / f"{path.stem}.txt"
        if may_train(path.stem) and not (shared / "seeds" / text.name).exists():
            recorder.claims(path.stem, recorder.score.read(path), slots.raw(text.name, text.read_bytes()))
    for which in blind.FOLDERS:
        for half, report in blind.halves(which):
            if half == "open":
                cast.enter(report)
                recorder.claims(report.id, blind.claims(report), blind.raw(report))
    for name in PASSAGES:
        for passage in whom.passages(f"actors_{name}_open.yml"):
            recorder.passage(passage)


def shown(out: Counter[str]) -> Iterator[str]:
    """The counts as rows of a table."""
    for key in sorted(key.removesuffix(" all") for key in out if key.endswith(" all")):
        seen = out[f"{key} all"]
        yield f"| {key} | {seen} | " + " | ".join(f"{out[f'{key} {how}'] / seen:.3f}" for how in ("by rules", "weighed", "able")) + " |"


def main() -> None:
    ask = arguments(__doc__)
    ask.add_argument("--asked", action="store_true", help="also fit on what the benchmarks ask of reports that may be looked at")
    args = ask.parse_args()
    score = slots.scorer(args.shared)
    cast = blind.Cast(score)
    fitted, apart = (Recorder(score, args.cache) for _ in range(2))
    if args.asked:
        asked(fitted, args.shared, cast)
    for recorder, folder in ((fitted, actors_corpus.CORPUS), (apart, FIT)):
        for report in reports(folder):
            cast.enter(report)
            recorder.read(report)
    weights = {part: fit([case for case in fitted.cases if case.part == part], PENALTY, LEAST, 2, 100) for part in PARTS}
    out: Counter[str] = Counter()
    for part in PARTS:
        tell([case for case in apart.cases if case.part == part], weights[part], out)
    for name, counts in (("five-fold over the corpus", crossed(fitted.cases)), ("training/fit, not fitted on", out)):
        print(f"\n{name}\n\n| mentions | of | by rules | weighed | one is right |\n|---|---|---|---|---|")
        print("\n".join(shown(counts)))
    if args.write:
        lines = [HEAD]
        for part in PARTS:
            lines.append(f"{part}:\n")
            lines += [f'  "{name}": {value}\n' for name, value in sorted(weights[part].items())]
        TABLE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
